//! Hostile and broken files: one clear error or a partial result with a notice, never a panic, never
//! long.

// A test may read the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use ganhuo::{
    model::{Extract, Format, Lang},
    read::read,
    report::comment::comment,
    text::Span,
};
use proptest::prelude::*;

use crate::comments::{parts, report, zipped};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(name)
}

fn file(name: &str) -> Vec<u8> {
    fs::read(path(name)).expect(name)
}

/// A file of ours with some parts exchanged (`None` takes one out).
fn with(changes: &[(&str, Option<&str>)]) -> Vec<u8> {
    let mut all = parts(&file("files/03-linked-styles.docx"));
    for (name, text) in changes {
        match text {
            Some(text) => all.insert((*name).to_owned(), text.as_bytes().to_vec()),
            None => all.remove(*name),
        };
    }
    zipped(&all)
}

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

fn quickly(bytes: &[u8], name: &str) -> Result<Extract, String> {
    let start = Instant::now();
    let result = read(bytes, name).map_err(|error| {
        assert!(!error.zh.is_empty() && !error.en.is_empty());
        error.zh
    });
    // Wide, because the tests run unoptimised and side by side; it catches what grows without bound.
    assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    result
}

fn refused(bytes: &[u8], why: &str) {
    let error = quickly(bytes, "a.docx").expect_err("refused");
    assert!(error.contains(why), "{error}");
}

#[test]
fn a_zip_bomb_is_refused_by_its_size() {
    refused(&file("hostile/bomb.docx"), "异常庞大");
}

#[test]
fn entities_are_never_expanded() {
    let mut bomb = "<!DOCTYPE w [<!ENTITY a0 \"哈哈哈哈哈哈哈哈哈哈\">".to_owned();
    for at in 1..30 {
        let inner = format!("&a{};", at - 1).repeat(10);
        bomb.extend(["<!ENTITY a", &at.to_string(), " \"", &inner, "\">"]);
    }
    bomb.extend(["]>", &document("<w:p><w:r><w:t>甲&a29;乙</w:t></w:r></w:p>")]);
    let extract = quickly(&with(&[("word/document.xml", Some(&bomb))]), "a.docx").expect("readable");
    assert!(extract.text.len() < 100, "{}", extract.text.len());
}

#[test]
fn deep_nesting_gives_what_stands_before_it_and_a_notice() {
    let body = format!("<w:p><w:r><w:t>开头</w:t></w:r></w:p>{}", "<w:tbl><w:tr><w:tc>".repeat(50_000));
    let extract =
        quickly(&with(&[("word/document.xml", Some(&document(&body)))]), "a.docx").expect("partial");
    assert_eq!(extract.blocks.len(), 1);
    assert!(extract.notices[0].zh.contains("损坏"), "{:?}", extract.notices);
}

#[test]
fn styles_and_lists_that_go_round_end() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:basedOn w:val=\"2\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:basedOn w:val=\"1\"/></w:style></w:styles>";
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"1\"/></w:abstractNum>\
                     <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let extract = quickly(
        &with(&[("word/styles.xml", Some(styles)), ("word/numbering.xml", Some(numbering))]),
        "a.docx",
    )
    .expect("readable");
    assert!(extract.text.contains("2025年工作安排"));
}

#[test]
fn many_fields_and_runs_take_linear_time() {
    let fields = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(100_000);
    let runs = "<w:r><w:t>字</w:t></w:r>".repeat(100_000);
    let body = format!("<w:p>{fields}</w:p><w:p>{runs}</w:p>");
    let extract =
        quickly(&with(&[("word/document.xml", Some(&document(&body)))]), "a.docx").expect("readable");
    assert_eq!(extract.blocks.len(), 1);
}

#[test]
fn missing_parts() {
    let extract = quickly(&with(&[("word/styles.xml", None), ("word/numbering.xml", None)]), "a.docx");
    assert!(extract.expect("readable without styles").text.contains("规范行政执法"));
    refused(&with(&[("word/document.xml", None)]), "没有 Word 正文");
    let alone =
        with(&[("_rels/.rels", None), ("word/_rels/document.xml.rels", None), ("[Content_Types].xml", None)]);
    assert!(
        quickly(&alone, "a.docx").expect("readable by the usual names").text.contains("（二）化解矛盾纠纷")
    );
}

#[test]
fn cut_files_are_refused_or_read_in_part() {
    for name in [
        "files/03-linked-styles.docx",
        "files/31-libreoffice.pdf",
        "files/41-pages.ofd",
        "files/21-editor.html",
    ] {
        let whole = file(name);
        for sixteenth in 1..16 {
            let cut = &whole[..whole.len() * sixteenth / 16];
            match quickly(cut, name) {
                Ok(extract) => assert!(
                    extract.blocks.iter().all(|block| block.span.end() as usize <= extract.text.len())
                ),
                Err(why) => {
                    // The head of a web page is a page without text.
                    let named = ["损坏", "完整", "几乎没有文字"].iter().any(|word| why.contains(word));
                    assert!(named, "{name} {sixteenth}: {why}");
                }
            }
        }
    }
}

