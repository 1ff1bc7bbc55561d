//! From elements to blocks: paragraphs, headings, cells.

use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Node, node::Element};

use super::survey::Survey;
use crate::{
    model::{Block, BlockKind, Origin},
    read::soft,
    text::{Span, class},
};

/// Columns of a table that are counted; `colspan` can say anything.
const WIDEST: usize = 200;

/// Lines that sites put around a report.
const FURNITURE: [&str; 12] = [
    "打印本页",
    "关闭窗口",
    "【打印",
    "［打印",
    "[打印",
    "分享到",
    "字体：",
    "字号：",
    "浏览次数",
    "扫一扫在手机",
    "责任编辑：",
    "当前位置：",
];

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

/// Reads the elements below `from`.
pub(super) fn read(from: NodeRef<'_, Node>, survey: &Survey, title: Option<&str>) -> Read {
    let mut reader = Reader { survey, title: title.map(bare), ..Reader::new(survey) };
    let mut skipped: Option<NodeId> = None;
    for edge in from.traverse() {
        match edge {
            Edge::Open(_) if skipped.is_some() => {}
            Edge::Open(node) => match node.value() {
                Node::Element(_) if node != from && survey.is_hidden(node.id()) => skipped = Some(node.id()),
                Node::Element(element) => reader.open(node.id(), element),
                Node::Text(text) => reader.characters(text),
                _ => {}
            },
            Edge::Close(node) => {
                if skipped == Some(node.id()) {
                    skipped = None;
                } else if skipped.is_none()
                    && let Node::Element(element) = node.value()
                {
                    reader.close(element);
                }
            }
        }
    }
    reader.flush();
    reader.out
}

/// A table of cells that is being read.
struct Table {
    id: u32,
    row: u32,
    column: usize,
    /// For each column, how many more rows a cell from above fills.
    filled: Vec<u32>,
    in_cell: bool,
}

struct Reader<'s> {
    survey: &'s Survey,
    title: Option<String>,
    out: Read,
    /// The words of the paragraph that is being read.
    line: String,
    /// White space that will show if words follow.
    gap: Option<Gap>,
    /// Depth of bold elements, and how far the paragraph is bold from its start.
    bold: u32,
    bold_end: Option<usize>,
    kind: BlockKind,
    nth: u32,
    tables: Vec<Option<Table>>,
    next_table: u32,
    lists: Vec<Option<u32>>,
    pre: u32,
}

#[derive(Clone, Copy)]
enum Gap {
    Space,
    LineEnd,
}

impl<'s> Reader<'s> {
    fn new(survey: &'s Survey) -> Self {
        Self {
            survey,
            title: None,
            out: Read::default(),
            line: String::new(),
            gap: None,
            bold: 0,
            bold_end: None,
            kind: BlockKind::Paragraph,
            nth: 0,
            tables: Vec::new(),
            next_table: 0,
            lists: Vec::new(),
            pre: 0,
        }
    }

    fn in_cell(&self) -> bool {
        self.tables.last().and_then(Option::as_ref).is_some_and(|table| table.in_cell)
    }

    fn open(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        match name {
            "br" => self.line_end(),
            "b" | "strong" => self.bold += 1,
            "pre" => {
                self.boundary();
                self.pre += 1;
            }
            "table" => {
                self.boundary();
                let table = self.survey.is_data(id).then(|| {
                    self.next_table += 1;
                    Table { id: self.next_table - 1, row: 0, column: 0, filled: Vec::new(), in_cell: false }
                });
                self.tables.push(table);
            }
            "tr" => match self.tables.last_mut().and_then(Option::as_mut) {
                Some(table) => table.column = 0,
                None => self.boundary(),
            },
            "td" | "th" => self.open_cell(element),
            "ol" => {
                self.boundary();
                let plain = element.attr("type").is_none_or(|kind| kind == "1");
                let start = element.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1u32);
                self.lists.push(plain.then_some(start));
            }
            "ul" => {
                self.boundary();
                self.lists.push(None);
            }
            "li" => {
                self.boundary();
                if !self.in_cell() {
                    self.kind = BlockKind::Item;
                }
                if let Some(Some(number)) = self.lists.last_mut() {
                    let text = format!("{number}. ");
                    *number = number.saturating_add(1);
                    self.line.push_str(&text);
                }
            }
            _ if heading(name).is_some() => {
                self.boundary();
                self.kind = BlockKind::Heading { level: heading(name).unwrap_or(1) };
            }
            "caption" | "figcaption" => {
                self.boundary();
                self.kind = BlockKind::Caption;
            }
            _ if is_block(name) => self.boundary(),
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        match name {
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            "pre" => {
                self.boundary();
                self.pre = self.pre.saturating_sub(1);
            }
            "table" => {
                self.boundary();
                self.tables.pop();
            }
            "tr" => match self.tables.last_mut().and_then(Option::as_mut) {
                Some(table) => {
                    table.row += 1;
                    for left in &mut table.filled {
                        *left = left.saturating_sub(1);
                    }
                }
                None => self.boundary(),
            },
            "td" | "th" => {
                self.flush();
                if let Some(table) = self.tables.last_mut().and_then(Option::as_mut) {
                    table.in_cell = false;
                }
            }
            "ol" | "ul" => {
                self.boundary();
                self.lists.pop();
            }
            "caption" | "figcaption" | "li" => self.boundary(),
            _ if is_block(name) || heading(name).is_some() => self.boundary(),
            _ => {}
        }
    }

