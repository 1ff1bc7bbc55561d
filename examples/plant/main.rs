//! Plants known defects into clean reports and prints how many the rules find.
//!
//! `cargo run --profile quick --example plant -- corpora/lanxi`: every line of `cases.tsv` and `fresh.tsv`
//! is planted into one of the reports whose manifest names no fault. Out: recall per defect and per severity, and
//! what the rules say of the untouched reports.

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use ganhuo::{
    Analyser, Library,
    check::Selection,
    model::{BlockKind, Document, Finding, Prior, Role, SectionId, Severity},
    rules::RuleSet,
};

/// One line of `cases.tsv`.
struct Case<'a> {
    defect: &'a str,
    rule: &'a str,
    how: &'a str,
    place: &'a str,
    words: String,
}

/// A clean report: its text and the document made of it.
struct Clean {
    path: String,
    document: Document,
    year: i32,
    findings: Vec<Finding>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: plant CORPORA")?);
    let rules = RuleSet::builtin().map_err(|errors| errors[0].to_string())?;
    let analyser = Analyser::selecting(&rules, Selection { preview: true, ..Selection::default() });
    let mut reports = Vec::new();
    for path in clean_paths(&folder)? {
        let report = analyser.analyse(&fs::read(&path)?, &path.to_string_lossy(), &Library::default())?;
        let document = report.analysis.document;
        let Some(year) = document.header().year else { continue };
        reports.push(Clean {
            path: path.to_string_lossy().into_owned(),
            document,
            year,
            findings: report.findings,
        });
    }
    if reports.is_empty() {
        return Err("no clean report of the genre fazhi below this folder".into());
    }
    print_false_alarms(&reports);

    for (name, table) in [("cases", include_str!("cases.tsv")), ("fresh", include_str!("fresh.tsv"))] {
        print_recall(&rules, &analyser, &reports, name, table)?;
    }
    Ok(())
}

/// Plants every line of a table and prints what was found of each defect.
fn print_recall(
    rules: &RuleSet,
    analyser: &Analyser,
    reports: &[Clean],
    name: &str,
    table: &str,
) -> Result<(), Box<dyn Error>> {
    let mut tally: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (number, line) in table.lines().filter(|line| !line.starts_with('#')).skip(1).enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [defect, rule, how, place, words] = cells[..] else { return Err(line.into()) };
        let case = Case { defect, rule, how, place, words: words.replace("\\n", "\n") };
        let counts = tally.entry((case.defect, case.rule)).or_default();
        // The first report, from a different one each time, that has the place.
        let host = (0..reports.len())
            .map(|step| &reports[(number + step) % reports.len()])
            .filter(|report| !is_right(report, &case))
            .find_map(|report| plant(report, &case).map(|text| (report, text)));
        let Some((report, text)) = host else {
            println!("no place: {line}");
            continue;
        };
        counts.1 += 1;
        let library = prior(analyser, report, &case);
        let found = analyser.analyse(text.as_bytes(), "planted.txt", &library)?.findings;
        let before = report.findings.iter().filter(|finding| finding.rule == case.rule).count();
        if found.iter().filter(|finding| finding.rule == case.rule).count() > before {
            counts.0 += 1;
        } else {
            println!("missed: {} {} in {}: {}", case.defect, case.rule, report.path, words);
        }
    }
    println!("\n{name}\ndefect  found  planted  rule");
    let (mut found, mut planted) = (0, 0);
    for ((defect, rule), (hits, all)) in &tally {
        println!("{defect:<7} {hits:>5}  {all:>7}  {rule}");
        found += hits;
        planted += all;
    }
    println!("all     {found:>5}  {planted:>7}  recall {:.3}", found as f64 / planted.max(1) as f64);
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_it = |id: &str| rules.rules.iter().any(|rule| rule.id == id && rule.severity == severity);
        let (found, planted) = tally
            .iter()
            .filter(|((_, rule), _)| of_it(rule))
            .fold((0, 0), |(found, planted), (_, (hits, all))| (found + hits, planted + all));
        let recall = found as f64 / planted.max(1) as f64;
        println!("{:<8}{found:>5}  {planted:>7}  recall {recall:.3}", severity.name());
    }
    println!();
    Ok(())
}

/// Whether the words are no fault in this report: 我镇 in that of a town.
fn is_right(report: &Clean, case: &Case) -> bool {
    let kind = |kind: &&&str| case.words.contains(&format!("我{kind}"));
    let issuer = report.document.header().issuer.as_deref().unwrap_or("");
    case.rule == "consistency/self-name"
        && ["镇", "街道", "局"].iter().find(kind).is_some_and(|kind| issuer.contains(kind))
}

/// The reports of the genre fazhi below a folder whose manifest lists no fault, sorted.
fn clean_paths(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut manifests = vec![folder.join("manifest.toml")];
    for entry in fs::read_dir(folder)? {
        manifests.push(entry?.path().join("manifest.part.toml"));
    }
    let mut clean = BTreeSet::new();
    for manifest in manifests.iter().filter(|path| path.exists()) {
        let table: toml::Table = fs::read_to_string(manifest)?.parse()?;
        for report in table.get("report").and_then(|list| list.as_array()).into_iter().flatten() {
            let is_fazhi = report.get("genre").and_then(|genre| genre.as_str()) == Some("fazhi");
            let path = report.get("path").and_then(|path| path.as_str()).unwrap_or_default();
            if is_fazhi && report.get("fault").is_none() && folder.join(path).exists() {
                clean.insert(folder.join(path));
            }
        }
    }
    Ok(clean.into_iter().collect())
}

