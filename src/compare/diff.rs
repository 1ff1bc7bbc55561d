//! The difference between two passages, in words.
//!
//! Only inside a passage that was aligned, never between whole texts. What is compared are atoms:
//! numbers with their unit, 《titles》, words, else single characters; so no edge falls inside a
//! word or a number.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{atoms::atoms, words::Words};
use crate::{
    model::DiffPiece,
    text::{class, fold_str},
};

/// Characters that stand unchanged between two changes and may become part of them.
const CRUMB: usize = 8;

/// Atoms up to which Myers' algorithm is affordable; longer passages are anchored on rare atoms.
const LONG: usize = 4_000;

/// The difference from `old` to `new`.
pub fn diff(old: &str, new: &str) -> Vec<DiffPiece> {
    let (old, new) = (fold_str(old), fold_str(new));
    let words = Words::of([old.as_str(), new.as_str()]);
    folded(&old, &new, &words)
}

/// The difference between two folded texts; the words are those of both.
pub(super) fn folded(old: &str, new: &str, words: &Words) -> Vec<DiffPiece> {
    if old == new {
        return if new.is_empty() { Vec::new() } else { vec![DiffPiece::Equal(new.to_owned())] };
    }
    let (x, y) = (atoms(old, words), atoms(new, words));
    let cut = |atoms: &[Range<usize>], text: &str| -> Vec<String> {
        atoms.iter().map(|range| text[range.clone()].to_owned()).collect()
    };
    let (left, right) = (cut(&x, old), cut(&y, new));
    let algorithm = if left.len().max(right.len()) > LONG { Algorithm::Patience } else { Algorithm::Myers };
    let mut pieces: Vec<Change> = Vec::new();
    for op in capture_diff_slices(algorithm, &left, &right) {
        let (from, to) = (op.old_range(), op.new_range());
        let equal = matches!(op, DiffOp::Equal { .. });
        push(&mut pieces, Change { old: from, new: to, equal });
    }
    let pieces = whole_phrases(absorbed(pieces, &left, &right), &left, &right);
    let mut out = Vec::new();
    for piece in pieces {
        let (was, is) = (left[piece.old.clone()].concat(), right[piece.new.clone()].concat());
        if piece.equal {
            out.push(DiffPiece::Equal(is));
            continue;
        }
        exchanged(&left[piece.old], &right[piece.new], &was, &is, &mut out);
    }
    out
}

/// The pieces with the characters that were written, in the place of folded ones. `old` and `new` are the
/// two passages as written, character for character what was compared; if they are not, nothing is done.
pub(super) fn as_written(pieces: &mut [DiffPiece], old: &str, new: &str) {
    let (mut was, mut is) = (0, 0);
    for piece in pieces.iter() {
        let count = |words: &String| words.chars().count();
        match piece {
            DiffPiece::Equal(words) => (was, is) = (was + count(words), is + count(words)),
            DiffPiece::Deleted(words) => was += count(words),
            DiffPiece::Inserted(words) => is += count(words),
            DiffPiece::Figure(before, after) => (was, is) = (was + count(before), is + count(after)),
        }
    }
    if was != old.chars().count() || is != new.chars().count() {
        return;
    }
    let (mut old, mut new) = (old.chars(), new.chars());
    let take = |words: &mut String, from: &mut std::str::Chars<'_>| {
        let count = words.chars().count();
        *words = from.by_ref().take(count).collect();
        count
    };
    for piece in pieces {
        match piece {
            DiffPiece::Equal(words) => {
                let count = take(words, &mut new);
                old.by_ref().take(count).for_each(drop);
            }
            DiffPiece::Deleted(words) => drop(take(words, &mut old)),
            DiffPiece::Inserted(words) => drop(take(words, &mut new)),
            DiffPiece::Figure(before, after) => {
                take(before, &mut old);
                take(after, &mut new);
            }
        }
    }
}

/// A stretch of atoms that is equal in both, or was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    old: Range<usize>,
    new: Range<usize>,
    equal: bool,
}

/// Adds a stretch; neighbouring stretches of one sort become one.
fn push(pieces: &mut Vec<Change>, piece: Change) {
    match pieces.last_mut().filter(|last| last.equal == piece.equal) {
        Some(last) => {
            last.old.end = piece.old.end;
            last.new.end = piece.new.end;
        }
        None => pieces.push(piece),
    }
}

