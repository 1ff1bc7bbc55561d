//! Applies the rules.
//!
//! In: an `Analysis` and a `RuleSet`. Out: `Finding`s in the order of place, then rule id.
//! Asks what was measured, of claims and of whole reports; what only one kind asks for it reads in the text itself.
//!
//! A kind of rule has a file, or a folder in which `mod.rs` asks its questions one after the other; what the figures of
//! a report say against each other has several. The frame is `context`, `memo`, `spots`, `quote`, `selection` and
//! `suppress`; `count`, `grid`, `items`, `matters`, `rows` and `wholes` are readings that several kinds share.

mod bare_headings;
mod baseline;
mod claims;
mod contents;
mod context;
mod count;
mod currency;
mod declared;
mod denied;
mod grid;
mod items;
mod link;
mod matters;
mod memo;
mod names;
mod numbering;
mod numbers;
mod opposed;
mod overlap;
mod pairs;
mod phrase;
mod quote;
mod rates;
mod rows;
mod sections;
mod selection;
mod set_list;
mod spots;
mod substitution;
mod sums;
mod suppress;
mod table;
mod topics;
mod values;
mod wholes;
mod years;

pub use baseline::{Baseline, Entry};
pub use selection::{Local, Selection};

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    model::{Analysis, Document, Finding, Label, Related, Severity},
    rules::{Kind, Rule, RuleSet, fill, kind::OverlapScope},
    text::{Hit, fingerprint},
};
use context::{Context, Found};
use memo::Memo;
use names::places::Places;
use spots::{Index, Sought};

/// A rule with what it needs, compiled.
#[derive(Clone, Debug)]
struct Prepared {
    rule: Arc<Rule>,
    sought: Sought,
    tools: Tools,
}

/// What a kind compiles once.
#[derive(Clone, Debug)]
enum Tools {
    None,
    Rows(substitution::Rows),
    Dated(currency::Dated),
    Lists(set_list::Lists),
    Years(years::YearPatterns),
    Common(link::Pairs),
    Places(Places),
    Topics(Vec<topics::Topic>),
}

/// The rules, compiled.
#[derive(Clone, Debug)]
pub struct Checker {
    packs: RuleSet,
    prepared: Vec<Prepared>,
    /// The rules that are not selected, those in preview among them.
    unselected: Vec<Arc<Rule>>,
    index: Index,
    selection: Selection,
}

impl Checker {
    /// Compiles the rules that are selected.
    pub fn new(rules: &RuleSet, selection: Selection) -> Self {
        let prepared: Vec<Prepared> = rules
            .rules
            .iter()
            .filter(|rule| selection.admits(rule))
            .map(|rule| {
                let (sought, tools) = tools(&rule.kind, rules);
                Prepared { rule: Arc::clone(rule), sought, tools }
            })
            .collect();
        let unselected = rules.rules.iter().filter(|rule| !selection.admits(rule)).map(Arc::clone).collect();
        let index = Index::new(prepared.iter().map(|prepared| &prepared.sought));
        // What is asked of them later is how the packs build on each other.
        let packs = RuleSet { packs: rules.packs.clone(), ..RuleSet::default() };
        Self { packs, prepared, unselected, index, selection }
    }

    /// Whether some rule asks what stands in other bodies' reports.
    pub fn asks_neighbours(&self) -> bool {
        let asks = |kind: &Kind| matches!(kind, Kind::Overlap(rule) if rule.scope == OverlapScope::Body);
        self.prepared.iter().any(|prepared| asks(&prepared.rule.kind))
    }

    /// Applies the rules to a report. `priors` are the texts of the comparison's priors, in its
    /// order; `local` is what is set for this file alone.
    pub fn check(
        &self,
        analysis: &Analysis,
        priors: &[Option<&Document>],
        genre: &str,
        local: &Local,
    ) -> Vec<Finding> {
        let document = &analysis.document;
        let spots = self.index.find(document.plain().text());
        let memo = Memo::new(analysis);
        let context =
            Context { analysis, document, priors, lang: self.selection.lang, spots: &spots, memo: &memo };
        let mut findings = Vec::new();
        let in_force = self.in_force(genre, local);
        for (nth, severity) in in_force.iter().copied() {
            let prepared = &self.prepared[nth];
            let rule = &prepared.rule;
            // What was right when it was written is no fault.
            if rule.from_year.is_some_and(|first| context.year().is_some_and(|year| year < first)) {
                continue;
            }
            for found in ask(&context, prepared, spots.words(nth), (&self.packs, genre)) {
                findings.push(finish(&context, rule, severity, found));
            }
        }
        let mut findings = one_cause(findings);
        let mut ignores = suppress::comments(&analysis.document);
        findings = suppress::apply(findings, &mut ignores);
        let rested = self.rested(local, priors.is_empty());
        for (nth, severity) in &in_force {
            let rule = &self.prepared[*nth].rule;
            let Kind::Ignores(asked) = &rule.kind else { continue };
            let useless = suppress::check(&context, asked, &ignores, &rested);
            findings.extend(useless.into_iter().map(|found| finish(&context, rule, *severity, found)));
        }
        findings.sort_by(|a, b| {
            (a.span.start(), &a.rule, a.span.end(), &a.message).cmp(&(
                b.span.start(),
                &b.rule,
                b.span.end(),
                &b.message,
            ))
        });
        findings.dedup_by(|a, b| a.rule == b.rule && a.span == b.span && a.message == b.message);
        findings
    }

