//! What was copied from earlier reports, and what the report says twice.

use std::collections::BTreeMap;

use super::context::{Context, Found, han, short};
use crate::{
    model::{Class, Label, Overlap as Passage, PerMille, Related, SectionId},
    rules::kind::{Overlap, OverlapScope, Repeat, RepeatScope},
    text::Span,
};

pub(super) fn check(context: &Context, rule: &Overlap) -> Vec<Found> {
    if context.analysis.comparison.priors.is_empty() {
        return Vec::new();
    }
    match rule.scope {
        OverlapScope::Document => document(context, rule),
        OverlapScope::Section => sections(context, rule),
        OverlapScope::Passage => passages(context, rule),
        OverlapScope::Claim => claims(context, rule),
    }
}

fn in_range(rule: &Overlap, share: PerMille) -> bool {
    share.get() >= rule.above.max(1) && rule.below.is_none_or(|limit| share.get() < limit)
}

fn percent(share: PerMille) -> String {
    format!("{}%", (u32::from(share.get()) + 5) / 10)
}

fn related(context: &Context, passage: &Passage) -> Option<Related> {
    let prior = passage.prior?;
    let text = context.priors.get(prior as usize).copied().flatten().map_or_else(
        || context.document.slice(passage.here).to_owned(),
        |document| document.slice(passage.there).to_owned(),
    );
    let (span, scalars) = (passage.there, passage.there_scalars.clone());
    Some(Related { prior, span, scalars, text: short(&text, 200) })
}

/// The largest passages inside a span.
fn largest<'a>(context: &'a Context, within: Span, count: usize) -> Vec<&'a Passage> {
    let mut all: Vec<&Passage> = context
        .analysis
        .comparison
        .overlaps
        .iter()
        .filter(|passage| passage.prior.is_some() && within.overlaps(passage.here))
        .collect();
    all.sort_by_key(|passage| (std::cmp::Reverse(passage.here.len()), passage.here.start()));
    all.truncate(count);
    all
}

fn with_passages(context: &Context, mut found: Found, within: Span) -> Option<Found> {
    let passages = largest(context, within, 3);
    let first = passages.first()?;
    found = found.with("other", context.prior_name(first.prior));
    for passage in passages {
        let class = context.lang.pick(passage.class.zh(), passage.class.name());
        found.labels.push(Label { span: passage.here, text: class.to_owned() });
        found.related.extend(related(context, passage));
    }
    Some(found)
}

fn document(context: &Context, rule: &Overlap) -> Vec<Found> {
    let share = context.analysis.comparison.shares.document;
    if !in_range(rule, share) {
        return Vec::new();
    }
    let all = Span::from(0..context.document.text().len());
    let first = context.document.blocks().first().map_or(Span::default(), |block| block.span);
    let span = context.document.header().title_span.unwrap_or(first);
    with_passages(context, Found::at(span).with("share", percent(share)), all).into_iter().collect()
}

fn sections(context: &Context, rule: &Overlap) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, section) in context.document.sections().iter().enumerate() {
        let id = SectionId(at as u32);
        let share = context.analysis.comparison.shares.sections.get(at).copied().unwrap_or_default();
        let wanted = rule.roles.is_empty() || rule.roles.iter().any(|role| role.0 == section.role);
        let long = han(context.document.plain_slice(context.body(id))) >= rule.length as usize;
        if section.depth != 1 || !wanted || !long || !in_range(rule, share) {
            continue;
        }
        let one = Found::at(context.heading(id))
            .with("share", percent(share))
            .with("text", context.words(section.title));
        found.extend(with_passages(context, one, section.span));
    }
    found
}

fn passages(context: &Context, rule: &Overlap) -> Vec<Found> {
    let mut found = Vec::new();
    for passage in &context.analysis.comparison.overlaps {
        let text = context.document.plain_slice(passage.here);
        if passage.class != Class::Verbatim || passage.prior.is_none() || han(text) < rule.length as usize {
            continue;
        }
        let figures: Vec<Span> = context
            .analysis
            .facts
            .evidence_in(passage.here)
            .iter()
            .filter(|evidence| evidence.quantity.is_some() && !evidence.weak)
            .map(|evidence| evidence.span)
            .collect();
        if figures.len() < rule.with_numbers as usize {
            continue;
        }
        let mut one = Found::at(passage.here)
            .with("text", short(text, 60))
            .with("other", context.prior_name(passage.prior))
            .with("count", figures.len().to_string());
        for span in figures.into_iter().take(6) {
            one = one.label(span, context.lang.pick("和往年一样的数字", "the same figure"));
        }
        one.related.extend(related(context, passage));
        found.push(one);
    }
    found
}

