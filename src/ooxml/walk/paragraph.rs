//! Paragraphs: what they say about themselves, where they stand, which number they get.

use super::{
    super::{
        element::{NumberRef, RunLook, outline_level, run_look},
        flow::{Piece, Place},
        numbering::Suffix,
        styles::Inherited,
        xml::{Token, Xml, attribute, local},
    },
    Field, Walk,
};

/// A finished paragraph; its spans are in its own text.
#[derive(Clone, Debug)]
pub(in crate::ooxml) struct Draft {
    pub(in crate::ooxml) text: String,
    pub(in crate::ooxml) number: String,
    pub(in crate::ooxml) pieces: Vec<Piece>,
    pub(in crate::ooxml) place: Place,
    pub(in crate::ooxml) outline: Option<u8>,
    pub(in crate::ooxml) title: bool,
    pub(in crate::ooxml) bullet: bool,
    pub(in crate::ooxml) contents: bool,
    pub(in crate::ooxml) bold: u32,
    pub(in crate::ooxml) anchor: u32,
}

/// A paragraph that is being read.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) place: Place,
    pub(super) style: Option<String>,
    pub(super) inherited: Inherited,
    pub(super) direct: NumberRef,
    pub(super) outline: Option<u8>,
    pub(super) mark: RunLook,
    pub(super) bold: u32,
    pub(super) all_bold: bool,
    /// Depth of the field stack at its start: deeper fields began in it.
    pub(super) fields: usize,
    /// Paragraphs of text boxes inside it.
    pub(super) boxes: Vec<Draft>,
}

impl Walk<'_> {
    pub(super) fn begin_paragraph(&mut self) {
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

    pub(super) fn paragraph_properties(&mut self, xml: &mut Xml<'_>) {
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

    pub(super) fn end_paragraph(&mut self, end: u32) {
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
}

/// Whether a number's last character needs no gap behind it.
fn closes_itself(c: char) -> bool {
    matches!(c, '、' | '，' | '。' | '）' | '〕' | '】' | '：' | '；' | '．')
        || ('\u{2460}'..='\u{249b}').contains(&c)
}
