//! What must hold for any report, whatever the weights.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::{
    model::{
        Block, BlockId, BlockKind, Claim, ClaimKind, ClaimScore, Draft, Evidence, EvidenceKind, Extract,
        Level, Origin, Role, Section, SectionId, Slogan, SloganKind,
    },
    rules::RuleSet,
    text::Span,
};

/// The packs are loaded once; a property asks for them many times.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::new(&RuleSet::builtin().unwrap()));

/// A report of one section, one paragraph a claim.
fn document(claims: &[&str], role: Role) -> Document {
    let mut extract = Extract::default();
    let mut draft = Draft::default();
    for (nth, words) in claims.iter().enumerate() {
        let start = extract.text.len() as u32;
        extract.text.push_str(words);
        let span = Span::new(start, extract.text.len() as u32);
        extract.text.push('\n');
        let (kind, origin) = (BlockKind::Paragraph, Origin::Line(nth as u32 + 1));
        draft.blocks.push(Block { span, kind, origin, bold: Span::default() });
        draft.claims.push(Claim { span, block: BlockId(nth as u32), section: SectionId(0) });
    }
    draft.sections.push(Section {
        heading: None,
        depth: 0,
        number: Span::default(),
        title: Span::default(),
        parent: None,
        blocks: 0..claims.len() as u32,
        span: Span::new(0, extract.text.len() as u32),
        role,
        second: None,
    });
    Document::new(extract, draft)
}

/// Facts from words that stand in the text; each is looked for behind the one before.
fn facts(document: &Document, evidence: &[(&str, EvidenceKind)], slogans: &[&str]) -> Facts {
    let mut facts = Facts::default();
    let mut at = 0;
    for (words, kind) in evidence {
        let start = at + document.text()[at..].find(words).unwrap();
        at = start + words.len();
        let span = Span::from(start..at);
        facts.evidence.push(Evidence { span, kind: *kind, quantity: None, weak: false });
    }
    let mut at = 0;
    for words in slogans {
        let start = at + document.text()[at..].find(words).unwrap();
        at = start + words.len();
        facts.slogans.push(Slogan { span: Span::from(start..at), kind: SloganKind::Stance, required: false });
    }
    for claim in document.claims() {
        let range = |spans: Vec<Span>| {
            let from = spans.iter().filter(|span| span.start() < claim.span.start()).count() as u32;
            from..spans.iter().filter(|span| span.start() < claim.span.end()).count() as u32
        };
        facts.evidence_ranges.push(range(facts.evidence.iter().map(|found| found.span).collect()));
        facts.slogan_ranges.push(range(facts.slogans.iter().map(|found| found.span).collect()));
    }
    facts
}

/// The measure of one claim of a section on measures.
fn measure(words: &str, evidence: &[(&str, EvidenceKind)], slogans: &[&str]) -> ClaimScore {
    let document = document(&[words], Role::Measures);
    let facts = facts(&document, evidence, slogans);
    score(&document, &facts, &WEIGHTS).claims.remove(0)
}

const COUNT: EvidenceKind = EvidenceKind::Count;

#[test]
fn the_four_levels() {
    assert_eq!(measure("切实提高政治站位。", &[], &["切实提高政治站位"]).level, Level::Slogan);
    assert_eq!(measure("规范河道采砂许可审批。", &[], &[]).level, Level::General);
    let named = ("《岚溪区河道巡查办法》", EvidenceKind::Document);
    assert_eq!(measure("印发《岚溪区河道巡查办法》。", &[named], &[]).level, Level::Specific);
    assert_eq!(measure("巡查河道12次。", &[("12次", COUNT)], &[]).level, Level::Measured);
}

#[test]
fn parts_add_up_to_the_value_and_the_value_to_the_level() {
    let named = ("《岚溪区河道巡查办法》", EvidenceKind::Document);
    for scored in [
        measure("切实提高政治站位。", &[], &["切实提高政治站位"]),
        measure("印发《岚溪区河道巡查办法》。", &[named], &[]),
        measure("巡查河道12次,整改问题30处。", &[("12次", COUNT), ("30处", COUNT)], &[]),
    ] {
        let sum: i32 = scored.score.parts.iter().map(|part| part.points).sum();
        assert_eq!(sum, i32::from(scored.score.value.get()));
        assert_eq!(scored.level, WEIGHTS.level(i64::from(sum)));
    }
}

