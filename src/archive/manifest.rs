//! The list of an archive: text, one line for each report, fields parted by tabs.
//!
//! The last line says how many there are, which number the next segment gets, and the checksum of all
//! lines before it, so that a list that was cut short or changed is recognised. Lists of version 1
//! have no such number.

use std::{fmt::Write as _, ops::Range};

use super::{Damage, VERSION, checksum};
use crate::model::{Header, Prior};

/// The name of the list; a folder that holds it is an archive.
pub const MANIFEST: &str = "ganhuo-archive";

/// One report of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The path it was added by, its title, body and year.
    pub about: Prior,
    /// Genre of the pack whose titles fit.
    pub genre: Option<String>,
    /// The number of its segment.
    pub segment: u32,
    /// Its bytes there.
    pub bytes: Range<u64>,
    /// The checksum of these.
    pub checksum: u64,
}

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Manifest {
    /// The reports, by path.
    pub entries: Vec<Entry>,
    /// No segment has had this number or a higher one; 0 if that was not kept.
    pub unused: u32,
}

/// The file name of a segment.
pub fn segment_name(number: u32) -> String {
    format!("{number:06}.jsonl")
}

impl Entry {
    /// The entry of a report that is stored at a place.
    pub fn new(path: &str, header: &Header, segment: u32, start: u64, record: &[u8]) -> Self {
        Self {
            about: Prior {
                path: path.to_owned(),
                title: header.title.clone(),
                issuer: header.issuer.clone(),
                year: header.year,
                chosen: None,
            },
            genre: header.genre.clone(),
            segment,
            bytes: start..start + record.len() as u64,
            checksum: checksum(record),
        }
    }

    /// Whether some bytes are what was stored.
    pub fn is_intact(&self, record: &[u8]) -> bool {
        record.len() as u64 == self.bytes.end - self.bytes.start && checksum(record) == self.checksum
    }

    /// What to say of it when it is not.
    pub fn damage(&self) -> Damage {
        Damage::Record(self.about.path.clone(), segment_name(self.segment))
    }

    fn line(&self, out: &mut String) {
        let _ = write!(
            out,
            "{}\t{}\t{}\t{:016x}",
            self.segment,
            self.bytes.start,
            self.bytes.end - self.bytes.start,
            self.checksum
        );
        let year = self.about.year.map(|year| year.to_string());
        let about = &self.about;
        for field in
            [&year, &self.genre, &about.issuer, &Some(about.title.clone()), &Some(about.path.clone())]
        {
            out.push('\t');
            escape(out, field.as_deref().unwrap_or(""));
        }
        out.push('\n');
    }

    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let segment = next()?.parse().ok()?;
        let start: u64 = next()?.parse().ok()?;
        let length: u64 = next()?.parse().ok()?;
        let checksum = u64::from_str_radix(next()?, 16).ok()?;
        let year = match next()? {
            "" => None,
            year => Some(year.parse().ok()?),
        };
        let text = |field: &str| Some(unescape(field)).filter(|text| !text.is_empty());
        let genre = text(next()?);
        let issuer = text(next()?);
        let title = unescape(next()?);
        let path = unescape(next()?);
        let about = Prior { path, title, issuer, year, chosen: None };
        let bytes = start..start.checked_add(length)?;
        next().is_none().then_some(Self { about, genre, segment, bytes, checksum })
    }
}

impl Manifest {
    /// The list as it is stored.
    pub fn write(&self) -> String {
        let mut out = format!("{MANIFEST} {VERSION}\n");
        for entry in &self.entries {
            entry.line(&mut out);
        }
        let last = last_line(VERSION, self.entries.len(), self.next_segment(), &out);
        out + &last + "\n"
    }

