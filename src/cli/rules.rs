//! `ganhuo rules` and `ganhuo explain`.

use std::io::Write;

use super::{
    Outcome,
    args::{Explain, Rules},
    session::Session,
};
use crate::{model::Lang, report::sarif::RuleInfo};

/// What SARIF says about the rules in force.
pub(super) fn infos(session: &Session, lang: Lang) -> anyhow::Result<Vec<RuleInfo>> {
    let _ = (session.rules()?, lang);
    Ok(Vec::new())
}

pub(super) fn list(_args: &Rules, _lang: Lang, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
    Ok(Outcome::Clean)
}

pub(super) fn explain(args: &Explain, lang: Lang, _out: &mut dyn Write) -> anyhow::Result<Outcome> {
    anyhow::bail!("{} {}", lang.pick("没有这条规则：", "no such rule:"), args.rule)
}
