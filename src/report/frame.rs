//! A line of the report with the words underlined: readable also for a paragraph of 800 characters.
//!
//! A window of the paragraph is cut around the words; words longer than the window are shown by
//! head and tail.

use crate::{
    model::Document,
    text::{Ambiguous, Span, char_width, str_width},
};

/// How output is to look: chosen by the caller, who knows the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether to use ANSI colours.
    pub colour: bool,
    /// Columns of a line.
    pub width: usize,
    /// How wide “ and — are drawn.
    pub ambiguous: Ambiguous,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: false, width: 100, ambiguous: Ambiguous::Narrow }
    }
}

/// Colours by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Certainly wrong; removed words.
    Red,
    /// A reviewer would mark it.
    Yellow,
    /// A matter of style; a section's name.
    Blue,
    /// Added words.
    Green,
    /// Quiet: places, common stock.
    Dim,
    /// Loud: titles.
    Bold,
}

impl Look {
    /// `text` in a style, if colours are on.
    pub fn paint(self, text: &str, style: Style) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match style {
            Style::Red => "31;1",
            Style::Yellow => "33;1",
            Style::Blue => "34;1",
            Style::Green => "32",
            Style::Dim => "2",
            Style::Bold => "1",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// Columns of a text.
    pub fn columns(self, text: &str) -> usize {
        str_width(text, self.ambiguous)
    }

    /// `text` filled up with spaces to a number of columns.
    pub fn pad(self, text: &str, columns: usize) -> String {
        let fill = columns.saturating_sub(self.columns(text));
        format!("{text}{}", " ".repeat(fill))
    }

    /// `text` cut to a number of columns, with … where something was cut.
    pub fn cut(self, text: &str, columns: usize) -> String {
        if self.columns(text) <= columns {
            return text.to_owned();
        }
        let mut cut = self.head(text, columns.saturating_sub(2)).to_owned();
        cut.push('…');
        cut
    }

    /// The longest beginning of `text` that fits.
    pub fn head(self, text: &str, columns: usize) -> &str {
        let mut used = 0;
        for (at, c) in text.char_indices() {
            used += char_width(c, self.ambiguous);
            if used > columns {
                return &text[..at];
            }
        }
        text
    }

    /// The longest end of `text` that fits.
    pub fn tail(self, text: &str, columns: usize) -> &str {
        let mut used = 0;
        for (at, c) in text.char_indices().rev() {
            used += char_width(c, self.ambiguous);
            if used > columns {
                return &text[at + c.len_utf8()..];
            }
        }
        text
    }

    /// `text` in lines of at most `columns`; breaks anywhere but before closing punctuation.
    pub fn wrap(self, text: &str, columns: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for piece in text.split('\n') {
            let (mut line, mut used) = (String::new(), 0);
            let mut chars = piece.chars().peekable();
            while let Some(c) = chars.next() {
                line.push(c);
                used += char_width(c, self.ambiguous);
                let next = chars.peek().copied();
                let closes = next.is_some_and(|next| "，。、；：！？）》”’」』,.;:!?)%".contains(next));
                let inside =
                    c.is_ascii_alphanumeric() && next.is_some_and(|next| next.is_ascii_alphanumeric());
                let next_width = next.map_or(0, |next| char_width(next, self.ambiguous));
                let full = used + next_width > columns && !closes && !inside;
                // A run without a place to break is broken all the same.
                if next.is_some() && (full || used > columns + 12) {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
            }
            lines.push(line);
        }
        lines
    }
}

/// The words under a span in their paragraph, and a line that underlines them.
///
/// An empty span shows the place by a caret.
pub(super) fn frame(document: &Document, span: Span, look: Look, indent: &str, style: Style) -> String {
    let Some(block) = document.block_at(span.start()).map(|id| document.block(id).span) else {
        return String::new();
    };
    let span = Span::new(span.start(), span.end().min(block.end()).max(span.start()));
    let shown = |from: u32, to: u32| document.shown(Span::new(from, to));
    let before = shown(block.start(), span.start());
    let words = shown(span.start(), span.end());
    let after = shown(span.end(), block.end());
    let (before, words, after) = (before.as_str(), words.as_str(), after.as_str());

    let room = look.width.saturating_sub(look.columns(indent) + 4).max(20);
    let limit = room * 3 / 5;
    let (words, mark) = if look.columns(words) > limit {
        let (head, tail) = (look.head(words, limit / 2), look.tail(words, limit / 2 - 4));
        let (left, right) = (look.columns(head), look.columns(tail));
        (
            format!("{head} …… {tail}"),
            format!("{}{}{}", "~".repeat(left), " ".repeat(look.columns(" …… ")), "~".repeat(right)),
        )
    } else {
        (words.to_owned(), "~".repeat(look.columns(words)))
    };
    let mark = if mark.is_empty() { "^".to_owned() } else { mark };
    let rest = room.saturating_sub(look.columns(&words));
    // A third of the room before the words; what either side leaves goes to the other.
    let left = (rest / 3).max(rest.saturating_sub(look.columns(after))).min(look.columns(before));
    let lead = if look.columns(before) > left {
        format!("…{}", look.tail(before, left.saturating_sub(2)))
    } else {
        before.to_owned()
    };
    let right = rest.saturating_sub(look.columns(&lead));
    let trail = look.cut(after, right);
    format!(
        "{indent}│ {lead}{}{trail}\n{indent}│ {}{}\n",
        look.paint(&words, style),
        " ".repeat(look.columns(&lead)),
        look.paint(&mark, style)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_counts_columns() {
        let look = Look::default();
        assert_eq!(look.cut("法治政府建设", 12), "法治政府建设");
        assert_eq!(look.cut("法治政府建设", 9), "法治政…");
        assert_eq!(look.head("a法治", 2), "a");
        assert_eq!(look.tail("法治a", 3), "治a");
        assert_eq!(look.pad("法治", 6), "法治  ");
    }

    #[test]
    fn lines_do_not_begin_with_closing_marks_or_split_numbers() {
        let look = Look::default();
        assert_eq!(look.wrap("法治政府，建设12345件", 8), ["法治政府，", "建设12345", "件"]);
    }
}