    /// Reads a list; one that is not whole is refused.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            Damage::Manifest(bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count())
        })?;
        let first = text.split('\n').next().unwrap_or("");
        let version = first.strip_prefix(MANIFEST).and_then(|rest| rest.strip_prefix(' '));
        let version: u32 = version.and_then(|version| version.parse().ok()).ok_or(Damage::NotAnArchive)?;
        if !(1..=VERSION).contains(&version) {
            return Err(Damage::Version(version));
        }
        let lines = text.split('\n').count().saturating_sub(1);
        let damaged = || Damage::Manifest(lines.max(1));
        let body = text.strip_suffix('\n').ok_or_else(damaged)?;
        let (_, last) = body.rsplit_once('\n').ok_or_else(damaged)?;
        let body = &text[..body.len() - last.len()];
        let mut entries = Vec::new();
        for (nth, line) in body.lines().enumerate().skip(1) {
            entries.push(Entry::parse(line).ok_or(Damage::Manifest(nth + 1))?);
        }
        let unused = match version {
            1 => 0,
            _ => last.split('\t').nth(2).and_then(|next| next.parse().ok()).ok_or_else(damaged)?,
        };
        if last == last_line(version, entries.len(), unused, body) {
            Ok(Self { entries, unused })
        } else {
            Err(damaged())
        }
    }

    /// The number that the next segment gets: never one that a segment had before, since somebody may
    /// still read by an older list.
    pub fn next_segment(&self) -> u32 {
        let last = self.entries.iter().map(|entry| entry.segment).max().unwrap_or(0);
        self.unused.max(last.saturating_add(1))
    }

    /// Adds an entry, in place of one of the same path; by path.
    pub fn insert(&mut self, entry: Entry) {
        let at = self.entries.partition_point(|other| other.about.path < entry.about.path);
        match self.entries.get_mut(at).filter(|other| other.about.path == entry.about.path) {
            Some(other) => *other = entry,
            None => self.entries.insert(at, entry),
        }
    }

    /// The entry of a path.
    pub fn find(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.partition_point(|other| other.about.path.as_str() < path);
        self.entries.get(at).filter(|entry| entry.about.path == path)
    }
}

fn last_line(version: u32, entries: usize, unused: u32, body: &str) -> String {
    if version == 1 {
        return format!("end\t{entries}\t{:016x}", checksum(body.as_bytes()));
    }
    let sum = checksum(format!("{body}{unused}").as_bytes());
    format!("end\t{entries}\t{unused}\t{sum:016x}")
}

fn escape(out: &mut String, field: &str) {
    for c in field.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
}

fn unescape(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        out.push(match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            (c, false) => c,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        let header = Header {
            title: "澜溪区水务局\t2023年\\报告".to_owned(),
            issuer: Some("澜溪区水务局".to_owned()),
            year: Some(2023),
            ..Header::default()
        };
        Entry::new(path, &header, 1, 40, b"record")
    }

    fn manifest() -> Manifest {
        let mut manifest = Manifest::default();
        for path in ["b.txt", "a\n.txt", "c.txt", "b.txt"] {
            manifest.insert(entry(path));
        }
        manifest
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let manifest = manifest();
        assert_eq!(manifest.entries.len(), 3);
        let next = |manifest: &Manifest, unused| Ok(Manifest { unused, ..manifest.clone() });
        assert_eq!(Manifest::read(manifest.write().as_bytes()), next(&manifest, 2));
        assert_eq!(Manifest::read(Manifest::default().write().as_bytes()), next(&Manifest::default(), 1));
        assert_eq!(manifest.find("c.txt"), Some(&entry("c.txt")));
        assert_eq!(manifest.find("d.txt"), None);
    }

    #[test]
    fn a_list_that_was_cut_anywhere_is_refused() {
        let whole = manifest().write();
        for end in 0..whole.len() {
            assert!(Manifest::read(&whole.as_bytes()[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn a_list_with_any_bit_flipped_is_refused() {
        let whole = manifest().write().into_bytes();
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << bit;
                assert!(Manifest::read(&flipped).is_err(), "byte {at} bit {bit}");
            }
        }
    }

    #[test]
    fn a_number_is_not_given_twice() {
        let mut manifest = manifest();
        manifest.entries.clear();
        manifest.unused = 9;
        assert_eq!(Manifest::read(manifest.write().as_bytes()).map(|list| list.next_segment()), Ok(9));
    }

    #[test]
    fn lists_of_the_first_version_are_read() {
        let text = manifest().write().replacen(" 2\n", " 1\n", 1);
        let (body, _) = text.rsplit_once("end\t").unwrap();
        let old = format!("{body}end\t3\t{:016x}\n", checksum(body.as_bytes()));
        let read = Manifest::read(old.as_bytes()).unwrap();
        assert_eq!((read.entries.len(), read.next_segment()), (3, 2));
    }

    #[test]
    fn another_version_is_named() {
        let text = manifest().write().replacen(" 2\n", " 7\n", 1);
        assert_eq!(Manifest::read(text.as_bytes()), Err(Damage::Version(7)));
        assert_eq!(Manifest::read(b"# notes\n"), Err(Damage::NotAnArchive));
    }
}
