//! What is as it was in last year's report, by the claims and figures themselves: short ones lie below
//! what the comparison of whole reports shows.

use std::collections::HashMap;

use super::context::{Context, Found, PLACES, han, short};
use crate::{
    model::{ClaimId, ClaimKind, Document, Related, Role, SectionId},
    rules::kind::{Overlap, RoleName},
    text::{Span, class},
};

/// A place that is as it was in an earlier report.
pub(super) struct Same {
    pub(super) span: Span,
    /// Which of the comparison's priors.
    pub(super) prior: Option<u32>,
    /// The place there.
    pub(super) related: Option<Related>,
}

/// Last year's report, with its number among the priors.
fn last_year<'a>(context: &Context<'a>) -> Option<(u32, &'a Document)> {
    let year = context.year()? - 1;
    let at = context.analysis.comparison.priors.iter().position(|prior| prior.year == Some(year))?;
    Some((at as u32, context.priors.get(at).copied().flatten()?))
}

fn same(span: Span, prior: u32, document: &Document, there: Span) -> Same {
    let text = short(&document.shown(there), 200);
    let related = Related { prior, span: there, scalars: document.scalars(there), text };
    Same { span, prior: Some(prior), related: Some(related) }
}

/// The characters and digits of a claim; marks and its number are no words.
fn words(text: &str) -> String {
    let body = text.trim_start_matches(|c: char| !class::is_han(c) && !class::is_digit(c));
    let point = body.find('是').filter(|at| *at <= "十二".len() && *at > 0);
    let body = point
        .filter(|at| body[..*at].chars().all(|c| class::han_digit(c).is_some() || c == '十'))
        .map_or(body, |at| &body[at + "是".len()..]);
    body.chars().filter(|c| class::is_han(*c) || class::is_digit(*c)).collect()
}

/// Claims of these roles by their words; no role is any.
fn claims(document: &Document, roles: &[RoleName], key: fn(&str) -> String) -> HashMap<String, Span> {
    let mut found = HashMap::new();
    for claim in document.claims() {
        let role = document.section_at(claim.span.start()).map(|id| document.section(id).role);
        let wanted = roles.is_empty() || role.is_some_and(|role| roles.iter().any(|name| name.0 == role));
        if wanted && document.in_body(claim.span.start()) {
            found.entry(key(document.plain_slice(claim.span))).or_insert(claim.span);
        }
    }
    found
}

/// Claims that stand in last year's report word for word.
pub(super) fn equal_claims(context: &Context, rule: &Overlap) -> Vec<Same> {
    let Some((prior, document)) = last_year(context) else { return Vec::new() };
    let there = claims(document, &rule.roles, words);
    let mut found = Vec::new();
    for id in context.sections_of_any(&rule.roles) {
        for claim in context.claims_of(id) {
            let span = context.document.claim(claim).span;
            let text = context.document.plain_slice(span);
            if han(text) >= rule.length as usize
                && !is_required(context, span)
                && !introduces(text)
                && fits_kind(context, rule, claim)
                && let Some(place) = there.get(&words(text))
            {
                found.push(same(span, prior, document, *place));
            }
        }
    }
    found
}

/// Whether a rule on problems can speak of a claim: in their part stands also what will be done about them.
pub(super) fn fits_kind(context: &Context, rule: &Overlap, claim: ClaimId) -> bool {
    let kind = context.analysis.scores.claims.get(claim.0 as usize).map(|score| score.kind);
    // 不断提高 tells of no lack.
    let text = context.document.plain_slice(context.document.claim(claim).span).replace("不断", "");
    // 图解只有4件，6月底前补齐 tells both.
    let ahead = ["针对", "下一步", "今后", "将"].iter().any(|word| text.contains(word));
    let short =
        ["不", "只有", "仅", "单一", "有待", "薄弱", "滞后", "欠缺", "没有", "未", "偏", "较少", "较慢"];
    let planned = matches!(kind, Some(ClaimKind::Plan | ClaimKind::Action))
        && (ahead || !short.iter().any(|word| text.contains(word)));
    !planned || !matches!(&rule.roles[..], [RoleName(Role::Problems)])
}

/// Whether a claim only leads to what follows: 针对上述问题，…
fn introduces(text: &str) -> bool {
    ["上述", "以上", "如下", "以下"].iter().any(|word| text.contains(word))
}

/// Whether most of a claim is wording that everyone must use.
fn is_required(context: &Context, span: Span) -> bool {
    let Some(claim) = context.claim_at(span.start()) else { return false };
    let required: u32 = context
        .analysis
        .facts
        .slogans_of(claim)
        .iter()
        .filter(|slogan| slogan.required)
        .map(|slogan| slogan.span.len())
        .sum();
    required * 2 > span.len()
}

