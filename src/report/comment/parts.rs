//! The parts that hold and register comments.

use super::{super::word::AUTHOR, INITIALS};
use crate::ooxml::{Token, Xml, attribute, local};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespace that the root of the main part binds to its prefix (`w:`, or nothing).
pub(super) fn namespace(source: &str, prefix: &str) -> Option<String> {
    let mut xml = Xml::new(source);
    while let Some(token) = xml.next_token() {
        let Token::Open(tag) = token else { continue };
        let wanted = match prefix.strip_suffix(':') {
            Some(prefix) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        return tag
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.0 == wanted)
            .map(|attribute| attribute.value.into_owned());
    }
    None
}

/// The name of a part in the folder of another.
pub(super) fn beside(part: &str, name: &str) -> String {
    part.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

/// The name of the part with the relations of another.
pub(super) fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") }
}

/// Puts text before the end tag of the root, whose prefix is handed on; `None` without a root.
fn appended(source: &str, text: impl FnOnce(&str) -> String) -> Option<String> {
    let mut xml = Xml::new(source);
    let mut root: Option<(String, usize, usize)> = None;
    let (mut depth, mut end) = (0u32, None);
    while let Some(token) = xml.next_token() {
        match token {
            Token::Open(tag) => {
                if root.is_none() {
                    root = Some((tag.name().0.to_owned(), xml.before(), xml.after()));
                }
                depth += 1;
            }
            Token::Close(_) => {
                depth -= 1;
                if depth == 0 {
                    end = Some(xml.before());
                    break;
                }
            }
            Token::Text { .. } => {}
        }
    }
    let ((name, start, after), end) = (root?, end?);
    let prefix = name.rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let text = text(&prefix);
    let opening = &source[start..after];
    // An empty root is opened for its new content.
    Some(match opening.strip_suffix("/>") {
        Some(opened) => {
            format!("{}{}>{text}</{name}>{}", &source[..start], opened.trim_end(), &source[after..])
        }
        None => format!("{}{text}{}", &source[..end], &source[end..]),
    })
}

/// The comments part: what stays, then ours. `bodies` are written with the prefix `w:`, which each
/// comment binds anew where the part uses another. `None` if what is there is damaged.
pub(super) fn comments(kept: &str, bodies: &[String], namespace: &str) -> Option<String> {
    let bound = format!("xmlns:w=\"{namespace}\"");
    let known = kept.contains(&bound);
    let ours = |_: &str| {
        let mut out = String::new();
        for body in bodies {
            let declared = if known { String::new() } else { format!(" {bound}") };
            out.push_str(&body.replacen("<w:comment ", &format!("<w:comment{declared} "), 1));
        }
        out
    };
    if kept.is_empty() {
        return Some(format!("{HEAD}<w:comments {bound}>{}</w:comments>", bodies.concat()));
    }
    appended(kept, ours)
}

/// The opening of a comment.
pub(super) fn opening(id: u32) -> String {
    format!("<w:comment w:id=\"{id}\" w:author=\"{AUTHOR}\" w:initials=\"{INITIALS}\">")
}

/// The relations of the main part with one to the comments. `None` if those that are there are
/// damaged: what else they lead to would be lost.
pub(super) fn related(source: &str, namespace: &str) -> Option<String> {
    let kind = if namespace.contains("purl.oclc.org") { STRICT_RELATIONS } else { RELATIONS };
    let mut id = "rIdGanhuo".to_owned();
    while source.contains(&format!("\"{id}\"")) {
        id.push('1');
    }
    let relation = |prefix: &str| {
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}/comments\" Target=\"comments.xml\"/>")
    };
    if source.is_empty() {
        let ours = relation("");
        return Some(format!("{HEAD}<Relationships xmlns=\"{PACKAGE_RELATIONS}\">{ours}</Relationships>"));
    }
    appended(source, relation)
}

/// The content types with that of the comments; `None` if it is there.
pub(super) fn typed(source: &str, part: &str) -> Option<String> {
    let part = format!("/{part}");
    let mut xml = Xml::new(source);
    while let Some(token) = xml.next_token() {
        if let Token::Open(tag) = token
            && local(&tag) == "Override"
            && attribute(&tag, "PartName").is_some_and(|name| name.eq_ignore_ascii_case(&part))
        {
            return None;
        }
    }
    appended(source, |prefix| {
        format!("<{prefix}Override PartName=\"{part}\" ContentType=\"{CONTENT_TYPE}\"/>")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_appended_to() {
        assert_eq!(appended("<a><b/></a>\n", |_| "x".to_owned()).unwrap(), "<a><b/>x</a>\n");
        assert_eq!(appended("<p:a k='1' />", str::to_owned).unwrap(), "<p:a k='1'>p:</p:a>");
        assert_eq!(appended("", |_| String::new()), None);
        assert_eq!(appended("<a>", |_| String::new()), None);
    }

    #[test]
    fn a_type_is_added_once() {
        let once = typed("<Types></Types>", "word/comments.xml").unwrap();
        assert_eq!(typed(&once, "word/comments.xml"), None);
    }

    #[test]
    fn a_relation_gets_an_id_of_its_own() {
        let source = "<Relationships><Relationship Id=\"rIdGanhuo\"/></Relationships>";
        assert!(related(source, "").unwrap().contains("\"rIdGanhuo1\""));
    }

    #[test]
    fn damaged_relations_are_not_replaced_by_ours() {
        assert!(related("", "").unwrap().contains("\"rIdGanhuo\""));
        assert_eq!(related("<Relationships><Relationship Id=\"rId1\"/><//elationships>", ""), None);
    }

    #[test]
    fn comments_with_another_prefix_get_theirs() {
        let kept = "<x:comments xmlns:x=\"ns\"></x:comments>";
        let body = vec![format!("{}</w:comment>", opening(3))];
        assert!(comments(kept, &body, "ns").unwrap().contains("<w:comment xmlns:w=\"ns\" w:id=\"3\""));
    }
}
