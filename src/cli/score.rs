//! `ganhuo score`.

use std::io::Write;

use super::{
    Outcome,
    args::{CheckFormat, Global, Score},
    batch, files,
};
use crate::{compare::Library, model::Lang, report::json};

pub(super) fn run(global: &Global, args: &Score, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let analyser = batch::analyser()?;
    let done = batch::analyse(&analyser, &args.paths, &Library::default(), global, lang);
    match args.format {
        CheckFormat::Json => out.write_all(json::score(&done.reports).as_bytes())?,
        CheckFormat::Text => {
            for report in &done.reports {
                let value = report.analysis.scores.document.value.get();
                writeln!(out, "{value:>5}  {}  {}", report.analysis.document.header().title, report.path)?;
            }
        }
    }
    for failure in &done.failures {
        files::remark(failure);
    }
    Ok(if done.failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}
