//! Statements: level, value and kind against two annotators.

use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use ganhuo::{
    model::{ClaimId, ClaimScore, Document, Facts, Level},
    rules::RuleSet,
    score::{Weights, score},
};
use serde::Deserialize;

use super::{
    Fit,
    line::Line,
    measures::{kappa, spearman},
};

/// One labelled statement.
#[derive(Deserialize)]
struct Statement {
    id: String,
    head: String,
    text: String,
    levels: [Option<u8>; 2],
    kinds: [String; 2],
}

impl Statement {
    fn source(&self) -> &str {
        self.id.rsplit_once(':').map_or(&self.id, |(source, _)| source)
    }

    fn mean(&self) -> Option<f64> {
        let levels: Vec<f64> = self.levels.iter().flatten().map(|level| f64::from(*level)).collect();
        (!levels.is_empty()).then(|| levels.iter().sum::<f64>() / levels.len() as f64)
    }
}

/// A report or a single statement, segmented and recognised.
struct Text {
    document: Document,
    facts: Facts,
}

/// A statement that was found in a text.
struct Found {
    statement: Statement,
    text: usize,
    claim: ClaimId,
    fold: usize,
}

/// Texts, statements in them, and how many were not found in their report.
type Located = (Vec<Text>, Vec<Found>, usize);

pub(crate) fn run(gold: &Path, rules: &RuleSet, fit: Fit, worst: usize) -> Result<(), Box<dyn Error>> {
    let line = Line::new(rules);
    let mut statements = Vec::new();
    for line in fs::read_to_string(gold.join("statements_dev.jsonl"))?.lines() {
        statements.push(serde_json::from_str::<Statement>(line)?);
    }
    let (texts, found, alone) = locate(gold, &line, statements)?;
    println!("statements: {} with a level, {alone} of them not found in their report", found.len());
    let scores = rate(&texts, &found, &Weights::new(rules));
    print(&texts, &found, &scores, worst);
    cross_validate(&texts, &found, rules, fit);
    Ok(())
}

/// The report that a source names.
fn path(corpora: &Path, source: &str) -> PathBuf {
    match source.split_once('_') {
        Some(("prov", province)) => corpora.join(format!("provincial_2026/{province}.txt")),
        Some(("gwr", year)) => {
            let path = corpora.join(format!("state_council/{year}.txt"));
            if path.exists() { path } else { corpora.join(format!("state_council_2024_2026/{year}.txt")) }
        }
        Some(_) => corpora.join(format!("public_information/{source}.txt")),
        None => corpora.join("sample/rongcheng_kejiju_2022.txt"),
    }
}

/// Only what is said, so that a statement is found whatever its spaces and widths.
fn key(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn locate(gold: &Path, line: &Line, statements: Vec<Statement>) -> Result<Located, Box<dyn Error>> {
    let corpora = gold.join("../corpora");
    let mut texts = Vec::new();
    let mut places: HashMap<(String, String), (usize, ClaimId)> = HashMap::new();
    let mut known: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let mut alone = 0;
    let take = |bytes: &[u8], name: &str| -> Result<Text, Box<dyn Error>> {
        let (document, facts) = line.run(bytes, name)?;
        Ok(Text { document, facts })
    };
    for statement in statements {
        let source = statement.source().to_owned();
        if !known.contains(&source) {
            known.push(source.clone());
            let file = path(&corpora, &source);
            if let Ok(bytes) = fs::read(&file) {
                let text = take(&bytes, &file.to_string_lossy())?;
                for (at, claim) in text.document.claims().iter().enumerate() {
                    let key = key(text.document.plain_slice(claim.span));
                    places.entry((source.clone(), key)).or_insert((texts.len(), ClaimId(at as u32)));
                }
                texts.push(text);
            }
        }
        if statement.levels == [None, None] {
            continue;
        }
        let fold = known.iter().position(|name| *name == source).unwrap_or(0) % 5;
        let (text, claim) = if let Some(place) = places.get(&(source, key(&statement.text))) {
            *place
        } else {
            alone += 1;
            println!("  alone: {} {}", statement.id, statement.text);
            let words = format!("{}\n\n{}\n", statement.head, statement.text);
            let text = take(words.as_bytes(), "statement.txt")?;
            let last = (text.document.claims().len() as u32).checked_sub(1);
            let Some(last) = last else { continue };
            texts.push(text);
            (texts.len() - 1, ClaimId(last))
        };
        found.push(Found { statement, text, claim, fold });
    }
    Ok((texts, found, alone))
}

fn rate(texts: &[Text], found: &[Found], weights: &Weights) -> Vec<ClaimScore> {
    let scores: Vec<_> =
        texts.iter().map(|text| score(&text.document, &text.facts, weights).claims).collect();
    found.iter().map(|found| scores[found.text][found.claim.0 as usize].clone()).collect()
}

/// Agreement of levels with each annotator, averaged.
fn qwk<'a>(rated: impl Iterator<Item = (&'a Found, u8)>) -> f64 {
    let rated: Vec<(&Found, u8)> = rated.collect();
    (0..2)
        .map(|who| {
            let pairs: Vec<(u8, u8)> = rated
                .iter()
                .filter_map(|(found, level)| Some((found.statement.levels[who]?, *level)))
                .collect();
            kappa(&pairs)
        })
        .sum::<f64>()
        / 2.0
}

