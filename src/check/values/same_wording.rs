//! One figure of the whole year, told twice in the same words with two values: 今年共组织52户用水大户参加节水评比 and,
//! elsewhere, 全年组织58户用水大户参加节水评比.

use std::collections::BTreeMap;

use super::{
    plain,
    restated::{Item, found, near},
};
use crate::{
    check::{
        context::{Found, han},
        wholes,
    },
    model::Role,
    rules::kind::Numbers,
    text::{class, marks},
};

/// Words by which a figure is one of the whole year.
const YEARLY: [&str; 6] = ["全年", "今年", "本年", "年内", "年度", "累计"];

/// Those that say no more of it.
const OPENING: [&str; 6] = ["今年以来", "今年来", "今年", "本年", "共", "累计"];

/// Characters around a figure that both sentences must share.
const LEAST: usize = 8;

/// Words that make a figure one of less than all, or of another time.
const LIMITS: [&str; 18] = [
    "月",
    "季度",
    "上半年",
    "下半年",
    "其中",
    "抽查",
    "抽取",
    "新增",
    "增加",
    "减少",
    "另",
    "首批",
    "部分",
    "计划",
    "拟",
    "目标",
    "上年",
    "去年",
];

/// Who may be one of several that each did the same.
const DOERS: [&str; 13] =
    ["镇", "乡", "街道", "社区", "村", "中队", "大队", "支队", "所", "站", "科", "分局", "公司"];

/// Bytes of a sentence before its figure, at most: behind more words its subject may be another.
const HEAD: usize = 600;

/// What a clause on the whole year counts: the words on both sides of the figure.
fn counted(rule: &Numbers, item: &Item) -> Option<String> {
    let head = &item.claim.text[..item.count.start];
    // 2023年，累计…: the clause before says of when it is.
    let last = marks::before(head, &marks::CLAUSE);
    let before = head[..head.len() - last.len()].trim_end_matches([',', ' ']);
    let clause = marks::before(before, &marks::CLAUSE).trim();
    let yearly = |words: &str| YEARLY.iter().any(|word| words.contains(word));
    let of_year = yearly(last) || yearly(clause) || clause.ends_with('年');
    let near_word = |word: &&str| last.contains(*word) || clause.contains(*word);
    let limited = LIMITS.iter().any(near_word)
        || ["季度", "上半年", "下半年"].iter().any(|word| head.contains(word))
        || wholes::is_change(last);
    if !of_year || limited || item.claim.role == Role::Plan || head.len() > HEAD {
        return None;
    }
    let opened = OPENING.iter().fold(last.trim(), |words, word| words.strip_prefix(word).unwrap_or(words));
    let words = plain(rule, opened).trim();
    let behind = item.behind.trim();
    // 在本年的45种产品中 are those of a year that was told before.
    let plain = !words.starts_with('在') && words.chars().chain(behind.chars()).all(class::is_han);
    let one_of_several = DOERS.iter().any(|doer| words.contains(doer));
    (plain && !one_of_several && han(words) + han(behind) >= LEAST).then(|| format!("{words}…{behind}"))
}

/// The figures that differ from the first that was told in the same words.
pub(super) fn check(rule: &Numbers, items: &[Item]) -> Vec<Found> {
    let mut told: BTreeMap<(String, &str), Vec<&Item>> = BTreeMap::new();
    let mut slips = Vec::new();
    for here in items {
        let Some(words) = counted(rule, here) else { continue };
        let shown = words.trim_matches('…').to_owned();
        let same = told.entry((words, here.unit())).or_default();
        let agrees = same.iter().any(|there| there.value() == here.value());
        if let Some(first) = same
            .first()
            .filter(|first| !agrees && first.claim.id != here.claim.id && near(first.value(), here.value()))
        {
            slips.push(found(here, first, &shown));
        }
        if !agrees {
            same.push(here);
        }
    }
    slips
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(first: &str, second: &str) -> Vec<String> {
        words(&report(&small(&format!("{first}\n\n（二）节水\n\n{second}"))), "consistency/two-values")
    }

    #[test]
    fn the_same_words_tell_one_figure() {
        let first = "治水能力增强。全年组织58户用水大户参加节水评比。";
        assert_eq!(found(first, "节水有成效：今年共组织52户用水大户参加节水评比，41户获评。"), ["52户"]);
        assert_eq!(
            found(
                "2023年，累计开展水价争议预先协商26次，化解17件。",
                "一是重协商，全年开展水价争议预先协商35次。"
            ),
            ["35次"]
        );
        for other in [
            "今年共组织58户用水大户参加节水评比。",
            "上半年组织52户用水大户参加节水评比。",
            "今年共组织52户用水大户参加节水培训。",
            "今年上段站组织52户用水大户参加节水评比。",
            "组织52户用水大户参加节水评比。",
            "今年共组织520户用水大户参加节水评比。",
        ] {
            assert!(found(first, other).is_empty(), "{other}");
        }
    }
}
