//! Tracked changes: words of the main part deleted and inserted so that Word shows who did it.
//!
//! Only runs that hold changed words are cut, and each part keeps the properties of its run; every
//! other byte of the part stays. What cannot be changed without harm is left, and said.

mod stand;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    stand::{next_id, stands},
    write::{Cut, written},
};
use super::flow::{Flow, Paragraph, Piece, Place};
use crate::text::Span;

/// Words of a [`Flow`] and what is to stand there instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The words; empty where something is only inserted.
    pub span: Span,
    /// What is to stand there.
    pub text: &'a str,
}

/// Why words were left as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Word computes them: the number of a paragraph.
    Number,
    /// They are the result of a field, which Word writes anew.
    Field,
    /// They stand in a foot- or endnote.
    Note,
    /// They stand in a text box, of which the file may hold a second copy for old programs.
    Box,
    /// They reach over a break, or stand in a formula, a reading aid or a content control.
    Structure,
    /// Another change of their paragraph was left: half of a pair of brackets is worse than none.
    Neighbour,
}

/// The main part with its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The part.
    pub source: String,
    /// Which changes were left, by their place in the list, and why.
    pub left: BTreeMap<usize, Obstacle>,
}

/// Puts `changes` (ascending, disjoint) into the main part of a flow, as those of `author`.
///
/// The changes carry no date: the same file always gives the same bytes.
pub fn revised(source: &str, flow: &Flow, changes: &[Change<'_>], author: &str) -> Revised {
    let mut plans: Vec<Result<Plan<'_>, Obstacle>> =
        changes.iter().map(|change| plan(source, flow, *change)).collect();
    let runs: BTreeSet<u32> =
        plans.iter().flatten().flat_map(|plan| &plan.cuts).map(|cut| run_of(flow, cut)).collect();
    let stands = stands(source, &runs);
    for plan in &mut plans {
        let obstacle = plan.as_ref().ok().and_then(|plan| {
            plan.cuts.iter().find_map(|cut| {
                let run = &flow.runs[flow.pieces[cut.piece].run as usize];
                let indivisible = (!run.divisible).then_some(Obstacle::Structure);
                stands
                    .get(&run.start)
                    .map_or(Some(Obstacle::Structure), |stand| stand.obstacle.or(indivisible))
            })
        });
        if let Some(obstacle) = obstacle {
            *plan = Err(obstacle);
        }
    }
    let home = |change: &Change<'_>| paragraph_at(flow, change.span.start());
    let spoilt: BTreeSet<Option<usize>> = changes
        .iter()
        .zip(&plans)
        .filter(|(_, plan)| plan.is_err())
        .map(|(change, _)| home(change))
        .collect();
    let (mut cuts, mut left) = (Vec::new(), BTreeMap::new());
    for (at, (change, plan)) in changes.iter().zip(plans).enumerate() {
        match plan {
            Err(obstacle) => {
                left.insert(at, obstacle);
            }
            Ok(_) if spoilt.contains(&home(change)) => {
                left.insert(at, Obstacle::Neighbour);
            }
            Ok(plan) => cuts.extend(plan.cuts),
        }
    }
    cuts.sort_by_key(|cut| (cut.from, cut.to));
    Revised { source: written(source, flow, &cuts, &stands, author, next_id(source)), left }
}

/// Where a change is made.
struct Plan<'a> {
    cuts: Vec<Cut<'a>>,
}

fn run_of(flow: &Flow, cut: &Cut<'_>) -> u32 {
    flow.runs[flow.pieces[cut.piece].run as usize].start
}

fn paragraph_at(flow: &Flow, at: u32) -> Option<usize> {
    let next = flow.paragraphs.partition_point(|paragraph| paragraph.span.start() <= at);
    next.checked_sub(1)
}

