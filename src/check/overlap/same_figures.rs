//! Figures that are those of last year's report: runs of them in one order, and clauses that were taken
//! over with their figures.

use std::{collections::HashMap, ops::Range};

use super::last_year::{Same, last_year, same, words};
use crate::{
    check::context::{Context, back, han},
    model::{Document, Role},
    rules::kind::Overlap,
    text::{Span, class, marks},
};

/// A figure with its unit: 27件.
pub(super) struct Figure {
    pub(super) key: String,
    /// With the two characters before it.
    start: usize,
    pub(super) end: usize,
    weight: u32,
}

pub(super) fn figures(text: &str, units: &[String]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + step;
        let length =
            text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - start);
        let end = start + length;
        at = end.max(start + 1);
        let Some(unit) = units.iter().find(|unit| text[end..].starts_with(unit.as_str())) else { continue };
        let from = back(&text[..start], 2);
        if text[..start].ends_with(class::is_han) {
            let end = end + unit.len();
            let (weight, _) = weigh(&text[start..end], units);
            found.push(Figure { key: text[start..end].to_owned(), start: from, end, weight });
        }
    }
    found
}

/// Bytes of a sentence at most.
const SENTENCE: usize = 3000;

/// Of so many figures that are the same each is told; of a list without an end the rest says no more.
pub(super) const TOLD: usize = 200;

/// Whether the last year that a sentence names before some of its words, or with them, is that of the earlier report: its
/// figures are told again on purpose.
pub(super) fn looks_back(text: &str, range: &Range<usize>, year: Option<i32>) -> bool {
    let Some(year) = year else { return false };
    // What is longer than this is no sentence, and would be read for each of its figures.
    let floor = text.floor_char_boundary(range.start.saturating_sub(SENTENCE));
    let start = floor + marks::start(&text[floor..range.start], &marks::SENTENCE);
    let Some(sentence) = text.get(start..range.end) else { return false };
    let mut named = sentence.match_indices('年').rev().filter_map(|(at, _)| {
        class::digits_before(&sentence[..at]).parse().ok().filter(|year| class::YEARS.contains(year))
    });
    named.next() == Some(year)
}

/// What the figures of a run must weigh together, whatever words stand between them.
const RUN: u32 = 8;

/// Runs of figures that stand in last year's report in the same order.
pub(super) fn equal_figures(context: &Context, rule: &Overlap) -> Vec<Same> {
    let (Some((prior, document)), run) = (last_year(context), rule.with_numbers as usize) else {
        return Vec::new();
    };
    if run < 2 || rule.units.is_empty() {
        return Vec::new();
    }
    let mut runs: HashMap<Vec<String>, Span> = HashMap::new();
    for block in document.blocks().iter().filter(|block| document.in_body(block.span.start())) {
        let base = document.plain().fold(block.span).start() as usize;
        let figures = figures(document.plain_slice(block.span), &rule.units);
        for window in figures.windows(run) {
            let key = window.iter().map(|figure| figure.key.clone()).collect();
            let span = Span::from(base + window[0].start..base + window[run - 1].end);
            runs.entry(key).or_insert_with(|| document.plain().unfold(span));
        }
    }
    let mut found: Vec<Same> = Vec::new();
    let year = document.header().year;
    for block in context.document.blocks() {
        if !context.document.in_body(block.span.start()) {
            continue;
        }
        let base = context.document.plain().fold(block.span).start() as usize;
        let text = context.document.plain_slice(block.span);
        let figures = figures(text, &rule.units);
        for window in figures.windows(run) {
            if looks_back(text, &(window[0].start..window[run - 1].end), year) {
                continue;
            }
            let key: Vec<String> = window.iter().map(|figure| figure.key.clone()).collect();
            let weight: u32 = window.iter().map(|figure| figure.weight).sum();
            let Some(place) = runs.get(&key).filter(|_| weight >= RUN) else { continue };
            let span = context.place(base + window[0].start, base + window[run - 1].end);
            match found.last_mut().filter(|last| last.span.overlaps(span)) {
                Some(last) => last.span = last.span.cover(span),
                None => found.push(same(span, prior, document, *place)),
            }
        }
    }
    found
}

