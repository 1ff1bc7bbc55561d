//! The table of points; its numbers come from the packs.

use std::collections::BTreeMap;

use super::{shortcoming::Shortcoming, words::Words};
use crate::{
    model::{ClaimKind, Document, EvidenceKind, Level, PerMille, Role},
    rules::RuleSet,
};

const KINDS: usize = ClaimKind::ALL.len();
const EVIDENCE: usize = EvidenceKind::ALL.len();

/// What a piece of evidence is worth in a claim of some kind, in thousandths of one full particular.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Worth {
    /// As a particular that can be looked up.
    pub(super) particular: i64,
    /// As a quantity that can be recomputed.
    pub(super) measure: i64,
}

/// The weights of the packs, resolved.
#[derive(Clone, Debug)]
pub struct Weights {
    worth: [[Worth; EVIDENCE]; KINDS],
    /// What is left of the worth of evidence that only names what everybody names, in thousandths.
    pub(super) weak: i64,
    /// What a date until when something will be done is worth as a quantity.
    pub(super) deadline: i64,
    /// How much worth makes a claim specific, and measured.
    pub(super) specific: i64,
    pub(super) measured: i64,
    /// Where the levels general, specific and measured begin.
    floors: [i64; 3],
    /// Points of a claim before anything is known of it.
    pub(super) base: i64,
    /// Points for each character of its own, and how many count.
    pub(super) own: i64,
    pub(super) own_most: i64,
    /// Points taken for a claim of stock phrases only; a share takes its share.
    pub(super) stock: i64,
    /// The same for adverbs of effort, hedges and vague plans.
    pub(super) effort: i64,
    /// Points for each different word that names a matter of work.
    pub(super) matter: i64,
    /// Points taken for each different word of creed.
    pub(super) creed: i64,
    /// Points by kind.
    kinds: [i64; KINDS],
    /// A claim whose best clause is a smaller share of it, in thousandths, and that is longer than
    /// so many characters, counts a level lower.
    pub(super) stray_share: i64,
    pub(super) stray_length: i64,
    /// Points in the report for a claim at the foot of each level, and what it can gain inside it.
    shares: [(i64, i64); 4],
    expected: BTreeMap<String, [Option<i64>; Role::ALL.len()]>,
    pub(super) words: Words,
    /// Nouns that end a judgement (途径, 关键), and whether they name a time.
    pub(super) judgements: Vec<(String, bool)>,
    pub(super) shortcoming: Shortcoming,
    /// Last words of names that any body gives its plans: 工程, 平台.
    planned: Vec<String>,
}

impl Weights {
    /// Collects the weights; what no pack names is 0.
    pub fn new(rules: &RuleSet) -> Self {
        let weight = |name: &str| rules.weight(name).unwrap_or(0);
        let mut worth = [[Worth::default(); EVIDENCE]; KINDS];
        for kind in ClaimKind::ALL {
            for evidence in EvidenceKind::ALL {
                // `plan.measure.date` for one kind of claim, else `measure.date`.
                let find = |what: &str| {
                    let name = format!("{what}.{}", evidence.name());
                    rules.weight(&format!("{}.{name}", kind.name())).unwrap_or_else(|| weight(&name))
                };
                worth[kind as usize][evidence as usize] =
                    Worth { particular: find("particular"), measure: find("measure") };
            }
        }
        let mut expected = BTreeMap::new();
        for pack in &rules.packs {
            let mut roles = [None; Role::ALL.len()];
            for (role, slot) in Role::ALL.iter().zip(&mut roles) {
                *slot = rules.expected(&pack.name, *role);
            }
            expected.insert(pack.name.clone(), roles);
        }
        Self {
            worth,
            weak: weight("weak"),
            deadline: weight("plan.deadline"),
            specific: weight("enough.specific"),
            measured: weight("enough.measured"),
            floors: [weight("level.general"), weight("level.specific"), weight("level.measured")],
            base: weight("base"),
            own: weight("own"),
            own_most: weight("own.most"),
            stock: weight("stock"),
            effort: weight("effort"),
            matter: weight("matter"),
            creed: weight("creed"),
            kinds: ClaimKind::ALL.map(|kind| weight(&format!("kind.{}", kind.name()))),
            stray_share: weight("stray.share"),
            stray_length: weight("stray.length"),
            shares: Level::ALL.map(|level| {
                let name = format!("share.{}", level.number());
                (weight(&name), weight(&format!("{name}.more")))
            }),
            expected,
            words: Words::new(rules),
            judgements: {
                let words = rules.lexicon.words("judgements").iter();
                words.map(|entry| (entry.word.clone(), entry.group == "time")).collect()
            },
            shortcoming: Shortcoming::new(rules),
            planned: rules.lexicon.words("planned-names").iter().map(|entry| entry.word.clone()).collect(),
        }
    }

    /// What a piece of evidence is worth in a claim of a kind.
    pub(super) fn worth(&self, kind: ClaimKind, evidence: EvidenceKind) -> Worth {
        self.worth[kind as usize][evidence as usize]
    }

    /// Whether a name in a plan is only a kind of work: to carry out 教学质量提升工程 passes for any body,
    /// unless the name says whose it is.
    pub(super) fn is_common_plan(&self, kind: EvidenceKind, name: &str) -> bool {
        let whose = ["省", "市", "县", "区", "国家", "“"].iter().any(|word| name.starts_with(word))
            || name.bytes().any(|byte| byte.is_ascii_alphanumeric());
        kind == EvidenceKind::Project
            && !whose
            && self.planned.iter().any(|word| name.ends_with(word.as_str()))
    }

    /// Points for the kind alone.
    pub(super) fn kind(&self, kind: ClaimKind) -> i64 {
        self.kinds[kind as usize]
    }

    /// The lowest value of a level.
    pub(super) fn floor(&self, level: Level) -> i64 {
        match level {
            Level::Slogan => 0,
            Level::General => self.floors[0],
            Level::Specific => self.floors[1],
            Level::Measured => self.floors[2],
        }
    }

    /// The level of a value.
    pub(super) fn level(&self, value: i64) -> Level {
        let reached = |level: &&Level| value >= self.floor(**level);
        Level::ALL.iter().rev().find(reached).copied().unwrap_or(Level::Slogan)
    }

    /// What a claim adds to its section, in thousandths: more, the more it holds inside its level.
    pub(super) fn share(&self, level: Level, value: PerMille) -> i64 {
        let (least, more) = self.shares[usize::from(level.number())];
        let floor = self.floor(level);
        let ceiling = match level {
            Level::Slogan => self.floor(Level::General),
            Level::General => self.floor(Level::Specific),
            Level::Specific => self.floor(Level::Measured),
            Level::Measured => 1000,
        };
        least + more * (i64::from(value.get()) - floor).max(0) / (ceiling - floor).max(1)
    }

    /// What is expected of a section with a role in a report of the document's genre.
    pub(super) fn expected(&self, document: &Document, role: Role) -> Option<i64> {
        let at = Role::ALL.iter().position(|known| *known == role)?;
        let genre = document.header().genre.as_deref().unwrap_or("base");
        self.expected.get(genre).or_else(|| self.expected.get("base"))?[at]
    }
}
