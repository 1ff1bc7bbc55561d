//! `ganhuo check`.

use std::{collections::BTreeMap, fmt::Write as _, io::Write, path::Path};

use super::{
    Outcome,
    args::{Check, CheckFormat, Global},
    baseline, batch, files, fix, priors,
    session::{self, Session},
};
use crate::{
    model::{Failure, Lang, Report},
    report::{concise, github, html, json, sarif, sheet, text},
};

pub(super) fn run(global: &Global, args: &Check, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let session = Session::new(global, Some(&args.selection), args.fail_on.as_deref(), &args.paths, lang)?;
    let lang = session.settings.lang;
    if args.show_settings {
        out.write_all(session::show(&session, lang).as_bytes())?;
        return Ok(Outcome::Clean);
    }
    let priors = session.priors(&args.prior);
    let baseline = session.baseline(args.baseline.as_ref());
    for target in [&global.output, &args.comment] {
        session.guard(target.as_deref(), args.paths.iter().chain(&priors).chain(&baseline))?;
    }
    let analyser = session.analyser()?;
    let others = batch::others(analyser);
    let (mut library, seen, mut failures) =
        batch::library(analyser.comparer(), &session, &priors, &args.paths, others, global);
    library.passages_only = true;
    let mut done = batch::analyse(analyser, &session, &args.paths, (&library, &seen), global);
    if args.diff {
        failures.append(&mut done.failures);
        let outcome = show_diff(&done.reports, failures, lang, out)?;
        return Ok(args.excused(outcome));
    }
    if args.fix {
        anyhow::ensure!(
            !args.paths.iter().any(|path| path.as_os_str() == "-"),
            "{}",
            lang.pick("--fix 不能用于标准输入；请给出文件名", "--fix needs files, not the standard input")
        );
        let again = || batch::analyse(analyser, &session, &args.paths, (&library, &seen), global);
        done = fix::settle(done, again, lang, &mut failures);
    }
    for text in priors::remarks(&done.reports, &library, &session.priors(&args.prior), lang) {
        files::remark(&text);
    }
    failures.extend(done.failures);
    let mut reports = done.reports;
    if let Some(file) = baseline {
        baseline::apply(&file, &mut reports, lang)?;
    }
    if let Some(target) = &args.comment {
        failures.extend(comment(args, &reports, target, lang));
    }
    let rendered = match args.format {
        _ if args.statistics => statistics(&reports),
        CheckFormat::Json => json::check(&reports, &failures, lang),
        CheckFormat::Html => html::check(&reports, &failures, lang),
        CheckFormat::Csv => sheet::check(&reports, lang),
        CheckFormat::Concise => concise::check(&reports, lang),
        CheckFormat::Github => github::check(&reports, lang),
        CheckFormat::Sarif => sarif::check(&reports, &failures, &super::rules::infos(&session, lang)?, lang),
        CheckFormat::Text => {
            let look = files::look(global.color, global.output.is_some());
            let mut shown: Vec<String> =
                reports.iter().map(|report| text::check(report, lang, look)).collect();
            if reports.len() > 1 {
                shown.push(text::total(&reports, lang, look));
            }
            shown.join("\n")
        }
    };
    out.write_all(rendered.as_bytes())?;
    out.flush()?;
    // Formats that have no place for it must not hide that something was not read.
    if args.statistics || matches!(args.format, CheckFormat::Concise | CheckFormat::Csv | CheckFormat::Github)
    {
        files::notices(&reports, lang);
    }
    for failure in &failures {
        files::remark(&failure.line());
    }
    let worst = reports.iter().flat_map(|report| &report.findings).map(|finding| finding.severity).max();
    Ok(args.excused(match (worst, session.settings.fail_on) {
        _ if !failures.is_empty() => Outcome::Failed,
        (Some(worst), Some(limit)) if worst >= limit => Outcome::Findings,
        _ => Outcome::Clean,
    }))
}

impl Check {
    /// The outcome, but with `--exit-zero` findings do not show in the exit code; failures do.
    fn excused(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Findings if self.exit_zero => Outcome::Clean,
            outcome => outcome,
        }
    }
}

/// `--diff`: what `--fix` would change. Exit code 1 if there is something.
fn show_diff(
    reports: &[Report],
    mut failures: Vec<Failure>,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let mut diffs = String::new();
    for report in reports {
        match fix::diff(report, lang) {
            Ok(diff) => diffs.push_str(&diff),
            Err(why) => failures.push(why),
        }
    }
    out.write_all(diffs.as_bytes())?;
    for failure in &failures {
        files::remark(&failure.line());
    }
    Ok(match (failures.is_empty(), diffs.is_empty()) {
        (false, _) => Outcome::Failed,
        (true, true) => Outcome::Clean,
        (true, false) => Outcome::Findings,
    })
}

/// Writes the findings as comments into copies of the files.
#[cfg(feature = "docx")]
fn comment(args: &Check, reports: &[Report], target: &Path, lang: Lang) -> Vec<Failure> {
    super::comments::write(&args.paths, reports, target, lang)
}

#[cfg(not(feature = "docx"))]
fn comment(_: &Check, _: &[Report], _: &Path, lang: Lang) -> Vec<Failure> {
    vec![Failure::new("", lang.pick("这个版本的程序不能写批注", "this build cannot write comments"))]
}

/// Findings per rule, most frequent first, then by id.
fn statistics(reports: &[Report]) -> String {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in reports.iter().flat_map(|report| &report.findings) {
        *counts.entry((finding.rule.as_str(), finding.severity.name())).or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    let mut out = String::new();
    for ((rule, severity), count) in rows {
        let _ = writeln!(out, "{count:>6}  {severity:<7}  {rule}");
    }
    out
}
