//! A report that was stored is the report that was read; `--prior ARCHIVE` is as good as its files.

// A test may read the texts it judges and run the program.
#![allow(clippy::disallowed_methods)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use ganhuo::{Analyser, archive::record, model::Document};

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora")
}

/// Every report of a folder of the corpora.
fn reports(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            reports(&path, found);
        } else if path.extension().is_some_and(|end| end != "toml") {
            found.push(path);
        }
    }
    found.sort();
}

fn document(analyser: &Analyser, path: &Path) -> Option<Document> {
    let bytes = fs::read(path).expect("a file");
    analyser.document(&bytes, &path.to_string_lossy()).ok().map(|(document, _)| document)
}

#[test]
fn a_report_comes_back_as_it_was() {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let mut paths = Vec::new();
    reports(&corpora(), &mut paths);
    let mut seen = 0;
    for path in paths {
        let Some(document) = document(&analyser, &path) else { continue };
        let stored = record::read(&record::write(&document)).expect("what was written can be read");
        assert_eq!(stored.text(), document.text());
        assert_eq!(stored.source(), document.source());
        assert_eq!(stored.skips(), document.skips());
        assert_eq!(stored.blocks(), document.blocks());
        assert_eq!(stored.sections(), document.sections());
        assert_eq!(stored.claims(), document.claims());
        assert_eq!(stored.header(), document.header());
        assert_eq!(stored.plain(), document.plain());
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn a_record_with_any_byte_changed_is_read_or_refused_but_never_trusted() {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let text = "澜溪区水务局2023年法治政府建设年度报告\n一、举措\n巡查12次。\n";
    let (document, _) = analyser.document(text.as_bytes(), "a.txt").expect("it is text");
    let line = record::write(&document);
    for at in 0..line.len() {
        for new in [b'0', b'9', b'"', b'}', b']', 0xff] {
            let mut changed = line.clone();
            changed[at] = new;
            if let Some(document) = record::read(&changed) {
                for section in document.sections() {
                    let _ = document.shown(section.span);
                }
                for claim in document.claims() {
                    let _ = (document.section(claim.section), document.block(claim.block));
                }
            }
        }
    }
}

/// Runs the program; what it printed.
fn ganhuo(arguments: &[&str]) -> (String, Option<i32>) {
    let done = Command::new(env!("CARGO_BIN_EXE_ganhuo"))
        .args(["--isolated", "--lang", "zh"])
        .args(arguments)
        .output()
        .expect("the program runs");
    let printed = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    (printed, done.status.code())
}

#[test]
fn an_archive_serves_as_the_folder_that_it_was_made_of() {
    let archive = std::env::temp_dir().join(format!("ganhuo-archive-{}", std::process::id()));
    let _ = fs::remove_dir_all(&archive);
    let archive_path = archive.to_string_lossy().into_owned();
    let folder = corpora().join("lanxi").to_string_lossy().into_owned();
    let new = corpora().join("lanxi/wenlv/2024.txt").to_string_lossy().into_owned();
    let (printed, code) = ganhuo(&["archive", "add", &archive_path, &folder]);
    assert_eq!((printed.as_str(), code), ("新增 28 份，更新 0 份，已有 0 份；档案共 28 份\n", Some(0)));
    let (printed, _) = ganhuo(&["archive", "add", &archive_path, &folder]);
    assert_eq!(printed, "新增 0 份，更新 0 份，已有 28 份；档案共 28 份\n");
    assert_eq!(ganhuo(&["archive", "check", &archive_path]), ("档案完好，共 28 份\n".to_owned(), Some(0)));
    // The same reports are chosen, and what ten of its bodies write is nobody's in both.
    for command in [["compare", "json"], ["check", "json"], ["compare", "text"]] {
        let of = |prior: &str| ganhuo(&[command[0], &new, "--prior", prior, "--format", command[1]]);
        let (from_folder, from_archive) = (of(&folder), of(&archive_path));
        assert!(from_folder.0.contains("wenlv/2023.txt"));
        assert_eq!(from_folder, from_archive, "{command:?}");
        if command[0] == "compare" && command[1] == "json" {
            let found: serde_json::Value = serde_json::from_str(&from_archive.0).expect("it is JSON");
            assert_ne!(found["measures"]["boilerplate"], 0, "ten bodies or more have common wording");
        }
        // It is counted anew where it was not kept, or is not of these reports.
        let kept = archive.join("common");
        let bytes = fs::read(&kept).expect("it was kept");
        fs::write(&kept, &bytes[..bytes.len() / 2]).expect("it can be written");
        assert_eq!(of(&archive_path), from_archive);
        fs::write(&kept, bytes).expect("it can be written");
    }
    // What stands in other bodies' reports of the year is asked of an archive as of a folder.
    let of = |prior: &str| {
        let rule = ["--preview", "--select", "copying/shared-passage"];
        ganhuo(&[&["check", &folder, "--prior", prior, "--format", "json"][..], &rule].concat())
    };
    assert_eq!(of(&folder), of(&archive_path));
    // A report can be read once only from the standard input.
    let piped = |prior: &str| {
        let report = fs::File::open(&new).expect("a file");
        let done = Command::new(env!("CARGO_BIN_EXE_ganhuo"))
            .args(["--isolated", "--lang", "zh", "compare", "-", "--prior", prior, "--format", "json"])
            .stdin(report)
            .output()
            .expect("the program runs");
        (String::from_utf8_lossy(&done.stdout).into_owned(), done.status.code())
    };
    let from_archive = piped(&archive_path);
    assert!(from_archive.0.contains("wenlv/2023.txt") && from_archive.1 == Some(0), "{from_archive:?}");
    assert_eq!(from_archive, piped(&folder));
    let among = |path: &str| ganhuo(&["compare", "--among", path]);
    assert_eq!(among(&folder), among(&archive_path));
    let (printed, code) = ganhuo(&["archive", "remove", &archive_path, &new]);
    assert_eq!((printed.as_str(), code), ("移除 1 份；档案共 27 份\n", Some(0)));
    let (printed, code) = ganhuo(&["archive", "list", &folder]);
    assert!(printed.contains("没有这个文件或文件夹"), "{printed}");
    assert_eq!(code, Some(2));
    fs::remove_dir_all(&archive).expect("it was there");
}
