//! Where runs stand: a tracked change may not stand everywhere that a run may.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    super::xml::{Token, Xml, attribute, local},
    Obstacle,
};
use crate::text::Span;

/// Where one run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    /// The bytes of its start tag.
    pub(super) tag: Span,
    /// The bytes of the start tag of the tracked insertion around it.
    pub(super) inserted: Option<Span>,
    /// Why nothing may be changed there.
    pub(super) obstacle: Option<Obstacle>,
}

/// An element around a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Paragraph,
    /// Changes may stand in it as they may in a paragraph.
    Open,
    Inserted(Span),
    Field,
    Other,
}

/// Where the runs stand that start at those bytes.
pub(super) fn stands(source: &str, runs: &BTreeSet<u32>) -> BTreeMap<u32, Stand> {
    let mut found = BTreeMap::new();
    let mut around: Vec<Around> = Vec::new();
    let mut fields = 0u32;
    let mut xml = Xml::new(source);
    while let Some(token) = xml.next_token() {
        match token {
            Token::Open(tag) => {
                let span = Span::from(xml.before()..xml.after());
                match local(&tag) {
                    "fldChar" => match attribute(&tag, "fldCharType").as_deref() {
                        Some("begin") => fields += 1,
                        Some("end") => fields = fields.saturating_sub(1),
                        _ => {}
                    },
                    // The reader takes a simple field for one run.
                    "fldSimple" if runs.contains(&span.start()) => {
                        let obstacle = Some(Obstacle::Field);
                        found.insert(span.start(), Stand { tag: span, inserted: None, obstacle });
                    }
                    "r" if runs.contains(&span.start()) => {
                        let (inserted, obstacle) = match held(&around) {
                            Ok(_) if fields > 0 => (None, Some(Obstacle::Field)),
                            Ok(inserted) => (inserted, None),
                            Err(obstacle) => (None, Some(obstacle)),
                        };
                        found.insert(span.start(), Stand { tag: span, inserted, obstacle });
                    }
                    _ => {}
                }
                around.push(match local(&tag) {
                    "p" => Around::Paragraph,
                    "hyperlink" | "smartTag" | "customXml" => Around::Open,
                    "ins" => Around::Inserted(span),
                    "fldSimple" => Around::Field,
                    _ => Around::Other,
                });
            }
            Token::Close(_) => {
                around.pop();
            }
            Token::Text { .. } => {}
        }
    }
    found
}

/// The insertion around a run, or what is in the way.
fn held(around: &[Around]) -> Result<Option<Span>, Obstacle> {
    let mut inserted = None;
    for (nth, element) in around.iter().rev().enumerate() {
        match element {
            Around::Paragraph => return Ok(inserted),
            Around::Open => {}
            // It is closed and opened again around the change, so it must be the innermost element.
            Around::Inserted(tag) if nth == 0 => inserted = Some(*tag),
            Around::Field => return Err(Obstacle::Field),
            Around::Inserted(_) | Around::Other => return Err(Obstacle::Structure),
        }
    }
    Err(Obstacle::Structure)
}

/// The lowest id above those of all marks of the part.
pub(super) fn next_id(source: &str) -> u32 {
    let (mut xml, mut next) = (Xml::new(source), 1u32);
    // Ids are signed in many readers.
    let highest = i32::MAX as u32 / 2;
    while let Some(token) = xml.next_token() {
        if let Token::Open(tag) = token
            && let Some(id) = attribute(&tag, "id").and_then(|id| id.trim().parse::<u32>().ok())
            && id < highest
        {
            next = next.max(id + 1);
        }
    }
    next
}
