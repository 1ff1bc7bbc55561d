//! A text as a small choice of its grams, so that any run it shares with another text shows.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003, “Winnowing: Local Algorithms for Document
//! Fingerprinting”): of every eight neighbouring 13-grams the one with the smallest hash is kept.
//! Two texts that have 20 units in a row in common have a print in common, and about two of nine
//! grams are kept.

/// Units of a gram.
pub(super) const GRAM: usize = 13;

/// Neighbouring grams of which one is kept.
const WINDOW: usize = 8;

/// The multiplier of the rolling hash; odd, with its bits spread.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// `BASE` to a power: what a unit weighs when it leaves a gram of as many units.
const fn power(exponent: usize) -> u64 {
    let (mut power, mut nth) = (1_u64, 0);
    while nth < exponent {
        power = power.wrapping_mul(BASE);
        nth += 1;
    }
    power
}

/// One kept gram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print {
    /// Its hash, without the last bits.
    pub hash: u64,
    /// Its first unit.
    pub at: u32,
}

/// Spreads the bits of a rolling hash (the finaliser of `SplitMix64`, Steele, Lea, Flood 2014).
fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The hash of every `N`-gram of a row of units, rolling: a step costs the same for any `N`.
pub(crate) fn hashes<const N: usize>(codes: &[u32]) -> impl Iterator<Item = u64> + '_ {
    let leaving = const { power(N) };
    let (first, rest) = codes.split_at_checked(N).unwrap_or_default();
    let hash = rolled(first);
    let rolling = rest.iter().zip(codes).scan(hash, move |hash, (code, left)| {
        // What changes is summed up beside the hash: each step waits for one multiplication only.
        let change = u64::from(*code).wrapping_sub(leaving.wrapping_mul(u64::from(*left)));
        *hash = hash.wrapping_mul(BASE).wrapping_add(change);
        Some(spread(*hash))
    });
    (!first.is_empty()).then(|| spread(hash)).into_iter().chain(rolling)
}

/// The rolling hash of some units, not spread.
fn rolled(codes: &[u32]) -> u64 {
    codes.iter().fold(0, |hash, code| hash.wrapping_mul(BASE).wrapping_add(u64::from(*code)))
}

/// The last bits of a hash, which make room for a place among two windows.
const PLACE: u64 = 2 * WINDOW as u64 - 1;

/// Prints that are gathered before they are handed on.
const GATHERED: usize = 256;

/// The prints of a row of units, by place; of equal hashes in a window the last. A text with one gram
/// or more has one print or more.
///
/// The least of each window is the lesser of two: the least from the window's start to the end of
/// the block of hashes it starts in, and the least from there on (van Herk 1992; Gil, Werman 1993).
/// So nothing has to be guessed about which hash is the least. A hash and its place are one number.
pub fn prints(codes: &[u32], found: &mut Vec<Print>) {
    found.clear();
    let mut hashes = hashes::<GRAM>(codes);
    // For each place of the block before, the least from there to its end.
    let mut before = [u64::MAX; WINDOW + 1];
    let mut last = u64::MAX;
    let (mut new, mut news) = ([Print { hash: 0, at: 0 }; GATHERED], 0);
    let grams = (codes.len() + 1).saturating_sub(GRAM);
    for start in (0..grams).step_by(WINDOW) {
        // Later places are smaller numbers; those of the block before are larger by a window.
        let mut block = [u64::MAX; WINDOW];
        for (nth, (place, hash)) in block.iter_mut().zip(&mut hashes).enumerate() {
            *place = hash & !PLACE | (WINDOW - 1 - nth) as u64;
        }
        let size = WINDOW.min(grams - start);
        // Only windows that are full, or as full as they get.
        let first = if start > 0 { 0 } else { size - 1 };
        let mut least = u64::MAX;
        for nth in 0..size {
            least = least.min(block[nth]);
            let print = least.min(before[nth + 1]);
            if nth < first {
                continue;
            }
            let at = (start + WINDOW - 1) as u32 - (print & PLACE) as u32;
            new[news % GATHERED] = Print { hash: print & !PLACE, at };
            news += usize::from(print != last);
            last = print;
        }
        if news > GATHERED - WINDOW {
            found.extend_from_slice(&new[..news]);
            news = 0;
        }
        last += WINDOW as u64;
        let mut least = u64::MAX;
        for nth in (0..WINDOW).rev() {
            least = least.min(block[nth] & !(WINDOW as u64) | WINDOW as u64);
            before[nth] = least;
        }
    }
    found.extend_from_slice(&new[..news]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(codes: &[u32]) -> Vec<Print> {
        let mut found = Vec::new();
        prints(codes, &mut found);
        found
    }

    /// Units without any order in them.
    fn noise(length: usize, seed: u64) -> Vec<u32> {
        (0..length as u64).map(|at| (spread(at ^ (seed << 32)) % 3000) as u32).collect()
    }

    #[test]
    fn rolling_is_the_same_as_starting_anew() {
        let codes = noise(100, 1);
        let all: Vec<u64> = hashes::<GRAM>(&codes).collect();
        assert_eq!(all.len(), 100 + 1 - GRAM);
        for (at, hash) in all.iter().enumerate() {
            assert_eq!(hashes::<GRAM>(&codes[at..at + GRAM]).next(), Some(*hash), "{at}");
        }
    }

    #[test]
    fn the_least_of_each_window_is_kept() {
        for length in (0..60).chain([500]) {
            for alike in [2, 3000] {
                let codes: Vec<u32> = noise(length, 9).iter().map(|code| code % alike).collect();
                let all: Vec<u64> = hashes::<GRAM>(&codes).map(|hash| hash & !PLACE).collect();
                let mut kept: Vec<Print> = all
                    .windows(WINDOW.min(all.len()).max(1))
                    .enumerate()
                    .filter_map(|(first, window)| {
                        let at = (0..window.len()).rev().min_by_key(|at| window[*at])?;
                        Some(Print { hash: window[at], at: (first + at) as u32 })
                    })
                    .collect();
                kept.dedup();
                assert_eq!(of(&codes), kept, "{length}");
            }
        }
    }

    #[test]
    fn twenty_units_in_common_leave_a_print_in_common() {
        for seed in 0..200 {
            let common = noise(GRAM + WINDOW - 1, 7 + seed);
            let with = |seed: u64| {
                let mut codes = noise(30 + seed as usize % 11, seed);
                codes.extend(&common);
                codes.extend(noise(40, seed + 1));
                codes
            };
            let (x, y) = (of(&with(1000 + seed)), of(&with(2000 + seed)));
            assert!(x.iter().any(|print| y.iter().any(|other| other.hash == print.hash)), "{seed}");
        }
    }

    #[test]
    fn few_grams_are_kept() {
        let kept = of(&noise(10_000, 3)).len();
        assert!((2_000..2_500).contains(&kept), "{kept}");
        assert_eq!(of(&noise(GRAM, 3)).len(), 1);
        assert_eq!(of(&noise(GRAM - 1, 3)).len(), 0);
        // A text that repeats one unit keeps the last of each window.
        assert_eq!(of(&[7; 100]).len(), 81);
    }
}
