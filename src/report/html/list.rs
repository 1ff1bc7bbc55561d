//! Every passage in words: what was changed, from where to where.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    code, escape,
    escape::escaped,
    letter,
    marks::{Side, pieces},
    summary::short,
};
use crate::{
    model::{DiffPiece, Document, Lang, Overlap, Report},
    report::{percent, place},
    text::Span,
};

/// Writes the passages: copied ones, then required wording, then what the report says twice.
pub(super) fn passages(
    out: &mut String,
    report: &Report,
    priors: &[Option<&Document>],
    anchors: &BTreeSet<String>,
    lang: Lang,
) {
    let comparison = &report.analysis.comparison;
    let all = || comparison.overlaps.iter().enumerate();
    let copied: Vec<(usize, &Overlap)> = all().filter(|(_, overlap)| !overlap.is_common()).collect();
    let common: Vec<(usize, &Overlap)> = all().filter(|(_, overlap)| overlap.is_common()).collect();
    let repeats: Vec<(usize, &Overlap)> = comparison.repeats.iter().enumerate().collect();
    let groups = [
        (copied, "逐段对照", "Passage by passage"),
        (common, "通用表述，不计入重合", "Required wording, not counted"),
        (repeats, "报告内部重复", "Said twice in this report"),
    ];
    for (group, zh, en) in groups {
        if group.is_empty() {
            continue;
        }
        let _ = writeln!(out, "<h2>{}（{}）</h2>", lang.pick(zh, en), group.len());
        for (at, overlap) in group {
            passage(out, (report, priors), at + 1, overlap, anchors, lang);
        }
    }
}

fn passage(
    out: &mut String,
    (report, priors): (&Report, &[Option<&Document>]),
    number: usize,
    overlap: &Overlap,
    anchors: &BTreeSet<String>,
    lang: Lang,
) {
    let document = &report.analysis.document;
    let _ = writeln!(out, "<div class=\"passage k{}\">", code(overlap));
    let class = lang.pick(overlap.class.zh(), overlap.class.name());
    let _ = write!(
        out,
        "<p class=\"head\"><b>{}{number} {class} {}</b>",
        letter(overlap, lang),
        percent(overlap.similarity.get())
    );
    let link = |out: &mut String, side: char, text: &str| {
        let name = format!("{side}{number}");
        if overlap.prior.is_some() && anchors.contains(&name) {
            let _ = write!(out, "<a href=\"#{name}\">{}</a>", escaped(text));
        } else {
            escape::push(out, text);
        }
    };
    link(out, 'h', &here(document, overlap, lang));
    out.push_str(" ← ");
    match overlap.prior.and_then(|at| report.analysis.comparison.priors.get(at as usize)) {
        Some(prior) => {
            let year = prior.year.map_or_else(String::new, |year| match lang {
                Lang::Zh => format!("{year}年"),
                Lang::En => format!("{year} "),
            });
            let heading = short(&there(priors, overlap), 40);
            let heading =
                if heading.is_empty() { lang.pick("开头", "opening").to_owned() } else { heading };
            link(out, 't', &format!("{year}{heading}"));
        }
        None => escape::push(out, &place(document, overlap.there, lang)),
    }
    if overlap.moved {
        out.push_str(lang.pick("（换了章节）", " (under another heading)"));
    }
    out.push_str("</p>\n<p>");
    if overlap.diff.is_empty() {
        escape::push(out, &document.shown(overlap.here));
    }
    let other = match overlap.prior {
        Some(at) => priors.get(at as usize).copied().flatten(),
        None => Some(document),
    };
    let ours = pieces(document, overlap, Side::Here);
    let theirs = other.map_or_else(Vec::new, |other| pieces(other, overlap, Side::There));
    // As it was written where it stands; as it was compared where that cannot be found.
    let written = |document: Option<&Document>, places: &[Option<Span>], at: usize, words: &str| {
        let span = places.get(at).copied().flatten();
        escaped(&span.zip(document).map_or_else(|| words.to_owned(), |(span, document)| document.shown(span)))
    };
    for (at, piece) in overlap.diff.iter().enumerate() {
        let here = |words: &str| written(Some(document), &ours, at, words);
        let there = |words: &str| written(other, &theirs, at, words);
        let (before, words, after) = match piece {
            DiffPiece::Equal(words) => ("", here(words), ""),
            DiffPiece::Deleted(words) => ("<del>", there(words), "</del>"),
            DiffPiece::Inserted(words) => ("<ins>", here(words), "</ins>"),
            DiffPiece::Figure(old, new) => {
                ("<span class=\"f\">", format!("{}→{}", there(old), here(new)), "</span>")
            }
        };
        let _ = write!(out, "{before}{words}{after}");
    }
    out.push_str("</p>\n</div>\n");
}

/// The heading that a passage stands under in the other report; empty if there is none.
fn there(priors: &[Option<&Document>], overlap: &Overlap) -> String {
    let document = overlap.prior.and_then(|at| priors.get(at as usize).copied().flatten());
    match document.zip(overlap.there_section) {
        Some((document, section)) => {
            let section = document.section(section);
            document.shown(section.number.cover(section.title))
        }
        None => overlap.there_heading.clone(),
    }
}

/// The heading that a passage stands under, and where that is in the file.
fn here(document: &Document, overlap: &Overlap, lang: Lang) -> String {
    let place = place(document, overlap.here, lang);
    let section = overlap.here_section.map(|id| document.section(id));
    match section.filter(|section| section.heading.is_some()) {
        Some(section) => {
            let heading = short(&document.shown(section.number.cover(section.title)), 40);
            match lang {
                Lang::Zh => format!("{heading}（{place}）"),
                Lang::En => format!("{heading} ({place})"),
            }
        }
        None => place,
    }
}
