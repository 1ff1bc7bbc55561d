//! `outline --format json`.

use serde::Serialize;

use super::{OriginWire, SCHEMA_VERSION, heading, notices, origin, write};
use crate::model::{Block, BlockKind, Document, Lang, Notice};

/// `outline --format json`.
pub fn outline(path: &str, document: &Document, seen: &[Notice], lang: Lang) -> String {
    let header = document.header();
    write(&OutlineWire {
        schema_version: SCHEMA_VERSION,
        path,
        format: document.source().format.name(),
        encoding: document.source().encoding,
        title: &header.title,
        issuer: header.issuer.as_deref(),
        year: header.year,
        genre: header.genre.as_deref(),
        text: document.text(),
        blocks: document.blocks().iter().map(|block| block_wire(document, block)).collect(),
        sections: document
            .sections()
            .iter()
            .map(|section| {
                let place = document.scalars(section.span);
                SectionOutline {
                    heading: heading(document, section.heading.is_some(), section.number, section.title),
                    role: section.role.name(),
                    depth: section.depth,
                    start: place.start,
                    end: place.end,
                    parent: section.parent.map(|parent| parent.0),
                }
            })
            .collect(),
        notices: notices(seen, lang),
    })
}

fn block_wire<'a>(document: &'a Document, block: &'a Block) -> BlockWire<'a> {
    let range = document.scalars(block.span);
    let at = block.span.start();
    let section = document.section_at(at).map(|id| document.section(id));
    let number = section.filter(|section| {
        section.heading.is_some_and(|id| document.block(id).span == block.span) && !section.number.is_empty()
    });
    BlockWire {
        kind: block.kind.name(),
        level: match block.kind {
            BlockKind::Heading { level } => Some(level),
            _ => None,
        },
        number: number.map(|section| document.slice(section.number)),
        text: document.slice(block.span),
        start: range.start,
        end: range.end,
        origin: origin(&block.origin),
    }
}

#[derive(Serialize)]
struct OutlineWire<'a> {
    schema_version: u32,
    path: &'a str,
    format: &'static str,
    encoding: Option<&'static str>,
    title: &'a str,
    issuer: Option<&'a str>,
    year: Option<i32>,
    genre: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockWire<'a>>,
    sections: Vec<SectionOutline>,
    notices: Vec<&'a str>,
}

#[derive(Serialize)]
struct BlockWire<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    text: &'a str,
    start: u32,
    end: u32,
    origin: OriginWire,
}

#[derive(Serialize)]
struct SectionOutline {
    heading: String,
    role: &'static str,
    depth: u8,
    start: u32,
    end: u32,
    parent: Option<u32>,
}
