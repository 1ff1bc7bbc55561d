//! The order of the layers: a stage may import only from below, and no stage another one.

// A test may read the sources it judges.
#![allow(clippy::disallowed_methods)]

use std::{fs, path::Path};

/// Module and layer. A new module needs a row.
const LAYERS: &[(&str, u8)] = &[
    ("text", 0),
    ("model", 1),
    ("rules", 2),
    // The file format under two stages: read takes text out, report puts comments in.
    ("ooxml", 2),
    ("read", 3),
    ("segment", 3),
    ("recognise", 3),
    ("score", 3),
    ("compare", 3),
    ("check", 3),
    ("report", 3),
    // Documents as bytes and back.
    ("archive", 3),
    ("config", 4),
    ("analyse", 5),
    ("trial", 6),
    ("cli", 7),
];

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// The modules named after `crate::` in a source text: `crate::text::…`, and each first name
/// inside `crate::{…}`.
fn imports(source: &str) -> Vec<String> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut name, mut fresh) = (0, String::new(), true);
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.push(std::mem::take(&mut name));
                        fresh = true;
                    }
                    c if depth == 0 && fresh && (c.is_alphanumeric() || c == '_') => name.push(c),
                    ':' if depth == 0 => fresh = false,
                    _ => {}
                }
            }
            found.push(name);
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn rust_files(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn imports_are_found_in_all_forms() {
    let source = "use crate::{text::{Span, fold}, model::Document, analyse};\n// crate::no\nlet x = crate::rules::load();\n$crate::never";
    assert_eq!(imports(source), ["text", "model", "analyse", "rules"]);
}

#[test]
fn every_row_is_a_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let gone: Vec<&str> = LAYERS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !root.join(name).is_dir() && !root.join(format!("{name}.rs")).is_file())
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn every_module_imports_only_from_below() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(files.len() > 20, "the walk found the sources");
    let mut wrong = Vec::new();
    for file in files {
        let relative = file.strip_prefix(&root).expect("below src");
        let module = relative.components().next().expect("a name").as_os_str().to_string_lossy();
        let module = module.trim_end_matches(".rs").to_owned();
        if matches!(module.as_str(), "lib" | "main" | "testing") {
            continue;
        }
        let Some(own) = layer(&module) else {
            wrong.push(format!("{}: module `{module}` has no row in the table", relative.display()));
            continue;
        };
        let source = fs::read_to_string(&file).expect("a source file");
        for import in imports(&source) {
            let allowed = import == module
                || import == "testing"
                || layer(&import).is_some_and(|other| other < own)
                // What lib.rs exports by name is above all layers but the command line.
                || (own == 7 && layer(&import).is_none());
            if !allowed {
                wrong.push(format!("{}: imports crate::{import}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
