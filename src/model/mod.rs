//! The nouns: what is passed from stage to stage.
//!
//! No parsing, no rules, no formats. Every span is into [`Document::text`], whatever the file was.

mod block;
mod document;
mod facts;
mod finding;
mod lang;
mod overlap;
mod quantity;
mod role;
mod score;

pub use block::{Block, BlockId, BlockKind, Extract, Format, Notice, Origin, Source};
pub use document::{Claim, ClaimId, Document, Draft, Header, Section, SectionId};
pub use facts::{Evidence, EvidenceKind, Facts, Mention, MentionKind, Slogan, SloganKind};
pub use finding::{Edit, Failure, Finding, Fix, Label, Related, Report, Safety, Severity};
pub use lang::Lang;
pub use overlap::{Class, Comparison, DiffPiece, Measures, Overlap, Prior, Shared, Shares};
pub use quantity::{Bound, Decimal, Quantity};
pub use role::Role;
pub use score::{ByLevel, ClaimKind, ClaimScore, Counted, Level, Part, PerMille, Score, Scores};

/// All that was found out about one report before any rule was asked.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The report as segmented.
    pub document: Document,
    /// What its claims hold.
    pub facts: Facts,
    /// How concrete it is.
    pub scores: Scores,
    /// What was copied, and from where.
    pub comparison: Comparison,
}
