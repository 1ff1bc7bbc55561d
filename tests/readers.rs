//! The same report in every format: what a reader has to see is written beside each file.
//!
//! The files are made by the scripts in `tests/readers/make`, which also write what is expected.

// A test may read the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{fmt::Write as _, fs, path::PathBuf};

use ganhuo::{
    Analyser,
    model::{BlockKind, Document, Extract, Lang},
    read::read,
    report::place,
    text::Span,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readers/files")
}

/// One line a block: its kind, then its words; a soft break is ↵ and a tab →.
fn seen(extract: &Extract) -> String {
    let mut out = String::new();
    for block in &extract.blocks {
        let words = block.span.slice(&extract.text).replace('\n', "↵").replace('\t', "→");
        let _ = match block.kind {
            BlockKind::Heading { level } => writeln!(out, "heading {level}\t{words}"),
            BlockKind::Cell { table, row, column } => writeln!(out, "cell {table} {row} {column}\t{words}"),
            kind => writeln!(out, "{}\t{words}", kind.name()),
        };
    }
    out
}

#[test]
fn every_file_is_read_as_expected() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder of files")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".expected.txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 14, "{names:?}");
    let mut wrong = String::new();
    for name in names {
        let bytes = fs::read(folder().join(&name)).expect("a file");
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let expected = fs::read_to_string(folder().join(format!("{stem}.expected.txt"))).expect(stem);
        let extract = read(&bytes, &name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let seen = seen(&extract);
        if seen != expected {
            let _ = writeln!(wrong, "== {name}");
            for change in similar::TextDiff::from_lines(&expected, &seen).iter_all_changes() {
                if change.tag() != similar::ChangeTag::Equal {
                    let _ = write!(wrong, "{}{}", change.tag(), change.value());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn pages_state_their_title_and_date() {
    for (name, date) in
        [("21-editor", Some("2025-01-20")), ("22-table-layout", None), ("23-plain-divs", None)]
    {
        let bytes = fs::read(folder().join(format!("{name}.html"))).expect("a file");
        let source = read(&bytes, name).expect("a page").source;
        assert_eq!(source.title.as_deref(), Some("岚溪区司法局2024年法治政府建设年度报告"), "{name}");
        assert_eq!(source.date.as_deref(), date, "{name}");
    }
}

#[test]
fn text_files_keep_their_encoding() {
    for (name, encoding) in
        [("51-gb18030.txt", "gb18030"), ("52-wrapped.txt", "UTF-16LE"), ("53-markdown.md", "UTF-8")]
    {
        let bytes = fs::read(folder().join(name)).expect("a file");
        assert_eq!(read(&bytes, name).expect("a text").source.encoding, Some(encoding), "{name}");
    }
}

#[test]
fn places_are_named_as_readers_see_them() {
    let analyser = Analyser::builtin().expect("the packs load");
    for (name, words, expected) in [
        ("03-linked-styles.docx", "126", "表1第2行第3列"),
        ("03-linked-styles.docx", "上年结转4件", "脚注"),
        ("03-linked-styles.docx", "局党组书记", "第14段"),
        ("21-editor.html", "38", "表1第3行第3列"),
        ("31-libreoffice.pdf", "执法检查（次）", "第2页，表1第2行第1列"),
        ("32-chromium.pdf", "局党组书记", "第2页"),
        ("41-pages.ofd", "执法检查（次）", "第1页，表1第2行第1列"),
        ("51-gb18030.txt", "局党组书记", "第17行第3字"),
    ] {
        let bytes = fs::read(folder().join(name)).expect(name);
        let document = analyser.document(&bytes, name).expect(name).0;
        let holding = |exact: bool| {
            document.blocks().iter().find_map(|block| {
                let at = document.slice(block.span).find(words)? as u32;
                let whole = block.span.len() as usize == words.len();
                (whole || !exact).then_some(Span::at(block.span.start() + at))
            })
        };
        let span = holding(true).or_else(|| holding(false)).unwrap_or_else(|| panic!("{name}: {words}"));
        assert_eq!(place(&document, span, Lang::Zh), expected, "{name}: {words}");
    }
}

/// What segmentation makes of a file: title, body, year, date, and each heading with its depth.
fn outline(document: &Document) -> String {
    let header = document.header();
    let (issuer, genre) = (header.issuer.as_deref(), header.genre.as_deref());
    let mut out = format!("{}\n{issuer:?} {genre:?} {:?} {:?}\n", header.title, header.year, header.date);
    for section in document.sections().iter().filter(|section| section.heading.is_some()) {
        let number: String = document.plain_slice(section.number).split_whitespace().collect();
        let _ = writeln!(out, "{} {number}{}", section.depth, document.plain_slice(section.title));
    }
    let cells = document.blocks().iter().filter(|block| matches!(block.kind, BlockKind::Cell { .. }));
    let _ = writeln!(out, "{} cells, {} claims of text", cells.count(), document.claims().len());
    out
}

#[test]
fn the_same_report_has_the_same_outline_in_every_format() {
    let analyser = Analyser::builtin().expect("the packs load");
    let of = |name: &str| {
        let bytes = fs::read(folder().join(name)).expect(name);
        outline(&analyser.document(&bytes, name).expect(name).0)
    };
    let expected = "岚溪区司法局2024年法治政府建设年度报告\n\
        Some(\"岚溪区司法局\") Some(\"fazhi\") Some(2024) Some((2025, 1, 20))\n\
        1 一、2024年主要举措和成效\n\
        2 (一)规范行政执法\n\
        2 (二)化解矛盾纠纷\n\
        3 1.人民调解\n\
        3 2.行政复议\n\
        1 二、存在的不足和原因\n\
        1 三、主要负责人履行推进法治建设第一责任人职责情况\n\
        1 四、2025年工作安排\n";
    for name in [
        "01-typed.docx",
        "02-no-styles.docx",
        "03-linked-styles.docx",
        "04-style-names-list.docx",
        "07-start-override.docx",
        "09-list-style.docx",
        "15-python-docx.docx",
        "16-libreoffice.docx",
        "21-editor.html",
        "22-table-layout.html",
        "23-plain-divs.html",
        "31-libreoffice.pdf",
        "32-chromium.pdf",
        "41-pages.ofd",
        "51-gb18030.txt",
        "52-wrapped.txt",
        "53-markdown.md",
    ] {
        let seen = of(name);
        assert!(seen.starts_with(expected), "{name}\n{seen}");
        assert!(seen.contains("\n9 cells"), "{name}\n{seen}");
    }
}

/// A table of contents that Word made before a heading was reworded.
#[cfg(feature = "cli")]
#[test]
fn the_contents_that_word_made_are_held_against_the_headings() {
    use crate::fixes::{docx, paragraph, run};
    let headings = ["一、主要举措和成效", "二、存在的不足和原因", "三、2025年主要安排"];
    let found = |entries: [&str; 3]| {
        let lines = entries.iter().zip(1..).map(|(entry, page)| {
            let page = run(&page.to_string());
            paragraph(&format!("{}<w:r><w:tab/></w:r>{page}", run(entry)))
        });
        let contents = format!(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
             <w:sdtContent>{}{}</w:sdtContent></w:sdt>",
            paragraph(&run("目录")),
            lines.collect::<String>()
        );
        let parts = headings.map(|heading| {
            paragraph(&run(heading)) + &paragraph(&run("全年办理案件31件，开展培训4次，受训136人次。"))
        });
        let title = paragraph(&run("岚溪区水务局2024年法治政府建设年度报告"));
        let bytes = docx(&(title + &contents + &parts.concat()));
        let analyser = ganhuo::Analyser::builtin().expect("the packs load");
        let report = analyser.analyse(&bytes, "a.docx", &ganhuo::Library::default()).expect("readable");
        let lines = report
            .analysis
            .document
            .blocks()
            .iter()
            .filter(|block| block.kind == BlockKind::Contents)
            .count();
        let ours = report.findings.iter().filter(|finding| finding.rule == "structure/contents");
        (
            lines,
            ours.map(|finding| report.analysis.document.slice(finding.span).to_owned()).collect::<Vec<_>>(),
        )
    };
    assert_eq!(found(headings), (4, Vec::new()));
    let (lines, ours) = found([headings[0], "二、存在的不足及其成因", headings[2]]);
    assert_eq!((lines, ours.len()), (4, 1), "{ours:?}");
}
