//! The changes that are surely right, and a text with them made.

use crate::{
    model::{Edit, Report, Safety},
    text::Span,
};

/// The safe edits of a report; ascending, disjoint.
///
/// Of two that touch the same words the second is left out: both cannot be sure.
pub fn safe(report: &Report) -> Vec<&Edit> {
    let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
    let mut edits: Vec<&Edit> =
        fixes.filter(|fix| fix.safety == Safety::Safe).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start(), edit.span.end()));
    let mut end = 0;
    edits.retain(|edit| {
        let stays = edit.span.start() >= end;
        if stays {
            end = edit.span.end();
        }
        stays
    });
    edits
}

/// The text with some changes (ascending, disjoint) made.
pub fn applied<'a>(text: &str, edits: impl IntoIterator<Item = (Span, &'a str)>) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0usize);
    for (span, new) in edits {
        let Some(between) = text.get(at..span.range().start) else { continue };
        out.push_str(between);
        out.push_str(new);
        at = span.range().end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
