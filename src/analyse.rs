//! The pipeline: the only file that knows the order of the stages.

use crate::{
    check::{Checker, Local, Selection},
    compare::{Library, Stock, compare, fill_diffs},
    model::{Analysis, Comparison, Document, Facts, Notice, Report, Scores},
    read::{ReadError, read},
    recognise::{Recogniser, recognise},
    rules::{PackError, RuleSet},
    score::{Weights, score},
    segment::{Cues, segment},
};

/// What reading and comparing needs, prepared once and used for every report.
#[derive(Debug)]
pub struct Comparer {
    cues: Cues,
    stock: Stock,
}

impl Comparer {
    /// Prepares for a set of packs.
    pub fn new(rules: &RuleSet) -> Self {
        Self { cues: Cues::new(rules), stock: Stock::new(rules) }
    }

    /// Whether it asks for a list or table of the packs.
    pub fn asks(list: &str) -> bool {
        Stock::asks(list)
    }

    /// Wording that everyone must use, compiled from the packs.
    pub fn stock(&self) -> &Stock {
        &self.stock
    }

    /// Reads and segments a file.
    ///
    /// # Errors
    /// What cannot be read: an empty file, an unknown or broken format.
    pub fn document(&self, bytes: &[u8], name: &str) -> Result<(Document, Vec<Notice>), ReadError> {
        let mut extract = read(bytes, name)?;
        let notices = std::mem::take(&mut extract.notices);
        Ok((segment(extract, &self.cues), notices))
    }

    /// Compares a file with the reports of a library; nothing is recognised, scored or judged.
    ///
    /// # Errors
    /// What cannot be read: an empty file, an unknown or broken format.
    pub fn compare(&self, bytes: &[u8], path: &str, library: &Library) -> Result<Report, ReadError> {
        Ok(self.compare_read(self.document(bytes, path)?, path, library))
    }

    /// The same for a file that was read already: its document and what could not be read.
    pub fn compare_read(
        &self,
        (document, notices): (Document, Vec<Notice>),
        path: &str,
        library: &Library,
    ) -> Report {
        let genre = document.header().genre.clone().unwrap_or_else(|| "base".to_owned());
        let comparison = compare(path, &document, library, &self.stock);
        let analysis = Analysis { document, facts: Facts::default(), scores: Scores::default(), comparison };
        unjudged(path, genre, analysis, notices)
    }
}

/// A report that no rule was asked of.
fn unjudged(path: &str, genre: String, analysis: Analysis, notices: Vec<Notice>) -> Report {
    Report { path: path.to_owned(), genre, analysis, findings: Vec::new(), accepted: Vec::new(), notices }
}

/// What scoring needs, prepared once and used for every report.
#[derive(Debug)]
pub struct Scorer {
    cues: Cues,
    recogniser: Recogniser,
    weights: Weights,
}

impl Scorer {
    /// Prepares for a set of packs.
    pub fn new(rules: &RuleSet) -> Self {
        Self { cues: Cues::new(rules), recogniser: Recogniser::new(rules), weights: Weights::new(rules) }
    }

    /// Scores a file; nothing is compared or judged. `genre` is said in place of the title's.
    ///
    /// # Errors
    /// What cannot be read: an empty file, an unknown or broken format.
    pub fn score(&self, bytes: &[u8], path: &str, genre: Option<String>) -> Result<Report, ReadError> {
        let mut extract = read(bytes, path)?;
        let notices = std::mem::take(&mut extract.notices);
        let document = segment(extract, &self.cues);
        let genre = genre.or_else(|| document.header().genre.clone()).unwrap_or_else(|| "base".to_owned());
        let facts = recognise(&document, &self.recogniser);
        let scores = score(&document, &facts, &self.weights);
        let analysis = Analysis { document, facts, scores, comparison: Comparison::default() };
        Ok(unjudged(path, genre, analysis, notices))
    }
}

/// Everything that is prepared once and used for every report.
#[derive(Debug)]
pub struct Analyser {
    comparer: Comparer,
    recogniser: Recogniser,
    weights: Weights,
    checker: Checker,
}

