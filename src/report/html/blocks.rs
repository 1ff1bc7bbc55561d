//! The whole text of a report on a page: its headings, paragraphs and tables, in their order.

use std::fmt::Write as _;

use crate::{
    model::{Block, BlockId, BlockKind, Document},
    text::Span,
};

/// What a page adds to the text.
pub(super) trait Writer {
    /// Writes attributes of the element of a block; each begins with a space.
    fn attributes(&mut self, out: &mut String, block: BlockId);

    /// Writes the words of a block.
    fn words(&mut self, out: &mut String, block: BlockId, span: Span);
}

/// Writes the blocks of a document.
pub(super) fn blocks(out: &mut String, document: &Document, writer: &mut impl Writer) {
    let mut table = None;
    for (at, block) in document.blocks().iter().enumerate() {
        let cell = match block.kind {
            BlockKind::Cell { table, row, .. } => Some((table, row)),
            _ => None,
        };
        turn(out, table, cell);
        table = cell;
        let id = BlockId(at as u32);
        let (tag, class) = element(block);
        let _ = write!(out, "<{tag}");
        if !class.is_empty() {
            let _ = write!(out, " class=\"{class}\"");
        }
        writer.attributes(out, id);
        out.push('>');
        writer.words(out, id, block.span);
        let _ = writeln!(out, "</{tag}>");
    }
    turn(out, table, None);
}

/// The element that a block is shown as, and its class in the style sheet.
const fn element(block: &Block) -> (&'static str, &'static str) {
    match block.kind {
        BlockKind::Title => ("p", "title"),
        BlockKind::Heading { level: 1 } => ("h3", ""),
        BlockKind::Heading { level: 2 } => ("h4", ""),
        BlockKind::Heading { level: 3 } => ("h5", ""),
        BlockKind::Heading { .. } => ("h6", ""),
        BlockKind::Cell { .. } => ("td", ""),
        BlockKind::Caption => ("p", "caption"),
        BlockKind::Note => ("p", "note"),
        BlockKind::Contents => ("p", "contents"),
        BlockKind::Signature => ("p", "signature"),
        BlockKind::Date => ("p", "date"),
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Salutation => ("p", ""),
    }
}

/// Ends and begins tables and rows between two blocks, each in a cell (table, row) or in none.
fn turn(out: &mut String, before: Option<(u32, u32)>, now: Option<(u32, u32)>) {
    if before == now {
        return;
    }
    let (old, new) = (before.map(|(table, _)| table), now.map(|(table, _)| table));
    if before.is_some() {
        out.push_str("</tr>\n");
    }
    if old != new {
        if old.is_some() {
            out.push_str("</table>\n");
        }
        if new.is_some() {
            out.push_str("<table>\n");
        }
    }
    if now.is_some() {
        out.push_str("<tr>");
    }
}
