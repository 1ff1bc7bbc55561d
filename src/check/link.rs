//! What one part says and another should answer: a problem and the plan.

use std::collections::{HashMap, HashSet};

use super::{
    context::{Context, Found, han, short},
    items::items,
};
use crate::{
    model::{Document, Label, Related, Role, SectionId},
    rules::{Lexicon, kind::Link},
    text::{Span, class},
};

/// A claim shorter than this has no words of its own.
const CLAIM: usize = 10;

/// Two Chinese characters in a row.
type Pair = [char; 2];

/// Pairs, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(Vec<Pair>);

impl FromIterator<Pair> for Pairs {
    fn from_iter<I: IntoIterator<Item = Pair>>(pairs: I) -> Self {
        let mut pairs: Vec<Pair> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }
}

impl Pairs {
    fn contains(&self, pair: Pair) -> bool {
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
    let answers = context.sections_of(rule.to.0);
    let before = if rule.prior { last_year(context) } else { None };
    if answers.is_empty() || (rule.prior && before.is_none()) {
        return Vec::new();
    }
    // A plan can be answered anywhere in the report, a problem by the plan alone.
    let part = |id: &SectionId| context.document.plain_slice(context.document.section(*id).span);
    let answer: Vec<&str> =
        if rule.to.0 == Role::Plan { answers.iter().map(part).collect() } else { vec![context.plain()] };
    // A part of a few words answers nothing and everything.
    if answer.iter().map(|text| han(text)).sum::<usize>() < 15 {
        return Vec::new();
    }
    let said: Pairs = answer.into_iter().flat_map(|text| pairs(text, common)).collect();
    match before {
        Some((at, document)) => from_prior(context, rule, &said, common, (at, document)),
        None => from_here(context, rule, &said, common, &answers),
    }
}

/// The report of the year before, with its number among the priors.
fn last_year<'a>(context: &Context<'a>) -> Option<(usize, &'a Document)> {
    let year = context.year()? - 1;
    let at = context.analysis.comparison.priors.iter().position(|prior| prior.year == Some(year))?;
    Some((at, context.priors.get(at).copied().flatten()?))
}

fn from_here(
    context: &Context,
    rule: &Link,
    said: &Pairs,
    common: &Pairs,
    answers: &[SectionId],
) -> Vec<Found> {
    let mut found = Vec::new();
    for id in context.sections_of(rule.from.0) {
        for item in items(context, id) {
            let (first, text) = (item.span(context), item.text(context));
            let span = item.heading.map_or(first, |heading| heading.cover(first));
            let topic = topic(context.document.plain_slice(item.heading.unwrap_or(first)));
            if is_passed_over(rule, topic, &text, said, common) {
                let heading = context.heading(answers[0]);
                found.push(
                    Found::at(span)
                        .with("text", short(context.document.plain_slice(span), 40))
                        .label(heading, context.lang.pick("这一部分没有提到", "not mentioned in this part")),
                );
            }
        }
    }
    found
}

fn from_prior(
    context: &Context,
    rule: &Link,
    said: &Pairs,
    common: &Pairs,
    (at, document): (usize, &Document),
) -> Vec<Found> {
    let Some(section) = context.sections_of(rule.to.0).first().map(|id| context.heading(*id)) else {
        return Vec::new();
    };
    let rare = Rare::new(context, document, rule.from.0, common);
    let open: Vec<Related> = promises(document, rule.from.0)
        .into_iter()
        .filter(|span| rare.is_silent(rule, document.plain_slice(*span), said, common))
        .map(|span| Related {
            prior: at as u32,
            span,
            scalars: document.scalars(span),
            text: short(&document.shown(span), 200),
        })
        .collect();
    let Some(first) = open.first() else { return Vec::new() };
    let mut found = Found::at(section).with("text", short(&first.text, 40));
    found
        .labels
        .push(Label { span: section, text: context.lang.pick("没有提到", "not mentioned").to_owned() });
    found.related = open;
    vec![found]
}

