//! Pages that need nothing else: no script, no font, no picture from elsewhere; a page forbids its browser
//! to fetch anything.
//!
//! `compare --format html`: the two reports stand side by side, each passage links to its source; above
//! them a bar for each section, below them every passage in words. `check --format html`: see
//! [`check`](fn@check).

mod blocks;
mod check;
mod escape;
mod flags;
mod list;
mod marks;
mod pane;
mod summary;

use std::{collections::BTreeSet, fmt::Write as _};

pub use check::check;
use escape::escaped;
use marks::Side;
use pane::Pane;

use crate::{
    model::{Document, Lang, Overlap, Report},
    report::file_name,
};

const STYLE: &str = include_str!("style.css");

/// For each class in the order of `Class`, and for required wording: its name in the style sheet,
/// its letter in Chinese and in English.
const LETTERS: [(&str, &str, &str); 5] =
    [("v", "抄", "V"), ("n", "数", "N"), ("e", "改", "E"), ("r", "序", "R"), ("c", "通", "C")];

fn class(overlap: &Overlap) -> (&'static str, &'static str, &'static str) {
    LETTERS[if overlap.is_common() { LETTERS.len() - 1 } else { overlap.class as usize }]
}

fn code(overlap: &Overlap) -> &'static str {
    class(overlap).0
}

fn letter(overlap: &Overlap, lang: Lang) -> &'static str {
    let (_, zh, en) = class(overlap);
    lang.pick(zh, en)
}

/// The page. `priors` are the documents of the comparison's earlier reports, in their order, where
/// they are at hand.
pub fn compare(report: &Report, priors: &[Option<&Document>], lang: Lang) -> String {
    let document = &report.analysis.document;
    let comparison = &report.analysis.comparison;
    let mut out = String::with_capacity(STYLE.len() + document.text().len() * 6);
    let name = file_name(&report.path);
    open(&mut out, &format!("{}：{name}", lang.pick("对照", "Comparison")), lang);
    summary::head(&mut out, report, lang);
    if !comparison.priors.is_empty() {
        out.push_str("<div class=\"beside\">\n<div>\n");
        summary::sections(&mut out, document, comparison, lang);
        out.push_str("</div>\n<div>\n");
        summary::measures(&mut out, comparison, lang);
        out.push_str("</div>\n</div>\n");
    }
    let anchors = panes(&mut out, report, priors, lang);
    list::passages(&mut out, report, priors, &anchors, lang);
    out.push_str("</body>\n</html>\n");
    out
}

/// The beginning of a page, up to its first element.
fn open(out: &mut String, title: &str, lang: Lang) {
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        lang.pick("zh-CN", "en"),
        escaped(title)
    );
}

/// This report on the left, the earlier ones on the right.
fn panes(out: &mut String, report: &Report, priors: &[Option<&Document>], lang: Lang) -> BTreeSet<String> {
    let comparison = &report.analysis.comparison;
    let all = || comparison.overlaps.iter().enumerate();
    let mut anchors = BTreeSet::new();
    let _ = writeln!(out, "<h2>{}</h2>\n<div class=\"panes\">", lang.pick("并排对照", "Side by side"));
    out.push_str("<section class=\"pane\">\n");
    let document = &report.analysis.document;
    let here = Pane {
        document,
        side: Side::Here,
        passages: all().collect(),
        shares: Some(&comparison.shares).filter(|_| !comparison.priors.is_empty()),
        lang,
    };
    column(out, &here, &document.header().title, &report.path, &mut anchors);
    out.push_str("</section>\n<section class=\"pane\">\n");
    for (nth, (prior, document)) in comparison.priors.iter().zip(priors).enumerate() {
        let Some(document) = document else { continue };
        let passages = all().filter(|(_, overlap)| overlap.prior == Some(nth as u32)).collect();
        let there = Pane { document, side: Side::There, passages, shares: None, lang };
        column(out, &there, &prior.title, &prior.path, &mut anchors);
    }
    out.push_str("</section>\n</div>\n");
    anchors
}

fn column(out: &mut String, pane: &Pane, title: &str, path: &str, anchors: &mut BTreeSet<String>) {
    let common = pane.passages.iter().filter(|(_, overlap)| overlap.is_common()).count();
    let copied = pane.passages.len() - common;
    let said = match pane.lang {
        Lang::Zh => format!("重合 {copied} 处，通用表述 {common} 处"),
        Lang::En => format!("{copied} passages, {common} of required wording"),
    };
    let title = escaped(if title.is_empty() { path } else { title });
    let _ =
        writeln!(out, "<header class=\"head\"><b>{title}</b> <span class=\"quiet\">{said}</span></header>");
    pane.write(out, anchors);
}
