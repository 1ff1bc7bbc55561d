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
    assert!(labelled.len() >= 120, "{} statements", labelled.len());
    let agreed = labelled::agreement(&labelled);
    let differences = labelled::differences(&labelled).join("\n");
    assert!(agreed.kappa >= 0.94, "{agreed:?}\n{differences}");
    assert!(agreed.exact >= 0.88, "{agreed:?}\n{differences}");
    assert!(agreed.specific >= 0.95, "{agreed:?}\n{differences}");
    assert!(agreed.kind >= 0.88, "{agreed:?}\n{differences}");
}
