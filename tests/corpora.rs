//! The texts in `corpora/` and their manifests say the same.

// A test may read the texts it judges.
#![allow(clippy::disallowed_methods)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16LE};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    report: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    body: String,
    year: u16,
    encoding: String,
    note: String,
    genre: Option<String>,
    style: Option<String>,
    from: Option<String>,
    #[serde(default)]
    prior: Vec<String>,
    #[serde(default)]
    fault: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    defect: String,
    text: String,
    note: String,
}

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora").join(name)
}

fn manifest(name: &str) -> Vec<Entry> {
    let text = fs::read_to_string(corpus(name).join("manifest.toml")).unwrap();
    toml::from_str::<Manifest>(&text).unwrap().report
}

/// Paths of the reports below `folder`, relative to it, with `/`.
fn files(folder: &Path) -> BTreeSet<String> {
    fn walk(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else if name != "manifest.toml" {
                found.insert(name);
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(folder, "", &mut found);
    found
}

/// The text of a report, read strictly in the encoding that its entry states.
fn text(name: &str, entry: &Entry) -> String {
    let bytes = fs::read(corpus(name).join(&entry.path)).unwrap();
    let (encoding, mark): (&'static Encoding, &[u8]) = match entry.encoding.as_str() {
        "utf-8" => (UTF_8, b""),
        "utf-8-bom" => (UTF_8, b"\xEF\xBB\xBF"),
        "utf-16le-bom" => (UTF_16LE, b"\xFF\xFE"),
        "gb18030" => (GB18030, b""),
        other => panic!("{}: encoding {other} is not known", entry.path),
    };
    let rest = bytes.strip_prefix(mark).unwrap_or_else(|| panic!("{}: no byte order mark", entry.path));
    assert!(Encoding::for_bom(rest).is_none(), "{}: an unexpected byte order mark", entry.path);
    if encoding == GB18030 {
        assert!(UTF_8.decode_without_bom_handling_and_without_replacement(rest).is_none(), "{}", entry.path);
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(rest)
        .unwrap_or_else(|| panic!("{}: not {}", entry.path, entry.encoding))
        .into_owned()
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

#[test]
fn manifests_and_files_agree_both_ways() {
    for name in ["lanxi", "smoke"] {
        let entries = manifest(name);
        let listed: BTreeSet<String> = entries.iter().map(|entry| entry.path.clone()).collect();
        assert_eq!(listed.len(), entries.len(), "{name}: a path is listed twice");
        assert_eq!(listed, files(&corpus(name)), "{name}");
    }
}

#[test]
fn every_report_is_in_the_encoding_its_entry_states() {
    for name in ["lanxi", "smoke"] {
        for entry in manifest(name) {
            assert!(!text(name, &entry).is_empty(), "{name}/{}", entry.path);
            assert!(!entry.note.is_empty(), "{name}/{}", entry.path);
        }
    }
}

#[test]
fn every_report_names_its_body_and_year() {
    for name in ["lanxi", "smoke"] {
        for entry in manifest(name) {
            let joined: String = text(name, &entry)
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| match c {
                    '０'..='９' => char::from(b'0' + u8::try_from(u32::from(c) - u32::from('０')).unwrap()),
                    other => other,
                })
                .collect();
            assert!(joined.contains(&entry.body), "{name}/{}: {}", entry.path, entry.body);
            if entry.year > 0 {
                assert!(joined.contains(&format!("{}年", entry.year)), "{name}/{}", entry.path);
            }
        }
    }
}

#[test]
fn eight_bodies_report_on_three_years_in_two_to_five_thousand_characters() {
    let mut years: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for entry in manifest("lanxi") {
        let count = characters(&text("lanxi", &entry));
        assert!((2000..=5000).contains(&count), "{}: {count} characters", entry.path);
        assert!(entry.style.is_some(), "{}", entry.path);
        match entry.genre.as_deref() {
            Some("fazhi") => assert!(years.entry(entry.body).or_default().insert(entry.year)),
            Some("xinxi-gongkai") => {}
            other => panic!("{}: genre {other:?}", entry.path),
        }
    }
    assert_eq!(years.len(), 8);
    for (body, years) in years {
        assert_eq!(years, BTreeSet::from([2022, 2023, 2024]), "{body}");
    }
}

#[test]
fn every_fault_stands_in_its_report_exactly_once() {
    for entry in manifest("lanxi") {
        let text = text("lanxi", &entry);
        for Fault { defect, text: piece, note } in &entry.fault {
            assert_eq!(text.matches(piece.as_str()).count(), 1, "{}: {defect} {piece}", entry.path);
            assert!(!note.is_empty(), "{}: {defect}", entry.path);
        }
    }
}

#[test]
fn every_kind_of_fault_is_explained() {
    let readme = fs::read_to_string(corpus("README.md")).unwrap();
    for entry in manifest("lanxi") {
        for fault in &entry.fault {
            assert!(readme.contains(&fault.defect), "{}: {}", entry.path, fault.defect);
        }
    }
}

#[test]
fn earlier_reports_are_of_the_same_body_and_of_earlier_years() {
    let entries = manifest("lanxi");
    for entry in &entries {
        let earlier: BTreeSet<&str> = entries
            .iter()
            .filter(|e| e.body == entry.body && e.genre == entry.genre && e.year < entry.year)
            .map(|e| e.path.as_str())
            .collect();
        let prior: BTreeSet<&str> = entry.prior.iter().map(String::as_str).collect();
        assert_eq!(prior, earlier, "{}", entry.path);
    }
}

#[test]
fn the_smoke_set_names_reports_of_the_district_as_sources() {
    let lanxi = files(&corpus("lanxi"));
    let sources: Vec<String> = manifest("smoke").into_iter().filter_map(|entry| entry.from).collect();
    assert!(!sources.is_empty());
    for source in sources {
        assert!(lanxi.contains(&source), "{source}");
    }
}
