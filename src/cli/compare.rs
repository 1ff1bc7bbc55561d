//! `ganhuo compare`.

use std::io::Write;

use super::{
    Outcome,
    args::{Compare, Global, PlainFormat},
    batch, files,
    session::Session,
};
use crate::{
    Analyser,
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
    let mut done = batch::analyse(&analyser, &session, std::slice::from_ref(&args.new), &library, global);
    failures.extend(done.failures);
    let look = files::look(global.color, global.output.is_some());
    for report in &mut done.reports {
        if report.analysis.comparison.priors.is_empty() {
            let why = lang.pick(
                "给出的文件夹里没有找到同一单位往年的报告（按正文中的单位和年份判断，其次看文件名）；可直接写出文件",
                "no earlier report of the same body in the folders given (by body and year in the text, else by file name); you can name the file itself",
            );
            files::remark(&format!("ganhuo: {}: {why}", report.path));
        }
        if args.format != PlainFormat::Json {
            Analyser::fill_diffs(report, &library);
        }
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
