//! Plans whose own titles say that they are over, told as what is carried out: 落实《…行动方案（2020—2022年）》 in 2024.

use crate::{
    check::{
        context::{Context, Found},
        currency::cited::{is_of_its_time, looks_back},
    },
    model::Severity,
    rules::kind::Years,
};

/// The titles that the rule's patterns find behind words that carry them out: the title in the first group, the last
/// year of its period in the second.
pub(super) fn check(context: &Context, rule: &Years, year: i32) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for pattern in &rule.pattern {
        for hit in pattern.matches(text) {
            let (Some(title), Some(end)) = (hit.group(1), hit.group(2)) else { continue };
            let Ok(last) = text[end.clone()].parse::<i32>() else { continue };
            // Where another rule knows the plan, it marks more of the title and is the one that speaks.
            let mark = if text[title.clone()].starts_with('《') { "《".len() } else { 0 };
            let span = context.place(title.start + mark, end.end);
            if last >= year || !context.document.in_body(span.start()) || looks_back(context, span.start()) {
                continue;
            }
            let (_, range) = context.sentence_range(span.start());
            let excused = rule.unless.as_ref().is_some_and(|unless| unless.fits(&text[range.clone()]));
            if excused || is_of_its_time(text.get(range.start..title.start).unwrap_or(""), last) {
                continue;
            }
            let one = Found::at(span)
                .with("text", &text[title])
                .with("found", last.to_string())
                .with("year", year.to_string())
                // In the year behind it a plan may still be carried on.
                .cap((last + 1 == year).then_some(Severity::Note));
            found.push(match context.document.header().year_span {
                Some(span) => one.label(span, context.lang.pick("报告的年份", "the year of the report")),
                None => one,
            });
        }
    }
    found.sort_by_key(|found| found.span.start());
    found.dedup_by(|a, b| a.span.overlaps(b.span));
    found
}

#[cfg(test)]
mod tests {
    use crate::{
        model::Severity,
        testing::{report, small, words},
    };

    #[test]
    fn a_plan_is_over_when_its_title_says_so() {
        let rule = "currency/expired-period";
        let found = |text: &str| words(&report(&small(text)), rule);
        assert_eq!(
            found("深入落实《岚溪区清淤三年行动方案（2019—2021年）》，清淤9处。"),
            ["岚溪区清淤三年行动方案（2019—2021"]
        );
        assert_eq!(found("按照2019—2021年全国清淤专项整治三年行动的部署，清淤9处。"), ["2019—2021"]);
        for right in [
            "按照2021—2023年全国清淤专项整治三年行动的部署，清淤9处。",
            "按照要求归档2019—2021年清淤资料9卷。",
            "落实《岚溪区清淤三年行动方案（2021—2023年）》，清淤9处。",
            "《岚溪区清淤三年行动方案（2019—2021年）》任务全部完成。",
            "对照《岚溪区清淤三年行动方案（2019—2021年）》开展终期评估。",
            "2021年落实《岚溪区清淤三年行动方案（2019—2021年）》，清淤9处。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
        let last_year = report(&small("按照《岚溪区清淤行动计划（2020—2022年）》清淤9处。"));
        let ours = last_year.findings.iter().find(|finding| finding.rule == rule).unwrap();
        assert_eq!(ours.severity, Severity::Note);
    }
}
