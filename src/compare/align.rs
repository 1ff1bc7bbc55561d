//! Passages that two texts share, from seeds to boundaries.
//!
//! 1. Seeds: common stretches ([`join`]) and sentences or clauses that are alike ([`Terms`]).
//! 2. Seeds that are near each other in both texts are one group, in whatever order they stand: so
//!    a passage with exchanged clauses stays one.
//! 3. In a group, each unit of a common piece counts for the passage and every other unit against
//!    it; the passage is the stretch with the largest sum, in both texts.
//! 4. Of passages that claim the same words the one with more in common wins.

use std::ops::Range;

use super::{
    join::{Match, Pairs, join},
    sentence::{Likeness, Terms, fragments},
    stream::{Break, Script, Stream},
};

/// How passages are found. One set of numbers for each script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Units in a row that are a seed.
    pub gram: usize,
    /// Whether sentences or clauses are compared as well, and from when on they are alike.
    pub likeness: Likeness,
    /// The smallest clause or sentence, in units.
    pub fragment: usize,
    /// Units between two seeds of one passage.
    pub gap: usize,
    /// Units in a row that count inside a passage.
    pub piece: usize,
    /// What a unit without counterpart costs, in thousandths of what one with it gains.
    pub cost: i64,
    /// Units with a counterpart that a passage must have.
    pub least: usize,
    /// Share of units with a counterpart that a passage must have in both texts, in thousandths.
    pub dense: usize,
}

/// Whether common wording counts when passages are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Like any other: a passage is shown whole, and what is common in it is marked.
    Whole,
    /// It neither makes a passage nor breaks one.
    Neutral,
}

/// Whether a passage may go on over the end of a paragraph here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paragraphs {
    /// It ends there.
    Apart,
    /// It goes on.
    Joined,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether wording that everyone must use counts.
    pub stock: Counted,
    /// Whether a passage ends with its paragraph.
    pub paragraphs: Paragraphs,
    /// For Chinese text.
    pub han: Limits,
    /// For text in words.
    pub words: Limits,
}

impl Settings {
    /// Reports: a copied sentence counts.
    pub const REPORTS: Self = Self {
        stock: Counted::Whole,
        paragraphs: Paragraphs::Apart,
        han: Limits {
            gram: 8,
            likeness: Likeness { cosine: 330, dice: 330 },
            fragment: 10,
            gap: 24,
            piece: 3,
            cost: 700,
            least: 16,
            dense: 450,
        },
        words: Limits {
            gram: 6,
            likeness: Likeness { cosine: 300, dice: 330 },
            fragment: 4,
            gap: 60,
            piece: 1,
            cost: 700,
            least: 20,
            dense: 450,
        },
    };

    /// A report against itself: whole statements of its own words.
    pub const REPEATS: Self = {
        let mut settings = Self::REPORTS;
        settings.stock = Counted::Neutral;
        settings.han.least = 24;
        settings.han.dense = 600;
        settings
    };

    /// Single passages in texts about something else, as the public benchmarks plant them.
    pub const PASSAGES: Self = Self {
        stock: Counted::Neutral,
        paragraphs: Paragraphs::Joined,
        han: Limits {
            gram: 10,
            likeness: Likeness { cosine: 380, dice: 330 },
            fragment: 3,
            gap: 40,
            piece: 3,
            cost: 300,
            least: 28,
            dense: 550,
        },
        words: Limits {
            gram: 4,
            likeness: Likeness { cosine: 300, dice: 380 },
            fragment: 3,
            gap: 140,
            piece: 1,
            cost: 300,
            least: 32,
            dense: 550,
        },
    };
}

/// A passage in both texts, in units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Here.
    pub a: Range<usize>,
    /// There.
    pub b: Range<usize>,
    /// Units here that have a counterpart there.
    pub common: usize,
}

/// A seed: units here and there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seed {
    a: Range<usize>,
    b: Range<usize>,
}

/// Finds the passages that `a` shares with `b`, by place in `a`.
pub fn align(a: &Stream, b: &Stream, settings: &Settings) -> Vec<Passage> {
    find(a, b, settings, Pairs::All)
}

/// Finds the passages of a text that stand in it twice; `a` is the later place.
pub fn repeats(text: &Stream, settings: &Settings) -> Vec<Passage> {
    find(text, text, settings, Pairs::Later)
}

