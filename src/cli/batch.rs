//! The loop that every command shares: files in, reports out, in a fixed order.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, IsTerminal},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Mutex,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::{
    args::Global,
    files::{self, Listing, Unread},
    session::Session,
    store::{self, Store, Trouble},
};
use crate::{
    Analyser, Comparer, Scorer,
    archive::Entry,
    compare::{Known, Library, choose_known},
    model::{Document, Failure, Lang, Notice, Prior, Report},
    read::ReadError,
};

/// From this many files on a person who watches sees a progress bar.
const LONG: usize = 50;

/// Reports that could be made, and what is to be said about the files that could not.
pub(super) struct Done {
    pub(super) reports: Vec<Report>,
    pub(super) failures: Vec<Failure>,
}

/// Analyses every file behind `paths`, in parallel, in the order of the files.
pub(super) fn analyse(
    analyser: &Analyser,
    session: &Session,
    paths: &[PathBuf],
    (library, seen): (&Library, &Seen),
    global: &Global,
) -> Done {
    let work = |bytes: &[u8], name: &str, path: &Path| {
        analyser.analyse_with(bytes, name, library, &session.local(path))
    };
    let read = |path: &Path| {
        let (about, read) = seen.take(path)?;
        Some(analyser.analyse_read(read, &about.path, library, &session.local(path)))
    };
    each(session, paths, library, global, (&work, &read))
}

/// Compares every file behind `paths` with a library, in the same way.
pub(super) fn compare(
    comparer: &Comparer,
    session: &Session,
    paths: &[PathBuf],
    (library, seen): (&Library, &Seen),
    global: &Global,
) -> Done {
    let work = |bytes: &[u8], name: &str, _: &Path| comparer.compare(bytes, name, library);
    let read = |path: &Path| {
        let (about, read) = seen.take(path)?;
        Some(comparer.compare_read(read, &about.path, library))
    };
    each(session, paths, library, global, (&work, &read))
}

/// Scores every file behind `paths`, in the same way.
pub(super) fn score(scorer: &Scorer, session: &Session, paths: &[PathBuf], global: &Global) -> Done {
    let work = |bytes: &[u8], name: &str, path: &Path| scorer.score(bytes, name, session.local(path).genre);
    each(session, paths, &Library::default(), global, (&work, &|_| None))
}

/// What is done with a file: its bytes, its name, its path.
type Work<'a> = dyn Fn(&[u8], &str, &Path) -> Result<Report, ReadError> + Sync + 'a;

/// The report on a file that was read already, if it was.
type Ready<'a> = dyn Fn(&Path) -> Option<Report> + Sync + 'a;

/// What was read to know whose earlier years are wanted, so that it need not be read again.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<PathBuf, Mutex<Option<Whole>>>);

/// A file that was read: what is known of it, its document, what could not be read.
type Whole = (Prior, (Document, Vec<Notice>));

impl Seen {
    /// Gives a document away, so once: a file that is asked for again may have been changed since.
    fn take(&self, path: &Path) -> Option<Whole> {
        self.0.get(path)?.lock().ok()?.take()
    }
}

fn each(
    session: &Session,
    paths: &[PathBuf],
    library: &Library,
    global: &Global,
    work: (&Work, &Ready),
) -> Done {
    let lang = session.settings.lang;
    let Listing { files, failures, empty } = files::list(paths, &session.exclude);
    let bar = progress(files.len());
    let all = || -> Vec<Result<Report, Failure>> {
        files
            .par_iter()
            .map(|path| {
                let result = one(session, path, work);
                bar.inc(1);
                result
            })
            .collect()
    };
    let results = match files.as_slice() {
        // One file by itself needs no pool; starting one costs time.
        [file] if library.is_empty() => vec![one(session, file, work)],
        _ => in_pool(global, all),
    };
    bar.finish_and_clear();
    let mut done = Done { reports: Vec::new(), failures: said(failures, lang) };
    for result in results {
        match result {
            Ok(report) => done.reports.push(report),
            Err(failure) => done.failures.push(failure),
        }
    }
    let why = lang.pick(
        "文件夹里没有报告文件（txt、md、docx、html、pdf、ofd）",
        "no report files here (txt, md, docx, html, pdf, ofd)",
    );
    done.failures.extend(empty.iter().map(|folder| Failure::new(folder.to_string_lossy(), why)));
    done
}

