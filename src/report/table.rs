//! Scores for people: one line a report, and the sections of each on request.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style},
    percent,
};
use crate::{
    model::{Document, Lang, Level, PerMille, Report, Scores},
    text::Span,
};

/// What is said about one report in a line.
pub(super) struct Row<'a> {
    pub(super) title: &'a str,
    pub(super) issuer: &'a str,
    pub(super) year: Option<i32>,
    pub(super) score: u16,
    /// Characters of its claims, without white space.
    pub(super) characters: u64,
    pub(super) claims: usize,
    /// Share of characters by level, lowest first.
    pub(super) levels: [u16; 4],
}

impl<'a> Row<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let document = &report.analysis.document;
        let scores = &report.analysis.scores;
        let header = document.header();
        let (characters, levels) = shares(document, scores, Span::from(0..document.text().len()));
        Self {
            title: &header.title,
            issuer: header.issuer.as_deref().unwrap_or(""),
            year: header.year,
            score: scores.document.value.get(),
            characters,
            claims: document.claims().len(),
            levels,
        }
    }
}

/// Characters of the claims in a span, and their shares by level.
pub(super) fn shares(document: &Document, scores: &Scores, span: Span) -> (u64, [u16; 4]) {
    let mut by_level = [0u64; 4];
    for id in document.claims_in(span) {
        let level = scores.claims[id.0 as usize].level;
        by_level[level as usize] += document.plain_slice(document.claim(id).span).chars().count() as u64;
    }
    let whole = by_level.iter().sum();
    (whole, by_level.map(|part| PerMille::of(part, whole).get()))
}

/// `score`: a table of reports, best first; `sections` adds a line for each section.
pub fn score(reports: &[Report], sections: bool, lang: Lang, look: Look) -> String {
    let mut rows: Vec<(Row<'_>, &Report)> = reports.iter().map(|report| (Row::new(report), report)).collect();
    rows.sort_by(|(a, x), (b, y)| b.score.cmp(&a.score).then_with(|| x.path.cmp(&y.path)));
    let name = |row: &Row<'_>| match (row.issuer.is_empty(), row.year) {
        (false, Some(year)) => format!("{} {year}", row.issuer),
        _ if !row.title.is_empty() => row.title.to_owned(),
        _ => lang.pick("（未识别）", "(not recognised)").to_owned(),
    };
    let widest = rows.iter().map(|(row, _)| look.columns(&name(row))).max().unwrap_or(0).clamp(8, 44);
    let mut out = String::new();
    let columns = match lang {
        Lang::Zh => ["具体程度", "可核查", "具体", "泛述", "空话", "字数", "报告"],
        Lang::En => ["score", "measured", "specific", "general", "slogan", "chars", "report"],
    };
    let mut line = String::new();
    for (at, column) in columns.iter().enumerate() {
        let width = [8, 8, 8, 8, 8, 7, widest][at];
        if at < 6 {
            let fill = usize::saturating_sub(width, look.columns(column));
            let _ = write!(line, "{}{column}  ", " ".repeat(fill));
        } else {
            let _ = write!(line, "{}  {}", look.pad(column, width), lang.pick("文件", "file"));
        }
    }
    let _ = writeln!(out, "{}", look.paint(line.trim_end(), Style::Bold));
    for (row, report) in &rows {
        let _ = write!(out, "{:>8}  ", row.score);
        for level in Level::ALL.iter().rev() {
            let _ = write!(out, "{:>8}  ", percent(row.levels[*level as usize]));
        }
        let name = look.pad(&look.cut(&name(row), widest), widest);
        let _ = writeln!(out, "{:>7}  {name}  {}", row.characters, look.paint(&report.path, Style::Dim));
        if sections {
            push_sections(&mut out, report, look);
        }
    }
    out
}

fn push_sections(out: &mut String, report: &Report, look: Look) {
    let document = &report.analysis.document;
    for (section, score) in document.sections().iter().zip(&report.analysis.scores.sections) {
        if section.heading.is_none() {
            continue;
        }
        let (characters, levels) = shares(document, &report.analysis.scores, section.span);
        let _ = write!(out, "{:>8}  ", score.value.get());
        for level in Level::ALL.iter().rev() {
            let _ = write!(out, "{:>8}  ", percent(levels[*level as usize]));
        }
        let heading = document.shown(section.number.cover(section.title));
        let indent = "  ".repeat(usize::from(section.depth));
        let _ = writeln!(out, "{characters:>7}  {indent}{} [{}]", look.cut(&heading, 50), section.role.zh());
    }
}
