//! JSON for programs. The shapes are a contract (schema version 1): fields are added, never changed.
//!
//! Offsets are 0-based, half-open, in Unicode scalar values of the extracted text.

mod check;
mod compare;
mod outline;
mod score;

use serde::Serialize;

pub use check::check;
pub use compare::{compare, compare_all};
pub use outline::outline;
pub use score::score;

use crate::{
    model::{Document, Failure, Lang, Notice, Origin},
    text::Span,
};

pub(super) const SCHEMA_VERSION: u32 = 1;

pub(super) fn write(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).expect("wire structs hold only strings, numbers and lists");
    text.push('\n');
    text
}

fn notices(notices: &[Notice], lang: Lang) -> Vec<&str> {
    notices.iter().map(|notice| lang.pick(&notice.zh, &notice.en)).collect()
}

/// A file for which there is no report; the exit code is 2 if there is any.
#[derive(Serialize)]
struct FailureWire<'a> {
    path: &'a str,
    message: &'a str,
}

fn failures(failures: &[Failure]) -> Vec<FailureWire<'_>> {
    failures.iter().map(|failure| FailureWire { path: &failure.path, message: &failure.message }).collect()
}

fn heading(document: &Document, has: bool, number: Span, title: Span) -> String {
    if has { document.shown(number.cover(title)) } else { String::new() }
}

fn origin(origin: &Origin) -> OriginWire {
    match *origin {
        Origin::Line(line) => OriginWire::Line { line },
        Origin::Paragraph(paragraph) => OriginWire::Paragraph { paragraph },
        Origin::Page(page) => OriginWire::Page { page },
        Origin::Cell { table, row, column } => OriginWire::Cell { table, row, column },
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum OriginWire {
    Line { line: u32 },
    Paragraph { paragraph: u32 },
    Page { page: u32 },
    Cell { table: u32, row: u32, column: u32 },
}
