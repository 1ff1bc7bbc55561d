//! How concrete one claim is, and why.
//!
//! Three storeys, as in the guideline: a claim with enough quantity is measured, one with enough
//! particulars is specific, any other is general or a slogan by how much it says of its own. Inside
//! a storey the rest still moves the value. All points are [`Part`]s with names; those for evidence, for
//! what is told of and for stock phrases show their words, those for what the claim is or how long have none.

use std::ops::Range;

use super::{
    Subject,
    kind::{self, Asked},
    weights::Weights,
    words::Seens,
};
use crate::{
    model::{
        ClaimId, ClaimKind, ClaimScore, Counted, Evidence, EvidenceKind, Level, Part, PerMille, Role, Score,
        Slogan, SloganKind,
    },
    text::{Span, class},
};

/// Inside the two upper storeys, what is said of its own counts one part in so many.
const UPPER: i64 = 8;

/// Points of a particular or a quantity beyond the first, and how many count.
const MORE: i64 = 40;
const MORE_MOST: usize = 4;

/// Han characters that a clause must hold beside a figure, so that the figure is one of something.
const OBJECT: usize = 2;

/// A claim's score, and what its section asks about its words.
pub(super) struct Weighed {
    pub(super) score: ClaimScore,
    /// Its plain words without the enumerator, and their letters.
    pub(super) body: Span,
    pub(super) length: usize,
    /// Letters of required wording, and of other wording that opens and joins reports.
    pub(super) required: usize,
    pub(super) formula: usize,
}

/// Lists that are filled anew for each claim; making them anew would be much of the work.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    seens: Seens,
    /// Stock phrases and evidence in the plain view.
    stock: Vec<Span>,
    places: Vec<Span>,
    /// The same, by bytes of the claim's plain words.
    stocks: Vec<Range<usize>>,
    proofs: Vec<Range<usize>>,
    /// Where words of creed are not the writer's.
    spared: Vec<Range<usize>>,
}

fn refill<T>(list: &mut Vec<T>, items: impl Iterator<Item = T>) {
    list.clear();
    list.extend(items);
}

