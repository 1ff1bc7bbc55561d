//! Findings for people: place, words, reason, advice, evidence.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style, frame},
    percent, place,
    table::shares,
};
use crate::{
    model::{BlockKind, Comparison, Document, Finding, Fix, Lang, Level, Origin, Report, Safety, Severity},
    report::by_severity,
    text::Span,
};

/// Labels shown below one finding; the rest is counted.
const LABELS: usize = 5;
/// Characters of a paragraph that name it.
const OPENING: usize = 8;
/// Parts named in the summary.
const SECTIONS: usize = 2;

/// The findings of one report with a summary.
pub fn check(report: &Report, lang: Lang, look: Look) -> String {
    let mut out = heading(report, lang, look);
    // What is certainly wrong comes first; matters of style must not bury it.
    for severity in Severity::ALL.into_iter().rev() {
        for finding in report.findings.iter().filter(|finding| finding.severity == severity) {
            out.push_str(&one(report, finding, lang, look));
            out.push('\n');
        }
    }
    out.push_str(&summary(report, lang, look));
    out
}

/// One line for a whole run of several reports.
pub fn total(reports: &[Report], lang: Lang, look: Look) -> String {
    let [notes, warnings, errors] = by_severity(reports);
    let text = match lang {
        Lang::Zh => format!("合计 {} 份报告：错误 {errors}，警告 {warnings}，提示 {notes}\n", reports.len()),
        Lang::En => {
            format!("{} reports: {errors} errors, {warnings} warnings, {notes} notes\n", reports.len())
        }
    };
    look.paint(text.trim_end(), Style::Bold) + "\n"
}

fn heading(report: &Report, lang: Lang, look: Look) -> String {
    let header = report.analysis.document.header();
    let title = if header.title.is_empty() {
        lang.pick("（未找到标题）", "(no title found)")
    } else {
        &header.title
    };
    let mut about = Vec::new();
    about.extend(header.issuer.clone());
    about.extend(header.year.map(|year| match lang {
        Lang::Zh => format!("{year}年"),
        Lang::En => year.to_string(),
    }));
    let about = if about.is_empty() { String::new() } else { format!("（{}）", about.join("，")) };
    let mut out =
        format!("{}\n{}{}\n", look.paint(&report.path, Style::Bold), title, look.paint(&about, Style::Dim));
    for prior in &report.analysis.comparison.priors {
        let chosen = prior.chosen.as_ref().map(|why| format!("（{why}）")).unwrap_or_default();
        let _ = writeln!(out, "{}{}{chosen}", lang.pick("对照 ", "compared with "), prior.path);
    }
    for notice in &report.notices {
        let text = lang.pick(&notice.zh, &notice.en);
        let _ = writeln!(out, "{}{text}", look.paint(lang.pick("注意 ", "notice: "), Style::Yellow));
    }
    out.push('\n');
    out
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Red,
        Severity::Warning => Style::Yellow,
        Severity::Note => Style::Blue,
    }
}

