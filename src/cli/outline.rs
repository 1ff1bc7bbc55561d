//! `ganhuo outline`.

use std::io::Write;

use super::{
    Outcome,
    args::{Global, Outline, PlainFormat},
    files,
    session::Session,
};
use crate::{
    model::Lang,
    report::{json, outline},
};

pub(super) fn run(
    global: &Global,
    args: &Outline,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let session = Session::new(global, None, None, std::slice::from_ref(&args.path), lang)?;
    session.guard(global.output.as_deref(), [&args.path])?;
    let lang = session.settings.lang;
    let comparer = session.comparer()?;
    let input = session.read(&args.path);
    let name = input.name;
    let bytes = input.bytes.map_err(|(zh, en)| anyhow::anyhow!("{name}: {}", lang.pick(&zh, &en)))?;
    let (document, notices) = comparer
        .document(&bytes, &name)
        .map_err(|error| anyhow::anyhow!("{name}: {}", lang.pick(&error.zh, &error.en)))?;
    let look = files::look(global.color, global.output.is_some());
    let rendered = match args.format {
        PlainFormat::Json => json::outline(&name, &document, &notices, lang),
        PlainFormat::Text => outline::outline(&name, &document, &notices, args.blocks, lang, look),
    };
    out.write_all(rendered.as_bytes())?;
    Ok(Outcome::Clean)
}
