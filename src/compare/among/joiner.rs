//! Only how much two texts share: for very many of them.

use super::hashes;

/// Units of a gram that two texts share.
const GRAM: usize = 8;

/// Bits for each gram in the first look at it.
const BITS: usize = 8;

/// Joins one text after another with others: the first look at last year's report.
///
/// The places of the text's grams are in a table. Another text's gram that is found there is followed
/// as far as the two texts go on alike, so that what was copied is compared and not looked up. A
/// unit counts if it stands in a gram that the other text has.
#[derive(Clone, Debug, Default)]
pub struct Joiner {
    /// The text that others are joined with.
    units: Vec<u32>,
    /// One bit for each gram: most grams of another matter are known by it to be none of the text's.
    seen: Vec<u64>,
    /// The last first place of the grams of a part of the hashes + 1; 0 is none.
    heads: Vec<u32>,
    /// What stands before it in the same part, for each place that is its gram's first.
    next: Vec<u32>,
    /// For each place of the text the first place of the gram that stands there.
    firsts: Vec<u32>,
    /// The other text in which each gram, by its first place, was last seen.
    ticks: Vec<u32>,
    /// Other texts so far.
    others: u32,
}

impl Joiner {
    /// Takes the text that others are joined with.
    pub fn take(&mut self, a: &[u32]) {
        let size = a.len().next_power_of_two().max(16);
        let grams = (a.len() + 1).saturating_sub(GRAM);
        self.units.clear();
        self.units.extend_from_slice(a);
        self.heads.clear();
        self.heads.resize(size, 0);
        self.seen.clear();
        self.seen.resize(size * BITS / 64, 0);
        self.next.resize(grams, 0);
        self.firsts.resize(grams, 0);
        self.ticks.resize(grams, 0);
        for (at, hash) in hashes::<GRAM>(a).enumerate() {
            let (word, bit) = self.bit(hash);
            if self.seen[word] & bit != 0
                && let Some(first) = self.find(&a[at..at + GRAM], hash)
            {
                self.firsts[at] = first as u32;
                continue;
            }
            self.seen[word] |= bit;
            let part = self.part(hash);
            self.next[at] = std::mem::replace(&mut self.heads[part], at as u32 + 1);
            self.firsts[at] = at as u32;
        }
    }

    /// How many units of the text stand in stretches of eight or more that `b` has too.
    pub fn joined(&mut self, b: &[u32]) -> usize {
        self.others = self.others.wrapping_add(1);
        if self.others == 0 {
            self.ticks.fill(0);
            self.others = 1;
        }
        let mut from = 0;
        while from + GRAM <= b.len() {
            let found = hashes::<GRAM>(&b[from..]).zip(from..).find_map(|(hash, there)| {
                let (word, bit) = self.bit(hash);
                if self.seen.get(word)? & bit == 0 {
                    return None;
                }
                self.find(&b[there..there + GRAM], hash).zip(Some(there))
            });
            let Some((at, there)) = found else { break };
            let len = self.units[at..].iter().zip(&b[there..]).take_while(|(x, y)| x == y).count();
            let grams = len + 1 - GRAM;
            for first in &self.firsts[at..at + grams] {
                self.ticks[*first as usize] = self.others;
            }
            from = there + grams;
        }
        let (mut sum, mut end) = (0, 0);
        for (at, first) in self.firsts.iter().enumerate() {
            if self.ticks[*first as usize] == self.others {
                sum += at + GRAM - end.max(at);
                end = at + GRAM;
            }
        }
        sum
    }

    /// Where the bit of a gram is.
    fn bit(&self, hash: u64) -> (usize, u64) {
        (hash as usize >> 6 & self.seen.len().wrapping_sub(1), 1 << (hash & 63))
    }

    /// The part of the hashes that one is in.
    fn part(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.heads.len() - 1)
    }

    /// The first place of a gram of the text.
    fn find(&self, gram: &[u32], hash: u64) -> Option<usize> {
        let mut head = self.heads[self.part(hash)];
        while let Some(place) = (head as usize).checked_sub(1) {
            if self.units[place..place + GRAM] == *gram {
                return Some(place);
            }
            head = self.next[place];
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Stream;

    #[test]
    fn what_two_texts_share_is_counted_once() {
        let of = |text: &str| Stream::new(text).codes;
        let text = of("组织普法宣讲进村居活动四十场次");
        let joined = |a: &[u32], b: &[u32]| {
            let mut joiner = Joiner::default();
            joiner.take(a);
            joiner.joined(&of("清淤河道与普法宣讲进村居"));
            joiner.joined(b)
        };
        assert_eq!(joined(&text, &text), 15);
        assert_eq!(joined(&text, &of("组织普法宣讲进村居，活动四十场次。另有组织普法宣讲进村居")), 15);
        assert_eq!(joined(&text, &of("清淤河道")), 0);
    }

    #[test]
    fn a_joiner_forgets_the_text_before() {
        let text = |seed: u32, length: u32| -> Vec<u32> {
            (0..length).map(|at| (at * at + seed * at) % 5).collect()
        };
        let slow = |a: &[u32], b: &[u32]| {
            let mut counts = vec![false; a.len()];
            for (at, gram) in a.windows(GRAM).enumerate() {
                if b.windows(GRAM).any(|other| other == gram) {
                    counts[at..at + GRAM].fill(true);
                }
            }
            counts.iter().filter(|counts| **counts).count()
        };
        let mut joiner = Joiner::default();
        for (seed, length) in [(1, 300), (3, 40), (2, 7), (2, 8), (1, 0), (4, 90)] {
            let a = text(seed, length);
            joiner.take(&a);
            for b in [text(1, 50), text(2, 20), text(seed, 9), Vec::new(), text(4, 90)] {
                assert_eq!(joiner.joined(&b), slow(&a, &b), "{seed}");
            }
        }
    }
}
