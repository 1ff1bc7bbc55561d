//! Tables that were pasted as text: one row a line, or one cell a line. Their blocks become cells, so that
//! no rule takes them for sentences or headings.

use crate::{
    model::{Block, BlockKind},
    text::{CellOfLine, NumberStyle, Span, cells_of_line, is_figure, leading_number},
};

/// Characters of a line between two rows that is the rest of a cell, or a cell by itself.
const LONE: usize = 40;

/// Such lines in a row.
const LONES: usize = 3;

/// Lines above the first figure that may be the head of a table with one cell a line.
const HEAD: usize = 40;

/// Figures without which lines are no table with one cell a line.
const FIGURES: usize = 3;

/// Makes cells of the blocks from `from` on that are rows of a table.
pub(super) fn rows(text: &str, blocks: Vec<Block>, from: usize) -> Vec<Block> {
    if !blocks.iter().skip(from).any(|block| has_cells(text, block)) {
        return blocks;
    }
    let mut table = next_table(&blocks);
    let mut out = Vec::with_capacity(blocks.len());
    let mut at = 0;
    while at < blocks.len() {
        let end = if at < from { at } else { end_of_rows(text, &blocks, at) };
        if end == at || !is_table(text, &blocks[at..end]) {
            // What is no table as a whole is none from its second line on.
            out.extend(blocks[at..end.max(at + 1)].iter().cloned());
            at = end.max(at + 1);
            continue;
        }
        for (row, block) in blocks[at..end].iter().enumerate() {
            let (base, skipped) = (block.span.start(), tabs_before(text, block.span));
            for CellOfLine { column, bytes } in cells_of_line(block.span.slice(text)) {
                let span = Span::new(base + bytes.start as u32, base + bytes.end as u32);
                let kind = BlockKind::Cell { table, row: row as u32, column: column + skipped };
                out.push(Block { span, kind, origin: block.origin.clone(), bold: Span::default() });
            }
        }
        table += 1;
        at = end;
    }
    out
}

/// Makes cells of those of the blocks in `lines` that are a table with one cell a line.
pub(super) fn lines(text: &str, blocks: &mut [Block], lines: &[bool]) {
    let mut table = next_table(blocks);
    let mut at = 0;
    while at < blocks.len() {
        let is_line = |nth: usize| lines[nth] && is_text(&blocks[nth]);
        let end = (at..blocks.len()).find(|nth| !is_line(*nth)).unwrap_or(blocks.len());
        let figure = |nth: &usize| is_figure(blocks[*nth].span.slice(text));
        let figures: Vec<usize> = (at..end).filter(figure).collect();
        if let (Some(first), Some(last)) = (figures.first(), figures.last())
            && figures.len() >= FIGURES
        {
            let head = |nth: &usize| is_head(blocks[*nth].span.slice(text));
            let start = (at..*first).rev().take(HEAD).take_while(head).last().unwrap_or(*first);
            let (mut row, mut column, mut before) = (0, 0, false);
            for block in &mut blocks[start..=*last] {
                let now = is_figure(block.span.slice(text));
                if before && !now {
                    (row, column) = (row + 1, 0);
                }
                block.kind = BlockKind::Cell { table, row, column };
                (column, before) = (column + 1, now);
            }
            table += 1;
        }
        at = end.max(at + 1);
    }
}

fn next_table(blocks: &[Block]) -> u32 {
    let table = |block: &Block| match block.kind {
        BlockKind::Cell { table, .. } => Some(table + 1),
        _ => None,
    };
    blocks.iter().filter_map(table).max().unwrap_or(0)
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
}

/// Whether a block may be a row: quick, since most are not.
fn has_cells(text: &str, block: &Block) -> bool {
    is_text(block) && block.span.slice(text).contains(|c: char| c.is_whitespace() || matches!(c, '|' | '｜'))
}

