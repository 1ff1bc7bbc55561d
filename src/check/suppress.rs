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

#[cfg(test)]
mod tests {
    use crate::testing::{of, report, small};

    /// How many of two faults are left, and how many comments silenced nothing.
    fn left(text: &str) -> [usize; 3] {
        let report = report(&small(text));
        let count = |rule| of(&report, rule).count();
        [count("wording/typo"), count("wording/double-approximation"), count("format/unused-ignore")]
    }

    #[test]
    fn a_comment_behind_text_holds_for_its_line() {
        assert_eq!(left("以案说发约60余场。"), [1, 1, 0]);
        assert_eq!(left("以案说发约60余场。<!-- ganhuo: ignore -->"), [0, 0, 0]);
        assert_eq!(left("以案说发。<!-- ganhuo: ignore[wording] 引文 -->\n\n以案说发。"), [1, 0, 0]);
    }

    #[test]
    fn a_comment_alone_holds_for_the_next_block() {
        assert_eq!(left("<!-- ganhuo: ignore -->\n\n以案说发。\n\n约60余场。"), [0, 1, 0]);
    }

    #[test]
    fn rules_are_named_by_id_or_category() {
        assert_eq!(left("以案说发约60余场。<!-- ganhuo: ignore[wording/typo] -->"), [0, 1, 0]);
        assert_eq!(left("以案说发约60余场。<!-- ganhuo: ignore[wording] -->"), [0, 0, 0]);
        assert_eq!(
            left("以案说发约60余场。<!-- ganhuo: ignore[wording/typo, wording/double-approximation] -->"),
            [0, 0, 0]
        );
    }

    #[test]
    fn a_comment_that_silences_nothing_is_told() {
        assert_eq!(left("办结29件。<!-- ganhuo: ignore[wording/typo] -->"), [0, 0, 1]);
        assert_eq!(left("以案说发。<!-- ganhuo: ignore[format] -->"), [1, 0, 1]);
    }

    #[test]
    fn one_for_the_file_holds_everywhere() {
        let text = "以案说发。\n\n<!-- ganhuo: file-ignore[wording/typo] -->\n\n以案说发，约60余场。";
        assert_eq!(left(text), [0, 1, 0]);
    }

    #[test]
    fn other_and_broken_comments_order_nothing() {
        assert_eq!(left("以案说发。<!-- 引文 -->"), [1, 0, 0]);
        assert_eq!(left("以案说发。<!-- ganhuo: skip -->"), [1, 0, 0]);
        assert_eq!(left("以案说发。<!-- ganhuo: ignore"), [1, 0, 0]);
    }
}
