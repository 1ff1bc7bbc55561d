//! Automatic numbers: `numbering.xml`, and the counters that Word keeps while it lays out.
//!
//! The 一、 （一） 1. of most office files is not in their text. The rules are those of ECMA-376
//! part 1, 17.9, checked against what Word and LibreOffice show.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    element::{NumberRef, is_on, run_look},
    format::NumberFormat,
    styles::Styles,
    xml::{Token, Xml, attribute, local},
};

/// Levels of a list.
const LEVELS: usize = 9;

/// What stands between number and text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Suffix {
    /// A tab or a space.
    #[default]
    Gap,
    /// Nothing.
    Nothing,
}

/// A number as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// Its characters, empty for marks and hidden numbers.
    pub(super) text: String,
    /// What stands behind it.
    pub(super) suffix: Suffix,
    /// Whether it is a mark (●) instead of a number.
    pub(super) bullet: bool,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: NumberFormat,
    text: String,
    suffix: Suffix,
    /// `lvlRestart`: 0 never restarts, n restarts behind level n (from 1) and above.
    restart: Option<u8>,
    legal: bool,
    style: Option<String>,
    hidden: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: NumberFormat::decimal(),
            text: String::new(),
            suffix: Suffix::Gap,
            restart: None,
            legal: false,
            style: None,
            hidden: false,
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: BTreeMap<u8, Level>,
    /// `numStyleLink`: the levels are those of a numbering style's list.
    link: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Instance {
    base: i64,
    starts: BTreeMap<u8, u32>,
    levels: BTreeMap<u8, Level>,
}

/// The lists of a document and how far each has counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<i64, Abstract>,
    instances: BTreeMap<i64, Instance>,
    counts: BTreeMap<i64, [Option<u32>; LEVELS]>,
    /// Lists and levels whose `startOverride` was used up.
    started: BTreeSet<(i64, u8)>,
}

