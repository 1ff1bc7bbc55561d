//! Levels of headings: 一、 （一） 1. （1）.

use super::{decimals, number};
use crate::{
    check::context::{Context, Found, han},
    model::{Block, BlockKind, Section, SectionId, Severity},
    text::{NumberStyle, leading_number},
};

/// GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; with two levels 1. may follow 一、.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let sections = context.document.sections();
    let mut found = Vec::new();
    let mut top: Option<usize> = None;
    let mut arabic: Option<usize> = None;
    let styles = styles(context);
    for (at, section) in sections.iter().enumerate() {
        let Some(here) = number(context, section) else {
            // 【执法】 opens a part without a number.
            if section.depth == 1 {
                (top, arabic) = (None, None);
            }
            continue;
        };
        match here.style {
            NumberStyle::Han | NumberStyle::Part | NumberStyle::Subpart => {
                top = Some(at);
                arabic = None;
            }
            NumberStyle::HanBracket => {
                if let (Some(before), Some(_), 1) = (arabic, top, here.value) {
                    found.push(jump(context, at, before));
                }
                // From here on 1. is at its right place below （一）.
                top = None;
                arabic = None;
            }
            NumberStyle::Arabic => arabic = arabic.or(Some(at)),
            NumberStyle::ArabicBracket | NumberStyle::Circled => {
                let parent = section.parent.map(|id| id.0 as usize);
                let above = parent.and_then(|id| number(context, &sections[id]));
                let skips = |above: NumberStyle| {
                    above == NumberStyle::Han
                        || (above == NumberStyle::HanBracket && here.style == NumberStyle::ArabicBracket)
                };
                if let (Some(parent), Some(above), 1) = (parent, above, here.value)
                    && skips(above.style)
                    && !is_list(context, section)
                {
                    found.push(jump(context, at, parent).cap(usual(&styles, above.style)));
                }
            }
        }
    }
    if found.is_empty() {
        found
            .extend(upside_down(context).or_else(|| inside_out(context)).or_else(|| decimals::jump(context)));
    }
    found
}

/// The styles of number that a report has anywhere.
fn styles(context: &Context) -> Vec<NumberStyle> {
    let document = context.document;
    let mut styles = Vec::new();
    for number in document.blocks().iter().filter_map(|block| leading_number(document.slice(block.span))) {
        if !styles.contains(&number.style) {
            styles.push(number.style);
        }
    }
    styles
}

/// The severity at most where （1） stands below 一、 in the whole report, as some offices always write: a matter of form.
fn usual(styles: &[NumberStyle], above: NumberStyle) -> Option<Severity> {
    let skipped: &[NumberStyle] = if above == NumberStyle::HanBracket {
        &[NumberStyle::Arabic]
    } else {
        &[NumberStyle::HanBracket, NumberStyle::Arabic]
    };
    (!skipped.iter().any(|style| styles.contains(style))).then_some(Severity::Note)
}

/// Most Chinese characters of a numbered line that only names what follows.
const TITLE: usize = 14;

/// Whether a numbered line is an item of a list and no heading: 逐条说明：(1)…；(2)…。
fn is_list(context: &Context, section: &Section) -> bool {
    section.heading.is_some_and(|heading| is_item(context, heading.0 as usize))
}

/// More Chinese characters than a heading has.
const STATEMENT: usize = 20;

fn is_item(context: &Context, block: usize) -> bool {
    let document = context.document;
    let blocks = document.blocks();
    let ends = |at: usize, mark: char| {
        blocks.get(at).is_some_and(|block| document.plain_slice(block.span).ends_with(mark))
    };
    // ①裁量不一。两起…: what stands in the line of its text.
    let runs_in = blocks.get(block).zip(blocks.get(block + 1)).is_some_and(|(head, text)| {
        let circled = document.slice(head.span).starts_with(|c| matches!(c, '①'..='⑳'));
        circled && head.origin == text.origin && matches!(head.kind, BlockKind::Heading { .. })
    });
    // ①法规科4月底前细化…，6月评查案卷20件。: a whole statement.
    let told = blocks.get(block).is_some_and(|one| {
        let words = document.plain_slice(one.span);
        words.starts_with(|c| matches!(c, '①'..='⑳')) && words.ends_with('。') && han(words) > STATEMENT
    });
    runs_in || told || ends(block, ';') || block.checked_sub(1).is_some_and(|before| ends(before, ':'))
}

