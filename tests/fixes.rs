//! Fixes in Word files: tracked changes that can be accepted and rejected, and nothing else changed.

// A test may read and write the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{fs, path::PathBuf, process::Command};

use ganhuo::{
    Analyser, Library,
    model::{Edit, Finding, Fix, Report, Safety},
    ooxml::Obstacle,
    read::read,
    report::{WordError, revision::revise},
    text::Span,
};
use regex::Regex;

use crate::comments::{files, finding, parts, report, zipped};

/// A Word file of ours with that body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readers/files/03-linked-styles.docx");
    let mut all = parts(&fs::read(path).expect("a file"));
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    all.insert("word/document.xml".to_owned(), document.into_bytes());
    zipped(&all)
}

pub(crate) fn run(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/><w:x y=\"1\"/></w:rPr><w:t>{text}</w:t></w:r>")
}

pub(crate) fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn text_of(bytes: &[u8]) -> String {
    read(bytes, "a.docx").expect("readable").text
}

fn document_of(bytes: &[u8]) -> String {
    String::from_utf8(parts(bytes)["word/document.xml"].clone()).expect("UTF-8")
}

/// A report whose findings are those changes.
fn asking(bytes: &[u8], edits: Vec<Edit>) -> Report {
    let mut report = report(bytes, &[]);
    report.findings = edits
        .into_iter()
        .map(|edit| Finding {
            fix: Some(Fix { title: String::new(), edits: vec![edit.clone()], safety: Safety::Safe }),
            ..finding(edit.span)
        })
        .collect();
    report
}

/// A change of the first place where `old` stands.
fn edit(text: &str, old: &str, new: &str) -> Edit {
    let at = text.find(old).expect(old);
    Edit { span: Span::from(at..at + old.len()), text: new.to_owned() }
}

