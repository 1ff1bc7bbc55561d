//! Stretches that two rows of units have in common, word for word.
//!
//! One row's grams go into a table with open addressing, the other row is looked up in it; each
//! hit is extended along its diagonal, and no diagonal is walked twice.

/// A common stretch: `a[at..at + len] == b[there..there + len]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) len: u32,
}

/// A gram that stands more often than this in one text says nothing about where it was copied
/// from; it is only reached from its neighbours.
const OFTEN: usize = 24;

/// Which pairs of places are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pairs {
    /// Any place in one text and any place in the other.
    All,
    /// Both rows are the same text: only a place and a later one (`a` is the later).
    Later,
}

/// The places of all grams of one row.
struct Table {
    mask: usize,
    /// First place of a gram + 1; 0 is empty.
    heads: Vec<u32>,
    /// The next place of the same gram + 1.
    next: Vec<u32>,
}

/// Mixes a unit into the hash of a gram.
pub(super) fn mix(units: &[u32]) -> u64 {
    let mut hash = 0_u64;
    for unit in units {
        hash = (hash.rotate_left(5) ^ u64::from(*unit)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    hash ^ (hash >> 29)
}

/// The hashes of all grams of a row, each from the one before it.
pub(super) fn grams(units: &[u32], gram: usize) -> Vec<u64> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    if gram == 0 || units.len() < gram {
        return Vec::new();
    }
    let top = (1..gram).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let step = |hash: u64, unit: u32| hash.wrapping_mul(BASE).wrapping_add(u64::from(unit) + 1);
    let mut hash = units[..gram - 1].iter().fold(0, |hash, unit| step(hash, *unit));
    let mut hashes = Vec::with_capacity(units.len() + 1 - gram);
    for (at, unit) in units[gram - 1..].iter().enumerate() {
        hash = step(hash, *unit);
        // The high bits hold more; slots are taken from the low ones.
        hashes.push(hash ^ (hash >> 32));
        hash = hash.wrapping_sub((u64::from(units[at]) + 1).wrapping_mul(top));
    }
    hashes
}

impl Table {
    fn new(b: &[u32], gram: usize, hashes: &[u64]) -> Self {
        let mask = (hashes.len() * 2).next_power_of_two().max(16) - 1;
        let mut table = Self { mask, heads: vec![0; mask + 1], next: vec![0; hashes.len()] };
        // From the end, so that places of a gram ascend.
        for (at, hash) in hashes.iter().enumerate().rev() {
            let slot = table.slot(b, &b[at..at + gram], *hash);
            table.next[at] = table.heads[slot];
            table.heads[slot] = at as u32 + 1;
        }
        table
    }

    /// The slot of a gram, or the empty one where it belongs.
    fn slot(&self, b: &[u32], gram: &[u32], hash: u64) -> usize {
        let mut slot = hash as usize & self.mask;
        while let Some(at) = (self.heads[slot] as usize).checked_sub(1) {
            if &b[at..at + gram.len()] == gram {
                break;
            }
            slot = (slot + 1) & self.mask;
        }
        slot
    }

    /// The places of a gram, ascending; none if there are too many.
    fn places(&self, b: &[u32], gram: &[u32], hash: u64, places: &mut Vec<usize>) {
        places.clear();
        let mut at = self.heads[self.slot(b, gram, hash)];
        while let Some(place) = (at as usize).checked_sub(1) {
            if places.len() == OFTEN {
                places.clear();
                return;
            }
            places.push(place);
            at = self.next[place];
        }
    }
}

/// All common stretches of at least `gram` units, by place in `a`; longest possible each.
pub(super) fn join(a: &[u32], b: &[u32], gram: usize, pairs: Pairs) -> Vec<Match> {
    let gram = gram.max(1);
    let mut matches = Vec::new();
    if a.len() < gram || b.len() < gram {
        return matches;
    }
    // How far each diagonal was walked, by place in `a`.
    let mut walked = vec![0_u32; a.len() + b.len()];
    // Texts that repeat one thing for ever are cut off here: reports stay far below.
    let mut budget = 64 * (a.len() + b.len()) + 100_000;
    let mut extend = |at: usize, there: usize, matches: &mut Vec<Match>| {
        let diagonal = there + a.len() - at;
        let from = walked[diagonal] as usize;
        if at < from {
            return;
        }
        let back = a[from.max(at.saturating_sub(there))..at]
            .iter()
            .rev()
            .zip(b[..there].iter().rev())
            .take_while(|(x, y)| x == y)
            .count();
        let len = a[at..].iter().zip(&b[there..]).take(budget).take_while(|(x, y)| x == y).count();
        budget = budget.saturating_sub(back + len);
        walked[diagonal] = (at + len) as u32;
        if back + len >= gram {
            matches.push(Match { a: (at - back) as u32, b: (there - back) as u32, len: (back + len) as u32 });
        }
    };
    if pairs == Pairs::All {
        // Texts that begin alike: found whatever they repeat.
        extend(0, 0, &mut matches);
    }
    let theirs = grams(b, gram);
    let table = Table::new(b, gram, &theirs);
    let ours = if pairs == Pairs::Later { theirs } else { grams(a, gram) };
    let mut places = Vec::new();
    for (at, hash) in ours.into_iter().enumerate() {
        table.places(b, &a[at..at + gram], hash, &mut places);
        for &there in &places {
            if pairs == Pairs::Later && there + gram > at {
                break;
            }
            extend(at, there, &mut matches);
        }
    }
    if pairs == Pairs::All {
        // The same for texts that end alike; last, since no diagonal is walked backwards.
        let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
        if tail >= gram {
            extend(a.len() - tail, b.len() - tail, &mut matches);
        }
    }
    matches.sort_unstable();
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u32> {
        text.chars().map(|c| c as u32).collect()
    }

    #[test]
    fn a_common_stretch_is_found_whole() {
        let found = join(&units("甲乙丙丁戊己"), &units("子丙丁戊丑"), 2, Pairs::All);
        assert_eq!(found, [Match { a: 2, b: 1, len: 3 }]);
    }

    #[test]
    fn a_stretch_shorter_than_a_gram_is_none() {
        assert_eq!(join(&units("甲乙丙丁"), &units("子丙丁丑"), 3, Pairs::All), []);
    }

    #[test]
    fn texts_that_end_alike_keep_what_they_share_before() {
        let found = join(&units("甲乙丙丁戊己"), &units("甲乙丙子戊己"), 2, Pairs::All);
        assert_eq!(found, [Match { a: 0, b: 0, len: 3 }, Match { a: 4, b: 4, len: 2 }]);
        let found = join(&units("丑甲乙丙丁戊己"), &units("甲乙丙子戊己"), 2, Pairs::All);
        assert_eq!(found, [Match { a: 1, b: 0, len: 3 }, Match { a: 5, b: 4, len: 2 }]);
    }

    #[test]
    fn a_text_is_not_its_own_copy() {
        let text = units("甲乙丙丁戊甲乙丙");
        assert_eq!(join(&text, &text, 3, Pairs::Later), [Match { a: 5, b: 0, len: 3 }]);
    }

    #[test]
    fn equal_grams_have_equal_hashes_wherever_they_stand() {
        let hashes = grams(&units("甲乙丙丁甲乙丙"), 3);
        assert_eq!(hashes.len(), 5);
        assert_eq!(hashes[0], hashes[4]);
        assert_eq!(hashes, [0, 1, 2, 3, 4].map(|at| grams(&units("甲乙丙丁甲乙丙")[at..at + 3], 3)[0]));
        assert_eq!(grams(&units("甲乙"), 3), [] as [u64; 0]);
    }

    #[test]
    fn a_million_equal_units_take_no_time() {
        let text = vec![7; 1_000_000];
        let found = join(&text, &text, 8, Pairs::All);
        assert_eq!(found[0], Match { a: 0, b: 0, len: 1_000_000 });
        assert!(found.len() < 100);
    }
}
