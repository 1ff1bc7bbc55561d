//! Moves the ends of a passage to ends of clauses.

use std::ops::Range;

use super::{
    classify::PIECE,
    stream::{Break, Stream},
};

/// Units that a passage may grow at either end to begin and end with a clause.
const GROW: usize = 8;

/// Units that it may lose for that.
const SHRINK: usize = 10;

/// `units` moved to the nearest ends of clauses, if they are near and inside `room`: what is shown
/// to people does not begin or end in the middle of a clause. A clause of which less than half was
/// reached, or less than a piece, is left out: 加强 begins many.
pub(super) fn whole_clauses(stream: &Stream, units: &Range<usize>, room: Range<usize>) -> Range<usize> {
    let ends = |at: usize| at == 0 || at == stream.len() || stream.breaks[at - 1] != Break::None;
    let outer = (room.start.max(units.start.saturating_sub(GROW))..=units.start).rev().find(|at| ends(*at));
    let inner = (units.start..=(units.start + SHRINK).min(units.end)).find(|at| ends(*at));
    let start = nearest(units.start, outer, inner);
    let outer = (units.end..=(units.end + GROW).min(room.end)).find(|at| ends(*at));
    let inner = (units.end.saturating_sub(SHRINK).max(units.start)..=units.end).rev().find(|at| ends(*at));
    let end = nearest(units.end, outer, inner);
    // A passage inside one clause stays what it is.
    if start < end { start..end } else { units.clone() }
}

/// The end of a clause to which the end of a passage at `at` moves: outwards, unless too little of the
/// clause was reached.
fn nearest(at: usize, outer: Option<usize>, inner: Option<usize>) -> usize {
    let Some(outer) = outer else { return inner.unwrap_or(at) };
    let few = |inner: &usize| {
        let (reached, missing) = (at.abs_diff(*inner), at.abs_diff(outer));
        missing > 0 && (reached < missing || reached < PIECE as usize)
    };
    inner.filter(few).unwrap_or(outer)
}

/// Units that a passage may grow at either end to begin and end with a sentence.
const SENTENCE: usize = 16;

/// `units` grown to the nearest ends of sentences, if they are near and inside `room`: what was
/// copied from a text about something else was mostly copied by whole sentences.
pub(super) fn whole_sentences(stream: &Stream, units: &Range<usize>, room: Range<usize>) -> Range<usize> {
    let ends = |at: usize| at == 0 || at == stream.len() || stream.breaks[at - 1] >= Break::Sentence;
    let start = (room.start.max(units.start.saturating_sub(SENTENCE))..=units.start)
        .rev()
        .find(|at| ends(*at))
        .unwrap_or(units.start);
    let end = (units.end..=(units.end + SENTENCE).min(room.end)).find(|at| ends(*at)).unwrap_or(units.end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "全年清淤十二处。巡查河道，培训村级管水员三期。现场办理水证。";

    fn text(units: &Range<usize>) -> String {
        TEXT[Stream::new(TEXT).bytes(units)].to_owned()
    }

    #[test]
    fn ends_move_to_ends_of_clauses() {
        let stream = Stream::new(TEXT);
        // 年清淤十二处。巡查河 loses nothing and gains both ends; of 培训村 most is missing.
        assert_eq!(text(&whole_clauses(&stream, &(1..14), 0..stream.len())), "全年清淤十二处。巡查河道，");
        assert_eq!(text(&whole_clauses(&stream, &(1..10), 0..stream.len())), "全年清淤十二处。巡查河道，");
    }

    #[test]
    fn a_passage_grows_to_sentences_but_not_into_its_neighbour() {
        let stream = Stream::new(TEXT);
        assert_eq!(
            text(&whole_sentences(&stream, &(9..13), 0..stream.len())),
            "巡查河道，培训村级管水员三期。"
        );
        assert_eq!(text(&whole_sentences(&stream, &(9..13), 9..13)), "河道，培训");
    }
}
