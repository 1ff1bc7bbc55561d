//! `ganhuo rules`, `ganhuo rules test` and `ganhuo explain`.

use std::{io::Write, path::PathBuf};

use super::{
    Outcome,
    args::{Explain, Global, PlainFormat, Rules, RulesAction, RulesTest},
    session::{Session, collect_pack},
};
use crate::{
    model::Lang,
    report::sarif::RuleInfo,
    rules::{CATEGORIES, Rule, RuleSet, docs},
    text::nearest,
    trial::Trial,
};

/// What SARIF says about the rules in force.
pub(super) fn infos(session: &Session, lang: Lang) -> anyhow::Result<Vec<RuleInfo>> {
    let mut infos: Vec<RuleInfo> = session
        .rules()?
        .rules
        .iter()
        .map(|rule| RuleInfo {
            id: rule.id.clone(),
            title: rule.title.in_lang(lang).to_owned(),
            summary: rule.why.in_lang(lang).trim().to_owned(),
            page: docs::page(rule, lang),
            severity: rule.severity,
        })
        .collect();
    infos.sort_by(|a, b| a.id.cmp(&b.id));
    infos.dedup_by(|a, b| a.id == b.id);
    Ok(infos)
}

pub(super) fn run(global: &Global, args: &Rules, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    match &args.action {
        None => list(global, args, lang, out),
        Some(RulesAction::Test(test)) => self::test(global, test, lang, out),
    }
}

/// `ganhuo rules test`: exit code 1 if an example does not show what it should.
fn test(global: &Global, args: &RulesTest, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let mut session = Session::new(global, None, None, &[], lang)?;
    let lang = session.settings.lang;
    let built_in = RuleSet::builtin().map_err(|errors| anyhow::anyhow!("{}", errors[0]))?;
    let mut names: Vec<String> = Vec::new();
    for pack in &args.packs {
        let name = pack.to_string_lossy();
        if !pack.is_dir() && built_in.packs.iter().any(|known| known.name == name) {
            names.push(name.into_owned());
            continue;
        }
        let mut files = Vec::new();
        collect_pack(pack, &mut files, lang)?;
        names.extend(files.first().and_then(|(path, _)| path.split('/').next()).map(str::to_owned));
        let same = |known: &String| same_folder(known, pack);
        if !session.settings.pack_paths.iter().any(same) {
            session.settings.pack_paths.push(name.into_owned());
        }
    }
    let set = session.rules()?;
    let trial = Trial::new(&set);
    let (mut rules, mut examples, mut wrong) = (0, 0, 0);
    for rule in set.rules.iter().filter(|rule| names.contains(&rule.pack)) {
        rules += 1;
        examples += rule.bad.len() + rule.good.len();
        let faults = trial.faults(rule);
        wrong += faults.len();
        for fault in faults {
            writeln!(out, "{}/{}: {}\n    {}", fault.pack, fault.rule, fault.message(lang), fault.example)?;
        }
        if rule.bad.is_empty() {
            wrong += 1;
            let why = lang
                .pick("没有反例，无从知道它能查出什么", "has no bad example, so nothing shows what it finds");
            writeln!(out, "{}/{}: {why}", rule.pack, rule.id)?;
        }
    }
    let total = match (lang, rules, wrong) {
        (Lang::Zh, 0, _) => "这个包里没有规则".to_owned(),
        (Lang::En, 0, _) => "there are no rules in this pack".to_owned(),
        (Lang::Zh, _, 0) => format!("{rules} 条规则的 {examples} 个例子全部符合"),
        (Lang::En, _, 0) => format!("{rules} rules: all {examples} examples show what they should"),
        (Lang::Zh, _, _) => format!("{rules} 条规则，{examples} 个例子，{wrong} 处不符"),
        (Lang::En, _, _) => format!("{rules} rules, {examples} examples, {wrong} faults"),
    };
    writeln!(out, "{total}")?;
    Ok(if wrong == 0 && rules > 0 { Outcome::Clean } else { Outcome::Findings })
}

/// Whether two paths name one folder.
fn same_folder(known: &str, pack: &std::path::Path) -> bool {
    let real = |path: &std::path::Path| std::fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    real(std::path::Path::new(known)) == real(pack)
}

fn list(global: &Global, args: &Rules, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let session = Session::new(global, None, None, &[], lang)?;
    let lang = session.settings.lang;
    let set = session.rules()?;
    let rules = set.sorted();
    if args.format == PlainFormat::Json {
        let rules: Vec<serde_json::Value> = rules
            .iter()
            .map(|rule| {
                serde_json::json!({
                    "id": rule.id, "pack": rule.pack, "title": rule.title.in_lang(lang),
                    "severity": rule.severity.name(), "status": rule.status.name(),
                    "kind": rule.kind.name(), "since": rule.since, "source": rule.source,
                    "defects": rule.defects,
                })
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({ "schema_version": 1, "rules": rules }))?;
        return Ok(Outcome::Clean);
    }
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        writeln!(
            out,
            "{:<width$}  {:<7}  {:<10}  {:<13}  {}",
            rule.id,
            rule.severity.name(),
            rule.status.name(),
            rule.pack,
            rule.title.in_lang(lang),
        )?;
    }
    Ok(Outcome::Clean)
}

pub(super) fn explain(
    global: &Global,
    args: &Explain,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let session = Session::new(global, None, None, &[], lang)?;
    let lang = session.settings.lang;
    let set = session.rules()?;
    let name = |rule: &Rule| rule.id == args.rule || rule.id.rsplit('/').next() == Some(args.rule.as_str());
    if CATEGORIES.contains(&args.rule.as_str()) {
        return of_category(&set, &args.rule, lang, out);
    }
    let found: Vec<&Rule> = set.sorted().into_iter().filter(|rule| name(rule)).collect();
    if found.is_empty() {
        let ids: Vec<&str> = set.rules.iter().map(|rule| rule.id.as_str()).collect();
        let why = lang.pick("没有这条规则：", "no such rule:");
        match nearest(&args.rule, &ids) {
            Some(near) => {
                let hint = lang.pick("是不是指", "did you mean");
                anyhow::bail!("{why} {}; {hint} {near}?", args.rule)
            }
            None => anyhow::bail!("{why} {}", args.rule),
        }
    }
    let pages: Vec<String> = found.into_iter().map(|rule| docs::plain(rule, lang)).collect();
    out.write_all(pages.join("\n").as_bytes())?;
    Ok(Outcome::Clean)
}

/// `explain CATEGORY`: its rules, a line each.
fn of_category(set: &RuleSet, category: &str, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let mut rules = set.sorted();
    rules.retain(|rule| rule.id.split('/').next() == Some(category));
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules {
        let severity = lang.pick(rule.severity.zh(), rule.severity.name());
        writeln!(out, "{:<width$}  {severity}  {}", rule.id, rule.title.in_lang(lang))?;
    }
    let more = lang.pick("ganhuo explain 规则编号 说明其中一条", "ganhuo explain RULE explains one of them");
    writeln!(out, "\n{more}")?;
    Ok(Outcome::Clean)
}
