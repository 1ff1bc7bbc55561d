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
fn pages_about_rules_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = root.join("rules/README.md");
    let text = fs::read_to_string(&readme).unwrap_or_default();
    let (head, _) = text.split_once("<!-- kinds -->").unwrap_or((&text, ""));
    let table = fs::read_to_string(root.join("rules/defects.tsv")).expect("it is there");
    let known = "## 68 类常见问题和规则\n\n每一类由哪些规则查，没有规则的写明原因。表由测试从规则文件生成。\n\n\
                 The known defects, the rules that look for each, and why there is none for some. A test makes this \
                 table from the files of the rules.";
    let mut pages = vec![
        (
            readme,
            format!(
                "{head}<!-- kinds -->\n\n{}\n{known}\n\n{}",
                docs::kinds(),
                docs::defects(&RULES, &table)
            ),
        ),
        (root.join("docs/rules.md"), docs::all(&RULES)),
    ];
    for pack in ["base", "fazhi", "xinxi-gongkai"] {
        let path = root.join("rules").join(pack).join("README.md");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let (head, _) = text.split_once("<!-- rules -->").unwrap_or((&text, ""));
        pages.push((path, format!("{head}<!-- rules -->\n\n{}", docs::of_pack(&RULES, pack))));
    }
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

#[test]
fn every_known_defect_has_a_rule_or_a_reason() {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/defects.tsv"))
        .expect("it is there");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    let ids: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(ids, (1..=68).map(|number| format!("D{number:02}")).collect::<Vec<_>>());
    let has = |id: &str, stable: bool| {
        RULES.rules.iter().any(|rule| {
            rule.defects.iter().any(|defect| defect == id) && (!stable || rule.status.name() == "stable")
        })
    };
    for row in &rows {
        let [id, zh, en, why_zh, why_en] = row[..] else { panic!("{row:?} has not five cells") };
        assert!(!zh.is_empty() && !en.is_empty(), "{id}");
        assert_eq!(has(id, false), why_zh.is_empty(), "{id}: a rule or a reason, not both");
        assert_eq!(why_zh.is_empty(), why_en.is_empty(), "{id}: the reason in both languages");
    }
    // Live without being asked for: what the packs promise.
    assert!(rows.iter().filter(|row| has(row[0], true)).count() >= 55);
}
