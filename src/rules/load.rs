//! From the text of a rule's file to a [`Rule`], with every check that needs no document.

use super::{Kind, PackError, Pattern, Rule, Words, kind::Written, message::placeholders};
use crate::{model::Severity, text::nearest};

/// The categories of rules.
pub const CATEGORIES: [&str; 8] =
    ["structure", "substance", "copying", "consistency", "currency", "wording", "format", "tables"];

/// Reads `<pack>/<category>/<name>.toml`.
pub(super) fn rule(path: &str, pack: &str, id: &str, text: &str) -> Result<Rule, PackError> {
    let category = id.split('/').next().unwrap_or("");
    if !CATEGORIES.contains(&category) || id.matches('/').count() != 1 {
        let mut error = PackError::file(
            path,
            format!("规则文件放在 <规则包>/<类别>/<名称>.toml，类别有：{}", CATEGORIES.join("、")),
            format!("a rule stands in <pack>/<category>/<name>.toml; categories: {}", CATEGORIES.join(", ")),
        );
        error.hint = nearest(category, &CATEGORIES).map(str::to_owned);
        return Err(error);
    }
    let mut head: Written = toml::from_str(text).map_err(|error| PackError::toml(path, text, &error))?;
    let kind = head.kind().map_err(|many| {
        let kinds = Kind::NAMES.join(", ");
        PackError::file(
            path,
            format!("一条规则恰好有一节写它的种类，这里有{many}节；种类：{kinds}"),
            format!("a rule has exactly one table of its kind, this has {many}; kinds: {kinds}"),
        )
    })?;
    let Some(severity) = Severity::from_name(&head.severity) else {
        let mut error = PackError::at(
            path,
            text,
            key_offset(text, "severity"),
            Words {
                zh: format!("severity 不能写“{}”，可以写：note、warning、error", head.severity),
                en: format!("severity cannot be `{}`: note, warning, error", head.severity),
            },
        );
        error.hint = nearest(&head.severity, &["note", "warning", "error"]).map(str::to_owned);
        return Err(error);
    };
    let known = kind.placeholders();
    for template in [&head.message.zh, &head.message.en, &head.help.zh, &head.help.en] {
        for name in placeholders(template) {
            if !known.contains(&name) {
                let at = text.find(&format!("{{{name}}}")).unwrap_or(0);
                let (kind, fills) = (kind.name(), known.join(", "));
                let message = Words {
                    zh: format!("种类 {kind} 没有“{{{name}}}”可填，能填的有：{fills}"),
                    en: format!("`{{{name}}}` is not filled by the kind `{kind}`, which fills: {fills}"),
                };
                let mut error = PackError::at(path, text, at, message);
                error.hint = nearest(name, known).map(str::to_owned);
                return Err(error);
            }
        }
    }
    if let Some(defect) = head.defects.iter().find(|defect| !is_defect(defect)) {
        let message = Words {
            zh: format!("“{defect}”不是已知的问题编号（D01 至 D68）"),
            en: format!("`{defect}` is no number of a known defect (D01 to D68)"),
        };
        return Err(PackError::at(path, text, key_offset(text, "defects"), message));
    }
    if let Some(option) = kind.unused() {
        let message = Words {
            zh: format!("这条规则用不到“{option}”：它问的不是这个"),
            en: format!("`{option}` does nothing in this rule: it asks something else"),
        };
        return Err(PackError::at(path, text, key_offset(text, option), message));
    }
    Ok(Rule {
        id: id.to_owned(),
        pack: pack.to_owned(),
        title: head.title,
        severity,
        status: head.status,
        since: head.since,
        message: head.message,
        help: head.help,
        why: head.why,
        source: head.source.unwrap_or_else(|| "practice".to_owned()),
        defects: head.defects,
        from_year: head.from_year,
        bad: head.bad,
        good: head.good,
        kind,
    })
}

/// Compiles the patterns of a rule.
pub(super) fn patterns(path: &str, text: &str, rule: &Rule) -> Option<PackError> {
    rule.patterns().into_iter().find_map(|own| pattern(path, text, own))
}

/// Compiles a pattern.
pub(super) fn pattern(path: &str, text: &str, pattern: &Pattern) -> Option<PackError> {
    let why = pattern.check().err()?;
    let at = text.find(pattern.source()).unwrap_or(0);
    let message = Words {
        zh: format!("这个正则表达式不能用：{why}"),
        en: format!("the pattern cannot be used: {why}"),
    };
    Some(PackError::at(path, text, at, message))
}

