//! The words by which a claim is weighed: cues of its kind, and words that say nothing of their own.

use crate::{
    rules::RuleSet,
    text::{Lookup, class},
};

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

/// The word lists, indexed.
#[derive(Clone, Debug)]
pub(super) struct Words {
    cues: Lookup,
    /// What each word of `cues` points to.
    kinds: Vec<Cue>,
    generic: Lookup,
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Self {
        // Of two entries with one word the last counts; the index names the first of equal words.
        let (words, kinds): (Vec<&str>, Vec<Cue>) = rules
            .lexicon
            .words("kind-cues")
            .iter()
            .rev()
            .filter_map(|entry| Some((entry.word.as_str(), Cue::from_name(&entry.group)?)))
            .unzip();
        let generic = ["effort-adverbs", "generic-nouns", "generic-verbs"]
            .iter()
            .flat_map(|list| rules.lexicon.words(list))
            .map(|entry| (entry.word.as_str(), 0));
        Self { cues: Lookup::new(words.into_iter().zip(0..)), kinds, generic: Lookup::new(generic) }
    }

    /// The cues of a claim, in order, disjoint: of two at one place the longer.
    pub(super) fn cues(&self, plain: &str) -> Vec<Seen> {
        self.cues
            .disjoint(plain)
            .into_iter()
            .map(|found| Seen { start: found.start, end: found.end, cue: self.kinds[found.value as usize] })
            .collect()
    }

    /// The number of Han characters and letters in `plain` that belong to no generic word.
    pub(super) fn own(&self, plain: &str) -> usize {
        let mut own = 0;
        let mut at = 0;
        let count =
            |words: &str| words.chars().filter(|c| class::is_han(*c) || c.is_ascii_alphabetic()).count();
        for found in self.generic.disjoint(plain) {
            own += count(&plain[at..found.start]);
            at = found.end;
        }
        own + count(&plain[at..])
    }
}
