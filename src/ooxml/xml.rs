//! A stream of XML tokens that stops at depth and damage instead of failing.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesEnd, BytesStart, Event},
};

/// How deep elements may nest. Word writes at most about 60 levels (tables in text boxes in tables);
/// deeper files are made to break readers.
const DEEPEST: u32 = 400;

/// One token with its place in the source.
#[derive(Debug)]
pub enum Token<'a> {
    /// A start tag; an empty element is a start and an end.
    Open(BytesStart<'a>),
    /// An end tag.
    Close(BytesEnd<'a>),
    /// Character data.
    Text {
        /// The characters that are meant.
        text: Cow<'a, str>,
        /// Whether they stand in the source byte for byte.
        literal: bool,
    },
}

/// A forward reader of tokens.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: u32,
    before: usize,
    damaged: bool,
}

impl<'a> Xml<'a> {
    /// Reads a whole part.
    pub fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, before: 0, damaged: false }
    }

    /// Whether reading stopped before the end because of damage or depth.
    pub fn damaged(&self) -> bool {
        self.damaged
    }

    /// Byte offset where the last token starts.
    pub fn before(&self) -> usize {
        self.before
    }

    /// Byte offset just behind the last token.
    pub fn after(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// The next token; `None` at the end and where nothing more can be understood.
    ///
    /// Entities of a document type are not expanded, so they cannot explode.
    pub fn next_token(&mut self) -> Option<Token<'a>> {
        loop {
            if self.damaged {
                return None;
            }
            self.before = self.after();
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        self.damaged = true;
                        return None;
                    }
                    return Some(Token::Open(tag));
                }
                Ok(Event::End(tag)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Token::Close(tag));
                }
                Ok(Event::Text(text)) => {
                    return Some(Token::Text { text: text.into_inner(), literal: true });
                }
                Ok(Event::CData(text)) => {
                    return Some(Token::Text { text: text.into_inner(), literal: false });
                }
                Ok(Event::GeneralRef(name)) => {
                    let text = match name.resolve_char_ref() {
                        Ok(Some(c)) => Cow::Owned(c.to_string()),
                        _ => entity(&name.into_inner()),
                    };
                    return Some(Token::Text { text, literal: false });
                }
                Ok(Event::Eof) => {
                    self.damaged |= self.depth > 0;
                    return None;
                }
                Ok(_) => {}
                Err(_) => self.damaged = true,
            }
        }
    }

    /// Passes over the rest of the element that was just opened.
    pub fn skip(&mut self) {
        let mut open = 1u32;
        while open > 0 {
            match self.next_token() {
                Some(Token::Open(_)) => open += 1,
                Some(Token::Close(_)) => open -= 1,
                Some(Token::Text { .. }) => {}
                None => return,
            }
        }
    }
}

/// What an entity of XML itself stands for; any other is shown as it is written.
fn entity(name: &str) -> Cow<'static, str> {
    resolve_xml_entity(name).map_or_else(|| Cow::Owned(format!("&{name};")), Cow::Borrowed)
}

/// The name of a tag without its prefix.
pub fn local<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    let name = tag.name().0;
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of the attribute with that local name.
pub fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    tag.attributes().with_checks(false).flatten().find_map(|attribute| {
        let key = attribute.key.0;
        let key = key.rsplit_once(':').map_or(key, |(_, local)| local);
        (key == name).then(|| match attribute.value {
            Cow::Borrowed(value) => unescaped(Cow::Borrowed(value)),
            Cow::Owned(value) => unescaped(Cow::Owned(value)),
        })
    })
}

fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    match quick_xml::escape::unescape(&value) {
        Ok(plain) => Cow::Owned(plain.into_owned()),
        Err(_) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_know_their_places() {
        let source = "<a><t>甲&lt;乙</t><b/></a>";
        let mut xml = Xml::new(source);
        let mut seen = Vec::new();
        while let Some(token) = xml.next_token() {
            if let Token::Text { text, literal } = token {
                seen.push((text.into_owned(), literal, source[xml.before()..xml.after()].to_owned()));
            }
        }
        let expected = [("甲", true, "甲"), ("<", false, "&lt;"), ("乙", true, "乙")];
        assert_eq!(seen, expected.map(|(a, b, c)| (a.to_owned(), b, c.to_owned())));
        assert!(!xml.damaged());
    }

    #[test]
    fn depth_and_damage_end_the_stream() {
        let deep = "<a>".repeat(100_000);
        for source in [deep.as_str(), "<a><b></a>", "<a>", "<a", "<a>&bomb;"] {
            let mut xml = Xml::new(source);
            while xml.next_token().is_some() {}
            assert!(xml.damaged(), "{}", &source[..source.len().min(10)]);
        }
    }

    #[test]
    fn an_unknown_entity_is_shown_and_never_expanded() {
        let mut xml = Xml::new("<!DOCTYPE a [<!ENTITY bomb \"xxxx\">]><a>&bomb;</a>");
        let mut text = String::new();
        while let Some(token) = xml.next_token() {
            if let Token::Text { text: piece, .. } = token {
                text.push_str(&piece);
            }
        }
        assert_eq!(text, "&bomb;");
    }

    #[test]
    fn attributes_by_local_name() {
        let mut xml = Xml::new("<w:a x:val='一&amp;' />");
        let Some(Token::Open(tag)) = xml.next_token() else { panic!("a start") };
        assert_eq!(attribute(&tag, "val").as_deref(), Some("一&"));
        assert_eq!(local(&tag), "a");
    }
}
