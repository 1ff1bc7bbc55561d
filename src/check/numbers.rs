//! Numbers that contradict each other. Only what is certain is said.

use std::collections::BTreeMap;

use super::{
    context::{Context, Found, han, short},
    denied, rates,
};
use crate::{
    model::{Bound, ClaimId, Decimal, EvidenceKind, Quantity, Role},
    rules::kind::{Numbers, NumbersWhat},
    text::Span,
};

/// A count in a claim, with its place in the claim's plain words.
pub(super) struct Count<'a> {
    pub(super) span: Span,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) quantity: &'a Quantity,
    pub(super) kind: EvidenceKind,
}

/// A claim with its plain words and its counts, and those of the claim before it.
pub(super) struct Told<'a> {
    pub(super) text: &'a str,
    pub(super) counts: Vec<Count<'a>>,
    pub(super) before: Vec<Count<'a>>,
}

impl<'a> Told<'a> {
    /// The things that are counted before a figure, in order.
    pub(super) fn things_before(&self, figure: &Count) -> Vec<&Count<'a>> {
        let fits = |count: &&Count| count.kind == EvidenceKind::Count && count.end <= figure.start;
        self.counts.iter().filter(fits).collect()
    }
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    if rule.what == NumbersWhat::TwoValues {
        return two_values(context, rule);
    }
    if rule.what == NumbersWhat::Denied {
        return denied::check(context, rule);
    }
    let mut found = Vec::new();
    let claims = context.document.claims();
    for (at, claim) in claims.iter().enumerate() {
        if !context.document.in_body(claim.span.start()) {
            continue;
        }
        let text = context.document.plain_slice(claim.span);
        // What is longer than this is no sentence.
        if text.len() > 3000 {
            continue;
        }
        let before = at.checked_sub(1).map(|at| counts(context, ClaimId(at as u32), claims[at].span));
        let told = Told {
            text,
            counts: counts(context, ClaimId(at as u32), claim.span),
            before: before.unwrap_or_default(),
        };
        found.extend(match rule.what {
            NumbersWhat::Sum => sum(rule, text, &told.counts),
            NumbersWhat::Part => part(rule, text, &told.counts),
            NumbersWhat::Percent => rates::percent(rule, &told),
            NumbersWhat::Nothing => rates::of_nothing(rule, &told),
            NumbersWhat::TwoValues | NumbersWhat::Denied => None,
        });
    }
    found
}

pub(super) fn counts<'a>(context: &Context<'a>, claim: ClaimId, span: Span) -> Vec<Count<'a>> {
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

pub(super) fn is_exact(count: &Count) -> bool {
    count.quantity.bound == Bound::Exact && count.quantity.upper.is_none()
}

fn show(value: Decimal, unit: &str) -> String {
    format!("{value}{unit}")
}

/// 公开信息354条，其中规划9条、财政318条: the parts are more than the total; or, with 分别为 or with 其他
/// at the end, not it.
fn sum(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    for (mark, closed) in [("其中", false), ("分别为", true), ("分别是", true)] {
        let Some(at) = text.find(mark) else { continue };
        let total = counts.iter().rev().find(|count| count.end <= at)?;
        // The total stands right before the mark.
        let gap = &text[total.end..at];
        if han(gap) > 8 || gap.contains(['。', ';', ':']) || gap.matches(',').count() > 1 {
            return None;
        }
        let from = at + mark.len();
        let behind: Vec<&Count> = counts.iter().filter(|count| count.start >= at).collect();
        let parts = list(text, from, &behind);
        let value = total.quantity.value;
        let unit = &total.quantity.unit;
        let same = parts.iter().all(|part| part.quantity.unit == *unit);
        if parts.len() < 2 || !same || !is_exact(total) || !parts.iter().all(|part| is_exact(part)) {
            return None;
        }
        // Parts of a part, or sums of several years, are no parts of this total.
        let end = parts.last().map_or(from, |part| part.end);
        let items = &text[from..end];
        let clause = text[..at].rsplit(['。', ';', ':']).next().unwrap_or("");
        let counted =
            parts.iter().all(|part| part.kind == EvidenceKind::Count) && total.kind == EvidenceKind::Count;
        if !counted
            || items.contains("其中")
            || items.contains("分别")
            || rule.unless.as_ref().is_some_and(|unless| unless.fits(clause) || unless.fits(items))
        {
            return None;
        }
        // 其他39件 ends a list that leaves nothing out.
        let last = items.rsplit(['、', ',', '和']).next().unwrap_or("");
        let whole = closed || rule.words.iter().any(|word| last.contains(word.as_str()));
        let added = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.plus(part.quantity.value))?;
        let wrong = if whole { added != value } else { added > value };
        if !wrong {
            return None;
        }
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

/// The counts that are items of the list that begins at `from`. With 、 between them it ends where
/// another mark follows; with commas every count of the sentence must be an item, or the next clause
/// may speak of something else.
fn list<'a, 'b>(text: &str, from: usize, counts: &[&'b Count<'a>]) -> Vec<&'b Count<'a>> {
    let end = text[from..].find([';', '。']).map_or(text.len(), |at| from + at);
    let counts: Vec<&'b Count<'a>> = counts.iter().copied().filter(|count| count.end <= end).collect();
    let mut run: Vec<&'b Count<'a>> = Vec::new();
    for count in &counts {
        let joined = run.last().is_none_or(|last: &&Count| {
            let gap = &text[last.end..count.start];
            gap.strip_prefix(['、', '和'])
                .is_some_and(|words| han(words) <= 12 && !words.contains(['、', ',', ':', '(']))
        });
        if !joined {
            break;
        }
        run.push(count);
    }
    let head = run.first().map_or("", |first| text[from..first.start].trim_start_matches(','));
    if head.contains([',', ':']) {
        return Vec::new();
    }
    // A share or a second count in the next clause is another matter, one that goes on is not.
    let after = run.last().map_or("", |last| &text[last.end..end]);
    if run.len() >= 2 && (after.is_empty() || after.starts_with(',')) {
        return run;
    }
    if is_list(text, from, &counts) { counts } else { Vec::new() }
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
    if let Some(found) = subset(rule, text, counts) {
        return Some(found);
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

/// 参考教师2736人，合格2761人: of those that were counted first only some can be the second.
fn subset(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    counts.windows(2).find_map(|pair| {
        let [whole, part] = pair else { return None };
        let clause = |count: &Count| {
            text[..count.start].rsplit([',', '。', ';', ':', '、']).next().unwrap_or("").trim().to_owned()
        };
        let (of_whole, of_part) = (clause(whole), clause(part));
        let gap = &text[whole.end..part.start];
        let adjacent = gap.matches([',', '、']).count() == 1 && !gap.contains(['。', ';', ':', '(']);
        let pairs = rule.subsets.iter().any(|(first, second)| {
            of_whole.contains(first.as_str()) && of_part.contains(second.as_str()) && han(&of_part) <= 6
        });
        let fits = adjacent
            && pairs
            && whole.quantity.unit == part.quantity.unit
            && whole.kind == EvidenceKind::Count
            && is_exact(whole)
            && is_exact(part)
            && part.quantity.value > whole.quantity.value
            && !rule.unless.as_ref().is_some_and(|unless| unless.fits(text));
        fits.then(|| {
            Found::at(part.span)
                .with("text", short(text, 60))
                .with("part", &text[part.start..part.end])
                .with("whole", &text[whole.start..whole.end])
                .label(whole.span, String::new())
        })
    })
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
