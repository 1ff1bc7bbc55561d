//! Numbers of headings and of 一是, 二是; counts that are announced; headings without text.

use super::context::{Context, Found, han};
use crate::{
    model::{BlockKind, Section, SectionId},
    rules::{
        Match, Pattern,
        kind::{DeclaredCount, Headings, Numbering, NumberingWhat},
    },
    text::{Number, NumberStyle, Span, class, leading_number},
};

pub(super) fn check(context: &Context, rule: &Numbering) -> Vec<Found> {
    match rule.what {
        NumberingWhat::Headings => headings(context),
        NumberingWhat::Levels => levels(context),
        NumberingWhat::Enumerators => {
            enumerators(context).into_iter().filter(|(nested, _)| !nested).map(|(_, found)| found).collect()
        }
        NumberingWhat::Nested => {
            enumerators(context).into_iter().filter(|(nested, _)| *nested).map(|(_, found)| found).collect()
        }
    }
}

fn number(context: &Context, section: &Section) -> Option<Number> {
    leading_number(context.document.slice(section.number))
}

fn headings(context: &Context) -> Vec<Found> {
    let sections = context.document.sections();
    let mut found = Vec::new();
    let mut last: Vec<Option<(usize, Number)>> = vec![None; sections.len() + 1];
    for (at, section) in sections.iter().enumerate() {
        let Some(here) = number(context, section) else { continue };
        let parent = section.parent.map_or(sections.len(), |id| id.0 as usize);
        let before = last[parent].replace((at, here));
        let Some((previous, there)) = before else { continue };
        if there.style != here.style || here.value == there.value + 1 || here.value == 1 {
            continue;
        }
        let previous = &sections[previous];
        let between = Span::new(previous.span.start(), section.span.start());
        if here.value > there.value && is_mentioned(context, between, here.style, there.value + 1) {
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
    found
}

/// Whether a number that seems to be missing stands somewhere in the text, where it was not taken
/// for that of a heading.
fn is_mentioned(context: &Context, between: Span, style: NumberStyle, value: u32) -> bool {
    let text = context.document.plain_slice(between);
    let han = han_number(value);
    match style {
        NumberStyle::Part => text.contains(&format!("第{han}")),
        NumberStyle::Han => text.contains(&format!("{han}、")) || text.contains(&format!("{han}.")),
        NumberStyle::HanBracket => text.contains(&format!("({han})")) || text.contains(&format!("{han})")),
        NumberStyle::Arabic => [".", "、", ","].iter().any(|mark| text.contains(&format!("{value}{mark}"))),
        NumberStyle::ArabicBracket => text.contains(&format!("{value})")),
        NumberStyle::Circled => true,
    }
}

fn han_number(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (value / 10, DIGITS[(value % 10) as usize]);
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", DIGITS.get(tens as usize).copied().unwrap_or("")),
    }
}

/// GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; with two levels 1. may follow 一、.
fn levels(context: &Context) -> Vec<Found> {
    let sections = context.document.sections();
    let mut found = Vec::new();
    let mut top: Option<usize> = None;
    let mut arabic: Option<usize> = None;
    for (at, section) in sections.iter().enumerate() {
        let Some(here) = number(context, section) else { continue };
        match here.style {
            NumberStyle::Han | NumberStyle::Part => {
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
                if let (Some(parent), Some(above), 1) = (parent, above, here.value)
                    && above.style == NumberStyle::Han
                {
                    found.push(jump(context, at, parent));
                }
            }
        }
    }
    found
}

fn jump(context: &Context, here: usize, before: usize) -> Found {
    let (here, before) = (SectionId(here as u32), SectionId(before as u32));
    Found::at(context.heading(here))
        .with("text", context.words(context.heading(here)))
        .with("previous", context.words(context.heading(before)))
        .label(context.heading(before), context.lang.pick("前面的标题", "the heading before"))
}

/// One 一是 in the plain view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Enumerator {
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) value: u32,
}

/// All 一是, 二是 … that begin a clause.
pub(super) fn all(text: &str) -> Vec<Enumerator> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('是') {
        let mut start = at;
        for (back, c) in text[..at].char_indices().rev().take(3) {
            if class::han_digit(c).is_none_or(|digit| digit == 0) && c != '十' {
                break;
            }
            start = back;
        }
        let Some(value) = class::small_han_number(&text[start..at]) else { continue };
        let before = text[..start].chars().next_back();
        let opens =
            before.is_none_or(|c| matches!(c, '\n' | '。' | ';' | ',' | ':' | '、' | '!' | '?' | '(' | '“'));
        if (1..=20).contains(&value) && start < at && opens {
            found.push(Enumerator { at: start, end: at + mark.len(), value });
        }
    }
    found
}

