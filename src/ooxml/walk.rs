//! One pass over a part: paragraphs in reading order with all that their runs show.
//!
//! Left out: deleted text, hidden text, codes of fields, the second copy of a text box
//! (`mc:Fallback`). Kept: inserted text, results of fields, links, content controls.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::{
    element::{NumberRef, RunLook, outline_level, run_look},
    flow::{Piece, Place, Run, TableSize},
    numbering::{Numbering, Suffix},
    styles::{Inherited, Styles},
    xml::{Token, Xml, attribute, local},
};
use crate::text::Span;

/// The widest cell, in columns; Word's tables have at most 63.
const WIDEST: u32 = 1000;

/// A finished paragraph; its spans are in its own text.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) number: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) place: Place,
    pub(super) outline: Option<u8>,
    pub(super) title: bool,
    pub(super) bullet: bool,
    pub(super) contents: bool,
    pub(super) bold: u32,
    pub(super) anchor: u32,
}

/// All that a walk found.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) paragraphs: Vec<Draft>,
    pub(super) runs: Vec<Run>,
    pub(super) tables: Vec<TableSize>,
    pub(super) pictures: u32,
    pub(super) embedded: u32,
    pub(super) damaged: bool,
    pub(super) prefix: String,
}

/// A paragraph that is being read.
#[derive(Debug)]
struct Open {
    text: String,
    pieces: Vec<Piece>,
    place: Place,
    style: Option<String>,
    inherited: Inherited,
    direct: NumberRef,
    outline: Option<u8>,
    mark: RunLook,
    bold: u32,
    all_bold: bool,
    /// Depth of the field stack at its start: deeper fields began in it.
    fields: usize,
    /// Paragraphs of text boxes inside it.
    boxes: Vec<Draft>,
}

/// A run that is being read.
#[derive(Debug)]
struct OpenRun {
    start: u32,
    look: RunLook,
    properties: Span,
    divisible: bool,
    /// How many paragraphs are open around it: a run in a run of the same paragraph is a reading
    /// aid (ruby), and marks must stay outside the outer one.
    depth: usize,
    /// Its number, once it shows a character.
    id: Option<u32>,
}

/// The text element that is being read.
#[derive(Debug)]
struct OpenText {
    tag: Span,
    keeps_space: bool,
    /// Length of the paragraph's text and number of its pieces before it.
    from: (usize, usize),
}

#[derive(Debug)]
struct Table {
    id: u32,
    row: u32,
    column: u32,
    next_column: u32,
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Code,
    Result,
}

/// The walker.
pub(super) struct Walk<'s> {
    styles: &'s Styles,
    /// What a paragraph without a style inherits.
    plain: Inherited,
    /// What the styles met so far pass on.
    seen: BTreeMap<String, Inherited>,
    numbering: Numbering,
    built: Built,
    paragraphs: Vec<Open>,
    run: Vec<OpenRun>,
    text: Option<OpenText>,
    tables: Vec<Table>,
    fields: Vec<Field>,
    /// How many of them are in their code.
    codes: usize,
    /// For each open `AlternateContent`: whether one of its choices was read.
    choices: Vec<bool>,
    /// Depth of content controls that hold a table of contents.
    contents: Vec<bool>,
    /// Text of a paragraph whose mark was deleted; it belongs to the next.
    carried: Option<(String, Vec<Piece>)>,
    /// Note references in the order of the text, with the offset behind their runs.
    references: Vec<(String, u32)>,
    /// Set while notes are read: where the note's reference stands.
    note: Option<u32>,
}

