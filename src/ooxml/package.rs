//! The zip around the parts, with limits against files made to exhaust the reader.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use zip::ZipArchive;

use super::xml::{Token, Xml, attribute, local};

/// The largest part, unpacked, in bytes. The text of 1,000 pages is about 30 MB of XML; a zip
/// bomb is gigabytes.
const LARGEST_PART: u64 = 128 << 20;

/// All parts together, unpacked, in bytes.
const LARGEST_TOTAL: u64 = 192 << 20;

/// Why a package cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The zip is cut off or damaged.
    Damaged,
    /// A part is larger, unpacked, than any report.
    TooLarge,
    /// A part is encrypted.
    Encrypted,
    /// The part that holds the text is missing.
    NoText,
    /// A workbook.
    Workbook,
    /// A presentation.
    Slides,
}

/// An open package.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Name in lower case, with `/`, without a leading one; some writers use others.
    names: BTreeMap<String, usize>,
    budget: u64,
}

impl<'a> Package<'a> {
    /// Opens a zip.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        let names =
            (0..zip.len()).filter_map(|at| Some((normal(&zip.name_for_index(at)?.ok()?), at))).collect();
        Ok(Self { zip, names, budget: LARGEST_TOTAL })
    }

    /// Whether there is a part of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&normal(name))
    }

    /// The index of an entry in the zip.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.names.get(&normal(name)).copied()
    }

    /// The names of the parts, normalised, in order of the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The zip itself.
    pub fn zip(&mut self) -> &mut ZipArchive<Cursor<&'a [u8]>> {
        &mut self.zip
    }

    /// The text of a part; `None` if there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(at) = self.index(name) else { return Ok(None) };
        let file = self.zip.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why)
                if why == zip::result::ZipError::PASSWORD_REQUIRED =>
            {
                Fault::Encrypted
            }
            _ => Fault::Damaged,
        })?;
        let limit = LARGEST_PART.min(self.budget);
        if file.size() > limit {
            return Err(Fault::TooLarge);
        }
        // The stated size can lie, so the stream is cut as well.
        let mut bytes = Vec::with_capacity((file.size().min(1 << 20)) as usize);
        let read = file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Fault::Damaged)? as u64;
        if read > limit {
            return Err(Fault::TooLarge);
        }
        self.budget -= read;
        Ok(Some(decoded(bytes)))
    }
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// XML is UTF-8 unless a byte order mark says UTF-16.
fn decoded(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding != encoding_rs::UTF_8 => {
            encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
        }
        _ => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// A target relative to the folder of a part, or absolute, as a part name.
pub fn target_of(part: &str, target: &str) -> String {
    joined(part.rsplit_once('/').map_or("", |(folder, _)| folder), target)
}

/// One line of a relationship part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The last step of its type: `styles`, `numbering`, `comments`.
    pub kind: String,
    /// The part it leads to, from the root of the package.
    pub target: String,
}

/// The relations of a part (`""` for the package itself).
pub fn relations_of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Fault> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let rels =
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(source) = package.part(&rels)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&source);
    let mut found = Vec::new();
    while let Some(token) = xml.next_token() {
        let Token::Open(tag) = token else { continue };
        if local(&tag) != "Relationship" || attribute(&tag, "TargetMode").as_deref() == Some("External") {
            continue;
        }
        if let (Some(kind), Some(target)) = (attribute(&tag, "Type"), attribute(&tag, "Target")) {
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            found.push(Relation { kind, target: joined(folder, &target) });
        }
    }
    Ok(found)
}

/// A target relative to a folder, or absolute, without `.` and `..`.
fn joined(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_joined() {
        assert_eq!(joined("word", "styles.xml"), "word/styles.xml");
        assert_eq!(joined("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(joined("word", "../a/./b.xml"), "a/b.xml");
        assert_eq!(joined("", "../../b.xml"), "b.xml");
    }

    #[test]
    fn utf16_parts_are_read() {
        assert_eq!(decoded(b"\xff\xfe\x00\x4e".to_vec()), "一");
        assert_eq!(decoded("一".as_bytes().to_vec()), "一");
    }

    #[test]
    fn no_zip_is_damage() {
        assert_eq!(Package::open(b"PK\x03\x04 and nothing").err(), Some(Fault::Damaged));
    }
}
