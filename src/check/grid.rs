//! Tables as rows of cells with their words.

use std::collections::BTreeMap;

use crate::{
    model::{BlockKind, Document},
    text::{Span, fold_str},
};

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) span: Span,
    /// The column that it begins in; a row can leave some out.
    pub(super) column: u32,
    /// Its words in plain characters.
    pub(super) words: String,
}

/// The cells of a table, row by row.
pub(super) type Grid = Vec<Vec<Cell>>;

/// All tables, their rows in order; cells without words may be left out.
pub(super) fn tables(document: &Document) -> Vec<Grid> {
    let mut cells: BTreeMap<u32, BTreeMap<u32, Vec<(u32, Span)>>> = BTreeMap::new();
    for block in document.blocks() {
        if let BlockKind::Cell { table, row, column } = block.kind {
            cells.entry(table).or_default().entry(row).or_default().push((column, block.span));
        }
    }
    let words = |span: Span| fold_str(document.slice(span)).trim().to_owned();
    let rows = |mut row: Vec<(u32, Span)>| {
        row.sort_unstable();
        row.into_iter().map(|(column, span)| Cell { span, column, words: words(span) }).collect()
    };
    cells.into_values().map(|table| table.into_values().map(rows).collect()).collect()
}
