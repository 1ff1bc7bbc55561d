//! Whether a plan that answers one problem after the other leaves one out.

use std::cell::OnceCell;

use super::{Pairs, pairs};
use crate::{
    check::{
        context::{Context, han},
        matters::{Matter, rows},
    },
    model::SectionId,
    rules::kind::Link,
    text::{Span, class},
};

/// What a text speaks of: pairs of characters, figures with their units, single characters.
struct Words {
    pairs: Pairs,
    figures: Vec<String>,
    letters: Vec<char>,
}

impl Words {
    fn new(rule: &Link, common: &Pairs, text: &str) -> Self {
        // Who does it is no matter of its own.
        let text = rule.cut.as_ref().map_or_else(|| text.to_owned(), |cut| cut.blank(text));
        let mut letters: Vec<char> =
            text.chars().filter(|c| class::is_han(*c) && !COMMON.contains(*c)).collect();
        letters.sort_unstable();
        letters.dedup();
        Self { pairs: pairs(&text, common).collect(), figures: figures(&text), letters }
    }
}

/// A problem by its words.
pub(super) struct Own(Words);

impl Own {
    pub(super) fn new(rule: &Link, common: &Pairs, matter: &Matter) -> Self {
        Self(Words::new(rule, common, &matter.text))
    }
}

/// What the sentences and rows of a plan speak of.
pub(super) struct Plan {
    claims: Vec<Words>,
    /// Whether it answers all problems at once: 对上述问题逐项整改.
    pub(super) at_once: bool,
    /// What the whole report speaks of all the time: its pairs and characters.
    usual: OnceCell<(Pairs, Vec<char>)>,
}

/// So often in a report a pair of characters, and a character, is its setting and tells of no problem: 乡镇, 执法.
const USUAL: (usize, usize) = (7, 16);

/// Fewest pairs that only one problem has: what has fewer can be answered in other words.
const OWN: usize = 6;

/// So many single characters in common make a sentence that answers no other problem an answer in other words.
const ALIKE: usize = 2;

/// Characters that are said of any matter.
const COMMON: &str = "的和了是在对与不一二三四五六七八九十年月日底前后起个名件次份处项家将由并及其中要有为按已未没上下大小每全各本该以于从到人法治政府行工作进度制加强完成开展组织";

impl Plan {
    pub(super) fn new(context: &Context, rule: &Link, common: &Pairs, answers: &[SectionId]) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for id in answers {
            let place = context.body(*id);
            spans.extend(context.document.claims_in(place).map(|claim| context.document.claim(claim).span));
            spans.extend(rows(context, place).into_iter().flatten());
            let inside = context.document.sections().iter().filter(|section| section.parent == Some(*id));
            spans.extend(inside.map(|section| section.title));
        }
        let texts = || spans.iter().map(|span| context.document.plain_slice(*span));
        let at_once = texts().any(|text| {
            let each = ["逐项", "逐条", "逐一", "销号"];
            (text.contains("问题") || text.contains("不足")) && each.iter().any(|word| text.contains(word))
        });
        let claims =
            texts().filter(|text| han(text) >= 4).map(|text| Words::new(rule, common, text)).collect();
        Self { claims, at_once, usual: OnceCell::new() }
    }

    /// Whether a sentence of the plan has two words or more of a problem.
    pub(super) fn meets(&self, problem: &Own) -> bool {
        let shared =
            |claim: &Words| problem.0.pairs.0.iter().filter(|pair| claim.pairs.contains(**pair)).count();
        self.claims.iter().any(|claim| shared(claim) >= 2)
    }

    /// Whether the plan speaks of other problems, each by words that only that one has, and of this one by none.
    pub(super) fn passes_over(
        &self,
        context: &Context,
        common: &Pairs,
        nth: usize,
        problems: &[Own],
    ) -> bool {
        if problems.len() < 2 {
            return false;
        }
        let mut only: Vec<Words> = (0..problems.len()).map(|nth| only(nth, problems)).collect();
        let usual = self.usual.get_or_init(|| usual(context, common));
        only[nth].pairs.0.retain(|pair| !usual.0.contains(*pair));
        only[nth].letters.retain(|c| usual.1.binary_search(c).is_err());
        let hits = |claim: &Words, own: &Words| {
            let pairs = own.pairs.0.iter().filter(|pair| claim.pairs.contains(**pair)).count();
            pairs + own.figures.iter().filter(|figure| claim.figures.contains(figure)).count()
        };
        let mut answered = false;
        for claim in &self.claims {
            let here = hits(claim, &only[nth]);
            let others = only.iter().enumerate().filter(|(other, _)| *other != nth);
            let most = others.map(|(_, other)| hits(claim, other)).max().unwrap_or(0);
            answered |= most >= 2;
            let letters = only[nth].letters.iter().filter(|c| claim.letters.binary_search(c).is_ok()).count();
            // A word by the way in what answers another problem is no answer.
            if here >= 2 || (here == 1 && most < 3) || (most <= 1 && letters >= ALIKE) {
                return false;
            }
        }
        answered && only[nth].pairs.0.len() >= OWN
    }
}