/// The main part after its reader has rejected all changes of ours.
fn rejected(bytes: &[u8]) -> Vec<u8> {
    let mut all = parts(bytes);
    let document = document_of(bytes);
    let inserted =
        Regex::new(r#"(?s)<(\w+:)ins \w+:id="\d+" \w+:author="ganhuo">.*?</\w+:ins>"#).expect("valid");
    let deleted =
        Regex::new(r#"(?s)<\w+:del \w+:id="\d+" \w+:author="ganhuo">(.*?)</\w+:del>"#).expect("valid");
    let document = inserted.replace_all(&document, "");
    let document =
        deleted.replace_all(&document, |found: &regex::Captures<'_>| found[1].replace("delText", "t"));
    all.insert("word/document.xml".to_owned(), document.into_owned().into_bytes());
    zipped(&all)
}

/// What one change makes of one paragraph: its XML, or why it was left.
fn changed(content: &str, old: &str, new: &str) -> Result<String, Obstacle> {
    let bytes = docx(&format!("{content}{}", paragraph(&run("末段"))));
    let revision = revise(&bytes, &asking(&bytes, vec![edit(&text_of(&bytes), old, new)])).expect("writable");
    if let Some((_, why)) = revision.left.first() {
        assert_eq!((revision.bytes, revision.made), (None, 0));
        return Err(*why);
    }
    let after = revision.bytes.expect("something was changed");
    assert_eq!(text_of(&after), revision.text);
    assert_eq!(text_of(&rejected(&after)), text_of(&bytes));
    let document = document_of(&after);
    let (_, body) = document.split_once("<w:body>").expect("a body");
    let end = body.find(&paragraph(&run("末段"))).expect("the last paragraph");
    Ok(body[..end].to_owned())
}

const R: &str = "<w:r><w:rPr><w:b/><w:x y=\"1\"/></w:rPr>";

fn deleted(id: u32, text: &str) -> String {
    format!(
        "<w:del w:id=\"{id}\" w:author=\"ganhuo\">{R}<w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>"
    )
}

fn inserted(id: u32, text: &str) -> String {
    format!(
        "<w:ins w:id=\"{id}\" w:author=\"ganhuo\">{R}<w:t xml:space=\"preserve\">{text}</w:t></w:r></w:ins>"
    )
}

#[test]
fn a_run_is_cut_around_the_words_and_keeps_its_properties() {
    assert_eq!(
        changed(&paragraph(&run("办案12件,培训3次")), ",", "，"),
        Ok(paragraph(&format!(
            "{R}<w:t>办案12件</w:t></w:r>{}{}{R}<w:t xml:space=\"preserve\">培训3次</w:t></w:r>",
            deleted(1, ","),
            inserted(2, "，")
        )))
    );
    // At both ends of a run no empty half stays.
    let whole = format!("{}{}", deleted(1, ","), inserted(2, "，"));
    assert_eq!(
        changed(&paragraph(&(run("甲") + &run(",") + &run("乙"))), ",", "，"),
        Ok(paragraph(&(run("甲") + &whole + &run("乙"))))
    );
    // Only what differs is exchanged, and spaces at the cut stay.
    let cut = changed(&paragraph("<w:r><w:t>甲 ,乙</w:t></w:r>"), "甲 ,乙", "甲 ，乙").expect("made");
    assert!(cut.starts_with("<w:p><w:r><w:t xml:space=\"preserve\">甲 </w:t></w:r><w:del "), "{cut}");
}

#[test]
fn words_over_several_runs_go_piece_by_piece() {
    let content =
        paragraph(&(run("甲ab") + "<w:bookmarkStart w:id=\"40\" w:name=\"x\"/>" + &run("c&amp;乙")));
    let expected = format!(
        "{R}<w:t>甲</w:t></w:r>{}{}<w:bookmarkStart w:id=\"40\" w:name=\"x\"/>{}{R}<w:t xml:space=\"preserve\">乙</w:t></w:r>",
        deleted(41, "ab"),
        inserted(42, "新&lt;"),
        deleted(43, "c&amp;"),
    );
    assert_eq!(changed(&content, "abc&", "新<"), Ok(paragraph(&expected)));
}

#[test]
fn a_tab_or_break_in_the_run_stays_where_it_is() {
    let content = "<w:p><w:r><w:tab/><w:t>,甲</w:t><w:br/><w:t>乙,</w:t></w:r></w:p>";
    let first = changed(content, ",甲", "，甲").expect("made");
    assert!(first.starts_with("<w:p><w:r><w:tab/></w:r><w:del "), "{first}");
    assert!(
        first.ends_with("<w:r><w:t xml:space=\"preserve\">甲</w:t><w:br/><w:t>乙,</w:t></w:r></w:p>"),
        "{first}"
    );
    let second = changed(content, "乙,", "乙，").expect("made");
    assert!(
        second.starts_with("<w:p><w:r><w:tab/><w:t>,甲</w:t><w:br/><w:t>乙</w:t></w:r><w:del "),
        "{second}"
    );
}

#[test]
fn the_insertion_of_another_author_stays_his() {
    let ins = |id: u32| format!("<w:ins w:id=\"{id}\" w:author=\"审核人\" w:date=\"2025-01-02T03:04:05Z\">");
    let content = paragraph(&format!("{}{}</w:ins>", ins(7), run("查办38件,罚款")));
    let half = |text: &str| format!("{R}<w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let expected = format!(
        "{}{R}<w:t>查办38件</w:t></w:r>{}</w:ins>{}{}{}</w:ins>",
        ins(7),
        deleted(8, ","),
        inserted(9, "，"),
        ins(10),
        half("罚款")
    );
    assert_eq!(changed(&content, ",", "，"), Ok(paragraph(&expected)));
    let deleted_before =
        "<w:del w:id=\"3\" w:author=\"审核人\"><w:r><w:delText>旧,</w:delText></w:r></w:del>";
    let kept = changed(&paragraph(&(deleted_before.to_owned() + &run("新,"))), "新,", "新，").expect("made");
    assert!(kept.contains(deleted_before), "{kept}");
}

#[test]
fn cells_and_links_are_changed_in_place() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(&run(text)));
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("事项"), cell("执法,检查"));
    let after = changed(&table, ",", "，").expect("made");
    assert!(after.contains(&format!("<w:tc><w:tcPr/><w:p>{R}<w:t>执法</w:t></w:r><w:del ")), "{after}");
    let link = paragraph(&format!("<w:hyperlink w:anchor=\"a\">{}</w:hyperlink>", run("公告,附件")));
    let after = changed(&link, ",", "，").expect("made");
    assert!(
        after.starts_with("<w:p><w:hyperlink w:anchor=\"a\">") && after.contains(&deleted(1, ",")),
        "{after}"
    );
}

