//! Taking out what an earlier run wrote.

use std::collections::BTreeSet;

use super::{AUTHOR, INITIALS};
use crate::ooxml::{Token, Xml, attribute, local};

/// The comments part without our comments, and the ids of those.
pub(super) fn without_ours(source: &str) -> (String, BTreeSet<String>) {
    let mut xml = Xml::new(source);
    let (mut out, mut from, mut ids) = (String::new(), 0, BTreeSet::new());
    while let Some(token) = xml.next_token() {
        let Token::Open(tag) = token else { continue };
        let is = |name: &str, value: &str| attribute(&tag, name).as_deref() == Some(value);
        if local(&tag) != "comment" || !is("author", AUTHOR) || !is("initials", INITIALS) {
            continue;
        }
        ids.extend(attribute(&tag, "id").map(std::borrow::Cow::into_owned));
        let start = xml.before();
        xml.skip();
        out.push_str(&source[from..start]);
        from = xml.after();
    }
    out.push_str(&source[from..]);
    (out, ids)
}

/// The lowest id above those of the comments that stay.
pub(super) fn next_id(comments: &str) -> u32 {
    let mut xml = Xml::new(comments);
    let mut next = 0;
    while let Some(token) = xml.next_token() {
        if let Token::Open(tag) = token
            && local(&tag) == "comment"
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
        let source = "<w:comments><w:comment w:id=\"1\" w:author=\"ganhuo\" w:initials=\"干货\"><w:p/></w:comment>\
             <w:comment w:id=\"4\" w:author=\"ganhuo\" w:initials=\"g\"><w:p/></w:comment></w:comments>";
        let (kept, ids) = without_ours(source);
        assert_eq!(
            kept,
            "<w:comments><w:comment w:id=\"4\" w:author=\"ganhuo\" w:initials=\"g\"><w:p/></w:comment></w:comments>"
        );
        assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["1"]);
        assert_eq!(next_id(&kept), 5);
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
