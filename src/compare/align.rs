//! Passages that two texts share, from seeds to boundaries.
//!
//! 1. [`seeds`]: common stretches and sentences or clauses that are alike.
//! 2. Seeds that are near each other in both texts are one group, in whatever order they stand: so
//!    a passage with exchanged clauses stays one.
//! 3. [`bound`]: in a group, each unit of a common piece counts for the passage and every other unit against
//!    it; the passage is the stretch with the largest sum, in both texts.
//! 4. [`evidence`](super::evidence): a passage needs words that stand in it alone.
//! 5. Of passages that claim the same words the one with more in common wins.

use std::ops::Range;

use super::{
    bounds::bound,
    clauses::{whole_clauses, whole_sentences},
    digest::replace_by_digests,
    edges::{bridged, tight},
    evidence::Evidence,
    join::Pairs,
    seeds::{by_block, grouped, seeds},
    settings::{Counted, Limits, Paragraphs, Settings},
    stream::{Script, Stream},
};

/// A passage in both texts, in units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Here.
    pub a: Range<usize>,
    /// There.
    pub b: Range<usize>,
    /// Units here that have a counterpart there.
    pub common: usize,
}

/// Two texts and what is looked for in them.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) a: &'a Stream,
    pub(super) b: &'a Stream,
    pub(super) script: Script,
    pub(super) limits: Limits,
    pub(super) counted: Counted,
    pub(super) pairs: Pairs,
}

/// Finds the passages that `a` shares with `b`, by place in `a`.
pub fn align(a: &Stream, b: &Stream, settings: &Settings) -> Vec<Passage> {
    find(a, b, settings, Pairs::All)
}

/// Finds the passages of a text that stand in it twice; `a` is the later place.
pub fn repeats(text: &Stream, settings: &Settings) -> Vec<Passage> {
    find(text, text, settings, Pairs::Later)
}

fn find(a: &Stream, b: &Stream, settings: &Settings, pairs: Pairs) -> Vec<Passage> {
    let script = a.script();
    let limits = match script {
        Script::Han => settings.han,
        Script::Words => settings.words,
    };
    if script != b.script() || a.is_empty() {
        return Vec::new();
    }
    let task = Task { a, b, script, limits, counted: settings.stock, pairs };
    let seeds = seeds(&task);
    let mut open = match settings.paragraphs {
        Paragraphs::Joined => vec![seeds.clone()],
        Paragraphs::Apart => by_block(a, seeds.clone()),
    };
    let mut found = Vec::new();
    while let Some(group) = open.pop() {
        for group in grouped(group, limits.gap) {
            let (passage, left) = bound(&task, group);
            found.extend(passage);
            if !left.is_empty() {
                open.push(left);
            }
        }
    }
    if limits.shared > 0 || limits.rare > 0 {
        let evidence = Evidence::new(&task);
        found.retain(|passage| evidence.suffices(passage));
    }
    if let Some(limits) = limits.digest {
        replace_by_digests(&task, seeds, limits, &mut found);
    }
    let mut kept = settle(found);
    kept.sort_by_key(|passage| (passage.a.start, passage.b.start));
    match (settings.paragraphs, script) {
        (Paragraphs::Apart, _) => kept = kept.into_iter().map(|passage| tight(a, b, passage)).collect(),
        (Paragraphs::Joined, Script::Han) => kept = bridged(&kept),
        (Paragraphs::Joined, Script::Words) => {}
    }
    for at in 0..kept.len() {
        let from = at.checked_sub(1).map_or(0, |before| kept[before].a.end);
        let to = kept.get(at + 1).map_or(a.len(), |after| after.a.start);
        let Passage { a: here, b: there, .. } = kept[at].clone();
        let ends = match (settings.paragraphs, script) {
            (Paragraphs::Apart, _) => whole_clauses,
            // What was copied word for word ends where the words do.
            (Paragraphs::Joined, Script::Han) if a.codes[here.clone()] == b.codes[there.clone()] => continue,
            (Paragraphs::Joined, Script::Han) => whole_sentences,
            // The seeds were sentences.
            (Paragraphs::Joined, Script::Words) => continue,
        };
        (kept[at].a, kept[at].b) = (ends(a, &here, from..to), ends(b, &there, 0..b.len()));
    }
    kept
}

/// Of passages over the same words here, keeps the one with more in common.
fn settle(mut found: Vec<Passage>) -> Vec<Passage> {
    found.sort_by_key(|passage| {
        (std::cmp::Reverse(passage.common), passage.a.len(), passage.a.start, passage.b.start)
    });
    let mut kept: Vec<Passage> = Vec::new();
    // Disjoint ranges by start, so that each question is a look at two neighbours.
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for passage in found {
        let before =
            taken.range(..=passage.a.start).next_back().is_some_and(|(_, end)| *end > passage.a.start);
        let after = taken.range(passage.a.clone()).next().is_some();
        if !before && !after {
            taken.insert(passage.a.start, passage.a.end);
            kept.push(passage);
        }
    }
    kept
}
