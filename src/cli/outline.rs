//! `ganhuo outline`.

use std::io::Write;

use super::{
    Outcome,
    args::{CheckFormat, Global, Outline},
    batch, files,
};
use crate::{
    model::{Document, Lang},
    report::json,
};

pub(super) fn run(
    _global: &Global,
    args: &Outline,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let analyser = batch::analyser()?;
    let input = files::read(&args.path);
    let name = input.name;
    let bytes = input.bytes.map_err(|error| anyhow::anyhow!("{name}: {error}"))?;
    let (document, notices) = analyser
        .document(&bytes, &name)
        .map_err(|error| anyhow::anyhow!("{name}: {}", lang.pick(&error.zh, &error.en)))?;
    match args.format {
        CheckFormat::Json => out.write_all(json::outline(&name, &document, &notices, lang).as_bytes())?,
        CheckFormat::Text => tree(&document, out)?,
    }
    Ok(Outcome::Clean)
}

fn tree(document: &Document, out: &mut dyn Write) -> std::io::Result<()> {
    let header = document.header();
    writeln!(out, "标题: {}", header.title)?;
    writeln!(
        out,
        "单位: {}  年份: {:?}  类型: {:?}",
        header.issuer.as_deref().unwrap_or("?"),
        header.year,
        header.genre
    )?;
    writeln!(out, "落款: {:?}  日期: {:?}", header.signature.map(|span| document.slice(span)), header.date)?;
    for section in document.sections() {
        let heading = section.number.cover(section.title);
        writeln!(
            out,
            "{}{} [{}] {} 陈述",
            "  ".repeat(usize::from(section.depth)),
            if section.heading.is_some() { document.plain_slice(heading) } else { "（开头）" },
            section.role.name(),
            document.claims_in(section.span).count()
        )?;
    }
    Ok(())
}
