//! Numbers that contradict each other. Only what is certain is said.

use std::collections::BTreeMap;

use super::context::{Context, Found, han, short};
use crate::{
    model::{Bound, ClaimId, Decimal, EvidenceKind, Quantity, Role},
    rules::kind::{Numbers, NumbersWhat},
    text::Span,
};

/// A count in a claim, with its place in the claim's plain words.
struct Count<'a> {
    span: Span,
    start: usize,
    end: usize,
    quantity: &'a Quantity,
    kind: EvidenceKind,
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    if rule.what == NumbersWhat::TwoValues {
        return two_values(context, rule);
    }
    let mut found = Vec::new();
    for (at, claim) in context.document.claims().iter().enumerate() {
        if !context.document.in_body(claim.span.start()) {
            continue;
        }
        let text = context.document.plain_slice(claim.span);
        // What is longer than this is no sentence.
        if text.len() > 3000 {
            continue;
        }
        let counts = counts(context, ClaimId(at as u32), claim.span);
        found.extend(match rule.what {
            NumbersWhat::Sum => sum(rule, text, &counts),
            NumbersWhat::Part => part(rule, text, &counts),
            NumbersWhat::Percent => percent(rule, text, &counts),
            NumbersWhat::TwoValues => None,
        });
    }
    found
}

fn counts<'a>(context: &Context<'a>, claim: ClaimId, span: Span) -> Vec<Count<'a>> {
    let plain = context.document.plain();
    let base = plain.offset(span.start());
    context
        .analysis
        .facts
        .evidence_of(claim)
        .iter()
        .filter_map(|evidence| {
            let quantity = evidence.quantity.as_ref()?;
            let range = plain.fold(evidence.span);
            let (start, end) =
                (range.start().checked_sub(base)? as usize, range.end().checked_sub(base)? as usize);
            Some(Count { span: evidence.span, start, end, quantity, kind: evidence.kind })
        })
        .collect()
}

fn is_exact(count: &Count) -> bool {
    count.quantity.bound == Bound::Exact && count.quantity.upper.is_none()
}

fn show(value: Decimal, unit: &str) -> String {
    format!("{value}{unit}")
}

/// 公开信息354条，其中规划9条、财政318条: the parts are more than the total; or, with 分别为, not it.
fn sum(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    for (mark, complete) in [("其中", false), ("分别为", true), ("分别是", true)] {
        let Some(at) = text.find(mark) else { continue };
        let total = counts.iter().rev().find(|count| count.end <= at)?;
        // The total stands right before the mark.
        let gap = &text[total.end..at];
        if han(gap) > 4 || gap.contains(['。', ';']) {
            return None;
        }
        let parts: Vec<&Count> = counts
            .iter()
            .filter(|count| count.start >= at && count.quantity.unit == total.quantity.unit)
            .collect();
        let others =
            counts.iter().any(|count| count.start >= at && count.quantity.unit != total.quantity.unit);
        if parts.len() < 2 || others || !is_exact(total) || !parts.iter().all(|part| is_exact(part)) {
            return None;
        }
        // Parts of a part, or sums of several years, are no parts of this total.
        let list = &text[at + mark.len()..];
        let clause = text[..at].rsplit(['。', ';', ':']).next().unwrap_or("");
        let counted =
            parts.iter().all(|part| part.kind == EvidenceKind::Count) && total.kind == EvidenceKind::Count;
        if !counted
            || !is_list(text, at + mark.len(), &parts)
            || list.contains("其中")
            || list.contains("分别")
            || rule.unless.as_ref().is_some_and(|unless| unless.fits(clause) || unless.fits(list))
        {
            return None;
        }
        let added = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.plus(part.quantity.value))?;
        let value = total.quantity.value;
        let wrong = if complete { added != value } else { added > value };
        if !wrong {
            return None;
        }
        let unit = &total.quantity.unit;
        let mut found = Found::at(total.span)
            .with("text", short(text, 60))
            .with("total", show(value, unit))
            .with("sum", show(added, unit));
        for part in parts {
            found = found.label(part.span, String::new());
        }
        return Some(found);
    }
    None
}

