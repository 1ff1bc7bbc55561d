//! `ganhuo init`.

use super::{Outcome, args::Init, files};
use crate::{config::Options, model::Lang};

pub(super) fn run(args: &Init, lang: Lang) -> anyhow::Result<Outcome> {
    let path = args.folder.join("ganhuo.toml");
    let shown = path.display();
    if path.exists() {
        anyhow::bail!("{shown}: {}", lang.pick("已经存在，未作改动", "exists already and was left alone"));
    }
    files::write(&path, Options::template(lang).as_bytes())
        .map_err(|(zh, en)| anyhow::anyhow!("{shown}: {}", lang.pick(&zh, &en)))?;
    files::remark(&format!("{} {shown}", lang.pick("已写出", "wrote")));
    Ok(Outcome::Clean)
}
