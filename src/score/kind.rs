//! What a claim says: stance, action, result, problem, plan or fact.
//!
//! Decided by the words of the claim and the purpose of its section, in the order of the questions
//! in [`kind`]. Evidence is not asked, so that a figure more never changes the kind.

use super::words::{Cue, Seen, Words};
use crate::model::{ClaimKind, Role, SloganKind};

/// What is asked about a claim.
pub(super) struct Asked<'a> {
    /// Its plain words without an enumerator.
    pub(super) plain: &'a str,
    /// The purpose of its section.
    pub(super) role: Role,
    /// Its share of stock phrases, in thousandths.
    pub(super) stock: i64,
    /// What its stock phrases do.
    pub(super) slogans: &'a [SloganKind],
}

/// Bytes of a clause that says no more than when: 2025年以来, has 13.
const SHORT: usize = 18;

/// How a clause begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// With a verb of doing: 组织…
    Act,
    /// With what came of it: 建成…
    Result,
    /// With something else, most often its subject.
    Subject,
}

/// The kind of a claim.
pub(super) fn kind(asked: &Asked<'_>, words: &Words) -> ClaimKind {
    let cues = words.cues(asked.plain);
    let has = |cue: Cue| cues.iter().any(|seen| seen.cue == cue);
    let starts = starts(asked.plain, &cues);
    let first = starts.first().copied().unwrap_or(Start::Subject);
    let said = asked.plain.trim_end_matches(['”', '"']);
    if said.ends_with('!') || (has(Cue::Stance) && !has(Cue::Result) && asked.role != Role::Problems) {
        return ClaimKind::Stance;
    }
    let troubled = has(Cue::Problem) && !has(Cue::Remedy);
    let hedged = asked.slogans.contains(&SloganKind::HedgedProblem);
    if asked.role == Role::Problems && (has(Cue::Problem) || first == Start::Subject) {
        return ClaimKind::Problem;
    }
    if (troubled || hedged) && first == Start::Subject && asked.role != Role::Plan {
        return ClaimKind::Problem;
    }
    if has(Cue::Fact) || asked.role == Role::Annex {
        return ClaimKind::Fact;
    }
    if asked.role == Role::Plan {
        return ClaimKind::Plan;
    }
    if has(Cue::Plan) {
        return ClaimKind::Plan;
    }
    if asked.stock >= 600 && first != Start::Result && !has(Cue::Result) {
        return ClaimKind::Stance;
    }
    if starts.contains(&Start::Result) {
        return ClaimKind::Result;
    }
    if first == Start::Act {
        return ClaimKind::Action;
    }
    if has(Cue::Result) || has(Cue::Outcome) {
        return ClaimKind::Result;
    }
    if has(Cue::Act) {
        return ClaimKind::Action;
    }
    ClaimKind::Fact
}

/// How each clause of a claim begins, past the words that may stand before its verb. Short clauses
/// at its head (2025年,) are left out.
fn starts(plain: &str, cues: &[Seen]) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut from = 0;
    for clause in plain.split_inclusive([',', ';', ':', '。', '!']) {
        let mut at = from;
        let mut start = Start::Subject;
        let mut next = cues.partition_point(|seen| seen.start < from);
        while let Some(seen) = cues.get(next).filter(|seen| seen.start == at) {
            match seen.cue {
                Cue::Act => start = Start::Act,
                Cue::Result => start = Start::Result,
                Cue::Before => {
                    at = seen.end;
                    next += 1;
                    continue;
                }
                _ => {}
            }
            break;
        }
        from += clause.len();
        if start != Start::Subject || clause.len() > SHORT || from == plain.len() {
            starts.push(start);
        }
    }
    starts
}
