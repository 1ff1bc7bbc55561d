//! The tables of a report as rows of figures, also where the file has lost their lines.

use std::collections::BTreeMap;

use crate::{
    model::{Block, BlockKind, Decimal, Document},
    text::{Span, class, fold_str},
};

/// Bytes from which words are running text and no label.
const LABEL: usize = 200;

/// Most figures of a row that are compared.
const FIGURES: usize = 12;

/// Most characters of a line that stands between the rows of a table.
const LINE: usize = 24;

/// A row of a table: its words, and its numbers at the end.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) span: Span,
    pub(super) numbers: Vec<(Decimal, Span)>,
}

/// The tables that the file states, each headed by the words before it; and, if the figures of a form
/// stand one a line, all of them as one more.
pub(super) fn tables(document: &Document) -> Vec<Vec<Row>> {
    let mut cells: BTreeMap<(u32, u32), Vec<(u32, Span)>> = BTreeMap::new();
    let mut heads: BTreeMap<u32, Row> = BTreeMap::new();
    let mut before = Row { label: String::new(), span: Span::default(), numbers: Vec::new() };
    for block in document.blocks() {
        if let BlockKind::Cell { table, row, column } = block.kind {
            heads.entry(table).or_insert_with(|| before.clone());
            cells.entry((table, row)).or_default().push((column, block.span));
        } else {
            before.label = fold_str(document.slice(block.span));
            before.span = block.span;
        }
    }
    let whole = parted(document);
    let mut tables: BTreeMap<u32, Vec<Row>> = BTreeMap::new();
    for ((table, _), mut row) in cells {
        let rows = tables.entry(whole.get(&table).copied().unwrap_or(table)).or_default();
        rows.extend(heads.remove(&table));
        row.sort_unstable();
        let read = |span: Span| {
            let words = fold_str(document.slice(span).trim());
            (Decimal::parse(words.trim()), words)
        };
        let mut numbers: Vec<(Decimal, Span)> = Vec::new();
        let mut label = String::new();
        for (_, span) in row.iter().rev() {
            match read(*span) {
                (Some(number), _) if label.is_empty() => numbers.push((number, *span)),
                (_, words) => label.insert_str(0, &words),
            }
        }
        numbers.reverse();
        let span = row.iter().map(|(_, span)| *span).reduce(Span::cover).unwrap_or_default();
        rows.push(Row { label, span, numbers });
    }
    let mut tables: Vec<Vec<Row>> = tables.into_values().collect();
    if tables.is_empty() {
        tables.push(loose(document));
    }
    tables
}

/// A table that was typed as text, as far as it was read.
#[derive(Clone, Copy)]
struct Typed {
    table: u32,
    first: u32,
    /// Its last column.
    width: u32,
    /// Whether it begins with figures, and not with the names of its columns.
    headless: bool,
}

/// The tables that go on another behind a line of one cell, （三）不予公开, and the first of those: such a line is no part of
/// a table that was typed as text.
fn parted(document: &Document) -> BTreeMap<u32, u32> {
    let mut parted: BTreeMap<u32, u32> = BTreeMap::new();
    let (mut last, mut open, mut between): (Option<Typed>, Option<Typed>, usize) = (None, None, 0);
    let mut join = |last: Option<Typed>, open: Option<Typed>| {
        if let (Some(last), Some(open)) = (last, open)
            && open.headless
            && last.width == open.width
            && open.width > 1
        {
            parted.insert(open.table, parted.get(&last.table).copied().unwrap_or(last.table));
        }
    };
    for block in document.blocks() {
        let BlockKind::Cell { table, row, column } = block.kind else {
            let words = document.slice(block.span);
            let line =
                words.chars().count() <= LINE && !words.contains('。') && !words.starts_with(['表', '附']);
            between = if line { between + 1 } else { LINE };
            continue;
        };
        if open.is_none_or(|open| open.table != table) {
            join(last, open);
            last = open.filter(|_| (1..=2).contains(&between));
            open = Some(Typed { table, first: row, width: 0, headless: false });
        }
        if let Some(open) = &mut open {
            open.width = open.width.max(column);
            let figure = || Decimal::parse(fold_str(document.slice(block.span)).trim()).is_some();
            open.headless |= row == open.first && column == 1 && figure();
        }
        between = 0;
    }
    join(last, open);
    parted
}

/// Each two figures of a table that can be compared: those of a row, and those of a column that stand below each other.
pub(super) fn neighbours(table: &[Row]) -> impl Iterator<Item = (Decimal, Decimal)> + '_ {
    let value = |row: &Row, nth: usize| row.numbers[nth].0;
    let across = table.iter().flat_map(move |row| {
        let figures = row.numbers.len().min(FIGURES);
        (0..figures)
            .flat_map(move |one| (one + 1..figures).map(move |other| (value(row, one), value(row, other))))
    });
    let down = table.windows(2).flat_map(move |rows| {
        let figures = rows[0].numbers.len().min(rows[1].numbers.len()).min(FIGURES);
        (0..figures).map(move |nth| (value(&rows[0], nth), value(&rows[1], nth)))
    });
    across.chain(down)
}

/// Lines of nothing but a number, in rows by the words before them.
fn loose(document: &Document) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // Hardly a report has such lines.
    let starts = |block: &Block| {
        let words = document.slice(block.span).trim();
        words.starts_with(|c: char| !class::is_han(c)) && Decimal::parse(&fold_str(words)).is_some()
    };
    if !document.blocks().iter().any(starts) {
        return rows;
    }
    let mut open = Row { label: String::new(), span: Span::default(), numbers: Vec::new() };
    for block in document.blocks() {
        let words = document.slice(block.span).trim();
        // Running text is not looked into: folding leaves at least a third of its bytes.
        let words = if words.len() > 3 * LABEL { words.to_owned() } else { fold_str(words) };
        if let Some(number) = Decimal::parse(&words) {
            open.numbers.push((number, block.span));
            open.span = if open.span.is_empty() { block.span } else { open.span.cover(block.span) };
            continue;
        }
        if !open.numbers.is_empty() {
            rows.push(open.clone());
            open.label.clear();
            open.numbers.clear();
            open.span = Span::default();
        }
        // Running text heads no row.
        if words.len() > LABEL {
            open.label.clear();
        } else {
            open.label.push_str(&words);
        }
    }
    if !open.numbers.is_empty() {
        rows.push(open);
    }
    rows
}
