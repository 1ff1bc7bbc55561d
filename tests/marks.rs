//! Pages in `tests/rules`: prose, and fenced reports in which ⟦…⟧{rule} marks what must be found.
//!
//! Each page names in backticks, in its first heading, the rules that it is about; of these rules each
//! report must give exactly the marked findings, nothing missing and nothing more. An empty ⟦⟧{rule}
//! marks the place of something absent. `UPDATE=1` rewrites the marks from what was found.

// A test may read the pages it runs.
#![allow(clippy::disallowed_methods)]

use std::{env, fs, path::Path};

use ganhuo::{Analyser, Library, check::Selection, rules::RuleSet};

/// Start, end, rule.
type Mark = (usize, usize, String);

/// The text without its marks, and the marks as byte ranges of it.
fn unmarked(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟦' => open.push(text.len()),
            '⟧' => {
                let start = open.pop().expect("⟧ closes a ⟦");
                let (rule, behind) = rest
                    .strip_prefix('{')
                    .and_then(|rest| rest.split_once('}'))
                    .expect("⟧ is followed by {rule}");
                marks.push((start, text.len(), rule.to_owned()));
                rest = behind;
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "every ⟦ is closed");
    marks.sort();
    (text, marks)
}

/// The text with its marks; the inner of two nested ones closes first.
fn marked(text: &str, marks: &[Mark]) -> String {
    let mut points: Vec<(usize, u8, usize, String)> = Vec::new();
    for (start, end, rule) in marks {
        // At one place: close what began earlier, then open the longest first, then close the empty.
        points.push((*start, 1, usize::MAX - (end - start), "⟦".to_owned()));
        let order = if start == end { 2 } else { 0 };
        points.push((*end, order, usize::MAX - start, format!("⟧{{{rule}}}")));
    }
    points.sort();
    let (mut out, mut at) = (String::new(), 0);
    for (place, _, _, mark) in points {
        out.push_str(&text[at..place]);
        out.push_str(&mark);
        at = place;
    }
    out + &text[at..]
}

fn found(analyser: &Analyser, text: &str) -> Vec<Mark> {
    // A report with a table is Markdown.
    let name = if text.contains("\n|") { "报告.md" } else { "报告.txt" };
    let report = analyser.analyse(text.as_bytes(), name, &Library::default()).expect("a page holds text");
    let mut marks: Vec<Mark> = report
        .findings
        .iter()
        .map(|finding| (finding.span.start() as usize, finding.span.end() as usize, finding.rule.clone()))
        .collect();
    marks.sort();
    marks
}

fn page(path: &Path, wrong: &mut Vec<String>) {
    let text = fs::read_to_string(path).expect("a page can be read");
    let heading = text.lines().next().unwrap_or("");
    let select: Vec<String> = heading.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(!select.is_empty(), "{}: the first heading names rules in backticks", path.display());
    let rules = RuleSet::builtin().expect("the built-in packs load");
    let analyser = Analyser::selecting(&rules, Selection { select, preview: true, ..Selection::default() });
    let mut out = String::new();
    let mut reports = 0;
    for (nth, piece) in text.split("```").enumerate() {
        if nth > 0 {
            out.push_str("```");
        }
        let Some(body) = piece.strip_prefix("report\n").filter(|_| nth % 2 == 1) else {
            out.push_str(piece);
            continue;
        };
        reports += 1;
        let (plain, wanted) = unmarked(body);
        let got = found(&analyser, &plain);
        if got != wanted {
            wrong.push(format!("{}:\n{}", path.display(), marked(&plain, &got)));
        }
        out.push_str("report\n");
        out.push_str(&marked(&plain, &got));
    }
    assert!(reports >= 2, "{}: a page has a hit and a near miss", path.display());
    if env::var_os("UPDATE").is_some() {
        fs::write(path, out).expect("a page can be written");
    }
}

#[test]
fn every_page_finds_what_it_marks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut pages: Vec<_> = fs::read_dir(folder)
        .expect("tests/rules is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 4, "the pages were found");
    let mut wrong = Vec::new();
    for path in &pages {
        page(path, &mut wrong);
    }
    assert!(wrong.is_empty() || env::var_os("UPDATE").is_some(), "found instead:\n{}", wrong.join("\n"));
}

#[test]
fn marks_there_and_back() {
    let text = "甲⟦乙⟦丙⟧{a/b}⟧{c/d}丁⟦⟧{e/f}戊";
    let (plain, marks) = unmarked(text);
    assert_eq!(plain, "甲乙丙丁戊");
    assert_eq!(marks, [(3, 9, "c/d".to_owned()), (6, 9, "a/b".to_owned()), (12, 12, "e/f".to_owned())]);
    assert_eq!(marked(&plain, &marks), text);
}

#[test]
fn every_stable_rule_is_marked_on_a_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let pages: String = fs::read_dir(folder)
        .expect("tests/rules is there")
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a page"))
        .collect();
    let rules = RuleSet::builtin().expect("the packs load");
    let unmarked: Vec<&str> = rules
        .rules
        .iter()
        // What compares cannot be shown in one report alone: the examples of its rule have an earlier one.
        .filter(|rule| rule.status.name() == "stable" && !rule.kind.compares())
        .map(|rule| rule.id.as_str())
        .filter(|id| !pages.contains(&format!("⟧{{{id}}}")))
        .collect();
    assert!(unmarked.is_empty(), "{unmarked:?}");
}
