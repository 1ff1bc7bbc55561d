//! The pieces of a text that a difference never cuts: numbers with their unit, 《titles》, words,
//! else single characters.

use std::ops::Range;

use super::words::Words;
use crate::text::class;

/// The atoms of a folded text, in order and without gaps.
pub(super) fn atoms(text: &str, words: &Words) -> Vec<Range<usize>> {
    let mut atoms = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let end = at
            + if class::is_digit(c) {
                let digits = number(rest);
                digits + unit(&rest[digits..], words)
            } else if c == '《' {
                rest.find('》')
                    .filter(|end| !rest[..*end].contains('\n'))
                    .map_or(c.len_utf8(), |end| end + '》'.len_utf8())
            } else if class::is_han(c) {
                let run = rest.find(|c| !class::is_han(c)).unwrap_or(rest.len());
                for word in words.lengths(&rest[..run]) {
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

/// Units that belong to the figure before them.
const UNITS: [&str; 33] = [
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
];

/// Bytes of a number with its decimal point and thousands commas.
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
    end
}

/// Bytes of the unit at the start of what follows a number, if it ends with a word: 年 in 年底前 is
/// none.
fn unit(text: &str, words: &Words) -> usize {
    if text.starts_with('%') {
        return 1;
    }
    let run = text.find(|c| !class::is_han(c)).unwrap_or(text.len());
    let longest = UNITS.iter().map(|unit| unit.len()).max().unwrap_or(0);
    let (mut end, mut found) = (0, 0);
    for word in words.lengths(&text[..run]) {
        end += word;
        if end > longest {
            break;
        }
        if UNITS.contains(&&text[..end]) {
            found = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_not_cut_out_of_a_word() {
        let text = "到2023年底完成12个月的培训3次";
        let words: Vec<&str> =
            atoms(text, &Words::of([text])).into_iter().map(|range| &text[range]).collect();
        assert!(words.contains(&"2023") && words.contains(&"3次"), "{words:?}");
    }
}
