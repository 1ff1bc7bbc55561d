//! The wording that many bodies of an archive use, as a file beside its list.
//!
//! It is derived from the reports: it saves reading all of them when one is asked about. `key` says what
//! it was derived from; with another key, or damaged, it is as if it were not there.

use super::checksum;

/// The name of the file.
pub const COMMON: &str = "common";

const HEAD: &[u8] = b"ganhuo-common 1\n";

/// The file for the hashes of grams (ascending).
pub fn write(key: u64, grams: &[u64]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEAD.len() + (grams.len() + 2) * 8);
    out.extend(HEAD);
    out.extend(key.to_le_bytes());
    out.extend(grams.iter().flat_map(|gram| gram.to_le_bytes()));
    let sum = checksum(&out);
    out.extend(sum.to_le_bytes());
    out
}

/// The hashes of a file that was derived from `key`; none if it was not, or is not whole.
pub fn read(key: u64, bytes: &[u8]) -> Option<Vec<u64>> {
    let (body, sum) = bytes.split_last_chunk::<8>()?;
    if checksum(body) != u64::from_le_bytes(*sum) {
        return None;
    }
    let (words, rest) = body.strip_prefix(HEAD)?.as_chunks::<8>();
    let (first, grams) = words.split_first()?;
    let grams = grams.iter().map(|gram| u64::from_le_bytes(*gram)).collect();
    (rest.is_empty() && u64::from_le_bytes(*first) == key).then_some(grams)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_with_its_key_alone() {
        let file = write(7, &[1, 5, u64::MAX]);
        assert_eq!(read(7, &file), Some(vec![1, 5, u64::MAX]));
        assert_eq!(read(8, &file), None);
        assert_eq!(read(7, &write(7, &[])), Some(Vec::new()));
    }

    #[test]
    fn a_damaged_file_is_none() {
        let file = write(7, &[1, 5]);
        for at in 0..file.len() {
            let mut flipped = file.clone();
            flipped[at] ^= 4;
            assert_eq!(read(7, &flipped), None, "{at}");
            assert_eq!(read(7, &file[..at]), None, "{at}");
        }
    }
}
