//! What the program uses: nothing optional, every value valid.

use std::collections::BTreeMap;

use super::{ConfigError, Options, PerFile};
use crate::{
    model::{Lang, Severity},
    rules::Words,
    text::nearest,
};

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// The configuration file.
    File,
    /// The command line.
    CommandLine,
}

/// What is done with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Override {
    /// It is not applied.
    Off,
    /// Its findings have this severity.
    Severity(Severity),
}

/// The settings of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The genre, if it is fixed and not known from the title.
    pub genre: Option<String>,
    /// Folders of the user's packs.
    pub pack_paths: Vec<String>,
    /// Earlier reports.
    pub prior: Vec<String>,
    /// Language of messages.
    pub lang: Lang,
    /// Only these rules or categories; empty means all.
    pub select: Vec<String>,
    /// Not these rules or categories.
    pub ignore: Vec<String>,
    /// Also rules in preview.
    pub preview: bool,
    /// The severity from which the exit code is 1; `None` is never.
    pub fail_on: Option<Severity>,
    /// The file with accepted findings, if there is one.
    pub baseline: Option<String>,
    /// Glob patterns of files that are left out of folders.
    pub exclude: Vec<String>,
    /// Changed severities by rule id.
    pub overrides: BTreeMap<String, Override>,
    /// Old name → new name of bodies.
    pub renamed_bodies: BTreeMap<String, String>,
    /// Settings by glob pattern.
    pub per_file: BTreeMap<String, PerFile>,
    /// Where each setting came from, by its name in the file.
    pub origins: BTreeMap<&'static str, Origin>,
}

impl Settings {
    /// Puts the command line's options over those of the file `path`, and checks the values.
    /// `locale` is the language of the user's environment.
    ///
    /// # Errors
    /// Where a value is none of those allowed.
    pub fn new(line: Options, file: Options, path: &str, locale: Lang) -> Result<Self, ConfigError> {
        let origins = origins(&line, &file);
        let options = line.over(file);
        let wrong = |setting: &str, value: &str, names: &[&str]| {
            let mut message = Words {
                zh: format!("{setting} 不能写“{value}”，可以写：{}", names.join("、")),
                en: format!("`{setting}` cannot be `{value}`: expected {}", names.join(", ")),
            };
            if let Some(near) = nearest(value, names) {
                message.zh = format!("{}；是不是 {near}？", message.zh);
                message.en = format!("{}; did you mean `{near}`?", message.en);
            }
            ConfigError { path: path.to_owned(), line: 0, column: 0, message }
        };
        let lang = match options.lang.as_deref() {
            None => locale,
            Some("zh") => Lang::Zh,
            Some("en") => Lang::En,
            Some(other) => return Err(wrong("lang", other, &["zh", "en"])),
        };
        let fail_on = match options.fail_on.as_deref() {
            None => Some(Severity::Error),
            Some("never") => None,
            Some(name) => Some(
                Severity::from_name(name)
                    .ok_or_else(|| wrong("fail-on", name, &["note", "warning", "error", "never"]))?,
            ),
        };
        let mut overrides = BTreeMap::new();
        for (rule, value) in options.severity.unwrap_or_default() {
            let change = match value.as_str() {
                "off" => Override::Off,
                name => Override::Severity(
                    Severity::from_name(name)
                        .ok_or_else(|| wrong(&rule, name, &["off", "note", "warning", "error"]))?,
                ),
            };
            overrides.insert(rule, change);
        }
        Ok(Self {
            genre: options.genre,
            pack_paths: options.pack_paths.unwrap_or_default(),
            prior: options.prior.unwrap_or_default(),
            lang,
            select: options.select.unwrap_or_default(),
            ignore: options.ignore.unwrap_or_default(),
            preview: options.preview.unwrap_or(false),
            fail_on,
            baseline: options.baseline,
            exclude: options.exclude.unwrap_or_default(),
            overrides,
            renamed_bodies: options.renamed_bodies.unwrap_or_default(),
            per_file: options.per_file.unwrap_or_default(),
            origins,
        })
    }
}

fn origins(line: &Options, file: &Options) -> BTreeMap<&'static str, Origin> {
    let (line, file) = (line.said(), file.said());
    let origin = |at: usize| match (line[at], file[at]) {
        (true, _) => Origin::CommandLine,
        (false, true) => Origin::File,
        (false, false) => Origin::Default,
    };
    Options::FIELDS.into_iter().enumerate().map(|(at, name)| (name, origin(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults() {
        let settings =
            Settings::new(Options::default(), Options::default(), "ganhuo.toml", Lang::Zh).unwrap();
        assert_eq!(settings.fail_on, Some(Severity::Error));
        assert_eq!(settings.lang, Lang::Zh);
        assert!(settings.origins.values().all(|origin| *origin == Origin::Default));
    }

    #[test]
    fn an_unknown_severity_is_an_error_and_never_off() {
        let file = Options::parse("g", "[severity]\n\"a/b\" = \"eror\"").unwrap();
        let error = Settings::new(Options::default(), file, "g", Lang::Zh).unwrap_err();
        assert!(error.to_string().contains("did you mean `error`?"), "{error}");
    }

    #[test]
    fn origins_are_known() {
        let file = Options::parse("g", "lang = \"en\"\npreview = true").unwrap();
        let line = Options { preview: Some(false), ..Options::default() };
        let settings = Settings::new(line, file, "g", Lang::Zh).unwrap();
        assert_eq!(settings.lang, Lang::En);
        assert_eq!(settings.origins["lang"], Origin::File);
        assert_eq!(settings.origins["preview"], Origin::CommandLine);
    }
}
