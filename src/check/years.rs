//! Years and dates that do not agree.

use super::context::{Context, Found};
use crate::{
    model::{BlockKind, Role},
    rules::{
        Pattern,
        kind::{YearPlace, Years},
    },
    text::Span,
};

/// Patterns of the kind, compiled once.
#[derive(Clone, Debug)]
pub(super) struct YearPatterns {
    year: Pattern,
    opening: Pattern,
    excuse: Pattern,
}

pub(super) fn patterns() -> YearPatterns {
    YearPatterns {
        year: Pattern::new("(?:^|[^\\d—–~-])(20[0-4]\\d)年(?:度)?"),
        opening: Pattern::new(
            "^(?:[一二三四五六七八九十]是|\\(?[一二三四五六七八九十\\d]{1,3}[、.)])?(20[0-4]\\d)年(?:以来|来|度|全年|,|我[局委办区市县街镇乡]|全[局委区市县年])",
        ),
        excuse: Pattern::new(
            "较|比|相比|同比|截至|至今|印发|出台|施行|实施|起|以前|之前|上年|去年|历年|—|修订|启动|部署|连续|遗留|结转",
        ),
    }
}

pub(super) fn check(context: &Context, rule: &Years, patterns: &YearPatterns) -> Vec<Found> {
    let Some(year) = context.year() else { return Vec::new() };
    let conflict = conflict(context, year, patterns);
    match (rule.place, conflict) {
        (YearPlace::Title, Some(conflict)) => vec![title(context, year, &conflict)],
        // One cause, one finding.
        (YearPlace::Title, None) | (_, Some(_)) => Vec::new(),
        (YearPlace::Heading, None) => heading(context, year, patterns),
        (YearPlace::Body, None) => body(context, year, patterns),
    }
}

/// The text speaks of one other year throughout.
struct Conflict {
    other: i32,
    places: Vec<Span>,
}

fn conflict(context: &Context, year: i32, patterns: &YearPatterns) -> Option<Conflict> {
    let header = context.document.header();
    // Only a year that stands in the title can be wrong there.
    header.title_span.filter(|title| header.year_span.is_some_and(|span| title.contains(span)))?;
    let signed = header.date?.0;
    if signed == year + 1 || signed == year {
        return None;
    }
    // What will be done in the year of signing shows that the year before is reported on.
    let planned = context
        .sections_of(Role::Plan)
        .iter()
        .any(|id| context.document.plain_slice(context.heading(*id)).contains(&signed.to_string()));
    let mut places = Vec::new();
    let text = context.plain();
    for hit in patterns.year.matches(text) {
        let number = hit.group(1)?;
        let span = context.place(number.start, number.end);
        let inside = context.document.in_body(span.start())
            || matches!(context.block_kind(span.start()), Some(BlockKind::Heading { .. }));
        if !inside || context.in_title(number.start) || (!planned && context.role(span.start()) == Role::Plan)
        {
            continue;
        }
        match text[number].parse::<i32>() {
            Ok(value) if value == year => return None,
            Ok(value) if value == signed - 1 => places.push(span),
            _ => {}
        }
    }
    (places.len() >= 2).then_some(Conflict { other: signed - 1, places })
}

fn title(context: &Context, year: i32, conflict: &Conflict) -> Found {
    let header = context.document.header();
    let other = conflict.other;
    let count = conflict.places.len();
    let said = match context.lang {
        crate::model::Lang::Zh => format!("正文有{count}处写的是{other}年的工作，落款也是{}年", other + 1),
        crate::model::Lang::En => {
            format!("the text speaks of {other} in {count} places and is signed in {}", other + 1)
        }
    };
    let mut found = Found::at(header.year_span.or(header.title_span).unwrap_or_default())
        .with("year", year.to_string())
        .with("text", said)
        .with("found", other.to_string());
    for span in conflict.places.iter().take(3) {
        found = found.label(*span, String::new());
    }
    if let Some(date) = header.date_span {
        found = found.label(date, context.lang.pick("落款日期", "the date under the text"));
    }
    found
}

