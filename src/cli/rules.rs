//! `ganhuo rules` and `ganhuo explain`.

use std::io::Write;

use super::{
    Outcome,
    args::{Explain, Global, PlainFormat, Rules},
    session::Session,
};
use crate::{
    model::Lang,
    report::sarif::RuleInfo,
    rules::{Rule, RuleSet, docs},
    text::nearest,
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

/// The rules by id, then pack.
fn sorted(set: &RuleSet) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = set.rules.iter().collect();
    rules.sort_by(|a, b| (&a.id, &a.pack).cmp(&(&b.id, &b.pack)));
    rules
}

pub(super) fn list(
    global: &Global,
    args: &Rules,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let session = Session::new(global, None, None, None, lang)?;
    let lang = session.settings.lang;
    let set = session.rules()?;
    let rules = sorted(&set);
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
    let session = Session::new(global, None, None, None, lang)?;
    let lang = session.settings.lang;
    let set = session.rules()?;
    let name = |rule: &Rule| rule.id == args.rule || rule.id.rsplit('/').next() == Some(args.rule.as_str());
    let found: Vec<&Rule> = sorted(&set).into_iter().filter(|rule| name(rule)).collect();
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
    let pages: Vec<String> = found.into_iter().map(|rule| docs::page(rule, lang)).collect();
    out.write_all(pages.join("\n").as_bytes())?;
    Ok(Outcome::Clean)
}
