//! Headings without text.

use super::context::{Context, Found, han};
use crate::{
    model::{Block, BlockKind, SectionId},
    text::{Number, NumberStyle, class, leading_number},
};

pub(super) fn check(context: &Context) -> Vec<Found> {
    let sections = context.document.sections();
    let mut found = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let id = SectionId(at as u32);
        let Some(block) = section.heading else { continue };
        let title = context.document.plain_slice(section.title);
        // Where those beside it are as long and have their text, so has it.
        let long = || {
            let beside = sections.iter().filter(|other| {
                other.parent == section.parent
                    && other.depth == section.depth
                    && other.blocks.len() > 1
                    && context.document.plain_slice(other.title).contains(',')
            });
            beside.count() >= 2 && !title.contains(class::is_digit)
        };
        // A heading that ends like a sentence is a statement of its own.
        let blocks = context.document.blocks();
        let signed = |at: &u32| {
            let kind = blocks.get(*at as usize).map(|block| block.kind);
            matches!(kind, Some(BlockKind::Signature | BlockKind::Date))
        };
        // The full stop of a title in the line of its text is no text.
        let says = |at: &u32| {
            blocks
                .get(*at as usize)
                .is_some_and(|block| context.document.plain_slice(block.span).contains(class::is_letter))
        };
        // The signature stands under the whole report, not under its last part.
        let mut told = section.blocks.clone().filter(says).filter(|at| section.depth > 1 || !signed(at));
        if told.nth(1).is_some()
            || context.document.children(id).next().is_some()
            || title.contains(['。', ';'])
            || is_definition(title)
            || sections
                .get(at + 1)
                .is_some_and(|next| is_definition(context.document.plain_slice(next.title)))
            || title.is_empty()
            || !matches!(context.document.block(block).kind, BlockKind::Heading { .. })
            || (title.contains(',') && (han(title) > 16 || title.contains(class::is_digit)) && !long())
            || han(title) > if title.contains(',') { 36 } else { 25 }
        {
            continue;
        }
        let mut one = Found::at(context.heading(id)).with("text", context.words(context.heading(id)));
        if let Some(next) = sections.get(at + 1).and_then(|next| next.heading) {
            let next = context.document.block(next).span;
            one = one.label(next, context.lang.pick("紧接着就是这个标题", "this heading follows at once"));
        }
        found.push(one);
    }
    for one in bare_lines(context).into_iter().chain(bare_siblings(context)) {
        if !found.iter().any(|other: &Found| other.span.overlaps(one.span)) {
            found.push(one);
        }
    }
    found
}

/// Whether a heading says behind a colon what its first words mean: 一、跨年项目：分属两个年度的项目。
fn is_definition(title: &str) -> bool {
    title.split_once(':').is_some_and(|(term, meaning)| han(term) >= 2 && han(meaning) >= 1)
}

/// A number and a few words with a full stop and nothing behind them, where the one before or behind it of its kind
/// has its text in the same line: （四）平台建设。 between （三）信息管理。清理文件9件。 and the next.
fn bare_siblings(context: &Context) -> Vec<Found> {
    let document = context.document;
    let blocks = document.blocks();
    let number = |block: &Block| {
        let style = |number: &Number| matches!(number.style, NumberStyle::HanBracket | NumberStyle::Arabic);
        leading_number(document.slice(block.span)).filter(style)
    };
    let starts: Vec<usize> =
        (0..blocks.len()).filter(|at| leading_number(document.slice(blocks[*at].span)).is_some()).collect();
    let mut found = Vec::new();
    for (nth, at) in starts.iter().enumerate() {
        let block = &blocks[*at];
        let Some(here) = number(block) else { continue };
        let line = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. });
        // Its text would stand before the next number.
        let next = starts.get(nth + 1).copied();
        // What is numbered below it is its text: （三）案卷。 and ①….
        let inner = blocks.get(at + 1).is_some_and(|next| deeper(context, next, here.style));
        if next != Some(at + 1) || !line || inner || !is_bare_title(document.plain_slice(block.span)) {
            continue;
        }
        let sibling = |other: usize, value: u32| {
            let same =
                number(&blocks[other]).is_some_and(|one| one.style == here.style && one.value == value);
            (same && has_text(context, &blocks[other..])).then_some(blocks[other].span)
        };
        // What stands between may be parts of the one before.
        let before = starts[..nth].iter().rev().find(|other| {
            leading_number(document.slice(blocks[**other].span)).is_some_and(|one| one.style <= here.style)
        });
        let before = before.and_then(|other| sibling(*other, here.value.wrapping_sub(1)));
        let Some(beside) = before.or_else(|| next.and_then(|next| sibling(next, here.value + 1))) else {
            continue;
        };
        found.push(
            Found::at(block.span)
                .with("text", context.words(block.span))
                .label(beside, context.lang.pick("同级的这一条有内容", "this one of its kind has text")),
        );
    }
    found
}

