//! Results that one place says there were none of, and another counts: 行政复议案件无一被撤销, and 撤销2件.

use super::{
    context::{Context, Found, short},
    told::Sentence,
};
use crate::{
    model::Role,
    text::{Span, class},
};

/// What of there were such results; each with its other names.
const OF: [&[&str]; 2] = [&["行政复议", "复议"], &["行政诉讼", "诉讼", "应诉"]];

/// How a decision of a body may end that was reviewed.
const RESULTS: [&[&str]; 5] =
    [&["撤销"], &["确认违法", "被确认"], &["败诉"], &["变更"], &["纠错", "纠正", "责令履行"]];

/// Words that deny what follows them.
const DENY: [&str; 9] =
    ["无一起", "无一件", "无一", "没有一件", "没有一起", "没有", "未出现", "未发生", "未"];

/// Sentences on such matters at most; each is held against all others.
const MOST: usize = 100;

/// Characters from the matter to the words that deny, and from those to the result.
const NEAR: usize = 18;

/// Clauses that deny a result of reviews or lawsuits of the year, which another sentence counts.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let text = context.plain();
    if !OF.iter().any(|names| names.iter().any(|name| text.contains(name))) {
        return Vec::new();
    }
    let own = |claim: &&Sentence| claim.in_body && claim.role != Role::Plan && claim.text.len() <= 3000;
    let mut found = Vec::new();
    let named = |claim: &&Sentence| OF.iter().any(|names| names.iter().any(|name| claim.text.contains(name)));
    for claim in context.sentences().iter().filter(own).filter(named).take(MOST) {
        for (range, of, results) in denied(claim.text) {
            let some = context
                .sentences()
                .iter()
                .filter(own)
                .find_map(|there| counted(context, there, of, &results));
            let Some(place) = some else { continue };
            let span = context.place(claim.base + range.start, claim.base + range.end);
            found.push(
                Found::at(span)
                    .with("text", short(context.document.plain_slice(span), 40))
                    .with("name", OF[of][0])
                    .with("first", short(&context.words(place), 40))
                    .label(place, context.lang.pick("这里有件数", "counted here")),
            );
        }
    }
    found
}

/// Where a sentence denies results, of what, and which.
fn denied(text: &str) -> Vec<(std::ops::Range<usize>, usize, Vec<usize>)> {
    let mut found = Vec::new();
    let mut from = 0;
    for clause in text.split_inclusive([',', ';', '。']) {
        let start = from;
        from += clause.len();
        let Some((of, at)) = OF.iter().enumerate().find_map(|(of, names)| {
            names
                .iter()
                .filter_map(|name| clause.find(name).map(|at| at + name.len()))
                .min()
                .map(|at| (of, at))
        }) else {
            continue;
        };
        let rest = &clause[at..];
        let Some((deny, length)) = DENY
            .iter()
            .filter_map(|word| rest.find(word).map(|at| (at, word.len())))
            .min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))
        else {
            continue;
        };
        let between = &rest[..deny];
        let behind = rest[deny + length..].trim_start_matches(['被', '有']);
        // 2件没有被撤销 tells of some, 没有因此被撤销 of one matter.
        let told = between.chars().count() <= NEAR
            && !between.contains(class::is_digit)
            && !["因", "其中", "该", "上述", "去年", "上年"].iter().any(|word| clause.contains(word));
        let results: Vec<usize> = (0..RESULTS.len())
            .filter(|nth| {
                RESULTS[*nth].iter().any(|word| {
                    behind.find(word).is_some_and(|at| {
                        at == 0 || behind[..at].ends_with(['或', '者', '、', '被']) && at <= NEAR * 3
                    })
                })
            })
            .collect();
        if told && !results.is_empty() {
            found.push((
                start + at + deny..start + clause.trim_end_matches([',', ';', '。']).len(),
                of,
                results,
            ));
        }
    }
    found
}

/// The count of one of the results in a sentence that tells of the same matter: 撤销2件, 2件被撤销.
fn counted(context: &Context, claim: &Sentence, of: usize, results: &[usize]) -> Option<Span> {
    let text = claim.text;
    let named = OF[of].iter().any(|name| text.contains(name));
    // Reviews and lawsuits in one sentence: whose result it is would have to be known.
    let other =
        OF.iter().enumerate().any(|(nth, names)| nth != of && names.iter().any(|name| text.contains(name)));
    let elsewhere =
        ["上年", "去年", "上一年", "以来", "全区", "全县", "全市", "各单位", "审理", "作为复议机关"];
    if !named || other || elsewhere.iter().any(|word| text.contains(word)) {
        return None;
    }
    results.iter().flat_map(|nth| RESULTS[*nth]).find_map(|word| {
        text.match_indices(word).find_map(|(at, word)| {
            let behind = &text[at + word.len()..];
            let digits = behind.len() - behind.trim_start_matches(class::is_digit).len();
            let some = behind[..digits].parse::<u32>().is_ok_and(|count| count > 0);
            let unit = behind[digits..].starts_with(['件', '起', '宗']);
            let negated = text[..at].ends_with(['未', '不', '没', '无']);
            (some && unit && !negated)
                .then(|| context.place(claim.base + at, claim.base + at + word.len() + digits + "件".len()))
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/denied")
    }

    #[test]
    fn a_result_is_denied_and_counted() {
        let some = "区政府复议机构审结以水务局为被申请人的复议案件5件，维持4件、撤销1件。";
        for none in ["全年行政复议案件无一被撤销。", "行政复议案件没有被撤销或者确认违法的情形。"]
        {
            assert_eq!(found(&format!("{none}\n\n{some}")).len(), 1, "{none}");
        }
        for none in [
            "全年行政诉讼案件无一败诉。",
            "上年行政复议案件无一被撤销。",
            "行政复议案件3件没有被撤销。",
            "行政复议案件没有超期。",
        ] {
            assert!(found(&format!("{none}\n\n{some}")).is_empty(), "{none}");
        }
        assert!(found("全年行政复议案件无一被撤销。\n\n复议案件5件，维持5件，撤销0件。").is_empty());
    }
}