fn find(a: &Stream, b: &Stream, settings: &Settings, pairs: Pairs) -> Vec<Passage> {
    let script = a.script();
    let limits = match script {
        Script::Han => settings.han,
        Script::Words => settings.words,
    };
    if script != b.script() || a.is_empty() {
        return Vec::new();
    }
    let matches = join(&a.codes, &b.codes, limits.gram, pairs);
    let mut seeds = seeds(a, b, script, limits, &matches, pairs);
    seeds.sort_by_key(|seed| (seed.a.start, seed.b.start, seed.a.end, seed.b.end));
    let mut open = match settings.paragraphs {
        Paragraphs::Joined => vec![seeds],
        Paragraphs::Apart => by_block(a, seeds),
    };
    let mut found = Vec::new();
    while let Some(group) = open.pop() {
        for group in grouped(group, limits.gap) {
            bound(a, b, script, (limits, settings.stock), group, pairs, &mut found, &mut open);
        }
    }
    let mut kept = settle(found);
    kept.sort_by_key(|passage| (passage.a.start, passage.b.start));
    if settings.paragraphs == Paragraphs::Apart {
        for at in 0..kept.len() {
            let from = at.checked_sub(1).map_or(0, |before| kept[before].a.end);
            let to = kept.get(at + 1).map_or(a.len(), |after| after.a.start);
            kept[at].a = whole_clauses(a, &kept[at].a, from..to);
            kept[at].b = whole_clauses(b, &kept[at].b, 0..b.len());
        }
    }
    kept
}

/// Units that a passage may grow at either end to begin and end with a clause.
const GROW: usize = 8;

/// Units that it may lose for that.
const SHRINK: usize = 10;

/// `units` moved to the nearest ends of clauses, if they are near and inside `room`: what is shown
/// to people does not begin or end in the middle of a clause.
fn whole_clauses(stream: &Stream, units: &Range<usize>, room: Range<usize>) -> Range<usize> {
    let ends = |at: usize| at == 0 || at == stream.len() || stream.breaks[at - 1] != Break::None;
    let start = (room.start.max(units.start.saturating_sub(GROW))..=units.start)
        .rev()
        .find(|at| ends(*at))
        .or_else(|| (units.start..=(units.start + SHRINK).min(units.end)).find(|at| ends(*at)))
        .unwrap_or(units.start);
    let end = (units.end..=(units.end + GROW).min(room.end))
        .find(|at| ends(*at))
        .or_else(|| {
            (units.end.saturating_sub(SHRINK).max(units.start)..=units.end).rev().find(|at| ends(*at))
        })
        .unwrap_or(units.end);
    // A passage inside one clause stays what it is.
    if start < end { start..end } else { units.clone() }
}

fn seeds(
    a: &Stream,
    b: &Stream,
    script: Script,
    limits: Limits,
    matches: &[Match],
    pairs: Pairs,
) -> Vec<Seed> {
    let mut seeds: Vec<Seed> = matches
        .iter()
        .map(|found| {
            let (at, there, len) = (found.a as usize, found.b as usize, found.len as usize);
            Seed { a: at..at + len, b: there..there + len }
        })
        .collect();
    let covered = Cover::new(
        a.len(),
        &[],
        matches.iter().map(|found| found.a as usize..(found.a + found.len) as usize),
    );
    let levels: &[Break] = match script {
        Script::Han => &[Break::Sentence, Break::Clause],
        Script::Words => &[Break::Sentence],
    };
    for level in levels {
        // What is copied word for word needs no second look.
        let mut ours = fragments(a, *level, limits.fragment);
        if script == Script::Han {
            ours.retain(|units| covered.of(units) * 10 < units.len() * 8);
        }
        let theirs = fragments(b, *level, limits.fragment);
        let alike = Terms::new(script, (a, &ours), (b, &theirs))
            .alike(limits.likeness, |x, y| pairs == Pairs::All || theirs[y].end <= ours[x].start);
        seeds.extend(alike.into_iter().map(|(x, y)| Seed { a: ours[x].clone(), b: theirs[y].clone() }));
    }
    seeds
}

