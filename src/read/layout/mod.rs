//! From words at places on a page to paragraphs: what PDF and OFD have in common.
//!
//! Neither format knows paragraphs. Lines are put together from words by their places, running heads
//! and page numbers are left out, and lines are joined over line and page ends. The text is composed
//! here: a paragraph is one line of it.

mod lines;
mod paragraphs;

use crate::model::Block;

/// Some characters with one look, at one place.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) text: String,
    /// Left edge, in the page's unit.
    pub(super) x: f32,
    /// Base line, growing upwards.
    pub(super) y: f32,
    /// From the left to the right edge.
    pub(super) width: f32,
    /// Size of the letters, in the page's unit.
    pub(super) size: f32,
    pub(super) bold: bool,
}

/// One page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Upper and lower edge: base lines lie between.
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) words: Vec<Words>,
}

/// The text of some pages.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

/// Puts pages together.
pub(super) fn composed(pages: Vec<Page>) -> Composed {
    let mut sheets: Vec<lines::Sheet> = pages.into_iter().map(lines::Sheet::new).collect();
    lines::drop_furniture(&mut sheets);
    paragraphs::composed(&sheets)
}

/// How much of a text are characters that mean nothing: private use, replacement, controls; in
/// percent.
pub(super) fn unreadable(text: &str) -> u32 {
    let (mut all, mut bad) = (0u32, 0u32);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}');
        bad += u32::from(private || c == '\u{fffd}' || c.is_control());
    }
    (bad * 100).checked_div(all).unwrap_or(0)
}
