//! What one sentence says of all, and another says some have not: 各镇街都设有公开专区 and 两个乡至今没有设立公开专区.

use crate::{
    check::{
        context::{Context, Found, han, short},
        memo::ClaimText,
    },
    model::Role,
    rules::kind::Numbers,
    text::{Span, class},
};

/// Fewest characters of the thing that both must name.
const LEAST: usize = 4;

/// A thing that all have or some have not, with the group of its verb.
struct Said<'a> {
    verb: usize,
    thing: &'a str,
    claim: &'a ClaimText<'a>,
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    // Hardly a report says that some have not; only then is it looked for what all have.
    let none = said(context, rule, &rule.deny);
    if none.is_empty() {
        return Vec::new();
    }
    let mut all = said(context, rule, &rule.all);
    // A sentence that names its exception contradicts nothing.
    all.retain(|here| !none.iter().any(|there| there.claim.id == here.claim.id));
    let same =
        |here: &Said, there: &Said| there.verb == here.verb && common(here.thing, there.thing) >= LEAST;
    let covered = covered(context, rule);
    let over = covered.iter().filter_map(|(thing, claim)| {
        let lacks = |there: &&Said| han(there.thing) >= LEAST && thing.ends_with(there.thing);
        let other = none.iter().find(|there| there.claim.id != claim.id && lacks(there))?;
        Some(excepted(context, claim.span, other.claim.span))
    });
    let over: Vec<Found> = over.collect();
    all.iter()
        .filter_map(|here| {
            let other = none.iter().find(|there| same(here, there))?;
            Some(excepted(context, here.claim.span, other.claim.span))
        })
        .chain(over)
        .collect()
}

/// What is said to reach all: 法律顾问实现全覆盖, by the words right before.
fn covered<'a>(context: &Context<'a>, rule: &Numbers) -> Vec<(&'a str, &'a ClaimText<'a>)> {
    let text = context.plain();
    let hits = text.match_indices("全覆盖").filter_map(|(at, mark)| {
        let before = ["实现", "达到", "已"]
            .iter()
            .fold(&text[..at], |before, verb| before.strip_suffix(verb).unwrap_or(before));
        let thing = &before[before.trim_end_matches(class::is_han).len()..];
        let claim = context.claim_at(context.place(at, at + mark.len()).start())?;
        let claim = context.claim(claim);
        is_told(context, rule, claim).then_some((thing, claim))
    });
    hits.collect()
}

/// Whether a claim tells of what was done. What is longer than this is no sentence.
pub(super) fn is_told(context: &Context, rule: &Numbers, claim: &ClaimText) -> bool {
    claim.in_body
        && claim.role != Role::Plan
        && claim.text.len() <= 3000
        && !rule.unless.as_ref().is_some_and(|unless| context.fits(unless, claim))
}

/// What one place says of all, and another tells an exception of.
pub(super) fn excepted(context: &Context, all: Span, some: Span) -> Found {
    let words = |span: Span| short(context.document.plain_slice(span), 40);
    Found::at(all)
        .with("text", words(all))
        .with("first", words(some))
        .with("where", context.lang.pick("别处", "elsewhere"))
        .label(some, context.lang.pick("这里写的相反", "the opposite is told here"))
}

/// The things behind a mark and a verb of the rule, in the claims that tell of what was done: 都 + 设有 + 公开专区.
fn said<'a>(context: &Context<'a>, rule: &Numbers, marks: &[String]) -> Vec<Said<'a>> {
    let text = context.plain();
    let mut found = Vec::new();
    for (at, mark) in marks.iter().flat_map(|mark| text.match_indices(mark.as_str())) {
        let rest = without_manner(&text[at + mark.len()..]);
        let verb = rule.verbs.iter().enumerate().find_map(|(nth, group)| {
            let word = group.iter().find(|word| rest.starts_with(word.as_str()))?;
            Some((nth, word.len()))
        });
        let Some((verb, length)) = verb else { continue };
        let thing = rest[length..].trim_start_matches(['了', '有']);
        let end = thing.find(|c| !class::is_han(c)).unwrap_or(thing.len());
        let claim = context.claim_at(context.place(at, at + mark.len()).start()).map(|id| context.claim(id));
        if let Some(claim) = claim.filter(|claim| is_told(context, rule, claim)) {
            found.push(Said { verb, thing: &thing[..end], claim });
        }
    }
    found.sort_by_key(|said| said.claim.id);
    found.truncate(MOST);
    found
}

/// Sentences of either kind that are compared, each with all others.
const MOST: usize = 400;

/// How something was done, before the verb.
const MANNER: [&str; 13] = [
    "已经",
    "已",
    "按要求",
    "按规定",
    "按照要求",
    "按期",
    "按时",
    "如期",
    "及时",
    "顺利",
    "依法",
    "能",
    "再",
];

/// Words without those at their head that tell how something was done: 按要求完成.
fn without_manner(words: &str) -> &str {
    let mut rest = words;
    while let Some(shorter) = MANNER.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest
}

/// How many Chinese characters two texts begin with in common.
fn common(a: &str, b: &str) -> usize {
    let same: String = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    han(&same)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(all: &str, some: &str) -> usize {
        let text = small(&format!("{all}。\n\n二、存在的不足和原因\n\n{some}。"));
        words(&report(&text), "consistency/exception").len()
    }

    #[test]
    fn what_all_have_none_lacks() {
        for (all, some) in [
            ("12个镇街大厅都设有水务公开专区", "河口街道至今没有设立水务公开专区"),
            ("各供水站均建立了水质检测台账", "其中3个供水站尚未建立水质检测台账"),
            ("19处泵站全部配备视频监控设备", "上坝泵站未配备视频监控设备"),
            ("46户用水单位都签订了节水承诺书", "有4户没有签订节水承诺书"),
            ("执法中队全部开展案卷自查", "二中队没有开展案卷自查"),
            ("镇街已经全部公布供水价格目录", "河口街道未公布供水价格目录"),
            ("全队19人全部按要求完成年度学法任务", "有2名队员全年未完成年度学法任务"),
            ("9个水务所法律顾问实现全覆盖", "渡口水务所没有聘请法律顾问"),
        ] {
            assert_eq!(found(all, some), 1, "{all}");
        }
    }

    #[test]
    fn what_some_lack_may_be_something_else() {
        for (all, some) in [
            ("12个镇街大厅都设有水务公开专区", "河口街道没有设立意见箱"),
            ("各供水站均建立水质检测台账", "各供水站没有建立设备检修台账"),
            ("除河口街道外都设有水务公开专区", "河口街道没有设立水务公开专区"),
            ("19处泵站都设有值班室", "上坝泵站没有值班室"),
            ("用水单位都签订了节水承诺书", "去年有4户没有签订节水承诺书"),
            ("泵站都完成检修", "3处没有完成检修"),
            ("全队19人全部按要求完成年度学法任务", "有2名队员没有按要求完成年度值班"),
        ] {
            assert_eq!(found(all, some), 0, "{all}");
        }
    }
}
