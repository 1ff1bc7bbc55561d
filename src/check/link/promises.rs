//! What last year's report promised and this one should answer.

use std::collections::{HashMap, HashSet};

use super::{CLAIM, Pair, Pairs, is_own, made::Made, pairs, runs};
use crate::{
    check::context::{Context, Found, han, short},
    model::{BlockKind, Document, Related, Role, SectionId},
    rules::kind::Link,
    text::{Span, class},
};

/// The promises of last year's report that this one does not answer anywhere: one finding, at its title.
pub(super) fn check(
    context: &Context,
    rule: &Link,
    common: &Pairs,
    (at, document): (u32, &Document),
) -> Vec<Found> {
    let Some(section) = context.sections_of(rule.to.0).first().map(|id| context.heading(*id)) else {
        return Vec::new();
    };
    let promises = promises(document, rule.from.0);
    if accounts_for_each(context, promised(document, rule.from.0, &promises)) {
        return Vec::new();
    }
    let rare = Rare::new(context, document, rule.from.0, common);
    // Words that only stand here and there answer nothing.
    let blocks = context.document.blocks().iter();
    let said: Vec<Pairs> =
        blocks.map(|block| pairs(context.document.plain_slice(block.span), common).collect()).collect();
    let open: Vec<Related> = promises
        .into_iter()
        .filter(|span| {
            let text = format!("{}{}", run_in_head(document, *span), document.plain_slice(*span));
            rare.is_silent(rule, &text, &said, common)
        })
        .map(|span| Related {
            prior: at,
            span,
            scalars: document.scalars(span),
            text: short(&document.shown(span), 200),
        })
        .collect();
    let Some(first) = open.first() else { return Vec::new() };
    let title = context.document.blocks().iter().find(|block| matches!(block.kind, BlockKind::Title));
    let mut found = Found::at(title.map_or(section, |title| title.span))
        .with("text", short(&first.text, 40))
        .label(section, context.lang.pick("没有提到", "not mentioned"));
    found.related = open;
    vec![found]
}

/// How many things were promised: paragraphs of the plan that promise something, and items that look like headings.
fn promised(document: &Document, role: Role, promises: &[Span]) -> usize {
    let claims = document.claims();
    let told = |section: &Span| {
        let first = claims.partition_point(|claim| claim.span.start() < section.start());
        claims.get(first).is_some_and(|claim| section.contains(claim.span))
    };
    let parts = document.sections().iter().filter(|section| section.role == role && section.depth > 1);
    let bare = parts.filter(|section| !told(&section.span)).count();
    let mut blocks: Vec<_> = promises.iter().filter_map(|span| document.block_at(span.start())).collect();
    blocks.dedup();
    blocks.len() + bare
}

/// Whether the report answers last year's plan by itself, and as many things as were promised: 上年安排的四件事，…. The
/// answers may be in other words.
fn accounts_for_each(context: &Context, promised: usize) -> bool {
    let document = context.document;
    let last = context.year().map(|year| format!("{}年", year - 1));
    let looks_back = |text: &str| {
        let text: String = text.chars().take(OPENING).collect();
        let then = ["上年", "上一年", "去年", "上一份报告"].iter().any(|word| text.contains(word))
            || last.as_ref().is_some_and(|year| text.contains(year.as_str()));
        let plan = ["安排", "承诺", "许下", "应下", "任务", "打算", "说的", "说要", "列出", "列了", "提出"];
        then && plan.iter().any(|word| text.contains(word))
    };
    let counted = |text: &str| {
        let text: String = text.chars().take(2 * OPENING).collect();
        let value = |at: usize| {
            let head = &text[..at];
            let figure = head.trim_end_matches(|c: char| class::is_digit(c) || class::han_digit(c).is_some());
            class::count_word(&head[figure.len()..])
        };
        ["件", "项", "条"]
            .iter()
            .flat_map(|unit| text.match_indices(unit))
            .filter_map(|(at, _)| value(at))
            .max()
    };
    let sections = document.sections().iter().zip(0..).filter(|(section, _)| section.heading.is_some());
    let below = sections.map(|(section, id)| {
        let title = document.plain_slice(section.title);
        let parts = document.children(SectionId(id)).count();
        let lines = section.blocks.clone().count().saturating_sub(1);
        (looks_back(title), if parts > 0 { parts } else { lines })
    });
    below.into_iter().any(|(answers, told)| answers && told >= promised)
        || document.blocks().iter().any(|block| {
            let text = document.plain_slice(block.span);
            document.in_body(block.span.start())
                && looks_back(text)
                && counted(text).is_some_and(|told| told as usize == promised)
        })
}

