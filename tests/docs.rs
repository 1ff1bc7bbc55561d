//! What the pages name is there.

// A test may read the pages it judges.
#![allow(clippy::disallowed_methods)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of the repository that a path on a page can begin with.
const FOLDERS: [&str; 8] =
    ["src/", "rules/", "corpora/", "tests/", "benches/", "examples/", "docs/", "fuzz/"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All pages, but those that are input of other tests.
fn pages() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if path.is_dir()
                && !name.starts_with('.')
                && !["target", "tests", "fuzz"].contains(&name.as_str())
            {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(root(), &mut found);
    found.sort();
    found
}

/// The words between backticks outside of code blocks.
fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if !code {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

/// The targets of links, without the place on the page.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets
        .filter(|target| !target.contains("://") && !target.starts_with('#') && !target.contains([' ', '“']))
        .map(|target| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains(['⟦', '\n']))
        .collect()
}

#[test]
fn paths_and_links_on_the_pages_exist() {
    let pages = pages();
    assert!(pages.len() >= 10, "the pages are found: {}", pages.len());
    let (mut checked, mut broken) = (0, Vec::new());
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        let folder = page.parent().unwrap();
        let paths = quoted(&text)
            .into_iter()
            .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
            .filter(|word| !word.contains(['*', '<', '…', ' ', '{', '⟦']))
            .map(|word| root().join(word.split(':').next().unwrap_or(word)));
        for path in paths.chain(links(&text).into_iter().map(|link| folder.join(link))) {
            checked += 1;
            if !path.exists() {
                broken.push(format!("{}: {}", page.display(), path.display()));
            }
        }
    }
    assert!(checked >= 30, "the pages name paths: {checked}");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn commands_on_the_pages_are_understood() {
    let names: Vec<String> = ganhuo_commands();
    let mut unknown = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for line in text.lines().map(str::trim_start) {
            let line = line.strip_prefix("$ ").unwrap_or(line);
            let Some(rest) = line.strip_prefix("ganhuo ") else { continue };
            let word = rest.split_whitespace().find(|word| !word.starts_with('-')).unwrap_or("");
            if word.chars().all(|c| c.is_ascii_lowercase())
                && !word.is_empty()
                && !names.iter().any(|name| name == word)
            {
                unknown.push(format!("{}: ganhuo {rest}", page.display()));
            }
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// The names of the commands, from the program's own help.
fn ganhuo_commands() -> Vec<String> {
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_ganhuo"))
        .args(["--lang", "en", "--help"])
        .output()
        .expect("the program runs");
    let text = String::from_utf8(out.stdout).expect("it speaks UTF-8");
    let list = text.split("Commands:").nth(1).unwrap_or_default();
    let names: Vec<String> = list
        .lines()
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    assert!(names.iter().any(|name| name == "check"), "{text}");
    names
}

/// The first screenful of a page is what its command prints; `（……` or `(…` stands for lines left out.
#[test]
fn the_screenful_of_the_front_page_is_real() {
    for page in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let block = text.split("```\n").nth(1).expect("a screenful");
        let mut lines = block.lines();
        let command = lines.next().and_then(|line| line.strip_prefix("$ ganhuo ")).expect("a command");
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_ganhuo"))
            .current_dir(root())
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .args(["--isolated", "--lang", "zh"])
            .args(command.split_whitespace())
            .output()
            .expect("the program runs");
        let printed = String::from_utf8(out.stdout).expect("it speaks UTF-8");
        let mut left = printed.lines();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with(['（', '('])) {
            assert!(
                left.any(|other| other == line),
                "{page} shows what is not printed (there):\n{line}\n\n{printed}"
            );
        }
    }
}