fn print_false_alarms(reports: &[Clean]) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for report in reports {
        for finding in &report.findings {
            *counts.entry((finding.severity.name(), &finding.rule)).or_default() += 1;
            if finding.severity.name() != "note" {
                let words = report.document.slice(finding.span).chars().take(40).collect::<String>();
                println!("clean {}: {} {} [{words}]", report.path, finding.rule, finding.message);
            }
        }
    }
    println!("findings in {} clean reports:", reports.len());
    for ((severity, rule), count) in counts {
        println!("{severity:<8} {count:>4}  {rule}");
    }
}

/// The section of a role that is not inside another one of it.
fn section_of(document: &Document, role: &str) -> Option<SectionId> {
    let role = Role::from_name(role)?;
    let at =
        document.sections().iter().position(|section| section.role == role && section.heading.is_some())?;
    Some(SectionId(at as u32))
}

/// The words with `{Y}`, `{Y-1}`, `{Y+1}` filled in.
fn dated(words: &str, year: i32) -> String {
    let mut words = words.to_owned();
    for step in -2..=1 {
        let name = match step {
            0 => "{Y}".to_owned(),
            step if step < 0 => format!("{{Y{step}}}"),
            step => format!("{{Y+{step}}}"),
        };
        words = words.replace(&name, &(year + step).to_string());
    }
    words
}

/// The report with the defect in it; `None` if the report lacks the place.
fn plant(report: &Clean, case: &Case) -> Option<String> {
    let (document, text) = (&report.document, report.document.text());
    let words = dated(&case.words, report.year);
    let header = document.header();
    let put = |at: usize, until: usize, words: &str| format!("{}{words}{}", &text[..at], &text[until..]);
    match (case.how, case.place) {
        ("prior", _) => Some(text.to_owned()),
        ("insert", "@end") => {
            let at = header.signature.or(header.date_span)?.start() as usize;
            Some(put(at, at, &format!("{words}\n")))
        }
        ("insert", "@twice") => {
            let first = behind_first_paragraph(document, "measures")?;
            let second = behind_first_paragraph(document, "leader").filter(|at| *at > first)?;
            Some(format!("{}{words}{}{words}{}", &text[..first], &text[first..second], &text[second..]))
        }
        ("insert", role) => {
            let at = behind_first_paragraph(document, role)?;
            Some(put(at, at, &words))
        }
        ("body", role) => {
            let section = document.section(section_of(document, role)?);
            let heading = document.block(section.heading?).span;
            Some(put(heading.end() as usize, section.span.end() as usize, &format!("\n{words}\n")))
        }
        ("cut", role) => {
            let section = document.section(section_of(document, role)?);
            Some(put(section.span.start() as usize, section.span.end() as usize, ""))
        }
        ("swap", "@title-year") => {
            let span = header.title_span?;
            let title = document.slice(span).replace(&report.year.to_string(), &words);
            Some(put(span.start() as usize, span.end() as usize, &title))
        }
        ("swap", "@date") => {
            let span = header.date_span?;
            Some(put(span.start() as usize, span.end() as usize, &words))
        }
        ("swap", "@signer") => {
            let span = header.signature?;
            Some(put(span.start() as usize, span.end() as usize, &words))
        }
        ("swap", "@pair") => {
            let (here, there) = words.split_once('|')?;
            let first = behind_first_paragraph(document, "measures")?;
            let second = behind_first_paragraph(document, "leader").filter(|at| *at > first)?;
            Some(format!("{}{here}{}{there}{}", &text[..first], &text[first..second], &text[second..]))
        }
        ("swap", place) => {
            let section = document.section(section_of(document, place.strip_prefix("@heading:")?)?);
            let span = document.block(section.heading?).span;
            Some(put(span.start() as usize, span.end() as usize, &words))
        }
        _ => None,
    }
}

/// Where the first paragraph of a role's section ends.
fn behind_first_paragraph(document: &Document, role: &str) -> Option<usize> {
    let section = document.section(section_of(document, role)?);
    let blocks = document.blocks().get(section.blocks.start as usize..section.blocks.end as usize)?;
    let block = blocks.iter().find(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))?;
    let words = document.slice(block.span);
    words.ends_with('。').then_some(block.span.end() as usize)
}

/// For cases of copying, the report itself with every year one less.
fn prior(analyser: &Analyser, report: &Clean, case: &Case) -> Library {
    let mut library = Library::default();
    if case.how == "prior" {
        let mut text = report.document.text().to_owned();
        for year in (report.year - 1)..=(report.year + 1) {
            text = text.replace(&year.to_string(), &(year - 1).to_string());
        }
        if let Ok((document, _)) = analyser.document(text.as_bytes(), "prior.txt") {
            let header = document.header();
            let about = Prior {
                path: "prior.txt".to_owned(),
                title: header.title.clone(),
                issuer: header.issuer.clone(),
                year: header.year,
                chosen: None,
            };
            library.reports.push((about, document));
        }
    }
    library
}
