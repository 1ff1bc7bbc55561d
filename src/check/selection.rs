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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::rules::RuleSet;

    fn admits(selection: &Selection, id: &str) -> bool {
        let rules = RuleSet::builtin().unwrap();
        let rule: Arc<Rule> = rules.rules.iter().find(|rule| rule.id == id).unwrap().clone();
        selection.admits(&rule)
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn an_id_is_more_exact_than_a_category() {
        let one = Selection {
            select: names(&["wording/typo"]),
            ignore: names(&["wording"]),
            ..Selection::default()
        };
        assert!(admits(&one, "wording/typo") && !admits(&one, "wording/fazhi"));
        let none = Selection { ignore: names(&["wording/typo"]), ..one };
        assert!(!admits(&none, "wording/typo"));
    }

    #[test]
    fn preview_rules_wait_to_be_wanted() {
        let id = "wording/long-sentence";
        let mut selection = Selection::default();
        assert!(!admits(&selection, id));
        selection.select = names(&["wording"]);
        assert!(!admits(&selection, id), "a category does not want them");
        selection.select = names(&[id]);
        assert!(admits(&selection, id));
        let wanted = Selection { preview: true, ..Selection::default() };
        assert!(admits(&wanted, id));
    }

    #[test]
    fn a_severity_turns_a_rule_off_or_on() {
        let with = |level| Selection {
            severity: [("wording/typo".to_owned(), level)].into(),
            ..Selection::default()
        };
        assert!(!admits(&with(None), "wording/typo"));
        assert_eq!(
            with(Some(Severity::Note)).severity("wording/typo", Severity::Error),
            Some(Severity::Note)
        );
        assert_eq!(with(None).severity("wording/typo", Severity::Error), None);
    }
}
