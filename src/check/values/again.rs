//! A figure that is spoken of again under another name: 划来的取水审批权76项 and, among the problems, 67项划来权限中; 39个欠发达村
//! in two places and 36个欠发达村 in a third.
//!
//! Who speaks of a figure again rarely uses the same words. So the two are only held to be one where the later names all
//! of something, shares a word that is of no other figure, and its own value stands nowhere else; and what is found is a
//! note.

use std::collections::BTreeMap;

use super::restated::{Item, found, near};
use crate::{
    check::context::{Context, Found, han},
    model::{Decimal, Role, Severity},
    text::{class, fold_str},
};

/// Words before a figure by which all of something are taken up.
const TAKES: [&str; 11] = ["对", "将", "把", "针对", "围绕", "结合", "就", "从", "全部", "上述", "这"];

/// Words of two characters that are of any figure.
const GENERAL: [&str; 44] = [
    "案件", "案卷", "企业", "单位", "人员", "问题", "事项", "项目", "申请", "工作", "情况", "线索", "行政",
    "执法", "处罚", "全年", "本年", "年度", "政府", "全县", "全区", "全市", "全镇", "全局", "我局", "我县",
    "我区", "组织", "开展", "进行", "完成", "共有", "其中", "办理", "管理", "服务", "法治", "建设", "重点",
    "主要", "相关", "有关", "以上", "存在",
];

/// Least characters of a name that is told word for word.
const NAME: usize = 4;

/// Most figures of a report that are compared, each with all others.
const FIGURES: usize = 400;

/// What superiors do to the papers of all that was done.
const SIGNED: [&str; 7] = ["审签", "签批", "审批", "审定", "审核", "签发", "批示"];

/// What a body does.
const DONE: [&str; 8] = ["办理", "查办", "查处", "立案", "作出", "办结", "受理", "承办"];

pub(super) fn check(context: &Context, items: &[Item]) -> Vec<Found> {
    let items: Vec<&Item> = items.iter().take(FIGURES).collect();
    let own = context.document.header().issuer.as_deref().map(fold_str).unwrap_or_default();
    let mut all = Vec::new();
    for here in &items {
        let other =
            taken_up(&items, here, &own).or_else(|| signed(&items, here)).or_else(|| adverse(&items, here));
        all.extend(other.map(|(first, name)| found(here, first, &name).cap(Some(Severity::Note))));
    }
    all.extend(against_two(&items));
    all
}

/// 67项划来权限中, where 区里划来的取水审批权76项 was told.
fn taken_up<'x, 'a, 'b>(
    items: &[&'x Item<'a, 'b>],
    here: &Item,
    own: &str,
) -> Option<(&'x Item<'a, 'b>, String)> {
    let name = whole(here)?;
    let words = words_of(&name, own);
    if words.is_empty() {
        return None;
    }
    let told: Vec<&Item> = items
        .iter()
        .copied()
        .filter(|there| {
            there.claim.id != here.claim.id
                && there.claim.role != Role::Plan
                && there.unit() == here.unit()
                && !there.is_limited()
                && shares(&words, there)
        })
        .collect();
    let first = *told.first()?;
    let one = told.iter().all(|there| there.value() == first.value());
    (one && alone(items, here) && close(first.value(), here.value())).then_some((first, name))
}

/// The name of all of which a figure is, if it is of all of something.
fn whole(here: &Item) -> Option<String> {
    let run = &here.behind[..here.behind.find(|c| !class::is_han(c)).unwrap_or(here.behind.len())];
    let before = here.before.trim_start_matches(|c: char| class::is_digit(c) || c == '年');
    let (lead, verb) = match before.strip_suffix('的') {
        Some(verb) => ("", verb),
        None => (before, ""),
    };
    // 在本年的46种产品中 are those of that year.
    if verb.starts_with('在') || verb.contains(['年', '月']) {
        return None;
    }
    let takes = TAKES.iter().find_map(|word| lead.strip_suffix(word)).is_some_and(|rest| han(rest) <= 4);
    // 67项划来权限中: behind the figure stands what it is of, and that some of it is meant.
    let inside = run.match_indices(['中', '里']).map(|(at, _)| at).find(|at| {
        let rest = &run[*at..];
        let word = ["中心", "中队", "中小", "中介", "中央", "里程", "中学", "中级"];
        !word.iter().any(|word| rest.starts_with(word))
            && !run[..*at].ends_with(['集', '其', '期', '空', '当'])
    });
    let thing = match inside {
        Some(at) if lead.is_empty() || takes => &run[..at],
        None if takes => run.split(['逐', '进', '全', '开', '均', '都']).next().unwrap_or(run),
        _ => return None,
    };
    let fits = (2..=14).contains(&han(thing)) && han(verb) <= 6 && !thing.contains(['和', '与', '及', '或']);
    (fits && !here.is_limited()).then(|| format!("{verb}{thing}"))
}

