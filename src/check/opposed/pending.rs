//! What one place says is not yet there, and another says was done: 执法监督平台尚未上线 and 5月，执法监督平台上线.
//! And a body that acts before the month in which it was set up.

use super::universals::{excepted, is_told};
use crate::{
    check::{
        context::{Context, Found, back},
        memo::ClaimText,
    },
    rules::kind::Numbers,
    text::{Span, class},
};

/// Words that say that something is still to come.
const YET: [&str; 7] = ["尚未", "仍未", "还未", "至今未", "至今没有", "仍没有", "还没有"];

/// What can be done with a thing once.
const DONE: [&str; 16] = [
    "建成", "投用", "启用", "开通", "成立", "设立", "配备", "出台", "印发", "施行", "上线", "运行", "挂牌",
    "公布", "完工", "验收",
];

/// Words that say that something was not even begun, or came to a stop.
const STALLED: [&str; 8] =
    ["流标", "尚未招标", "没有招标", "尚未立项", "尚未开工", "没有开工", "未能开工", "停工"];

/// What may stand between the name of such a thing and those words.
const TENDER: [&str; 9] = ["两次", "一次", "三次", "因", "招标", "采购", "建设", "项目", "工程"];

/// What cannot have been done with it then.
const BUILT: [&str; 5] = ["建成", "投用", "启用", "上线", "运行"];

/// How many characters of a name must be the same.
const NAME: usize = 5;

/// Places of a text that are looked at, at most.
const MOST: usize = 50;

/// How many may stand between a name and what was done with it.
const NEAR: usize = 8;

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut found = not_yet(context, rule);
    found.extend(stalled(context, rule));
    found.extend(too_early(context, rule));
    found
}

fn claim_of<'a>(context: &Context<'a>, at: usize) -> Option<&'a ClaimText<'a>> {
    context.claim_at(context.place(at, at).start()).map(|id| context.claim(id))
}

/// The Chinese characters right before an offset, of one clause.
fn run(text: &str) -> &str {
    &text[text.trim_end_matches(class::is_han).len()..]
}

fn not_yet(context: &Context, rule: &Numbers) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for (at, mark) in YET.iter().flat_map(|mark| text.match_indices(mark)) {
        let rest = &text[at + mark.len()..];
        let Some(done) = DONE.iter().find(|done| rest.starts_with(*done)) else { continue };
        if rest[done.len()..].starts_with(class::is_han) {
            continue;
        }
        let before = run(&text[..at]);
        let before = before.trim_end_matches(['仍', '还', '至', '今', '目', '前', '也']);
        let name = &before[back(before, NAME)..];
        let Some(claim) = claim_of(context, at).filter(|claim| is_told(context, rule, claim)) else {
            continue;
        };
        // Some of a number may be there.
        let numbered = claim.text[..(at - claim.base).min(claim.text.len())]
            .rsplit([',', '。', ';'])
            .next()
            .is_some_and(|clause| clause.contains(class::is_digit));
        if name.chars().count() < NAME || numbered {
            continue;
        }
        let told = where_done(context, rule, claim, name, &[done]);
        found.extend(told.map(|there| excepted(context, there, claim.span)));
    }
    found
}

/// 水质监测平台招标流标, where another place speaks of 已建成的水质监测平台.
fn stalled(context: &Context, rule: &Numbers) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for (at, _) in STALLED.iter().flat_map(|mark| text.match_indices(mark)).take(MOST) {
        let mut before = run(&text[..at]);
        while let Some(shorter) = TENDER.iter().find_map(|word| before.strip_suffix(word)) {
            before = shorter;
        }
        let name = &before[back(before, NAME)..];
        let Some(claim) = claim_of(context, at).filter(|claim| is_told(context, rule, claim)) else {
            continue;
        };
        if name.chars().count() < NAME {
            continue;
        }
        let told = where_done(context, rule, claim, name, &BUILT);
        found.extend(told.map(|there| excepted(context, there, claim.span)));
    }
    found
}

/// Another claim that says that one of some things was done with what has that name.
fn where_done(
    context: &Context,
    rule: &Numbers,
    claim: &ClaimText,
    name: &str,
    dones: &[&str],
) -> Option<Span> {
    let text = context.plain();
    text.match_indices(name).take(MOST).find_map(|(place, _)| {
        let there = claim_of(context, place).filter(|there| there.id != claim.id)?;
        let done = dones.iter().any(|done| is_done(text, (place, place + name.len()), done));
        (done && is_told(context, rule, there)).then_some(there.span)
    })
}

