//! The text of a document in reading order, with the way back into its XML.

use super::{
    numbering::Numbering,
    package::{Fault, Package, relations_of},
    styles::Styles,
    walk::{Built, Walk},
};
use crate::text::Span;

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the running text.
    Body,
    /// In a table; all from 0. The column counts the grid, so merged cells keep their neighbours'
    /// columns.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Row in the table.
        row: u32,
        /// Column in the table.
        column: u32,
    },
    /// In a foot- or endnote.
    Note,
    /// In a text box; it is read behind the paragraph that holds it.
    Box,
}

/// One paragraph that shows at least one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// All of it, with its number; soft breaks are `\n`.
    pub span: Span,
    /// The number that Word computes, with the gap behind it; empty if it has none.
    pub number: Span,
    /// Where it stands.
    pub place: Place,
    /// Outline level from 1, by its own word or its style's.
    pub outline: Option<u8>,
    /// Whether its style is that of titles.
    pub title: bool,
    /// Whether it is marked as an item (●) without a number.
    pub bullet: bool,
    /// Whether it is a line of the table of contents.
    pub contents: bool,
    /// The leading part, number included, that is bold.
    pub bold: Span,
    /// Byte offset in the main part where a mark for it may stand when its own words cannot be
    /// marked: before the end of the paragraph that holds it, or behind the note's reference.
    pub anchor: u32,
}

/// A run of characters with the same look, as it stands in the main part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Byte offset of its start tag.
    pub start: u32,
    /// Byte offset just behind its end tag.
    pub end: u32,
    /// The bytes of its properties, tags included; empty if it has none.
    pub properties: Span,
    /// Whether it may be cut in two (a run of a formula may not).
    pub divisible: bool,
}

/// A few characters of the text and where they stand in the main part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In the text.
    pub span: Span,
    /// In the main part; as long as `span` if `literal`.
    pub raw: Span,
    /// Whether the characters stand there byte for byte, so that they can be divided.
    pub literal: bool,
    /// Which run it belongs to.
    pub run: u32,
    /// The bytes of the start tag of the element around it (`w:t`); empty for tabs and breaks.
    pub tag: Span,
}

/// How large a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableSize {
    /// Its rows.
    pub rows: u32,
    /// Columns of its grid.
    pub columns: u32,
}

/// A document as its reader goes through it.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// Paragraphs, each followed by `\n`.
    pub text: String,
    /// The paragraphs; ascending, disjoint.
    pub paragraphs: Vec<Paragraph>,
    /// The pieces of body, cells and text boxes; ascending, disjoint. Numbers and notes have none.
    pub pieces: Vec<Piece>,
    /// The runs that `pieces` name.
    pub runs: Vec<Run>,
    /// The tables, in the order of their numbers.
    pub tables: Vec<TableSize>,
    /// How many pictures there are.
    pub pictures: u32,
    /// How many embedded files there are, whose text was not read.
    pub embedded: u32,
    /// Whether reading stopped early because the XML is damaged or nested too deep.
    pub damaged: bool,
    /// Name of the main part.
    pub main: String,
    /// The prefix of its elements with the colon: `w:`.
    pub prefix: String,
}

/// Reads a `.docx`.
pub fn flow(bytes: &[u8]) -> Result<Flow, Fault> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let source = package.part(&main)?.ok_or(Fault::NoText)?;
    flow_of(&mut package, &main, &source)
}

/// Reads the document whose main part is `main` and would have that `source`.
pub fn flow_of(package: &mut Package<'_>, main: &str, source: &str) -> Result<Flow, Fault> {
    let relations = relations_of(package, main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let named = |kind: &str| {
        let stated = relations.iter().find(|relation| relation.kind == kind);
        stated.map_or_else(|| format!("{folder}/{kind}.xml"), |relation| relation.target.clone())
    };
    let styles = Styles::parse(&package.part(&named("styles"))?.unwrap_or_default());
    let numbering = Numbering::parse(&package.part(&named("numbering"))?.unwrap_or_default());
    let mut walk = Walk::new(&styles, numbering);
    walk.body(source);
    let references = walk.references();
    for kind in ["footnotes", "endnotes"] {
        if let Some(source) = package.part(&named(kind))? {
            walk.notes(&source, kind, &references);
        }
    }
    let mut flow = composed(walk.finish());
    main.clone_into(&mut flow.main);
    Ok(flow)
}

/// The name of the part that holds the text.
pub fn main_part(package: &mut Package<'_>) -> Result<String, Fault> {
    let stated = relations_of(package, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let main = stated.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
    let main = if package.has(&main) { main } else { "word/document.xml".to_owned() };
    if package.has(&main) && !main.starts_with("xl/") && !main.starts_with("ppt/") {
        return Ok(main);
    }
    Err(if package.has("xl/workbook.xml") {
        Fault::Workbook
    } else if package.has("ppt/presentation.xml") {
        Fault::Slides
    } else {
        Fault::NoText
    })
}

/// Puts the paragraphs one behind the other.
fn composed(built: Built) -> Flow {
    let mut flow = Flow {
        tables: built.tables,
        pictures: built.pictures,
        embedded: built.embedded,
        damaged: built.damaged,
        runs: built.runs,
        prefix: built.prefix,
        ..Flow::default()
    };
    for draft in built.paragraphs {
        let start = flow.text.len() as u32;
        flow.text.push_str(&draft.number);
        let shift = flow.text.len() as u32;
        flow.text.push_str(&draft.text);
        let end = flow.text.len() as u32;
        flow.text.push('\n');
        let moved = |span: Span| Span::new(span.start() + shift, span.end() + shift);
        let bold = if draft.bold > 0 { Span::new(start, shift + draft.bold) } else { Span::at(start) };
        flow.pieces.extend(draft.pieces.into_iter().map(|piece| Piece { span: moved(piece.span), ..piece }));
        flow.paragraphs.push(Paragraph {
            span: Span::new(start, end),
            number: Span::new(start, shift),
            place: draft.place,
            outline: draft.outline,
            title: draft.title,
            bullet: draft.bullet,
            contents: draft.contents,
            bold,
            anchor: draft.anchor,
        });
    }
    flow
}