/// Characters within which a paragraph says that it answers last year's plan.
const OPENING: usize = 30;

/// The claims of a role, cut where a promise of its own begins: …，10月对…开展评估; …，并设立….
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
            // …，6月底前印发 is the deadline of what stands before it.
            let clause = rest.split([',', ';', '。']).next().unwrap_or("");
            let month = month && han(clause) >= OBJECT;
            let own = month || rest.starts_with("并于") || rest.starts_with("同时");
            if own && han(&text[from..at]) >= CLAIM {
                found.push(document.plain().unfold(Span::from(base + from..base + at)));
                from = at + mark.len();
            }
        }
        found.push(document.plain().unfold(Span::from(base + from..base + text.len())));
    }
    found
}

/// The heading in whose line a promise begins: what it says is promised too.
fn run_in_head(document: &Document, promise: Span) -> &str {
    let blocks = document.blocks();
    let at = blocks.partition_point(|block| block.span.end() <= promise.start());
    let head = at.checked_sub(1).map(|before| &blocks[before]);
    let own = head.zip(blocks.get(at)).filter(|(head, block)| {
        matches!(head.kind, BlockKind::Heading { .. })
            && head.origin == block.origin
            && block.span.start() == promise.start()
    });
    own.map_or("", |(head, _)| document.plain_slice(head.span))
}

/// What is rare in the earlier report, and what the new one says: a promise is known by its rare words.
struct Rare<'a> {
    /// The new report.
    text: &'a str,
    /// How often pairs of characters stand in the earlier report outside the plan.
    elsewhere: HashMap<Pair, u32>,
    /// Three uncommon characters in a row that stand there, and those of the new report.
    known: HashSet<[char; 3]>,
    said: HashSet<[char; 3]>,
    /// What it makes and sets up.
    made: Made<'a>,
}