fn one(report: &Report, finding: &Finding, lang: Lang, look: Look) -> String {
    let document = &report.analysis.document;
    let severity = lang.pick(finding.severity.zh(), finding.severity.name());
    let mut position = place(document, finding.span, lang) + &opening(document, finding.span);
    let path = document.path_at(finding.span.start());
    if !path.is_empty() {
        let _ = write!(position, "，{path}");
    }
    let mut out = format!(
        "{}  {}  {}\n",
        look.paint(severity, style(finding.severity)),
        position,
        look.paint(&finding.rule, Style::Dim)
    );
    for line in look.wrap(&finding.message, look.width.saturating_sub(6)) {
        let _ = writeln!(out, "      {}", look.paint(&line, Style::Bold));
    }
    out.push_str(&frame(document, finding.span, look, "      ", style(finding.severity)));
    for label in finding.labels.iter().take(LABELS) {
        // Cells stand on one line here.
        let words = look.cut(&document.shown(label.span).replace('\n', " | "), look.width / 2);
        let line = format!("{} {}：“{words}”", place(document, label.span, lang), label.text);
        push_hanging(&mut out, lang.pick("依据", "see"), &line, look);
    }
    if finding.labels.len() > LABELS {
        let more = finding.labels.len() - LABELS;
        let line = match lang {
            Lang::Zh => format!("另有 {more} 处"),
            Lang::En => format!("and {more} more"),
        };
        push_hanging(&mut out, lang.pick("依据", "see"), &line, look);
    }
    for related in finding.related.iter().take(LABELS) {
        let path = prior_name(&report.analysis.comparison, related.prior);
        let words = look.cut(&related.text, look.width * 2);
        let earlier = (related.prior as usize) < report.analysis.comparison.priors.len();
        let whose = if earlier { lang.pick("往年", "prior") } else { lang.pick("别家", "other") };
        push_hanging(&mut out, whose, &format!("{path}：“{words}”"), look);
    }
    if !finding.help.is_empty() {
        push_hanging(&mut out, lang.pick("建议", "help"), &finding.help, look);
    }
    if let Some(fix) = &finding.fix {
        push_hanging(&mut out, lang.pick("修改", "fix"), &change(fix, lang), look);
    }
    out
}

/// What a fix changes, and who does it.
pub(super) fn change(fix: &Fix, lang: Lang) -> String {
    let how = match fix.safety {
        Safety::Safe => lang.pick("可自动修改", "can be fixed with --fix"),
        Safety::Suggestion => lang.pick("修改参考", "suggested"),
    };
    format!("{}（{how}）", fix.title)
}

/// The score with the shares of its levels; nothing of a report without claims that count.
pub(super) fn concreteness(report: &Report, lang: Lang) -> Option<String> {
    let scores = &report.analysis.scores;
    let (characters, levels) = shares(scores.letters);
    if characters == 0 {
        return None;
    }
    let said: Vec<String> = Level::ALL
        .iter()
        .rev()
        .map(|level| {
            let name = lang.pick(level.zh(), level.name());
            format!("{name} {}", percent(levels[*level as usize]))
        })
        .collect();
    let value = scores.document.value.get();
    Some(match lang {
        Lang::Zh => format!("具体程度 {value}/1000（按计分字数：{}）", said.join("，")),
        Lang::En => format!("concreteness {value}/1000 (by counted characters: {})", said.join(", ")),
    })
}

/// The first words of a paragraph, where nobody counts paragraphs: how Word's reader finds it.
fn opening(document: &Document, span: Span) -> String {
    let Some(id) = document.block_at(span.start()) else { return String::new() };
    let block = document.block(id);
    let counted = matches!(document.origin(span.start()), Some(Origin::Paragraph(_)));
    let words = document.shown(block.span);
    if !counted || block.kind == BlockKind::Note || words.trim().is_empty() {
        return String::new();
    }
    let mut head: String = words.trim().chars().take(OPENING).collect();
    if words.trim().chars().nth(OPENING).is_some() {
        head.push('…');
    }
    format!("“{head}”")
}

fn push_hanging(out: &mut String, name: &str, text: &str, look: Look) {
    let indent = 6 + look.columns(name) + 1;
    for (nth, line) in look.wrap(text, look.width.saturating_sub(indent)).iter().enumerate() {
        if nth == 0 {
            let _ = writeln!(out, "      {} {line}", look.paint(name, Style::Dim));
        } else {
            let _ = writeln!(out, "{}{line}", " ".repeat(indent));
        }
    }
}

fn prior_name(comparison: &Comparison, prior: u32) -> &str {
    comparison.about(prior).map_or("", |prior| prior.path.as_str())
}

