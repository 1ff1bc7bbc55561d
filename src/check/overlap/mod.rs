//! What was copied from earlier reports, and what the report says twice.

pub(super) mod last_year;
mod repeated_clauses;
mod repeated_items;
mod said_twice;
mod same_figures;
mod same_large;
mod swapped;

use std::collections::BTreeMap;

use super::context::{Context, Found, PLACES, han, short};
use crate::{
    model::{Class, EvidenceKind, Label, Overlap as Passage, PerMille, Related, SectionId},
    rules::kind::{Overlap, OverlapScope, Repeat, RepeatScope},
    text::{Span, class},
};
use last_year::{Same, by_section};

pub(super) fn check(context: &Context, rule: &Overlap) -> Vec<Found> {
    if rule.scope != OverlapScope::Body && context.analysis.comparison.priors.is_empty() {
        return Vec::new();
    }
    match rule.scope {
        OverlapScope::Body => bodies(context, rule),
        OverlapScope::Document => document(context, rule),
        OverlapScope::Section => sections(context, rule),
        OverlapScope::Passage => passages(context, rule),
        OverlapScope::Claim => claims(context, rule),
        OverlapScope::Swapped => by_section(context, swapped::swapped(context, rule)),
        OverlapScope::Peer => peers(context, rule),
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
    let text = context
        .priors
        .get(prior as usize)
        .copied()
        .flatten()
        .map_or_else(|| context.document.shown(passage.here), |document| document.shown(passage.there));
    let (span, scalars) = (passage.there, passage.there_scalars.clone());
    Some(Related { prior, span, scalars, text: short(&text, 200) })
}

/// The largest passages inside a span; wording that everyone must use shows nothing.
fn largest<'a>(context: &'a Context, within: Span, count: usize) -> Vec<&'a Passage> {
    let mut all: Vec<&Passage> = context
        .analysis
        .comparison
        .overlaps
        .iter()
        .filter(|passage| passage.prior.is_some() && !passage.is_common() && within.overlaps(passage.here))
        .collect();
    all.sort_by_key(|passage| (std::cmp::Reverse(passage.here.len()), passage.here.start()));
    all.truncate(count);
    all
}

fn with_passages(context: &Context, mut found: Found, within: Span) -> Option<Found> {
    let passages = largest(context, within, 3);
    found = found.with("other", context.prior_name(Some(main_prior(context, within)?)));
    for passage in passages {
        let class = context.lang.pick(passage.class.zh(), passage.class.name());
        found.labels.push(Label { span: passage.here, text: class.to_owned() });
        found.related.extend(related(context, passage));
    }
    Some(found)
}

