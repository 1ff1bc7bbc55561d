//! An archive on disk: the only place that reads and writes its files. The format is told in
//! `archive`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    archive::{
        Damage, Entry, MANIFEST, Manifest, checksum,
        common::{self, COMMON},
        record, segment_name,
    },
    compare::{Frequent, Stream, bodies, common_wording},
    model::{Document, Header, Lang},
};

/// Held by who changes the archive.
const LOCK: &str = "lock";

/// An archive that was opened.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    manifest: Manifest,
    /// Held while the archive may be changed.
    lock: Option<fs::File>,
}

/// Why an archive cannot be used.
#[derive(Debug)]
pub(super) enum Trouble {
    Damage(Damage),
    Io(io::Error),
    /// Another run changes it.
    Busy,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Damage> for Trouble {
    fn from(damage: Damage) -> Self {
        Self::Damage(damage)
    }
}

impl Trouble {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Damage(damage) => damage.message(lang),
            Self::Io(error) => {
                let (zh, en) = super::files::reason(error);
                lang.pick(&zh, &en).to_owned()
            }
            Self::Busy => lang
                .pick(
                    "另一个程序正在改动这个档案，请稍后再试",
                    "another run is changing this archive; try again later",
                )
                .to_owned(),
        }
    }
}

/// Whether a path is an archive.
pub(super) fn is_archive(path: &Path) -> bool {
    path.join(MANIFEST).is_file()
}

/// What became of a report that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    New,
    /// In place of an older text under the same path.
    Changed,
    /// It was there already.
    Same,
}

impl Store {
    /// Opens an archive for reading.
    pub(super) fn open(folder: &Path) -> Result<Self, Trouble> {
        let manifest = Manifest::read(&fs::read(folder.join(MANIFEST))?)?;
        Ok(Self { folder: folder.to_owned(), manifest, lock: None })
    }

    /// Opens an archive for changing; makes a new one if the folder is empty or missing.
    pub(super) fn open_for_change(folder: &Path) -> Result<Self, Trouble> {
        fs::create_dir_all(folder)?;
        if !is_archive(folder)
            && fs::read_dir(folder)?.any(|entry| entry.is_ok_and(|entry| is_foreign(&entry)))
        {
            return Err(Damage::NotAnArchive.into());
        }
        let lock = fs::File::create(folder.join(LOCK))?;
        lock.try_lock().map_err(|error| match error {
            fs::TryLockError::WouldBlock => Trouble::Busy,
            fs::TryLockError::Error(error) => Trouble::Io(error),
        })?;
        let mut store = if is_archive(folder) {
            Self::open(folder)?
        } else {
            let store = Self { folder: folder.to_owned(), manifest: Manifest::default(), lock: None };
            store.save()?;
            store
        };
        store.lock = Some(lock);
        store.clear()?;
        Ok(store)
    }

