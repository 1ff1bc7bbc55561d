//! The checksum of what is stored.

/// A checksum of 64 bits over eight bytes at a time: FNV-1a's steps on words, so that a change of
/// any one byte changes it for certain, and any other with a chance of 1 in 2⁶⁴ to go unseen.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let mut words = bytes.chunks_exact(8);
    let mut step = |word: u64| {
        hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 32;
    };
    for word in words.by_ref() {
        let word = word.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        step(word);
    }
    let rest = words.remainder().iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    step(rest);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_bit_is_seen() {
        let bytes: Vec<u8> = (0..61).collect();
        let whole = checksum(&bytes);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                assert_ne!(checksum(&flipped), whole, "byte {at} bit {bit}");
            }
        }
    }

    #[test]
    fn a_missing_end_is_seen() {
        assert_ne!(checksum(&[1, 2, 3, 0]), checksum(&[1, 2, 3]));
        assert_ne!(checksum(&[0; 16]), checksum(&[0; 8]));
    }
}
