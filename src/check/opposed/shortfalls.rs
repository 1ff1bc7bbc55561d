//! What is said of all, and what the report counts as missing from it elsewhere in other words: 31名巡河队员全部持证 and
//! 有5名巡河队员没有领取证件.
//!
//! What all have done and what some lack are of one family of words; the two are of the same things where they share enough
//! words of their own. Of different sets both can be true, so it is a note.

use std::collections::BTreeSet;

use super::universals::{excepted, is_told};
use crate::{
    check::{
        context::{Context, Found, back, han},
        memo::ClaimText,
    },
    model::Severity,
    rules::kind::Numbers,
    text::{class, marks},
};

/// What all can have done.
struct Family {
    done: &'static [&'static str],
    /// Words of those that have not.
    lacks: &'static [&'static str],
    /// Whether what stands behind tells what it is that all have done: 参加….
    object: bool,
}

const FAMILIES: [Family; 8] = [
    Family {
        done: &["按期", "按时", "如期", "及时", "限期", "期限内", "时限内", "期内"],
        lacks: &[
            "超期",
            "逾期",
            "超时",
            "超过法定",
            "超过承诺",
            "超过规定",
            "未按期",
            "未能按期",
            "没有按期",
            "未按时",
            "没有按时",
            "未能在",
            "没有在",
            "未在",
        ],
        object: false,
    },
    Family {
        done: &["出庭", "到庭"],
        lacks: &["没有出庭", "未出庭", "没有到庭", "未到庭", "未能出庭"],
        object: false,
    },
    Family {
        done: &["合格", "通过", "及格"],
        lacks: &["不合格", "未通过", "没有通过", "不及格", "没有取得", "未取得"],
        object: false,
    },
    Family {
        done: &["持证", "取得", "领取", "持有"],
        lacks: &["没有取得", "未取得", "尚未取得", "未持证", "没有执法证", "无证", "没有领取", "未领取"],
        object: false,
    },
    Family {
        done: &["参加", "参训", "参考"],
        lacks: &["没有参加", "未参加", "未能参加", "缺席", "缺考"],
        object: true,
    },
    Family {
        done: &["完成"],
        lacks: &["没有完成", "未完成", "未能完成", "尚未完成", "仍未完成"],
        object: true,
    },
    Family {
        done: &["签订", "签约", "公示", "公开", "归档", "备案", "审核", "审查", "报备", "录入", "上传"],
        lacks: &[
            "没有签",
            "未签",
            "没有公示",
            "未公示",
            "没有公开",
            "未公开",
            "没有归档",
            "未归档",
            "没有备案",
            "未备案",
            "未经审",
            "没有经过",
            "没有审",
            "未审",
            "未报备",
            "没有报备",
            "未录入",
            "没有录入",
            "未上传",
        ],
        object: true,
    },
    Family {
        done: &["整改", "改正", "销号"],
        lacks: &["没有整改", "未整改", "尚未整改", "仍未整改", "未改正", "没有改正"],
        object: false,
    },
];

/// Characters of which those words have at least one.
const NEGATIVE: [char; 7] = ['未', '没', '不', '无', '超', '逾', '缺'];

/// What makes what is said one of all.
const ALL: [&str; 5] = ["均", "全部", "都", "一律", "件件"];

/// Words that make it one of some, of another time, or of what is to be.
const SOME: [&str; 19] = [
    "其中",
    "抽查",
    "抽取",
    "剩余",
    "其余",
    "到期",
    "符合",
    "涉及",
    "除",
    "要求",
    "力争",
    "确保",
    "上半年",
    "下半年",
    "季度",
    "上年",
    "去年",
    "补",
    "此后",
];

/// Words of two characters that many sentences share.
const GENERAL: [&str; 40] = [
    "工作", "行政", "执法", "法治", "全年", "年度", "本年", "问题", "情况", "单位", "部门", "人员", "案件",
    "事项", "管理", "服务", "我局", "全局", "全县", "全区", "全镇", "政府", "按期", "按时", "及时", "完成",
    "全部", "参加", "通过", "合格", "没有", "未能", "法定", "期限", "时限", "规定", "要求", "办理", "开展",
    "组织",
];

/// Characters before and behind the words that tell what they are of.
const NEAR: usize = 40;

/// Shared words that make two sentences tell of the same things; of those with one figure fewer do.
const SHARED: usize = 3;
const WITH_FIGURE: usize = 1;

/// Sentences that are compared with all others.
const MOST: usize = 200;

struct Said<'a> {
    family: usize,
    claim: &'a ClaimText<'a>,
    /// The words around it.
    near: &'a str,
    words: BTreeSet<[char; 2]>,
    /// Those behind it: what was attended, done or signed.
    object: BTreeSet<[char; 2]>,
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    // What is asked of a sentence last is what takes longest.
    let told = |said: &Said| is_told(context, rule, said.claim);
    let claims = || context.claims().iter().filter(|claim| claim.in_body);
    let lacks: Vec<Said> = claims().flat_map(lacking).filter(told).take(MOST).collect();
    if lacks.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for all in claims().filter_map(whole).filter(told).take(MOST) {
        let other = lacks.iter().find(|there| {
            there.family == all.family && there.claim.id != all.claim.id && is_same(&all, there)
        });
        if let Some(other) = other {
            found.push(excepted(context, all.claim.span, other.claim.span).cap(Some(Severity::Note)));
        }
    }
    found
}

