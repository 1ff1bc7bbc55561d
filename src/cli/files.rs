//! Files, folders, the environment, the terminal.

use std::{
    env, fs,
    io::{self, IsTerminal, Read, Write},
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;

use crate::model::Lang;

/// Endings of files that are taken from a folder; a file that is named is always taken.
const ENDINGS: [&str; 8] = ["txt", "md", "html", "htm", "docx", "pdf", "ofd", "doc"];

/// One input: its name as the user sees it, and its bytes or why it could not be read.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) bytes: io::Result<Vec<u8>>,
}

/// The files behind some paths, in order: folders walked by name, `-` the standard input.
pub(super) fn list(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut found: Vec<PathBuf> = WalkBuilder::new(path)
                .require_git(false)
                .build()
                .filter_map(Result::ok)
                .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
                .map(ignore::DirEntry::into_path)
                .filter(|path| has_known_ending(path))
                .collect();
            found.sort();
            files.extend(found);
        } else {
            files.push(path.clone());
        }
    }
    files
}

fn has_known_ending(path: &Path) -> bool {
    path.extension()
        .and_then(|end| end.to_str())
        .is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// Reads one file, or the standard input for `-`.
pub(super) fn read(path: &Path) -> Input {
    let name = path.to_string_lossy().into_owned();
    if name == "-" {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        return Input { name, bytes: read.map(|_| bytes) };
    }
    Input { name, bytes: fs::read(path) }
}

/// The language of the environment: English if it says so, else Chinese.
pub(super) fn locale() -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    match value {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// Whether results are shown to a person in colour.
pub(super) fn colour(choice: super::args::Color) -> bool {
    use super::args::Color;
    let set = |name| env::var(name).is_ok_and(|value: String| !value.is_empty());
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto => io::stdout().is_terminal() && env::var("TERM").is_ok_and(|term| term != "dumb"),
    }
}

/// Writes a remark to stderr; one that cannot be written is lost.
pub(super) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