    /// The reports in it, by path.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.manifest.entries
    }

    /// Adds reports, all in one segment; what became of each.
    pub(super) fn add(&mut self, reports: &[(String, Document)]) -> Result<Vec<Added>, Trouble> {
        let number = self.manifest.next_segment();
        let mut manifest = self.manifest.clone();
        let mut segment = Vec::new();
        let mut done = Vec::new();
        for (path, document) in reports {
            let line = record::write(document);
            let before = manifest.find(path);
            if before.is_some_and(|before| before.is_intact(&line)) {
                done.push(Added::Same);
                continue;
            }
            done.push(if before.is_some() { Added::Changed } else { Added::New });
            manifest.insert(Entry::new(path, document.header(), number, segment.len() as u64, &line));
            segment.extend(line);
        }
        if !segment.is_empty() {
            self.put(&segment_name(number), &segment)?;
            manifest.unused = number.saturating_add(1);
            self.manifest = manifest;
            self.save()?;
            self.clear()?;
        }
        Ok(done)
    }

    /// Removes reports by the paths they were added by; those that were not there.
    pub(super) fn remove(&mut self, paths: &[String]) -> Result<Vec<String>, Trouble> {
        let (known, missing): (Vec<String>, Vec<String>) =
            paths.iter().cloned().partition(|path| self.manifest.find(path).is_some());
        if !known.is_empty() {
            self.manifest.unused = self.manifest.next_segment();
            self.manifest.entries.retain(|entry| !known.contains(&entry.about.path));
            self.save()?;
            self.clear()?;
        }
        Ok(missing)
    }

    /// Reads one report.
    pub(super) fn load(&self, entry: &Entry) -> Result<Document, Trouble> {
        let name = segment_name(entry.segment);
        let missing = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof => Damage::Segment(name.clone()).into(),
            _ => Trouble::Io(error),
        };
        let mut file = fs::File::open(self.folder.join(&name)).map_err(missing)?;
        // A length that the file does not have must not be reserved.
        if file.metadata()?.len() < entry.bytes.end {
            return Err(Damage::Segment(name).into());
        }
        let mut line = vec![0; (entry.bytes.end - entry.bytes.start) as usize];
        file.seek(SeekFrom::Start(entry.bytes.start))?;
        file.read_exact(&mut line).map_err(missing)?;
        let document = entry.is_intact(&line).then(|| record::read(&line)).flatten();
        Ok(document.ok_or_else(|| entry.damage())?)
    }

    /// Reads one report; if the archive was changed since it was opened, as it stands there now.
    pub(super) fn load_now(&self, entry: &Entry) -> Result<Document, Trouble> {
        self.load(entry).or_else(|trouble| {
            let now = Self::open(&self.folder)?;
            match now.manifest.find(&entry.about.path).filter(|now| *now != entry) {
                Some(entry) => now.load(entry),
                None => Err(trouble),
            }
        })
    }

    /// The wording that so many bodies of the archive use that it is nobody's. Damaged reports do not
    /// count.
    pub(super) fn common(&self, renamed: &BTreeMap<String, String>) -> Frequent {
        let stored = fs::read(self.folder.join(COMMON)).ok();
        let grams = stored.and_then(|bytes| common::read(self.key(renamed), &bytes));
        grams.map_or_else(|| self.count_common(renamed), Frequent::of_grams)
    }

    /// Counts that wording anew and keeps it, so that asking need not.
    pub(super) fn keep_common(&self, renamed: &BTreeMap<String, String>) -> Result<(), Trouble> {
        let grams = self.count_common(renamed);
        Ok(self.put(COMMON, &common::write(self.key(renamed), grams.grams()))?)
    }

    fn count_common(&self, renamed: &BTreeMap<String, String>) -> Frequent {
        let headers: Vec<Header> = self
            .entries()
            .iter()
            .map(|entry| Header { issuer: entry.about.issuer.clone(), ..Header::default() })
            .collect();
        let paths = self.entries().iter().map(|entry| entry.about.path.as_str());
        let bodies = bodies(paths.zip(&headers), renamed);
        common_wording(&bodies, || {
            let codes = |entry: &Entry| {
                self.load(entry).map_or_else(|_| Vec::new(), |document| Stream::of(&document).into_codes())
            };
            self.entries().par_iter().map(codes).collect()
        })
    }

    /// What the common wording depends on: the reports, and which names are one body's.
    fn key(&self, renamed: &BTreeMap<String, String>) -> u64 {
        checksum(format!("{}{renamed:?}", self.manifest.write()).as_bytes())
    }

    /// All that is damaged; empty if the archive is whole.
    pub(super) fn check(&self) -> Vec<Trouble> {
        let mut troubles: Vec<Trouble> = Vec::new();
        let mut said = BTreeSet::new();
        for entry in self.entries() {
            if let Err(trouble) = self.load(entry) {
                // One missing segment is one trouble, however many reports were in it.
                if said.insert(trouble.message(Lang::En)) {
                    troubles.push(trouble);
                }
            }
        }
        troubles
    }

    fn save(&self) -> io::Result<()> {
        self.put(MANIFEST, self.manifest.write().as_bytes())
    }

    /// Writes a file whole or not at all: beside its place, to disk, then renamed.
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let beside = self.folder.join(format!("{name}.new"));
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, self.folder.join(name))?;
        // The name itself must be on disk before anything builds on it; not every system can say so.
        if let Ok(folder) = fs::File::open(&self.folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// Deletes what no list names: segments without a report, and what a crash left half written.
    fn clear(&self) -> io::Result<()> {
        let used: BTreeSet<String> = self.entries().iter().map(|entry| segment_name(entry.segment)).collect();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let ours = is_segment(name.strip_suffix(".new").unwrap_or(&name));
            if name == format!("{MANIFEST}.new") || ours && !used.contains(&name) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Whether a name is one that segments have.
fn is_segment(name: &str) -> bool {
    name.strip_suffix(".jsonl")
        .is_some_and(|number| number.len() >= 6 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a file of a folder without a list speaks against making an archive there: anything but
/// what a first `add` that crashed may have left.
fn is_foreign(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy().into_owned();
    name != LOCK && name != format!("{MANIFEST}.new")
}

#[cfg(test)]
mod tests;
