//! How well the passages that `compare` finds agree with those that were planted, by corpus and by
//! kind of editing.

use std::{collections::BTreeMap, error::Error, ops::Range, path::Path};

use ganhuo::{
    Analyser,
    compare::{Frequent, Passage, Settings, Stock, Stream, align, classify},
    model::Class,
    rules::RuleSet,
};

use super::{
    copied::{Copied, Found},
    corpus::{Corpus, joined},
    plagdet::{Case, Tally},
};

/// Two texts ready to be compared.
struct Pair {
    here: String,
    there: String,
    a: Stream,
    b: Stream,
}

impl Pair {
    fn new(here: &str, there: &str, stock: &Stock) -> Self {
        let (here, there) = (joined(here), joined(there));
        let (mut a, mut b) = (Stream::new(&here), Stream::new(&there));
        stock.mark(&mut a, &here);
        stock.mark(&mut b, &there);
        Self { here, there, a, b }
    }

    /// The passages that the program finds, in characters.
    fn found(&self, settings: &Settings) -> Vec<Found> {
        let chars = |text: &str, bytes: Range<usize>| {
            let start = text[..bytes.start].chars().count();
            start..start + text[bytes].chars().count()
        };
        align(&self.a, &self.b, settings)
            .into_iter()
            .map(|passage| Found {
                case: Case {
                    here: chars(&self.here, self.a.bytes(&passage.a)),
                    there: chars(&self.there, self.b.bytes(&passage.b)),
                },
                class: classify(&self.a, &self.b, &passage).class,
            })
            .collect()
    }

    /// The class of a passage whose boundaries are given.
    fn class(&self, case: &Case) -> Class {
        let units = |text: &str, stream: &Stream, chars: &Range<usize>| {
            let byte = |nth: usize| text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
            stream.units(byte(chars.start)..byte(chars.end))
        };
        let (a, b) = (units(&self.here, &self.a, &case.here), units(&self.there, &self.b, &case.there));
        classify(&self.a, &self.b, &Passage { a, b, common: 0 }).class
    }
}

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
pub(crate) fn run(gold: &Path, rules: &RuleSet) -> Result<(), Box<dyn Error>> {
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
    let read = |name: &str| Corpus::read(&gold.join("copy").join(format!("{name}.tar.xz")));
    let synthetic = read("zh_synth_copy")?;
    measure("zh_synth, every second pair (settings were chosen on these)", &synthetic, Pairs::Chosen, &lists);
    measure("zh_synth, the rest", &synthetic, Pairs::Rest, &lists);
    measure("zh_synth, all", &synthetic, Pairs::All, &lists);
    let analyser = Analyser::new(rules);
    copied("zh_synth, as single passages are looked for", &synthetic, &lists, &analyser, &Settings::PASSAGES);
    copied(
        "zh_synth, as a report and its prior are compared",
        &synthetic,
        &lists,
        &analyser,
        &Settings::REPORTS,
    );
    measure(
        "zh_synth, all, with the wording of three bodies or more as common wording",
        &synthetic,
        Pairs::All,
        &frequent,
    );
    let pan = read("pan13_train")?;
    let chosen = "PAN13 training, every second pair (settings were chosen on these)";
    measure(chosen, &pan, Pairs::Chosen, &lists);
    measure("PAN13 training, the rest", &pan, Pairs::Rest, &lists);
    Ok(())
}

/// Prints what is said of the passages of a corpus, under some settings.
fn copied(name: &str, corpus: &Corpus, stock: &Stock, analyser: &Analyser, settings: &Settings) {
    println!("{name}");
    let mut copied = Copied::default();
    let jieba = jieba_rs::Jieba::new();
    for (kind, here, there, cases) in &corpus.pairs {
        let (here, there) = (corpus.text(here), corpus.text(there));
        let pair = Pair::new(here, there, stock);
        let found = pair.found(settings);
        copied.add((kind, &pair.here, &pair.there), cases, &found, |case| pair.class(case));
        copied.add_report(analyser, (here, there), cases);
        for case in cases {
            copied.add_edges((&pair.here, &case.here), (&pair.there, &case.there), &jieba);
        }
    }
    copied.print();
}

fn measure(name: &str, corpus: &Corpus, which: Pairs, stock: &Stock) {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let started = std::time::Instant::now();
    let mut characters = 0;
    for (nth, (kind, here, there, cases)) in corpus.pairs.iter().enumerate() {
        if which != Pairs::All && (nth % 2 == 1) != (which == Pairs::Chosen) {
            continue;
        }
        let (x, y) = (corpus.text(here), corpus.text(there));
        characters += x.chars().count() + y.chars().count();
        let found = Pair::new(x, y, stock).found(&Settings::PASSAGES);
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
