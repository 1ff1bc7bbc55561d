//! One line a finding: `path:line:column: severity[rule] message`.

use std::fmt::Write as _;

use super::place;
use crate::model::{Lang, Report};

/// `check --format concise`.
pub fn check(reports: &[Report], lang: Lang) -> String {
    let mut out = String::new();
    for report in reports {
        let document = &report.analysis.document;
        for finding in &report.findings {
            let position = document.position(finding.span.start());
            let at = if document.source().format.has_lines() {
                format!("{}:{}", position.line, position.column)
            } else {
                place(document, finding.span, lang)
            };
            let severity = lang.pick(finding.severity.zh(), finding.severity.name());
            let message = finding.message.replace(['\n', '\r'], " ");
            let _ = writeln!(out, "{}:{at}: {severity}[{}] {message}", report.path, finding.rule);
        }
    }
    out
}
