//! `ganhuo check`.

use std::io::Write;

use super::{
    Outcome,
    args::{Check, CheckFormat, Global},
    batch, files,
};
use crate::{
    model::{Lang, Severity},
    report::json,
};

pub(super) fn run(global: &Global, args: &Check, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let analyser = batch::analyser()?;
    let (library, mut failures) = batch::library(&analyser, &args.prior, lang);
    let done = batch::analyse(&analyser, &args.paths, &library, global, lang);
    failures.extend(done.failures);
    match args.format {
        CheckFormat::Json => out.write_all(json::check(&done.reports, lang).as_bytes())?,
        CheckFormat::Text => {
            for report in &done.reports {
                let document = &report.analysis.document;
                for finding in &report.findings {
                    let place = document.position(finding.span.start());
                    writeln!(
                        out,
                        "{}:{}:{}: {}[{}] {}",
                        report.path,
                        place.line,
                        place.column,
                        finding.severity.zh(),
                        finding.rule,
                        finding.message
                    )?;
                }
            }
        }
    }
    for failure in &failures {
        files::remark(failure);
    }
    let worst = done.reports.iter().flat_map(|report| &report.findings).map(|finding| finding.severity).max();
    Ok(match worst {
        _ if !failures.is_empty() => Outcome::Failed,
        Some(Severity::Error) => Outcome::Findings,
        _ => Outcome::Clean,
    })
}