/// Whether a block begins with a number of a deeper style.
fn deeper(context: &Context, block: &Block, style: NumberStyle) -> bool {
    leading_number(context.document.slice(block.span)).is_some_and(|number| number.style > style)
}

/// Whether a line is a number with a few words and a full stop, and states nothing itself.
fn is_bare_title(text: &str) -> bool {
    let text = text.trim();
    let words = leading_number(text).map_or(text, |number| &text[number.len..]);
    let Some(title) = words.strip_suffix('。') else { return false };
    (2..=16).contains(&han(title))
        && !title.contains(['。', ';', ',', ':', '"'])
        && !title.contains(class::is_digit)
        && !["无", "没", "不", "未", "略"].iter().any(|word| title.contains(word))
}

/// Whether a line is a number, a few words with a full stop, and more: in one block, or in the next, where the words
/// were cut off as a heading.
fn has_text(context: &Context, blocks: &[Block]) -> bool {
    let [block, rest @ ..] = blocks else { return false };
    let text = context.document.plain_slice(block.span).trim_end();
    let words = leading_number(text).map_or(text, |number| &text[number.len..]);
    let behind = rest.first().filter(|next| next.span.start() == block.span.end());
    let behind = behind.map_or("", |next| context.document.plain_slice(next.span));
    words.split_once('。').is_some_and(|(title, rest)| han(title) <= 20 && han(rest) + han(behind) >= 10)
}

/// A line that looks like a heading and was taken for a point of a list, between headings of its kind:
/// （三）信息管理情况。 directly before （四）.
fn bare_lines(context: &Context) -> Vec<Found> {
    let document = context.document;
    let blocks = document.blocks();
    let number = |block: &Block| {
        let style = |number: &Number| matches!(number.style, NumberStyle::Han | NumberStyle::HanBracket);
        leading_number(document.slice(block.span)).filter(style)
    };
    let mut found = Vec::new();
    for pair in blocks.windows(2) {
        let (Some(here), Some(next)) = (number(&pair[0]), number(&pair[1])) else { continue };
        let words = document.plain_slice(pair[0].span).trim_end_matches(['。', ':']);
        let bare = matches!(pair[0].kind, BlockKind::Paragraph | BlockKind::Item)
            && han(words) <= 16
            && !words.contains(['。', ';', ',', '、', ':'])
            && !words.contains(class::is_digit)
            && ["情况", "方面", "工作", "建设", "管理", "保障"].iter().any(|end| words.ends_with(end));
        // The next one of its kind is a heading with text.
        let sibling = matches!(pair[1].kind, BlockKind::Heading { .. });
        if bare && sibling && here.style == next.style && next.value == here.value + 1 {
            let next =
                document.block_at(pair[1].span.start()).map_or(pair[1].span, |id| document.block(id).span);
            found.push(
                Found::at(pair[0].span)
                    .with("text", context.words(pair[0].span))
                    .label(next, context.lang.pick("紧接着就是这个标题", "this heading follows at once")),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn a_title_in_the_line_needs_text_behind_it() {
        let found = |middle: &str| {
            let text = format!(
                "（一）水源保护。划定保护区9处，立牌38块，清理围网3处。\n\n（二）{middle}\n\n（三）水价核定。召开听证会1次，公布成本监审结果。"
            );
            words(&report(&small(&text)), "structure/empty-heading")
        };
        assert_eq!(found("管网改造。"), ["（二）管网改造。"]);
        assert!(found("管网改造。更换老旧管道12公里，漏损率降到9%。").is_empty());
        assert!(found("无违法案件。").is_empty());
        assert!(found("管网改造。①老城更换管道12公里；②新区补装水表31只。").is_empty());
        assert!(found("管网改造。\n\n①老城更换管道12公里。\n\n②新区补装水表31只。").is_empty());
        assert!(found("换管12公里。").is_empty());
        let list = "（一）水源保护。\n\n（二）管网改造。\n\n（三）水价核定。";
        assert!(words(&report(&small(list)), "structure/empty-heading").is_empty());
        let terms = "（三）名词解释\n\n1.取水户：持证取水的单位。\n\n2.漏损率：漏掉的水所占的比例。";
        assert!(words(&report(&small(terms)), "structure/empty-heading").is_empty());
    }

    #[test]
    fn a_full_stop_behind_a_heading_is_no_text() {
        let found = |last: &str| {
            let text = format!(
                "岚溪区2023年政府信息公开工作年度报告\n\n一、总体情况\n\n（一）主动公开情况。公开文件41件。\n（二）信息管理情况。\n清理失效文件9件，公布目录1份。\n（三）监督保障情况。{last}\n二、主动公开政府信息情况\n制发文件2件。\n三、收到和处理政府信息公开申请情况\n收到27件。\n"
            );
            words(&report(&text), "structure/empty-heading")
        };
        assert_eq!(found(""), ["（三）监督保障情况"]);
        assert!(found("考核12个科室。").is_empty());
    }
}