#[test]
fn what_cannot_be_changed_without_harm_is_left_and_said() {
    let fields = paragraph(&format!("<w:fldSimple w:instr=\"TITLE\">{}</w:fldSimple>", run("甲,乙")));
    assert_eq!(changed(&fields, ",", "，"), Err(Obstacle::Field));
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText>REF a</w:instrText></w:r>";
    let complex =
        [&char("begin"), code, &char("separate"), &run("甲,乙"), &char("end"), &run("丙;丁")].concat();
    assert_eq!(changed(&paragraph(&complex), ",", "，"), Err(Obstacle::Field));
    assert!(changed(&paragraph(&complex), ";", "；").is_ok(), "behind the field");
    let inner = paragraph(&run("框里,的字"));
    let shape = format!("<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>");
    assert_eq!(changed(&paragraph(&(run("正文") + &shape)), ",", "，"), Err(Obstacle::Box));
    assert_eq!(
        changed(&(paragraph(&run("甲,")) + &paragraph(&run("乙"))), ",\n乙", "，"),
        Err(Obstacle::Structure)
    );
    assert_eq!(
        changed("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", "\t", "，"),
        Err(Obstacle::Structure)
    );
    let control = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", run("甲,乙"));
    assert_eq!(changed(&paragraph(&control), ",", "，"), Err(Obstacle::Structure));
    let formula = "<w:p xmlns:m=\"m\"><m:oMath><m:r><m:t>甲,乙</m:t></m:r></m:oMath></w:p>";
    assert_eq!(changed(formula, ",", "，"), Err(Obstacle::Structure));
}

#[test]
fn numbers_and_notes_are_left() {
    let path = files().into_iter().find(|path| path.to_string_lossy().contains("03-")).expect("the file");
    let bytes = fs::read(path).expect("a file");
    let text = text_of(&bytes);
    let edits = vec![edit(&text, "二、", "二."), edit(&text, "上年结转4件", "上年转来4件")];
    let revision = revise(&bytes, &asking(&bytes, edits)).expect("writable");
    let why: Vec<Obstacle> = revision.left.iter().map(|(_, why)| *why).collect();
    assert_eq!((revision.bytes, revision.text), (None, text.clone()));
    assert!(why.contains(&Obstacle::Number) && why.contains(&Obstacle::Note), "{why:?}");
}

#[test]
fn half_of_a_pair_of_brackets_is_never_changed() {
    let content =
        run("甲(乙") + "<w:fldSimple w:instr=\"TITLE\"><w:r><w:t>丙)</w:t></w:r></w:fldSimple>" + &run("丁");
    let bytes = docx(&(paragraph(&content) + &paragraph(&run("另段,此处"))));
    let text = text_of(&bytes);
    let edits = [("(", "（"), (")", "）"), (",", "，")].map(|(old, new)| edit(&text, old, new)).to_vec();
    let revision = revise(&bytes, &asking(&bytes, edits)).expect("writable");
    assert_eq!(revision.text, text.replace(',', "，"));
    let why: Vec<Obstacle> = revision.left.iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Obstacle::Neighbour, Obstacle::Field]);
}

/// Changes of every kind all over a text: exchanges, deletions, insertions.
fn everywhere(text: &str, step: usize) -> Vec<Edit> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let words = ["甲", "", "&<乙>", "丙 "];
    (0..starts.len() - 8)
        .step_by(step)
        .enumerate()
        .map(|(nth, at)| Edit {
            span: Span::from(starts[at]..starts[at + nth % 4]),
            text: words[(nth / 4) % 4].to_owned(),
        })
        .filter(|edit| !edit.span.slice(text).contains('\n'))
        .collect()
}

#[test]
fn in_every_file_changes_can_be_accepted_and_rejected_and_other_parts_stay() {
    for path in files() {
        let bytes = fs::read(&path).expect("a file");
        let text = text_of(&bytes);
        for step in [5, 9] {
            let revision = revise(&bytes, &asking(&bytes, everywhere(&text, step))).expect("writable");
            assert!(revision.made > 0, "{}: {}", path.display(), revision.made);
            let after = revision.bytes.expect("changed");
            assert_eq!(text_of(&after), revision.text, "{}", path.display());
            assert_eq!(text_of(&rejected(&after)), text, "{}", path.display());
            let (mut old, mut new) = (parts(&bytes), parts(&after));
            old.remove("word/document.xml");
            new.remove("word/document.xml");
            assert!(old == new, "{}: another part changed", path.display());
        }
    }
}

