//! `score --format json`.

use serde::Serialize;

use super::{FailureWire, SCHEMA_VERSION, heading, notices, write};
use crate::model::{Analysis, ClaimId, Document, Evidence, Failure, Lang, PerMille, Report, Score};

/// `score --format json`; `failures` are the files that could not be scored.
pub fn score(reports: &[Report], failures: &[Failure], lang: Lang) -> String {
    write(&ScoreWire {
        schema_version: SCHEMA_VERSION,
        reports: reports.iter().map(|report| scored(report, lang)).collect(),
        failures: super::failures(failures),
    })
}

fn scored(report: &Report, lang: Lang) -> ScoredReport<'_> {
    let Analysis { document, scores, .. } = &report.analysis;
    let header = document.header();
    ScoredReport {
        path: &report.path,
        genre: &report.genre,
        title: &header.title,
        issuer: header.issuer.as_deref(),
        year: header.year,
        score: score_wire(document, &scores.document),
        sections: document
            .sections()
            .iter()
            .zip(&scores.sections)
            .map(|(section, score)| {
                let place = document.scalars(section.span);
                ScoredSection {
                    heading: heading(document, section.heading.is_some(), section.number, section.title),
                    role: section.role.name(),
                    depth: section.depth,
                    start: place.start,
                    end: place.end,
                    score: score_wire(document, score),
                }
            })
            .collect(),
        claims: (0..document.claims().len() as u32).map(|id| claim_wire(report, ClaimId(id))).collect(),
        notices: notices(&report.notices, lang),
    }
}

fn score_wire(document: &Document, score: &Score) -> ScoreOf {
    let part = |part: &crate::model::Part| {
        let places = part.words.spans().iter().map(|span| document.scalars(*span));
        let places: Vec<Place> = places.map(|place| Place { start: place.start, end: place.end }).collect();
        PartWire {
            name: part.name,
            points: part.points,
            share: part.share.map(PerMille::get),
            start: places.first().map(|place| place.start),
            end: places.first().map(|place| place.end),
            words: if places.len() > 1 { places } else { Vec::new() },
        }
    };
    ScoreOf { value: score.value.get(), parts: score.parts.iter().map(part).collect() }
}

fn claim_wire(report: &Report, id: ClaimId) -> ClaimWire<'_> {
    let Analysis { document, facts, scores, .. } = &report.analysis;
    let claim = document.claim(id);
    let scored = &scores.claims[id.0 as usize];
    let range = document.scalars(claim.span);
    let place = document.position(claim.span.start());
    ClaimWire {
        text: document.slice(claim.span),
        start: range.start,
        end: range.end,
        line: place.line,
        column: place.column,
        section: claim.section.0,
        kind: scored.kind.name(),
        level: scored.level.number(),
        value: scored.score.value.get(),
        evidence: facts.evidence_of(id).iter().map(|found| evidence(document, found)).collect(),
        slogans: facts
            .slogans_of(id)
            .iter()
            .map(|slogan| {
                let range = document.scalars(slogan.span);
                SloganWire {
                    text: document.slice(slogan.span),
                    start: range.start,
                    end: range.end,
                    kind: slogan.kind.name(),
                    required: slogan.required,
                }
            })
            .collect(),
    }
}

fn evidence<'a>(document: &'a Document, found: &'a Evidence) -> EvidenceWire<'a> {
    let range = document.scalars(found.span);
    let quantity = found.quantity.as_ref();
    EvidenceWire {
        kind: found.kind.name(),
        text: document.slice(found.span),
        start: range.start,
        end: range.end,
        value: quantity.map(|quantity| quantity.value.to_string()),
        upper: quantity.and_then(|quantity| quantity.upper).map(|upper| upper.to_string()),
        unit: quantity.map(|quantity| quantity.unit.as_str()),
    }
}

#[derive(Serialize)]
struct ScoreWire<'a> {
    schema_version: u32,
    reports: Vec<ScoredReport<'a>>,
    failures: Vec<FailureWire<'a>>,
}

#[derive(Serialize)]
struct ScoredReport<'a> {
    path: &'a str,
    genre: &'a str,
    title: &'a str,
    issuer: Option<&'a str>,
    year: Option<i32>,
    score: ScoreOf,
    sections: Vec<ScoredSection>,
    claims: Vec<ClaimWire<'a>>,
    /// What of the file was not read as it stands.
    notices: Vec<&'a str>,
}

#[derive(Serialize)]
struct ScoreOf {
    value: u16,
    parts: Vec<PartWire>,
}

#[derive(Serialize)]
struct PartWire {
    name: &'static str,
    points: i32,
    /// The share of a level in the characters of a section or report, in thousandths.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<u16>,
    /// The first of the words that it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    /// All of them, if there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct ScoredSection {
    heading: String,
    role: &'static str,
    depth: u8,
    start: u32,
    end: u32,
    score: ScoreOf,
}

#[derive(Serialize)]
struct ClaimWire<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    section: u32,
    kind: &'static str,
    level: u8,
    value: u16,
    evidence: Vec<EvidenceWire<'a>>,
    slogans: Vec<SloganWire<'a>>,
}

#[derive(Serialize)]
struct EvidenceWire<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
}

#[derive(Serialize)]
struct SloganWire<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    kind: &'static str,
    required: bool,
}
