//! Figures that take up all of what was told elsewhere, with another value: 立案查处28件 and, among the problems, 26件立案案件由
//! 1人审核; 执法人员12人 and 执法人员只有9人.
//!
//! A figure is only said to be of the same where it names no other, where all that was told under its name has one value,
//! and where its own value stands nowhere else.

use super::{again, holdings, same_acts, same_wording};
use crate::{
    check::{
        context::{Context, Found, back, han, short},
        count::Count,
        memo::ClaimText,
        wholes,
    },
    model::{Decimal, Role},
    rules::kind::Numbers,
    text::{class, marks},
};

/// What stands behind a thing of which all are meant.
const ALL: [&str; 12] = ["中", "里", "由", "均", "都", "全部", "平均", "要", "需", "只靠", "分散", "内"];

/// What may lead to a figure of which all are meant.
const LEADS: [&str; 18] = [
    "",
    "原因是",
    "主要是",
    "主要原因是",
    "由于",
    "因为",
    "因",
    "但",
    "全部",
    "所有",
    "这",
    "上述",
    "全年",
    "现有",
    "仅有",
    "对",
    "将",
    "全年的",
];

/// Ends of a thing's name that tell little.
const GENERAL: [&str; 14] = [
    "案件", "案卷", "企业", "单位", "人员", "问题", "事项", "项目", "申请", "工作", "案", "类", "情况",
    "线索",
];

/// Names of which there is more than one kind.
const COMMON: [&str; 24] = [
    "行政", "相关", "有关", "以上", "重点", "主要", "其他", "部分", "本局", "不同", "具体", "执法", "管理",
    "服务", "工作", "公开", "企业", "单位", "案件", "人员", "问题", "项目", "事项", "上级",
];

/// Most characters of a name.
const NAME: usize = 8;

/// Characters of a verb, and fewest of what it was done to, that tell which figure is meant.
const VERB: usize = 2;
const THING: usize = 4;

/// Two figures of one thing differ by at most this part of the larger.
const NEAR: i128 = 3;

/// Words of a clause that make its figure one of less, or of another body.
const LIMITS: [&str; 21] = [
    "月", "抽查", "抽取", "抽检", "选取", "选派", "试点", "新增", "新招", "新录", "增加", "减少", "首批",
    "部分", "另", "剩余", "其余", "计划", "拟", "目标", "累计",
];

/// Most figures of a report that are compared, each with all others.
const FIGURES: usize = 2000;

pub(super) struct Item<'a, 'b> {
    pub(super) claim: &'b ClaimText<'a>,
    pub(super) count: &'b Count<'a>,
    /// The words of its clause before it and behind it.
    pub(super) before: &'a str,
    pub(super) behind: &'a str,
}

impl<'a> Item<'a, '_> {
    pub(super) fn value(&self) -> Decimal {
        self.count.quantity.value
    }

    /// Units that count the same have one name.
    pub(super) fn unit(&self) -> &'a str {
        match self.count.quantity.unit.as_str() {
            "件" | "起" | "宗" | "例" | "个" => "件",
            "人" | "名" | "位" => "人",
            "家" | "户" => "家",
            "条" | "篇" | "则" => "条",
            other => other,
        }
    }

    fn shown(&self) -> &'a str {
        &self.claim.text[self.count.start..self.count.end]
    }

    pub(super) fn is_limited(&self) -> bool {
        LIMITS.iter().any(|word| self.before.contains(word))
            || wholes::is_of_other_time(self.before)
            || wholes::is_change(self.before)
    }
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let items = items(context);
    let mut found: Vec<Found> = items
        .iter()
        .filter_map(|here| {
            taken_up(&items, here)
                .or_else(|| done_to(&items, here))
                .or_else(|| all_of(&items, here))
                .or_else(|| only_so_many(&items, here))
                .or_else(|| received(&items, here))
                .or_else(|| turned(&items, here))
                .or_else(|| holdings::staff(&items, here))
                .or_else(|| same_acts::meetings(&items, here))
        })
        .collect();
    found.extend(holdings::places(context, rule, &items));
    found.extend(same_acts::money(context));
    found.extend(same_wording::check(rule, &items));
    let known: Vec<_> = found.iter().map(|one| one.span).collect();
    found.extend(again::check(context, &items).into_iter().filter(|one| !known.contains(&one.span)));
    found
}

