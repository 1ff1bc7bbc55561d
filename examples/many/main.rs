//! How long a hundred thousand reports take.
//!
//! `cargo run --profile quick --example many -- 10000 [TRUTH.tsv]` writes that many invented reports of 10,000
//! characters one after the other (nothing is kept but what the index keeps), finds which share
//! something, and joins each with its two earlier years. It prints the CPU seconds of each part
//! without the writing, the memory, and how many of the planted copies were found; the truth goes to a
//! file if one is named.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods)]

mod text;

use std::{collections::BTreeSet, env, error::Error, fmt::Write as _, fs, hint::black_box};

use ganhuo::compare::{Index, Joiner, cap, codes, prints};
use text::Writer;

/// Reports that are written before they are measured.
const STEP: u64 = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let reports: u64 = arguments.next().map_or(Ok(10_000), |number| number.parse())?;
    let truth = arguments.next();
    let writer = Writer::new(reports);
    let planted: Vec<text::Planted> = (0..reports).filter_map(|report| writer.planted(report)).collect();
    if let Some(path) = truth {
        let mut lines = String::from("to\tfrom\tsentences\tedited\n");
        for copy in &planted {
            let _ = writeln!(lines, "{}\t{}\t{}\t{}", copy.to, copy.from, copy.sentences, copy.edited);
        }
        fs::write(path, lines)?;
    }
    let (mut index, mut joins) = (Clock::default(), Clock::default());
    let mut store = Index::new((0..reports as u32).collect());
    let mut joiner = Joiner::default();
    // The units of this year's texts are wanted twice, those of a step are kept.
    let mut now: Vec<Vec<u32>> = vec![Vec::new(); STEP as usize];
    let (mut then, mut found) = (Vec::new(), Vec::new());
    let (mut characters, mut in_common) = (0, 0);
    for first in (0..reports).step_by(STEP as usize) {
        let last = (first + STEP).min(reports);
        let texts: Vec<[String; 3]> = (first..last)
            .map(|report| {
                [0, 1, 2].map(|version| {
                    let mut text = String::new();
                    writer.write(report, version, &mut text);
                    text
                })
            })
            .collect();
        characters += texts.iter().map(|text| text[0].chars().count()).sum::<usize>();
        index.start();
        for ((nth, [text, ..]), now) in (first..).zip(&texts).zip(&mut now) {
            codes(text, now);
            prints(now, &mut found);
            store.add(nth as u32, &found);
        }
        index.stop();
        joins.start();
        for ([_, before @ ..], now) in texts.iter().zip(&now) {
            joiner.take(now);
            for earlier in before {
                codes(earlier, &mut then);
                in_common += black_box(joiner.joined(&then));
            }
        }
        joins.stop();
    }
    index.start();
    let candidates = store.finish(cap(reports as usize));
    index.stop();
    let pairs: BTreeSet<(u64, u64)> =
        candidates.iter().map(|pair| (u64::from(pair.a), u64::from(pair.b))).collect();
    let hit = planted.iter().filter(|copy| pairs.contains(&(copy.from.min(copy.to), copy.from.max(copy.to))));
    println!("reports                  {reports}");
    println!("characters               {characters}");
    println!("index and chains         {:.1} CPU-s", index.seconds());
    println!("prior-year joins         {:.1} CPU-s for {}", joins.seconds(), 2 * reports);
    println!("characters of last years {in_common}");
    println!("pairs that share         {}", candidates.len());
    println!("planted copies found     {} of {}", hit.count(), planted.len());
    println!("memory                   {} MB", peak().unwrap_or(0) / 1024);
    Ok(())
}

/// CPU time of this process, in parts.
#[derive(Default)]
struct Clock {
    sum: u64,
    from: u64,
}

impl Clock {
    fn start(&mut self) {
        self.from = cpu();
    }

    fn stop(&mut self) {
        self.sum += cpu() - self.from;
    }

    fn seconds(&self) -> f64 {
        self.sum as f64 / 1e9
    }
}

/// Nanoseconds that this process was on a processor (Linux; 0 elsewhere).
fn cpu() -> u64 {
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The most memory that was in use, in kB (Linux).
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
