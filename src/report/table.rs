//! Scores for people: one line a report, and the sections of each on request.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style},
    percent,
};
use crate::model::{ByLevel, Document, Lang, Level, PerMille, Report, Section};

/// What is said about one report in a line.
pub(super) struct Row<'a> {
    pub(super) title: &'a str,
    pub(super) issuer: &'a str,
    pub(super) year: Option<i32>,
    pub(super) score: u16,
    /// Characters that count in the score.
    pub(super) characters: u64,
    pub(super) claims: usize,
    /// Their shares by level, lowest first; 1000 together.
    pub(super) levels: [u16; 4],
}

impl<'a> Row<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let document = &report.analysis.document;
        let scores = &report.analysis.scores;
        let header = document.header();
        let (characters, levels) = shares(scores.letters);
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

/// The characters that count, and their shares by level: the one basis of every percentage of a score.
pub(super) fn shares(letters: ByLevel) -> (u64, [u16; 4]) {
    (letters.iter().sum(), PerMille::portions(letters).map(PerMille::get))
}

/// The heading of a section with its role; the text before the first heading is the opening.
pub(super) fn section_name(
    document: &Document,
    section: &Section,
    columns: usize,
    lang: Lang,
    look: Look,
) -> String {
    if section.heading.is_none() {
        return lang.pick("开头", "opening").to_owned();
    }
    let heading = look.cut(&document.shown(section.number.cover(section.title)), columns);
    format!("{heading} [{}]", lang.pick(section.role.zh(), section.role.name()))
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
        Lang::Zh => ["具体程度", "可核查", "具体", "泛述", "空话", "计分字数", "报告"],
        Lang::En => ["score", "measured", "specific", "general", "slogan", "counted", "report"],
    };
    let mut line = String::new();
    for (at, column) in columns.iter().enumerate() {
        let width = [8, 8, 8, 8, 8, 8, widest][at];
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
        let _ = writeln!(out, "{:>8}  {name}  {}", row.characters, look.paint(&report.path, Style::Dim));
        if sections {
            push_sections(&mut out, report, lang, look);
        }
    }
    out
}

fn push_sections(out: &mut String, report: &Report, lang: Lang, look: Look) {
    let document = &report.analysis.document;
    let scores = &report.analysis.scores;
    let rows = document.sections().iter().zip(&scores.sections).zip(&scores.section_letters);
    for ((section, score), letters) in rows {
        let (characters, levels) = shares(*letters);
        if section.heading.is_none() && characters == 0 {
            continue;
        }
        // Of nothing that counts there is no share.
        let counted = characters > 0;
        let cell = |text: String| if counted { text } else { "–".to_owned() };
        let _ = write!(out, "{:>8}  ", cell(score.value.get().to_string()));
        for level in Level::ALL.iter().rev() {
            let _ = write!(out, "{:>8}  ", cell(percent(levels[*level as usize])));
        }
        let indent = "  ".repeat(usize::from(section.depth.max(1)));
        let name = section_name(document, section, 50, lang, look);
        let uncounted = if counted { "" } else { lang.pick("，不计分", ", not scored") };
        let _ = writeln!(out, "{characters:>8}  {indent}{name}{uncounted}");
    }
}