fn heading(context: &Context, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    headings(context, year, patterns)
        .into_iter()
        .map(|other| {
            let found = Found::at(other.span)
                .with("text", context.words(other.heading))
                .with("found", other.year.to_string())
                .with("year", year.to_string());
            match context.document.header().year_span {
                Some(span) => found.label(span, context.lang.pick("报告的年份", "the year of the report")),
                None => found,
            }
        })
        .collect()
}

struct Other {
    span: Span,
    heading: Span,
    year: i32,
}

/// Years in headings, titles of documents and periods left out.
fn headings(context: &Context, year: i32, patterns: &YearPatterns) -> Vec<Other> {
    let text = context.plain();
    let mut found = Vec::new();
    for hit in patterns.year.matches(text) {
        let Some(number) = hit.group(1) else { continue };
        let span = context.place(number.start, number.end);
        if !matches!(context.block_kind(span.start()), Some(BlockKind::Heading { .. })) {
            continue;
        }
        let after = &text[number.end..];
        if context.in_title(number.start)
            || after.starts_with("年—")
            || after.starts_with("年-")
            || after.starts_with("年以")
        {
            continue;
        }
        let Ok(value) = text[number].parse::<i32>() else { continue };
        let block = context.document.block_at(span.start()).map(|id| context.document.block(id).span);
        let heading = block.unwrap_or(span);
        let words = context.document.plain_slice(heading);
        let signed = context.document.header().date.map(|date| date.0);
        let plan = context.role(span.start()) == Role::Plan;
        let wrong = if plan {
            // The plan of a report that is signed in the next year is for that year.
            value < year
                || (value == year && signed == Some(year + 1) && !words.contains(&(year + 1).to_string()))
        } else {
            (year - 3..year).contains(&value) && !words.contains(&year.to_string())
        };
        // What became of last year's plan belongs into this report.
        let looks_back = ["完成", "落实", "上年", "上一年", "回顾", "整改", "反馈", "以来"]
            .iter()
            .any(|word| words.contains(word));
        if wrong && !looks_back {
            found.push(Other { span, heading, year: value });
        }
    }
    found
}

fn body(context: &Context, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    let mut found = Vec::new();
    for claim in context.document.claims() {
        let text = context.document.plain_slice(claim.span);
        let Some(hit) = patterns.opening.first(text).and_then(|hit| hit.group(1)) else { continue };
        let Ok(value) = text[hit.clone()].parse::<i32>() else { continue };
        let role = context.role(claim.span.start());
        let done =
            matches!(role, Role::Measures | Role::Leader | Role::Overview | Role::Study | Role::Disclosure);
        let stale = value == year - 1 || value == year - 2;
        if !context.document.in_body(claim.span.start()) || !done || !stale {
            continue;
        }
        if text.contains(&year.to_string()) || patterns.excuse.fits(text) {
            continue;
        }
        let from = context.document.plain().offset(claim.span.start()) as usize;
        let span = context.place(from + hit.start, from + hit.end + "年".len());
        let mut one = Found::at(span)
            .with("text", super::context::short(text, 40))
            .with("found", value.to_string())
            .with("year", year.to_string());
        if let Some(span) = context.document.header().year_span {
            one = one.label(span, context.lang.pick("报告的年份", "the year of the report"));
        }
        found.push(one);
    }
    found
}

/// A date under the text before the year was over, or long after.
pub(super) fn signature(context: &Context) -> Vec<Found> {
    let header = context.document.header();
    let (Some(year), Some(span), Some(date)) = (header.year, header.date_span, header.date) else {
        return Vec::new();
    };
    // Reports are due by 1 March or 1 April; some are signed in the last weeks of the year itself.
    let early = date < (year, 12, 1);
    let late = date > (year + 1, 12, 31);
    if !early && !late {
        return Vec::new();
    }
    let mut found = Found::at(span).with("text", context.words(span)).with("year", year.to_string());
    if let Some(span) = header.year_span {
        found = found.label(span, context.lang.pick("报告的年份", "the year of the report"));
    }
    vec![found]
}
