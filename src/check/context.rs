//! What every kind of rule asks of a report, and what it answers with.

use std::ops::Range;

use super::{
    memo::{ClaimText, Memo},
    spots::Spots,
};
use crate::{
    model::{
        Analysis, BlockKind, ClaimId, Document, Edit, Evidence, Fix, Label, Related, Role, Safety, Section,
        SectionId, Severity,
    },
    rules::{Match, Pattern, kind::RoleName},
    text::{Span, class, marks},
};

/// One report under test with what the rules look up.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) document: &'a Document,
    /// The texts of the earlier reports, in the order of the comparison's priors, then those of its others.
    pub(super) priors: &'a [Option<&'a Document>],
    pub(super) lang: crate::model::Lang,
    /// Where what the rules look for stands.
    pub(super) spots: &'a Spots<'a>,
    /// What several rules ask for.
    pub(super) memo: &'a Memo<'a>,
}

/// A fault before its message is written.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) span: Span,
    /// What is missing, by a name that no language changes; empty where there are words.
    pub(super) about: &'static str,
    pub(super) values: Vec<(&'static str, String)>,
    pub(super) labels: Vec<Label>,
    pub(super) related: Vec<Related>,
    pub(super) fix: Option<Fix>,
    /// The worst severity that what is known allows.
    pub(super) cap: Option<Severity>,
}

impl Found {
    pub(super) fn at(span: Span) -> Self {
        Self { span, ..Self::default() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    pub(super) fn about(mut self, name: &'static str) -> Self {
        self.about = name;
        self
    }

    pub(super) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    pub(super) fn cap(mut self, severity: Option<Severity>) -> Self {
        self.cap = severity;
        self
    }

    pub(super) fn edit(mut self, title: String, span: Span, text: String, safety: Safety) -> Self {
        self.fix = Some(Fix { title, edits: vec![Edit { span, text }], safety });
        self
    }
}

/// How far, in bytes, a sentence is looked at to both sides.
const NEAR: u32 = 1500;

/// How many further places a finding shows.
pub(super) const PLACES: usize = 4;

impl<'a> Context<'a> {
    /// The plain view of the whole text.
    pub(super) fn plain(&self) -> &'a str {
        self.document.plain().text()
    }

    /// All claims, in order.
    pub(super) fn claims(&self) -> &'a [ClaimText<'a>] {
        self.memo.claims()
    }

    /// One of them.
    pub(super) fn claim(&self, id: ClaimId) -> &'a ClaimText<'a> {
        &self.memo.claims()[id.0 as usize]
    }

    /// Whether a pattern can fit in a claim; a look at what stands in its line.
    pub(super) fn may_fit(&self, pattern: &Pattern, claim: &ClaimText) -> bool {
        self.spots.may_fit(pattern, &(claim.base..claim.base + claim.text.len()))
    }

    /// The first place in a claim that a pattern fits.
    pub(super) fn first(&self, pattern: &Pattern, claim: &ClaimText) -> Option<Match> {
        if self.may_fit(pattern, claim) { pattern.first(claim.text) } else { None }
    }

    /// Whether a pattern fits somewhere in a claim.
    pub(super) fn fits(&self, pattern: &Pattern, claim: &ClaimText) -> bool {
        self.may_fit(pattern, claim) && pattern.fits(claim.text)
    }

    /// A range of the plain view as a span of the text.
    pub(super) fn place(&self, start: usize, end: usize) -> Span {
        self.document.plain().unfold(Span::from(start..end))
    }

    /// The plain words under a span, cut to what a message can hold.
    pub(super) fn words(&self, span: Span) -> String {
        short(&self.document.shown(span), 60)
    }

    pub(super) fn block_kind(&self, offset: u32) -> Option<BlockKind> {
        self.document.block_at(offset).map(|id| self.document.block(id).kind)
    }

