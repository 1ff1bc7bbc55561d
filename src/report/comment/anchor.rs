//! Where comments are anchored: marks are put around the words, dividing runs where needed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use crate::{
    model::Finding,
    ooxml::{Flow, Paragraph, Piece, Place},
    text::Span,
};

/// A place in the XML where marks can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cut {
    at: u32,
    /// The piece that is divided there, if the place is inside a run.
    inside: Option<u32>,
    /// Whether the place is inside a text element, not only inside a run.
    in_text: bool,
}

/// Marks at one place. Ends come before starts, so that neighbours do not overlap.
#[derive(Debug, Default)]
struct Marks {
    ends: Vec<u32>,
    points: Vec<u32>,
    starts: Vec<u32>,
}

/// The main part with a comment's marks for each finding.
pub(super) fn marked(source: &str, flow: &Flow, findings: &[Finding], ids: &[u32]) -> String {
    let mut places: BTreeMap<Cut, Marks> = BTreeMap::new();
    for (finding, id) in findings.iter().zip(ids) {
        match range(flow, finding.span) {
            Anchor::Range(start, end) => {
                places.entry(start).or_default().starts.push(*id);
                places.entry(end).or_default().ends.push(*id);
            }
            Anchor::Point(cut) => places.entry(cut).or_default().points.push(*id),
        }
    }
    // Halves of a divided text need their spaces kept.
    let mut tags: BTreeSet<Span> = BTreeSet::new();
    for cut in places.keys().filter(|cut| cut.in_text) {
        if let Some(piece) = cut.inside.and_then(|at| flow.pieces.get(at as usize)) {
            tags.insert(piece.tag);
        }
    }
    let mut tags = tags.into_iter().filter(|tag| !tag.slice(source).contains("preserve")).peekable();
    let mut out = String::with_capacity(source.len() + findings.len() * 200);
    let mut from = 0;
    let mut copy = |out: &mut String, to: u32| {
        out.push_str(source.get(from as usize..to as usize).unwrap_or(""));
        from = to;
    };
    for (cut, marks) in &places {
        while let Some(tag) = tags.next_if(|tag| tag.end() <= cut.at) {
            copy(&mut out, tag.end() - 1);
            out.push_str(" xml:space=\"preserve\"");
        }
        copy(&mut out, cut.at);
        write(&mut out, source, flow, *cut, marks);
    }
    copy(&mut out, source.len() as u32);
    out
}

fn write(out: &mut String, source: &str, flow: &Flow, cut: Cut, marks: &Marks) {
    let p = flow.prefix.as_str();
    let piece = cut.inside.and_then(|at| flow.pieces.get(at as usize));
    if piece.is_some() {
        if cut.in_text {
            let _ = write!(out, "</{p}t>");
        }
        let _ = write!(out, "</{p}r>");
    }
    let start = |id: u32| format!("<{p}commentRangeStart {p}id=\"{id}\"/>");
    let end = |id: u32| {
        format!("<{p}commentRangeEnd {p}id=\"{id}\"/><{p}r><{p}commentReference {p}id=\"{id}\"/></{p}r>")
    };
    for id in &marks.ends {
        out.push_str(&end(*id));
    }
    for id in &marks.points {
        out.push_str(&start(*id));
        out.push_str(&end(*id));
    }
    for id in &marks.starts {
        out.push_str(&start(*id));
    }
    if let Some(piece) = piece {
        let properties = flow.runs[piece.run as usize].properties.slice(source);
        let _ = write!(out, "<{p}r>{properties}");
        if cut.in_text {
            let _ = write!(out, "<{p}t xml:space=\"preserve\">");
        }
    }
}

enum Anchor {
    Range(Cut, Cut),
    Point(Cut),
}

/// The place of a span: around its words, or a point where it has none that can be marked.
fn range(flow: &Flow, span: Span) -> Anchor {
    let from = flow.paragraphs.partition_point(|paragraph| paragraph.span.end() < span.start());
    let reached: Vec<&Paragraph> =
        flow.paragraphs[from..].iter().take_while(|paragraph| paragraph.span.start() <= span.end()).collect();
    let can_be_marked = |paragraph: &&&Paragraph| matches!(paragraph.place, Place::Body | Place::Cell { .. });
    if !span.is_empty() {
        let first = reached.iter().filter(can_be_marked).find_map(|paragraph| {
            let words = paragraph.span.intersect(span)?;
            let at = flow.pieces.partition_point(|piece| piece.span.end() <= words.start());
            let piece = flow.pieces.get(at).filter(|piece| piece.span.overlaps(paragraph.span))?;
            Some(start_cut(flow, at as u32, words.start().saturating_sub(piece.span.start())))
        });
        let last = reached.iter().rev().filter(can_be_marked).find_map(|paragraph| {
            let words = paragraph.span.intersect(span)?;
            let at = flow.pieces.partition_point(|piece| piece.span.start() < words.end()).checked_sub(1)?;
            let piece = flow.pieces.get(at).filter(|piece| piece.span.overlaps(paragraph.span))?;
            Some(end_cut(flow, at as u32, words.end().min(piece.span.end()) - piece.span.start()))
        });
        if let (Some(first), Some(last)) = (first, last)
            && first.at < last.at
        {
            return Anchor::Range(first, last);
        }
    }
    let near = reached.first().copied().or_else(|| flow.paragraphs.last());
    let at = near.map_or(0, |paragraph| paragraph.anchor);
    Anchor::Point(Cut { at, inside: None, in_text: false })
}

/// The place before a byte of a piece.
fn start_cut(flow: &Flow, at: u32, offset: u32) -> Cut {
    let piece = &flow.pieces[at as usize];
    let run = &flow.runs[piece.run as usize];
    let before =
        || at.checked_sub(1).map(|at| &flow.pieces[at as usize]).filter(|other| other.run == piece.run);
    if offset == 0 || !piece.literal || !run.divisible {
        return match before() {
            Some(other) if run.divisible => between(other, piece, at),
            _ => Cut { at: run.start, inside: None, in_text: false },
        };
    }
    Cut { at: piece.raw.start() + offset, inside: Some(at), in_text: true }
}

/// The place behind a byte of a piece.
fn end_cut(flow: &Flow, at: u32, offset: u32) -> Cut {
    let piece = &flow.pieces[at as usize];
    let run = &flow.runs[piece.run as usize];
    let after = || flow.pieces.get(at as usize + 1).filter(|other| other.run == piece.run);
    if offset >= piece.span.len() || !piece.literal || !run.divisible {
        return match after() {
            Some(other) if run.divisible => between(piece, other, at + 1),
            _ => Cut { at: run.end, inside: None, in_text: false },
        };
    }
    Cut { at: piece.raw.start() + offset, inside: Some(at), in_text: true }
}

/// The place between two pieces of one run; `at` is the number of the second.
fn between(left: &Piece, right: &Piece, at: u32) -> Cut {
    if !right.tag.is_empty() && left.tag == right.tag {
        Cut { at: right.raw.start(), inside: Some(at), in_text: true }
    } else {
        let start = if right.tag.is_empty() { right.raw.start() } else { right.tag.start() };
        Cut { at: start, inside: Some(at), in_text: false }
    }
}
