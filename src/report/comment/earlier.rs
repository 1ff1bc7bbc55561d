//! Taking out what an earlier run wrote.

use std::collections::BTreeSet;

use super::{super::word::AUTHOR, INITIALS};
use crate::ooxml::{Token, Xml, attribute, local};

/// The names by which our comments are known to the rest of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ours {
    /// Ids, which the marks in the main part carry.
    pub(super) ids: BTreeSet<String>,
    /// `paraId`s, which the parts beside the comments carry once Word has saved the file.
    pub(super) paragraphs: BTreeSet<String>,
}

/// The comments part without our comments, and the names of those.
pub(super) fn without_ours(source: &str) -> (String, Ours) {
    let mut xml = Xml::new(source);
    let (mut out, mut from, mut ours) = (String::new(), 0, Ours::default());
    while let Some(token) = xml.next_token() {
        let Token::Open(tag) = token else { continue };
        let is = |name: &str, value: &str| attribute(&tag, name).as_deref() == Some(value);
        if local(&tag) != "comment" || !is("author", AUTHOR) || !is("initials", INITIALS) {
            continue;
        }
        ours.ids.extend(attribute(&tag, "id").map(std::borrow::Cow::into_owned));
        let start = xml.before();
        let mut open = 1u32;
        while open > 0 {
            match xml.next_token() {
                Some(Token::Open(tag)) => {
                    open += 1;
                    ours.paragraphs.extend(attribute(&tag, "paraId").map(std::borrow::Cow::into_owned));
                }
                Some(Token::Close(_)) => open -= 1,
                Some(Token::Text { .. }) => {}
                None => break,
            }
        }
        out.push_str(&source[from..start]);
        from = xml.after();
    }
    out.push_str(&source[from..]);
    (out, ours)
}

/// A part that says more about comments (`commentsExtended`, `commentsIds`, `commentsExtensible`)
/// without the elements whose attribute `name` is one of `values`; the other ids that those carry
/// (`durableId`) are added to `also`. Answers to our comments become comments of their own.
pub(super) fn without_entries(
    source: &str,
    name: &str,
    values: &BTreeSet<String>,
    also: &mut BTreeSet<String>,
) -> String {
    let mut xml = Xml::new(source);
    let (mut out, mut from) = (String::new(), 0);
    while let Some(token) = xml.next_token() {
        let Token::Open(tag) = token else { continue };
        if attribute(&tag, name).is_some_and(|value| values.contains(value.as_ref())) {
            also.extend(attribute(&tag, "durableId").map(std::borrow::Cow::into_owned));
            let start = xml.before();
            xml.skip();
            out.push_str(&source[from..start]);
            from = xml.after();
        } else if attribute(&tag, "paraIdParent").is_some_and(|value| values.contains(value.as_ref())) {
            let written = &source[xml.before()..xml.after()];
            if let Some((before, after)) = without_attribute(written, "paraIdParent") {
                out.push_str(&source[from..xml.before()]);
                out.push_str(before);
                out.push_str(after);
                from = xml.after();
            }
        }
    }
    out.push_str(&source[from..]);
    out
}

/// What stands before and behind an attribute in a start tag.
fn without_attribute<'a>(tag: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let at = tag.find(&format!("{name}="))?;
    let value = &tag[at + name.len() + 1..];
    let quote = value.chars().next()?;
    let end = value[1..].find(quote)? + 2;
    let before = tag[..at].rfind(char::is_whitespace)?;
    Some((&tag[..before], &value[end..]))
}

/// The lowest id above those of the comments, or of the marks of comments, that stay in a part.
///
/// A main part can hold marks of comments that are gone; ours must not get theirs.
pub(super) fn next_id(part: &str) -> u32 {
    const NAMES: [&str; 4] = ["comment", "commentRangeStart", "commentRangeEnd", "commentReference"];
    let mut xml = Xml::new(part);
    let mut next = 0;
    while let Some(token) = xml.next_token() {
        if let Token::Open(tag) = token
            && NAMES.contains(&local(&tag))
            && let Some(id) = attribute(&tag, "id").and_then(|id| id.trim().parse::<u32>().ok())
        {
            next = next.max(id.saturating_add(1));
        }
    }
    // Ids are signed in many readers.
    next.min(i32::MAX as u32 / 2)
}

