//! What holds for any text whatever, through the whole line from bytes to findings.

// A test may ask the system how long it has run.
#![allow(clippy::disallowed_methods)]

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use ganhuo::{
    Analyser, Library,
    model::{Document, Lang, Prior, Report, SectionId},
    report::{Look, concise, edits, github, json, sarif, text},
    text::Span,
};
use proptest::prelude::*;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::builtin().expect("the built-in packs load"));

/// Pieces that reports are made of, and some that they should not be made of.
const PIECES: &[&str] = &[
    "一、",
    "（一）",
    "(二)",
    "1.",
    "2、",
    "①",
    "一是",
    "二是",
    "第一部分",
    "\n",
    "\r\n",
    "\n\n",
    "。",
    "；",
    "：",
    ",",
    "岚溪区司法局",
    "2022年",
    "２０２３年",
    "二〇二四年",
    "法治政府建设年度报告",
    "举措和成效",
    "不足和原因",
    "第一责任人",
    "主要安排",
    "12次",
    "3.5%",
    "近百家次",
    "《岚溪区规划》",
    "“四个意识”",
    "加强",
    "有待进一步提高",
    "- 2 -",
    "1月5日",
    "无。",
    "《",
    "》",
    "“",
    "”",
    "（",
    ")",
    "𠮷",
    "\u{feff}",
    "\u{200b}",
    "\u{3000}",
    "é",
    "\t",
    "<!-- ganhuo: ignore[",
    "]",
    "-->",
    "|",
    "# ",
    "**",
    "0",
    "亿",
    "三方面问题",
    "约60余份",
    "（包括",
    "1)",
    "政治意识、",
    "大局意识、",
    "二十大",
    "3，120人次",
    "由2期",
    "X",
    "\0",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

fn analyse(bytes: &[u8], library: &Library) -> Option<Report> {
    ANALYSER.analyse(bytes, "报告.txt", library).ok()
}

fn library(bytes: &[u8]) -> Library {
    let mut library = Library::default();
    if let Ok((document, _)) = ANALYSER.document(bytes, "往年.txt") {
        let year = document.header().year;
        let prior =
            Prior { path: "往年.txt".into(), title: String::new(), issuer: None, year, chosen: None };
        library.reports.push((prior, document));
    }
    library
}

fn fits(document: &Document, span: Span) -> bool {
    document.text().get(span.range()).is_some()
}

/// Everything that points into the text points at whole characters, and lists are in order.
fn spans_are_valid(report: &Report) {
    let document = &report.analysis.document;
    let facts = &report.analysis.facts;
    let comparison = &report.analysis.comparison;
    for pair in document.blocks().windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "blocks ascend");
    }
    for pair in document.claims().windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "claims ascend");
    }
    for pair in facts.evidence.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "evidence ascends");
    }
    assert!(!document.sections().is_empty());
    assert_eq!(facts.evidence_ranges.len(), document.claims().len());
    assert_eq!(facts.slogan_ranges.len(), document.claims().len());
    assert_eq!(report.analysis.scores.claims.len(), document.claims().len());
    assert_eq!(report.analysis.scores.sections.len(), document.sections().len());
    assert_eq!(comparison.shares.sections.len(), document.sections().len());
    let spans = document
        .blocks()
        .iter()
        .map(|block| block.span)
        .chain(document.sections().iter().map(|section| section.span))
        .chain(document.claims().iter().map(|claim| claim.span))
        .chain(facts.evidence.iter().map(|found| found.span))
        .chain(facts.slogans.iter().map(|found| found.span))
        .chain(facts.mentions.iter().map(|found| found.span))
        .chain(comparison.overlaps.iter().map(|overlap| overlap.here))
        .chain(comparison.repeats.iter().flat_map(|overlap| [overlap.here, overlap.there]))
        .chain(report.findings.iter().map(|finding| finding.span))
        .chain(report.findings.iter().flat_map(|finding| finding.labels.iter().map(|label| label.span)));
    for span in spans {
        assert!(fits(document, span), "{span:?} in a text of {} bytes", document.text().len());
    }
    let mut below: Vec<Vec<SectionId>> = vec![Vec::new(); document.sections().len()];
    for (at, section) in document.sections().iter().enumerate() {
        if let Some(parent) = section.parent {
            below[parent.0 as usize].push(SectionId(at as u32));
        }
    }
    for (at, below) in below.iter().enumerate() {
        assert!(
            document.children(SectionId(at as u32)).eq(below.iter().copied()),
            "what stands below follows"
        );
    }
    for claim in document.claims() {
        assert!(document.block(claim.block).span.contains(claim.span), "a claim lies in its block");
    }
    for finding in &report.findings {
        assert!(!finding.message.is_empty() && !finding.fingerprint.is_empty(), "{}", finding.rule);
    }
    let order: Vec<_> =
        report.findings.iter().map(|finding| (finding.span.start(), finding.rule.as_str())).collect();
    assert!(order.is_sorted(), "findings are sorted by place, then rule");
}