/// Measures a claim.
pub(super) fn claim(subject: &Subject<'_>, id: ClaimId, role: Role, scratch: &mut Scratch) -> Weighed {
    let Subject { document, facts, weights, begins, .. } = *subject;
    let Scratch { seens, stock, places, stocks, proofs, spared } = scratch;
    let plain = document.plain();
    let whole = document.plain_claim(id);
    let shift = enumerator(subject.words(whole));
    let body = Span::new(whole.start() + shift as u32, whole.end());
    let (slogans, evidence) = (facts.slogans_of(id), facts.evidence_of(id));
    refill(stock, slogans.iter().map(|slogan| plain.fold(slogan.span)));
    refill(places, evidence.iter().map(|found| plain.fold(found.span)));
    let length = subject.letters(body);
    let (mut empty, mut effort, mut required) = (0, 0, 0);
    // Of those, what must be there by its kind, and what only opens and joins reports.
    let (mut mandatory, mut formula) = (0, 0);
    for (slogan, span) in slogans.iter().zip(&*stock) {
        let count = subject.letters(*span);
        match sort(slogan) {
            Sort::Mild => effort += count,
            Sort::Heavy => empty += count,
            Sort::Required => {
                empty += count;
                required += count;
            }
        }
        if slogan.required {
            mandatory += count;
        } else if slogan.kind == SloganKind::Transition {
            formula += count;
        }
    }
    let part = |count: usize, of: usize| (count.min(of) * 1000 / of.max(1)) as i64;
    let end = stock.last().map_or(0, |span| span.end());
    let last = slogans.last().is_some_and(|slogan| slogan.kind == SloganKind::VagueResult);
    let words = subject.words(body);
    weights.words.look(plain.text(), begins, body.range(), seens);
    let inside = |span: &Span| {
        let at = |at: u32| (at.clamp(body.start(), body.end()) - body.start()) as usize;
        at(span.start())..at(span.end())
    };
    refill(stocks, stock.iter().map(inside));
    refill(proofs, places.iter().map(inside));
    // Words of creed inside required wording are not the writer's.
    let mandated = slogans.iter().zip(&*stocks).filter(|(slogan, _)| sort(slogan) == Sort::Required);
    refill(spared, proofs.iter().chain(mandated.map(|(_, range)| range)).cloned());
    let tone = Tone {
        matters: seens.matters(stocks, proofs),
        listed: lists(words, stocks, proofs),
        creeds: seens.creeds(spared),
    };
    // Each sort counts beside the other, so that a mild phrase does not thin out a heavy one.
    let shares = Shares {
        heavy: part(empty, length.saturating_sub(effort)),
        light: part(effort, length.saturating_sub(empty)),
        required: part(required, empty),
    };
    let asked = Asked {
        plain: words,
        cues: &seens.cues,
        slogans: stock,
        from: body.start(),
        judgements: &weights.judgements,
        matters: tone.matters(),
        creeds: tone.creeds(),
        role,
        ahead: document.section(document.claim(id).section).second == Some(Role::Plan),
        // A mild phrase counts half, as words of stock and as words at all.
        stock: part(empty + effort / 2, length.saturating_sub(effort / 2)),
        mild: empty == 0,
        vague: last && subject.letters(Span::new(end.clamp(body.start(), body.end()), body.end())) == 0,
        proven: evidence.iter().any(|found| !found.weak),
    };
    let kind = kind::kind(&asked);
    // A vague result at its end makes a stance a result by name; it must not make it worth more.
    let calm = Asked { vague: false, ..asked };
    let calm = if asked.vague { kind::kind(&calm) } else { kind };
    let weighed = if weights.kind(calm) < weights.kind(kind) { calm } else { kind };
    let from = body.start() as usize;
    let letters = |range: Range<usize>| subject.letters.of_words(from + range.start..from + range.end);
    let own = seens.own(letters, gaps(body, stock)) as i64;
    let ground = ground(weighed, own, shares, &tone, weights);
    let mechanism = seens.mechanism(words, letters);
    let whole = Body { subject, span: body, length, stock, places };
    let proof = proof(evidence, &whole, kind, mechanism);
    let mut parts = Vec::with_capacity(ground.len());
    if proof.level >= Level::Specific {
        let name = if proof.level == Level::Measured { "measured" } else { "specific" };
        let room = if proof.level == Level::Measured { 1000 } else { weights.floor(Level::Measured) - 1 };
        parts.push(Part::new(name, weights.floor(proof.level)).with(proof.spans.first().copied()));
        let mut value = weights.floor(proof.level);
        let mut push = |name, points: i64, span: Option<Span>| {
            let points = points.clamp(0, (room - value).max(0));
            if points > 0 {
                value += points;
                parts.push(Part::new(name, points).with(span));
            }
        };
        for span in proof.spans.iter().skip(1).take(MORE_MOST) {
            push("more", MORE, Some(*span));
        }
        push("own-words", ground.iter().map(|(_, points)| points).sum::<i64>() / UPPER, None);
    } else {
        let shown = |at: &Span| plain.unfold(Span::new(body.start() + at.start(), body.start() + at.end()));
        let stock = |wanted| slogans.iter().filter(move |slogan| sort(slogan) == wanted).map(|one| one.span);
        let named = |part: Part| match part.name {
            "matter" => part.with(tone.matters.spans().iter().map(shown)),
            "creed" => part.with(tone.creeds.spans().iter().map(shown)),
            "effort" => part.with(stock(Sort::Mild)),
            "stock" => part.with(stock(Sort::Heavy)),
            "required" => part.with(stock(Sort::Required)),
            _ => part,
        };
        let counted = ground.into_iter().filter(|(_, points)| *points != 0);
        parts.extend(counted.map(|(name, points)| named(Part::new(name, points))));
        if let (Some(span), true) = (proof.spans.first(), proof.level < proof.before) {
            parts.push(Part::new("stray", 0).with([*span]));
        }
    }
    let value: i64 = parts.iter().map(|part| i64::from(part.points)).sum();
    let score = Score { value: PerMille::new(value), parts };
    let score = ClaimScore { kind, level: weights.level(value), score, counted: length as u32 };
    Weighed { score, body, length, required: mandatory, formula }
}

