//! Findings for people: place, words, reason, advice, evidence.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style, frame},
    json::section_path,
    percent, place,
    table::shares,
};
use crate::{
    model::{Comparison, Finding, Lang, Level, Report, Safety, SectionId, Severity},
    text::Span,
};

/// Labels shown below one finding; the rest is counted.
const LABELS: usize = 5;
/// Sections named in the summary.
const SECTIONS: usize = 2;
/// Characters of claims below which a section is too short to be called empty.
const WEIGHTY: u64 = 80;

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
    let count = |severity| {
        reports.iter().flat_map(|report| &report.findings).filter(|found| found.severity == severity).count()
    };
    let [notes, warnings, errors] = Severity::ALL.map(count);
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
    let mut position = place(document, finding.span, lang);
    let path = section_path(document, finding.span.start());
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
        let words = look.cut(&document.shown(label.span), look.width / 2);
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
        let how = match fix.safety {
            Safety::Safe => lang.pick("可自动修改", "can be fixed with --fix"),
            Safety::Suggestion => lang.pick("修改参考", "suggested"),
        };
        push_hanging(&mut out, lang.pick("修改", "fix"), &format!("{}（{how}）", fix.title), look);
    }
    out
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
    let count = |severity| report.findings.iter().filter(|found| found.severity == severity).count();
    let [notes, warnings, errors] = Severity::ALL.map(count);
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
    push_score(&mut out, report, lang);
    if !report.analysis.comparison.priors.is_empty() {
        let copied = percent(report.analysis.comparison.shares.document.get());
        let _ = writeln!(out, "{} {copied}", lang.pick("与往年重合", "copied from earlier years"));
    }
    out
}

/// The score with the shares of its levels, and the sections that hold least.
fn push_score(out: &mut String, report: &Report, lang: Lang) {
    let document = &report.analysis.document;
    let scores = &report.analysis.scores;
    let (characters, levels) = shares(document, scores, Span::from(0..document.text().len()));
    if characters == 0 {
        return;
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
    let _ = match lang {
        Lang::Zh => writeln!(out, "具体程度 {value}/1000（按字数：{}）", said.join("，")),
        Lang::En => writeln!(out, "concreteness {value}/1000 (by characters: {})", said.join(", ")),
    };
    let mut weak: Vec<(u16, String)> = document
        .sections()
        .iter()
        .zip(&scores.sections)
        .enumerate()
        .filter(|(_, (section, _))| section.depth == 1 && section.heading.is_some())
        .filter(|(_, (section, _))| shares(document, scores, section.span).0 >= WEIGHTY)
        .map(|(at, (_, score))| (score.value.get(), document.path(SectionId(at as u32))))
        .collect();
    weak.sort_by_key(|(value, _)| *value);
    if weak.len() > SECTIONS {
        let said: Vec<String> =
            weak.iter().take(SECTIONS).map(|(value, path)| format!("{path}（{value}）")).collect();
        let _ = writeln!(out, "{}{}", lang.pick("最空的部分：", "emptiest parts: "), said.join("、"));
    }
}
