//! JSON for programs. The shapes are a contract (schema version 1): fields are added, never changed.
//!
//! Offsets are 0-based, half-open, in Unicode scalar values of the extracted text.

use serde::Serialize;

use crate::{
    model::{
        Analysis, Block, BlockKind, ClaimId, Document, Evidence, Finding, Lang, Notice, Origin, Overlap,
        Report, Safety, Score, SectionId, Severity,
    },
    text::Span,
};

pub(super) const SCHEMA_VERSION: u32 = 1;

/// `check --format json`.
pub fn check(reports: &[Report], lang: Lang) -> String {
    let findings: Vec<FindingWire<'_>> = reports
        .iter()
        .flat_map(|report| report.findings.iter().map(move |found| finding(report, found)))
        .collect();
    let count = |severity| {
        reports.iter().flat_map(|report| &report.findings).filter(|found| found.severity == severity).count()
    };
    let summary = CheckSummary {
        files: reports.len(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        accepted: reports.iter().map(|report| report.accepted.len()).sum(),
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

/// `score --format json`.
pub fn score(reports: &[Report]) -> String {
    write(&ScoreWire { schema_version: SCHEMA_VERSION, reports: reports.iter().map(scored).collect() })
}

/// `compare --format json`.
pub fn compare(report: &Report) -> String {
    let Analysis { document, comparison, .. } = &report.analysis;
    let measures = &comparison.measures;
    write(&CompareWire {
        schema_version: SCHEMA_VERSION,
        path: &report.path,
        overlaps: comparison.overlaps.iter().map(|overlap| overlap_wire(report, overlap)).collect(),
        repeats: comparison.repeats.iter().map(|overlap| overlap_wire(report, overlap)).collect(),
        priors: comparison
            .priors
            .iter()
            .map(|prior| PriorWire {
                path: &prior.path,
                title: &prior.title,
                issuer: prior.issuer.as_deref(),
                year: prior.year,
                chosen: prior.chosen.as_deref(),
            })
            .collect(),
        shares: SharesWire {
            document: comparison.shares.document.get(),
            sections: document
                .sections()
                .iter()
                .zip(&comparison.shares.sections)
                .enumerate()
                .map(|(section, (_, share))| SectionShare { section: section as u32, copied: share.get() })
                .collect(),
        },
        measures: MeasuresWire {
            stickiness: measures.stickiness.get(),
            redundancy: measures.redundancy.get(),
            boilerplate: measures.boilerplate.get(),
            cosine: measures.cosine.get(),
            jaccard: measures.jaccard.get(),
            min_edit: measures.min_edit.get(),
            simple: measures.simple.get(),
        },
    })
}

/// `outline --format json`.
pub fn outline(path: &str, document: &Document, seen: &[Notice], lang: Lang) -> String {
    let header = document.header();
    write(&OutlineWire {
        schema_version: SCHEMA_VERSION,
        path,
        format: document.source().format.name(),
        encoding: document.source().encoding,
        title: &header.title,
        issuer: header.issuer.as_deref(),
        year: header.year,
        genre: header.genre.as_deref(),
        text: document.text(),
        blocks: document.blocks().iter().map(|block| block_wire(document, block)).collect(),
        sections: document
            .sections()
            .iter()
            .map(|section| {
                let place = document.scalars(section.span);
                SectionOutline {
                    heading: heading(document, section.heading.is_some(), section.number, section.title),
                    role: section.role.name(),
                    depth: section.depth,
                    start: place.start,
                    end: place.end,
                    parent: section.parent.map(|parent| parent.0),
                }
            })
            .collect(),
        notices: notices(seen, lang),
    })
}

pub(super) fn write(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string(value).expect("wire structs hold only strings, numbers and lists");
    text.push('\n');
    text
}

fn notices(notices: &[Notice], lang: Lang) -> Vec<&str> {
    notices.iter().map(|notice| lang.pick(&notice.zh, &notice.en)).collect()
}

fn heading(document: &Document, has: bool, number: Span, title: Span) -> String {
    if has { document.shown(number.cover(title)) } else { String::new() }
}

fn scored(report: &Report) -> ScoredReport<'_> {
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
    }
}

fn score_wire(document: &Document, score: &Score) -> ScoreOf {
    let part = |part: &crate::model::Part| {
        let place = part.span.map(|span| document.scalars(span));
        PartWire {
            name: part.name,
            points: part.points,
            start: place.as_ref().map(|place| place.start),
            end: place.as_ref().map(|place| place.end),
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

fn overlap_wire<'a>(report: &'a Report, overlap: &Overlap) -> OverlapWire<'a> {
    let Analysis { document, comparison, .. } = &report.analysis;
    let here = document.scalars(overlap.here);
    let there = match overlap.prior {
        Some(at) => &comparison.priors[at as usize],
        None => return overlap_in_text(report, overlap),
    };
    OverlapWire {
        here: HereWire { start: here.start, end: here.end, section: overlap.here_section.map(|id| id.0) },
        there: ThereWire {
            path: &there.path,
            start: overlap.there_scalars.start,
            end: overlap.there_scalars.end,
            section: overlap.there_section.map(|id| id.0),
        },
        class: overlap.class.name(),
        similarity: overlap.similarity.get(),
        moved: overlap.moved,
    }
}

fn overlap_in_text<'a>(report: &'a Report, overlap: &Overlap) -> OverlapWire<'a> {
    let document = &report.analysis.document;
    let (here, there) = (document.scalars(overlap.here), document.scalars(overlap.there));
    OverlapWire {
        here: HereWire { start: here.start, end: here.end, section: overlap.here_section.map(|id| id.0) },
        there: ThereWire {
            path: &report.path,
            start: there.start,
            end: there.end,
            section: overlap.there_section.map(|id| id.0),
        },
        class: overlap.class.name(),
        similarity: overlap.similarity.get(),
        moved: overlap.moved,
    }
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
        section: section_path(document, found.span.start()),
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
                path: comparison.priors.get(related.prior as usize).map_or("", |prior| &prior.path),
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

/// The path of headings that leads to an offset.
pub fn section_path(document: &Document, offset: u32) -> String {
    document.section_at(offset).map(|id: SectionId| document.path(id)).unwrap_or_default()
}

fn block_wire<'a>(document: &'a Document, block: &'a Block) -> BlockWire<'a> {
    let range = document.scalars(block.span);
    let at = block.span.start();
    let section = document.section_at(at).map(|id| document.section(id));
    let number = section.filter(|section| {
        section.heading.is_some_and(|id| document.block(id).span == block.span) && !section.number.is_empty()
    });
    BlockWire {
        kind: block.kind.name(),
        level: match block.kind {
            BlockKind::Heading { level } => Some(level),
            _ => None,
        },
        number: number.map(|section| document.slice(section.number)),
        text: document.slice(block.span),
        start: range.start,
        end: range.end,
        origin: origin(&block.origin),
    }
}

fn origin(origin: &Origin) -> OriginWire {
    match *origin {
        Origin::Line(line) => OriginWire::Line { line },
        Origin::Paragraph(paragraph) => OriginWire::Paragraph { paragraph },
        Origin::Page(page) => OriginWire::Page { page },
        Origin::Cell { table, row, column } => OriginWire::Cell { table, row, column },
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

#[derive(Serialize)]
struct ScoreWire<'a> {
    schema_version: u32,
    reports: Vec<ScoredReport<'a>>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
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

#[derive(Serialize)]
struct CompareWire<'a> {
    schema_version: u32,
    path: &'a str,
    overlaps: Vec<OverlapWire<'a>>,
    repeats: Vec<OverlapWire<'a>>,
    priors: Vec<PriorWire<'a>>,
    shares: SharesWire,
    measures: MeasuresWire,
}

#[derive(Serialize)]
struct OverlapWire<'a> {
    here: HereWire,
    there: ThereWire<'a>,
    class: &'static str,
    similarity: u16,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
}

#[derive(Serialize)]
struct HereWire {
    start: u32,
    end: u32,
    section: Option<u32>,
}

#[derive(Serialize)]
struct ThereWire<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    section: Option<u32>,
}