/// Equal stretches that are no longer than the changes on both sides join them: a reader sees one
/// exchange and not a ladder of crumbs. Where only figures were exchanged the words between them
/// stay, and so does the end of a sentence.
fn absorbed(mut pieces: Vec<Change>, left: &[String], right: &[String]) -> Vec<Change> {
    let chars = |atoms: &[String]| atoms.iter().map(|atom| atom.chars().count()).sum::<usize>();
    let size = |piece: &Change| chars(&left[piece.old.clone()]).max(chars(&right[piece.new.clone()]));
    let quiet = |piece: &Change| are_figures(&left[piece.old.clone()], &right[piece.new.clone()]);
    let crumb = |piece: &Change, before: &Change, after: &Change| {
        let len = chars(&left[piece.old.clone()]);
        let ends = left[piece.old.clone()].iter().any(|atom| atom.chars().any(class::ends_statement));
        let between = len <= CRUMB && len <= size(before) && len <= size(after);
        between && !ends && !quiet(before) && !quiet(after)
    };
    // A change that grew may take more; each round has fewer pieces than the one before.
    loop {
        let mut out: Vec<Change> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let neighbours = at.checked_sub(1).and_then(|before| pieces.get(before)).zip(pieces.get(at + 1));
            let joins = piece.equal && neighbours.is_some_and(|(before, after)| crumb(piece, before, after));
            push(&mut out, Change { equal: piece.equal && !joins, ..piece.clone() });
        }
        if out.len() == pieces.len() {
            return out;
        }
        pieces = out;
    }
}

/// Moves what was only put in or left out along equal words, so that it begins and ends where a
/// phrase does: `“甲”、{+“乙”、+}“丙”` and not `“甲”、“{+乙”、“+}丙”`.
fn whole_phrases(mut pieces: Vec<Change>, left: &[String], right: &[String]) -> Vec<Change> {
    for at in 1..pieces.len().saturating_sub(1) {
        let piece = pieces[at].clone();
        let (atoms, range) = match (piece.old.is_empty(), piece.new.is_empty()) {
            (true, false) => (right, piece.new.clone()),
            (false, true) => (left, piece.old.clone()),
            _ => continue,
        };
        let (before, after) = (pieces[at - 1].old.len(), pieces[at + 1].old.len());
        if !pieces[at - 1].equal || !pieces[at + 1].equal {
            continue;
        }
        let back = (1..before).take_while(|n| atoms[range.start - n] == atoms[range.end - n]).count();
        let forth = (0..after.saturating_sub(1))
            .take_while(|n| atoms[range.start + n] == atoms[range.end + n])
            .count();
        let score = |shift: usize| {
            let (start, end) = (range.start + shift - back, range.end + shift - back);
            starts_phrase(&atoms[start - 1], &atoms[start]) + starts_phrase(&atoms[end - 1], &atoms[end])
        };
        let best = (0..=back + forth)
            .max_by_key(|shift| (score(*shift), std::cmp::Reverse(shift.abs_diff(back))))
            .unwrap_or(back);
        shift(&mut pieces[at - 1..=at + 1], best as isize - back as isize);
    }
    pieces
}

/// Moves the middle of three pieces by some atoms.
fn shift(pieces: &mut [Change], by: isize) {
    let moved = |at: usize| at.saturating_add_signed(by);
    let [before, piece, after] = pieces else { return };
    (before.old.end, before.new.end) = (moved(before.old.end), moved(before.new.end));
    piece.old = moved(piece.old.start)..moved(piece.old.end);
    piece.new = moved(piece.new.start)..moved(piece.new.end);
    (after.old.start, after.new.start) = (moved(after.old.start), moved(after.new.start));
}

/// How well a phrase can begin between two atoms.
fn starts_phrase(before: &str, after: &str) -> usize {
    let last = before.chars().next_back().unwrap_or(' ');
    let next = after.chars().next().unwrap_or(' ');
    let opens = matches!(next, '“' | '‘' | '(' | '（' | '《');
    let bound = matches!(last, '“' | '‘' | '(' | '（' | '《')
        || matches!(next, '”' | '’' | ')' | '）' | '》' | '、' | ',' | '，');
    match last {
        _ if bound => 0,
        c if class::ends_statement(c) => 4,
        ',' | '，' | ':' | '：' => 3,
        '、' => 2,
        _ if opens => 2,
        _ => 1,
    }
}

