//! What only all packs together can show: names of rules, roles, weights, lists, tables and columns, and
//! every pattern. A pack that names what does not exist would load and do nothing.

use super::{CATEGORIES, Pack, PackError, Pattern, Rule, RuleSet, Words, load};
use crate::{
    model::{ClaimKind, EvidenceKind, Role, Severity},
    text::nearest,
};

/// The severities of a pack.
const SEVERITIES: [&str; 4] = ["off", "note", "warning", "error"];

/// The weights of the score that stand for themselves.
const WEIGHTS: [&str; 23] = [
    "base",
    "creed",
    "effort",
    "enough.measured",
    "enough.specific",
    "level.general",
    "level.measured",
    "level.specific",
    "matter",
    "own",
    "own.most",
    "plan.deadline",
    "share.0",
    "share.1",
    "share.1.more",
    "share.2",
    "share.2.more",
    "share.3",
    "share.3.more",
    "stock",
    "stray.length",
    "stray.share",
    "weak",
];

/// The faults of some of the files that a set was loaded from.
pub(super) fn validate(set: &RuleSet, files: &[(&str, &str)]) -> Vec<PackError> {
    let mut errors = Vec::new();
    for (path, text) in files {
        let file = File { path, text };
        let Some((pack, rest)) = path.split_once('/') else { continue };
        if rest == "pack.toml" {
            // The last of a name is the one that was loaded from this file.
            if let Some(pack) = set.packs.iter().rfind(|known| known.name == pack) {
                file.pack(set, pack, &mut errors);
            }
        } else if rest.starts_with("tables/") {
            file.table(set, &mut errors);
        } else if let Some(rule) = set
            .rules
            .iter()
            .find(|rule| rest.strip_suffix(".toml").is_some_and(|id| id == rule.id) && rule.pack == pack)
        {
            file.rule(set, rule, &mut errors);
        }
    }
    errors
}

/// A file with its text, for the places of its faults.
struct File<'a> {
    path: &'a str,
    text: &'a str,
}