#[test]
fn the_same_figure_twice_is_one_figure() {
    let once = measure("巡查河道12次,整改河道问题。", &[("12次", COUNT)], &[]);
    let twice = measure("巡查河道12次,整改河道12次。", &[("12次", COUNT), ("12次", COUNT)], &[]);
    assert!(twice.score.value <= once.score.value);
    let two = measure("巡查河道12次,整改河道15次。", &[("12次", COUNT), ("15次", COUNT)], &[]);
    assert!(two.score.value > once.score.value);
}

#[test]
fn a_figure_without_an_object_gains_nothing() {
    let bare =
        measure("提高政治站位,12次,强化责任担当。", &[("12次", COUNT)], &["提高政治站位", "强化责任担当"]);
    assert_eq!(bare.level, Level::Slogan);
    let stuffed = measure("提高政治站位12次。", &[("12次", COUNT)], &["提高政治站位"]);
    assert!(stuffed.level < Level::Specific);
}

#[test]
fn one_stray_figure_in_a_long_row_of_slogans_counts_a_level_lower() {
    let row = "提高政治站位,强化责任担当,".repeat(12);
    let slogans = ["提高政治站位", "强化责任担当"].repeat(12);
    let words = format!("{row}巡查河道12次。");
    assert_eq!(measure(&words, &[("12次", COUNT)], &slogans).level, Level::Specific);
}

#[test]
fn a_bare_year_is_no_particular() {
    let year = measure("2022年规范河道采砂审批。", &[("2022年", EvidenceKind::Date)], &[]);
    assert_eq!(year.level, Level::General);
    let month = measure("2022年11月规范河道采砂审批。", &[("2022年11月", EvidenceKind::Date)], &[]);
    assert_eq!(month.level, Level::Specific);
}

#[test]
fn kinds() {
    let kind = |words: &str, role: Role| {
        let document = document(&[words], role);
        let facts = facts(&document, &[], &[]);
        score(&document, &facts, &WEIGHTS).claims[0].kind
    };
    assert_eq!(kind("组织水法宣传进社区活动。", Role::Measures), ClaimKind::Action);
    assert_eq!(kind("区水务局组织水法宣传。", Role::Measures), ClaimKind::Action);
    assert_eq!(kind("河道水质明显改善。", Role::Measures), ClaimKind::Result);
    assert_eq!(kind("河道管护持续深化。", Role::Measures), ClaimKind::Result);
    assert_eq!(kind("水质达标率达98%。", Role::Measures), ClaimKind::Result);
    assert_eq!(kind("执法人员法律知识不足。", Role::Problems), ClaimKind::Problem);
    assert_eq!(kind("执法人员法律知识不足。", Role::Unknown), ClaimKind::Problem);
    assert_eq!(kind("着力解决执法力量不足问题。", Role::Measures), ClaimKind::Action);
    assert_eq!(kind("组织水法宣传进社区活动。", Role::Plan), ClaimKind::Plan);
    assert_eq!(kind("下一步将修订河道巡查办法。", Role::Unknown), ClaimKind::Plan);
    assert_eq!(kind("依法行政必须久久为功。", Role::Plan), ClaimKind::Stance);
    assert_eq!(kind("今年是水利改革攻坚之年。", Role::Plan), ClaimKind::Fact);
}

#[test]
fn a_report_with_more_figures_in_its_claims_scores_higher() {
    let value = |words: &str, evidence: &[(&str, EvidenceKind)]| {
        let document = document(&[words], Role::Measures);
        score(&document, &facts(&document, evidence, &[]), &WEIGHTS).document.value.get()
    };
    let one = value("巡查河道12次,整改问题多处。", &[("12次", COUNT)]);
    let two = value("巡查河道12次,整改问题30处。", &[("12次", COUNT), ("30处", COUNT)]);
    assert!(two > one && two < 1000, "{one} {two}");
}

