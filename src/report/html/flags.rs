//! The text of a report with its findings marked where they stand.

use std::fmt::Write as _;

use super::{blocks::Writer, escape};
use crate::{
    model::{BlockId, Document, Finding, Severity},
    text::Span,
};

/// The class in the style sheet of words that are evidence of a finding, and of a finding by its severity.
const CLASSES: [&str; 4] = ["evidence", "note-level", "warning", "error"];

/// The class in the style sheet of a severity.
pub(super) const fn class(severity: Severity) -> &'static str {
    CLASSES[severity as usize + 1]
}

/// Names of the places of one report on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    /// The report, from 1.
    pub(super) report: usize,
}

impl Names {
    /// Where a finding stands in the text; findings count from 1.
    pub(super) fn place(self, finding: usize) -> String {
        format!("r{}f{finding}", self.report)
    }

    /// Where a piece of its evidence stands; they count from 1.
    pub(super) fn evidence(self, finding: usize, label: usize) -> String {
        format!("r{}f{finding}e{label}", self.report)
    }

    /// Where it is explained.
    pub(super) fn entry(self, finding: usize) -> String {
        format!("r{}n{finding}", self.report)
    }
}

/// A number in the text that leads to a finding's entry.
#[derive(Debug)]
struct Flag {
    at: u32,
    finding: usize,
    /// Its number among the evidence of the finding; none at the finding itself.
    label: Option<usize>,
}

/// Where marked words of some class begin (1) or end (−1).
#[derive(Debug)]
struct Edge {
    at: u32,
    step: i32,
    class: usize,
}

/// Writes the text of one report, from its beginning to its end.
///
/// Where several findings stand over each other the words have the worst one's mark, and each finding has
/// its number where it begins.
#[derive(Debug)]
pub(super) struct Flags<'a> {
    document: &'a Document,
    names: Names,
    /// What evidence is called, behind its number.
    evidence: &'static str,
    numbered: Vec<Flag>,
    edges: Vec<Edge>,
    /// How many of them have been passed.
    shown: usize,
    passed: usize,
    /// For each class, how many marks are open.
    open: [i32; CLASSES.len()],
}

impl<'a> Flags<'a> {
    /// The findings in the order of their numbers.
    pub(super) fn new(
        document: &'a Document,
        findings: &[&Finding],
        names: Names,
        evidence: &'static str,
    ) -> Self {
        let (mut flags, mut edges) = (Vec::new(), Vec::new());
        let mut mark = |span: Span, class: usize, finding: usize, label: Option<usize>| {
            flags.push(Flag { at: span.start(), finding, label });
            if !span.is_empty() {
                edges.push(Edge { at: span.start(), step: 1, class });
                edges.push(Edge { at: span.end(), step: -1, class });
            }
        };
        for (nth, finding) in (1..).zip(findings) {
            mark(finding.span, finding.severity as usize + 1, nth, None);
            for (label, place) in (1..).zip(&finding.labels) {
                mark(place.span, 0, nth, Some(label));
            }
        }
        flags.sort_by_key(|flag| (flag.at, flag.finding, flag.label));
        edges.sort_by_key(|edge| edge.at);
        Self {
            document,
            names,
            evidence,
            numbered: flags,
            edges,
            shown: 0,
            passed: 0,
            open: [0; CLASSES.len()],
        }
    }

    /// Writes the numbers of what begins up to an offset.
    fn numbers(&mut self, out: &mut String, to: u32) {
        while let Some(flag) = self.numbered.get(self.shown).filter(|flag| flag.at <= to) {
            let entry = self.names.entry(flag.finding);
            let (name, said) = match flag.label {
                Some(label) => (self.names.evidence(flag.finding, label), self.evidence),
                None => (self.names.place(flag.finding), ""),
            };
            let number = flag.finding;
            let _ = write!(out, "<a class=\"label\" id=\"{name}\" href=\"#{entry}\">{number}{said}</a>");
            self.shown += 1;
        }
    }

    /// Passes the edges up to an offset.
    fn pass(&mut self, to: u32) {
        while let Some(edge) = self.edges.get(self.passed).filter(|edge| edge.at <= to) {
            self.open[edge.class] += edge.step;
            self.passed += 1;
        }
    }

    /// Where the next number or edge stands.
    fn next(&self) -> u32 {
        let flag = self.numbered.get(self.shown).map_or(u32::MAX, |flag| flag.at);
        let edge = self.edges.get(self.passed).map_or(u32::MAX, |edge| edge.at);
        flag.min(edge)
    }

    /// Writes the numbers of what stands behind the last block.
    pub(super) fn rest(&mut self, out: &mut String) {
        if self.shown < self.numbered.len() {
            out.push_str("<p>");
            self.numbers(out, u32::MAX);
            out.push_str("</p>\n");
        }
    }
}

impl Writer for Flags<'_> {
    fn attributes(&mut self, _: &mut String, _: BlockId) {}

    fn words(&mut self, out: &mut String, _: BlockId, span: Span) {
        let mut at = span.start();
        loop {
            self.pass(at);
            self.numbers(out, at);
            if at >= span.end() {
                break;
            }
            let to = self.next().clamp(at + 1, span.end());
            let worst = self.open.iter().rposition(|open| *open > 0).map(|class| CLASSES[class]);
            if let Some(class) = worst {
                let _ = write!(out, "<span class=\"m {class}\">");
            }
            escape::push(out, &self.document.shown(Span::new(at, to)));
            if worst.is_some() {
                out.push_str("</span>");
            }
            at = to;
        }
    }
}
