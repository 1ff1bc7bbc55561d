//! Words of the report in messages: as they were written, not as they were looked at.

use super::context::Found;
use crate::{
    model::Document,
    text::{Span, class},
};

/// Bytes of the plain view around a place in which quoted words are looked for.
const NEAR: usize = 1500;

/// Marks that a folded quotation may show in the place of full-width ones.
const FOLDED: [char; 7] = [',', ';', ':', '(', ')', '!', '?'];

/// A value of a message, in the words of the report if it was taken from the plain view near the finding.
pub(super) fn written(document: &Document, found: &Found, value: &str) -> String {
    let (words, cut) = value.strip_suffix('…').map_or((value, ""), |words| (words, "…"));
    if !words.contains(FOLDED) || !words.contains(class::is_han) {
        return value.to_owned();
    }
    let places = std::iter::once(found.span).chain(found.labels.iter().map(|label| label.span));
    let original = places.take(4).find_map(|place| find(document, place, words));
    original.map_or_else(|| value.to_owned(), |span| document.shown(span) + cut)
}

/// Where the plain words stand: right at a place, else near it.
fn find(document: &Document, place: Span, words: &str) -> Option<Span> {
    let plain = document.plain();
    let text = plain.text();
    let at = plain.offset(place.start()) as usize;
    let (mut from, mut to) = (at.saturating_sub(NEAR), (at + NEAR + words.len()).min(text.len()));
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let here = text.get(at..).is_some_and(|rest| rest.starts_with(words));
    let start = if here { at } else { from + text[from..to].find(words)? };
    Some(plain.unfold(Span::from(start..start + words.len())))
}

#[cfg(test)]
mod tests {
    use crate::{
        model::{Draft, Extract, Severity},
        testing::{report, small},
    };

    use super::*;

    #[test]
    fn words_are_quoted_with_their_own_marks() {
        let text = small("全区执法人员（含镇街）不足，执法记录不全；培训,巡查都少。");
        let document = report(&text).analysis.document;
        let at = text.find("全区").expect("it is there") as u32;
        let found = Found::at(Span::new(at, at + 3));
        let said = |value: &str| written(&document, &found, value);
        assert_eq!(said("执法人员(含镇街)不足,执法…"), "执法人员（含镇街）不足，执法…");
        // A half-width mark that is the report's own stays one.
        assert_eq!(said("培训,巡查"), "培训,巡查");
        assert_eq!(said("不在报告里,的话"), "不在报告里,的话");
        assert_eq!(said(","), ",");
    }

    #[test]
    fn an_empty_report_has_nothing_to_quote() {
        let document = Document::new(Extract::default(), Draft::default());
        assert_eq!(written(&document, &Found::at(Span::at(9)), "甲,乙"), "甲,乙");
    }

    #[test]
    fn no_message_shows_a_mark_that_is_not_in_the_report() {
        let sentence = "对38个供水点抽查228次，更换滤料（含备用）9处，停用不合格水源1处。";
        let text = small(&format!(
            "{sentence}全年立案27件。\n\n（二）水质\n\n{sentence}\n\n工作还不够深入，有待加强；仍需努力。"
        ));
        for finding in report(&text).findings.iter().filter(|found| found.severity >= Severity::Note) {
            assert!(!finding.message.contains(','), "{}", finding.message);
        }
    }
}
