//! Which of very many texts share something, without comparing each with each.
//!
//! The prints of all texts are eight-byte records in partitions by the first bits of the hash; a
//! partition is sorted in cache, and equal hashes stand side by side. A print of very many bodies is
//! common wording; of the others each pair of texts gets a seed. Pairs with two seeds near each
//! other in both texts are candidates.

use std::collections::BTreeSet;

use super::prints::Print;

/// Partitions are 2 to the power of this.
const PARTS: u32 = 10;

/// Records are stored in pieces of this many, so that growing never copies them.
const PIECE: usize = 4096;

/// A place is stored divided by 2 to the power of this: seeds only have to be near each other.
const COARSE: u32 = 3;

/// Bits of a stored place; what lies behind counts as the last place.
const PLACE: u32 = 13;

/// Seeds that a candidate has: a long sentence leaves two for certain.
const SEEDS: usize = 2;

/// Units between two seeds that are near each other.
const NEAR: u32 = 64;

/// Prints of texts, each text with its body.
#[derive(Debug)]
pub struct Index {
    /// The body of each text.
    bodies: Vec<u32>,
    /// Bits of a text's number.
    bits: u32,
    parts: Vec<Vec<Vec<u64>>>,
}

/// Two texts of different bodies that share something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The one text.
    pub a: u32,
    /// The other; always larger.
    pub b: u32,
    /// Prints that they share near each other.
    pub seeds: u32,
}

impl Index {
    /// An empty index for as many texts as there are bodies named: the body of each text.
    pub fn new(bodies: Vec<u32>) -> Self {
        let bits = usize::BITS - bodies.len().saturating_sub(1).leading_zeros();
        Self { bodies, bits, parts: vec![Vec::new(); 1 << PARTS] }
    }

    /// Adds the prints of a text, by its number.
    pub fn add(&mut self, text: u32, prints: &[Print]) {
        let low = self.bits + PLACE;
        for print in prints {
            let part = &mut self.parts[(print.hash >> (u64::BITS - PARTS)) as usize];
            if part.last().is_none_or(|piece| piece.len() == PIECE) {
                part.push(Vec::with_capacity(PIECE));
            }
            let place = u64::from((print.at >> COARSE).min((1 << PLACE) - 1));
            let record = (print.hash << PARTS >> low << low) | u64::from(text) << PLACE | place;
            if let Some(piece) = part.last_mut() {
                piece.push(record);
            }
        }
    }

    /// The pairs that share something, ascending. A print that at least `cap` bodies use is common
    /// wording and says nothing.
    pub fn finish(mut self, cap: usize) -> Vec<Candidate> {
        let low = self.bits + PLACE;
        let mask = (1_u64 << self.bits) - 1;
        let (mut records, mut states) = (Vec::new(), Vec::new());
        let mut seeds: Vec<u128> = Vec::new();
        let mut group: Vec<(u32, u32)> = Vec::new();
        let mut bodies = BTreeSet::new();
        for part in 0..self.parts.len() {
            twice(&std::mem::take(&mut self.parts[part]), &mut states, &mut records);
            records.sort_unstable();
            let mut rest = records.as_slice();
            while let [first, ..] = rest {
                let size = rest.iter().take_while(|record| (*record ^ first) >> low == 0).count();
                let (same, after) = rest.split_at(size);
                rest = after;
                if size == 1 {
                    continue;
                }
                group.clear();
                group.extend(
                    same.iter().map(|record| {
                        ((record >> PLACE & mask) as u32, (record & ((1 << PLACE) - 1)) as u32)
                    }),
                );
                // What a text says twice is one print.
                group.dedup_by_key(|(text, _)| *text);
                bodies.clear();
                for (text, _) in &group {
                    bodies.insert(self.bodies[*text as usize]);
                    if bodies.len() >= cap {
                        break;
                    }
                }
                if bodies.len() > 1 && bodies.len() < cap {
                    self.seed(&group, &mut seeds);
                }
            }
        }
        seeds.sort_unstable();
        candidates(&seeds)
    }

