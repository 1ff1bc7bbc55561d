//! Tables: rows and columns of the grid.

use quick_xml::events::BytesStart;

use super::{
    super::{
        flow::TableSize,
        xml::{Token, Xml, attribute, local},
    },
    Walk,
};

/// The widest cell, in columns; Word's tables have at most 63.
const WIDEST: u32 = 1000;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) id: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) next_column: u32,
}

impl Walk<'_> {
    pub(super) fn open_table(&mut self, tag: &BytesStart<'_>) {
        if local(tag) == "tbl" {
            let id = self.built.tables.len() as u32;
            self.tables.push(Table { id, row: 0, column: 0, next_column: 0 });
            self.built.tables.push(TableSize::default());
            return;
        }
        let Some(table) = self.tables.last_mut() else { return };
        let size = &mut self.built.tables[table.id as usize];
        match local(tag) {
            "tr" => {
                table.row = size.rows;
                (table.column, table.next_column) = (0, 0);
                size.rows += 1;
            }
            "tc" => {
                table.column = table.next_column;
                table.next_column += 1;
            }
            _ => {
                let width = attribute(tag, "val").and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                table.next_column = table.column + u32::clamp(width, 1, WIDEST);
            }
        }
        size.columns = size.columns.max(table.next_column);
    }

    /// Reads the properties of a table row; one that was deleted is passed over.
    pub(super) fn row_properties(&mut self, xml: &mut Xml<'_>) {
        let (mut deleted, mut depth) = (false, 1u32);
        while depth > 0 {
            match xml.next_token() {
                Some(Token::Open(tag)) => {
                    depth += 1;
                    match local(&tag) {
                        "del" => deleted = true,
                        "gridBefore" => {
                            let width = attribute(&tag, "val").and_then(|value| value.trim().parse().ok());
                            if let Some(table) = self.tables.last_mut() {
                                table.next_column = u32::min(width.unwrap_or(0), WIDEST);
                            }
                        }
                        _ => {}
                    }
                }
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text { .. }) => {}
                None => return,
            }
        }
        if deleted {
            xml.skip();
            if let Some(table) = self.tables.last() {
                self.built.tables[table.id as usize].rows -= 1;
            }
        }
    }
}