impl Analyser {
    /// Prepares the stages for a set of packs, with the rules that are in force by default.
    pub fn new(rules: &RuleSet) -> Self {
        Self::selecting(rules, Selection::default())
    }

    /// Prepares the stages for a set of packs, with the rules that are selected.
    pub fn selecting(rules: &RuleSet, selection: Selection) -> Self {
        Self {
            comparer: Comparer::new(rules),
            recogniser: Recogniser::new(rules),
            weights: Weights::new(rules),
            checker: Checker::new(rules, selection),
        }
    }

    /// An analyser with the packs that are compiled into the program.
    ///
    /// # Errors
    /// Faults of the packs' files; a test shows that they have none.
    pub fn builtin() -> Result<Self, Vec<PackError>> {
        RuleSet::builtin().map(|rules| Self::new(&rules))
    }

    /// Whether some rule in force asks what stands in other bodies' reports.
    pub fn asks_neighbours(&self) -> bool {
        self.checker.asks_neighbours()
    }

    /// What reads and compares.
    pub fn comparer(&self) -> &Comparer {
        &self.comparer
    }

    /// Reads and segments a file.
    ///
    /// # Errors
    /// What cannot be read: an empty file, an unknown or broken format.
    pub fn document(&self, bytes: &[u8], name: &str) -> Result<(Document, Vec<Notice>), ReadError> {
        self.comparer.document(bytes, name)
    }

    /// Measures a document and compares it with the reports of a library.
    pub fn measure(&self, document: Document, library: &Library) -> Analysis {
        self.measure_file("", document, library)
    }

    fn measure_file(&self, path: &str, document: Document, library: &Library) -> Analysis {
        let facts = recognise(&document, &self.recogniser);
        let scores = score(&document, &facts, &self.weights);
        let comparison = compare(path, &document, library, &self.comparer.stock);
        Analysis { document, facts, scores, comparison }
    }

    /// The whole line from bytes to findings.
    ///
    /// # Errors
    /// What cannot be read: an empty file, an unknown or broken format.
    pub fn analyse(&self, bytes: &[u8], path: &str, library: &Library) -> Result<Report, ReadError> {
        self.analyse_with(bytes, path, library, &Local::default())
    }

    /// The same with what is set for this file alone.
    ///
    /// # Errors
    /// What cannot be read: an empty file, an unknown or broken format.
    pub fn analyse_with(
        &self,
        bytes: &[u8],
        path: &str,
        library: &Library,
        local: &Local,
    ) -> Result<Report, ReadError> {
        Ok(self.analyse_read(self.document(bytes, path)?, path, library, local))
    }

    /// The same for a file that was read already: its document and what could not be read.
    pub fn analyse_read(
        &self,
        (document, notices): (Document, Vec<Notice>),
        path: &str,
        library: &Library,
        local: &Local,
    ) -> Report {
        let known = document.header().genre.clone();
        let genre = local.genre.clone().or(known).unwrap_or_else(|| "base".to_owned());
        let analysis = self.measure_file(path, document, library);
        let priors: Vec<Option<&Document>> = {
            let Comparison { priors, others, .. } = &analysis.comparison;
            priors.iter().chain(others).map(|prior| library.document(&prior.path)).collect()
        };
        let findings = self.checker.check(&analysis, &priors, &genre, local);
        Report { path: path.to_owned(), genre, analysis, findings, accepted: Vec::new(), notices }
    }

    /// Fills in what differs in every copied passage, in words; for output that shows it.
    pub fn fill_diffs(report: &mut Report, library: &Library) {
        let Analysis { document, comparison, .. } = &mut report.analysis;
        fill_diffs(document, comparison, library);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparer_is_made_of_the_lists_it_asks_for_alone() {
        let (all, some) = (RuleSet::builtin().unwrap(), RuleSet::builtin_lists(Comparer::asks).unwrap());
        assert!(some.lexicon.lists().count() < all.lexicon.lists().count());
        assert_eq!(format!("{:?}", Comparer::new(&all)), format!("{:?}", Comparer::new(&some)));
    }
}
