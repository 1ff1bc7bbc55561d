//! Counts that announce a list, and lists: 主要有三方面问题：一是…; and the count behind one: 甲、乙和丙三个方面.

mod counted;
mod lists;
mod prose_lists;

use super::{
    context::{Context, Found},
    numbering::enumerators::{self, Enumerator, Series},
};
use crate::{
    model::{Block, BlockKind},
    rules::{Match, Pattern, kind::DeclaredCount},
    text::{class, marks},
};

/// Bytes of what stands behind 其一 at most: 是.
const MARK: usize = '是'.len_utf8();

/// The kind of mark that has no number.
const BULLET: u8 = 7;

/// The mark at the head of a paragraph that makes it an item: what kind of mark, and its number.
fn item_mark(block: &Block, text: &str) -> Option<(u8, u32)> {
    let text = text.trim_start();
    numbered(text).or((block.kind == BlockKind::Item && !text.is_empty()).then_some((BULLET, 0)))
}

fn numbered(text: &str) -> Option<(u8, u32)> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let hans = |text: &str| {
        text.find(|c| class::han_digit(c).is_none_or(|digit| digit == 0) && c != '十').unwrap_or(text.len())
    };
    // Bullets have no numbers: each is the next.
    if let Some(rest) = text.strip_prefix(['-', '•', '●', '*', '·', '◆', '■']) {
        return (!rest.trim().is_empty()).then_some((BULLET, 0));
    }
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
    let value = class::count_word(number)?;
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
        let start = document.plain().offset(block.span.start()) as usize;
        if !context.spots.may_fit(pattern, &(start..start + text.len()))
            || text.len() > 6000
            || !document.in_body(block.span.start())
        {
            continue;
        }
        let base = document.plain().offset(block.span.start()) as usize;
        let last = text.trim_end().trim_end_matches([':', '。']);
        let from = marks::start(last, &marks::SENTENCE);
        let Some(hit) = pattern.matches(&text[from..]).last() else { continue };
        let Some(count) = hit.first_group() else { continue };
        let (start, end) = (from + count.start, from + count.end);
        let words = &text[start..end];
        let declared = class::count_word(words);
        let mut items = blocks[at + 1..]
            .iter()
            .filter_map(|block| Some((item_mark(block, document.plain_slice(block.span))?, block)));
        // The list begins right behind its announcement.
        let begins = blocks.get(at + 1).is_some_and(|next| {
            item_mark(next, document.plain_slice(next.span)).is_some_and(|(_, value)| value <= 1)
        });
        let Some(((kind, _), first)) = items.next().filter(|_| begins) else { continue };
        // Of 一是 behind its announcement the other pattern speaks.
        if kind == 6 {
            continue;
        }
        let (mut listed, mut place, mut certain) = (1, first.span, true);
        for ((other, value), block) in items {
            if other == kind && (value == listed + 1 || kind == BULLET) {
                (listed, place) = (listed + 1, block.span);
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
/// More than so many are told one by one only if nearly all of them are.
const MANY: u32 = 10;
const NEAR: u32 = 2;

pub(super) fn declared(context: &Context, rule: &DeclaredCount) -> Vec<Found> {
    let text = context.plain();
    let mut found = rule.ahead.as_ref().map_or_else(Vec::new, |ahead| declared_of_paragraphs(context, ahead));
    found.extend(rule.behind.iter().flat_map(|behind| prose_lists::check(context, behind)));
    found.extend(rule.before.iter().flat_map(|before| lists::check(context, before)));
    found.extend(rule.dates.iter().flat_map(|dates| counted::dates(context, dates)));
    found.extend(rule.table.iter().flat_map(|table| counted::rows(context, table)));
    found.extend(rule.heading.iter().flat_map(|heading| counted::below_headings(context, heading)));
    for (shift, hit) in announced(text, &rule.pattern) {
        let whole = hit.whole();
        let (whole, Some(count)) = (whole.start + shift..whole.end + shift, hit.first_group()) else {
            continue;
        };
        let count = count.start + shift..count.end + shift;
        let words = &text[count.clone()];
        let declared = class::count_word(words);
        let others: Vec<Enumerator>;
        let items = match Series::at_end(&text[whole.clone()]) {
            Series::Is => context.memo.enumerators(),
            // 从供给和需求两方面采取措施。一要… lists the measures.
            _ if text[count.end..whole.end].contains("采取") => continue,
            series => {
                others = enumerators::of(text, series);
                &others
            }
        };
        // The mark behind 第一 belongs to the announcement.
        let first = items.partition_point(|item| item.end + MARK < whole.end);
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
        // 部署13项任务：一是…，二是…: of many only the first are told.
        let few = declared > MANY && listed + NEAR < declared;
        if !certain || few || listed < 2 || declared == listed {
            continue;
        }
        let said = text[count.start..whole.end].trim_end_matches(['一', '是', '第', '其', '要', ',', '、']);
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
    use crate::testing::{report, small, words};

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

    #[test]
    fn bullets_are_counted_too() {
        let found = |count: &str| {
            let list = "- 取水许可49件。\n- 排水许可45件。\n- 涉河建设方案33件。";
            words(
                &report(&small(&format!("{count}类许可办理情况如下：\n\n{list}"))),
                "consistency/declared-count",
            )
        };
        assert_eq!(found("四"), ["四类许可办理情况如下"]);
        assert!(found("三").is_empty());
    }
}
