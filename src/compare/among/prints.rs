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
    /// Its hash.
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
    let mut hash = 0_u64;
    let leaving = const { power(N) };
    let first = codes.len().min(N - 1);
    for code in &codes[..first] {
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(*code));
    }
    codes[first..].iter().enumerate().map(move |(at, code)| {
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(*code));
        if at > 0 {
            hash = hash.wrapping_sub(leaving.wrapping_mul(u64::from(codes[at - 1])));
        }
        spread(hash)
    })
}

/// The prints of a row of units, by place. A text with one gram or more has one print or more.
pub fn prints(codes: &[u32], found: &mut Vec<Print>) {
    found.clear();
    // The last hashes, and which of them is the smallest; of equal ones the last.
    let mut ring = [u64::MAX; WINDOW];
    let mut least = Print { hash: u64::MAX, at: 0 };
    let mut kept = u32::MAX;
    let grams = (codes.len() + 1).saturating_sub(GRAM);
    for (at, hash) in hashes::<GRAM>(codes).enumerate() {
        ring[at % WINDOW] = hash;
        if hash <= least.hash {
            least = Print { hash, at: at as u32 };
        } else if least.at as usize + WINDOW <= at {
            least = Print { hash, at: at as u32 };
            for before in (at + 1 - WINDOW..at).rev() {
                if ring[before % WINDOW] < least.hash {
                    least = Print { hash: ring[before % WINDOW], at: before as u32 };
                }
            }
        }
        let full = at + 1 >= WINDOW || at + 1 == grams;
        if full && least.at != kept {
            kept = least.at;
            found.push(least);
        }
    }
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
