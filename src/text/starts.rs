//! Where a word of a set may begin: asked of every character of a text.
//!
//! Most characters of a text begin no word. What two characters in a row tell is looked up by their
//! UTF-8 bytes, so that nothing is decoded, and in a bitmap that stays in the first cache.

/// Size of the bitmaps, in bits: many times the number of words, so that they are nearly always right.
const BITS: usize = 1 << 16;

/// The beginnings of words.
#[derive(Clone, Debug)]
pub(super) struct Starts {
    /// Whether a word begins with two characters of this hash.
    pairs: Box<[u64]>,
    /// Whether a single character of this hash is a word.
    alone: Box<[u64]>,
    /// Whether any single character is.
    singles: bool,
}

/// A place at which a word may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// Its offset, in bytes.
    pub(super) at: usize,
    /// Bytes of the character there.
    pub(super) first: usize,
    /// Bytes of it and the character behind it.
    pub(super) both: usize,
    /// The key of the two, if a word may begin with them.
    pub(super) pair: Option<u64>,
    /// The key of the first, if it may be a word of its own.
    pub(super) alone: Option<u64>,
}

/// What no byte of UTF-8 is: it tells a word of one character from the beginning of a longer one.
pub(super) const ALONE: u64 = 0xff << 56;

/// The lowest bits of a key of six bytes.
const SIX: u64 = (1 << 48) - 1;

/// Bytes of a character by its first byte.
#[inline]
const fn width(lead: u8) -> usize {
    match lead {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

/// The bytes from an offset on, as a number; zeros behind the end.
#[inline]
pub(super) fn load(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes[at..].first_chunk::<8>() {
        return u64::from_le_bytes(*eight);
    }
    let mut eight = [0; 8];
    let rest = &bytes[at..];
    eight[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(eight)
}

/// The lowest bytes of a number; at most eight.
#[inline]
pub(super) const fn low(eight: u64, bytes: usize) -> u64 {
    if bytes >= 8 { eight } else { eight & ((1 << (8 * bytes)) - 1) }
}

/// A hash of a key (Fibonacci hashing, Knuth, The Art of Computer Programming 6.4).
#[inline]
pub(super) const fn hash(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

#[inline]
fn is_set(bits: &[u64], key: u64) -> bool {
    let hash = hash(key) % BITS;
    bits[hash / 64] & (1 << (hash % 64)) != 0
}

impl Default for Starts {
    fn default() -> Self {
        let none = || vec![0; BITS / 64].into_boxed_slice();
        Self { pairs: none(), alone: none(), singles: false }
    }
}

impl Starts {
    /// The beginnings of words; empty ones have none.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut starts = Self::default();
        for (key, _) in words.into_iter().filter_map(beginning) {
            let hash = hash(key) % BITS;
            let bits = if key >= ALONE { &mut starts.alone } else { &mut starts.pairs };
            bits[hash / 64] |= 1 << (hash % 64);
            starts.singles |= key >= ALONE;
        }
        starts
    }

    /// A place of a text that is known to be one at which a word may begin.
    #[inline]
    pub(super) fn at(&self, text: &str, at: usize) -> Start {
        let bytes = text.as_bytes();
        let eight = load(bytes, at);
        let (first, both, pair) = place(eight);
        let pair = (at + first < bytes.len()).then_some(pair);
        Start { at, first, both, pair, alone: self.singles.then(|| ALONE | low(eight, first)) }
    }

    /// The first place of a text, from an offset on, at which a word may begin.
    #[inline]
    pub(super) fn next(&self, text: &str, from: usize) -> Option<Start> {
        let bytes = text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            let eight = load(bytes, at);
            let (first, both, pair) = place(eight);
            let single = ALONE | low(eight, first);
            let (pairs, stands) = (self.begins(pair), self.stands(single));
            if pairs || stands {
                let pair = (pairs && at + first < bytes.len()).then_some(pair);
                return Some(Start { at, first, both, pair, alone: stands.then_some(single) });
            }
            at += first;
        }
        None
    }

    /// Whether a word may begin with two characters.
    #[inline]
    pub(super) fn begins(&self, pair: u64) -> bool {
        is_set(&self.pairs, pair)
    }

    /// Whether a single character may be a word.
    #[inline]
    pub(super) fn stands(&self, alone: u64) -> bool {
        self.singles && is_set(&self.alone, alone)
    }
}

/// Bytes of the first character, of the first two, and the key of the two.
#[inline]
pub(super) fn place(eight: u64) -> (usize, usize, u64) {
    // Two characters of three bytes each: nearly always.
    if eight & 0xf000_00f0 == 0xe000_00e0 {
        return (3, 6, eight & SIX);
    }
    let first = width(eight as u8);
    let both = first + width((eight >> (8 * first)) as u8);
    (first, both, low(eight, both))
}

/// How a word begins, with its first two characters or the only one: the key of them, and their bytes.
pub(super) fn beginning(word: &str) -> Option<(u64, usize)> {
    let mut chars = word.chars();
    chars.next()?;
    let alone = chars.as_str().is_empty();
    let (first, both, pair) = place(load(word.as_bytes(), 0));
    Some(if alone { (ALONE | low(pair, first), first) } else { (pair, both) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(words: &[&str], text: &str) -> Vec<usize> {
        let starts = Starts::new(words.iter().copied());
        let (mut at, mut found) = (0, Vec::new());
        while let Some(start) = starts.next(text, at) {
            found.push(start.at);
            at = start.at + start.first;
        }
        found
    }

    #[test]
    fn two_characters_tell_and_one_alone() {
        assert_eq!(all(&["行政执法", "a", "é𠀀b"], "行行政a,é𠀀,行"), [3, 9, 11]);
        assert_eq!(all(&[""], "行政"), [0usize; 0]);
        assert_eq!(all(&["法"], "法"), [0]);
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_passed_over(
            words in proptest::collection::vec("[甲乙aé𠀀\0]{1,3}", 0..9), text in "[甲乙丙aé𠀀\0]{0,30}",
        ) {
            let found = all(&words.iter().map(String::as_str).collect::<Vec<_>>(), &text);
            for (at, _) in text.char_indices() {
                let begins = words.iter().any(|word| text[at..].starts_with(word.as_str()));
                proptest::prop_assert!(!begins || found.contains(&at));
            }
        }
    }
}
