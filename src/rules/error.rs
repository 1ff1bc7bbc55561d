//! What can be wrong with a pack.

use std::{error::Error, fmt};

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
    pub message: String,
    /// The name that was probably meant.
    pub hint: Option<String>,
}

impl PackError {
    /// A fault of a whole file.
    pub fn file(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: 0, column: 0, message: message.into(), hint: None }
    }

    /// A fault at a byte offset of the file's text.
    pub fn at(path: &str, text: &str, offset: usize, message: impl Into<String>) -> Self {
        let lines = crate::text::LineIndex::new(text);
        let place = lines.position(text, offset as u32, crate::text::Encoding::Scalars);
        Self {
            path: path.to_owned(),
            line: place.line,
            column: place.column,
            message: message.into(),
            hint: None,
        }
    }

    /// A fault that the TOML parser found.
    pub fn toml(path: &str, text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(0, |span| span.start);
        let mut fault = Self::at(path, text, offset, error.message());
        // serde lists the names it knows after the one it does not: take the nearest.
        let mut names = error.message().split('`').skip(1).step_by(2);
        if error.message().starts_with("unknown")
            && let Some(word) = names.next()
        {
            fault.hint = crate::text::nearest(word, &names.collect::<Vec<_>>()).map(str::to_owned);
            if error.message().starts_with("unknown field") {
                fault.message = format!("unknown key `{word}`");
            }
        }
        fault
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "; did you mean \"{hint}\"?")?;
        }
        Ok(())
    }
}

impl Error for PackError {}
