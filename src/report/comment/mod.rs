//! Word comments: every finding of a report on its words, in the `.docx` it was found in.
//!
//! Only the main part, the comments and what registers them are changed; all other parts are copied
//! as they are. Comments of people stay. Those of an earlier run, known by author and initials, are
//! replaced, so running on one's own output changes nothing.

mod anchor;
mod earlier;
mod parts;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fmt,
};

use crate::{
    model::{Lang, Report},
    ooxml::{Fault, Package, flow_of, main_part, relations_of, rewritten},
};

/// Author of the comments.
const AUTHOR: &str = "ganhuo";
/// Initials of the author; with the name they mark a comment as ours.
const INITIALS: &str = "干货";

/// Why no comments could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommentError {
    /// The file is no `.docx`, or a damaged one.
    NotWord,
    /// The file is not the one that was checked.
    Changed,
    /// Its XML is damaged, so nothing can be written into it safely.
    Damaged,
}

impl CommentError {
    /// What to do, in Chinese and in English.
    pub const fn message(&self, lang: Lang) -> &'static str {
        match self {
            Self::NotWord => lang.pick(
                "批注只能写进 .docx 文件；请用 Word 或 WPS 另存为 .docx 后再检查",
                "comments can only be written into a .docx; save the file as .docx first",
            ),
            Self::Changed => lang.pick(
                "文件在检查期间被改动，没有写批注；请保存并关闭文件后重新检查",
                "the file was changed while it was checked; save and close it, then check it again",
            ),
            Self::Damaged => lang.pick(
                "文件内部有损坏，不能安全地写入批注；请用 Word 或 WPS 打开修复后另存",
                "the file is damaged inside, so nothing can be written safely; repair it in Word first",
            ),
        }
    }
}

impl fmt::Display for CommentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl Error for CommentError {}

impl From<Fault> for CommentError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damaged | Fault::TooLarge => Self::Damaged,
            _ => Self::NotWord,
        }
    }
}

/// `check --comment`: the bytes of a `.docx` with the findings of its report as comments.
pub fn comment(bytes: &[u8], report: &Report, lang: Lang) -> Result<Vec<u8>, CommentError> {
    let mut package = Package::open(bytes).map_err(|_| CommentError::NotWord)?;
    let main = main_part(&mut package)?;
    let source = package.part(&main)?.ok_or(CommentError::NotWord)?;
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
        return Err(CommentError::Damaged);
    }
    if flow.text != report.analysis.document.text() {
        return Err(CommentError::Changed);
    }

    let first = earlier::next_id(&kept);
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
    let namespace = parts::namespace(&source, &flow.prefix).ok_or(CommentError::Damaged)?;
    let had_part = !kept.is_empty();
    let name = part.unwrap_or_else(|| parts::beside(&main, "comments.xml"));
    if had_part || !bodies.is_empty() {
        let comments = parts::comments(&kept, &bodies, &namespace).ok_or(CommentError::Damaged)?;
        changes.insert(name.clone(), comments);
        if stated.is_none() {
            let rels = parts::relations_of(&main);
            let source = package.part(&rels)?.unwrap_or_default();
            changes.insert(rels, parts::related(&source, &namespace));
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
