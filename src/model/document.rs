//! A report as segmentation sees it.

use std::ops::Range;

use super::{Block, BlockId, BlockKind, Extract, Origin, Role, Source};
use crate::text::{Encoding, Folded, LineIndex, Position, Span};

/// Index of a section in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub u32);

/// Index of a claim in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// A heading and what stands under it, up to the next heading of its level or above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's block; the first section may have none.
    pub heading: Option<BlockId>,
    /// Depth from 1; 0 for text before the first heading.
    pub depth: u8,
    /// The heading's own number as written or computed: 一、 or （一）; empty if it has none.
    pub number: Span,
    /// The heading's words without the number.
    pub title: Span,
    /// The section it belongs to.
    pub parent: Option<SectionId>,
    /// Its blocks with the heading and all sub-sections.
    pub blocks: Range<u32>,
    /// From the heading to the end of the last block.
    pub span: Span,
    /// What it is for; a sub-section without a purpose of its own has its parent's.
    pub role: Role,
    /// A second purpose that its heading names: 存在的问题和下一步打算.
    pub second: Option<Role>,
}

/// One statement: a piece of a block ended by 。！？； or by the block's end. The unit that is
/// scored, and that people annotated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The words with the closing mark, and with an enumerator (一是) if it has one.
    pub span: Span,
    /// Its block.
    pub block: BlockId,
    /// The innermost section.
    pub section: SectionId,
}

/// What stands at the head and foot of a report.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Header {
    /// The title's words, joined if it is split over lines.
    pub title: String,
    /// Where the title stands, if it stands in the text.
    pub title_span: Option<Span>,
    /// The issuing body, from title or signature.
    pub issuer: Option<String>,
    /// The year that is reported on, from the title, else from the text.
    pub year: Option<i32>,
    /// Where the year was read.
    pub year_span: Option<Span>,
    /// Genre of the pack whose titles fit: `fazhi`, `xinxi-gongkai`; `None` if none does.
    pub genre: Option<String>,
    /// Salutation, signature and date at the foot.
    pub salutation: Option<Span>,
    /// The issuing body under the text.
    pub signature: Option<Span>,
    /// The date under the text.
    pub date_span: Option<Span>,
    /// That date: year, month, day.
    pub date: Option<(i32, u8, u8)>,
}

/// The parts from which [`Document::new`] makes a document.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Blocks in reading order; ascending and disjoint, headings split off.
    pub blocks: Vec<Block>,
    /// Sections in reading order, parents before children; at least one.
    pub sections: Vec<Section>,
    /// Claims in reading order.
    pub claims: Vec<Claim>,
    /// What stands at head and foot.
    pub header: Header,
}

/// One report: its text, and what segmentation found in it.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    lines: LineIndex,
    plain: Folded,
    source: Source,
    skips: Vec<Span>,
    blocks: Vec<Block>,
    sections: Vec<Section>,
    claims: Vec<Claim>,
    /// Where each claim stands in the plain view.
    plain_claims: Vec<Span>,
    header: Header,
}

impl Document {
    /// Puts a document together.
    pub fn new(extract: Extract, draft: Draft) -> Self {
        let pieces: Vec<Span> = draft.blocks.iter().map(|block| block.span).collect();
        let plain = Folded::new(&extract.text, &pieces, &extract.skips);
        Self {
            lines: LineIndex::new(&extract.text),
            plain_claims: draft.claims.iter().map(|claim| plain.fold(claim.span)).collect(),
            plain,
            text: extract.text,
            source: extract.source,
            skips: extract.skips,
            blocks: draft.blocks,
            sections: draft.sections,
            claims: draft.claims,
            header: draft.header,
        }
    }

