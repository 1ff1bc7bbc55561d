//! Tables as rows of cells with their words.

use std::collections::BTreeMap;

use crate::{
    model::{BlockKind, Document},
    text::{Span, fold_str},
};

/// A cell: where it stands, and its words in plain characters.
pub(super) type Cell = (Span, String);

/// All tables, their rows in order; cells without words may be left out.
pub(super) fn tables(document: &Document) -> Vec<Vec<Vec<Cell>>> {
    let mut cells: BTreeMap<u32, BTreeMap<u32, Vec<(u32, Span)>>> = BTreeMap::new();
    for block in document.blocks() {
        if let BlockKind::Cell { table, row, column } = block.kind {
            cells.entry(table).or_default().entry(row).or_default().push((column, block.span));
        }
    }
    let read = |span: Span| (span, fold_str(document.slice(span)).trim().to_owned());
    let rows = |mut row: Vec<(u32, Span)>| {
        row.sort_unstable();
        row.into_iter().map(|(_, span)| read(span)).collect()
    };
    cells.into_values().map(|table| table.into_values().map(rows).collect()).collect()
}
