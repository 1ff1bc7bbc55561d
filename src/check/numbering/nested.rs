//! Numbered paragraphs that begin to count anew inside an item of the same kind: 1. 1. 2. 2.

use crate::{
    check::context::{Context, Found, short},
    model::{Block, BlockKind},
    text::{Number, NumberStyle, leading_number},
};

/// A numbered paragraph.
struct Numbered<'a> {
    /// Its place among the blocks.
    at: usize,
    block: &'a Block,
    number: Number,
}

/// Lists inside an item right behind its own line, counted with the same marks, behind which the outer list goes on.
pub(super) fn nested_numbers(context: &Context) -> Vec<Found> {
    let document = context.document;
    let listed = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. })
    };
    let numbered: Vec<Numbered> = document
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, block)| listed(block))
        .filter_map(|(at, block)| {
            Some(Numbered { at, block, number: leading_number(document.slice(block.span))? })
        })
        .collect();
    let mut found = Vec::new();
    for pair in 0..numbered.len().saturating_sub(1) {
        let (outer, first) = (&numbered[pair], &numbered[pair + 1]);
        let style = outer.number.style;
        if style <= NumberStyle::Han || first.number.style != style || first.number.value != 1 {
            continue;
        }
        // A heading that runs into its text is two blocks of one line.
        let blocks = document.blocks();
        let own =
            blocks[outer.at + 1..first.at].iter().take_while(|block| block.origin == outer.block.origin);
        if first.at != outer.at + 1 + own.count() {
            continue;
        }
        let announces = document.plain_slice(blocks[first.at - 1].span).trim_end().ends_with(':');
        // A deeper list inside an inner item changes nothing; a higher heading ends all of it.
        let run = numbered[pair + 1..].iter().take_while(|item| item.number.style >= style);
        let mut same = run.filter(|item| item.number.style == style).map(|item| item.number.value);
        let (mut last, mut next) = (0, None);
        for value in same.by_ref() {
            if value != last + 1 || (value == outer.number.value + 1 && last >= 2 && announces) {
                next = Some(value);
                break;
            }
            last = value;
        }
        if last >= 2 && next == Some(outer.number.value + 1) {
            found.push(
                Found::at(first.block.span)
                    .with("text", short(document.plain_slice(outer.block.span), 12))
                    .with("inner", document.slice(first.block.span)[..first.number.len].trim())
                    .label(outer.block.span, context.lang.pick("外层的这一条", "the outer item")),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> usize {
        words(&report(&small(text)), "structure/nested-enumerator").len()
    }

    #[test]
    fn paragraphs_that_count_anew_inside_an_item() {
        let inner = "1.取水口。封堵无证取水口9处。\n\n2.排水口。整治混接41处。";
        let text = |head: &str, next: &str| format!("{head}\n\n{inner}\n\n{next}加固护岸。加固3处。");
        assert_eq!(found(&text("1.整治河道。分两类处理：", "2.")), 1);
        assert_eq!(found(&text("2.整治河道。分两类处理：", "3.")), 1);
        // Two lists, one behind the other, and a list that goes on.
        assert_eq!(found(&text("2.整治河道。全年完成。", "3.")), 0);
        assert_eq!(found(&text("2.整治河道。全年完成。\n\n排查口门的情况如下。", "3.")), 0);
        assert_eq!(found(&text("（一）整治河道。分两类处理：", "（二）")), 0);
    }
}