    /// The whole extracted text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words under a span.
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }

    /// The plain view of all blocks, joined by `\n`: what patterns are matched on.
    pub fn plain(&self) -> &Folded {
        &self.plain
    }

    /// The plain words under a span: folded widths, no line breaks, no page marks.
    pub fn plain_slice(&self, span: Span) -> &str {
        self.plain.slice(span)
    }

    /// The words under a span as they were written, without line breaks and page marks: for people.
    pub fn shown(&self, span: Span) -> String {
        self.plain.written(&self.text, span)
    }

    /// Lines and columns of the text.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Line and column (in characters) of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset, Encoding::Scalars)
    }

    /// A span in Unicode scalar values, as in the JSON contract.
    pub fn scalars(&self, span: Span) -> Range<u32> {
        self.lines.scalars(&self.text, span)
    }

    /// Where the text came from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Page marks and the like inside blocks.
    pub fn skips(&self) -> &[Span] {
        &self.skips
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// One block.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// The block that holds a byte offset.
    pub fn block_at(&self, offset: u32) -> Option<BlockId> {
        let at = self.blocks.partition_point(|block| block.span.start() <= offset).checked_sub(1)?;
        (offset <= self.blocks[at].span.end()).then_some(BlockId(at as u32))
    }

    /// The sections in reading order, parents before children.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// One section.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0 as usize]
    }

    /// The innermost section that holds a byte offset.
    pub fn section_at(&self, offset: u32) -> Option<SectionId> {
        let before = self.sections.partition_point(|section| section.span.start() <= offset);
        let mut at = Some(SectionId(before.checked_sub(1)? as u32));
        while let Some(id) = at {
            let section = self.section(id);
            if offset <= section.span.end() {
                return Some(id);
            }
            at = section.parent;
        }
        None
    }

    /// The direct sub-sections of a section.
    pub fn children(&self, parent: SectionId) -> impl Iterator<Item = SectionId> + '_ {
        // All that stands below a section follows it at once.
        let depth = self.section(parent).depth;
        (parent.0 + 1..self.sections.len() as u32)
            .map(SectionId)
            .take_while(move |id| self.section(*id).depth > depth)
            .filter(move |id| self.section(*id).parent == Some(parent))
    }

    /// The path of the section that an offset lies in.
    pub fn path_at(&self, offset: u32) -> String {
        self.section_at(offset).map(|id| self.path(id)).unwrap_or_default()
    }

    /// The path of heading numbers down to a section: 六/（二）; a heading without a number is
    /// named by its first words.
    pub fn path(&self, section: SectionId) -> String {
        let mut parts = Vec::new();
        let mut at = Some(section);
        while let Some(id) = at {
            let section = self.section(id);
            if section.heading.is_some() {
                let number = self.plain_slice(section.number).trim_end_matches(['、', '.', ',', ' ']);
                parts.push(if number.is_empty() {
                    self.plain_slice(section.title).chars().take(12).collect()
                } else {
                    number.replace('(', "（").replace(')', "）")
                });
            }
            at = section.parent;
        }
        parts.reverse();
        parts.join("/")
    }

    /// The claims in reading order.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// One claim.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.0 as usize]
    }

    /// Where a claim stands in the plain view.
    pub fn plain_claim(&self, id: ClaimId) -> Span {
        self.plain_claims[id.0 as usize]
    }

    /// Ids of the claims that start inside a span.
    pub fn claims_in(&self, span: Span) -> impl Iterator<Item = ClaimId> + use<> {
        let from = self.claims.partition_point(|claim| claim.span.start() < span.start());
        let to = self.claims.partition_point(|claim| claim.span.start() < span.end());
        (from as u32..to.max(from) as u32).map(ClaimId)
    }

    /// Title, body, year, signature, date.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Whether an offset lies in running text (not a heading, title, signature or date).
    pub fn in_body(&self, offset: u32) -> bool {
        self.block_at(offset).is_some_and(|id| {
            matches!(
                self.block(id).kind,
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell { .. } | BlockKind::Note
            )
        })
    }

    /// Where the block under an offset stands in its file.
    pub fn origin(&self, offset: u32) -> Option<&Origin> {
        self.block_at(offset).map(|id| &self.block(id).origin)
    }
}
