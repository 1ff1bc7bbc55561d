//! What was copied, for people: passage by passage with the differences in words.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style},
    percent, place,
};
use crate::{
    model::{Class, Comparison, DiffPiece, Document, Lang, Overlap, Report},
    report::file_name,
};

/// `compare`: shares and every passage; `measures` adds those of the two texts as wholes.
pub fn compare(report: &Report, measures: bool, lang: Lang, look: Look) -> String {
    let document = &report.analysis.document;
    let comparison = &report.analysis.comparison;
    let mut out = format!("{}\n", look.paint(&report.path, Style::Bold));
    for prior in &comparison.priors {
        let about = [prior.issuer.clone(), prior.year.map(|year| year.to_string()), prior.chosen.clone()];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let _ = writeln!(out, "{} {}（{}）", lang.pick("对照", "with"), prior.path, about.join("，"));
    }
    push_shares(&mut out, document, comparison, lang, look);
    if measures && !comparison.priors.is_empty() {
        push_measures(&mut out, comparison, lang, look);
    }
    for (nth, overlap) in comparison.overlaps.iter().enumerate() {
        push_overlap(&mut out, nth + 1, document, comparison, overlap, lang, look);
    }
    if !comparison.repeats.is_empty() {
        let line = lang.pick("报告内部重复", "repeated inside the report");
        let _ = writeln!(out, "\n{}", look.paint(line, Style::Bold));
        for (nth, overlap) in comparison.repeats.iter().enumerate() {
            push_overlap(&mut out, nth + 1, document, comparison, overlap, lang, look);
        }
    }
    out
}

fn push_shares(out: &mut String, document: &Document, comparison: &Comparison, lang: Lang, look: Look) {
    let shares = &comparison.shares;
    let classes: Vec<String> = Class::ALL
        .iter()
        .zip(&shares.classes)
        .filter(|(_, share)| share.get() > 0)
        .map(|(class, share)| format!("{} {}", lang.pick(class.zh(), class.name()), percent(share.get())))
        .collect();
    if comparison.priors.is_empty() {
        let line = lang.pick("没有可对照的往年报告", "no earlier report to compare with");
        let _ = writeln!(out, "{}", look.paint(line, Style::Bold));
        return;
    }
    let line = format!("{} {}", lang.pick("与往年重合", "copied"), percent(shares.document.get()));
    let classes = match (classes.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（{}）", classes.join("，")),
        (false, Lang::En) => format!(" ({})", classes.join(", ")),
    };
    let _ = writeln!(out, "{}{classes}", look.paint(&line, Style::Bold));
    for (section, share) in document.sections().iter().zip(&shares.sections) {
        if section.heading.is_none() || share.get() == 0 {
            continue;
        }
        let bar = "█".repeat(usize::from(share.get()) / 50);
        let heading = look.cut(&document.shown(section.number.cover(section.title)), 48);
        let indent = "  ".repeat(usize::from(section.depth));
        let _ = writeln!(out, "{:>7} {} {indent}{heading}", percent(share.get()), look.pad(&bar, 20));
    }
}

fn push_measures(out: &mut String, comparison: &Comparison, lang: Lang, look: Look) {
    let measures = &comparison.measures;
    let said = [
        ("粘性", "stickiness", measures.stickiness),
        ("内部重复", "redundancy", measures.redundancy),
        ("通用语", "boilerplate", measures.boilerplate),
        ("余弦", "cosine", measures.cosine),
        ("Jaccard", "jaccard", measures.jaccard),
        ("最小编辑", "min_edit", measures.min_edit),
        ("逐词相同", "simple", measures.simple),
    ];
    let said: Vec<String> = said
        .iter()
        .map(|(zh, en, value)| format!("{} {}", lang.pick(zh, en), percent(value.get())))
        .collect();
    let _ = writeln!(out, "{}", look.paint(&said.join("  "), Style::Dim));
}

fn push_overlap(
    out: &mut String,
    number: usize,
    document: &Document,
    comparison: &Comparison,
    overlap: &Overlap,
    lang: Lang,
    look: Look,
) {
    let mut head = format!(
        "{number}. {} {}",
        lang.pick(overlap.class.zh(), overlap.class.name()),
        percent(overlap.similarity.get())
    );
    let _ = write!(head, "  {}", place(document, overlap.here, lang));
    if let Some(section) =
        overlap.here_section.map(|id| document.section(id)).filter(|section| section.heading.is_some())
    {
        let heading = document.shown(section.number.cover(section.title));
        let _ = write!(head, "{}{}", lang.pick("，", ", "), look.cut(&heading, 40));
    }
    match overlap.prior.and_then(|at| comparison.priors.get(at as usize)) {
        // With one earlier report its name stands above.
        Some(_) if comparison.priors.len() == 1 => {}
        Some(prior) => {
            let name = file_name(&prior.path);
            let _ = write!(head, "  ←  {name}");
        }
        None => {
            let _ = write!(head, "  ←  {}", place(document, overlap.there, lang));
        }
    }
    if overlap.moved {
        let heading = look.cut(&overlap.there_heading, 40);
        let _ = match lang {
            Lang::Zh => write!(head, "（原在“{heading}”下）"),
            Lang::En => write!(head, " (stood under “{heading}”)"),
        };
    }
    if overlap.is_common() {
        head.push_str(lang.pick("（通用表述，不计入重合）", " (required wording, not counted)"));
        let line =
            format!("{head}\n    {}", look.cut(&document.shown(overlap.here), look.width.saturating_sub(6)));
        let _ = writeln!(out, "\n{}", look.paint(&line, Style::Dim));
        return;
    }
    let _ = writeln!(out, "\n{}", look.paint(&head, Style::Blue));
    push_words(out, overlap, document, look);
}

/// The words of a passage, with what differs in it.
pub(super) fn push_words(out: &mut String, overlap: &Overlap, document: &Document, look: Look) {
    let body = if overlap.diff.is_empty() {
        document.shown(overlap.here)
    } else {
        overlap.diff.iter().map(|piece| piece_text(piece, look)).collect()
    };
    if look.colour {
        let _ = writeln!(out, "    {body}");
    } else {
        for line in look.wrap(&body, look.width.saturating_sub(4)) {
            let _ = writeln!(out, "    {line}");
        }
    }
}

/// Without colour, deleted words stand in [-…-] and inserted ones in {+…+}, as `wdiff` writes them.
fn piece_text(piece: &DiffPiece, look: Look) -> String {
    match piece {
        DiffPiece::Equal(words) => words.clone(),
        DiffPiece::Deleted(words) => look.paint(&format!("[-{words}-]"), Style::Red),
        DiffPiece::Inserted(words) => look.paint(&format!("{{+{words}+}}"), Style::Green),
        DiffPiece::Figure(old, new) => look.paint(&format!("({old}→{new})"), Style::Dim),
    }
}
