//! What an office program makes of our files; only where LibreOffice is installed.

// A test may read and write the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{fs, path::PathBuf, process::Command};

use ganhuo::{
    Analyser, Library,
    model::Lang,
    report::{comment::comment, revision::revise},
};

use crate::fixes::draft;

/// The file as LibreOffice reads it, as flat XML; `None` without LibreOffice.
fn opened(name: &str, bytes: &[u8]) -> Option<String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("a.docx");
    fs::write(&path, bytes).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args(["--headless", "--convert-to", "fodt", "--outdir"])
        .arg(&folder)
        .args([&profile, path.to_str().expect("UTF-8")])
        .output();
    let output = run.ok()?;
    let text = fs::read_to_string(folder.join("a.fodt"));
    Some(text.unwrap_or_else(|_| panic!("not converted: {}", String::from_utf8_lossy(&output.stderr))))
}

#[test]
fn changes_and_comments_are_seen_as_such() {
    let analyser = Analyser::builtin().expect("the packs load");
    let check = |bytes: &[u8]| analyser.analyse(bytes, "a.docx", &Library::default()).expect("readable");
    let revision = revise(&draft(), &check(&draft())).expect("writable");
    let changed = revision.bytes.expect("changed");
    let report = check(&changed);
    let Some(seen) = opened("changes", &comment(&changed, &report, Lang::Zh).expect("comments")) else {
        return;
    };
    let by_us = |text: &str| text.matches("<dc:creator>ganhuo</dc:creator>").count();
    let regions: Vec<&str> = seen
        .split("<text:changed-region")
        .skip(1)
        .map(|rest| rest.split_once("</text:changed-region>").map_or(rest, |(region, _)| region))
        .collect();
    // A deletion in the insertion of another author names both; its first element says what it is.
    let is = |region: &str, kind: &str| {
        region.split_once('>').is_some_and(|(_, rest)| rest.trim_start().starts_with(kind))
    };
    let count = |kind: &str| regions.iter().filter(|region| is(region, kind) && by_us(region) > 0).count();
    let seen_changes = (count("<text:insertion>"), count("<text:deletion>"));
    assert_eq!(seen_changes, (revision.made, revision.made), "{regions:?}");
    let comments = seen.split("<office:annotation ").skip(1).filter(|rest| by_us(rest) > 0).count();
    assert_eq!(comments, report.findings.len());
    assert!(!report.findings.is_empty());
}