/// Making the safe changes leaves a text of which no rule says more than before.
fn safe_fixes_add_nothing(text: &str) {
    let Some(before) = analyse(text.as_bytes(), &Library::default()) else { return };
    let made = edits::safe(&before).into_iter().map(|edit| (edit.span, edit.text.as_str()));
    let fixed = edits::applied(before.analysis.document.text(), made);
    if fixed == before.analysis.document.text() {
        return;
    }
    let after = analyse(fixed.as_bytes(), &Library::default()).expect("it stays a text");
    let count = |report: &Report, rule: &str| report.findings.iter().filter(|one| one.rule == rule).count();
    for finding in after.findings.iter().filter(|one| one.rule.starts_with("format/")) {
        assert!(
            count(&after, &finding.rule) <= count(&before, &finding.rule),
            "{} is new: {text:?} became {fixed:?}",
            finding.rule
        );
    }
}

/// The bytes of every format.
fn rendered(report: Report) -> String {
    let reports = [report];
    [
        json::check(&reports, &[], Lang::Zh),
        json::score(&reports, &[], Lang::Zh),
        json::compare(&reports[0], Lang::Zh),
        concise::check(&reports, Lang::En),
        github::check(&reports, Lang::Zh),
        sarif::check(&reports, &[], &[], Lang::Zh),
        text::check(&reports[0], Lang::Zh, Look::default()),
    ]
    .concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_is_analysed_alike_twice(text in soup(), prior in soup()) {
        let library = library(prior.as_bytes());
        if let Some(report) = analyse(text.as_bytes(), &library) {
            spans_are_valid(&report);
            let again = analyse(text.as_bytes(), &library).expect("it worked a moment ago");
            prop_assert_eq!(rendered(report), rendered(again));
        }
    }

    #[test]
    fn safe_fixes_of_any_soup_add_no_finding(text in soup()) {
        safe_fixes_add_nothing(&text);
    }

    #[test]
    fn any_bytes_give_a_report_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Some(report) = analyse(&bytes, &Library::default()) {
            spans_are_valid(&report);
        }
    }

    #[test]
    fn text_files_are_kept_as_they_are(text in soup()) {
        if let Ok((document, _)) = ANALYSER.document(text.as_bytes(), "报告.txt") {
            prop_assert_eq!(document.text(), text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}

/// A line of many characters, without and with structure, costs no more than its length.
#[test]
fn one_long_line_is_no_trap() {
    let marks = ["法", "1", "，加强管理", "一、", "《", "（一）有待提高。", "12次", "“"];
    // Words that rules look for themselves.
    let words = [
        "政治意识、大局意识、",
        "政治意识，，",
        "党的十八大、",
        "(1)",
        "（1)",
        "其中3件，",
        "办结12件，办结率100%。",
        "全年信访件件办结。",
    ];
    let all = marks.map(|piece| (piece, 1_000_000)).into_iter().chain(words.map(|piece| (piece, 150_000)));
    for (piece, length) in all {
        let text = piece.repeat(length / piece.chars().count());
        costs_no_more_than_its_length(piece, &text, &Library::default());
    }
}

/// The same of many paragraphs that repeat the figures of many others of the year before.
#[test]
fn figures_told_again_are_no_trap() {
    let report = |year: i32, words: &str| {
        format!("岚溪区水务局{year}年法治政府建设年度报告\n\n一、主要举措和成效\n\n{words}")
    };
    let before = report(2022, &("化验水样34份。\n\n".repeat(6000) + &"化验滤料28份。\n\n".repeat(6000)));
    let text = report(2023, &"化验水样34份、滤料28份。\n\n".repeat(6000));
    costs_no_more_than_its_length("化验水样34份、滤料28份。", &text, &library(before.as_bytes()));
}

/// Nor are places of another region in one line, in the report of a region that is known.
#[test]
fn places_in_one_line_are_no_trap() {
    for piece in ["平安长沙建设", "慰问驻皖部队"] {
        let text = format!(
            "安化县水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n{}",
            piece.repeat(15_000)
        );
        costs_no_more_than_its_length(piece, &text, &Library::default());
    }
}

fn costs_no_more_than_its_length(piece: &str, text: &str, library: &Library) {
    let (started, before) = (Instant::now(), ran());
    let report = analyse(text.as_bytes(), library).expect("it is text");
    spans_are_valid(&report);
    // In a debug build linear work takes a few seconds, quadratic work hours. What else runs on the machine is no fault
    // of ours.
    let spent = ran().zip(before).and_then(|(end, start)| end.checked_sub(start));
    let spent = spent.unwrap_or_else(|| started.elapsed());
    assert!(spent.as_secs() < 120, "{piece}: {spent:?}");
}

/// The time that this thread has run on a processor; only Linux tells.
fn ran() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