/// The words of two characters of a name that are of no other figure.
fn words_of(name: &str, own: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().filter(|c| *c != '的').collect();
    let words = chars.windows(2).map(|pair| pair.iter().collect::<String>());
    words
        .filter(|word| han(word) == 2 && !GENERAL.contains(&word.as_str()) && !own.contains(word.as_str()))
        .collect()
}

/// Whether the words on both sides of a figure have enough of those of a name: of a long one two.
fn shares(words: &[String], there: &Item) -> bool {
    let run = &there.behind[..there.behind.find(|c| !class::is_han(c)).unwrap_or(there.behind.len())];
    let least = if words.len() > 3 { 2 } else { 1 };
    words.iter().filter(|word| there.before.contains(word.as_str()) || run.contains(word.as_str())).count()
        >= least
}

/// Whether the value of a figure stands nowhere else with its unit.
fn alone(items: &[&Item], here: &Item) -> bool {
    !items.iter().any(|there| {
        there.count.span != here.count.span && there.unit() == here.unit() && there.value() == here.value()
    })
}

/// Whether two values are of one size, and none so small that it can be chance.
fn close(a: Decimal, b: Decimal) -> bool {
    a != b && a.min(b) >= Decimal::from_int(10) && near(a, b)
}

/// 签批水事处罚案件21件, where 查办水事处罚案件18件 was told: more than there were.
fn signed<'x, 'a, 'b>(items: &[&'x Item<'a, 'b>], here: &Item) -> Option<(&'x Item<'a, 'b>, String)> {
    let verb_of = |item: &Item, verbs: &[&str]| -> Option<String> {
        if !item.behind.is_empty() {
            return None;
        }
        let words = item.before.trim_end_matches(['共', '各', '类']);
        let verb = verbs.iter().find(|verb| words.contains(**verb))?;
        let name = &words[words.rfind(verb)? + verb.len()..];
        let plain = (NAME..=10).contains(&han(name)) && name.chars().all(class::is_han);
        (plain && !item.is_limited()).then(|| name.to_owned())
    };
    let name = verb_of(here, &SIGNED)?;
    let told: Vec<&Item> = items
        .iter()
        .copied()
        .filter(|there| there.claim.id != here.claim.id && there.unit() == here.unit())
        .filter(|there| verb_of(there, &DONE).as_deref() == Some(name.as_str()))
        .collect();
    let first = *told.first()?;
    let one = told.iter().all(|there| there.value() == first.value());
    let more = here.value() > first.value() && near(first.value(), here.value());
    (one && more && alone(items, here)).then_some((first, name))
}

/// What courts and superiors do to acts of a body, and what goes wrong: who tells of them again tells of all.
const ADVERSE: [&str; 9] =
    ["撤销", "败诉", "纠错", "确认违法", "责令履行", "责令重作", "超期", "不合格", "退回"];

/// 对6件被撤销的水费决定重新核算, where 撤销4件 was told: more than there were.
fn adverse<'x, 'a, 'b>(items: &[&'x Item<'a, 'b>], here: &Item) -> Option<(&'x Item<'a, 'b>, String)> {
    // 2022年败诉的6件 are those of that year.
    if here.before.replace("全年", "").contains('年') {
        return None;
    }
    let lead = here.before.trim_end_matches("被");
    let run = here.behind.strip_prefix(['被', '的']).unwrap_or(here.behind);
    let word = ADVERSE.iter().find(|word| {
        let verb = here.before.strip_suffix('的').is_some_and(|words| words.ends_with(**word));
        let takes = TAKES.iter().any(|take| lead.ends_with(take)) || lead.is_empty();
        verb || (takes && run.starts_with(**word))
    });
    let word = word.filter(|_| !here.is_limited())?;
    let told: Vec<&Item> = items
        .iter()
        .copied()
        .filter(|there| there.claim.id != here.claim.id && there.unit() == here.unit())
        .filter(|there| !there.is_limited() && there.claim.text.contains(word))
        .collect();
    // What they come to where several are told is nobody's guess.
    let [first] = told.iter().filter(|there| there.before.ends_with(word)).collect::<Vec<_>>()[..] else {
        return None;
    };
    let again = told.iter().any(|there| there.value() == here.value());
    let before = first.claim.id < here.claim.id && first.claim.role != Role::Plan;
    let more = here.value() > first.value() && here.value() <= first.value().times(3)?;
    (before && more && !again).then(|| (*first, (*word).to_owned()))
}

