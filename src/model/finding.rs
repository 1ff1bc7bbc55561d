//! What was found to be wrong.

use std::ops::Range;

use super::{Analysis, Notice};
use crate::text::Span;

/// How bad a finding is; mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A matter of style.
    Note,
    /// A reviewer would mark it.
    Warning,
    /// Certainly wrong; a CI gate may stop on it.
    Error,
}

impl Severity {
    /// Every severity, mildest first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The name used in packs and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Note => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

/// A second place in this report that belongs to a finding, with a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen there.
    pub text: String,
}

/// A place in another report that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which of the comparison's priors.
    pub prior: u32,
    /// The place there.
    pub span: Span,
    /// The same in Unicode scalar values of that report's text.
    pub scalars: Range<u32>,
    /// The words there.
    pub text: String,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Surely right.
    Safe,
    /// An offer.
    Suggestion,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// The replacements; ascending, disjoint.
    pub edits: Vec<Edit>,
    /// Whether it is sure.
    pub safety: Safety,
}

/// One fault, with its place and its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule: `category/name`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// The words; empty at the place where something missing should stand.
    pub span: Span,
    /// What was seen, with the words themselves.
    pub message: String,
    /// What to do, in one sentence.
    pub help: String,
    /// Further places in this report.
    pub labels: Vec<Label>,
    /// Places in other reports.
    pub related: Vec<Related>,
    /// A way to mend it.
    pub fix: Option<Fix>,
    /// Heading path and folded words, hashed: the same as long as the words stay
    /// (`text::fingerprint`). Set by `check`.
    pub fingerprint: String,
}

/// A file that could not be worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The path as the user gave it; empty if it is about no file.
    pub path: String,
    /// Why, in the language of the run.
    pub message: String,
}

impl Failure {
    /// A failure of a file.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// The line that a user reads.
    pub fn line(&self) -> String {
        match self.path.as_str() {
            "" => format!("ganhuo: {}", self.message),
            path => format!("ganhuo: {path}: {}", self.message),
        }
    }
}

/// The outcome for one report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The path as the user gave it.
    pub path: String,
    /// Genre of the pack that was applied, `base` if none fits.
    pub genre: String,
    /// All that was measured.
    pub analysis: Analysis,
    /// The faults, by place, then rule.
    pub findings: Vec<Finding>,
    /// Faults that a baseline accepts: known, and reported as such only.
    pub accepted: Vec<Finding>,
    /// What could not be read.
    pub notices: Vec<Notice>,
}