/// Bytes of an enumerator at the head of a claim: 一是, （二）, 3、, 第四,.
pub(super) fn enumerator(words: &str) -> usize {
    let number = |c: char| class::is_digit(c) || class::han_digit(c).is_some() || c == '十';
    let rest = words.trim_start_matches(['(', '第']);
    let tail = rest.trim_start_matches(number);
    if tail.len() == rest.len() {
        return 0;
    }
    let tail = if words.starts_with('(') {
        tail.strip_prefix(')')
    } else {
        tail.strip_prefix(['是', '、', '.', ','])
    };
    match tail {
        // 3.5万件 is a number, not an item.
        Some(tail) if !tail.starts_with(class::is_digit) => words.len() - tail.len(),
        _ => 0,
    }
}

/// How a stock phrase weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It only says how hard, how well or how badly: it adds nothing, but what it stands with may be real work.
    Mild,
    /// It stands in the place of work.
    Heavy,
    /// So does wording that must or may well be there; it is never called empty.
    Required,
}

const fn sort(slogan: &Slogan) -> Sort {
    match slogan.kind {
        SloganKind::Effort | SloganKind::VaguePlan | SloganKind::HedgedProblem => Sort::Mild,
        SloganKind::Transition => Sort::Required,
        _ if slogan.required => Sort::Required,
        _ => Sort::Heavy,
    }
}

/// Shares of stock phrases, in thousandths: of the claim without those of the other sort, and of the heavy ones.
#[derive(Clone, Copy)]
struct Shares {
    heavy: i64,
    light: i64,
    required: i64,
}

/// What of a claim belongs to no stock phrase, in bytes of its plain words.
fn gaps(body: Span, stock: &[Span]) -> impl Iterator<Item = Range<usize>> {
    let mut at = body.start();
    stock.iter().copied().chain([Span::at(body.end())]).filter_map(move |span| {
        let gap = at..span.start().min(body.end());
        at = at.max(span.end());
        let inside = |at: u32| (at - body.start()) as usize;
        (gap.start < gap.end).then(|| inside(gap.start)..inside(gap.end))
    })
}

/// The different words of matter and of creed that a claim holds, by bytes of its plain words.
struct Tone {
    matters: Counted,
    /// It lists things, which counts as one matter more.
    listed: bool,
    creeds: Counted,
}

impl Tone {
    fn matters(&self) -> i64 {
        self.matters.spans().len() as i64 + self.listing()
    }

    /// What a list counts as: nothing more where the words of matter are as many as count.
    fn listing(&self) -> i64 {
        i64::from(self.listed && self.matters.spans().len() < Counted::MOST)
    }

    fn creeds(&self) -> i64 {
        self.creeds.spans().len() as i64
    }
}

/// Whether a claim lists things outside its stock phrases and evidence: 甲、乙、丙, or …等.
fn lists(plain: &str, stock: &[Range<usize>], proof: &[Range<usize>]) -> bool {
    let free = |at: usize| !stock.iter().chain(proof).any(|range| range.contains(&at));
    let bytes = plain.as_bytes();
    let (mut at, mut marks) = (0, 0);
    // Every character of a claim comes by here, so this reads bytes; most characters have three.
    while at < bytes.len() {
        let here = at;
        at += 1 + 2 * usize::from(bytes[at] & 0xf0 == 0xe0);
        let mark = match bytes[here] {
            0xe3 => "、",
            0xe7 => "等",
            _ => continue,
        };
        if bytes[here..at] == *mark.as_bytes() && free(here) {
            marks += 1;
            if mark == "等" || marks == 2 {
                return true;
            }
        }
    }
    false
}

