//! Words or patterns in the text.

use super::context::{Context, Found, PLACES};
use crate::{
    model::{BlockKind, Safety},
    rules::{
        Entry, Lexicon, Pattern,
        kind::{FixSafety, Phrase, Where},
    },
    text::Span,
};

/// One pattern for all that a rule looks for.
pub(super) fn pattern(phrase: &Phrase, lexicon: &Lexicon) -> Option<Pattern> {
    let mut sources: Vec<String> = phrase.pattern.iter().map(|pattern| pattern.source().to_owned()).collect();
    let listed = phrase.list.iter().flat_map(|list| lexicon.words(list));
    let wanted = |entry: &&Entry| {
        phrase.groups.is_empty()
            || entry.group.split('\t').next().is_some_and(|g| phrase.groups.iter().any(|x| x == g))
    };
    let mut literals: Vec<&str> = phrase.any.iter().map(String::as_str).collect();
    literals.extend(listed.filter(wanted).map(|entry| entry.word.as_str()));
    // Longest first: alternatives of a regular expression are tried in their order.
    literals.sort_by_key(|word| std::cmp::Reverse(word.len()));
    sources.extend(literals.into_iter().map(|word| {
        let parts: Vec<String> = word.split('…').map(regex::escape).collect();
        parts.join("[^。;]{0,20}?")
    }));
    Pattern::any(&sources)
}

pub(super) fn check(context: &Context, phrase: &Phrase, pattern: &Pattern) -> Vec<Found> {
    let Some(regex) = pattern.regex() else { return Vec::new() };
    let text = context.plain();
    let mut found = Vec::new();
    let part = regex.capture_names().flatten().any(|name| name == "here");
    for whole in regex.find_iter(text) {
        // `(?<here>…)` is the place that is meant; the rest is only its surroundings.
        let inner =
            if part { regex.captures_at(text, whole.start()).and_then(|all| all.name("here")) } else { None };
        let hit = inner.unwrap_or(whole);
        if hit.as_str().is_empty() || hit.as_str().contains('\n') {
            continue;
        }
        let span = context.place(hit.start(), hit.end());
        if !fits_place(context, phrase.place, span) || !fits_role(context, phrase, span) {
            continue;
        }
        if is_excused(context, phrase, span) {
            continue;
        }
        let mut one = Found::at(span)
            .with("text", whole.as_str().trim())
            .with("length", hit.as_str().chars().count().to_string());
        if let Some(right) = replacement(phrase, hit.as_str()) {
            let safety = match phrase.fix {
                Some(FixSafety::Safe) => Safety::Safe,
                _ => Safety::Suggestion,
            };
            let title = format!("{} → {right}", hit.as_str());
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
    for pattern in &phrase.pattern {
        let regex = pattern.regex()?;
        if regex.find(text).is_some_and(|hit| hit.len() == text.len()) {
            return Some(regex.replace(text, template.as_str()).into_owned());
        }
    }
    Some(template.clone())
}
