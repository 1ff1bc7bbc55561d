//! Findings as Word comments: on their words, with everything else of the file as it was.

// A test may read the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    path::PathBuf,
    sync::LazyLock,
};

use ganhuo::{
    Analyser,
    model::{Analysis, Comparison, Facts, Finding, Lang, Report, Scores, Severity},
    read::read,
    report::{WordError, comment::comment},
    text::Span,
};
use regex::Regex;

pub(crate) fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readers/files");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of files")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "docx"))
        .collect();
    files.sort();
    assert!(files.len() >= 12);
    files
}

/// A finding of no rule on some words.
pub(crate) fn finding(span: Span) -> Finding {
    Finding {
        rule: "wording/test".to_owned(),
        severity: Severity::Warning,
        span,
        message: "“<&>”不通".to_owned(),
        help: "改写".to_owned(),
        labels: Vec::new(),
        related: Vec::new(),
        fix: None,
        fingerprint: String::new(),
    }
}

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::builtin().expect("the packs load"));

/// A report whose only findings are those; nothing is measured, which would take most of the time.
pub(crate) fn report(bytes: &[u8], spans: &[Span]) -> Report {
    let (document, notices) = ANALYSER.document(bytes, "报告.docx").expect("a readable file");
    let (facts, scores, comparison) = (Facts::default(), Scores::default(), Comparison::default());
    Report {
        path: "报告.docx".to_owned(),
        genre: "base".to_owned(),
        analysis: Analysis { document, facts, scores, comparison },
        findings: spans.iter().map(|span| finding(*span)).collect(),
        accepted: Vec::new(),
        notices,
    }
}

pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("readable");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// A package of those parts.
pub(crate) fn zipped(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name, stored).expect("a new entry");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("closed").into_inner()
}

/// The words between the marks of each comment, by the order of the ids.
fn marked(bytes: &[u8]) -> Vec<String> {
    let source = String::from_utf8(parts(bytes)["word/document.xml"].clone()).expect("UTF-8");
    let token = Regex::new(
        r#"<\w+:commentRange(Start|End) \w+:id="(\d+)"/>|<\w+:t(?: [^>]*)?>([^<]*)</|<\w+:(?:del|pPr|Fallback|txbxContent|instrText)>|</\w+:(?:del|Fallback|txbxContent)>"#,
    )
    .expect("a pattern");
    let (mut open, mut words): (Vec<usize>, BTreeMap<usize, String>) = (Vec::new(), BTreeMap::new());
    for found in token.captures_iter(&source) {
        if let Some(id) = found.get(2) {
            let id: usize = id.as_str().parse().expect("a number");
            words.entry(id).or_default();
            if &found[1] == "Start" { open.push(id) } else { open.retain(|other| *other != id) }
        } else if let Some(text) = found.get(3) {
            for id in &open {
                words.entry(*id).or_default().push_str(text.as_str());
            }
        }
    }
    assert!(open.is_empty(), "every range that starts ends");
    words.into_values().collect()
}

/// Spans of all kinds: short ones that overlap, one over paragraphs, an empty one.
fn spans(text: &str) -> Vec<Span> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut spans: Vec<Span> =
        (0..starts.len() - 12).step_by(5).map(|at| Span::from(starts[at]..starts[at + 2 + at % 9])).collect();
    spans.push(Span::from(starts[3]..starts[starts.len() - 10]));
    spans.push(Span::from(starts[10]..starts[10]));
    spans
}

#[test]
fn the_text_and_all_other_parts_stay_and_a_second_run_changes_nothing() {
    for path in files() {
        let bytes = fs::read(&path).expect("a file");
        let text = read(&bytes, "a.docx").expect("readable").text;
        let spans = spans(&text);
        let once = comment(&bytes, &report(&bytes, &spans), Lang::Zh).expect("comments");
        assert_eq!(read(&once, "a.docx").expect("readable").text, text, "{}", path.display());
        let (before, after) = (parts(&bytes), parts(&once));
        let changed: Vec<&str> = after
            .iter()
            .filter(|(name, part)| before.get(*name) != Some(part))
            .map(|(name, _)| name.as_str())
            .collect();
        // A file that has comments already has registered them.
        let registering: &[&str] = if before.contains_key("word/comments.xml") {
            &[]
        } else {
            &["[Content_Types].xml", "word/_rels/document.xml.rels"]
        };
        let expected = [registering, &["word/comments.xml", "word/document.xml"]].concat();
        assert_eq!(changed, expected, "{}", path.display());
        let twice = comment(&once, &report(&once, &spans), Lang::Zh).expect("comments");
        assert!(once == twice, "{}: a second run changed something", path.display());
    }
}

#[test]
fn every_comment_stands_on_its_words() {
    // The plain files: in the others text boxes and breaks stand between the marks.
    for path in files().iter().filter(|path| !path.to_string_lossy().contains("14-")) {
        let bytes = fs::read(path).expect("a file");
        let extract = read(&bytes, "a.docx").expect("readable");
        let text = &extract.text;
        let spans: Vec<Span> =
            ["岚溪区司法局2024年", "38件", "行政处罚（件）", "整改。", "审结52件，其中", "工作安排"]
                .iter()
                .map(|words| Span::from(text.find(words).map(|at| at..at + words.len()).expect(words)))
                .collect();
        let commented = comment(&bytes, &report(&bytes, &spans), Lang::Zh).expect("comments");
        let words: Vec<&str> = spans.iter().map(|span| span.slice(text)).collect();
        let marked = marked(&commented);
        let of_people = marked.len() - words.len();
        assert_eq!(of_people, usize::from(path.to_string_lossy().contains("15-")));
        assert_eq!(marked[of_people..], words, "{}", path.display());
    }
}

