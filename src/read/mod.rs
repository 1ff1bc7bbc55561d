//! Reads files from outside.
//!
//! In: bytes and the file's name. Out: an `Extract`, or an error that names the remedy.
//! Never opens a file, never judges the text.

mod container;
#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "html")]
mod html;
#[cfg(any(feature = "pdf", feature = "docx"))]
mod layout;
#[cfg(feature = "docx")]
mod ofd;
mod ole;
#[cfg(any(feature = "pdf", feature = "docx"))]
mod pages;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(feature = "docx", feature = "html"))]
mod soft;

use std::{error::Error, fmt};

use crate::{
    model::{Block, BlockKind, Extract, Origin},
    text::Span,
};

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Said in Chinese, with the remedy.
    pub zh: String,
    /// Said in English, with the remedy.
    pub en: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl Error for ReadError {}

/// Reads the bytes of a file; `name` (path or file name) only breaks ties between formats.
pub fn read(bytes: &[u8], name: &str) -> Result<Extract, ReadError> {
    let _ = name;
    if let Some(done) = container::read(bytes) {
        return done;
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut blocks = Vec::new();
    let mut offset = 0;
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = offset + (line.len() - line.trim_start().len());
            blocks.push(Block {
                span: Span::from(start..start + trimmed.len()),
                kind: BlockKind::Paragraph,
                origin: Origin::Line(nth as u32 + 1),
                bold: Span::default(),
            });
        }
        offset += line.len();
    }
    Ok(Extract { text, blocks, ..Extract::default() })
}