#[derive(Serialize)]
struct PriorWire<'a> {
    path: &'a str,
    title: &'a str,
    issuer: Option<&'a str>,
    year: Option<i32>,
    chosen: Option<&'a str>,
}

#[derive(Serialize)]
struct SharesWire {
    document: u16,
    sections: Vec<SectionShare>,
}

#[derive(Serialize)]
struct SectionShare {
    section: u32,
    copied: u16,
}

#[derive(Serialize)]
struct MeasuresWire {
    stickiness: u16,
    redundancy: u16,
    boilerplate: u16,
    cosine: u16,
    jaccard: u16,
    min_edit: u16,
    simple: u16,
}

#[derive(Serialize)]
struct OutlineWire<'a> {
    schema_version: u32,
    path: &'a str,
    format: &'static str,
    encoding: Option<&'static str>,
    title: &'a str,
    issuer: Option<&'a str>,
    year: Option<i32>,
    genre: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockWire<'a>>,
    sections: Vec<SectionOutline>,
    notices: Vec<&'a str>,
}

#[derive(Serialize)]
struct BlockWire<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    text: &'a str,
    start: u32,
    end: u32,
    origin: OriginWire,
}

#[derive(Serialize)]
struct SectionOutline {
    heading: String,
    role: &'static str,
    depth: u8,
    start: u32,
    end: u32,
    parent: Option<u32>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OriginWire {
    Line { line: u32 },
    Paragraph { paragraph: u32 },
    Page { page: u32 },
    Cell { table: u32, row: u32, column: u32 },
}