/// What a sentence says of all: 31名巡河队员全部持证, 出庭率100%.
fn whole<'a>(claim: &'a ClaimText<'a>) -> Option<Said<'a>> {
    let text = claim.text;
    let of = |at: usize, predicate: &str, from: usize| {
        let family =
            FAMILIES.iter().position(|family| family.done.iter().any(|word| predicate.contains(word)))?;
        let lacks = FAMILIES[family].lacks.iter().any(|word| text.contains(word));
        let clause = marks::before(&text[..at], &marks::CLAUSE);
        let some = SOME.iter().any(|word| clause.contains(word) || predicate.contains(word));
        (!lacks && !some).then(|| said(family, claim, from, at))
    };
    let marked = ALL.iter().flat_map(|mark| text.match_indices(mark)).find_map(|(at, mark)| {
        let behind = marks::behind(&text[at + mark.len()..], &marks::CLAUSE);
        let predicate = &behind[..behind.char_indices().nth(14).map_or(behind.len(), |(byte, _)| byte)];
        of(at, predicate, at)
    });
    marked.or_else(|| {
        let at = text.find("率100%").or_else(|| text.find("率达100%")).or_else(|| text.find("率为100%"))?;
        let from = back(&text[..at], 4);
        of(at, &text[from..at], from)
    })
}

/// What a sentence counts as missing, in each family that has its words: 有5名巡河队员没有领取证件.
fn lacking<'a>(claim: &'a ClaimText<'a>) -> Vec<Said<'a>> {
    let text = claim.text;
    // Most sentences deny nothing.
    if !text.contains(NEGATIVE) {
        return Vec::new();
    }
    let of = |(nth, family): (usize, &Family)| {
        let (at, word) = family.lacks.iter().filter_map(|word| Some((text.find(word)?, word))).min()?;
        let clause = marks::before(&text[..at], &marks::CLAUSE);
        let behind = marks::behind(&text[at..], &marks::CLAUSE);
        if ["上年", "去年", "要求", "不得"].iter().any(|word| clause.contains(word)) {
            return None;
        }
        let counted = [clause, behind].iter().any(|words| words.contains(class::is_digit))
            || ["个别", "少数", "部分"].iter().any(|some| clause.contains(some));
        counted.then(|| said(nth, claim, at, at + word.len()))
    };
    FAMILIES.iter().enumerate().filter_map(of).collect()
}

fn said<'a>(family: usize, claim: &'a ClaimText<'a>, from: usize, to: usize) -> Said<'a> {
    let text = claim.text;
    let sentence = marks::start(&text[..from], &marks::SENTENCE);
    let start = back(&text[..from], NEAR).max(sentence);
    let rest = &text[to..];
    let end = to + rest.char_indices().nth(NEAR / 2).map_or(rest.len(), |(byte, _)| byte);
    let near = &text[start..end.min(marks::end(text, to, &marks::SENTENCE))];
    let behind = marks::behind(rest, &marks::CLAUSE);
    Said { family, claim, near, words: words_of(near), object: words_of(behind) }
}

/// The words of two characters in a text that few sentences share.
fn words_of(text: &str) -> BTreeSet<[char; 2]> {
    let chars: Vec<char> = text.chars().collect();
    let words = chars.windows(2).filter(|pair| pair.iter().all(|c| class::is_han(*c)));
    let words = words.map(|pair| [pair[0], pair[1]]);
    words.filter(|pair| !GENERAL.contains(&pair.iter().collect::<String>().as_str())).collect()
}

/// Whether two are of the same things.
fn is_same(all: &Said, there: &Said) -> bool {
    let shared = all.words.intersection(&there.words).count();
    // 开庭的10件 and 10件开庭: a figure with its unit in both.
    let figure = figures(all.near).iter().any(|figure| there.near.contains(figure.as_str()));
    let object = !FAMILIES[all.family].object
        || all.object.is_empty()
        || there.object.is_empty()
        || !all.object.is_disjoint(&there.object);
    if !object {
        return false;
    }
    shared >= SHARED || (figure && shared > WITH_FIGURE)
}

/// The figures of some words, of two digits and more, with the character behind them.
fn figures(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(at) = rest.find(class::is_digit) {
        let digits = &rest[at..];
        let length = digits.find(|c| !class::is_digit(c)).unwrap_or(digits.len());
        if let Some(unit) = digits[length..].chars().next().filter(|c| length > 1 && han(&c.to_string()) == 1)
        {
            found.push(format!("{}{unit}", &digits[..length]));
        }
        rest = &digits[length..];
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(all: &str, some: &str) -> usize {
        let text = small(&format!("{all}。\n\n二、存在的不足和原因\n\n{some}。"));
        words(&report(&text), "consistency/exception").len()
    }

    #[test]
    fn some_that_are_counted_lack_what_all_have() {
        for (all, some) in [
            ("26名在编巡河队员全部持证上岗", "巡河大队还有7名在编队员没有取得水政执法证件"),
            ("开庭的10件水费诉讼局长均出庭应诉", "当年有2件开庭审理的水费诉讼局长没有到庭"),
            ("取水许可33件，33件均按期现场核查", "33件取水许可中现场核查6件超期，最长20天"),
            ("水源保护公开申请均在法定期限内答复", "个别水源保护公开申请未能在法定期限内答复"),
            ("96名泵站职工全部参加水法知识测验", "还有21名泵站职工没有参加年度水法知识测验"),
        ] {
            assert_eq!(found(all, some), 1, "{all} {some}");
        }
    }

    #[test]
    fn others_and_some_are_no_exception() {
        for (all, some) in [
            ("26名在编巡河队员全部持证上岗", "水厂还有7名化验人员没有取得资格证书"),
            ("取水许可均按期办结", "投诉有3件超期"),
            ("到期的取水许可33件均按期现场核查", "33件取水许可中现场核查6件超期，最长20天"),
            ("96名泵站职工全部参加水法知识测验", "有21名泵站职工没有参加防汛演练"),
        ] {
            assert_eq!(found(all, some), 0, "{all} {some}");
        }
    }
}
