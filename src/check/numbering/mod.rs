//! Numbers of headings, and headings with other words than the form.

pub(super) mod decimals;
pub(super) mod enumerators;
mod levels;
mod nested;
mod nested_inline;

use super::context::{Context, Found, han};
use crate::{
    model::{Block, BlockKind, Section, SectionId},
    rules::kind::{Headings, Numbering, NumberingWhat},
    text::{Number, NumberStyle, Span, class, leading_number},
};
use enumerators::{broken_ordinals, digits_in_digits, enumerators, others_nested};
use nested::nested_numbers;

pub(super) fn check(context: &Context, rule: &Numbering) -> Vec<Found> {
    match rule.what {
        NumberingWhat::Headings => headings(context),
        NumberingWhat::Levels => levels::check(context),
        NumberingWhat::Enumerators => {
            let counted = enumerators(context).into_iter().filter(|(nested, _)| !nested);
            counted.map(|(_, found)| found).chain(broken_ordinals(context)).collect()
        }
        NumberingWhat::Nested => {
            let nested =
                enumerators(context).into_iter().filter(|(nested, _)| *nested).map(|(_, found)| found);
            let others = others_nested(context).into_iter().chain(nested_numbers(context));
            let inline = nested_inline::check(context);
            nested.chain(digits_in_digits(context)).chain(others).chain(inline).collect()
        }
    }
}

pub(super) fn number(context: &Context, section: &Section) -> Option<Number> {
    leading_number(context.document.slice(section.number))
}

/// Lists inside lists of one style, at most.
const NESTED: usize = 8;

fn headings(context: &Context) -> Vec<Found> {
    let sections = context.document.sections();
    let mut found = Vec::new();
    let mut last: Vec<Option<(usize, Number)>> = vec![None; sections.len() + 1];
    // Where the counts stood in which a list of the same style began anew: 三、 and below it 一、二、, then 四、.
    let mut broken_off: Vec<Vec<u32>> = vec![Vec::new(); sections.len() + 1];
    for (at, section) in sections.iter().enumerate() {
        let Some(here) = number(context, section) else { continue };
        // 第13节将…。 is a line of running text that begins so.
        let part = matches!(here.style, NumberStyle::Part | NumberStyle::Subpart)
            && context.document.slice(section.number).contains(class::is_digit);
        if part && context.document.plain_slice(section.title).contains([',', '。']) {
            continue;
        }
        let parent = section.parent.map_or(sections.len(), |id| id.0 as usize);
        let before = last[parent].replace((at, here));
        let Some((previous, there)) = before else { continue };
        if there.style == here.style && here.value == 1 {
            broken_off[parent].push(there.value);
            if broken_off[parent].len() > NESTED {
                broken_off[parent].remove(0);
            }
        } else if there.style == here.style
            && here.value <= there.value
            && let Some(outer) = broken_off[parent].iter().rposition(|outer| outer + 1 == here.value)
        {
            broken_off[parent].truncate(outer);
            continue;
        }
        if there.style != here.style || here.value == there.value + 1 || here.value == 1 {
            continue;
        }
        let previous = &sections[previous];
        let between = Span::new(previous.span.start(), section.span.start());
        // What seems to be missing stands where it was not taken for a heading; or a list inside the
        // part before began again.
        let step = if here.value > there.value { there.value + 1 } else { here.value - 1 };
        if is_mentioned(context, between, here.style, step) {
            continue;
        }
        let heading = context.heading(SectionId(at as u32));
        let before = previous.heading.map_or(previous.span, |block| context.document.block(block).span);
        found.push(
            Found::at(if section.number.is_empty() { heading } else { section.number })
                .with("text", context.words(heading))
                .with("previous", context.words(before))
                .with("expected", (there.value + 1).to_string())
                .label(before, context.lang.pick("前一个同级标题", "the heading before")),
        );
    }
    found.extend(fallen_back(context));
    found.extend(decimals::gaps(context));
    found
}

/// Lines that look like headings and were not taken for such because their number goes back: 二、其他说明
/// behind 五、. A list that begins again has more than one of them in its section; behind an annex the
/// count may start anew.
fn fallen_back(context: &Context) -> Vec<Found> {
    let document = context.document;
    let top = |block: &Block| {
        leading_number(document.slice(block.span)).filter(|number| number.style == NumberStyle::Han)
    };
    let mut found = Vec::new();
    for (at, section) in document.sections().iter().enumerate() {
        let Some(above) = number(context, section).filter(|number| number.style == NumberStyle::Han) else {
            continue;
        };
        let blocks = &document.blocks()[section.blocks.start as usize..section.blocks.end as usize];
        let mut strays = blocks.iter().enumerate().filter(|(_, block)| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && top(block).is_some()
        });
        let (Some((nth, block)), None) = (strays.next(), strays.next()) else { continue };
        let words = document.plain_slice(block.span);
        let alone = han(words) <= 20 && !words.contains(['。', ';', ':', ',', '!', '?', '%', '“']);
        let followed = blocks.get(nth + 1).is_some_and(|next| {
            matches!(next.kind, BlockKind::Paragraph) && document.slice(next.span).contains('。')
        });
        let annexed = blocks[..nth].iter().any(|block| document.slice(block.span).starts_with("附"));
        // The list may go on with what was taken for the next heading.
        let next = document.sections()[at + 1..].iter().find_map(|next| number(context, next));
        let back = top(block).is_some_and(|here| {
            here.value <= above.value && next.is_none_or(|next| next.value != here.value + 1)
        });
        if alone && followed && !annexed && back {
            let before = context.heading(SectionId(at as u32));
            found.push(
                Found::at(block.span)
                    .with("text", context.words(block.span))
                    .with("previous", context.words(before))
                    .with("expected", (above.value + 1).to_string())
                    .label(before, context.lang.pick("前一个同级标题", "the heading before")),
            );
        }
    }
    found
}

