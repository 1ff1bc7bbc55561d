//! Days after the date under the text on which something is said to have been done: a report that is signed on
//! 25 February and was approved on 5 March, or cites a document numbered in a year to come.

use crate::{
    check::{
        context::{Context, Found},
        memo::ClaimText,
    },
    rules::kind::Years,
};

pub(super) fn check(context: &Context, rule: &Years, year: i32) -> Vec<Found> {
    let header = context.document.header();
    // A date under the text that is wrong itself is another rule's.
    let sane = |date: &(i32, u8, u8)| *date >= (year, 12, 1) && date.0 <= year + 1;
    let Some(signed) = header.date.filter(sane) else { return Vec::new() };
    let mut found = Vec::new();
    // Most claims name no year from that of signing on.
    let years = [0, 1, 2].map(|more| (signed.0 + more).to_string());
    let late = |text: &str| years.iter().any(|year| text.contains(year.as_str()));
    for claim in context.claims().iter().filter(|claim| claim.in_body && late(claim.text)) {
        for pattern in rule.pattern.iter().filter(|pattern| context.may_fit(pattern, claim)) {
            for hit in pattern.matches(claim.text) {
                let number = |nth: usize| {
                    let range = hit.group(nth)?;
                    claim.text[range].parse::<i32>().ok()
                };
                let (Some(told), month, day) = (number(1), number(2), number(3)) else { continue };
                if !is_after((told, month, day), signed)
                    || told > year + 3
                    || is_ahead(rule, claim, &hit.whole(), month.is_none())
                {
                    continue;
                }
                let span = context.place(claim.base + hit.whole().start, claim.base + hit.whole().end);
                let date = header.date_span.unwrap_or(span);
                found.push(
                    Found::at(span)
                        .with("text", context.words(span))
                        .with("found", context.words(date))
                        .with("year", year.to_string())
                        .label(date, context.lang.pick("落款日期", "the date under the text")),
                );
            }
        }
    }
    found
}

/// Whether a day, a month or a year is wholly after a date.
fn is_after(told: (i32, Option<i32>, Option<i32>), signed: (i32, u8, u8)) -> bool {
    let (month, day) = (i32::from(signed.1), i32::from(signed.2));
    match told {
        (year, None, _) => year > signed.0,
        (year, Some(told), None) => (year, told) > (signed.0, month),
        (year, Some(told), Some(of_month)) => (year, told, of_month) > (signed.0, month, day),
    }
}

/// Whether the words around a day do not say that it was one on which something had been done. A document's number is
/// that of one that was made.
fn is_ahead(rule: &Years, claim: &ClaimText, at: &std::ops::Range<usize>, numbered: bool) -> bool {
    let stops = [',', ';', ':'];
    let before = claim.text[..at.start].rsplit(stops).next().unwrap_or("");
    let after = claim.text[at.end..].split(stops).next().unwrap_or("");
    let done = rule.past.iter().any(|word| before.contains(word.as_str()) || after.contains(word.as_str()));
    rule.unless.as_ref().is_some_and(|unless| unless.fits(claim.text)) || !(done || numbered)
}

#[cfg(test)]
mod tests {
    use super::is_after;
    use crate::testing::{report, small, words};

    #[test]
    fn a_month_is_after_a_date_when_all_of_it_is() {
        let signed = (2024, 1, 20);
        assert!(is_after((2024, Some(1), Some(21)), signed) && is_after((2024, Some(2), None), signed));
        assert!(!is_after((2024, Some(1), None), signed) && !is_after((2024, Some(1), Some(20)), signed));
        assert!(is_after((2025, None, None), signed) && !is_after((2024, None, None), signed));
    }

    #[test]
    fn what_was_done_was_done_before_the_report_was_signed() {
        let found = |text: &str| words(&report(&small(text)), "consistency/day-after-signing");
        assert_eq!(found("本报告经2024年2月6日局党组会议审议通过。"), ["2024年2月6日"]);
        assert_eq!(found("按照岚政发〔2025〕3号文件调整职责12项。"), ["〔2025〕3号"]);
        for right in [
            "本报告经2024年1月16日局党组会议审议通过。",
            "修订《取水许可办法》，自2024年3月1日起施行。",
            "取水许可证有效期至2026年5月。",
            "按照岚政发〔2023〕3号文件调整职责12项。",
            "5座水库计划在2024年6月划界。",
            "另有1件定于2024年3月开庭，取水平台对接推迟到2024年4月。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
