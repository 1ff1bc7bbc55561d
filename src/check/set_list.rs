//! Fixed enumerations: 政治意识、大局意识、核心意识、看齐意识.

use super::context::{Context, Found, cap_of};
use crate::{
    model::Severity,
    rules::{Lexicon, Table, kind::SetList},
    text::{Lookup, class},
};

/// Words of a sentence on what every case goes through, not on one that went through it.
const RULED: [&str; 17] = [
    "必经", "法定", "应当", "必须", "严格", "健全", "完善", "明确", "规定", "制度", "落实", "推行", "坚持",
    "机制", "规范", "推进", "执行",
];

/// The enumerations, and where to look for them.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    lists: Vec<Members>,
    /// The first two members of each: one that keeps either of them can be found by it.
    anchors: Lookup,
}

/// One enumeration.
#[derive(Clone, Debug)]
struct Members {
    name: String,
    /// Each with its other forms, the usual one first.
    items: Vec<Vec<String>>,
    /// Those that not every case needs.
    optional: Vec<bool>,
    confidence: String,
}

pub(super) fn rows(rule: &SetList, lexicon: &Lexicon) -> Lists {
    let rows = lexicon.table(&rule.table).map_or_else(Vec::new, members);
    let anchors =
        Lookup::new(rows.iter().zip(0..).flat_map(|(list, nth)| {
            list.items.iter().take(2).flatten().map(move |item| (item.as_str(), nth))
        }));
    Lists { anchors, lists: rows }
}

fn members(table: &Table) -> Vec<Members> {
    table
        .rows()
        .iter()
        .map(|row| Members {
            name: table.get(row, "name").to_owned(),
            items: table
                .get(row, "items")
                .split(';')
                .map(|item| item.trim_end_matches('?').split('|').map(str::to_owned).collect())
                .collect(),
            optional: table.get(row, "items").split(';').map(|item| item.ends_with('?')).collect(),
            confidence: table.get(row, "confidence").to_owned(),
        })
        .filter(|list| list.items.len() >= 3)
        .collect()
}

pub(super) fn check(context: &Context, lists: &Lists) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    let mut anchors: Vec<(u32, usize)> =
        lists.anchors.overlapping(text).iter().map(|hit| (hit.value, hit.start)).collect();
    anchors.sort_unstable();
    for starts in anchors.chunk_by(|a, b| a.0 == b.0) {
        let Some(list) = starts.first().and_then(|(nth, _)| lists.lists.get(*nth as usize)) else { continue };
        let mut next = 0;
        for (_, start) in starts.iter().copied() {
            if start < next {
                continue;
            }
            let Run { from, items: run, end, refused } = run(text, start, next, list);
            next = end;
            if refused {
                continue;
            }
            let whole = list.items.len();
            let complete = run.len() == whole && run.iter().enumerate().all(|(at, item)| at == *item);
            // Too short a run is another list that shares words, unless it says how many it should have.
            let short = run.len() < 3 && !(run.len() == 2 && says_how_many(&text[end..], whole));
            if complete || short || run.len() + 1 < whole || context.in_title(from) {
                continue;
            }
            // 四项程序都走，其中3项另作专家论证: what some of them had, or did not need, is told beside it.
            let rest = &text[end..];
            let sentence = &rest[..rest.find(['。', '\n']).unwrap_or(rest.len())];
            let head = text[..from].rsplit(['。', '\n']).next().unwrap_or("");
            let lost = (0..whole).filter(|nth| !run.contains(nth));
            let told = |nth: usize| {
                list.items[nth]
                    .iter()
                    .any(|form| [head, sentence].iter().any(|part| part.contains(form.as_str())))
            };
            let ordered = run.is_sorted();
            // 方案经公众参与、合法性审查、集体讨论决定: another step is for those that need it. What is a rule for all has
            // all steps.
            let rule = RULED.iter().any(|word| head.contains(word) || sentence.contains(word));
            let spared = lost.clone().all(|nth| list.optional[nth]) && !rule && !says_how_many(rest, whole);
            // …、集体讨论决定的法定程序: these are said to be the law's.
            let lawful = rest.trim_start_matches(['等', '的']).starts_with("法定程序");
            if ordered && run.len() < whole && (spared || (!lawful && lost.clone().all(told))) {
                continue;
            }
            // Of one case: 完成公众参与、合法性审查、风险评估等程序 does not say in what order.
            if !rule && list.optional.contains(&true) && rest.starts_with("等程序") {
                continue;
            }
            let span = context.place(from, end);
            if !context.document.in_body(span.start()) {
                continue;
            }
            // Who names only some, in their order, may have chosen them.
            let inner = run.windows(2).all(|pair| pair[1] == pair[0] + 1);
            let chosen = inner && !says_how_many(&text[end..], whole);
            found.push(
                Found::at(span)
                    .with("text", &text[from..end])
                    .with(
                        "right",
                        list.items.iter().map(|forms| forms[0].as_str()).collect::<Vec<_>>().join("、"),
                    )
                    .with("name", list.name.clone())
                    .cap(if chosen { Some(Severity::Note) } else { cap_of(&list.confidence) }),
            );
        }
    }
    found
}

/// Whether words begin with the number of a list's members: 三项制度, “四个意识”.
fn says_how_many(after: &str, whole: usize) -> bool {
    let after = after.trim_start_matches(['等', '“', '”', '的']);
    let mut chars = after.chars();
    let number = chars.next().and_then(class::han_digit).map(usize::from);
    number == Some(whole) && chars.next().is_some_and(|c| matches!(c, '项' | '个' | '大'))
}

