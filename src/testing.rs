//! What unit tests of single stages need from the whole line.

use std::sync::LazyLock;

use crate::{
    Analyser, Library,
    check::Selection,
    model::{Finding, Prior, Report},
    rules::RuleSet,
};

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| {
    let rules = RuleSet::builtin().expect("the packs load");
    Analyser::selecting(&rules, Selection { preview: true, ..Selection::default() })
});

/// The report on a text, rules in preview included.
pub(crate) fn report(text: &str) -> Report {
    ANALYSER.analyse(text.as_bytes(), "a.md", &Library::default()).expect("it is text")
}

/// The report on a text with the rules that are selected.
pub(crate) fn report_selecting(selection: Selection, text: &str) -> Report {
    let analyser = Analyser::selecting(&RuleSet::builtin().expect("the packs load"), selection);
    analyser.analyse(text.as_bytes(), "a.md", &Library::default()).expect("it is text")
}

/// The words that a rule of one's own finds in a text; `kind` is its table, as in a rule's file.
pub(crate) fn asked(kind: &str, text: &str) -> Vec<String> {
    let report = report_by(kind, text);
    words(&report, "wording/own")
}

/// The report of a rule of one's own on a text.
pub(crate) fn report_by(kind: &str, text: &str) -> Report {
    let said = "{ zh = \"“{text}”\", en = \"{text}\" }";
    let rule = format!(
        "title = {said}\nseverity = \"error\"\nstatus = \"stable\"\nsince = \"0.1.0\"\nmessage = {said}\n\
         help = {said}\nwhy = {said}\nbad = [\"⟦甲⟧\"]\n\n{kind}\n"
    );
    let pack = "title = { zh = \"甲\", en = \"a\" }\nversion = \"1\"\n";
    let rules = RuleSet::with([("own/pack.toml", pack), ("own/wording/own.toml", &rule)]).expect("it loads");
    let selection = Selection { select: vec!["wording/own".to_owned()], ..Selection::default() };
    let analyser = Analyser::selecting(&rules, selection);
    analyser.analyse(text.as_bytes(), "a.md", &Library::default()).expect("it is text")
}

/// The report on a text that is compared with an earlier one.
pub(crate) fn report_with(text: &str, prior: &str) -> Report {
    let mut library = Library::default();
    let (document, _) = ANALYSER.document(prior.as_bytes(), "b.md").expect("it is text");
    let header = document.header();
    let about = Prior {
        path: "b.md".to_owned(),
        title: header.title.clone(),
        issuer: header.issuer.clone(),
        year: header.year,
        chosen: None,
    };
    library.reports.push((about, document));
    ANALYSER.analyse(text.as_bytes(), "a.md", &library).expect("it is text")
}

/// The words that one rule finds in a report, in the order of their places.
pub(crate) fn words(report: &Report, rule: &str) -> Vec<String> {
    of(report, rule).map(|finding| report.analysis.document.slice(finding.span).to_owned()).collect()
}

/// The findings of one rule.
pub(crate) fn of<'a>(report: &'a Report, rule: &'a str) -> impl Iterator<Item = &'a Finding> {
    report.findings.iter().filter(move |finding| finding.rule == rule)
}

/// A small report of the year 2023 with these words in its part on measures.
pub(crate) fn small(words: &str) -> String {
    format!(
        "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n{words}\n\n岚溪区水务局\n2024年1月20日\n"
    )
}

/// The report of a year with what was done and what is planned for the next.
pub(crate) fn planned(year: i32, measures: &str, plan: &str) -> String {
    format!(
        "岚溪区水务局{year}年法治政府建设年度报告\n\n一、主要举措和成效\n\n{measures}\n\n二、{}年主要安排\n\n{plan}\n\n岚溪区水务局\n{}年1月10日\n",
        year + 1,
        year + 1
    )
}

/// A report of some year with these words in its parts on measures and on problems.
pub(crate) fn year(year: i32, measures: &str, problem: &str) -> String {
    format!(
        "岚溪区水务局{year}年法治政府建设年度报告\n\n一、主要举措和成效\n\n{measures}\n\n二、存在的不足和原因\n\n{problem}\n\n岚溪区水务局\n{}年1月10日\n",
        year + 1
    )
}