/// The earlier report that most of what was copied inside a span is from; of equal ones the first.
fn main_prior(context: &Context, within: Span) -> Option<u32> {
    let mut copied = BTreeMap::<u32, u32>::new();
    for passage in context.analysis.comparison.overlaps.iter().filter(|passage| !passage.is_common()) {
        let (Some(prior), Some(part)) = (passage.prior, within.intersect(passage.here)) else { continue };
        *copied.entry(prior).or_default() += part.len();
    }
    copied
        .into_iter()
        .max_by_key(|(prior, length)| (*length, std::cmp::Reverse(*prior)))
        .map(|(prior, _)| prior)
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

/// Thousandths of a part of a part that must have been copied.
const PART: u16 = 850;

fn sections(context: &Context, rule: &Overlap) -> Vec<Found> {
    let mut found = Vec::new();
    // Of a report that is copied on the whole that is said already.
    if rule.below.is_some_and(|limit| context.analysis.comparison.shares.document.get() >= limit) {
        return found;
    }
    for (at, section) in context.document.sections().iter().enumerate() {
        let id = SectionId(at as u32);
        let share = context.analysis.comparison.shares.sections.get(at).copied().unwrap_or_default();
        let wanted = rule.roles.is_empty() || rule.roles.iter().any(|role| role.0 == section.role);
        let long = han(context.document.plain_slice(context.body(id))) >= rule.length as usize;
        // A part of a part is told of where the whole is not, and only if hardly a word of it is new.
        let above = section
            .parent
            .and_then(|parent| context.analysis.comparison.shares.sections.get(parent.0 as usize));
        let least = match section.depth {
            1 => rule.above,
            2 if above.is_none_or(|share| share.get() < rule.above) => rule.above.max(PART),
            _ => continue,
        };
        if !wanted || !long || share.get() < least {
            continue;
        }
        let one = Found::at(context.heading(id))
            .with("share", percent(share))
            .with("text", context.words(section.title));
        found.extend(with_passages(context, one, section.span));
    }
    found
}

fn of_passage(context: &Context, span: Span, passage: &Passage) -> Same {
    Same { span, prior: passage.prior, related: related(context, passage) }
}

fn passages(context: &Context, rule: &Overlap) -> Vec<Found> {
    let wanted = |passage: &&Passage| {
        let figures = context.analysis.facts.evidence_in(passage.here);
        let figures = figures.iter().filter(|evidence| evidence.quantity.is_some() && !evidence.weak);
        passage.class == Class::Verbatim
            && passage.prior.is_some()
            && han(context.document.plain_slice(passage.here)) >= rule.length as usize
            && figures.count() >= rule.with_numbers as usize
    };
    let mut same: Vec<Same> = Vec::new();
    for passage in latest(context).into_iter().filter(wanted) {
        // What is in several earlier reports is said of the latest.
        if !same.iter().any(|other| other.span.overlaps(passage.here)) {
            same.push(of_passage(context, passage.here, passage));
        }
    }
    let figures = same_figures::equal_figures(context, rule).into_iter();
    let pairs = same_figures::equal_pairs(context, rule);
    let large = same_large::equal_large(context, rule);
    for one in figures.chain(same_figures::equal_clauses(context, rule)).chain(pairs).chain(large) {
        if !same.iter().any(|other| other.span.overlaps(one.span)) {
            same.push(one);
        }
    }
    by_section(context, same)
}

fn claims(context: &Context, rule: &Overlap) -> Vec<Found> {
    let passages = latest(context);
    let mut same = Vec::new();
    for id in context.sections_of_any(&rule.roles) {
        for claim in context.claims_of(id) {
            let span = context.document.claim(claim).span;
            let text = context.document.plain_slice(span);
            let wanted = last_year::fits_kind(context, rule, claim) && !last_year::introduces(text);
            if han(text) < rule.length as usize || !wanted {
                continue;
            }
            // An enumerator and the closing mark may lie outside the passage.
            let passage = passages.iter().find(|passage| {
                passage.prior.is_some()
                    && matches!(passage.class, Class::Verbatim | Class::NumbersOnly)
                    && passage
                        .here
                        .intersect(span)
                        .is_some_and(|part| han(context.document.plain_slice(part)) + 2 >= han(text))
            });
            same.extend(passage.map(|passage| of_passage(context, span, passage)));
        }
    }
    let equal = last_year::equal_claims(context, rule).into_iter();
    for one in equal.chain(last_year::equal_clauses(context, rule)) {
        if !same.iter().any(|other| other.span.overlaps(one.span)) {
            same.push(one);
        }
    }
    by_section(context, same.into_iter().map(|one| last_year::with_heading(context, one)).collect())
}

/// One finding for what each other body has too: the largest passage, with others as labels. What several
/// bodies have is said of the one that shares most.
fn bodies(context: &Context, rule: &Overlap) -> Vec<Found> {
    let long = |passage: &&Passage| {
        !passage.is_common() && han(context.document.plain_slice(passage.here)) >= rule.length as usize
    };
    let mut passages: Vec<&Passage> = context.analysis.comparison.shared.iter().filter(long).collect();
    passages
        .sort_by_key(|passage| (passage.prior, std::cmp::Reverse(passage.here.len()), passage.here.start()));
    let (mut seen, mut found) = (Vec::new(), Vec::new());
    for of_one in passages.chunk_by(|x, y| x.prior == y.prior) {
        let new: Vec<&Passage> = of_one
            .iter()
            .copied()
            .filter(|passage| !seen.iter().any(|other: &Span| other.overlaps(passage.here)))
            .collect();
        seen.extend(new.iter().map(|passage| passage.here));
        let Some(first) = new.first() else { continue };
        let mut one = Found::at(first.here)
            .with("text", short(context.document.plain_slice(first.here), 60))
            .with("other", context.prior_name(first.prior))
            .with("count", new.len().to_string());
        for other in new[1..].iter().take(PLACES) {
            one = one.label(other.here, context.lang.pick("也和这家一样", "the same as there, too"));
        }
        one.related.extend(new.iter().take(PLACES).filter_map(|passage| related(context, passage)));
        found.push(one);
    }
    found
}

/// Whether a report that this one is compared with is another body's of the same year.
fn is_peer(context: &Context, prior: Option<u32>) -> bool {
    let header = context.document.header();
    let about = prior.and_then(|at| context.analysis.comparison.about(at));
    let (Some(own), Some(other)) = (&header.issuer, about.and_then(|about| about.issuer.as_ref())) else {
        return false;
    };
    // 区水务局 and 岚溪区水务局 are one.
    let same = own.ends_with(other.as_str()) || other.ends_with(own.as_str());
    !same && header.year.is_some() && about.is_some_and(|about| about.year == header.year)
}

/// Passages with figures that another body's report of the same year has too: no two bodies have the same figures
/// and dates.
fn peers(context: &Context, rule: &Overlap) -> Vec<Found> {
    let comparison = &context.analysis.comparison;
    let all = comparison.overlaps.iter().chain(&comparison.shared);
    let mut same: Vec<Same> = Vec::new();
    for passage in all.filter(|passage| !passage.is_common() && is_peer(context, passage.prior)) {
        let there = passage.prior.and_then(|at| context.priors.get(at as usize).copied().flatten());
        let there = there.map_or("", |document| document.plain_slice(passage.there));
        let figures = context.analysis.facts.evidence_in(passage.here).iter().filter(|evidence| {
            let counts = evidence.quantity.is_some() || evidence.kind == EvidenceKind::Date;
            counts && !evidence.weak && there.contains(context.document.plain_slice(evidence.span))
        });
        if figures.count() >= rule.with_numbers as usize
            && han(context.document.plain_slice(passage.here)) >= rule.length as usize
            && !same.iter().any(|other| other.span.overlaps(passage.here))
        {
            same.push(last_year::with_heading(context, of_passage(context, passage.here, passage)));
        }
    }
    by_section(context, same)
}

/// The passages of the body's own earlier reports that are not required wording, those of the latest earlier report first, each report's in the order of the text.
fn latest<'a>(context: &'a Context) -> Vec<&'a Passage> {
    let comparison = &context.analysis.comparison;
    let year = |passage: &Passage| comparison.priors.get(passage.prior? as usize)?.year;
    let own = |passage: &&Passage| !passage.is_common() && !is_peer(context, passage.prior);
    let mut all: Vec<&Passage> = comparison.overlaps.iter().filter(own).collect();
    all.sort_by_key(|passage| (std::cmp::Reverse(year(passage)), passage.here.start()));
    all
}

