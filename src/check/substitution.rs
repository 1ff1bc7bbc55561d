//! Wrong words of a table and the right ones.

use super::{
    context::{Context, Found, cap_of},
    spots::Sought,
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

pub(super) fn check(context: &Context, rows: &[Wrong], words: &[Hit]) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for Hit { start, end, value } in words.iter().copied() {
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

#[cfg(test)]
mod tests {
    use crate::testing::{of, report, small, words};

    #[test]
    fn a_wrong_word_is_named_with_the_right_one() {
        let report = report(&small("开展以案说发活动6场。"));
        let found = of(&report, "wording/typo").next().unwrap();
        assert_eq!(report.analysis.document.slice(found.span), "以案说发");
        let fix = found.fix.as_ref().unwrap();
        assert_eq!((fix.edits.len(), fix.edits[0].text.as_str()), (1, "以案说法"));
        assert!(found.message.contains("以案说法"), "{}", found.message);
    }

    #[test]
    fn words_around_that_are_others_excuse_it() {
        let found = |text: &str| words(&report(&small(text)), "wording/typo");
        assert_eq!(found("成立人民调节小组2个。"), ["人民调节"]);
        assert!(found("人民调节基金支出9万元。").is_empty() && found("开展人民调解29件。").is_empty());
        // The excuse has to share characters with the word.
        assert_eq!(found("基金调节作用明显，人民调节27件。"), ["人民调节"]);
    }

    #[test]
    fn what_a_document_is_called_is_no_fault_of_who_cites_it_but_a_slip_is() {
        let found = |rule: &str, text: &str| words(&report(&small(text)), rule).len();
        assert_eq!(found("wording/misused-term", "学习党的十九大和历届全会精神。"), 1);
        assert_eq!(found("wording/misused-term", "印发《学习党的十九大和历届全会精神的通知》。"), 0);
        assert_eq!(found("wording/typo", "印发《岚溪区以案说发方案》。"), 1);
    }
}
