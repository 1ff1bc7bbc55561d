//! Where the passage of a group of seeds begins and ends.

use std::ops::Range;

use super::{
    align::{Passage, Task},
    cover::Cover,
    join::{Pairs, join},
    ranges::{hull, meets, within},
    seeds::Seed,
    settings::Counted,
    stream::{Script, Stream},
};

/// Units here and there that belong together.
type Piece = (Range<usize>, Range<usize>);

/// What a unit without counterpart costs where only equal words count.
const VERBATIM_COST: i64 = 2000;

/// Words in a row that make a passage one that was copied word for word, whatever stands around.
const VERBATIM: usize = 40;

fn is_equal(a: &Stream, b: &Stream, piece: &Piece) -> bool {
    piece.0.len() == piece.1.len() && a.codes[piece.0.clone()] == b.codes[piece.1.clone()]
}

/// A passage whose ends are looked for.
#[derive(Clone)]
struct Bounds {
    here: Range<usize>,
    there: Range<usize>,
    /// Units with a counterpart, on both sides.
    common: (usize, usize),
    /// Units that count at all.
    counting: (usize, usize),
}

impl Bounds {
    /// The best stretch of the pieces inside these bounds.
    fn fit(mut self, a: &Stream, b: &Stream, counted: Counted, pieces: &[Piece], cost: i64) -> Self {
        for _ in 0..3 {
            let (here, there) = (self.here.clone(), self.there.clone());
            let inside = |(x, y): &&Piece| meets(x, &here) && meets(y, &there);
            let (ours, theirs): (Vec<_>, Vec<_>) = pieces.iter().filter(inside).cloned().unzip();
            let ours = ours.iter().map(|range| within(range, &here));
            let theirs = theirs.iter().map(|range| within(range, &there));
            let cover_a = Cover::new(here.len(), neutral(a, &here, counted), ours);
            let cover_b = Cover::new(there.len(), neutral(b, &there, counted), theirs);
            let (x, y) = (cover_a.best(&(0..here.len()), cost), cover_b.best(&(0..there.len()), cost));
            self.common = (cover_a.of(&x), cover_b.of(&y));
            self.counting = (cover_a.counting(&x), cover_b.counting(&y));
            self.here = x.start + here.start..x.end + here.start;
            self.there = y.start + there.start..y.end + there.start;
            if (self.here == here && self.there == there) || self.here.is_empty() || self.there.is_empty() {
                break;
            }
        }
        self
    }
}

/// Finds the passage of a group, if it has one, and the seeds outside of it.
pub(super) fn bound(task: &Task, mut group: Vec<Seed>) -> (Option<Passage>, Vec<Seed>) {
    let Task { a, b, script, limits, counted, pairs } = *task;
    let here = hull(group.iter().map(|seed| &seed.a));
    let there = hull(group.iter().map(|seed| &seed.b));
    let (from, base) = (here.start, there.start);
    let pieces: Vec<Piece> = match script {
        Script::Han => {
            let local = if pairs == Pairs::Later && here.start < there.end {
                Vec::new()
            } else {
                join(&a.codes[here.clone()], &b.codes[there.clone()], limits.piece, Pairs::All)
            };
            local
                .into_iter()
                .map(|found| {
                    let (at, to, len) =
                        (found.a as usize + from, found.b as usize + base, found.len as usize);
                    (at..at + len, to..to + len)
                })
                .chain(
                    group
                        .iter()
                        .map(|seed| (seed.a.clone(), seed.b.clone()))
                        .filter(|piece| is_equal(a, b, piece)),
                )
                .collect()
        }
        Script::Words => group.iter().map(|seed| (seed.a.clone(), seed.b.clone())).collect(),
    };
    let start = Bounds { here, there, common: (0, 0), counting: (0, 0) };
    let mut bounds = start.clone().fit(a, b, counted, &pieces, limits.cost);
    if script == Script::Words {
        // Sentences are coarse: where most is word for word, the words themselves are the bounds.
        let equal: Vec<Piece> = pieces.iter().filter(|piece| is_equal(a, b, piece)).cloned().collect();
        let exact = bounds.clone().fit(a, b, counted, &equal, VERBATIM_COST);
        let verbatim = exact.common.0 * 10 >= bounds.here.len() * 6
            || equal.iter().any(|(units, _)| units.len() >= VERBATIM && meets(units, &exact.here));
        if verbatim {
            bounds = exact;
            // What is only like it beside it was not copied by itself.
            group.retain(|seed| is_equal(a, b, &(seed.a.clone(), seed.b.clone())));
        }
    }
    let Bounds { here, there, common, counting } = bounds;
    if here.is_empty() || there.is_empty() {
        return (None, Vec::new());
    }
    let all = group.len();
    let mut left: Vec<Seed> =
        group.into_iter().filter(|seed| !meets(&seed.a, &here) || !meets(&seed.b, &there)).collect();
    if left.len() == all {
        // A group that does not shrink has nothing more to give.
        left.clear();
    }
    let dense = common.0 * 1000 >= limits.dense * counting.0 && common.1 * 1000 >= limits.dense * counting.1;
    let enough = common.0 >= limits.least && common.1 * 2 >= limits.least;
    if !enough || !dense {
        return (None, left);
    }
    let mut passage = Passage { a: here, b: there, common: common.0 };
    if counted == Counted::Carried && script == Script::Han {
        let whole = start.fit(a, b, Counted::Whole, &pieces, limits.cost);
        if meets(&whole.here, &passage.a) && meets(&whole.there, &passage.b) {
            passage.a = hull([&passage.a, &whole.here].into_iter());
            passage.b = hull([&passage.b, &whole.there].into_iter());
        }
    }
    (Some(passage), left)
}

/// Which units of a range do not count.
fn neutral<'a>(stream: &'a Stream, range: &Range<usize>, counted: Counted) -> &'a [bool] {
    match counted {
        Counted::Whole => &[],
        Counted::Neutral | Counted::Carried => &stream.common[range.clone()],
    }
}
