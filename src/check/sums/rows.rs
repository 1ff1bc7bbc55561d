//! Lists whose items stand in sentences of their own: 共306件。其中，邻里噪音112件；物业纠纷97件；其他39件.

use super::{Paragraph, Sum, adds_up, ends_whole};
use crate::{
    check::{
        context::han,
        count::{self, Count},
    },
    rules::kind::Numbers,
    text::marks,
};

/// One row of a list whose items stand in sentences of their own: 民政局1件，收取880元.
struct Row<'a, 'b> {
    label: &'a str,
    counts: Vec<&'b Count<'a>>,
}

/// 共306件。其中，邻里噪音112件；物业纠纷97件；其他39件: rows of one shape, each a part of every total.
pub(super) fn in_rows<'a, 'b>(
    rule: &Numbers,
    told: &'b Paragraph<'a>,
    at: usize,
    from: usize,
) -> Vec<Sum<'a, 'b>> {
    let rows = rows(rule, told, from);
    if rows.len() < 2 {
        return Vec::new();
    }
    let last_part = rows.last().and_then(|row| row.counts.last()).map_or(from, |count| count.end);
    if !adds_up(rule, told, at, &told.text[from..last_part]) {
        return Vec::new();
    }
    let head = told.text[..at].trim_end_matches(['。', ',', ' ']);
    let start = marks::start(head, &marks::SENTENCE);
    let mut sums: Vec<Sum> = Vec::new();
    for column in 0..rows[0].counts.len() {
        let unit = &rows[0].counts[column].quantity.unit;
        let mut totals = told
            .counts
            .iter()
            .filter(|count| count.start >= start && count.end <= head.len() && count.quantity.unit == *unit);
        // Of two numbers before the mark either may be the total.
        let (Some(total), None) = (totals.next(), totals.next()) else { continue };
        let parts = rows.iter().map(|row| row.counts[column]).collect();
        let whole = rows.last().is_some_and(|row| ends_whole(rule, row.label));
        sums.push(Sum { total, parts, whole, likely: false });
    }
    // Where one column comes to its total, no row is missing.
    let complete = sums.iter().any(|sum| {
        let added = count::add(&sum.parts);
        added == Some(sum.total.quantity.value)
    });
    if complete && sums.len() >= 2 {
        for sum in &mut sums {
            sum.whole = true;
        }
    }
    sums
}

/// The rows behind a mark, all of the same units in the same order. Those with ； between them end with the
/// sentence; those that are sentences themselves end with the one that leaves nothing out.
fn rows<'a, 'b>(rule: &Numbers, told: &'b Paragraph<'a>, from: usize) -> Vec<Row<'a, 'b>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut start = from;
    let mut mark = None;
    for piece in told.text[from..].split_inclusive([';', '。']) {
        let (begin, end) = (start, start + piece.len());
        start = end;
        let words = piece.trim_end_matches([';', '。']);
        let closes = begin + words.len();
        let counts: Vec<&Count> =
            told.counts.iter().filter(|count| count.start >= begin && count.end <= closes).collect();
        let Some(first) = counts.first() else { return Vec::new() };
        let label = told.text[begin..first.start].trim_start_matches([',', ':', ' ']);
        let units: Vec<&str> = counts.iter().map(|count| count.quantity.unit.as_str()).collect();
        let fits = (1..=20).contains(&han(label))
            && !label.contains([',', '、', ':', '('])
            && counts.len() <= 3
            && counts.iter().all(|count| count.is_amount())
            && (1..units.len()).all(|at| !units[..at].contains(&units[at]));
        let columns = rows.first().map_or(counts.len(), |row| row.counts.len());
        let alike = rows.first().is_none_or(|row| {
            let wanted: Vec<&str> = row.counts.iter().map(|count| count.quantity.unit.as_str()).collect();
            units.starts_with(&wanted)
        });
        if !fits || !alike {
            return Vec::new();
        }
        rows.push(Row { label, counts: counts[..columns].to_vec() });
        let stops = piece.ends_with('。') || !piece.ends_with(';');
        let mark = *mark.get_or_insert(stops);
        let bare = counts.last().is_some_and(|last| last.end == closes) && counts.len() == 1;
        if mark && !bare {
            return Vec::new();
        }
        if if mark { ends_whole(rule, label) } else { stops } {
            return rows;
        }
    }
    Vec::new()
}
