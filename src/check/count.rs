//! The figures of a claim or a paragraph, with their places in its plain words.

use crate::{
    model::{Analysis, Bound, ClaimId, Decimal, EvidenceKind, Quantity},
    text::Span,
};

/// A figure, with its place in the plain words that it is told in.
#[derive(Clone, Debug)]
pub(super) struct Count<'a> {
    pub(super) span: Span,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) quantity: &'a Quantity,
    pub(super) kind: EvidenceKind,
}

impl Count<'_> {
    /// Whether it is told to the last digit: neither 约30件 nor 30余件 nor 30至40件.
    pub(super) fn is_exact(&self) -> bool {
        self.quantity.bound == Bound::Exact && self.quantity.upper.is_none()
    }

    /// Whether it is a number of things or a sum of money, of which others can be parts.
    pub(super) fn is_amount(&self) -> bool {
        matches!(self.kind, EvidenceKind::Count | EvidenceKind::Money)
    }

    pub(super) fn is_exact_amount(&self) -> bool {
        self.is_amount() && self.is_exact()
    }

    /// Whether it is an exact number of things.
    pub(super) fn is_exact_number(&self) -> bool {
        self.kind == EvidenceKind::Count && self.is_exact()
    }
}

/// A claim with its plain words and its counts, and those of the claim before it.
pub(super) struct ClaimFigures<'a> {
    pub(super) text: &'a str,
    pub(super) counts: &'a [Count<'a>],
    pub(super) before: &'a [Count<'a>],
    /// All counts of the paragraph.
    pub(super) paragraph: &'a [Count<'a>],
    /// Whether that claim is the other half of the same sentence: …审结402件；纠错率9.2%.
    pub(super) joined: bool,
}

impl<'a> ClaimFigures<'a> {
    /// The things that are counted before a figure, in order.
    pub(super) fn things_before(&self, figure: &Count) -> Vec<&'a Count<'a>> {
        let fits = |count: &&Count| count.kind == EvidenceKind::Count && count.end <= figure.start;
        self.counts.iter().filter(fits).collect()
    }
}

/// The figures of a claim; `base` is where its words start in the plain view.
pub(super) fn of_claim(analysis: &Analysis, claim: ClaimId, base: usize) -> Vec<Count<'_>> {
    let plain = analysis.document.plain();
    let base = base as u32;
    analysis
        .facts
        .evidence_of(claim)
        .iter()
        .filter_map(|evidence| {
            let quantity = evidence.quantity.as_ref()?;
            let range = plain.fold(evidence.span);
            let (start, end) =
                (range.start().checked_sub(base)? as usize, range.end().checked_sub(base)? as usize);
            Some(Count { span: evidence.span, start, end, quantity, kind: evidence.kind })
        })
        .collect()
}

/// What figures come to.
pub(super) fn add<'x>(counts: impl IntoIterator<Item = &'x &'x Count<'x>>) -> Option<Decimal> {
    counts.into_iter().try_fold(Decimal::ZERO, |sum, count| sum.plus(count.quantity.value))
}

/// Whether a value is what two others come to, or by how much they differ.
pub(super) fn two_make(others: &[Decimal], value: Decimal) -> bool {
    others.iter().enumerate().any(|(at, one)| {
        others[at + 1..].iter().any(|other| {
            one.plus(*other) == Some(value) || one.minus(*other).map(Decimal::abs) == Some(value)
        })
    })
}
