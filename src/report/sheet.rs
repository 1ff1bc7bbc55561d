//! Rows for a spreadsheet below the report: findings, sections, claims. With a byte order mark, so that Excel
//! reads UTF-8.

use super::{
    csv::push_row,
    place,
    table::{section_name, shares},
};
use crate::{
    model::{Finding, Lang, Report},
    report::{Look, bare_percent},
};

/// The name of the body that reports; of a report that does not say, none.
fn issuer(report: &Report) -> String {
    report.analysis.document.header().issuer.clone().unwrap_or_default()
}

fn sheet(columns: &[(&str, &str)], lang: Lang) -> String {
    let mut out = String::from("\u{feff}");
    push_row(&mut out, columns.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()));
    out
}

/// `check --format csv`: a row a finding, for the list that a reviewer hands on.
pub fn check(reports: &[Report], lang: Lang) -> String {
    let mut out = sheet(
        &[
            ("单位", "issuer"),
            ("文件", "file"),
            ("位置", "place"),
            ("级别", "severity"),
            ("规则", "rule"),
            ("问题", "finding"),
            ("建议", "advice"),
            ("依据", "evidence"),
        ],
        lang,
    );
    for report in reports {
        for finding in &report.findings {
            let cells = [
                issuer(report),
                report.path.clone(),
                whereabouts(report, finding, lang),
                lang.pick(finding.severity.zh(), finding.severity.name()).to_owned(),
                finding.rule.clone(),
                finding.message.clone(),
                finding.help.clone(),
                evidence(report, finding, lang),
            ];
            push_row(&mut out, cells.into_iter());
        }
    }
    out
}

fn whereabouts(report: &Report, finding: &Finding, lang: Lang) -> String {
    let document = &report.analysis.document;
    let path = document.path_at(finding.span.start());
    let mut at = place(document, finding.span, lang);
    if !path.is_empty() {
        at = format!("{at}{}{path}", lang.pick("，", ", "));
    }
    at
}

/// The words that the finding stands on, and those that it is held against.
fn evidence(report: &Report, finding: &Finding, lang: Lang) -> String {
    let Report { analysis, .. } = report;
    let words = |span| short(&analysis.document.shown(span));
    let mut said: Vec<String> = Vec::new();
    if !finding.span.is_empty() {
        said.push(format!("“{}”", words(finding.span)));
    }
    for label in &finding.labels {
        said.push(format!(
            "{} {}：“{}”",
            place(&analysis.document, label.span, lang),
            label.text,
            words(label.span)
        ));
    }
    for related in &finding.related {
        let path = analysis.comparison.about(related.prior).map_or("", |prior| prior.path.as_str());
        said.push(format!("{path}：“{}”", short(&related.text)));
    }
    said.join(lang.pick("；", "; "))
}

/// One line of words that fits a cell.
fn short(words: &str) -> String {
    const MOST: usize = 80;
    let mut cut: String = words.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if words.chars().nth(MOST).is_some() {
        cut.push('…');
    }
    cut
}

/// `score --format csv --sections`: a row a section, those of one report below each other.
pub fn sections(reports: &[Report], lang: Lang) -> String {
    let mut out = sheet(
        &[
            ("文件", "file"),
            ("单位", "issuer"),
            ("章节", "section"),
            ("职能", "role"),
            ("层级", "depth"),
            ("具体程度", "score"),
            ("计分字数", "counted"),
            ("空话占比%", "slogan %"),
            ("泛述占比%", "general %"),
            ("具体占比%", "specific %"),
            ("可核查占比%", "measured %"),
        ],
        lang,
    );
    for report in reports {
        let document = &report.analysis.document;
        let scores = &report.analysis.scores;
        let rows = document.sections().iter().zip(&scores.sections).zip(&scores.section_letters);
        for ((section, score), letters) in rows {
            let (counted, levels) = shares(*letters);
            let opening = section.heading.is_none();
            if opening && counted == 0 {
                continue;
            }
            let name = if opening {
                section_name(document, section, 0, lang, Look::default())
            } else {
                document.shown(section.number.cover(section.title))
            };
            let mut cells = vec![
                report.path.clone(),
                issuer(report),
                name,
                lang.pick(section.role.zh(), section.role.name()).to_owned(),
                section.depth.to_string(),
                score.value.get().to_string(),
                counted.to_string(),
            ];
            cells.extend(levels.map(bare_percent));
            push_row(&mut out, cells.into_iter());
        }
    }
    out
}

/// `score --format csv --explain`: a row a claim.
pub fn claims(reports: &[Report], lang: Lang) -> String {
    let mut out = sheet(
        &[
            ("文件", "file"),
            ("单位", "issuer"),
            ("位置", "place"),
            ("章节", "section"),
            ("种类", "kind"),
            ("档次", "level"),
            ("分值", "value"),
            ("计分字数", "counted"),
            ("原文", "text"),
            ("依据", "evidence"),
        ],
        lang,
    );
    for report in reports {
        let document = &report.analysis.document;
        for (at, scored) in report.analysis.scores.claims.iter().enumerate() {
            let id = crate::model::ClaimId(at as u32);
            let claim = document.claim(id);
            let level = match (scored.counted, lang) {
                (0, _) => lang.pick("不计分", "not scored").to_owned(),
                _ => lang.pick(scored.level.zh(), scored.level.name()).to_owned(),
            };
            let facts = report.analysis.facts.evidence_of(id).iter();
            let evidence: Vec<String> = facts.map(|found| document.shown(found.span)).collect();
            let cells = [
                report.path.clone(),
                issuer(report),
                place(document, claim.span, lang),
                document.path(claim.section),
                lang.pick(scored.kind.zh(), scored.kind.name()).to_owned(),
                level,
                scored.score.value.get().to_string(),
                scored.counted.to_string(),
                document.shown(claim.span),
                evidence.join("、"),
            ];
            push_row(&mut out, cells.into_iter());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{report, small};

    #[test]
    fn every_row_has_every_cell() {
        let report = [report(&small(
            "全年检查水厂312次,立案23件。\n\n坚持以习近平新时代中国特色社会主义思想为指导。",
        ))];
        for sheet in [check(&report, Lang::Zh), sections(&report, Lang::Zh), claims(&report, Lang::En)] {
            let rows: Vec<&str> = sheet.trim_start_matches('\u{feff}').lines().collect();
            let cells = |row: &str| {
                let (mut count, mut quoted) = (1, false);
                for c in row.chars() {
                    quoted ^= c == '"';
                    count += usize::from(c == ',' && !quoted);
                }
                count
            };
            assert!(rows.len() > 1, "{sheet}");
            assert!(rows.iter().all(|row| cells(row) == cells(rows[0])), "{sheet}");
        }
        assert!(check(&report, Lang::Zh).starts_with("\u{feff}单位,文件,位置,级别,规则,问题,建议,依据\r\n"));
        assert!(claims(&report, Lang::Zh).contains(",不计分,"));
    }
}
