//! What one part says and another should answer: a problem and the plan.

mod answers;
mod in_one_part;
mod made;
mod promises;

use super::{
    context::{Context, Found, han, short},
    matters::matters_of,
    overlap::last_year::last_year,
};
use crate::{
    model::{Role, SectionId},
    rules::{Lexicon, kind::Link},
    text::class,
};
use answers::{Own, Plan};

/// A claim shorter than this has no words of its own.
pub(super) const CLAIM: usize = 10;

/// So many problems show whether a plan takes up problems by their own words; then the one that it leaves out may share
/// so many times as many words with it by the way.
const SEVERAL: usize = 3;
const ALONE: u32 = 3;

/// Two Chinese characters in a row.
pub(super) type Pair = [char; 2];

/// Pairs, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(pub(super) Vec<Pair>);

impl FromIterator<Pair> for Pairs {
    fn from_iter<I: IntoIterator<Item = Pair>>(pairs: I) -> Self {
        let mut pairs: Vec<Pair> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }
}

impl Pairs {
    pub(super) fn contains(&self, pair: Pair) -> bool {
        self.0.binary_search(&pair).is_ok()
    }
}

/// Words that are said of any matter.
pub(super) fn common(rule: &Link, lexicon: &Lexicon) -> Pairs {
    let pair = |word: &str| {
        let mut chars = word.chars();
        Some([chars.next()?, chars.next()?]).filter(|_| chars.next().is_none())
    };
    lexicon.words(&rule.common).iter().filter_map(|entry| pair(&entry.word)).collect()
}

pub(super) fn check(context: &Context, rule: &Link, common: &Pairs) -> Vec<Found> {
    if let Some(turn) = &rule.turn {
        return in_one_part::check(context, rule, turn, common);
    }
    let answers = context.sections_of(rule.to.0);
    let before = if rule.prior { last_year(context) } else { None };
    if answers.is_empty() || (rule.prior && before.is_none()) {
        return Vec::new();
    }
    // A plan can be answered anywhere in the report, a problem by the plan alone.
    if let Some(before) = before {
        return promises::check(context, rule, common, before);
    }
    let part = |id: &SectionId| context.document.plain_slice(context.document.section(*id).span);
    let answer: Vec<&str> = answers.iter().map(part).collect();
    // A part of a few words answers nothing and everything.
    if answer.iter().map(|text| han(text)).sum::<usize>() < 15 {
        return Vec::new();
    }
    let said: Pairs = answer.into_iter().flat_map(|text| pairs(text, common)).collect();
    from_here(context, rule, &said, common, &answers)
}

fn from_here(
    context: &Context,
    rule: &Link,
    said: &Pairs,
    common: &Pairs,
    answers: &[SectionId],
) -> Vec<Found> {
    // （二）整治涉企突出问题 under what was done is no problem of the body.
    let inside = |id: &SectionId| {
        let parent = context.document.section(*id).parent.map(|id| context.document.section(id).role);
        parent.is_some_and(|role| role == Role::Measures)
    };
    let mut matters = Vec::new();
    for id in context.sections_of(rule.from.0).into_iter().filter(|id| !inside(id)) {
        matters.extend(matters_of(context, id));
    }
    let heading = context.heading(answers[0]);
    let plan = Plan::new(context, rule, common, answers);
    if plan.at_once {
        return Vec::new();
    }
    let own: Vec<Own> = matters.iter().map(|matter| Own::new(rule, common, matter)).collect();
    let silent = |topic: &str| pairs(topic, common).all(|pair| !said.contains(pair));
    // A plan that takes up all problems but one by their own words does not answer that one in others.
    let left_out = matters.iter().filter(|matter| silent(topic(&matter.topic))).count() == 1;
    let alone = left_out && matters.len() >= SEVERAL;
    let found = matters.iter().enumerate().filter(|(nth, matter)| {
        let topic = topic(&matter.topic);
        let cut = || rule.cut.as_ref().map_or_else(|| topic.to_owned(), |cut| cut.blank(topic));
        han(&matter.text) >= CLAIM
            && !is_solved(&matter.text)
            && ((silent(topic)
                && (is_passed_over(rule.share, &matter.text, said, common)
                    || (alone
                        && !is_opening(&matter.text)
                        && is_passed_over(rule.share * ALONE, &matter.text, said, common)
                        && !plan.meets(&own[*nth]))))
                || (silent(&cut()) && plan.passes_over(context, common, *nth, &own)))
    });
    found
        .map(|(_, matter)| {
            Found::at(matter.span)
                .with("text", short(context.document.plain_slice(matter.span), 40))
                .label(heading, context.lang.pick("这一部分没有提到", "not mentioned in this part"))
        })
        .collect()
}

