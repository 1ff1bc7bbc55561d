//! Comments in a report that silence rules: `<!-- ganhuo: ignore[rule] reason -->`.

use super::context::{Context, Found};
use crate::{
    model::{Document, Finding, Format},
    rules::{
        Rule, Status,
        kind::{Ignores, IgnoresWhat},
    },
    text::{Span, fold_str},
};

/// One comment.
#[derive(Clone, Debug)]
pub(super) struct Ignore {
    /// The comment.
    span: Span,
    /// What it orders.
    order: Order,
    /// How many findings it silenced.
    used: usize,
}

/// What a comment orders.
#[derive(Clone, Debug)]
enum Order {
    /// To silence rules or categories, or, without any, every rule, in some reach.
    Silence {
        /// The names.
        rules: Vec<String>,
        /// Where it holds.
        reach: Span,
    },
    /// Nothing that can be understood: it silences nothing.
    Broken,
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
        let inside = fold_str(text[at + 4..end - 3].trim());
        let Some(order) = inside.strip_prefix("ganhuo:") else { continue };
        let order = match names(order.trim_start()) {
            Some((whole, rules)) => {
                Order::Silence { rules, reach: reach(document, Span::from(at..end), whole) }
            }
            None => Order::Broken,
        };
        found.push(Ignore { span: Span::from(at..end), order, used: 0 });
    }
    found
}

/// Reads `ignore[wording/typo, format] reason` or `file-ignore…`: whether it is for the whole file, and
/// the names; without brackets there are none. Brackets of any width will do.
fn names(order: &str) -> Option<(bool, Vec<String>)> {
    let (whole, rest) = match order.strip_prefix("file-ignore") {
        Some(rest) => (true, rest),
        None => (false, order.strip_prefix("ignore")?),
    };
    let Some(listed) = rest.trim_start().strip_prefix(['[', '【', '［']) else {
        return (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (whole, Vec::new()));
    };
    let (names, _) = listed.split_once([']', '】', '］'])?;
    let names: Vec<String> = names.split([',', '、', ';']).map(|name| name.trim().to_owned()).collect();
    let is_name = |name: &String| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/".contains(&byte))
    };
    names.iter().all(is_name).then_some((whole, names))
}

/// Where a comment holds.
fn reach(document: &Document, comment: Span, whole: bool) -> Span {
    let text = document.text();
    let (at, end) = (comment.start() as usize, comment.end() as usize);
    if whole {
        return Span::from(0..text.len());
    }
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |next| end + next);
    if text[line..at].trim().is_empty() && text[end..line_end].trim().is_empty() {
        // A heading that runs into its text is a block of its own on the same line.
        let after = document.blocks().iter().map(|block| block.span);
        let mut after = after.filter(|span| span.start() >= end as u32);
        let next = after.next().unwrap_or(Span::at(end as u32));
        let follows = |last: Span, span: Span| {
            let gap = text.get(last.end() as usize..span.start() as usize);
            gap.is_some_and(|gap| !gap.contains('\n'))
        };
        let same_line = after.scan(next, |last, span| {
            let same = follows(*last, span);
            *last = span;
            same.then_some(span)
        });
        same_line.fold(next, Span::cover)
    } else {
        Span::from(line..line_end)
    }
}

/// Takes out what the comments silence, and counts.
pub(super) fn apply(findings: Vec<Finding>, ignores: &mut [Ignore]) -> Vec<Finding> {
    if ignores.is_empty() {
        return findings;
    }
    findings.into_iter().filter(|finding| !silenced(finding, ignores)).collect()
}

fn silenced(finding: &Finding, ignores: &mut [Ignore]) -> bool {
    // An order to this program is no part of the report.
    if ignores.iter().any(|ignore| ignore.span.contains(finding.span)) {
        return true;
    }
    let at = finding.span.start();
    let category = finding.rule.split('/').next().unwrap_or("");
    let holds = |ignore: &&mut Ignore| {
        let Order::Silence { rules, reach } = &ignore.order else { return false };
        let named = rules.is_empty() || rules.iter().any(|name| *name == finding.rule || name == category);
        named && reach.start() <= at && at <= reach.end()
    };
    let Some(ignore) = ignores.iter_mut().find(holds) else { return false };
    ignore.used += 1;
    true
}