/// Cuts seeds at the ends of paragraphs of `a`, and parts them by paragraph.
fn by_block(a: &Stream, seeds: Vec<Seed>) -> Vec<Vec<Seed>> {
    let ends: Vec<usize> = (0..a.len())
        .filter(|at| a.breaks[*at] == Break::Block || at + 1 == a.len())
        .map(|at| at + 1)
        .collect();
    let mut parts: Vec<Vec<Seed>> = vec![Vec::new(); ends.len()];
    for seed in seeds {
        let mut block = ends.partition_point(|end| *end <= seed.a.start);
        let mut from = seed.a.start;
        while from < seed.a.end {
            let to = seed.a.end.min(ends[block]);
            // A stretch that is equal word for word is cut on both sides.
            let (skip, take) = (from - seed.a.start, to - from);
            let b = if seed.a.len() == seed.b.len() {
                seed.b.start + skip..seed.b.start + skip + take
            } else {
                seed.b.clone()
            };
            parts[block].push(Seed { a: from..to, b });
            (from, block) = (to, block + 1);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Splits seeds wherever they are more than `gap` apart, in one text and then in the other, until
/// nothing splits.
fn grouped(seeds: Vec<Seed>, gap: usize) -> Vec<Vec<Seed>> {
    let mut done = Vec::new();
    let mut open = vec![(seeds, 0)];
    while let Some((mut group, calm)) = open.pop() {
        if group.is_empty() {
            continue;
        }
        if calm == 2 {
            done.push(group);
            continue;
        }
        let here = calm == 0;
        let key = |seed: &Seed| if here { seed.a.clone() } else { seed.b.clone() };
        group.sort_by_key(|seed| (key(seed).start, key(seed).end));
        let mut parts: Vec<Vec<Seed>> = Vec::new();
        let mut end = 0;
        for seed in group {
            let range = key(&seed);
            if let Some(part) = parts.last_mut().filter(|_| range.start <= end + gap) {
                part.push(seed);
                end = end.max(range.end);
            } else {
                end = range.end;
                parts.push(vec![seed]);
            }
        }
        let split = parts.len() > 1;
        for part in parts {
            // A split there may open a gap here.
            let next = match (here, split) {
                (true, _) => 1,
                (false, true) => 0,
                (false, false) => 2,
            };
            open.push((part, next));
        }
    }
    done.sort_by_key(|group| group.iter().map(|seed| (seed.a.start, seed.b.start)).min());
    done
}

/// How many units of a range are covered.
struct Cover {
    sums: Vec<u32>,
    /// The same for units that neither gain nor cost; empty if there are none.
    neutral: Vec<bool>,
}

impl Cover {
    fn new(len: usize, neutral: &[bool], ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut steps = vec![0_i32; len + 1];
        for range in ranges {
            steps[range.start] += 1;
            steps[range.end] -= 1;
        }
        let (mut depth, mut sum) = (0, 0);
        let mut sums = Vec::with_capacity(len + 1);
        sums.push(0);
        for (at, step) in steps[..len].iter().enumerate() {
            depth += step;
            sum += u32::from(depth > 0 && !neutral.get(at).is_some_and(|neutral| *neutral));
            sums.push(sum);
        }
        Self { sums, neutral: neutral.to_vec() }
    }

    fn of(&self, range: &Range<usize>) -> usize {
        (self.sums[range.end] - self.sums[range.start]) as usize
    }

    fn is_neutral(&self, at: usize) -> bool {
        self.neutral.get(at).is_some_and(|neutral| *neutral)
    }

    /// The units of a range that count at all.
    fn counting(&self, range: &Range<usize>) -> usize {
        range.clone().filter(|at| !self.is_neutral(*at)).count()
    }

    /// The stretch of `range` with the largest sum of covered units, less `cost` thousandths for
    /// each of the others (Kadane).
    fn best(&self, range: &Range<usize>, cost: i64) -> Range<usize> {
        let (mut best, mut sum, mut start) = ((0, range.start..range.start), 0, range.start);
        for at in range.clone() {
            let gain = match self.of(&(at..at + 1)) {
                1 => 1000,
                _ if self.is_neutral(at) => 0,
                _ => -cost,
            };
            if sum <= 0 {
                (sum, start) = (0, at);
            }
            sum += gain;
            if sum > best.0 {
                best = (sum, start..at + 1);
            }
        }
        best.1
    }
}

/// Finds the boundaries of a group's passage; seeds outside of it go back to `open`.
#[allow(clippy::too_many_arguments)]
fn bound(
    a: &Stream,
    b: &Stream,
    script: Script,
    (limits, counted): (Limits, Counted),
    group: Vec<Seed>,
    pairs: Pairs,
    found: &mut Vec<Passage>,
    open: &mut Vec<Vec<Seed>>,
) {
    let mut here = hull(group.iter().map(|seed| &seed.a));
    let mut there = hull(group.iter().map(|seed| &seed.b));
    let (from, base) = (here.start, there.start);
    let pieces: Vec<(Range<usize>, Range<usize>)> = match script {
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
                        .filter(|seed| {
                            seed.a.len() == seed.b.len() && a.codes[seed.a.clone()] == b.codes[seed.b.clone()]
                        })
                        .map(|seed| (seed.a.clone(), seed.b.clone())),
                )
                .collect()
        }
        Script::Words => group.iter().map(|seed| (seed.a.clone(), seed.b.clone())).collect(),
    };
    let (mut common, mut counting) = ((0, 0), (0, 0));
    for _ in 0..3 {
        let inside = |(x, y): &&(Range<usize>, Range<usize>)| meets(x, &here) && meets(y, &there);
        let (ours, theirs): (Vec<_>, Vec<_>) = pieces.iter().filter(inside).cloned().unzip();
        let cover_a =
            Cover::new(here.len(), neutral(a, &here, counted), ours.iter().map(|range| within(range, &here)));
        let cover_b = Cover::new(
            there.len(),
            neutral(b, &there, counted),
            theirs.iter().map(|range| within(range, &there)),
        );
        let (x, y) =
            (cover_a.best(&(0..here.len()), limits.cost), cover_b.best(&(0..there.len()), limits.cost));
        common = (cover_a.of(&x), cover_b.of(&y));
        counting = (cover_a.counting(&x), cover_b.counting(&y));
        let next = (x.start + here.start..x.end + here.start, y.start + there.start..y.end + there.start);
        let same = next == (here.clone(), there.clone());
        (here, there) = next;
        if same || here.is_empty() || there.is_empty() {
            break;
        }
    }
    if here.is_empty() || there.is_empty() {
        return;
    }
    let all = group.len();
    let left: Vec<Seed> =
        group.into_iter().filter(|seed| !meets(&seed.a, &here) || !meets(&seed.b, &there)).collect();
    let dense = common.0 * 1000 >= limits.dense * counting.0 && common.1 * 1000 >= limits.dense * counting.1;
    if common.0 >= limits.least && common.1 * 2 >= limits.least && dense {
        found.push(Passage { a: here, b: there, common: common.0 });
    }
    // A group that does not shrink has nothing more to give.
    if !left.is_empty() && left.len() < all {
        open.push(left);
    }
}

/// Which units of a range do not count.
fn neutral<'a>(stream: &'a Stream, range: &Range<usize>, counted: Counted) -> &'a [bool] {
    match counted {
        Counted::Whole => &[],
        Counted::Neutral => &stream.common[range.clone()],
    }
}