    /// A seed for each two texts of different bodies: text, text, place, place.
    fn seed(&self, group: &[(u32, u32)], seeds: &mut Vec<u128>) {
        for (nth, (a, at)) in group.iter().enumerate() {
            for (b, there) in &group[nth + 1..] {
                if self.bodies[*a as usize] != self.bodies[*b as usize] {
                    let pair = u64::from(*a) << 32 | u64::from(*b);
                    seeds.push(u128::from(pair) << 64 | u128::from(u64::from(*at) << 32 | u64::from(*there)));
                }
            }
        }
    }
}

/// The records whose hash, as far as some bits of it tell, is another record's too: most hashes are
/// one text's alone, and need not be sorted. `states` is room to work in.
fn twice(pieces: &[Vec<u64>], states: &mut Vec<u64>, records: &mut Vec<u64>) {
    let size: usize = pieces.iter().map(Vec::len).sum();
    // Two bits for each of four places or more a record: once, twice.
    let places = (size * 4).next_power_of_two().max(64);
    states.clear();
    states.resize(places / 32, 0);
    let place = |record: u64| {
        let place = (record >> (u64::BITS - places.ilog2())) as usize;
        (place / 32, 1_u64 << (place % 32 * 2))
    };
    for record in pieces.iter().flat_map(|piece| piece.iter()) {
        let (word, once) = place(*record);
        let state = &mut states[word];
        *state |= once | (*state & once) << 1;
    }
    records.clear();
    for piece in pieces {
        // Each is written and the next one over it if it was alone: nothing has to be guessed.
        let mut kept = records.len();
        records.resize(kept + piece.len(), 0);
        for record in piece {
            let (word, once) = place(*record);
            records[kept] = *record;
            kept += usize::from(states[word] & once << 1 != 0);
        }
        records.truncate(kept);
    }
}

/// The pairs with enough seeds near each other; seeds ascending.
fn candidates(seeds: &[u128]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for pair in seeds.chunk_by(|x, y| x >> 64 == y >> 64) {
        if pair.len() < SEEDS {
            continue;
        }
        let place = |seed: u128| ((seed >> 32) as u32, seed as u32);
        let near = |x: u128, y: u128| {
            let ((a, b), (c, d)) = (place(x), place(y));
            a.abs_diff(c) << COARSE <= NEAR && b.abs_diff(d) << COARSE <= NEAR
        };
        let runs = pair.chunk_by(|x, y| near(*x, *y)).map(<[u128]>::len);
        let seeds: usize = runs.filter(|run| *run >= SEEDS).sum();
        if seeds > 0 {
            let (a, b) = ((pair[0] >> 96) as u32, (pair[0] >> 64) as u32);
            found.push(Candidate { a, b, seeds: seeds as u32 });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::prints::prints, *};
    use crate::compare::Stream;

    const SHARED: &str = "各镇街道建立夜间施工噪声联合巡查机制并向居民公开值守电话与处置结果";

    fn found(texts: &[(u32, String)], cap: usize) -> Vec<Candidate> {
        let mut index = Index::new(texts.iter().map(|(body, _)| *body).collect());
        let mut kept = Vec::new();
        for (nth, (_, text)) in texts.iter().enumerate() {
            prints(&Stream::new(text).codes, &mut kept);
            index.add(nth as u32, &kept);
        }
        index.finish(cap)
    }

    fn texts(bodies: &[u32]) -> Vec<(u32, String)> {
        let own = ["水务局清淤河道", "民政局走访老人", "教育局检查校车", "商务局核查油站", "文旅局复核民宿"];
        bodies.iter().zip(own).map(|(body, own)| (*body, format!("{own}{SHARED}{own}"))).collect()
    }

    #[test]
    fn two_bodies_with_a_passage_in_common() {
        let found = found(&texts(&[0, 1]), 4);
        assert_eq!((found.len(), found[0].a, found[0].b), (1, 0, 1));
        assert!(found[0].seeds >= 2);
    }

    #[test]
    fn one_body_does_not_copy_from_itself() {
        assert_eq!(found(&texts(&[5, 5]), 4), []);
    }

    #[test]
    fn what_many_bodies_write_is_common() {
        let all = texts(&[0, 1, 2, 3]);
        assert_eq!(found(&all, 4), []);
        assert_eq!(found(&all, 5).len(), 6);
    }

    #[test]
    fn an_empty_index_finds_nothing() {
        assert_eq!(Index::new(Vec::new()).finish(4), []);
        assert_eq!(found(&texts(&[0]), 4), []);
    }
}
