//! What one part says and another should answer: a problem and the plan.

use std::collections::BTreeSet;

use super::{
    context::{Context, Found, han, short},
    items::items,
};
use crate::{
    model::{Document, Label, Related, Role, SectionId},
    rules::{Lexicon, kind::Link},
    text::{Span, class},
};

/// A claim shorter than this has no words of its own.
const CLAIM: usize = 10;

/// Words that are said of any matter.
pub(super) fn common(rule: &Link, lexicon: &Lexicon) -> BTreeSet<String> {
    lexicon.words(&rule.common).iter().map(|entry| entry.word.clone()).collect()
}

pub(super) fn check(context: &Context, rule: &Link, common: &BTreeSet<String>) -> Vec<Found> {
    let answers = context.sections_of(rule.to.0);
    if answers.is_empty() {
        return Vec::new();
    }
    // A plan can be answered anywhere in the report, a problem by the plan alone.
    let answer: String = if rule.to.0 == Role::Plan {
        answers.iter().map(|id| context.document.plain_slice(context.document.section(*id).span)).collect()
    } else {
        context.plain().to_owned()
    };
    let said = pairs(&answer, common);
    // A part of a few words answers nothing and everything.
    if han(&answer) < 15 {
        return Vec::new();
    }
    if rule.prior {
        from_prior(context, rule, &said, common)
    } else {
        from_here(context, rule, &said, common, &answers)
    }
}

fn from_here(
    context: &Context,
    rule: &Link,
    said: &BTreeSet<String>,
    common: &BTreeSet<String>,
    answers: &[SectionId],
) -> Vec<Found> {
    let mut found = Vec::new();
    for id in context.sections_of(rule.from.0) {
        for item in items(context, id) {
            let (span, text) = (item.span(context), item.text(context));
            if is_unanswered(rule, &text, said, common) {
                let heading = context.heading(answers[0]);
                found.push(
                    Found::at(span)
                        .with("text", short(context.document.plain_slice(span), 40))
                        .label(heading, context.lang.pick("这一部分没有提到", "not mentioned in this part")),
                );
            }
        }
    }
    found
}

fn from_prior(
    context: &Context,
    rule: &Link,
    said: &BTreeSet<String>,
    common: &BTreeSet<String>,
) -> Vec<Found> {
    let latest = context
        .analysis
        .comparison
        .priors
        .iter()
        .enumerate()
        .filter(|(_, prior)| prior.year.is_some() && prior.year == context.year().map(|year| year - 1))
        .map(|(at, _)| at)
        .next();
    let Some((at, document)) = latest.and_then(|at| Some((at, context.priors.get(at).copied().flatten()?)))
    else {
        return Vec::new();
    };
    let Some(section) = context.sections_of(rule.to.0).first().map(|id| context.heading(*id)) else {
        return Vec::new();
    };
    let open: Vec<Related> = promises(document, rule.from.0)
        .into_iter()
        .filter(|span| is_unanswered(rule, document.plain_slice(*span), said, common))
        .map(|span| Related {
            prior: at as u32,
            span,
            scalars: document.scalars(span),
            text: short(&document.shown(span), 200),
        })
        .collect();
    let Some(first) = open.first() else { return Vec::new() };
    let mut found = Found::at(section).with("text", short(&first.text, 40));
    found
        .labels
        .push(Label { span: section, text: context.lang.pick("没有提到", "not mentioned").to_owned() });
    found.related = open;
    vec![found]
}

fn promises(document: &Document, role: Role) -> Vec<Span> {
    let in_role =
        |offset: u32| document.section_at(offset).is_some_and(|id| document.section(id).role == role);
    document
        .claims()
        .iter()
        .map(|claim| claim.span)
        .filter(|span| in_role(span.start()) && document.in_body(span.start()))
        .collect()
}

/// Whether none of the words of a claim's own stands in the answer. Said only of claims with enough
/// words, so that a single rare one does not decide.
fn is_unanswered(rule: &Link, text: &str, said: &BTreeSet<String>, common: &BTreeSet<String>) -> bool {
    // Who does it by when is no matter of its own.
    let matter = rule.cut.as_ref().map_or_else(|| text.to_owned(), |cut| cut.blank(text));
    let own = pairs(&matter, common);
    han(text) >= CLAIM && own.len() >= 5 && own.iter().all(|pair| !said.contains(pair))
}

/// Pairs of neighbouring Chinese characters that are not common.
fn pairs(text: &str, common: &BTreeSet<String>) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(2)
        .filter(|pair| pair.iter().all(|c| class::is_han(*c)))
        .map(|pair| pair.iter().collect::<String>())
        .filter(|pair| {
            !common.contains(pair.as_str())
                && !pair.contains(['的', '和', '了', '是', '在', '对', '与', '不'])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{of, report_with};

    fn year(year: i32, measures: &str, plan: &str) -> String {
        format!(
            "岚溪区水务局{year}年法治政府建设年度报告\n\n一、主要举措和成效\n\n{measures}\n\n二、{}年主要安排\n\n{plan}\n\n岚溪区水务局\n{}年1月10日\n",
            year + 1,
            year + 1
        )
    }

    #[test]
    fn who_does_it_by_when_answers_nothing() {
        let prior = year(2022, "立案27件。", "6月底前建成取水在线计量平台，由水资源科负责。");
        let rule = "consistency/plan-unanswered";
        let silent = year(
            2023,
            "水资源科6月底前办结案件25件，罚款68万元。",
            "9月底前培训统计人员46户，由水资源科负责。",
        );
        assert_eq!(of(&report_with(&silent, &prior), rule).count(), 1);
        let told = year(2023, "取水计量平台因招标流标改在次年建设。", "9月底前培训统计人员46户。");
        assert_eq!(of(&report_with(&told, &prior), rule).count(), 0);
    }

    #[test]
    fn only_the_year_before_is_asked() {
        let prior = year(2021, "立案27件。", "6月底前建成取水在线计量平台，由水资源科负责。");
        let text = year(2023, "办结案件25件，罚款68万元，没有别的。", "9月底前培训统计人员46户。");
        assert_eq!(of(&report_with(&text, &prior), "consistency/plan-unanswered").count(), 0);
    }
}
