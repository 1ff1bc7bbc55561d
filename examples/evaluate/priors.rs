//! How long one report against five earlier ones takes.

use std::{
    error::Error,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use ganhuo::{Analyser, Library, model::Prior, rules::RuleSet};

/// Runs of which the median is printed.
const RUNS: usize = 15;

/// The newest report of a folder of reports named by year, and the five before it.
fn six(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.reverse();
    paths.truncate(6);
    Ok(paths)
}

fn median(mut run: impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        run()?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[RUNS / 2])
}

/// Prints the time with the packs loaded anew each time, and that of the whole program if it was
/// built beside this one.
pub(crate) fn run(gold: &Path) -> Result<(), Box<dyn Error>> {
    let folder = gold.join("../corpora/state_council");
    if !folder.is_dir() {
        return Ok(());
    }
    let paths = six(&folder)?;
    let mut texts = Vec::new();
    for path in &paths {
        texts.push(std::fs::read(path)?);
    }
    let characters: usize = texts.iter().map(|text| String::from_utf8_lossy(text).chars().count()).sum();
    let inside = median(|| {
        let rules = RuleSet::builtin().map_err(|errors| format!("{errors:?}"))?;
        let analyser = Analyser::new(&rules);
        let mut library = Library::default();
        for (nth, text) in texts.iter().enumerate().skip(1) {
            let (document, _) = analyser.document(text, "prior.txt")?;
            let path = format!("prior-{nth}");
            let prior = Prior { path, title: String::new(), issuer: None, year: None, chosen: None };
            library.reports.push((prior, document));
        }
        let report = analyser.analyse(&texts[0], "report.txt", &library)?;
        assert_eq!(report.analysis.comparison.priors.len(), texts.len() - 1);
        Ok(())
    })?;
    println!("one report against five priors, {characters} characters together: {inside:.1} ms inside");
    let program =
        std::env::current_exe()?.parent().and_then(Path::parent).map(|folder| folder.join("ganhuo"));
    if let Some(program) = program.filter(|program| program.is_file()) {
        let whole = median(|| {
            let mut command = Command::new(&program);
            command.arg("compare").arg(&paths[0]);
            for path in &paths[1..] {
                command.arg("--prior").arg(path);
            }
            command.args(["--format", "json"]).stdout(Stdio::null()).status()?;
            Ok(())
        })?;
        println!("the same, whole process: {whole:.1} ms (median of {RUNS})\n");
    }
    Ok(())
}
