//! What can be wrong with a pack.

use std::{
    error::Error,
    fmt::{self, Write as _},
};

use super::{Words, reader_words};
use crate::model::Lang;

/// A fault in a pack file, with its place and, where there is one, the likely remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// The file.
    pub path: String,
    /// Line from 1; 0 if the whole file is meant.
    pub line: u32,
    /// Column in characters from 1.
    pub column: u32,
    /// What is wrong.
    pub message: Words,
    /// The name that was probably meant.
    pub hint: Option<String>,
}

impl PackError {
    /// A fault of a whole file.
    pub fn file(path: &str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        let message = Words { zh: zh.into(), en: en.into() };
        Self { path: path.to_owned(), line: 0, column: 0, message, hint: None }
    }

    /// A fault at a byte offset of the file's text.
    pub fn at(path: &str, text: &str, offset: usize, message: Words) -> Self {
        let lines = crate::text::LineIndex::new(text);
        let place = lines.position(text, offset as u32, crate::text::Encoding::Scalars);
        Self { path: path.to_owned(), line: place.line, column: place.column, message, hint: None }
    }

    /// A fault that the TOML parser found.
    pub fn toml(path: &str, text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let mut fault = Self::at(path, text, offset, reader_words(error));
        // serde lists the names it knows after the one it does not: take the nearest.
        let mut names = error.message().split('`').skip(1).step_by(2);
        if error.message().starts_with("unknown")
            && let Some(word) = names.next()
        {
            fault.hint = crate::text::nearest(word, &names.collect::<Vec<_>>()).map(str::to_owned);
        }
        fault
    }

    /// One line: place, what is wrong, and the name that was probably meant.
    pub fn said(&self, lang: Lang) -> String {
        let mut out = self.path.clone();
        if self.line > 0 {
            let _ = write!(out, ":{}:{}", self.line, self.column);
        }
        let _ = write!(out, ": {}", self.message.in_lang(lang));
        if let Some(hint) = &self.hint {
            let _ = match lang {
                Lang::Zh => write!(out, "；是不是“{hint}”？"),
                Lang::En => write!(out, "; did you mean \"{hint}\"?"),
            };
        }
        out
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Lang::En))
    }
}

impl Error for PackError {}
