//! Measures of two texts as wholes, in thousandths.
//!
//! | measure | formula |
//! |---|---|
//! | stickiness | units in sentences that hold 13 units in a row of the earlier report ÷ units |
//! | redundancy | units in sentences that hold 13 units in a row that also stand elsewhere in this report ÷ units |
//! | boilerplate | units in 8-grams that a tenth of the library's bodies use (at least 4, at most 12) ÷ units; 0 for a library of fewer than ten bodies |
//! | cosine | Σ xᵢyᵢ ÷ √(Σ xᵢ² · Σ yᵢ²) over the counts of terms |
//! | jaccard | terms in both ÷ terms in either |
//! | min_edit | 1 − insertions and deletions ÷ (n₁ + n₂), which is 2·LCS ÷ (n₁ + n₂) |
//! | simple | units in sentences that stand unchanged in both, of both texts ÷ (n₁ + n₂) |
//!
//! A unit is a Han character, word or number; a term is a pair of neighbouring Han characters, or
//! a word. The last four are those of Cohen, Malloy, Nguyen 2020, “Lazy Prices”, Journal of
//! Finance 75(3), with units in the place of English words.

use std::ops::Range;

use super::{
    join::{grams, mix},
    sentence::fragments,
    stock::Stock,
    stream::{Break, Script, Stream},
};
use crate::model::{Measures, PerMille};

/// Units in a row that nobody writes twice by chance.
const STICKY: usize = 13;

/// Steps that the edit distance may cost; longer texts are compared sentence by sentence.
const AFFORDABLE: usize = 40_000_000;

pub(super) fn measure(ours: &Stream, theirs: Option<&Stream>, stock: &Stock) -> Measures {
    let mut measures = Measures {
        redundancy: repeated(ours),
        boilerplate: PerMille::new(stock.boilerplate(ours) as i64),
        ..Measures::default()
    };
    if let Some(theirs) = theirs {
        measures.stickiness = sticky(ours, theirs);
        (measures.cosine, measures.jaccard) = terms(ours, theirs);
        measures.min_edit = min_edit(ours, theirs);
        measures.simple = simple(ours, theirs);
    }
    measures
}

fn ratio(part: u128, whole: u128) -> PerMille {
    PerMille::new((part * 1000 / whole.max(1)).min(1000) as i64)
}

fn sticky_grams(stream: &Stream) -> Vec<u64> {
    grams(&stream.codes, STICKY)
}

/// Share of the units in sentences of which some gram passes.
fn in_sentences(stream: &Stream, passes: impl Fn(usize) -> bool) -> PerMille {
    let whole = |units: &Range<usize>| {
        (units.start..(units.end + 1).saturating_sub(STICKY).max(units.start)).any(&passes)
    };
    let units: usize =
        fragments(stream, Break::Sentence, 1).iter().filter(|units| whole(units)).map(Range::len).sum();
    ratio(units as u128, stream.len() as u128)
}

fn sticky(ours: &Stream, theirs: &Stream) -> PerMille {
    let mut known = sticky_grams(theirs);
    known.sort_unstable();
    let here = sticky_grams(ours);
    in_sentences(ours, |at| known.binary_search(&here[at]).is_ok())
}

fn repeated(ours: &Stream) -> PerMille {
    let here = sticky_grams(ours);
    let mut order: Vec<(u64, u32)> = here.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut twice = vec![false; here.len()];
    for same in order.chunk_by(|x, y| x.0 == y.0).filter(|same| same.len() > 1) {
        for (_, at) in same {
            twice[*at as usize] = true;
        }
    }
    in_sentences(ours, |at| twice[at])
}

fn terms(ours: &Stream, theirs: &Stream) -> (PerMille, PerMille) {
    let of = |stream: &Stream| {
        let mut terms: Vec<u64> = match stream.script() {
            Script::Han => stream.codes.windows(2).map(mix).collect(),
            Script::Words => stream.codes.iter().map(|code| u64::from(*code)).collect(),
        };
        terms.sort_unstable();
        let counts: Vec<(u64, u128)> =
            terms.chunk_by(|x, y| x == y).map(|same| (same[0], same.len() as u128)).collect();
        counts
    };
    let (x, y) = (of(ours), of(theirs));
    let square = |counts: &[(u64, u128)]| counts.iter().map(|(_, n)| n * n).sum::<u128>();
    let (mut dot, mut both) = (0, 0);
    for (term, n) in &x {
        if let Ok(at) = y.binary_search_by_key(term, |(term, _)| *term) {
            dot += n * y[at].1;
            both += 1;
        }
    }
    let cosine = ratio(dot, (square(&x) * square(&y)).isqrt());
    (cosine, ratio(both, (x.len() + y.len()) as u128 - both))
}

fn min_edit(ours: &Stream, theirs: &Stream) -> PerMille {
    if ours.len() * theirs.len() / 64 > AFFORDABLE {
        return simple(ours, theirs);
    }
    ratio(2 * lcs(&ours.codes, &theirs.codes) as u128, (ours.len() + theirs.len()) as u128)
}