/// Whether a thing was done, right before or behind its name, and is not counted there.
fn is_done(text: &str, (start, end): (usize, usize), done: &str) -> bool {
    let near =
        |text: &str| !["未", "没", "拟", "将", "计划", "争取", "推动"].iter().any(|word| text.contains(word));
    let behind = &text[end..];
    let clause = behind.split([',', '。', ';', '\n']).next().unwrap_or("");
    let after = clause.find(done).map(|at| &clause[..at]).is_some_and(|between| {
        let some = between.contains(class::is_digit) && !between.contains('月');
        between.chars().count() <= NEAR && near(between) && !some
    });
    let head = text[..start].rsplit([',', '。', ';', '\n']).next().unwrap_or("");
    let first = head.rfind(done).map(|at| &head[at + done.len()..]);
    let before =
        first.is_some_and(|between| between.chars().count() <= NEAR && !between.contains(class::is_digit));
    let counted = behind.starts_with(class::is_digit) || behind.starts_with('等');
    let planned = !near(head);
    !planned && !counted && (after || before)
}

/// Words that say that a body came into being.
const FOUNDED: [&str; 8] =
    ["首次设立", "批准设立", "正式设立", "正式成立", "挂牌成立", "揭牌成立", "组建成立", "正式挂牌"];

/// What ends the name of a body before them.
const ENDS: [&str; 9] = ["经", "正式", "获", "首次", "揭牌", "挂牌", "组建", "成立", "设立"];

/// A month with the Chinese characters right behind it, their place, and the claim: 4月,水政大队开展检查.
fn months<'a>(context: &Context<'a>) -> Vec<(u32, &'a str, usize, &'a ClaimText<'a>)> {
    let text = context.plain();
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('月') {
        let digits = class::digits_before(&text[..at]);
        let Some(month) = digits.parse().ok().filter(|month| (1..=12).contains(month)) else { continue };
        let rest = &text[at + mark.len()..];
        let day = rest.trim_start_matches(class::is_digit);
        let rest = if day.len() < rest.len() { day.strip_prefix('日').unwrap_or(rest) } else { rest };
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        let start = text.len() - rest.len();
        let name = &rest[..rest.find(|c| !class::is_han(c)).unwrap_or(rest.len())];
        if let Some(claim) = claim_of(context, at).filter(|_| name.chars().count() > NAME) {
            found.push((month, name, start, claim));
        }
    }
    found
}

fn too_early(context: &Context, rule: &Numbers) -> Vec<Found> {
    if !FOUNDED.iter().any(|word| context.plain().contains(word)) {
        return Vec::new();
    }
    let months = months(context);
    let mut found = Vec::new();
    for (month, words, _, claim) in &months {
        let Some(at) = FOUNDED.iter().filter_map(|word| words.find(word)).min() else { continue };
        let end = ENDS.iter().filter_map(|end| words.find(end)).min().unwrap_or(at);
        let name = &words[..end];
        if name.chars().count() <= NAME || !is_told(context, rule, claim) {
            continue;
        }
        let early = months.iter().find(|(other, words, _, there)| {
            other < month && words.starts_with(name) && is_told(context, rule, there)
        });
        found.extend(early.map(|(_, _, start, there)| {
            let place: Span = context.place(*start, start + name.len());
            excepted(context, place.cover(there.span), claim.span)
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> usize {
        words(&report(&small(text)), "consistency/exception").len()
    }

    #[test]
    fn what_was_done_is_not_still_to_come() {
        for (done, yet) in [
            ("5月，取水在线计量平台上线运行。", "取水在线计量平台尚未上线。"),
            ("6月建成渡口水质检测室。", "渡口水质检测室至今没有建成，原因是选址未定。"),
            ("节水激励办法已于3月印发。", "节水激励办法仍未印发。"),
            (
                "依托已建成的取水在线计量平台，全程监看取水口。",
                "取水在线计量平台两次招标流标，仍靠人工抄表。",
            ),
        ] {
            assert_eq!(found(&format!("{done}\n\n二、存在的不足和原因\n\n{yet}")), 1, "{yet}");
        }
        for (done, yet) in [
            ("建成综合水质检测室9个。", "综合水质检测室尚未建成。"),
            ("取水在线计量平台拟于明年上线。", "取水在线计量平台尚未上线。"),
            ("5月，取水在线计量平台上线运行。", "取水在线计量平台尚未上线的3个泵站人工抄表。"),
            ("5月，取水在线计量平台上线运行。", "3个泵站的取水在线计量平台尚未上线。"),
            ("上年取水在线计量平台上线运行。", "灌区视频监控平台尚未上线。"),
            ("推动建成取水在线计量平台。", "取水在线计量平台两次招标流标，仍靠人工抄表。"),
            ("依托已建成的灌区视频监控平台看水。", "取水在线计量平台招标流标，仍靠人工抄表。"),
        ] {
            assert_eq!(found(&format!("{done}\n\n二、存在的不足和原因\n\n{yet}")), 0, "{yet}");
        }
    }

    #[test]
    fn nobody_acts_before_being_set_up() {
        let founded = "7月26日，区水政监察大队经区委编办批准首次设立，到岗14名。";
        let acts = |month: u32| format!("{founded}\n\n{month}月，区水政监察大队检查采砂船41艘。");
        assert_eq!((found(&acts(4)), found(&acts(9))), (1, 0));
    }
}
