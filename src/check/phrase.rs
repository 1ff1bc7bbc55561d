//! Words or patterns in the text.

use std::ops::Range;

use super::{
    context::{Context, Found, PLACES},
    spots::{Sought, Spots},
};
use crate::{
    model::{BlockKind, Safety},
    rules::{
        Entry, Lexicon, Pattern,
        kind::{FixSafety, Phrase, Where},
    },
    text::Span,
};

/// The words and patterns of a rule, and those of the list that it names.
pub(super) fn sought(phrase: &Phrase, lexicon: &Lexicon) -> Sought {
    let listed = phrase.list.iter().flat_map(|list| lexicon.words(list));
    let wanted = |entry: &&Entry| {
        phrase.groups.is_empty()
            || entry.group.split('\t').next().is_some_and(|g| phrase.groups.iter().any(|x| x == g))
    };
    let mut words: Vec<&str> = phrase.any.iter().map(String::as_str).collect();
    words.extend(listed.filter(wanted).map(|entry| entry.word.as_str()));
    let (gaps, words): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.contains('…'));
    let mut patterns = phrase.pattern.clone();
    patterns.extend(gaps.into_iter().map(|word| {
        let parts: Vec<String> = word.split('…').map(regex_syntax::escape).collect();
        Pattern::new(parts.join("[^。;]{0,20}?"))
    }));
    Sought { words: words.into_iter().map(|word| (word.to_owned(), 0)).collect(), patterns }
}

/// A place in the plain view, and the words around it that the pattern took in.
struct Place {
    hit: Range<usize>,
    whole: Range<usize>,
}

/// All places, disjoint, in order; each pattern is tried on its lines.
fn places(text: &str, sought: &Sought, spots: &Spots) -> Vec<Place> {
    let words = spots.words.iter().map(|hit| hit.start..hit.end);
    let mut places: Vec<Place> = words.map(|hit| Place { hit: hit.clone(), whole: hit }).collect();
    for (pattern, lines) in sought.patterns.iter().zip(&spots.lines) {
        for line in lines {
            let shift = |range: Range<usize>| range.start + line.start..range.end + line.start;
            let found = pattern.matches(&text[line.clone()]);
            places.extend(found.map(|hit| Place { hit: shift(hit.here()), whole: shift(hit.whole()) }));
        }
    }
    places.retain(|place| !place.hit.is_empty() && !text[place.hit.clone()].contains('\n'));
    // Of two that overlap the first counts, of two that start together the longer.
    places.sort_by_key(|place| (place.whole.start, std::cmp::Reverse(place.whole.end)));
    let mut free = 0;
    places.retain(|place| {
        let fits = place.whole.start >= free;
        if fits {
            free = place.whole.end;
        }
        fits
    });
    places
}

pub(super) fn check(context: &Context, phrase: &Phrase, sought: &Sought, spots: &Spots) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for place in places(text, sought, spots) {
        let span = context.place(place.hit.start, place.hit.end);
        let (words, whole) = (&text[place.hit], &text[place.whole]);
        if !fits_place(context, phrase.place, span) || !fits_role(context, phrase, span) {
            continue;
        }
        if is_excused(context, phrase, span) {
            continue;
        }
        let mut one =
            Found::at(span).with("text", whole.trim()).with("length", words.chars().count().to_string());
        if let Some(right) = replacement(phrase, words) {
            let safety = match phrase.fix {
                Some(FixSafety::Safe) => Safety::Safe,
                _ => Safety::Suggestion,
            };
            let title = format!("{words} → {right}");
            one = one.with("right", right.clone());
            if phrase.fix.is_some() {
                one = one.edit(title, span, right, safety);
            }
        }
        found.push(one);
    }
    if phrase.once { together(found) } else { found }
}

/// One finding for all places: the first, with some of the others as labels.
pub(super) fn together(found: Vec<Found>) -> Vec<Found> {
    let count = found.len();
    let mut all = found.into_iter();
    let Some(mut first) = all.next() else { return Vec::new() };
    for (nth, other) in all.enumerate() {
        if nth < PLACES {
            first = first.label(other.span, String::new());
        }
        if let (Some(fix), Some(more)) = (&mut first.fix, other.fix) {
            fix.edits.extend(more.edits);
        }
    }
    vec![first.with("count", count.to_string())]
}

fn fits_place(context: &Context, place: Where, span: Span) -> bool {
    let kind = context.block_kind(span.start());
    match place {
        Where::Any => kind.is_some(),
        Where::Body => context.document.in_body(span.start()),
        Where::Heading => matches!(kind, Some(BlockKind::Heading { .. })),
        Where::Title => matches!(kind, Some(BlockKind::Title)),
        Where::LineStart => {
            matches!(kind, Some(BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Item))
        }
    }
}

fn fits_role(context: &Context, phrase: &Phrase, span: Span) -> bool {
    let role = context.role(span.start());
    (phrase.roles.is_empty() || phrase.roles.iter().any(|name| name.0 == role))
        && !phrase.not_roles.iter().any(|name| name.0 == role)
}

fn is_excused(context: &Context, phrase: &Phrase, span: Span) -> bool {
    if let Some(unless) = &phrase.unless
        && unless.fits(context.sentence(span.start()).1)
    {
        return true;
    }
    if phrase.unless_evidence.is_empty() {
        return false;
    }
    context.claim_at(span.start()).is_some_and(|claim| {
        context
            .evidence(claim)
            .any(|evidence| phrase.unless_evidence.iter().any(|kind| kind.0 == evidence.kind))
    })
}

fn replacement(phrase: &Phrase, text: &str) -> Option<String> {
    let template = phrase.replace.as_ref()?;
    let rewritten = phrase.pattern.iter().find_map(|pattern| pattern.rewrite(text, template));
    Some(rewritten.unwrap_or_else(|| template.clone()))
}
