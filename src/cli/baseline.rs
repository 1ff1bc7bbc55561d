//! `ganhuo baseline`, and the baseline of `ganhuo check`.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
    path::{Path, PathBuf},
};

use super::{
    Outcome,
    args::{Baseline as Args, BaselineAction, BaselineTarget, Global},
    batch,
    files::{self, parts},
    session::Session,
};
use crate::{
    check::{Baseline, Entry},
    model::{Lang, Report},
};

/// Version control stores it beside the reports.
const WRITE_TO: &str = "ganhuo-baseline.json";

pub(super) fn run(global: &Global, args: &Args, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let (target, accept, dry) = match &args.action {
        BaselineAction::Create(target) => (target, false, false),
        BaselineAction::Update { target, accept } => (target, *accept, false),
        BaselineAction::Prune { target, dry_run } => (target, false, *dry_run),
    };
    let session = Session::new(global, Some(&target.selection), None, &target.paths, lang)?;
    let lang = session.settings.lang;
    session.guard(global.output.as_deref(), target.paths.iter().chain(&session.priors(&target.prior)))?;
    let file = session.baseline(target.baseline.as_ref()).unwrap_or_else(|| PathBuf::from(WRITE_TO));
    let create = matches!(args.action, BaselineAction::Create(_));
    if create && file.exists() {
        let why = lang.pick(
            "已经存在，未作改动；要更新请用 ganhuo baseline update",
            "exists already and was left alone; use ganhuo baseline update to change it",
        );
        anyhow::bail!("{}: {why}", file.display());
    }
    let before = if create { Baseline::default() } else { read(&file, lang)? };
    let Some(seen) = look(global, target, &session, &file)? else { return Ok(Outcome::Failed) };
    if create {
        write(&file, &seen.now, lang)?;
        let (findings, reports) = (seen.now.count(), seen.checked.len());
        let said = match lang {
            Lang::Zh => format!("已写出 {}：接受 {reports} 份报告的 {findings} 个问题", file.display()),
            Lang::En => format!("wrote {}: accepts {findings} findings in {reports} reports", file.display()),
        };
        writeln!(out, "{said}")?;
        return Ok(Outcome::Clean);
    }
    let prune = matches!(args.action, BaselineAction::Prune { .. });
    let gone = before.without(&seen.now, |entry| seen.judges(entry, prune, &file));
    let new = if prune { Baseline::default() } else { seen.now.without(&before, |_| true) };
    let mut after = before.clone();
    after.remove(&gone);
    if accept {
        after.accept(&new);
    }
    for (sign, list) in [('-', &gone), ('+', &new)] {
        for entry in list.entries() {
            writeln!(out, "{sign} {}", line(&entry))?;
        }
    }
    if !dry && after != before {
        write(&file, &after, lang)?;
    }
    writeln!(out, "{}", total(&file, &gone, &new, &after, (accept, dry), lang))?;
    let open = (new.count() > 0 && !accept) || (dry && gone.count() > 0);
    Ok(if open { Outcome::Findings } else { Outcome::Clean })
}

/// One entry as a line.
fn line(entry: &Entry) -> String {
    let times = if entry.count > 1 { format!(" ×{}", entry.count) } else { String::new() };
    format!("{}: [{}] {}{times}", entry.path, entry.rule, entry.words)
}

fn total(
    file: &Path,
    gone: &Baseline,
    new: &Baseline,
    after: &Baseline,
    (accept, dry): (bool, bool),
    lang: Lang,
) -> String {
    let (gone, new, left) = (gone.count(), new.count(), after.count());
    let file = file.display();
    match (lang, accept) {
        (Lang::Zh, _) if dry => format!("{file}：{gone} 个问题已经不在报告里（未改文件）"),
        (Lang::En, _) if dry => format!("{file}: {gone} findings are no longer there (nothing was written)"),
        (Lang::Zh, true) => format!("{file}：去掉 {gone}，新接受 {new}，现有 {left}"),
        (Lang::En, true) => format!("{file}: removed {gone}, accepted {new}, holds {left}"),
        (Lang::Zh, false) if new > 0 => {
            format!("{file}：去掉 {gone}，现有 {left}；另有 {new} 个新问题没有接受（要接受请加 --accept）")
        }
        (Lang::En, false) if new > 0 => {
            format!(
                "{file}: removed {gone}, holds {left}; {new} new findings were not accepted (--accept accepts them)"
            )
        }
        (Lang::Zh, false) => format!("{file}：去掉 {gone}，现有 {left}"),
        (Lang::En, false) => format!("{file}: removed {gone}, holds {left}"),
    }
}

