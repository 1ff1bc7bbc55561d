//! Fixes of Word files: tracked changes in the file itself.

use std::fmt::Write as _;

use super::{Applied, bytes, failure, remark, said, write};
use crate::{
    model::{Failure, Lang, Report},
    report::{
        place,
        revision::{Revision, revise},
    },
    text::Span,
};

/// Places named when something could not be changed; the rest is counted.
const NAMED: usize = 5;

/// What `--fix` would change. Empty if nothing; what cannot be changed is said.
///
/// # Errors
/// Where the file cannot be changed.
pub(super) fn diff(report: &Report, lang: Lang) -> Result<String, Failure> {
    let revision = revision(report, lang)?;
    remark(&left(report, &revision, lang));
    Ok(paragraphs(report, &revision.text, lang))
}

/// Writes the safe fixes into the file.
///
/// # Errors
/// Where the file cannot be written.
pub(super) fn apply(report: &Report, lang: Lang) -> Result<Applied, Failure> {
    let revision = revision(report, lang)?;
    let Some(bytes) = &revision.bytes else {
        return Ok(Applied { changed: false, remarks: left(report, &revision, lang) });
    };
    write(report, bytes, lang)?;
    let made = revision.made;
    let text = match lang {
        Lang::Zh => format!("已改{made}处，都写成修订（作者 ganhuo）；请在 Word 或 WPS 的“审阅”中接受或拒绝"),
        Lang::En => {
            format!("{made} tracked changes by ganhuo; accept or reject them in Word under Review")
        }
    };
    Ok(Applied { changed: true, remarks: vec![said(report, &text)] })
}

fn revision(report: &Report, lang: Lang) -> Result<Revision, Failure> {
    revise(&bytes(report, lang)?, report).map_err(|error| failure(report, error.message(lang)))
}

/// Says which places of a Word file could not be changed, and why.
fn left(report: &Report, revision: &Revision, lang: Lang) -> Vec<String> {
    if revision.left.is_empty() {
        return Vec::new();
    }
    let document = &report.analysis.document;
    let count = revision.left.len();
    let named = revision.left.iter().take(NAMED).map(|(span, why)| {
        let (place, words, why) = (place(document, *span, lang), document.slice(*span), why.message(lang));
        match lang {
            Lang::Zh => format!("{place}“{words}”{why}"),
            Lang::En => format!("{place}, “{words}”: {why}"),
        }
    });
    let mut places = named.collect::<Vec<_>>().join(lang.pick("；", "; "));
    if count > NAMED {
        places.push_str(lang.pick("；等", "; and more"));
    }
    let text = match lang {
        Lang::Zh => format!("{count}处没有改，请手工修改：{places}"),
        Lang::En => format!("{count} places left for you to change: {places}"),
    };
    vec![said(report, &text)]
}

/// A diff of paragraphs, each under the place where its reader finds it. No change reaches over a
/// line, so the lines of both texts are the same ones.
fn paragraphs(report: &Report, after: &str, lang: Lang) -> String {
    let document = &report.analysis.document;
    let (mut out, mut start) = (String::new(), 0);
    for (old, new) in document.text().split('\n').zip(after.split('\n')) {
        if old != new {
            let _ = writeln!(out, "@@ {} @@\n-{old}\n+{new}", place(document, Span::at(start), lang));
        }
        start += old.len() as u32 + 1;
    }
    if out.is_empty() { out } else { format!("--- {0}\n+++ {0}\n{out}", report.path) }
}
