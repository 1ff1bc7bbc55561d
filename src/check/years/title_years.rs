//! The year that a report's title states, against what its text says of itself.

use super::{YearPatterns, number_of};
use crate::{
    check::context::{Context, Found},
    model::{BlockKind, Role},
    rules::kind::Years,
    text::Span,
};

/// The text speaks of one other year throughout.
pub(super) struct Conflict {
    other: i32,
    places: Vec<Span>,
}

pub(super) fn conflict(context: &Context, year: i32, patterns: &YearPatterns) -> Option<Conflict> {
    let header = context.document.header();
    // Only a year that stands in the title can be wrong there.
    header.title_span.filter(|title| header.year_span.is_some_and(|span| title.contains(span)))?;
    // Without a date the year after the title's is the other one there can be.
    let signed = header.date.map_or(year + 2, |date| date.0);
    if signed == year + 1 || signed == year {
        return None;
    }
    // What will be done in the year of signing shows that the year before is reported on.
    let planned = context
        .sections_of(Role::Plan)
        .iter()
        .any(|id| context.document.plain_slice(context.heading(*id)).contains(&signed.to_string()));
    let (mut places, mut own, mut others, mut named) = (Vec::new(), 0, 0, 0);
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
        // 2022年，… and a heading say which year is meant; 比2022年增加 only compares with it.
        let heading = matches!(context.block_kind(span.start()), Some(BlockKind::Heading { .. }));
        let opens = heading || is_first_in_claim(context, span, patterns);
        match number_of(&text[number]) {
            Some(value) if value == year => {
                own += usize::from(opens);
                named += 1;
            }
            Some(value) if value == signed - 1 => {
                others += usize::from(opens);
                places.push(span);
            }
            _ => {}
        }
    }
    let enough = if header.date.is_some() {
        places.len() >= 2 || planned
    } else {
        places.len() >= 3 && others >= 2 && named == 0
    };
    (own == 0 && others >= 1 && enough).then_some(Conflict { other: signed - 1, places })
}

/// Bytes over the title, at the head of the text and at its end in which lines that state the year stand.
const NEAR: usize = 1500;

/// The year that the report says of itself, where it is another than the title's.
pub(super) fn stated(context: &Context, rule: &Years, year: i32) -> Option<Found> {
    let text = context.plain();
    // What stands over the title on a page is no block of the document.
    let page = context.document.text();
    let title = context.document.header().title_span.map_or(0, |span| span.start() as usize);
    let over = &page[page.floor_char_boundary(title.saturating_sub(NEAR))..title.min(page.len())];
    let (head, foot) = (
        text.floor_char_boundary(NEAR),
        text.floor_char_boundary(text.len().saturating_sub(NEAR)).max(NEAR.min(text.len())),
    );
    let foot = text.floor_char_boundary(foot);
    let told = rule.pattern.iter().flat_map(|pattern| {
        context.spots.lines(pattern).flat_map(move |line| {
            let words = &text[line.clone()];
            pattern.matches(words).map(move |hit| (hit, words, Some(line.start), false))
        })
    });
    let lines = [(over, None), (&text[..head], Some(0)), (&text[foot..], Some(foot))];
    let lines = lines.into_iter().flat_map(|(text, base)| {
        rule.lines.iter().flat_map(|pattern| pattern.matches(text)).map(move |hit| (hit, text, base, true))
    });
    told.chain(lines).find_map(|(hit, text, base, line)| {
        let number = hit.first_group()?;
        let value = text[number.clone()].parse::<i32>().ok()?;
        let span = if let Some(base) = base {
            context.place(base + number.start, base + number.end)
        } else {
            let base = title - over.len();
            Span::from(base + number.start..base + number.end)
        };
        // 2024年的打算 is what comes next.
        let ahead =
            rule.unless.as_ref().is_some_and(|unless| unless.fits(&text[number.start..hit.whole().end]));
        // On a page 年份 may be that of its publication.
        let stands = if line { value < year } else { context.document.in_body(span.start()) };
        // Next year's report, cited, and what was told a year ago are others.
        if ahead || value == year || (value - year).abs() > 3 || !stands {
            return None;
        }
        let said = match context.lang {
            crate::model::Lang::Zh if line => format!("这一行写的是{value}年"),
            crate::model::Lang::Zh => format!("正文说报告的是{value}年"),
            crate::model::Lang::En => format!("the text says that it reports on {value}"),
        };
        let found = Found::at(span)
            .with("year", year.to_string())
            .with("text", said)
            .with("found", value.to_string());
        Some(match context.document.header().year_span {
            Some(title) => found.label(title, context.lang.pick("标题的年份", "the year of the title")),
            None => found,
        })
    })
}

/// Whether a claim begins with these words, as in 2023年，全局…, but not 2023年以来.
fn is_first_in_claim(context: &Context, span: Span, patterns: &YearPatterns) -> bool {
    let first = context.claim_at(span.start()).is_some_and(|claim| {
        let claim = context.document.claim(claim).span;
        context.document.plain_slice(Span::new(claim.start(), span.start())).trim().is_empty()
    });
    let text = context.plain();
    let after = &text[context.document.plain().offset(span.end()) as usize..];
    first && !patterns.beside.fits(after)
}

pub(super) fn title(context: &Context, year: i32, conflict: &Conflict) -> Found {
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
