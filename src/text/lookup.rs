//! Many words, looked for in one pass.
//!
//! An index by the first two characters: [`Starts`] says whether any word begins so, which in Chinese
//! is rare, and only then are words compared. It is built in the time it takes to sort the words, an
//! automaton over the same lists takes ten to fifty times as long, and that is most of the time a run
//! on a single report would need.

use std::ops::Range;

use super::starts::{Start, Starts, hash, key};

/// A set of words with values.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    /// Sorted by how they begin, the longest first.
    words: Vec<Word>,
    /// The letters of all words.
    letters: String,
    /// The beginnings, by their hash.
    slots: Vec<Slot>,
    /// Where one of them may begin.
    starts: Starts,
}

/// A beginning and the words that have it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    begin: u64,
    first: u32,
    /// How many words; an empty slot has none.
    count: u32,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    begin: u64,
    /// Its third character, if it has one: most words with one beginning part ways there.
    third: Option<char>,
    from: u32,
    to: u32,
    /// Where the characters behind the third start in the letters; most words have none.
    tail: u32,
    value: u32,
}

/// A word that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its value.
    pub value: u32,
}

impl Lookup {
    /// Indexes words; empty ones are left out. Words may be given more than once.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, u32)>) -> Self {
        let mut set = Self::default();
        for (word, value) in words {
            let word = word.as_ref();
            let Some(begin) = key(word) else { continue };
            let mut chars = word.chars();
            let third = chars.nth(2);
            let from = set.letters.len() as u32;
            set.letters.push_str(word);
            let to = set.letters.len() as u32;
            set.words.push(Word { begin, third, from, to, tail: to - chars.as_str().len() as u32, value });
        }
        if set.words.is_empty() {
            return set;
        }
        let letters = &set.letters;
        let text = |word: &Word| &letters[word.from as usize..word.to as usize];
        set.words.sort_by(|a, b| {
            let key = |word: &Word| (word.begin, std::cmp::Reverse(word.to - word.from));
            key(a).cmp(&key(b)).then_with(|| text(a).cmp(text(b)))
        });
        set.starts = Starts::new(set.words.iter().map(text));
        let beginnings = set.words.chunk_by(|a, b| a.begin == b.begin).count();
        set.slots = vec![Slot::default(); (beginnings * 2).next_power_of_two()];
        let mask = set.slots.len() - 1;
        let mut at = 0u32;
        for same in set.words.chunk_by(|a, b| a.begin == b.begin) {
            let begin = same[0].begin;
            let mut slot = hash(begin) & mask;
            while set.slots[slot].count != 0 {
                slot = (slot + 1) & mask;
            }
            set.slots[slot] = Slot { begin, first: at, count: same.len() as u32 };
            at += same.len() as u32;
        }
        set
    }

    /// All its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &self.letters[word.from as usize..word.to as usize])
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that begin so, the longest first.
    #[inline]
    fn beginning(&self, begin: u64) -> &[Word] {
        let mask = self.slots.len() - 1;
        let mut slot = hash(begin) & mask;
        loop {
            let found = self.slots[slot];
            if found.count == 0 {
                return &[];
            }
            if found.begin == begin {
                return &self.words[found.first as usize..][..found.count as usize];
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Calls `found` for all words in a text, also those inside others: by where they start, the
    /// longest first.
    pub fn each(&self, text: &str, found: impl FnMut(Hit)) {
        self.each_in(text, 0..text.len(), found);
    }

    /// The same for the words that start in a range of a text; the last may end behind it.
    pub fn each_in(&self, text: &str, range: Range<usize>, mut found: impl FnMut(Hit)) {
        if self.words.is_empty() {
            return;
        }
        let mut from = range.start;
        while let Some(start) = self.starts.next_in(text, from..range.end) {
            for begin in [start.pair, start.alone].into_iter().flatten() {
                self.at(text, start, begin, &mut found);
            }
            from = start.at + start.first;
        }
    }

    /// The same for the words that start at some places of a text.
    pub fn each_at(&self, text: &str, places: &[u32], mut found: impl FnMut(Hit)) {
        if self.words.is_empty() {
            return;
        }
        for place in places {
            let start = self.starts.at(text, *place as usize);
            for begin in [start.pair, start.alone].into_iter().flatten() {
                self.at(text, start, begin, &mut found);
            }
        }
    }

    /// The words that stand at a place of a text and begin so, the longest first; of equal words each
    /// value.
    #[inline]
    fn at(&self, text: &str, place: Start, begin: u64, found: &mut impl FnMut(Hit)) {
        let words = self.beginning(begin);
        let Some(longest) = words.first() else { return };
        let start = place.at;
        // The two characters of the beginning are known to stand there.
        let (third, tail) = if longest.third.is_some() {
            let mut rest = text[start + place.both..].chars();
            (rest.next(), rest.as_str().as_bytes())
        } else {
            (None, &[][..])
        };
        for word in words {
            let fits = word.third.is_none()
                || (word.third == third
                    && (word.tail == word.to
                        || tail.starts_with(&self.letters.as_bytes()[word.tail as usize..word.to as usize])));
            if fits {
                found(Hit { start, end: start + (word.to - word.from) as usize, value: word.value });
            }
        }
    }

    /// All words in a text, also those inside others: by where they start, the longest first.
    pub fn overlapping(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.each(text, |hit| hits.push(hit));
        hits
    }

    /// The words in a text, disjoint: the first, of those that start at one place the longest.
    pub fn disjoint(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut free = 0;
        self.each(text, |hit| {
            if hit.start >= free {
                free = hit.end;
                hits.push(hit);
            }
        });
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(set: &[&str]) -> Lookup {
        Lookup::new(set.iter().zip(0..))
    }

    fn all<'a>(set: &Lookup, text: &'a str) -> Vec<&'a str> {
        set.overlapping(text).iter().map(|hit| &text[hit.start..hit.end]).collect()
    }

    #[test]
    fn every_word_is_found_at_every_place() {
        let set = words(&["行政", "行政执法", "执法", "法", "政执", "a"]);
        let text = "行政执法a法";
        assert_eq!(all(&set, text), ["行政执法", "行政", "政执", "执法", "法", "a", "法"]);
        let first: Vec<&str> = set.disjoint(text).iter().map(|hit| &text[hit.start..hit.end]).collect();
        assert_eq!(first, ["行政执法", "a", "法"]);
    }

    #[test]
    fn an_empty_set_finds_nothing() {
        assert_eq!(all(&Lookup::default(), "行政"), Vec::<&str>::new());
        assert!(words(&[""]).is_empty());
        assert_eq!(all(&words(&["行政"]), ""), Vec::<&str>::new());
    }

    #[test]
    fn equal_words_keep_their_values() {
        let set = Lookup::new([("清淤", 7), ("清淤", 3)]);
        let mut values: Vec<u32> = set.overlapping("河道清淤").iter().map(|hit| hit.value).collect();
        values.sort_unstable();
        assert_eq!(values, [3, 7]);
    }

    proptest::proptest! {
        #[test]
        fn it_finds_what_a_search_for_each_word_finds(
            set in proptest::collection::vec("[甲乙丙a]{1,4}", 0..12),
            text in "[甲乙丙a\n]{0,40}",
        ) {
            let lookup = Lookup::new(set.iter().zip(0..));
            let mut found: Vec<(usize, usize, u32)> =
                lookup.overlapping(&text).iter().map(|hit| (hit.start, hit.end, hit.value)).collect();
            found.sort_unstable();
            let mut wanted = Vec::new();
            for (word, value) in set.iter().zip(0u32..) {
                for start in text.char_indices().map(|(at, _)| at) {
                    if text[start..].starts_with(word.as_str()) {
                        wanted.push((start, start + word.len(), value));
                    }
                }
            }
            wanted.sort_unstable();
            proptest::prop_assert_eq!(found, wanted);
        }
    }
}
