//! Where the words that any rule looks for stand: one pass over a report for all rules.

use std::ops::Range;

use crate::{
    rules::Pattern,
    text::{Hit, Lookup},
};

/// What a rule looks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Sought {
    /// Literal words, on the plain view, each with the row that it belongs to.
    pub(super) words: Vec<(String, u32)>,
    /// Patterns.
    pub(super) patterns: Vec<Pattern>,
}

/// What one rule looks for, found in one report.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    /// Its words with their rows, disjoint, in order; of those that start at one place the longest.
    pub(super) words: Vec<Hit>,
    /// For each pattern, the lines in which it can fit.
    pub(super) lines: Vec<Vec<Range<usize>>>,
}

/// What a word of the index stands for.
#[derive(Clone, Copy, Debug)]
enum Target {
    Word { rule: usize, row: u32 },
    Line { rule: usize, pattern: usize },
}

/// The words of all rules.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    words: Lookup,
    /// What each word of the index stands for.
    targets: Vec<Target>,
    /// For each rule, whether each of its patterns needs a word at all.
    needs: Vec<Vec<bool>>,
}

impl Index {
    /// Indexes what each rule looks for.
    pub(super) fn new<'a>(rules: impl IntoIterator<Item = &'a Sought>) -> Self {
        let (mut words, mut targets, mut needs) = (Vec::new(), Vec::new(), Vec::new());
        for (rule, sought) in rules.into_iter().enumerate() {
            for (word, row) in &sought.words {
                words.push((word.as_str(), targets.len() as u32));
                targets.push(Target::Word { rule, row: *row });
            }
            for (pattern, one) in sought.patterns.iter().enumerate() {
                // The set that says most; the others are looked at where a line has passed this one.
                for word in one.needs().first().into_iter().flatten() {
                    words.push((word.as_str(), targets.len() as u32));
                    targets.push(Target::Line { rule, pattern });
                }
            }
            needs.push(sought.patterns.iter().map(|pattern| !pattern.needs().is_empty()).collect());
        }
        Self { words: Lookup::new(words), targets, needs }
    }

    /// The spots of each rule in a text.
    ///
    /// A pattern that needs no word is to be tried on the whole text. No other fits beyond the end of
    /// its line: a line is a block of the report.
    pub(super) fn find(&self, text: &str) -> Vec<Spots> {
        let mut spots: Vec<Spots> = self
            .needs
            .iter()
            .map(|patterns| {
                let whole = || std::iter::once(0..text.len()).collect();
                let lines = patterns.iter().map(|needs| if *needs { Vec::new() } else { whole() }).collect();
                Spots { words: Vec::new(), lines }
            })
            .collect();
        let mut line = 0..0;
        self.words.each(text, |hit| match self.targets[hit.value as usize] {
            Target::Word { rule, row } => {
                let words = &mut spots[rule].words;
                if words.last().is_none_or(|last| last.end <= hit.start) {
                    words.push(Hit { value: row, ..hit });
                }
            }
            Target::Line { rule, pattern } => {
                if hit.start >= line.end {
                    let from = text[..hit.start].rfind('\n').map_or(0, |at| at + 1);
                    let to = text[hit.start..].find('\n').map_or(text.len(), |at| hit.start + at);
                    line = from..to;
                }
                let lines = &mut spots[rule].lines[pattern];
                if lines.last() != Some(&line) {
                    lines.push(line.clone());
                }
            }
        });
        spots
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
        let spots = Index::new(&rules).find(text);
        let lines = |rule: usize, nth: usize| -> Vec<&str> {
            spots[rule].lines[nth].iter().map(|line| &text[line.clone()]).collect()
        };
        assert_eq!(lines(0, 0), ["甲有待加强,有待提高", "乙有待加强"]);
        assert!(spots[1].lines.is_empty());
        assert_eq!(lines(2, 0), [text]);
        assert_eq!(lines(2, 1), ["清淤"]);
    }

    #[test]
    fn the_words_of_one_rule_are_disjoint_and_those_of_another_its_own() {
        let rules = [sought(&[("行政", 4), ("行政执法", 7)], &[]), sought(&[("执法", 1)], &[])];
        let text = "行政执法与行政";
        let spots = Index::new(&rules).find(text);
        let words = |rule: usize| -> Vec<(&str, u32)> {
            spots[rule].words.iter().map(|hit| (&text[hit.start..hit.end], hit.value)).collect()
        };
        assert_eq!(words(0), [("行政执法", 7), ("行政", 4)]);
        assert_eq!(words(1), [("执法", 1)]);
    }
}
