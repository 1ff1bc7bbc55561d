//! `ganhuo init`.

use std::fs;

use super::{Outcome, args::Init, files};
use crate::{config::Options, model::Lang};

pub(super) fn run(args: &Init, lang: Lang) -> anyhow::Result<Outcome> {
    let path = args.folder.join("ganhuo.toml");
    let shown = path.display();
    if path.exists() {
        anyhow::bail!("{shown}: {}", lang.pick("已经存在，未作改动", "exists already and was left alone"));
    }
    fs::write(&path, Options::template(lang)).map_err(|error| anyhow::anyhow!("{shown}: {error}"))?;
    files::remark(&format!("{} {shown}", lang.pick("已写出", "wrote")));
    Ok(Outcome::Clean)
}
