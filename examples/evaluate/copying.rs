//! How well the passages that `compare` finds agree with those that were planted, by corpus and by
//! kind of editing.

use std::{collections::BTreeMap, error::Error, ops::Range, path::Path};

use ganhuo::{
    Analyser, Comparer,
    compare::{Frequent, Passage, Settings, Stock, Stream, align, classify},
    model::{Class, Document},
    rules::RuleSet,
    text::Span,
};

use super::{
    copied::{Copied, Found},
    corpus::{Corpus, joined},
    plagdet::{Case, Tally, overlap},
};

/// A text ready to be compared: as the program reads it, so without the line breaks of its file and the
/// numbers of its pages.
struct Side {
    text: String,
    /// The document with its plain view; none for text in words.
    document: Option<Document>,
    stream: Stream,
}

impl Side {
    fn new(text: &str, comparer: &Comparer, stock: &Stock) -> Self {
        let text = joined(text);
        let han: usize = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        let read = || Some(comparer.document(text.as_bytes(), "text.txt").ok()?.0);
        let document = if han * 2 > text.chars().count() / 2 { read() } else { None };
        let plain = document.as_ref().map_or(text.as_str(), |document| document.plain().text());
        let mut stream = Stream::new(plain);
        stock.mark(&mut stream, plain);
        Self { text, document, stream }
    }

    /// Some units as characters of the text.
    fn chars(&self, units: &Range<usize>) -> Range<usize> {
        let bytes = self.stream.bytes(units);
        let bytes = match &self.document {
            Some(document) => document.plain().unfold(Span::from(bytes)).range(),
            None => bytes,
        };
        let start = self.text[..bytes.start].chars().count();
        start..start + self.text[bytes].chars().count()
    }

    /// Some characters of the text as units.
    fn units(&self, chars: &Range<usize>) -> Range<usize> {
        let byte = |nth: usize| self.text.char_indices().nth(nth).map_or(self.text.len(), |(at, _)| at);
        let bytes = byte(chars.start)..byte(chars.end);
        match &self.document {
            Some(document) => self.stream.units(document.plain().fold(Span::from(bytes)).range()),
            None => self.stream.units(bytes),
        }
    }
}

/// Two texts ready to be compared.
struct Pair {
    here: Side,
    there: Side,
}

impl Pair {
    fn new(here: &str, there: &str, comparer: &Comparer, stock: &Stock) -> Self {
        Self { here: Side::new(here, comparer, stock), there: Side::new(there, comparer, stock) }
    }

    /// The passages that the program finds, in characters.
    fn found(&self, settings: &Settings) -> Vec<Found> {
        let (a, b) = (&self.here.stream, &self.there.stream);
        align(a, b, settings)
            .into_iter()
            .map(|passage| Found {
                case: Case { here: self.here.chars(&passage.a), there: self.there.chars(&passage.b) },
                class: classify(a, b, &passage).class,
            })
            .collect()
    }

    /// The class of a passage whose boundaries are given.
    fn class(&self, case: &Case) -> Class {
        let (a, b) = (self.here.units(&case.here), self.there.units(&case.there));
        classify(&self.here.stream, &self.there.stream, &Passage { a, b, common: 0 }).class
    }
}

/// What reads the texts, and the wording that everyone must use.
type Tools<'a> = (&'a Comparer, &'a Stock);

/// Which pairs of a corpus are measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pairs {
    /// Every one.
    All,
    /// Every second: the settings were chosen on these.
    Chosen,
    /// The others.
    Rest,
}

/// Prints the measures of both corpora. Reports of the provinces tell what wording all bodies use.
pub(crate) fn run(gold: &Path, rules: &RuleSet, shown: usize) -> Result<(), Box<dyn Error>> {
    let lists = Stock::new(rules);
    let mut texts = Vec::new();
    if let Ok(folder) = std::fs::read_dir(gold.join("../corpora/provincial_2026")) {
        for entry in folder {
            texts.push(Stream::new(&std::fs::read_to_string(entry?.path())?));
        }
    }
    // Each is another body's.
    let bodies = (0..).zip(&texts);
    let frequent = lists.clone().with(Frequent::new(bodies, 3));
    let analyser = Analyser::new(rules);
    let (lists, frequent) = ((analyser.comparer(), &lists), (analyser.comparer(), &frequent));
    let read = |name: &str| Corpus::read(&gold.join("copy").join(format!("{name}.tar.xz")));
    let synthetic = read("zh_synth_copy")?;
    measure("zh_synth, every second pair (settings were chosen on these)", &synthetic, Pairs::Chosen, lists);
    measure("zh_synth, the rest", &synthetic, Pairs::Rest, lists);
    measure("zh_synth, all", &synthetic, Pairs::All, lists);
    wrong(&synthetic, lists, shown);
    copied(
        "zh_synth, as single passages are looked for",
        &synthetic,
        lists,
        &analyser,
        &Settings::PASSAGES,
        0,
    );
    copied(
        "zh_synth, as a report and its prior are compared",
        &synthetic,
        lists,
        &analyser,
        &Settings::REPORTS,
        shown,
    );
    measure(
        "zh_synth, all, with the wording of three bodies or more as common wording",
        &synthetic,
        Pairs::All,
        frequent,
    );
    let pan = read("pan13_train")?;
    let chosen = "PAN13 training, every second pair (settings were chosen on these)";
    measure(chosen, &pan, Pairs::Chosen, lists);
    measure("PAN13 training, the rest", &pan, Pairs::Rest, lists);
    wrong(&pan, lists, shown);
    Ok(())
}