    /// The rules that were not applied and could have found something: not selected, off for this file,
    /// or without the earlier reports that they compare with.
    fn rested(&self, local: &Local, alone: bool) -> Vec<&Rule> {
        let rests = |rule: &&Rule| {
            (alone && rule.kind.compares()) || local.ignore.iter().any(|name| rule.is_named(name))
        };
        let prepared = self.prepared.iter().map(|prepared| &*prepared.rule);
        prepared.filter(rests).chain(self.unselected.iter().map(|rule| &**rule)).collect()
    }

    /// The rules for a genre, by their numbers, with their severities; of rules with one id the last
    /// pack's.
    fn in_force(&self, genre: &str, local: &Local) -> Vec<(usize, Severity)> {
        let mut chosen: Vec<(usize, Severity)> = Vec::new();
        for (nth, prepared) in self.prepared.iter().enumerate() {
            let rule = &prepared.rule;
            if !self.packs.applies(&rule.pack, genre) || local.ignore.iter().any(|name| rule.is_named(name)) {
                continue;
            }
            let changed = self.packs.packs.iter().rev().find_map(|pack| {
                let said = pack.severity.get(&rule.id)?;
                self.packs.applies(&pack.name, genre).then_some(said.as_str())
            });
            let pack_severity = match changed {
                Some("off") => continue,
                // Other names are refused when a pack is loaded.
                Some(name) => Severity::from_name(name).unwrap_or(rule.severity),
                None => rule.severity,
            };
            let Some(severity) = self.selection.severity(&rule.id, pack_severity) else { continue };
            chosen.retain(|(other, _)| self.prepared[*other].rule.id != rule.id);
            chosen.push((nth, severity));
        }
        chosen
    }
}

/// What a kind looks for, and what else it compiles once.
fn tools(kind: &Kind, rules: &RuleSet) -> (Sought, Tools) {
    let lexicon = &rules.lexicon;
    // Of the other kinds hardly any text is asked.
    let many = matches!(
        kind,
        Kind::Claims(_) | Kind::DeclaredCount(_) | Kind::Years(_) | Kind::Numbers(_) | Kind::SectionLacks(_)
    );
    let patterns = || if many { kind.patterns() } else { Vec::new() };
    let of_kind = || Sought { words: Vec::new(), patterns: patterns().into_iter().cloned().collect() };
    let tools = match kind {
        Kind::Phrase(phrase) => return (phrase::sought(phrase, lexicon), Tools::None),
        Kind::Substitution(rule) => {
            let (sought, rows) = substitution::rows(rule, lexicon);
            return (sought, Tools::Rows(rows));
        }
        Kind::Currency(rule) => {
            let (sought, dated) = currency::rows(rule, lexicon);
            return (sought, Tools::Dated(dated));
        }
        Kind::Years(_) => {
            let own = years::patterns();
            let mut sought = of_kind();
            sought.patterns.extend(own.sought());
            return (sought, Tools::Years(own));
        }
        Kind::SetList(rule) => Tools::Lists(set_list::rows(rule, lexicon)),
        Kind::Topics(rule) => Tools::Topics(topics::topics(rule, lexicon)),
        Kind::Link(rule) => Tools::Common(link::common(rule, lexicon)),
        Kind::Names(rule) => Places::new(rule, lexicon).map_or(Tools::None, Tools::Places),
        _ => Tools::None,
    };
    (of_kind(), tools)
}

