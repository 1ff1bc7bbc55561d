//! Where a word of several sets may begin, told for all of them in one pass over a text.
//!
//! Each set by itself would have to read the whole text: most of that is to find the characters and to hash
//! them, which is the same for all.

use super::starts::{hash, load, low, place};

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

/// Where two characters stand in their table.
#[inline]
fn slot(pair: u64) -> usize {
    hash(pair) % (1 << BITS)
}

/// Where a single one stands in its own (Fibonacci hashing, Knuth, The Art of Computer Programming 6.4).
#[inline]
fn single(only: u32) -> usize {
    (only.wrapping_mul(0x9e37_79b9) >> (32 - FEW)) as usize
}

impl<const N: usize> Beginnings<N> {
    /// The beginnings of the words of some sets; empty words have none.
    pub fn new<'a, I: IntoIterator<Item = &'a str>>(sets: [I; N]) -> Self {
        let (mut pairs, mut alone) = (nowhere(), Box::new([0; 1 << FEW]));
        for (nth, set) in sets.into_iter().enumerate() {
            for word in set.into_iter().filter(|word| !word.is_empty()) {
                let eight = load(word.as_bytes(), 0);
                let (first, _, pair) = place(eight);
                let sets = if first < word.len() {
                    &mut pairs[slot(pair)]
                } else {
                    &mut alone[single(low(eight, first) as u32)]
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
        // Where a word of any set may begin, and of which; and the places of one set among them.
        let (mut kept, mut of, mut own) = ([0; KEPT], [0u8; KEPT], [0; KEPT]);
        let mut at = 0;
        while at < bytes.len() {
            let mut count = 0;
            while count < KEPT && at < bytes.len() {
                let eight = load(bytes, at);
                let (first, _, pair) = place(eight);
                let sets = self.pairs[slot(pair)] | self.alone[single(low(eight, first) as u32)];
                kept[count] = at as u32;
                of[count] = sets;
                count += usize::from(sets != 0);
                at += first;
            }
            for (nth, places) in places.iter_mut().enumerate() {
                let mut len = 0;
                for (place, sets) in kept[..count].iter().zip(&of) {
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
