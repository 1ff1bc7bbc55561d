//! Lines of a page, without running heads and page numbers.

use std::collections::BTreeMap;

use super::{Page, Words};
use crate::text::class;

/// A gap of this many letter sizes parts the columns of a table.
const COLUMN_GAP: f32 = 1.4;

/// A gap of this many letter sizes between Latin letters or digits is a space.
const SPACE_GAP: f32 = 0.18;

/// Part of the page's height, at both ends, in which page numbers and running heads stand.
const MARGIN: f32 = 0.13;

/// A piece of a line without a wide gap in it.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// A line of words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// At least one.
    pub(super) segments: Vec<Segment>,
}

impl Line {
    pub(super) fn left(&self) -> f32 {
        self.segments.first().map_or(0.0, |segment| segment.left)
    }

    pub(super) fn right(&self) -> f32 {
        self.segments.last().map_or(0.0, |segment| segment.right)
    }

    pub(super) fn text(&self) -> String {
        let parts: Vec<&str> = self.segments.iter().map(|segment| segment.text.as_str()).collect();
        parts.join(" ")
    }
}

/// A page as lines, from top to bottom.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) number: u32,
    top: f32,
    bottom: f32,
    pub(super) lines: Vec<Line>,
}

impl Sheet {
    pub(super) fn new(page: Page) -> Self {
        let mut words = page.words;
        words.retain(|words| {
            !words.text.is_empty()
                && [words.x, words.y, words.width, words.size].iter().all(|n| n.is_finite())
        });
        words.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
        let mut rows: Vec<Vec<Words>> = Vec::new();
        for word in words {
            match rows.last_mut() {
                Some(row) if same_line(row, &word) => row.push(word),
                _ => rows.push(vec![word]),
            }
        }
        let lines = rows.into_iter().filter_map(line).collect();
        Self { number: page.number, top: page.top, bottom: page.bottom, lines }
    }

    fn in_margin(&self, line: &Line) -> bool {
        let height = self.top - self.bottom;
        line.y > self.top - height * MARGIN || line.y < self.bottom + height * MARGIN
    }
}

/// Whether a word, lower than those before it, stands on their line.
fn same_line(row: &[Words], word: &Words) -> bool {
    // The first word is the highest; a superscript stands up to half a letter above its line.
    let Some(last) = row.last() else { return false };
    (last.y - word.y).abs() <= 0.4 * last.size.max(word.size).max(1.0)
        && (row[0].y - word.y).abs() <= 0.7 * row[0].size.max(word.size).max(1.0)
}

fn line(mut words: Vec<Words>) -> Option<Line> {
    let size = main_size(&words);
    let base = words.iter().filter(|word| word.size > 0.8 * size).map(|word| word.y).fold(f32::MAX, f32::min);
    // Small raised numbers refer to notes; they are not part of the words.
    words.retain(|word| !(word.size < 0.8 * size && word.y > base + 0.15 * size && is_reference(&word.text)));
    words.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut segments: Vec<Segment> = Vec::new();
    for word in &words {
        let right = word.x + word.width;
        let Some(last) = segments.last_mut() else {
            push(&mut segments, word, right);
            continue;
        };
        let gap = word.x - last.right;
        if gap > COLUMN_GAP * size && !last.text.trim().is_empty() {
            push(&mut segments, word, right);
            continue;
        }
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if gap > SPACE_GAP * size && latin(last.text.chars().next_back()) && latin(word.text.chars().next()) {
            last.text.push(' ');
        }
        last.text.push_str(&word.text);
        last.right = last.right.max(right);
    }
    for segment in &mut segments {
        segment.text = tidied(&segment.text);
    }
    segments.retain(|segment| !segment.text.is_empty());
    let bold = words.iter().all(|word| word.bold || word.text.trim().is_empty());
    (!segments.is_empty()).then_some(Line { y: base.min(f32::MAX), size, bold, segments })
}

fn push(segments: &mut Vec<Segment>, word: &Words, right: f32) {
    segments.push(Segment { text: word.text.clone(), left: word.x, right });
}

/// The size of most characters.
fn main_size(words: &[Words]) -> f32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for word in words {
        *counts.entry((word.size * 10.0) as u32).or_default() += word.text.trim().chars().count();
    }
    let most = counts.iter().max_by_key(|(size, count)| (**count, **size));
    most.map_or(1.0, |(size, _)| *size as f32 / 10.0).max(0.1)
}

fn is_reference(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= 4
        && text.chars().all(|c| c.is_ascii_digit() || "[]()*①②③④⑤⑥⑦⑧⑨⑩".contains(c))
}

