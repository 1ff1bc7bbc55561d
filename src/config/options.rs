//! What stands in `ganhuo.toml`: every field may be missing, no field may be misspelt.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::{self, Write as _},
};

use serde::Deserialize;

use crate::{
    model::Lang,
    rules::{Words, reader_words},
    text::{Encoding, LineIndex, class, nearest},
};

/// The contents of a `ganhuo.toml`, or the options of a command line.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Options {
    /// The genre whose pack is applied; by default it is known from the title. `base` applies the
    /// base pack alone.
    pub genre: Option<String>,
    /// Folders of packs of your own, relative to the configuration file.
    pub pack_paths: Option<Vec<String>>,
    /// Files, folders or archives with earlier reports, relative to the configuration file.
    pub prior: Option<Vec<String>>,
    /// Language of messages: `zh` or `en`.
    pub lang: Option<String>,
    /// Only these rules or categories.
    pub select: Option<Vec<String>>,
    /// Not these rules or categories.
    pub ignore: Option<Vec<String>>,
    /// Also rules that are still in preview.
    pub preview: Option<bool>,
    /// The severity from which the exit code is 1: `note`, `warning`, `error` or `never`.
    pub fail_on: Option<String>,
    /// A file with accepted findings, relative to the configuration file.
    pub baseline: Option<String>,
    /// Glob patterns of files that are left out when a folder is walked.
    pub exclude: Option<Vec<String>>,
    /// Severity by rule id: `note`, `warning`, `error` or `off`.
    pub severity: Option<BTreeMap<String, String>>,
    /// Old names of bodies and the new name of each.
    pub renamed_bodies: Option<BTreeMap<String, String>>,
    /// Settings for files that match a glob pattern.
    pub per_file: Option<BTreeMap<String, PerFile>>,
}

/// Settings for some files.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PerFile {
    /// Not these rules or categories.
    pub ignore: Vec<String>,
    /// The genre, where the title does not tell.
    pub genre: Option<String>,
}

/// Why a configuration cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: String,
    /// Line from 1; 0 if the whole file is meant.
    pub line: u32,
    /// Column in characters from 1.
    pub column: u32,
    /// What is wrong.
    pub message: Words,
}

impl ConfigError {
    /// One line: place and what is wrong.
    pub fn said(&self, lang: Lang) -> String {
        let message = self.message.in_lang(lang);
        match self.line {
            0 => format!("{}: {message}", self.path),
            line => format!("{}:{line}:{}: {message}", self.path, self.column),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Lang::En))
    }
}

impl Error for ConfigError {}

impl Options {
    /// The names of all fields.
    pub const FIELDS: [&'static str; 13] = [
        "genre",
        "pack-paths",
        "prior",
        "lang",
        "select",
        "ignore",
        "preview",
        "fail-on",
        "baseline",
        "exclude",
        "severity",
        "renamed-bodies",
        "per-file",
    ];

    /// Reads the text of a `ganhuo.toml`; `path` is only for messages.
    ///
    /// # Errors
    /// Where the text is no TOML, a field is unknown (with the nearest name) or has the wrong type.
    pub fn parse(path: &str, text: &str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let place = LineIndex::new(text).position(text, at as u32, Encoding::Scalars);
            let word = error.span().and_then(|span| text.get(span)).unwrap_or("");
            let mut message = reader_words(&error);
            if error.message().starts_with("unknown field") {
                message = Words {
                    zh: format!("没有“{word}”这项设置"),
                    en: format!("unknown setting `{word}`"),
                };
                if let Some(near) = nearest(word, &Self::FIELDS) {
                    message.zh = format!("{}；是不是 {near}？", message.zh);
                    message.en = format!("{}; did you mean `{near}`?", message.en);
                }
            } else if text[at..].starts_with(class::is_han) {
                message.zh.push_str("；含汉字的键和值要写在引号里");
                message.en.push_str("; keys and values with Chinese characters need quotation marks");
            }
            ConfigError { path: path.to_owned(), line: place.line, column: place.column, message }
        })
    }

    /// A `ganhuo.toml` that explains every setting; all of them are commented out.
    pub fn template(lang: Lang) -> String {
        let mut out = String::from(lang.pick(
            "# ganhuo 的设置。去掉行首的 # 即生效；不写的用默认值。路径相对于本文件。\n",
            "# Settings of ganhuo. Remove the # to use a line; what is not set has its default.\n# Paths are relative to this file.\n",
        ));
        for (zh, en, lines) in TEMPLATE {
            let _ = writeln!(out, "\n# {}", lang.pick(zh, en));
            for line in lines.lines() {
                let _ = writeln!(out, "#{line}");
            }
        }
        out
    }

    /// These options, and those of `under` where these say nothing.
    #[must_use]
    pub fn over(self, under: Self) -> Self {
        Self {
            genre: self.genre.or(under.genre),
            pack_paths: self.pack_paths.or(under.pack_paths),
            prior: self.prior.or(under.prior),
            lang: self.lang.or(under.lang),
            select: self.select.or(under.select),
            ignore: self.ignore.or(under.ignore),
            preview: self.preview.or(under.preview),
            fail_on: self.fail_on.or(under.fail_on),
            baseline: self.baseline.or(under.baseline),
            exclude: self.exclude.or(under.exclude),
            severity: self.severity.or(under.severity),
            renamed_bodies: self.renamed_bodies.or(under.renamed_bodies),
            per_file: self.per_file.or(under.per_file),
        }
    }

    /// Which fields are set, in the order of [`Self::FIELDS`].
    pub(super) fn said(&self) -> [bool; 13] {
        [
            self.genre.is_some(),
            self.pack_paths.is_some(),
            self.prior.is_some(),
            self.lang.is_some(),
            self.select.is_some(),
            self.ignore.is_some(),
            self.preview.is_some(),
            self.fail_on.is_some(),
            self.baseline.is_some(),
            self.exclude.is_some(),
            self.severity.is_some(),
            self.renamed_bodies.is_some(),
            self.per_file.is_some(),
        ]
    }
}