#[test]
fn comments_of_people_stay() {
    let path = files().into_iter().find(|path| path.to_string_lossy().contains("15-")).expect("the file");
    let bytes = fs::read(path).expect("a file");
    let commented = comment(&bytes, &report(&bytes, &[Span::new(0, 9)]), Lang::Zh).expect("comments");
    assert!(marked(&commented)[0].starts_with("全年开展执法检查126次"));
    let comments = String::from_utf8(parts(&commented)["word/comments.xml"].clone()).expect("UTF-8");
    assert!(comments.contains("请核对数字。") && comments.contains("审核人"));
}

#[test]
fn a_finding_on_a_computed_number_stands_on_its_heading() {
    let path = files().into_iter().find(|path| path.to_string_lossy().contains("03-")).expect("the file");
    let bytes = fs::read(path).expect("a file");
    let text = read(&bytes, "a.docx").expect("readable").text;
    let at = text.find("二、存在的不足").expect("the heading");
    let commented = comment(&bytes, &report(&bytes, &[Span::from(at..at + "二、存在".len())]), Lang::Zh)
        .expect("comments");
    assert_eq!(marked(&commented), ["存在"]);
}

#[test]
fn words_in_a_simple_field_are_marked_around_the_field() {
    let field = "<w:fldSimple w:instr=\"TITLE\"><w:r><w:t>甲乙丙</w:t></w:r></w:fldSimple>";
    let body = format!("<w:p><w:r><w:t>前</w:t></w:r>{field}<w:r><w:t>后</w:t></w:r></w:p>");
    let mut all = parts(&fs::read(&files()[0]).expect("a file"));
    let document = String::from_utf8(all["word/document.xml"].clone()).expect("UTF-8");
    let (head, tail) =
        (document.find("<w:p>").expect("a body"), document.find("<w:sectPr").expect("its end"));
    let document = format!("{}{body}{}", &document[..head], &document[tail..]);
    all.insert("word/document.xml".to_owned(), document.into_bytes());
    let bytes = zipped(&all);
    let at = read(&bytes, "a.docx").expect("readable").text.find('乙').expect("the word");
    let commented = comment(&bytes, &report(&bytes, &[Span::from(at..at + 3)]), Lang::Zh).expect("comments");
    let document = String::from_utf8(parts(&commented)["word/document.xml"].clone()).expect("UTF-8");
    assert!(
        document.contains(&format!("<w:commentRangeStart w:id=\"0\"/>{field}<w:commentRangeEnd ")),
        "{document}"
    );
}

#[test]
fn without_findings_earlier_comments_go() {
    let bytes = fs::read(&files()[0]).expect("a file");
    let once = comment(&bytes, &report(&bytes, &[Span::new(0, 9)]), Lang::Zh).expect("comments");
    let none = comment(&once, &report(&once, &[]), Lang::Zh).expect("comments");
    let parts = parts(&none);
    assert!(!String::from_utf8_lossy(&parts["word/document.xml"]).contains("comment"));
    assert!(!String::from_utf8_lossy(&parts["word/comments.xml"]).contains("ganhuo"));
}

#[test]
fn another_file_than_the_checked_one_is_refused() {
    let files = files();
    let (one, other) =
        (fs::read(&files[0]).expect("a file"), fs::read(files.last().expect("one")).expect("a file"));
    let report = report(&one, &[]);
    assert_eq!(comment(&other, &report, Lang::Zh), Err(WordError::Changed));
    assert_eq!(comment("纯文本".as_bytes(), &report, Lang::Zh), Err(WordError::NotWord));
}

#[test]
fn words_in_text_boxes_and_notes_are_marked_where_they_belong() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readers/files");
    // Word does not show comments inside text boxes and notes; the paragraph and the reference are
    // marked instead.
    for (name, words) in [("14-surroundings.docx", "0578-1234567"), ("03-linked-styles.docx", "上年结转4件")]
    {
        let bytes = fs::read(folder.join(name)).expect(name);
        let text = read(&bytes, name).expect("readable").text;
        let at = text.find(words).expect(words);
        let span = Span::from(at..at + words.len());
        let commented = comment(&bytes, &report(&bytes, &[span]), Lang::Zh).expect("comments");
        let source = String::from_utf8(parts(&commented)["word/document.xml"].clone()).expect("UTF-8");
        let mark = source.find("<w:commentRangeStart").expect("a mark");
        assert!(!source[..mark].ends_with("<w:p>"), "{name}");
        let open = source[..mark].matches("<w:txbxContent>").count();
        let closed = source[..mark].matches("</w:txbxContent>").count();
        assert_eq!(open, closed, "{name}: outside text boxes");
        let behind = "<w:commentReference w:id=\"0\"/></w:r></w:p>";
        assert!(source[mark..].contains(behind), "{name}: at the end of its paragraph");
    }
}

#[test]
fn marks_of_comments_that_are_gone_stay_apart_from_ours() {
    let path = files().into_iter().find(|path| path.to_string_lossy().contains("15-")).expect("the file");
    let mut all = parts(&fs::read(path).expect("a file"));
    all.remove("word/comments.xml");
    let bytes = zipped(&all);
    let once = comment(&bytes, &report(&bytes, &[Span::new(0, 9)]), Lang::Zh).expect("comments");
    let twice = comment(&once, &report(&once, &[Span::new(0, 9)]), Lang::Zh).expect("comments");
    assert!(once == twice, "a second run changes nothing");
    assert_eq!(marked(&once).len(), 2);
    assert!(String::from_utf8_lossy(&parts(&once)["word/comments.xml"]).contains("<w:comment w:id=\"1\""));
}