/// The main part without the marks of those comments.
pub(super) fn without_marks(source: &str, ids: &BTreeSet<String>) -> String {
    if ids.is_empty() {
        return source.to_owned();
    }
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut xml = Xml::new(source);
    // Start of the innermost open run, and whether it holds only our reference.
    let mut runs: Vec<(usize, bool, bool)> = Vec::new();
    while let Some(token) = xml.next_token() {
        match token {
            Token::Open(tag) => match local(&tag) {
                "commentRangeStart" | "commentRangeEnd" => {
                    if attribute(&tag, "id").is_some_and(|id| ids.contains(id.as_ref())) {
                        let start = xml.before();
                        xml.skip();
                        cuts.push((start, xml.after()));
                    }
                }
                "commentReference" => {
                    let ours = attribute(&tag, "id").is_some_and(|id| ids.contains(id.as_ref()));
                    if let Some(run) = runs.last_mut() {
                        (run.1, run.2) = (run.1 || ours, run.2 || !ours);
                    }
                }
                "r" => runs.push((xml.before(), false, false)),
                "rPr" if !runs.is_empty() => xml.skip(),
                _ => {
                    if let Some(run) = runs.last_mut() {
                        run.2 = true;
                    }
                }
            },
            Token::Close(tag) if tag.local_name().as_ref() == "r" => {
                if let Some((start, true, false)) = runs.pop() {
                    cuts.push((start, xml.after()));
                }
            }
            _ => {}
        }
    }
    cuts.sort_unstable();
    let (mut out, mut from) = (String::with_capacity(source.len()), 0);
    for (start, end) in cuts {
        if start >= from {
            out.push_str(&source[from..start]);
            from = end;
        }
    }
    out.push_str(&source[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_comments_go() {
        let source = "<w:comments><w:comment w:id=\"1\" w:author=\"ganhuo\" w:initials=\"干货\"><w:p w14:paraId=\"0A\"/></w:comment>\
             <w:comment w:id=\"4\" w:author=\"ganhuo\" w:initials=\"g\"><w:p/></w:comment></w:comments>";
        let (kept, ours) = without_ours(source);
        assert_eq!(
            kept,
            "<w:comments><w:comment w:id=\"4\" w:author=\"ganhuo\" w:initials=\"g\"><w:p/></w:comment></w:comments>"
        );
        assert_eq!(ours.ids.into_iter().collect::<Vec<_>>(), ["1"]);
        assert_eq!(ours.paragraphs.into_iter().collect::<Vec<_>>(), ["0A"]);
        assert_eq!(next_id(&kept), 5);
    }

    #[test]
    fn what_word_keeps_beside_our_comments_goes_and_answers_stay() {
        let source = "<w15:commentsEx><w15:commentEx w15:paraId=\"0A\" w15:done=\"0\"/>\
             <w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\" w15:done=\"0\"/></w15:commentsEx>";
        let ours = BTreeSet::from(["0A".to_owned()]);
        let mut durable = BTreeSet::new();
        assert_eq!(
            without_entries(source, "paraId", &ours, &mut durable),
            "<w15:commentsEx><w15:commentEx w15:paraId=\"0B\" w15:done=\"0\"/></w15:commentsEx>"
        );
        let ids = "<c><e x:paraId=\"0A\" x:durableId=\"7\"/></c>";
        assert_eq!(without_entries(ids, "paraId", &ours, &mut durable), "<c></c>");
        assert_eq!(durable, BTreeSet::from(["7".to_owned()]));
    }

    #[test]
    fn marks_of_other_comments_stay() {
        let source = "<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id=\"1\"/>\
             <w:r><w:rPr/><w:commentReference w:id=\"1\"/></w:r><w:r><w:commentReference w:id=\"2\"/></w:r></w:p>";
        assert_eq!(
            without_marks(source, &BTreeSet::from(["1".to_owned()])),
            "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:commentReference w:id=\"2\"/></w:r></w:p>"
        );
    }
}
