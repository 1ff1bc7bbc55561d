//! Whole reports: the ranking by score, and what sections of each role reach.
//!
//! The second table is where `[expected]` in the packs comes from.

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use ganhuo::{
    Analyser, Library,
    model::{Level, Role},
    rules::RuleSet,
};

/// Fewest characters of a section that says anything of its role.
const LEAST: usize = 80;

/// Prints every text under a folder by its score, and the quantiles of its sections by role.
pub(crate) fn run(folder: &Path, rules: &RuleSet) -> Result<(), Box<dyn Error>> {
    let analyser = Analyser::new(rules);
    let mut files = Vec::new();
    texts(folder, &mut files)?;
    files.sort();
    let mut ranking = Vec::new();
    let mut roles: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
    for file in files {
        let Ok(report) = analyser.analyse(&fs::read(&file)?, &file.to_string_lossy(), &Library::default())
        else {
            continue;
        };
        let (document, scores) = (&report.analysis.document, &report.analysis.scores);
        let mut letters = [0usize; 4];
        let mut claims = 0;
        for (claim, score) in document.claims().iter().zip(&scores.claims) {
            letters[usize::from(score.level.number())] += document.slice(claim.span).chars().count();
            claims += 1;
        }
        let all: usize = letters.iter().sum::<usize>().max(1);
        let shares = Level::ALL.map(|level| letters[usize::from(level.number())] * 100 / all);
        let name = file.strip_prefix(folder).unwrap_or(&file).display().to_string();
        ranking.push((scores.document.value.get(), name, claims, shares));
        for (section, score) in document.sections().iter().zip(&scores.sections) {
            // A section below one of the same role is counted with it.
            let inner = section.parent.is_some_and(|parent| document.section(parent).role == section.role);
            if section.role != Role::Unknown
                && !inner
                && document.slice(section.span).chars().count() >= LEAST
            {
                roles.entry(section.role.name()).or_default().push(score.value.get());
            }
        }
    }
    ranking.sort_by(|a, b| b.cmp(a));
    println!("score  claims  % of characters at level 0 1 2 3");
    for (score, name, claims, [a, b, c, d]) in &ranking {
        println!("{score:>5}  {claims:>6}  {a:>3}{b:>4}{c:>4}{d:>4}  {name}");
    }
    println!("role            n   10%   25%   50%   75%   90%");
    for (role, values) in &mut roles {
        values.sort_unstable();
        let at = |percent: usize| values[(values.len() - 1) * percent / 100];
        let quantiles = [10, 25, 50, 75, 90].map(|percent| format!("{:>6}", at(percent)));
        println!("{role:<12}{:>5}{}", values.len(), quantiles.concat());
    }
    Ok(())
}

/// The text files under a folder.
pub(crate) fn texts(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            texts(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            files.push(path);
        }
    }
    Ok(())
}
