//! `compare --format json`.

use serde::Serialize;

use super::{FailureWire, SCHEMA_VERSION, notices, write};
use crate::model::{Analysis, Failure, Lang, Overlap, Report};

/// `compare --format json` of one report.
pub fn compare(report: &Report, lang: Lang) -> String {
    write(&wire(report, lang))
}

/// `compare --format json` of a folder of reports; `failures` are the files that could not be compared.
pub fn compare_all(reports: &[Report], failures: &[Failure], lang: Lang) -> String {
    write(&CompareAllWire {
        schema_version: SCHEMA_VERSION,
        reports: reports.iter().map(|report| wire(report, lang)).collect(),
        failures: super::failures(failures),
    })
}

fn wire(report: &Report, lang: Lang) -> CompareWire<'_> {
    let Analysis { document, comparison, .. } = &report.analysis;
    let measures = &comparison.measures;
    CompareWire {
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
        notices: notices(&report.notices, lang),
    }
}

fn overlap_wire<'a>(report: &'a Report, overlap: &Overlap) -> OverlapWire<'a> {
    let Analysis { document, comparison, .. } = &report.analysis;
    let here = document.scalars(overlap.here);
    // What the report says twice is compared with the report itself.
    let (path, there) = match overlap.prior {
        Some(at) => (&comparison.priors[at as usize].path, overlap.there_scalars.clone()),
        None => (&report.path, document.scalars(overlap.there)),
    };
    OverlapWire {
        here: HereWire { start: here.start, end: here.end, section: overlap.here_section.map(|id| id.0) },
        there: ThereWire {
            path,
            start: there.start,
            end: there.end,
            section: overlap.there_section.map(|id| id.0),
        },
        class: overlap.class.name(),
        similarity: overlap.similarity.get(),
        moved: overlap.moved,
        common: overlap.is_common(),
    }
}

#[derive(Serialize)]
struct CompareAllWire<'a> {
    schema_version: u32,
    reports: Vec<CompareWire<'a>>,
    failures: Vec<FailureWire<'a>>,
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
    /// What of the file was not read as it stands.
    notices: Vec<&'a str>,
}

#[derive(Serialize)]
struct OverlapWire<'a> {
    here: HereWire,
    there: ThereWire<'a>,
    class: &'static str,
    similarity: u16,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
    /// Wording that everyone must use; it is shown and not counted.
    common: bool,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{report_with, small};

    #[test]
    fn wording_that_everyone_must_use_is_told_apart() {
        let own = "全年清淤河道12处，整治入河排口34个，立案27件，结案25件。";
        let text = small(&format!("坚持以习近平新时代中国特色社会主义思想为指导。\n\n{own}"));
        let prior = text.replace("2023年", "2022年").replace("2024年", "2023年");
        let value: serde_json::Value =
            serde_json::from_str(&compare(&report_with(&text, &prior), Lang::Zh)).unwrap();
        let common: Vec<bool> =
            value["overlaps"].as_array().unwrap().iter().filter_map(|one| one["common"].as_bool()).collect();
        assert!(common.contains(&false), "{value}");
        assert!(!common.is_empty() && common.len() == value["overlaps"].as_array().unwrap().len());
        let stock = small("坚持以习近平新时代中国特色社会主义思想为指导，深刻领悟“两个确立”的决定性意义。");
        let value: serde_json::Value =
            serde_json::from_str(&compare(&report_with(&stock, &stock), Lang::Zh)).unwrap();
        assert_eq!(value["overlaps"][0]["common"], true, "{value}");
    }
}