/// Paragraphs of last year's report that are kept for one figure.
const BLOCKS: usize = 8;

/// Sentences of which two figures stand in one paragraph of last year's report, each behind the same two characters and in
/// whatever order: 化验水样34份、滤料28份 and 化验滤料28份、水样34份.
pub(super) fn equal_pairs(context: &Context, rule: &Overlap) -> Vec<Same> {
    let Some((prior, document)) = last_year(context).filter(|_| !rule.units.is_empty()) else {
        return Vec::new();
    };
    let named = |text: &str, figure: &Figure| text[figure.start..figure.end].to_owned();
    let mut there: HashMap<String, Vec<Span>> = HashMap::new();
    for block in reported(document) {
        let text = document.plain_slice(block);
        for figure in figures(text, &rule.units).iter().filter(|figure| figure.weight >= 2) {
            let blocks = there.entry(named(text, figure)).or_default();
            if blocks.len() < BLOCKS {
                blocks.push(block);
            }
        }
    }
    let mut found = Vec::new();
    for block in reported(context.document) {
        let base = context.document.plain().fold(block).start() as usize;
        let text = context.document.plain_slice(block);
        let figures = figures(text, &rule.units);
        for pair in figures.windows(2) {
            if found.len() >= TOLD {
                return found;
            }
            let [one, other] = pair else { continue };
            let (Some(first), Some(second)) = (there.get(&named(text, one)), there.get(&named(text, other)))
            else {
                continue;
            };
            let between = &text[one.end..other.start.max(one.end)];
            let near = han(between) <= 8 && !between.contains(['。', ';', '\n']);
            let place = first.iter().find(|block| second.contains(block));
            let stock = text[..one.start].rsplit([',', '。', ';']).next().unwrap_or("");
            let stock =
                STOCK.iter().any(|word| stock.contains(word) || text[one.start..other.end].contains(word));
            let range = one.start..other.end;
            if let Some(place) = place.filter(|_| near && !stock && one.weight + other.weight >= ENOUGH)
                && !looks_back(text, &range, document.header().year)
            {
                let span = context.place(base + range.start, base + range.end);
                found.push(same(span, prior, document, *place));
            }
        }
    }
    found
}

/// What the figures of a run of clauses must weigh together: two of two digits that count acts.
const ENOUGH: u32 = 4;

/// Bytes of clauses that were taken over as a whole: their figures need to weigh less.
const LONG: usize = 20 * "字".len();

/// Characters of a clause of which one figure is enough.
const ALONE: usize = 9;

/// Words of what there is, and of what is the same each year.
pub(super) const STOCK: [&str; 16] = [
    "现有",
    "共有",
    "实有",
    "在册",
    "持证",
    "登记在",
    "下辖",
    "建有",
    "设有",
    "覆盖",
    "配备",
    "编制",
    "在岗",
    "累计",
    "全部",
    "辖区",
];

/// A clause with figures, by its words.
struct Clause {
    /// In the plain words of its block.
    range: Range<usize>,
    words: String,
    /// What its figures weigh, and how many weigh something.
    weight: u32,
    figures: u32,
}

/// The clauses of a block's plain words that hold figures. What is compared with an earlier year has its figures.
fn clauses(text: &str, units: &[String]) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut start = 0;
    for clause in text.split_inclusive([',', ';', ':', '。']) {
        let from = start;
        start += clause.len();
        let inner = clause.trim_end_matches([',', ';', ':', '。']);
        let compared =
            ["上年", "去年", "同期", "往年", "结转", "截至", "比2"].iter().any(|word| inner.contains(word));
        if compared || !inner.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let (weight, figures) = weigh(inner, units);
        // 其中 and 全年 before it change nothing.
        let mut words = words(inner);
        for opening in ["年", "其中", "全年", "共"] {
            words = words.strip_prefix(opening).map_or(words.clone(), str::to_owned);
        }
        if words.chars().filter(|c| class::is_han(*c)).count() >= 3 {
            found.push(Clause { range: from..from + inner.len(), words, weight, figures });
        }
    }
    found
}