/// Breaks of the sequence (`false`) and 一是 inside a running list (`true`).
fn enumerators(context: &Context) -> Vec<(bool, Found)> {
    let text = context.plain();
    let mut found = Vec::new();
    let mut stack: Vec<Enumerator> = Vec::new();
    // The first item of each list in the stack.
    let mut starts: Vec<Enumerator> = Vec::new();
    let mut section = None;
    for here in all(text) {
        let span = context.place(here.at, here.end);
        let now = context.document.section_at(span.start());
        if now != section {
            section = now;
            stack.clear();
            starts.clear();
        }
        let Some(top) = stack.last().copied() else {
            stack.push(here);
            starts.push(here);
            continue;
        };
        let between = &text[top.end..here.at];
        let said = |words: Enumerator| text[words.at..words.end].to_owned();
        if here.value == 1 {
            // After more than one sentence a list of its own can begin.
            let ends = between.matches(['。', ';', '!', '?']).count();
            if top.value >= 2 && !between.contains('\n') && between.ends_with(['。', ';']) && ends == 1 {
                let outer = context.place(top.at, top.end);
                found.push((
                    true,
                    Found::at(span)
                        .with("text", said(top))
                        .label(outer, context.lang.pick("外层的这一条", "the outer item")),
                ));
            }
            stack.push(here);
            starts.push(here);
            continue;
        }
        if let Some(at) = stack.iter().rposition(|open| open.value + 1 == here.value) {
            // The outer list goes on after an inner one: 一是甲。一是乙。二是丙。二是丁。
            if at + 1 < stack.len() && !text[stack[at].at..here.at].contains('\n') {
                let (outer, inner) = (stack[at], starts[at + 1]);
                let words = context.place(outer.at, outer.end);
                found.push((
                    true,
                    Found::at(context.place(inner.at, inner.end))
                        .with("text", said(outer))
                        .label(words, context.lang.pick("外层的这一条", "the outer item")),
                ));
            }
            stack.truncate(at);
            starts.truncate(at + 1);
        } else {
            found.push((
                false,
                Found::at(span)
                    .with("text", said(here))
                    .with("previous", said(top))
                    .with("expected", format!("{}是", han_number(top.value + 1)))
                    .label(context.place(top.at, top.end), context.lang.pick("前一条", "the item before")),
            ));
            stack.clear();
            starts.clear();
            starts.push(here);
        }
        stack.push(here);
    }
    found
}

/// Announcements of a list. They stand in one line, with no more of the next than the number of the
/// first item; long texts are so searched in short pieces. With each the start of its piece.
fn announced<'a>(text: &'a str, pattern: &'a Pattern) -> impl Iterator<Item = (usize, Match)> + 'a {
    let mut start = 0;
    let mut seen = 0;
    text.split_inclusive('\n')
        .flat_map(move |line| {
            let from = start;
            start += line.len();
            let to = text.ceil_char_boundary((start + "一是".len()).min(text.len()));
            pattern.matches(&text[from..to]).map(move |hit| (from, hit))
        })
        .filter(move |(from, hit)| {
            let new = from + hit.whole().start >= seen;
            seen = seen.max(from + hit.whole().end);
            new
        })
}

/// 三方面问题：一是…: the announced count against the list.
pub(super) fn declared(context: &Context, rule: &DeclaredCount) -> Vec<Found> {
    let text = context.plain();
    let items = all(text);
    let mut found = Vec::new();
    for (shift, hit) in announced(text, &rule.pattern) {
        let whole = hit.whole();
        let (whole, Some(count)) = (whole.start + shift..whole.end + shift, hit.first_group()) else {
            continue;
        };
        let count = count.start + shift..count.end + shift;
        let words = &text[count.clone()];
        let declared = words.parse().ok().or_else(|| class::small_han_number(&words.replace('两', "二")));
        let first = items.partition_point(|item| item.end < whole.end);
        let section = context.document.section_at(context.place(count.start, count.end).start());
        let mut listed = 0;
        let mut last = None;
        let mut certain = true;
        for item in &items[first..] {
            let here = context.place(item.at, item.end);
            if context.document.section_at(here.start()) != section {
                break;
            }
            if item.value != listed + 1 {
                // A second list, the outer one that goes on, or a break that another rule speaks of.
                let outer = items[..first].iter().rev().take_while(|before| {
                    context.document.section_at(context.place(before.at, before.end).start()) == section
                });
                certain = item.value == 1
                    || (item.value <= listed && outer.take(1).any(|before| before.value + 1 == item.value));
                break;
            }
            listed = item.value;
            last = Some(here);
        }
        let (Some(declared), Some(last)) = (declared, last) else { continue };
        if !certain || listed < 2 || declared == listed {
            continue;
        }
        let said = text[count.start..whole.end].trim_end_matches("一是");
        let said = said.trim_end_matches([':', '。', ',', ' ']);
        found.push(
            Found::at(context.place(count.start, count.start + said.len()))
                .with("text", said)
                .with("declared", declared.to_string())
                .with("listed", listed.to_string())
                .label(last, context.lang.pick("列到这里为止", "the list ends here")),
        );
    }
    found
}

pub(super) fn without_text(context: &Context) -> Vec<Found> {
    let sections = context.document.sections();
    let mut found = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let id = SectionId(at as u32);
        let Some(block) = section.heading else { continue };
        let title = context.document.plain_slice(section.title);
        // A heading that ends like a sentence is a statement of its own.
        if section.blocks.len() > 1
            || context.document.children(id).next().is_some()
            || title.contains(['。', ';', ','])
            || han(title) > 25
            || title.is_empty()
            || !matches!(context.document.block(block).kind, BlockKind::Heading { .. })
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
    found
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
    use crate::testing::{of, report, small, words};

    #[test]
    fn a_list_after_a_sentence_of_its_own_is_not_nested() {
        let rule = "structure/nested-enumerator";
        let found = |text: &str| of(&report(&small(text)), rule).count();
        assert_eq!(found("一是建台账。二是抓队伍。一是办培训3期。二是考核12人。三是勤检查。"), 1);
        assert_eq!(found("一是建台账。二是抓队伍。针对上述问题作了改进。一是办培训3期。二是考核12人。"), 0);
    }

    #[test]
    fn an_outer_list_that_goes_on_ends_the_count() {
        let found = |text: &str| words(&report(&small(text)), "consistency/declared-count");
        assert_eq!(found("办好三件事：一是清理。二是公开。三是评查。四是化解。"), ["三件事"]);
        assert!(found("部署13项任务：一是清理。二是公开。").is_empty());
    }
}