pub(super) fn repeat(context: &Context, rule: &Repeat) -> Vec<Found> {
    match rule.scope {
        RepeatScope::Sentence => {
            let passages = context.analysis.comparison.repeats.iter();
            let known: Vec<&Passage> =
                passages.filter(|passage| is_said_again(context, rule, passage)).collect();
            let free = |found: &Found| !known.iter().any(|passage| passage.here.overlaps(found.span));
            let clauses = if rule.whole { Vec::new() } else { said_twice::check(context) };
            let clauses = clauses.into_iter().filter(free);
            let one = |passage: &&Passage| {
                Found::at(passage.here)
                    .with("text", context.words(passage.here))
                    .label(passage.there, context.lang.pick("前面已经写过", "said before"))
            };
            known.iter().map(one).chain(clauses).collect()
        }
        RepeatScope::Clause => {
            let mut found = repeated_clauses::check(context, rule);
            found.extend(repeated_items::check(context));
            found
        }
    }
}

/// Whether a repeated passage is a sentence said again. One with a figure of its own tells something else
/// in the same frame: another matter, another year.
fn is_said_again(context: &Context, rule: &Repeat, passage: &Passage) -> bool {
    // 附件：2023年案件表 and the title over that table.
    let listed = ["附件", "附表", "附：", "附:", "目录"];
    let block = context.document.block_at(passage.there.start()).map(|id| context.document.block(id).span);
    let words = block.map_or("", |block| context.document.slice(block).trim_start());
    if listed.iter().any(|word| words.starts_with(word)) {
        return false;
    }
    let (here, there) =
        (context.document.plain_slice(passage.here), context.document.plain_slice(passage.there));
    han(here) >= rule.length as usize
        && passage.similarity.get() >= rule.alike
        && figures(here).all(|figure| figures(there).any(|other| other == figure))
}

