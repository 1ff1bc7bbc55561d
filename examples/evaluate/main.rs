//! Prints every measure of a folder of labelled texts, so that the next person can see what to mend.
//!
//! `cargo run --release --example evaluate -- GOLD [--fit] [--worst N] [--rules DIR]`
//!
//! GOLD holds `statements_dev.jsonl` and `evidence/`; the reports that the statements come from are
//! looked for in `GOLD/../corpora`. `--fit` also fits the weights of the score and prints them.
//! `--rules DIR` takes the packs of a folder, so that a list can be mended without building.
//! Instead of all that,
//! - `GOLD --copying` measures the copy detector on `GOLD/copy` (with `--worst N` also the largest
//!   passages of each corpus that were found where nothing was planted, and planted ones not found);
//! - `FILE --labelled` measures against a file of statements like `tests/statements/labelled.tsv`;
//! - `DIR --ranking` ranks the reports under a folder, and tells what sections of each role reach;
//! - `DIR --speed` tells how fast recognising and scoring are on the texts under a folder.

// A program of its own: it reads files and prints.
#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

mod copied;
mod copying;
mod corpus;
mod evidence;
mod labelled;
mod line;
mod measures;
mod plagdet;
mod priors;
mod ranking;
mod speed;
mod statements;

use std::path::{Path, PathBuf};

use ganhuo::{Analyser, rules::RuleSet};

/// The allocator of the program, so that times are those of its users.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str =
    "usage: evaluate PATH [--fit] [--worst N] [--rules DIR] [--copying | --labelled | --ranking | --speed]";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut path = None;
    let mut fit = Fit::No;
    let (mut worst, mut shown) = (20, 0);
    let mut packs = None;
    let mut instead = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--fit" => fit = Fit::Yes,
            "--copying" | "--labelled" | "--ranking" | "--speed" => instead = Some(arg),
            "--rules" => packs = Some(PathBuf::from(args.next().ok_or("--rules needs a folder")?)),
            "--worst" => {
                worst = args.next().ok_or("--worst needs a number")?.parse()?;
                shown = worst;
            }
            _ => path = Some(PathBuf::from(arg)),
        }
    }
    let path = path.ok_or(USAGE)?;
    let rules = rules(packs.as_deref())?;
    match instead.as_deref() {
        Some("--copying") => copying::run(&path, &rules, shown).and_then(|()| priors::run(&path)),
        Some("--labelled") => own(&path, &rules),
        Some("--ranking") => ranking::run(&path, &rules),
        Some("--speed") => speed::run(&path, &rules),
        _ => {
            statements::run(&path, &rules, fit, worst)?;
            evidence::run(&path, &rules, worst)
        }
    }
}

/// Prints the agreement with a file of labelled statements, and where it fails.
fn own(file: &Path, rules: &RuleSet) -> Result<(), Box<dyn std::error::Error>> {
    let labelled = labelled::labelled(&std::fs::read_to_string(file)?, &Analyser::new(rules))?;
    let agreed = labelled::agreement(&labelled);
    println!("statements         {:>6}", labelled.len());
    println!("QWK of level       {:>6.3}", agreed.kappa);
    println!("exact level        {:>6.3}", agreed.exact);
    println!("level >= 2 or not  {:>6.3}", agreed.specific);
    println!("kind               {:>6.3}", agreed.kind);
    for line in labelled::differences(&labelled) {
        println!("  {line}");
    }
    Ok(())
}

/// The packs of a folder, so that a list can be mended without building; else the built-in ones.
fn rules(folder: Option<&Path>) -> Result<RuleSet, Box<dyn std::error::Error>> {
    let Some(folder) = folder else {
        return RuleSet::builtin().map_err(|errors| format!("{errors:?}").into());
    };
    let mut files = Vec::new();
    for (name, text) in ganhuo::rules::builtin_files() {
        files
            .push((*name, std::fs::read_to_string(folder.join(name)).unwrap_or_else(|_| (*text).to_owned())));
    }
    let files = files.iter().map(|(name, text)| (*name, text.as_str()));
    RuleSet::load(files).map_err(|errors| format!("{errors:?}").into())
}

/// Whether the weights are fitted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
}
