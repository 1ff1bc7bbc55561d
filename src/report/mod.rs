//! Writes results out.
//!
//! In: `Report`s, `Comparison`s, `Document`s. Out: text in one of the formats, one file each.
//! Never decides anything; colour and width are chosen by the caller.

pub mod among;
#[cfg(feature = "docx")]
pub mod comment;
pub mod concise;
pub mod csv;
pub mod diff;
pub mod edits;
pub mod explain;
mod frame;
pub mod github;
pub mod html;
pub mod json;
pub mod outline;
#[cfg(feature = "docx")]
pub mod revision;
pub mod sarif;
pub mod table;
pub mod text;
#[cfg(feature = "docx")]
mod word;

pub use frame::Look;
#[cfg(feature = "docx")]
pub use word::WordError;

pub use crate::text::Ambiguous;

use crate::{
    model::{Document, Lang, Origin},
    text::Span,
};

/// A place as the reader of the file would say it: line and column of a text, else paragraph, page
/// or cell.
pub fn place(document: &Document, span: Span, lang: Lang) -> String {
    if document.source().format.has_lines() {
        let place = document.position(span.start());
        return match lang {
            Lang::Zh => format!("第{}行第{}字", place.line, place.column),
            Lang::En => format!("line {}, column {}", place.line, place.column),
        };
    }
    match (document.origin(span.start()), lang) {
        (Some(Origin::Line(line)), Lang::Zh) => format!("第{line}行"),
        (Some(Origin::Line(line)), Lang::En) => format!("line {line}"),
        (Some(Origin::Paragraph(paragraph)), Lang::Zh) => format!("第{paragraph}段"),
        (Some(Origin::Paragraph(paragraph)), Lang::En) => format!("paragraph {paragraph}"),
        (Some(Origin::Page(page)), Lang::Zh) => format!("第{page}页"),
        (Some(Origin::Page(page)), Lang::En) => format!("page {page}"),
        (Some(Origin::Cell { table, row, column }), Lang::Zh) => format!("表{table}第{row}行第{column}列"),
        (Some(Origin::Cell { table, row, column }), Lang::En) => {
            format!("table {table}, row {row}, column {column}")
        }
        (None, _) => String::new(),
    }
}

/// Thousandths as a percentage with one digit.
pub(crate) fn percent(per_mille: u16) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}