/// How little chance there is that the figures of a clause are those of another year, and how many figures
/// tell it: 4 for three digits of acts counted, 2 for two, less for what there is a fixed number of, nothing
/// for one digit and for dates.
fn weigh(text: &str, units: &[String]) -> (u32, u32) {
    let (mut weight, mut figures) = (0, 0);
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + step;
        let length =
            text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - start);
        at = start + length;
        let after = &text[at..];
        let digits = text[start..at].replace('.', "");
        let digits = digits.trim_matches('0').len();
        let none = |c: char| "年月日时点分号届条款章周岁%".contains(c) || !class::is_han(c);
        // 80场 and 12000人次 are rounded: that they are the same says less.
        let rounded = text[start..at].trim_start_matches('0').len() >= 2 && !after.starts_with('%');
        let own = match digits {
            0 => 0,
            1 => u32::from(rounded),
            2 => 2,
            3 => 4,
            _ => 6,
        };
        let one = if text[..start].ends_with('第') {
            0
        } else if units.iter().any(|unit| after.starts_with(unit.as_str())) {
            own
        } else if after.chars().next().is_none_or(none) {
            0
        } else {
            own.min(3) / 2
        };
        weight += one;
        figures += u32::from(one > 0);
    }
    (weight, figures)
}

/// Blocks of running text that report on the year; what is planned has not happened.
pub(super) fn reported(document: &Document) -> impl Iterator<Item = Span> + '_ {
    document.blocks().iter().map(|block| block.span).filter(|span| {
        let role = document.section_at(span.start()).map(|id| document.section(id).role);
        document.in_body(span.start()) && role != Some(Role::Plan)
    })
}

