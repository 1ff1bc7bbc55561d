//! Percent for percentage points, and points for percent, where the figures beside them show it: 由76.1%到82.5%，提高6.4%.

use super::{MARKS, shares};
use crate::{
    check::{
        context::{Context, Found, short},
        count::Count,
    },
    model::{Bound, Decimal, EvidenceKind},
    rules::kind::Numbers,
    text::{Span, marks},
};

pub(in crate::check) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before: Vec<Decimal> = Vec::new();
    for claim in context.claims() {
        let (text, counts) = (claim.text, context.memo.counts(claim.id));
        if !counts.is_empty() && text.len() <= 3000 {
            let one = counts.iter().enumerate().find_map(|(at, change)| {
                let in_points = moved(rule, text, change)?;
                let wrong = if in_points {
                    is_of_things(text, &counts[..at], change)
                } else {
                    is_difference(change.quantity.value, &rates(rule, text, &counts[..at]), &before)
                };
                wrong.then(|| of(context, change.span))
            });
            found.extend(one);
        }
        before = rates(rule, text, counts);
    }
    found.extend(in_tables(context));
    found.sort_by_key(|found| found.span.start());
    found
}

fn of(context: &Context, span: Span) -> Found {
    Found::at(span).with("text", short(context.document.plain_slice(span), 30))
}

/// Whether a figure that is said to be a change is in points.
fn moved(rule: &Numbers, text: &str, change: &Count) -> Option<bool> {
    let points = match change.quantity.unit.as_str() {
        "百分点" | "个百分点" => true,
        "%" => false,
        _ => return None,
    };
    let said = text[..change.start].trim_end_matches(['了', '约', '近', '超', '过']);
    let mut verbs = rule.rises.iter().chain(&rule.falls);
    // In a row of a table that the file has lost, a sign: 61.5% | 73.0% | +11.5%.
    let signed = said.strip_suffix(['+', '-']).is_some_and(|head| head.trim_end().ends_with(['|', '%']));
    let says = signed || verbs.any(|verb| said.ends_with(verb.as_str()));
    (says && change.kind == EvidenceKind::Percent && change.is_exact()).then_some(points)
}

/// The rates among figures that tell no change.
fn rates(rule: &Numbers, text: &str, counts: &[Count]) -> Vec<Decimal> {
    let fits = |count: &&Count| {
        // 由72%提高到76%左右, 提高4%
        let sure = count.is_exact() || count.quantity.bound == Bound::About;
        let rate = shares::is_rate(count) && count.quantity.unit == "%" && sure;
        rate && moved(rule, text, count).is_none()
    };
    counts.iter().filter(fits).map(|count| count.quantity.value).collect()
}

/// Whether a change is just what two rates differ by, the last of them in the same sentence.
fn is_difference(change: Decimal, here: &[Decimal], before: &[Decimal]) -> bool {
    let differ = |one: &Decimal, other: &Decimal| one.minus(*other).map(Decimal::abs) == Some(change);
    let wrong = |one: &Decimal, other: &Decimal| !change.is_zero() && differ(one, other);
    let Some((last, others)) = here.split_last() else { return false };
    others.iter().chain(before.last()).any(|other| wrong(last, other))
}

/// Whether points are told of two counts of things, of which they are the share that was lost or won.
fn is_of_things(text: &str, counts: &[Count], change: &Count) -> bool {
    let from = marks::start(&text[..change.start], &marks::SENTENCE);
    let here: Vec<&Count> = counts.iter().filter(|count| count.start >= from).collect();
    // Two of them, or a third by how many they differ: 27件，比上年的24件多3件.
    let [.., last] = here.as_slice() else { return false };
    let things = |count: &&Count| count.is_exact_number() && count.quantity.unit == last.quantity.unit;
    let gap = &text[last.end..change.start];
    // 结案率提高12.5个百分点 is of a rate that is not told.
    let of_rate = ["率", "满意度", "知晓度", "占比", "比重", "比例"].iter().any(|word| gap.contains(word));
    let near = gap.matches(MARKS).count() <= 1 && !of_rate;
    if !(2..=3).contains(&here.len()) || !near || !here.iter().all(things) {
        return false;
    }
    let share = |off: Decimal, base: Decimal| {
        let part = off.times(100).and_then(|part| part.divided(base, change.quantity.value.scale()));
        base > Decimal::ZERO && part == Some(change.quantity.value)
    };
    let off = |one: &Count, other: &Count| one.quantity.value.minus(other.quantity.value).map(Decimal::abs);
    match here.as_slice() {
        [a, b] => {
            // 54件，同比增加6件: the second is by how many it changed.
            let changed = ["增加", "减少", "多", "少"].iter().any(|word| text[..b.start].ends_with(word));
            let base =
                |sign: fn(Decimal, Decimal) -> Option<Decimal>| sign(a.quantity.value, b.quantity.value);
            let before = [base(Decimal::minus), base(Decimal::plus)];
            off(a, b).is_some_and(|off| share(off, a.quantity.value))
                || changed && before.into_iter().flatten().any(|base| share(b.quantity.value, base))
        }
        [a, b, c] => {
            let differ = off(a, b) == Some(c.quantity.value);
            differ && (share(c.quantity.value, a.quantity.value) || share(c.quantity.value, b.quantity.value))
        }
        _ => false,
    }
}

/// The cells +11.5% behind 61.5% and 73.0%.
fn in_tables(context: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    for row in context.memo.grids().iter().flatten() {
        let mut rates: Vec<Decimal> = Vec::new();
        for cell in row {
            let Some(words) = cell.words.strip_suffix('%') else { continue };
            let signed = words.trim_start_matches(['+', '-', '↑', '↓', '升', '降']);
            let Some(value) = Decimal::parse(signed) else { continue };
            if signed.len() == words.len() {
                rates.push(value);
            } else if is_difference(value, &rates, &[]) {
                found.push(of(context, cell.span));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/points-of-rates")
    }

    #[test]
    fn what_two_rates_differ_by_is_in_points() {
        assert_eq!(found("计量率为82.5%，2022年为76.1%，提高6.4%。"), ["6.4%"]);
        assert_eq!(found("到岗率由百分之七十八提到百分之九十，提升百分之十二。"), ["百分之十二"]);
        assert_eq!(found("2022年不合格率5.0%；2023年不合格率4.0%，下降1%。"), ["1%"]);
        for right in [
            "计量率为82.5%，2022年为76.1%，提高6.4个百分点。",
            "不合格率由5.0%降到4.0%，降幅20%。",
            "供水覆盖率98%，计量率96%，办件量增长2.5%。",
            "满意率96.2%，办件量增长3%。",
            "原水增长9%，净水增长17%，污水增长26%，中水增长9%。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn what_two_counts_differ_by_is_in_percent() {
        assert_eq!(found("年初超期案件40件，年末还有10件，压减75个百分点。"), ["75个百分点"]);
        assert!(found("年初超期案件40件，年末还有10件，压减75%。").is_empty());
        assert!(found("办件25件，办结10件，满意率提高1.2个百分点。").is_empty());
    }

    #[test]
    fn a_table_tells_changes_of_rates_in_points() {
        let table = |change: &str| {
            found(&format!(
                "| 指标 | 2022年 | 2023年 | 增减 |\n|---|---|---|---|\n| 网办率 | 61.5% | 73.0% | {change} |"
            ))
        };
        assert_eq!(table("+11.5%"), ["+11.5%"]);
        assert!(table("+11.5个百分点").is_empty() && table("+18.7%").is_empty());
    }
}