/// Folders that could not be looked through, in the language of the run.
pub(super) fn said(unread: Vec<Unread>, lang: Lang) -> Vec<Failure> {
    unread.into_iter().map(|(path, (zh, en))| Failure::new(path, lang.pick(&zh, &en))).collect()
}

/// Does some parallel work with as many threads as were asked for.
pub(super) fn in_pool<T: Send>(global: &Global, work: impl FnOnce() -> T + Send) -> T {
    let pool = global
        .threads
        .and_then(|threads| rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build().ok());
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Reads and segments files in parallel, in the order of the files.
pub(super) fn documents(
    comparer: &Comparer,
    session: &Session,
    files: &[PathBuf],
    global: &Global,
) -> Vec<Result<(Prior, Document), Failure>> {
    let whole = wholes(comparer, session, files, global).into_iter();
    whole.map(|read| read.map(|(about, (document, _))| (about, document))).collect()
}

/// The same with what could not be read.
fn wholes(
    comparer: &Comparer,
    session: &Session,
    files: &[PathBuf],
    global: &Global,
) -> Vec<Result<Whole, Failure>> {
    let bar = progress(files.len());
    let read = |path: &PathBuf| {
        let read = catch_unwind(AssertUnwindSafe(|| document(comparer, session, path)));
        bar.inc(1);
        read.unwrap_or_else(|_| Err(crashed(&path.to_string_lossy(), session.settings.lang)))
    };
    let results = match files {
        [file] => vec![read(file)],
        _ => in_pool(global, || files.par_iter().map(read).collect()),
    };
    bar.finish_and_clear();
    results
}

/// Reads and segments one file.
fn document(comparer: &Comparer, session: &Session, path: &Path) -> Result<Whole, Failure> {
    let lang = session.settings.lang;
    let input = session.read(path);
    let said = |zh: &str, en: &str| Failure::new(&input.name, lang.pick(zh, en));
    let bytes = input.bytes.as_ref().map_err(|(zh, en)| said(zh, en))?;
    let read = comparer.document(bytes, &input.name).map_err(|error| said(&error.zh, &error.en))?;
    let header = read.0.header();
    let about = Prior {
        path: input.name,
        title: header.title.clone(),
        issuer: header.issuer.clone(),
        year: header.year,
        chosen: None,
    };
    Ok((about, read))
}

fn crashed(name: &str, lang: Lang) -> Failure {
    let why = lang.pick(
        "程序内部错误，此文件未检查，请反馈",
        "internal error, this file was not checked; please report it",
    );
    Failure::new(name, format!("{why}{}", super::panics::place(lang)))
}

fn one(session: &Session, path: &Path, (work, ready): (&Work, &Ready)) -> Result<Report, Failure> {
    let lang = session.settings.lang;
    match catch_unwind(AssertUnwindSafe(|| ready(path))) {
        Ok(Some(report)) => return Ok(report),
        Ok(None) => {}
        Err(_) => return Err(crashed(&path.to_string_lossy(), lang)),
    }
    let input = session.read(path);
    let name = input.name;
    let bytes = input.bytes.map_err(|(zh, en)| Failure::new(&name, lang.pick(&zh, &en)))?;
    let analysed = catch_unwind(AssertUnwindSafe(|| work(&bytes, &name, path)));
    match analysed {
        Ok(Ok(report)) => Ok(report),
        Ok(Err(error)) => Err(Failure::new(&name, lang.pick(&error.zh, &error.en))),
        Err(_) => Err(crashed(&name, lang)),
    }
}

/// Whether passages are looked for that stand in other bodies' reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    Asked,
    Unasked,
}

/// Whether the rules in force ask for them.
pub(super) fn others(analyser: &Analyser) -> Others {
    if analyser.asks_neighbours() { Others::Asked } else { Others::Unasked }
}

