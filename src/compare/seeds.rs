//! Seeds: where two texts may share a passage, and which seeds may belong to the same one.

use std::{cell::OnceCell, ops::Range};

use super::{
    align::Task,
    cover::Cover,
    join::{Pairs, grams, join},
    sentence::{Numbered, Terms, fragments},
    stream::{Break, Script, Stream},
};

/// A seed: units here and there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seed {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

/// All seeds of two texts, by place in `a`: common stretches, and fragments that are alike.
pub(super) fn seeds(task: &Task) -> Vec<Seed> {
    let Task { a, b, script, limits, pairs, .. } = *task;
    let matches = join(&a.codes, &b.codes, limits.gram, pairs);
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
    let twice = (pairs == Pairs::Later).then(|| standing_twice(a));
    let numbered = OnceCell::new();
    for level in levels {
        // What is copied word for word needs no second look.
        let mut ours = fragments(a, *level, limits.fragment);
        let mut theirs = fragments(b, *level, limits.fragment);
        let total = ours.len() + theirs.len();
        if script == Script::Han {
            ours.retain(|units| covered.of(units) * 10 < units.len() * 8);
        }
        if let Some(twice) = &twice {
            let may = |units: &Range<usize>| twice.of(units) * 1000 >= TWICE * twice.counting(units).max(1);
            ours.retain(may);
            theirs.retain(may);
        }
        if ours.is_empty() || theirs.is_empty() {
            continue;
        }
        let numbered = numbered.get_or_init(|| Numbered::new(script, a, b));
        let alike = Terms::new(numbered, &ours, &theirs, total)
            .alike(limits.likeness, |x, y| pairs == Pairs::All || theirs[y].end <= ours[x].start);
        seeds.extend(alike.into_iter().map(|(x, y)| Seed { a: ours[x].clone(), b: theirs[y].clone() }));
    }
    seeds.sort_by_key(|seed| (seed.a.start, seed.b.start, seed.a.end, seed.b.end));
    seeds
}

/// Units in a row of which it is asked whether they stand twice in a text.
const GRAM: usize = 4;

/// Share of such units, in thousandths, without which a fragment is no rewording of another one of
/// the same text.
const TWICE: usize = 400;

/// Bits for each gram of a text: with so many, few grams are taken for others.
const ROOM: usize = 64;

/// The units of a text that stand in a gram which stands elsewhere in it too, as far as a short hash
/// can tell. Common wording does not count.
fn standing_twice(text: &Stream) -> Cover {
    let mask = (text.len() * ROOM).next_power_of_two() - 1;
    let slots: Vec<usize> = grams(&text.codes, GRAM).into_iter().map(|hash| hash as usize & mask).collect();
    let (mut once, mut twice) = (vec![0_u64; mask / 64 + 1], vec![0_u64; mask / 64 + 1]);
    for slot in &slots {
        let bit = 1 << (slot % 64);
        twice[slot / 64] |= once[slot / 64] & bit;
        once[slot / 64] |= bit;
    }
    let places = slots.iter().enumerate().filter(|(_, slot)| twice[**slot / 64] >> (**slot % 64) & 1 == 1);
    Cover::new(text.len(), &text.common, places.map(|(at, _)| at..at + GRAM))
}

/// Cuts seeds at the ends of paragraphs of `a`, and parts them by paragraph.
pub(super) fn by_block(a: &Stream, seeds: Vec<Seed>) -> Vec<Vec<Seed>> {
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
pub(super) fn grouped(seeds: Vec<Seed>, gap: usize) -> Vec<Vec<Seed>> {
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
