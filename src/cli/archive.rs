//! `ganhuo archive`: earlier reports, read once and kept.

use std::{fmt::Write as _, io::Write, path::PathBuf};

use super::{
    Outcome,
    args::{Archive, ArchiveCommand, Global, PlainFormat},
    batch, files,
    session::Session,
    store::{Added, Store, Trouble},
};
use crate::{archive::Entry, model::Lang};

/// Reports that are read before they are stored; each such step is safe on disk when it is done.
const STEP: usize = 1000;

pub(super) fn run(
    global: &Global,
    args: &Archive,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let (folder, paths) = match &args.command {
        ArchiveCommand::Add { archive, paths } => (archive, paths.as_slice()),
        ArchiveCommand::List { archive, .. }
        | ArchiveCommand::Remove { archive, .. }
        | ArchiveCommand::Check { archive } => (archive, [].as_slice()),
    };
    let session = Session::new(global, None, None, paths, lang)?;
    session.guard(global.output.as_deref(), paths)?;
    let lang = session.settings.lang;
    let done = match &args.command {
        ArchiveCommand::Add { paths, .. } => return add(global, &session, folder, paths, out),
        ArchiveCommand::List { format, .. } => list(folder, *format, lang, out),
        ArchiveCommand::Remove { names, .. } => remove(global, &session, folder, names, out),
        ArchiveCommand::Check { .. } => check(folder, lang, out),
    };
    Ok(done.unwrap_or_else(|trouble| failed(folder, &trouble, lang)))
}

fn failed(folder: &std::path::Path, trouble: &Trouble, lang: Lang) -> Outcome {
    files::remark(&format!("ganhuo: {}: {}", folder.display(), trouble.message(lang)));
    Outcome::Failed
}

fn add(
    global: &Global,
    session: &Session,
    folder: &std::path::Path,
    paths: &[PathBuf],
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let lang = session.settings.lang;
    let comparer = session.comparer()?;
    let mut store = match Store::open_for_change(folder) {
        Ok(store) => store,
        Err(trouble) => return Ok(failed(folder, &trouble, lang)),
    };
    let files::Listing { files, failures, .. } = files::list(paths, &session.exclude);
    let (mut counts, mut failures) = ([0_usize; 3], batch::said(failures, lang));
    for step in files.chunks(STEP) {
        let mut reports = Vec::new();
        for read in batch::documents(comparer, session, step, global) {
            match read {
                Ok((about, document)) => reports.push((about.path, document)),
                Err(failure) => failures.push(failure),
            }
        }
        match store.add(&reports) {
            Ok(done) => {
                for added in done {
                    counts[added as usize] += 1;
                }
            }
            Err(trouble) => return Ok(failed(folder, &trouble, lang)),
        }
    }
    if counts[Added::New as usize] + counts[Added::Changed as usize] > 0 {
        let kept = batch::in_pool(global, || store.keep_common(&session.settings.renamed_bodies));
        if let Err(trouble) = kept {
            return Ok(failed(folder, &trouble, lang));
        }
    }
    let [new, changed, same] = [Added::New, Added::Changed, Added::Same].map(|added| counts[added as usize]);
    let total = store.entries().len();
    match lang {
        Lang::Zh => writeln!(out, "新增 {new} 份，更新 {changed} 份，已有 {same} 份；档案共 {total} 份")?,
        Lang::En => writeln!(out, "{new} added, {changed} replaced, {same} there already; {total} in all")?,
    }
    for failure in &failures {
        files::remark(&failure.line());
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

fn list(
    folder: &std::path::Path,
    format: PlainFormat,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<Outcome, Trouble> {
    let store = Store::open(folder)?;
    if format == PlainFormat::Json {
        let reports: Vec<serde_json::Value> = store.entries().iter().map(json).collect();
        writeln!(out, "{}", serde_json::json!({ "schema_version": 1, "reports": reports }))?;
        return Ok(Outcome::Clean);
    }
    let mut entries: Vec<&Entry> = store.entries().iter().collect();
    entries.sort_by_key(|entry| (entry.about.year, &entry.about.issuer, &entry.about.path));
    let mut shown = String::new();
    for entry in entries {
        let year = entry.about.year.map_or_else(|| "    ".to_owned(), |year| year.to_string());
        let issuer = entry.about.issuer.as_deref().unwrap_or(lang.pick("（单位不详）", "(no body)"));
        let _ = writeln!(shown, "{year}  {issuer}  {}", entry.about.path);
    }
    out.write_all(shown.as_bytes())?;
    Ok(Outcome::Clean)
}

fn json(entry: &Entry) -> serde_json::Value {
    let about = &entry.about;
    serde_json::json!({
        "path": about.path, "title": about.title, "issuer": about.issuer, "year": about.year, "genre": entry.genre,
    })
}

fn remove(
    global: &Global,
    session: &Session,
    folder: &std::path::Path,
    names: &[String],
    out: &mut dyn Write,
) -> Result<Outcome, Trouble> {
    let lang = session.settings.lang;
    // A misspelt folder must not become a new archive.
    Store::open(folder)?;
    let mut store = Store::open_for_change(folder)?;
    let before = store.entries().len();
    let missing = store.remove(names)?;
    if missing.len() < names.len() {
        batch::in_pool(global, || store.keep_common(&session.settings.renamed_bodies))?;
    }
    let (gone, total) = (before - store.entries().len(), store.entries().len());
    match lang {
        Lang::Zh => writeln!(out, "移除 {gone} 份；档案共 {total} 份")?,
        Lang::En => writeln!(out, "{gone} removed; {total} in all")?,
    }
    for name in &missing {
        let why = lang.pick(
            "档案里没有这份报告；用 ganhuo archive list 查看",
            "not in the archive; see ganhuo archive list",
        );
        files::remark(&format!("ganhuo: {name}: {why}"));
    }
    Ok(if missing.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

fn check(folder: &std::path::Path, lang: Lang, out: &mut dyn Write) -> Result<Outcome, Trouble> {
    let store = Store::open(folder)?;
    let troubles = store.check();
    for trouble in &troubles {
        files::remark(&format!("ganhuo: {}: {}", folder.display(), trouble.message(lang)));
    }
    let total = store.entries().len();
    match (troubles.is_empty(), lang) {
        (true, Lang::Zh) => writeln!(out, "档案完好，共 {total} 份")?,
        (true, Lang::En) => writeln!(out, "the archive is whole; {total} reports")?,
        (false, _) => {}
    }
    Ok(if troubles.is_empty() { Outcome::Clean } else { Outcome::Failed })
}