/// A change as deletion and insertion; figures that stand in the place of figures are exchanged.
fn exchanged(left: &[String], right: &[String], was: &str, is: &str, out: &mut Vec<DiffPiece>) {
    if are_figures(left, right) {
        for (x, y) in left.iter().zip(right) {
            out.push(if x == y {
                DiffPiece::Equal(y.clone())
            } else {
                DiffPiece::Figure(x.clone(), y.clone())
            });
        }
        return;
    }
    if !was.is_empty() {
        out.push(DiffPiece::Deleted(was.to_owned()));
    }
    if !is.is_empty() {
        out.push(DiffPiece::Inserted(is.to_owned()));
    }
}

/// Whether two rows of atoms differ only in figures, one for one.
fn are_figures(left: &[String], right: &[String]) -> bool {
    left.len() == right.len()
        && !left.is_empty()
        && left.iter().zip(right).all(|(x, y)| x == y || (is_figure(x) && is_figure(y)))
}

fn is_figure(atom: &str) -> bool {
    atom.starts_with(class::is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        diff(old, new)
            .iter()
            .map(|piece| match piece {
                DiffPiece::Equal(words) => words.clone(),
                DiffPiece::Deleted(words) => format!("[-{words}-]"),
                DiffPiece::Inserted(words) => format!("{{+{words}+}}"),
                DiffPiece::Figure(old, new) => format!("({old}→{new})"),
            })
            .collect()
    }

    #[test]
    fn figures_are_exchanged_quietly() {
        assert_eq!(
            shown("2023年召开会议12次，投入1,200万元。", "2024年召开会议9次，投入1,350万元。"),
            "(2023年→2024年)召开会议(12次→9次),投入(1,200万元→1,350万元)。"
        );
    }

    #[test]
    fn words_and_titles_are_not_cut() {
        assert_eq!(
            shown("学习《岚溪区河道管理办法》。", "学习《岚溪区河道保洁办法》。"),
            "学习[-《岚溪区河道管理办法》-]{+《岚溪区河道保洁办法》+}。"
        );
    }

    #[test]
    fn crumbs_between_changes_are_part_of_them() {
        assert_eq!(
            shown("均衡推进政务公开全覆盖", "逐步落实政务公示村村通"),
            "[-均衡推进政务公开全覆盖-]{+逐步落实政务公示村村通+}"
        );
        // The end of a sentence stays.
        assert_eq!(shown("清淤。巡查", "疏浚。走访"), "[-清淤-]{+疏浚+}。[-巡查-]{+走访+}");
    }

    #[test]
    fn what_is_put_in_is_a_whole_phrase() {
        assert_eq!(
            shown("利用“开放日”、“民声在线”等渠道", "利用“开放日”、“在线访谈”、“民声在线”等渠道"),
            "利用“开放日”、{+“在线访谈”、+}“民声在线”等渠道"
        );
        assert_eq!(
            shown("清淤河道，培训人员。", "清淤河道，巡查河道，培训人员。"),
            "清淤河道,{+巡查河道,+}培训人员。"
        );
    }

    #[test]
    fn people_read_what_was_written() {
        let (old, new) = ("清淤河道（两条），培训12人。", "清淤河道（三条），走访村居；培训9人。");
        let mut pieces = diff(old, new);
        as_written(&mut pieces, old, new);
        let read = |of_new: bool| -> String {
            let words = |piece: &DiffPiece| match piece {
                DiffPiece::Equal(words) => words.clone(),
                DiffPiece::Figure(was, is) => if of_new { is } else { was }.clone(),
                DiffPiece::Deleted(words) if !of_new => words.clone(),
                DiffPiece::Inserted(words) if of_new => words.clone(),
                _ => String::new(),
            };
            pieces.iter().map(words).collect()
        };
        assert_eq!((read(false).as_str(), read(true).as_str()), (old, new));
        // Words that are not what was compared are left alone.
        let before = pieces.clone();
        as_written(&mut pieces, "清淤", new);
        assert_eq!(pieces, before);
    }

    #[test]
    fn equal_passages_have_one_piece() {
        assert_eq!(diff("清淤河道", "清淤河道"), [DiffPiece::Equal("清淤河道".to_owned())]);
        assert_eq!(diff("", ""), []);
    }

    #[test]
    fn the_new_words_can_be_read_from_the_pieces() {
        let (old, new) = ("组织执法人员培训三期，覆盖全区。", "举办执法骨干轮训班三期，覆盖各镇街和全区。");
        let read: String = diff(old, new)
            .iter()
            .map(|piece| match piece {
                DiffPiece::Equal(words) | DiffPiece::Inserted(words) | DiffPiece::Figure(_, words) => {
                    words.as_str()
                }
                DiffPiece::Deleted(_) => "",
            })
            .collect();
        assert_eq!(read, fold_str(new));
    }
}
