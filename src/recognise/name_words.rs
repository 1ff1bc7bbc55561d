//! The word lists of names, compiled.

use super::trie::Trie;
use crate::{
    model::EvidenceKind,
    rules::{Entry, RuleSet},
    text::{class::is_han, fold_str},
};

/// What the last word of a name says it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    Event,
    Project,
    /// A thing that is built: two characters before it are a name (花山水库).
    Facility,
    Place,
    /// A thing of the country, a province, a city, said in front: 国家级…园区, 省…平台.
    Placed,
    /// A body of the administration: 局, 委.
    Organ,
    /// A body of another sort: 公司, 大学.
    Institution,
    /// A body set up for a task: 领导小组.
    Group,
    /// An event only if the name stands in quotation marks.
    QuotedEvent,
    QuotedProject,
    /// A word that only looks like the end of a name.
    Nothing,
}

const SUFFIXES: [(&str, Suffix); 11] = [
    ("event", Suffix::Event),
    ("project", Suffix::Project),
    ("facility", Suffix::Facility),
    ("place", Suffix::Place),
    ("placed", Suffix::Placed),
    ("organ", Suffix::Organ),
    ("institution", Suffix::Institution),
    ("group", Suffix::Group),
    ("quoted-event", Suffix::QuotedEvent),
    ("quoted-project", Suffix::QuotedProject),
    ("none", Suffix::Nothing),
];

impl Suffix {
    /// The kind of evidence that such a name is.
    pub(super) const fn kind(self) -> EvidenceKind {
        match self {
            Self::Event | Self::QuotedEvent => EvidenceKind::Event,
            Self::Place => EvidenceKind::Place,
            Self::Organ | Self::Institution | Self::Group => EvidenceKind::Organ,
            Self::Project | Self::Facility | Self::Placed | Self::QuotedProject | Self::Nothing => {
                EvidenceKind::Project
            }
        }
    }
}

const SUFFIX: u8 = 1;
const QUOTE: u8 = 2;
const REGION: u8 = 4;
const PARTICLE: u8 = 8;
const OUTSIDE: u8 = 16;

/// Particles that end a name, unless they are part of a word (普及, 有限).
const PARTICLES: &str =
    "的了在于由对向为以将把被与及等是有从到按据让使给并或且就也还已不其至即和我你他这那各本该";

/// What names of counties and towns never hold.
const OUTSIDES: &str =
    "们的了在于由对向为以将把被与及等是有从到按据让使给并或且就也还已不其至和我赴来去往各全";

/// The word lists of names.
#[derive(Clone, Debug)]
pub(super) struct NameWords {
    suffixes: Trie,
    /// Words at which the search for the start of a name ends, last character first.
    bounds: Trie,
    /// Verbs of making and holding, last character first.
    makers: Trie,
    /// Words that are taken off the front of a name.
    fronts: Trie,
    national: Trie,
    regions: Trie,
    generics: Trie,
    flags: Box<[u8]>,
}

