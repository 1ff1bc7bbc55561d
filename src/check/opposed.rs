//! What one sentence says of all, and another says was otherwise in some cases: 申请都在期限内答复 and 答复超期3件.

use super::{
    context::{Context, Found},
    universals::{self, asked, excepted},
};
use crate::{rules::kind::Numbers, text::Span};

/// For each pair of the rule the first sentence that says it of all, and the first that tells of an exception.
pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut found = universals::check(context, rule);
    let mut all: Vec<Option<Span>> = vec![None; rule.opposed.len()];
    let mut some: Vec<Option<Span>> = vec![None; rule.opposed.len()];
    for (span, text) in asked(context, rule) {
        if let Some(one) = within(context, rule, span, text) {
            found.push(one);
            continue;
        }
        for (nth, (said, exception)) in rule.opposed.iter().enumerate() {
            // A sentence that names its exception contradicts nothing.
            if exception.fits(text) {
                some[nth] = some[nth].or(Some(span));
            } else if said.fits(text) {
                all[nth] = all[nth].or(Some(span));
            }
        }
    }
    for (all, some) in all.into_iter().zip(some) {
        if let (Some(all), Some(some)) = (all, some) {
            found.push(excepted(context, all, some));
        }
    }
    found
}

/// A sentence that says it of all and goes on with some: 全部如期答复，4件逾期答复.
fn within(context: &Context, rule: &Numbers, claim: Span, text: &str) -> Option<Found> {
    rule.within.iter().find_map(|pattern| {
        let hit = pattern.first(text)?;
        let (all, some) = (hit.group(1)?, hit.group(2)?);
        let base = context.document.plain().offset(claim.start()) as usize;
        Some(
            Found::at(context.place(base + all.start, base + all.end))
                .with("text", &text[all.clone()])
                .with("first", &text[some.clone()])
                .with("where", context.lang.pick("接着", "next"))
                .label(
                    context.place(base + some.start, base + some.end),
                    context.lang.pick("这里写了例外", "an exception is told here"),
                ),
        )
    })
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