/// Whether words only lead to the problems: 虽然取得一定成绩，但与群众的期盼相比还有差距.
fn is_opening(text: &str) -> bool {
    ["虽然", "相比", "对照", "期盼", "取得了", "取得一定"].iter().any(|word| text.contains(word))
}

/// Whether a problem is said to be a thing of the past: 年内已解决, 复查无新增.
fn is_solved(text: &str) -> bool {
    ["已解决", "已经解决", "已全部解决", "整改完毕", "复查无", "复查未", "已改正", "已全部整改"].iter().any(
        |word| {
            text.match_indices(word).any(|(at, _)| {
                let clause = text[..at].rsplit([',', '。', ';']).next().unwrap_or("");
                !clause.contains(['未', '没', '尚', '仍', '不'])
            })
        },
    )
}

/// Runs of so many Chinese characters.
pub(super) fn runs<const N: usize>(text: &str) -> impl Iterator<Item = [char; N]> {
    let mut run = ['\0'; N];
    text.chars().filter_map(move |c| {
        run.rotate_left(1);
        run[N - 1] = c;
        run.iter().all(|c| class::is_han(*c)).then_some(run)
    })
}

/// What a problem is about: its heading, or its first words up to a mark.
fn topic(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| !class::is_han(c));
    let end = rest.char_indices().find(|(at, c)| *at > 3 * 3 && matches!(c, ',' | '。' | ';' | ':'));
    &text[..text.len() - rest.len() + end.map_or(rest.len(), |(at, _)| at)]
}

/// Whether an answer says hardly any of the words of a problem.
fn is_passed_over(share: u32, text: &str, said: &Pairs, common: &Pairs) -> bool {
    let own: Pairs = pairs(text, common).collect();
    let shared = own.0.iter().filter(|pair| said.contains(**pair)).count();
    own.0.len() >= 5 && shared * 1000 <= share as usize * own.0.len()
}

/// Pairs of neighbouring Chinese characters that are not common.
pub(super) fn pairs<'a>(text: &'a str, common: &'a Pairs) -> impl Iterator<Item = Pair> + 'a {
    runs(text).filter(|pair| is_own(*pair, common))
}

/// Whether a pair tells something of a matter.
pub(super) fn is_own(pair: Pair, common: &Pairs) -> bool {
    const GRAMMAR: [char; 8] = ['的', '和', '了', '是', '在', '对', '与', '不'];
    !pair.iter().any(|c| GRAMMAR.contains(c)) && !common.contains(pair)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_word_by_the_way_answers_no_problem() {
        let found = |plan: &str| {
            let problem = "二是执法记录仪录像保存不全。11月自查60卷案卷，7卷缺少开始时的录像，都出自水政大队三中队。原因是两台记录仪共用一张存储卡，写满后自动覆盖，队里没有指定专人导出。";
            let text = format!(
                "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、存在的不足和原因\n\n一是划界慢。5座水库没有划界，原因是资料不全。\n\n{problem}\n\n三、2024年主要安排\n\n一是6月底前完成5座水库划界。\n\n二是{plan}\n"
            );
            crate::testing::words(&crate::testing::report(&text), "consistency/problem-without-plan").len()
        };
        assert_eq!(found("9月检查46户用水台账，抽查案卷的不少于20卷。"), 1);
        assert_eq!(found("3月底前配齐存储卡，指定专人每周导出。"), 0);
        assert_eq!(found("3月底前为记录仪更换存储设备。"), 0);
        let done = "二是3月查出物品柜标签脱落4处，4月补齐，已解决，6月和9月复查无新增，原因是胶水受潮。";
        let text = format!(
            "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、存在的不足和原因\n\n一是划界慢。5座水库没有划界，原因是资料不全。\n\n{done}\n\n三、2024年主要安排\n\n一是6月底前完成5座水库划界。\n"
        );
        let report = crate::testing::report(&text);
        assert!(crate::testing::words(&report, "consistency/problem-without-plan").is_empty());
    }
}
