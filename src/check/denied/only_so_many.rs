//! What there was only so much of, and elsewhere more: 执法培训只办过1期, and 举办执法培训4期.

use crate::{
    check::{
        context::{Context, Found, short},
        memo::ClaimText,
    },
    model::Role,
    text::class,
};

/// Verbs between 只 and the figure.
const DONE: [&str; 14] =
    ["举办", "组织", "召开", "开展", "安排", "进行", "办理", "办", "开", "有", "检查", "巡查", "完成", "搞"];

/// Sentences that say 只 at most; each is held against all others.
const MOST: usize = 60;

/// Fewest characters of what was only so much of.
const LEAST: usize = 4;

/// For each such clause the first sentence that counts more of the same, in the same unit.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    let told = |claim: &&ClaimText| claim.in_body && claim.text.len() <= 3000;
    let only_told = context.claims().iter().filter(told).filter(|claim| claim.text.contains('只'));
    for claim in only_told.take(MOST) {
        for count in context.memo.counts(claim.id) {
            if !count.is_exact_number() {
                continue;
            }
            let Some(thing) = only(&claim.text[..count.start]) else { continue };
            let unit = unit(claim.text, count.end);
            let more = context.claims().iter().filter(told).find_map(|there| {
                let past = ["上年", "去年", "以来", "累计", "计划", "比", "近"];
                if there.id == claim.id
                    || there.role == Role::Plan
                    || past.iter().any(|word| there.text.contains(word))
                {
                    return None;
                }
                let counts = context.memo.counts(there.id).iter();
                counts
                    .filter(|other| {
                        let same = other.is_exact_number();
                        let named = there.text[..other.start].ends_with(thing);
                        same && named
                            && unit.is_some()
                            && self::unit(there.text, other.end) == unit
                            && other.quantity.value > count.quantity.value
                    })
                    .map(|other| other.span)
                    .next()
            });
            if let Some(place) = more {
                let start = claim.text[..count.start].rfind(thing).unwrap_or(count.start);
                let span = context.place(claim.base + start, claim.base + count.end);
                found.push(
                    Found::at(span)
                        .with("text", short(context.document.plain_slice(span), 40))
                        .with("name", thing)
                        .with("first", format!("{thing}{}", context.words(place)))
                        .label(place, context.lang.pick("这里更多", "more here")),
                );
            }
        }
    }
    found
}

/// The last character of a figure with its unit.
fn unit(text: &str, end: usize) -> Option<char> {
    text[..end]
        .chars()
        .next_back()
        .filter(|c| matches!(c, '期' | '次' | '场' | '件' | '份' | '轮' | '批' | '堂'))
}

/// What the words before a figure say that there was only so much of: its whole clause up to 只.
fn only(before: &str) -> Option<&str> {
    let clause = before.rsplit([',', ';', '。', ':', '、']).next()?;
    let (subject, rest) = clause.split_once('只')?;
    let rest = rest.trim_end_matches(['过', '了']);
    let done = rest.is_empty() || DONE.contains(&rest);
    let subject = subject.strip_prefix("原因是").unwrap_or(subject).trim_start_matches(['因']);
    // When: 两年, 全年.
    let times = ["两年", "全年", "一年", "三年", "今年", "本年", "年内", "一年到头"];
    let subject = times.iter().find_map(|time| subject.strip_suffix(time)).unwrap_or(subject);
    let plain = subject.chars().all(class::is_han) && subject.chars().count() >= LEAST;
    let person = ["局长", "主任", "镇长", "书记", "领导", "村", "所", "组", "队", "单位", "部门", "股", "科"];
    (done && plain && !person.iter().any(|word| subject.ends_with(word))).then_some(subject)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/denied")
    }

    #[test]
    fn only_one_is_not_four() {
        let more = "给各水管所举办河道执法培训4期，参加93人次。";
        assert_eq!(
            found(&format!("{more}\n\n取证不规范，原因是执法培训两年只办过1期。")),
            ["执法培训两年只办过1期"]
        );
        for only in [
            "取证不规范，原因是3月以前执法培训只办过1期。",
            "取证不规范，原因是夜间执法培训只办过1期。",
            "取证不规范，原因是执法培训只有21人参加。",
            "取证不规范，原因是执法培训只办过4期。",
        ] {
            assert!(found(&format!("{more}\n\n{only}")).is_empty(), "{only}");
        }
        assert!(found("上年举办执法培训4期。\n\n执法培训全年只办1期。").is_empty());
    }
}
