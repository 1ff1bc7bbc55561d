//! `ganhuo compare`.

use std::io::Write;

use super::{
    Outcome,
    args::{CheckFormat, Compare, Global},
    batch, files,
};
use crate::{model::Lang, report::json};

pub(super) fn run(
    global: &Global,
    args: &Compare,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let analyser = batch::analyser()?;
    let (library, mut failures) = batch::library(&analyser, &args.old, lang);
    let done = batch::analyse(&analyser, std::slice::from_ref(&args.new), &library, global, lang);
    failures.extend(done.failures);
    for report in &done.reports {
        match args.format {
            CheckFormat::Json => out.write_all(json::compare(report).as_bytes())?,
            CheckFormat::Text => {
                let comparison = &report.analysis.comparison;
                writeln!(out, "{}: {}‰", report.path, comparison.shares.document.get())?;
                for overlap in &comparison.overlaps {
                    writeln!(
                        out,
                        "{}: {}",
                        overlap.class.zh(),
                        report.analysis.document.slice(overlap.here)
                    )?;
                }
            }
        }
    }
    for failure in &failures {
        files::remark(failure);
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}
