//! What each section is for, where its heading alone does not say.
//!
//! A report to a congress looks back first (2025年工作回顾) and ahead afterwards (2026年主要工作). Read
//! alone, the second heading could be either; after a review it is a plan, and so are the sections
//! without a purpose of their own behind it.

use crate::model::{Document, Role};

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
            if says(&["回顾", "总结"]) {
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
    purposes
}
