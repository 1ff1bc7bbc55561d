//! Lists that count 一是, 二是 ….

use super::han_number;
use crate::{
    check::context::{Context, Found, short},
    text::{NumberStyle, class, leading_number},
};

/// A way of counting inside a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Series {
    /// 一是
    Is,
    /// 一要
    Must,
    /// 其一
    Of,
    /// 第一，
    Nth,
}

impl Series {
    /// The way in which words at the end of an announcement begin to count.
    pub(in crate::check) fn at_end(text: &str) -> Self {
        let text = text.trim_end_matches([',', '、', ':']);
        let is = |mark: &str| text.ends_with(mark) || text.ends_with(&format!("{mark}是"));
        if is("其一") {
            Self::Of
        } else if is("第一") {
            Self::Nth
        } else if text.ends_with("一要") {
            Self::Must
        } else {
            Self::Is
        }
    }
}

/// One 一是 in the plain view.
#[derive(Clone, Copy, Debug)]
pub(in crate::check) struct Enumerator {
    pub(in crate::check) at: usize,
    pub(in crate::check) end: usize,
    pub(in crate::check) value: u32,
}

/// Words that lead to a list in the middle of a clause; with the first, to one of causes.
const CAUSES: [&str; 4] = ["原因", "由于", "因为", "在于"];
const LEADS: [&str; 8] = ["原因", "由于", "因为", "在于", "主要", "表现为", "包括", "其中"];

/// Whether a sentence begins to count causes: 原因在于：一是.
pub(in crate::check) fn counts_causes(text: &str) -> bool {
    text.match_indices("一是").any(|(at, _)| {
        let head = text[..at].trim_end_matches([':', ',', '是', '有', '主', '要']);
        CAUSES.iter().any(|cause| head.trim_end_matches("如下").ends_with(cause))
    })
}

/// Characters that make 一 before 是 a part of another word: 统一是, 其一是.
const BOUND: [char; 24] = [
    '统', '之', '唯', '惟', '第', '其', '任', '同', '专', '单', '每', '某', '万', '划', '合', '归', '如',
    '不', '进', '周', '十', '二', '逐', '五',
];

/// Whether the line goes on with 二是 at the head of a clause before another 一是.
fn goes_on(behind: &str) -> bool {
    let line = behind.split('\n').next().unwrap_or("");
    let opens = |at: usize| line[..at].ends_with(['。', ';', ',', ':', '!']);
    let second = line.match_indices("二是").map(|(at, _)| at).find(|at| opens(*at));
    second.is_some_and(|at| !line[..at].contains("一是"))
}

/// All 一是, 二是 … that begin a clause.
pub(in crate::check) fn all(text: &str) -> Vec<Enumerator> {
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
        // 原因一是…，二是… begins a list in the middle of a clause; so do other words, if it goes on.
        let led = value == 1
            && (LEADS.iter().any(|lead| text[..start].ends_with(lead))
                || before.is_some_and(|c| class::is_han(c) && !BOUND.contains(&c)) && goes_on(&text[at..]));
        if (1..=20).contains(&value) && start < at && (opens || led) {
            found.push(Enumerator { at: start, end: at + mark.len(), value });
        }
    }
    found
}

/// All marks of one series that begin a clause.
pub(in crate::check) fn of(text: &str, series: Series) -> Vec<Enumerator> {
    match series {
        Series::Is => all(text),
        Series::Must => musts(text),
        Series::Of => led(text, '其', &[',', '是', '、', ':']),
        Series::Nth => led(text, '第', &[',', '、']),
    }
}

/// All 一要, 二要 … that begin a clause.
fn musts(text: &str) -> Vec<Enumerator> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('要') {
        let counts = |c: char| class::han_digit(c).is_some_and(|digit| digit > 0) || c == '十';
        let start = text[..at].trim_end_matches(counts).len();
        let opens = text[..start].chars().next_back().is_none_or(opens_clause);
        if let Some(value) = class::small_han_number(&text[start..at]).filter(|value| opens && *value <= 20) {
            found.push(Enumerator { at: start, end: at + mark.len(), value });
        }
    }
    found
}

