//! One pass over a part: paragraphs in reading order with all that their runs show.
//!
//! Left out: deleted text, hidden text, codes of fields, the second copy of a text box
//! (`mc:Fallback`). Kept: inserted text, results of fields, links, content controls.

mod paragraph;
mod run;
mod table;

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

pub(super) use self::paragraph::Draft;
use self::{
    paragraph::Open,
    run::{OpenRun, OpenText},
    table::Table,
};
use super::{
    element::{RunLook, run_look},
    flow::{Piece, Run, TableSize},
    numbering::Numbering,
    styles::{Inherited, Styles},
    xml::{Token, Xml, attribute, local},
};
use crate::text::Span;

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
            // Marks stand around a field: what they divide inside it, programs replace or lose.
            "fldSimple" => self.run.push(OpenRun {
                start: xml.before() as u32,
                look: RunLook::default(),
                properties: Span::default(),
                divisible: false,
                depth: self.paragraphs.len(),
                id: None,
            }),
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
            "tbl" | "tr" | "tc" | "gridSpan" => self.open_table(tag),
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

    fn close(&mut self, xml: &Xml<'_>, name: &str) {
        match name {
            "p" => self.end_paragraph(xml.before() as u32),
            "r" | "fldSimple" => self.end_run(xml.after() as u32),
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
}