/// The pairs and characters that the report says again and again.
fn usual(context: &Context, common: &Pairs) -> (Pairs, Vec<char>) {
    let text = context.plain();
    let mut all: Vec<_> = pairs(text, common).collect();
    all.sort_unstable();
    let often = all.chunk_by(|a, b| a == b).filter(|same| same.len() >= USUAL.0).map(|same| same[0]);
    let mut letters: Vec<char> = text.chars().filter(|c| class::is_han(*c)).collect();
    letters.sort_unstable();
    let usual = letters.chunk_by(|a, b| a == b).filter(|same| same.len() >= USUAL.1).map(|same| same[0]);
    (often.collect(), usual.collect())
}

/// What only this problem has of pairs and figures, with all of its characters.
fn only(nth: usize, problems: &[Own]) -> Words {
    let others = || problems.iter().enumerate().filter(|(other, _)| *other != nth).map(|(_, own)| &own.0);
    let own = &problems[nth].0;
    let pairs = own.pairs.0.iter().filter(|pair| !others().any(|other| other.pairs.contains(**pair)));
    let figures = own.figures.iter().filter(|figure| !others().any(|other| other.figures.contains(figure)));
    Words {
        pairs: pairs.copied().collect(),
        figures: figures.cloned().collect(),
        letters: own.letters.clone(),
    }
}

/// Numbers with the character behind them, but for dates.
fn figures(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in text.chars() {
        if class::is_digit(c) || (c == '.' && !digits.is_empty()) {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() && class::is_han(c) && !matches!(c, '年' | '月' | '日') {
            found.push(format!("{digits}{c}"));
        }
        digits.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, words};

    fn found(problems: &str, plan: &str) -> Vec<String> {
        let text = format!(
            "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、存在的不足和原因\n\n{problems}\n\n三、2024年主要安排\n\n{plan}\n"
        );
        words(&report(&text), "consistency/problem-without-plan")
    }

    const METERS: &str = "一是水表更换慢。216户水表超过检定期限，原因是采购合同5月才签。";
    const RECORDS: &str =
        "二是巡查日志不真实。抽查的40份日志中有6份与轨迹不符，原因是日志由巡查员事后补记，没有专人核对。";

    #[test]
    fn a_problem_is_left_out_though_a_word_of_it_is_said_by_the_way() {
        let problems = format!("{METERS}\n\n{RECORDS}");
        let meters = "一是3月底前签订水表采购合同，6月底前为216户换表，逐户核对。";
        let other = "二是9月在渡口建节水展馆1处。";
        assert_eq!(found(&problems, &format!("{meters}\n\n{other}")).len(), 1);
        for answer in [
            "二是2月起启用手机巡查，轨迹自动上传，停用手写日志。",
            "二是每周抽看10份日志，与定位不符的退回重走。",
            "二是对存在的问题逐项销号。",
        ] {
            assert!(found(&problems, &format!("{meters}\n\n{answer}")).is_empty(), "{answer}");
        }
    }

    #[test]
    fn the_one_that_a_plan_in_their_own_words_leaves_out() {
        let third =
            "三是公职律师作用不充分。2名公职律师全年审查文件4件，日常事务占去了他们八成以上的时间精力。";
        let problems = format!("{METERS}\n\n{RECORDS}\n\n{third}");
        let plan = "一是水表6月底前更换216户。二是巡查日志每周抽看10份，日常台账上墙。";
        assert_eq!(found(&problems, plan), ["三是公职律师作用不充分。"]);
        let answered = format!("{plan}三是公职律师每月审查文件不少于2件。");
        assert!(found(&problems, &answered).is_empty());
    }

    #[test]
    fn sentences_without_numbers_and_rows_of_a_table_are_problems_too() {
        let plan = "3月底前签订水表采购合同，6月底前为216户换表；9月在渡口建节水展馆1处。";
        let told = "对照考核还有两处短板。216户水表超过检定期限，原因是采购合同5月才签。抽查的40份日志中有6份与轨迹不符，主要是巡查员事后补记。";
        assert_eq!(found(told, plan), ["抽查的40份日志中有6份与轨迹不符，主要是巡查员事后补记。"]);
        let rows = "序号\t问题\t原因\n1\t水表更换慢，216户超过检定期限\t采购合同5月才签\n2\t巡查日志不真实，抽查40份有6份与轨迹不符\t巡查员事后补记";
        assert_eq!(found(rows, plan), ["巡查日志不真实，抽查40份有6份与轨迹不符"]);
    }

    #[test]
    fn what_was_put_right_in_others_is_no_problem() {
        let text = "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n（一）整治取水突出问题。\n\n查封自备井19眼，追缴水费8万元，召开用水户座谈会5场。\n\n二、2024年主要安排\n\n一是6月底前完成5座水库划界，由河道管理所负责。\n";
        assert!(words(&report(text), "consistency/problem-without-plan").is_empty());
    }
}
