//! Wrong words of a table and the right ones.

use super::{
    context::{Context, Found, cap_of},
    spots::{Sought, Spots},
};
use crate::{
    model::Safety,
    rules::{Lexicon, Pattern, kind::Substitution},
    text::{Hit, fold_str},
};

/// What is said of each word that is looked for.
pub(super) type Rows = Vec<Wrong>;

#[derive(Clone, Debug)]
pub(super) struct Wrong {
    right: String,
    unless: Option<Pattern>,
    group: String,
    confidence: String,
}

pub(super) fn rows(rule: &Substitution, lexicon: &Lexicon) -> (Sought, Rows) {
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    if let Some(table) = lexicon.table(&rule.table) {
        for row in table.rows() {
            let group = table.get(row, "group");
            if !rule.groups.iter().any(|wanted| wanted == group) {
                continue;
            }
            let unless = table.get(row, "unless");
            words.push((fold_str(table.get(row, "wrong")), rows.len() as u32));
            rows.push(Wrong {
                right: table.get(row, "right").to_owned(),
                unless: (!unless.is_empty()).then(|| Pattern::new(unless)),
                group: group.to_owned(),
                confidence: table.get(row, "confidence").to_owned(),
            });
        }
    }
    (Sought { words, patterns: Vec::new() }, rows)
}

pub(super) fn check(context: &Context, rows: &[Wrong], spots: &Spots) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for Hit { start, end, value } in spots.words.iter().copied() {
        let wrong = &rows[value as usize];
        // The title of a document is quoted as it was issued.
        if !matches!(wrong.group.as_str(), "typo" | "name") && context.in_title(start) {
            continue;
        }
        if wrong.unless.as_ref().is_some_and(|unless| touches(unless, text, start, end)) {
            continue;
        }
        let span = context.place(start, end);
        if context.block_kind(span.start()).is_none() {
            continue;
        }
        let words = &text[start..end];
        found.push(
            Found::at(span)
                .with("text", words)
                .with("right", wrong.right.clone())
                .cap(cap_of(&wrong.confidence))
                .edit(format!("{words} → {}", wrong.right), span, wrong.right.clone(), Safety::Suggestion),
        );
    }
    found
}

/// Whether a pattern fits words that share characters with a range, in its block.
fn touches(pattern: &Pattern, text: &str, start: usize, end: usize) -> bool {
    let from = text[..start].char_indices().rev().take(24).last().map_or(start, |(at, _)| at);
    let to = text[end..].char_indices().nth(24).map_or(text.len(), |(at, _)| end + at);
    pattern
        .matches(&text[from..to])
        .map(|hit| hit.whole())
        .any(|hit| from + hit.start < end && start < from + hit.end)
}
