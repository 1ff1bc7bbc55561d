//! Plain text and Markdown: lines become paragraphs.
//!
//! The text itself is never changed: hard wraps, page marks and Markdown's own marks are left out of
//! the view on it ([`Extract::skips`]).

use super::lines::{Line, ends_statement, lines, wrap_width};
use crate::{
    model::{Block, BlockKind, Extract, Format, Origin, Source},
    text::{Span, cells_of_line, starts_numbered},
};

/// Reads a decoded text.
pub(super) fn read(text: String, encoding: &'static str, format: Format) -> Extract {
    let mut reader = Reader { text: &text, blocks: Vec::new(), skips: Vec::new(), tables: 0, row: None };
    reader.run(format);
    let Reader { blocks, mut skips, .. } = reader;
    skips.sort_unstable();
    let source = Source { format, encoding: Some(encoding), ..Source::default() };
    Extract { blocks, skips, notices: Vec::new(), source, text }
}

/// Whether a line is a row of a table drawn with bars.
fn is_row(words: &str) -> bool {
    words.len() > 2 && words.starts_with('|') && words.ends_with('|')
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    skips: Vec<Span>,
    /// Tables seen so far.
    tables: u32,
    /// Row of the table that the line before belongs to.
    row: Option<u32>,
}

impl Reader<'_> {
    fn run(&mut self, format: Format) {
        let lines = without_comments(self.text, lines(self.text));
        let width = wrap_width(self.text, &lines);
        let margin = width.map_or(0, |width| margin(&lines, width));
        let first = lines.iter().filter(|line| line.indent >= margin + 2).count();
        // Where first lines are indented: from this many columns on.
        let indent = (first * 8 > lines.len()).then_some(margin + 2);
        let mut before: Option<Line> = None;
        let mut marks: Vec<Span> = Vec::new();
        for line in lines {
            if line.mark {
                marks.push(line.span);
                continue;
            }
            let joins = before.is_some_and(|before| {
                let next = if marks.is_empty() { line } else { Line { gap: false, ..line } };
                self.continues(before, next, width, indent)
            });
            if joins {
                if let Some(block) = self.blocks.last_mut() {
                    block.span = block.span.cover(line.span);
                    self.skips.append(&mut marks);
                }
                if format == Format::Markdown {
                    self.emphasis(line.span);
                }
            } else {
                marks.clear();
                match format {
                    Format::Markdown => self.markdown(line),
                    // A table that was typed with bars is one in any text.
                    _ if is_row(line.span.slice(self.text)) => self.table_row(line),
                    _ => self.push(line.span, BlockKind::Paragraph, line.number),
                }
            }
            before = Some(line);
        }
    }

    /// Whether a line goes on with the paragraph of the line before.
    fn continues(&self, before: Line, line: Line, width: Option<u32>, indent: Option<u32>) -> bool {
        let Some(width) = width else { return false };
        let (last, words) = (before.span.slice(self.text), line.span.slice(self.text));
        let plain = self.blocks.last().is_some_and(|block| block.kind == BlockKind::Paragraph);
        // A line that stops in the middle of a statement may be a little shorter: digits and quotation
        // marks are narrower than the page assumes.
        let full = before.width + 6 >= width || (before.width * 10 >= width * 8 && !ends_statement(last));
        let starts = line.gap || starts_numbered(words) || indent.is_some_and(|indent| line.indent >= indent);
        // Behind a full stop, a few words without one are no end of a paragraph: a cell, a signature.
        let alone = ends_statement(last) && line.width * 10 < width * 8 && !ends_statement(words);
        // A table copied from a page has one cell a line: no cell is as wide as the page. One copied row
        // by row can be as wide.
        let row = cells_of_line(last).len() >= 3 || cells_of_line(words).len() >= 3;
        plain && full && !starts && !alone && !row
    }

    fn push(&mut self, span: Span, kind: BlockKind, line: u32) {
        self.row = match kind {
            BlockKind::Cell { .. } => self.row,
            _ => None,
        };
        if !span.is_empty() {
            self.blocks.push(Block { span, kind, origin: Origin::Line(line), bold: Span::default() });
        }
    }

    fn markdown(&mut self, line: Line) {
        let words = line.span.slice(self.text);
        let hashes = words.len() - words.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && words[hashes..].starts_with([' ', '\u{3000}']) {
            let inner = words[hashes..].trim().trim_end_matches('#').trim_end();
            let start = line.span.start() + (words.len() - words[hashes..].trim_start().len()) as u32;
            let span = Span::new(start, start + inner.len() as u32);
            self.push(span, BlockKind::Heading { level: hashes as u8 }, line.number);
            self.emphasis(span);
        } else if words.starts_with('|') {
            self.table_row(line);
        } else if let Some(rest) = ["- ", "* ", "+ ", "> "].iter().find_map(|mark| words.strip_prefix(mark)) {
            let kind = if words.starts_with('>') { BlockKind::Paragraph } else { BlockKind::Item };
            let start = line.span.end() - rest.trim_start().len() as u32;
            let span = Span::new(start, line.span.end());
            self.push(span, kind, line.number);
            self.emphasis(span);
        } else if words.len() >= 3 && words.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | ' ')) {
            self.row = None;
        } else {
            self.push(line.span, BlockKind::Paragraph, line.number);
            self.emphasis(line.span);
        }
    }

    fn table_row(&mut self, line: Line) {
        let words = line.span.slice(self.text);
        let row = self.row.map_or(0, |row| row + 1);
        self.tables += u32::from(self.row.is_none());
        if words.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
            return;
        }
        self.row = Some(row);
        let mut at = line.span.start() + 1;
        for (column, cell) in words[1..].trim_end_matches('|').split('|').enumerate() {
            let start = at + (cell.len() - cell.trim_start().len()) as u32;
            let span = Span::new(start, start + cell.trim().len() as u32);
            let kind = BlockKind::Cell { table: self.tables - 1, row, column: column as u32 };
            self.push(span, kind, line.number);
            at += cell.len() as u32 + 1;
        }
    }

    /// Leaves the marks of bold text out of the view; bold at the head of a block is remembered.
    fn emphasis(&mut self, span: Span) {
        let words = span.slice(self.text);
        let marks: Vec<usize> = words.match_indices("**").map(|(at, _)| at).collect();
        for pair in marks.chunks_exact(2) {
            for at in pair {
                let start = span.start() + *at as u32;
                self.skips.push(Span::new(start, start + 2));
            }
        }
        if let (Some(0), Some(end), Some(block)) = (marks.first(), marks.get(1), self.blocks.last_mut())
            && block.span.start() == span.start()
        {
            block.bold = Span::new(span.start() + 2, span.start() + *end as u32);
        }
    }
}

