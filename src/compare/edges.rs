//! The ends of a passage: where it has a counterpart, and where one passage goes on in the next.

use std::ops::Range;

use super::{
    align::Passage,
    classify::{PIECE, chain},
    join::{Pairs, join},
    ranges::hull,
    stream::{Script, Stream},
};

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
pub(super) fn bridged(passages: Vec<Passage>) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    for passage in passages {
        if let Some(last) = out.last_mut() {
            let (here, there) = (between(&last.a, &passage.a), between(&last.b, &passage.b));
            let near = here.min(there) <= PUT_IN && here.max(there) <= LEFT_OUT;
            if near && here + there <= last.a.len() + passage.a.len() {
                last.a = hull([&last.a, &passage.a].into_iter());
                last.b = hull([&last.b, &passage.b].into_iter());
                last.common += passage.common;
                continue;
            }
        }
        out.push(passage);
    }
    out
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
        let found = bridged(vec![part(0..40, 0..40), part(50..90, 90..130)]);
        assert_eq!(found, [Passage { a: 0..90, b: 0..130, common: 80 }]);
        // In another order too, but not over half of the text.
        assert_eq!(bridged(vec![part(0..40, 90..130), part(50..90, 0..40)]).len(), 1);
        assert_eq!(bridged(vec![part(0..40, 0..40), part(50..90, 400..440)]).len(), 2);
    }
}
