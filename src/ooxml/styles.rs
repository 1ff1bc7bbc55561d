//! Paragraph and character styles, resolved along their chains.

use std::collections::BTreeMap;

use super::element::{NumberRef, RunLook, outline_level, run_look};
use super::xml::{Token, Xml, attribute, local};

/// How long a chain of styles may be: Word stops far earlier, and a cycle has no end.
const LONGEST_CHAIN: usize = 64;

/// One style as written.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    name: String,
    outline: Option<u8>,
    number: NumberRef,
    run: RunLook,
}

/// All styles of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default: Option<String>,
}

/// What a paragraph inherits from its style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Inherited {
    /// Outline level from 1; `None` for body text.
    pub(super) outline: Option<u8>,
    /// The list it belongs to.
    pub(super) number: NumberRef,
    /// Hidden, bold.
    pub(super) run: RunLook,
    /// Whether it is the style of the title.
    pub(super) title: bool,
    /// Whether it is a line of the table of contents.
    pub(super) contents: bool,
}

impl Styles {
    pub(super) fn parse(source: &str) -> Self {
        let mut styles = Self::default();
        let mut xml = Xml::new(source);
        let mut open: Option<(String, Style)> = None;
        while let Some(token) = xml.next_token() {
            match token {
                Token::Open(tag) => match (local(&tag), &mut open) {
                    ("style", _) => {
                        let Some(id) = attribute(&tag, "styleId").map(std::borrow::Cow::into_owned) else {
                            continue;
                        };
                        let is = |name: &str| attribute(&tag, name).is_some_and(|v| v == "1" || v == "true");
                        let kind = attribute(&tag, "type");
                        if is("default") && kind.as_deref().is_none_or(|kind| kind == "paragraph") {
                            styles.default = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                    }
                    ("name", Some((_, style))) => {
                        style.name = attribute(&tag, "val").unwrap_or_default().to_lowercase();
                    }
                    ("basedOn", Some((_, style))) => {
                        style.based_on = attribute(&tag, "val").map(std::borrow::Cow::into_owned);
                    }
                    ("outlineLvl", Some((_, style))) => style.outline = outline_level(&tag),
                    ("numPr", Some((_, style))) => style.number = NumberRef::parse(&mut xml),
                    ("rPr", Some((_, style))) => style.run = run_look(&mut xml).0,
                    // What a table style or an old version of the style says is not the style's.
                    ("tblStylePr" | "pPrChange" | "rPrChange" | "docDefaults" | "latentStyles", _) => {
                        xml.skip();
                    }
                    _ => {}
                },
                Token::Close(tag) if tag.local_name().as_ref() == "style" => {
                    if let Some((id, style)) = open.take() {
                        styles.by_id.insert(id, style);
                    }
                }
                _ => {}
            }
        }
        styles
    }

    /// The style and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let mut next = id.or(self.default.as_deref());
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.by_id.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        })
        .take(LONGEST_CHAIN)
    }

    /// What a paragraph of that style (of the default style for `None`) inherits.
    pub(super) fn inherited(&self, id: Option<&str>) -> Inherited {
        let mut found = Inherited::default();
        let mut outline = None;
        for (nth, (_, style)) in self.chain(id).enumerate() {
            outline = outline.or(style.outline).or_else(|| heading_level(&style.name));
            found.number = found.number.or(style.number);
            found.run = found.run.or(style.run);
            found.title |= style.name == "title";
            found.contents |= nth == 0 && (style.name.starts_with("toc ") || style.name.starts_with("目录"));
        }
        found.outline = outline.filter(|level| (1..=9).contains(level));
        found
    }

    /// Hidden and bold of a character style.
    pub(super) fn run(&self, id: &str) -> RunLook {
        self.chain(Some(id)).fold(RunLook::default(), |look, (_, style)| look.or(style.run))
    }

    /// The ids of a style and of those it is based on.
    pub(super) fn ids<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        self.chain(id).map(|(id, _)| id)
    }

    /// The list that a numbering style names.
    pub(super) fn list_of(&self, id: &str) -> Option<i64> {
        self.by_id.get(id)?.number.list
    }
}

/// 1–9 of `heading 1`, `标题 1`; Word leaves the outline level of its built-in styles unsaid.
fn heading_level(name: &str) -> Option<u8> {
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    rest.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(body: &str) -> Styles {
        Styles::parse(&format!("<w:styles>{body}</w:styles>"))
    }

    #[test]
    fn outline_level_comes_from_the_chain() {
        let styles = styles(
            "<w:style w:type='paragraph' w:styleId='2'><w:name w:val='heading 2'/></w:style>\
             <w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='2'/></w:style>\
             <w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='2'/>\
             <w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>",
        );
        assert_eq!(styles.inherited(Some("a")).outline, Some(2));
        assert_eq!(styles.inherited(Some("b")).outline, None, "level 9 is body text");
        assert_eq!(styles.inherited(Some("missing")).outline, None);
    }

    #[test]
    fn a_cycle_of_styles_ends() {
        let styles = styles(
            "<w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='a'/><w:rPr><w:vanish/></w:rPr></w:style>",
        );
        assert_eq!(styles.inherited(Some("a")).run.hidden, Some(true));
    }

    #[test]
    fn the_list_of_a_style_and_its_level_are_inherited_apart() {
        let styles = styles(
            "<w:style w:styleId='a'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='a'/>\
             <w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>",
        );
        assert_eq!(styles.inherited(Some("b")).number, NumberRef { list: Some(3), level: Some(1) });
    }
}
