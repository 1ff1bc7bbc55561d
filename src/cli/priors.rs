//! What is to be said about the earlier reports that were given: none fits, one is another body's, two
//! are of one year. Silence would look like “nothing was copied”.

use std::path::PathBuf;

use super::store;
use crate::{
    compare::{Known, Library, choose_known, is_same_body},
    model::{Document, Lang, Prior, Report},
};

/// Reports that are named one by one; the rest is counted.
const NAMED: usize = 5;

/// The remarks on some reports, in their order. Nothing if no earlier reports were given.
///
/// Of many reports the first years naturally have none before them: then one line counts them.
pub(super) fn remarks(reports: &[Report], library: &Library, given: &[PathBuf], lang: Lang) -> Vec<String> {
    if given.is_empty() {
        return Vec::new();
    }
    let alone: Vec<&Report> =
        reports.iter().filter(|report| report.analysis.comparison.priors.is_empty()).collect();
    let mut said = match (alone.as_slice(), reports) {
        ([report], [_]) => vec![about(report, &nothing(report, library, given, lang))],
        ([], _) => Vec::new(),
        _ => vec![several(&alone, reports.len(), lang)],
    };
    for report in reports {
        let strangers =
            library.reports.iter().filter_map(|(prior, _)| stranger(report, library, prior, lang));
        let notes: Vec<String> = strangers.chain(versions(report, library, lang)).collect();
        said.extend(notes.iter().map(|text| about(report, text)));
    }
    said
}

fn about(report: &Report, text: &str) -> String {
    format!("ganhuo: {}: {text}", report.path)
}

/// How many of many reports were compared with nothing.
fn several(alone: &[&Report], all: usize, lang: Lang) -> String {
    let count = alone.len();
    let mut list: Vec<&str> = alone.iter().take(NAMED).map(|report| report.path.as_str()).collect();
    if count > NAMED {
        list.push("…");
    }
    let list = list.join(lang.pick("、", ", "));
    match lang {
        Lang::Zh => {
            format!("ganhuo: {all}份报告中有{count}份在 --prior 里没有找到往年的报告，没有做对照：{list}")
        }
        Lang::En => format!(
            "ganhuo: {count} of {all} reports have no earlier one in --prior and were not compared: {list}"
        ),
    }
}

/// Who wrote a report, and of which year.
fn name(issuer: Option<&str>, year: Option<i32>, path: &str) -> String {
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    issuer.map_or_else(|| path.to_owned(), |issuer| format!("{issuer}{year}"))
}

/// None of the reports that were read is an earlier one of this body.
fn nothing(report: &Report, library: &Library, given: &[PathBuf], lang: Lang) -> String {
    let header = report.analysis.document.header();
    let own = name(header.issuer.as_deref(), header.year, "");
    let read: Vec<String> = library
        .offered
        .iter()
        .filter(|(prior, document)| !is_itself(report, prior, document))
        .map(|(prior, _)| name(prior.issuer.as_deref(), prior.year, &prior.path))
        .collect();
    let count = read.len();
    let mut list = read.into_iter().take(NAMED).collect::<Vec<_>>().join(lang.pick("、", ", "));
    if count > NAMED {
        list.push('…');
    }
    // Of an archive only what is chosen is read.
    let unread = given.iter().any(|path| store::is_archive(path));
    let list = match (count, lang) {
        (0, _) => String::new(),
        _ if unread => String::new(),
        (_, Lang::Zh) => format!("（读到{count}份：{list}）"),
        (_, Lang::En) => format!(" ({count} read: {list})"),
    };
    match lang {
        Lang::Zh => {
            let own = if own.is_empty() { "本单位".to_owned() } else { own + "年以前" };
            format!(
                "--prior 里没有找到{own}的报告{list}，没有做对照；改过名请在 ganhuo.toml 的 [renamed-bodies] 里写，也可直接写出文件"
            )
        }
        Lang::En => format!(
            "no report of an earlier year than {own} in --prior{list}, so nothing was compared; \
             write old names under [renamed-bodies] in ganhuo.toml, or name the file itself"
        ),
    }
}

fn is_itself(report: &Report, prior: &Prior, document: &Document) -> bool {
    prior.path == report.path || document.text() == report.analysis.document.text()
}

/// A report that was named, and is compared, but is another body's or no earlier one.
fn stranger(report: &Report, library: &Library, prior: &Prior, lang: Lang) -> Option<String> {
    let header = report.analysis.document.header();
    if prior.path == report.path {
        return None;
    }
    let path = &prior.path;
    if let (Some(own), Some(theirs)) = (&header.issuer, &prior.issuer)
        && !is_same_body(own, theirs, &library.renamed)
    {
        return Some(match lang {
            Lang::Zh => format!(
                "对照的 {path} 是“{theirs}”的报告，不是“{own}”的；如果是改名，请在 ganhuo.toml 的 [renamed-bodies] 里写"
            ),
            Lang::En => format!(
                "{path} is a report of {theirs}, not of {own}; write an old name under [renamed-bodies] in ganhuo.toml"
            ),
        });
    }
    let (own, theirs) = header.year.zip(prior.year)?;
    (theirs >= own).then(|| match lang {
        Lang::Zh => format!("对照的 {path} 是{theirs}年的报告，不早于本报告（{own}年）"),
        Lang::En => format!("{path} is a report of {theirs}, which is not before {own}"),
    })
}

