//! Paragraphs from lines: joined over line and page ends.

use std::collections::BTreeMap;

use super::{
    Composed,
    lines::{Line, Sheet},
};
use crate::{
    model::{Block, BlockKind, Origin},
    text::Span,
};

/// A first line stands this many letter sizes to the right of the others.
const INDENT: f32 = 1.2;

/// A last line ends this many letter sizes before the right edge.
const SHORT: f32 = 1.9;

/// Lines of one paragraph stand at most this many times the usual distance apart.
const WIDE: f32 = 1.45;

/// Letters of a title are this many times as large as those of the text.
const LARGE: f32 = 1.15;

/// A line with what is needed to judge the one behind it.
struct Placed<'a> {
    line: &'a Line,
    page: u32,
    left: f32,
    right: f32,
}

impl Placed<'_> {
    fn is_indented(&self) -> bool {
        self.line.left() > self.left + INDENT * self.line.size
    }

    fn ends_short(&self) -> bool {
        self.line.right() < self.right - SHORT * self.line.size
    }

    /// As far from the left edge as from the right one; a full line is that as well.
    fn is_symmetric(&self) -> bool {
        let (before, after) = (self.line.left() - self.left, self.right - self.line.right());
        (before - after).abs() < 1.5 * self.line.size
    }

    /// In the middle between the edges, with room on both sides.
    fn is_centred(&self) -> bool {
        self.is_symmetric() && self.line.left() - self.left > self.line.size
    }
}

/// Joins the lines of all pages.
pub(super) fn composed(sheets: &[Sheet]) -> Composed {
    let mut placed: Vec<Placed<'_>> = Vec::new();
    let edges = edges(sheets);
    for sheet in sheets {
        placed.extend(sheet.lines.iter().map(|line| Placed {
            line,
            page: sheet.number,
            left: edges.0,
            right: edges.1,
        }));
    }
    let usual = usual_distance(&placed);
    let body = body_size(&placed);
    let mut out = Composed::default();
    let mut tables = 0;
    let mut at = 0;
    while at < placed.len() {
        let rows = table_rows(&placed[at..]);
        if rows > 1 {
            table(&mut out, &placed[at..at + rows], tables);
            tables += 1;
            at += rows;
            continue;
        }
        let first = &placed[at];
        let mut words = first.line.text();
        let mut end = at + 1;
        while end < placed.len()
            && table_rows(&placed[end..]) < 2
            && continues(&placed[end - 1], &placed[end], usual, body)
        {
            join(&mut words, &placed[end].line.text());
            end += 1;
        }
        let is_title = first.page == placed[0].page
            && at < 8
            && first.line.size > LARGE * body
            && placed[at..end].iter().all(Placed::is_symmetric);
        let kind = if is_title { BlockKind::Title } else { BlockKind::Paragraph };
        let bold = placed[at..end].iter().all(|placed| placed.line.bold);
        push(&mut out, &words, kind, Origin::Page(first.page), bold);
        at = end;
    }
    out
}

fn push(out: &mut Composed, words: &str, kind: BlockKind, origin: Origin, bold: bool) {
    let start = out.text.len();
    out.text.push_str(words);
    let span = Span::from(start..out.text.len());
    out.text.push('\n');
    let bold = if bold { span } else { Span::at(span.start()) };
    out.blocks.push(Block { span, kind, origin, bold });
}

/// Joins two lines: a space only between Latin letters; a wrapped number is one number.
fn join(words: &mut String, next: &str) {
    let (last, first) = (words.chars().next_back(), next.chars().next());
    let both = |test: fn(&char) -> bool| last.is_some_and(|c| test(&c)) && first.is_some_and(|c| test(&c));
    if both(char::is_ascii) && !both(char::is_ascii_digit) {
        words.push(' ');
    }
    words.push_str(next);
}

/// Whether a line goes on with the paragraph of the line before it.
fn continues(before: &Placed<'_>, line: &Placed<'_>, usual: f32, body: f32) -> bool {
    let (a, b) = (before.line, line.line);
    if (a.size - b.size).abs() > 0.08 * a.size.max(b.size) {
        return false;
    }
    let same_page = before.page == line.page;
    if same_page && a.y - b.y > WIDE * usual.max(a.size) {
        return false;
    }
    // The lines of a title that is broken.
    let large = a.size > LARGE * body && before.is_symmetric();
    if (large || before.is_centred()) && line.is_centred() && !ends_sentence(a) && same_page {
        return !is_numbered(b);
    }
    !(before.ends_short() || line.is_indented() || ends_sentence(a) && is_numbered(b))
}

