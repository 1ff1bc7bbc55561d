//! How fast the stages that judge a text are, on one core.
//!
//! Bytes of UTF-8 per second of processor time, so that other programs on the machine matter little;
//! where the system does not tell the time a thread has run, the clock on the wall is taken.

use std::{
    error::Error,
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use ganhuo::{
    model::Document,
    read::read,
    recognise::{Recogniser, figures, recognise},
    rules::RuleSet,
    score::{Weights, score},
    segment::{Cues, segment},
};

use super::ranking::texts;

/// Each stage runs over all texts until so much time is spent, so many times; the best run counts,
/// because whatever else happens on the machine only ever makes a run slower.
const ROUNDS: u32 = 7;
const ROUND: Duration = Duration::from_millis(400);

/// Megabytes of one run of the whole pile, at most: larger piles tell nothing new.
const MOST: usize = 8_000_000;

/// Prints the speed of each stage over the text files under a folder.
pub(crate) fn run(folder: &Path, rules: &RuleSet) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    texts(folder, &mut files)?;
    files.sort();
    let (cues, recogniser, weights) = (Cues::new(rules), Recogniser::new(rules), Weights::new(rules));
    let mut documents = Vec::new();
    let mut bytes = 0;
    for file in files {
        let text = fs::read(&file)?;
        if bytes + text.len() > MOST {
            continue;
        }
        if let Ok(extract) = read(&text, &file.to_string_lossy()) {
            bytes += text.len();
            documents.push(segment(extract, &cues));
        }
    }
    if documents.is_empty() {
        return Err("no texts there".into());
    }
    let facts: Vec<_> = documents.iter().map(|document| recognise(document, &recogniser)).collect();
    let both: Vec<_> = documents.iter().zip(&facts).collect();
    println!("speed: {} texts, {:.2} MB, MB per second of processor time", documents.len(), mega(bytes));
    let figures = rate(bytes, &documents, |document: &Document| {
        black_box(figures(document, &recogniser));
    });
    let facts = rate(bytes, &documents, |document| drop(black_box(recognise(document, &recogniser))));
    let scores = rate(bytes, &both, |(document, facts)| drop(black_box(score(document, facts, &weights))));
    println!("numerals alone       {figures:>8.1}   (goal 200)");
    println!("recognise            {facts:>8.1}");
    println!("score                {scores:>8.1}");
    println!("recognise + score    {:>8.1}   (goal 40)", 1.0 / (1.0 / facts + 1.0 / scores));
    Ok(())
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Megabytes per second of a stage over all texts.
fn rate<T>(bytes: usize, texts: &[T], mut stage: impl FnMut(&T)) -> f64 {
    let mut best = 0f64;
    for _ in 0..ROUNDS {
        let (wall, start) = (Instant::now(), busy());
        let mut runs = 0;
        while runs == 0 || wall.elapsed() < ROUND {
            texts.iter().for_each(&mut stage);
            runs += 1;
        }
        let ran = busy().zip(start).and_then(|(end, start)| end.checked_sub(start));
        let spent = ran.filter(|ran| !ran.is_zero()).unwrap_or_else(|| wall.elapsed());
        best = best.max(mega(bytes) * f64::from(runs) / spent.as_secs_f64());
    }
    best
}

/// The time that this thread has run on a processor; only Linux tells.
fn busy() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
