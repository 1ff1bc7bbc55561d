//! What bodies share with each other: pairs by size, with their largest passages.

mod csv;
mod json;
mod text;

pub use csv::csv;
pub use json::json;
pub use text::{PAIRS, text};

use crate::model::{Document, Overlap, Prior, Shared};

/// A report that took part.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Path, title, body, year.
    pub about: &'a Prior,
    /// The report.
    pub document: &'a Document,
}

/// Two reports of different bodies and what they share; the later year is `here`.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// The one.
    pub here: Member<'a>,
    /// The other.
    pub there: Member<'a>,
    /// What they share.
    pub shared: Shared,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Reports.
    pub reports: usize,
    /// Bodies.
    pub bodies: usize,
    /// Wording of so many bodies is not counted.
    pub cap: usize,
}

impl Pair<'_> {
    /// The passages, the largest first.
    pub fn largest(&self) -> Vec<&Overlap> {
        let mut own: Vec<&Overlap> = self.shared.overlaps.iter().collect();
        own.sort_by_key(|overlap| (std::cmp::Reverse(overlap.here.len()), overlap.here.start()));
        own
    }
}
