//! `compare --among --format json`. The shape is a contract (schema version 1): fields are added,
//! never changed. Offsets are 0-based, half-open, in Unicode scalar values.

use serde::Serialize;

use super::{Extent, Member, Pair};
use crate::{
    model::Overlap,
    report::json::{SCHEMA_VERSION, write},
};

/// Every pair with every passage.
pub fn json(pairs: &[Pair], extent: Extent) -> String {
    write(&Wire {
        schema_version: SCHEMA_VERSION,
        reports: extent.reports,
        bodies: extent.bodies,
        common_from: extent.cap,
        pairs: pairs.iter().map(pair_wire).collect(),
    })
}

fn pair_wire<'a>(pair: &'a Pair) -> PairWire<'a> {
    PairWire {
        here: member(&pair.here, pair.shared.here.get()),
        there: member(&pair.there, pair.shared.there.get()),
        characters: pair.shared.units,
        common: pair.shared.common.get(),
        overlaps: pair.shared.overlaps.iter().map(|overlap| passage(pair, overlap)).collect(),
    }
}

fn member<'a>(member: &Member<'a>, share: u16) -> MemberWire<'a> {
    MemberWire {
        path: &member.about.path,
        title: &member.about.title,
        issuer: member.about.issuer.as_deref(),
        year: member.about.year,
        share,
    }
}

fn passage(pair: &Pair, overlap: &Overlap) -> PassageWire {
    let here = pair.here.document.scalars(overlap.here);
    PassageWire {
        here: SideWire {
            start: here.start,
            end: here.end,
            section: overlap.here_section.map(|id| id.0),
            text: pair.here.document.shown(overlap.here),
        },
        there: SideWire {
            start: overlap.there_scalars.start,
            end: overlap.there_scalars.end,
            section: overlap.there_section.map(|id| id.0),
            text: pair.there.document.shown(overlap.there),
        },
        class: overlap.class.name(),
        similarity: overlap.similarity.get(),
    }
}

#[derive(Serialize)]
struct Wire<'a> {
    schema_version: u32,
    reports: usize,
    bodies: usize,
    common_from: usize,
    pairs: Vec<PairWire<'a>>,
}

#[derive(Serialize)]
struct PairWire<'a> {
    here: MemberWire<'a>,
    there: MemberWire<'a>,
    characters: u32,
    /// Share of `here` that is wording of many bodies; not counted.
    common: u16,
    overlaps: Vec<PassageWire>,
}

#[derive(Serialize)]
struct MemberWire<'a> {
    path: &'a str,
    title: &'a str,
    issuer: Option<&'a str>,
    year: Option<i32>,
    share: u16,
}

#[derive(Serialize)]
struct PassageWire {
    here: SideWire,
    there: SideWire,
    class: &'static str,
    similarity: u16,
}

#[derive(Serialize)]
struct SideWire {
    start: u32,
    end: u32,
    section: Option<u32>,
    text: String,
}
