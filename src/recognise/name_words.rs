//! The word lists of names, compiled.

use super::trie::Trie;
use crate::{
    model::EvidenceKind,
    rules::{Entry, RuleSet},
    text::{Lookup, class::is_han, fold_str},
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
    /// 等乡镇: places in a list stand before it.
    Listed,
    /// 局长, 教授: a name of a person may stand behind it or before it.
    Title,
    /// 获评: what was won stands behind it.
    Honour,
    /// A statute without 《》.
    Statute,
    /// A paper without 《》: …实施方案, …规划纲要.
    Paper,
    /// A word that only looks like the end of a name.
    Nothing,
}

const SUFFIXES: [(&str, Suffix); 15] = [
    ("paper", Suffix::Paper),
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
    ("listed", Suffix::Listed),
    ("title", Suffix::Title),
    ("honour", Suffix::Honour),
    ("none", Suffix::Nothing),
];

impl Suffix {
    /// Every kind, in the order of the enum.
    const ALL: [Self; 16] = [
        Self::Event,
        Self::Project,
        Self::Facility,
        Self::Place,
        Self::Placed,
        Self::Organ,
        Self::Institution,
        Self::Group,
        Self::QuotedEvent,
        Self::QuotedProject,
        Self::Listed,
        Self::Title,
        Self::Honour,
        Self::Statute,
        Self::Paper,
        Self::Nothing,
    ];

    /// The kind of evidence that such a name is.
    pub(super) const fn kind(self) -> EvidenceKind {
        match self {
            Self::Event | Self::QuotedEvent => EvidenceKind::Event,
            Self::Place | Self::Listed => EvidenceKind::Place,
            Self::Organ | Self::Institution | Self::Group => EvidenceKind::Organ,
            Self::Title => EvidenceKind::Person,
            Self::Statute | Self::Paper => EvidenceKind::Document,
            Self::Project
            | Self::Facility
            | Self::Placed
            | Self::QuotedProject
            | Self::Honour
            | Self::Nothing => EvidenceKind::Project,
        }
    }
}

/// Groups of the list `persons`: surnames; what may follow a name; words that begin like a name and are
/// none; and who gives honours.
const PERSONS: [&str; 4] = ["surname", "after", "word", "giver"];

/// The statutes in force, by their short names, and those that were in force: 行政处罚法.
fn statutes(rules: &RuleSet) -> Vec<String> {
    let Some(table) = rules.lexicon.table("laws") else { return Vec::new() };
    let names = table.rows().iter().map(|row| table.get(row, "short"));
    names.filter(|name| name.ends_with(['法', '典']) && name.chars().count() > 2).map(fold_str).collect()
}

const PARTICLE: u8 = 1;
const OUTSIDE: u8 = 2;

/// Particles that end a name, unless they are part of a word (普及, 有限).
const PARTICLES: &str =
    "的了在于由对向为以将把被与及等是有从到按据让使给并或且就也还已不其至即和我你他这那各本该";

/// What names of counties and towns never hold.
const OUTSIDES: &str =
    "们的了在于由对向为以将把被与及等是有从到按据让使给并或且就也还已不其至和我赴来去往各全";

/// The word lists of names.
#[derive(Clone, Debug)]
pub(super) struct NameWords {
    suffixes: Lookup,
    /// Words at which the search for the start of a name ends, last character first.
    bounds: Trie,
    /// Verbs of making and holding, last character first.
    makers: Trie,
    /// Words that are taken off the front of a name.
    fronts: Lookup,
    national: Lookup,
    regions: Lookup,
    generics: Lookup,
    /// Generic words, and those of fields of work.
    fields: Lookup,
    persons: Lookup,
    /// What begins where a name is found: its last word, a city, a quotation mark.
    begins: Vec<String>,
    flags: Box<[u8]>,
}