#[test]
fn required_wording_weighs_nothing_in_the_report() {
    let claims = ["以习近平法治思想为指导。", "巡查河道12次。"];
    let document = document(&claims, Role::Measures);
    let mut facts = facts(&document, &[("12次", COUNT)], &["以习近平法治思想为指导"]);
    facts.slogans[0].required = true;
    let value = |facts: &Facts| score(&document, facts, &WEIGHTS).document.value.get();
    let without = {
        let alone = self::document(&claims[1..], Role::Measures);
        let facts = self::facts(&alone, &[("12次", COUNT)], &[]);
        score(&alone, &facts, &WEIGHTS).document.value.get()
    };
    assert_eq!(value(&facts), without);
    facts.slogans[0].required = false;
    assert!(value(&facts) < without);
}

#[test]
fn required_wording_is_never_named_as_stock() {
    let words = "深入学习贯彻习近平法治思想,守正创新、真抓实干。";
    let document = document(&[words], Role::Unknown);
    let mut facts = facts(&document, &[], &["习近平法治思想", "守正创新", "真抓实干"]);
    facts.slogans[0].required = true;
    let scored = &score(&document, &facts, &WEIGHTS).claims[0];
    let named = |name: &str| -> Vec<&str> {
        let part = scored.score.parts.iter().find(|part| part.name == name).unwrap();
        assert!(part.points < 0);
        part.words.spans().iter().map(|span| document.slice(*span)).collect()
    };
    assert_eq!(named("required"), ["习近平法治思想"]);
    assert_eq!(named("stock"), ["守正创新", "真抓实干"]);
}

#[test]
fn a_report_without_claims_has_no_score() {
    let document = document(&[], Role::Measures);
    let scores = score(&document, &Facts::default(), &WEIGHTS);
    assert_eq!(scores.document.value.get(), 0);
    assert!(scores.document.parts.is_empty());
}

/// Clauses with a figure or a name, and stock phrases, from which claims are made.
const CLAUSES: [(&str, &str, EvidenceKind); 5] = [
    ("巡查河道12次", "12次", EvidenceKind::Count),
    ("整改河道问题30处", "30处", EvidenceKind::Count),
    ("投入资金200万元", "200万元", EvidenceKind::Money),
    ("印发《岚溪区河道巡查办法》", "《岚溪区河道巡查办法》", EvidenceKind::Document),
    ("于11月举办水法讲座", "11月", EvidenceKind::Date),
];
const STOCK: [&str; 4] = ["提高政治站位", "强化责任担当", "狠抓落实", "形成工作合力"];

