//! Measures the copy detector: `cargo run --release --example evaluate_copying -- GOLD [NAME [FIRST
//! STEP [KIND]]]`, where GOLD holds `copy/*.tar.xz`; KIND shows the passages of that kind of editing.

#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

#[path = "evaluate/copying.rs"]
mod copying;

use std::{env, error::Error, path::PathBuf};

use ganhuo::{
    compare::{Frequent, Settings, Stock, Stream},
    rules::RuleSet,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let gold = PathBuf::from(arguments.first().ok_or("which folder holds the labelled texts?")?);
    let number = |at: usize, default| arguments.get(at).map_or(Ok(default), |number| number.parse());
    let part = (number(2, 0)?, number(3, 1)?);
    let rules = RuleSet::builtin().map_err(|errors| format!("{errors:?}"))?;
    let mut stock = Stock::new(&rules);
    // Reports of other bodies, by which wording that all use is known.
    if let Ok(folder) = env::var("BODIES") {
        let mut texts = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            texts.push((path.display().to_string(), Stream::new(&std::fs::read_to_string(path)?)));
        }
        let bodies = texts.iter().map(|(name, stream)| (name.as_str(), stream));
        stock = stock.with(Frequent::new(bodies, 3));
    }
    let mut settings = Settings::PASSAGES;
    for change in env::var("SET").unwrap_or_default().split(',').filter(|change| !change.is_empty()) {
        let (name, value) = change.split_once('=').ok_or("name=value")?;
        let (script, name) = name.split_once('.').ok_or("han.name or words.name")?;
        let limits = if script == "han" { &mut settings.han } else { &mut settings.words };
        match name {
            "gram" => limits.gram = value.parse()?,
            "cosine" => limits.likeness.cosine = value.parse()?,
            "dice" => limits.likeness.dice = value.parse()?,
            "fragment" => limits.fragment = value.parse()?,
            "gap" => limits.gap = value.parse()?,
            "piece" => limits.piece = value.parse()?,
            "cost" => limits.cost = value.parse()?,
            "least" => limits.least = value.parse()?,
            "dense" => limits.dense = value.parse()?,
            _ => return Err("no such limit".into()),
        }
    }
    for name in ["zh_synth_copy", "pan13_train"] {
        if arguments.get(1).is_none_or(|only| only == name) {
            let path = gold.join("copy").join(format!("{name}.tar.xz"));
            copying::run(name, &path, part, arguments.get(4).map(String::as_str), &stock, &settings)?;
        }
    }
    Ok(())
}
