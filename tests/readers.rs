//! The same report in every format: what a reader has to see is written beside each file.
//!
//! The files are made by the scripts in `tests/readers/make`, which also write what is expected.

// A test may read the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{fmt::Write as _, fs, path::PathBuf};

use ganhuo::{
    model::{BlockKind, Extract},
    read::read,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readers/files")
}

/// One line a block: its kind, then its words; a soft break is ↵ and a tab →.
fn seen(extract: &Extract) -> String {
    let mut out = String::new();
    for block in &extract.blocks {
        let words = block.span.slice(&extract.text).replace('\n', "↵").replace('\t', "→");
        let _ = match block.kind {
            BlockKind::Heading { level } => writeln!(out, "heading {level}\t{words}"),
            BlockKind::Cell { table, row, column } => writeln!(out, "cell {table} {row} {column}\t{words}"),
            kind => writeln!(out, "{}\t{words}", kind.name()),
        };
    }
    out
}

#[test]
fn every_file_is_read_as_expected() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder of files")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".expected.txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 14, "{names:?}");
    let mut wrong = String::new();
    for name in names {
        let bytes = fs::read(folder().join(&name)).expect("a file");
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let expected = fs::read_to_string(folder().join(format!("{stem}.expected.txt"))).expect(stem);
        let extract = read(&bytes, &name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let seen = seen(&extract);
        if seen != expected {
            let _ = writeln!(wrong, "== {name}");
            for change in similar::TextDiff::from_lines(&expected, &seen).iter_all_changes() {
                if change.tag() != similar::ChangeTag::Equal {
                    let _ = write!(wrong, "{}{}", change.tag(), change.value());
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn pages_state_their_title_and_date() {
    for (name, date) in
        [("21-editor", Some("2025-01-20")), ("22-table-layout", None), ("23-plain-divs", None)]
    {
        let bytes = fs::read(folder().join(format!("{name}.html"))).expect("a file");
        let source = read(&bytes, name).expect("a page").source;
        assert_eq!(source.title.as_deref(), Some("岚溪区司法局2024年法治政府建设年度报告"), "{name}");
        assert_eq!(source.date.as_deref(), date, "{name}");
    }
}
