//! Many words, looked for in one pass.
//!
//! An index by the first two characters: [`Starts`] says whether any word begins so, which in Chinese
//! is rare, and only then are words compared. It is built in the time it takes to sort the words, an
//! automaton over the same lists takes ten to fifty times as long, and that is most of the time a run
//! on a single report would need.

use super::{
    slots::Slots,
    starts::{ALONE, Start, Starts, beginning, load, low, place},
};

/// A set of words with values.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    /// Sorted by how they begin, the longest first.
    words: Vec<Word>,
    /// The letters of all words.
    letters: String,
    /// Which words have each beginning.
    slots: Slots,
    /// Where one of them may begin.
    starts: Starts,
}

/// A word behind its first two characters.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Its next eight bytes, or what there is of them, and which bits of a text are compared with them:
    /// most words with one beginning part ways there, and most have no more.
    next: u64,
    mask: u64,
    /// Where the bytes behind those start in the letters, and where the word ends there.
    rest: u32,
    end: u32,
    /// Bytes of the whole word.
    len: u32,
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
        let mut begun = Vec::new();
        for (word, value) in words {
            let word = word.as_ref();
            let Some((begin, both)) = beginning(word) else { continue };
            set.letters.push_str(word);
            let end = set.letters.len() as u32;
            let behind = &word.as_bytes()[both..];
            let near = behind.len().min(8);
            let rest = end - (behind.len() - near) as u32;
            let mask = low(u64::MAX, near);
            let next = load(behind, 0) & mask;
            begun.push((begin, Word { next, mask, rest, end, len: word.len() as u32, value }));
        }
        let letters = &set.letters;
        let text = |word: &Word| &letters[(word.end - word.len) as usize..word.end as usize];
        begun.sort_by(|(a_begin, a), (b_begin, b)| {
            (a_begin, b.len).cmp(&(b_begin, a.len)).then_with(|| text(a).cmp(text(b)))
        });
        set.starts = Starts::new(begun.iter().map(|(_, word)| text(word)));
        let mut end = 0;
        let same = begun.chunk_by(|a, b| a.0 == b.0).map(|same| {
            let first = end;
            end += same.len() as u32;
            (same[0].0, first..end)
        });
        set.slots = Slots::new(same.collect());
        set.words = begun.into_iter().map(|(_, word)| word).collect();
        set
    }

    /// All its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &self.letters[(word.end - word.len) as usize..word.end as usize])
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that begin so, the longest first.
    #[inline]
    fn beginning(&self, begin: u64) -> &[Word] {
        &self.words[self.slots.get(begin)]
    }

    /// Calls `found` for all words in a text, also those inside others: by where they start, the
    /// longest first.
    pub fn each(&self, text: &str, mut found: impl FnMut(Hit)) {
        let mut from = 0;
        while let Some(start) = self.starts.next(text, from) {
            self.at(text, start, &mut found);
            from = start.at + start.first;
        }
    }

    /// The same for the words that start at some places of a text.
    pub fn each_at(&self, text: &str, places: &[u32], mut found: impl FnMut(Hit)) {
        if self.words.is_empty() {
            return;
        }
        for place in places {
            self.at(text, self.starts.at(text, *place as usize), &mut found);
        }
    }

    /// The words that may stand at a place of a text, the longest first; of equal words each value.
    #[inline]
    fn at(&self, text: &str, start: Start, found: &mut impl FnMut(Hit)) {
        for (begin, behind) in [(start.pair, start.both), (start.alone, start.first)] {
            let Some(begin) = begin else { continue };
            let words = self.beginning(begin);
            if words.is_empty() {
                continue;
            }
            let behind = start.at + behind;
            let next = load(text.as_bytes(), behind);
            for word in words.iter().filter(|word| self.fits(word, text, behind, next)) {
                found(Hit { start: start.at, end: start.at + word.len as usize, value: word.value });
            }
        }
    }

    /// Length in bytes and value of the longest word that a text starts with; of equal words the first.
    #[inline]
    pub fn longest(&self, text: &str) -> Option<(usize, u32)> {
        let bytes = text.as_bytes();
        let (first, both, pair) = place(load(bytes, 0));
        let word = if self.starts.begins(pair) && first < bytes.len() {
            let next = load(bytes, both);
            self.beginning(pair).iter().find(|word| self.fits(word, text, both, next))
        } else {
            None
        };
        let alone = ALONE | low(pair, first);
        let word = word.or_else(|| {
            if self.starts.stands(alone) && !bytes.is_empty() { self.beginning(alone).first() } else { None }
        })?;
        Some((word.len as usize, word.value))
    }

    /// Whether a word stands in a text, of which the beginning does, by the bytes behind that.
    #[inline]
    fn fits(&self, word: &Word, text: &str, behind: usize, next: u64) -> bool {
        if next & word.mask != word.next {
            return false;
        }
        // What stands behind the end of a text are no zeros.
        let near = behind + word.mask.count_ones() as usize / 8;
        let rest = &self.letters.as_bytes()[word.rest as usize..word.end as usize];
        text.as_bytes().get(near..).is_some_and(|behind| rest.is_empty() || behind.starts_with(rest))
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
    fn the_longest_word_at_the_head_of_a_text() {
        let set = Lookup::new([("个", 1), ("个百分点", 2), ("个月", 3), ("次", 4), ("个百", 9), ("次", 5)]);
        assert_eq!(set.longest("个百分点。"), Some((12, 2)));
        assert_eq!(set.longest("个百分之"), Some((6, 9)));
        assert_eq!(set.longest("个人"), Some((3, 1)));
        assert_eq!(set.longest("次"), Some((3, 4)));
        assert_eq!(set.longest("人次"), None);
        assert_eq!(set.longest(""), None);
    }

    #[test]
    fn an_empty_set_finds_nothing() {
        assert_eq!(Lookup::default().longest("行政"), None);
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
            proptest::prop_assert_eq!(&found, &wanted);
            for (start, _) in text.char_indices() {
                let here = wanted.iter().filter(|hit| hit.0 == start).map(|hit| hit.1 - start).max();
                proptest::prop_assert_eq!(lookup.longest(&text[start..]).map(|hit| hit.0), here);
            }
        }
    }
}
