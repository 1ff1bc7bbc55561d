//! Lists inside a paragraph that are counted with the marks of the list around them: （二）…：（一）…（二）….

use crate::{
    check::context::{Context, Found, short},
    model::{Block, BlockKind},
    text::{Number, NumberStyle, class, leading_number},
};

/// A paragraph with more numbers is no list that anybody reads.
const MOST: usize = 100;

/// A number in a paragraph.
#[derive(Clone, Copy)]
struct Mark {
    /// Where it stands in the plain view, and how long it is.
    at: usize,
    len: usize,
    number: Number,
}

/// For each paragraph the first list inside an item with the item's own marks, if the outer list goes on behind it.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let document = context.document;
    let prose = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. })
    };
    let blocks: Vec<&Block> = document.blocks().iter().filter(|block| prose(block)).collect();
    let mut found = Vec::new();
    for (nth, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let range = document.plain().fold(block.span);
        let words = range.slice(context.plain());
        if !words.contains('①') && words.matches('(').nth(1).is_none() {
            continue;
        }
        let mut marks = marks(words, range.start() as usize);
        if marks.len() > MOST {
            continue;
        }
        // A heading that runs into its text is the item that the text belongs to.
        let own = nth.checked_sub(1).map(|before| blocks[before]).filter(|before| {
            matches!(before.kind, BlockKind::Heading { .. }) && before.origin == block.origin
        });
        if let Some(head) = own
            && let Some(number) = leading_number(document.slice(head.span))
        {
            let at = document.plain().offset(head.span.start()) as usize;
            marks.insert(0, Mark { at, len: number.len, number });
        }
        let next = blocks.get(nth + 1).and_then(|next| leading_number(document.slice(next.span)));
        if let Some((outer, inner)) = nested(context.plain(), &marks, own.is_some(), next) {
            let place = |mark: &Mark| context.place(mark.at, mark.at + mark.len);
            let plain = context.plain();
            let words = |mark: &Mark| plain[mark.at..].chars().take(8).collect::<String>();
            let span = context.place(inner.at, inner.at + words(inner).len());
            found.push(
                Found::at(span)
                    .with("text", short(&words(outer), 12))
                    .with("inner", plain[inner.at..inner.at + inner.len].trim())
                    .label(place(outer), context.lang.pick("外层的这一条", "the outer item")),
            );
        }
    }
    found
}

/// The item of a list and the first number inside it that counts anew in the same style.
///
/// The outer list goes on behind the inner one, in the same paragraph or at the head of the next. Of two lists one behind
/// the other the second begins in a new sentence.
fn nested<'a>(
    text: &str,
    marks: &'a [Mark],
    head: bool,
    next: Option<Number>,
) -> Option<(&'a Mark, &'a Mark)> {
    for (nth, outer) in marks.iter().enumerate() {
        let style = outer.number.style;
        let mut inner = marks[nth + 1..].iter().filter(|mark| mark.number.style == style);
        let Some(first) = inner.next().filter(|mark| mark.number.value == 1) else { continue };
        let rest: Vec<u32> = inner.map(|mark| mark.number.value).collect();
        let run = 1 + rest.iter().zip(2..).take_while(|(value, wanted)| **value == *wanted).count() as u32;
        let wanted = outer.number.value + 1;
        let after = rest.get(run as usize - 1).copied();
        let inside = !text[outer.at..first.at].contains('。');
        // The run may have taken the outer list's next number for its own.
        let here = inside && (after == Some(wanted) || (run >= wanted && wanted >= 3));
        let follows = next.is_some_and(|next| next.style == style && next.value == wanted);
        if run >= 2 && (here || (head && nth == 0 && after.is_none() && follows)) {
            return Some((outer, first));
        }
    }
    None
}

/// The numbers of a paragraph that lists are counted with, but for those that are cited: 第（一）项.
fn marks(text: &str, base: usize) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut before = '。';
    for (at, c) in text.char_indices() {
        let opens = matches!(c, '(' | '①'..='⑳');
        // A list begins behind a mark, or at the head of the paragraph.
        let stands = at == 0 || matches!(before, '。' | ';' | ',' | ':' | '、');
        if opens
            && stands
            && let Some(number) = leading_number(&text[at..])
            && matches!(
                number.style,
                NumberStyle::HanBracket | NumberStyle::ArabicBracket | NumberStyle::Circled
            )
            && text[at + number.len..]
                .starts_with(|c: char| class::is_han(c) || c == '“' || c == '《' || class::is_digit(c))
        {
            found.push(Mark { at: base + at, len: number.len, number });
        }
        if !c.is_whitespace() {
            before = c;
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
    fn a_list_counts_with_the_marks_of_its_item() {
        let inner = "（一）封堵取水口9处；（二）整治混接41处。";
        assert_eq!(
            found(&format!(
                "（一）巡查河道。全年212次。\n\n（二）整治河道。办法如下：{inner}\n\n（三）加固护岸。加固3处。"
            )),
            1
        );
        assert_eq!(found("做了两件事：①整治河道，分两步走，①封堵9处，②整治41处；②加固护岸3处。"), 1);
        assert_eq!(
            found("做了两件事：（1）整治河道；（2）加固护岸，（1）加固3处，（2）种树9棵；（3）公示。"),
            1
        );
        for right in [
            "做了两件事：（1）整治河道，①封堵9处，②整治41处；（2）加固护岸3处。",
            "依照第二十条第（一）项、第（二）项公开，（一）规章；（二）文件。",
            "河道：（1）封堵9处；（2）整治41处。护岸：（1）加固3处；（2）种树9棵。",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