/// The cells of a block that may be a row; none if it is something else.
fn cells(text: &str, block: &Block) -> Vec<CellOfLine> {
    if !has_cells(text, block) {
        return Vec::new();
    }
    let words = block.span.slice(text);
    let cells = cells_of_line(words);
    let tabs = words.contains('\t');
    let prose = !tabs && words.contains(['。', '；']);
    // 报  告: a word that was spread.
    let spread = cells.iter().all(|cell| words[cell.bytes.clone()].chars().count() == 1)
        && !cells.iter().any(|cell| is_figure(&words[cell.bytes.clone()]));
    let marked = cells.len() == 2 && is_mark(&words[cells[0].bytes.clone()]);
    if cells.len() < 2 || prose || spread || marked || words.contains('\n') { Vec::new() } else { cells }
}

/// Whether a cell is only the number or the mark of an item: what follows it is text.
fn is_mark(cell: &str) -> bool {
    let numbered = leading_number(cell).is_some_and(|number| number.len >= cell.len());
    let dotted = cell.ends_with(['、', '.', '．', '）', ')', '：', ':']);
    let part = cell.starts_with('第') && cell.ends_with(['章', '节', '条', '部', '分']);
    numbered || dotted || part || !cell.contains(char::is_alphanumeric)
}

/// Where the rows end that begin at `at`; `at` itself if none begins there.
fn end_of_rows(text: &str, blocks: &[Block], at: usize) -> usize {
    let mut width = cells(text, &blocks[at]).len();
    let mut end = if width == 0 { at } else { at + 1 };
    while width > 0 {
        let lones = blocks[end..].iter().take(LONES).take_while(|block| is_lone(text, block)).count();
        let next = (end..=end + lones).filter(|nth| *nth < blocks.len()).find_map(|nth| {
            let count = cells(text, &blocks[nth]).len();
            // Over a line without cells a table goes on with rows like those above it.
            let fits = count > 0 && (nth == end || count.abs_diff(width) <= 2);
            fits.then_some((nth, count))
        });
        let Some((nth, count)) = next else { break };
        (end, width) = (nth + 1, count);
    }
    end
}

/// Whether a line may stand between two rows.
fn is_lone(text: &str, block: &Block) -> bool {
    let words = block.span.slice(text);
    let heading = leading_number(words).is_some_and(|number| number.style <= NumberStyle::HanBracket);
    is_text(block) && !heading && !words.contains(['。', '；', '：']) && words.chars().count() <= LONE
}

/// Whether some blocks that may be rows are a table: one has several figures, half of them have any, or
/// several have three cells.
fn is_table(text: &str, blocks: &[Block]) -> bool {
    let (mut rows, mut wide, mut figures, mut most, mut tabs) = (0, 0, 0, 0, 0);
    for block in blocks {
        let words = block.span.slice(text);
        let cells = cells(text, block);
        let count = cells.iter().filter(|cell| is_figure(&words[cell.bytes.clone()])).count();
        rows += usize::from(!cells.is_empty());
        wide += usize::from(cells.len() >= 3);
        figures += usize::from(count > 0);
        tabs += usize::from(words.contains('\t'));
        most = most.max(count);
    }
    rows >= 2
        && (most >= FIGURES
            || figures * 2 >= rows
            || wide >= 3 && wide * 2 >= rows
            || tabs >= 2 && wide == rows
            || tabs >= 3)
}

/// Tabs between the beginning of a line and its words: empty cells.
fn tabs_before(text: &str, span: Span) -> u32 {
    let before = text[..span.start() as usize].chars().rev();
    before.take_while(|c| c.is_whitespace() && *c != '\n').filter(|c| *c == '\t').count() as u32
}

/// Whether a line may belong to the head of a table: not what introduces it.
fn is_head(words: &str) -> bool {
    let bracketed = words.starts_with(['（', '(']);
    bracketed || (words.chars().count() <= LONE && !words.contains(['，', '：', ',', ':']))
}

#[cfg(test)]
mod tests;
