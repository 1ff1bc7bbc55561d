//! `check --fix` and `check --diff`: what is surely right to change, in text, Markdown and Word files.
//!
//! Text files are changed in place. So are Word files, but by tracked changes: nothing of the draft is
//! lost, and its author decides.

mod plain;
#[cfg(feature = "docx")]
mod word;

use std::{collections::BTreeSet, path::Path};

use super::{batch::Done, files};
use crate::{
    model::{Failure, Format, Lang, Report},
    report::edits,
};

/// How often files are changed and checked again before the rest is left: one change can make room
/// for another, but two that undo each other must not go on for ever.
const ROUNDS: usize = 4;

/// What was done with one file.
#[derive(Default)]
struct Applied {
    changed: bool,
    /// What the user has to know, said once it is done.
    remarks: Vec<String>,
}

/// Changes the files of all reports until nothing is left that is surely right to change.
///
/// `again` checks the files anew. What could not be written is added to `failures`.
pub(super) fn settle(
    mut done: Done,
    again: impl Fn() -> Done,
    lang: Lang,
    failures: &mut Vec<Failure>,
) -> Done {
    let mut failed: BTreeSet<String> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let (mut changed, mut rest) = (false, Vec::new());
        for report in &done.reports {
            if failed.contains(&report.path) {
                continue;
            }
            match apply(report, lang) {
                Ok(applied) if applied.changed => {
                    changed = true;
                    remark(&applied.remarks);
                }
                Ok(applied) => rest.extend(applied.remarks),
                Err(why) => {
                    failures.push(why);
                    failed.insert(report.path.clone());
                }
            }
        }
        if !changed {
            remark(&rest);
            break;
        }
        done = again();
    }
    done
}

/// What `--fix` would change, as a unified diff. Empty if nothing.
///
/// # Errors
/// Where the file cannot be changed.
pub(super) fn diff(report: &Report, lang: Lang) -> Result<String, Failure> {
    match report.analysis.document.source().format {
        format if format.has_lines() => plain::diff(report, lang),
        #[cfg(feature = "docx")]
        Format::Docx if !edits::safe(report).is_empty() => word::diff(report, lang),
        _ => {
            remark(&unwritable(report, lang));
            Ok(String::new())
        }
    }
}

/// Writes the safe fixes into the file.
///
/// # Errors
/// Where the file cannot be written, or not in its encoding.
fn apply(report: &Report, lang: Lang) -> Result<Applied, Failure> {
    if edits::safe(report).is_empty() {
        return Ok(Applied::default());
    }
    match report.analysis.document.source().format {
        format if format.has_lines() => {
            plain::apply(report, lang)?;
            Ok(Applied { changed: true, remarks: Vec::new() })
        }
        #[cfg(feature = "docx")]
        Format::Docx => word::apply(report, lang),
        _ => Ok(Applied { changed: false, remarks: unwritable(report, lang) }),
    }
}

fn remark(remarks: &[String]) {
    for text in remarks {
        files::remark(text);
    }
}

fn failure(report: &Report, why: &str) -> Failure {
    Failure::new(&report.path, why)
}

fn said(report: &Report, why: &str) -> String {
    failure(report, why).line()
}

/// The bytes of a report's file.
fn bytes(report: &Report, lang: Lang) -> Result<Vec<u8>, Failure> {
    // (`--fix` refuses the standard input before anything is read.)
    files::read(Path::new(&report.path)).bytes.map_err(|(zh, en)| failure(report, lang.pick(&zh, &en)))
}

fn write(report: &Report, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    files::write(Path::new(&report.path), bytes).map_err(|(zh, en)| failure(report, lang.pick(&zh, &en)))
}

/// Says that there is something to change in a file that cannot be changed.
fn unwritable(report: &Report, lang: Lang) -> Vec<String> {
    let count = edits::safe(report).len();
    if count == 0 {
        return Vec::new();
    }
    let why = match lang {
        Lang::Zh => format!("{count}处没有改：--fix 只能改 txt、md、docx 文件，请在原稿中改"),
        Lang::En => format!("{count} places left: --fix changes only txt, md and docx files"),
    };
    vec![said(report, &why)]
}
