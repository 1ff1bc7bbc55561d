//! What is said of the copied passages of a corpus: how much is copied, how each was changed,
//! whether those that stand elsewhere are found, and whether the shown differences cut words.

use std::ops::Range;

use ganhuo::{
    Analyser, Library,
    compare::diff,
    model::{Class, DiffPiece, Prior},
};

use super::plagdet::{Case, covered, overlap};

/// A detection with what the program says of it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) case: Case,
    pub(crate) class: Class,
}

/// The sums.
#[derive(Clone, Debug, Default)]
pub(crate) struct Copied {
    /// For each pair: copied share of the passages found − the true one.
    shares: Vec<f64>,
    /// The same with the share that a report shows.
    reported: Vec<(f64, String)>,
    /// True class and found class, `None` if nothing was found.
    classes: Vec<(Class, Option<Class>)>,
    /// The same with the most changed of all passages that were found of a case.
    pieces: Vec<(Class, Option<Class>)>,
    /// The same where the true boundaries were given.
    bounded: Vec<(Class, Option<Class>)>,
    /// Each case that is said to be of another class, with its text and what was found.
    confused: Vec<String>,
    /// Cases that stand in another order than in the source, and those of them that were found.
    moved: (usize, usize),
    /// Edges of differences, and those inside a word or number of either text.
    edges: (usize, usize),
}

/// The class of a case of some kind of editing: what the texts show, where the editing found
/// nothing to change. `None` for kinds that mix classes.
pub(crate) fn truth(kind: &str, here: &str, there: &str) -> Option<Class> {
    let letters = |text: &str, figures: bool| -> String {
        let mut out = String::new();
        for c in text.chars().filter(|c| c.is_alphanumeric() || (figures && *c == '.')) {
            match c {
                '0'..='9' if !figures && out.ends_with('#') => {}
                '0'..='9' if !figures => out.push('#'),
                c => out.push(c),
            }
        }
        out
    };
    if letters(here, true) == letters(there, true) {
        return Some(Class::Verbatim);
    }
    if letters(&here.replace('.', ""), false) == letters(&there.replace('.', ""), false) {
        return Some(Class::NumbersOnly);
    }
    match kind {
        kind if kind.ends_with("swap") => Some(Class::Edited),
        // Sentences may have been left out or put in and none moved.
        kind if kind.ends_with("reorder") => {
            Some(if is_reordered(here, there) { Class::Reordered } else { Class::Edited })
        }
        _ => None,
    }
}

/// Whether some clause of five characters or more stands in another order in the other text; a clause is
/// known by four characters in a row that stand there once.
fn is_reordered(here: &str, there: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let there = letters(there);
    let place = |clause: &str| {
        let starts: Vec<usize> = clause.char_indices().map(|(at, _)| at).chain([clause.len()]).collect();
        starts
            .windows(5)
            .map(|ends| &clause[ends[0]..ends[4]])
            .find(|four| there.matches(*four).count() == 1)
            .and_then(|four| there.find(four))
    };
    let clauses = here.split(['，', '。', '；', '！', '？', ',', ';', '\n']);
    let places: Vec<usize> = clauses
        .map(letters)
        .filter(|clause| clause.chars().count() >= 5)
        .filter_map(|clause| place(&clause))
        .collect();
    places.windows(2).any(|two| two[0] > two[1])
}

/// Which cases are out of the order of the source: all but a longest row that is in order.
fn out_of_order(cases: &[Case]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..cases.len()).collect();
    order.sort_by_key(|at| cases[*at].here.start);
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (nth, at) in order.iter().enumerate() {
        let longest = (0..nth)
            .filter(|before| cases[order[*before]].there.start <= cases[*at].there.start)
            .max_by_key(|before| (best[*before].0, std::cmp::Reverse(*before)));
        best.push((1 + longest.map_or(0, |before| best[before].0), longest));
    }
    let mut moved = vec![true; cases.len()];
    let mut last = (0..order.len()).max_by_key(|nth| (best[*nth].0, std::cmp::Reverse(*nth)));
    while let Some(nth) = last {
        moved[order[nth]] = false;
        last = best[nth].1;
    }
    moved
}

