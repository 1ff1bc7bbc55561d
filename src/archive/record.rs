//! One report as one line of JSON: its text and what segmentation found in it.
//!
//! The shapes are private to this file, so that the model can change; [`super::VERSION`] changes
//! with them. What is read is checked against the text, so that a record made by hand cannot bring
//! the program down.

use serde::{Deserialize, Serialize};

use crate::{
    model::{
        Block, BlockId, BlockKind, Claim, Document, Draft, Extract, Format, Header, Origin, Role, Section,
        SectionId, Source,
    },
    text::Span,
};

/// A report as a line, with the line's end.
pub fn write(document: &Document) -> Vec<u8> {
    let mut line = serde_json::to_vec(&wire(document)).unwrap_or_default();
    line.push(b'\n');
    line
}

/// The report of a line; `None` if it is not one.
pub fn read(line: &[u8]) -> Option<Document> {
    document(serde_json::from_slice(line).ok()?)
}

type Pair = (u32, u32);

#[derive(Serialize, Deserialize)]
struct Wire {
    text: String,
    format: u8,
    encoding: Option<String>,
    own_title: Option<String>,
    own_date: Option<String>,
    skips: Vec<Pair>,
    blocks: Vec<(Pair, Kind, Place, Pair)>,
    sections: Vec<SectionWire>,
    /// Span, block, section.
    claims: Vec<(Pair, u32, u32)>,
    header: HeaderWire,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Kind {
    Title,
    Heading(u8),
    Paragraph,
    Item,
    Cell(u32, u32, u32),
    Caption,
    Note,
    Salutation,
    Signature,
    Date,
    Contents,
}

#[derive(Serialize, Deserialize)]
enum Place {
    Line(u32),
    Paragraph(u32),
    Page(u32),
    Cell(u32, u32, u32),
}

#[derive(Serialize, Deserialize)]
struct SectionWire {
    heading: Option<u32>,
    depth: u8,
    number: Pair,
    title: Pair,
    parent: Option<u32>,
    blocks: Pair,
    span: Pair,
    role: String,
    second: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct HeaderWire {
    title: String,
    title_span: Option<Pair>,
    issuer: Option<String>,
    year: Option<i32>,
    year_span: Option<Pair>,
    genre: Option<String>,
    salutation: Option<Pair>,
    signature: Option<Pair>,
    date_span: Option<Pair>,
    date: Option<(i32, u8, u8)>,
}

const FORMATS: [Format; 6] =
    [Format::Text, Format::Markdown, Format::Html, Format::Docx, Format::Pdf, Format::Ofd];

fn pair(span: Span) -> Pair {
    (span.start(), span.end())
}

fn wire(document: &Document) -> Wire {
    let (source, header) = (document.source(), document.header());
    Wire {
        text: document.text().to_owned(),
        format: FORMATS.iter().position(|format| *format == source.format).unwrap_or(0) as u8,
        encoding: source.encoding.map(str::to_owned),
        own_title: source.title.clone(),
        own_date: source.date.clone(),
        skips: document.skips().iter().copied().map(pair).collect(),
        blocks: document.blocks().iter().map(block_wire).collect(),
        sections: document.sections().iter().map(section_wire).collect(),
        claims: document
            .claims()
            .iter()
            .map(|claim| (pair(claim.span), claim.block.0, claim.section.0))
            .collect(),
        header: HeaderWire {
            title: header.title.clone(),
            title_span: header.title_span.map(pair),
            issuer: header.issuer.clone(),
            year: header.year,
            year_span: header.year_span.map(pair),
            genre: header.genre.clone(),
            salutation: header.salutation.map(pair),
            signature: header.signature.map(pair),
            date_span: header.date_span.map(pair),
            date: header.date,
        },
    }
}

fn block_wire(block: &Block) -> (Pair, Kind, Place, Pair) {
    let kind = match block.kind {
        BlockKind::Title => Kind::Title,
        BlockKind::Heading { level } => Kind::Heading(level),
        BlockKind::Paragraph => Kind::Paragraph,
        BlockKind::Item => Kind::Item,
        BlockKind::Cell { table, row, column } => Kind::Cell(table, row, column),
        BlockKind::Caption => Kind::Caption,
        BlockKind::Note => Kind::Note,
        BlockKind::Contents => Kind::Contents,
        BlockKind::Salutation => Kind::Salutation,
        BlockKind::Signature => Kind::Signature,
        BlockKind::Date => Kind::Date,
    };
    let place = match block.origin {
        Origin::Line(line) => Place::Line(line),
        Origin::Paragraph(paragraph) => Place::Paragraph(paragraph),
        Origin::Page(page) => Place::Page(page),
        Origin::Cell { table, row, column } => Place::Cell(table, row, column),
    };
    (pair(block.span), kind, place, pair(block.bold))
}

fn section_wire(section: &Section) -> SectionWire {
    SectionWire {
        heading: section.heading.map(|id| id.0),
        depth: section.depth,
        number: pair(section.number),
        title: pair(section.title),
        parent: section.parent.map(|id| id.0),
        blocks: (section.blocks.start, section.blocks.end),
        span: pair(section.span),
        role: section.role.name().to_owned(),
        second: section.second.map(|role| role.name().to_owned()),
    }
}

/// Puts a report together again, every place checked.
fn document(wire: Wire) -> Option<Document> {
    let text = wire.text;
    let span = |(start, end): Pair| -> Option<Span> {
        let fits = start <= end && text.get(start as usize..end as usize).is_some();
        fits.then(|| Span::new(start, end))
    };
    let some = |place: Option<Pair>| place.map_or(Some(None), |place| span(place).map(Some));
    let blocks: Vec<Block> = wire
        .blocks
        .into_iter()
        .map(|(place, kind, origin, bold)| {
            Some(Block {
                span: span(place)?,
                kind: kind_of(kind),
                origin: origin_of(&origin),
                bold: span(bold)?,
            })
        })
        .collect::<Option<_>>()?;
    let skips: Vec<Span> = wire.skips.into_iter().map(span).collect::<Option<_>>()?;
    let ordered = is_ascending(blocks.iter().map(|block| block.span)) && is_ascending(skips.iter().copied());
    let count = blocks.len() as u32;
    let sections: Vec<Section> = wire
        .sections
        .into_iter()
        .enumerate()
        .map(|(nth, section)| {
            let known = section.heading.is_none_or(|id| id < count)
                && section.parent.is_none_or(|id| (id as usize) < nth)
                && section.blocks.0 <= section.blocks.1
                && section.blocks.1 <= count;
            known.then_some(Section {
                heading: section.heading.map(BlockId),
                depth: section.depth,
                number: span(section.number)?,
                title: span(section.title)?,
                parent: section.parent.map(SectionId),
                blocks: section.blocks.0..section.blocks.1,
                span: span(section.span)?,
                role: Role::from_name(&section.role)?,
                second: match section.second {
                    Some(role) => Some(Role::from_name(&role)?),
                    None => None,
                },
            })
        })
        .collect::<Option<_>>()?;
    let claims: Vec<Claim> = wire
        .claims
        .into_iter()
        .map(|(place, block, section)| {
            let known = block < count && (section as usize) < sections.len();
            let span = span(place)?;
            known.then_some(Claim { span, block: BlockId(block), section: SectionId(section) })
        })
        .collect::<Option<_>>()?;
    let header = Header {
        title: wire.header.title,
        title_span: some(wire.header.title_span)?,
        issuer: wire.header.issuer,
        year: wire.header.year,
        year_span: some(wire.header.year_span)?,
        genre: wire.header.genre,
        salutation: some(wire.header.salutation)?,
        signature: some(wire.header.signature)?,
        date_span: some(wire.header.date_span)?,
        date: wire.header.date,
    };
    if !ordered || sections.is_empty() || u32::try_from(text.len()).is_err() {
        return None;
    }
    let encoding = wire.encoding.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    let source = Source {
        format: FORMATS.get(usize::from(wire.format)).copied()?,
        encoding: encoding.map(encoding_rs::Encoding::name),
        title: wire.own_title,
        date: wire.own_date,
    };
    let extract = Extract { text, skips, source, ..Extract::default() };
    Some(Document::new(extract, Draft { blocks, sections, claims, header }))
}

/// Whether spans are in order and disjoint.
fn is_ascending(mut spans: impl Iterator<Item = Span>) -> bool {
    let mut end = 0;
    spans.all(|span| std::mem::replace(&mut end, span.end()) <= span.start())
}

fn kind_of(kind: Kind) -> BlockKind {
    match kind {
        Kind::Title => BlockKind::Title,
        Kind::Heading(level) => BlockKind::Heading { level },
        Kind::Paragraph => BlockKind::Paragraph,
        Kind::Item => BlockKind::Item,
        Kind::Cell(table, row, column) => BlockKind::Cell { table, row, column },
        Kind::Caption => BlockKind::Caption,
        Kind::Note => BlockKind::Note,
        Kind::Contents => BlockKind::Contents,
        Kind::Salutation => BlockKind::Salutation,
        Kind::Signature => BlockKind::Signature,
        Kind::Date => BlockKind::Date,
    }
}

fn origin_of(place: &Place) -> Origin {
    match *place {
        Place::Line(line) => Origin::Line(line),
        Place::Paragraph(paragraph) => Origin::Paragraph(paragraph),
        Place::Page(page) => Origin::Page(page),
        Place::Cell(table, row, column) => Origin::Cell { table, row, column },
    }
}
