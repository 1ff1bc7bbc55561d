//! A corpus in the layout of PAN: texts, pairs of them, and an XML file for each pair.

use std::{
    collections::BTreeMap,
    error::Error,
    io::{BufReader, Cursor, Read},
    path::Path,
};

use quick_xml::{Reader, events::Event};

use super::plagdet::Case;

/// A corpus in PAN layout: the files of an archive, by path below its first folder.
pub(crate) struct Corpus {
    texts: BTreeMap<String, String>,
    /// Folder of the kind of editing, here, there, cases.
    pub(crate) pairs: Vec<(String, String, String, Vec<Case>)>,
}

impl Corpus {
    /// Unpacks a `.tar.xz`.
    pub(crate) fn read(path: &Path) -> Result<Self, Box<dyn Error>> {
        let mut unpacked = Vec::new();
        lzma_rs::xz_decompress(&mut BufReader::new(std::fs::File::open(path)?), &mut unpacked)?;
        let mut corpus = Self { texts: BTreeMap::new(), pairs: Vec::new() };
        for entry in tar::Archive::new(Cursor::new(unpacked)).entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().into_owned();
            let parts: Vec<&str> = name.split('/').collect();
            let (Some(file), Some(folder)) =
                (parts.last().copied(), parts.len().checked_sub(2).map(|at| parts[at]))
            else {
                continue;
            };
            let mut text = String::new();
            if file.strip_suffix(".txt").is_some() {
                entry.read_to_string(&mut text)?;
                corpus.texts.insert(file.to_owned(), text.trim_start_matches('\u{feff}').to_owned());
            } else if file.strip_suffix(".xml").is_some() {
                entry.read_to_string(&mut text)?;
                let (here, there) = names(file).ok_or_else(|| format!("{name}: no pair of names"))?;
                corpus.pairs.push((folder.to_owned(), here, there, cases(&text)?));
            }
        }
        corpus.pairs.sort_by(|x, y| (&x.0, &x.1, &x.2).cmp(&(&y.0, &y.1, &y.2)));
        Ok(corpus)
    }

    /// A text by its name; empty if there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

/// `suspicious-documentN-source-documentM.xml`.
fn names(file: &str) -> Option<(String, String)> {
    let stem = file.strip_suffix(".xml")?;
    let at = stem.find("-source-")?;
    Some((format!("{}.txt", &stem[..at]), format!("{}.txt", &stem[at + 1..])))
}

fn cases(xml: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut reader = Reader::from_str(xml);
    let mut cases = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(cases),
            Event::Empty(tag) | Event::Start(tag) if tag.name().as_ref() == "feature" => {
                let number = |name: &str| -> Result<usize, Box<dyn Error>> {
                    let value = tag.try_get_attribute(name)?.ok_or("an attribute is missing")?;
                    Ok(value.value.parse()?)
                };
                if tag.try_get_attribute("this_offset")?.is_none() {
                    continue;
                }
                let (here, there) = (number("this_offset")?, number("source_offset")?);
                cases.push(Case {
                    here: here..here + number("this_length")?,
                    there: there..there + number("source_length")?,
                });
            }
            _ => {}
        }
    }
}

/// Line ends inside paragraphs become spaces; a paragraph ends with an empty line. Texts without
/// empty lines keep their lines.
pub(crate) fn joined(text: &str) -> String {
    if !text.is_ascii() && text.chars().filter(|c| !c.is_ascii()).count() * 2 > text.chars().count() {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let blank = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_none_or(|c| *c == '\n');
    chars
        .iter()
        .enumerate()
        .map(|(at, c)| match c {
            '\r' => ' ',
            '\n' if !blank(at.checked_sub(1)) && !blank(Some(at + 1)) => ' ',
            c => *c,
        })
        .collect()
}