/// The claims of a role, cut where a month begins a promise of its own: …，10月对…开展评估.
fn promises(document: &Document, role: Role) -> Vec<Span> {
    let in_role =
        |offset: u32| document.section_at(offset).is_some_and(|id| document.section(id).role == role);
    let claims = document.claims().iter().map(|claim| claim.span);
    let mut found = Vec::new();
    for span in claims.filter(|span| in_role(span.start()) && document.in_body(span.start())) {
        let base = document.plain().fold(span).start() as usize;
        let text = document.plain_slice(span);
        let mut from = 0;
        for (at, mark) in text.match_indices(',') {
            let rest = text[at + mark.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
            let month = rest.len() < text.len() - at - mark.len() && rest.trim_start().starts_with('月');
            if month && han(&text[from..at]) >= CLAIM {
                found.push(document.plain().unfold(Span::from(base + from..base + at)));
                from = at + mark.len();
            }
        }
        found.push(document.plain().unfold(Span::from(base + from..base + text.len())));
    }
    found
}

/// What is rare in the earlier report, and what the new one says: a promise is known by its rare words.
struct Rare {
    /// How often pairs of characters stand in the earlier report outside the plan.
    elsewhere: HashMap<Pair, u32>,
    /// Three uncommon characters in a row that stand there, and those of the new report.
    known: HashSet<[char; 3]>,
    said: HashSet<[char; 3]>,
}

impl Rare {
    fn new(context: &Context, prior: &Document, role: Role, common: &Pairs) -> Self {
        let outside = |offset: u32| prior.section_at(offset).is_none_or(|id| prior.section(id).role != role);
        let mut rare = Self { elsewhere: HashMap::new(), known: HashSet::new(), said: HashSet::new() };
        for block in prior.blocks().iter().filter(|block| outside(block.span.start())) {
            let text = prior.plain_slice(block.span);
            for pair in runs(text) {
                *rare.elsewhere.entry(pair).or_default() += 1;
            }
            rare.known.extend(triples(text, common));
        }
        rare.said = triples(context.plain(), common).collect();
        rare
    }

    /// Whether a promise that could be checked finds no answer: hardly any of its rare words are said, and no three
    /// characters in a row that are its own.
    fn is_silent(&self, rule: &Link, text: &str, said: &Pairs, common: &Pairs) -> bool {
        let matter = rule.cut.as_ref().map_or_else(|| text.to_owned(), |cut| cut.blank(text));
        let own: Pairs = pairs(&matter, common).collect();
        if han(text) < CLAIM || own.0.len() < PAIRS || !text.contains(class::is_digit) {
            return false;
        }
        // Of a thousand each, the less the more it is the everyday matter of the body.
        let weight = |pair: &Pair| 1000 / (1 + self.elsewhere.get(pair).copied().unwrap_or(0));
        let all: u32 = own.0.iter().map(weight).sum();
        let told: u32 = own.0.iter().filter(|pair| said.contains(**pair)).map(weight).sum();
        let named =
            triples(&matter, common).any(|three| !self.known.contains(&three) && self.said.contains(&three));
        !named && told * 1000 < all * rule.share
    }
}

/// A promise with fewer pairs of characters of its own could be answered in other words.
const PAIRS: usize = 7;

/// Runs of so many Chinese characters.
fn runs<const N: usize>(text: &str) -> impl Iterator<Item = [char; N]> {
    let mut run = ['\0'; N];
    text.chars().filter_map(move |c| {
        run.rotate_left(1);
        run[N - 1] = c;
        run.iter().all(|c| class::is_han(*c)).then_some(run)
    })
}

/// Three characters in a row, neither of whose pairs is said of any matter.
fn triples<'a>(text: &'a str, common: &'a Pairs) -> impl Iterator<Item = [char; 3]> + 'a {
    runs(text).filter(|[a, b, c]| !(a == b && b == c) && is_own([*a, *b], common) && is_own([*b, *c], common))
}

/// What a problem is about: its heading, or its first words up to a mark.
fn topic(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| !class::is_han(c));
    let end = rest.char_indices().find(|(at, c)| *at > 3 * 3 && matches!(c, ',' | '。' | ';' | ':'));
    &text[..text.len() - rest.len() + end.map_or(rest.len(), |(at, _)| at)]
}

