//! `compare --among`, for people.

use std::fmt::Write as _;

use super::{Extent, Member, Pair};
use crate::{
    model::{Lang, Overlap},
    report::{
        diff::push_words,
        file_name,
        frame::{Look, Style},
        percent, place,
    },
};

/// Pairs that are listed; a program or a spreadsheet gets them all.
const LISTED: usize = 100;
/// Pairs of which passages are shown.
pub const PAIRS: usize = 20;
/// Passages shown of each.
const PASSAGES: usize = 3;

/// A table of the pairs, then the largest passages of the first ones.
pub fn text(pairs: &[Pair], extent: Extent, lang: Lang, look: Look) -> String {
    let Extent { reports, bodies, cap } = extent;
    let mut out = match lang {
        Lang::Zh => format!("{reports} 份报告，{bodies} 个单位；{cap} 个以上单位都写的话不计入\n"),
        Lang::En => {
            format!("{reports} reports of {bodies} bodies; wording of {cap} bodies or more is not counted\n")
        }
    };
    if pairs.is_empty() {
        out.push_str(lang.pick("没有发现单位之间互相重合的段落\n", "no passage is shared between bodies\n"));
        return out;
    }
    let columns = match lang {
        Lang::Zh => "  字数  占本份  占对方  段数  本份 ← 对方",
        Lang::En => " chars    here   there  pass.  here ← there",
    };
    let _ = writeln!(out, "\n{}", look.paint(columns, Style::Bold));
    for pair in pairs.iter().take(LISTED) {
        let shared = &pair.shared;
        let _ = writeln!(
            out,
            "{:>6}  {:>6}  {:>6}  {:>4}  {}",
            shared.units,
            percent(shared.here.get()),
            percent(shared.there.get()),
            pair.largest().len(),
            names(pair, lang)
        );
    }
    let more = pairs.len().saturating_sub(LISTED);
    if more > 0 {
        let line = match lang {
            Lang::Zh => format!("另有 {more} 对，用 --format csv 或 json 查看"),
            Lang::En => format!("{more} more pairs; see --format csv or json"),
        };
        let _ = writeln!(out, "{}", look.paint(&line, Style::Dim));
    }
    for pair in pairs.iter().take(PAIRS) {
        let _ = writeln!(out, "\n{}", look.paint(&names(pair, lang), Style::Bold));
        let largest = pair.largest();
        for overlap in largest.iter().take(PASSAGES) {
            push_passage(&mut out, pair, overlap, lang, look);
        }
        let more = largest.len().saturating_sub(PASSAGES);
        let common = percent(pair.shared.common.get());
        let line = match (more, lang) {
            (0, Lang::Zh) => format!("    本份另有 {common} 是通用表述，不计入"),
            (0, Lang::En) => format!("    {common} of the first is common wording, not counted"),
            (_, Lang::Zh) => format!("    另有 {more} 段；本份另有 {common} 是通用表述，不计入"),
            (_, Lang::En) => format!("    {more} more; {common} of the first is common wording, not counted"),
        };
        let _ = writeln!(out, "{}", look.paint(&line, Style::Dim));
    }
    out
}

fn push_passage(out: &mut String, pair: &Pair, overlap: &Overlap, lang: Lang, look: Look) {
    let head = format!(
        "  {} {}  {}  ←  {}",
        lang.pick(overlap.class.zh(), overlap.class.name()),
        percent(overlap.similarity.get()),
        place(pair.here.document, overlap.here, lang),
        place(pair.there.document, overlap.there, lang),
    );
    let _ = writeln!(out, "{}", look.paint(&head, Style::Blue));
    push_words(out, overlap, pair.here.document, look);
}

/// 澜溪区水务局 2024 ← 澜溪区民政局 2023; without a direction where the years are the same.
fn names(pair: &Pair, lang: Lang) -> String {
    let name = |member: &Member| {
        let file = file_name(&member.about.path);
        let body = member.about.issuer.as_deref().unwrap_or(file);
        member.about.year.map_or_else(|| body.to_owned(), |year| format!("{body} {year}"))
    };
    let later = pair.here.about.year > pair.there.about.year && pair.there.about.year.is_some();
    let arrow = if later { "←" } else { lang.pick("与", "and") };
    format!("{} {arrow} {}", name(&pair.here), name(&pair.there))
}