/// The earlier reports behind `paths`: files that are named are compared with every report; from
/// a folder or an archive each report behind `inputs` gets its own body's earlier years. Also what was read
/// of `inputs` for that.
pub(super) fn library(
    comparer: &Comparer,
    session: &Session,
    paths: &[PathBuf],
    inputs: &[PathBuf],
    others: Others,
    global: &Global,
) -> (Library, Seen, Vec<Failure>) {
    let lang = session.settings.lang;
    let mut failures = Vec::new();
    let mut seen = Seen::default();
    let mut library =
        Library { renamed: session.settings.renamed_bodies.clone(), lang, ..Library::default() };
    let (archives, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| store::is_archive(path));
    let (folders, named): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path.is_dir());
    let named = files::list(&named, &session.exclude).files;
    let Listing { files: mut offered, failures: unread, .. } = files::list(&folders, &session.exclude);
    failures.extend(said(unread, lang));
    offered.retain(|path| !named.contains(path));
    for (files, list) in [(named, &mut library.reports), (offered, &mut library.offered)] {
        for read in documents(comparer, session, &files, global) {
            match read {
                Ok(report) => list.push(report),
                Err(failure) => failures.push(failure),
            }
        }
    }
    library.count_common();
    if !archives.is_empty() {
        // Only their own earlier years are taken from the disk, so it must be known whose.
        let files = files::list(inputs, &session.exclude).files;
        let read = wholes(comparer, session, &files, global);
        let inputs: Vec<(PathBuf, Whole)> =
            files.into_iter().zip(read).filter_map(|(path, read)| Some((path, read.ok()?))).collect();
        for archive in archives {
            let taken = in_pool(global, || take(&archive, &inputs, others, &mut library, &mut failures));
            if let Err(trouble) = taken {
                failures.push(Failure::new(archive.to_string_lossy(), trouble.message(lang)));
            }
        }
        seen.0 = inputs.into_iter().map(|(path, read)| (path, Mutex::new(Some(read)))).collect();
    }
    if others == Others::Asked {
        library.find_neighbours();
    }
    (library, seen, failures)
}

/// Loads what an archive has of the earlier years of some reports.
fn take(
    archive: &Path,
    inputs: &[(PathBuf, Whole)],
    others: Others,
    library: &mut Library,
    failures: &mut Vec<Failure>,
) -> Result<(), Trouble> {
    let store = Store::open(archive)?;
    let mut wanted = BTreeSet::new();
    for (_, (about, (document, _))) in inputs {
        let known = store
            .entries()
            .iter()
            .enumerate()
            .map(|(at, entry)| (at, Known { about: &entry.about, genre: entry.genre.as_ref() }));
        let chosen = choose_known(&about.path, document.header(), known, &library.renamed, library.lang);
        wanted.extend(chosen.into_iter().map(|(at, _)| at));
    }
    // Its own count, since not all its reports are taken.
    library.frequent = library.frequent.or(&store.common(&library.renamed));
    let years: BTreeSet<i32> = inputs.iter().filter_map(|(_, (about, _))| about.year).collect();
    let same_year = |entry: &Entry| entry.about.year.is_some_and(|year| years.contains(&year));
    let entries: Vec<(bool, &Entry)> = store
        .entries()
        .iter()
        .enumerate()
        .map(|(at, entry)| (wanted.contains(&at), entry))
        .filter(|(own, entry)| *own || (others == Others::Asked && same_year(entry)))
        .collect();
    let loaded: Vec<Result<Document, Trouble>> =
        entries.par_iter().map(|(_, entry)| store.load_now(entry)).collect();
    for ((own, entry), document) in entries.into_iter().zip(loaded) {
        let list = if own { &mut library.offered } else { &mut library.others };
        match document {
            Ok(document) => list.push((entry.about.clone(), document)),
            Err(trouble) => {
                let why = trouble.message(library.lang);
                failures.push(Failure::new(archive.to_string_lossy(), why));
            }
        }
    }
    Ok(())
}

/// All reports behind some paths: files, folders, archives.
pub(super) fn everything(
    comparer: &Comparer,
    session: &Session,
    paths: &[PathBuf],
    global: &Global,
) -> (Vec<(Prior, Document)>, Vec<Failure>) {
    let lang = session.settings.lang;
    let (archives, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| store::is_archive(path));
    let Listing { files, failures, .. } = files::list(&paths, &session.exclude);
    let (mut reports, mut failures) = (Vec::new(), said(failures, lang));
    for read in documents(comparer, session, &files, global) {
        match read {
            Ok(report) => reports.push(report),
            Err(failure) => failures.push(failure),
        }
    }
    for archive in archives {
        let said = |trouble: Trouble| Failure::new(archive.to_string_lossy(), trouble.message(lang));
        match Store::open(&archive) {
            Ok(store) => {
                for entry in store.entries() {
                    match store.load(entry) {
                        Ok(document) => reports.push((entry.about.clone(), document)),
                        Err(trouble) => failures.push(said(trouble)),
                    }
                }
            }
            Err(trouble) => failures.push(said(trouble)),
        }
    }
    (reports, failures)
}

fn progress(files: usize) -> ProgressBar {
    if files < LONG || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr()).with_style(style)
}
