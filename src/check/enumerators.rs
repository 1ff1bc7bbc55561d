//! Lists that count 一是, 二是 …, and counts that announce them.

use super::{
    context::{Context, Found},
    numbering::han_number,
};
use crate::{
    model::BlockKind,
    rules::{Match, Pattern, kind::DeclaredCount},
    text::class,
};

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

/// All 第一，第二， … that begin a clause.
fn ordinals(text: &str) -> Vec<Enumerator> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('第') {
        let rest = &text[at + mark.len()..];
        let digits = rest.find(|c| class::han_digit(c).is_none_or(|digit| digit == 0) && c != '十');
        let Some((value, after)) = digits.map(|end| rest.split_at(end)) else { continue };
        let before = text[..at].chars().next_back();
        let opens = before.is_none_or(|c| matches!(c, '\n' | '。' | ';' | ':' | '!' | '?'));
        if let Some(value) =
            class::small_han_number(value).filter(|_| opens && after.starts_with([',', '、']))
        {
            found.push(Enumerator { at, end: text.len() - after.len(), value });
        }
    }
    found
}

/// Breaks of the sequence 第一，第二， in one paragraph.
pub(super) fn broken_ordinals(context: &Context) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for pair in ordinals(text).windows(2) {
        let [before, here] = pair else { continue };
        let said = |words: &Enumerator| text[words.at..words.end].to_owned();
        let between = &text[before.end..here.at];
        // 1 begins a list of its own; a list may begin in the middle of what was copied.
        if here.value == before.value + 1 || here.value == 1 || between.contains('\n') {
            continue;
        }
        found.push(
            Found::at(context.place(here.at, here.end))
                .with("text", said(here))
                .with("previous", said(before))
                .with("expected", format!("第{}", han_number(before.value + 1)))
                .label(context.place(before.at, before.end), context.lang.pick("前一条", "the item before")),
        );
    }
    found
}

/// Breaks of the sequence (`false`) and 一是 inside a running list (`true`).
pub(super) fn enumerators(context: &Context) -> Vec<(bool, Found)> {
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

/// The mark at the head of a paragraph that makes it an item: what kind of mark, and its number.
fn item_mark(text: &str) -> Option<(u8, u32)> {
    let text = text.trim_start();
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hans = |text: &str| {
        text.find(|c| class::han_digit(c).is_none_or(|digit| digit == 0) && c != '十').unwrap_or(text.len())
    };
    let (kind, number, rest) = if let Some(inner) = text.strip_prefix('(') {
        let (kind, at) = if digits(inner) > 0 { (1, digits(inner)) } else { (2, hans(inner)) };
        (kind, &inner[..at], inner[at..].strip_prefix(')')?)
    } else if let Some(inner) = text.strip_prefix('第') {
        let at = hans(inner);
        (3, &inner[..at], inner[at..].strip_prefix([',', '、'])?)
    } else if digits(text) > 0 {
        let at = digits(text);
        let rest = text[at..].strip_prefix(['.', '、'])?;
        (4, &text[..at], (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)?)
    } else {
        let at = hans(text);
        let rest = &text[at..];
        let kind = if rest.starts_with('、') { 5 } else { 6 };
        (kind, &text[..at], rest.strip_prefix(['、', '是'])?)
    };
    let value = number.parse().ok().or_else(|| class::small_han_number(number))?;
    (!rest.trim().is_empty()).then_some((kind, value))
}

/// 主要存在两方面不足： at the end of a paragraph, and the items in paragraphs of their own.
fn declared_of_paragraphs(context: &Context, pattern: &Pattern) -> Vec<Found> {
    let document = context.document;
    let blocks = document.blocks();
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let text = document.plain_slice(block.span);
        // What is longer than this is no paragraph.
        if text.len() > 6000 || !document.in_body(block.span.start()) {
            continue;
        }
        let base = document.plain().offset(block.span.start()) as usize;
        let last = text.trim_end().trim_end_matches([':', '。']);
        let from = last.rfind(['。', ';', '\n']).map_or(0, |at| at + 1);
        let from = text.ceil_char_boundary(from);
        let Some(hit) = pattern.matches(&text[from..]).last() else { continue };
        let Some(count) = hit.first_group() else { continue };
        let (start, end) = (from + count.start, from + count.end);
        let words = &text[start..end];
        let declared = words.parse().ok().or_else(|| class::small_han_number(&words.replace('两', "二")));
        let mut items = blocks[at + 1..]
            .iter()
            .filter_map(|block| Some((item_mark(document.plain_slice(block.span))?, block)));
        // The list begins right behind its announcement.
        let begins = blocks.get(at + 1).is_some_and(|next| {
            item_mark(document.plain_slice(next.span)).is_some_and(|(_, value)| value == 1)
        });
        let Some(((kind, _), first)) = items.next().filter(|_| begins) else { continue };
        // Of 一是 behind its announcement the other pattern speaks.
        if kind == 6 {
            continue;
        }
        let (mut listed, mut place, mut certain) = (1, first.span, true);
        for ((other, value), block) in items {
            if other == kind && value == listed + 1 {
                (listed, place) = (value, block.span);
            } else if other == kind || value != 1 {
                // A list that begins anew and the next heading 一、 end it; after anything else nobody can be sure.
                let heading = matches!(block.kind, BlockKind::Heading { .. }) && other == 5;
                certain = if other == kind { value == 1 } else { heading };
                break;
            }
        }
        if !certain {
            continue;
        }
        if let Some(declared) = declared.filter(|declared: &u32| listed >= 2 && *declared != listed) {
            let said = text[start..].trim_end().trim_end_matches([':', '。']);
            found.push(
                Found::at(context.place(base + start, base + start + said.len()))
                    .with("text", said)
                    .with("declared", declared.to_string())
                    .with("listed", listed.to_string())
                    .label(place, context.lang.pick("列到这里为止", "the list ends here")),
            );
        }
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
    let mut found = rule.ahead.as_ref().map_or_else(Vec::new, |ahead| declared_of_paragraphs(context, ahead));
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
    fn items_may_be_paragraphs() {
        let found = |text: &str| words(&report(&small(text)), "consistency/declared-count");
        let list = "1.划界没有完成。\n\n2.水表老化。\n\n原因是经费晚到。\n\n3.巡河记录不全。";
        assert_eq!(found(&format!("主要存在两方面不足：\n\n{list}")), ["两方面不足"]);
        assert!(found(&format!("主要存在三方面不足：\n\n{list}")).is_empty());
        assert!(found(&format!("主要存在两方面不足：\n\n水务所的情况是：\n\n{list}")).is_empty());
    }

    #[test]
    fn an_outer_list_that_goes_on_ends_the_count() {
        let found = |text: &str| words(&report(&small(text)), "consistency/declared-count");
        assert_eq!(found("办好三件事：一是清理。二是公开。三是评查。四是化解。"), ["三件事"]);
        assert!(found("部署13项任务：一是清理。二是公开。").is_empty());
    }
}