/// The figures of a text as they are written.
fn figures(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !class::is_digit(c) && c != '.').filter(|part| part.contains(class::is_digit))
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
    fn the_title_of_an_annex_stands_where_it_is_listed_and_over_it() {
        let title = "岚溪区水务局2023年度主要水事案件办理情况数据表";
        let text = small("全年立案27件。")
            .replace("岚溪区水务局\n2024", &format!("附件：{title}\n\n岚溪区水务局\n2024"));
        let text = format!("{}\n\n附件\n\n{title}\n\n采砂案件12件。\n", text.trim_end());
        assert!(words(&report(&text), "copying/repeated-sentence").is_empty());
    }

    #[test]
    fn what_is_alike_in_its_frame_alone_was_not_said_before() {
        let twice = |one: &str, other: &str| {
            let text = small(&format!("{one}全年立案27件。\n\n（二）水质\n\n{other}"));
            words(&report(&text), "copying/repeated-sentence").len()
        };
        // A figure of its own.
        assert_eq!(twice(SENTENCE, &SENTENCE.replace("228", "231")), 0);
        // The name of one matter, in every sentence about it.
        let (one, other) = (
            "严格执行农村集中供水水质信息公示制度，深入推进农村集中供水水质信息公示。",
            "禾坪镇加强辖区水厂农村集中供水水质信息公示。枫渡镇多举措推进农村集中供水水质信息公示，群众满意。",
        );
        assert_eq!(twice(one, other), 0);
        assert_eq!(twice(one, &one.replace("深入", "持续")), 1);
    }

    #[test]
    fn a_part_of_a_part_is_told_of_where_the_whole_is_new() {
        let old = "依托河长制平台把巡河日志、排口档案和水质报表并到一张图上，由水政大队逐段核对，差错当日退回。对老灌区的渠首闸门逐座建卡，卡上写明启闭时间、值守人和检修记录，镇街凭卡报修，检修队三天内到场，修好以后由管水员签字，年底按卡结账，账目贴在村口的公示栏里。";
        let text = |year: i32, new: &str| {
            small(&format!("（一）供水\n\n{new}\n\n（二）管水\n\n{old}"))
                .replace("2024年", &format!("{}年", year + 1))
                .replace("2023年", &format!("{year}年"))
        };
        let new = "新铺管网41公里，换表3100只，水厂滤池全部翻修，停水时间压到四小时以内。对38个供水点抽查228次，更换滤料9处，停用不合格水源1处，把投诉最多的柳湾、禾坪两镇列为试点，派驻工程师两名，逐户查漏，查出暗漏67处，当月修完。夜里的加压泵改成变频，电费少了两成，省下的钱用来给独居老人换水龙头。";
        let before = text(2022, "旧厂房的顶棚漏雨，春天补过一次。");
        let found = words(&report_with(&text(2023, new), &before), "copying/section");
        assert_eq!(found, ["（二）管水"]);
    }

    #[test]
    fn without_an_earlier_report_nothing_is_copied() {
        let text = small(SENTENCE);
        let copied = |report| words(&report, "copying/mostly-copied").len();
        assert_eq!(copied(report(&text)), 0);
        let prior = text.replace("2023年", "2022年").replace("2024年", "2023年");
        assert_eq!(copied(report_with(&text, &prior)), 1);
    }

    #[test]
    fn wording_that_everyone_must_use_is_no_evidence() {
        let stock = "坚持以习近平新时代中国特色社会主义思想为指导，深刻领悟“两个确立”的决定性意义。";
        let text = small(&format!("{stock}\n\n{SENTENCE}全年立案27件，结案25件，罚款68万元。"));
        let prior = text.replace("2023年", "2022年").replace("2024年", "2023年");
        let report = report_with(&text, &prior);
        let found: Vec<_> =
            report.findings.iter().filter(|found| found.rule == "copying/mostly-copied").collect();
        assert_eq!(found.len(), 1);
        let document = &report.analysis.document;
        assert!(found[0].labels.iter().all(|label| !document.slice(label.span).contains("两个确立")));
        assert!(!found[0].labels.is_empty());
    }
}
