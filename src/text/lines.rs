//! From a byte offset to a line and column, and back.

use std::ops::Range;

use super::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 bytes (reviewdog).
    Bytes,
    /// UTF-16 code units (editors, LSP).
    Utf16,
    /// Unicode scalar values (people, JSON, SARIF with `columnKind: unicodeCodePoints`).
    Scalars,
}

/// A place in a text: line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number from 1.
    pub line: u32,
    /// Column from 1, in the units of the [`Encoding`] that was asked for.
    pub column: u32,
}

/// Bytes between two counted checkpoints: a question costs at most a walk of this length, also in
/// a document that is one line of a million characters.
const STRIDE: usize = 512;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    scalars: u32,
    utf16: u32,
}

/// Where the lines of one text begin, with counts of characters at regular steps.
///
/// Lines end with `\n`, `\r\n` or a lone `\r`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    checkpoints: Vec<Count>,
    len: u32,
}

impl LineIndex {
    /// Reads the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at as u32 + 1);
            }
        }
        let mut checkpoints = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut count = Count::default();
        for chunk in bytes.chunks(STRIDE) {
            checkpoints.push(count);
            count = add(count, chunk);
        }
        checkpoints.push(count);
        Self { starts, checkpoints, len: bytes.len() as u32 }
    }

    /// The line (from 1) that holds a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset.min(self.len)) as u32
    }

    /// The span of a line (from 1) with its line end.
    pub fn line_span(&self, line: u32) -> Span {
        let at = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        let end = self.starts.get(at + 1).copied().unwrap_or(self.len);
        Span::new(self.starts[at], end)
    }

    /// The place of a byte offset; offsets past the end are the end.
    pub fn position(&self, text: &str, offset: u32, encoding: Encoding) -> Position {
        let offset = offset.min(self.len);
        let line = self.line(offset);
        let start = self.starts[line as usize - 1];
        let column = match encoding {
            Encoding::Bytes => offset - start,
            Encoding::Utf16 => self.count(text, offset).utf16 - self.count(text, start).utf16,
            Encoding::Scalars => self.count(text, offset).scalars - self.count(text, start).scalars,
        };
        Position { line, column: column + 1 }
    }

    /// The byte offset of a place; a column past the line's end is its end.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        let line = self.line_span(position.line);
        let wanted = position.column.saturating_sub(1);
        let mut seen = 0;
        for (at, c) in line.slice(text).char_indices() {
            if seen >= wanted || matches!(c, '\n' | '\r') {
                return line.start() + at as u32;
            }
            seen += match encoding {
                Encoding::Bytes => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Scalars => 1,
            } as u32;
        }
        line.end()
    }

    /// Unicode scalar values before a byte offset: what an index means in Python's `str`.
    pub fn scalar(&self, text: &str, offset: u32) -> u32 {
        self.count(text, offset.min(self.len)).scalars
    }

    /// A span as a range of Unicode scalar values.
    pub fn scalars(&self, text: &str, span: Span) -> Range<u32> {
        self.scalar(text, span.start())..self.scalar(text, span.end())
    }

    /// The byte offset of the `scalar`th character; past the end it is the end.
    pub fn byte(&self, text: &str, scalar: u32) -> u32 {
        let at = self.checkpoints.partition_point(|count| count.scalars <= scalar).max(1) - 1;
        let mut offset = (at * STRIDE).min(text.len());
        let mut seen = self.checkpoints[at].scalars;
        // A checkpoint may fall inside a character: that character is already counted.
        while !text.is_char_boundary(offset) {
            offset += 1;
        }
        for c in text[offset..].chars() {
            if seen >= scalar {
                break;
            }
            seen += 1;
            offset += c.len_utf8();
        }
        offset as u32
    }

    fn count(&self, text: &str, offset: u32) -> Count {
        let at = offset as usize / STRIDE;
        let from = at * STRIDE;
        add(self.checkpoints[at], &text.as_bytes()[from.min(text.len())..offset as usize])
    }
}

/// Adds the characters whose first byte is in `bytes`.
fn add(mut count: Count, bytes: &[u8]) -> Count {
    for &byte in bytes {
        let starts = byte & 0xc0 != 0x80;
        count.scalars += u32::from(starts);
        count.utf16 += u32::from(starts) + u32::from(byte >= 0xf0);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "标题\r\n第𠮷行１2\n\n末";

    #[test]
    fn columns_in_three_encodings() {
        let index = LineIndex::new(TEXT);
        let offset = TEXT.find('１').unwrap() as u32;
        let at = |encoding| index.position(TEXT, offset, encoding);
        assert_eq!(at(Encoding::Scalars), Position { line: 2, column: 4 });
        assert_eq!(at(Encoding::Utf16), Position { line: 2, column: 5 });
        assert_eq!(at(Encoding::Bytes), Position { line: 2, column: 11 });
    }

    #[test]
    fn there_and_back_for_every_character() {
        let long = format!("{TEXT}{}", "很长的一行𠮷".repeat(400));
        for text in [TEXT, "", "\n", "一\n", long.as_str()] {
            let index = LineIndex::new(text);
            for (nth, (at, c)) in text.char_indices().enumerate() {
                assert_eq!(index.scalar(text, at as u32), nth as u32);
                assert_eq!(index.byte(text, nth as u32), at as u32);
                // The \n of \r\n lies behind the line's end, where no column points.
                if c == '\n' && text[..at].ends_with('\r') {
                    continue;
                }
                for encoding in [Encoding::Bytes, Encoding::Utf16, Encoding::Scalars] {
                    let position = index.position(text, at as u32, encoding);
                    assert_eq!(index.offset(text, position, encoding), at as u32);
                }
            }
            assert_eq!(index.byte(text, u32::MAX), text.len() as u32);
        }
    }

    #[test]
    fn lines_are_counted_as_editors_count_them() {
        assert_eq!(LineIndex::new("").line(0), 1);
        let text = "一\r二\r\n三\n";
        assert_eq!(LineIndex::new(text).line(text.len() as u32), 4);
        assert_eq!(LineIndex::new("一\n二").line(4), 2);
    }
}