/// Without the spaces that makers of PDFs put between Chinese characters and digits, and with
/// characters in place of the radicals that look like them.
fn tidied(text: &str) -> String {
    let characters: Vec<char> =
        text.trim().chars().filter(|c| !c.is_control()).map(without_radical).collect();
    let mut out = String::with_capacity(text.len());
    for (at, c) in characters.iter().enumerate() {
        if c.is_whitespace() {
            let beside = |other: Option<&char>| other.is_some_and(|c| c.is_ascii() && !c.is_whitespace());
            if at > 0 && beside(characters.get(at - 1)) && beside(characters.get(at + 1)) {
                out.push(' ');
            }
        } else {
            out.push(*c);
        }
    }
    out
}

/// Browsers print ⼀ ⺠ ⻓ (radicals) into the text layer for 一 民 长.
fn without_radical(c: char) -> char {
    if matches!(c, '\u{2e80}'..='\u{2eff}' | '\u{2f00}'..='\u{2fd5}') { class::unified(c) } else { c }
}

/// Takes out page numbers, and lines in the margins that come back on other pages.
pub(super) fn drop_furniture(sheets: &mut [Sheet]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for sheet in sheets.iter() {
        let mut here: Vec<String> =
            sheet.lines.iter().filter(|line| sheet.in_margin(line)).map(|line| shape(&line.text())).collect();
        here.sort();
        here.dedup();
        for shape in here {
            *seen.entry(shape).or_default() += 1;
        }
    }
    let pages = sheets.len() as u32;
    for sheet in sheets {
        let outer: Vec<bool> = sheet
            .lines
            .iter()
            .map(|line| {
                let text = line.text();
                sheet.in_margin(line) && (is_page_number(&text) || comes_back(seen.get(&shape(&text)), pages))
            })
            .collect();
        let mut at = 0;
        sheet.lines.retain(|_| {
            at += 1;
            !outer[at - 1]
        });
    }
}

/// A running head stands on at least three pages and on every third one.
fn comes_back(times: Option<&u32>, pages: u32) -> bool {
    times.is_some_and(|times| *times >= 3 && *times * 3 >= pages)
}

/// A line with its figures taken out.
fn shape(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
}

/// `- 3 -`, `3`, `第3页`, `第 3 页 共 10 页`, `3/10`.
fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits)
        && bare.chars().count() <= 14
        && bare.chars().all(|c| c.is_ascii_digit() || "-—–―－·•/第共页,，()（）".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, x: f32, y: f32, size: f32) -> Words {
        Words { text: text.to_owned(), x, y, width: size * text.chars().count() as f32, size, bold: false }
    }

    fn sheet(number: u32, words: Vec<Words>) -> Sheet {
        Sheet::new(Page { number, top: 842.0, bottom: 0.0, words })
    }

    fn texts(sheet: &Sheet) -> Vec<String> {
        sheet.lines.iter().map(Line::text).collect()
    }

    #[test]
    fn words_become_lines() {
        let sheet = sheet(
            1,
            vec![
                word("年，", 62.0, 700.0, 16.0),
                word("2024 ", 20.0, 700.2, 16.0),
                word("立案", 20.0, 670.0, 16.0),
            ],
        );
        assert_eq!(texts(&sheet), ["2024年，", "立案"]);
    }

    #[test]
    fn a_note_reference_is_left_out_and_a_figure_is_not() {
        let sheet = sheet(
            1,
            vec![word("整改", 20.0, 700.0, 16.0), word("1", 52.0, 706.0, 8.0), word("3", 60.0, 700.0, 16.0)],
        );
        assert_eq!(texts(&sheet), ["整改3"]);
    }

    #[test]
    fn wide_gaps_part_segments() {
        let sheet = sheet(1, vec![word("事项", 20.0, 700.0, 16.0), word("98", 150.0, 700.0, 16.0)]);
        assert_eq!(sheet.lines[0].segments.len(), 2);
    }

    #[test]
    fn page_numbers_and_running_heads_go_and_figures_in_the_text_stay() {
        let mut sheets: Vec<Sheet> = (1..=4)
            .map(|page| {
                sheet(
                    page,
                    vec![
                        word("岚溪区司法局年度报告", 20.0, 800.0, 9.0),
                        word(&format!("- {page} -"), 200.0, 40.0, 12.0),
                        word("2024", 20.0, 400.0, 16.0),
                        word("只在一页", 20.0, 790.0 - f32::from(page == 2), 16.0),
                    ],
                )
            })
            .collect();
        sheets[3].lines.retain(|line| line.text() != "只在一页");
        drop_furniture(&mut sheets[..2]);
        assert_eq!(
            texts(&sheets[0]),
            ["岚溪区司法局年度报告", "只在一页", "2024"],
            "two pages show no running head"
        );
        drop_furniture(&mut sheets);
        assert_eq!(texts(&sheets[3]), ["2024"]);
    }

    #[test]
    fn page_numbers_have_many_shapes() {
        for mark in ["- 3 -", "—12—", "7", "第 3 页 共 10 页", "3/10"] {
            assert!(is_page_number(mark), "{mark}");
        }
        for text in ["2024年", "一", "第三页", ""] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
