//! Where the words that any rule looks for stand: one pass over a report for all rules.
//!
//! A pattern is tried only on the lines that hold a word of each set that its every match needs.

use std::{collections::HashMap, ops::Range};

use crate::{
    rules::Pattern,
    text::{Hit, Lookup},
};

/// A set with a word of fewer characters is asked of a line only if a pattern has no other: such words stand nearly
/// everywhere.
const SHORT: usize = 2;

/// Most sets of a pattern that are asked for: where some that say much have a word, the others mostly have one too.
const SETS: usize = 4;

/// What a rule looks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought {
    /// Literal words, on the plain view, each with the row that it belongs to.
    pub(super) words: Vec<(String, u32)>,
    /// Patterns.
    pub(super) patterns: Vec<Pattern>,
}

/// What a word of the index stands for.
#[derive(Clone, Copy, Debug)]
enum Target {
    Word { rule: usize, row: u32 },
    Need { pattern: usize, set: u32 },
}

/// The words of all rules.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    words: Lookup,
    /// What each word of the index stands for.
    targets: Vec<Target>,
    rules: usize,
    /// The numbers of the patterns, by their identities.
    numbers: HashMap<usize, usize>,
    /// For each pattern a bit for each of its sets; none if nothing is known of it.
    sets: Vec<u32>,
}

/// What the rules look for, found in one report.
#[derive(Clone, Debug)]
pub(super) struct Spots<'a> {
    index: &'a Index,
    /// For each rule its words with their rows, disjoint, in order; of those that start at one place the longest.
    words: Vec<Vec<Hit>>,
    /// For each pattern, the lines in which it can fit.
    lines: Vec<Vec<Range<usize>>>,
    length: usize,
}

impl Index {
    /// Indexes what each rule looks for.
    pub(super) fn new<'a>(rules: impl IntoIterator<Item = &'a Sought>) -> Self {
        let (mut words, mut index) = (Vec::new(), Self::default());
        for sought in rules {
            for (word, row) in &sought.words {
                words.push((word.as_str(), index.targets.len() as u32));
                index.targets.push(Target::Word { rule: index.rules, row: *row });
            }
            for one in &sought.patterns {
                let pattern = index.sets.len();
                if index.numbers.contains_key(&one.identity()) {
                    continue;
                }
                index.numbers.insert(one.identity(), pattern);
                let shortest = |set: &[String]| set.iter().map(|word| word.chars().count()).min();
                let sets = one
                    .needs()
                    .iter()
                    .enumerate()
                    .filter(|(nth, set)| *nth == 0 || shortest(set).is_some_and(|least| least >= SHORT));
                let mut count = 0;
                for (_, set) in sets.take(SETS) {
                    for word in set {
                        words.push((word.as_str(), index.targets.len() as u32));
                        index.targets.push(Target::Need { pattern, set: count });
                    }
                    count += 1;
                }
                index.sets.push((1 << count) - 1);
            }
            index.rules += 1;
        }
        index.words = Lookup::new(words);
        index
    }

    /// What stands where in a text.
    ///
    /// A pattern that needs no word is to be tried on the whole text. No other fits beyond the end of
    /// its line: a line is a block of the report.
    pub(super) fn find(&self, text: &str) -> Spots<'_> {
        let mut words = vec![Vec::<Hit>::new(); self.rules];
        let whole = || std::iter::once(0..text.len()).collect();
        let mut lines: Vec<Vec<Range<usize>>> =
            self.sets.iter().map(|sets| if *sets == 0 { whole() } else { Vec::new() }).collect();
        // The line in which each pattern was met last, with the sets of which a word stands there.
        let mut met = vec![(usize::MAX, 0_u32); self.sets.len()];
        let mut line = 0..0;
        self.words.each(text, |hit| {
            if hit.start >= line.end {
                let from = text[..hit.start].rfind('\n').map_or(0, |at| at + 1);
                let to = text[hit.start..].find('\n').map_or(text.len(), |at| hit.start + at);
                line = from..to;
            }
            match self.targets[hit.value as usize] {
                Target::Word { rule, row } => {
                    let words = &mut words[rule];
                    if words.last().is_none_or(|last| last.end <= hit.start) {
                        words.push(Hit { value: row, ..hit });
                    }
                }
                Target::Need { pattern, set } => {
                    let (at, sets) = &mut met[pattern];
                    if *at != line.start {
                        (*at, *sets) = (line.start, 0);
                    }
                    let all = self.sets[pattern];
                    let before = std::mem::replace(sets, *sets | 1 << set);
                    if before != all && *sets == all {
                        lines[pattern].push(line.clone());
                    }
                }
            }
        });
        Spots { index: self, words, lines, length: text.len() }
    }
}

