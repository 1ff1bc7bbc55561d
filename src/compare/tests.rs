use super::*;
use crate::{
    model::{Block, BlockId, BlockKind, Class, DiffPiece, Draft, Extract, Header, Origin, Role, Section},
    rules::RuleSet,
    text::Span,
};

/// A report of which each line is a paragraph, and each line that begins with # a heading.
fn document(text: &str) -> Document {
    let mut extract = Extract { text: text.to_owned(), ..Extract::default() };
    let mut sections: Vec<Section> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::from(at..at + line.trim_end().len());
        let nth = extract.blocks.len() as u32;
        let heading = line.starts_with('#');
        let kind = if heading { BlockKind::Heading { level: 1 } } else { BlockKind::Paragraph };
        extract.blocks.push(Block { span, kind, origin: Origin::Line(nth + 1), bold: Span::default() });
        if heading || sections.is_empty() {
            sections.push(Section {
                heading: heading.then_some(BlockId(nth)),
                depth: u8::from(heading),
                number: Span::at(span.start()),
                title: if heading { span } else { Span::at(span.start()) },
                parent: None,
                blocks: nth..nth + 1,
                span,
                role: Role::Unknown,
                second: None,
            });
        } else if let Some(section) = sections.last_mut() {
            section.span = section.span.cover(span);
            section.blocks.end = nth + 1;
        }
        at += line.len();
    }
    let blocks = extract.blocks.clone();
    let header = Header { issuer: Some("岚溪区水务局".to_owned()), ..Header::default() };
    Document::new(extract, Draft { blocks, sections, header, ..Draft::default() })
}

fn compared(new: &str, old: &str) -> (Document, Comparison) {
    let prior =
        Prior { path: "old".to_owned(), title: String::new(), issuer: None, year: Some(2023), chosen: None };
    let library = Library { reports: vec![(prior, document(old))], ..Library::default() };
    let new = document(new);
    let stock = Stock::new(&RuleSet::builtin().unwrap());
    let mut comparison = compare("new", &new, &library, &stock);
    fill_diffs(&new, &mut comparison, &library);
    (new, comparison)
}

const RIVER: &str = "全区水务系统清淤河道12处，整治入河排口34个，老旧管网改造全部完工。";
const COURT: &str = "组织执法人员旁听庭审四次，编印以案释法手册两千册发到各村。";
const STAFF: &str = "基层站所人手偏紧，持证的专业人员只有六名，夜间巡查难以排满。";

#[test]
fn a_copied_paragraph_is_found_with_its_class_and_share() {
    let (new, found) = compared(&format!("{RIVER}\n{COURT}"), &format!("{STAFF}\n{RIVER}"));
    assert_eq!(found.overlaps.len(), 1);
    let overlap = &found.overlaps[0];
    assert_eq!(new.slice(overlap.here), RIVER);
    assert_eq!((overlap.class, overlap.similarity.get()), (Class::Verbatim, 1000));
    // 29 units of 56 (numbers are one unit).
    assert!((500..=560).contains(&found.shares.document.get()), "{:?}", found.shares);
}

#[test]
fn only_figures_changed() {
    let (_, found) = compared(&RIVER.replace("12", "15"), RIVER);
    assert_eq!(found.overlaps[0].class, Class::NumbersOnly);
    assert!(
        found.overlaps[0].diff.contains(&DiffPiece::Figure("12".to_owned(), "15".to_owned())),
        "{:?}",
        found.overlaps[0].diff
    );
}

#[test]
fn headings_never_count() {
    let (_, found) = compared(
        "#一、组织执法人员旁听庭审以案释法工作情况\n今年新建泵站三座，投用两座。",
        "#一、组织执法人员旁听庭审以案释法工作情况\n去年主要抓了节水载体的创建与复核验收。",
    );
    assert_eq!(found.overlaps, []);
    assert_eq!(found.shares.document.get(), 0);
}

