//! Bytes per second of each stage, on the same three texts.
//!
//! Texts: a short notice (about 300 characters), a normal report and one of two hundred pages (the
//! normal report, repeated under new headings). Reading files, loading packs and the stages before
//! the measured one are outside the timer. `check` is measured without a rule, with those of every
//! report (`base`), and with all of the report's genre, those in preview among them (`all`); `compare`
//! without an earlier report (`self`) and with last year's (`prior`); `whole` is the line from bytes to
//! findings without earlier reports. Output formats are not measured beyond `report` (text and JSON).

#![allow(missing_docs, clippy::disallowed_methods)]

use std::{fmt::Write as _, fs, hint::black_box, path::Path};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ganhuo::{
    Analyser, Library,
    check::{Checker, Local, Selection},
    compare::{self, Stock},
    model::{Document, Lang, Prior, Report},
    read::read,
    recognise::{self, Recogniser},
    report::{Look, json, text},
    rules::RuleSet,
    score::{self, Weights},
    segment::{Cues, segment},
};

fn corpus(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/lanxi").join(name);
    fs::read_to_string(path).expect("a UTF-8 report of the corpora")
}

/// Name and text of each sample.
fn samples() -> Vec<(&'static str, String)> {
    let normal = corpus("fengdu/2023.txt");
    let short: String = normal.chars().take(300).collect();
    let mut long = String::new();
    for part in 1..=60 {
        let _ = writeln!(long, "第{part}部分 ");
        long.push_str(&normal);
        long.push('\n');
    }
    vec![("short", short), ("normal", normal), ("long", long)]
}

fn stages(criterion: &mut Criterion) {
    let rules = RuleSet::builtin().expect("the built-in packs load");
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let (cues, recogniser) = (Cues::new(&rules), Recogniser::new(&rules));
    let (weights, stock) = (Weights::new(&rules), Stock::new(&rules));
    let checkers = [
        ("check/none", Checker::new(&RuleSet::default(), Selection::default()), Some("base")),
        ("check/base", Checker::new(&rules, Selection::default()), Some("base")),
        ("check/all", Checker::new(&rules, Selection { preview: true, ..Selection::default() }), None),
    ];
    let library = prior(&analyser);
    let none = Library::default();
    criterion.bench_function("packs/load", |bencher| bencher.iter(|| black_box(Analyser::builtin())));

    for (name, text) in samples() {
        let bytes = text.as_bytes();
        let document = || -> Document { analyser.document(bytes, "x.txt").expect("text can be read").0 };
        let segmented = document();
        let facts = recognise::recognise(&segmented, &recogniser);
        let report: Report = analyser.analyse(bytes, "x.txt", &none).expect("text can be read");
        let mut measure = |stage: &str, run: &mut dyn FnMut()| {
            let mut group = criterion.benchmark_group(stage);
            group.throughput(Throughput::Bytes(bytes.len() as u64));
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| bencher.iter(&mut *run));
            group.finish();
        };
        measure("read", &mut || drop(black_box(read(bytes, "x.txt"))));
        measure("read+segment", &mut || {
            drop(black_box(segment(read(bytes, "x.txt").expect("text can be read"), &cues)));
        });
        measure("recognise", &mut || drop(black_box(recognise::recognise(&segmented, &recogniser))));
        measure("score", &mut || drop(black_box(score::score(&segmented, &facts, &weights))));
        measure("compare/self", &mut || drop(black_box(compare::compare("", &segmented, &none, &stock))));
        measure("compare/prior", &mut || drop(black_box(compare::compare("", &segmented, &library, &stock))));
        for (stage, checker, genre) in &checkers {
            let genre = genre.unwrap_or(&report.genre);
            measure(stage, &mut || {
                drop(black_box(checker.check(&report.analysis, &[], genre, &Local::default())));
            });
        }
        measure("whole", &mut || drop(black_box(analyser.analyse(bytes, "x.txt", &none))));
        measure("report/text", &mut || drop(black_box(text::check(&report, Lang::Zh, Look::default()))));
        measure("report/json", &mut || {
            drop(black_box(json::check(std::slice::from_ref(&report), &[], Lang::Zh)));
        });
    }
}

fn prior(analyser: &Analyser) -> Library {
    let (document, _) =
        analyser.document(corpus("fengdu/2022.txt").as_bytes(), "2022.txt").expect("text can be read");
    let prior = Prior {
        path: "2022.txt".to_owned(),
        title: document.header().title.clone(),
        issuer: document.header().issuer.clone(),
        year: document.header().year,
        chosen: None,
    };
    Library { reports: vec![(prior, document)], ..Library::default() }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = stages
}
criterion_main!(benches);