/// Whether an answer says nothing of a problem: none of the words of its topic, and hardly any of its other words.
fn is_passed_over(rule: &Link, topic: &str, text: &str, said: &Pairs, common: &Pairs) -> bool {
    let own: Pairs = pairs(text, common).collect();
    let shared = own.0.iter().filter(|pair| said.contains(**pair)).count();
    han(text) >= CLAIM
        && own.0.len() >= 5
        && pairs(topic, common).all(|pair| !said.contains(pair))
        && shared * 1000 <= rule.share as usize * own.0.len()
}

/// Pairs of neighbouring Chinese characters that are not common.
fn pairs<'a>(text: &'a str, common: &'a Pairs) -> impl Iterator<Item = Pair> + 'a {
    runs(text).filter(|pair| is_own(*pair, common))
}

/// Whether a pair tells something of a matter.
fn is_own(pair: Pair, common: &Pairs) -> bool {
    const GRAMMAR: [char; 8] = ['的', '和', '了', '是', '在', '对', '与', '不'];
    !pair.iter().any(|c| GRAMMAR.contains(c)) && !common.contains(pair)
}

#[cfg(test)]
mod tests {
    use crate::testing::{of, report_with};

    fn year(year: i32, measures: &str, plan: &str) -> String {
        format!(
            "岚溪区水务局{year}年法治政府建设年度报告\n\n一、主要举措和成效\n\n{measures}\n\n二、{}年主要安排\n\n{plan}\n\n岚溪区水务局\n{}年1月10日\n",
            year + 1,
            year + 1
        )
    }

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
    }

    #[test]
    fn who_does_it_by_when_answers_nothing() {
        let prior = year(2022, "立案27件。", "6月底前建成取水在线计量平台，由水资源科负责。");
        let rule = "consistency/plan-unanswered";
        let silent = year(
            2023,
            "水资源科6月底前办结案件25件，罚款68万元。",
            "9月底前培训统计人员46户，由水资源科负责。",
        );
        assert_eq!(of(&report_with(&silent, &prior), rule).count(), 1);
        let told = year(2023, "取水计量平台因招标流标改在次年建设。", "9月底前培训统计人员46户。");
        assert_eq!(of(&report_with(&told, &prior), rule).count(), 0);
    }

    #[test]
    fn a_promise_is_known_by_its_rare_words() {
        let rule = "consistency/plan-unanswered";
        let count = |plan: &str, told: &str| {
            let prior = year(2022, "办理听证案件4件，取水许可49件，巡查210次。", plan);
            let new = year(2023, told, "9月底前培训统计人员46户。");
            of(&report_with(&new, &prior), rule).count()
        };
        let plan = "水政科6月底前在渡口水务所隔出案件听证室1间，配齐录音设备。";
        assert_eq!(count(plan, "办理听证案件6件，取水许可51件，在渡口巡查230次，各所配合执行。"), 1);
        assert_eq!(count(plan, "听证室5月启用，办理听证案件6件。"), 0);
        // What no date and no number makes a promise is a wish.
        assert_eq!(
            count("进一步营造全社会关心水源、爱护水源的良好氛围。", "办理案件6件，罚款68万元，巡查230次。"),
            0
        );
        let two = "4月底前公布水价听证事项目录，10月对渡口泵站增容项目作出后评价。";
        assert_eq!(count(two, "水价听证事项目录4月12日公布，列入事项3项，执法巡查230次。"), 1);
        assert_eq!(count(two, "水价听证事项目录4月公布；渡口泵站增容项目后评价10月完成。"), 0);
    }

    #[test]
    fn only_the_year_before_is_asked() {
        let prior = year(2021, "立案27件。", "6月底前建成取水在线计量平台，由水资源科负责。");
        let text = year(2023, "办结案件25件，罚款68万元，没有别的。", "9月底前培训统计人员46户。");
        assert_eq!(of(&report_with(&text, &prior), "consistency/plan-unanswered").count(), 0);
    }
}