fn print(texts: &[Text], found: &[Found], scores: &[ClaimScore], worst: usize) {
    let rated = || found.iter().zip(scores.iter().map(|score| score.level.number()));
    println!("QWK of level               {:.3}   (people 0.957)", qwk(rated()));
    let (mut right, mut all, mut exact) = (0, 0, 0);
    let (mut kinds, mut named) = (0, 0);
    let mut table = [[0u32; 4]; 4];
    let mut confused: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for (found, score) in found.iter().zip(scores) {
        for level in found.statement.levels.iter().flatten() {
            all += 1;
            right += u32::from((*level >= 2) == (score.level >= Level::Specific));
            exact += u32::from(*level == score.level.number());
            table[usize::from(*level)][usize::from(score.level.number())] += 1;
        }
        for kind in found.statement.kinds.iter().filter(|kind| *kind != "other") {
            named += 1;
            kinds += u32::from(kind == score.kind.name());
            *confused.entry((kind.clone(), score.kind.name())).or_default() += 1;
        }
    }
    println!("level >= 2 or not          {:.3}   (people 0.97)", f64::from(right) / f64::from(all));
    println!("exact level                {:.3}   (people 0.91)", f64::from(exact) / f64::from(all));
    println!("kind                       {:.3}   (people 0.90)", f64::from(kinds) / f64::from(named));
    let values: Vec<f64> = scores.iter().map(|score| f64::from(score.score.value.get())).collect();
    let means: Vec<f64> = found.iter().filter_map(|found| found.statement.mean()).collect();
    println!("Spearman of value          {:.3}", spearman(&values, &means));
    println!("levels: rows what people said, columns the program");
    for (level, row) in table.iter().enumerate() {
        println!("  {level}  {:>5}{:>5}{:>5}{:>5}", row[0], row[1], row[2], row[3]);
    }
    println!("kinds confused (people, program)");
    for ((people, program), count) in &confused {
        if people != program && *count >= 2 {
            println!("  {people:<8}{program:<8}{count}");
        }
    }
    println!("source                          n   QWK  exact  kind");
    let mut sources: Vec<&str> = found.iter().map(|found| found.statement.source()).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let here: Vec<(&Found, &ClaimScore)> =
            found.iter().zip(scores).filter(|(found, _)| found.statement.source() == source).collect();
        let both = here.len() as f64 * 2.0;
        let exact: usize = here
            .iter()
            .map(|(found, score)| {
                found.statement.levels.iter().filter(|level| **level == Some(score.level.number())).count()
            })
            .sum();
        let kinds: usize = here
            .iter()
            .map(|(found, score)| {
                found.statement.kinds.iter().filter(|kind| *kind == score.kind.name()).count()
            })
            .sum();
        let width = 30 - source.chars().filter(|c| !c.is_ascii()).count();
        println!(
            "{source:<width$}{:>4} {:>5.2} {:>6.2} {:>5.2}",
            here.len(),
            qwk(here.iter().map(|(found, score)| (*found, score.level.number()))),
            exact as f64 / both,
            kinds as f64 / both
        );
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    let distance = |at: usize| {
        let level = f64::from(scores[at].level.number());
        let gaps = found[at].statement.levels.iter().flatten().map(|said| (f64::from(*said) - level).abs());
        gaps.fold(f64::INFINITY, f64::min)
    };
    order.sort_by(|a, b| distance(*b).total_cmp(&distance(*a)));
    println!("worst claims");
    for at in order.into_iter().take(worst) {
        let (found, score) = (&found[at], &scores[at]);
        let text = &texts[found.text];
        let role = text.document.section(text.document.claim(found.claim).section).role;
        println!(
            "  {} people {:?} {:?} program {} {} {} [{}] {}",
            found.statement.id,
            found.statement.levels.map(|level| level.map_or(9, |level| level)),
            found.statement.kinds,
            score.level.number(),
            score.score.value.get(),
            score.kind.name(),
            role.name(),
            found.statement.text
        );
        for part in &score.score.parts {
            let words = part.words.spans().first().map_or("", |span| text.document.plain_slice(*span));
            print!("      {} {:+} {words}", part.name, part.points);
        }
        println!();
        let evidence: Vec<String> = text
            .facts
            .evidence_of(found.claim)
            .iter()
            .map(|one| {
                let weak = if one.weak { "~" } else { "" };
                format!("{weak}{}:{}", one.kind.name(), text.document.plain_slice(one.span))
            })
            .collect();
        let stock: Vec<&str> = text
            .facts
            .slogans_of(found.claim)
            .iter()
            .map(|slogan| text.document.plain_slice(slogan.span))
            .collect();
        println!("      evidence {evidence:?} stock {stock:?}");
    }
    println!("kinds that nobody said");
    for (found, score) in found.iter().zip(scores) {
        if !found.statement.kinds.iter().any(|kind| kind == score.kind.name()) {
            println!(
                "  {} people {:?} program {} {}",
                found.statement.id,
                found.statement.kinds,
                score.kind.name(),
                found.statement.text.chars().take(80).collect::<String>()
            );
        }
    }
}