/// A claim without the names of its meetings: 党的二十大, 二十届三中全会.
fn without_meetings(text: &str) -> String {
    let words = words(text);
    let chars: Vec<char> = words.chars().collect();
    let number = |c: char| class::han_digit(c).is_some() || c == '十';
    let mut kept = String::new();
    let mut at = 0;
    while at < chars.len() {
        let digits = chars[at..].iter().take_while(|c| number(**c)).count();
        let rest: String = chars[at + digits..].iter().take(5).collect();
        let length = if digits >= 2 && rest.starts_with('大') {
            digits + 1
        } else if digits >= 2 && rest.starts_with('届') && rest.ends_with("中全会") {
            digits + 5
        } else {
            0
        };
        if length == 0 {
            kept.extend(&chars[at..at + digits.max(1)]);
            at += digits.max(1);
        } else {
            if kept.ends_with("党的") {
                kept.truncate(kept.len() - "党的".len());
            }
            kept.push('◇');
            at += length;
        }
    }
    // 党的十九大和二十大 and 党的二十大 are one place.
    while kept.contains("◇和◇") || kept.contains("◇◇") {
        kept = kept.replace("◇和◇", "◇").replace("◇◇", "◇");
    }
    kept
}

/// Claims of last year's report in which nothing but the name of a meeting was changed.
pub(super) fn swapped(context: &Context, rule: &Overlap) -> Vec<Same> {
    let Some((prior, document)) = last_year(context) else { return Vec::new() };
    let there = claims(document, &rule.roles, without_meetings);
    let mut found = Vec::new();
    for claim in context.document.claims() {
        let text = context.document.plain_slice(claim.span);
        let key = without_meetings(text);
        if key.contains('◇')
            && han(&key) >= rule.length as usize
            && context.document.in_body(claim.span.start())
            && !is_required(context, claim.span)
            && let Some(place) = there.get(&key)
            && words(document.plain_slice(*place)) != words(text)
        {
            found.push(same(claim.span, prior, document, *place));
        }
    }
    found
}

/// A figure with the two characters before it and its unit: 办结27件.
struct Figure {
    key: String,
    start: usize,
    end: usize,
    /// As many as this are hardly the same two years running.
    large: bool,
}

fn figures(text: &str, units: &[String]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + step;
        let length =
            text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - start);
        let end = start + length;
        at = end.max(start + 1);
        let Some(unit) = units.iter().find(|unit| text[end..].starts_with(unit.as_str())) else { continue };
        let from = super::context::back(&text[..start], 2);
        if text[from..start].chars().all(class::is_han) {
            let number = &text[start..end];
            found.push(Figure {
                key: format!("{}{number}{unit}", &text[from..start]),
                start: from,
                end: end + unit.len(),
                large: number.split('.').next().is_some_and(|whole| whole.len() >= 3),
            });
        }
    }
    found
}

/// Runs of figures that stand in last year's report in the same order.
pub(super) fn equal_figures(context: &Context, rule: &Overlap) -> Vec<Same> {
    let (Some((prior, document)), run) = (last_year(context), rule.with_numbers as usize) else {
        return Vec::new();
    };
    if run < 2 || rule.units.is_empty() {
        return Vec::new();
    }
    let mut runs: HashMap<Vec<String>, Span> = HashMap::new();
    for block in document.blocks().iter().filter(|block| document.in_body(block.span.start())) {
        let base = document.plain().fold(block.span).start() as usize;
        let figures = figures(document.plain_slice(block.span), &rule.units);
        for window in figures.windows(run) {
            let key = window.iter().map(|figure| figure.key.clone()).collect();
            let span = Span::from(base + window[0].start..base + window[run - 1].end);
            runs.entry(key).or_insert_with(|| document.plain().unfold(span));
        }
    }
    let mut found: Vec<Same> = Vec::new();
    for block in context.document.blocks() {
        if !context.document.in_body(block.span.start()) {
            continue;
        }
        let base = context.document.plain().fold(block.span).start() as usize;
        let figures = figures(context.document.plain_slice(block.span), &rule.units);
        for window in figures.windows(run) {
            let key: Vec<String> = window.iter().map(|figure| figure.key.clone()).collect();
            let Some(place) = runs.get(&key).filter(|_| window.iter().filter(|one| one.large).count() >= 2)
            else {
                continue;
            };
            let span = context.place(base + window[0].start, base + window[run - 1].end);
            match found.last_mut().filter(|last| last.span.overlaps(span)) {
                Some(last) => last.span = last.span.cover(span),
                None => found.push(same(span, prior, document, *place)),
            }
        }
    }
    found
}

