//! The cells of a line of text that is a row of a table.
//!
//! What is copied out of a table parts its cells by tabs (Word, Excel, a page), by wide gaps (typed, or a
//! PDF), and figures in a row often by single spaces. What is typed has bars, strokes or ideographic spaces
//! between them.

use std::ops::Range;

use super::class;

/// Figures behind each other, parted by single spaces, from which on each is a cell.
const FIGURES: usize = 3;

/// The space that is as wide as a character.
const IDEOGRAPHIC: char = '\u{3000}';

/// A cell of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellOfLine {
    /// Which column, from 0; empty cells between tabs count.
    pub column: u32,
    /// Bytes of the line.
    pub bytes: Range<usize>,
}

/// The cells of a line that are not empty. A line without tabs and gaps is one cell.
pub fn cells_of_line(line: &str) -> Vec<CellOfLine> {
    if let Some(mark) = drawn(line) {
        return between(line, mark);
    }
    let spaced = is_spaced(line);
    let mut cells = Vec::new();
    let mut column = 0;
    for (nth, (start, part)) in parts(line, |c| c == '\t', 1).into_iter().enumerate() {
        column = column.max(nth as u32);
        let pieces =
            if spaced { parts(part, |c| c == IDEOGRAPHIC, 1) } else { parts(part, char::is_whitespace, 2) };
        for (gap, piece) in pieces {
            for bytes in with_figures(piece) {
                let from = start + gap;
                cells.push(CellOfLine { column, bytes: from + bytes.start..from + bytes.end });
                column += 1;
            }
        }
    }
    cells
}

/// Whether ideographic spaces part three cells or more: 项目　2022年　2023年. A sentence has no two of them.
fn is_spaced(line: &str) -> bool {
    let pieces = line.split(IDEOGRAPHIC).filter(|piece| !piece.trim().is_empty());
    !line.contains(['。', '；', '，']) && pieces.count() > 2
}

/// What is drawn between the cells of a line: bars, or strokes with spaces around them.
fn drawn(line: &str) -> Option<&'static str> {
    if let Some(bar) = ["｜", "|"].into_iter().find(|bar| line.contains(bar)) {
        return Some(bar);
    }
    // One stroke stands between two words that mean the same.
    (line.matches(" / ").count() >= 2).then_some(" / ")
}

fn between(line: &str, mark: &str) -> Vec<CellOfLine> {
    let mut cells = Vec::new();
    let mut start = 0;
    for (column, piece) in (0..).zip(line.split(mark)) {
        let from = start + piece.len() - piece.trim_start().len();
        let bytes = from..from + piece.trim().len();
        start += piece.len() + mark.len();
        if !bytes.is_empty() {
            cells.push(CellOfLine { column, bytes });
        }
    }
    cells
}

/// The pieces of a text between runs of at least `least` characters of a kind. Of single tabs each parts
/// two cells, of which one may be empty.
fn parts(text: &str, separates: impl Fn(char) -> bool, least: usize) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let (mut start, mut run, mut count) = (0, 0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        if at < text.len() && separates(c) {
            if count == 0 {
                run = at;
            }
            count += 1;
            if least > 1 {
                continue;
            }
        }
        if count >= least {
            parts.push((start, &text[start..run]));
            start = if least > 1 { at } else { at + c.len_utf8().min(text.len() - at) };
        }
        count = 0;
    }
    parts.push((start.min(text.len()), &text[start.min(text.len())..]));
    parts
}

/// The words of a piece and each of the figures behind them; the whole piece if there are few.
fn with_figures(piece: &str) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = parts(piece, char::is_whitespace, 1)
        .into_iter()
        .filter(|(_, word)| !word.is_empty())
        .map(|(at, word)| at..at + word.len())
        .collect();
    let figures = words.iter().rev().take_while(|word| is_figure(&piece[(*word).clone()])).count();
    // Fewer are part of the words.
    let figures = if figures < FIGURES { 0 } else { figures };
    let (label, figures) = words.split_at(words.len() - figures);
    let label = label.first().zip(label.last()).map(|(first, last)| first.start..last.end);
    label.into_iter().chain(figures.iter().cloned()).collect()
}

/// Whether a cell holds a figure and nothing else, or a stroke in the place of one.
pub fn is_figure(cell: &str) -> bool {
    let mark = |c: char| matches!(c, '.' | ',' | '/' | '-' | '－' | '—' | '–' | '%' | '％' | '+');
    !cell.is_empty()
        && cell.chars().all(|c| class::is_digit(c) || mark(c))
        && (cell.contains(class::is_digit) || cell.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<(u32, &str)> {
        cells_of_line(line).into_iter().map(|cell| (cell.column, &line[cell.bytes])).collect()
    }

    #[test]
    fn tabs_count_empty_cells() {
        assert_eq!(cells("采砂\t2\t\t6.0"), [(0, "采砂"), (1, "2"), (3, "6.0")]);
        assert_eq!(cells("\t（二）部分公开\t \t0"), [(1, "（二）部分公开"), (3, "0")]);
        assert_eq!(cells("\t\t"), []);
    }

    #[test]
    fn wide_gaps_part_and_single_spaces_do_not() {
        assert_eq!(cells("涉河 违建    7  18.5"), [(0, "涉河 违建"), (1, "7"), (2, "18.5")]);
        assert_eq!(cells("取水\u{3000}\u{3000}4"), [(0, "取水"), (1, "4")]);
        assert_eq!(cells("事项\u{3000}2022年\u{3000}2023年"), [(0, "事项"), (1, "2022年"), (2, "2023年")]);
        assert_eq!(cells("第一条\u{3000}取水须经许可"), [(0, "第一条\u{3000}取水须经许可")]);
        assert_eq!(cells("清淤，\u{3000}护坡\u{3000}绿化"), [(0, "清淤，\u{3000}护坡\u{3000}绿化")]);
        assert_eq!(cells("全年 立案 27 件"), [(0, "全年 立案 27 件")]);
        assert_eq!(cells(""), []);
    }

    #[test]
    fn bars_and_strokes_part() {
        assert_eq!(cells("涉河｜7｜18.5"), [(0, "涉河"), (1, "7"), (2, "18.5")]);
        assert_eq!(cells("涉河 | | 18.5"), [(0, "涉河"), (2, "18.5")]);
        assert_eq!(cells("涉河 / 7 / 18.5"), [(0, "涉河"), (1, "7"), (2, "18.5")]);
        assert_eq!(cells("涉河 / 采砂"), [(0, "涉河 / 采砂")]);
    }

    #[test]
    fn figures_in_a_row_are_cells() {
        assert_eq!(cells("总计 3 0 —"), [(0, "总计"), (1, "3"), (2, "0"), (3, "—")]);
        assert_eq!(cells("1 2 3"), [(0, "1"), (1, "2"), (2, "3")]);
        assert_eq!(cells("总计    3 0 1 4").len(), 5);
    }

    #[test]
    fn figures() {
        for figure in ["12", "1,204.5", "93%", "/", "—", "——", "-3"] {
            assert!(is_figure(figure), "{figure}");
        }
        for other in ["", "12件", "一", "---", "无"] {
            assert!(!is_figure(other), "{other}");
        }
    }
}
