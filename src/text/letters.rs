//! How many letters stand in any piece of a text, counted once.
//!
//! A claim is asked for its letters, and for those of its clauses, its stock phrases and its figures, some
//! of them again and again. So where letters begin is marked in one pass, many bytes at a time, and an
//! answer is a difference.

use std::ops::Range;

use super::class::{is_han, is_letter};

/// Bytes of a block.
const BLOCK: usize = 16;

/// Bytes behind a block by which its last character is told.
const BEHIND: usize = 2;

/// The letters of a text, as [`super::class::letters`] counts them, and those of them that are Han or Latin.
#[derive(Clone, Debug)]
pub struct Letters<'a> {
    text: &'a str,
    blocks: Vec<Block>,
}

/// The letters of some bytes in a row.
#[derive(Clone, Copy, Debug)]
struct Block {
    all: Marks,
    /// The same for Han characters and Latin letters.
    words: Marks,
}

/// Letters of one sort.
#[derive(Clone, Copy, Debug)]
struct Marks {
    /// How many begin before the block.
    before: u32,
    /// A bit for each byte at which one begins.
    begins: u16,
}

impl Marks {
    /// Those before a byte of the block.
    fn until(self, at: usize) -> u32 {
        self.before + (self.begins & ((1 << at) - 1)).count_ones()
    }
}

impl<'a> Letters<'a> {
    /// Counts the letters of a text.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut blocks = Vec::with_capacity(bytes.len() / BLOCK + 1);
        let (mut all, mut words) = (0, 0);
        for at in (0..=bytes.len()).step_by(BLOCK) {
            let known = bytes[at..].first_chunk().and_then(block);
            let [letters, of_words] = known.unwrap_or_else(|| {
                let is_word = |c: char| is_han(c) || c.is_ascii_alphabetic();
                [beginning(text, at..at + BLOCK, is_letter), beginning(text, at..at + BLOCK, is_word)]
            });
            blocks.push(Block {
                all: Marks { before: all, begins: letters },
                words: Marks { before: words, begins: of_words },
            });
            all += letters.count_ones();
            words += of_words.count_ones();
        }
        Self { text, blocks }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The letters in a range of the text; none if it does not begin and end between characters.
    pub fn of(&self, range: Range<usize>) -> usize {
        self.count(range, |block| block.all)
    }

    /// Those of them that are Han characters or Latin letters.
    pub fn of_words(&self, range: Range<usize>) -> usize {
        self.count(range, |block| block.words)
    }

    #[inline]
    fn count(&self, range: Range<usize>, sort: impl Fn(Block) -> Marks) -> usize {
        if self.text.get(range.clone()).is_none() {
            return 0;
        }
        let until = |at: usize| sort(self.blocks[at / BLOCK]).until(at % BLOCK);
        until(range.end).saturating_sub(until(range.start)) as usize
    }
}

/// At which bytes of a block letters begin, and those of words, if its bytes tell all of them.
///
/// Without a branch, so that the bytes can be looked at side by side.
#[expect(clippy::needless_bitwise_bool)]
fn block(bytes: &[u8; BLOCK + BEHIND]) -> Option<[u16; 2]> {
    let (mut letters, mut words, mut unknown) = ([0u8; BLOCK], [0u8; BLOCK], 0u8);
    for at in 0..BLOCK {
        let (first, second, third) = (bytes[at], bytes[at + 1], bytes[at + 2]);
        // U+4E00 to U+9FFF.
        let han = (first.wrapping_sub(0xe5) < 5) | ((first == 0xe4) & (second >= 0xb8));
        let latin = (first | 0x20).wrapping_sub(b'a') < 26;
        let digit = first.wrapping_sub(b'0') < 10;
        // 、。 and from 〈 to 】, from 〔 to 〟; dashes, quotation marks and the like.
        let wide = (third.wrapping_sub(0x81) < 2)
            | (third.wrapping_sub(0x88) < 10)
            | (third.wrapping_sub(0x94) < 12);
        let mark = (second == 0x80) & (((first == 0xe3) & wide) | ((first == 0xe2) & (third >= 0x90)));
        letters[at] = u8::from(han | latin | digit);
        words[at] = u8::from(han | latin);
        unknown |= u8::from((first >= 0xc0) & !(han | mark));
    }
    let half = |marks: [u8; BLOCK], from: usize| bits(std::array::from_fn(|at| marks[from + at]));
    (unknown == 0)
        .then(|| [letters, words].map(|marks| half(marks, 0) | half(marks, BLOCK / 2) << (BLOCK / 2)))
}

/// The lowest bits of eight bytes, each 0 or 1: the first becomes the lowest.
fn bits(bytes: [u8; 8]) -> u16 {
    // Each byte is moved to a bit of its own in the highest byte of the product.
    (u64::from_le_bytes(bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u16
}

/// At which bytes of a block of the text letters of a sort begin; its ends may lie inside characters.
fn beginning(text: &str, range: Range<usize>, is_one: impl Fn(char) -> bool) -> u16 {
    let mut from = range.start;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let inside = text[from..].char_indices().take_while(|(at, _)| from + at < range.end);
    let letters = inside.filter(|(_, c)| is_one(*c));
    letters.fold(0, |begins, (at, _)| begins | 1 << (from + at - range.start))
}

#[cfg(test)]
mod tests {
    use super::{super::class::letters, *};

    proptest::proptest! {
        #[test]
        fn a_piece_has_the_letters_that_it_has_alone(
            words in "[一二丁岚溪龥㐀䶿〇、。〈】〓〔〟“”—…,;aZ09é𠀀\u{4dc0}\u{3000}\0]{0,90}",
            from in 0usize..300, to in 0usize..300,
        ) {
            let boundary = |at: usize| (0..=at.min(words.len())).rfind(|at| words.is_char_boundary(*at)).unwrap();
            let (from, to) = (boundary(from.min(to)), boundary(from.max(to)));
            let (counted, piece) = (Letters::new(&words), &words[from..to]);
            proptest::prop_assert_eq!(counted.of(from..to), letters(piece));
            let of_words = piece.chars().filter(|c| is_han(*c) || c.is_ascii_alphabetic()).count();
            proptest::prop_assert_eq!(counted.of_words(from..to), of_words);
        }
    }
}