/// The comments that are of no use: they cannot be understood, or silence nothing although every rule
/// that they name was applied. `rested` are the rules that were not.
pub(super) fn check(context: &Context, rule: &Ignores, ignores: &[Ignore], rested: &[&Rule]) -> Vec<Found> {
    let is_judged = |names: &[String]| {
        // A category means the rules in force by default; one in preview is meant by its id.
        let means = |rule: &Rule| {
            let whole = rule.status != Status::Preview;
            (whole && names.is_empty())
                || names.iter().any(|name| *name == rule.id || (whole && name == rule.category()))
        };
        !rested.iter().any(|rule| rule.status != Status::Removed && means(rule))
    };
    let useless = ignores.iter().filter(|ignore| match (&ignore.order, rule.what) {
        (Order::Broken, IgnoresWhat::Broken) => true,
        (Order::Silence { rules, .. }, IgnoresWhat::Unused) => ignore.used == 0 && is_judged(rules),
        _ => false,
    });
    useless.map(|ignore| Found::at(ignore.span).with("text", context.document.shown(ignore.span))).collect()
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
    fn a_comment_before_a_run_in_heading_holds_for_its_text() {
        let text =
            "<!-- ganhuo: ignore -->\n\n（一）加强普法。全年以案说发约60余场。\n\n（二）加强执法。约60余场。";
        assert_eq!(left(text), [0, 1, 0]);
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

    #[test]
    fn brackets_of_any_width_name_rules() {
        for names in [
            "［wording/typo］",
            "【wording/typo】",
            " [wording/typo]",
            "[wording/typo，format]",
            "[ wording/typo ] 引文",
        ] {
            assert_eq!(
                left(&format!("以案说发约60余场。<!-- ganhuo：ignore{names} -->")),
                [0, 1, 0],
                "{names}"
            );
        }
    }

    #[test]
    fn a_mistyped_comment_silences_nothing_and_is_told() {
        for order in [
            "ignore[wording/typo",
            "ignore[]",
            "ignore[wording/typo,]",
            "ignoreXYZ",
            "ignore-file",
            "ignroe",
            "ignore[错字]",
        ] {
            let text = format!("以案说发约60余场。<!-- ganhuo: {order} -->");
            assert_eq!(left(&text), [1, 1, 0], "{order}");
            let report = report(&small(&text));
            assert_eq!(of(&report, "format/broken-ignore").count(), 1, "{order}");
            assert_eq!(of(&report, "format/unpaired").count(), 0, "{order}");
        }
        let right = "以案说发。<!-- ganhuo: ignore[wording/typo] -->";
        assert_eq!(of(&report(&small(right)), "format/broken-ignore").count(), 0);
    }

    #[test]
    fn only_rules_that_were_applied_are_judged() {
        use crate::{check::Selection, testing::report_selecting};
        let unused = |selection: Selection, names: &str| {
            let report =
                report_selecting(selection, &small(&format!("办结29件。<!-- ganhuo: ignore{names} -->")));
            of(&report, "format/unused-ignore").count()
        };
        let some = || Selection { select: vec!["format".to_owned()], ..Selection::default() };
        assert_eq!(unused(some(), "[format/unpaired]"), 1);
        assert_eq!(unused(some(), "[wording/typo]"), 0);
        assert_eq!(unused(some(), ""), 0);
        assert_eq!(unused(Selection::default(), "[wording]"), 1);
        // Without an earlier report nothing that was copied can be found.
        assert_eq!(unused(Selection::default(), "[copying/mostly-copied]"), 0);
        let without = Selection { ignore: vec!["format/unused-ignore".to_owned()], ..Selection::default() };
        assert_eq!(unused(without, "[wording/typo]"), 0);
    }
}
