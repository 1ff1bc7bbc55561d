//! What the targets share: files made from inputs, and what must hold of every text read.

use std::{
    io::{Cursor, Write},
    sync::LazyLock,
};

use ganhuo::{
    Analyser,
    model::{Analysis, Comparison, Extract, Facts, Finding, Fix, Report, Scores, Severity},
    read::read,
    text::Span,
};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::builtin().expect("the packs load"));

/// A report with those findings; nothing is measured, which would take most of the time.
pub fn report(bytes: &[u8], name: &str, findings: Vec<Finding>) -> Report {
    let (document, notices) = ANALYSER.document(bytes, name).expect("read before");
    let (facts, scores, comparison) = (Facts::default(), Scores::default(), Comparison::default());
    let analysis = Analysis { document, facts, scores, comparison };
    let (path, genre, accepted) = (name.to_owned(), "base".to_owned(), Vec::new());
    Report { path, genre, analysis, findings, notices, accepted }
}

/// A finding of no rule.
pub fn finding(span: Span, fix: Option<Fix>) -> Finding {
    Finding {
        rule: "wording/fuzz".to_owned(),
        severity: Severity::Note,
        span,
        message: String::new(),
        help: String::new(),
        labels: Vec::new(),
        related: Vec::new(),
        fix,
        fingerprint: String::new(),
    }
}

/// A zip of stored parts, so that inputs are not lost in checksums.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, stored).expect("a new entry");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("closed").into_inner()
}

/// A `.docx` whose parts are the pieces of the input between zero bytes.
pub fn docx(data: &[u8]) -> Vec<u8> {
    let mut pieces = data.splitn(4, |byte| *byte == 0);
    let mut part = || pieces.next().unwrap_or_default();
    zipped(&[
        ("word/document.xml", part()),
        ("word/numbering.xml", part()),
        ("word/styles.xml", part()),
        ("word/footnotes.xml", part()),
    ])
}

/// Reads, and checks that blocks are ascending, disjoint, not empty and on character boundaries.
pub fn read_and_check(bytes: &[u8], name: &str) -> Option<Extract> {
    let extract = read(bytes, name).ok()?;
    let mut end = 0;
    for block in &extract.blocks {
        assert!(block.span.start() >= end && !block.span.is_empty());
        assert!(extract.text.get(block.span.range()).is_some());
        end = block.span.end();
    }
    Some(extract)
}