fn items<'a, 'b>(context: &'b Context<'a>) -> Vec<Item<'a, 'b>> {
    let mut items = Vec::new();
    for claim in context.claims().iter().filter(|claim| claim.in_body && claim.text.len() <= 3000) {
        for count in context.memo.counts(claim.id) {
            if !count.is_exact_number() {
                continue;
            }
            if items.len() == FIGURES {
                return items;
            }
            let before = marks::before(&claim.text[..count.start], &marks::MEMBER).trim();
            let before = before.strip_prefix("原因是").unwrap_or(before);
            let behind = marks::behind(&claim.text[count.end..], &marks::MEMBER);
            items.push(Item { claim, count, before, behind });
        }
    }
    items
}

/// The name of all of which a figure is, with its length in the words behind the figure.
fn named<'a>(here: &Item<'a, '_>) -> Option<&'a str> {
    let run_end = here.behind.find(|c| !class::is_han(c)).unwrap_or(here.behind.len());
    let run = &here.behind[..run_end];
    let lead = here.before.trim_end_matches(['的', '有']);
    let lead = lead
        .strip_prefix(['一', '二', '三', '四', '五', '六'])
        .and_then(|rest| rest.strip_prefix('是'))
        .unwrap_or(lead);
    if !LEADS.contains(&lead) {
        return None;
    }
    // 2年内 and 6月内 are times.
    let end = ALL
        .iter()
        .filter_map(|word| run.match_indices(word).map(|(at, _)| at).find(|at| *at >= 2 * "字".len()))
        .min()?;
    let name = &run[..end];
    let name = name.split_once('的').map_or(name, |(verb, _)| verb);
    let fits = (2..=NAME).contains(&han(name)) && !name.contains(['有', '在', '和', '与', '及', '各']);
    fits.then_some(name)
}

/// 经复核的11份取水合同里, where 共复核14份 was told of 取水合同.
fn done_to(items: &[Item], here: &Item) -> Option<Found> {
    let verb = here.before.strip_suffix('的')?;
    let verb = ["经", "已", "全年", "本年"].iter().find_map(|word| verb.strip_prefix(word)).unwrap_or(verb);
    let run = &here.behind[..here.behind.find(|c| !class::is_han(c)).unwrap_or(here.behind.len())];
    let end = ["中", "里"].iter().find_map(|word| run.strip_suffix(word))?;
    let thing = &end[back(end, 5)..];
    if !(2..=3).contains(&han(verb)) || han(verb) * 3 != verb.len() || han(thing) < 4 {
        return None;
    }
    let told = |there: &&Item| {
        there.claim.role != Role::Plan
            && there.unit() == here.unit()
            && !there.is_limited()
            && there.before.trim_start_matches("共").ends_with(verb)
            && there.claim.text[..there.count.start].contains(thing)
    };
    differing(items, here, thing, told)
}

/// 受理的19件取水申请全部办结, where 受理取水申请17件 was told.
fn all_of(items: &[Item], here: &Item) -> Option<Found> {
    let head = here.before.strip_suffix('的')?;
    let verb = &head[back(head, VERB)..];
    let run = &here.behind[..here.behind.find(|c| !class::is_han(c)).unwrap_or(here.behind.len())];
    let end = ["全部", "均", "都", "已"].iter().filter_map(|word| run.find(word)).min()?;
    let thing = &run[..end];
    let whole = format!("{verb}{thing}");
    // 上年受理的, 其中受理的 are of others.
    let plain =
        han(verb) == VERB && han(thing) >= THING && !here.is_limited() && !here.before.contains("其中");
    let told = |there: &&Item| {
        there.claim.role != Role::Plan
            && there.unit() == here.unit()
            && !there.is_limited()
            && there.behind.is_empty()
            && there.before.trim_end_matches(['共', '有']).ends_with(&whole)
    };
    if plain { differing(items, here, thing, told) } else { None }
}

/// A name without an end that tells little.
fn core(name: &str) -> &str {
    let core = GENERAL.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    if han(core) >= 2 && !COMMON.contains(&core) { core } else { name }
}