/// Characters from `range` of a text.
fn slice(text: &str, range: &Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

/// Byte offsets where a word or a number of a text goes on.
fn inside(text: &str, jieba: &jieba_rs::Jieba) -> Vec<bool> {
    let mut inside = vec![false; text.len() + 1];
    for token in jieba.cut(text, false) {
        let start = token.word.as_ptr() as usize - text.as_ptr() as usize;
        let word = token.word.chars().all(char::is_alphanumeric);
        inside[start + 1..start + token.word.len()].fill(word);
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for three in chars.windows(2) {
        if three[0].1.is_ascii_digit() && three[1].1.is_ascii_digit() {
            inside[three[1].0] = true;
        }
    }
    for three in chars.windows(3) {
        let point = matches!(three[1].1, '.' | ',');
        if point && three[0].1.is_ascii_digit() && three[2].1.is_ascii_digit() {
            inside[three[1].0] = true;
            inside[three[2].0] = true;
        }
    }
    inside
}

impl Copied {
    /// Adds a pair: its texts, what was planted, and what was found.
    pub(crate) fn add(
        &mut self,
        (kind, here, there): (&str, &str, &str),
        cases: &[Case],
        found: &[Found],
        mut class_of: impl FnMut(&Case) -> Class,
    ) {
        let whole = 0..here.chars().count();
        let share = |parts: &mut dyn Iterator<Item = Range<usize>>| {
            covered(&whole, parts) as f64 * 100.0 / whole.len().max(1) as f64
        };
        let is = share(&mut found.iter().map(|found| found.case.here.clone()));
        let should = share(&mut cases.iter().map(|case| case.here.clone()));
        self.shares.push(is - should);
        for (case, moved) in cases.iter().zip(out_of_order(cases)) {
            let hits = found.iter().filter(|found| overlap(case, &found.case));
            let best = hits.max_by_key(|found| {
                (covered(&case.here, std::iter::once(found.case.here.clone())), found.case.here.start)
            });
            if let Some(class) = truth(kind, &slice(here, &case.here), &slice(there, &case.there)) {
                // What was found in pieces was changed as the most changed piece of it.
                let whole = found.iter().filter(|found| overlap(case, &found.case)).map(|found| found.class);
                self.pieces.push((class, whole.max()));
                self.classes.push((class, best.map(|found| found.class)));
                if let Some(best) = best.filter(|best| best.class != class) {
                    self.confused.push(format!(
                        "{} said to be {}\n  {:?}\n  {:?}\n  found {:?}\n        {:?}",
                        class.name(),
                        best.class.name(),
                        slice(here, &case.here),
                        slice(there, &case.there),
                        slice(here, &best.case.here),
                        slice(there, &best.case.there),
                    ));
                }
                self.bounded.push((class, Some(class_of(case))));
            }
            if moved {
                self.moved.0 += 1;
                self.moved.1 += usize::from(best.is_some());
            }
        }
    }

    /// Adds the share that the whole program shows for a pair of reports.
    pub(crate) fn add_report(
        &mut self,
        name: &str,
        analyser: &Analyser,
        (here, there): (&str, &str),
        cases: &[Case],
    ) {
        let Ok((document, _)) = analyser.document(there.as_bytes(), "prior.txt") else { return };
        let prior = Prior {
            path: "prior.txt".to_owned(),
            title: String::new(),
            issuer: None,
            year: None,
            chosen: None,
        };
        let library = Library { reports: vec![(prior, document)], ..Library::default() };
        let Ok(report) = analyser.analyse(here.as_bytes(), "here.txt", &library) else { return };
        let is = f64::from(report.analysis.comparison.shares.document.get()) / 10.0;
        let whole = 0..here.chars().count();
        let copied = covered(&whole, cases.iter().map(|case| case.here.clone()));
        let should = copied as f64 * 100.0 / whole.len().max(1) as f64;
        self.reported.push((is - should, format!("{name}: {is:.1} shown, {should:.1} planted")));
    }

    /// Adds the edges of the difference of two passages.
    pub(crate) fn add_edges(
        &mut self,
        (here, new): (&str, &Range<usize>),
        (there, old): (&str, &Range<usize>),
        jieba: &jieba_rs::Jieba,
    ) {
        let pieces = diff(&slice(there, old), &slice(here, new));
        for old_side in [true, false] {
            let words: Vec<&str> = pieces
                .iter()
                .map(|piece| match piece {
                    DiffPiece::Equal(words) => words.as_str(),
                    DiffPiece::Deleted(words) => {
                        if old_side {
                            words
                        } else {
                            ""
                        }
                    }
                    DiffPiece::Inserted(words) => {
                        if old_side {
                            ""
                        } else {
                            words
                        }
                    }
                    DiffPiece::Figure(old, new) => {
                        if old_side {
                            old
                        } else {
                            new
                        }
                    }
                })
                .collect();
            let text = words.concat();
            let inside = inside(&text, jieba);
            let mut at = 0;
            for word in words {
                at += word.len();
                if !word.is_empty() && at < text.len() {
                    self.edges.0 += 1;
                    self.edges.1 += usize::from(inside[at]);
                }
            }
        }
    }

    /// Prints the measures, and the reports whose share is the furthest off.
    pub(crate) fn print(&self, shown: usize) {
        let error = |errors: &[f64]| {
            let mut sizes: Vec<f64> = errors.iter().map(|error| error.abs()).collect();
            sizes.sort_by(f64::total_cmp);
            let mean = sizes.iter().sum::<f64>() / sizes.len().max(1) as f64;
            let bias = errors.iter().sum::<f64>() / errors.len().max(1) as f64;
            let high = sizes.get(sizes.len() * 95 / 100).copied().unwrap_or(0.0);
            format!("mean {mean:.2} points (with sign {bias:+.2}), 95 % below {high:.2}")
        };
        println!("error of the copied share, from the passages: {}", error(&self.shares));
        if !self.reported.is_empty() {
            let mut reported = self.reported.clone();
            reported.sort_by(|x, y| y.0.abs().total_cmp(&x.0.abs()).then_with(|| x.1.cmp(&y.1)));
            let errors: Vec<f64> = reported.iter().map(|(error, _)| *error).collect();
            println!("error of the copied share, in `shares`: {}", error(&errors));
            reported.iter().take(shown).for_each(|(_, line)| println!("  {line}"));
        }
        println!("classes, macro F1: {:.4} of the largest passages found", macro_f1(&self.classes, true));
        self.confused.iter().take(shown).for_each(|line| println!("  {line}"));
        println!("classes, macro F1: {:.4} of all passages found together", macro_f1(&self.pieces, false));
        println!("classes, macro F1: {:.4} where the boundaries are given", macro_f1(&self.bounded, false));
        let part = |(all, some): (usize, usize)| some as f64 / all.max(1) as f64;
        println!("moved passages found: {:.4} ({} of {})", part(self.moved), self.moved.1, self.moved.0);
        println!(
            "edges of differences inside a word or number: {:.2} % ({} of {})\n",
            part(self.edges) * 100.0,
            self.edges.1,
            self.edges.0
        );
    }
}

/// The mean of the F1 of each class; prints the table if it is asked for.
fn macro_f1(pairs: &[(Class, Option<Class>)], table: bool) -> f64 {
    let mut sum = 0.0;
    for class in Class::ALL {
        let is = pairs.iter().filter(|(truth, _)| *truth == class).count();
        let said = pairs.iter().filter(|(_, found)| *found == Some(class)).count();
        let both = pairs.iter().filter(|(truth, found)| *truth == class && *found == Some(class)).count();
        let f1 = if is + said == 0 { 1.0 } else { 2.0 * both as f64 / (is + said) as f64 };
        sum += f1;
        if table {
            let row: Vec<String> = Class::ALL
                .iter()
                .map(|other| {
                    let count =
                        |(truth, found): &&(Class, Option<Class>)| *truth == class && *found == Some(*other);
                    format!("{} {}", other.name(), pairs.iter().filter(count).count())
                })
                .collect();
            println!("  {:<13} F1 {f1:.4}: {is} cases, said to be {}", class.name(), row.join(", "));
        }
    }
    sum / Class::ALL.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_truth_is_what_the_texts_show() {
        assert_eq!(truth("04-swap", "清淤12处。", "清淤12处"), Some(Class::Verbatim));
        assert_eq!(truth("04-swap", "清淤12处", "清淤9.5处"), Some(Class::NumbersOnly));
        assert_eq!(truth("04-swap", "疏浚12处", "清淤9处"), Some(Class::Edited));
        assert_eq!(truth("06-heavy", "疏浚12处", "清淤9处"), None);
        let (x, y) = ("组织普法宣讲进村居", "对沿街商户上门走访");
        assert_eq!(truth("05-reorder", &format!("{x}，{y}"), &format!("{y}，{x}")), Some(Class::Reordered));
        assert_eq!(truth("05-reorder", &format!("{x}，{y}"), x), Some(Class::Edited));
    }

    #[test]
    fn one_case_before_two_others_was_moved() {
        let case = |here: usize, there: usize| Case { here: here..here + 1, there: there..there + 1 };
        assert_eq!(out_of_order(&[case(0, 9), case(1, 2), case(2, 5)]), [true, false, false]);
        assert_eq!(out_of_order(&[]), [] as [bool; 0]);
    }

    #[test]
    fn words_and_numbers_go_on_inside() {
        let inside = inside("1,200件", &jieba_rs::Jieba::new());
        assert!(inside[1] && inside[2] && inside[4] && !inside[5]);
    }

    #[test]
    fn f1_counts_what_was_not_found() {
        let pairs = [(Class::Verbatim, Some(Class::Verbatim)), (Class::Verbatim, None)];
        // 2/3 for the one class, 1 for each that neither is nor was said.
        assert!((macro_f1(&pairs, false) - (2.0 / 3.0 + 3.0) / 4.0).abs() < 1e-9);
    }
}
