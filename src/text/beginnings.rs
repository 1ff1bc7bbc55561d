//! Where a word of several sets may begin, told for all of them in one pass over a text.
//!
//! Each set by itself would have to read the whole text: most of that is to find the characters and to hash
//! them, which is the same for all.

/// Beginnings are told apart by so many bits of their hash: nearly always right.
const BITS: u32 = 16;

/// So many for single characters, of which there are fewer: this table stays in the first cache.
const FEW: u32 = 12;

/// Places of each set that are kept before they are handed on.
const KEPT: usize = 64;

/// The beginnings of words of `N` sets, at most eight: a bit for each set.
#[derive(Clone, Debug)]
pub struct Beginnings<const N: usize> {
    /// Which sets have a word that begins with two characters of this hash.
    pairs: Box<Table>,
    /// Which have a word that is a single character of this hash.
    alone: Box<[u8; 1 << FEW]>,
}

/// Sets by the hash of a beginning.
type Table = [u8; 1 << BITS];

/// A table without beginnings, made where it will stay: it is large.
fn nowhere() -> Box<Table> {
    vec![0; 1 << BITS].into_boxed_slice().try_into().expect("as long as a table")
}

/// Where two characters stand in their table: a hash of their bytes (Fibonacci hashing, Knuth, The Art of
/// Computer Programming 6.4).
#[inline]
fn slot(first: u32, second: u32) -> usize {
    let key = u64::from(first) | u64::from(second) << 32;
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS)) as usize
}

/// Where a single one stands in its own.
#[inline]
fn single(only: u32) -> usize {
    (only.wrapping_mul(0x9e37_79b9) >> (32 - FEW)) as usize
}

/// Bytes of a character by the high half of its first byte, four bits for each.
const WIDTHS: u64 = 0x4322_1111_1111_1111;

/// The bytes of a character as a number, and how many they are; zeros behind the end of a text.
///
/// How wide it is, is worked out rather than looked up: the next character waits for it.
#[inline]
fn character(bytes: &[u8], at: usize) -> (u32, usize) {
    let four = match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(four) => u32::from_le_bytes(*four),
        None => last(bytes, at),
    };
    let width = (WIDTHS >> ((four & 0xf0) / 4)) as u32 & 7;
    (four & (u32::MAX >> (32 - 8 * width)), width as usize)
}

/// The last bytes of a text as a number.
#[cold]
fn last(bytes: &[u8], at: usize) -> u32 {
    (at..bytes.len()).rev().fold(0, |four, at| four << 8 | u32::from(bytes[at]))
}

impl<const N: usize> Beginnings<N> {
    /// The beginnings of the words of some sets; empty words have none.
    pub fn new<'a, I: IntoIterator<Item = &'a str>>(sets: [I; N]) -> Self {
        let (mut pairs, mut alone) = (nowhere(), Box::new([0; 1 << FEW]));
        for (nth, set) in sets.into_iter().enumerate() {
            for word in set.into_iter().filter(|word| !word.is_empty()) {
                let (first, width) = character(word.as_bytes(), 0);
                let sets = if width < word.len() {
                    &mut pairs[slot(first, character(word.as_bytes(), width).0)]
                } else {
                    &mut alone[single(first)]
                };
                *sets |= 1 << nth;
            }
        }
        Self { pairs, alone }
    }

    /// For each set the places, in bytes, at which one of its words may begin.
    ///
    /// There is no branch on what is found: a processor cannot guess where words begin.
    pub fn places(&self, text: &str) -> [Vec<u32>; N] {
        let bytes = text.as_bytes();
        let mut places = [const { Vec::new() }; N];
        let mut at = 0;
        let (mut first, mut width) = character(bytes, at);
        while at < bytes.len() {
            // Where a word of any set may begin, and of which.
            let (mut kept, mut count) = ([(0, 0); KEPT], 0);
            while count < KEPT && at < bytes.len() {
                let behind = at + width;
                let (second, next) = character(bytes, behind);
                let sets = self.pairs[slot(first, second)] | self.alone[single(first)];
                kept[count] = (at as u32, sets);
                count += usize::from(sets != 0);
                (at, first, width) = (behind, second, next);
            }
            for (nth, places) in places.iter_mut().enumerate() {
                let (mut own, mut len) = ([0; KEPT], 0);
                for (place, sets) in &kept[..count] {
                    own[len % KEPT] = *place;
                    len += usize::from(sets >> nth & 1);
                }
                places.extend_from_slice(&own[..len]);
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_word_of_any_set_is_passed_over(
            one in proptest::collection::vec("[甲乙aé𠀀\0]{1,3}", 0..9),
            other in proptest::collection::vec("[甲乙aé𠀀\0]{1,3}", 0..9),
            text in "[甲乙丙aé𠀀\0]{0,300}",
        ) {
            let sets = [&one, &other];
            let places = Beginnings::new(sets.map(|set| set.iter().map(String::as_str))).places(&text);
            for (set, places) in sets.into_iter().zip(places) {
                proptest::prop_assert!(places.is_sorted() && places.iter().all(|at| text.is_char_boundary(*at as usize)));
                for (at, _) in text.char_indices() {
                    let begins = set.iter().any(|word| text[at..].starts_with(word.as_str()));
                    proptest::prop_assert!(!begins || places.contains(&(at as u32)));
                }
            }
        }
    }
}
