//! From the files of packs to a [`RuleSet`].

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Lexicon, PackError, builtin_files};

/// How the sections of one role are known.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RoleCues {
    /// Patterns (regular expressions on folded text) that a heading of this role fits, best first.
    #[serde(default)]
    pub headings: Vec<String>,
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
}

/// All that the loaded packs say.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The packs, a pack after those it extends.
    pub packs: Vec<Pack>,
    /// Their word lists and tables.
    pub lexicon: Lexicon,
}

impl RuleSet {
    /// The packs that are compiled into the program.
    pub fn builtin() -> Result<Self, Vec<PackError>> {
        Self::load(builtin_files().iter().copied())
    }

    /// Loads packs from files: path `pack/…` and text.
    pub fn load<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<PackError>> {
        let (mut set, mut errors) = (Self::default(), Vec::new());
        for (path, text) in files {
            let Some((pack, rest)) = path.split_once('/') else { continue };
            if rest == "pack.toml" {
                match toml::from_str::<Pack>(text) {
                    Ok(loaded) => set.packs.push(Pack { name: pack.to_owned(), ..loaded }),
                    Err(error) => errors.push(PackError::toml(path, text, &error)),
                }
            } else if let Some(list) = rest.strip_prefix("words/").and_then(|name| name.strip_suffix(".txt"))
            {
                set.lexicon.add_words(pack, list, text);
            } else if let Some(name) = rest.strip_prefix("tables/").and_then(|name| name.strip_suffix(".tsv"))
            {
                set.lexicon.add_table(name, text);
            }
        }
        if errors.is_empty() { Ok(set) } else { Err(errors) }
    }

    /// The weight of a part of the score, from the last pack that sets it.
    pub fn weight(&self, name: &str) -> Option<i64> {
        self.packs.iter().rev().find_map(|pack| pack.weights.get(name).copied())
    }
}