impl NameWords {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let list = |name: &str| rules.lexicon.words(name).iter();
        let statutes = statutes(rules);
        let suffixes = list("name-suffixes").map(|entry| {
            let found = SUFFIXES.iter().find(|(name, _)| *name == entry.group);
            (entry.word.as_str(), found.map_or(Suffix::Nothing, |(_, suffix)| *suffix) as u32)
        });
        let suffixes: Vec<(&str, u32)> =
            statutes.iter().map(|name| (name.as_str(), Suffix::Statute as u32)).chain(suffixes).collect();
        let regions: Vec<(&str, u32)> = list("regions").map(|entry| (entry.word.as_str(), 0)).collect();
        let begins = suffixes.iter().chain(&regions).map(|(word, _)| *word).chain(["“", "「"]);
        let begins = begins.map(str::to_owned).collect();
        // Of two entries with one word the last counts.
        let (suffixes, regions) = (Lookup::new(suffixes.into_iter().rev()), Lookup::new(regions));
        let backwards = |fits: fn(&&Entry) -> bool| -> Vec<String> {
            list("name-boundaries").filter(fits).map(|entry| entry.word.chars().rev().collect()).collect()
        };
        let bounds = backwards(|entry| entry.group != "front");
        let makers = backwards(|entry| entry.group == "make");
        let national: Vec<String> = list("national-names").map(|entry| fold_str(&entry.word)).collect();
        let mut flags = vec![0u8; 0x1_0000].into_boxed_slice();
        for c in PARTICLES.chars() {
            flags[c as usize & 0xffff] |= PARTICLE;
        }
        for c in OUTSIDES.chars() {
            flags[c as usize & 0xffff] |= OUTSIDE;
        }
        Self {
            suffixes,
            bounds: Trie::new(bounds.iter().map(|word| (word.as_str(), 0))),
            makers: Trie::new(makers.iter().map(|word| (word.as_str(), 0))),
            fronts: Lookup::new(list("name-boundaries").map(|entry| (entry.word.as_str(), 0))),
            national: Lookup::new(national.iter().map(|word| (word.as_str(), 0))),
            regions,
            generics: Lookup::new(
                list("name-generics").filter(|entry| entry.group.is_empty()).map(|e| (e.word.as_str(), 0)),
            ),
            fields: Lookup::new(list("name-generics").map(|entry| (entry.word.as_str(), 0))),
            persons: Lookup::new(list("persons").rev().filter_map(|entry| {
                let at = PERSONS.iter().position(|name| *name == entry.group)?;
                Some((entry.word.as_str(), at as u32))
            })),
            begins,
            flags,
        }
    }

    fn flag(&self, c: char, flag: u8) -> bool {
        self.flags.get(c as usize).is_some_and(|flags| flags & flag != 0)
    }

    /// What a name may be found by: the last word of one, a city, a quotation mark.
    pub(super) fn begins(&self) -> impl Iterator<Item = &str> {
        self.begins.iter().map(String::as_str)
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
        self.suffixes.longest(text).map(|(len, at)| (len, Suffix::ALL[at as usize]))
    }

    /// Length of the surname that `text` starts with.
    pub(super) fn surname(&self, text: &str) -> Option<usize> {
        self.persons.longest(text).filter(|(_, at)| PERSONS[*at as usize] == "surname").map(|(len, _)| len)
    }

    /// Whether `text` starts with a body that gives honours, or the level of one.
    pub(super) fn gives_honours(&self, text: &str) -> bool {
        self.persons.longest(text).is_some_and(|(_, at)| PERSONS[at as usize] == "giver")
    }

    /// Whether a word that can follow a person's name stands at the head of `text`.
    pub(super) fn follows_person(&self, text: &str) -> bool {
        self.persons.longest(text).is_some_and(|(_, at)| PERSONS[at as usize] == "after")
    }

    /// The city that `text` starts with.
    pub(super) fn region(&self, text: &str) -> Option<usize> {
        self.regions.longest(text).map(|(len, _)| len)
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
        letters_beside(&self.generics, name)
    }

    /// The same without words of fields of work: 法务, 物流.
    pub(super) fn proper_letters(&self, name: &str) -> usize {
        letters_beside(&self.fields, name)
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

/// The number of letters of a name that belong to none of the words.
fn letters_beside(words: &Lookup, name: &str) -> usize {
    let (mut at, mut letters) = (0, 0);
    while let Some(c) = name[at..].chars().next() {
        if let Some((len, _)) = words.longest(&name[at..]) {
            at += len;
        } else {
            letters += usize::from(is_han(c) || c.is_ascii_alphanumeric());
            at += c.len_utf8();
        }
    }
    letters
}