/// Columns of white space before most lines of the page: the least of those that are full.
fn margin(lines: &[Line], width: u32) -> u32 {
    let full = lines.iter().filter(|line| !line.mark && line.width + 6 >= width);
    full.map(|line| line.indent).min().unwrap_or(0)
}

/// The lines without those inside `<!-- … -->`.
fn without_comments(text: &str, lines: Vec<Line>) -> Vec<Line> {
    if !text.contains("<!--") {
        return lines;
    }
    let mut inside = false;
    let mut kept = Vec::with_capacity(lines.len());
    for line in lines {
        let words = line.span.slice(text);
        let opens = words.starts_with("<!--");
        let closes = words.contains("-->");
        if !inside && !opens {
            kept.push(line);
        }
        inside = (inside || opens) && !closes;
    }
    kept
}

/// Whether a file is Markdown: by its name, or by two headings as only Markdown has them.
pub(super) fn is_markdown(name: &str, text: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or("");
    let heading = |line: &&str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    end.eq_ignore_ascii_case("md")
        || end.eq_ignore_ascii_case("markdown")
        || text.lines().filter(heading).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, format: Format) -> Vec<String> {
        let extract = read(text.to_owned(), "UTF-8", format);
        let plain = crate::text::Folded::new(
            &extract.text,
            &extract.blocks.iter().map(|block| block.span).collect::<Vec<_>>(),
            &extract.skips,
        );
        extract
            .blocks
            .iter()
            .map(|block| format!("{} {}", block.kind.name(), plain.slice(block.span)))
            .collect()
    }

    #[test]
    fn wraps_and_page_marks_disappear_from_the_view() {
        let text = "岚溪区司法局年度报告\n全年共组织执法人员培训十二次，参加的人员覆盖所有执\n法中队和各镇街综合执法办，考核不合格的不得上岗，并在\n- 1 -\n年底前完成补考。\n一、主要举措和成效方面的具体情况和本年度的几项突出进\n展说明\n短行\n街道执法办另行组织案卷评查两轮，发现的问题当场反馈到\n人，逐项销号。\n";
        assert_eq!(
            blocks(text, Format::Text),
            [
                "paragraph 岚溪区司法局年度报告",
                "paragraph 全年共组织执法人员培训十二次,参加的人员覆盖所有执法中队和各镇街综合执法办,考核不合格的不得上岗,并在年底前完成补考。",
                "paragraph 一、主要举措和成效方面的具体情况和本年度的几项突出进展说明",
                "paragraph 短行",
                "paragraph 街道执法办另行组织案卷评查两轮,发现的问题当场反馈到人,逐项销号。",
            ]
        );
    }

    #[test]
    fn markdown_marks_are_not_words() {
        let text = "# 标题\n\n**（一）加强学习。**全年12次。\n- 第一项\n\n| 项 | 件 |\n|---|---|\n| 甲 | 3 |\n<!-- 说明 -->\n1. 有序\n";
        assert_eq!(
            blocks(text, Format::Markdown),
            [
                "heading 标题",
                "paragraph (一)加强学习。全年12次。",
                "item 第一项",
                "cell 项",
                "cell 件",
                "cell 甲",
                "cell 3",
                "paragraph 1.有序",
            ]
        );
    }

    #[test]
    fn a_full_line_ends_before_a_heading_a_cell_or_a_signature() {
        let text = "　　全年共组织执法人员培训十二次，参加的人员覆盖\n所有执法中队和各镇街综合执法办，考核不合格的不得上岗，\n在年底前完成补考，把各项整改的任务逐一落实到位。\n事项\n件数\n　　三、主要负责人履行推进法治建设第一责任人职责情\n　　局党组书记、局长主持召开党组会议研究法治政府建\n设，带头旁听庭审，办理人大代表建议，督促落实整改任务。\n岚溪区司法局\n";
        let found = blocks(text, Format::Text);
        let starts: Vec<String> =
            found.iter().map(|block| block.chars().skip(10).take(4).collect()).collect();
        assert_eq!(starts, ["全年共组", "事项", "件数", "三、主要", "局党组书", "岚溪区司"], "{found:?}");
    }

    #[test]
    fn one_line_a_paragraph_stays_so() {
        let text = "第一段说了一件事情，但是没有说完整\n第二段\n";
        assert_eq!(blocks(text, Format::Text).len(), 2);
    }
}
