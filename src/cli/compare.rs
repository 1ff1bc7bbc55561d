//! `ganhuo compare`.

use std::{io::Write, path::PathBuf};

use super::{
    Outcome, among,
    args::{Compare, CompareFormat, Global},
    batch, files, priors,
    session::Session,
};
use crate::{
    Analyser,
    model::{Document, Lang},
    report::{diff, html, json},
};

pub(super) fn run(
    global: &Global,
    args: &Compare,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let Some(new) = &args.new else { return among::run(global, args, lang, out) };
    let inputs = std::slice::from_ref(new);
    let session = Session::new(global, None, None, inputs, lang)?;
    let lang = session.settings.lang;
    let many = new.is_dir() && files::list(inputs, &session.exclude).files.len() > 1;
    match args.format {
        CompareFormat::Csv => {
            anyhow::bail!("{}", lang.pick("csv 只用于 --among", "csv is for --among only"))
        }
        CompareFormat::Html if many => anyhow::bail!(
            "{}: {}",
            new.display(),
            lang.pick(
                "一个网页只放一份报告；请逐份写出文件名，或用 text、json",
                "a page shows one report; name the files one by one, or use text or json"
            )
        ),
        _ => {}
    }
    let comparer = session.comparer()?;
    let named: Vec<PathBuf> = args.old.iter().chain(&args.prior).cloned().collect();
    let priors = session.priors(&named);
    anyhow::ensure!(
        !priors.is_empty(),
        "{}",
        lang.pick(
            "没有可对照的报告；请在后面写出往年报告的文件或文件夹",
            "nothing to compare with; name earlier reports or their folder"
        )
    );
    session.guard(global.output.as_deref(), inputs.iter().chain(&priors))?;
    let (library, seen, mut failures) =
        batch::library(comparer, &session, &priors, inputs, batch::Others::Unasked, global);
    let mut done = batch::compare(comparer, &session, inputs, (&library, &seen), global);
    failures.extend(done.failures);
    let look = files::look(global.color, global.output.is_some());
    for text in priors::remarks(&done.reports, &library, &priors, lang) {
        files::remark(&text);
    }
    for report in &mut done.reports {
        if args.format != CompareFormat::Json {
            Analyser::fill_diffs(report, &library);
        }
        let rendered = match args.format {
            CompareFormat::Html => {
                let compared = &report.analysis.comparison.priors;
                let documents: Vec<Option<&Document>> =
                    compared.iter().map(|prior| library.document(&prior.path)).collect();
                html::compare(report, &documents, lang)
            }
            CompareFormat::Json => continue,
            CompareFormat::Text | CompareFormat::Csv => diff::compare(report, args.measures, lang, look),
        };
        out.write_all(rendered.as_bytes())?;
    }
    if args.format == CompareFormat::Json {
        // A folder gives a list, also of one, so that its reader knows what comes.
        let rendered = match done.reports.as_slice() {
            [report] if !new.is_dir() => json::compare(report, lang),
            [] if !new.is_dir() => String::new(),
            reports => json::compare_all(reports, &failures, lang),
        };
        out.write_all(rendered.as_bytes())?;
    }
    out.flush()?;
    files::notices(&done.reports, lang);
    for failure in &failures {
        files::remark(&failure.line());
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}