/// 36个欠发达村, where 39个欠发达村 stands in two other places: the one that differs.
fn against_two(items: &[&Item]) -> Vec<Found> {
    let mut names: BTreeMap<(String, &str), Vec<&Item>> = BTreeMap::new();
    for item in items {
        let run = &item.behind[..item.behind.find(|c| !class::is_han(c)).unwrap_or(item.behind.len())];
        let name: String = run.chars().take(NAME + 1).collect();
        if han(&name) == NAME + 1 && item.value() >= Decimal::from_int(10) && !item.is_limited() {
            names.entry((name, item.unit())).or_default().push(item);
        }
    }
    let mut all = Vec::new();
    for ((name, _), said) in names {
        let mut claims: Vec<_> = said.iter().map(|item| item.claim.id).collect();
        claims.dedup();
        if claims.len() < 3 || claims.len() != said.len() {
            continue;
        }
        let count = |value: Decimal| said.iter().filter(|item| item.value() == value).count();
        let odd: Vec<&&Item> = said.iter().filter(|item| count(item.value()) == 1).collect();
        let [one] = odd.as_slice() else { continue };
        let Some(first) = said.iter().find(|item| item.value() != one.value()) else { continue };
        let agree = count(first.value()) + 1 == said.len();
        if agree && close(first.value(), one.value()) && alone(items, one) {
            all.push(found(one, first, &name).cap(Some(Severity::Note)));
        }
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
    fn a_figure_is_spoken_of_again() {
        for (first, second, wrong) in [
            ("承接区里下放的取水审批权89项。", "98项下放权限中，用过的只有23项。", "98项"),
            ("全年被撤销的水费决定31件。", "局长对37件被撤销的水费决定逐件批示。", "37件"),
            ("全年办理水事处罚案件12件，罚款9万元。", "局长审签水事处罚案件14件。", "14件"),
            ("水费复议案件9件，维持7件、撤销2件。", "局长对3件被撤销的水费决定重新核算。", "3件"),
            ("水费复议案件9件，维持6件、撤销3件。", "对复议撤销的4起水费案重新核算。", "4起"),
            (
                "改造39个缺水自然村管网。\n\n巡查39个缺水自然村泵站。",
                "36个缺水自然村没有水表，原因是采购迟。",
                "36个",
            ),
        ] {
            assert_eq!(found(first, second), [wrong], "{second}");
        }
    }

    #[test]
    fn what_may_be_another_is_left_alone() {
        for (first, second) in [
            ("承接区里下放的取水审批权89项。", "89项下放权限中，用过的只有23项。"),
            ("承接区里下放的取水审批权89项，用过的98项。", "98项下放权限中，用过的只有23项。"),
            ("承接区里下放的取水审批权89项。", "20项下放权限中，用过的只有3项。"),
            ("承接区里下放的取水审批权89项。", "在当年的98项下放权限中，用过的只有23项。"),
            ("全年办理水事处罚案件12件，罚款9万元。", "局长审签水事处罚案件9件。"),
            ("水费复议案件9件，维持7件、撤销2件，诉讼撤销3件。", "局长对5件被撤销的水费决定重新核算。"),
            ("水费复议案件9件，维持7件、撤销2件。", "局长对2件被撤销的水费决定重新核算。"),
            ("改造39个缺水自然村管网。", "36个缺水自然村没有水表，原因是采购迟。"),
        ] {
            assert!(found(first, second).is_empty(), "{second}: {:?}", found(first, second));
        }
    }
}
