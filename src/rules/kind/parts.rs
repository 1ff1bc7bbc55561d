//! Questions about the parts of a report: which there are, how they are numbered, what they hold.

use serde::Deserialize;

use super::names::{EvidenceName, RoleName};
use crate::rules::Pattern;

/// `[required-roles]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct RequiredRoles {
    /// The roles of which each needs a section.
    pub roles: Vec<RoleName>,
}

/// `[section-length]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SectionLength {
    /// The roles whose sections are measured.
    pub roles: Vec<RoleName>,
    /// The length that a section must have, in letters: Chinese characters, Latin letters and digits.
    pub below: u32,
    /// What says in a few words more that there is nothing to tell: 未发现突出问题.
    #[serde(default)]
    pub empty: Option<Pattern>,
    /// Words that are no text of any part, whatever it is for: 略.
    #[serde(default)]
    pub skipped: Vec<String>,
}

/// `[section-lacks]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SectionLacks {
    /// The role whose sections are asked.
    pub role: RoleName,
    /// What must stand somewhere in the section.
    #[serde(default)]
    pub pattern: Option<Pattern>,
    /// Or evidence of one of these kinds.
    #[serde(default)]
    pub evidence: Vec<EvidenceName>,
    /// Where most items have it, the items that lack it.
    #[serde(default)]
    pub items: bool,
    /// For items: only what stands before this is looked at, and of the row of a table only its first words.
    #[serde(default)]
    pub until: Option<Pattern>,
    /// Whom the section is on: what is said of others does not count.
    #[serde(default)]
    pub head: Option<Pattern>,
    /// Who else acts in it: from one of these on, what is said is of others until the head is named again.
    #[serde(default)]
    pub others: Option<Pattern>,
    /// Evidence in this shows nothing.
    #[serde(default)]
    pub fixed: Option<Pattern>,
}

/// `[section-score]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SectionScore {
    /// The roles whose sections are held to what the pack expects of them.
    pub roles: Vec<RoleName>,
    /// In thousandths of what the pack expects of the role.
    pub below: u32,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum NumberingWhat {
    /// Numbers of headings under one parent.
    Headings,
    /// Levels that are left out.
    Levels,
    /// 一是, 二是.
    Enumerators,
    /// 一是 inside 二是.
    Nested,
}

/// `[numbering]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// What is counted.
    pub what: NumberingWhat,
}

/// `[declared-count]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct DeclaredCount {
    /// What announces a list: the first group that takes part is the count, and the pattern ends
    /// with 一是.
    pub pattern: Pattern,
    /// What announces, at the end of a paragraph, a list whose items are paragraphs of their own.
    #[serde(default)]
    pub ahead: Option<Pattern>,
    /// What stands right behind a list in a sentence and counts it: the first group is the count of kinds, or
    /// the second that of things, of which there may be several of what one item names.
    #[serde(default)]
    pub behind: Option<Pattern>,
    /// What announces a list of words in the same sentence and ends where the list begins: the first or the second
    /// group is a count of kinds, or the third one of things.
    #[serde(default)]
    pub before: Option<Pattern>,
    /// What announces a run of dates and ends where they begin: the first group is the count.
    #[serde(default)]
    pub dates: Option<Pattern>,
    /// What counts the rows of the table below: the first group is the count.
    #[serde(default)]
    pub table: Option<Pattern>,
    /// What counts, in a heading, the items below it: the first group is the count.
    #[serde(default)]
    pub heading: Option<Pattern>,
}

/// `[heading-without-text]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct HeadingWithoutText {}

/// `[headings]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    /// The headings with their numbers, in order.
    pub expected: Vec<String>,
}

/// `[contents]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Contents {}

/// `[topics]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Topics {
    /// A table with the columns heading, words, confidence, note: of the words, separated by semicolons, a part with
    /// such a heading must have one.
    pub table: String,
    /// From how many characters on a part is looked at.
    pub length: u32,
    /// Words of what is nobody's work of law: a part with three of them that has not two characters of its heading in a
    /// row tells of something else.
    #[serde(default)]
    pub aside: Vec<String>,
    /// Matters of the table that a heading in a part on problems or on the head of the body must be told under too.
    #[serde(default)]
    pub objects: Vec<String>,
}

/// `[link]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The role whose claims are to be answered.
    pub from: RoleName,
    /// The role that answers them.
    pub to: RoleName,
    /// Whether `from` is looked for in the earlier report.
    #[serde(default)]
    pub prior: bool,
    /// A word list: pairs of characters that say nothing about a matter.
    pub common: String,
    /// The share of an item's own words, in thousandths, up to which the answer passes it over; with `prior` the
    /// share below which it is unanswered, where rare words weigh more.
    #[serde(default)]
    pub share: u32,
    /// What is cut off a claim before its words are looked for: who does it, and by when.
    #[serde(default)]
    pub cut: Option<Pattern>,
    /// Where problems and measures stand in one part (存在的主要问题及改进情况): the words with which it turns to
    /// the measures.
    #[serde(default)]
    pub turn: Option<Pattern>,
}
