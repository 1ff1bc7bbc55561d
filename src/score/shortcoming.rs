//! Problems that say in whom something is lacking: our own squad has no certified reviewer.
//!
//! A name pins a problem down like any other claim; this is for problems that say it without one.

use std::ops::Range;

use crate::{
    rules::RuleSet,
    text::{Hit, Lookup},
};

/// What a word of the list `shortcomings` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// The body itself or a part of it: 我局, 执法中队.
    Whom,
    /// That something is not there at all: 尚无, 未配备.
    Lack,
    /// What makes it vague again: 部分, 还不够.
    Vague,
}

/// The words of the list `shortcomings`, indexed.
#[derive(Clone, Debug, Default)]
pub(super) struct Shortcoming {
    words: Lookup,
    says: Vec<Says>,
}

impl Shortcoming {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let words = rules.lexicon.words("shortcomings").iter().filter_map(|entry| {
            let says = match entry.group.as_str() {
                "whom" => Says::Whom,
                "lack" => Says::Lack,
                "vague" => Says::Vague,
                _ => return None,
            };
            Some((entry.word.as_str(), says))
        });
        let (words, says): (Vec<&str>, Vec<Says>) = words.unzip();
        Self { words: Lookup::new(words.into_iter().zip(0..)), says }
    }

    /// From whom to what is lacking, in bytes of a problem's plain words, if a clause says both.
    pub(super) fn pinned(&self, plain: &str) -> Option<Range<usize>> {
        let hits = self.words.overlapping(plain);
        let mut from = 0;
        for clause in plain.split_inclusive([',', ';', '。']) {
            let inside = from..from + clause.len();
            // Of two words at one place the shorter: it is the one that both say.
            let first = |says: Says| {
                let fits = |hit: &&Hit| {
                    inside.contains(&hit.start)
                        && hit.end <= inside.end
                        && self.says[hit.value as usize] == says
                };
                hits.iter().filter(fits).min_by_key(|hit| (hit.start, hit.end))
            };
            if let (Some(whom), Some(lack), None) = (first(Says::Whom), first(Says::Lack), first(Says::Vague))
                && whom.start < lack.start
            {
                return Some(whom.start..lack.end);
            }
            from = inside.end;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_and_what_is_lacking_in_one_clause() {
        let words = Shortcoming::new(&RuleSet::builtin().unwrap());
        let said = |plain: &str| words.pinned(plain).map(|range| plain[range].to_owned());
        assert_eq!(said("二是我局执法中队尚无持证的审核人员。").as_deref(), Some("我局执法中队尚无"));
        assert_eq!(said("我局工作较忙,尚无固定的培训计划。"), None);
        assert_eq!(said("部分科室没有及时整改。"), None);
        assert_eq!(said("我局法治意识有待加强。"), None);
    }
}
