//! What was copied, and from where.

use std::ops::Range;

use super::{PerMille, SectionId};
use crate::text::Span;

/// How a passage was changed when it was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Word for word.
    Verbatim,
    /// Only years and figures differ.
    NumbersOnly,
    /// Words were changed, added or dropped.
    Edited,
    /// Clauses stand in another order.
    Reordered,
}

impl Class {
    /// Every class, in the order of the enum.
    pub const ALL: [Self; 4] = [Self::Verbatim, Self::NumbersOnly, Self::Edited, Self::Reordered];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::NumbersOnly => "numbers-only",
            Self::Edited => "edited",
            Self::Reordered => "reordered",
        }
    }

    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Verbatim => "原文照抄",
            Self::NumbersOnly => "只改数字",
            Self::Edited => "略作改写",
            Self::Reordered => "调换语序",
        }
    }
}

/// A piece of the difference between two passages, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffPiece {
    /// Words that stand in both.
    Equal(String),
    /// Words of the earlier text only.
    Deleted(String),
    /// Words of this text only.
    Inserted(String),
    /// A year or figure that was exchanged: old, new. Not counted as rewriting.
    Figure(String, String),
}

/// A passage of this report that also stands in another, or earlier in this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The passage in this report.
    pub here: Span,
    /// Its section.
    pub here_section: Option<SectionId>,
    /// Which of [`Comparison::priors`]; `None` for a repetition inside this report.
    pub prior: Option<u32>,
    /// The passage in the other report.
    pub there: Span,
    /// The same in Unicode scalar values of the other report's text, for the JSON contract.
    pub there_scalars: Range<u32>,
    /// Its section there.
    pub there_section: Option<SectionId>,
    /// The heading that it stands under there, with its number; empty if there is none.
    pub there_heading: String,
    /// How it was changed.
    pub class: Class,
    /// 1000 is equal, after folding.
    pub similarity: PerMille,
    /// Whether it stands under another heading than in the other report.
    pub moved: bool,
    /// Pieces of `here` that everyone must write (political wording, titles of statutes …): shown,
    /// but left out of the shares. Ascending.
    pub common: Vec<Span>,
    /// The difference in words, from the other text to this one; empty until it is asked for.
    pub diff: Vec<DiffPiece>,
}

impl Overlap {
    /// Whether all of it is wording that everyone must use.
    pub fn is_common(&self) -> bool {
        self.common.first().is_some_and(|span| span.contains(self.here))
    }
}

/// What two reports of different bodies share.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Shared {
    /// The passages, by place in the one report.
    pub overlaps: Vec<Overlap>,
    /// Characters that stand in both and are nobody else's.
    pub units: u32,
    /// Their share of all of the one report's own words.
    pub here: PerMille,
    /// The same for the other report.
    pub there: PerMille,
    /// Share of the one report that is wording of many bodies: left out of all of the above.
    pub common: PerMille,
}

/// Copied shares in thousandths of the characters that count.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Shares {
    /// Of the whole report.
    pub document: PerMille,
    /// Of each section with its sub-sections, in the order of the document's sections.
    pub sections: Vec<PerMille>,
    /// Of the whole report by class, in the order of [`Class::ALL`].
    pub classes: [PerMille; 4],
}

/// Measures of the two texts as wholes, in thousandths. Formulas are in the documentation of
/// `compare`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Measures {
    /// Characters in sentences that hold 13 characters in a row of the earlier report.
    pub stickiness: PerMille,
    /// The same inside this report.
    pub redundancy: PerMille,
    /// Characters in 8-grams that most bodies use.
    pub boilerplate: PerMille,
    /// Cosine of term counts (Cohen, Malloy, Nguyen 2020, “Lazy Prices”).
    pub cosine: PerMille,
    /// Jaccard of term sets (the same).
    pub jaccard: PerMille,
    /// 1 − edit distance / (n1 + n2) (the same).
    pub min_edit: PerMille,
    /// Simple similarity of the side-by-side comparison (the same).
    pub simple: PerMille,
}

/// An earlier or other report that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prior {
    /// The path as given by the user.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its issuing body.
    pub issuer: Option<String>,
    /// Its year.
    pub year: Option<i32>,
    /// Why it was chosen, in plain words, when the program chose it.
    pub chosen: Option<String>,
}

/// The outcome of comparing one report with others and with itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The reports compared with.
    pub priors: Vec<Prior>,
    /// The passages shared with them; by place in this report.
    pub overlaps: Vec<Overlap>,
    /// Other bodies' reports of the same year that share something with it, if it was looked for.
    pub others: Vec<Prior>,
    /// The passages shared with them; by place in this report. Their `prior` counts on after the priors:
    /// see [`Comparison::about`].
    pub shared: Vec<Overlap>,
    /// The passages that this report repeats from itself: `here` is the later one.
    pub repeats: Vec<Overlap>,
    /// Copied shares against all priors together.
    pub shares: Shares,
    /// Measures against the latest prior.
    pub measures: Measures,
}

impl Comparison {
    /// The report that a passage's `prior` means: an earlier one, or another body's.
    pub fn about(&self, prior: u32) -> Option<&Prior> {
        self.priors.iter().chain(&self.others).nth(prior as usize)
    }
}
