//! What each section is for, where its heading alone does not say.
//!
//! A report to a congress looks back first (2025年工作回顾) and ahead afterwards (2026年主要工作). Read
//! alone, the second heading could be either; after a review it is a plan, and so are the sections
//! without a purpose of their own behind it. Where no heading tells, the tense of the text does.

use crate::{
    model::{ClaimId, Document, Role},
    text::Chars,
};

/// The purpose of each section, in their order.
pub(super) fn purposes(document: &Document) -> Vec<Role> {
    let sections = document.sections();
    let top = sections.iter().filter(|section| section.heading.is_some()).map(|section| section.depth).min();
    let mut purposes: Vec<Role> = Vec::with_capacity(sections.len());
    let (mut reviewed, mut ahead) = (false, false);
    for section in sections {
        let title = document.plain_slice(section.title);
        let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let purpose = if section.heading.is_some() && Some(section.depth) == top {
            let open = matches!(section.role, Role::Measures | Role::Unknown | Role::Overview);
            if open && is_plan_of_years(title) {
                Role::Plan
            } else if says(&["回顾", "总结"]) {
                reviewed = true;
                if section.role == Role::Unknown { Role::Measures } else { section.role }
            } else if open && reviewed && (says(&["任务", "目标", "安排", "工作", "部署"]) || ahead)
            {
                Role::Plan
            } else {
                section.role
            }
        } else {
            match section.parent {
                // A section that only has its parent's purpose takes its parent's new one.
                Some(parent) if sections[parent.0 as usize].role == section.role => {
                    purposes[parent.0 as usize]
                }
                _ => section.role,
            }
        };
        if Some(section.depth) == top {
            ahead = purpose == Role::Plan;
        }
        purposes.push(purpose);
    }
    let tenses = tenses(document, &purposes);
    for (purpose, tense) in purposes.iter_mut().zip(tenses) {
        *purpose = tense.unwrap_or(*purpose);
    }
    purposes
}

/// Claims that must tell a tense, and how many times as often as the other.
const TELLING: (usize, usize) = (3, 2);

/// What a claim is about, if its words tell: what will be (要, 将), or what was (了, 已).
#[derive(Clone, Copy, Debug, Default)]
struct Tense {
    ahead: usize,
    back: usize,
}

impl Tense {
    /// The purpose that the tense gives a section, if it is clear.
    fn purpose(self) -> Option<Role> {
        let (least, times) = TELLING;
        if self.ahead >= least && self.ahead >= times * self.back {
            Some(Role::Plan)
        } else if self.back >= least && self.back >= times * self.ahead {
            Some(Role::Measures)
        } else {
            None
        }
    }
}

/// For each section without a purpose, whether it looks back or ahead: by its own claims, or by those of
/// the part that it belongs to.
fn tenses(document: &Document, purposes: &[Role]) -> Vec<Option<Role>> {
    let sections = document.sections();
    let mut own = vec![Tense::default(); purposes.len()];
    for (nth, claim) in document.claims().iter().enumerate() {
        let section = claim.section.0 as usize;
        if purposes[section] == Role::Unknown {
            let words = document.plain_claim(ClaimId(nth as u32));
            let (ahead, back) = tense(words.slice(document.plain().text()));
            own[section].ahead += usize::from(ahead && !back);
            own[section].back += usize::from(back && !ahead);
        }
    }
    let mut whole = own.clone();
    // Children stand behind their parents, so that each sum is complete when it is handed on.
    for at in (0..sections.len()).rev() {
        let (sum, parent) = (whole[at], sections[at].parent);
        if let Some(parent) = parent.map(|parent| parent.0 as usize).filter(|parent| *parent < at) {
            whole[parent].ahead += sum.ahead;
            whole[parent].back += sum.back;
        }
    }
    let mut told: Vec<Option<Role>> = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        let parent = section.parent.and_then(|parent| *told.get(parent.0 as usize)?);
        let tense = own[at].purpose().or_else(|| whole[at].purpose()).or(parent);
        told.push(tense.filter(|_| purposes[at] == Role::Unknown));
    }
    told
}

/// Whether a heading names the plan of some years, or what is to come: “十五五”时期的主要目标任务.
fn is_plan_of_years(title: &str) -> bool {
    let years = title.contains("五”") && title.contains('“');
    let ahead = ["目标", "任务", "规划", "开好局", "开局", "蓝图"].iter().any(|word| title.contains(word));
    let done = ["回顾", "完成", "取得", "成就", "总结"].iter().any(|word| title.contains(word));
    (years && ahead && !done) || title.starts_with("今后") || title.starts_with("未来")
}

/// Whether a claim in a section on problems turns to what will be done about them: the claims behind it
/// are plans. 针对存在的问题,我们将…
pub(super) fn turns_ahead(plain: &str) -> bool {
    let next = ["下一步", "下步", "今后", "明年"].iter().any(|word| plain.contains(word));
    next || (tense(plain).0 && (plain.contains('将') || plain.contains("针对")))
}

/// Characters before 要 (重要, 需要) and behind it (要求, 要素) with which it says nothing of what will be.
pub(super) const NEEDS: Chars = Chars::new("重主需纲首次摘简紧概");
pub(super) const DEMANDS: Chars = Chars::new("求素点件闻害");

/// Whether words tell of what will be, and of what was.
fn tense(plain: &str) -> (bool, bool) {
    let (mut ahead, mut back) = (false, false);
    for (at, c) in plain.char_indices() {
        // Most characters tell nothing, and of these the neighbours are not asked for.
        let next = || plain[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let last = || plain[..at].chars().next_back().unwrap_or(' ');
        match c {
            '要' => ahead |= !NEEDS.has(last()) && !DEMANDS.has(next()),
            '将' => ahead |= !matches!(next(), '军' | '士' | '领') && last() != '即',
            '今' => ahead |= next() == '后',
            // Not 了解, 为了.
            '了' => back |= next() != '解' && !matches!(last(), '为' | '除'),
            '已' => back = true,
            '去' => back |= next() == '年',
            _ => {}
        }
    }
    (ahead, back)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_a_tense() {
        assert_eq!(tense("要巡查河道"), (true, false));
        assert_eq!(tense("下一步将巡查河道"), (true, false));
        assert_eq!(tense("巡查了河道"), (false, true));
        assert_eq!(tense("为了解决重要需要,按照要求巡查河道"), (false, false));
    }

    #[test]
    fn headings_of_plans() {
        assert!(is_plan_of_years("“十五五”时期的主要目标任务"));
        assert!(!is_plan_of_years("“十四五”目标任务完成情况"));
        assert!(!is_plan_of_years("主要任务"));
    }

    #[test]
    fn problems_turn_to_plans() {
        assert!(turns_ahead("针对存在的问题,2025年我们将抓好以下工作"));
        assert!(turns_ahead("下一步,补齐巡查人员"));
        assert!(!turns_ahead("巡查人员不足"));
    }
}
