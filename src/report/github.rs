//! Annotations of GitHub Actions (workflow commands).

use std::{cmp::Reverse, fmt::Write as _};

use crate::model::{Finding, Lang, Report, Severity};

/// GitHub shows at most ten errors and ten warnings of a step: the weightiest come first, and a
/// last notice says how many there are.
const SHOWN: usize = 10;

/// `check --format github`.
pub fn check(reports: &[Report], lang: Lang) -> String {
    let mut found: Vec<(&Report, &Finding)> = reports
        .iter()
        .flat_map(|report| report.findings.iter().map(move |finding| (report, finding)))
        .collect();
    found.sort_by_key(|(_, finding)| Reverse(finding.severity));
    let mut out = String::new();
    for (report, finding) in &found {
        let document = &report.analysis.document;
        let (start, end) = (document.position(finding.span.start()), document.position(finding.span.end()));
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = format!("file={}", property(&report.path));
        if document.source().format.has_lines() {
            let _ = write!(properties, ",line={},endLine={}", start.line, end.line);
            // Columns are only allowed on one line.
            if start.line == end.line {
                let _ = write!(properties, ",col={},endColumn={}", start.column, end.column);
            }
        }
        let title = property(&format!("ganhuo ({})", finding.rule));
        let message = data(&format!("{} {}", finding.message, finding.help));
        let _ = writeln!(out, "::{command} {properties},title={title}::{}", message.trim_end());
    }
    if found.len() > SHOWN {
        let text = match lang {
            Lang::Zh => {
                format!("共 {} 个问题；GitHub 每步最多显示 {SHOWN} 个错误和 {SHOWN} 个警告", found.len())
            }
            Lang::En => format!(
                "{} findings; GitHub shows at most {SHOWN} errors and {SHOWN} warnings a step",
                found.len()
            ),
        };
        let _ = writeln!(out, "::notice title=ganhuo::{}", data(&text));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!(data("占95%，共3件:"), "占95%25，共3件:");
    }
}
