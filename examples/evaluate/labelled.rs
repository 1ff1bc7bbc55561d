//! Statements that this repository labels itself: invented ones, so they may stand here.
//!
//! A file of lines `level <tab> kind <tab> statement`; a line `=== …` is the title of a report, a line
//! `## …` the heading of what follows. What stands before the first title is a remark.
//! Also used by the tests, which hold the agreement that was reached.

use ganhuo::{
    Analyser, Library,
    model::{ClaimScore, Report},
};

use super::measures::kappa;

/// A statement, what its reader said, and what the program says.
pub(crate) struct Labelled {
    pub(crate) level: u8,
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) score: ClaimScore,
}

/// How far the program agrees with the reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    /// Quadratic weighted kappa of the levels.
    pub(crate) kappa: f64,
    /// Shares of the statements, 0–1.
    pub(crate) exact: f64,
    pub(crate) specific: f64,
    pub(crate) kind: f64,
}

/// Reads a file of labelled statements and scores each of its reports. Errors name the line.
pub(crate) fn labelled(file: &str, analyser: &Analyser) -> Result<Vec<Labelled>, String> {
    let mut all = Vec::new();
    for part in file.split("=== ").skip(1) {
        let (mut report, mut wanted) = (String::new(), Vec::new());
        for line in part.lines().filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells[..] {
                [title] => report.push_str(title.trim_start_matches("## ")),
                [level, kind, text] => {
                    let level = level.parse().map_err(|_| format!("no level: {line}"))?;
                    wanted.push((level, kind, text));
                    report.push_str(text);
                }
                _ => return Err(format!("not three cells: {line}")),
            }
            report.push('\n');
        }
        scored(&report, wanted, analyser, &mut all)?;
    }
    Ok(all)
}

/// Scores one report, and finds the wanted statements (level, kind, words) among its claims.
fn scored(
    report: &str,
    wanted: Vec<(u8, &str, &str)>,
    analyser: &Analyser,
    all: &mut Vec<Labelled>,
) -> Result<(), String> {
    let report: Report = analyser
        .analyse(report.as_bytes(), "labelled.txt", &Library::default())
        .map_err(|error| error.to_string())?;
    let document = &report.analysis.document;
    let claims = document.claims().iter().zip(&report.analysis.scores.claims);
    let mut found = claims.map(|(claim, score)| (document.slice(claim.span), score));
    for (level, kind, text) in wanted {
        let same = |words: &str| words.trim_end_matches('。') == text.trim_end_matches('。');
        let (_, score) =
            found.find(|(words, _)| same(words)).ok_or_else(|| format!("not one claim: {text}"))?;
        all.push(Labelled { level, kind: kind.to_owned(), text: text.to_owned(), score: score.clone() });
    }
    Ok(())
}

/// The agreement over some statements.
pub(crate) fn agreement(labelled: &[Labelled]) -> Agreement {
    let share = |agrees: &dyn Fn(&Labelled) -> bool| {
        labelled.iter().filter(|one| agrees(one)).count() as f64 / labelled.len() as f64
    };
    let pairs: Vec<(u8, u8)> = labelled.iter().map(|one| (one.level, one.score.level.number())).collect();
    Agreement {
        kappa: kappa(&pairs),
        exact: share(&|one| one.level == one.score.level.number()),
        specific: share(&|one| (one.level >= 2) == (one.score.level.number() >= 2)),
        kind: share(&|one| one.kind == one.score.kind.name()),
    }
}

/// The statements on which program and reader differ, one a line.
pub(crate) fn differences(labelled: &[Labelled]) -> Vec<String> {
    labelled
        .iter()
        .filter(|one| one.level != one.score.level.number() || one.kind != one.score.kind.name())
        .map(|one| {
            format!(
                "reader {} {}, program {} {} ({}): {}",
                one.level,
                one.kind,
                one.score.level.number(),
                one.score.kind.name(),
                one.score.score.value.get(),
                one.text
            )
        })
        .collect()
}