/// All 第一，第二， … or 其一，其二， … that begin a clause: a number between a first character and a mark.
fn led(text: &str, first: char, marks: &[char]) -> Vec<Enumerator> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices(first) {
        let rest = &text[at + mark.len()..];
        let digits = rest.find(|c| class::han_digit(c).is_none_or(|digit| digit == 0) && c != '十');
        let Some((value, after)) = digits.map(|end| rest.split_at(end)) else { continue };
        let opens = text[..at].chars().next_back().is_none_or(opens_clause);
        if let Some(value) = class::small_han_number(value).filter(|_| opens && after.starts_with(marks)) {
            found.push(Enumerator { at, end: text.len() - after.len(), value });
        }
    }
    found
}

/// Whether a clause begins behind a character.
fn opens_clause(c: char) -> bool {
    matches!(c, '\n' | '。' | ';' | ':' | '!' | '?' | ',')
}

/// Breaks of the sequence 第一，第二， in one paragraph.
pub(super) fn broken_ordinals(context: &Context) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for pair in of(text, Series::Nth).windows(2) {
        let [before, here] = pair else { continue };
        let said = |words: &Enumerator| text[words.at..words.end].to_owned();
        let between = &text[before.end..here.at];
        let heads = |item: &Enumerator| text[..item.at].is_empty() || text[..item.at].ends_with('\n');
        let part = |item: &Enumerator| context.document.section_at(context.place(item.at, item.end).start());
        // Items that are paragraphs of one part, each in its own.
        let lined =
            heads(before) && heads(here) && between.matches('\n').count() <= 2 && part(before) == part(here);
        // 1 begins a list of its own; a list may begin in the middle of what was copied.
        if here.value == before.value + 1 || here.value == 1 || (between.contains('\n') && !lined) {
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

/// The item that was open before the last one.
fn before(stack: &[Enumerator], top: Enumerator) -> Option<Enumerator> {
    stack.iter().rev().find(|open| open.at < top.at).copied()
}

/// 这是由于一是… in an item of a list in which the items give their causes each for itself.
fn is_own_cause(text: &str, first: Option<Enumerator>, top: Enumerator, here: Enumerator) -> bool {
    let cause = |words: &str| CAUSES.iter().any(|cause| words.contains(cause));
    let led = text[top.end..here.at].trim_end_matches([':', ',', '是']);
    let of_cause = CAUSES.iter().any(|cause| led.ends_with(cause));
    let begin = first.map_or(0, |first| first.at).max(text[..top.at].rfind('\n').map_or(0, |at| at + 1));
    of_cause && cause(&text[begin..top.at])
}

/// Whether an item that could go on with a list of an earlier paragraph stands in the middle of one in which another list
/// began: 问题：一是…二是…, and in the next paragraph 措施：一是…三是….
fn is_of_inner(text: &str, outer: Enumerator, inner: Option<&Enumerator>, here: Enumerator) -> bool {
    inner.is_some_and(|inner| {
        let before = text[..here.at].trim_end_matches(' ');
        !text[inner.at..here.at].contains('\n')
            && text[outer.at..inner.at].contains('\n')
            && !before.is_empty()
            && !before.ends_with('\n')
    })
}

/// 1. and 2. in a sentence below 1.: 1.审查文件。全年167件，其中1.规范性文件14件、2.合同92件.
pub(super) fn digits_in_digits(context: &Context) -> Vec<Found> {
    let document = context.document;
    let mut found = Vec::new();
    for block in document.blocks() {
        let text = document.plain_slice(block.span);
        if !text.contains("1.") || !text.contains("2.") || !document.in_body(block.span.start()) {
            continue;
        }
        let mark = |number: &str, from: usize| {
            text[from..].match_indices(number).map(|(at, _)| from + at).find(|at| {
                let before = text[..*at].chars().next_back();
                *at > 0
                    && before.is_some_and(|c| matches!(c, ',' | '、' | ';' | ':' | '。') || class::is_han(c))
                    && text[at + number.len()..].starts_with(class::is_han)
            })
        };
        let Some(first) = mark("1.", 0) else { continue };
        let heading = document.section_at(block.span.start()).and_then(|id| document.section(id).heading);
        let outer = [Some(block.span), heading.map(|id| document.block(id).span)].into_iter().flatten().find(
            |span| {
                leading_number(document.slice(*span))
                    .is_some_and(|number| number.style == NumberStyle::Arabic)
            },
        );
        if let Some(outer) = outer.filter(|_| mark("2.", first).is_some()) {
            let base = document.plain().offset(block.span.start()) as usize;
            found.push(
                Found::at(context.place(base + first, base + first + 2))
                    .with("text", short(document.plain_slice(outer), 12))
                    .label(outer, context.lang.pick("外层的这一条", "the outer item")),
            );
        }
    }
    found
}

/// 一是 inside an item, at the place where the inner list begins.
fn nested(context: &Context, outer: Enumerator, inner: Enumerator) -> Found {
    let words = context.plain()[outer.at..outer.end].to_owned();
    let place = context.place(outer.at, outer.end);
    Found::at(context.place(inner.at, inner.end))
        .with("text", words)
        .with("inner", context.plain()[inner.at..inner.end].trim())
        .label(place, context.lang.pick("外层的这一条", "the outer item"))
}

/// Breaks of the sequence (`false`) and 一是 inside a running list (`true`).
pub(super) fn enumerators(context: &Context) -> Vec<(bool, Found)> {
    in_series(context, context.memo.enumerators())
}

/// 第一，, 其一 and 一要 inside running lists of the same kind.
pub(super) fn others_nested(context: &Context) -> Vec<Found> {
    let text = context.plain();
    [(Series::Nth, "第一"), (Series::Of, "其一"), (Series::Must, "一要")]
        .iter()
        .filter(|(_, first)| text.contains(first))
        .flat_map(|(series, _)| in_series(context, &of(text, *series)))
        .filter_map(|(nested, found)| nested.then_some(found))
        .collect()
}

fn in_series(context: &Context, marks: &[Enumerator]) -> Vec<(bool, Found)> {
    let text = context.plain();
    let mut found = Vec::new();
    let mut stack: Vec<Enumerator> = Vec::new();
    // The first item of each list in the stack.
    let mut starts: Vec<Enumerator> = Vec::new();
    let mut section = None;
    for here in marks.iter().copied() {
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
            let follows = between.ends_with(['。', ';']) && ends == 1;
            // Where each item is a paragraph, all of that belongs to it.
            let begins = |item: &Enumerator| {
                let before = text[..item.at].trim_end_matches(' ');
                before.is_empty() || before.ends_with('\n')
            };
            let own = begins(&top) && starts.last().is_some_and(begins) && ends <= 2;
            let inside = ends == 0 || follows || own || is_own_cause(text, before(&stack, top), top, here);
            if top.value >= 2 && !between.contains('\n') && inside {
                found.push((true, nested(context, top, here)));
            }
            stack.push(here);
            starts.push(here);
            continue;
        }
        let open = stack.iter().rposition(|open| open.value + 1 == here.value);
        if let Some(at) = open.filter(|at| !is_of_inner(text, stack[*at], starts.get(at + 1), here)) {
            // The outer list goes on after an inner one: 一是甲。一是乙。二是丙。二是丁。
            if let Some(inner) = starts.get(at + 1).filter(|_| at + 1 < stack.len()) {
                let outer = stack[at];
                let paragraph = |item: &Enumerator| {
                    let before = text[..item.at].trim_end_matches(' ');
                    before.is_empty() || before.ends_with('\n')
                };
                let one = !text[outer.at..here.at].contains('\n');
                let each = paragraph(&outer) && paragraph(&here) && !text[outer.at..inner.at].contains('\n');
                // Of what begins within its item that was said when it began.
                let said =
                    found.last().is_some_and(|(_, found)| found.span == context.place(inner.at, inner.end));
                if (one || each) && !said {
                    found.push((true, nested(context, outer, *inner)));
                }
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

#[cfg(test)]
mod tests {
    use crate::testing::{of, report, small};

    #[test]
    fn a_list_after_a_sentence_of_its_own_is_not_nested() {
        let rule = "structure/nested-enumerator";
        let found = |text: &str| of(&report(&small(text)), rule).count();
        assert_eq!(found("一是建台账。二是抓队伍。一是办培训3期。二是考核12人。三是勤检查。"), 1);
        assert_eq!(found("一是建台账。二是抓队伍。针对上述问题作了改进。一是办培训3期。二是考核12人。"), 0);
    }
}
