//! Small questions about ranges of units.

use std::ops::Range;

/// The smallest range that holds all of them; empty if there are none.
pub(super) fn hull<'a>(ranges: impl Iterator<Item = &'a Range<usize>>) -> Range<usize> {
    let (start, end) =
        ranges.fold((usize::MAX, 0), |(start, end), range| (start.min(range.start), end.max(range.end)));
    start.min(end)..end
}

/// Whether two ranges have a unit in common.
pub(super) fn meets(x: &Range<usize>, y: &Range<usize>) -> bool {
    x.start < y.end && y.start < x.end
}

/// `range` cut to `outer` and counted from its start.
pub(super) fn within(range: &Range<usize>, outer: &Range<usize>) -> Range<usize> {
    let start = range.start.clamp(outer.start, outer.end) - outer.start;
    start..(range.end.clamp(outer.start, outer.end) - outer.start).max(start)
}
