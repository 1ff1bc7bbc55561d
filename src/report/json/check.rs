//! `check --format json`.

use serde::Serialize;

use super::{FailureWire, OriginWire, SCHEMA_VERSION, notices, origin, write};
use crate::{
    model::{Analysis, Failure, Finding, Lang, Report, Safety},
    report::by_severity,
};

/// `check --format json`; `failures` are the files that could not be checked.
pub fn check(reports: &[Report], failures: &[Failure], lang: Lang) -> String {
    let findings: Vec<FindingWire<'_>> = reports
        .iter()
        .flat_map(|report| report.findings.iter().map(move |found| finding(report, found)))
        .collect();
    let [notes, warnings, errors] = by_severity(reports);
    let summary = CheckSummary {
        files: reports.len(),
        errors,
        warnings,
        notes,
        accepted: reports.iter().map(|report| report.accepted.len()).sum(),
        failures: super::failures(failures),
        reports: reports
            .iter()
            .map(|report| ReportSummary {
                path: &report.path,
                genre: &report.genre,
                title: &report.analysis.document.header().title,
                issuer: report.analysis.document.header().issuer.as_deref(),
                year: report.analysis.document.header().year,
                score: report.analysis.scores.document.value.get(),
                copied: report.analysis.comparison.shares.document.get(),
                notices: notices(&report.notices, lang),
            })
            .collect(),
    };
    write(&CheckWire { schema_version: SCHEMA_VERSION, findings, summary })
}

fn finding<'a>(report: &'a Report, found: &'a Finding) -> FindingWire<'a> {
    let Analysis { document, comparison, .. } = &report.analysis;
    let range = document.scalars(found.span);
    let (start, end) = (document.position(found.span.start()), document.position(found.span.end()));
    FindingWire {
        rule: &found.rule,
        severity: found.severity.name(),
        message: &found.message,
        help: &found.help,
        path: &report.path,
        start: range.start,
        end: range.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        section: document.path_at(found.span.start()),
        origin: document.origin(found.span.start()).map(origin),
        labels: found
            .labels
            .iter()
            .map(|label| {
                let range = document.scalars(label.span);
                LabelWire { start: range.start, end: range.end, text: &label.text }
            })
            .collect(),
        related: found
            .related
            .iter()
            .map(|related| RelatedWire {
                path: comparison.about(related.prior).map_or("", |prior| &prior.path),
                start: related.scalars.start,
                end: related.scalars.end,
                text: &related.text,
            })
            .collect(),
        fix: found.fix.as_ref().map(|fix| FixWire {
            title: &fix.title,
            safe: fix.safety == Safety::Safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| {
                    let range = document.scalars(edit.span);
                    EditWire { start: range.start, end: range.end, text: &edit.text }
                })
                .collect(),
        }),
        fingerprint: &found.fingerprint,
    }
}

#[derive(Serialize)]
struct CheckWire<'a> {
    schema_version: u32,
    findings: Vec<FindingWire<'a>>,
    summary: CheckSummary<'a>,
}

#[derive(Serialize)]
struct CheckSummary<'a> {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Findings that a baseline accepts; they are not in `findings`.
    accepted: usize,
    /// What could not be checked; the exit code is 2 if there is any.
    failures: Vec<FailureWire<'a>>,
    reports: Vec<ReportSummary<'a>>,
}

#[derive(Serialize)]
struct ReportSummary<'a> {
    path: &'a str,
    genre: &'a str,
    title: &'a str,
    issuer: Option<&'a str>,
    year: Option<i32>,
    score: u16,
    copied: u16,
    notices: Vec<&'a str>,
}

#[derive(Serialize)]
struct FindingWire<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    help: &'a str,
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    section: String,
    origin: Option<OriginWire>,
    labels: Vec<LabelWire<'a>>,
    related: Vec<RelatedWire<'a>>,
    fix: Option<FixWire<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct LabelWire<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedWire<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct FixWire<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditWire<'a>>,
}

#[derive(Serialize)]
struct EditWire<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}
