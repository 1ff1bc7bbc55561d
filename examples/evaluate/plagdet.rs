//! `PlagDet` (Potthast, Stein, Barrón-Cedeño, Rosso 2010, “An Evaluation Framework for Plagiarism
//! Detection”): how well the passages that `compare` finds agree with those that were planted.

use std::ops::Range;

/// A passage in both texts, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) here: Range<usize>,
    pub(crate) there: Range<usize>,
}

/// The four numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measure {
    pub(crate) recall: f64,
    pub(crate) precision: f64,
    pub(crate) granularity: f64,
    pub(crate) plagdet: f64,
}

fn common(x: &Range<usize>, y: &Range<usize>) -> usize {
    x.end.min(y.end).saturating_sub(x.start.max(y.start))
}

/// Whether two passages have characters in common in both texts.
pub(crate) fn overlap(x: &Case, y: &Case) -> bool {
    common(&x.here, &y.here) > 0 && common(&x.there, &y.there) > 0
}

/// Characters of `range` that are covered by others.
pub(crate) fn covered(range: &Range<usize>, others: impl Iterator<Item = Range<usize>>) -> usize {
    let mut parts: Vec<Range<usize>> = others
        .map(|other| other.start.max(range.start)..other.end.min(range.end))
        .filter(|part| part.start < part.end)
        .collect();
    parts.sort_by_key(|part| part.start);
    let (mut sum, mut end) = (0, range.start);
    for part in parts {
        sum += part.end.saturating_sub(part.start.max(end));
        end = end.max(part.end);
    }
    sum
}

/// The part of `case` that `others` cover, on both sides together.
fn share(case: &Case, others: &[&Case]) -> f64 {
    let here = covered(&case.here, others.iter().map(|other| other.here.clone()));
    let there = covered(&case.there, others.iter().map(|other| other.there.clone()));
    (here + there) as f64 / (case.here.len() + case.there.len()).max(1) as f64
}

/// Sums over pairs of texts, from which the measures follow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) pairs: usize,
    /// Pairs with a detection but no case.
    pub(crate) accused: usize,
    pub(crate) cases: usize,
    pub(crate) detections: usize,
    recall: f64,
    precision: f64,
    hit: usize,
    hits: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, cases: &[Case], detections: &[Case]) {
        self.pairs += 1;
        self.accused += usize::from(cases.is_empty() && !detections.is_empty());
        self.cases += cases.len();
        self.detections += detections.len();
        for case in cases {
            let found: Vec<&Case> = detections.iter().filter(|found| overlap(case, found)).collect();
            self.recall += share(case, &found);
            self.hit += usize::from(!found.is_empty());
            self.hits += found.len();
        }
        for found in detections {
            let true_ones: Vec<&Case> = cases.iter().filter(|case| overlap(case, found)).collect();
            self.precision += share(found, &true_ones);
        }
    }

    pub(crate) fn sum(&self, other: &Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            accused: self.accused + other.accused,
            cases: self.cases + other.cases,
            detections: self.detections + other.detections,
            recall: self.recall + other.recall,
            precision: self.precision + other.precision,
            hit: self.hit + other.hit,
            hits: self.hits + other.hits,
        }
    }

    pub(crate) fn measure(&self) -> Measure {
        if self.cases == 0 || self.detections == 0 {
            let value = f64::from(u8::from(self.cases == self.detections));
            return Measure { recall: value, precision: value, granularity: 1.0, plagdet: value };
        }
        let recall = self.recall / self.cases as f64;
        let precision = self.precision / self.detections as f64;
        let granularity = if self.hit == 0 { 1.0 } else { self.hits as f64 / self.hit as f64 };
        Measure { recall, precision, granularity, plagdet: plagdet(recall, precision, granularity) }
    }
}

/// F1 / log2(1 + granularity).
pub(crate) fn plagdet(recall: f64, precision: f64, granularity: f64) -> f64 {
    if recall + precision == 0.0 {
        return 0.0;
    }
    2.0 * recall * precision / (recall + precision) / (1.0 + granularity).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(x: f64, y: f64) {
        assert!((x - y).abs() < 0.000_1, "{x} {y}");
    }

    fn case(here: Range<usize>, there: Range<usize>) -> Case {
        Case { here, there }
    }

    fn measure(cases: &[Case], found: &[Case]) -> Measure {
        let mut tally = Tally::default();
        tally.add(cases, found);
        tally.measure()
    }

    #[test]
    fn unit_values() {
        near(plagdet(0.5, 1.0, 1.0), 0.6667);
        near(plagdet(1.0, 1.0, 2.0), 0.63093);
    }

    #[test]
    fn half_of_a_case_is_half_of_the_recall() {
        let found = measure(&[case(0..100, 200..300)], &[case(0..50, 200..250)]);
        near(found.recall, 0.5);
        near(found.precision, 1.0);
        near(found.plagdet, 0.6667);
    }

    #[test]
    fn two_detections_of_one_case_cost_granularity() {
        let found = measure(&[case(0..100, 200..300)], &[case(0..50, 200..250), case(50..100, 250..300)]);
        near(found.granularity, 2.0);
        near(found.plagdet, 0.63093);
    }

    #[test]
    fn a_passage_with_the_wrong_source_does_not_count() {
        near(measure(&[case(0..100, 200..300)], &[case(0..100, 400..500)]).plagdet, 0.0);
    }

    #[test]
    fn nothing_found_where_nothing_was_is_perfect() {
        near(measure(&[], &[]).plagdet, 1.0);
        near(measure(&[], &[case(0..1, 0..1)]).plagdet, 0.0);
        near(measure(&[case(0..1, 0..1)], &[]).plagdet, 0.0);
    }
}
