//! Prints every measure of a folder of labelled texts, so that the next person can see what to mend.
//!
//! `cargo run --release --example evaluate -- GOLD [--fit] [--worst N] [--rules DIR] [--copying]`
//!
//! GOLD holds `statements_dev.jsonl` and `evidence/`; the reports that the statements come from are
//! looked for in `GOLD/../corpora`. `--fit` also fits the weights of the score and prints them.
//! `--copying` measures the copy detector on `GOLD/copy` instead.

// A program of its own: it reads files and prints.
#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

mod copied;
mod copying;
mod corpus;
mod evidence;
mod line;
mod measures;
mod plagdet;
mod statements;

use std::path::{Path, PathBuf};

use ganhuo::rules::RuleSet;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut gold = None;
    let mut fit = Fit::No;
    let mut worst = 20;
    let mut packs = None;
    let mut copying = false;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--fit" => fit = Fit::Yes,
            "--copying" => copying = true,
            "--rules" => packs = Some(PathBuf::from(args.next().ok_or("--rules needs a folder")?)),
            "--worst" => worst = args.next().ok_or("--worst needs a number")?.parse()?,
            _ => gold = Some(PathBuf::from(arg)),
        }
    }
    let gold = gold.ok_or("usage: evaluate GOLD [--fit] [--worst N] [--rules DIR] [--copying]")?;
    let rules = rules(packs.as_deref())?;
    if copying {
        return copying::run(&gold, &rules);
    }
    statements::run(&gold, &rules, fit, worst)?;
    evidence::run(&gold, &rules, worst)?;
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
