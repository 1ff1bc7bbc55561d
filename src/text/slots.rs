//! A table of keys in which each is found at the first look.
//!
//! A search that goes from slot to slot asks at each whether to go on, and a processor cannot guess that.
//! Here the keys of a bucket are moved together, when the table is made, until each has a slot of its own
//! (hash and displace: Belazzougui, Botelho and Dietzfelbinger, ESA 2009).

use std::ops::Range;

/// Keys, each with a range of numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    places: Vec<Slot>,
    /// How far the keys of each bucket are moved.
    moves: Vec<u8>,
    /// Some keys found no slot of their own; they stand in the next free ones behind their first.
    crowded: bool,
}

/// A key and its range; an empty slot has an empty one.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    first: u32,
    end: u32,
}

impl Slot {
    fn range(self) -> Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// The bits of a key mixed (Fibonacci hashing, Knuth, The Art of Computer Programming 6.4).
#[inline]
const fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Slots {
    /// A table of different keys with ranges that are not empty.
    pub(super) fn new(mut keys: Vec<(u64, Range<u32>)>) -> Self {
        let mut table = Self {
            places: vec![Slot::default(); (keys.len() * 2).next_power_of_two()],
            moves: vec![0; (keys.len() / 4).next_power_of_two()],
            crowded: false,
        };
        keys.sort_by_key(|(key, _)| table.bucket(*key));
        let mut buckets: Vec<&[(u64, Range<u32>)]> =
            keys.chunk_by(|a, b| table.bucket(a.0) == table.bucket(b.0)).collect();
        // The fullest first, while there is room.
        buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.len()));
        let mut crowd = Vec::new();
        for bucket in buckets {
            let first = table.bucket(bucket[0].0);
            match (0..=u8::MAX).find(|moved| table.place(bucket, *moved)) {
                Some(moved) => table.moves[first] = moved,
                None => crowd.extend(bucket),
            }
        }
        table.crowded = !crowd.is_empty();
        let last = table.places.len() - 1;
        for (key, range) in crowd {
            let mut at = table.home(*key, 0);
            while table.places[at].end != 0 {
                at = (at + 1) & last;
            }
            table.places[at] = Slot { key: *key, first: range.start, end: range.end };
        }
        table
    }

    /// Puts the keys of a bucket where they come to stand if they are moved so far, if all of that is free.
    fn place(&mut self, bucket: &[(u64, Range<u32>)], moved: u8) -> bool {
        for (nth, (key, range)) in bucket.iter().enumerate() {
            let at = self.home(*key, moved);
            if self.places[at].end != 0 {
                for (key, _) in &bucket[..nth] {
                    let at = self.home(*key, moved);
                    self.places[at] = Slot::default();
                }
                return false;
            }
            self.places[at] = Slot { key: *key, first: range.start, end: range.end };
        }
        true
    }

    #[inline]
    fn bucket(&self, key: u64) -> usize {
        (mixed(key) >> 44) as usize & (self.moves.len() - 1)
    }

    /// The slot of a key that is moved so far.
    #[inline]
    fn home(&self, key: u64, moved: u8) -> usize {
        let mixed = mixed(key);
        let step = (mixed >> 16) as usize | 1;
        ((mixed >> 32) as usize).wrapping_add(step.wrapping_mul(usize::from(moved))) & (self.places.len() - 1)
    }

    /// The range of a key; an empty one if the table does not hold it. The table must not be the default one.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Range<usize> {
        let at = self.home(key, self.moves[self.bucket(key)]);
        let slot = self.places[at];
        if self.crowded && slot.key != key {
            return self.behind(key, at);
        }
        let end = if slot.key == key { slot.end } else { slot.first };
        Slot { end, ..slot }.range()
    }

    /// The range of a key that does not stand in its first slot.
    #[cold]
    fn behind(&self, key: u64, first: usize) -> Range<usize> {
        let slots = self.places.iter().cycle().skip(first).take(self.places.len());
        let found = slots.take_while(|slot| slot.end != 0).find(|slot| slot.key == key);
        found.map_or(0..0, |slot| slot.range())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(keys: &[u64], others: &[u64]) {
        let table = Slots::new(keys.iter().zip(0..).map(|(key, nth)| (*key, nth..nth + 1)).collect());
        for (nth, key) in keys.iter().enumerate() {
            assert_eq!(table.get(*key), nth..nth + 1, "{key}");
        }
        for other in others.iter().filter(|other| !keys.contains(other)) {
            assert!(table.get(*other).is_empty(), "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn each_key_is_found_and_no_other(
            keys in proptest::collection::btree_set(0u64..4000, 0..600),
            others in proptest::collection::vec(0u64..4000, 0..60),
        ) {
            check(&keys.into_iter().collect::<Vec<_>>(), &others);
        }
    }

    #[test]
    fn keys_that_are_moved_alike_are_found_too() {
        // They differ in their highest bits only, by which no slot is chosen.
        let keys: Vec<u64> = (0..200).map(|nth| nth << 56).collect();
        check(&keys, &[1, 201 << 56, 1 << 32]);
    }
}
