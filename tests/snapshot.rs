//! What the program says of every report in `corpora/lanxi`, line by line, compared with its folder as
//! earlier years: a change of any rule shows here.
//!
//! `UPDATE=1 cargo test snapshot` writes it anew; read the difference before it is committed.

// A test may read the reports it judges.
#![allow(clippy::disallowed_methods)]

use std::{fmt::Write as _, fs, path::Path, process::Command};

#[test]
fn findings_in_the_corpus() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut bodies: Vec<String> = fs::read_dir(root.join("corpora/lanxi"))
        .unwrap()
        .filter_map(|entry| {
            let entry = entry.unwrap();
            entry.file_type().unwrap().is_dir().then(|| entry.file_name().into_string().unwrap())
        })
        .collect();
    bodies.sort();
    assert!(bodies.len() >= 8, "{bodies:?}");
    let mut said = String::new();
    for body in bodies {
        let folder = format!("corpora/lanxi/{body}");
        let out = Command::new(env!("CARGO_BIN_EXE_ganhuo"))
            .current_dir(root)
            .args(["--isolated", "--lang", "zh", "check", &folder, "--prior", &folder])
            .args(["--format", "concise"])
            .output()
            .expect("the program runs");
        assert!(out.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&out.stderr));
        let _ = writeln!(said, "# {body}\n{}", String::from_utf8(out.stdout).unwrap());
    }
    let page = root.join("tests/data/lanxi.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&page, said).unwrap();
        return;
    }
    let kept = fs::read_to_string(&page).unwrap_or_default();
    let change: Vec<String> = similar::TextDiff::from_lines(&kept, &said)
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value()))
        .collect();
    assert!(change.is_empty(), "UPDATE=1 cargo test snapshot, if this is meant:\n{}", change.concat());
}