#[test]
fn the_content_tells_the_format() {
    let docx = file("files/01-typed.docx");
    for name in ["a.txt", "a.doc", "a.pdf", "无"] {
        assert_eq!(quickly(&docx, name).expect("a docx").source.format.name(), "docx", "{name}");
    }
    assert_eq!(quickly(&file("files/21-editor.html"), "a.doc").expect("a page").source.format.name(), "html");
    assert_eq!(quickly("一、总体情况\n".as_bytes(), "a.docx").expect("text").source.format.name(), "txt");
    refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片");
    let workbook = BTreeMap::from([("xl/workbook.xml".to_owned(), b"<workbook/>".to_vec())]);
    refused(&zipped(&workbook), "Excel");
    refused(&zipped(&BTreeMap::from([("a.txt".to_owned(), vec![])])), "解压");
}

#[test]
fn encrypted_and_old_files_say_what_to_do() {
    let ole = |stream: &str| {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1024, 0);
        bytes
    };
    refused(b"PK\x03\x04\n\0\0\0\0\0\0\0!\0\xa0\xd8\x1f\x8d'\0\0\0'\0\0\0\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", ".odt");
    refused(&ole("EncryptedPackage"), "取消密码");
    refused(&ole("WordDocument"), "另存为 .docx");
}

/// A PDF of some pages that are each one picture.
fn scanned(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|at| format!("{} 0 R", at + 5)).collect();
    let stream =
        |head: &str, data: &str| format!("<<{head}/Length {}>>stream\n{data}\nendstream", data.len());
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {pages}>>", kids.join(" ")),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x"),
        stream("", "q 595 0 0 842 0 0 cm /I Do Q"),
    ];
    objects.extend(kids.iter().map(|_| {
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>"
            .to_owned()
    }));
    let (mut out, mut places) = ("%PDF-1.4\n".to_owned(), String::new());
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (start, size) = (out.len(), objects.len() + 1);
    let _ = write!(
        out,
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    );
    out.into_bytes()
}

#[test]
fn a_file_without_words_never_passes_for_a_clean_one() {
    let error = quickly(&scanned(3), "a.pdf").expect_err("nothing to check");
    assert!(error.starts_with("第1—3页是图片，没有读出文字"), "{error}");
    let picture = document("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>");
    refused(&with(&[("word/document.xml", Some(&picture))]), "只有1张图片");
    for empty in ["", " \r\n　\u{feff}", "\u{feff}"] {
        refused(empty.as_bytes(), "文件是空的");
    }
    refused(b"<html><body><img src='1.jpg'></body></html>", "网页里几乎没有文字");
}

/// Exchanges a few bytes.
fn mutated(bytes: &[u8], changes: &[(usize, u8)]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for (at, byte) in changes {
        let at = at % out.len().max(1);
        if let Some(place) = out.get_mut(at) {
            *place = *byte;
        }
    }
    out
}

/// Bytes that matter to markup, and any others.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![Just(b'<'), Just(b'>'), Just(b'/'), Just(b'"'), Just(b'&'), Just(b'9'), any::<u8>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_never_panic(
        file_at in 0usize..6,
        changes in prop::collection::vec((any::<usize>(), byte()), 1..24),
    ) {
        let names = ["03-linked-styles.docx", "14-surroundings.docx", "21-editor.html", "22-table-layout.html", "31-libreoffice.pdf", "41-pages.ofd"];
        let name = names[file_at];
        let whole = file(&format!("files/{name}"));
        let bytes = if name.ends_with("docx") || name.ends_with("ofd") {
            // Inside the zip, where its checksums do not stop the damage.
            zipped(&parts(&whole).into_iter().map(|(name, part)| (name, mutated(&part, &changes))).collect())
        } else {
            mutated(&whole, &changes)
        };
        if let Ok(extract) = read(&bytes, name) {
            let mut end = 0;
            for block in &extract.blocks {
                prop_assert!(block.span.start() >= end && !block.span.is_empty());
                prop_assert!(extract.text.get(block.span.range()).is_some());
                end = block.span.end();
            }
            if extract.source.format == Format::Docx {
                let spans: Vec<Span> = extract.blocks.iter().map(|block| block.span).collect();
                let report = report(&bytes, &spans);
                if let Ok(commented) = comment(&bytes, &report, Lang::Zh) {
                    let again = read(&commented, name).map(|extract| extract.text);
                    prop_assert_eq!(again, Ok(extract.text), "comments change no word");
                }
            }
        }
    }
}
