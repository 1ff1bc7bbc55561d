//! Comments in a report that silence rules: `<!-- ganhuo: ignore[rule] reason -->`.

use crate::{
    model::{Document, Finding, Format},
    text::Span,
};

/// One comment.
#[derive(Clone, Debug)]
pub(super) struct Ignore {
    /// The comment.
    pub(super) span: Span,
    /// Rules or categories; empty is every rule.
    pub(super) rules: Vec<String>,
    /// Where it holds.
    reach: Span,
    /// How many findings it silenced.
    pub(super) used: usize,
}

/// The comments of a text. One that stands alone on its line holds for the next block, one behind
/// text for that line, `file-ignore` for the whole file.
pub(super) fn comments(document: &Document) -> Vec<Ignore> {
    let text = document.text();
    if !matches!(document.source().format, Format::Text | Format::Markdown) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, _) in text.match_indices("<!--") {
        let Some(end) = text[at..].find("-->").map(|end| at + end + "-->".len()) else { break };
        let inside = text[at + 4..end - 3].trim();
        let Some(order) = inside.strip_prefix("ganhuo:").map(str::trim_start) else { continue };
        let (whole, rest) = match order.strip_prefix("file-ignore") {
            Some(rest) => (true, rest),
            None => match order.strip_prefix("ignore") {
                Some(rest) => (false, rest),
                None => continue,
            },
        };
        let names =
            rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(names, _)| names);
        let rules =
            names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |next| end + next);
        let alone = text[line..at].trim().is_empty() && text[end..line_end].trim().is_empty();
        let reach = if whole {
            Span::from(0..text.len())
        } else if alone {
            let next = document.blocks().iter().find(|block| block.span.start() >= end as u32);
            next.map_or(Span::at(end as u32), |block| block.span)
        } else {
            Span::from(line..line_end)
        };
        found.push(Ignore { span: Span::from(at..end), rules, reach, used: 0 });
    }
    found
}

/// Takes out what the comments silence, and counts.
pub(super) fn apply(findings: Vec<Finding>, ignores: &mut [Ignore]) -> Vec<Finding> {
    if ignores.is_empty() {
        return findings;
    }
    findings
        .into_iter()
        .filter(|finding| {
            let named = |ignore: &Ignore| {
                ignore.rules.is_empty()
                    || ignore.rules.iter().any(|name| {
                        *name == finding.rule || finding.rule.split('/').next() == Some(name.as_str())
                    })
            };
            let at = finding.span.start();
            let holds = |ignore: &Ignore| ignore.reach.start() <= at && at <= ignore.reach.end();
            match ignores.iter_mut().find(|ignore| named(ignore) && holds(ignore)) {
                Some(ignore) => {
                    ignore.used += 1;
                    false
                }
                None => true,
            }
        })
        .collect()
}
