//! Which units of a range are covered by pieces, and the stretch where most are.

use std::ops::Range;

/// How many units of a range are covered.
pub(super) struct Cover {
    sums: Vec<u32>,
    /// The same for units that neither gain nor cost; empty if there are none.
    neutral: Vec<bool>,
}

impl Cover {
    pub(super) fn new(len: usize, neutral: &[bool], ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut steps = vec![0_i32; len + 1];
        for range in ranges {
            steps[range.start] += 1;
            steps[range.end] -= 1;
        }
        let (mut depth, mut sum) = (0, 0);
        let mut sums = Vec::with_capacity(len + 1);
        sums.push(0);
        for (at, step) in steps[..len].iter().enumerate() {
            depth += step;
            sum += u32::from(depth > 0 && !neutral.get(at).is_some_and(|neutral| *neutral));
            sums.push(sum);
        }
        Self { sums, neutral: neutral.to_vec() }
    }

    pub(super) fn of(&self, range: &Range<usize>) -> usize {
        (self.sums[range.end] - self.sums[range.start]) as usize
    }

    pub(super) fn is_neutral(&self, at: usize) -> bool {
        self.neutral.get(at).is_some_and(|neutral| *neutral)
    }

    /// The units of a range that count at all.
    pub(super) fn counting(&self, range: &Range<usize>) -> usize {
        range.clone().filter(|at| !self.is_neutral(*at)).count()
    }

    /// The stretch of `range` with the largest sum of covered units, less `cost` thousandths for
    /// each of the others (Kadane).
    pub(super) fn best(&self, range: &Range<usize>, cost: i64) -> Range<usize> {
        let (mut best, mut sum, mut start) = ((0, range.start..range.start), 0, range.start);
        for at in range.clone() {
            let gain = match self.of(&(at..at + 1)) {
                1 => 1000,
                _ if self.is_neutral(at) => 0,
                _ => -cost,
            };
            if sum <= 0 {
                (sum, start) = (0, at);
            }
            sum += gain;
            if sum > best.0 {
                best = (sum, start..at + 1);
            }
        }
        best.1
    }
}
