//! What became of a number of things: outcomes of which each excludes the others add up to it.

use std::collections::BTreeSet;

use super::{Paragraph, Sum, adds_up};
use crate::{
    check::{context::han, count::Count, wholes},
    model::EvidenceKind,
    rules::kind::Numbers,
    text::marks,
};

/// 清理31件，继续有效19件，修改5件，废止9件: outcomes of which each excludes the others.
pub(super) fn sums<'a, 'b>(rule: &'b Numbers, told: &'b Paragraph<'a>) -> Vec<Sum<'a, 'b>> {
    let text = told.text;
    let clause = |count: &Count| {
        text[..count.start].rsplit([',', '。', ';', ':', '、', '\n']).next().unwrap_or("").trim()
    };
    let mut sums = Vec::new();
    for group in &rule.outcomes {
        let is_outcome = |count: &Count| {
            let label = clause(count);
            group.iter().any(|word| label.ends_with(word.as_str()) && han(label) <= han(word) + 4)
        };
        let mut at = 0;
        while at < told.counts.len() {
            let total = &told.counts[at];
            at += 1;
            let named = wholes::label(text, total);
            // 制发2件，修改1件，废止4件: what was made is beside what was changed.
            let made = ["制发", "制定", "出台", "印发", "发布"].iter().any(|word| named.contains(word));
            let beside =
                made || wholes::is_change(named) || wholes::is_carried(named) || wholes::is_addition(named);
            if is_outcome(total) || total.kind != EvidenceKind::Count || beside {
                continue;
            }
            let mut parts: Vec<&Count> = Vec::new();
            let mut end = total.end;
            for count in &told.counts[at..] {
                let gap = &text[end..count.start];
                let first = parts.is_empty();
                let joined = gap.matches([',', '、']).count() <= if first { 2 } else { 1 }
                    && !gap.contains(['。', ';', ':', '('])
                    && count.quantity.unit == total.quantity.unit;
                if !joined || !is_outcome(count) {
                    break;
                }
                parts.push(count);
                end = count.end;
            }
            // Beside another count of the same, the outcomes are of both.
            let from = marks::start(&text[..total.start], &marks::SENTENCE);
            let others = told.counts.iter().any(|count| {
                count.start >= from && count.end <= total.start && count.quantity.unit == total.quantity.unit
            });
            // 全年80份 is of all, whatever was counted before.
            let others = others && !["全年", "共", "合计", "总计"].contains(&clause(total));
            let named: BTreeSet<&str> = parts.iter().map(|part| clause(part)).collect();
            let items = parts.last().map_or("", |last| &text[total.end..last.end]);
            if parts.len() >= 2
                && named.len() == parts.len()
                && !others
                && adds_up(rule, told, total.start, items)
            {
                sums.push(Sum { total, parts, whole: false, likely: false });
            }
        }
    }
    sums
}

/// Fewest outcomes that are told as all there were.
const ALL: usize = 4;

/// 审结案件中，维持62件，驳回16件，调解、和解后终止49件: a clause for each outcome, up to the end of the sentence.
pub(super) fn ended<'a, 'b>(
    rule: &Numbers,
    text: &str,
    from: usize,
    counts: &[&'b Count<'a>],
) -> Option<Vec<&'b Count<'a>>> {
    let end = text[from..].find(['。', ';']).map_or(text.len(), |at| from + at);
    let mut parts: Vec<&Count> = counts.iter().copied().filter(|count| count.end <= end).collect();
    // 撤销7件，确认违法2件，直接纠错9件，纠错率…: what the last come to is told behind them.
    let sum_of_some = |part: &&Count| text[..part.start].ends_with("纠错");
    let end = match parts.iter().position(sum_of_some).filter(|at| *at >= ALL) {
        Some(cut) => {
            parts.truncate(cut);
            parts[cut - 1].end
        }
        None => end,
    };
    let mut at = from;
    let clauses = parts.iter().all(|part| {
        let label = text.get(at..part.start).map(|words| words.trim_start_matches(','));
        at = part.end;
        let outcome = |label: &str| rule.outcomes.iter().flatten().any(|word| label.contains(word.as_str()));
        label.is_some_and(|label| outcome(label) && !label.contains([',', '(', ':']) && han(label) <= 16)
    });
    let separate = parts.iter().all(|part| part.end == end || text[part.end..].starts_with(','));
    (clauses && separate && at == end && parts.len() >= ALL).then_some(parts)
}