impl<'s> Walk<'s> {
    pub(super) fn new(styles: &'s Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            plain: styles.inherited(None),
            seen: BTreeMap::new(),
            numbering,
            built: Built::default(),
            paragraphs: Vec::new(),
            run: Vec::new(),
            text: None,
            tables: Vec::new(),
            fields: Vec::new(),
            codes: 0,
            choices: Vec::new(),
            contents: Vec::new(),
            carried: None,
            references: Vec::new(),
            note: None,
        }
    }

    pub(super) fn finish(self) -> Built {
        self.built
    }

    /// Note references: kind and id, and the offset behind the run.
    pub(super) fn references(&mut self) -> BTreeMap<String, u32> {
        let mut found = BTreeMap::new();
        for (id, at) in std::mem::take(&mut self.references) {
            found.entry(id).or_insert(at);
        }
        found
    }

    /// Reads the main part.
    pub(super) fn body(&mut self, source: &str) {
        let mut xml = Xml::new(source);
        while let Some(token) = xml.next_token() {
            self.token(&mut xml, token);
        }
        self.close_all(&xml);
    }

    /// Reads foot- or endnotes that the text refers to.
    pub(super) fn notes(&mut self, source: &str, kind: &str, references: &BTreeMap<String, u32>) {
        let mut xml = Xml::new(source);
        let (element, mut inside) = (kind.trim_end_matches('s'), false);
        while let Some(token) = xml.next_token() {
            match &token {
                Token::Open(tag) if local(tag) == element => {
                    let reference = attribute(tag, "id").map(|id| format!("{element}{id}"));
                    let anchor = reference.and_then(|id| references.get(&id)).copied();
                    // Separators and notes that nothing refers to are not printed.
                    if attribute(tag, "type").is_some_and(|kind| kind != "normal") || anchor.is_none() {
                        xml.skip();
                        continue;
                    }
                    self.note = anchor;
                    inside = true;
                }
                Token::Close(tag) if tag.local_name().as_ref() == element => inside = false,
                _ if inside => self.token(&mut xml, token),
                _ => {}
            }
        }
        self.close_all(&xml);
        self.note = None;
    }

    /// Ends what damage left open.
    fn close_all(&mut self, xml: &Xml<'_>) {
        self.built.damaged |= xml.damaged();
        while !self.run.is_empty() {
            self.end_run(xml.before() as u32);
        }
        while !self.paragraphs.is_empty() {
            self.end_paragraph(xml.before() as u32);
        }
        if let Some((text, pieces)) = self.carried.take() {
            self.begin_paragraph();
            if let Some(open) = self.paragraphs.last_mut() {
                (open.text, open.pieces) = (text, pieces);
            }
            self.end_paragraph(xml.before() as u32);
        }
        self.tables.clear();
        self.fields.clear();
        self.codes = 0;
        self.choices.clear();
        self.contents.clear();
        self.text = None;
    }

    fn token(&mut self, xml: &mut Xml<'_>, token: Token<'_>) {
        match token {
            Token::Open(tag) => self.open(xml, &tag),
            Token::Close(tag) => self.close(xml, tag.local_name().as_ref()),
            Token::Text { text, literal } => self.characters(xml, &text, literal),
        }
    }

    fn open(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) {
        match local(tag) {
            "p" => {
                if self.built.prefix.is_empty() && self.note.is_none() {
                    let name = tag.name().0;
                    name[..name.len() - 1].clone_into(&mut self.built.prefix);
                }
                self.begin_paragraph();
            }
            "pPr" => self.paragraph_properties(xml),
            "r" => {
                let divisible = tag.name().0.strip_suffix('r') == Some(self.built.prefix.as_str());
                self.run.push(OpenRun {
                    start: xml.before() as u32,
                    look: RunLook::default(),
                    properties: Span::default(),
                    divisible,
                    depth: self.paragraphs.len(),
                    id: None,
                });
            }
            "rPr" => {
                let start = xml.before();
                let (look, style) = run_look(xml);
                if let Some(run) = self.run.last_mut() {
                    let styled = style.map(|id| self.styles.run(&id)).unwrap_or_default();
                    run.look = look.or(styled);
                    run.properties = Span::from(start..xml.after());
                }
            }
            "t" => {
                let from = self.paragraphs.last().map_or((0, 0), |open| (open.text.len(), open.pieces.len()));
                self.text = Some(OpenText {
                    tag: Span::from(xml.before()..xml.after()),
                    keeps_space: attribute(tag, "space").as_deref() == Some("preserve"),
                    from,
                });
            }
            "tab" | "ptab" => self.sign(xml, "\t"),
            "br" | "cr" => {
                // A page or column break separates as well; a text-wrapping one is Shift+Enter.
                self.sign(xml, "\n");
            }
            "noBreakHyphen" => self.sign(xml, "-"),
            "sym" => {
                let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Symbol fonts use private characters that mean nothing outside them.
                let c = code.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c));
                self.sign(xml, &c.unwrap_or('□').to_string());
            }
            "fldChar" => match attribute(tag, "fldCharType").as_deref() {
                Some("begin") => {
                    self.fields.push(Field::Code);
                    self.codes += 1;
                }
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut().filter(|field| **field == Field::Code) {
                        *field = Field::Result;
                        self.codes -= 1;
                    }
                }
                Some("end") => self.end_field(),
                _ => {}
            },
            name @ ("footnoteReference" | "endnoteReference") => {
                if let Some(id) = attribute(tag, "id") {
                    let kind = name.trim_end_matches("Reference");
                    self.references.push((format!("{kind}{id}"), u32::MAX));
                }
            }
            "tbl" => {
                self.tables.push(Table {
                    id: self.built.tables.len() as u32,
                    row: 0,
                    column: 0,
                    next_column: 0,
                });
                self.built.tables.push(TableSize::default());
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let size = &mut self.built.tables[table.id as usize];
                    table.row = size.rows;
                    (table.column, table.next_column) = (0, 0);
                    size.rows += 1;
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column = table.next_column;
                    table.next_column += 1;
                    self.widen();
                }
            }
            "gridSpan" => {
                let width = attribute(tag, "val").and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                if let Some(table) = self.tables.last_mut() {
                    table.next_column = table.column + u32::clamp(width, 1, WIDEST);
                    self.widen();
                }
            }
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(taken) if !*taken => *taken = true,
                Some(_) => xml.skip(),
                None => {}
            },
            "sdt" => self.contents.push(self.contents.last().copied().unwrap_or(false)),
            "docPartGallery" => {
                let value = attribute(tag, "val").unwrap_or_default();
                if let Some(contents) = self.contents.last_mut() {
                    *contents |= value.eq_ignore_ascii_case("table of contents");
                }
            }
            "blip" | "imagedata" => self.built.pictures += 1,
            "OLEObject" | "altChunk" => self.built.embedded += 1,
            "trPr" => self.row_properties(xml),
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rt" | "sectPr" | "tblPr"
            | "tblGrid" | "tblPrEx" | "sdtEndPr" | "pPrChange" | "rPrChange" | "trPrChange"
            | "tcPrChange" | "numberingChange" | "ffData" | "rubyPr" => xml.skip(),
            _ => {}
        }
    }

    /// Reads the properties of a table row; one that was deleted is passed over.
    fn row_properties(&mut self, xml: &mut Xml<'_>) {
        let (mut deleted, mut depth) = (false, 1u32);
        while depth > 0 {
            match xml.next_token() {
                Some(Token::Open(tag)) => {
                    depth += 1;
                    match local(&tag) {
                        "del" => deleted = true,
                        "gridBefore" => {
                            let width = attribute(&tag, "val").and_then(|value| value.trim().parse().ok());
                            if let Some(table) = self.tables.last_mut() {
                                table.next_column = u32::min(width.unwrap_or(0), WIDEST);
                            }
                        }
                        _ => {}
                    }
                }
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text { .. }) => {}
                None => return,
            }
        }
        if deleted {
            xml.skip();
            if let Some(table) = self.tables.last() {
                self.built.tables[table.id as usize].rows -= 1;
            }
        }
    }

    fn close(&mut self, xml: &Xml<'_>, name: &str) {
        match name {
            "p" => self.end_paragraph(xml.before() as u32),
            "r" => self.end_run(xml.after() as u32),
            "t" => self.end_text(),
            "tbl" => {
                self.tables.pop();
            }
            "AlternateContent" => {
                self.choices.pop();
            }
            "sdt" => {
                self.contents.pop();
            }
            _ => {}
        }
    }

    fn end_field(&mut self) {
        if self.fields.pop() == Some(Field::Code) {
            self.codes -= 1;
        }
    }

    fn widen(&mut self) {
        if let Some(table) = self.tables.last() {
            let size = &mut self.built.tables[table.id as usize];
            size.columns = size.columns.max(table.next_column);
        }
    }

    fn begin_paragraph(&mut self) {
        let place = if self.note.is_some() {
            Place::Note
        } else if !self.paragraphs.is_empty() {
            Place::Box
        } else if let Some(table) = self.tables.last() {
            Place::Cell { table: table.id, row: table.row, column: table.column }
        } else {
            Place::Body
        };
        let (text, pieces) = if self.paragraphs.is_empty() {
            self.carried.take().unwrap_or_default()
        } else {
            Default::default()
        };
        self.paragraphs.push(Open {
            text,
            pieces,
            place,
            style: None,
            inherited: self.plain,
            direct: NumberRef::default(),
            outline: None,
            mark: RunLook::default(),
            bold: 0,
            all_bold: true,
            fields: self.fields.len(),
            boxes: Vec::new(),
        });
    }

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>) {
        let Some(open) = self.paragraphs.last_mut() else { return xml.skip() };
        let mut depth = 1u32;
        while depth > 0 {
            match xml.next_token() {
                Some(Token::Open(tag)) => match local(&tag) {
                    "pStyle" => {
                        if let Some(id) = attribute(&tag, "val") {
                            let id = id.into_owned();
                            let known = self.seen.entry(id.clone());
                            open.inherited = *known.or_insert_with(|| self.styles.inherited(Some(&id)));
                            open.style = Some(id);
                        }
                        depth += 1;
                    }
                    "outlineLvl" => {
                        open.outline = outline_level(&tag);
                        depth += 1;
                    }
                    "numPr" => open.direct = NumberRef::parse(xml),
                    "rPr" => open.mark = run_look(xml).0,
                    "pPrChange" | "sectPr" => xml.skip(),
                    _ => depth += 1,
                },
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text { .. }) => {}
                None => break,
            }
        }
    }

    fn end_paragraph(&mut self, end: u32) {
        let Some(mut open) = self.paragraphs.pop() else { return };
        // A field whose code never ends is broken; it must not swallow the rest.
        while self.fields.len() > open.fields && self.fields.last() == Some(&Field::Code) {
            self.end_field();
        }
        let inherited = open.inherited;
        let blank = open.text.trim().is_empty();
        let mut drafts = Vec::new();
        if open.mark.mark_deleted && self.paragraphs.is_empty() && self.note.is_none() {
            if !blank {
                self.carried = Some((std::mem::take(&mut open.text), std::mem::take(&mut open.pieces)));
            }
        } else if !(blank && open.mark.or(inherited.run).hidden == Some(true)) {
            let number =
                self.numbering.next(open.direct, inherited.number, open.style.as_deref(), self.styles);
            // An empty item is counted by Word, but it says nothing.
            if !blank {
                let bullet = number.as_ref().is_some_and(|number| number.bullet);
                let number = number.map_or_else(String::new, |number| {
                    let gap = number.suffix == Suffix::Gap && !number.text.ends_with(closes_itself);
                    number.text.clone() + if gap && !number.text.is_empty() { " " } else { "" }
                });
                drafts.push(Draft {
                    number,
                    place: open.place,
                    outline: match open.outline {
                        Some(level) => (level <= 9).then_some(level),
                        None => inherited.outline,
                    },
                    title: inherited.title,
                    bullet,
                    contents: inherited.contents || self.contents.last() == Some(&true),
                    bold: if open.all_bold { open.text.len() as u32 } else { open.bold },
                    anchor: self.note.unwrap_or(end),
                    text: open.text,
                    pieces: open.pieces,
                });
            }
        }
        drafts.append(&mut open.boxes);
        if let Some(outer) = self.paragraphs.last_mut() {
            outer.boxes.append(&mut drafts);
            return;
        }
        for draft in &mut drafts {
            // A text box cannot be marked itself; its paragraph can.
            if draft.place == Place::Box {
                draft.anchor = end;
            }
        }
        self.built.paragraphs.append(&mut drafts);
    }

    fn end_run(&mut self, end: u32) {
        let Some(run) = self.run.pop() else { return };
        if let Some(id) = run.id {
            self.built.runs[id as usize].end = end;
        }
        if self.note.is_none() {
            for (_, at) in self.references.iter_mut().rev().take_while(|(_, at)| *at == u32::MAX) {
                *at = end;
            }
        }
    }

    /// A character that an element stands for.
    fn sign(&mut self, xml: &Xml<'_>, text: &str) {
        if !self.run.is_empty() {
            self.show(text, Span::from(xml.before()..xml.after()), false, Span::default());
        }
    }

    fn characters(&mut self, xml: &Xml<'_>, text: &str, literal: bool) {
        let Some(open) = &self.text else { return };
        let tag = open.tag;
        let raw = Span::from(xml.before()..xml.after());
        if text.contains(['\n', '\r', '\t']) {
            // Line ends in the XML source are spaces to Word.
            let plain: String =
                text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
            self.show(&plain, raw, literal, tag);
        } else {
            self.show(text, raw, literal, tag);
        }
    }

    fn show(&mut self, text: &str, raw: Span, literal: bool, tag: Span) {
        let (Some(open), Some(run)) = (self.paragraphs.last_mut(), self.run.last()) else { return };
        let look = run.look.or(open.inherited.run);
        if look.hidden == Some(true) || self.codes > 0 || text.is_empty() {
            return;
        }
        let start = open.text.len();
        open.text.push_str(text);
        let is_bold = look.bold == Some(true) || text.trim().is_empty();
        if open.all_bold && !is_bold {
            (open.all_bold, open.bold) = (false, start as u32);
        }
        if self.note.is_some() {
            return;
        }
        let depth = run.depth;
        let outermost = self.run.iter().position(|run| run.depth == depth).unwrap_or(0);
        let nested = outermost + 1 < self.run.len();
        let run = &mut self.run[outermost];
        let runs = &mut self.built.runs;
        let id = *run.id.get_or_insert_with(|| {
            runs.push(Run {
                start: run.start,
                end: run.start,
                properties: run.properties,
                divisible: run.divisible && !nested,
            });
            runs.len() as u32 - 1
        });
        open.pieces.push(Piece {
            span: Span::from(start..open.text.len()),
            raw,
            literal: literal && raw.len() as usize == text.len(),
            run: id,
            tag,
        });
    }

    /// Without `xml:space="preserve"`, white space at both ends of a text element does not show.
    fn end_text(&mut self) {
        let (Some(text), Some(open)) = (self.text.take(), self.paragraphs.last_mut()) else { return };
        let (from, first) = text.from;
        if text.keeps_space || from > open.text.len() {
            return;
        }
        let blank = |c: char| c == ' ';
        let kept = open.text[from..].trim_end_matches(blank).len() + from;
        open.text.truncate(kept);
        while let Some(piece) = open.pieces.get_mut(first..).and_then(|pieces| pieces.last_mut()) {
            let over = piece.span.end().saturating_sub(kept as u32);
            if over == 0 {
                break;
            }
            if over >= piece.span.len() {
                open.pieces.pop();
                continue;
            }
            piece.span = Span::new(piece.span.start(), piece.span.end() - over);
            if piece.literal {
                piece.raw = Span::new(piece.raw.start(), piece.raw.end() - over);
            }
            break;
        }
    }
}

/// Whether a number's last character needs no gap behind it.
fn closes_itself(c: char) -> bool {
    matches!(c, '、' | '，' | '。' | '）' | '〕' | '】' | '：' | '；' | '．')
        || ('\u{2460}'..='\u{249b}').contains(&c)
}