impl<'a> Rare<'a> {
    fn new(context: &Context<'a>, prior: &Document, role: Role, common: &Pairs) -> Self {
        // What is lacking is named among the problems too.
        let outside = |offset: u32| {
            let role_there = prior.section_at(offset).map(|id| prior.section(id).role);
            role_there.is_none_or(|there| there != role && there != Role::Problems)
        };
        let mut rare = Self {
            text: context.plain(),
            elsewhere: HashMap::new(),
            known: HashSet::new(),
            said: HashSet::new(),
            made: Made::new(context.plain()),
        };
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

    /// Whether a promise that could be checked finds no answer: no place says more than hardly any of its rare words, and no three
    /// characters in a row that are its own.
    fn is_silent(&self, rule: &Link, text: &str, said: &[Pairs], common: &Pairs) -> bool {
        let matter = rule.cut.as_ref().map_or_else(|| text.to_owned(), |cut| cut.blank(text));
        let matter = without_units(&matter);
        let own: Pairs = pairs(&matter, common).collect();
        if han(text) < CLAIM || own.0.len() < PAIRS {
            return false;
        }
        if !text.contains(class::is_digit) {
            return self.made.lacks_list(text) || self.made.lacks_place(text);
        }
        // Of a thousand each, the less the more it is the everyday matter of the body.
        let weight = |pair: &Pair| 1000 / (1 + self.elsewhere.get(pair).copied().unwrap_or(0));
        let all: u32 = own.0.iter().map(weight).sum();
        let told_in =
            |said: &Pairs| own.0.iter().filter(|pair| said.contains(**pair)).map(weight).sum::<u32>();
        let told: u32 = said.iter().map(told_in).max().unwrap_or(0);
        let named =
            triples(&matter, common).any(|three| !self.known.contains(&three) && self.said.contains(&three));
        (!named && told * 1000 < all * rule.share && !self.reaches(text))
            || self.made.lacks_document(text)
            || self.made.lacks_place(text)
    }

    /// Whether the new report tells a large figure of a promise (比1248次减少三成), or the rate for which it sets a target
    /// (回访率达到90%).
    fn reaches(&self, promise: &str) -> bool {
        let figure = |run: &str| run.len() >= FIGURE && !run.starts_with("20");
        let mut figures = promise.split(|c| !class::is_digit(c)).filter(|run| figure(run));
        if figures.any(|run| self.text.split(|c| !class::is_digit(c)).any(|other| other == run)) {
            return true;
        }
        promise.match_indices('率').any(|(at, mark)| {
            let name: Vec<char> = promise[..at + mark.len()].chars().rev().take(RATE).collect();
            let name: String = name.into_iter().rev().collect();
            let target = promise[at + mark.len()..].split([',', ';', '。']).next().unwrap_or("");
            target.contains(class::is_digit)
                && han(&name) == RATE
                && self.text.match_indices(&name).any(|(at, _)| {
                    let near = self.text[at + name.len()..].chars().take(4);
                    near.take_while(|c| !matches!(c, ',' | '。' | ';')).any(class::is_digit)
                })
        })
    }
}

/// Chinese characters of a clause behind a month that has an object of its own, with the month.
const OBJECT: usize = 8;

/// Digits of a figure that is hardly told of two matters.
const FIGURE: usize = 4;

/// Characters by which a rate is known.
const RATE: usize = 4;

/// A promise with fewer pairs of characters of its own could be answered in other words.
const PAIRS: usize = 7;

/// A text without the character behind each number: 22名队员 tells of 队员.
fn without_units(text: &str) -> String {
    let mut number = false;
    let mut unit = |c: char| std::mem::replace(&mut number, class::is_digit(c)) && class::is_han(c);
    text.chars().map(|c| if unit(c) { ' ' } else { c }).collect()
}

/// Three characters in a row, neither of whose pairs is said of any matter.
fn triples<'a>(text: &'a str, common: &'a Pairs) -> impl Iterator<Item = [char; 3]> + 'a {
    runs(text).filter(|[a, b, c]| !(a == b && b == c) && is_own([*a, *b], common) && is_own([*b, *c], common))
}

#[cfg(test)]
mod tests {
    use crate::testing::{of, planned as year, report_with};

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
        let target = "3月起开庭通知提前5个工作日送达分管领导，行政机关负责人出庭应诉率保持在90%以上。";
        assert_eq!(count(target, "办理听证案件6件，负责人出庭应诉率92%，巡查230次。"), 0);
        let fixed = "修订水事领域处罚裁量基准细则，6月底前印发施行，由法规科负责。";
        assert_eq!(count(fixed, "5月重定水事领域处罚裁量基准，分36档，巡查230次，办理听证案件6件。"), 0);
        let fewer =
            "7月起由巡查队汇编统一检查计划，一次入户、联合检查，2023年检查次数比2022年的1846次减少三成以上。";
        assert_eq!(count(fewer, "全年检查1106次，比2022年的1846次少740次，办理听证案件6件。"), 0);
        let made = "6月底前出台《岚溪区水务工程管护责任目录》，公布第一批目录。";
        assert_eq!(count(made, "办理听证案件6件，公布取水许可目录1份，在渡口巡查230次。"), 1);
        assert_eq!(count(made, "工程管护责任目录9月出台，办理听证案件6件。"), 0);
        let two = "4月底前公布水价听证事项目录，10月对渡口泵站增容项目作出后评价。";
        assert_eq!(count(two, "水价听证事项目录4月12日公布，列入事项3项，执法巡查230次。"), 1);
        assert_eq!(count(two, "水价听证事项目录4月公布；渡口泵站增容项目后评价10月完成。"), 0);
    }

    #[test]
    fn a_report_that_accounts_for_each_promise_may_do_so_in_other_words() {
        let plan = "（一）6月底前建成取水在线计量平台，由水资源科负责。\n\n（二）9月底前在渡口水务所隔出案件听证室1间。";
        let count = |told: &str| {
            let new = year(2023, &format!("立案27件。\n\n{told}"), "9月底前培训统计人员46户。");
            of(&report_with(&new, &year(2022, "立案27件。", plan)), "consistency/plan-unanswered").count()
        };
        let one = "（一）去年应下的事\n\n水表数据5月起自动回传，开会的地方也有了。";
        assert_eq!(count(one), 1);
        assert_eq!(count(&one.replace("也有了。", "\n\n也有了。")), 0);
        assert_eq!(count("2022年报告安排的两件事都办完：水表数据5月起自动回传，开会有了地方。"), 0);
        assert_eq!(count("2022年报告安排的三件事办完：水表数据5月起自动回传，开会有了地方。"), 1);
        assert_eq!(count("今年办完两件事：水表数据5月起自动回传，开会有了地方。"), 1);
    }

    #[test]
    fn only_the_year_before_is_asked() {
        let prior = year(2021, "立案27件。", "6月底前建成取水在线计量平台，由水资源科负责。");
        let text = year(2023, "办结案件25件，罚款68万元，没有别的。", "9月底前培训统计人员46户。");
        assert_eq!(of(&report_with(&text, &prior), "consistency/plan-unanswered").count(), 0);
    }
}