/// Asks one rule's question.
fn ask(
    context: &Context,
    prepared: &Prepared,
    words: &[Hit],
    (rules, genre): (&RuleSet, &str),
) -> Vec<Found> {
    match (&prepared.rule.kind, &prepared.tools) {
        (Kind::Phrase(phrase), _) => phrase::check(context, phrase, &prepared.sought, words),
        (Kind::Substitution(_), Tools::Rows(rows)) => substitution::check(context, rows, words),
        (Kind::Currency(rule), Tools::Dated(dated)) => currency::check(context, rule, dated, words),
        (Kind::SetList(_), Tools::Lists(lists)) => set_list::check(context, lists),
        (Kind::Years(rule), Tools::Years(patterns)) => years::check(context, rule, patterns),
        (Kind::Link(rule), Tools::Common(common)) => link::check(context, rule, common),
        (Kind::Topics(rule), Tools::Topics(topics)) => topics::check(context, rule, topics),
        // A rule without anything to look for finds nothing.
        (
            Kind::Substitution(_)
            | Kind::Currency(_)
            | Kind::SetList(_)
            | Kind::Years(_)
            | Kind::Link(_)
            | Kind::Topics(_),
            _,
        ) => Vec::new(),
        (Kind::RequiredRoles(rule), _) => sections::required(context, rule),
        (Kind::SectionLength(rule), _) => sections::length(context, rule),
        (Kind::SectionLacks(rule), _) => sections::lacks(context, rule),
        (Kind::SectionScore(rule), _) => claims::section_score(context, rule, rules, genre),
        (Kind::Opening(rule), _) => claims::opening(context, rule),
        (Kind::Claims(rule), _) => claims::check(context, rule),
        (Kind::DeclaredCount(rule), _) => declared::declared(context, rule),
        (Kind::Numbering(rule), _) => numbering::check(context, rule),
        (Kind::HeadingWithoutText(_), _) => bare_headings::check(context),
        (Kind::Contents(_), _) => contents::check(context),
        (Kind::Headings(rule), _) => numbering::fixed(context, rule),
        (Kind::Overlap(rule), _) => overlap::check(context, rule),
        (Kind::Repeat(rule), _) => overlap::repeat(context, rule),
        (Kind::SignatureDate(rule), _) => years::signature(context, rule),
        (Kind::Numbers(rule), _) => numbers::check(context, rule),
        (Kind::Names(rule), Tools::Places(places)) => names::check(context, rule, Some(places)),
        (Kind::Names(rule), _) => names::check(context, rule, None),
        (Kind::Brackets(_), _) => pairs::brackets(context),
        (Kind::HalfWidth(_), _) => pairs::half_width(context),
        // Asked when all others have answered.
        (Kind::Ignores(_), _) => Vec::new(),
        (Kind::Table(rule), _) => table::check(context, rule),
    }
}

/// Of what is out of date or of another year, the words of one place are said once: the worst, then the longest.
fn one_cause(mut findings: Vec<Finding>) -> Vec<Finding> {
    let dated = |finding: &Finding| {
        finding.rule.starts_with("currency/") || finding.rule.starts_with("consistency/year-")
    };
    findings.sort_by_key(|finding| {
        (std::cmp::Reverse(finding.severity), std::cmp::Reverse(finding.span.len()), finding.rule.clone())
    });
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let said = dated(&finding)
            && kept
                .iter()
                .any(|other| dated(other) && other.rule != finding.rule && other.span.overlaps(finding.span));
        if !said {
            kept.push(finding);
        }
    }
    kept
}

/// Writes the message and everything that is the same for all kinds.
fn finish(context: &Context, rule: &Rule, severity: Severity, found: Found) -> Finding {
    let written: Vec<(&str, String)> = found
        .values
        .iter()
        .map(|(name, value)| (*name, quote::written(context.document, &found, value)))
        .collect();
    let values: Vec<(&str, &str)> = written.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let document = context.document;
    let path = document.path_at(found.span.start());
    // What is missing has no words: it is known by what it is, wherever it should stand.
    let known = if found.span.is_empty() {
        ["", found.about]
    } else {
        [path.as_str(), document.plain_slice(found.span)]
    };
    Finding {
        rule: rule.id.clone(),
        severity: found.cap.map_or(severity, |cap| severity.min(cap)),
        span: found.span,
        message: fill(rule.message.in_lang(context.lang), &values),
        help: fill(rule.help.in_lang(context.lang), &values),
        labels: found.labels.into_iter().map(|label| said(context, &rule.kind, label)).collect(),
        related: once(found.related),
        fix: found.fix,
        fingerprint: fingerprint([rule.id.as_str(), known[0], known[1]]),
    }
}

/// The passages of other reports, each once.
fn once(mut related: Vec<Related>) -> Vec<Related> {
    let mut seen = BTreeSet::new();
    related.retain(|related| seen.insert((related.prior, related.text.clone())));
    related
}

/// A label without words of its own says what such places are to this kind.
fn said(context: &Context, kind: &Kind, mut label: Label) -> Label {
    if label.text.is_empty() {
        let text = match kind {
            Kind::Phrase(_) | Kind::HalfWidth(_) | Kind::Claims(_) | Kind::Brackets(_) | Kind::Names(_) => {
                context.lang.pick("同样的问题", "the same fault")
            }
            Kind::Numbers(_) | Kind::Table(_) => context.lang.pick("对照的数", "the figures to compare"),
            Kind::SectionLacks(_) => {
                context.lang.pick("看过这一句，没有写到", "read, and nothing of the kind is said")
            }
            Kind::Years(_) => context.lang.pick("这里写的年份", "the year here"),
            _ => context.lang.pick("相关的地方", "see here"),
        };
        label.text.push_str(text);
    }
    label
}
