//! Words or patterns in the text.

mod bare_cells;
mod growths;

use std::ops::Range;

use super::{
    context::{Context, Found, PLACES},
    spots::Sought,
};
use crate::{
    model::{BlockKind, ClaimId, Role, Safety},
    rules::{
        Entry, Lexicon, Pattern,
        kind::{FixSafety, Phrase, Where},
    },
    text::{Hit, Span},
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
fn places(context: &Context, sought: &Sought, words: &[Hit]) -> Vec<Place> {
    let text = context.plain();
    let words = words.iter().map(|hit| hit.start..hit.end);
    let mut places: Vec<Place> = words.map(|hit| Place { hit: hit.clone(), whole: hit }).collect();
    for pattern in &sought.patterns {
        for line in context.spots.lines(pattern) {
            let shift = |range: Range<usize>| range.start + line.start..range.end + line.start;
            let found = pattern.matches_in(&text[line.clone()]);
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

pub(super) fn check(context: &Context, phrase: &Phrase, sought: &Sought, words: &[Hit]) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for place in places(context, sought, words) {
        let span = context.place(place.hit.start, place.hit.end);
        // The marks around the words belong to other clauses.
        let whole = if place.hit == place.whole {
            &text[place.whole]
        } else {
            text[place.whole].trim_matches([',', '。', ';', ':'])
        };
        let words = &text[place.hit];
        if !fits_place(context, phrase.place, span) || !fits_role(context, phrase, span) {
            continue;
        }
        if is_excused(context, phrase, span) {
            continue;
        }
        let mut one =
            Found::at(span).with("text", whole.trim()).with("length", words.chars().count().to_string());
        if let Some(year) = year_meant(context, span, words) {
            one = one.with("year", year);
        }
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
    if phrase.bare_cells {
        found.extend(bare_cells::check(context));
    }
    if phrase.once { together(found) } else { found }
}

/// The year that 今年, 去年 or 明年 means in a report; in its plan, written in the next year, 今年 can be either.
fn year_meant(context: &Context, span: Span, words: &str) -> Option<String> {
    let shift = match words.chars().next()? {
        '今' => 0,
        '去' => -1,
        '明' => 1,
        _ => return None,
    };
    let plan = context.role(span.start()) == Role::Plan && shift < 1;
    let rest = &words[words.find('年')?..];
    Some(match context.year().filter(|_| !plan) {
        Some(year) => format!("{}{rest}", year + shift),
        None => context.lang.pick("具体的年份", "the number").to_owned(),
    })
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
    if let Some(unless) = &phrase.unless_before {
        let start = context.sentence_range(span.start()).1.start;
        let here = context.document.plain().offset(span.start()) as usize;
        if context.plain().get(start..here).is_some_and(|before| unless.fits(before)) {
            return true;
        }
    }
    if let Some(unless) = &phrase.unless_next
        && next(context, span).iter().any(|next| unless.fits(context.claim(*next).text))
    {
        return true;
    }
    if phrase.unless_based && growths::is_based(context, span) {
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

/// The claim behind the one of a place in its paragraph; for a heading, the claims under it.
fn next(context: &Context, span: Span) -> Vec<ClaimId> {
    let claims = context.document.claims();
    let Some(here) = context.claim_at(span.start()) else {
        let section = context.document.section_at(span.start());
        return section.map_or_else(Vec::new, |id| context.claims_of(id));
    };
    let next = claims.get(here.0 as usize + 1).filter(|next| next.block == claims[here.0 as usize].block);
    next.map(|_| ClaimId(here.0 + 1)).into_iter().collect()
}

fn replacement(phrase: &Phrase, text: &str) -> Option<String> {
    let template = phrase.replace.as_ref()?;
    let rewritten = phrase.pattern.iter().find_map(|pattern| pattern.rewrite(text, template));
    Some(rewritten.unwrap_or_else(|| template.clone()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{asked, of, report_by, small};

    #[test]
    fn words_gaps_and_patterns_are_found_in_the_order_of_the_text() {
        let rule = "[phrase]\nany = [\"水管家\", \"把…落到位\"]\npattern = ['[0-9]+余座']";
        let text = small("建成30余座泵站。推广水管家，把清淤责任落到位。");
        assert_eq!(asked(rule, &text), ["30余座", "水管家", "把清淤责任落到位"]);
        assert!(asked(rule, &small("建成30座泵站，推广管水员，把责任写进合同。")).is_empty());
    }

    #[test]
    fn a_gap_holds_twenty_characters_of_one_sentence() {
        let rule = "[phrase]\nany = [\"把…落到位\"]";
        let found = |gap: &str| asked(rule, &small(&format!("要把{gap}落到位。"))).len();
        assert_eq!((found(&"水".repeat(20)), found(&"水".repeat(21)), found("水库。清淤")), (1, 0, 0));
    }

    #[test]
    fn of_two_that_overlap_the_first_counts_and_of_one_start_the_longer() {
        let rule = "[phrase]\nany = [\"行政\", \"行政执法\", \"执法证\"]";
        assert_eq!(asked(rule, &small("更换行政执法证12本。")), ["行政执法"]);
    }

    #[test]
    fn the_place_is_running_text_unless_the_rule_says_where() {
        let text = small("更换水表。").replace("主要举措", "水表举措");
        let found = |place: &str| asked(&format!("[phrase]\nany = [\"水表\"]\nwhere = \"{place}\""), &text);
        assert_eq!([found("body").len(), found("heading").len(), found("title").len()], [1, 1, 0]);
        assert_eq!([found("any").len(), found("line-start").len()], [2, 2]);
    }

    #[test]
    fn roles_choose_the_parts_of_a_report() {
        let text = "岚溪区水务局2023年法治政府建设年度报告\n一、主要举措和成效\n更换水表9只。\n\
                    二、存在的不足和原因\n水表老化，原因是经费没有落实。\n";
        let found = |roles: &str| asked(&format!("[phrase]\nany = [\"水表\"]\n{roles}"), text).len();
        assert_eq!(found("roles = [\"problems\"]"), 1);
        assert_eq!(found("not-roles = [\"problems\"]"), 1);
        assert_eq!(found("roles = [\"plan\"]"), 0);
    }

    #[test]
    fn an_excuse_holds_for_its_own_sentence() {
        let rule = "[phrase]\nany = [\"多次\"]\nunless = '共[0-9]+次'\nunless-evidence = [\"date\"]";
        assert_eq!(asked(rule, &small("多次巡查，共12次。多次巡查。3月5日起多次巡查。")).len(), 1);
    }

    #[test]
    fn the_next_sentence_of_the_paragraph_can_excuse() {
        let rule = "[phrase]\nany = [\"部分水站\"]\nunless-next = '[0-9]+个水站'";
        assert_eq!(asked(rule, &small("部分水站没有值班。其中3个水站缺人。")).len(), 0);
        assert_eq!(asked(rule, &small("部分水站没有值班。\n\n3个水站缺人。")).len(), 1);
    }

    #[test]
    fn once_gathers_all_places_in_one_finding_with_one_fix() {
        let rule = "[phrase]\npattern = ['([0-9])、']\nreplace = \"$1.\"\nfix = \"safe\"\nonce = true\nwhere = \"any\"";
        let report = report_by(rule, &small("1、清淤\n\n2、护岸\n\n3、划界"));
        let found: Vec<_> = of(&report, "wording/own").collect();
        assert_eq!((found.len(), found[0].labels.len()), (1, 2));
        let fix = found[0].fix.as_ref().unwrap();
        assert_eq!(fix.edits.iter().map(|edit| edit.text.as_str()).collect::<Vec<_>>(), ["1.", "2.", "3."]);
    }
}