fn summary(report: &Report, lang: Lang, look: Look) -> String {
    let [notes, warnings, errors] = by_severity(std::slice::from_ref(report));
    let line = match lang {
        Lang::Zh => format!("错误 {errors}，警告 {warnings}，提示 {notes}"),
        Lang::En => format!("{errors} errors, {warnings} warnings, {notes} notes"),
    };
    let style = match (errors, warnings) {
        (0, 0) => Style::Green,
        (0, _) => Style::Yellow,
        _ => Style::Red,
    };
    let mut out = look.paint(&line, style) + "\n";
    if !report.accepted.is_empty() {
        let count = report.accepted.len();
        let _ = match lang {
            Lang::Zh => writeln!(out, "另有 {count} 个问题已在基线中接受"),
            Lang::En => writeln!(out, "{count} more findings are accepted by the baseline"),
        };
    }
    push_score(&mut out, report, lang, look);
    if !report.analysis.comparison.priors.is_empty() {
        let copied = percent(report.analysis.comparison.shares.document.get());
        let _ = writeln!(out, "{} {copied}", lang.pick("与往年重合", "copied from earlier years"));
    }
    out
}

/// The score, and the parts that hold less than is usual.
fn push_score(out: &mut String, report: &Report, lang: Lang, look: Look) {
    let Some(line) = concreteness(report, lang) else { return };
    let _ = writeln!(out, "{line}");
    let weak = weak(report, lang, look);
    if !weak.is_empty() {
        let name = lang.pick("低于同类章节中位水平的部分：", "parts below the median of such parts: ");
        let _ = writeln!(out, "{name}{}", weak.join(lang.pick("、", ", ")));
    }
}

/// The parts that hold less than such parts usually do, the emptiest first. What is only wording that has
/// to be there is no part.
fn weak(report: &Report, lang: Lang, look: Look) -> Vec<String> {
    let document = &report.analysis.document;
    let scores = &report.analysis.scores;
    let mut weak: Vec<(u16, i32, String)> = document
        .sections()
        .iter()
        .zip(&scores.sections)
        .filter(|(section, _)| section.depth == 1 && section.heading.is_some())
        .filter_map(|(section, score)| {
            let usual = score.parts.iter().find(|part| part.name == "expected")?.points;
            let name = look.cut(&document.shown(section.number.cover(section.title)), 28);
            (i32::from(score.value.get()) < usual).then_some((score.value.get(), usual, name))
        })
        .collect();
    weak.sort_by_key(|(value, ..)| *value);
    let said = |(value, usual, name): (u16, i32, String)| match lang {
        Lang::Zh => format!("{name}（{value}，中位{usual}）"),
        Lang::En => format!("{name} ({value}, median {usual})"),
    };
    weak.into_iter().take(SECTIONS).map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::report;

    fn text(problems: &str) -> String {
        let done = "全年检查水厂312次，立案23件，罚款4.5万元，更换滤料9处。";
        format!(
            "岚溪区水务局2023年法治政府建设年度报告\n\n坚持以习近平新时代中国特色社会主义思想为指导。\n\n\
             一、主要举措和成效\n\n{done}\n\n二、存在的不足和原因\n\n{problems}\n\n岚溪区水务局\n2024年1月20日\n"
        )
    }

    #[test]
    fn weak_parts_are_below_the_median_however_short() {
        let weak = |problems: &str| weak(&report(&text(problems)), Lang::Zh, Look::default());
        let found = weak("有待进一步加强。");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("二、存在的不足和原因（"), "{found:?}");
        assert_eq!(weak("执法人员只有3名，11个供水点中有4个没有专人。"), [""; 0]);
    }

    #[test]
    fn the_shares_are_one_basis_and_a_whole() {
        let report = report(&text("有待进一步加强。"));
        let (_, levels) = shares(report.analysis.scores.letters);
        assert_eq!(levels.iter().sum::<u16>(), 1000);
        let parts = report.analysis.scores.document.parts.iter().filter_map(|part| part.share);
        let said: Vec<u16> = parts.map(crate::model::PerMille::get).collect();
        let shown: Vec<u16> = levels.into_iter().filter(|share| *share > 0).collect();
        assert_eq!(said, shown);
    }
}
