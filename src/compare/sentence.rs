//! Sentences that say the same in other words, by tf-isf.
//!
//! Terms are pairs of neighbouring Han characters, or words. A term weighs the more the fewer
//! sentences of both texts hold it: isf = log2(sentences / sentences with it). Two sentences are
//! alike by the cosine of their weighted terms and by Dice's coefficient of their term sets
//! (Sanchez-Perez, Sidorov, Gelbukh 2014, “A Winning Approach to Text Alignment for Text Reuse
//! Detection at PAN 2014”). All whole numbers: the same on every machine.

use std::ops::Range;

use super::stream::{Break, NUMBER, Script, Stream};

/// From which likeness on two sentences are a seed, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Cosine of the weighted terms.
    pub cosine: u32,
    /// Dice's coefficient of the term sets.
    pub dice: u32,
}

/// A term in more fragments of a text than this tells nothing.
const OFTEN: usize = 64;

/// The pieces of a text that end in at least `level`; one with fewer than `least` units is joined
/// to the next of its paragraph.
pub(super) fn fragments(stream: &Stream, level: Break, least: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut start, mut block) = (0, 0);
    for (at, mark) in stream.breaks.iter().enumerate() {
        let last = at + 1 == stream.len();
        let ends = *mark >= level && at + 1 - start >= least;
        if ends || *mark == Break::Block || last {
            match found.last_mut().filter(|_| at + 1 - start < least) {
                // What is left at the end of a paragraph belongs to the piece before it.
                Some(before) if before.end == start && start > block => before.end = at + 1,
                _ => found.push(start..at + 1),
            }
            start = at + 1;
        }
        if *mark == Break::Block {
            block = at + 1;
        }
    }
    found
}

/// One term of one fragment.
#[derive(Clone, Copy)]
struct Term {
    term: u32,
    fragment: u32,
}

/// Numbers terms in the order in which they first stand, by open addressing. The table holds numbers
/// only: fresh memory is what this step costs most.
struct Numbering {
    /// A number + 1; 0 is empty.
    slots: Vec<u32>,
    /// The terms by their numbers.
    terms: Vec<u64>,
}

impl Numbering {
    /// Room for so many terms.
    fn new(terms: usize) -> Self {
        let size = (terms + terms / 2).next_power_of_two().max(16);
        Self { slots: vec![0; size], terms: Vec::with_capacity(terms / 2) }
    }

    fn number(&mut self, term: u64) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = (term.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24) as usize & mask;
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if self.terms[number as usize] == term {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        self.terms.push(term);
        self.slots[slot] = self.terms.len() as u32;
        self.terms.len() as u32 - 1
    }
}

/// The terms of two texts by their numbers, for each unit the one that begins there. The fragments of
/// every size are made of them.
pub(super) struct Numbered {
    ours: Vec<u32>,
    theirs: Vec<u32>,
    /// How many different terms there are.
    terms: usize,
    /// Units of a term.
    len: usize,
}

/// In the place of a number where no term begins.
const NONE: u32 = u32::MAX;

impl Numbered {
    pub(super) fn new(script: Script, a: &Stream, b: &Stream) -> Self {
        let mut numbering = Numbering::new(a.len() + b.len());
        let mut numbers = |stream: &Stream| -> Vec<u32> {
            let codes = &stream.codes;
            match script {
                Script::Han => codes
                    .windows(2)
                    .map(|pair| numbering.number(u64::from(pair[0]) << 32 | u64::from(pair[1])))
                    .collect(),
                Script::Words => codes
                    .iter()
                    .map(|code| if *code == NUMBER { NONE } else { numbering.number(u64::from(*code)) })
                    .collect(),
            }
        };
        let ours = numbers(a);
        // A text against itself has the same terms.
        let theirs = if std::ptr::eq(a, b) { ours.clone() } else { numbers(b) };
        let len = if script == Script::Han { 2 } else { 1 };
        Self { ours, theirs, terms: numbering.terms.len(), len }
    }

    /// The terms of fragments of one text, which have the numbers from `first` on.
    fn collect(&self, numbers: &[u32], fragments: &[Range<usize>], first: usize, terms: &mut Vec<Term>) {
        for (nth, units) in fragments.iter().enumerate() {
            let fragment = (first + nth) as u32;
            let starts = units.start..(units.end + 1 - self.len).max(units.start);
            let here = numbers[starts].iter().filter(|term| **term != NONE);
            terms.extend(here.map(|term| Term { term: *term, fragment }));
        }
    }
}

