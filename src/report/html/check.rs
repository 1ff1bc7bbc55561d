//! `check --format html`: what was found, beside the text in which it was found.

use std::fmt::Write as _;

use super::{
    STYLE,
    blocks::blocks,
    escape::escaped,
    flags::{Flags, Names, class},
    open,
    summary::short,
};
use crate::{
    model::{Failure, Finding, Lang, Notice, Report, Severity},
    report::{
        by_severity, file_name, percent, place,
        table::shares,
        text::{change, concreteness},
    },
};

/// Characters of the words that a finding is about, in its entry.
const WORDS: usize = 80;

/// The page: of several reports first a table, then each with its text on the left and its findings on the
/// right, the worst first. `failures` are the files that could not be checked.
pub fn check(reports: &[Report], failures: &[Failure], lang: Lang) -> String {
    let text: usize = reports.iter().map(|report| report.analysis.document.text().len()).sum();
    let mut out = String::with_capacity(STYLE.len() + text * 2);
    let title = match reports {
        [report] => file_name(&report.path).to_owned(),
        _ => match lang {
            Lang::Zh => format!("{}份报告", reports.len()),
            Lang::En => format!("{} reports", reports.len()),
        },
    };
    open(&mut out, &format!("{}：{title}", lang.pick("检查结果", "Findings")), lang);
    failed(&mut out, failures, lang);
    if reports.len() > 1 {
        overview(&mut out, reports, lang);
    }
    for (nth, one) in (1..).zip(reports) {
        report(&mut out, one, Names { report: nth }, lang);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn failed(out: &mut String, failures: &[Failure], lang: Lang) {
    if failures.is_empty() {
        return;
    }
    let said = lang.pick("没有检查的文件", "Files that were not checked");
    let _ = writeln!(out, "<h2>{said}（{}）</h2>\n<ul>", failures.len());
    for failure in failures {
        let _ = writeln!(out, "<li><b>{}</b> {}</li>", escaped(&failure.path), escaped(&failure.message));
    }
    out.push_str("</ul>\n");
}

fn name(report: &Report) -> &str {
    let title = report.analysis.document.header().title.as_str();
    if title.is_empty() { &report.path } else { title }
}

/// Findings by severity, the worst first.
fn counts(report: &Report) -> [usize; 3] {
    let [notes, warnings, errors] = by_severity(std::slice::from_ref(report));
    [errors, warnings, notes]
}

/// A row for each report.
fn overview(out: &mut String, reports: &[Report], lang: Lang) {
    let columns = match lang {
        Lang::Zh => ["报告", "错误", "警告", "提示", "具体程度", "与往年重合"],
        Lang::En => ["Report", "Errors", "Warnings", "Notes", "Concreteness", "Copied"],
    };
    let columns = columns.map(|name| format!("<th>{name}</th>")).concat();
    let _ = writeln!(out, "<h1>{}</h1>\n<table>\n<tr>{columns}</tr>", lang.pick("检查结果", "Findings"));
    for (nth, report) in (1..).zip(reports) {
        let number = |value: String| format!("<td class=\"number\">{value}</td>");
        let [errors, warnings, notes] = counts(report).map(|count| number(count.to_string()));
        let (score, copied) = (number(scored(report)), number(copied(report)));
        let title = escaped(name(report));
        let path = escaped(&report.path);
        let _ = writeln!(
            out,
            "<tr><td><a href=\"#r{nth}\">{title}</a> <span class=\"quiet\">{path}</span></td>\
             {errors}{warnings}{notes}{score}{copied}</tr>"
        );
    }
    out.push_str("</table>\n");
}

/// The score; nothing of a report without claims that count.
fn scored(report: &Report) -> String {
    let scores = &report.analysis.scores;
    let (characters, _) = shares(scores.letters);
    if characters == 0 { String::new() } else { scores.document.value.get().to_string() }
}

/// The copied share; nothing of a report without earlier ones.
fn copied(report: &Report) -> String {
    let comparison = &report.analysis.comparison;
    if comparison.priors.is_empty() { String::new() } else { percent(comparison.shares.document.get()) }
}

fn report(out: &mut String, report: &Report, names: Names, lang: Lang) {
    let document = &report.analysis.document;
    let _ = writeln!(out, "<h1 id=\"r{}\">{}</h1>", names.report, escaped(name(report)));
    let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&report.path));
    head(out, report, lang);
    // The worst first, as on the terminal; the numbers follow this order.
    let ordered = Severity::ALL.into_iter().rev();
    let findings: Vec<&Finding> = ordered
        .flat_map(|severity| report.findings.iter().filter(move |found| found.severity == severity))
        .collect();
    out.push_str("<div class=\"panes found\">\n<section class=\"pane\">\n");
    let mut flags = Flags::new(document, &findings, names, lang.pick("据", "e"));
    blocks(out, document, &mut flags);
    flags.rest(out);
    out.push_str("</section>\n<section class=\"pane\">\n");
    for (nth, finding) in (1..).zip(findings) {
        entry(out, report, finding, (names, nth), lang);
    }
    out.push_str("</section>\n</div>\n");
}

