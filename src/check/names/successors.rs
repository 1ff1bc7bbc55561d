//! Heads of last year's report who still act in this one, though another holds their office: 镇长沈沐川 then, 镇长罗立新 now,
//! and 沈沐川同志主持镇长办公会.

use super::{
    officers::{Mention, sentence},
    predecessors::BEFORE,
    surnames,
};
use crate::{
    check::context::{Context, Found, short},
    model::Related,
    rules::kind::Names,
    text::{Span, class},
};

/// Characters of a name.
const NAME: usize = 3;

/// Places of an office, and of a name, that are looked at in one report.
const MOST: usize = 40;

/// One finding for each head of last year who acts where another is named with the office.
pub(super) fn check(context: &Context, rule: &Names, mentions: &[Mention]) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    let mut asked: Vec<&str> = Vec::new();
    for now in mentions.iter().filter(|mention| mention.sure && !mention.lower) {
        if asked.contains(&now.office) {
            continue;
        }
        asked.push(now.office);
        for (document, prior) in context.priors.iter().zip(0..) {
            let earlier = document.filter(|document| document.header().year < context.document.header().year);
            let Some(document) = earlier else { continue };
            let then = document.plain().text();
            let Some((place, name)) = head(rule, then, now.office).filter(|(_, name)| *name != now.name)
            else {
                continue;
            };
            // Who is named with the office in both years, or in this one, is another rule's.
            let both = then.contains(&format!("{}{}", now.office, now.name));
            if both || text.contains(&format!("{}{name}", now.office)) {
                continue;
            }
            let Some(at) = acts(context, rule, name) else { continue };
            let told = document.plain().unfold(Span::from(place..place + now.office.len() + name.len()));
            let said = format!("{}{}", now.office, now.name);
            let mut one = Found::at(context.place(at, at + name.len()))
                .with("text", name)
                .with("other", said.clone())
                .label(context.place(now.start, now.end), said);
            let words = short(&document.shown(told), 200);
            one.related.push(Related { prior, span: told, scalars: document.scalars(told), text: words });
            found.push(one);
        }
    }
    found
}

/// Who is first named with an office of the own body: the office opens its words, a whole name follows.
fn head<'a>(rule: &Names, text: &'a str, office: &str) -> Option<(usize, &'a str)> {
    text.match_indices(office).take(MOST).find_map(|(at, office)| {
        let opens = !text[..at].ends_with(class::is_han);
        let rest = &text[at + office.len()..];
        let end = rest.char_indices().nth(NAME)?.0;
        let (name, after) = rest.split_at(end);
        let whole = name.starts_with(surnames::is_common) && name.chars().all(class::is_han);
        let follows = goes_on(rule, after) || !after.starts_with(class::is_han);
        (opens && whole && follows).then_some((at, name))
    })
}

/// Where a name acts in the report, which says nowhere that its bearer left or held the office before.
fn acts(context: &Context, rule: &Names, name: &str) -> Option<usize> {
    let text = context.plain();
    let places: Vec<usize> = text.match_indices(name).take(MOST).map(|(at, _)| at).collect();
    let told = |at: &usize| {
        let (from, to) = sentence(text, *at);
        let own = &text[from..to];
        let gone = rule.leaves.iter().chain(&rule.unless).any(|word| own.contains(word.as_str()));
        gone || BEFORE.iter().any(|word| own.contains(word)) || text[..*at].ends_with('原')
    };
    if places.iter().any(told) {
        return None;
    }
    places.into_iter().find(|at| {
        let after = &text[at + name.len()..];
        let opens = !text[..*at].ends_with(class::is_han);
        opens && goes_on(rule, after) && context.document.in_body(context.place(*at, *at).start())
    })
}

/// Whether what is behind a name goes on as it does behind that of one who acts.
fn goes_on(rule: &Names, after: &str) -> bool {
    after.starts_with("同志") || rule.follows.iter().any(|word| after.starts_with(word.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{of, report_with, small};

    fn found(now: &str) -> usize {
        let before = small("镇长沈沐川同志主持会议6次。")
            .replace("2024年", "2023年")
            .replace("2023年法治", "2022年法治");
        let now = small(now);
        of(&report_with(&now, &before), "consistency/former-officer").count()
    }

    #[test]
    fn the_head_of_last_year_acts_no_more() {
        let now = "镇长罗立新同志带头履行第一责任人职责。";
        assert_eq!(found(&format!("{now}沈沐川同志主持镇长办公会5次。")), 1);
        assert_eq!(found(&format!("{now}罗立新同志主持镇长办公会5次。")), 0);
        assert_eq!(found(&format!("{now}沈沐川同志4月调任。沈沐川同志主持镇长办公会5次。")), 0);
        assert_eq!(found(&format!("{now}时任镇长沈沐川同志主持镇长办公会5次。")), 0);
    }
}
