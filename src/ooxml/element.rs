//! Small elements that occur in several parts: properties of runs, references to lists.

use quick_xml::events::BytesStart;

use super::xml::{Token, Xml, attribute, local};

/// Whether an on/off element says on.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off"))
}

/// Level from 1 of an `outlineLvl`; 10 is body text.
pub(super) fn outline_level(tag: &BytesStart<'_>) -> Option<u8> {
    let level: u8 = attribute(tag, "val")?.trim().parse().ok()?;
    Some(level.min(9) + 1)
}

/// What a paragraph or style says about its list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberRef {
    /// `numId`; 0 takes a paragraph out of its style's list.
    pub(super) list: Option<i64>,
    /// `ilvl`, from 0.
    pub(super) level: Option<u8>,
}

impl NumberRef {
    /// Reads the rest of a `numPr` that was just opened.
    pub(super) fn parse(xml: &mut Xml<'_>) -> Self {
        let mut found = Self::default();
        let mut open = 1u32;
        while open > 0 {
            match xml.next_token() {
                Some(Token::Open(tag)) => {
                    open += 1;
                    let value = attribute(&tag, "val");
                    match local(&tag) {
                        "numId" => found.list = value.and_then(|value| value.trim().parse().ok()),
                        "ilvl" => found.level = value.and_then(|value| value.trim().parse().ok()),
                        _ => {}
                    }
                }
                Some(Token::Close(_)) => open -= 1,
                Some(Token::Text { .. }) => {}
                None => break,
            }
        }
        found
    }

    /// What is said here, else there.
    pub(super) fn or(self, other: Self) -> Self {
        Self { list: self.list.or(other.list), level: self.level.or(other.level) }
    }
}

/// What run properties say that matters for reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunLook {
    /// `vanish`.
    pub(super) hidden: Option<bool>,
    /// `b`.
    pub(super) bold: Option<bool>,
    /// `del` in the properties of a paragraph mark: the paragraph runs on into the next.
    pub(super) mark_deleted: bool,
}

impl RunLook {
    /// What is said here, else there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            bold: self.bold.or(other.bold),
            mark_deleted: self.mark_deleted,
        }
    }
}

/// Reads the rest of an `rPr` that was just opened: what it says, and its character style.
pub(super) fn run_look(xml: &mut Xml<'_>) -> (RunLook, Option<String>) {
    let (mut look, mut style) = (RunLook::default(), None);
    let mut open = 1u32;
    while open > 0 {
        match xml.next_token() {
            Some(Token::Open(tag)) => {
                open += 1;
                match local(&tag) {
                    "vanish" => look.hidden = Some(is_on(&tag)),
                    "b" => look.bold = Some(is_on(&tag)),
                    "del" | "moveFrom" => look.mark_deleted = true,
                    "rStyle" => style = attribute(&tag, "val").map(std::borrow::Cow::into_owned),
                    // The properties before a tracked change.
                    "rPrChange" => {
                        xml.skip();
                        open -= 1;
                    }
                    _ => {}
                }
            }
            Some(Token::Close(_)) => open -= 1,
            Some(Token::Text { .. }) => {}
            None => break,
        }
    }
    (look, style)
}
