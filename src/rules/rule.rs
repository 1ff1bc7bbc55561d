//! One rule, as its file states it.

use serde::Deserialize;

use super::{Kind, Pattern};
use crate::model::{Lang, Severity};

/// A text in both languages.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// How far a rule has come.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not yet measured on enough reports; off unless asked for.
    Preview,
    /// In force.
    Stable,
    /// In force, but will go.
    Deprecated,
    /// Known by name only, so that settings that mention it still load.
    Removed,
}

impl Status {
    /// The name used in packs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Stable => "stable",
            Self::Deprecated => "deprecated",
            Self::Removed => "removed",
        }
    }
}

/// A text that shows a rule at work.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum Example {
    /// One line is the body of a small report; several lines are a report as they stand.
    Text(String),
    /// A report with what it is compared with.
    Report(ExampleReport),
}

/// An example that needs more than its text.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ExampleReport {
    /// The report.
    pub text: String,
    /// The earlier report.
    #[serde(default)]
    pub prior: Option<String>,
    /// The year of the small report around a one-line text; 2023 if not said.
    #[serde(default)]
    pub year: Option<i32>,
}

impl Example {
    /// The words, with marks ⟦⟧ if it has any.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Report(report) => &report.text,
        }
    }

    /// The earlier report.
    pub fn prior(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Report(report) => report.prior.as_deref(),
        }
    }

    /// The whole report of the example, with its marks.
    pub fn report(&self, genre: &str) -> String {
        let text = self.text().trim_matches('\n');
        if text.contains('\n') {
            return format!("{text}\n");
        }
        let year = match self {
            Self::Report(report) => report.year.unwrap_or(2023),
            Self::Text(_) => 2023,
        };
        let title = match genre {
            "fazhi" => "法治政府建设年度报告",
            "xinxi-gongkai" => "政府信息公开工作年度报告",
            _ => "工作报告",
        };
        format!(
            "岚溪区水务局{year}年{title}\n\n一、主要举措和成效\n\n{text}\n\n岚溪区水务局\n{}年1月20日\n",
            year + 1
        )
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `category/name`, which is its place in the pack.
    pub id: String,
    /// The pack.
    pub pack: String,
    /// What it finds, in a few words.
    pub title: Words,
    /// How bad its findings are.
    pub severity: Severity,
    /// How far it has come.
    pub status: Status,
    /// The version of the program in which it appeared.
    pub since: String,
    /// What is said about a finding; `{names}` are filled by the kind.
    pub message: Words,
    /// What to do, in one sentence.
    pub help: Words,
    /// Why it matters: Markdown.
    pub why: Words,
    /// Regulation or standard with its article, or `practice`.
    pub source: String,
    /// Numbers of the known defects that it finds (D01–D68).
    pub defects: Vec<String>,
    /// Reports of earlier years were right to write so.
    pub from_year: Option<i32>,
    /// Texts in which it finds something.
    pub bad: Vec<Example>,
    /// Texts in which it finds nothing.
    pub good: Vec<Example>,
    /// The question that it asks.
    pub kind: Kind,
}

impl Rule {
    /// The category: what stands before the slash.
    pub fn category(&self) -> &str {
        self.id.split('/').next().unwrap_or("")
    }

    /// Whether a name in `select` or `ignore` means this rule: its id or its category.
    pub fn is_named(&self, name: &str) -> bool {
        name == self.id || name == self.category()
    }

    /// Its patterns.
    pub fn patterns(&self) -> Vec<&Pattern> {
        self.kind.patterns()
    }
}
