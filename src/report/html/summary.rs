//! The head of the page: what was compared, how much was copied, a bar for each section.

use std::fmt::Write as _;

use super::{LETTERS, escape::escaped};
use crate::{
    model::{Class, Comparison, Document, Lang, Report},
    report::percent,
};

/// Title, earlier reports, shares, legend.
pub(super) fn head(out: &mut String, report: &Report, lang: Lang) {
    let comparison = &report.analysis.comparison;
    let title = name(report.analysis.document.header().title.as_str(), &report.path);
    let _ = writeln!(out, "<h1>{}</h1>", escaped(title));
    let _ = writeln!(out, "<p class=\"note\">{}</p>", escaped(&report.path));
    if comparison.priors.is_empty() {
        let none = lang.pick("没有可对照的往年报告。", "No earlier report to compare with.");
        let _ = writeln!(out, "<p>{none}</p>");
        return;
    }
    out.push_str("<ul class=\"note\">\n");
    for prior in &comparison.priors {
        let about = [
            prior.issuer.clone(),
            prior.year.map(|year| year.to_string()),
            Some(prior.path.clone()),
            prior.chosen.clone(),
        ];
        let about: Vec<String> = about.into_iter().flatten().map(|part| escaped(&part)).collect();
        let with = lang.pick("对照", "compared with");
        let title = escaped(name(&prior.title, &prior.path));
        let _ = writeln!(out, "<li>{with} <b>{title}</b>（{}）</li>", about.join(lang.pick("，", ", ")));
    }
    out.push_str("</ul>\n");
    let said = lang.pick("与往年重合", "Copied from earlier reports");
    let share = percent(comparison.shares.document.get());
    let _ = writeln!(out, "<p class=\"total\">{said} <b>{share}</b></p>");
    legend(out, comparison, lang);
}

fn name<'a>(title: &'a str, path: &'a str) -> &'a str {
    if title.is_empty() { path } else { title }
}

fn legend(out: &mut String, comparison: &Comparison, lang: Lang) {
    out.push_str("<ul class=\"legend\">\n");
    for (class, share) in Class::ALL.iter().zip(&comparison.shares.classes) {
        let (code, zh, en) = LETTERS[*class as usize];
        let (letter, said) = (lang.pick(zh, en), lang.pick(class.zh(), class.name()));
        let share = percent(share.get());
        let _ = writeln!(out, "<li><b>{letter}</b> <span class=\"p {code}\">{said}</span> {share}</li>");
    }
    let (code, zh, en) = LETTERS[Class::ALL.len()];
    let common = lang.pick("通用表述，不计入重合", "required wording, not counted");
    let _ = writeln!(out, "<li><b>{}</b> <span class=\"p {code}\">{common}</span></li>", lang.pick(zh, en));
    let rest = lang.pick(
        "<li><b>移</b> 换了章节</li>\n<li><ins>本年新写</ins></li>\n<li><del>往年删去</del></li>\n\
         <li><span class=\"f\">年份、数字不同</span></li>\n",
        "<li><b>M</b> under another heading</li>\n<li><ins>new words</ins></li>\n<li><del>words left out</del></li>\n\
         <li><span class=\"f\">other year or figure</span></li>\n",
    );
    out.push_str(rest);
    out.push_str("</ul>\n");
}

/// A bar for each section with a heading.
pub(super) fn sections(out: &mut String, document: &Document, comparison: &Comparison, lang: Lang) {
    let _ = writeln!(out, "<h2>{}</h2>\n<table>", lang.pick("各章节重合", "Copied, by section"));
    let columns = match lang {
        Lang::Zh => ["章节", "重合", ""],
        Lang::En => ["Section", "Copied", ""],
    };
    let columns = columns.map(|name| format!("<th>{name}</th>")).concat();
    let _ = writeln!(out, "<tr>{columns}</tr>");
    for (at, section) in document.sections().iter().enumerate() {
        let share = comparison.shares.sections.get(at).copied().unwrap_or_default();
        if section.heading.is_none() {
            continue;
        }
        let indent = "　".repeat(usize::from(section.depth.saturating_sub(1)).min(6));
        let heading = escaped(&short(&document.shown(section.number.cover(section.title)), 44));
        let share = percent(share.get());
        let _ = writeln!(
            out,
            "<tr><td>{indent}<a href=\"#s{at}\">{heading}</a></td><td class=\"number\">{share}</td>\
             <td><span class=\"bar\"><span style=\"width:{share}\"></span></span></td></tr>"
        );
    }
    out.push_str("</table>\n");
}

/// The measures of the two texts as wholes.
pub(super) fn measures(out: &mut String, comparison: &Comparison, lang: Lang) {
    let measures = &comparison.measures;
    let rows = [
        (
            "粘性：含有往年连续13字的句子",
            "stickiness: sentences with 13 units in a row of last year's",
            measures.stickiness,
        ),
        (
            "内部重复：含有本报告别处连续13字的句子",
            "redundancy: the same inside this report",
            measures.redundancy,
        ),
        ("通用语：多家单位都写的话", "boilerplate: what several bodies write", measures.boilerplate),
        ("余弦相似", "cosine", measures.cosine),
        ("Jaccard 相似", "Jaccard", measures.jaccard),
        ("最小编辑相似", "least edits", measures.min_edit),
        ("一字不改的句子", "sentences left as they were", measures.simple),
    ];
    let _ = writeln!(out, "<h2>{}</h2>\n<table>", lang.pick("全文指标", "Measures of the whole"));
    for (zh, en, value) in rows {
        let (said, value) = (lang.pick(zh, en), percent(value.get()));
        let _ = writeln!(out, "<tr><td>{said}</td><td class=\"number\">{value}</td></tr>");
    }
    out.push_str("</table>\n");
}

/// The first characters of a long text.
pub(super) fn short(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    text.chars().take(length.saturating_sub(1)).chain(['…']).collect()
}