/// Whether parts are items of one list: the same mark between all of them, and few words to each.
/// With commas the list must end the sentence, or the next clause may speak of something else.
fn is_list(text: &str, from: usize, parts: &[&Count]) -> bool {
    let between: Vec<&str> = parts.windows(2).map(|pair| &text[pair[0].end..pair[1].start]).collect();
    let head = parts.first().map_or("", |part| &text[from..part.start]);
    let tail = parts.last().map_or("", |part| &text[part.end..]);
    let items = |mark: char, most: usize| {
        between.iter().all(|gap| {
            gap.strip_prefix([mark, '和'])
                .is_some_and(|words| han(words) <= most && !words.contains(['、', ',', ';', '。', ':', '(']))
        })
    };
    let ends = tail.chars().find(|c| !c.is_whitespace()).is_none_or(|c| matches!(c, '。' | ';'));
    !head.contains([',', ';', '。']) && (items('、', 12) || (ends && items(',', 6)))
}

/// 受理27件，其中办结29件; 办结率120%.
fn part(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    if let Some(at) = text.find("其中") {
        let whole = counts.iter().rev().find(|count| count.end <= at)?;
        let parts: Vec<&Count> = counts.iter().filter(|count| count.start >= at).collect();
        let gap = &text[whole.end..at];
        if let Some(part) = parts.first()
            && han(gap) <= 2
            && part.quantity.unit == whole.quantity.unit
            && is_exact(whole)
            && is_exact(part)
            && part.kind == EvidenceKind::Count
            && han(&text[at..part.start]) <= 12
            && part.quantity.value > whole.quantity.value
        {
            return Some(
                Found::at(part.span)
                    .with("text", short(text, 60))
                    .with("part", &text[part.start..part.end])
                    .with("whole", &text[whole.start..whole.end])
                    .label(whole.span, String::new()),
            );
        }
    }
    counts.iter().find_map(|count| {
        let before = &text[..count.start];
        let name = rule
            .words
            .iter()
            .find(|name| before.trim_end_matches(['达', '到', '为', '是', '均']).ends_with(name.as_str()))?;
        let hundred = Decimal::from_int(100);
        (count.kind == EvidenceKind::Percent && count.quantity.unit == "%" && count.quantity.value > hundred)
            .then(|| {
                Found::at(count.span)
                    .with("text", short(text, 60))
                    .with("part", format!("{name}{}", &text[count.start..count.end]))
                    .with("whole", "100%")
                    .label(count.span, String::new())
            })
    })
}

/// 申报34家、通过30家、通过率90%.
fn percent(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    let rates: Vec<&Count> = counts
        .iter()
        .filter(|count| count.kind == EvidenceKind::Percent && count.quantity.unit == "%")
        .collect();
    let [rate] = rates.as_slice() else { return None };
    let before = text[..rate.start].trim_end_matches(['达', '到', '为', '是', '约']);
    let name = before.rsplit([',', '、', '。', ';', ':']).next()?.strip_suffix('率')?;
    let stem: String = name.chars().skip(name.chars().count().saturating_sub(2)).collect();
    let things: Vec<&Count> =
        counts.iter().filter(|count| count.kind == EvidenceKind::Count && count.end <= rate.start).collect();
    let [whole, part] = things.as_slice() else { return None };
    let clause = |count: &Count| {
        let before = text[..count.start].rsplit([',', '、', '。', ';', ':']).next().unwrap_or("");
        let after = text[count.end..].split([',', '、', '。', ';', ':']).next().unwrap_or("");
        format!("{before}{after}")
    };
    let (of_part, of_whole) = (clause(part), clause(whole));
    // 回收率 is of what was 收回; 检查率 is of what was 实检, where 应检 is the whole.
    let near = |clause: &str| stem.chars().all(|c| clause.contains(c));
    let due = rule.words.iter().any(|word| of_whole.contains(word.as_str()));
    let shares = |clause: &str| stem.chars().any(|c| clause.contains(c));
    let is_part = near(&of_part) || (due && shares(&of_part));
    if stem.chars().count() < 2
        || whole.quantity.unit != part.quantity.unit
        || !is_part
        || (near(&of_whole) && !due)
    {
        return None;
    }
    if !(is_exact(whole) && is_exact(part) && is_exact(rate)) || part.quantity.value > whole.quantity.value {
        return None;
    }
    let stated = rate.quantity.value;
    let right = part.quantity.value.times(100)?.divided(whole.quantity.value, stated.scale())?;
    let more = part.quantity.value.times(100)?.divided(whole.quantity.value, stated.scale() + 3)?;
    // Cutting instead of rounding is no fault: one unit of the last digit is allowed.
    let unit = Decimal::new(1, stated.scale());
    if more.minus(stated)?.abs() < unit {
        return None;
    }
    Some(
        Found::at(rate.span)
            .with("text", &text[rate.start..rate.end])
            .with("right", format!("{right}%"))
            .with("part", &text[part.start..part.end])
            .with("whole", &text[whole.start..whole.end])
            .label(part.span, String::new())
            .label(whole.span, String::new()),
    )
}

