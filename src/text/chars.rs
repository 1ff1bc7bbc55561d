//! A set of characters that is written in the code and asked again and again.
//!
//! `"…".contains(c)` compares the bytes of the character at each byte of the string. Nearly all
//! characters that are asked for belong to no set, and here two bits say so.

/// The characters of a string.
#[derive(Clone, Copy, Debug)]
pub struct Chars {
    all: &'static str,
    /// For each value of the lowest bits of a character, whether one of the set has it.
    low: u128,
}

/// Where a character stands in [`Chars::low`].
const fn bit(low: u8) -> u128 {
    1 << (low & 0x7f)
}

impl Chars {
    /// The set of the characters of `all`.
    pub const fn new(all: &'static str) -> Self {
        let bytes = all.as_bytes();
        let (mut low, mut at) = (0, 0);
        while at < bytes.len() {
            // The lowest seven bits: six of the last byte, and the lowest one of the byte before it.
            let width = match bytes[at] {
                0..=0x7f => 1,
                0xc0..=0xdf => 2,
                0xe0..=0xef => 3,
                _ => 4,
            };
            let last = bytes[at + width - 1];
            low |= bit(if width == 1 { last } else { (bytes[at + width - 2] & 1) << 6 | last & 0x3f });
            at += width;
        }
        Self { all, low }
    }

    /// Whether a character is one of them.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.low & bit(c as u8) != 0 && self.all.chars().any(|one| one == c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: Chars = Chars::new("了成a,é𠀀、");

    proptest::proptest! {
        #[test]
        fn a_set_has_what_its_string_holds(c in proptest::prelude::any::<char>()) {
            proptest::prop_assert_eq!(SET.has(c), SET.all.contains(c));
        }
    }

    #[test]
    fn all_of_them_and_their_neighbours() {
        for c in SET.all.chars() {
            assert!(SET.has(c), "{c}");
            let next = char::from_u32(c as u32 + 1).unwrap();
            assert_eq!(SET.has(next), SET.all.contains(next), "{next}");
        }
        assert!(!Chars::new("").has('了'));
    }
}
