//! Large figures that are those of last year's report, each by itself: no body publishes 2317 items in both years.

use std::collections::HashMap;

use super::{
    last_year::{Same, last_year, same},
    same_figures::{Figure, STOCK, TOLD, figures, looks_back, reported},
};
use crate::{
    check::context::{Context, back, han},
    rules::kind::Overlap,
    text::Span,
};

/// Digits of a figure that is the same by no chance, and Chinese characters before it that name it.
const LARGE: usize = 4;
const NAMED: usize = 6;

/// Large figures that last year's report tells behind the same words: 公布供水水质信息2317条.
pub(super) fn equal_large(context: &Context, rule: &Overlap) -> Vec<Same> {
    let Some((prior, document)) = last_year(context).filter(|_| !rule.units.is_empty()) else {
        return Vec::new();
    };
    let large = |text: &str, figure: &Figure| {
        let digits = figure.key.chars().filter(char::is_ascii_digit).collect::<String>();
        let number = figure.end - figure.key.len();
        let from = back(&text[..number], NAMED);
        let name = &text[from..number];
        let told = digits.trim_end_matches('0').len() >= LARGE
            && han(name) == NAMED
            && !STOCK.iter().any(|word| name.contains(word));
        told.then(|| (text[from..figure.end].to_owned(), from))
    };
    let mut there: HashMap<String, Span> = HashMap::new();
    for block in reported(document) {
        let base = document.plain().fold(block).start() as usize;
        let text = document.plain_slice(block);
        for (key, from) in figures(text, &rule.units).iter().filter_map(|figure| large(text, figure)) {
            let span = Span::from(base + from..base + from + key.len());
            there.entry(key).or_insert_with(|| document.plain().unfold(span));
        }
    }
    let mut found = Vec::new();
    for block in reported(context.document) {
        let base = context.document.plain().fold(block).start() as usize;
        let text = context.document.plain_slice(block);
        for (key, from) in figures(text, &rule.units).iter().filter_map(|figure| large(text, figure)) {
            if found.len() >= TOLD {
                return found;
            }
            let range = from..from + key.len();
            if let Some(place) = there.get(&key)
                && !looks_back(text, &range, document.header().year)
            {
                let span = context.place(base + range.start, base + range.end);
                found.push(same(span, prior, document, *place));
            }
        }
    }
    found
}