/// Terms by their numbers; those of one number stay in order.
fn sorted(terms: &[Term], numbers: usize) -> Vec<Term> {
    let mut starts = vec![0_u32; numbers + 1];
    for term in terms {
        starts[term.term as usize + 1] += 1;
    }
    for at in 0..numbers {
        starts[at + 1] += starts[at];
    }
    let mut sorted = vec![Term { term: 0, fragment: 0 }; terms.len()];
    for term in terms {
        let at = &mut starts[term.term as usize];
        sorted[*at as usize] = *term;
        *at += 1;
    }
    sorted
}

/// What belongs to some fragments, one fragment after the other, and where each one's begins.
fn by_fragment(parts: &[(u32, Weighted)], fragments: usize) -> (Vec<Weighted>, Vec<u32>) {
    let mut ends = vec![0_u32; fragments + 1];
    for (fragment, _) in parts {
        ends[*fragment as usize + 1] += 1;
    }
    for at in 0..fragments {
        ends[at + 1] += ends[at];
    }
    let starts = ends.clone();
    let mut sorted = vec![Weighted::default(); parts.len()];
    for (fragment, part) in parts {
        let at = &mut ends[*fragment as usize];
        sorted[*at as usize] = *part;
        *at += 1;
    }
    (sorted, starts)
}

/// log2(n / d) in 1/256, for n ≥ d ≥ 1; between powers of two a straight line.
fn log2(n: usize, d: usize) -> u64 {
    let ratio = ((n as u64) << 16) / d as u64;
    let whole = u64::from(ratio.max(1).ilog2());
    let rest = if whole >= 8 { (ratio >> (whole - 8)) & 255 } else { 0 };
    (whole.saturating_sub(16)) * 256 + rest
}

/// A term of a fragment here.
#[derive(Clone, Copy, Default)]
struct Weighted {
    weight: u64,
    /// Where the term stands in the postings.
    from: u32,
    to: u32,
}

/// The fragments of two texts as weighted terms.
pub(super) struct Terms {
    /// The terms of each fragment of `a` that stand in `b` too, one fragment after the other.
    ours: Vec<Weighted>,
    /// Where the terms of each fragment begin, and where those of the last end.
    starts: Vec<u32>,
    /// Fragments of `b` with the weight of a term.
    postings: Vec<(u32, u64)>,
    /// Squared length and number of distinct terms, of all fragments of `a` and then `b`.
    norms: Vec<(u64, u32)>,
}

impl Terms {
    /// The terms of fragments of two texts that have `total` fragments together.
    pub(super) fn new(
        numbered: &Numbered,
        ours: &[Range<usize>],
        theirs: &[Range<usize>],
        total: usize,
    ) -> Self {
        let units = ours.iter().chain(theirs).map(Range::len).sum();
        let mut all = Vec::with_capacity(units);
        numbered.collect(&numbered.ours, ours, 0, &mut all);
        let here = all.len();
        numbered.collect(&numbered.theirs, theirs, ours.len(), &mut all);
        let there = all.len() - here;
        let all = sorted(&all, numbered.terms);
        let mut norms = vec![(0, 0); ours.len() + theirs.len()];
        let mut postings = Vec::with_capacity(there);
        // Each with its fragment, by term.
        let mut weighted: Vec<(u32, Weighted)> = Vec::with_capacity(here);
        let mut counts: Vec<(u32, u64)> = Vec::new();
        // Most terms stand in few fragments.
        let rare: [u64; 17] = std::array::from_fn(|holding| log2(total, holding.max(1)));
        for group in all.chunk_by(|x, y| x.term == y.term) {
            counts.clear();
            counts.extend(
                group
                    .chunk_by(|x, y| x.fragment == y.fragment)
                    .map(|same| (same[0].fragment, same.len() as u64)),
            );
            let isf = rare.get(counts.len()).copied().unwrap_or_else(|| log2(total, counts.len()));
            for (fragment, count) in &mut counts {
                *count *= isf;
                let norm = &mut norms[*fragment as usize];
                norm.0 += *count * *count;
                norm.1 += 1;
            }
            let (mine, other) =
                counts.split_at(counts.partition_point(|(fragment, _)| (*fragment as usize) < ours.len()));
            if mine.is_empty() || other.is_empty() || other.len() > OFTEN {
                continue;
            }
            let from = postings.len() as u32;
            let first = ours.len() as u32;
            postings.extend(other.iter().map(|(fragment, weight)| (fragment - first, *weight)));
            let to = postings.len() as u32;
            weighted.extend(mine.iter().map(|(nth, weight)| (*nth, Weighted { weight: *weight, from, to })));
        }
        let (ours, starts) = by_fragment(&weighted, ours.len());
        Self { ours, starts, postings, norms }
    }

