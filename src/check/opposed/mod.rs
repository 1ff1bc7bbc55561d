//! What one sentence says of all, and another says was otherwise in some cases: 申请都在期限内答复 and 答复超期3件.

mod pending;
mod shortfalls;
mod subjects;
mod universals;

use std::ops::Range;

use super::{
    context::{Context, Found},
    memo::ClaimText,
};
use crate::{
    rules::{Pattern, kind::Numbers},
    text::Span,
};
use universals::{excepted, is_told};

/// For each pair of the rule the first sentence that says it of all, and the first that tells of an exception.
pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut found = universals::check(context, rule);
    found.extend(subjects::check(context, rule));
    found.extend(pending::check(context, rule));
    let can = |pattern: &Pattern| context.spots.may_fit_at_all(pattern);
    let within: Vec<&Pattern> = rule.within.iter().filter(|pattern| can(pattern)).collect();
    let pairs: Vec<&(Pattern, Pattern)> =
        rule.opposed.iter().filter(|(all, some)| can(all) && can(some)).collect();
    let mut all: Vec<Option<Span>> = vec![None; pairs.len()];
    let mut some: Vec<Option<Span>> = vec![None; pairs.len()];
    for claim in context.claims() {
        let may_fit = |pattern: &Pattern| context.may_fit(pattern, claim);
        let asked = within.iter().any(|pattern| may_fit(pattern))
            || pairs.iter().any(|(all, some)| may_fit(all) || may_fit(some));
        if !asked || !is_told(context, rule, claim) {
            continue;
        }
        if let Some(one) = within.iter().find_map(|pattern| says_both(context, pattern, claim)) {
            found.push(one);
            continue;
        }
        for (nth, (said, exception)) in pairs.iter().enumerate() {
            // A sentence that names its exception contradicts nothing.
            if context.fits(exception, claim) {
                some[nth] = some[nth].or(Some(claim.span));
            } else if context.fits(said, claim) {
                all[nth] = all[nth].or(Some(claim.span));
            }
        }
    }
    for (all, some) in all.into_iter().zip(some) {
        if let (Some(all), Some(some)) = (all, some) {
            found.push(excepted(context, all, some));
        }
    }
    // What is known for sure is said once.
    let known: Vec<Span> = found.iter().map(|one| one.span).collect();
    found.extend(shortfalls::check(context, rule).into_iter().filter(|one| !known.contains(&one.span)));
    found
}

/// A sentence that says it of all and goes on with some: 全部如期答复，4件逾期答复.
fn says_both(context: &Context, pattern: &Pattern, claim: &ClaimText) -> Option<Found> {
    let hit = context.first(pattern, claim)?;
    let (all, some) = (hit.group(1)?, hit.group(2)?);
    let place = |range: &Range<usize>| context.place(claim.base + range.start, claim.base + range.end);
    Some(
        Found::at(place(&all))
            .with("text", &claim.text[all])
            .with("first", &claim.text[some.clone()])
            .with("where", context.lang.pick("接着", "next"))
            .label(place(&some), context.lang.pick("这里写的相反", "the opposite is told here")),
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> usize {
        words(&report(&small(text)), "consistency/exception").len()
    }

    #[test]
    fn what_all_are_some_are_not() {
        let all = "19件申请都在法定期限内答复。";
        assert_eq!(found(&format!("{all}\n\n二、存在的不足和原因\n\n有2件申请超过法定期限答复。")), 1);
        assert_eq!(found(&format!("{all}\n\n二、存在的不足和原因\n\n有2件许可超过法定期限办结。")), 0);
        assert_eq!(found("19件申请都在法定期限内答复，只有2件申请超过法定期限答复。"), 0);
        assert_eq!(found(all), 0);
    }
}