/// 26件立案案件由1人审核, where 立案查处28件 was told.
fn taken_up(items: &[Item], here: &Item) -> Option<Found> {
    let name = named(here)?;
    let core = core(name);
    if COMMON.contains(&core) {
        return None;
    }
    let told = |there: &&Item| {
        there.claim.role != Role::Plan
            && there.unit() == here.unit()
            && !there.is_limited()
            && (near_end(there.before, core)
                || there.behind.starts_with(name)
                || there.behind.starts_with(core))
    };
    differing(items, here, core, told)
}

/// Whether a name stands at the end of words, with at most a verb behind it: 立案查处.
fn near_end(words: &str, name: &str) -> bool {
    words.rfind(name).is_some_and(|at| {
        let (head, tail) = (&words[..at], &words[at + name.len()..]);
        han(tail) <= 2 && !head.ends_with(['不', '未', '非', '没', '无', '再'])
    })
}

/// A figure whose like, all of one other value, is told in another paragraph.
pub(super) fn differing(
    items: &[Item],
    here: &Item,
    name: &str,
    told: impl Fn(&&Item) -> bool,
) -> Option<Found> {
    let apart = |there: &&Item| there.claim.id != here.claim.id;
    let mut others = items.iter().filter(apart).filter(told);
    let first = others.next()?;
    let one = others.all(|other| other.value() == first.value());
    let elsewhere = items
        .iter()
        .filter(apart)
        .any(|other| other.value() == here.value() && (other.unit() == here.unit()));
    let off = first.value().minus(here.value())?.abs().times(NEAR)?;
    let (more, less) = (first.value().max(here.value()), first.value().min(here.value()));
    // Of three and five, as of few, a third is nothing.
    let few = less >= Decimal::from_int(3) && more.minus(less)? <= Decimal::from_int(2);
    let near = off > Decimal::ZERO && (off <= more || few);
    (one && !elsewhere && near).then(|| found(here, first, name))
}

pub(super) fn found(here: &Item, first: &Item, name: &str) -> Found {
    Found::at(here.count.span)
        .with("name", short(name, 30))
        .with("first", first.shown())
        .with("second", here.shown())
        .with("text", short(here.claim.text, 60))
        .label(first.count.span, first.shown())
}

/// 执法人员只有9人, where 执法人员12人 was told.
fn only_so_many(items: &[Item], here: &Item) -> Option<Found> {
    if here.unit() != "人" {
        return None;
    }
    let words = ["只有", "仅有", "仅", "只"].iter().find_map(|word| here.before.strip_suffix(word))?;
    let name = [
        "执法人员",
        "审核人员",
        "工作人员",
        "调解员",
        "网格员",
        "队员",
        "民警",
        "律师",
        "检查员",
        "监察员",
        "审核员",
    ]
    .iter()
    .find(|name| words.ends_with(**name))?;
    // 持证执法人员 are others, unless both are.
    let kind = |words: &str| -> bool {
        words.contains("持证") || words.contains("专职") || words.contains("辅助")
    };
    let own = kind(words);
    let told = |there: &&Item| {
        let before = there.before.strip_suffix("共").unwrap_or(there.before);
        let before = before.strip_suffix("现有").unwrap_or(before);
        let whole = before.ends_with(name)
            || there.behind.strip_prefix(name).is_some_and(|rest| {
                rest.is_empty() || ["全部", "均", "都"].iter().any(|word| rest.starts_with(word))
            });
        there.unit() == "人"
            && whole
            && there.claim.role != Role::Plan
            && !there.is_limited()
            && kind(there.before) == own
    };
    differing(items, here, name, told)
}

/// What a body gets and answers one by one.
const PAPERS: [&str; 8] = [
    "检察建议",
    "司法建议",
    "行政复议意见书",
    "执法监督意见书",
    "监察建议",
    "人大代表建议",
    "政协提案",
    "政协委员提案",
];

/// 2023年度检察建议4件, where 收到检察建议6件 was told.
fn received(items: &[Item], here: &Item) -> Option<Found> {
    let all = |item: &Item, name: &str| {
        let words = item.before.strip_suffix(name)?;
        let verbs = ["收到", "接到", "接收", "办理", "承办", "共"];
        let verb = verbs.iter().fold(words, |words, verb| words.trim_end_matches(verb));
        let time = verb.trim_end_matches(['年', '度', '全', '本', '内']);
        let bare = time.chars().all(|c| c.is_ascii_digit());
        (bare && !item.is_limited()).then_some(words != verb)
    };
    let name = PAPERS.iter().find(|name| all(here, name).is_some())?;
    let told = |there: &&Item| {
        there.unit() == here.unit()
            && there.claim.id < here.claim.id
            && there.claim.role != Role::Plan
            && all(there, name) == Some(true)
    };
    differing(items, here, name, told)
}