impl File<'_> {
    /// A fault of a name, at the place where it stands, with the known name that is nearest.
    fn unknown(&self, name: &str, known: &[&str], zh: &str, en: &str) -> PackError {
        let quoted = [format!("\"{name}\""), format!("'{name}'"), name.to_owned()];
        let at = quoted.iter().find_map(|words| {
            let at = self.text.find(words.as_str())?;
            Some(at + words.find(name).unwrap_or(0))
        });
        let message = Words { zh: format!("{zh}“{name}”"), en: format!("{en} `{name}`") };
        let mut error = PackError::at(self.path, self.text, at.unwrap_or(0), message);
        error.hint = nearest(name, known).map(str::to_owned);
        error
    }

    fn pack(&self, set: &RuleSet, pack: &Pack, errors: &mut Vec<PackError>) {
        let ids: Vec<&str> = set.rules.iter().map(|rule| rule.id.as_str()).collect();
        for (id, severity) in &pack.severity {
            if !ids.contains(&id.as_str()) {
                let category = CATEGORIES.contains(&id.as_str());
                let (zh, en) = if category {
                    (
                        "级别要按规则写，不能按类别写：",
                        "a severity is that of a rule, and this is a category:",
                    )
                } else {
                    ("没有这条规则：", "no such rule:")
                };
                errors.push(self.unknown(id, &ids, zh, en));
            }
            if severity != "off" && Severity::from_name(severity).is_none() {
                let (zh, en) = (
                    "级别可以写 off、note、warning、error，不能写",
                    "a severity is off, note, warning or error, not",
                );
                errors.push(self.unknown(severity, &SEVERITIES, zh, en));
            }
        }
        let roles = Role::ALL.map(Role::name);
        // No heading makes a section unknown.
        let named: Vec<&str> = roles.into_iter().filter(|role| *role != Role::Unknown.name()).collect();
        for role in pack.roles.keys().filter(|role| !named.contains(&role.as_str())) {
            errors.push(self.unknown(role, &named, "没有这种章节职能：", "no such role:"));
        }
        for role in pack.expected.keys().filter(|role| !roles.contains(&role.as_str())) {
            errors.push(self.unknown(role, &roles, "没有这种章节职能：", "no such role:"));
        }
        if !pack.weights.is_empty() {
            let weights = weights();
            let weights: Vec<&str> = weights.iter().map(String::as_str).collect();
            for name in pack.weights.keys().filter(|name| !weights.contains(&name.as_str())) {
                errors.push(self.unknown(name, &weights, "没有这种权重：", "no such weight:"));
            }
        }
        let titles = pack.genre.iter().flat_map(|genre| &genre.titles);
        let headings =
            pack.roles.values().flat_map(|cues| [&cues.headings, &cues.unless, &cues.openings]).flatten();
        for source in titles.chain(headings) {
            errors.extend(load::pattern(self.path, self.text, &Pattern::new(source)));
        }
    }

    fn rule(&self, set: &RuleSet, rule: &Rule, errors: &mut Vec<PackError>) {
        errors.extend(load::patterns(self.path, self.text, rule));
        if let Some((list, groups)) = rule.kind.list() {
            let words = set.lexicon.words(list);
            if words.is_empty() {
                let lists: Vec<&str> = set.lexicon.lists().collect();
                errors.push(self.unknown(list, &lists, "没有这个词表：", "no such word list:"));
            } else {
                // What stands behind the tab may go on with remarks.
                let known: Vec<&str> = words.iter().map(|entry| entry.group.as_str()).collect();
                for group in groups.iter().filter(|group| !known.contains(&group.as_str())) {
                    errors.push(self.unknown(group, &known, "词表里没有这一组：", "the list has no group"));
                }
            }
        }
        if let Some((name, columns)) = rule.kind.table() {
            let Some(table) = set.lexicon.table(name) else {
                let tables: Vec<&str> = set.lexicon.tables().collect();
                errors.push(self.unknown(name, &tables, "没有这张表：", "no such table:"));
                return;
            };
            for column in columns.iter().filter(|column| !table.columns().iter().any(|has| has == *column)) {
                let message = Words {
                    zh: format!("表 {name} 没有“{column}”这一列，这条规则要用"),
                    en: format!("the table {name} has no column `{column}`, which this rule asks for"),
                };
                let at = self.text.find(name).unwrap_or(0);
                let mut error = PackError::at(self.path, self.text, at, message);
                let has: Vec<&str> = table.columns().iter().map(String::as_str).collect();
                error.hint = nearest(column, &has).map(str::to_owned);
                errors.push(error);
            }
        }
    }

    /// The columns of a table are those of its first part, and no row has more cells; its patterns can be
    /// compiled.
    fn table(&self, set: &RuleSet, errors: &mut Vec<PackError>) {
        let name = self.path.rsplit('/').next().and_then(|name| name.strip_suffix(".tsv"));
        let Some(table) = name.and_then(|name| set.lexicon.table(name)) else { return };
        let known: Vec<&str> = table.columns().iter().map(String::as_str).collect();
        let (mut head, mut at) = (true, 0);
        for line in self.text.split_inclusive('\n') {
            let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').collect();
            let start = at;
            at += line.len();
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if head {
                head = false;
                if cells != known {
                    let said = known.join(" ");
                    let message = Words {
                        zh: format!("表的列应当依次是：{said}"),
                        en: format!("the columns of this table are, in order: {said}"),
                    };
                    errors.push(PackError::at(self.path, self.text, start, message));
                    return;
                }
                continue;
            }
            if cells.len() > known.len() {
                let (has, most) = (cells.len(), known.len());
                let message = Words {
                    zh: format!("这一行有{has}格，表只有{most}列"),
                    en: format!("this row has {has} cells, the table {most} columns"),
                };
                errors.push(PackError::at(self.path, self.text, start, message));
            }
            let unless = known.iter().position(|column| *column == "unless").and_then(|at| cells.get(at));
            if let Some(source) = unless.filter(|source| !source.is_empty()) {
                errors.extend(load::pattern(self.path, self.text, &Pattern::new(*source)));
            }
        }
    }
}

