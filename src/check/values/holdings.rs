//! How many a body or a region has of what it has a fixed number of, told twice: 全县14个乡镇 and 向16个乡镇下放, 执法大队19名
//! 执法人员 and 执法人员17名.

use std::collections::BTreeMap;

use super::restated::{Item, differing, found, near};
use crate::{
    check::context::{Context, Found, han},
    model::{Decimal, Role},
    rules::kind::Numbers,
    text::marks,
};

/// Words before the number of those who work for a body that make it one of all.
const STAFF: [&str; 21] = [
    "聘请",
    "聘有",
    "选聘",
    "",
    "全局",
    "全镇",
    "全街道",
    "全县",
    "全区",
    "全队",
    "现有",
    "共有",
    "实有",
    "在岗",
    "在编",
    "配备",
    "配有",
    "持证",
    "有",
    "共",
    "仅有",
];

/// Words of a sentence in which the number of those changes, or some of them are told.
const MOVED: [&str; 14] = [
    "增", "减", "调入", "调出", "招录", "退休", "新进", "培训", "参训", "参加", "抽调", "选派", "出动",
    "表彰",
];

/// 执法大队19名执法人员, where 执法人员17名 was told.
pub(super) fn staff(items: &[Item], here: &Item) -> Option<Found> {
    let (name, kind) = person(here)?;
    let told = |there: &&Item| {
        there.claim.id < here.claim.id
            && person(there) == Some((name, kind))
            && there.claim.role != Role::Plan
    };
    // Of what stands in one part both are told with one purpose.
    let apart = items.iter().filter(told).any(|there| there.claim.role != here.claim.role);
    if apart { differing(items, here, name, told) } else { None }
}

/// The name of those of whom all that a body has are counted, and of what kind they are.
fn person<'a>(item: &Item<'a, '_>) -> Option<(&'a str, &'static str)> {
    if item.unit() != "人" || item.is_limited() || MOVED.iter().any(|word| item.claim.text.contains(word)) {
        return None;
    }
    let ends = [
        "执法人员",
        "调解员",
        "网格员",
        "执法队员",
        "审核人员",
        "监管人员",
        "协管员",
        "信息员",
        "检查人员",
        "公职律师",
        "法律顾问",
    ];
    let (name, head) = ends.iter().find_map(|end| {
        let behind = item.behind.find(end).filter(|at| han(&item.behind[..*at]) <= 4);
        if let Some(at) = behind {
            return Some((
                &item.behind[at..at + end.len()],
                format!("{}{}", item.before, &item.behind[..at]),
            ));
        }
        let head = item.before.trim_end_matches(['共', '有', '现']).strip_suffix(end)?;
        let whole = item.behind.is_empty()
            || ["全部", "均", "都", "参与"].iter().any(|word| item.behind.starts_with(word));
        whole.then(|| (&item.before[head.len()..head.len() + end.len()], head.to_owned()))
    })?;
    let kind = ["持证", "专职", "兼职", "辅助"].into_iter().find(|kind| head.contains(kind)).unwrap_or("");
    let rest = head.replace(kind, "");
    let rest = rest.trim_start_matches(['行', '政', '综', '合', '专', '业', '主', '要', '是']);
    let own = ["局", "大队", "中队", "支队", "镇", "街道", "所", "中心", "站", "队"];
    let plain = STAFF.contains(&rest) || own.iter().any(|end| rest.ends_with(end) && han(rest) <= 8);
    plain.then_some((name, kind))
}

/// What is said of all that a region has: 辖14个乡镇, 14个乡镇各建成1处.
fn is_whole(rule: &Numbers, item: &Item, noun: &str) -> bool {
    let rest = &item.behind[noun.len()..];
    let all = |word: &&String| item.before.ends_with(word.as_str());
    rule.all.iter().any(|word| all(&word)) || item.before.ends_with('辖') || {
        let each = ["各", "均", "都", "全部", "逐一"].iter().any(|word| rest.starts_with(word));
        each && item.before.is_empty()
    }
}

/// What is told beside the body itself: 各科室和9个水务所.
fn is_beside(rule: &Numbers, item: &Item) -> bool {
    let head = item.before.strip_suffix(['和', '与', '及']);
    head.is_some_and(|head| rule.beside.iter().any(|end| head.ends_with(end.as_str())))
}

/// Whether another sentence has the same figure: beside others once told it could be of some.
fn is_told_again(items: &[&Item], here: &Item) -> bool {
    items.iter().any(|item| item.value() == here.value() && item.claim.id != here.claim.id)
}