/// What stands in the reports now.
struct Seen {
    now: Baseline,
    /// Files that were checked, by the names that the baseline gives them.
    checked: BTreeSet<String>,
    /// Whether a rule was applied, by id.
    rules: BTreeMap<String, bool>,
}

impl Seen {
    /// Whether an entry that was not found again is out of date: its rule was applied to its file
    /// or is no more, and, for `prune`, also if the file is no more.
    fn judges(&self, entry: &Entry, prune: bool, baseline: &Path) -> bool {
        let applied = self.rules.get(&entry.rule).copied();
        let here = self.checked.contains(&entry.path);
        let lost = || prune && entry.path != "-" && !folder(baseline).join(&entry.path).exists();
        if here { applied != Some(false) } else { lost() }
    }
}

/// Checks the reports; `None` (and remarks) if one could not be read: a baseline of half the
/// reports would be wrong.
fn look(
    global: &Global,
    target: &BaselineTarget,
    session: &Session,
    file: &Path,
) -> anyhow::Result<Option<Seen>> {
    let (analyser, rules) = (session.analyser()?, session.rules()?);
    let others = batch::others(analyser);
    let (mut library, read, mut failures) = batch::library(
        analyser.comparer(),
        session,
        &session.priors(&target.prior),
        &target.paths,
        others,
        global,
    );
    library.passages_only = true;
    let done = batch::analyse(analyser, session, &target.paths, (&library, &read), global);
    failures.extend(done.failures);
    for failure in &failures {
        files::remark(&failure.line());
    }
    if !failures.is_empty() {
        return Ok(None);
    }
    let selection = session.selection();
    let mut applied: BTreeMap<String, bool> = BTreeMap::new();
    for rule in &rules.rules {
        *applied.entry(rule.id.clone()).or_default() |= selection.admits(rule);
    }
    let mut seen = Seen { now: Baseline::default(), checked: BTreeSet::new(), rules: applied };
    for report in &done.reports {
        let name = relative(&report.path, file);
        seen.now.add(&name, report);
        seen.checked.insert(name);
    }
    Ok(Some(seen))
}

/// Moves what a baseline accepts out of the findings of `check`.
pub(super) fn apply(file: &Path, reports: &mut [Report], lang: Lang) -> anyhow::Result<()> {
    let baseline = read(file, lang)?;
    for report in reports {
        baseline.apply(&relative(&report.path, file), report);
    }
    Ok(())
}

fn read(file: &Path, lang: Lang) -> anyhow::Result<Baseline> {
    let shown = file.display();
    let text =
        files::read_text(file).map_err(|(zh, en)| anyhow::anyhow!("{shown}: {}", lang.pick(&zh, &en)))?;
    Baseline::parse(&text).map_err(|why| {
        let what = lang.pick("不是 ganhuo 的基线文件", "is no baseline of ganhuo");
        anyhow::anyhow!("{shown}: {what} ({why})")
    })
}

fn write(file: &Path, baseline: &Baseline, lang: Lang) -> anyhow::Result<()> {
    files::write(file, baseline.to_json().as_bytes())
        .map_err(|(zh, en)| anyhow::anyhow!("{}: {}", file.display(), lang.pick(&zh, &en)))
}

/// The folder of a file, without links followed.
fn folder(file: &Path) -> PathBuf {
    let parts = parts(file);
    parts[..parts.len().saturating_sub(1)].iter().collect()
}

/// A report's path as seen from the folder of the baseline, with forward slashes: the same from
/// wherever the program is started.
fn relative(report: &str, baseline: &Path) -> String {
    if report == "-" {
        return report.to_owned();
    }
    let (to, from) = (parts(Path::new(report)), parts(baseline));
    let from = &from[..from.len().saturating_sub(1)];
    let same = to.iter().zip(from).take_while(|(a, b)| a == b).count();
    let up = from[same..].iter().map(|_| "..".to_owned());
    let down = to[same..].iter().map(|part| part.to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_one_name_wherever_it_is_called_from() {
        let name = |report, baseline| relative(report, Path::new(baseline));
        assert_eq!(name("/a/b/c.txt", "/a/base.json"), "b/c.txt");
        assert_eq!(name("/a/./b/../c.txt", "/a/base.json"), "c.txt");
        assert_eq!(name("/a/c.txt", "/a/b/base.json"), "../c.txt");
        assert_eq!(name("c.txt", "base.json"), "c.txt");
        assert_eq!(name("-", "base.json"), "-");
    }
}
