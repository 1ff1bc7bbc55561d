//! By how much a sum of money is said to have grown: 从2.15亿元提高到2.30亿元、增长12.4%.
//!
//! What is told in constant prices, or for each year, grows by another rate than its figures show.

use crate::{
    check::{
        context::Found,
        count::{ClaimFigures, Count},
    },
    model::{Decimal, EvidenceKind, Severity},
};

/// What is told in constant prices or as an average.
const REAL: [&str; 12] = [
    "生产总值",
    "增加值",
    "总产值",
    "可支配收入",
    "GDP",
    "可比",
    "不变价",
    "年均",
    "同口径",
    "扣除",
    "人均",
    "实际",
];

/// Bytes between two figures of one growth, and from the second to its rate.
const NEAR: usize = 60;

/// Hundredths that a rate may lie beside what its rounded figures make.
const SLACK: i128 = 60;

/// A rate of growth beside two sums of money that do not make it.
pub(super) fn wrong(told: &ClaimFigures, rate: &Count) -> Option<Found> {
    let text = told.text;
    let head = text[..rate.start].trim_end_matches(['约', '近', '了']);
    if rate.quantity.unit != "%"
        || !rate.is_exact()
        || !["增长", "增加", "提高"].iter().any(|word| head.ends_with(word))
    {
        return None;
    }
    let money =
        |count: &&Count| count.kind == EvidenceKind::Money && count.end <= rate.start && count.is_exact();
    let mut before = told.counts.iter().filter(money).rev();
    let (now, base) = (before.next()?, before.next()?);
    let (gap, behind) = (&text[base.end..now.start], &text[now.end..rate.start]);
    let clause = text[..base.start].rsplit(['。', ';', ',', ':']).next().unwrap_or("");
    let grew = ["增长", "增加", "提高", "上升", "增"].iter().any(|word| gap.starts_with(word))
        && gap.ends_with(['到', '至'])
        && (clause.contains('从') || clause.contains('由'));
    let whole = &text[base.start - clause.len()..rate.start];
    if !grew
        || now.quantity.unit != base.quantity.unit
        || behind.len() > NEAR
        || behind.contains(['。', ';'])
        || REAL.iter().any(|word| whole.contains(word))
    {
        return None;
    }
    // The rate, in hundredths of a percent, lies between what the figures can be before they were rounded.
    let ends = |count: &Count| {
        let half = count.quantity.precision.divided(Decimal::from_int(2), 6)?;
        Some([count.quantity.value.minus(half)?, count.quantity.value.plus(half)?])
    };
    let ([low, high], [old_low, old_high]) = (ends(now)?, ends(base)?);
    let growth = |now: Decimal, old: Decimal| now.minus(old)?.times(10_000)?.divided(old, 0);
    let (least, most) = (growth(low, old_high)?, growth(high, old_low)?);
    let said = rate.quantity.value.times(100)?;
    let slack = Decimal::from_int(SLACK);
    if said >= least.minus(slack)? && said <= most.plus(slack)? {
        return None;
    }
    let right = now.quantity.value.minus(base.quantity.value)?.times(100)?.divided(base.quantity.value, 1)?;
    Some(
        Found::at(rate.span)
            .with("text", &text[rate.start..rate.end])
            .with("right", format!("{right}%"))
            .with("part", &text[now.start..now.end])
            .with("whole", &text[base.start..base.end])
            .label(now.span, String::new())
            .label(base.span, String::new())
            .cap(Some(Severity::Warning)),
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn a_growth_is_of_the_two_sums_beside_it() {
        let found = |text: &str| words(&report(&small(text)), "consistency/percent-of-counts");
        assert_eq!(found("水利投入从2.15亿元提高到2.30亿元，三年增长12.4%。"), ["12.4%"]);
        assert!(found("水利投入从2.15亿元提高到2.30亿元，三年增长7.0%。").is_empty());
        assert!(found("生产总值从2.15亿元提高到2.30亿元，增长12.4%。").is_empty());
        assert!(found("水利投入从2.15亿元提高到2.30亿元，年均增长2.1%。").is_empty());
    }
}
