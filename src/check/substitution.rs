//! Wrong words of a table and the right ones.

use super::{
    context::{Context, Found, cap_of},
    terms::Terms,
};
use crate::{
    model::Safety,
    rules::{Lexicon, Pattern, kind::Substitution},
};

/// The rows of a rule: the words that are looked for and, for each row, what is said.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    terms: Terms,
    rows: Vec<Wrong>,
}

#[derive(Clone, Debug)]
struct Wrong {
    right: String,
    unless: Option<Pattern>,
    group: String,
    confidence: String,
}

pub(super) fn rows(rule: &Substitution, lexicon: &Lexicon) -> Rows {
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    if let Some(table) = lexicon.table(&rule.table) {
        for row in table.rows() {
            let group = table.get(row, "group");
            if !rule.groups.iter().any(|wanted| wanted == group) {
                continue;
            }
            let unless = table.get(row, "unless");
            words.push((table.get(row, "wrong"), rows.len()));
            rows.push(Wrong {
                right: table.get(row, "right").to_owned(),
                unless: (!unless.is_empty()).then(|| Pattern::new(unless)),
                group: group.to_owned(),
                confidence: table.get(row, "confidence").to_owned(),
            });
        }
    }
    Rows { terms: Terms::new(words), rows }
}

pub(super) fn check(context: &Context, rows: &Rows) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for (start, end, row) in rows.terms.find(text) {
        let wrong = &rows.rows[row];
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
    pattern.regex().is_some_and(|regex| {
        regex.find_iter(&text[from..to]).any(|hit| from + hit.start() < end && start < from + hit.end())
    })
}
