//! Reads files from outside.
//!
//! In: bytes and the file's name. Out: an `Extract`, or an error that names the remedy.
//! Never opens a file, never judges the text.

mod container;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
#[cfg(feature = "html")]
mod html;
#[cfg(any(feature = "pdf", feature = "docx"))]
mod layout;
mod lines;
#[cfg(feature = "docx")]
mod ofd;
mod ole;
#[cfg(any(feature = "pdf", feature = "docx"))]
mod pages;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
#[cfg(any(feature = "docx", feature = "html"))]
mod soft;

use std::{error::Error, fmt};

use crate::model::{Extract, Format, Notice};

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

/// Reads the bytes of a file. The format is known by content; `name` (path or file name) only tells
/// Markdown from plain text.
///
/// # Errors
/// Where nothing can be read: an empty file, binary data, a format without a reader, pages that are
/// all pictures. No file passes for one in which nothing was found.
pub fn read(bytes: &[u8], name: &str) -> Result<Extract, ReadError> {
    let extract = any(bytes, name)?;
    if !extract.blocks.is_empty() {
        return Ok(extract);
    }
    let joined = |said: fn(&Notice) -> &str, between: &str| {
        extract.notices.iter().map(said).collect::<Vec<_>>().join(between)
    };
    Err(if extract.notices.is_empty() {
        container::error(
            "文件里没有可检查的文字；请确认选对了文件",
            "the file holds no text to check; is it the right one?",
        )
    } else {
        ReadError { zh: joined(|notice| &notice.zh, "；"), en: joined(|notice| &notice.en, "; ") }
    })
}

fn any(bytes: &[u8], name: &str) -> Result<Extract, ReadError> {
    if let Some(done) = container::read(bytes) {
        return done;
    }
    let decoded = encoding::decode(bytes)?;
    let format = if plain::is_markdown(name, &decoded.text) { Format::Markdown } else { Format::Text };
    let mut extract = plain::read(decoded.text, decoded.encoding, format);
    extract.notices.extend(decoded.notice);
    Ok(extract)
}
