//! Invented statements that a reader labelled before the scorer saw them: the agreement that was reached
//! is held.
//!
//! `cargo run --example evaluate -- tests/statements/labelled.tsv --labelled` prints where they differ.

use ganhuo::Analyser;

#[path = "../examples/evaluate/labelled.rs"]
mod labelled;
#[path = "../examples/evaluate/measures.rs"]
#[allow(dead_code)]
mod measures;

const STATEMENTS: &str = include_str!("statements/labelled.tsv");

#[test]
fn the_program_agrees_with_the_reader() {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let labelled = labelled::labelled(STATEMENTS, &analyser).unwrap();
    assert!(labelled.len() >= 144, "{} statements", labelled.len());
    let agreed = labelled::agreement(&labelled);
    let differences = labelled::differences(&labelled).join("\n");
    assert!(agreed.kappa >= 0.97, "{agreed:?}\n{differences}");
    assert!(agreed.exact >= 0.95, "{agreed:?}\n{differences}");
    assert!(agreed.specific >= 0.98, "{agreed:?}\n{differences}");
    assert!(agreed.kind >= 0.92, "{agreed:?}\n{differences}");
}

/// The file with each statement's words changed.
fn with(change: impl Fn(&str) -> String) -> String {
    let line = |line: &str| match line.rsplit_once('\t') {
        Some((label, words)) => format!("{label}\t{}", change(words)),
        None => line.to_owned(),
    };
    STATEMENTS.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The file with a clause more in each statement.
fn with_clause(clause: &str) -> String {
    with(|words| words.strip_suffix('。').map_or_else(String::new, |words| format!("{words}，{clause}。")))
}

/// Statements whose value or level got higher or lower, as `compare` says.
fn changed(
    before: &[labelled::Labelled],
    after: &[labelled::Labelled],
    wrong: fn(u16, u16) -> bool,
) -> Vec<String> {
    assert_eq!(before.len(), after.len());
    let pairs = before.iter().zip(after);
    pairs
        .filter(|(before, after)| wrong(before.score.score.value.get(), after.score.score.value.get()))
        .map(|(before, after)| format!("{:?} {:?} {}", before.score, after.score, after.text))
        .collect()
}

#[test]
fn a_slogan_more_raises_no_statement() {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let before = labelled::labelled(STATEMENTS, &analyser).unwrap();
    for slogan in
        ["切实提高政治站位", "走深走实", "推动各项任务落地落实", "取得明显成效", "不断开创工作新局面"]
    {
        let after = labelled::labelled(&with_clause(slogan), &analyser).unwrap();
        let raised = changed(&before, &after, |before, after| after > before);
        assert!(raised.is_empty(), "{slogan}\n{}", raised.join("\n"));
    }
}

#[test]
fn a_figure_more_lowers_no_statement() {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let before = labelled::labelled(STATEMENTS, &analyser).unwrap();
    for fact in ["涉及案件317件", "其中石桥镇占23.5%"] {
        let after = labelled::labelled(&with_clause(fact), &analyser).unwrap();
        let lowered = changed(&before, &after, |before, after| after < before);
        assert!(lowered.is_empty(), "{fact}\n{}", lowered.join("\n"));
    }
}

#[test]
fn the_order_of_statements_changes_none() {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let mut before = labelled::labelled(STATEMENTS, &analyser).unwrap();
    // Each run of statements under a heading, the last first.
    let lines: Vec<&str> = STATEMENTS.lines().collect();
    let runs = lines.chunk_by(|a, b| a.contains('\t') == b.contains('\t'));
    let turned: Vec<&str> = runs
        .flat_map(|run| {
            let statements = run[0].contains('\t');
            if statements { run.iter().rev().copied().collect() } else { run.to_vec() }
        })
        .collect();
    let mut after = labelled::labelled(&turned.join("\n"), &analyser).unwrap();
    before.sort_by(|a, b| a.text.cmp(&b.text));
    after.sort_by(|a, b| a.text.cmp(&b.text));
    let changed = changed(&before, &after, |before, after| before != after);
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