/// （一） below 1. in a part that had no （一） before, and （1） or ① directly below 一、, or below （一） in a report that has 1.
/// there elsewhere, where neither was taken for a heading.
fn upside_down(context: &Context) -> Option<Found> {
    let document = context.document;
    let counted = has_second_level(context);
    // ① stands for itself where nothing else is numbered below 一、.
    let circled_is_deep = document
        .blocks()
        .iter()
        .filter(|block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. })
        })
        .filter_map(|block| leading_number(document.slice(block.span)))
        .filter(|number| matches!(number.style, NumberStyle::HanBracket | NumberStyle::Arabic))
        .count()
        >= 2;
    let mut bracketed = false;
    let mut above: Option<&Block> = None;
    // The heading of the part, as long as nothing in it is numbered.
    let mut bare: Option<&Block> = None;
    let heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    for (at, block) in document.blocks().iter().enumerate() {
        let number = leading_number(document.slice(block.span));
        let listed = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. });
        match number.filter(|_| listed) {
            Some(number) if number.style <= NumberStyle::Han => {
                bracketed = false;
                above = None;
                bare = Some(block).filter(heading);
            }
            Some(number)
                if (number.style == NumberStyle::ArabicBracket
                    || (number.style == NumberStyle::Circled && circled_is_deep))
                    && number.value == 1
                    && bare.is_some()
                    && !is_item(context, at) =>
            {
                let bare = bare?;
                let above =
                    leading_number(document.slice(bare.span)).map_or(NumberStyle::Han, |number| number.style);
                return Some(below(context, block, bare).cap(usual(&styles(context), above)));
            }
            Some(number) if number.style == NumberStyle::HanBracket => {
                if let (Some(before), false, 1) = (above, bracketed, number.value) {
                    return Some(below(context, block, before));
                }
                bracketed = true;
                above = None;
                bare = Some(block).filter(|block| counted && heading(block));
            }
            Some(number) if number.style == NumberStyle::Arabic => {
                // 6.深化普法教育。 is one too, whatever it was taken for.
                let title = han(document.plain_slice(block.span)) <= TITLE;
                above = Some(block).filter(|block| number.value == 1 || title || heading(block));
                bare = None;
            }
            _ if matches!(block.kind, BlockKind::Heading { level: 1 }) => {
                (bracketed, above, bare) = (false, None, None);
            }
            _ => above = above.filter(heading),
        }
    }
    None
}

/// Whether the report has 1. below （一） somewhere.
fn has_second_level(context: &Context) -> bool {
    let document = context.document;
    let mut bracketed = false;
    document.blocks().iter().filter_map(|block| leading_number(document.slice(block.span))).any(|number| {
        let second = bracketed && number.style == NumberStyle::Arabic && number.value == 1;
        bracketed = number.style == NumberStyle::HanBracket;
        second
    })
}

/// 一、 that counts what stands below （一）: behind it （二） goes on, or the parts of the report do.
fn inside_out(context: &Context) -> Option<Found> {
    let document = context.document;
    let numbered = document.blocks().iter().filter_map(|block| {
        let listed = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. });
        leading_number(document.slice(block.span)).filter(|_| listed).map(|number| (block, number))
    });
    let numbered: Vec<_> = numbered.filter(|(_, number)| number.style <= NumberStyle::HanBracket).collect();
    let parts = |number: &crate::text::Number| number.style == NumberStyle::Han;
    for at in 1..numbered.len() {
        let ((before, outer), (block, here)) = (&numbered[at - 1], &numbered[at]);
        let inner = parts(here) && here.value == 1 && outer.style == NumberStyle::HanBracket;
        // 一、 opens the report.
        if !inner || !numbered[..at - 1].iter().any(|(_, number)| parts(number)) {
            continue;
        }
        let rest = numbered[at..].iter().map(|(_, number)| number);
        let run =
            rest.clone().zip(1..).take_while(|(number, nth)| parts(number) && number.value == *nth).count();
        let next = rest.clone().nth(run);
        let goes_on =
            next.is_some_and(|next| next.style == NumberStyle::HanBracket && next.value == outer.value + 1);
        // 二、 that follows 一、 of the report, and not the last of the inner ones.
        let above = numbered[..at - 1].iter().rev().find(|(_, number)| parts(number));
        let resumes = next.is_some_and(|next| {
            let follows = above.is_some_and(|(_, above)| next.value == above.value + 1);
            run >= 2 && parts(next) && follows && next.value as usize <= run
        });
        if goes_on || resumes {
            return Some(below(context, block, before));
        }
    }
    None
}

