//! Every rule of the packs keeps what its file promises.

// A test may read the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{fmt::Write as _, fs, path::Path, sync::LazyLock};

use ganhuo::{
    Analyser,
    check::{Local, Selection},
    compare::Library,
    model::{Finding, Prior},
    rules::{Example, Rule, RuleSet, docs},
};

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the packs load"));
static ANALYSER: LazyLock<Analyser> =
    LazyLock::new(|| Analyser::selecting(&RULES, Selection { preview: true, ..Selection::default() }));

/// The spans of ⟦…⟧ and the text without the marks.
pub(crate) fn unmark(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '⟦' => open.push(text.len()),
            '⟧' => spans.push((open.pop().expect("a mark is closed that was never opened"), text.len())),
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "a mark is never closed: {marked}");
    spans.sort_unstable();
    (text, spans)
}

fn findings(rule: &Rule, example: &Example, text: &str) -> Vec<Finding> {
    let mut library = Library::default();
    if let Some(prior) = example.prior() {
        let name = if prior.contains("\n|") { "去年.md" } else { "去年.txt" };
        let (document, _) = ANALYSER.document(prior.trim().as_bytes(), name).expect("text can be read");
        let header = document.header();
        let said = Prior {
            path: "去年.txt".into(),
            title: header.title.clone(),
            issuer: header.issuer.clone(),
            year: header.year,
            chosen: None,
        };
        library.reports.push((said, document));
    }
    let genre = RULES.lineage(&rule.pack).into_iter().find(|pack| pack.genre.is_some());
    let local = Local { genre: genre.map(|pack| pack.name.clone()), ..Local::default() };
    let name = if text.contains("\n|") { "例.md" } else { "例.txt" };
    let report = ANALYSER.analyse_with(text.as_bytes(), name, &library, &local).expect("text can be read");
    report.findings.into_iter().filter(|finding| finding.rule == rule.id).collect()
}

/// Rules in preview whose stage does not find yet what their examples show.
const AWAITED: [&str; 9] = [
    "copying/unchanged-problem",
    "copying/half-copied",
    "copying/mostly-copied",
    "copying/section",
    "copying/same-numbers",
    "copying/same-plan",
    "copying/same-problem",
    "copying/repeated-sentence",
    "consistency/plan-unanswered",
];

/// What of an example is shown when it fails.
fn first_line(example: &Example) -> String {
    example.text().trim().chars().take(60).collect()
}

#[test]
fn examples_show_what_their_rules_find() {
    let mut faults = String::new();
    for rule in &RULES.rules {
        if AWAITED.contains(&rule.id.as_str()) {
            assert_eq!(rule.status.name(), "preview", "{}", rule.id);
            continue;
        }
        for example in &rule.bad {
            let marked = example.report(&rule.pack);
            let (text, spans) = unmark(&marked);
            let found = findings(rule, example, &text);
            let mut places: Vec<(usize, usize)> = found
                .iter()
                .map(|finding| (finding.span.start() as usize, finding.span.end() as usize))
                .collect();
            places.dedup();
            if found.is_empty() || (!spans.is_empty() && places != spans) {
                let seen: Vec<&str> = found.iter().map(|finding| finding.span.slice(&text)).collect();
                let _ = writeln!(
                    faults,
                    "{}/{}: bad: {}\n   found {seen:?}",
                    rule.pack,
                    rule.id,
                    first_line(example)
                );
            }
            for finding in &found {
                let wanting = finding.message.contains('{') || finding.message.contains("“”");
                if wanting || finding.help.is_empty() {
                    let _ = writeln!(faults, "{}/{}: message: {}", rule.pack, rule.id, finding.message);
                }
            }
        }
        for example in &rule.good {
            let (text, spans) = unmark(&example.report(&rule.pack));
            assert!(spans.is_empty(), "{}: a good example has no marks", rule.id);
            for finding in findings(rule, example, &text) {
                let _ = writeln!(
                    faults,
                    "{}/{}: good: {}\n   {}",
                    rule.pack,
                    rule.id,
                    first_line(example),
                    finding.message
                );
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn stable_rules_have_two_examples_of_each_kind() {
    let lacking: Vec<&str> = RULES
        .rules
        .iter()
        .filter(|rule| rule.status.name() == "stable" && (rule.bad.len() < 2 || rule.good.len() < 2))
        .map(|rule| rule.id.as_str())
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn patterns_of_built_in_rules_compile() {
    for rule in &RULES.rules {
        for pattern in rule.patterns() {
            assert_eq!(pattern.check(), Ok(()), "{}: {}", rule.id, pattern.source());
        }
    }
}

#[test]
fn tables_and_lists_of_rules_exist() {
    use ganhuo::rules::Kind;
    for rule in &RULES.rules {
        let table = match &rule.kind {
            Kind::Substitution(rule) => Some(&rule.table),
            Kind::Currency(rule) => Some(&rule.table),
            Kind::SetList(rule) => Some(&rule.table),
            _ => None,
        };
        assert!(table.is_none_or(|table| RULES.lexicon.table(table).is_some()), "{}: {table:?}", rule.id);
        if let Kind::Phrase(phrase) = &rule.kind
            && let Some(list) = &phrase.list
        {
            assert!(!RULES.lexicon.words(list).is_empty(), "{}: {list}", rule.id);
        }
    }
}

#[test]
fn pages_about_rules_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = root.join("rules/README.md");
    let text = fs::read_to_string(&readme).unwrap_or_default();
    let (head, _) = text.split_once("<!-- kinds -->").unwrap_or((&text, ""));
    let pages = [
        (readme, format!("{head}<!-- kinds -->\n\n{}", docs::kinds())),
        (root.join("docs/rules.md"), docs::all(&RULES)),
    ];
    for (path, right) in pages {
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().expect("below the root")).expect("can be made");
            fs::write(&path, right).expect("can be written");
            continue;
        }
        let now = fs::read_to_string(&path).unwrap_or_default();
        assert!(now == right, "{} is out of date: UPDATE=1 cargo test packs", path.display());
    }
}
