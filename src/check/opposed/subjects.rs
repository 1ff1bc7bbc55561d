//! What is said of all things of a name, and that some of them have not: 案卷全部归档 and 3件案卷没有归档.

use super::universals::{excepted, is_told};
use crate::{
    check::{
        context::{Context, Found},
        memo::ClaimText,
    },
    model::Severity,
    rules::kind::Numbers,
    text::class,
};

/// How many characters of a name tell what it is of: its last ones.
const NAME: usize = 2;

/// Sentences on all things of a name that are held against the whole report.
const MOST: usize = 60;

/// Fewest and most characters of what all have done.
const DONE: std::ops::RangeInclusive<usize> = 2..=5;

/// What of those that have done so none can be: of 建成投用 none 尚未建设, of 评为优秀 none 不合格.
const OPPOSITES: [(&str, &[&str]); 4] = [
    ("建成", &["未建成", "没有建成", "尚未建设", "仍未建设", "没有建设", "尚未开工", "没有开工"]),
    ("优秀", &["不合格", "不达标"]),
    ("合格", &["不合格", "不达标"]),
    ("达标", &["不合格", "不达标"]),
];

/// Words that make 全部 speak of some only.
const SOME: [&str; 14] = [
    "抽查", "其中", "上述", "以上", "整改", "涉及", "剩余", "其余", "到期", "抽取", "除", "反馈", "符合",
    "新",
];

/// What all of a name have done.
struct All<'a> {
    name: String,
    done: &'a str,
    claim: &'a ClaimText<'a>,
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let negations = ["没有", "未能", "没能", "尚未", "仍未", "未", "不"];
    if !negations.iter().any(|word| context.plain().contains(word)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for all in all(context, rule).into_iter().take(MOST) {
        let opposites = OPPOSITES.iter().filter(|(done, _)| all.done.contains(done));
        let opposites = opposites.flat_map(|(_, words)| words.iter().map(|word| (*word).to_owned()));
        let denied = negations.iter().map(|word| format!("{word}{}", all.done));
        let denied: Vec<String> = denied.chain(opposites).collect();
        let lacks = |there: &&ClaimText| {
            let found = |words: &String| Some((there.text.find(words.as_str())?, words.len()));
            let Some((at, length)) = denied.iter().filter_map(found).min() else { return false };
            let clause = there.text[..at].rsplit(['。', ';']).next().unwrap_or("");
            // 4户没有签约, 不合格的4户
            let behind = there.text[at + length..].trim_start_matches(['的', '有']);
            let counted = clause.rsplit(',').next().is_some_and(|last| last.contains(class::is_digit))
                || behind.starts_with(class::is_digit);
            counted && clause.contains(all.name.as_str())
        };
        let other = context
            .claims()
            .iter()
            .filter(|there| there.id != all.claim.id)
            .find(|there| lacks(there) && is_told(context, rule, there));
        if let Some(other) = other {
            // They may be of different sets.
            found.push(excepted(context, all.claim.span, other.span).cap(Some(Severity::Note)));
        }
    }
    found
}

/// What the report says of all things of a name.
fn all<'a>(context: &Context<'a>, rule: &Numbers) -> Vec<All<'a>> {
    let text = context.plain();
    let mut found: Vec<All> = Vec::new();
    for (at, mark) in rule.all.iter().flat_map(|mark| text.match_indices(mark.as_str())) {
        let mut rest = &text[at + mark.len()..];
        for adverb in ["已经", "已", "按期", "按时", "依法", "及时", "如期", "得到", "予以", "得以"]
        {
            rest = rest.strip_prefix(adverb).unwrap_or(rest);
        }
        let done = &rest[..rest.find(|c| !class::is_han(c)).unwrap_or(rest.len())];
        if !DONE.contains(&done.chars().count()) {
            continue;
        }
        let Some(name) = name(&text[..at]) else { continue };
        let claim = context.claim_at(context.place(at, at + mark.len()).start()).map(|id| context.claim(id));
        let Some(claim) = claim else { continue };
        let some = SOME.iter().any(|word| claim.text.contains(word));
        if !some && is_told(context, rule, claim) {
            found.push(All { name, done, claim });
        }
    }
    found.sort_by_key(|all| all.claim.id);
    found
}

/// The end of the name that stands before the mark: 处罚决定(书)均, 处罚决定312份,全部.
fn name(before: &str) -> Option<String> {
    let counted = before.strip_suffix(',').map(|before| {
        let unit = before.trim_end_matches(class::is_han);
        unit.trim_end_matches(class::is_digit)
    });
    let digits = before.strip_suffix(',').is_some_and(|before| {
        let unit = before.trim_end_matches(class::is_han);
        before.len() - unit.len() <= 2 * "件".len() && unit.ends_with(class::is_digit)
    });
    let words = match counted {
        Some(words) if digits => words,
        Some(_) => return None,
        // 考试104人全部合格
        None => before.trim_end_matches(['已', '现', '也', '名', '人']).trim_end_matches(class::is_digit),
    };
    let last: Vec<char> = words.chars().rev().take_while(|c| class::is_han(*c)).take(NAME).collect();
    (last.len() == NAME).then(|| last.into_iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(all: &str, some: &str) -> usize {
        let text = small(&format!("{all}。\n\n二、存在的不足和原因\n\n{some}。"));
        words(&report(&text), "consistency/exception").len()
    }

    #[test]
    fn all_of_a_name_leave_none_out() {
        for (all, some) in [
            ("全年处罚案卷全部归档", "6件案卷没有归档"),
            ("处罚决定312份，全部公示", "有18份处罚决定未公示"),
            ("全年受理的纠纷全部调解成功", "劳动类纠纷有24件未调解成功"),
            ("用水户均已签约", "渡口片区4户用水户没有签约"),
            ("年度水法考试31人全部合格", "年度水法考试中有6人不合格"),
            ("9个水管站的案卷全部评定为优秀", "案卷评查里不合格的有6卷，都出自渡口站"),
            ("全区取水计量点全部建成投用", "应设取水计量点31处，已建成18处，其余13处尚未建设"),
        ] {
            assert_eq!(found(all, some), 1, "{all}");
        }
    }

    #[test]
    fn another_name_or_deed_is_no_exception() {
        for (all, some) in [
            ("全年处罚案卷全部归档", "6份合同没有归档"),
            ("抽查的12份案卷全部归档", "6件案卷没有归档"),
            ("全年处罚案卷全部归档", "6件案卷没有及时归档"),
            ("全年处罚案卷全部归档", "案卷有没有归档无人检查"),
            ("处罚决定312份，全部公示", "去年有18份处罚决定未公示"),
        ] {
            assert_eq!(found(all, some), 0, "{all}");
        }
    }
}
