//! Which rules are in force, and how bad their findings are.

use std::collections::BTreeMap;

use crate::{
    model::{Lang, Severity},
    rules::{Rule, Status},
};

/// What the user chose for a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these rules or categories; empty is all.
    pub select: Vec<String>,
    /// Not these rules or categories.
    pub ignore: Vec<String>,
    /// Also rules in preview.
    pub preview: bool,
    /// Changed severities by rule id; `None` is off.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// The language of messages.
    pub lang: Lang,
}

/// What is set for one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// Not these rules or categories.
    pub ignore: Vec<String>,
    /// The genre, if it is not known from the title.
    pub genre: Option<String>,
}

impl Selection {
    /// Whether a rule may be applied at all. A rule in preview that is selected by its id, or given a
    /// severity, is wanted.
    pub fn admits(&self, rule: &Rule) -> bool {
        let by_id = self.select.contains(&rule.id) || matches!(self.severity.get(&rule.id), Some(Some(_)));
        let selected = self.select.is_empty() || self.select.iter().any(|name| rule.is_named(name));
        let ignored = self.ignore.iter().any(|name| rule.is_named(name));
        let ready = match rule.status {
            Status::Stable | Status::Deprecated => true,
            Status::Preview => self.preview || by_id,
            Status::Removed => false,
        };
        // An id in `select` is more exact than a category in `ignore`.
        let kept = !ignored || (self.select.contains(&rule.id) && !self.ignore.contains(&rule.id));
        selected && kept && ready && !matches!(self.severity.get(&rule.id), Some(None))
    }

    /// The severity of a rule's findings; `None` is off.
    pub(super) fn severity(&self, id: &str, own: Severity) -> Option<Severity> {
        self.severity.get(id).copied().unwrap_or(Some(own))
    }
}
