//! The ends of a passage: where it has a counterpart, and where one passage goes on in the next.

use std::ops::Range;

use super::{
    align::Passage,
    classify::{PIECE, chain},
    join::{Pairs, join},
    ranges::hull,
    stream::{Script, Stream},
};

/// Parts of one passage that are looked for at once.
const TOGETHER: usize = 12;

/// Units that may have been put in or left out between two parts of one passage, in the text that has
/// fewer of them there: a sentence.
const PUT_IN: usize = 48;

/// The same in the other text: two or three sentences.
const LEFT_OUT: usize = 200;

/// A passage without what has no counterpart at its ends. Pieces of a passage count wherever they
/// stand in it, so a clause of common words may have been taken for a part on one side alone.
pub(super) fn tight(a: &Stream, b: &Stream, passage: Passage) -> Passage {
    let (x, y) = (&a.codes[passage.a.clone()], &b.codes[passage.b.clone()]);
    if x == y || a.script() == Script::Words {
        return passage;
    }
    let (chain, moved) = chain(&join(x, y, 2, Pairs::All));
    let used = || chain.iter().chain(&moved).filter(|found| found.len >= PIECE);
    let ends = |first: usize, at: &dyn Fn(&super::join::Match) -> u32| -> Option<Range<usize>> {
        let start = used().map(at).min()?;
        let end = used().map(|found| at(found) + found.len).max()?;
        Some(first + start as usize..first + end as usize)
    };
    let here = ends(passage.a.start, &|found| found.a);
    let there = ends(passage.b.start, &|found| found.b);
    match here.zip(there) {
        Some((a, b)) => Passage { a, b, ..passage },
        None => passage,
    }
}

/// Makes one of passages (by place) that are neighbours in both texts, in whatever order, with no more
/// between them than sentences that were left out of the one or put into the other.
pub(super) fn bridged(passages: &[Passage]) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut rest = passages;
    while !rest.is_empty() {
        // As many as belong together; in another order there some may only do so with those behind them.
        let most = rest.len().min(TOGETHER);
        let count = (2..=most).rev().find(|count| belong(&rest[..*count])).unwrap_or(1);
        let (parts, others) = rest.split_at(count);
        out.push(Passage {
            a: hull(parts.iter().map(|part| &part.a)),
            b: hull(parts.iter().map(|part| &part.b)),
            common: parts.iter().map(|part| part.common).sum(),
        });
        rest = others;
    }
    out
}

/// Whether passages (by place here) are one: whatever their order, nowhere is more between two that are
/// neighbours than was left out or put in, and altogether in neither text more than they have themselves.
fn belong(parts: &[Passage]) -> bool {
    let gaps = |ranges: &mut [&Range<usize>]| -> Vec<usize> {
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.windows(2).map(|two| between(two[0], two[1])).collect()
    };
    let here = gaps(&mut parts.iter().map(|part| &part.a).collect::<Vec<_>>());
    let there = gaps(&mut parts.iter().map(|part| &part.b).collect::<Vec<_>>());
    let (ours, theirs) = (here.iter().sum::<usize>(), there.iter().sum::<usize>());
    here.iter().chain(&there).all(|gap| *gap <= LEFT_OUT)
        && ours.min(theirs) <= PUT_IN * here.len()
        && ours.max(theirs) <= parts.iter().map(|part| part.a.len()).sum()
}

/// Units between two ranges, whichever is the first.
fn between(x: &Range<usize>, y: &Range<usize>) -> usize {
    x.start.max(y.start).saturating_sub(x.end.min(y.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Settings, align};

    const WELL: &str = "村里新打的两口机井三月通水，管护员每天抄表一次。";
    const FINE: &str = "水政监察大队对六家采砂场逐一上门复核，封停无证泵船三条。";
    const CLASS: &str = "区党校开了四期节水培训班，镇上的抽水泵工都拿到了结业证。";
    const OTHER: &str = "图书馆周末延长闭馆时间，读者满意。";

    #[test]
    fn a_clause_without_counterpart_is_no_end_of_a_passage() {
        let (a, b) = (Stream::new(&format!("{FINE}{WELL}")), Stream::new(&format!("{WELL}{OTHER}")));
        let whole = Passage { a: 0..a.len(), b: 0..b.len(), common: 0 };
        let found = tight(&a, &b, whole);
        assert_eq!(a.codes[found.a], b.codes[found.b]);
    }

    #[test]
    fn a_sentence_left_out_and_one_put_in_leave_one_passage() {
        let a = Stream::new(&format!("{WELL}{OTHER}{CLASS}"));
        let b = Stream::new(&format!("{WELL}{FINE}{FINE}{CLASS}"));
        let found = align(&a, &b, &Settings { stock: crate::compare::Counted::Whole, ..Settings::PASSAGES });
        assert!(found.len() <= 1, "{found:?}");
        let part = |a: Range<usize>, b: Range<usize>| Passage { common: a.len(), a, b };
        let found = bridged(&[part(0..40, 0..40), part(50..90, 90..130)]);
        assert_eq!(found, [Passage { a: 0..90, b: 0..130, common: 80 }]);
        // In another order too, but not over half of the text.
        assert_eq!(bridged(&[part(0..40, 90..130), part(50..90, 0..40)]).len(), 1);
        assert_eq!(bridged(&[part(0..40, 0..40), part(50..90, 400..440)]).len(), 2);
        // Three in another order, of which the first two are neighbours by the third alone.
        let parts = [part(0..90, 300..390), part(90..180, 0..90), part(180..380, 95..295)];
        assert_eq!(bridged(&parts), [Passage { a: 0..380, b: 0..390, common: 380 }]);
    }
}