/// The points of a claim without evidence, always below the level specific; some may be none.
fn ground(
    kind: ClaimKind,
    own: i64,
    shares: Shares,
    tone: &Tone,
    weights: &Weights,
) -> [(&'static str, i64); 10] {
    let taken = weights.stock * shares.heavy / 1000;
    let required = taken * shares.required / 1000;
    // In a stance a matter is only what it is about.
    let matter = if kind == ClaimKind::Stance { 0 } else { weights.matter };
    let mut points = [
        ("base", weights.base),
        ("own-words", weights.own * own.min(weights.own_most)),
        ("matter", matter * tone.matters.spans().len() as i64),
        ("listed", matter * tone.listing()),
        (kind_name(kind), weights.kind(kind)),
        ("effort", -(weights.effort * shares.light / 1000)),
        ("stock", required - taken),
        ("required", -required),
        ("creed", -(weights.creed * tone.creeds())),
        ("limit", 0),
    ];
    let sum: i64 = points.iter().map(|(_, points)| points).sum();
    let limit = sum.clamp(0, weights.floor(Level::Specific) - 1) - sum;
    points[9] = (if limit > 0 { "floor" } else { "limit" }, limit);
    points
}

fn kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Stance => "kind-stance",
        ClaimKind::Action => "kind-action",
        ClaimKind::Result => "kind-result",
        ClaimKind::Problem => "kind-problem",
        ClaimKind::Plan => "kind-plan",
        ClaimKind::Fact => "kind-fact",
    }
}

/// What the evidence of a claim proves.
struct Proof {
    /// The level it carries.
    level: Level,
    /// The level it would carry in a shorter claim.
    before: Level,
    /// The words that count, those of the level first.
    spans: Vec<Span>,
}

/// The words of a claim without its enumerator.
struct Body<'a> {
    subject: &'a Subject<'a>,
    span: Span,
    /// Its letters.
    length: usize,
    /// Its stock phrases and its evidence in the plain view.
    stock: &'a [Span],
    places: &'a [Span],
}

fn proof(evidence: &[Evidence], whole: &Body<'_>, kind: ClaimKind, mechanism: Option<Range<usize>>) -> Proof {
    let Body { subject, span: body, length, stock, places } = *whole;
    let Subject { document, weights, .. } = *subject;
    let plain = document.plain();
    let text = plain.text();
    let mut seen: Vec<&str> = Vec::with_capacity(evidence.len().min(EVIDENCE_MOST));
    let (mut particular, mut measure, mut common) = (0, 0, 0);
    let (mut figures, mut names, mut minor) = (Vec::new(), Vec::new(), Vec::new());
    let mut clauses: Vec<Span> = Vec::with_capacity(evidence.len().min(EVIDENCE_MOST));
    for (found, place) in evidence.iter().zip(places).take(EVIDENCE_MOST) {
        let place = *place;
        let words = place.slice(text);
        let clause = clause(text, body, place);
        // The same figure said twice is one figure.
        // A figure must be one of something; a name is what it names.
        let said = is_name(found.kind) || has_object(subject, clause, place, stock);
        if seen.contains(&words) || !said {
            continue;
        }
        seen.push(words);
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
        // 3月1日至5月31日 tells when; only a range with a unit measures.
        let dates = found.kind == EvidenceKind::Range && found.quantity.is_none();
        let worth = weights.worth(kind, if dates { EvidenceKind::Date } else { found.kind });
        let bare = found.kind == EvidenceKind::Date && is_year(words);
        let planned = kind == ClaimKind::Plan && weights.is_common_plan(found.kind, words);
        let scale = if found.weak || bare || planned { weights.weak } else { 1000 };
        let deadline = kind == ClaimKind::Plan && found.kind == EvidenceKind::Date && is_deadline(words);
        let (named, measured) = (worth.particular * scale / 1000, worth.measure * scale / 1000);
        if scale < 1000 && !deadline {
            common += named;
        } else {
            particular += named;
        }
        measure += if deadline { weights.deadline } else { measured };
        let list = match (worth.measure > 0, scale < 1000 && !deadline) {
            (_, true) => &mut minor,
            (true, false) => &mut figures,
            (false, false) => &mut names,
        };
        if worth.measure + worth.particular > 0 {
            list.push(found.span);
        }
    }
    let pinned = match kind {
        ClaimKind::Problem => weights.shortcoming.pinned(body.slice(text)),
        ClaimKind::Stance => None,
        _ => mechanism,
    };
    if let Some(range) = pinned {
        let start = body.start() + range.start as u32;
        particular += weights.specific;
        clauses.push(clause(text, body, Span::at(start)));
        names.push(plain.unfold(Span::new(start, body.start() + range.end as u32)));
    }
    // However many names that everybody names do not make a particular.
    particular += common.min(weights.specific - 1);
    let before = if measure >= weights.measured {
        Level::Measured
    } else if particular >= weights.specific {
        Level::Specific
    } else {
        Level::Slogan
    };
    let borne: usize = clauses.iter().map(|clause| subject.letters(*clause)).sum();
    let stray =
        length as i64 > weights.stray_length && (borne as i64) * 1000 < weights.stray_share * length as i64;
    let level = match (before, stray) {
        (Level::Measured, true) => Level::Specific,
        (Level::Specific, true) => Level::Slogan,
        (level, _) => level,
    };
    figures.append(&mut names);
    if figures.is_empty() {
        figures = minor;
    }
    Proof { level, before, spans: figures }
}

