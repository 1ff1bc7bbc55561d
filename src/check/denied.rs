//! What one place says there was none of, and another counts.

use super::{
    context::{Context, Found, short},
    numbers::{counts, is_exact},
};
use crate::{
    model::{ClaimId, Decimal, EvidenceKind, Role},
    rules::kind::Numbers,
    text::{Span, class},
};

/// How many characters may stand between 没有 and what there was none of.
const NEAR: usize = 14;

/// For each thing of the rule: a clause on the whole year that denies it, and a count of it elsewhere.
pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    rule.words.iter().flat_map(|thing| of_thing(context, rule, thing)).collect()
}

fn of_thing(context: &Context, rule: &Numbers, thing: &str) -> Vec<Found> {
    let (mut denials, mut counted): (Vec<Span>, Option<(Span, String)>) = (Vec::new(), None);
    if !context.plain().contains(thing) {
        return Vec::new();
    }
    for (at, claim) in context.document.claims().iter().enumerate() {
        let text = context.document.plain_slice(claim.span);
        let signs = |(of, sign): &(String, String)| of == thing && text.contains(sign.as_str());
        if !text.contains(thing) && !rule.subsets.iter().any(signs) {
            continue;
        }
        let role = context.role(claim.span.start());
        let elsewhere = matches!(role, Role::Plan | Role::Problems);
        // Of one matter, of another body or of another year there can be none.
        let other = rule.unless.as_ref().is_some_and(|unless| unless.fits(text));
        if !context.document.in_body(claim.span.start()) || elsewhere || other || text.len() > 3000 {
            continue;
        }
        if let Some(range) = denied(rule, text, thing) {
            let from = context.document.plain().offset(claim.span.start()) as usize;
            denials.push(context.place(from + range.start, from + range.end));
        } else if counted.is_none() {
            counted = counts(context, ClaimId(at as u32), claim.span).into_iter().find_map(|count| {
                let before = &text[..count.start];
                // 出庭应诉2次 is of lawsuits too.
                let sign = |(of, sign): &(String, String)| of == thing && before.ends_with(sign.as_str());
                let behind = &text[count.end..];
                let named = before.strip_suffix("案件").unwrap_or(before).ends_with(thing)
                    || rule.subsets.iter().any(sign)
                    || behind.strip_prefix(thing).is_some_and(|rest| rest.starts_with("案件"));
                let fits = named
                    && count.kind == EvidenceKind::Count
                    && is_exact(&count)
                    && count.quantity.value > Decimal::ZERO;
                fits.then(|| (count.span, format!("{thing}{}", &text[count.start..count.end])))
            });
        }
    }
    let Some((place, said)) = counted else { return Vec::new() };
    denials
        .into_iter()
        .map(|span| {
            Found::at(span)
                .with("text", short(context.document.plain_slice(span), 40))
                .with("name", thing)
                .with("first", said.clone())
                .label(place, context.lang.pick("这里有件数", "counted here"))
        })
        .collect()
}

/// The words that deny a thing of the whole year: 全年没有被申请行政复议.
fn denied(rule: &Numbers, text: &str, thing: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    for clause in text.split_inclusive([',', ';', '。']) {
        let (start, end) = (from, from + clause.len());
        from = end;
        let Some(at) = clause.find(thing) else { continue };
        let before = &clause[..at];
        let deny = rule
            .deny
            .iter()
            .filter_map(|word| before.rfind(word.as_str()).map(|at| (at, at + word.len())))
            .max_by_key(|(_, end)| *end);
        let Some((deny, behind)) = deny else { continue };
        let between = &before[behind..];
        let whole = text[..start + deny].rsplit(['。', ';']).next().unwrap_or("");
        let yearly =
            rule.all.iter().any(|word| whole.contains(word.as_str())) || whole.trim_end().ends_with('年');
        if between.chars().count() <= NEAR && !between.contains(class::is_digit) && yearly {
            return Some(start + deny..start + at + thing.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/denied")
    }

    #[test]
    fn what_is_denied_is_counted_elsewhere() {
        assert_eq!(found("被申请行政复议2件，都维持。\n\n全年没有被申请行政复议。"), ["没有被申请行政复议"]);
        assert!(found("被申请行政复议2件，都维持。\n\n全年没有发生行政诉讼。").is_empty());
        assert!(found("全年没有被申请行政复议，也没有发生行政诉讼。").is_empty());
        assert_eq!(found("全年没有发生行政诉讼。\n\n局长10月出庭应诉1次。"), ["没有发生行政诉讼"]);
    }

    #[test]
    fn none_of_one_matter_denies_nothing() {
        assert!(found("被申请行政复议2件。\n\n全年公开信息312条，没有因此被申请行政复议。").is_empty());
        assert!(found("被申请行政复议2件。\n\n没有行政复议被纠正。").is_empty());
    }
}