/// Prints the largest passages that were found where nothing was planted, and those that were planted
/// and not found.
fn wrong(corpus: &Corpus, (comparer, stock): Tools, shown: usize) {
    let mut wrong: Vec<(usize, String)> = Vec::new();
    for (kind, here, there, cases) in corpus.pairs.iter().filter(|_| shown > 0) {
        let pair = Pair::new(corpus.text(here), corpus.text(there), comparer, stock);
        let found: Vec<Case> = pair.found(&Settings::PASSAGES).into_iter().map(|found| found.case).collect();
        let cut = |text: &str, chars: &Range<usize>| -> String {
            text.chars().skip(chars.start).take(chars.len()).collect()
        };
        let mut push = |what: &str, case: &Case| {
            let (x, y) = (cut(&pair.here.text, &case.here), cut(&pair.there.text, &case.there));
            wrong.push((case.here.len(), format!("{what} {kind} {here} {there} {case:?}\n  {x:?}\n  {y:?}")));
        };
        let alone = |case: &Case, others: &[Case]| !others.iter().any(|other| overlap(case, other));
        found.iter().filter(|found| alone(found, cases)).for_each(|found| push("found", found));
        cases.iter().filter(|case| alone(case, &found)).for_each(|case| push("missed", case));
        for case in cases {
            let parts: Vec<&Case> = found.iter().filter(|found| overlap(case, found)).collect();
            if parts.len() > 1 {
                push(&format!("split into {parts:?}"), case);
            }
        }
    }
    wrong.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    for (_, line) in wrong.iter().take(shown) {
        println!("{line}");
    }
}

/// Prints what is said of the passages of a corpus, under some settings.
fn copied(
    name: &str,
    corpus: &Corpus,
    (comparer, stock): Tools,
    analyser: &Analyser,
    settings: &Settings,
    shown: usize,
) {
    println!("{name}");
    let mut copied = Copied::default();
    let jieba = jieba_rs::Jieba::new();
    for (kind, here, there, cases) in &corpus.pairs {
        let here_name = here;
        let (here, there) = (corpus.text(here), corpus.text(there));
        let pair = Pair::new(here, there, comparer, stock);
        let found = pair.found(settings);
        copied.add((kind, &pair.here.text, &pair.there.text), cases, &found, |case| pair.class(case));
        copied.add_report(&format!("{kind} {here_name}"), analyser, (here, there), cases);
        for case in cases {
            copied.add_edges((&pair.here.text, &case.here), (&pair.there.text, &case.there), &jieba);
        }
    }
    copied.print(shown);
}

fn measure(name: &str, corpus: &Corpus, which: Pairs, (comparer, stock): Tools) {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let started = std::time::Instant::now();
    let mut characters = 0;
    for (nth, (kind, here, there, cases)) in corpus.pairs.iter().enumerate() {
        if which != Pairs::All && (nth % 2 == 1) != (which == Pairs::Chosen) {
            continue;
        }
        let (x, y) = (corpus.text(here), corpus.text(there));
        characters += x.chars().count() + y.chars().count();
        let found = Pair::new(x, y, comparer, stock).found(&Settings::PASSAGES);
        let found: Vec<Case> = found.into_iter().map(|found| found.case).collect();
        tallies.entry(kind).or_default().add(cases, &found);
    }
    println!("{name}: {characters} characters in {:.1} s", started.elapsed().as_secs_f64());
    println!(
        "{:<28} {:>6} {:>8} {:>8} {:>8} {:>8}  cases detections",
        "", "pairs", "PlagDet", "recall", "precis.", "granul."
    );
    let mut all = Tally::default();
    for (kind, tally) in &tallies {
        print(kind, tally);
        all = all.sum(tally);
    }
    print("all", &all);
    let clean: Vec<&Tally> = tallies.values().filter(|tally| tally.cases == 0).collect();
    let (accused, pairs) =
        clean.iter().fold((0, 0), |sum, tally| (sum.0 + tally.accused, sum.1 + tally.pairs));
    println!(
        "false alarms per 1,000 clean pairs: {:.1} ({accused} of {pairs})\n",
        accused as f64 * 1000.0 / pairs.max(1) as f64
    );
}

fn print(kind: &str, tally: &Tally) {
    let measure = tally.measure();
    println!(
        "{kind:<28} {:>6} {:>8.4} {:>8.4} {:>8.4} {:>8.4} {:>6} {:>10}",
        tally.pairs,
        measure.plagdet,
        measure.recall,
        measure.precision,
        measure.granularity,
        tally.cases,
        tally.detections
    );
}
