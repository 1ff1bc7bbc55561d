//! Problems that say in whom something is lacking: our own squad has no certified reviewer.
//!
//! A name pins a problem down like any other claim; this is for problems that say it without one.

use std::ops::Range;

use crate::rules::RuleSet;

/// The words of the list `shortcomings`.
#[derive(Clone, Debug, Default)]
pub(super) struct Shortcoming {
    /// The body itself or a part of it: 我局, 执法中队.
    whom: Vec<String>,
    /// That something is not there at all: 尚无, 未配备.
    lack: Vec<String>,
    /// What makes it vague again: 部分, 还不够.
    vague: Vec<String>,
}

impl Shortcoming {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let group = |name: &str| {
            let words = rules.lexicon.words("shortcomings").iter().filter(|entry| entry.group == name);
            words.map(|entry| entry.word.clone()).collect()
        };
        Self { whom: group("whom"), lack: group("lack"), vague: group("vague") }
    }

    /// From whom to what is lacking, in bytes of a problem's plain words, if a clause says both.
    pub(super) fn pinned(&self, plain: &str) -> Option<Range<usize>> {
        let mut from = 0;
        for clause in plain.split_inclusive([',', ';', '。']) {
            let first = |words: &[String]| {
                words.iter().filter_map(|word| Some((clause.find(word.as_str())?, word.len()))).min()
            };
            if let (Some((whom, _)), Some((lack, len)), None) =
                (first(&self.whom), first(&self.lack), first(&self.vague))
                && whom < lack
            {
                return Some(from + whom..from + lack + len);
            }
            from += clause.len();
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
