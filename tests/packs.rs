//! Every rule of the packs keeps what its file promises.

// A test may read the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{fmt::Write as _, fs, path::Path, sync::LazyLock};

use ganhuo::{
    model::Lang,
    rules::{RuleSet, docs},
    trial::Trial,
};

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::builtin().expect("the packs load"));
#[test]
fn examples_show_what_their_rules_find() {
    let trial = Trial::new(&RULES);
    let mut faults = String::new();
    for fault in RULES.rules.iter().flat_map(|rule| trial.faults(rule)) {
        let (pack, rule, example) = (&fault.pack, &fault.rule, &fault.example);
        let _ = writeln!(faults, "{pack}/{rule}: {example}\n   {}", fault.message(Lang::En));
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
