//! Where a word of several sets may begin, told for all of them in one pass over a text.
//!
//! Each set by itself would have to read the whole text: most of that is to find the characters and to hash
//! them, which is the same for all.

use super::starts::{ALONE, hash, key, load, low, place};

/// Beginnings are told apart by so many bits of their hash: nearly always right.
const BITS: u32 = 16;

/// Places of each set that are kept before they are handed on.
const KEPT: usize = 64;

/// The beginnings of words of `N` sets, at most eight: a bit for each set.
#[derive(Clone, Debug)]
pub struct Beginnings<const N: usize> {
    /// Which sets have a word that begins with two characters of this hash.
    pairs: Box<Table>,
    /// Which have a word that is a single character of this hash.
    alone: Box<Table>,
}

/// Sets by the hash of a beginning.
type Table = [u8; 1 << BITS];

/// A table without beginnings, made where it will stay: it is large.
fn nowhere() -> Box<Table> {
    vec![0; 1 << BITS].into_boxed_slice().try_into().expect("as long as a table")
}

/// Where a key stands in a table.
#[inline]
fn slot(key: u64) -> usize {
    hash(key) % (1 << BITS)
}

impl<const N: usize> Beginnings<N> {
    /// The beginnings of the words of some sets; empty words have none.
    pub fn new<'a, I: IntoIterator<Item = &'a str>>(sets: [I; N]) -> Self {
        let (mut pairs, mut alone) = (nowhere(), nowhere());
        for (nth, set) in sets.into_iter().enumerate() {
            for key in set.into_iter().filter_map(key) {
                let table = if key >= ALONE { &mut alone } else { &mut pairs };
                table[slot(key)] |= 1 << nth;
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
        let (mut kept, mut count) = ([[0; KEPT]; N], [0; N]);
        let mut at = 0;
        while at < bytes.len() {
            let eight = load(bytes, at);
            let (first, _, pair) = place(eight);
            let sets = self.pairs[slot(pair)] | self.alone[slot(ALONE | low(eight, first))];
            for nth in 0..N {
                kept[nth][count[nth] % KEPT] = at as u32;
                count[nth] += usize::from(sets >> nth & 1);
            }
            at += first;
            if count.contains(&KEPT) || at >= bytes.len() {
                for nth in 0..N {
                    places[nth].extend_from_slice(&kept[nth][..count[nth]]);
                    count[nth] = 0;
                }
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
