//! `PlagDet` (Potthast, Stein, Barrón-Cedeño, Rosso 2010, “An Evaluation Framework for Plagiarism
//! Detection”): how well the passages that `compare` finds agree with those that were planted.

use std::{
    collections::BTreeMap,
    error::Error,
    io::{BufReader, Cursor, Read},
    ops::Range,
    path::Path,
};

use ganhuo::compare::{Settings, Stock, Stream, align};
use quick_xml::{Reader, events::Event};

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

fn overlap(x: &Case, y: &Case) -> bool {
    common(&x.here, &y.here) > 0 && common(&x.there, &y.there) > 0
}

/// Characters of `range` that are covered by others.
fn covered(range: &Range<usize>, others: impl Iterator<Item = Range<usize>>) -> usize {
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
    pairs: usize,
    /// Pairs with a detection but no case.
    accused: usize,
    cases: usize,
    detections: usize,
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

/// A corpus in PAN layout: the files of an archive, by path below its first folder.
pub(crate) struct Corpus {
    texts: BTreeMap<String, String>,
    /// Folder of the kind of editing, here, there, cases.
    pub(crate) pairs: Vec<(String, String, String, Vec<Case>)>,
}

impl Corpus {
    /// Unpacks a `.tar.xz`.
    pub(crate) fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut unpacked = Vec::new();
        lzma_rs::xz_decompress(&mut BufReader::new(std::fs::File::open(path)?), &mut unpacked)?;
        let mut corpus = Self { texts: BTreeMap::new(), pairs: Vec::new() };
        for entry in tar::Archive::new(Cursor::new(unpacked)).entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().into_owned();
            let parts: Vec<&str> = name.split('/').collect();
            let (Some(file), Some(folder)) =
                (parts.last().copied(), parts.len().checked_sub(2).map(|at| parts[at]))
            else {
                continue;
            };
            let mut text = String::new();
            if file.ends_with(".txt") {
                entry.read_to_string(&mut text)?;
                corpus.texts.insert(file.to_owned(), text.trim_start_matches('\u{feff}').to_owned());
            } else if file.ends_with(".xml") {
                entry.read_to_string(&mut text)?;
                let (here, there) = names(file).ok_or_else(|| format!("{name}: no pair of names"))?;
                corpus.pairs.push((folder.to_owned(), here, there, cases(&text)?));
            }
        }
        corpus.pairs.sort_by(|x, y| (&x.0, &x.1, &x.2).cmp(&(&y.0, &y.1, &y.2)));
        Ok(corpus)
    }

    fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

/// `suspicious-documentN-source-documentM.xml`.
fn names(file: &str) -> Option<(String, String)> {
    let stem = file.strip_suffix(".xml")?;
    let at = stem.find("-source-")?;
    Some((format!("{}.txt", &stem[..at]), format!("{}.txt", &stem[at + 1..])))
}

fn cases(xml: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut reader = Reader::from_str(xml);
    let mut cases = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(cases),
            Event::Empty(tag) | Event::Start(tag) if tag.name().as_ref() == "feature" => {
                let number = |name: &str| -> Result<usize, Box<dyn Error>> {
                    let value = tag.try_get_attribute(name)?.ok_or("an attribute is missing")?;
                    Ok(value.value.parse()?)
                };
                if tag.try_get_attribute("this_offset")?.is_none() {
                    continue;
                }
                let (here, there) = (number("this_offset")?, number("source_offset")?);
                cases.push(Case {
                    here: here..here + number("this_length")?,
                    there: there..there + number("source_length")?,
                });
            }
            _ => {}
        }
    }
}

/// Line ends inside paragraphs become spaces; a paragraph ends with an empty line. Texts without
/// empty lines keep their lines.
fn joined(text: &str) -> String {
    if !text.is_ascii() && text.chars().filter(|c| !c.is_ascii()).count() * 2 > text.chars().count() {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let blank = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_none_or(|c| *c == '\n');
    chars
        .iter()
        .enumerate()
        .map(|(at, c)| match c {
            '\r' => ' ',
            '\n' if !blank(at.checked_sub(1)) && !blank(Some(at + 1)) => ' ',
            c => *c,
        })
        .collect()
}

/// The passages that the program finds, in characters.
fn detect(here: &str, there: &str, stock: &Stock, settings: &Settings) -> Vec<Case> {
    let (here, there) = (joined(here), joined(there));
    let (mut a, mut b) = (Stream::new(&here), Stream::new(&there));
    stock.mark(&mut a, &here);
    stock.mark(&mut b, &there);
    let chars = |text: &str, bytes: Range<usize>| {
        let start = text[..bytes.start].chars().count();
        start..start + text[bytes].chars().count()
    };
    align(&a, &b, settings)
        .into_iter()
        .map(|passage| Case {
            here: chars(&here, a.bytes(&passage.a)),
            there: chars(&there, b.bytes(&passage.b)),
        })
        .collect()
}

/// Measures one corpus, taking each `step`-th pair of every kind from the `first` on.
pub(crate) fn run(
    name: &str,
    path: &Path,
    (first, step): (usize, usize),
    show: Option<&str>,
    stock: &Stock,
    settings: &Settings,
) -> Result<(), Box<dyn Error>> {
    let corpus = Corpus::read(path)?;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let started = std::time::Instant::now();
    let mut characters = 0;
    for (nth, (kind, here, there, cases)) in corpus.pairs.iter().enumerate() {
        if nth % step != first {
            continue;
        }
        let (x, y) = (corpus.text(here), corpus.text(there));
        characters += x.chars().count() + y.chars().count();
        let found = detect(x, y, stock, settings);
        if show.is_some_and(|show| kind.contains(show)) {
            println!("{here} {there}");
            let text = |text: &str, range: &Range<usize>| -> String {
                text.chars().skip(range.start).take(range.len()).collect::<String>().replace('\n', "⏎")
            };
            for (label, list) in [("  planted", cases), ("  found  ", &found)] {
                for case in list {
                    println!(
                        "{label} {:?} {:?}\n     {}\n     {}",
                        case.here,
                        case.there,
                        text(x, &case.here),
                        text(y, &case.there)
                    );
                }
            }
        }
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
        "false alarms per 1,000 clean pairs: {:.1} ({accused} of {pairs})",
        accused as f64 * 1000.0 / pairs.max(1) as f64
    );
    Ok(())
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
