//! The working of a score, claim by claim, in plain words.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style},
    place,
};
use crate::model::{ClaimId, Lang, Level, Report};

/// `score --explain`.
pub fn score(report: &Report, lang: Lang, look: Look) -> String {
    let analysis = &report.analysis;
    let document = &analysis.document;
    let mut out = format!("{}  {}\n", look.paint(&report.path, Style::Bold), document.header().title);
    let _ = writeln!(
        out,
        "{} {}/1000",
        lang.pick("具体程度", "concreteness"),
        analysis.scores.document.value.get()
    );
    for part in &analysis.scores.document.parts {
        let _ = writeln!(out, "  {} {:+}", name(part.name, lang), part.points);
    }
    let mut section = None;
    for (at, scored) in analysis.scores.claims.iter().enumerate() {
        let id = ClaimId(at as u32);
        let claim = document.claim(id);
        if section != Some(claim.section) {
            section = Some(claim.section);
            let here = document.section(claim.section);
            let heading = document.plain_slice(here.number.cover(here.title));
            let value = analysis.scores.sections[claim.section.0 as usize].value.get();
            let line = format!("{} [{}] {value}/1000", look.cut(heading, look.width / 2), here.role.zh());
            let _ = writeln!(out, "\n{}", look.paint(&line, Style::Blue));
        }
        let style = match scored.level {
            Level::Slogan => Style::Red,
            Level::General => Style::Yellow,
            Level::Specific | Level::Measured => Style::Green,
        };
        let level = format!("{} {}", scored.level.number(), scored.level.zh());
        let _ = writeln!(
            out,
            "{} {:>4}  {}  {}",
            look.paint(&level, style),
            scored.score.value.get(),
            scored.kind.zh(),
            look.paint(&place(document, claim.span, lang), Style::Dim)
        );
        for line in look.wrap(document.plain_slice(claim.span), look.width.saturating_sub(4)) {
            let _ = writeln!(out, "    {line}");
        }
        for part in &scored.score.parts {
            let words = part.span.map(|span| format!("“{}”", look.cut(document.plain_slice(span), 60)));
            let _ = writeln!(
                out,
                "      {:+5}  {} {}",
                part.points,
                name(part.name, lang),
                words.unwrap_or_default()
            );
        }
    }
    out
}

/// The name of a part in plain words.
fn name(part: &'static str, lang: Lang) -> &'static str {
    let _ = lang;
    part
}