/// Neighbouring clauses that stand in last year's report with the same figures.
pub(super) fn equal_clauses(context: &Context, rule: &Overlap) -> Vec<Same> {
    let Some((prior, document)) = last_year(context).filter(|_| !rule.units.is_empty()) else {
        return Vec::new();
    };
    let mut there: HashMap<String, Span> = HashMap::new();
    for block in reported(document) {
        let base = document.plain().fold(block).start() as usize;
        for clause in clauses(document.plain_slice(block), &rule.units) {
            let span = Span::from(base + clause.range.start..base + clause.range.end);
            there.entry(clause.words).or_insert_with(|| document.plain().unfold(span));
        }
    }
    let mut found = Vec::new();
    for block in reported(context.document) {
        let base = context.document.plain().fold(block).start() as usize;
        let text = context.document.plain_slice(block);
        let mut clauses = clauses(text, &rule.units);
        clauses.retain(|clause| !looks_back(text, &clause.range, document.header().year));
        let runs = clauses.chunk_by(|a, b| {
            there.contains_key(&a.words) == there.contains_key(&b.words) && b.range.start <= a.range.end + 1
        });
        for run in runs {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let Some(place) = there.get(&first.words) else { continue };
            let weight: u32 = run.iter().map(|clause| clause.weight).sum();
            let figures: u32 = run.iter().map(|clause| clause.figures).sum();
            // One figure of four digits is enough, and nothing less of one alone.
            let long = run.iter().map(|clause| clause.range.len()).sum::<usize>() >= LONG;
            // Of one figure alone only three digits of what was done in the year are no chance.
            let words: usize = run.iter().map(|clause| clause.words.chars().count()).sum();
            let text = &context.document.plain_slice(block)[first.range.start..last.range.end];
            let alone = weight >= 4
                && words >= ALONE
                && !text.contains('元')
                && !STOCK.iter().any(|word| text.contains(word));
            if (weight >= ENOUGH - u32::from(long) && figures >= 2) || weight >= 6 || alone {
                let span = context.place(base + first.range.start, base + last.range.end);
                found.push(same(span, prior, document, *place));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{figures, weigh};
    use crate::testing::{report_with, words, year};

    #[test]
    fn a_run_of_figures_is_last_years() {
        let rule = "copying/same-numbers";
        let there = year(2022, "受理诉求2460件，办结2455件，办结率99.8%，回访群众630人次。", "水表老化9处。");
        let here = year(2023, "热线受理诉求2460件，办结2455件，办结率99.8%，罚款7万元。", "管网老化4处。");
        assert_eq!(words(&report_with(&here, &there), rule), ["诉求2460件，办结2455件，办结率99.8%"]);
        let other = year(2023, "受理诉求2461件，办结2457件，办结率99.8%。", "管网老化4处。");
        assert!(words(&report_with(&other, &there), rule).is_empty());
    }

    #[test]
    fn how_many_there_are_of_a_kind_may_stay() {
        let keys = |text: &str| -> Vec<String> {
            let units = ["件".to_owned(), "人次".to_owned()];
            figures(text, &units).into_iter().map(|figure| figure.key).collect()
        };
        assert_eq!(keys("设有12个站点，培训230人次，立案7件"), ["230人次", "7件"]);
    }

    #[test]
    fn figures_weigh_by_their_digits_and_by_what_they_count() {
        let units = ["份".to_owned(), "件".to_owned(), "%".to_owned()];
        let of = |text: &str| weigh(text, &units);
        assert_eq!((of("发放资料4300份"), of("受理1136件"), of("办结97.5%")), ((2, 1), (6, 1), (4, 1)));
        assert_eq!(
            (of("每季度检查1份"), of("12月4日"), of("第12件"), of("100%")),
            ((0, 0), (0, 0), (0, 0), (0, 0))
        );
        assert_eq!(of("组织26个单位"), (1, 1));
    }

    #[test]
    fn clauses_with_two_figures_are_last_years() {
        let found = |here: &str, there: &str| {
            let text = |nth: i32, words: &str| {
                year(nth, words, if nth == 2022 { "水表老化9处。" } else { "管网老化4处。" })
            };
            words(&report_with(&text(2023, here), &text(2022, there)), "copying/same-numbers")
        };
        let there = "2022年审查涉水合同46份，提出修改意见31条。培训巡河员92人次。";
        assert_eq!(
            found("2023年审查涉水合同46份，提出修改意见31条，全部采纳。", there),
            ["2023年审查涉水合同46份，提出修改意见31条"]
        );
        assert!(found("2023年审查涉水合同46份，提出修改意见33条。", there).is_empty());
        assert!(
            found("2023年审查涉水合同51份，2022年审查涉水合同46份，提出修改意见31条。", there).is_empty()
        );
        let again =
            "2023年审查合同51份，提出意见36条；2022年审查涉水合同46份，提出修改意见31条，一年多了5条。";
        assert!(found(again, there).is_empty());
        // Also where a full stop ends the sentence before it.
        let sentence = "本年共审查合同51份。2022年审查涉水合同46份，提出修改意见31条，一年间有增有减。";
        assert!(found(sentence, there).is_empty());
        assert_eq!(
            found(&sentence.replace("2022年", "全年"), there),
            ["全年审查涉水合同46份，提出修改意见31条"]
        );
        assert!(found("培训巡河员92人次，考核合格90人次。", there).is_empty());
        assert_eq!(
            found("全年审查文件46件、合同31份，退回8件。", "集中审查合同31份、文件46件，退回3件。"),
            ["文件46件、合同31份"]
        );
        assert!(found("全年审查文件46件、合同31份。", "审查合同33份、文件46件。").is_empty());
        assert_eq!(found("全年接听服务热线8163次。", "全年接听服务热线8163次。").len(), 1);
        assert!(
            found("8个水务所每季度巡查1次，12月25日公布。", "8个水务所每季度巡查1次，12月25日公布。")
                .is_empty()
        );
    }
}
