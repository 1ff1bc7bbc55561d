//! A comparison of which both years are too old: 2022年受理19件，比2021年的23件减少4件 in the report on 2023.

use super::YearPatterns;
use crate::{
    check::{
        context::{Context, Found, short},
        memo::ClaimText,
    },
    model::{Role, Severity},
    text::marks,
};

/// The sentences that compare last year with the year before it, where neither they nor those beside them in their
/// paragraph name the own year.
pub(super) fn check(context: &Context, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    let (last, before_last, own) = (format!("{}年", year - 1), format!("{}年", year - 2), year.to_string());
    if !context.plain().contains(&before_last) {
        return Vec::new();
    }
    let claims = context.claims();
    let mut found = Vec::new();
    for (nth, claim) in claims.iter().enumerate() {
        let done = claim.in_body && matches!(claim.role, Role::Measures | Role::Unknown);
        let Some((start, end)) = compared(claim, &last, &before_last).filter(|_| done) else { continue };
        let block = context.document.block_at(claim.span.start());
        let beside = |other: Option<&ClaimText>| {
            other.is_some_and(|other| {
                context.document.block_at(other.span.start()) == block && other.text.contains(&own)
            })
        };
        let told = patterns.periods.blank(claim.text);
        let next = claims.get(nth + 1);
        let previous = nth.checked_sub(1).and_then(|at| claims.get(at));
        if told.contains(&own) || beside(next) || beside(previous) {
            continue;
        }
        let mut one = Found::at(context.place(claim.base + start, claim.base + end))
            .with("text", short(claim.text, 40))
            .with("found", (year - 1).to_string())
            .with("year", year.to_string())
            .cap(Some(Severity::Note));
        if let Some(span) = context.document.header().year_span {
            one = one.label(span, context.lang.pick("报告的年份", "the year of the report"));
        }
        found.push(one);
    }
    found
}

/// Where a clause that opens a sentence names one year, if a later one compares it with another.
fn compared(claim: &ClaimText, year: &str, with: &str) -> Option<(usize, usize)> {
    let text = claim.text;
    let start = text.find(year)?;
    let opens = text[..start].chars().all(|c| c == '是' || "一二三四五六七八九十".contains(c));
    let rest = &text[start + year.len()..];
    let clause = marks::behind(rest, &marks::CLAUSE);
    let figure = clause.contains(crate::text::class::is_digit);
    let behind = &rest[clause.len()..];
    let compares = ["比", "较"].iter().any(|word| {
        behind.strip_prefix(',').is_some_and(|words| words.starts_with(&format!("{word}{with}")))
    });
    (opens && figure && compares).then_some((start, start + year.len()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn both_years_are_those_of_the_last_report() {
        let found = |text: &str| words(&report(&small(text)), "consistency/year-left");
        assert_eq!(found("2022年受理水费投诉19件，比2021年的23件减少4件。"), ["2022年"]);
        for right in [
            "2023年受理水费投诉19件，比2022年的23件减少4件。",
            "2022年受理水费投诉19件，比2021年的23件减少4件。2023年受理12件。",
            "2022年受理水费投诉19件，比2021年的23件减少4件，2023年又减少3件。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
