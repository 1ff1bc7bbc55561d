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
pub mod sheet;
pub mod table;
pub mod text;
#[cfg(feature = "docx")]
mod word;

pub use frame::Look;
#[cfg(feature = "docx")]
pub use word::WordError;

pub use crate::text::Ambiguous;

use crate::{
    model::{BlockKind, Document, Lang, Origin, Report, Severity},
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
    let kind = document.block_at(span.start()).map(|id| document.block(id).kind);
    match (document.origin(span.start()), lang) {
        (Some(Origin::Line(line)), Lang::Zh) => format!("第{line}行"),
        (Some(Origin::Line(line)), Lang::En) => format!("line {line}"),
        // Notes stand at the foot of pages; no reader counts them among the paragraphs.
        (Some(Origin::Paragraph(_)), _) if kind == Some(BlockKind::Note) => {
            lang.pick("脚注", "note").to_owned()
        }
        (Some(Origin::Paragraph(paragraph)), Lang::Zh) => format!("第{paragraph}段"),
        (Some(Origin::Paragraph(paragraph)), Lang::En) => format!("paragraph {paragraph}"),
        (Some(Origin::Page(page)), _) => {
            let mut place = match lang {
                Lang::Zh => format!("第{page}页"),
                Lang::En => format!("page {page}"),
            };
            if let Some(BlockKind::Cell { table, row, column }) = kind {
                place.push_str(lang.pick("，", ", "));
                place.push_str(&cell(table + 1, row + 1, column + 1, lang));
            }
            place
        }
        (Some(Origin::Cell { table, row, column }), _) => cell(*table, *row, *column, lang),
        (None, _) => String::new(),
    }
}

fn cell(table: u32, row: u32, column: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("表{table}第{row}行第{column}列"),
        Lang::En => format!("table {table}, row {row}, column {column}"),
    }
}

/// Thousandths as a percentage with one digit.
pub(crate) fn percent(per_mille: u16) -> String {
    bare_percent(per_mille) + "%"
}

/// The same without its sign, for columns that say it in their heads.
fn bare_percent(per_mille: u16) -> String {
    format!("{}.{}", per_mille / 10, per_mille % 10)
}

/// The name of a file without its folders, which may be those of another system.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// How many findings reports have of each severity, in the order of `Severity::ALL`.
fn by_severity(reports: &[Report]) -> [usize; 3] {
    let findings = || reports.iter().flat_map(|report| &report.findings);
    Severity::ALL.map(|severity| findings().filter(|found| found.severity == severity).count())
}
