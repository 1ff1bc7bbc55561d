//! Questions about what was copied, and what is said twice.

use serde::Deserialize;

use super::names::RoleName;
use crate::rules::Pattern;

/// How much is looked at.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum OverlapScope {
    /// The share of the whole report.
    Document,
    /// The share of a section.
    Section,
    /// One passage.
    Passage,
    /// One claim that stands in the earlier report word for word.
    Claim,
    /// One claim in which nothing but a political formula was changed.
    Swapped,
    /// One passage that stands in another body's report of the same year, too.
    Body,
    /// Passages with figures that another body's report of the same year has, too.
    Peer,
}

/// `[overlap]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Overlap {
    /// How much is looked at.
    pub scope: OverlapScope,
    /// Only sections of these roles; empty is all.
    #[serde(default)]
    pub roles: Vec<RoleName>,
    /// The share from which something is said, in thousandths.
    #[serde(default)]
    pub above: u16,
    /// The share from which another rule speaks; for sections, the share of the whole report.
    #[serde(default)]
    pub below: Option<u16>,
    /// Only what has at least so many Chinese characters.
    #[serde(default)]
    pub length: u32,
    /// Only passages that hold at least so many figures.
    #[serde(default)]
    pub with_numbers: u32,
    /// For passages: units of figures of which a run of `with-numbers` in the order of last year's
    /// report is one too.
    #[serde(default)]
    pub units: Vec<String>,
    /// For claims of a part on problems: what will be done about them counts too.
    #[serde(default)]
    pub measures: bool,
    /// For `swapped`: political formulas, which change from year to year, in the words of a claim without its marks.
    #[serde(default)]
    pub formula: Option<Pattern>,
    /// For `swapped`: words of such formulas; a claim in which one short stretch in or beside one was changed is meant too.
    #[serde(default)]
    pub near: Vec<String>,
}

/// How long what is repeated is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum RepeatScope {
    /// A sentence anywhere in the report.
    Sentence,
    /// A clause in one paragraph.
    Clause,
}

/// `[repeat]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// How long it is.
    pub scope: RepeatScope,
    /// Only what has at least so many Chinese characters.
    pub length: u32,
    /// For sentences: only what is alike from so many thousandths on; the words of one matter return
    /// in many sentences about it.
    #[serde(default)]
    pub alike: u16,
    /// For sentences: only whole ones. What a report is made by and for (按照…部署) may open several.
    #[serde(default)]
    pub whole: bool,
    /// For clauses: words at their head that add nothing.
    #[serde(default)]
    pub neutral: Vec<String>,
    /// For clauses: words at the head of a clause that compares.
    #[serde(default)]
    pub compares: Vec<String>,
    /// For clauses: words at the head of a clause that goes on from another.
    #[serde(default)]
    pub joins: Vec<String>,
}
