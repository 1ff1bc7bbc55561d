//! How headings nest, and what the part under each is for.

use super::{cues::Cues, dates, outline::Heading};
use crate::{
    model::{Block, BlockId, BlockKind, Header, Role, Section, SectionId},
    text::{Span, fold_str},
};

/// The tree of sections: parents before children, a first section for text before any heading.
pub(super) fn sections(
    text: &str,
    blocks: &mut [Block],
    headings: &[Heading],
    cues: &Cues,
    header: &Header,
) -> Vec<Section> {
    let all = blocks.len() as u32;
    let mut sections = Vec::with_capacity(headings.len() + 1);
    let first = headings.first().map_or(all, |heading| heading.block);
    if first > 0 || headings.is_empty() {
        sections.push(section(blocks, None, 0..first, Role::Unknown));
    }
    let mut open: Vec<(u32, SectionId)> = Vec::new();
    let mut past: Option<i32> = None;
    for (nth, heading) in headings.iter().enumerate() {
        while open.last().is_some_and(|(rank, _)| *rank >= heading.rank) {
            open.pop();
        }
        let end = headings[nth + 1..]
            .iter()
            .find(|other| other.rank <= heading.rank)
            .map_or(all, |other| other.block);
        let mut made = section(blocks, Some(heading), heading.block..end, Role::Unknown);
        made.parent = open.last().map(|(_, id)| *id);
        made.depth = open.len() as u8 + 1;
        let words = fold_str(heading.title.slice(text));
        let (own, second) = cues.roles(&words);
        // “2023年主要工作” looks back in the report on 2023 and ahead in that on 2022.
        let ahead = header.year.zip(dates::year(&words)).is_some_and(|(own, (year, _))| year == own + 1);
        let named = dates::year(&words).map(|(year, _)| year);
        let after = past.zip(named).is_some_and(|(past, year)| year > past);
        let own = match own {
            // 2024年重点事项 in the report on 2023, whatever it is called.
            None if ahead && header.genre.is_some() && made.parent.is_none() => Some(Role::Plan),
            Some(Role::Measures | Role::Overview) if (ahead && header.genre.is_some()) || after => {
                Some(Role::Plan)
            }
            // What became of last year's plan is no plan.
            Some(Role::Plan) if words.contains("落实情况") || words.contains("完成情况") => {
                Some(Role::Measures)
            }
            own => own,
        };
        // The year that the report looks back on, as its first heading says.
        if own == Some(Role::Measures) && past.is_none() {
            past = named;
        }
        let parent = made.parent.map(|id| &sections[id.0 as usize]);
        // Deep headings speak of their matter, not of the report's parts.
        let own = own.filter(|_| made.depth <= 2);
        made.role = own.or(parent.map(|parent: &Section| parent.role)).unwrap_or(Role::Unknown);
        made.second = if own.is_some() { second } else { parent.and_then(|parent| parent.second) };
        if let BlockKind::Heading { level } = &mut blocks[heading.block as usize].kind {
            *level = made.depth;
        }
        open.push((heading.rank, SectionId(sections.len() as u32)));
        sections.push(made);
    }
    // What the words of a section speak of is only known for reports whose parts are known.
    if header.genre.is_some() {
        by_content(text, &mut sections, cues);
    }
    sections
}

fn section(blocks: &[Block], heading: Option<&Heading>, range: std::ops::Range<u32>, role: Role) -> Section {
    let inside = &blocks[range.start as usize..range.end as usize];
    let span = match (inside.first(), inside.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    };
    Section {
        heading: heading.map(|heading| BlockId(heading.block)),
        depth: 0,
        number: heading.map(|heading| heading.number).unwrap_or_default(),
        title: heading.map(|heading| heading.title).unwrap_or_default(),
        parent: None,
        blocks: range,
        span,
        role,
        second: None,
    }
}

/// Characters with which a section opens.
const OPENING: usize = 120;

/// A top section whose heading says nothing gets the role that its opening names, if no other has it, or that
/// its words speak of.
fn by_content(text: &str, sections: &mut [Section], cues: &Cues) {
    for at in 0..sections.len() {
        if sections[at].role != Role::Unknown || sections[at].depth != 1 {
            continue;
        }
        let words = fold_str(sections[at].span.slice(text));
        let known = |role: &Role| sections.iter().any(|section| section.role == *role);
        let named = sections[at].heading.and_then(|_| {
            let body = &text[sections[at].title.end() as usize..sections[at].span.end() as usize];
            let opening: String = body.chars().take(OPENING).collect();
            cues.roles_of_opening(&fold_str(&opening)).find(|role| !known(role))
        });
        if let Some(role) = named.or_else(|| cues.role_of_text(&words)) {
            let span = sections[at].span;
            for inner in sections.iter_mut().filter(|inner| span.contains(inner.span)) {
                if inner.role == Role::Unknown {
                    inner.role = role;
                }
            }
        }
    }
}
