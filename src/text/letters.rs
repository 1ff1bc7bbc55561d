//! How many letters stand in any piece of a text, counted once.
//!
//! A claim is asked for its letters, and for those of its clauses, its stock phrases and its figures, some
//! of them again and again. So the letters before each block of the text are counted in one pass, many
//! bytes at a time, and an answer is a difference.

use std::ops::Range;

use super::class::{is_letter, letters};

/// Bytes of a block.
const BLOCK: usize = 16;

/// Bytes behind a block by which its last character is told.
const BEHIND: usize = 2;

/// The letters of a text, as [`letters`] counts them.
#[derive(Clone, Debug)]
pub struct Letters<'a> {
    text: &'a str,
    /// Letters that begin before each block.
    before: Vec<u32>,
}

impl<'a> Letters<'a> {
    /// Counts the letters of a text.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let mut sum = 0;
        for at in (0..=bytes.len()).step_by(BLOCK) {
            before.push(sum);
            let known = bytes[at..].first_chunk().and_then(block);
            sum += known.unwrap_or_else(|| beginning(text, at..at + BLOCK));
        }
        Self { text, before }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The letters in a range of the text; none if it does not begin and end between characters.
    pub fn of(&self, range: Range<usize>) -> usize {
        if self.text.get(range.clone()).is_none() {
            return 0;
        }
        self.until(range.end).saturating_sub(self.until(range.start)) as usize
    }

    /// The letters before a place between two characters.
    fn until(&self, at: usize) -> u32 {
        let block = at / BLOCK;
        let mut from = block * BLOCK;
        while from < at && !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.before[block] + letters(&self.text[from..at]) as u32
    }
}

/// The letters that begin in a block, if its bytes tell all of them.
///
/// Without a branch, so that the bytes can be looked at side by side.
#[expect(clippy::needless_bitwise_bool)]
fn block(bytes: &[u8; BLOCK + BEHIND]) -> Option<u32> {
    let (mut letters, mut unknown) = (0u8, 0u8);
    for at in 0..BLOCK {
        let (first, second, third) = (bytes[at], bytes[at + 1], bytes[at + 2]);
        // U+4E00 to U+9FFF.
        let han = (first.wrapping_sub(0xe5) < 5) | ((first == 0xe4) & (second >= 0xb8));
        let ascii = (first.wrapping_sub(b'0') < 10) | ((first | 0x20).wrapping_sub(b'a') < 26);
        // 、。 and from 〈 to 】, from 〔 to 〟; dashes, quotation marks and the like.
        let wide = (third.wrapping_sub(0x81) < 2)
            | (third.wrapping_sub(0x88) < 10)
            | (third.wrapping_sub(0x94) < 12);
        let mark = (second == 0x80) & (((first == 0xe3) & wide) | ((first == 0xe2) & (third >= 0x90)));
        letters += u8::from(han | ascii);
        unknown |= u8::from((first >= 0xc0) & !(han | mark));
    }
    (unknown == 0).then_some(u32::from(letters))
}

/// The letters that begin in a range of bytes, which may lie inside characters.
fn beginning(text: &str, range: Range<usize>) -> u32 {
    let mut from = range.start;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let inside = text[from..].char_indices().take_while(|(at, _)| from + at < range.end);
    inside.filter(|(_, c)| is_letter(*c)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_piece_has_the_letters_that_it_has_alone(
            words in "[一二丁岚溪龥㐀䶿〇、。〈】〓〔〟“”—…,;aZ09é𠀀\u{4dc0}\u{3000}\0]{0,90}",
            from in 0usize..300, to in 0usize..300,
        ) {
            let boundary = |at: usize| (0..=at.min(words.len())).rfind(|at| words.is_char_boundary(*at)).unwrap();
            let (from, to) = (boundary(from.min(to)), boundary(from.max(to)));
            proptest::prop_assert_eq!(Letters::new(&words).of(from..to), letters(&words[from..to]));
        }
    }
}
