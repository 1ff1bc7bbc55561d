//! Evidence: spans against what people marked, and traps.

use std::{error::Error, fs, path::Path};

use ganhuo::{model::EvidenceKind, rules::RuleSet};
use serde::Deserialize;

use super::line::Line;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    spans: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: u32,
    end: u32,
}

#[derive(Deserialize)]
struct Sample {
    spans: Vec<SampleSpan>,
}

#[derive(Deserialize)]
struct SampleSpan {
    start: u32,
    end: u32,
    text: String,
    evidence: bool,
    #[serde(default)]
    optional: bool,
}

pub(crate) fn run(gold: &Path, rules: &RuleSet, worst: usize) -> Result<(), Box<dyn Error>> {
    let line = Line::new(rules);
    sample(gold, &line, worst)?;
    for name in ["hard_cases", "hard_cases_extra"] {
        hard(gold, &line, name, worst)?;
    }
    Ok(())
}

/// Where evidence stands, in scalars, and its words.
type Place = (u32, u32, String);

/// The evidence of a text.
fn spans(line: &Line, text: &str) -> Result<Vec<Place>, Box<dyn Error>> {
    let (document, facts) = line.run(text.as_bytes(), "case.txt")?;
    Ok(facts
        .evidence
        .iter()
        .filter(|found| !is_name(found.kind))
        .map(|found| {
            let scalars = document.scalars(found.span);
            (scalars.start, scalars.end, document.slice(found.span).to_owned())
        })
        .collect())
}

/// The spans of a phrase that stands in the running text of a report.
fn in_a_report(line: &Line, phrase: &str) -> Result<Vec<Place>, Box<dyn Error>> {
    let before = "岚溪区水务局2022年度法治政府建设年度报告\n\n一、主要举措和成效\n\n工作情况如下。";
    let shift = before.chars().count() as u32;
    let found = spans(line, &format!("{before}{phrase}。全年工作平稳有序。\n"))?;
    let length = phrase.chars().count() as u32;
    Ok(found
        .into_iter()
        .filter(|(start, end, _)| *start >= shift && *end <= shift + length)
        .map(|(start, end, words)| (start - shift, end - shift, words))
        .collect())
}

/// The gold marks quantities, dates and documents, not names.
const fn is_name(kind: EvidenceKind) -> bool {
    use EvidenceKind::{Event, Organ, Person, Place, Project};
    matches!(kind, Event | Organ | Person | Place | Project)
}

fn hard(gold: &Path, line: &Line, name: &str, worst: usize) -> Result<(), Box<dyn Error>> {
    let file = fs::read_to_string(gold.join(format!("evidence/{name}.json")))?;
    let cases: Cases = serde_json::from_str(&file)?;
    let (mut marked, mut exact, mut traps, mut hit, mut extra) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for case in &cases.cases {
        let found = in_a_report(line, &case.text)?;
        if case.spans.is_empty() {
            traps += 1;
            hit += usize::from(!found.is_empty());
        }
        let right = case
            .spans
            .iter()
            .filter(|span| found.iter().any(|(start, end, _)| (*start, *end) == (span.start, span.end)))
            .count();
        marked += case.spans.len();
        exact += right;
        extra += found.len().saturating_sub(case.spans.len());
        if right != case.spans.len() || found.len() != case.spans.len() {
            wrong.push((case, found));
        }
    }
    println!(
        "{name}: exact {exact}/{marked} = {:.3}, traps hit {hit}/{traps}, spans too many {extra}",
        exact as f64 / marked as f64
    );
    for (case, found) in wrong.into_iter().take(worst) {
        let wanted: Vec<String> = case
            .spans
            .iter()
            .map(|span| {
                case.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
            })
            .collect();
        let got: Vec<&str> = found.iter().map(|(_, _, words)| words.as_str()).collect();
        println!("  {} wanted {wanted:?} got {got:?}", case.text);
    }
    Ok(())
}

fn sample(gold: &Path, line: &Line, worst: usize) -> Result<(), Box<dyn Error>> {
    let file = fs::read_to_string(gold.join("evidence/sample_gold.json"))?;
    let marked: Sample = serde_json::from_str(&file)?;
    let text = fs::read_to_string(gold.join("../corpora/sample/rongcheng_kejiju_2022.txt"))?;
    let found = spans(line, &text)?;
    let touch = |span: &SampleSpan, other: &Place| span.start < other.1 && other.0 < span.end;
    let wanted: Vec<&SampleSpan> =
        marked.spans.iter().filter(|span| span.evidence && !span.optional).collect();
    let traps: Vec<&SampleSpan> =
        marked.spans.iter().filter(|span| !span.evidence && !span.optional).collect();
    let met: Vec<&&SampleSpan> =
        wanted.iter().filter(|span| found.iter().any(|other| touch(span, other))).collect();
    let (right, other): (Vec<_>, Vec<_>) =
        found.iter().partition(|found| marked.spans.iter().any(|span| span.evidence && touch(span, found)));
    let hit: Vec<&&SampleSpan> = traps
        .iter()
        .filter(|span| {
            found.iter().any(|found| touch(span, found) && !wanted.iter().any(|wanted| touch(wanted, found)))
        })
        .collect();
    let wrong =
        other.iter().filter(|found| !marked.spans.iter().any(|span| span.optional && touch(span, found)));
    let wrong = wrong.count();
    let precision = right.len() as f64 / (right.len() + wrong) as f64;
    let recall = met.len() as f64 / wanted.len() as f64;
    println!(
        "sample: F1 {:.3} (precision {precision:.3}, recall {recall:.3}), traps hit {}/{}",
        2.0 * precision * recall / (precision + recall),
        hit.len(),
        traps.len()
    );
    for span in wanted.iter().filter(|span| !met.iter().any(|met| met.start == span.start)).take(worst) {
        println!("  missed {} {}", span.start, span.text);
    }
    for span in hit.iter().take(worst) {
        println!("  trap {} {}", span.start, span.text);
    }
    Ok(())
}
