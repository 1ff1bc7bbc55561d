//! What a comment says.

use super::parts;
use crate::{
    model::{DiffPiece, Finding, Lang, Report, Safety},
    report::place,
};

/// Further places that are named; more make a comment that nobody reads.
const PLACES: usize = 5;
/// Characters of words quoted from elsewhere.
const QUOTED: usize = 120;

/// One comment: what was seen, why and what to do, where else, the rule.
pub(super) fn body(report: &Report, finding: &Finding, id: u32, lang: Lang) -> String {
    let document = &report.analysis.document;
    let mut out = parts::opening(id);
    let severity = lang.pick(finding.severity.zh(), finding.severity.name());
    out.push_str("<w:p><w:r><w:annotationRef/></w:r>");
    run(&mut out, &format!("【{severity}】"), "<w:b/>");
    run(&mut out, &finding.message, "");
    out.push_str("</w:p>");
    if !finding.help.is_empty() {
        line(&mut out, lang.pick("建议：", "What to do: "), &finding.help);
    }
    for label in finding.labels.iter().take(PLACES) {
        let words = quoted(document.slice(label.span), lang);
        let text = format!("{} {}{words}", place(document, label.span, lang), label.text);
        line(&mut out, lang.pick("参见：", "See: "), &text);
    }
    for related in finding.related.iter().take(PLACES) {
        let prior = report.analysis.comparison.about(related.prior);
        let name = prior.map_or("", |prior| if prior.title.is_empty() { &prior.path } else { &prior.title });
        let earlier = (related.prior as usize) < report.analysis.comparison.priors.len();
        let whose =
            if earlier { lang.pick("往年：", "Earlier: ") } else { lang.pick("别家：", "Elsewhere: ") };
        line(&mut out, whose, &format!("{name}{}", quoted(&related.text, lang)));
    }
    if let Some(pieces) = difference(report, finding) {
        out.push_str("<w:p>");
        run(&mut out, lang.pick("与往年对比：", "Against the earlier text: "), "<w:b/>");
        for piece in pieces {
            match piece {
                DiffPiece::Equal(words) => run(&mut out, words, ""),
                DiffPiece::Deleted(words) => run(&mut out, words, STRUCK),
                DiffPiece::Inserted(words) => run(&mut out, words, ADDED),
                DiffPiece::Figure(old, new) => {
                    run(&mut out, old, STRUCK);
                    run(&mut out, new, ADDED);
                }
            }
        }
        out.push_str("</w:p>");
    }
    if let Some(fix) = &finding.fix {
        let how = match fix.safety {
            Safety::Safe => lang.pick("修改：", "Change: "),
            Safety::Suggestion => lang.pick("修改参考：", "Perhaps: "),
        };
        line(&mut out, how, &fix.title);
    }
    line(&mut out, lang.pick("规则：", "Rule: "), &finding.rule);
    out.push_str("</w:comment>");
    out
}

const STRUCK: &str = "<w:strike/><w:color w:val=\"C00000\"/>";
const ADDED: &str = "<w:color w:val=\"007000\"/><w:u w:val=\"single\"/>";

/// The difference of a copied passage that the finding stands on.
fn difference<'a>(report: &'a Report, finding: &Finding) -> Option<&'a [DiffPiece]> {
    if !finding.rule.starts_with("copying/") {
        return None;
    }
    let comparison = &report.analysis.comparison;
    let overlap = comparison
        .overlaps
        .iter()
        .chain(&comparison.repeats)
        .find(|overlap| overlap.here == finding.span && !overlap.diff.is_empty())?;
    Some(&overlap.diff)
}

fn quoted(words: &str, lang: Lang) -> String {
    let one_line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut short: String = one_line.trim().chars().take(QUOTED).collect();
    if one_line.trim().chars().nth(QUOTED).is_some() {
        short.push('…');
    }
    match lang {
        Lang::Zh => format!("“{short}”"),
        Lang::En => format!(" “{short}”"),
    }
}

fn line(out: &mut String, name: &str, text: &str) {
    out.push_str("<w:p>");
    run(out, name, "<w:b/>");
    run(out, text, "");
    out.push_str("</w:p>");
}

fn run(out: &mut String, text: &str, properties: &str) {
    out.push_str("<w:r>");
    if !properties.is_empty() {
        out.push_str("<w:rPr>");
        out.push_str(properties);
        out.push_str("</w:rPr>");
    }
    out.push_str("<w:t xml:space=\"preserve\">");
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' | '\t' => out.push(' '),
            // XML cannot hold other control characters.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out.push_str("</w:t></w:r>");
}