/// Whether evidence names a thing, and does not measure one.
const fn is_name(kind: EvidenceKind) -> bool {
    use EvidenceKind::{Document, Event, Organ, Person, Place, Project};
    matches!(kind, Document | Event | Organ | Person | Place | Project)
}

/// Whether a date says no more than a year: the year of the report is not a particular.
fn is_year(words: &str) -> bool {
    let rest = words.trim_end_matches('度');
    rest.strip_suffix('年').is_some_and(|year| !year.contains('年') && year.chars().count() == 4)
}

/// Whether a date says until when: 2026年6月底前.
fn is_deadline(words: &str) -> bool {
    // 目前 is now.
    !words.ends_with("目前") && ["前", "之前", "以前"].iter().any(|end| words.ends_with(end))
}

/// Pieces of evidence of one claim that are weighed: no claim of a person's has as many, and each is
/// looked at in its whole clause, which may be a line of a million characters.
const EVIDENCE_MOST: usize = 64;

/// The clause of a claim that holds a place: between commas and the like.
fn clause(text: &str, body: Span, place: Span) -> Span {
    // The marks are ASCII in the plain view, but for 。, which ends a claim.
    let edge = |byte: &u8| matches!(byte, b',' | b';' | b':' | b'!' | b'?');
    let start = place.start().max(body.start());
    let before = &text.as_bytes()[body.range().start..start as usize];
    let after = &text.as_bytes()[place.range().end.min(body.range().end)..body.range().end];
    let from = before.iter().rposition(edge).map_or(body.start(), |at| body.start() + at as u32 + 1);
    let to = after.iter().position(edge).map_or(body.end(), |at| place.end() + at as u32);
    Span::new(from.min(start), to.max(start))
}

/// Whether a clause says what its figure counts: some words beside the figure and the stock phrases.
fn has_object(subject: &Subject<'_>, clause: Span, place: Span, stock: &[Span]) -> bool {
    let own = subject.letters(place);
    if own > 8 {
        return true;
    }
    let mut left = subject.letters(clause).saturating_sub(own);
    for span in stock.iter().filter_map(|span| span.intersect(clause)) {
        if !span.overlaps(place) {
            left = left.saturating_sub(subject.letters(span));
        }
    }
    left >= OBJECT
}