impl Spots<'_> {
    /// The words of a rule, by its number.
    pub(super) fn words(&self, rule: usize) -> &[Hit] {
        &self.words[rule]
    }

    /// The lines in which a pattern can fit, in order; of one that is not indexed the whole text.
    pub(super) fn lines(&self, pattern: &Pattern) -> impl Iterator<Item = Range<usize>> {
        let number = self.index.numbers.get(&pattern.identity());
        let whole = number.is_none().then_some(0..self.length);
        number.into_iter().flat_map(|number| self.lines[*number].iter().cloned()).chain(whole)
    }

    /// Whether a pattern can fit in a range of the text.
    pub(super) fn may_fit(&self, pattern: &Pattern, range: &Range<usize>) -> bool {
        let Some(number) = self.index.numbers.get(&pattern.identity()) else { return true };
        let lines = &self.lines[*number];
        let at = lines.partition_point(|line| line.end <= range.start);
        lines.get(at).is_some_and(|line| line.start < range.end)
    }

    /// Whether a pattern can fit anywhere.
    pub(super) fn may_fit_at_all(&self, pattern: &Pattern) -> bool {
        self.may_fit(pattern, &(0..self.length.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(words: &[(&str, u32)], patterns: &[&str]) -> Sought {
        Sought {
            words: words.iter().map(|(word, row)| ((*word).to_owned(), *row)).collect(),
            patterns: patterns.iter().map(|source| Pattern::new(*source)).collect(),
        }
    }

    #[test]
    fn a_pattern_is_tried_where_its_words_stand() {
        let rules =
            [sought(&[], &["有待(?:加强|提高)"]), Sought::default(), sought(&[], &["[^。]{9}", "清淤"])];
        let text = "甲有待加强,有待提高\n清淤\n乙有待加强";
        let index = Index::new(&rules);
        let spots = index.find(text);
        let lines = |rule: usize, nth: usize| -> Vec<&str> {
            spots.lines(&rules[rule].patterns[nth]).map(|line| &text[line]).collect()
        };
        assert_eq!(lines(0, 0), ["甲有待加强,有待提高", "乙有待加强"]);
        assert!(
            spots.may_fit(&rules[2].patterns[1], &(30..31))
                && !spots.may_fit(&rules[2].patterns[1], &(0..29))
        );
        assert!(spots.may_fit(&Pattern::new("丙"), &(0..3)));
        assert_eq!(lines(2, 0), [text]);
        assert_eq!(lines(2, 1), ["清淤"]);
    }

    #[test]
    fn the_words_of_one_rule_are_disjoint_and_those_of_another_its_own() {
        let rules = [sought(&[("行政", 4), ("行政执法", 7)], &[]), sought(&[("执法", 1)], &[])];
        let text = "行政执法与行政";
        let index = Index::new(&rules);
        let spots = index.find(text);
        let words = |rule: usize| -> Vec<(&str, u32)> {
            spots.words(rule).iter().map(|hit| (&text[hit.start..hit.end], hit.value)).collect()
        };
        assert_eq!(words(0), [("行政执法", 7), ("行政", 4)]);
        assert_eq!(words(1), [("执法", 1)]);
    }
}
