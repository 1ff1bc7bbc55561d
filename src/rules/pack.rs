//! From the files of packs to a [`RuleSet`].

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserialize;

use super::{Lexicon, PackError, Rule, builtin_files, load, validate};
use crate::model::Role;

/// How the sections of one role are known.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RoleCues {
    /// Patterns (regular expressions on folded text) that a heading of this role fits, best first.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Patterns that no heading of this role fits, whatever else it says: 上年安排的完成情况 is no plan.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Patterns (on folded text) that the opening of such a section fits, for headings that say nothing, in reports
    /// where no heading names the role.
    #[serde(default)]
    pub openings: Vec<String>,
    /// Words that are frequent in the text of such a section, for headings that say nothing.
    #[serde(default)]
    pub cues: Vec<String>,
}

/// How reports of a pack's genre are known.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Genre {
    /// Patterns (on folded text) of titles.
    #[serde(default)]
    pub titles: Vec<String>,
}

/// One pack: what stands in its `pack.toml`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pack {
    /// Its name, which is that of its folder.
    #[serde(skip)]
    pub name: String,
    /// Title in Chinese and English.
    pub title: BTreeMap<String, String>,
    /// Version of the pack; packs change more often than the program.
    pub version: String,
    /// The pack it adds to.
    #[serde(default)]
    pub extends: Option<String>,
    /// How its reports are known; a pack without it applies to every report.
    #[serde(default)]
    pub genre: Option<Genre>,
    /// How the sections of its reports are known, by role.
    #[serde(default)]
    pub roles: BTreeMap<String, RoleCues>,
    /// Weights of the score, by name of the part.
    #[serde(default)]
    pub weights: BTreeMap<String, i64>,
    /// Concreteness expected of a section, by role, in thousandths.
    #[serde(default)]
    pub expected: BTreeMap<String, i64>,
    /// Changed severities of the rules it builds on: `note`, `warning`, `error` or `off`, by id.
    #[serde(default)]
    pub severity: BTreeMap<String, String>,
}

/// All that the loaded packs say.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The packs, a pack after those it extends.
    pub packs: Vec<Pack>,
    /// Their word lists and tables.
    pub lexicon: Lexicon,
    /// The rules of all packs, in the order of the packs' files.
    pub rules: Vec<Arc<Rule>>,
}

impl RuleSet {
    /// The packs that are compiled into the program.
    ///
    /// # Errors
    /// Faults of the packs' files; a test shows that they have none.
    pub fn builtin() -> Result<Self, Vec<PackError>> {
        Self::with(std::iter::empty())
    }

