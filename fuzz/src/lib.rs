//! What the targets share: files made from inputs, and what must hold of every text read.

use std::io::{Cursor, Write};

use ganhuo::{model::Extract, read::read};

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
