//! `ganhuo compare`.

use std::io::Write;

use super::{
    Outcome,
    args::{Compare, Global, PlainFormat},
    batch, files,
    session::Session,
};
use crate::{
    model::Lang,
    report::{diff, json},
};

pub(super) fn run(
    global: &Global,
    args: &Compare,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let session = Session::new(global, None, None, Some(&args.new), lang)?;
    let lang = session.settings.lang;
    let analyser = session.analyser()?;
    let (library, mut failures) = batch::library(&analyser, &session, &args.old);
    let done = batch::analyse(&analyser, &session, std::slice::from_ref(&args.new), &library, global);
    failures.extend(done.failures);
    let look = files::look(global.color, global.output.is_some());
    for report in &done.reports {
        let rendered = match args.format {
            PlainFormat::Json => json::compare(report),
            PlainFormat::Text => diff::compare(report, lang, look),
        };
        out.write_all(rendered.as_bytes())?;
    }
    out.flush()?;
    for failure in &failures {
        files::remark(failure);
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}
