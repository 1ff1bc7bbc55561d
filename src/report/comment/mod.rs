//! Word comments: every finding of a report on its words, in the `.docx` it was found in.
//!
//! Only the main part, the comments and what registers them are changed; all other parts are copied
//! as they are. Comments of people stay. Those of an earlier run, known by author and initials, are
//! replaced, so running on one's own output changes nothing.

mod anchor;
mod earlier;
mod parts;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::word::WordError;
use crate::{
    model::{Lang, Report},
    ooxml::{Package, flow_of, main_part, relations_of, rewritten},
};

/// Initials of the author; with the name they mark a comment as ours.
const INITIALS: &str = "干货";

/// `check --comment`: the bytes of a `.docx` with the findings of its report as comments.
pub fn comment(bytes: &[u8], report: &Report, lang: Lang) -> Result<Vec<u8>, WordError> {
    let mut package = Package::open(bytes).map_err(|_| WordError::NotWord)?;
    let main = main_part(&mut package)?;
    let source = package.part(&main)?.ok_or(WordError::NotWord)?;
    let relations = relations_of(&mut package, &main)?;
    let related = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
    let stated = related("comments");
    let part = stated.map(|relation| relation.target.clone());
    let existing = match &part {
        Some(part) => package.part(part)?,
        None => None,
    };

    let (kept, ours) = earlier::without_ours(existing.as_deref().unwrap_or_default());
    let source = earlier::without_marks(&source, &ours.ids);
    let flow = flow_of(&mut package, &main, &source)?;
    if flow.damaged {
        return Err(WordError::Damaged);
    }
    if flow.text != report.analysis.document.text() {
        return Err(WordError::Changed);
    }

    let first = earlier::next_id(&kept).max(earlier::next_id(&source));
    let ids: Vec<u32> = (first..).take(report.findings.len()).collect();
    let marked = anchor::marked(&source, &flow, &report.findings, &ids);
    let bodies: Vec<String> = report
        .findings
        .iter()
        .zip(&ids)
        .map(|(finding, id)| words::body(report, finding, *id, lang))
        .collect();

    let mut changes = BTreeMap::new();
    // What Word keeps beside the comments must not speak of ones that are gone.
    let mut durable = BTreeSet::new();
    for kind in ["commentsExtended", "commentsIds", "commentsExtensible"] {
        let Some(relation) = related(kind) else { continue };
        let Some(source) = package.part(&relation.target)? else { continue };
        let without = match kind {
            "commentsExtensible" => {
                earlier::without_entries(&source, "durableId", &durable, &mut BTreeSet::new())
            }
            _ => earlier::without_entries(&source, "paraId", &ours.paragraphs, &mut durable),
        };
        if without != source {
            changes.insert(relation.target.clone(), without);
        }
    }
    let namespace = parts::namespace(&source, &flow.prefix).ok_or(WordError::Damaged)?;
    let had_part = !kept.is_empty();
    let name = part.unwrap_or_else(|| parts::beside(&main, "comments.xml"));
    if had_part || !bodies.is_empty() {
        let comments = parts::comments(&kept, &bodies, &namespace).ok_or(WordError::Damaged)?;
        changes.insert(name.clone(), comments);
        if stated.is_none() {
            let rels = parts::relations_of(&main);
            let source = package.part(&rels)?.unwrap_or_default();
            let related = parts::related(&source, &namespace).ok_or(WordError::Damaged)?;
            changes.insert(rels, related);
        }
        if let Some(types) = package.part("[Content_Types].xml")?
            && let Some(types) = parts::typed(&types, &name)
        {
            changes.insert("[Content_Types].xml".to_owned(), types);
        }
    }
    changes.insert(main, marked);
    Ok(rewritten(bytes, &changes)?)
}