fn is_defect(text: &str) -> bool {
    text.strip_prefix('D')
        .filter(|number| number.len() == 2)
        .and_then(|number| number.parse::<u8>().ok())
        .is_some_and(|number| (1..=68).contains(&number))
}

/// Where a key stands at the head of a line.
fn key_offset(text: &str, key: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(['[', ' ', '"']);
        if bare.starts_with(key) {
            return at + (line.len() - bare.len());
        }
        at += line.len();
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
title = { zh = "甲", en = "a" }
severity = "note"
status = "stable"
since = "0.1.0"
message = { zh = "“{text}”", en = "{text}" }
help = { zh = "乙", en = "b" }
why = { zh = "丙", en = "c" }
bad = ["⟦甲⟧", { text = "⟦甲⟧", year = 2022 }]

[phrase]
any = ["甲"]
"#;

    fn said(text: &str) -> String {
        rule("p/wording/x.toml", "p", "wording/x", text).unwrap_err().to_string()
    }

    #[test]
    fn a_rule_is_read() {
        let rule = rule("p/wording/x.toml", "p", "wording/x", GOOD).unwrap();
        assert_eq!((rule.category(), rule.kind.name(), rule.bad.len()), ("wording", "phrase", 2));
        assert!(rule.is_named("wording") && rule.is_named("wording/x") && !rule.is_named("wording/y"));
    }

    #[test]
    fn misspelt_keys_are_named_with_place_and_remedy() {
        let text = GOOD.replace("status", "state");
        assert_eq!(said(&text), "p/wording/x.toml:4:1: unknown key `state`; did you mean \"status\"?");
        let text = GOOD.replace("status = \"stable\"\n", "");
        assert!(said(&text).contains("missing field `status`"), "{}", said(&text));
        let text = GOOD.replace("since =", "sinse = \"1\"\nsince =");
        assert_eq!(said(&text), "p/wording/x.toml:5:1: unknown key `sinse`; did you mean \"since\"?");
        let text = GOOD.replace("any =", "anny =");
        assert!(said(&text).starts_with("p/wording/x.toml:12:1: unknown key `anny`"), "{}", said(&text));
        assert!(said(&text).ends_with("did you mean \"any\"?"), "{}", said(&text));
        let text = GOOD.replace("\"note\"", "\"notes\"");
        assert!(said(&text).contains(":3:1: severity cannot be `notes`"), "{}", said(&text));
    }

    #[test]
    fn placeholders_are_those_of_the_kind() {
        let text = GOOD.replace("“{text}”", "“{txt}”");
        assert!(said(&text).starts_with("p/wording/x.toml:6:"), "{}", said(&text));
        assert!(said(&text).ends_with("did you mean \"text\"?"), "{}", said(&text));
    }

    #[test]
    fn one_kind_and_a_known_category() {
        let text = format!("{GOOD}\n[brackets]\n");
        assert!(said(&text).contains("exactly one table"), "{}", said(&text));
        let error = rule("p/wordings/x.toml", "p", "wordings/x", GOOD).unwrap_err();
        assert_eq!(error.hint.as_deref(), Some("wording"));
    }

    #[test]
    fn an_option_that_does_nothing_is_refused() {
        let numbers =
            |options: &str| GOOD.replace("[phrase]\nany = [\"甲\"]", &format!("[numbers]\n{options}"));
        let text = numbers("what = \"sum\"\nrises = [\"增长\"]");
        assert!(said(&text).contains(":13:1: `rises` does nothing"), "{}", said(&text));
        let text = numbers("what = \"percent\"\nrises = [\"增长\"]");
        assert!(rule("p/wording/x.toml", "p", "wording/x", &text).is_ok());
        let text = text.replace("[numbers]\nwhat = \"percent\"", "[table]\ncheck = \"row-total\"");
        let text = text.replace("rises = [\"增长\"]", "rows = [\"其他\"]");
        assert!(said(&text).contains(":13:1: `rows` does nothing"), "{}", said(&text));
    }

    #[test]
    fn a_broken_pattern_is_named_with_its_place() {
        let text = GOOD.replace("any = [\"甲\"]", "pattern = [\"甲(\"]");
        let rule = rule("p/wording/x.toml", "p", "wording/x", &text).unwrap();
        let error = patterns("p/wording/x.toml", &text, &rule).unwrap();
        assert_eq!((error.line, error.column), (12, 13), "{error}");
    }
}