/// Each setting: what it does in Chinese and English, and an example. Tables come last, as TOML
/// wants it.
const TEMPLATE: &[(&str, &str, &str)] = &[
    (
        "报告类型：fazhi、xinxi-gongkai，或 base（只用通用规则）。默认由标题判断。",
        "Genre: fazhi, xinxi-gongkai, or base (general rules only). By default known from the title.",
        r#"genre = "fazhi""#,
    ),
    ("自己的规则包所在的文件夹。", "Folders of your own rule packs.", r#"pack-paths = ["rules/our-city"]"#),
    ("往年报告：文件或文件夹。", "Earlier reports: files or folders.", r#"prior = ["../2023"]"#),
    ("消息语言：zh 或 en。", "Language of messages: zh or en.", r#"lang = "zh""#),
    ("只用这些规则或类别。", "Only these rules or categories.", r#"select = ["structure", "consistency"]"#),
    ("不用这些规则或类别。", "Not these rules or categories.", r#"ignore = ["format/half-width"]"#),
    ("也用试行规则（误报可能较多）。", "Also rules in preview (more false alarms).", "preview = true"),
    (
        "有此级别及以上的问题时，退出码为 1：note、warning、error、never。",
        "Exit with 1 from this severity on: note, warning, error, never.",
        r#"fail-on = "error""#,
    ),
    (
        "基线：已经接受、不再报告的问题（由 ganhuo baseline create 写出）。",
        "Baseline: findings that were accepted and are not reported again (ganhuo baseline create).",
        r#"baseline = "ganhuo-baseline.json""#,
    ),
    (
        "检查文件夹时跳过的文件；以 / 开头的从本文件所在的文件夹算起。",
        "Files that are left out when a folder is checked; a leading / means the folder of this file.",
        r#"exclude = ["草稿/*", "*附件*"]"#,
    ),
    (
        "改变某条规则的级别：note、warning、error、off。",
        "Change the severity of a rule: note, warning, error, off.",
        "[severity]\n\"format/half-width\" = \"off\"",
    ),
    (
        "更名的单位：旧名 = 新名，用来找到往年报告。",
        "Renamed bodies: old name = new name, to find earlier reports.",
        "[renamed-bodies]\n\"岚溪区科技局\" = \"岚溪区科技和工业信息化局\"",
    ),
    (
        "只对某些文件的设置。",
        "Settings for some files only.",
        "[per-file.\"街道/*\"]\nignore = [\"substance\"]\ngenre = \"fazhi\"",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_setting_is_named_with_its_place() {
        let error = Options::parse("ganhuo.toml", "lang = \"zh\"\nslect = []\n").unwrap_err();
        assert_eq!(error.to_string(), "ganhuo.toml:2:1: unknown setting `slect`; did you mean `select`?");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_settings() {
        let error = Options::parse("g", "\u{feff}slect = []").unwrap_err();
        assert_eq!(error.to_string(), "g:1:1: unknown setting `slect`; did you mean `select`?");
        assert_eq!(Options::parse("g", "\u{feff}preview = true").unwrap().preview, Some(true));
    }

    #[test]
    fn a_wrong_type_is_named_with_its_place() {
        let error = Options::parse("ganhuo.toml", "preview = \"yes\"").unwrap_err();
        assert!(error.to_string().starts_with("ganhuo.toml:1:11: invalid type: string"), "{error}");
    }

    #[test]
    fn a_chinese_key_needs_quotation_marks() {
        let error = Options::parse("g", "[renamed-bodies]\n区科技局 = \"区工信局\"").unwrap_err();
        assert!(error.to_string().contains("need quotation marks"), "{error}");
    }

    #[test]
    fn the_template_shows_every_setting_and_can_be_read() {
        for lang in [Lang::Zh, Lang::En] {
            let template = Options::template(lang);
            let lines = template.lines().filter(|line| !line.starts_with("# "));
            let live = lines.map(|line| line.trim_start_matches('#')).collect::<Vec<_>>().join("\n");
            let options = Options::parse("template", &live).unwrap();
            assert_eq!(options.said(), [true; 13]);
            assert_eq!(Options::parse("template", &template), Ok(Options::default()));
        }
    }

    #[test]
    fn every_rule_of_the_template_exists() {
        let set = crate::rules::RuleSet::builtin().expect("the packs load");
        let template = Options::template(Lang::Zh);
        let quoted = template.split('"').skip(1).step_by(2);
        let is_id = |word: &&str| {
            word.split_once('/').is_some_and(|(category, _)| crate::rules::CATEGORIES.contains(&category))
        };
        let ids: Vec<&str> = quoted.filter(is_id).collect();
        assert_eq!(ids.len(), 2, "{ids:?}");
        for id in ids {
            assert!(set.rules.iter().any(|rule| rule.id == id), "{id}");
        }
    }

    #[test]
    fn what_is_said_later_wins() {
        let file = Options::parse("f", "lang = \"en\"\npreview = true").unwrap();
        let line = Options { lang: Some("zh".into()), ..Options::default() };
        let both = line.over(file);
        assert_eq!((both.lang.as_deref(), both.preview), (Some("zh"), Some(true)));
    }
}
