//! The loop that every command shares: files in, reports out, in a fixed order.

use std::{
    io::{self, IsTerminal},
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::{args::Global, files, session::Session};
use crate::{
    Analyser,
    compare::Library,
    model::{Prior, Report},
};

/// From this many files on a person who watches sees a progress bar.
const LONG: usize = 50;

/// Reports that could be made, and what is to be said about the files that could not.
pub(super) struct Done {
    pub(super) reports: Vec<Report>,
    pub(super) failures: Vec<String>,
}

/// Analyses every file behind `paths`, in parallel, in the order of the files.
pub(super) fn analyse(
    analyser: &Analyser,
    session: &Session,
    paths: &[PathBuf],
    library: &Library,
    global: &Global,
) -> Done {
    let lang = session.settings.lang;
    let files = files::list(paths, &session.exclude);
    let bar = progress(files.len());
    let work = || {
        files
            .par_iter()
            .map(|path| {
                let result = one(analyser, session, path, library);
                bar.inc(1);
                result
            })
            .collect::<Vec<Result<Report, String>>>()
    };
    let pool = global
        .threads
        .and_then(|threads| rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build().ok());
    let results = match pool {
        // One file needs no pool; starting one costs time.
        _ if files.len() == 1 => vec![one(analyser, session, &files[0], library)],
        Some(pool) => pool.install(work),
        None => work(),
    };
    bar.finish_and_clear();
    let mut done = Done { reports: Vec::new(), failures: Vec::new() };
    for result in results {
        match result {
            Ok(report) => done.reports.push(report),
            Err(message) => done.failures.push(message),
        }
    }
    let why = lang.pick(
        "文件夹里没有报告文件（txt、md、docx、html、pdf、ofd）",
        "no report files here (txt, md, docx, html, pdf, ofd)",
    );
    for folder in paths.iter().filter(|path| path.is_dir()) {
        if !files.iter().any(|file| file.starts_with(folder)) {
            done.failures.push(format!("ganhuo: {}: {why}", folder.display()));
        }
    }
    done
}

fn one(
    analyser: &Analyser,
    session: &Session,
    path: &std::path::Path,
    library: &Library,
) -> Result<Report, String> {
    let lang = session.settings.lang;
    let local = session.local(path);
    let input = session.read(path);
    let name = input.name;
    let bytes = input.bytes.map_err(|(zh, en)| format!("ganhuo: {name}: {}", lang.pick(&zh, &en)))?;
    let analysed = catch_unwind(AssertUnwindSafe(|| analyser.analyse_with(&bytes, &name, library, &local)));
    match analysed {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(error)) => Err(format!("ganhuo: {name}: {}", lang.pick(&error.zh, &error.en))),
        Err(_) => {
            let why = lang.pick(
                "程序内部错误，此文件未检查，请反馈",
                "internal error, this file was not checked; please report it",
            );
            Err(format!("ganhuo: {name}: {why}"))
        }
    }
}

/// The earlier reports behind `paths`: files that are named are compared with every report; from
/// a folder each report gets its own body's earlier years.
pub(super) fn library(analyser: &Analyser, session: &Session, paths: &[PathBuf]) -> (Library, Vec<String>) {
    let lang = session.settings.lang;
    let mut failures = Vec::new();
    let mut library =
        Library { renamed: session.settings.renamed_bodies.clone(), lang, ..Library::default() };
    let (folders, named): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path.is_dir());
    let named = files::list(&named, &session.exclude);
    let offered = files::list(&folders, &session.exclude);
    let offered = offered.iter().filter(|path| !named.contains(path)).map(|path| (path, false));
    for (path, is_named) in named.iter().map(|path| (path, true)).chain(offered) {
        let input = session.read(path);
        let name = input.name;
        match input.bytes {
            Err((zh, en)) => failures.push(format!("ganhuo: {name}: {}", lang.pick(&zh, &en))),
            Ok(bytes) => match analyser.document(&bytes, &name) {
                Err(error) => failures.push(format!("ganhuo: {name}: {}", lang.pick(&error.zh, &error.en))),
                Ok((document, _)) => {
                    let header = document.header();
                    let prior = Prior {
                        path: name,
                        title: header.title.clone(),
                        issuer: header.issuer.clone(),
                        year: header.year,
                        chosen: None,
                    };
                    let list = if is_named { &mut library.reports } else { &mut library.offered };
                    list.push((prior, document));
                }
            },
        }
    }
    (library, failures)
}

fn progress(files: usize) -> ProgressBar {
    if files < LONG || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr()).with_style(style)
}
