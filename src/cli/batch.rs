//! The loop that every command shares: files in, reports out, in a fixed order.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use rayon::prelude::*;

use super::{args::Global, files};
use crate::{
    Analyser,
    compare::Library,
    model::{Lang, Prior, Report},
};

/// Reports that could be made, and what is to be said about the files that could not.
pub(super) struct Done {
    pub(super) reports: Vec<Report>,
    pub(super) failures: Vec<String>,
}

/// The analyser with the built-in packs.
pub(super) fn analyser() -> anyhow::Result<Analyser> {
    Analyser::builtin().map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{}", lines.join("\n"))
    })
}

/// Analyses every file behind `paths`, in parallel, in the order of the files.
pub(super) fn analyse(
    analyser: &Analyser,
    paths: &[PathBuf],
    library: &Library,
    global: &Global,
    lang: Lang,
) -> Done {
    let files = files::list(paths);
    let work = || {
        files
            .par_iter()
            .map(|path| {
                let input = files::read(path);
                let name = input.name;
                let bytes = input.bytes.map_err(|error| unreadable(&name, &error, lang))?;
                catch_unwind(AssertUnwindSafe(|| analyser.analyse(&bytes, &name, library)))
                    .map_err(|_| {
                        format!(
                            "ganhuo: {name}: {}",
                            lang.pick("程序内部错误，请反馈", "internal error, please report it")
                        )
                    })?
                    .map_err(|error| format!("ganhuo: {name}: {}", lang.pick(&error.zh, &error.en)))
            })
            .collect::<Vec<Result<Report, String>>>()
    };
    let results = match global.threads {
        Some(threads) => match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(work),
            Err(_) => work(),
        },
        None => work(),
    };
    let mut done = Done { reports: Vec::new(), failures: Vec::new() };
    for result in results {
        match result {
            Ok(report) => done.reports.push(report),
            Err(message) => done.failures.push(message),
        }
    }
    if files.is_empty() {
        let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        done.failures.push(format!(
            "ganhuo: {}: {}",
            names.join(", "),
            lang.pick(
                "文件夹里没有报告文件（txt、md、docx、html、pdf、ofd）",
                "no report files in the folder"
            )
        ));
    }
    done
}

/// The earlier reports behind `paths`.
pub(super) fn library(analyser: &Analyser, paths: &[PathBuf], lang: Lang) -> (Library, Vec<String>) {
    let (mut library, mut failures) = (Library::default(), Vec::new());
    for path in files::list(paths) {
        let input = files::read(&path);
        match input.bytes {
            Err(error) => failures.push(unreadable(&input.name, &error, lang)),
            Ok(bytes) => match analyser.document(&bytes, &input.name) {
                Err(error) => {
                    failures.push(format!("ganhuo: {}: {}", input.name, lang.pick(&error.zh, &error.en)))
                }
                Ok((document, _)) => {
                    let header = document.header();
                    let prior = Prior {
                        path: input.name,
                        title: header.title.clone(),
                        issuer: header.issuer.clone(),
                        year: header.year,
                        chosen: None,
                    };
                    library.reports.push((prior, document));
                }
            },
        }
    }
    (library, failures)
}

fn unreadable(name: &str, error: &std::io::Error, lang: Lang) -> String {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => {
            lang.pick("没有这个文件或文件夹，请检查路径", "no such file or folder; check the path")
        }
        std::io::ErrorKind::PermissionDenied => lang.pick("没有读取权限", "no permission to read it"),
        _ => return format!("ganhuo: {name}: {error}"),
    };
    format!("ganhuo: {name}: {why}")
}
