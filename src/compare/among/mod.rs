//! Copying between bodies, all reports of a year in one go.
//!
//! Comparing each with each would take hours for a province. So every text leaves a choice of its
//! grams ([`prints`]) in one [`Index`]; what comes out are the few pairs that share something. Only
//! those are aligned ([`between`]), and the wording that so many bodies use that it is nobody's
//! ([`Frequent`](super::Frequent)) is marked and left out of the count.

mod bodies;
mod codes;
mod index;
mod joiner;
mod neighbours;
mod prints;

pub use bodies::{bodies, cap};
pub use codes::codes;
pub use index::{Candidate, Index};
pub use joiner::Joiner;
pub use neighbours::Neighbours;
pub use prints::{Print, prints};

pub(super) use prints::hashes;

use super::{Settings, Stock, Stream, align, marked, overlaps, overlaps::Side};
use crate::model::{Document, Overlap, PerMille, Shared};

/// A passage of two bodies that has less than this in common, in thousandths, is two texts about
/// the same matter.
const ALIKE: u16 = 700;

impl Stream {
    /// The prints of a text: what an [`Index`] is fed with.
    pub fn prints(&self) -> Vec<Print> {
        let mut found = Vec::new();
        prints(&self.codes, &mut found);
        found
    }
}

/// What two reports of different bodies share. `stock` knows the wording that is nobody's; it neither
/// makes a passage nor breaks one: duties and terms are alike, and what is asked is whether a
/// body's own words stand in another's report.
pub fn between(here: &Document, there: &Document, stock: &Stock) -> Shared {
    let (ours, theirs) = (marked(here, stock), marked(there, stock));
    let (here, there) = (Side { document: here, stream: &ours }, Side { document: there, stream: &theirs });
    let mut found: Vec<(u64, Overlap)> = align(&ours, &theirs, &Settings::BODIES)
        .iter()
        .map(|passage| (passage.common as u64, overlaps::overlap(&here, &there, passage, Some(0)).0))
        .filter(|(_, overlap)| overlap.similarity.get() >= ALIKE)
        .collect();
    found.sort_by_key(|(_, overlap)| overlap.here);
    let units: u64 = found.iter().map(|(units, _)| units).sum();
    let own = |stream: &Stream| stream.common.iter().filter(|common| !**common).count() as u64;
    let common = ours.len() as u64 - own(&ours);
    Shared {
        overlaps: found.into_iter().map(|(_, overlap)| overlap).collect(),
        units: units as u32,
        here: PerMille::of(units, own(&ours)),
        there: PerMille::of(units.min(own(&theirs)), own(&theirs)),
        common: PerMille::of(common, ours.len() as u64),
    }
}
