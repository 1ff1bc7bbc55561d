//! The words by which a claim is weighed: cues of its kind, and words that say nothing of their own.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::{rules::RuleSet, text::class};

/// What a cue points to; the groups of the packs' list `kind-cues`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// A verb of doing.
    Act,
    /// What came of an act.
    Result,
    /// A state that got better.
    Outcome,
    /// A shortcoming.
    Problem,
    /// A word of problems that is being mended.
    Remedy,
    /// What is still to come.
    Plan,
    /// A requirement, conviction, thanks.
    Stance,
    /// A state of affairs, whatever else the claim says.
    Fact,
    /// A state of affairs, if the claim begins with it.
    State,
    /// A word that opens an introducing clause: 通过…, 围绕…
    Lead,
    /// An adverb of effort or another word that may stand before the verb.
    Before,
}

impl Cue {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "act" => Self::Act,
            "result" => Self::Result,
            "outcome" => Self::Outcome,
            "problem" => Self::Problem,
            "remedy" => Self::Remedy,
            "plan" => Self::Plan,
            "stance" => Self::Stance,
            "fact" => Self::Fact,
            "state" => Self::State,
            "lead" => Self::Lead,
            "before" => Self::Before,
            _ => return None,
        })
    }
}

/// A cue where it was found, in bytes of the claim's plain words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) cue: Cue,
}

type Automaton = CharwiseDoubleArrayAhoCorasick<u32>;

/// The word lists, compiled.
#[derive(Clone)]
pub(super) struct Words {
    cues: Option<Automaton>,
    kinds: Vec<Cue>,
    generic: Option<Automaton>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("cues", &self.kinds.len()).finish_non_exhaustive()
    }
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let mut cues = BTreeMap::new();
        for entry in rules.lexicon.words("kind-cues") {
            if let Some(cue) = Cue::from_name(&entry.group) {
                cues.insert(entry.word.as_str(), cue);
            }
        }
        let generic: BTreeSet<&str> = ["effort-adverbs", "generic-nouns", "generic-verbs"]
            .iter()
            .flat_map(|list| rules.lexicon.words(list))
            .map(|entry| entry.word.as_str())
            .collect();
        Self {
            // Only lists too large for the automaton fail; then nothing is known.
            cues: build(cues.keys()),
            kinds: cues.into_values().collect(),
            generic: build(generic.iter()),
        }
    }

    /// The cues of a claim, in order, disjoint: of two at one place the longer.
    pub(super) fn cues(&self, plain: &str) -> Vec<Seen> {
        let Some(cues) = &self.cues else { return Vec::new() };
        cues.leftmost_find_iter(plain)
            .map(|found| Seen {
                start: found.start(),
                end: found.end(),
                cue: self.kinds[found.value() as usize],
            })
            .collect()
    }

    /// The number of Han characters and letters in `plain` that belong to no generic word.
    pub(super) fn own(&self, plain: &str) -> usize {
        let mut own = 0;
        let mut at = 0;
        let count =
            |words: &str| words.chars().filter(|c| class::is_han(*c) || c.is_ascii_alphabetic()).count();
        if let Some(generic) = &self.generic {
            for found in generic.leftmost_find_iter(plain) {
                own += count(&plain[at..found.start()]);
                at = found.end();
            }
        }
        own + count(&plain[at..])
    }
}

fn build<'a>(words: impl Iterator<Item = &'a &'a str>) -> Option<Automaton> {
    CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words.filter(|word| !word.is_empty()))
        .ok()
}