/// One finding for what a part of the report has from one earlier report: the first place, with others
/// as labels.
pub(super) fn by_section(context: &Context, mut same: Vec<Same>) -> Vec<Found> {
    let part = |span: Span| -> Option<SectionId> {
        let mut id = context.document.section_at(span.start())?;
        while let Some(parent) = context.document.section(id).parent {
            id = parent;
        }
        Some(id)
    };
    same.sort_by_key(|same| {
        (part(same.span), same.prior, same.span.start(), std::cmp::Reverse(same.span.end()))
    });
    same.dedup_by(|next, kept| kept.span.overlaps(next.span) && kept.prior == next.prior);
    same.chunk_by(|a, b| part(a.span) == part(b.span) && a.prior == b.prior)
        .map(|group| {
            let first = &group[0];
            let mut one = Found::at(first.span)
                .with("text", short(context.document.plain_slice(first.span), 60))
                .with("other", context.prior_name(first.prior))
                .with("count", group.len().to_string());
            for other in group[1..].iter().take(PLACES) {
                one = one.label(other.span, context.lang.pick("也和往年一样", "the same too"));
            }
            one.related.extend(group.iter().take(PLACES).filter_map(|same| same.related.clone()));
            one
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{figures, without_meetings};
    use crate::testing::{report_with, words};

    fn year(year: i32, measures: &str, problem: &str) -> String {
        format!(
            "岚溪区水务局{year}年法治政府建设年度报告\n\n一、主要举措和成效\n\n{measures}\n\n二、存在的不足和原因\n\n{problem}\n\n岚溪区水务局\n{}年1月10日\n",
            year + 1
        )
    }

    #[test]
    fn a_run_of_figures_is_last_years() {
        let rule = "copying/same-numbers";
        let there = year(2022, "受理诉求2460件，办结2455件，办结率99.8%，回访群众630人次。", "水表老化9处。");
        let here = year(2023, "热线受理诉求2460件，办结2455件，办结率99.8%，罚款7万元。", "管网老化4处。");
        assert_eq!(words(&report_with(&here, &there), rule), ["诉求2460件，办结2455件，办结率99.8%"]);
        let other = year(2023, "受理诉求2461件，办结2455件，办结率99.8%。", "管网老化4处。");
        assert!(words(&report_with(&other, &there), rule).is_empty());
    }

    #[test]
    fn how_many_there_are_of_a_kind_may_stay() {
        let keys = |text: &str| -> Vec<String> {
            let units = ["件".to_owned(), "人次".to_owned()];
            figures(text, &units).into_iter().map(|figure| figure.key).collect()
        };
        assert_eq!(keys("设有12个站点，培训230人次，立案7件"), ["培训230人次", "立案7件"]);
    }

    #[test]
    fn what_will_be_done_is_no_problem() {
        let plan = "针对取水计量短板，下一步将逐户安装在线计量设施并接入区级平台。";
        let problem = "取水口在线计量设施安装进度偏慢需要加快。";
        let text = |year_of: i32| year(year_of, "立案27件。", &format!("{problem}{plan}"));
        let found = words(&report_with(&text(2023), &text(2022)), "copying/same-problem");
        assert_eq!(found, [problem]);
        let only = |year_of: i32, start: &str| year(year_of, "立案27件。", &format!("{start}{plan}"));
        let report = report_with(&only(2023, "水表老化9处。"), &only(2022, "岗位轮换不及时。"));
        assert!(words(&report, "copying/same-problem").is_empty());
        let measure = "加强窗口培训，实行取水许可经办人员轮岗制度，不断提高办件质量。";
        let text = |year_of: i32, start: &str| year(year_of, "立案27件。", &format!("{start}{measure}"));
        let report = report_with(&text(2023, "水表老化9处。"), &text(2022, "岗位轮换不及时。"));
        assert!(words(&report, "copying/same-problem").is_empty());
    }

    #[test]
    fn a_short_problem_is_last_years() {
        let problem = "一是取水口在线计量设施安装进度偏慢需要加快；二是岗位轮换不及时。";
        let there = year(2022, "立案27件。", problem);
        let here = year(2023, "立案29件。", "一是取水口在线计量设施安装进度偏慢需要加快；二是水价核算不细。");
        assert_eq!(words(&report_with(&here, &there), "copying/same-problem").len(), 1);
    }

    #[test]
    fn only_the_meeting_was_swapped() {
        assert_eq!(without_meetings("把党的十九届六中全会精神送到河边。"), "把◇精神送到河边");
        assert_eq!(without_meetings("学习党的二十大和二十届三中全会精神"), "学习◇精神");
        let rule = "copying/swapped-meeting";
        let there =
            year(2022, "组织河长和巡河员把党的十九大精神编成方言顺口溜逐村逐户宣讲。", "水表老化9处。");
        let here =
            year(2023, "组织河长和巡河员把党的二十大精神编成方言顺口溜逐村逐户宣讲。", "管网老化4处。");
        assert_eq!(words(&report_with(&here, &there), rule).len(), 1);
        assert!(words(&report_with(&here.replace("顺口溜", "快板"), &there), rule).is_empty());
    }
}
