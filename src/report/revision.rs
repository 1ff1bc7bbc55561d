//! `check --fix` in Word: what is surely right as tracked changes, for the author to accept.
//!
//! Only the main part is changed; all other parts are copied as they are. Deleted words are not read
//! again and inserted ones are, so a second run finds nothing left to change.

use std::collections::BTreeMap;

use super::{
    edits,
    word::{AUTHOR, WordError},
};
use crate::{
    model::{Lang, Report},
    ooxml::{Change, Obstacle, Package, flow_of, main_part, revised, rewritten},
    text::Span,
};

/// What was changed, and what was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The file with the changes; `None` if there are none.
    pub bytes: Option<Vec<u8>>,
    /// The text as it is read once they are accepted.
    pub text: String,
    /// How many words or marks were changed.
    pub made: usize,
    /// The words that were left, and why; ascending.
    pub left: Vec<(Span, Obstacle)>,
}

impl Obstacle {
    /// Why words were left, in Chinese and in English.
    pub const fn message(self, lang: Lang) -> &'static str {
        match self {
            Self::Number => lang.pick("是自动编号", "is an automatic number"),
            Self::Field => lang.pick("在自动更新的域里", "stands in a field that Word updates"),
            Self::Note => lang.pick("在脚注或尾注里", "stands in a note"),
            Self::Box => lang.pick("在文本框里", "stands in a text box"),
            Self::Structure => lang.pick(
                "跨行，或在公式、拼音、内容控件里",
                "reaches over a break, or stands in a formula or a content control",
            ),
            Self::Neighbour => {
                lang.pick("同一段里另有不能改的地方", "stands in a paragraph with words that were left")
            }
        }
    }
}

/// The bytes of a `.docx` with the safe edits of its report as tracked changes.
pub fn revise(bytes: &[u8], report: &Report) -> Result<Revision, WordError> {
    let mut package = Package::open(bytes).map_err(|_| WordError::NotWord)?;
    let main = main_part(&mut package)?;
    let source = package.part(&main)?.ok_or(WordError::NotWord)?;
    let flow = flow_of(&mut package, &main, &source)?;
    if flow.damaged {
        return Err(WordError::Damaged);
    }
    if flow.text != report.analysis.document.text() {
        return Err(WordError::Changed);
    }
    let edits = edits::safe(report);
    let changes: Vec<Change<'_>> =
        edits.iter().map(|edit| Change { span: edit.span, text: &edit.text }).collect();
    let revised = revised(&source, &flow, &changes, AUTHOR);
    let made = changes.iter().enumerate().filter(|(at, _)| !revised.left.contains_key(at));
    let text = edits::applied(&flow.text, made.map(|(_, change)| (change.span, change.text)));
    let left = revised.left.iter().map(|(at, why)| (changes[*at].span, *why)).collect();
    let made = changes.len() - revised.left.len();
    if revised.source == source {
        return Ok(Revision { bytes: None, text, made, left });
    }
    // What was written is read again: nothing but the changes may have changed.
    let again = flow_of(&mut package, &main, &revised.source)?;
    if again.damaged || again.text != text {
        return Err(WordError::Damaged);
    }
    let changed = rewritten(bytes, &BTreeMap::from([(main, revised.source)]))?;
    Ok(Revision { bytes: Some(changed), text, made, left })
}