    /// The built-in packs without their rules, with those of their lists and tables whose names are
    /// wanted: for who compares and does not judge.
    ///
    /// # Errors
    /// Faults of the packs' files; a test shows that they have none.
    pub fn builtin_lists(wanted: impl Fn(&str) -> bool) -> Result<Self, Vec<PackError>> {
        let (mut set, mut errors) = (Self::default(), Vec::new());
        let is_wanted = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            match name.rsplit_once('.') {
                Some((list, "txt" | "tsv")) => wanted(list),
                _ => name == "pack.toml",
            }
        };
        for (path, text) in builtin_files().iter().filter(|(path, _)| is_wanted(path)) {
            errors.extend(set.add(path, text).err());
        }
        set.settle(&[], errors)
    }

    /// The built-in packs and the user's own. Only the latter are checked whole here: a test checks the
    /// former.
    ///
    /// # Errors
    /// Every fault that the files show, with its place.
    pub fn with<'a>(own: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<PackError>> {
        let (mut set, mut errors) = (Self::default(), Vec::new());
        for (path, text) in builtin_files() {
            errors.extend(set.add(path, text).err());
        }
        let own: Vec<(&str, &str)> = own.into_iter().collect();
        for (path, text) in &own {
            errors.extend(set.add(path, text).err());
        }
        set.settle(&own, errors)
    }

    /// Loads packs from files: path `pack/…` and text.
    ///
    /// # Errors
    /// Every fault that the files show, with its place.
    pub fn load<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<PackError>> {
        let (mut set, mut errors) = (Self::default(), Vec::new());
        let files: Vec<(&str, &str)> = files.into_iter().collect();
        for (path, text) in &files {
            errors.extend(set.add(path, text).err());
        }
        set.settle(&files, errors)
    }

    /// Adds one file.
    fn add(&mut self, path: &str, text: &str) -> Result<(), PackError> {
        let Some((pack, rest)) = path.split_once('/') else { return Ok(()) };
        // Editors on Windows put a byte order mark before the first word.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if rest == "pack.toml" {
            let loaded = toml::from_str::<Pack>(text).map_err(|error| PackError::toml(path, text, &error))?;
            self.packs.push(Pack { name: pack.to_owned(), ..loaded });
        } else if let Some(list) = rest.strip_prefix("words/").and_then(|name| name.strip_suffix(".txt")) {
            self.lexicon.add_words(pack, list, text);
        } else if let Some(name) = rest.strip_prefix("tables/").and_then(|name| name.strip_suffix(".tsv")) {
            self.lexicon.add_table(name, text);
        } else if let Some(id) = rest.strip_suffix(".toml") {
            self.rules.push(Arc::new(load::rule(path, pack, id, text)?));
        }
        Ok(())
    }

    /// Puts the packs in order and looks for what only all files together can show; the `new` files are
    /// checked whole.
    fn settle(mut self, new: &[(&str, &str)], mut errors: Vec<PackError>) -> Result<Self, Vec<PackError>> {
        let names: Vec<String> = self.packs.iter().map(|pack| pack.name.clone()).collect();
        for pack in &self.packs {
            if let Some(base) = pack.extends.as_ref().filter(|base| !names.contains(base)) {
                let mut error = PackError::file(
                    &format!("{}/pack.toml", pack.name),
                    format!("extends 写的“{base}”不存在"),
                    format!("extends `{base}`, which does not exist"),
                );
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                error.hint = crate::text::nearest(base, &names).map(str::to_owned);
                errors.push(error);
            }
        }
        let depth: BTreeMap<String, usize> =
            self.packs.iter().map(|pack| (pack.name.clone(), self.lineage(&pack.name).len())).collect();
        self.packs.sort_by_key(|pack| depth[&pack.name]);
        let order: BTreeMap<&str, usize> =
            self.packs.iter().enumerate().map(|(at, pack)| (pack.name.as_str(), at)).collect();
        self.rules.sort_by_key(|rule| order.get(rule.pack.as_str()).copied());
        // What did not load would be missed again and again.
        if errors.is_empty() {
            errors = validate::validate(&self, new);
        }
        if errors.is_empty() { Ok(self) } else { Err(errors) }
    }

    /// The rules by their ids; of one id, by their packs.
    pub fn sorted(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = self.rules.iter().map(AsRef::as_ref).collect();
        rules.sort_by(|a, b| (&a.id, &a.pack).cmp(&(&b.id, &b.pack)));
        rules
    }

    /// A pack and those it extends, itself first.
    pub fn lineage(&self, pack: &str) -> Vec<&Pack> {
        let mut line: Vec<&Pack> = Vec::new();
        let mut name = Some(pack);
        while let Some(pack) = name.and_then(|name| self.packs.iter().find(|pack| pack.name == name)) {
            if line.len() > self.packs.len() {
                break;
            }
            line.push(pack);
            name = pack.extends.as_deref();
        }
        line
    }

    /// Whether a pack is applied to reports of a genre.
    pub fn applies(&self, pack: &str, genre: &str) -> bool {
        let of_genre = self.lineage(pack).into_iter().find(|pack| pack.genre.is_some());
        of_genre.is_none_or(|pack| pack.name == genre)
    }

    /// The concreteness expected of sections of a role in reports of a genre, in thousandths: from the
    /// last pack for such reports that sets it.
    pub fn expected(&self, genre: &str, role: Role) -> Option<i64> {
        let mut packs = self.packs.iter().rev().filter(|pack| self.applies(&pack.name, genre));
        packs.find_map(|pack| pack.expected.get(role.name()).copied())
    }

    /// The weight of a part of the score, from the last pack that sets it.
    pub fn weight(&self, name: &str) -> Option<i64> {
        self.packs.iter().rev().find_map(|pack| pack.weights.get(name).copied())
    }
}
