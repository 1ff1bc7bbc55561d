//! Headings that are lettered where others are numbered: A. B. C. or 甲、乙、丙、.

use crate::model::{Block, BlockKind};

/// The letters of each kind, in their order.
const LETTERS: [&str; 2] = ["ABCDEFGHIJKLMN", "甲乙丙丁戊己庚辛壬癸"];

/// From so many on they part a text, and are no two cases called 甲 and 乙.
const LEAST: usize = 3;

/// Characters of such a line, at most.
const LINE: usize = 30;

/// For each block the bytes of its letter, if it is a heading of a text that is parted by letters; empty if the text
/// is not.
///
/// The letters follow each other from the first on, and each has text of its own behind its line: what stands line
/// by line is a list.
pub(super) fn letters(text: &str, blocks: &[Block], from: usize) -> Vec<usize> {
    for letters in LETTERS {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut wanted = letters.chars();
        let mut next = wanted.next();
        for (at, block) in blocks.iter().enumerate().skip(from) {
            if let Some(length) = next.and_then(|letter| lettered(text, block, letter)) {
                found.push((at, length));
                next = wanted.next();
            }
        }
        let apart = found.windows(2).all(|pair| pair[1].0 > pair[0].0 + 1);
        if found.len() >= LEAST && apart && found.last().is_some_and(|(at, _)| at + 1 < blocks.len()) {
            let mut lengths = vec![0; blocks.len()];
            for (at, length) in found {
                lengths[at] = length;
            }
            return lengths;
        }
    }
    Vec::new()
}

/// The bytes of a letter with its mark and the space behind it, if a block is a short line that begins so.
fn lettered(text: &str, block: &Block, letter: char) -> Option<usize> {
    let words = block.span.slice(text);
    let line = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. })
        && words.chars().count() <= LINE
        && !words.contains(['。', '；', ';', '！', '？'])
        && !words.ends_with(['，', '、', '：', ':']);
    let rest = words.strip_prefix(letter)?.strip_prefix(['.', '．', '、', ' '])?.trim_start();
    (line && !rest.is_empty()).then(|| words.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use crate::{
        model::Role,
        testing::{report, small},
    };

    fn tops(text: &str) -> Vec<(String, Role)> {
        let document = report(text).analysis.document;
        let tops = document.sections().iter().filter(|part| part.heading.is_some() && part.depth == 1);
        tops.map(|part| (document.slice(part.title).to_owned(), part.role)).collect()
    }

    #[test]
    fn letters_part_a_text() {
        for [a, b, c] in [["A. ", "B. ", "C. "], ["甲、", "乙、", "丙、"]] {
            let text = format!(
                "岚溪区水务局2023年法治政府建设年度报告\n\n{a}查水：取水口和泵站\n\n全年检查取水口63次，立案9件。\n\n\
                 {b}漏点：不足和原因\n\n3份记录缺时间，原因是表格没有这一栏。\n\n{c}2024年打算\n\n5月底前改版表格。\n"
            );
            assert_eq!(
                tops(&text),
                [
                    ("查水：取水口和泵站".to_owned(), Role::Unknown),
                    ("漏点：不足和原因".to_owned(), Role::Problems),
                    ("2024年打算".to_owned(), Role::Plan)
                ]
            );
        }
    }

    #[test]
    fn a_list_with_letters_parts_nothing() {
        let text = small("检查分三类。\n\nA. 取水口\n\nB. 泵站\n\nC. 水表\n\n共63次。");
        assert!(tops(&text).iter().all(|(title, _)| title != "泵站"));
    }
}