fn below(context: &Context, here: &Block, before: &Block) -> Found {
    Found::at(here.span)
        .with("text", context.words(here.span))
        .with("previous", context.words(before.span))
        .label(before.span, context.lang.pick("前面的标题", "the heading before"))
}

fn jump(context: &Context, here: usize, before: usize) -> Found {
    let (here, before) = (SectionId(here as u32), SectionId(before as u32));
    Found::at(context.heading(here))
        .with("text", context.words(context.heading(here)))
        .with("previous", context.words(context.heading(before)))
        .label(context.heading(before), context.lang.pick("前面的标题", "the heading before"))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        let text = small(text).replace("一、主要举措和成效\n\n", "");
        words(&report(&text), "structure/level-jump")
    }

    #[test]
    fn brackets_stand_below_the_second_level() {
        let text = "一、主要举措\n\n1.取水审批提速\n\n全年办结164件，分别为：\n\n（一）取水许可41件；\n\n（二）排水许可38件。";
        assert_eq!(found(text), ["（一）取水许可41件；"]);
        let late = "1.水源。立牌9处，巡查31次。\n\n2.深化节水宣传。\n\n（一）宣讲9场，参加312人。\n\n（二）张贴海报40处。";
        assert_eq!(found(&format!("一、主要举措\n\n{late}")), ["（一）宣讲9场，参加312人。"]);
        let other = "（一）水源\n\n1.划定保护区。立牌9处。\n\n（二）执法\n\n（1）公示。公示27件。\n\n（2）评查。评查案卷40卷。";
        assert_eq!(found(&format!("一、主要举措\n\n{other}")).len(), 1);
    }

    #[test]
    fn the_habit_of_a_whole_report_is_a_matter_of_form() {
        use crate::model::Severity::{Note, Warning};
        let severity = |second: &str| {
            let text = format!(
                "一、主要举措\n\n（1）水源。立牌9处，巡查31次。\n\n（2）执法。公示27件。\n\n二、安排\n\n{second}划界。划界5座水库。"
            );
            let text = small(&text).replace("一、主要举措和成效\n\n", "");
            let report = report(&text);
            crate::testing::of(&report, "structure/level-jump")
                .map(|found| found.severity)
                .collect::<Vec<_>>()
        };
        assert_eq!(severity("（1）"), [Note, Note]);
        assert_eq!(severity("（一）"), [Warning]);
    }

    #[test]
    fn circles_stand_below_brackets() {
        let text = |mark: &str| {
            format!(
                "一、主要举措\n\n（一）水源。立牌9处。\n\n（二）执法。公示27件。\n\n二、2024年安排\n\n{mark}划界5座水库。"
            )
        };
        assert_eq!(found(&text("①")), ["①划界5座水库。"]);
        assert!(found(&text("（一）")).is_empty());
    }

    #[test]
    fn parts_stand_above_brackets() {
        let inner = "一、答复。纠正1件。\n\n二、更新。抽查60个栏目。";
        let text = format!(
            "一、总体情况\n\n公开171条。\n\n二、问题\n\n（一）去年的问题。\n\n{inner}\n\n（二）今年的问题。解读少。"
        );
        assert_eq!(found(&text).len(), 1);
        let next = "一、总体情况\n\n（一）公开171条。\n\n二、问题\n\n（一）解读少。\n\n（二）更新慢。";
        assert!(found(next).is_empty());
    }
}