fn claims(context: &Context, rule: &Overlap) -> Vec<Found> {
    let mut found = Vec::new();
    for id in context.sections_of_any(&rule.roles) {
        for claim in context.claims_of(id) {
            let span = context.document.claim(claim).span;
            let text = context.document.plain_slice(span);
            if han(text) < rule.length as usize {
                continue;
            }
            // An enumerator and the closing mark may lie outside the passage.
            let same = context.analysis.comparison.overlaps.iter().find(|passage| {
                passage.prior.is_some()
                    && matches!(passage.class, Class::Verbatim | Class::NumbersOnly)
                    && passage
                        .here
                        .intersect(span)
                        .is_some_and(|part| han(context.document.plain_slice(part)) + 2 >= han(text))
            });
            let Some(passage) = same else { continue };
            let mut one = Found::at(span)
                .with("text", short(text, 60))
                .with("other", context.prior_name(passage.prior));
            one.related.extend(related(context, passage));
            found.push(one);
        }
    }
    found
}

pub(super) fn repeat(context: &Context, rule: &Repeat) -> Vec<Found> {
    match rule.scope {
        RepeatScope::Sentence => context
            .analysis
            .comparison
            .repeats
            .iter()
            .filter(|passage| han(context.document.plain_slice(passage.here)) >= rule.length as usize)
            .map(|passage| {
                Found::at(passage.here)
                    .with("text", context.words(passage.here))
                    .label(passage.there, context.lang.pick("前面已经写过", "said before"))
            })
            .collect(),
        RepeatScope::Clause => clauses(context, rule.length as usize),
    }
}

/// Equal clauses in one block.
fn clauses(context: &Context, length: usize) -> Vec<Found> {
    let mut found = Vec::new();
    for block in context.document.blocks() {
        if !context.document.in_body(block.span.start()) {
            continue;
        }
        let range = context.document.plain().fold(block.span);
        let text = range.slice(context.plain());
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut start = 0;
        for (at, c) in text.char_indices().chain([(text.len(), '。')]) {
            if !matches!(c, ',' | '。' | ';' | ':' | '!' | '?' | '、') {
                continue;
            }
            let clause = text[start..at].trim();
            let here = range.start() as usize + start;
            let end = range.start() as usize + at;
            start = (at + c.len_utf8()).min(text.len());
            if c == '、' || han(clause) < length {
                continue;
            }
            if let Some(before) = seen.get(clause) {
                found.push(Found::at(context.place(here, end)).with("text", short(clause, 40)).label(
                    context.place(*before, *before + clause.len()),
                    context.lang.pick("前面已经写过", "said before"),
                ));
            } else {
                seen.insert(clause, here);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, report_with, small, words};

    const SENTENCE: &str = "对38个供水点抽查228次，更换滤料9处，停用不合格水源1处。";

    #[test]
    fn a_sentence_said_twice_is_found_where_it_stands_again() {
        let text = small(&format!("{SENTENCE}全年立案27件。\n\n（二）水质\n\n{SENTENCE}"));
        assert_eq!(words(&report(&text), "copying/repeated-sentence").len(), 1);
    }

    #[test]
    fn a_short_clause_may_come_twice() {
        let twice = |clause: &str| report(&small(&format!("{clause}，立案27件；{clause}，结案25件。")));
        assert_eq!(
            words(&twice("保障群众知情权监督权"), "copying/repeated-clause"),
            ["保障群众知情权监督权"]
        );
        assert!(words(&twice("依法查处"), "copying/repeated-clause").is_empty());
    }

    #[test]
    fn without_an_earlier_report_nothing_is_copied() {
        let text = small(SENTENCE);
        let copied = |report| words(&report, "copying/mostly-copied").len();
        assert_eq!(copied(report(&text)), 0);
        let prior = text.replace("2023年", "2022年").replace("2024年", "2023年");
        assert_eq!(copied(report_with(&text, &prior)), 1);
    }
}