/// The names of all weights of the score.
fn weights() -> Vec<String> {
    let mut names: Vec<String> = WEIGHTS.map(str::to_owned).into();
    for kind in ClaimKind::ALL {
        names.push(format!("kind.{}", kind.name()));
    }
    for evidence in EvidenceKind::ALL {
        for what in ["particular", "measure"] {
            let name = format!("{what}.{}", evidence.name());
            names.extend(ClaimKind::ALL.map(|kind| format!("{}.{name}", kind.name())));
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    const HEAD: &str = "title = { zh = \"甲\", en = \"a\" }\nversion = \"1\"\nextends = \"base\"\n";

    /// What is wrong with a pack of one's own with these words in its `pack.toml` and one more file.
    fn wrong(pack: &str, file: Option<(&str, &str)>) -> Vec<PackError> {
        let pack = format!("{HEAD}{pack}");
        let files = [("own/pack.toml", pack.as_str())].into_iter().chain(file);
        RuleSet::with(files).err().unwrap_or_default()
    }

    fn said(errors: &[PackError]) -> Vec<String> {
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_packs_of_the_program_are_right() {
        let set = RuleSet::load(super::super::builtin_files().iter().copied());
        assert_eq!(said(&set.err().unwrap_or_default()), Vec::<String>::new());
    }

    #[test]
    fn names_of_a_pack_are_known_ones() {
        let one = |pack: &str| said(&wrong(pack, None)).join("|");
        assert_eq!(one("[severity]\n\"wording/typo\" = \"off\"\n"), "");
        assert_eq!(
            one("[severity]\n\"wording/tpyo\" = \"off\"\n"),
            "own/pack.toml:5:2: no such rule: `wording/tpyo`; did you mean \"wording/typo\"?"
        );
        assert!(one("[severity]\nwording = \"off\"\n").contains("this is a category: `wording`"));
        let severity = wrong("[severity]\n\"wording/typo\" = \"eror\"\n", None);
        assert_eq!(
            severity[0].said(Lang::Zh),
            "own/pack.toml:5:19: 级别可以写 off、note、warning、error，不能写“eror”；是不是“error”？"
        );
        assert_eq!(
            one("[roles.problem]\nheadings = [\"问题\"]\n"),
            "own/pack.toml:4:8: no such role: `problem`; did you mean \"problems\"?"
        );
        assert!(one("[expected]\nmeasure = 400\n").ends_with("did you mean \"measures\"?"));
        assert_eq!(one("[expected]\nmeasures = 400\n[weights]\n\"plan.measure.date\" = 1\n"), "");
        assert!(one("[weights]\n\"measure.dates\" = 1\n").ends_with("did you mean \"measure.date\"?"));
    }

    #[test]
    fn patterns_of_titles_and_headings_compile() {
        let found = wrong("[genre]\ntitles = [\"总结(\"]\n[roles.plan]\nheadings = [\"打算[\"]\n", None);
        assert_eq!(found.iter().map(|error| error.line).collect::<Vec<_>>(), [5, 7]);
    }

    fn rule(kind: &str) -> String {
        let words = "{ zh = \"甲\", en = \"a\" }";
        format!(
            "title = {words}\nseverity = \"note\"\nstatus = \"stable\"\nsince = \"0.1.0\"\nmessage = {words}\n\
             help = {words}\nwhy = {words}\n\n{kind}\n"
        )
    }

    #[test]
    fn lists_tables_and_columns_of_a_rule_exist() {
        let one = |kind: &str| said(&wrong("", Some(("own/wording/x.toml", &rule(kind))))).join("|");
        assert_eq!(one("[phrase]\nlist = \"effort-adverbs\""), "");
        assert_eq!(
            one("[phrase]\nlist = \"effort-adverb\""),
            "own/wording/x.toml:10:9: no such word list: `effort-adverb`; did you mean \"effort-adverbs\"?"
        );
        assert!(one("[set-list]\ntable = \"setlists\"").ends_with("did you mean \"set-lists\"?"));
        assert!(one("[set-list]\ntable = \"places\"").contains("no column `items`"));
        let cells = "[table]\ncheck = \"text\"\ncells = [{ cell = \"forward\", pattern = \"(\" }]";
        assert!(one(cells).contains("the pattern cannot be used"), "{}", one(cells));
    }

    #[test]
    fn tables_have_the_columns_and_patterns_that_are_read() {
        let one = |text: &str| said(&wrong("", Some(("own/tables/wrong-terms.tsv", text)))).join("|");
        let head = "wrong\tright\tunless\tgroup\tconfidence\tnote\n";
        assert_eq!(one(&format!("{head}甲乙\t乙甲\t\ttypo\thigh\t\n")), "");
        assert!(one(&format!("{head}甲乙\t乙甲\t(\ttypo\thigh\t\n")).contains(":2:"));
        assert!(one("right\twrong\n乙甲\t甲乙\n").contains(":1:1: the columns of this table are"));
        assert!(one(&format!("{head}甲\t乙\t\t\t\t\t\n")).contains("7 cells"));
    }
}