/// 答复超期5件, where 3件答复超期 was told: the same words on the other side of the figure.
fn turned(items: &[Item], here: &Item) -> Option<Found> {
    let name = &here.before[back(here.before, NAME)..];
    if here.is_limited() || han(name) * 3 != name.len() || here.behind.starts_with(class::is_han) {
        return None;
    }
    let same = |there: &&Item| {
        let run = there.behind.find(|c| !class::is_han(c)).unwrap_or(there.behind.len());
        let run = &there.behind[..run];
        (4..=NAME).contains(&han(run)) && name.ends_with(run) && !there.is_limited()
    };
    // In one part, and where nobody knows the parts, both may be told of two things.
    let known = |role: Role| !matches!(role, Role::Plan | Role::Unknown);
    let apart = |there: &&Item| there.claim.role != here.claim.role && known(there.claim.role);
    let told = |there: &&Item| there.unit() == here.unit() && apart(there) && same(there);
    if !known(here.claim.role) {
        return None;
    }
    differing(items, here, name, told)
}

pub(super) fn near(one: Decimal, other: Decimal) -> bool {
    let off = one.minus(other).map(Decimal::abs).and_then(|off| off.times(NEAR));
    off.is_some_and(|off| off <= one.max(other))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(first: &str, second: &str) -> Vec<String> {
        let text = small(&format!("{first}\n\n二、存在的不足和原因\n\n{second}"));
        words(&report(&text), "consistency/two-values")
    }

    #[test]
    fn a_figure_takes_up_another() {
        for (first, second, wrong) in [
            (
                "查出隐患151个，其中当场改正122个、立案查处29个。",
                "26件立案案件由1名审核员经办，5件超过3日。",
                "26件",
            ),
            ("公开信息436条，其中水价文件22条、工程动态414条。", "24条水价文件中，有6条没有解读。", "24条"),
            ("巡河执法人员12人全部持证。", "夜间巡河跟不上，执法人员只有9人，值守轮空。", "9人"),
            ("14个乡镇各建成1处水文化广场。", "7月向16个乡镇下放巡河事项。", "16个"),
            ("综合执法队持证执法人员17名，执法记录仪20台。", "执法队19名持证执法人员要管214家单位。", "19名"),
            ("办结申请46件，其中3件答复超期。", "一是答复超期5件，涉及2个科室。", "5件"),
            ("街道辖12个社区。", "全街道11个社区均配备水管家。", "11个"),
        ] {
            assert_eq!(found(first, second), [wrong], "{second}");
        }
    }

    #[test]
    fn other_figures_take_up_nothing() {
        for (first, second) in [
            ("查出隐患151个，其中当场改正122个、立案查处29个。", "29件立案案件由1名审核员经办，5件超过3日。"),
            ("立案查处28个，移送立案3个。", "26件立案案件由1名审核员经办。"),
            ("公开信息436条，其中水价文件类22条。", "抽查24条水价文件中，有6条没有解读。"),
            ("巡河执法人员12人全部持证。", "夜间巡河跟不上，持证执法人员只有9人。"),
            ("综合执法队持证执法人员17名。", "执法队19名执法人员要管214家单位。"),
            ("培训持证执法人员17名。", "执法队19名持证执法人员要管214家单位。"),
            ("综合执法队持证执法人员17名，年内调入2名。", "执法队19名持证执法人员要管214家单位。"),
            ("14个乡镇各建成1处水文化广场。", "7月向11个乡镇下放巡河事项。"),
            ("14个乡镇各建成1处水文化广场。", "7月在16个乡镇（街道）下放巡河事项。"),
            ("14个乡镇各建成1处水文化广场，撤并乡镇2个。", "7月向16个乡镇下放巡河事项。"),
        ] {
            assert!(found(first, second).is_empty(), "{second}: {:?}", found(first, second));
        }
    }
}
