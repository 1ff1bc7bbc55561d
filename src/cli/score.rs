//! `ganhuo score`.

use std::io::Write;

use super::{
    Outcome,
    args::{Global, Score, ScoreFormat},
    batch, files,
    session::Session,
};
use crate::{
    model::Lang,
    report::{csv, explain, json, sheet, table},
};

pub(super) fn run(global: &Global, args: &Score, lang: Lang, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let session = Session::new(global, None, None, &args.paths, lang)?;
    let lang = session.settings.lang;
    session.guard(global.output.as_deref(), &args.paths)?;
    let scorer = session.scorer()?;
    let done = batch::score(scorer, &session, &args.paths, global);
    let look = files::look(global.color, global.output.is_some());
    let rendered = match args.format {
        ScoreFormat::Json => json::score(&done.reports, &done.failures, lang),
        ScoreFormat::Csv if args.explain => sheet::claims(&done.reports, lang),
        ScoreFormat::Csv if args.sections => sheet::sections(&done.reports, lang),
        ScoreFormat::Csv => csv::score(&done.reports, lang),
        ScoreFormat::Text if args.explain => done
            .reports
            .iter()
            .map(|report| explain::score(report, lang, look))
            .collect::<Vec<_>>()
            .join("\n"),
        ScoreFormat::Text => table::score(&done.reports, args.sections, lang, look),
    };
    out.write_all(rendered.as_bytes())?;
    out.flush()?;
    files::notices(&done.reports, lang);
    for failure in &done.failures {
        files::remark(&failure.line());
    }
    Ok(if done.failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}