    fn open_cell(&mut self, element: &Element) {
        let Some(table) = self.tables.last_mut().and_then(Option::as_mut) else { return self.boundary() };
        let span = |name: &str, most: usize| {
            element.attr(name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, most)
        };
        while table.filled.get(table.column).is_some_and(|left| *left > 0) {
            table.column += 1;
        }
        let (width, height) = (span("colspan", WIDEST), span("rowspan", 1000));
        let (row, column) = (table.row, table.column.min(WIDEST));
        let end = (column + width).min(WIDEST);
        if table.filled.len() < end {
            table.filled.resize(end, 0);
        }
        for left in table.filled.get_mut(column..end).unwrap_or_default() {
            *left = height as u32;
        }
        table.column = end;
        table.in_cell = true;
        let kind = BlockKind::Cell { table: table.id, row, column: column as u32 };
        self.flush();
        self.kind = kind;
    }

    /// A block begins or ends: inside a cell that is a line end.
    fn boundary(&mut self) {
        if self.in_cell() { self.line_end() } else { self.flush() }
    }

    fn line_end(&mut self) {
        self.gap = None;
        if !self.line.is_empty() {
            self.line.push('\n');
        }
    }

    fn characters(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                if self.pre > 0 && c == '\n' {
                    self.line_end();
                } else if !matches!(self.gap, Some(Gap::LineEnd)) {
                    self.gap = Some(if matches!(c, '\n' | '\r') { Gap::LineEnd } else { Gap::Space });
                }
                continue;
            }
            if let (Some(gap), Some(last)) = (self.gap.take(), self.line.chars().next_back()) {
                // A line end in the source between Chinese characters is no space.
                let wide = |c: char| class::is_han(c) || !c.is_ascii() && !c.is_alphanumeric();
                if last != '\n' && !(matches!(gap, Gap::LineEnd) && (wide(last) || wide(c))) {
                    self.line.push(' ');
                }
            }
            if self.bold == 0 && self.bold_end.is_none() && !c.is_whitespace() {
                self.bold_end = Some(self.line.len());
            }
            self.line.push(c);
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let kind = std::mem::replace(&mut self.kind, BlockKind::Paragraph);
        let bold_end = self.bold_end.take().unwrap_or(line.len());
        self.gap = None;
        if line.trim().is_empty() {
            return;
        }
        let lead = line.len() - line.trim_start().len();
        let bold_end = bold_end.saturating_sub(lead);
        let out = &mut self.out;
        let start = out.text.len();
        out.text.push_str(line.trim());
        let whole = Span::from(start..out.text.len());
        out.text.push('\n');
        let bold = Span::from(start..start + bold_end);
        if let BlockKind::Cell { table, row, column } = kind {
            let span = whole;
            let origin = Origin::Cell { table: table + 1, row: row + 1, column: column + 1 };
            out.blocks.push(Block { span, kind, origin, bold: Span::at(span.start()) });
            return;
        }
        let mut counted = false;
        for (at, span) in soft::pieces(&out.text, whole).into_iter().enumerate() {
            let words = span.slice(&out.text);
            if words.chars().count() < 80 && FURNITURE.iter().any(|line| words.contains(line)) {
                continue;
            }
            if !std::mem::replace(&mut counted, true) {
                self.nth += 1;
            }
            let kind = match kind {
                _ if self.title.as_ref().is_some_and(|title| *title == bare(words)) => {
                    self.title = None;
                    BlockKind::Title
                }
                _ if at > 0 => BlockKind::Paragraph,
                kind => kind,
            };
            let bold = bold.intersect(span).unwrap_or(Span::at(span.start()));
            out.blocks.push(Block { span, kind, origin: Origin::Paragraph(self.nth), bold });
        }
    }
}

/// Words without white space, for comparing titles.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "blockquote"
            | "center"
            | "dl"
            | "dt"
            | "dd"
            | "hr"
            | "address"
            | "fieldset"
            | "legend"
            | "figure"
            | "body"
            | "html"
            | "ucapcontent"
            | "details"
            | "summary"
    )
}