/// What was compared, what the reader should know, and the sums.
fn head(out: &mut String, report: &Report, lang: Lang) {
    let comparison = &report.analysis.comparison;
    let notice = |notice: &Notice| escaped(lang.pick(&notice.zh, &notice.en));
    let said: Vec<String> = comparison
        .priors
        .iter()
        .map(|prior| {
            let why = prior.chosen.as_ref().map(|why| format!("（{}）", escaped(why))).unwrap_or_default();
            format!("{} {}{why}", lang.pick("对照", "compared with"), escaped(&prior.path))
        })
        .chain(report.notices.iter().map(notice))
        .collect();
    if !said.is_empty() {
        let _ = writeln!(out, "<ul class=\"note\"><li>{}</li></ul>", said.join("</li><li>"));
    }
    let [errors, warnings, notes] = counts(report);
    let mut sums = match lang {
        Lang::Zh => format!("错误 <b>{errors}</b>，警告 <b>{warnings}</b>，提示 <b>{notes}</b>"),
        Lang::En => format!("<b>{errors}</b> errors, <b>{warnings}</b> warnings, <b>{notes}</b> notes"),
    };
    if !report.accepted.is_empty() {
        let accepted = report.accepted.len();
        let _ = match lang {
            Lang::Zh => write!(sums, "（另有 {accepted} 个已在基线中接受）"),
            Lang::En => write!(sums, " ({accepted} more are accepted by the baseline)"),
        };
    }
    let _ = writeln!(out, "<p class=\"total\">{sums}</p>");
    let mut lines: Vec<String> = concreteness(report, lang).into_iter().collect();
    if !comparison.priors.is_empty() {
        lines.push(format!("{} {}", lang.pick("与往年重合", "copied from earlier years"), copied(report)));
    }
    if !lines.is_empty() {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", lines.join("<br/>"));
    }
}

/// One finding in words.
fn entry(out: &mut String, report: &Report, finding: &Finding, (names, nth): (Names, usize), lang: Lang) {
    let document = &report.analysis.document;
    let severity = lang.pick(finding.severity.zh(), finding.severity.name());
    let _ = write!(
        out,
        "<div class=\"passage k-{}\" id=\"{}\">\n<p class=\"head\"><b>{nth} {severity}</b>",
        class(finding.severity),
        names.entry(nth)
    );
    let mut position = place(document, finding.span, lang);
    let path = document.path_at(finding.span.start());
    if !path.is_empty() {
        let _ = write!(position, "，{path}");
    }
    let (to, position) = (names.place(nth), escaped(&position));
    let _ = writeln!(out, "<a href=\"#{to}\">{position}</a> <code>{}</code></p>", escaped(&finding.rule));
    let _ = writeln!(out, "<p class=\"message\">{}</p>", escaped(&finding.message));
    if !finding.span.is_empty() {
        let words = short(&document.shown(finding.span).replace('\n', " | "), WORDS);
        let _ = writeln!(out, "<p class=\"quiet\">{}“{}”</p>", lang.pick("原文：", ""), escaped(&words));
    }
    let mut see: Vec<(&str, String)> = Vec::new();
    for (label, one) in (1..).zip(&finding.labels) {
        let words = escaped(&short(&document.shown(one.span).replace('\n', " | "), WORDS));
        let (to, at) = (names.evidence(nth, label), escaped(&place(document, one.span, lang)));
        let said = format!("<a href=\"#{to}\">{at}</a> {}：“{words}”", escaped(&one.text));
        see.push((lang.pick("依据", "see"), said));
    }
    let comparison = &report.analysis.comparison;
    for related in &finding.related {
        let earlier = (related.prior as usize) < comparison.priors.len();
        let whose = if earlier { lang.pick("往年", "prior") } else { lang.pick("别家", "other") };
        let path = comparison.about(related.prior).map_or("", |prior| prior.path.as_str());
        see.push((whose, format!("{}：“{}”", escaped(path), escaped(&short(&related.text, WORDS * 4)))));
    }
    if !finding.help.is_empty() {
        see.push((lang.pick("建议", "help"), escaped(&finding.help)));
    }
    if let Some(fix) = &finding.fix {
        see.push((lang.pick("修改", "fix"), escaped(&change(fix, lang))));
    }
    for (name, said) in see {
        let _ = writeln!(out, "<p class=\"see\"><span class=\"quiet\">{name}</span> {said}</p>");
    }
    out.push_str("</div>\n");
}