impl NameWords {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let list = |name: &str| rules.lexicon.words(name).iter();
        let suffixes = Trie::new(list("name-suffixes").map(|entry| {
            let at = SUFFIXES.iter().position(|(name, _)| *name == entry.group);
            (entry.word.as_str(), at.unwrap_or(SUFFIXES.len() - 1) as u16)
        }));
        let backwards = |fits: fn(&&Entry) -> bool| -> Vec<String> {
            list("name-boundaries").filter(fits).map(|entry| entry.word.chars().rev().collect()).collect()
        };
        let bounds = backwards(|entry| entry.group != "front");
        let makers = backwards(|entry| entry.group == "make");
        let national: Vec<String> = list("national-names").map(|entry| fold_str(&entry.word)).collect();
        let regions = Trie::new(list("regions").map(|entry| (entry.word.as_str(), 0)));
        let mut flags = vec![0u8; 0x1_0000].into_boxed_slice();
        for c in suffixes.firsts() {
            flags[*c as usize & 0xffff] |= SUFFIX;
        }
        for c in regions.firsts() {
            flags[*c as usize & 0xffff] |= REGION;
        }
        for c in PARTICLES.chars() {
            flags[c as usize & 0xffff] |= PARTICLE;
        }
        for c in OUTSIDES.chars() {
            flags[c as usize & 0xffff] |= OUTSIDE;
        }
        for c in "“「".chars() {
            flags[c as usize & 0xffff] |= QUOTE;
        }
        Self {
            suffixes,
            bounds: Trie::new(bounds.iter().map(|word| (word.as_str(), 0))),
            makers: Trie::new(makers.iter().map(|word| (word.as_str(), 0))),
            fronts: Trie::new(list("name-boundaries").map(|entry| (entry.word.as_str(), 0))),
            national: Trie::new(national.iter().map(|word| (word.as_str(), 0))),
            regions,
            generics: Trie::new(list("name-generics").map(|entry| (entry.word.as_str(), 0))),
            flags,
        }
    }

    fn flag(&self, c: char, flag: u8) -> bool {
        self.flags.get(c as usize).is_some_and(|flags| flags & flag != 0)
    }

    /// Whether a name can be found at this character.
    pub(super) fn is_candidate(&self, c: char) -> bool {
        self.flag(c, SUFFIX | QUOTE | REGION)
    }

    /// Whether a character can be a particle.
    pub(super) fn is_particle(&self, c: char) -> bool {
        self.flag(c, PARTICLE)
    }

    /// Whether a character stands in no name of a county or town.
    pub(super) fn is_outside(&self, c: char) -> bool {
        self.flag(c, OUTSIDE)
    }

    /// The longest last word of a name that `text` starts with.
    pub(super) fn suffix(&self, text: &str) -> Option<(usize, Suffix)> {
        let c = text.chars().next()?;
        if !self.flag(c, SUFFIX) {
            return None;
        }
        self.suffixes.longest(text).map(|(len, at)| (len, SUFFIXES[usize::from(at)].1))
    }

    /// The city that `text` starts with.
    pub(super) fn region(&self, text: &str) -> Option<usize> {
        let c = text.chars().next()?;
        if self.flag(c, REGION) { self.regions.longest(text).map(|(len, _)| len) } else { None }
    }

    /// Whether a boundary word ends `text`.
    pub(super) fn bound_before(&self, text: &str) -> bool {
        self.bounds.longest_backwards(text).is_some()
    }

    /// Whether a verb of making or holding ends `text`.
    pub(super) fn maker_before(&self, text: &str) -> bool {
        self.makers.longest_backwards(text).is_some()
    }

    /// Length of the word at the front of `text` that belongs to no name.
    pub(super) fn front(&self, text: &str) -> Option<usize> {
        self.fronts.longest(text).map(|(len, _)| len)
    }

    /// How many letters of a name are left when generic words are taken away.
    pub(super) fn own_letters(&self, name: &str) -> usize {
        let (mut at, mut letters) = (0, 0);
        while let Some(c) = name[at..].chars().next() {
            if let Some((len, _)) = self.generics.longest(&name[at..]) {
                at += len;
            } else {
                letters += usize::from(is_han(c) || c.is_ascii_alphanumeric());
                at += c.len_utf8();
            }
        }
        letters
    }

    /// Whether a name is exactly one that everybody names.
    pub(super) fn is_national_whole(&self, name: &str) -> bool {
        self.national.longest(name).is_some_and(|(len, _)| len == name.len())
    }

    /// Whether a name is, for the greater part, one that everybody names.
    pub(super) fn is_national(&self, name: &str) -> bool {
        name.char_indices()
            .any(|(at, _)| self.national.longest(&name[at..]).is_some_and(|(len, _)| len * 2 > name.len()))
    }
}
