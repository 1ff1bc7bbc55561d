//! The items of a part: what each number or heading below it begins.

use super::{
    context::{Context, han},
    numbering::enumerators,
};
use crate::{
    model::{ClaimId, SectionId},
    text::{NumberStyle, Span, class, leading_number},
};

/// One item: the claims that belong to it, first the one that names it.
pub(super) struct Item {
    pub(super) claims: Vec<ClaimId>,
    /// The heading that it stands under, if it has one of its own.
    pub(super) heading: Option<Span>,
}

impl Item {
    /// The plain words of all its claims.
    pub(super) fn text(&self, context: &Context) -> String {
        let words = |claim: &ClaimId| context.document.plain_slice(context.document.claim(*claim).span);
        let heading = self.heading.map_or("", |span| context.document.plain_slice(span));
        std::iter::once(heading).chain(self.claims.iter().map(words)).collect()
    }

    /// Its first claim, with the heading that it stands under.
    pub(super) fn span(&self, context: &Context) -> Span {
        let first = self.claims.first().map_or(Span::default(), |claim| context.document.claim(*claim).span);
        self.heading.map_or(first, |heading| heading.cover(first))
    }
}

/// The items of a part. What stands before the first number only introduces them; without numbers
/// all of it is one item.
pub(super) fn items(context: &Context, id: SectionId) -> Vec<Item> {
    items_of(context, id, &context.claims_of(id))
}

/// The same of some of its claims.
pub(super) fn items_of(context: &Context, id: SectionId, claims: &[ClaimId]) -> Vec<Item> {
    let document = context.document;
    let mut items: Vec<Item> = Vec::new();
    let mut section = None;
    let mut numbered = false;
    let mut barred = false;
    // An item in the middle of a paragraph ends with it.
    let mut inside = None;
    // The paragraph in which 原因在于：一是 began to count causes.
    let mut causes = None;
    for claim in claims.iter().copied() {
        let span = document.claim(claim).span;
        let text = document.plain_slice(span);
        let here = document.section_at(span.start());
        let own = here != Some(id) && here != section;
        section = here;
        // A row of a table written with bars is an item, but for the first, which names its columns.
        let row = text.contains('|');
        if row && !std::mem::replace(&mut barred, true) {
            continue;
        }
        // What announces, and a line that is a heading in all but its place, say nothing themselves.
        let open = !text.trim_end().ends_with(['。', ';', '!', '?', '”', ')']);
        if text.trim_end().ends_with(':') || (open && han(text) <= 20 && !row) {
            continue;
        }
        // （1） inside 二是 is a part of it.
        let inner = numbered
            && leading_number(text).is_some_and(|number| number.style >= NumberStyle::ArabicBracket)
            && !own;
        let block = document.claim(claim).block;
        let of_causes = causes == Some(block) && !own && leading_number(text).is_none();
        let first_cause = enumerators::counts_causes(text) && leading_number(text).is_none() && !own;
        if enumerators::counts_causes(text) {
            causes = Some(block);
        }
        let inner = inner || of_causes || (first_cause && !items.is_empty());
        if (is_counted(text) && !inner) || own || row {
            if !numbered {
                items.clear();
            }
            numbered = true;
            let heading = own.then_some(here).flatten().map(|id| context.heading(id));
            items.push(Item { claims: vec![claim], heading });
            inside = (document.block(block).span.start() < span.start()).then_some(block);
        } else if inside.is_some_and(|inside| inside != block) {
            inside = Some(block);
            items.push(Item { claims: vec![claim], heading: None });
        } else if let Some(item) = items.last_mut() {
            item.claims.push(claim);
        } else {
            items.push(Item { claims: vec![claim], heading: None });
        }
    }
    items
}

/// Whether a claim begins with a number of a list: 1. 一是 第一，.
pub(super) fn is_counted(text: &str) -> bool {
    let nth = text.trim_start().strip_prefix('第').is_some_and(|rest| {
        let mut chars = rest.chars();
        chars.next().is_some_and(|c| class::han_digit(c).is_some()) && chars.next() == Some(',')
    });
    let listed =
        |item: &enumerators::Enumerator| item.at == 0 || (item.value == 1 && text[..item.at].ends_with(':'));
    nth || text.contains(":第一,")
        || leading_number(text).is_some()
        || enumerators::all(text).first().is_some_and(listed)
}
