//! Questions about words: phrases, wrong and outdated ones, claims without substance, marks.

use serde::Deserialize;

use super::names::{ClaimKindName, EvidenceName, RoleName, SloganName};
use crate::rules::Pattern;

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// Running text.
    #[default]
    Body,
    /// Headings.
    Heading,
    /// The title.
    Title,
    /// The head of a block or of a claim in it.
    LineStart,
    /// Everywhere.
    Any,
}

/// Whether a replacement may be made without asking.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum FixSafety {
    /// The replacement is surely right, and `--fix` makes it.
    Safe,
    /// It is an offer, which a person decides on.
    Suggestion,
}

/// `[phrase]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Phrase {
    /// Literal phrases; … stands for up to twenty characters of the same sentence.
    pub any: Vec<String>,
    /// Patterns that are looked for beside the phrases.
    pub pattern: Vec<Pattern>,
    /// A word list whose entries are looked for.
    pub list: Option<String>,
    /// Groups of that list; empty is all.
    pub groups: Vec<String>,
    /// Where to look.
    #[serde(rename = "where")]
    pub place: Where,
    /// Only in sections of these roles.
    pub roles: Vec<RoleName>,
    /// Not in sections of these roles.
    pub not_roles: Vec<RoleName>,
    /// Nothing is said if this fits the claim.
    pub unless: Option<Pattern>,
    /// Nothing is said if this fits what stands before the words in their claim.
    pub unless_before: Option<Pattern>,
    /// Nothing is said if this fits the claim behind it in its paragraph, or one under the heading that it stands in.
    pub unless_next: Option<Pattern>,
    /// Nothing is said if the claim holds evidence of one of these kinds.
    pub unless_evidence: Vec<EvidenceName>,
    /// Nothing is said if the words tell a figure with its growth rate, and the report holds what it grew from.
    pub unless_based: bool,
    /// Also figures of a table that lack the unit which the others of their column have.
    pub bare_cells: bool,
    /// One finding per document, with the number of places and the first of them as labels.
    pub once: bool,
    /// The replacement: `$1` is the first group.
    pub replace: Option<String>,
    /// Whether `replace` is surely right.
    pub fix: Option<FixSafety>,
}

/// `[substitution]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Substitution {
    /// A table with the columns wrong, right, unless, group, confidence.
    pub table: String,
    /// Groups of the table.
    pub groups: Vec<String>,
}

/// `[opening]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// From how many characters without a fact.
    pub above: u32,
}

/// `[claims]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Claims {
    /// In sections of these roles; empty is all.
    pub roles: Vec<RoleName>,
    /// Claims of these kinds; empty is all.
    pub kinds: Vec<ClaimKindName>,
    /// Claims at or below this level (0 slogan, 1 general).
    pub level_below: u8,
    /// Only claims with a stock phrase of one of these kinds.
    pub slogans: Vec<SloganName>,
    /// Only claims that this fits.
    pub pattern: Option<Pattern>,
    /// No claim that this fits, and no item with such a claim: it says who is to do it.
    pub unless: Option<Pattern>,
    /// Or claims that this fits, if the ones beside them in their paragraph hold no fact either.
    pub beside: Option<Pattern>,
    /// Or claims without any figure that this fits, if nothing is told beside them: what they name is what they praise.
    pub praise: Option<Pattern>,
    /// One finding per section from this number of such claims on; 0 is one finding each.
    pub together: u32,
    /// With `together`: only if no more than this share (in thousandths) of the section's claims is
    /// better.
    pub others: Option<u32>,
    /// With `together`: in a part that is better than that, the items that hold nothing else.
    pub items: bool,
    /// With `together`: only the claims before the first that this fits, which announces what will be done.
    pub until: Option<Pattern>,
    /// With `together`: only that claim and those behind it; without numbers each of them is an item.
    pub from: Option<Pattern>,
}

/// What the year makes wrong.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum CurrencyCheck {
    /// No longer current.
    Outdated,
    /// Had not happened when the report was signed.
    Future,
    /// No longer in force (laws).
    Repealed,
    /// Called new and is not (laws).
    NotNew,
    /// Has another name by now (agencies).
    Renamed,
    /// No law has this title, and one nearly has it (laws).
    Misnamed,
    /// The same for regulations and party documents.
    MisnamedDocument,
    /// It is called 中华人民共和国… and is not (regulations).
    Country,
    /// Named by its short title before the whole one was told (laws).
    Short,
}

/// `[currency]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// The table whose rows say from when or until when something was so.
    pub table: String,
    /// What is asked.
    pub check: CurrencyCheck,
    /// Only rows of these types.
    #[serde(default)]
    pub types: Vec<String>,
    /// Only what stands right behind one of these.
    #[serde(default)]
    pub before: Vec<String>,
    /// For `not-new`: headings with one of these call all titles below them new.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Only if one of these stands before it in its clause; empty is always.
    #[serde(default)]
    pub only: Vec<String>,
    /// Nothing is said if one of these stands right behind it.
    #[serde(default)]
    pub after: Vec<String>,
    /// Nothing is said if the sentence holds one of these.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// `[set-list]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SetList {
    /// A table with the columns name, items, confidence.
    #[serde(default = "set_lists")]
    pub table: String,
}

fn set_lists() -> String {
    "set-lists".to_owned()
}

/// `[brackets]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Brackets {}

/// `[half-width]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct HalfWidth {}

/// Which comments.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum IgnoresWhat {
    /// Those that silence nothing.
    Unused,
    /// Those that cannot be understood.
    Broken,
}

/// `[ignores]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Ignores {
    /// Which comments.
    pub what: IgnoresWhat,
}