/// Whether the text tells that there are more or fewer of such places than there were. 合并同类检查 tells of no places.
fn is_regrouped(context: &Context, rule: &Numbers) -> bool {
    let text = context.plain();
    let merged = |(at, word): (usize, &str)| {
        let before = marks::before(&text[..at], &marks::CLAUSE);
        let behind = marks::behind(&text[at + word.len()..], &marks::CLAUSE);
        rule.places.iter().any(|noun| before.contains(noun.as_str()) || behind.contains(noun.as_str()))
    };
    ["撤并", "撤乡", "撤镇", "区划调整", "新设立", "增设"].iter().any(|word| text.contains(word))
        || text.match_indices("合并").any(merged)
}

/// How many places of a kind a region has, and more than that: 14个乡镇 and 16个乡镇.
pub(super) fn places(context: &Context, rule: &Numbers, items: &[Item]) -> Vec<Found> {
    // The number of what was merged has changed in the year.
    if is_regrouped(context, rule) {
        return Vec::new();
    }
    let mut kinds: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in items {
        let noun = rule.places.iter().find(|noun| item.behind.starts_with(noun.as_str()));
        let Some(noun) = noun else { continue };
        // 乡镇(街道) are more than 乡镇.
        let end = item.count.end + noun.len();
        let open = item.claim.text[end..].starts_with(['(', '、', '和', '与', '及']);
        // More than there are of them are too many in any month.
        let limited = ["上年", "去年", "比", "较", "新增", "增至", "增加", "减", "原", "由"]
            .iter()
            .any(|word| item.before.contains(word));
        let of_another = ["全市", "全省", "全国", "邻"].iter().any(|word| item.before.contains(word));
        if !open && !limited && !of_another {
            kinds.entry(noun.as_str()).or_default().push(item);
        }
    }
    let mut all = Vec::new();
    for (noun, items) in kinds {
        let limited = |item: &Item| {
            item.is_limited() || rule.unless.as_ref().is_some_and(|unless| unless.fits(item.before))
        };
        let mut wholes: Vec<&&Item> =
            items.iter().filter(|item| is_whole(rule, item, noun) && !limited(item)).collect();
        if wholes.is_empty() {
            let beside = |item: &&&Item| is_beside(rule, item) && is_told_again(&items, item);
            wholes = items.iter().filter(|item| beside(item) && !limited(item)).collect();
        }
        let Some(first) = wholes.first() else { continue };
        if wholes.iter().any(|whole| whole.value() != first.value()) {
            // One told once against one told twice and more is the slip.
            let count = |value: Decimal| items.iter().filter(|item| item.value() == value).count();
            let most = wholes.iter().rev().max_by_key(|whole| count(whole.value()));
            let odd: Vec<&&&Item> = wholes
                .iter()
                .filter(|whole| most.is_some_and(|most| whole.value() != most.value()))
                .collect();
            if let (Some(most), [one]) = (most, odd.as_slice())
                && one.claim.id != most.claim.id
                && near(most.value(), one.value())
            {
                all.push(found(one, most, noun));
            }
            continue;
        }
        let more = |item: &&&Item| {
            let over = item.value() > first.value() && near(first.value(), item.value());
            over && item.claim.id != first.claim.id
        };
        // What agrees with one that came before is no new fault.
        all.extend(items.iter().find(more).map(|here| found(here, first, noun)));
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(first: &str, second: &str) -> Vec<String> {
        let text = small(&format!("{first}\n\n二、存在的不足和原因\n\n{second}"));
        words(&report(&text), "consistency/two-values")
    }

    #[test]
    fn what_a_body_has_beside_itself_and_more_of_it() {
        let first = "局机关11个科室和9个水务所签订责任书。9个水务所都建了台账。";
        assert_eq!(found(first, "10个水务所的文书样式不一，原因是没有统一印制。"), ["10个"]);
        assert!(found(first, "9个水务所的文书样式不一，原因是没有统一印制。").is_empty());
        assert!(found(first, "3个水务所的文书样式不一，原因是没有统一印制。").is_empty());
        let merged = format!("{first}同类检查合并进行。");
        assert_eq!(found(&merged, "10个水务所的文书样式不一，原因是没有统一印制。"), ["10个"]);
        let merged = format!("{first}两个水务所合并。");
        assert!(found(&merged, "10个水务所的文书样式不一，原因是没有统一印制。").is_empty());
        let once = "局机关11个科室和9个水务所签订责任书。";
        assert!(found(once, "10个水务所的文书样式不一，原因是没有统一印制。").is_empty());
    }
}