/// Whether a number that seems to be missing stands somewhere in the text, where it was not taken
/// for that of a heading.
fn is_mentioned(context: &Context, between: Span, style: NumberStyle, value: u32) -> bool {
    let text = context.document.plain_slice(between);
    let han = han_number(value);
    match style {
        NumberStyle::Part | NumberStyle::Subpart => text.contains(&format!("第{han}")),
        NumberStyle::Han => text.contains(&format!("{han}、")) || text.contains(&format!("{han}.")),
        NumberStyle::HanBracket => {
            // ㈣ is one character.
            let one =
                char::from_u32('㈠' as u32 + value.saturating_sub(1)).filter(|_| (1..=10).contains(&value));
            text.contains(&format!("({han})"))
                || text.contains(&format!("{han})"))
                || one.is_some_and(|one| text.contains(one))
        }
        NumberStyle::Arabic => [".", "、", ","].iter().any(|mark| text.contains(&format!("{value}{mark}"))),
        NumberStyle::ArabicBracket => text.contains(&format!("{value})")),
        NumberStyle::Circled => {
            let one = char::from_u32('①' as u32 + value.saturating_sub(1));
            value > 20 || one.is_some_and(|one| text.contains(one))
        }
    }
}

/// 3 as 三, 12 as 十二.
pub(super) fn han_number(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (value / 10, DIGITS[(value % 10) as usize]);
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", DIGITS.get(tens as usize).copied().unwrap_or("")),
    }
}

pub(super) fn fixed(context: &Context, rule: &Headings) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, section) in context.document.sections().iter().enumerate() {
        let Some(here) = number(context, section).filter(|number| number.style == NumberStyle::Han) else {
            continue;
        };
        let Some(right) = rule.expected.get(here.value as usize - 1) else { continue };
        let words = |text: &str| -> String { text.chars().filter(|c| class::is_han(*c)).collect() };
        let expected = words(&right[leading_number(right).map_or(0, |number| number.len)..]);
        let title = words(context.document.plain_slice(section.title));
        if title != expected && !title.is_empty() && section.depth == 1 {
            let heading = context.heading(SectionId(at as u32));
            found.push(Found::at(heading).with("text", context.words(heading)).with("right", right.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        let signed =
            small("全年立案27件。").replace("岚溪区水务局\n2024", &format!("{text}\n\n岚溪区水务局\n2024"));
        words(&report(&signed), "structure/heading-number")
    }

    #[test]
    fn a_number_that_goes_back_is_a_heading_where_it_stands_like_one() {
        let plan = "二、存在的不足和原因\n\n5座水库没有划界，原因是资料缺失。";
        assert_eq!(found(&format!("{plan}\n\n一、其他说明\n\n数据截至12月31日。")), ["一、其他说明"]);
        assert_eq!(found(&format!("{plan}\n\n二、其他说明\n\n数据截至12月31日。")), ["二、"]);
    }

    #[test]
    fn a_count_goes_on_behind_a_list_inside_it() {
        let heads = |numbers: &str| {
            let part = |c: char| format!("{c}、河道{c}段\n\n清淤{}米。\n\n", c as u32 % 90 + 10);
            found(&numbers.chars().map(part).collect::<String>())
        };
        assert!(heads("二三一二三四").is_empty());
        assert_eq!(heads("二三一二三五").len(), 1);
    }

    #[test]
    fn a_list_and_an_annex_may_count_anew() {
        let plan = "二、存在的不足和原因\n\n5座水库没有划界，原因是资料缺失。";
        let list = "一、水库划界\n\n5座没有划界。\n\n二、护岸加固\n\n3处没有加固。";
        assert!(found(&format!("{plan}\n\n{list}")).is_empty());
        assert!(found(&format!("{plan}\n\n附件\n\n一、名词解释\n\n划界是确定管理范围。")).is_empty());
        assert!(found(&format!("{plan}\n\n三、其他说明\n\n数据截至12月31日。")).is_empty());
    }
}