#[test]
fn a_passage_under_another_heading_is_moved() {
    let old = format!("#一、普法宣传\n{COURT}\n#二、存在问题\n{STAFF}");
    let (_, found) = compared(&format!("#一、存在问题\n{STAFF}\n#二、规范执法\n{COURT}"), &old);
    let moved: Vec<bool> = found.overlaps.iter().map(|overlap| overlap.moved).collect();
    assert_eq!(moved, [false, true]);
}

#[test]
fn required_wording_is_shown_but_does_not_count() {
    let text = "以习近平新时代中国特色社会主义思想为指导，深刻领悟“两个确立”的决定性意义。";
    let (_, found) = compared(text, text);
    assert_eq!(found.overlaps.len(), 1);
    assert!(!found.overlaps[0].common.is_empty());
    assert_eq!(found.shares.document.get(), 0);
}

#[test]
fn a_statement_repeated_in_the_report_is_found_and_a_slogan_is_not() {
    let slogan = "坚持以习近平新时代中国特色社会主义思想为指导。";
    let text = format!("{slogan}{COURT}\n{RIVER}\n{slogan}今年的做法是：{COURT}");
    let (new, found) = compared(&text, "");
    assert_eq!(found.repeats.len(), 1);
    assert!(new.slice(found.repeats[0].here).starts_with("组织执法人员"));
    assert!(found.repeats[0].there.end() <= found.repeats[0].here.start());
}

#[test]
fn a_report_is_not_compared_with_its_own_file() {
    let prior =
        Prior { path: "a.txt".to_owned(), title: String::new(), issuer: None, year: None, chosen: None };
    let library = Library { reports: vec![(prior, document(RIVER))], ..Library::default() };
    let stock = Stock::new(&RuleSet::default());
    assert!(compare("a.txt", &document(RIVER), &library, &stock).priors.is_empty());
}

#[test]
fn sections_hold_their_own_share() {
    let (_, found) =
        compared(&format!("#一、举措\n{RIVER}\n#二、问题\n{STAFF}"), &format!("#一、举措\n{RIVER}"));
    let shares: Vec<u16> = found.shares.sections.iter().map(|share| share.get()).collect();
    assert_eq!(shares, [1000, 0]);
}

#[test]
fn empty_texts() {
    let (_, found) = compared("", "");
    assert_eq!(found.overlaps, []);
    assert_eq!(found.shares.document.get(), 0);
}

#[test]
fn two_small_edits_leave_one_passage() {
    let a = "对辖区14条河道拉网巡查，整改排污口7处。建立夜间巡查台账和隐患销号清单，由分管负责人每周调度一次，逾期未销号的在局务会上说明原因并限期三天办结。";
    let b = "查处占道经营86起，拆除破损店招41块。建立夜间巡查台账和隐患销号清单，由分管负责人每两周调度一次，逾期未销号的在局务会上说明原因并限期五天办结。";
    let (a, b) = (Stream::new(a), Stream::new(b));
    let found = align(&a, &b, &Settings::REPORTS);
    assert_eq!(found.len(), 1);
    let Change { class, similarity, .. } = classify(&a, &b, &found[0]);
    assert_eq!(class, Class::Edited);
    assert!(similarity.get() > 900, "{similarity:?}");
}

#[test]
fn a_line_that_ends_in_the_middle_of_a_clause_goes_on() {
    let paragraphs = |text: &str| {
        let breaks = Stream::of(&document(text)).breaks;
        breaks.iter().filter(|mark| **mark == stream::Break::Block).count()
    };
    let long = "全年在十二个村开展河道清淤和岸线整治并对沿河商户";
    assert_eq!(paragraphs(&format!("{long}\n逐一上门走访登记")), 1);
    assert_eq!(paragraphs(&format!("{long}。\n逐一上门走访登记")), 2);
    assert_eq!(paragraphs(&format!("{long}\n# 走访\n逐一上门走访登记")), 2);
    assert_eq!(paragraphs("清淤河道\n走访商户"), 2);
}
