//! What a part on problems tells, one by one: its items, the rows of its tables, or its sentences with their causes.

use std::collections::BTreeMap;

use super::{
    context::{Context, han},
    items::{Item, items},
};
use crate::{
    model::{BlockKind, ClaimId, SectionId},
    text::Span,
};

/// One problem.
pub(super) struct Matter {
    /// The place that names it.
    pub(super) span: Span,
    /// The words that name it: its heading, or its first sentence.
    pub(super) topic: String,
    /// All that is said of it.
    pub(super) text: String,
    /// Whether it is a row of a table, of which the first words that tell something are its topic.
    pub(super) row: bool,
}

/// From so many characters on a cell tells something.
const CELL: usize = 4;

/// The problems of a part.
pub(super) fn matters_of(context: &Context, id: SectionId) -> Vec<Matter> {
    let words = |span: Span| context.document.plain_slice(span);
    let mut items = items(context, id);
    if let [one] = items.as_slice()
        && one.heading.is_none()
    {
        items = by_cause(context, &one.claims);
    }
    let mut matters: Vec<Matter> = items
        .into_iter()
        .filter(|item| !item.claims.is_empty())
        .map(|item| {
            let topic = words(item.heading.unwrap_or_else(|| item.span(context)));
            // A row written with bars.
            let cell = topic.split('|').find(|cell| han(cell) >= CELL).filter(|_| topic.contains('|'));
            let span = item.span(context);
            Matter {
                span,
                topic: cell.unwrap_or(topic).to_owned(),
                text: item.text(context),
                row: cell.is_some(),
            }
        })
        .collect();
    matters.extend(rows(context, context.body(id)).into_iter().map(|cells| Matter {
        span: cells[0],
        topic: words(cells[0]).to_owned(),
        text: cells.iter().flat_map(|cell| [words(*cell), " "]).collect(),
        row: true,
    }));
    matters
}

/// Words that lead to a cause.
const CAUSES: [&str; 10] = ["原因", "成因", "由于", "因为", "根子", "症结", "主要是", "在于", "缘于", "源于"];

/// Sentences without numbers: each with its cause is a problem, with those before it that have none.
fn by_cause(context: &Context, claims: &[ClaimId]) -> Vec<Item> {
    let text = |claim: &ClaimId| context.document.plain_slice(context.document.claim(*claim).span);
    let caused = |claim: &ClaimId| CAUSES.iter().any(|cause| text(claim).contains(cause));
    let item = |claims: &[ClaimId]| Item { claims: claims.to_vec(), heading: None };
    if claims.iter().filter(|claim| caused(claim)).count() < 2 {
        return vec![item(claims)];
    }
    // 还有三处短板。 only announces.
    let announces = |claim: &ClaimId| {
        !caused(claim) && ["短板", "问题", "不足", "差距"].iter().any(|word| text(claim).contains(word))
    };
    let claims = match claims.split_first() {
        Some((first, rest)) if announces(first) => rest,
        _ => claims,
    };
    // 原因是… goes on with the problem before it.
    let goes_on = |claim: &ClaimId| {
        ["原因", "成因", "主要", "由于", "究其"].iter().any(|lead| text(claim).starts_with(lead))
    };
    claims.chunk_by(|before, next| !caused(before) || goes_on(next)).map(item).collect()
}

/// The rows of the tables in a place but for their heads, each as its cells that tell something.
pub(super) fn rows(context: &Context, place: Span) -> Vec<Vec<Span>> {
    let mut rows: BTreeMap<(u32, u32), Vec<Span>> = BTreeMap::new();
    let blocks = context.document.blocks();
    let first = blocks.partition_point(|block| block.span.end() <= place.start());
    for block in blocks[first..].iter().take_while(|block| block.span.start() < place.end()) {
        if let BlockKind::Cell { table, row, .. } = block.kind
            && row > 0
            && han(context.document.plain_slice(block.span)) >= CELL
        {
            rows.entry((table, row)).or_default().push(block.span);
        }
    }
    rows.into_values().collect()
}
