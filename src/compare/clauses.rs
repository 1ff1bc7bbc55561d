//! Moves the ends of a passage to ends of clauses.

use std::ops::Range;

use super::stream::{Break, Stream};

/// Units that a passage may grow at either end to begin and end with a clause.
const GROW: usize = 8;

/// Units that it may lose for that.
const SHRINK: usize = 10;

/// `units` moved to the nearest ends of clauses, if they are near and inside `room`: what is shown
/// to people does not begin or end in the middle of a clause.
pub(super) fn whole_clauses(stream: &Stream, units: &Range<usize>, room: Range<usize>) -> Range<usize> {
    let ends = |at: usize| at == 0 || at == stream.len() || stream.breaks[at - 1] != Break::None;
    let start = (room.start.max(units.start.saturating_sub(GROW))..=units.start)
        .rev()
        .find(|at| ends(*at))
        .or_else(|| (units.start..=(units.start + SHRINK).min(units.end)).find(|at| ends(*at)))
        .unwrap_or(units.start);
    let end = (units.end..=(units.end + GROW).min(room.end))
        .find(|at| ends(*at))
        .or_else(|| {
            (units.end.saturating_sub(SHRINK).max(units.start)..=units.end).rev().find(|at| ends(*at))
        })
        .unwrap_or(units.end);
    // A passage inside one clause stays what it is.
    if start < end { start..end } else { units.clone() }
}
