//! What the text of a disclosure report states, against the tables of its form.

use super::{COLUMNS, GROUP, Requests};
use crate::{
    check::{
        context::{Context, Found, short},
        rows::Row,
    },
    model::{BlockKind, Decimal},
    rules::{
        Pattern,
        kind::{Table, TableCell},
    },
    text::{Span, marks},
};

/// Columns of the table of documents.
pub(super) const KINDS: usize = 3;

pub(super) fn check(
    context: &Context,
    tables: &[Vec<Row>],
    requests: Option<&Requests>,
    rule: &Table,
) -> Vec<Found> {
    let mut found = Vec::new();
    if let (Some(table), Some(pattern)) = (requests, &rule.pattern) {
        found.extend(text(context, table, rule, pattern));
    }
    for cell in &rule.cells {
        let Some((value, place)) = cell_value(cell.cell, requests, tables) else { continue };
        for (number, span, words) in stated(context, rule, &cell.pattern) {
            if number != value {
                let label = context.lang.pick("表里的数", "the figure in the table");
                found.push(against((span, words), (value, place), label));
            }
        }
    }
    found
}

/// What the text states against what the table holds, each with its place.
fn against((span, words): (Span, String), (value, place): (Decimal, Span), label: &str) -> Found {
    Found::at(span).with("text", words).with("table", value.to_string()).label(place, label)
}

/// What a cell of the form holds, and where.
fn cell_value(cell: TableCell, requests: Option<&Requests>, tables: &[Vec<Row>]) -> Option<(Decimal, Span)> {
    let last = |row: &Row| row.numbers.last().copied();
    match cell {
        TableCell::Results => last(&requests?.total),
        TableCell::Forward => last(&requests?.forward),
        TableCell::Reviews => Some(disputed(tables)?[0]),
        TableCell::Made => Some(documents(tables)?.numbers[0]),
        TableCell::Repealed => Some(documents(tables)?.numbers[1]),
        TableCell::InForce => Some(documents(tables)?.numbers[2]),
        TableCell::Suits => {
            let [_, direct, after] = disputed(tables)?;
            Some((direct.0.plus(after.0)?, direct.1.cover(after.1)))
        }
    }
}

/// The totals of reviews, suits without one and suits after one, of a table that has all three.
fn disputed(tables: &[Vec<Row>]) -> Option<[(Decimal, Span); 3]> {
    if let Some(row) = tables.iter().flatten().find(|row| row.numbers.len() == GROUP * 3) {
        return Some([row.numbers[GROUP - 1], row.numbers[2 * GROUP - 1], row.numbers[3 * GROUP - 1]]);
    }
    let total = |name: &str| {
        let named = |row: &&Row| row.numbers.len() == GROUP && row.label.contains(name);
        tables.iter().flatten().find(named).map(|row| row.numbers[GROUP - 1])
    };
    Some([total("行政复议")?, total("未经复议")?, total("复议后")?])
}

/// Normative documents of the year: made, repealed, in force.
pub(super) fn documents(tables: &[Vec<Row>]) -> Option<&Row> {
    tables.iter().flatten().find(|row| row.label.contains("行政规范性文件") && row.numbers.len() == KINDS)
}

/// Counts that running text states: the number, its place, the words around it.
fn stated(context: &Context, rule: &Table, pattern: &Pattern) -> Vec<(Decimal, Span, String)> {
    let plain = context.plain();
    let mut found = Vec::new();
    for hit in pattern.matches(plain) {
        let number = hit.group(1);
        let place = number.clone().unwrap_or_else(|| hit.whole());
        let span = context.place(place.start, place.end);
        let said = number.map_or(Some(Decimal::ZERO), |number| Decimal::parse(&plain[number]));
        let Some(said) = said else { continue };
        // What stands behind the count is another matter.
        let sentence = marks::before(&plain[..hit.whole().end], &marks::SENTENCE);
        let inside = matches!(context.block_kind(span.start()), Some(BlockKind::Paragraph | BlockKind::Item));
        if inside && !rule.unless.iter().any(|word| sentence.contains(word)) {
            found.push((said, span, short(&plain[hit.whole()], 40)));
        }
    }
    found
}

fn text(context: &Context, table: &Requests, rule: &Table, pattern: &Pattern) -> Vec<Found> {
    let (new, place) = table.new.numbers[COLUMNS - 1];
    let (carried, _) = table.carried.numbers[COLUMNS - 1];
    let mut found = Vec::new();
    for (said, span, words) in stated(context, rule, pattern) {
        // 新收 is what the table calls it; 收到 may hold those carried over.
        let total = !words.starts_with("新收") || words.starts_with("新收到");
        // With those carried over, and those of other bodies or years, the text counts otherwise.
        let sentence = context.sentence(span.start()).1;
        let carries = total && ["上年", "结转"].iter().any(|word| sentence.contains(word));
        // Some months, and those of bodies alone, are a part.
        let part = (sentence.contains('月') && !sentence.contains("12月31日"))
            || (sentence.contains("法人") && !sentence.contains("公民"));
        let other = carries || part;
        if other || said == new || (total && Some(said) == new.plus(carried)) {
            continue;
        }
        let label = context.lang.pick("表中新收申请的总计", "new requests in the table");
        found.push(against((span, words), (new, place), label));
    }
    found
}