/// The Chinese characters that a text begins with, as far as a member may be long, and the quotation mark and
/// number behind them.
fn han_run(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(16)
        .find(|(_, c)| !class::is_han(*c) && !matches!(c, '“' | '”'))
        .map_or_else(|| text.char_indices().nth(16).map_or(text.len(), |(at, _)| at), |(at, _)| at);
    &text[..end]
}

/// Where a member of three characters or more ends that the number of the list's members follows.
fn counted_behind(words: &str, whole: usize) -> Option<usize> {
    words.char_indices().skip(3).map(|(at, _)| at).find(|at| says_how_many(&words[*at..], whole))
}

/// Members one after the other.
struct Run {
    /// Where they start and end.
    from: usize,
    end: usize,
    /// Their numbers in the list.
    items: Vec<usize>,
    /// Whether an unknown member follows: then it is another list. Whoever looks on goes on behind it
    /// all the same, or a long run is read once for each of its members.
    refused: bool,
}

/// The members around the one at `at`, not before `floor`.
fn run(text: &str, at: usize, floor: usize, list: &Members) -> Run {
    const MARKS: [char; 3] = ['、', ',', '和'];
    let member = |at: usize| {
        list.items.iter().zip(0..).find_map(|(forms, nth)| {
            let form = forms.iter().find(|form| text[at..].starts_with(form.as_str()))?;
            Some((nth, form.len()))
        })
    };
    // Back to the first member.
    let mut from = at;
    loop {
        let before = text[floor.min(from)..from].trim_end_matches(MARKS);
        let gap = from - floor.min(from) - before.len();
        let Some(item) = list.items.iter().flatten().find(|item| before.ends_with(item.as_str())) else {
            break;
        };
        if gap == 0 || gap > "、".len() {
            break;
        }
        from -= gap + item.len();
    }
    let mut run = Run { from, end: from, items: Vec::new(), refused: false };
    let mut here = from;
    while let Some((item, length)) = member(here) {
        run.items.push(item);
        run.end = here + length;
        let Some(mark) = text[run.end..].chars().next().filter(|c| MARKS.contains(c)) else { break };
        here = run.end + mark.len_utf8();
        // An unknown member: not this list, unless the number behind it says that it is.
        if mark != ',' && member(here).is_none() {
            let counted = counted_behind(han_run(&text[here..]), list.items.len());
            match counted.filter(|_| run.items.len() + 1 == list.items.len()) {
                Some(length) => run.end = here + length,
                None => run.refused = mark == '、',
            }
            break;
        }
    }
    run.refused |= run.items.is_empty();
    run
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "wording/set-list")
    }

    #[test]
    fn a_complete_list_in_order_is_right() {
        assert!(found("增强政治意识、大局意识、核心意识、看齐意识。").is_empty());
        assert!(found("坚定道路自信、理论自信、制度自信和文化自信。").is_empty());
    }

    #[test]
    fn a_member_lost_at_any_place_or_out_of_order_is_found() {
        assert_eq!(found("增强政治意识、核心意识、看齐意识。"), ["政治意识、核心意识、看齐意识"]);
        assert_eq!(found("增强大局意识、核心意识、看齐意识。"), ["大局意识、核心意识、看齐意识"]);
        assert_eq!(found("增强政治意识、大局意识、核心意识。"), ["政治意识、大局意识、核心意识"]);
        assert_eq!(found("坚持创新、协调、开放、绿色、共享。"), ["创新、协调、开放、绿色、共享"]);
    }

    #[test]
    fn a_short_list_says_how_many_it_should_have() {
        let short = "推行行政执法公示、重大执法决定法制审核";
        assert_eq!(found(&format!("{short}三项制度。")), ["行政执法公示、重大执法决定法制审核"]);
        assert!(found(&format!("{short}。")).is_empty());
        assert_eq!(found(&format!("{short}“三项制度”。")), ["行政执法公示、重大执法决定法制审核"]);
        let other = "推行行政执法公示、执法全过程记录、执法案卷互查三项制度。";
        assert_eq!(found(other), ["行政执法公示、执法全过程记录、执法案卷互查"]);
    }

    #[test]
    fn a_member_that_is_told_behind_is_not_lost() {
        let three = "推行行政执法公示、重大执法决定法制审核三项制度";
        assert!(found(&format!("{three}，另配记录仪12台，做到执法全过程记录。")).is_empty());
        assert_eq!(found(&format!("{three}。执法全过程记录3项。")).len(), 1);
    }

    #[test]
    fn a_step_that_not_every_case_needs_may_lack() {
        let steps = "水价方案经公众参与、专家论证、合法性审查、集体讨论决定";
        assert!(found(&format!("{steps}后印发。")).is_empty());
        assert_eq!(found(&format!("{steps}五项程序后印发。")).len(), 1);
        assert_eq!(found("把公众参与、专家论证、合法性审查、集体讨论决定列为必经步骤。").len(), 1);
        assert_eq!(found("水价方案经专家论证、风险评估、合法性审查、集体讨论决定后印发。").len(), 1);
        assert_eq!(found("水价方案经专家论证、公众参与、合法性审查、集体讨论决定后印发。").len(), 1);
        assert!(found("水价方案完成公众参与、专家论证、合法性审查、风险评估等程序。").is_empty());
        let law = "公众参与、专家论证、合法性审查、集体讨论决定的法定程序";
        assert_eq!(found(&format!("严格履行{law}，2项都做了风险评估。")).len(), 1);
    }

    #[test]
    fn another_list_that_shares_words_is_left_alone() {
        assert!(found("增强政治意识、大局意识、责任意识。").is_empty());
        assert!(found("坚持创新、协调发展。").is_empty());
        assert!(found("整治形式主义、官僚主义问题12个。").is_empty());
        assert!(found("印发《增强政治意识、核心意识、看齐意识的意见》。").is_empty());
    }
}
