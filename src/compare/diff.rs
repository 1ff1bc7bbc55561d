//! The difference between two passages, in words.
//!
//! Only inside a passage that was aligned, never between whole texts. What is compared are atoms:
//! numbers with their unit, 《titles》, words, else single characters; so no edge falls inside a
//! word or a number.

use std::ops::Range;
#[cfg(feature = "words")]
use std::sync::OnceLock;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::{
    model::DiffPiece,
    text::{class, fold_str},
};

/// Atoms that stand unchanged between two changes and are fewer than this are part of the change.
const TINY: usize = 3;

/// Atoms up to which Myers' algorithm is affordable; longer passages are anchored on rare atoms.
const LONG: usize = 4_000;

/// The difference from `old` to `new`.
pub fn diff(old: &str, new: &str) -> Vec<DiffPiece> {
    let (old, new) = (fold_str(old), fold_str(new));
    let (x, y) = (atoms(&old), atoms(&new));
    let words = |atoms: &[Range<usize>], text: &'_ str| -> Vec<String> {
        atoms.iter().map(|range| text[range.clone()].to_owned()).collect()
    };
    let (left, right) = (words(&x, &old), words(&y, &new));
    let algorithm = if left.len().max(right.len()) > LONG { Algorithm::Patience } else { Algorithm::Myers };
    let mut pieces: Vec<Change> = Vec::new();
    for op in capture_diff_slices(algorithm, &left, &right) {
        let (from, to) = (op.old_range(), op.new_range());
        let equal = matches!(op, DiffOp::Equal { .. });
        push(&mut pieces, Change { old: from, new: to, equal });
    }
    let pieces = absorbed(&pieces, &left);
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

/// Equal stretches of under three atoms, shorter than the changes on both sides, join them: a
/// reader sees one exchange and not a ladder of crumbs. Where figures were exchanged one for one
/// the words between them stay.
fn absorbed(pieces: &[Change], left: &[String]) -> Vec<Change> {
    let size = |piece: &Change| piece.old.len().max(piece.new.len());
    let mut out: Vec<Change> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let between = at > 0 && at + 1 < pieces.len();
        let small = piece.equal && piece.old.len() < TINY && between && {
            let (before, after) = (&pieces[at - 1], &pieces[at + 1]);
            piece.old.len() < size(before) && piece.old.len() < size(after)
        };
        let ends =
            piece.equal && left[piece.old.clone()].iter().any(|atom| atom.chars().any(class::ends_statement));
        push(&mut out, Change { equal: piece.equal && (!small || ends), ..piece.clone() });
    }
    out
}

/// A change as deletion and insertion; figures that stand in the place of figures are exchanged.
fn exchanged(left: &[String], right: &[String], was: &str, is: &str, out: &mut Vec<DiffPiece>) {
    let figures = left.len() == right.len()
        && !left.is_empty()
        && left.iter().zip(right).all(|(x, y)| x == y || (is_figure(x) && is_figure(y)));
    if figures {
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

fn is_figure(atom: &str) -> bool {
    atom.starts_with(class::is_digit)
}

/// The atoms of a folded text, in order and without gaps.
fn atoms(text: &str) -> Vec<Range<usize>> {
    let mut atoms = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let end = at
            + if class::is_digit(c) {
                number(rest)
            } else if c == '《' {
                rest.find('》')
                    .filter(|end| !rest[..*end].contains('\n'))
                    .map_or(c.len_utf8(), |end| end + '》'.len_utf8())
            } else if class::is_han(c) {
                let run = rest.find(|c| !class::is_han(c)).unwrap_or(rest.len());
                for word in words(&rest[..run]) {
                    atoms.push(at..at + word);
                    at += word;
                }
                continue;
            } else if c.is_alphanumeric() {
                rest.find(|c: char| !c.is_alphanumeric() || class::is_han(c)).unwrap_or(rest.len())
            } else {
                c.len_utf8()
            };
        atoms.push(at..end);
        at = end;
    }
    atoms
}

/// Units that belong to the figure before them, the longer first.
const UNITS: [&str; 34] = [
    "个百分点",
    "万亿元",
    "平方公里",
    "平方米",
    "公里",
    "万元",
    "亿元",
    "万人次",
    "人次",
    "万人",
    "亿人",
    "万件",
    "万次",
    "万份",
    "亿",
    "万",
    "千",
    "年",
    "月",
    "日",
    "元",
    "件",
    "次",
    "人",
    "个",
    "条",
    "场",
    "份",
    "项",
    "起",
    "家",
    "篇",
    "户",
    "%",
];

/// Bytes of a number with its decimal point, thousands commas and unit.
fn number(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '.' | ',') && chars.peek().is_some_and(|(_, next)| class::is_digit(*next));
        if !class::is_digit(c) && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    let unit = UNITS.iter().find(|unit| text[end..].starts_with(**unit)).map_or(0, |unit| unit.len());
    end + unit
}

/// The lengths in bytes of the words of a run of Han characters.
#[cfg(feature = "words")]
fn words(run: &str) -> Vec<usize> {
    static JIEBA: OnceLock<jieba_rs::Jieba> = OnceLock::new();
    let jieba = JIEBA.get_or_init(jieba_rs::Jieba::new);
    jieba.cut(run, false).into_iter().map(|token| token.word.len()).collect()
}

/// The lengths in bytes of the characters of a run: without a dictionary each stands alone.
#[cfg(not(feature = "words"))]
fn words(run: &str) -> Vec<usize> {
    run.chars().map(char::len_utf8).collect()
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