    /// The pairs of fragments that are alike.
    pub(super) fn alike(
        &self,
        likeness: Likeness,
        wanted: impl Fn(usize, usize) -> bool,
    ) -> Vec<(usize, usize)> {
        let here = self.starts.len() - 1;
        let theirs = self.norms.len() - here;
        // How many terms each fragment of `b` shares with one of `a`, which it is that share some, and
        // the products of the weights: these are asked for few.
        let mut shared = vec![0_u32; theirs];
        let mut touched = vec![0_u32; theirs + 1];
        let mut dots = vec![0_u64; theirs];
        let mut pairs = Vec::new();
        for (mine, range) in self.starts.windows(2).enumerate() {
            let terms = &self.ours[range[0] as usize..range[1] as usize];
            let postings = |term: &Weighted| &self.postings[term.from as usize..term.to as usize];
            let mut count = 0;
            for (fragment, _) in terms.iter().flat_map(postings) {
                touched[count] = *fragment;
                let shared = &mut shared[*fragment as usize];
                count += usize::from(*shared == 0);
                *shared += 1;
            }
            let (length, own) = self.norms[mine];
            let dice = |shared: u32, other: u32| {
                u64::from(shared) * 2000 >= u64::from(likeness.dice) * u64::from(own + other)
            };
            let mut found: Vec<u32> = Vec::new();
            for fragment in &touched[..count] {
                let shared = std::mem::take(&mut shared[*fragment as usize]);
                // A fragment has no fewer terms than it shares.
                if dice(shared, shared) && dice(shared, self.norms[here + *fragment as usize].1) {
                    found.push(*fragment);
                }
            }
            if found.is_empty() {
                continue;
            }
            for term in terms {
                for (fragment, other) in postings(term) {
                    dots[*fragment as usize] += term.weight * other;
                }
            }
            // Few are alike of the many that were touched.
            found.sort_unstable();
            for fragment in found {
                let (dot, other) = (dots[fragment as usize], self.norms[here + fragment as usize].0);
                let cosine = u128::from(dot) * u128::from(dot) * 1_000_000
                    >= u128::from(likeness.cosine).pow(2) * u128::from(length) * u128::from(other);
                if cosine && wanted(mine, fragment as usize) {
                    pairs.push((mine, fragment as usize));
                }
            }
            for fragment in &touched[..count] {
                dots[*fragment as usize] = 0;
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIKE: Likeness = Likeness { cosine: 300, dice: 300 };

    fn pairs(a: &str, b: &str) -> Vec<(usize, usize)> {
        let (a, b) = (Stream::new(a), Stream::new(b));
        let (x, y) = (fragments(&a, Break::Sentence, 3), fragments(&b, Break::Sentence, 3));
        Terms::new(&Numbered::new(a.script(), &a, &b), &x, &y, x.len() + y.len()).alike(LIKE, |_, _| true)
    }

    #[test]
    fn a_reworded_sentence_finds_its_source() {
        let a = "全区开展河道清淤十二处。组织普法宣讲进村居活动。";
        let b = "举办消防演练。组织开展普法宣讲进村居的活动。整治占道经营。";
        assert_eq!(pairs(a, b), [(1, 1)]);
    }

    #[test]
    fn short_pieces_are_joined() {
        let stream = Stream::new("好。召开了会议。是。\n另起一段");
        assert_eq!(fragments(&stream, Break::Sentence, 3), [0..7, 7..11]);
    }

    #[test]
    fn logarithms() {
        assert_eq!(log2(8, 1), 3 * 256);
        assert_eq!(log2(5, 5), 0);
        assert_eq!(log2(6, 4), 128);
    }
}