/// The same clause with two values.
fn two_values(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut seen: BTreeMap<(String, String), (Decimal, Span, String)> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, claim) in context.document.claims().iter().enumerate() {
        let role = context.role(claim.span.start());
        if !context.document.in_body(claim.span.start()) || matches!(role, Role::Plan | Role::Problems) {
            continue;
        }
        let text = context.document.plain_slice(claim.span);
        // What is longer than this is no sentence.
        if text.len() > 3000 {
            continue;
        }
        for count in counts(context, ClaimId(at as u32), claim.span) {
            let clause = text[..count.start].rsplit([',', '。', ';', ':', '\n']).next().unwrap_or("");
            let rest = text[count.end..].split([',', '。', ';', ':']).next().unwrap_or("");
            // The clause is the whole sentence: behind others it has their subject.
            let head = text[..count.start - clause.len()].trim();
            let whole = rule.words.iter().any(|word| clause.contains(word.as_str()))
                && (head.is_empty() || head.ends_with(['。', '\n']));
            if !is_exact(&count)
                || count.kind != EvidenceKind::Count
                || han(clause) < 6
                || !whole
                || !rest.is_empty()
            {
                continue;
            }
            let key = (clause.to_owned(), count.quantity.unit.clone());
            let shown = text[count.start..count.end].to_owned();
            match seen.get(&key) {
                Some((value, span, first)) if *value != count.quantity.value => found.push(
                    Found::at(count.span)
                        .with("name", short(clause, 30))
                        .with("first", first.clone())
                        .with("second", shown)
                        .with("text", short(text, 60))
                        .label(*span, first.clone()),
                ),
                Some(_) => {}
                None => {
                    seen.insert(key, (count.quantity.value, count.span, shown));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str, rule: &str) -> Vec<String> {
        words(&report(&small(text)), rule)
    }

    #[test]
    fn only_a_closed_list_of_counts_is_added_up() {
        let rule = "consistency/sum-of-parts";
        assert_eq!(found("受理投诉97件，其中供水41件、排水40件、河道28件。", rule), ["97件"]);
        assert_eq!(found("立案27件，分别为采砂2件、涉河7件。", rule), ["27件"]);
        for silent in [
            "受理投诉97件，其中供水41件、排水40件。",
            "新增管道639公里，其中干管370公里，改造支管2600公里。",
            "满意率95%，其中城镇96%、农村97%。",
            "新增执法人员9名，其中考录6名、调入5名。",
        ] {
            assert!(found(silent, rule).is_empty(), "{silent}");
        }
    }

    #[test]
    fn a_rate_is_of_the_counts_that_share_its_name() {
        let rule = "consistency/percent-of-counts";
        assert_eq!(found("发出问卷500份，收回420份，回收率94%。", rule), ["94%"]);
        assert_eq!(found("应出庭案件12件，负责人出庭10件，出庭率90%。", rule), ["90%"]);
        assert!(found("受理投诉50件，立案12件，办结率100%。", rule).is_empty());
        assert!(found("应出庭案件12件，负责人出庭10件，出庭率83.3%。", rule).is_empty());
    }

    #[test]
    fn a_clause_behind_another_has_its_subject() {
        let text = |head: &str| format!("{head}全年检查企业58户。\n\n（二）城区\n\n{head}全年检查企业85户。");
        assert_eq!(found(&text(""), "consistency/two-values"), ["85户"]);
        assert!(found(&text("执法中队成立后，"), "consistency/two-values").is_empty());
    }
}