/// Length of the longest common subsequence, 64 rows at a time (Hyyrö 2004, “Bit-parallel LCS-length
/// computation revisited”). Words of rows without a match are left out, since nothing changes there
/// but by a carry.
fn lcs(x: &[u32], y: &[u32]) -> usize {
    let words = x.len().div_ceil(64);
    let mut places: Vec<(u32, u32)> = x.iter().enumerate().map(|(at, unit)| (*unit, at as u32)).collect();
    places.sort_unstable();
    // The units, ascending, each with its words and the bits of its rows in them.
    let mut units: Vec<(u32, usize)> = Vec::new();
    let mut rows: Vec<(usize, u64)> = Vec::new();
    for same in places.chunk_by(|x, y| x.0 == y.0) {
        units.push((same[0].0, rows.len()));
        for row in same.chunk_by(|x, y| x.1 / 64 == y.1 / 64) {
            let bits = row.iter().fold(0, |bits, (_, at)| bits | 1 << (at % 64));
            rows.push((row[0].1 as usize / 64, bits));
        }
    }
    let end = |nth: usize| units.get(nth + 1).map_or(rows.len(), |(_, from)| *from);
    // Bits that are still 0 in `v` are matched rows.
    let mut v = vec![u64::MAX; words];
    for unit in y {
        let Ok(nth) = units.binary_search_by_key(unit, |(known, _)| *known) else { continue };
        let (mut next, mut carry) = (0, false);
        for (word, hits) in &rows[units[nth].1..end(nth)] {
            if carry {
                carry = carry_on(&mut v[..*word], next, carry);
            }
            let u = v[*word] & hits;
            let (sum, first) = v[*word].overflowing_add(u);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            v[*word] = sum | (v[*word] - u);
            (next, carry) = (word + 1, first || second);
        }
        carry_on(&mut v, next, carry);
    }
    let rest = words * 64 - x.len();
    let zeros: u32 = v.iter().map(|word| word.count_zeros()).sum();
    // Rows beyond the text never match.
    let beyond = v.last().map_or(0, |word| {
        if rest == 0 { 0 } else { (word >> (64 - rest)).count_zeros() - (64 - rest as u32) }
    });
    (zeros - beyond) as usize
}

/// Carries into the words from `next` on, until a word takes it; whether it goes beyond the last.
fn carry_on(v: &mut [u64], next: usize, mut carry: bool) -> bool {
    for word in v.iter_mut().skip(next) {
        if !carry {
            break;
        }
        let (sum, over) = word.overflowing_add(1);
        *word |= sum;
        carry = over;
    }
    carry
}

fn simple(ours: &Stream, theirs: &Stream) -> PerMille {
    let of = |stream: &Stream| {
        let mut sentences: Vec<(u64, usize)> = fragments(stream, Break::Sentence, 1)
            .into_iter()
            .map(|units| (mix(&stream.exact[units.clone()]), units.len()))
            .collect();
        sentences.sort_unstable();
        sentences
    };
    let (x, y) = (of(ours), of(theirs));
    let (mut at, mut same) = (0, 0);
    for sentence in &x {
        while y.get(at).is_some_and(|other| other < sentence) {
            at += 1;
        }
        if y.get(at) == Some(sentence) {
            same += 2 * sentence.1;
            at += 1;
        }
    }
    ratio(same as u128, (ours.len() + theirs.len()) as u128)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u32> {
        text.chars().map(|c| c as u32).collect()
    }

    #[test]
    fn longest_common_subsequence() {
        assert_eq!(lcs(&units("甲乙丙丁"), &units("甲丙戊丁")), 3);
        assert_eq!(lcs(&units("甲"), &units("乙")), 0);
        let long = units(&"甲乙丙丁戊".repeat(40));
        assert_eq!(lcs(&long, &long), 200);
        assert_eq!(lcs(&long, &long[3..170]), 167);
    }

    #[test]
    fn equal_texts_are_equal_by_every_measure() {
        let text = Stream::new("全区各镇街开展河道清淤整治十二处。组织普法宣讲进村居活动四十场次。");
        let measures = measure(&text, Some(&text), &Stock::new(&crate::rules::RuleSet::default()));
        for value in
            [measures.stickiness, measures.cosine, measures.jaccard, measures.min_edit, measures.simple]
        {
            assert_eq!(value.get(), 1000);
        }
        assert_eq!(measures.redundancy.get(), 0);
    }

    #[test]
    fn half_of_a_text_that_stands_twice_is_redundant() {
        let text = Stream::new(
            "组织普法宣讲进村居活动四十场次。组织普法宣讲进村居活动四十场次。全区开展河道清淤十二处沟渠清淤。",
        );
        assert_eq!(repeated(&text).get(), 666);
    }
}