fn ends_sentence(line: &Line) -> bool {
    line.text().ends_with(['。', '！', '？', '；', '：'])
}

fn is_numbered(line: &Line) -> bool {
    let text = line.text();
    let rest = text.trim_start_matches(['（', '(', '第']);
    let after = rest.trim_start_matches(|c: char| "一二三四五六七八九十0123456789".contains(c));
    after.len() < rest.len() && after.starts_with(['、', '）', ')', '章', '条', '．'])
}

/// The left and right edge of the running text: where most long lines begin and the widest end.
fn edges(sheets: &[Sheet]) -> (f32, f32) {
    let lines = || sheets.iter().flat_map(|sheet| &sheet.lines).filter(|line| line.segments.len() == 1);
    let mut lefts: Vec<f32> = lines().map(Line::left).collect();
    lefts.sort_by(f32::total_cmp);
    // A few lines stick out of any page: marks of revision, hanging punctuation.
    let left = lefts.get(lefts.len() / 50).copied().unwrap_or(0.0);
    // Full lines end at one place; signatures and ragged lines elsewhere.
    let widest = lines().map(Line::right).fold(0.0, f32::max);
    let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines().filter(|line| line.right() - left > 0.6 * (widest - left)) {
        let end = line.right().max(0.0) / line.size.max(0.1);
        *ends.entry((end * 2.0) as u32).or_default() += 1;
    }
    let most = ends.iter().max_by_key(|(end, count)| (**count, **end)).filter(|(_, count)| **count >= 3);
    let right = most.and_then(|(most, _)| {
        let same = |line: &&Line| (line.right().max(0.0) / line.size.max(0.1) * 2.0) as u32 == *most;
        lines().filter(same).map(Line::right).max_by(f32::total_cmp)
    });
    (left, right.unwrap_or(widest))
}

/// The distance of most neighbouring lines.
fn usual_distance(placed: &[Placed<'_>]) -> f32 {
    let mut distances: Vec<f32> = placed
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page)
        .map(|pair| pair[0].line.y - pair[1].line.y)
        .filter(|distance| *distance > 0.0)
        .collect();
    distances.sort_by(f32::total_cmp);
    distances.get(distances.len() / 2).copied().unwrap_or(0.0)
}

/// The size of most characters.
fn body_size(placed: &[Placed<'_>]) -> f32 {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for placed in placed {
        *sizes.entry((placed.line.size * 10.0) as u32).or_default() += placed.line.text().chars().count();
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(1.0, |(size, _)| size as f32 / 10.0)
}

/// How many lines from here are rows of a table: each parted in two or more, below one another.
fn table_rows(placed: &[Placed<'_>]) -> usize {
    let Some(first) = placed.first() else { return 0 };
    if first.line.segments.len() < 2 {
        return 0;
    }
    placed
        .iter()
        .take_while(|row| row.line.segments.len() >= 2)
        .take_while(|row| {
            row.line.segments.iter().any(|segment| {
                first
                    .line
                    .segments
                    .iter()
                    .any(|other| aligned(segment.left, segment.right, other.left, other.right))
            })
        })
        .count()
}

/// Whether two segments share an edge or their middle, or lie one over the other.
fn aligned(left: f32, right: f32, other_left: f32, other_right: f32) -> bool {
    left < other_right && other_left < right
}

fn table(out: &mut Composed, rows: &[Placed<'_>], table: u32) {
    // Columns are counted in the widest row; a cell of another row belongs where it overlaps.
    let Some(widest) = rows.iter().max_by_key(|row| row.line.segments.len()) else { return };
    for (row, placed) in rows.iter().enumerate() {
        let mut taken = 0;
        for segment in &placed.line.segments {
            let at = widest
                .line
                .segments
                .iter()
                .position(|other| aligned(segment.left, segment.right, other.left, other.right));
            let column = at.map_or(taken, |at| at as u32).max(taken);
            taken = column + 1;
            let kind = BlockKind::Cell { table, row: row as u32, column };
            push(out, &segment.text, kind, Origin::Page(placed.page), false);
        }
    }
}