/// A claim of some clauses, stock phrases and plain work.
fn claim(clauses: &[usize], stock: &[usize]) -> ClaimScore {
    let mut words = vec!["规范河道采砂审批"];
    words.extend(clauses.iter().map(|nth| CLAUSES[*nth].0));
    words.extend(stock.iter().map(|nth| STOCK[*nth]));
    let evidence: Vec<_> = clauses.iter().map(|nth| (CLAUSES[*nth].1, CLAUSES[*nth].2)).collect();
    let slogans: Vec<_> = stock.iter().map(|nth| STOCK[*nth]).collect();
    measure(&format!("{}。", words.join(",")), &evidence, &slogans)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn more_evidence_never_lowers(
        some in proptest::sample::subsequence((0..CLAUSES.len()).collect::<Vec<_>>(), 0..CLAUSES.len()),
        stock in proptest::sample::subsequence((0..STOCK.len()).collect::<Vec<_>>(), 0..STOCK.len()),
        new in 0..CLAUSES.len(),
    ) {
        prop_assume!(!some.contains(&new));
        let before = claim(&some, &stock);
        let mut more = some.clone();
        more.push(new);
        more.sort_unstable();
        let after = claim(&more, &stock);
        prop_assert!(after.level >= before.level, "{before:?} {after:?}");
        prop_assert!(after.score.value >= before.score.value, "{before:?} {after:?}");
    }

    #[test]
    fn one_more_slogan_never_raises(
        some in proptest::sample::subsequence((0..CLAUSES.len()).collect::<Vec<_>>(), 0..CLAUSES.len()),
        stock in proptest::sample::subsequence((0..STOCK.len()).collect::<Vec<_>>(), 0..STOCK.len()),
        new in 0..STOCK.len(),
    ) {
        let mut more = stock.clone();
        more.push(new);
        let (before, after) = (claim(&some, &stock), claim(&some, &more));
        prop_assert!(after.score.value <= before.score.value, "{before:?} {after:?}");
    }

    #[test]
    fn the_order_of_paragraphs_does_not_matter(
        order in Just((0..CLAUSES.len()).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let value = |order: &[usize]| {
            let words: Vec<String> = order.iter().map(|nth| format!("{}。", CLAUSES[*nth].0)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let document = document(&words, Role::Measures);
            let evidence: Vec<_> = order.iter().map(|nth| (CLAUSES[*nth].1, CLAUSES[*nth].2)).collect();
            let facts = facts(&document, &evidence, &[]);
            score(&document, &facts, &WEIGHTS).document
        };
        let plain: Vec<usize> = (0..CLAUSES.len()).collect();
        prop_assert_eq!(value(&order), value(&plain));
    }

    #[test]
    fn any_text_is_scored(words in "\\PC{0,60}") {
        let document = document(&[&words], Role::Unknown);
        let facts = facts(&document, &[], &[]);
        let scored = &score(&document, &facts, &WEIGHTS).claims[0];
        prop_assert_eq!(scored.level, WEIGHTS.level(i64::from(scored.score.value.get())));
    }
}

#[test]
fn what_is_judged_is_no_act() {
    assert_eq!(measure("改革是发展的关键。", &[], &[]).kind, ClaimKind::Stance);
    assert_eq!(measure("这是奋力追赶的五年。", &[], &[]).kind, ClaimKind::Fact);
    assert_eq!(measure("一是抓住河道巡查这个关键。", &[], &[]).kind, ClaimKind::Action);
    let counted = [("12次", EvidenceKind::Count)];
    assert_ne!(measure("巡查河道12次是工作的重点。", &counted, &[]).kind, ClaimKind::Stance);
}

#[test]
fn progress_is_a_result_whatever_verb_stands_before_it() {
    assert_eq!(measure("植树造林取得新进展。", &[], &[]).kind, ClaimKind::Result);
    assert_eq!(measure("植树造林。", &[], &[]).kind, ClaimKind::Action);
}

#[test]
fn matters_of_work_weigh_more_than_words_of_creed() {
    let points = |words: &str, name: &str| {
        let parts = measure(words, &[], &[]).score.parts;
        parts.iter().find(|part| part.name == name).map_or(0, |part| part.points)
    };
    assert!(points("做好许可和培训。", "matter") > points("做好许可。", "matter"));
    assert_eq!(points("做好许可,再做好许可。", "matter"), points("做好许可。", "matter"));
    // What is listed is a part of its own, and counts as one matter more.
    assert_eq!(points("清淤、护岸、划界。", "matter"), 0);
    assert_eq!(points("清淤、护岸、划界。", "listed"), points("做好许可。", "matter"));
    assert!(points("凝聚奋进合力。", "creed") < 0);
    // No claim is worth less than nothing, and the working says where it stopped.
    let empty = "凝聚奋进合力,书写时代篇章,汇聚复兴力量,坚定使命信念。";
    let parts = measure(empty, &[], &[empty]).score.parts;
    assert_eq!(parts.iter().map(|part| part.points).sum::<i32>(), 0);
    assert!(parts.iter().any(|part| part.name == "floor" && part.points > 0));
    // Inside a stock phrase a matter is none.
    let stock = measure("做好许可。", &[], &["做好许可"]).score.parts;
    assert!(stock.iter().all(|part| part.name != "matter"));
}

#[test]
fn a_mechanism_with_words_of_its_own_is_specific() {
    assert_eq!(measure("将学法情况纳入科室考核。", &[], &[]).level, Level::Specific);
    assert_eq!(measure("开展河道管护试点。", &[], &[]).level, Level::Specific);
    assert!(measure("开展试点。", &[], &[]).level < Level::Specific);
    assert!(measure("制定方案。", &[], &[]).level < Level::Specific);
    // The two ends must stand in one clause.
    assert!(measure("纳入日常,加强考核。", &[], &[]).level < Level::Specific);
}

#[test]
fn a_name_that_any_plan_could_bear_is_no_particular() {
    let level = |words: &str, name: &str, role: Role| {
        let document = document(&[words], role);
        let facts = facts(&document, &[(name, EvidenceKind::Project)], &[]);
        score(&document, &facts, &WEIGHTS).claims.remove(0).level
    };
    assert!(level("实施河道治理提升工程。", "河道治理提升工程", Role::Plan) < Level::Specific);
    assert_eq!(level("实施河道治理提升工程。", "河道治理提升工程", Role::Measures), Level::Specific);
    assert_eq!(level("用好市河道管护平台。", "市河道管护平台", Role::Plan), Level::Specific);
}

#[test]
fn what_must_be_done_is_work_or_a_requirement() {
    assert_eq!(measure("必须加快水库闸门和灌溉管网改造。", &[], &[]).kind, ClaimKind::Plan);
    assert_eq!(measure("必须奋发进取。", &[], &[]).kind, ClaimKind::Stance);
}

#[test]
fn sayings_say_nothing_that_is_done() {
    assert_eq!(measure("治水兴水,基础在民心。", &[], &[]).kind, ClaimKind::Stance);
    let counted = [("12次", EvidenceKind::Count)];
    assert_ne!(measure("居安思危,巡查河道12次。", &counted, &[]).kind, ClaimKind::Stance);
}

#[test]
fn what_has_been_is_no_plan() {
    let kind = |words: &str| {
        let document = document(&[words], Role::Plan);
        score(&document, &facts(&document, &[], &[]), &WEIGHTS).claims[0].kind
    };
    assert_eq!(kind("五年来,河道水质明显改善。"), ClaimKind::Result);
    assert_eq!(kind("改善河道水质。"), ClaimKind::Plan);
    assert_eq!(kind("坚持以实干开新局。"), ClaimKind::Stance);
}

#[test]
fn a_verb_at_the_end_says_what_its_subject_became() {
    assert_eq!(measure("五年来,水产和旅游加快融合。", &[], &[]).kind, ClaimKind::Result);
    assert_eq!(measure("这改善了河道水质。", &[], &[]).kind, ClaimKind::Result);
    assert_eq!(measure("加快河道清淤。", &[], &[]).kind, ClaimKind::Action);
}

#[test]
fn what_is_put_into_an_examination_may_stand_before_the_verb() {
    assert_eq!(measure("将河长巡河履职记录纳入考核。", &[], &[]).level, Level::Specific);
    assert!(measure("纳入考核。", &[], &[]).level < Level::Specific);
}

#[test]
fn who_is_bidden_to_be_something_is_told_no_plan() {
    let kind = |words: &str, evidence: &[(&str, EvidenceKind)]| {
        let document = document(&[words], Role::Plan);
        score(&document, &facts(&document, evidence, &[]), &WEIGHTS).claims[0].kind
    };
    assert_eq!(kind("各级干部都要深入水库和渠道。", &[]), ClaimKind::Stance);
    assert_eq!(kind("各级干部巡查重要水库和渠道。", &[]), ClaimKind::Plan);
    assert_eq!(kind("各级河长要巡查河道12次。", &[("12次", EvidenceKind::Count)]), ClaimKind::Plan);
}

#[test]
fn some_acts_are_results_where_things_are_counted() {
    let counted = [("30个", EvidenceKind::Count)];
    assert_eq!(measure("持续改造老旧泵站30个。", &counted, &[]).kind, ClaimKind::Result);
    assert_eq!(measure("持续改造老旧泵站。", &[], &[]).kind, ClaimKind::Action);
    assert_eq!(measure("持续巡查老旧泵站30个。", &counted, &[]).kind, ClaimKind::Action);
}

#[test]
fn how_things_stand_now_is_a_fact() {
    assert_eq!(measure("目前,水库归区水务局管护。", &[], &[]).kind, ClaimKind::Fact);
}
