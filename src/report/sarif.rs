//! SARIF 2.1.0 (OASIS), as GitHub code scanning and editors read it.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Value, json};

use crate::{
    model::{Document, Failure, Finding, Fix, Lang, Report, Severity},
    text::Span,
};

/// Results of one run that GitHub accepts; the weightiest are kept and a notification says so.
const RESULTS: usize = 25_000;
/// Characters of a rule's descriptions that GitHub accepts.
const DESCRIPTION: usize = 1_024;

/// What SARIF says about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why it matters, in a sentence or two.
    pub summary: String,
    /// Its page in Markdown.
    pub page: String,
    /// Its severity.
    pub severity: Severity,
}

/// `check --format sarif`; `failures` are the files that could not be checked.
pub fn check(reports: &[Report], failures: &[Failure], rules: &[RuleInfo], lang: Lang) -> String {
    let index: BTreeMap<&str, usize> =
        rules.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), at)).collect();
    // What a baseline accepts stays in the log, marked as such: GitHub would close the alerts of
    // results that go, and open them again when they come back.
    let mut found: Vec<(&Report, &Finding, bool)> = reports
        .iter()
        .flat_map(|report| {
            let accepted = report.accepted.iter().map(move |finding| (report, finding, true));
            accepted.chain(report.findings.iter().map(move |finding| (report, finding, false)))
        })
        .collect();
    let baseline = reports.iter().any(|report| !report.accepted.is_empty());
    let mut notes: Vec<Value> = reports
        .iter()
        .flat_map(|report| report.notices.iter().map(move |notice| (report, notice)))
        .map(|(report, notice)| {
            json!({
                "level": "warning",
                "message": { "text": format!("{}: {}", report.path, lang.pick(&notice.zh, &notice.en)) },
                "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&report.path) } } }],
            })
        })
        .collect();
    notes.extend(failures.iter().map(|failure| {
        let mut note = json!({ "level": "error", "message": { "text": failure.line() } });
        if !failure.path.is_empty() && failure.path != "-" {
            let file = json!({ "artifactLocation": { "uri": uri(&failure.path) } });
            note["locations"] = json!([{ "physicalLocation": file }]);
        }
        note
    }));
    if found.len() > RESULTS {
        // A stable sort keeps the order of files and places within a severity.
        found.sort_by_key(|(_, finding, accepted)| (*accepted, std::cmp::Reverse(finding.severity)));
        let text = match lang {
            Lang::Zh => format!("共 {} 个问题，只保留最重要的 {RESULTS} 个", found.len()),
            Lang::En => format!("{} findings, the weightiest {RESULTS} are kept", found.len()),
        };
        notes.push(json!({ "level": "warning", "message": { "text": text } }));
        found.truncate(RESULTS);
    }
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = found
        .iter()
        .map(|(report, finding, accepted)| {
            let mut result = result(report, finding, &index, &mut seen);
            if *accepted {
                result["suppressions"] = json!([{ "kind": "external", "status": "accepted" }]);
            }
            if baseline {
                result["baselineState"] = json!(if *accepted { "unchanged" } else { "new" });
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ganhuo",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": lang.pick("zh-CN", "en-US"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": notes,
            }],
            "results": results,
        }],
    });
    let mut text = serde_json::to_string(&log).expect("a JSON value can be written");
    text.push('\n');
    text
}

fn level(severity: Severity) -> &'static str {
    severity.name()
}

fn rule(rule: &RuleInfo) -> Value {
    let category = rule.id.split('/').next().unwrap_or("");
    let (precision, problem) = match rule.severity {
        Severity::Error => ("very-high", "error"),
        Severity::Warning => ("high", "warning"),
        Severity::Note => ("medium", "recommendation"),
    };
    json!({
        "id": rule.id,
        "name": rule.title,
        "shortDescription": { "text": limited(&rule.title) },
        "fullDescription": { "text": limited(&rule.summary) },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": [category],
            "precision": precision,
            "problem.severity": problem,
        },
    })
}

fn limited(text: &str) -> String {
    text.chars().take(DESCRIPTION).collect()
}

fn result<'a>(
    report: &Report,
    finding: &'a Finding,
    index: &BTreeMap<&str, usize>,
    seen: &mut BTreeMap<(&'a str, String), u32>,
) -> Value {
    let document = &report.analysis.document;
    // Two findings with the same words get numbered fingerprints, in the order of their places.
    let count = seen.entry((finding.fingerprint.as_str(), report.path.clone())).or_insert(0);
    *count += 1;
    let mut related: Vec<Value> = Vec::new();
    for label in &finding.labels {
        let mut place = location(&report.path, document, label.span);
        place["message"] = json!({ "text": label.text });
        related.push(place);
    }
    for other in &finding.related {
        let path = report.analysis.comparison.about(other.prior).map_or("", |prior| prior.path.as_str());
        related.push(json!({
            "physicalLocation": {
                "artifactLocation": { "uri": uri(path) },
                "region": { "charOffset": other.scalars.start, "charLength": other.scalars.end - other.scalars.start },
            },
            "message": { "text": other.text },
        }));
    }
    for (nth, place) in related.iter_mut().enumerate() {
        place["id"] = json!(nth + 1);
    }
    let mut message = finding.message.clone();
    if !finding.help.is_empty() {
        message = format!("{message}\n{}", finding.help);
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [location(&report.path, document, finding.span)],
        "partialFingerprints": { "primaryLocationLineHash": format!("{}:{count}", finding.fingerprint) },
    });
    if let Some(at) = index.get(finding.rule.as_str()) {
        result["ruleIndex"] = json!(at);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    // Lines of an extracted text mean nothing in the file: a reader would write into a packed one.
    if let Some(fix) = finding.fix.as_ref().filter(|_| document.source().format.has_lines()) {
        result["fixes"] = json!([fix_object(&report.path, document, fix)]);
    }
    result
}

fn location(path: &str, document: &Document, span: Span) -> Value {
    let mut physical = json!({
        "artifactLocation": { "uri": uri(path) },
        "region": region(document, span),
    });
    let mut place = json!({});
    if let Some(section) = document.section_at(span.start()) {
        let path = document.path(section);
        if !path.is_empty() {
            place["logicalLocations"] = json!([{ "fullyQualifiedName": path, "kind": "section" }]);
        }
    }
    if !document.source().format.has_lines() {
        // Lines of an extracted text mean nothing in the file itself.
        physical["region"] = json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1 });
    }
    place["physicalLocation"] = physical;
    place
}

fn region(document: &Document, span: Span) -> Value {
    let (start, end) = (document.position(span.start()), document.position(span.end()));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn fix_object(path: &str, document: &Document, fix: &Fix) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| json!({ "deletedRegion": region(document, edit.span), "insertedContent": { "text": edit.text } }))
        .collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{ "artifactLocation": { "uri": uri(path) }, "replacements": replacements }],
    })
}

/// A path as a relative URI: forward slashes, percent-encoded (RFC 3986), without a leading `./`.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./报告/a b.txt"), "%E6%8A%A5%E5%91%8A/a%20b.txt");
        assert_eq!(uri("a\\b.txt"), "a/b.txt");
    }
}