fn hull<'a>(ranges: impl Iterator<Item = &'a Range<usize>>) -> Range<usize> {
    let (start, end) =
        ranges.fold((usize::MAX, 0), |(start, end), range| (start.min(range.start), end.max(range.end)));
    start.min(end)..end
}

fn meets(x: &Range<usize>, y: &Range<usize>) -> bool {
    x.start < y.end && y.start < x.end
}

/// `range` cut to `outer` and counted from its start.
fn within(range: &Range<usize>, outer: &Range<usize>) -> Range<usize> {
    let start = range.start.clamp(outer.start, outer.end) - outer.start;
    start..(range.end.clamp(outer.start, outer.end) - outer.start).max(start)
}

/// Of passages over the same words here, keeps the one with more in common.
fn settle(mut found: Vec<Passage>) -> Vec<Passage> {
    found.sort_by_key(|passage| {
        (std::cmp::Reverse(passage.common), passage.a.len(), passage.a.start, passage.b.start)
    });
    let mut kept: Vec<Passage> = Vec::new();
    // Disjoint ranges by start, so that each question is a look at two neighbours.
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for passage in found {
        let before =
            taken.range(..=passage.a.start).next_back().is_some_and(|(_, end)| *end > passage.a.start);
        let after = taken.range(passage.a.clone()).next().is_some();
        if !before && !after {
            taken.insert(passage.a.start, passage.a.end);
            kept.push(passage);
        }
    }
    kept
}
