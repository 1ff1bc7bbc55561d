//! `ganhuo compare --among`: which bodies copied from each other.

use std::{cmp::Reverse, collections::BTreeSet, io::Write};

use rayon::prelude::*;

use super::{
    Outcome,
    args::{Compare, CompareFormat, Global},
    batch, files,
    session::Session,
};
use crate::{
    compare::{Candidate, Frequent, Index, Print, Stock, Stream, between, bodies, cap, fill_shared_diffs},
    model::{Document, Lang, Prior},
    report::among::{self, Extent, Member, Pair},
};

type Loaded = (Prior, Document);

pub(super) fn run(
    global: &Global,
    args: &Compare,
    lang: Lang,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let session = Session::new(global, None, None, &args.among, lang)?;
    let lang = session.settings.lang;
    anyhow::ensure!(
        args.format != CompareFormat::Html,
        "{}",
        lang.pick(
            "--among 不能输出网页；网页用于一份报告与往年对照",
            "--among has no page; a page shows one report and its earlier ones"
        )
    );
    session.guard(global.output.as_deref(), &args.among)?;
    let comparer = session.comparer()?;
    let (reports, failures) = batch::everything(comparer, &session, &args.among, global);
    let numbers = {
        let named = reports.iter().map(|(about, document)| (about.path.as_str(), document.header()));
        bodies(named, &session.settings.renamed_bodies)
    };
    let count = numbers.iter().collect::<BTreeSet<_>>().len();
    let extent = Extent { reports: reports.len(), bodies: count, cap: cap(count) };
    let mut pairs = batch::in_pool(global, || {
        let streams: Vec<Stream> = reports.par_iter().map(|(_, document)| Stream::of(document)).collect();
        let frequent = Frequent::new(numbers.iter().copied().zip(&streams), extent.cap);
        let prints = streams.par_iter().map(Stream::prints).collect();
        drop(streams);
        pairs(&reports, numbers, prints, extent.cap, &comparer.stock().clone().with(frequent))
    });
    if args.format == CompareFormat::Text {
        let shown = pairs.len().min(among::PAIRS);
        batch::in_pool(global, || {
            pairs[..shown].par_iter_mut().for_each(|pair| {
                fill_shared_diffs(pair.here.document, pair.there.document, &mut pair.shared);
            });
        });
    }
    let look = files::look(global.color, global.output.is_some());
    let rendered = match args.format {
        CompareFormat::Json => among::json(&pairs, extent),
        CompareFormat::Csv => among::csv(&pairs, lang),
        // (A page was refused above.)
        CompareFormat::Text | CompareFormat::Html => among::text(&pairs, extent, lang, look),
    };
    out.write_all(rendered.as_bytes())?;
    out.flush()?;
    for failure in &failures {
        files::remark(&failure.line());
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// The pairs of reports of different bodies that share something of their own, the largest first.
fn pairs<'a>(
    reports: &'a [Loaded],
    bodies: Vec<u32>,
    prints: Vec<Vec<Print>>,
    cap: usize,
    stock: &Stock,
) -> Vec<Pair<'a>> {
    let mut index = Index::new(bodies);
    for (nth, prints) in prints.into_iter().enumerate() {
        index.add(nth as u32, &prints);
    }
    let candidates = index.finish(cap);
    let mut pairs: Vec<Pair> = candidates
        .par_iter()
        .map(|candidate| pair(reports, *candidate, stock))
        .filter(|pair| pair.shared.units > 0)
        .collect();
    pairs.sort_by_key(|pair| (Reverse(pair.shared.units), &pair.here.about.path, &pair.there.about.path));
    pairs
}

fn pair<'a>(reports: &'a [Loaded], candidate: Candidate, stock: &Stock) -> Pair<'a> {
    let member = |at: u32| {
        let (about, document) = &reports[at as usize];
        Member { about, document }
    };
    let (mut here, mut there) = (member(candidate.a), member(candidate.b));
    // Who wrote later may have copied.
    if here.about.year < there.about.year {
        std::mem::swap(&mut here, &mut there);
    }
    Pair { here, there, shared: between(here.document, there.document, stock) }
}
