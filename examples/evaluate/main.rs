//! Prints every measure of a folder of labelled texts, so that the next person can see what to mend.
//!
//! `cargo run --release --example evaluate -- GOLD [--fit] [--worst N]`
//!
//! GOLD holds `statements_dev.jsonl` and `evidence/`; the reports that the statements come from are
//! looked for in `GOLD/../corpora`. `--fit` also fits the weights of the score and prints them.

// A program of its own: it reads files and prints.
#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

mod evidence;
mod measures;
mod statements;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut gold = None;
    let mut fit = Fit::No;
    let mut worst = 20;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--fit" => fit = Fit::Yes,
            "--worst" => worst = args.next().ok_or("--worst needs a number")?.parse()?,
            _ => gold = Some(PathBuf::from(arg)),
        }
    }
    let gold = gold.ok_or("usage: evaluate GOLD [--fit] [--worst N]")?;
    statements::run(&gold, fit, worst)?;
    evidence::run(&gold, worst)?;
    Ok(())
}

/// Whether the weights are fitted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
}