#[test]
fn another_file_than_the_checked_one_is_refused() {
    let bytes = docx(&paragraph(&run("甲,乙")));
    let report = asking(&bytes, vec![edit(&text_of(&bytes), ",", "，")]);
    assert_eq!(revise(&docx(&paragraph(&run("丙"))), &report), Err(WordError::Changed));
    assert_eq!(revise("纯文本".as_bytes(), &report), Err(WordError::NotWord));
}

/// A draft with half-width marks in a run, over runs, in an insertion and in a field.
pub(crate) fn draft() -> Vec<u8> {
    let field = format!("<w:fldSimple w:instr=\"TITLE\">{}</w:fldSimple>", run("域里,的字"));
    let insertion =
        format!("<w:ins w:id=\"7\" w:author=\"审核人\">{}</w:ins>", run("企业126家次,办理案件38件;"));
    let texts = [
        run("岚溪区司法局2024年法治政府建设年度报告"),
        run("一、主要举措和成效"),
        run("全年办案12件") + &run(",") + &run("培训3次(含专") + &run("项培训)。"),
        run("检查") + &insertion + &run("罚没款12万元。"),
        field,
        run("二、存在的不足和原因"),
        run("人员不足,原因是编制未满。"),
    ];
    docx(&texts.map(|text| paragraph(&text)).concat())
}

#[test]
fn a_second_check_finds_nothing_left_to_change() {
    let analyser = Analyser::builtin().expect("the packs load");
    let check = |bytes: &[u8]| analyser.analyse(bytes, "a.docx", &Library::default()).expect("readable");
    let bytes = draft();
    let once = revise(&bytes, &check(&bytes)).expect("writable");
    assert_eq!((once.made, once.left.len()), (6, 1));
    let after = once.bytes.expect("changed");
    assert!(text_of(&after).contains("培训3次（含专项培训）。") && text_of(&after).contains("域里,的字"));
    let again = check(&after);
    let known: Vec<String> = check(&bytes).findings.into_iter().map(|finding| finding.rule).collect();
    let new: Vec<&Finding> = again.findings.iter().filter(|finding| !known.contains(&finding.rule)).collect();
    assert!(new.is_empty(), "a safe change makes no fault: {new:?}");
    let twice = revise(&after, &again).expect("writable");
    assert_eq!((twice.bytes, twice.made, twice.left.len()), (None, 0, 1));
}

#[test]
fn the_command_changes_the_draft_once_and_says_what_it_left() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fixes");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("草稿.docx");
    fs::write(&path, draft()).expect("written");
    let ganhuo = |options: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_ganhuo"))
            .args(["--isolated", "--lang", "zh", "check", "草稿.docx"])
            .args(options)
            .args(["--select", "format/half-width", "--fail-on", "never"])
            .current_dir(&folder)
            .output()
            .expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    };
    let (diff, left) = ganhuo(&["--diff"]);
    assert!(diff.contains("@@ 第3段 @@\n-全年办案12件,培训"), "{diff}");
    assert_eq!(left, "ganhuo: 草稿.docx: 1处没有改，请手工修改：第5段“,”在自动更新的域里\n");
    assert!(fs::read(&path).expect("a file") == draft(), "--diff changes nothing");
    let (rest, said) = ganhuo(&["--fix", "--format", "concise"]);
    assert!(rest.contains("第5段") && !rest.contains("第3段"), "{rest}");
    assert_eq!(
        said,
        format!(
            "ganhuo: 草稿.docx: 已改6处，都写成修订（作者 ganhuo）；请在 Word 或 WPS 的“审阅”中接受或拒绝\n{left}"
        )
    );
    let once = fs::read(&path).expect("a file");
    assert_eq!(ganhuo(&["--fix", "--format", "concise"]), (rest, left));
    assert!(fs::read(&path).expect("a file") == once, "a second run changes nothing");
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1, "nothing is left beside the draft");
}