/// Files of a year of which another was taken.
fn versions(report: &Report, library: &Library, lang: Lang) -> Vec<String> {
    let mut left: Vec<usize> = (0..library.offered.len())
        .filter(|at| !is_itself(report, &library.offered[*at].0, &library.offered[*at].1))
        .collect();
    let choose = |left: &[usize]| -> Vec<usize> {
        let known = left.iter().map(|at| {
            let (about, document) = &library.offered[*at];
            (*at, Known { about, genre: document.header().genre.as_ref() })
        });
        let header = report.analysis.document.header();
        let chosen = choose_known(&report.path, header, known, &library.renamed, lang);
        chosen.into_iter().map(|(at, _)| at).collect()
    };
    let taken = choose(&left);
    let year = |at: usize| library.offered[at].0.year;
    let mut said = Vec::new();
    loop {
        let before = left.len();
        let chosen = choose(&left);
        left.retain(|at| !chosen.contains(at));
        for other in chosen.into_iter().filter(|at| !taken.contains(at)) {
            let Some(first) = taken.iter().find(|at| year(**at) == year(other)) else { continue };
            let (kept, other) = (&library.offered[*first].0.path, &library.offered[other].0.path);
            let year = year(*first).map(|year| year.to_string()).unwrap_or_default();
            said.push(match lang {
                Lang::Zh => format!("同一年（{year}）有两份往年报告：用了 {kept}，没有用 {other}；要换就直接写出文件"),
                Lang::En => format!("two reports of one year ({year}): {kept} was taken, {other} was not; name the file to choose"),
            });
        }
        // Each round takes some out; a year beyond the nearest few is not asked for.
        if left.len() == before {
            return said;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyser, compare::Library};

    const WATER: &str = "岚溪区水务局";

    fn text(body: &str, year: i32, words: &str) -> String {
        format!(
            "{body}{year}年法治政府建设年度报告\n\n一、主要举措和成效\n\n{words}\n\n{body}\n{}年1月20日\n",
            year + 1
        )
    }

    fn said(offered: &[(&str, String)], named: &[(&str, String)]) -> Vec<String> {
        let analyser = Analyser::builtin().expect("the packs load");
        let read = |files: &[(&str, String)]| -> Vec<(Prior, Document)> {
            let read = |(path, text): &(&str, String)| {
                let (document, _) = analyser.document(text.as_bytes(), path).expect("it is text");
                let header = document.header();
                let about = Prior {
                    path: (*path).to_owned(),
                    title: header.title.clone(),
                    issuer: header.issuer.clone(),
                    year: header.year,
                    chosen: None,
                };
                (about, document)
            };
            files.iter().map(read).collect()
        };
        let library = Library { offered: read(offered), reports: read(named), ..Library::default() };
        let own = text(WATER, 2024, "全年检查水厂312次。");
        let report = analyser.analyse(own.as_bytes(), "own.txt", &library).expect("it is text");
        remarks(&[report], &library, &[PathBuf::from("往年")], Lang::Zh)
    }

    #[test]
    fn nothing_to_compare_with_is_said_with_what_was_read() {
        let found = said(&[("a.txt", text("岚溪区民政局", 2023, "走访村居。"))], &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].contains("没有找到岚溪区水务局2024年以前的报告（读到1份：岚溪区民政局2023）"),
            "{found:?}"
        );
        assert!(found[0].contains("[renamed-bodies]"));
        assert!(said(&[("a.txt", text(WATER, 2023, "走访村居。"))], &[]).is_empty());
    }

    #[test]
    fn a_named_report_of_another_body_or_of_no_earlier_year_is_said() {
        let found = said(&[], &[("a.txt", text("岚溪区民政局", 2023, "走访村居。"))]);
        assert!(found.len() == 1 && found[0].contains("是“岚溪区民政局”的报告"), "{found:?}");
        let found = said(&[], &[("a.txt", text(WATER, 2024, "走访村居。"))]);
        assert!(found.len() == 1 && found[0].contains("不早于本报告"), "{found:?}");
        assert!(said(&[], &[("a.txt", text(WATER, 2023, "走访村居。"))]).is_empty());
    }

    #[test]
    fn of_two_reports_of_one_year_the_one_that_was_not_taken_is_said() {
        let (first, second) = (text(WATER, 2023, "走访村居。"), text(WATER, 2023, "清淤河道。"));
        let found = said(&[("a.txt", first), ("b.txt", second)], &[]);
        assert!(found.len() == 1 && found[0].contains("用了 a.txt，没有用 b.txt"), "{found:?}");
    }
}