/// Weights that are fitted, each with the steps that are tried. The worth of each kind of evidence is
/// set by the guideline, not fitted: there are too few statements of each.
const FITTED: &[(&str, &[i64])] = &[
    ("base", &[-40, -20, 20, 40]),
    ("own", &[-10, -5, 5, 10]),
    ("own.most", &[-1, 1]),
    ("stock", &[-80, 80]),
    ("effort", &[-30, 30]),
    ("kind.result", &[-40, 40]),
    ("kind.plan", &[-40, 40]),
    ("kind.fact", &[-40, 40]),
];

/// What a step must be worth in QWK. Smaller gains are the noise of one or two statements: with a
/// tenth of it the fit is better on its own sources and worse on those left out.
const WORTH: f64 = 0.003;

/// Fits on four fifths of the sources, measures on the last; then on all.
fn cross_validate(texts: &[Text], found: &[Found], rules: &RuleSet, fit: Fit) {
    if fit == Fit::No {
        return;
    }
    let mut out = vec![0u8; found.len()];
    for fold in 0..5 {
        let rules = fitted(texts, found, rules, &|found| found.fold != fold);
        let scores = rate(texts, found, &Weights::new(&rules));
        for ((level, found), score) in out.iter_mut().zip(found).zip(&scores) {
            if found.fold == fold {
                *level = score.level.number();
            }
        }
    }
    println!("QWK out of fold            {:.3}", qwk(found.iter().zip(out)));
    let rules = fitted(texts, found, rules, &|_| true);
    let scores = rate(texts, found, &Weights::new(&rules));
    let level = scores.iter().map(|score| score.level.number());
    println!("QWK fitted on all          {:.3}", qwk(found.iter().zip(level.collect::<Vec<_>>())));
    for (name, _) in FITTED {
        println!("\"{name}\" = {}", rules.weight(name).unwrap_or(0));
    }
}

/// Coordinate search: one weight after the other takes the step that helps most, until none does.
fn fitted(texts: &[Text], found: &[Found], rules: &RuleSet, used: &dyn Fn(&Found) -> bool) -> RuleSet {
    let mut best = rules.clone();
    let measure = |rules: &RuleSet| {
        let scores = rate(texts, found, &Weights::new(rules));
        qwk(found
            .iter()
            .zip(scores.iter().map(|score| score.level.number()))
            .filter(|(found, _)| used(found)))
    };
    let mut top = measure(&best);
    for _ in 0..2 {
        let before = top;
        for (name, steps) in FITTED {
            let now = best.weight(name).unwrap_or(0);
            for step in *steps {
                let mut trial = best.clone();
                // The last pack is asked first.
                if let Some(pack) = trial.packs.iter_mut().rev().find(|pack| pack.name == "base") {
                    pack.weights.insert((*name).to_owned(), now + step);
                }
                let reached = measure(&trial);
                if reached > top + WORTH {
                    top = reached;
                    best = trial;
                }
            }
        }
        if top <= before {
            break;
        }
    }
    best
}
