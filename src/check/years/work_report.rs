//! Years that do not agree in a report on the work of a government, which looks back on one year and plans the next:
//! 一、2025年工作回顾 and 二、2025年工作安排, 刚刚过去的2024年.

use super::{YearPatterns, number_of};
use crate::{
    check::context::{Context, Found},
    model::SectionId,
    text::Span,
};

/// Words of a heading over what has been done.
const REVIEW: [&str; 4] = ["回顾", "总结", "完成情况", "成就"];

/// Words of one over what is to be done.
const PLAN: [&str; 8] =
    ["主要工作", "工作安排", "重点工作", "主要任务", "工作任务", "目标任务", "工作部署", "重点任务"];

/// Words of a time that is not a whole year.
const PART: [&str; 5] = ["半年", "季度", "五年", "时期", "月"];

/// How often a report says which year has just passed, at most.
const PASSED: usize = 16;

/// A year in a heading.
struct Head {
    year: i32,
    span: Span,
    heading: Span,
}

pub(super) fn check(context: &Context, patterns: &YearPatterns) -> Vec<Found> {
    let (review, plan) = (head(context, patterns, &REVIEW, &[]), head(context, patterns, &PLAN, &REVIEW));
    let header = context.document.header();
    let titled = header.year.filter(|_| header.year_span.is_some());
    let mut found = Vec::new();
    let mut say = |here: &Head, right: i32, beside: Option<Span>| {
        let mut one = Found::at(here.span)
            .with("text", context.words(here.heading))
            .with("found", here.year.to_string())
            .with("year", right.to_string());
        if let Some(beside) = beside {
            one = one.label(beside, context.lang.pick("和这里对不上", "does not agree with this"));
        }
        found.push(one);
    };
    match (&review, &plan) {
        (Some(review), Some(plan)) if plan.year != review.year + 1 => {
            // The title says which of the two is wrong; without it, what follows what.
            if titled.is_some_and(|year| plan.year == year) {
                say(review, plan.year - 1, Some(plan.heading));
            } else {
                say(plan, review.year + 1, Some(review.heading));
            }
        }
        (_, Some(plan)) if titled.is_some_and(|year| year.abs_diff(plan.year) == 1) => {
            say(plan, titled.unwrap_or(plan.year), header.year_span);
        }
        _ => {}
    }
    let just = plan.map(|plan| plan.year - 1).or(review.map(|review| review.year));
    let Some(just) = just else { return found };
    let text = context.plain();
    for (at, words) in text.match_indices("刚刚过去的").take(PASSED) {
        let start = at + words.len();
        let year =
            text.get(start..start + 4).and_then(number_of).filter(|_| text[start + 4..].starts_with('年'));
        let span = context.place(start, start + "2025".len());
        // What was in another century has not just passed.
        if let Some(year) = year.filter(|year| (2000..2100).contains(year) && *year != just)
            && context.document.in_body(span.start())
        {
            let sentence = context.sentence(span.start()).0;
            say(&Head { year, span, heading: sentence }, just, None);
        }
    }
    found
}

/// The only year of a top heading with one of some words and none of others.
fn head(context: &Context, patterns: &YearPatterns, words: &[&str], without: &[&str]) -> Option<Head> {
    let sections = context.document.sections();
    let tops =
        sections.iter().enumerate().filter(|(_, section)| section.depth == 1 && section.heading.is_some());
    let mut heads = tops.filter_map(|(at, section)| {
        let range = context.document.plain().fold(section.title).range();
        let title = &context.plain()[range.clone()];
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        if !has(words) || has(without) {
            return None;
        }
        let mut years = patterns.year.matches(title).filter_map(|hit| hit.group(1));
        let year = years.next().filter(|year| {
            let behind = title[year.end..].trim_start_matches(['年', '度']);
            !PART.iter().any(|part| behind.starts_with(part) || behind.starts_with(['上', '下']))
        })?;
        if years.next().is_some() {
            return None;
        }
        let span = context.place(range.start + year.start, range.start + year.end);
        Some(Head { year: number_of(&title[year])?, span, heading: context.heading(SectionId(at as u32)) })
    });
    heads.next().filter(|_| heads.next().is_none())
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, words};

    fn found(title: &str, review: &str, plan: &str, first: &str) -> Vec<String> {
        let text = format!(
            "{title}岚溪县政府工作报告\n\n一、{review}\n\n{first}全年清淤河道41公里，划界水库9座。\n\n二、{plan}\n\n6月底前完成5座水库划界，更换老旧管道12公里。"
        );
        words(&report(&text), "consistency/year-left")
    }

    #[test]
    fn the_plan_is_of_the_year_behind_the_one_looked_back_on() {
        let review = "2025年工作回顾";
        assert!(found("2026年", review, "2026年主要工作", "刚刚过去的2025年，").is_empty());
        assert_eq!(found("2026年", review, "2025年主要工作", ""), ["2025"]);
        assert_eq!(found("2026年", "2024年工作回顾", "2026年主要工作", ""), ["2024"]);
        assert_eq!(found("2025年", review, "2026年主要工作", ""), ["2026"]);
        assert_eq!(found("2026年", "工作回顾", "2025年工作安排", ""), ["2025"]);
        assert_eq!(found("2026年", "2024年主要工作和发展成就", "2026年主要工作", ""), ["2024"]);
        assert!(found("", review, "2026年主要工作", "").is_empty());
        assert!(found("2025年", "2025年上半年工作回顾", "2025年下半年工作安排", "").is_empty());
    }

    #[test]
    fn the_year_that_has_just_passed_is_the_one_looked_back_on() {
        let of = |first| found("2026年", "2025年工作回顾", "2026年主要工作", first);
        assert_eq!(of("刚刚过去的2024年雨水偏多。"), ["2024"]);
        assert!(of("刚刚过去的五年雨水偏多。").is_empty());
    }
}