fn plan<'a>(source: &str, flow: &Flow, change: Change<'a>) -> Result<Plan<'a>, Obstacle> {
    let change = shortest(&flow.text, change);
    let paragraph = paragraph_at(flow, change.span.start()).map(|at| &flow.paragraphs[at]);
    let paragraph = paragraph.ok_or(Obstacle::Structure)?;
    if change.span.end() > paragraph.span.end() {
        return Err(Obstacle::Structure);
    }
    match paragraph.place {
        Place::Note => return Err(Obstacle::Note),
        Place::Box => return Err(Obstacle::Box),
        Place::Body | Place::Cell { .. } => {}
    }
    if change.span.start() < paragraph.number.end() {
        return Err(Obstacle::Number);
    }
    let cuts = if change.span.is_empty() {
        if change.text.is_empty() {
            return Ok(Plan { cuts: Vec::new() });
        }
        vec![insertion(source, flow, paragraph, change).ok_or(Obstacle::Structure)?]
    } else {
        deletions(source, flow, change).ok_or(Obstacle::Structure)?
    };
    Ok(Plan { cuts })
}

/// The same change without the words at both ends that stay.
fn shortest<'a>(text: &str, change: Change<'a>) -> Change<'a> {
    let (old, new) = (change.span.slice(text), change.text);
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let head = common(&mut old.chars().zip(new.chars()));
    let (old, new) = (&old[head..], &new[head..]);
    let tail = common(&mut old.chars().rev().zip(new.chars().rev()));
    let start = change.span.start() + head as u32;
    Change { span: Span::new(start, start + (old.len() - tail) as u32), text: &new[..new.len() - tail] }
}

/// The cut for words that are only inserted: behind what stands before them, else before the next.
fn insertion<'a>(source: &str, flow: &Flow, paragraph: &Paragraph, change: Change<'a>) -> Option<Cut<'a>> {
    let place = change.span.start();
    let next = flow.pieces.partition_point(|piece| piece.span.end() < place);
    (next..flow.pieces.len()).take(2).find_map(|at| {
        let piece = &flow.pieces[at];
        let fits = piece.span.start() <= place && place <= piece.span.end();
        let divisible = flow.runs[piece.run as usize].divisible;
        let own = divisible && piece.span.overlaps(paragraph.span);
        if !fits || !own || !can_be_cut(source, flow, piece) {
            return None;
        }
        let raw = match place - piece.span.start() {
            0 => piece.raw.start(),
            offset if offset == piece.span.len() => piece.raw.end(),
            offset if piece.literal => piece.raw.start() + offset,
            _ => return None,
        };
        Some(Cut { from: raw, to: raw, piece: at, text: change.text })
    })
}

/// The cuts for words that go, the first with what is inserted; `None` if not all of them can.
fn deletions<'a>(source: &str, flow: &Flow, change: Change<'a>) -> Option<Vec<Cut<'a>>> {
    let first = flow.pieces.partition_point(|piece| piece.span.end() <= change.span.start());
    let mut cuts: Vec<Cut<'a>> = Vec::new();
    let mut covered = 0;
    for (at, piece) in flow.pieces.iter().enumerate().skip(first) {
        let Some(words) = piece.span.intersect(change.span).filter(|words| !words.is_empty()) else { break };
        if !can_be_cut(source, flow, piece) || (!piece.literal && words != piece.span) {
            return None;
        }
        covered += words.len();
        let raw = if words == piece.span {
            piece.raw
        } else {
            let start = piece.raw.start() + words.start() - piece.span.start();
            Span::new(start, start + words.len())
        };
        let text = if cuts.is_empty() { change.text } else { "" };
        match cuts.last_mut() {
            Some(last) if last.to == raw.start() && flow.pieces[last.piece].tag == piece.tag => {
                last.to = raw.end();
            }
            _ => cuts.push(Cut { from: raw.start(), to: raw.end(), piece: at, text }),
        }
    }
    (covered == change.span.len()).then_some(cuts)
}

/// Whether a piece is text that can be divided without showing a space that was hidden.
fn can_be_cut(source: &str, flow: &Flow, piece: &Piece) -> bool {
    let tag = piece.tag.slice(source);
    let Some(rest) = tag.strip_prefix('<').and_then(|tag| tag.strip_prefix(flow.prefix.as_str())) else {
        return false;
    };
    let text = rest.strip_prefix('t').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let keeps_space = tag.contains("preserve");
    let inside = source.get(piece.tag.end() as usize..).and_then(|rest| rest.split('<').next());
    text && (keeps_space || inside.is_some_and(|inside| inside.trim() == inside))
}