impl Numbering {
    pub(super) fn parse(source: &str) -> Self {
        let mut found = Self::default();
        let mut xml = Xml::new(source);
        while let Some(token) = xml.next_token() {
            let Token::Open(tag) = token else { continue };
            match local(&tag) {
                "abstractNum" => {
                    if let Some(id) = number(&tag, "abstractNumId") {
                        found.abstracts.insert(id, read_abstract(&mut xml));
                    }
                }
                "num" => {
                    if let Some(id) = number(&tag, "numId") {
                        found.instances.insert(id, read_instance(&mut xml));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Counts on for a paragraph and writes its number; `None` if it is in no list.
    ///
    /// `direct` is what the paragraph says itself, `style` its style's id.
    pub(super) fn next(
        &mut self,
        direct: NumberRef,
        inherited: NumberRef,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<Number> {
        let list = direct.list.or(inherited.list).filter(|list| *list != 0)?;
        let base = self.base_of(list, styles)?;
        let instance = self.instances.get(&list)?;
        let levels = &self.abstracts.get(&base)?.levels;
        let level_of = |at: u8| instance.levels.get(&at).or_else(|| levels.get(&at));
        let linked = || {
            styles.ids(style).find_map(|id| {
                (0..LEVELS as u8)
                    .find(|at| level_of(*at).is_some_and(|level| level.style.as_deref() == Some(id)))
            })
        };
        let inherited_level = inherited.level.filter(|_| direct.list.is_none());
        let at = direct.level.or_else(linked).or(inherited_level).unwrap_or(0).min(LEVELS as u8 - 1);
        let level = level_of(at)?;

        let counts = self.counts.entry(base).or_default();
        let place = usize::from(at);
        counts[place] = Some(match instance.starts.get(&at) {
            Some(start) if self.started.insert((list, at)) => *start,
            _ => counts[place].map_or(level.start, |count| count.saturating_add(1)),
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(place + 1) {
            let restart = level_of(deeper as u8).and_then(|level| level.restart);
            if usize::from(restart.unwrap_or(deeper as u8)) > place {
                *count = None;
            }
        }
        if level.format.is_bullet() || level.hidden {
            return Some(Number { bullet: level.format.is_bullet(), ..Number::default() });
        }
        let mut text = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let reference = (c == '%')
                .then(|| rest.peek().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0))
                .flatten();
            let Some(digit) = reference else {
                text.push(c);
                continue;
            };
            rest.next();
            let other = digit as u8 - 1;
            let Some(shown) = level_of(other) else { continue };
            let count = counts[usize::from(other)].unwrap_or(shown.start);
            let written = if level.legal && !matches!(&shown.format, NumberFormat::Named(n) if n == "none") {
                NumberFormat::decimal().write(count)
            } else {
                shown.format.write(count)
            };
            text.push_str(&written);
        }
        Some(Number { text: text.trim().to_owned(), suffix: level.suffix, bullet: false })
    }

    /// The abstract list that holds the levels of a list; links are followed a few steps.
    fn base_of(&self, list: i64, styles: &Styles) -> Option<i64> {
        let mut base = self.instances.get(&list)?.base;
        for _ in 0..8 {
            let link = match self.abstracts.get(&base)? {
                found if found.levels.is_empty() => found.link.as_deref(),
                _ => return Some(base),
            };
            let list = styles.list_of(link?)?;
            base = self.instances.get(&list)?.base;
        }
        None
    }
}

fn number(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<i64> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Calls `each` for the start tags inside the element that was just opened.
fn inside<'a>(
    xml: &mut Xml<'a>,
    mut each: impl FnMut(&mut Xml<'a>, &quick_xml::events::BytesStart<'a>) -> Read,
) {
    let mut open = 1u32;
    while open > 0 {
        match xml.next_token() {
            Some(Token::Open(tag)) => match each(xml, &tag) {
                Read::Whole => {}
                Read::Start => open += 1,
            },
            Some(Token::Close(_)) => open -= 1,
            Some(Token::Text { .. }) => {}
            None => break,
        }
    }
}

/// How much of an element was read.
enum Read {
    Start,
    Whole,
}

fn read_abstract(xml: &mut Xml<'_>) -> Abstract {
    let mut found = Abstract::default();
    inside(xml, |xml, tag| match local(tag) {
        "lvl" => {
            if let Some(at) = number(tag, "ilvl").and_then(|at| u8::try_from(at).ok()) {
                found.levels.insert(at, read_level(xml));
                return Read::Whole;
            }
            Read::Start
        }
        "numStyleLink" => {
            found.link = attribute(tag, "val").map(std::borrow::Cow::into_owned);
            Read::Start
        }
        _ => Read::Start,
    });
    found
}

fn read_instance(xml: &mut Xml<'_>) -> Instance {
    let mut found = Instance::default();
    let mut overridden = 0;
    inside(xml, |xml, tag| {
        match local(tag) {
            "abstractNumId" => found.base = number(tag, "val").unwrap_or(-1),
            "lvlOverride" => {
                overridden = number(tag, "ilvl").and_then(|at| u8::try_from(at).ok()).unwrap_or(0);
            }
            "startOverride" => {
                if let Some(start) = number(tag, "val").and_then(|start| u32::try_from(start).ok()) {
                    found.starts.insert(overridden, start);
                }
            }
            "lvl" => {
                found.levels.insert(overridden, read_level(xml));
                return Read::Whole;
            }
            _ => {}
        }
        Read::Start
    });
    found
}

fn read_level(xml: &mut Xml<'_>) -> Level {
    let mut level = Level::default();
    inside(xml, |xml, tag| {
        let value = attribute(tag, "val");
        match local(tag) {
            "start" => level.start = value.and_then(|v| v.trim().parse().ok()).unwrap_or(0),
            "numFmt" => {
                let format = attribute(tag, "format");
                level.format = NumberFormat::new(value.as_deref().unwrap_or("decimal"), format.as_deref());
            }
            "lvlText" => level.text = value.unwrap_or_default().into_owned(),
            "suff" => {
                level.suffix =
                    if value.as_deref() == Some("nothing") { Suffix::Nothing } else { Suffix::Gap };
            }
            "lvlRestart" => level.restart = value.and_then(|v| v.trim().parse().ok()),
            "isLgl" => level.legal = is_on(tag),
            "pStyle" => level.style = value.map(std::borrow::Cow::into_owned),
            "rPr" => {
                level.hidden = run_look(xml).0.hidden == Some(true);
                return Read::Whole;
            }
            // Word writes the newer format first and a plain one for old programs.
            "Fallback" => {
                xml.skip();
                return Read::Whole;
            }
            _ => {}
        }
        Read::Start
    });
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(at: u8, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>\
             <w:lvlText w:val='{text}'/>{more}</w:lvl>"
        )
    }

    fn numbering(levels: &str, nums: &str) -> Numbering {
        Numbering::parse(&format!(
            "<w:numbering><w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>{nums}</w:numbering>"
        ))
    }

    const NUM: &str = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";

    /// Writes the numbers of paragraphs given as (list, level).
    fn written(numbering: &mut Numbering, paragraphs: &[(i64, u8)]) -> Vec<String> {
        let styles = Styles::default();
        paragraphs
            .iter()
            .map(|(list, level)| {
                let direct = NumberRef { list: Some(*list), level: Some(*level) };
                numbering
                    .next(direct, NumberRef::default(), None, &styles)
                    .map_or_else(|| "-".to_owned(), |number| number.text)
            })
            .collect()
    }

    #[test]
    fn levels_count_and_restart_below_their_parents() {
        let levels = level(0, "chineseCounting", "%1、", "")
            + &level(1, "chineseCounting", "（%2）", "")
            + &level(2, "decimal", "%3.", "");
        let mut numbering = numbering(&levels, NUM);
        assert_eq!(
            written(&mut numbering, &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]),
            ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1."]
        );
    }

    #[test]
    fn a_level_can_be_told_not_to_restart() {
        let levels = level(0, "chineseCounting", "第%1章", "")
            + &level(1, "chineseCounting", "第%2条", "<w:lvlRestart w:val='0'/>");
        let mut numbering = numbering(&levels, NUM);
        assert_eq!(
            written(&mut numbering, &[(1, 0), (1, 1), (1, 0), (1, 1)]),
            ["第一章", "第一条", "第二章", "第二条"]
        );
    }

    #[test]
    fn lists_of_one_kind_count_on_unless_they_are_told_to_start_anew() {
        let levels = level(0, "decimal", "%1.", "");
        let nums = format!(
            "{NUM}<w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='0'/>\
             <w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
        );
        let mut numbering = numbering(&levels, &nums);
        assert_eq!(written(&mut numbering, &[(1, 0), (2, 0), (3, 0), (3, 0)]), ["1.", "2.", "5.", "6."]);
    }

    #[test]
    fn legal_numbers_are_decimal_and_missing_parents_count_as_their_start() {
        let levels = level(0, "chineseCounting", "%1、", "") + &level(1, "decimal", "%1.%2", "<w:isLgl/>");
        let mut numbering = numbering(&levels, NUM);
        assert_eq!(
            written(&mut numbering, &[(1, 1), (1, 0), (1, 0), (1, 1)]),
            ["1.1", "一、", "二、", "2.1"]
        );
    }

    #[test]
    fn no_format_and_no_list() {
        let levels = level(0, "none", "附：", "") + &level(1, "bullet", "", "");
        let mut numbering = numbering(&levels, NUM);
        assert_eq!(written(&mut numbering, &[(1, 0), (1, 1), (0, 0), (7, 0)]), ["附：", "", "-", "-"]);
    }

    #[test]
    fn a_style_finds_its_own_level() {
        let levels = level(0, "chineseCounting", "%1、", "<w:pStyle w:val='h1'/>")
            + &level(1, "chineseCounting", "（%2）", "<w:pStyle w:val='h2'/>");
        let mut numbering = numbering(&levels, NUM);
        let styles = Styles::parse(
            "<w:styles><w:style w:styleId='h1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId='h2'><w:basedOn w:val='h1'/></w:style></w:styles>",
        );
        let mut next = |style: &str| {
            let inherited = styles.inherited(Some(style)).number;
            numbering.next(NumberRef::default(), inherited, Some(style), &styles).map(|number| number.text)
        };
        assert_eq!(next("h1").as_deref(), Some("一、"));
        assert_eq!(next("h2").as_deref(), Some("（一）"));
    }

    #[test]
    fn links_that_go_round_end() {
        let source = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='s'/></w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
        let styles = Styles::parse(
            "<w:styles><w:style w:styleId='s'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>",
        );
        let direct = NumberRef { list: Some(1), level: None };
        assert_eq!(Numbering::parse(source).next(direct, NumberRef::default(), None, &styles), None);
    }
}