    pub(super) fn section(&self, offset: u32) -> Option<&'a Section> {
        self.document.section_at(offset).map(|id| self.document.section(id))
    }

    pub(super) fn role(&self, offset: u32) -> Role {
        self.section(offset).map_or(Role::Unknown, |section| section.role)
    }

    pub(super) fn claim_at(&self, offset: u32) -> Option<ClaimId> {
        let claims = self.document.claims();
        let at = claims.partition_point(|claim| claim.span.start() <= offset).checked_sub(1)?;
        (offset < claims[at].span.end()).then_some(ClaimId(at as u32))
    }

    /// The plain words around an offset: its claim, else its block; of a very long one only what is
    /// near, so that many hits in it stay cheap.
    pub(super) fn sentence(&self, offset: u32) -> (Span, &'a str) {
        let (span, range) = self.sentence_range(offset);
        (span, &self.plain()[range])
    }

    /// The same as a range of the plain view.
    pub(super) fn sentence_range(&self, offset: u32) -> (Span, Range<usize>) {
        let span = match self.claim_at(offset) {
            Some(id) => self.document.claim(id).span,
            None => {
                self.document.block_at(offset).map_or(Span::at(offset), |id| self.document.block(id).span)
            }
        };
        let plain = self.document.plain();
        let (range, at) = (plain.fold(span), plain.offset(offset));
        let (mut from, mut to) =
            (range.start().max(at.saturating_sub(NEAR)) as usize, range.end().min(at + NEAR) as usize);
        let text = self.plain();
        while !text.is_char_boundary(from) {
            from += 1;
        }
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        (span, from..to.max(from))
    }

    /// The evidence of a claim that counts.
    pub(super) fn evidence(&self, claim: ClaimId) -> impl Iterator<Item = &'a Evidence> + use<'a> {
        self.analysis.facts.evidence_of(claim).iter().filter(|evidence| !evidence.weak)
    }

    /// The outermost sections of a role.
    pub(super) fn sections_of(&self, role: Role) -> Vec<SectionId> {
        let sections = self.document.sections();
        (0..sections.len())
            .filter(|at| {
                let section = &sections[*at];
                let parent = section.parent.map(|id| self.document.section(id).role);
                section.role == role && section.heading.is_some() && parent != Some(role)
            })
            .map(|at| SectionId(at as u32))
            .collect()
    }

    /// The outermost sections of any of some roles, in the order of the text.
    pub(super) fn sections_of_any(&self, roles: &[RoleName]) -> Vec<SectionId> {
        let mut found: Vec<SectionId> = roles.iter().flat_map(|role| self.sections_of(role.0)).collect();
        found.sort();
        found
    }

    /// The heading of a section, or the head of its text.
    pub(super) fn heading(&self, id: SectionId) -> Span {
        let section = self.document.section(id);
        section.heading.map_or(Span::at(section.span.start()), |block| self.document.block(block).span)
    }

    /// The text of a section without its own heading.
    pub(super) fn body(&self, id: SectionId) -> Span {
        let section = self.document.section(id);
        Span::new(self.heading(id).end().max(section.span.start()), section.span.end())
    }

    /// Claims of a section's text, headings left out.
    pub(super) fn claims_of(&self, id: SectionId) -> Vec<ClaimId> {
        let body = self.body(id);
        self.document
            .claims_in(body)
            .filter(|claim| self.document.in_body(self.document.claim(*claim).span.start()))
            .collect()
    }

    /// The year that is reported on.
    pub(super) fn year(&self) -> Option<i32> {
        self.document.header().year
    }

    /// Whether a range of the plain view lies in 《…》 of its block.
    pub(super) fn in_title(&self, start: usize) -> bool {
        let near = back(&self.plain()[..start], 120);
        let before = &self.plain()[near..start];
        let before = before.rsplit('\n').next().unwrap_or(before);
        match (before.rfind('《'), before.rfind('》')) {
            (Some(open), Some(close)) => open > close,
            (open, _) => open.is_some(),
        }
    }

    /// The name of an earlier report in messages.
    pub(super) fn prior_name(&self, prior: Option<u32>) -> String {
        let prior = prior.and_then(|at| self.analysis.comparison.about(at));
        match prior {
            Some(prior) if !prior.title.is_empty() => prior.title.clone(),
            Some(prior) => prior.path.clone(),
            None => String::new(),
        }
    }
}

/// The first `limit` characters.
pub(super) fn short(text: &str, limit: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// How many Chinese characters a text has.
pub(super) fn han(text: &str) -> usize {
    text.chars().filter(|c| class::is_han(*c)).count()
}

/// The clause that goes on from `before` to `after`.
pub(super) fn clause_around(before: &str, after: &str) -> String {
    format!("{}{}", marks::before(before, &marks::CLAUSE), marks::behind(after, &marks::CLAUSE))
}

/// The byte offset `count` characters before the end of a text.
pub(super) fn back(text: &str, count: usize) -> usize {
    text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// `2023-02-01` as year, month, day.
pub(super) fn date(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    let day = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    Some((year, month, day))
}

/// Whether a confidence column allows a full severity.
pub(super) fn cap_of(confidence: &str) -> Option<Severity> {
    (!matches!(confidence, "seen" | "high" | "")).then_some(Severity::Note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_message_are_cut_by_characters() {
        assert_eq!((short(" 岚溪区 ", 3), short("岚溪区水务局", 3)), ("岚溪区".into(), "岚溪区…".into()));
        assert_eq!((han("第3次，共𠮷件"), back("岚溪区", 2), back("岚", 9)), (5, 3, 0));
    }

    #[test]
    fn dates_of_tables_may_lack_day_and_month() {
        assert_eq!(
            [date("2023-02-01"), date("2023-02"), date("2023")].map(|date| date.unwrap().1),
            [2, 2, 1]
        );
        assert_eq!((date("2023"), date("二〇二三"), date("2023-x")), (Some((2023, 1, 1)), None, None));
    }

    #[test]
    fn only_what_is_sure_keeps_its_severity() {
        assert_eq!((cap_of("seen"), cap_of("high"), cap_of("")), (None, None, None));
        assert_eq!((cap_of("medium"), cap_of("low")), (Some(Severity::Note), Some(Severity::Note)));
    }
}
