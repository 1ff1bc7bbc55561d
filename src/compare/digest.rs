//! Passages that condense another text: neighbouring sentences here whose counterparts stand all
//! over the other text.

use super::{
    align::{Passage, Task},
    cover::Cover,
    ranges::{hull, meets, within},
    seeds::Seed,
};

/// How a condensed text is told from chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Units that it has at least.
    pub least: usize,
    /// Share of them that have a counterpart, in thousandths.
    pub dense: usize,
    /// Places in the other text that the counterparts stand in, at least.
    pub places: usize,
    /// How many times as long the other text's stretch is, at least.
    pub times: usize,
    /// Share of it that one ordinary passage may cover, in thousandths; with more it is that one.
    pub ordinary: usize,
}

/// Puts condensed passages in the place of the ordinary ones that are their parts.
pub(super) fn replace_by_digests(task: &Task, seeds: Vec<Seed>, limits: Digest, found: &mut Vec<Passage>) {
    for digest in by_place(seeds, task.limits.gap).into_iter().filter_map(|part| digest(task, part, limits)) {
        let covers = |passage: &Passage| {
            within(&passage.a, &digest.a).len() * 1000 >= limits.ordinary * digest.a.len()
        };
        if !found.iter().any(covers) {
            found.retain(|passage| !meets(&passage.a, &digest.a));
            found.push(digest);
        }
    }
}

/// Seeds that are near each other here, wherever they stand in the other text.
fn by_place(mut seeds: Vec<Seed>, gap: usize) -> Vec<Vec<Seed>> {
    seeds.sort_by_key(|seed| (seed.a.start, seed.a.end, seed.b.start));
    let mut parts: Vec<Vec<Seed>> = Vec::new();
    let mut end = 0;
    for seed in seeds {
        let near = seed.a.start <= end + gap;
        end = end.max(seed.a.end);
        match parts.last_mut() {
            Some(part) if near => part.push(seed),
            _ => parts.push(vec![seed]),
        }
    }
    parts
}

/// The best stretch of some seeds, if it condenses the other text.
fn digest(task: &Task, mut seeds: Vec<Seed>, limits: Digest) -> Option<Passage> {
    let cover = Cover::new(task.a.len(), &[], seeds.iter().map(|seed| seed.a.clone()));
    let here = cover.best(&hull(seeds.iter().map(|seed| &seed.a)), task.limits.cost);
    seeds.retain(|seed| meets(&seed.a, &here));
    let there = hull(seeds.iter().map(|seed| &seed.b));
    seeds.sort_by_key(|seed| (seed.b.start, seed.b.end));
    let (mut places, mut end) = (0, None);
    for seed in &seeds {
        places += usize::from(end.is_none_or(|end| seed.b.start > end + task.limits.gap));
        end = end.max(Some(seed.b.end));
    }
    let common = cover.of(&here);
    let fits = here.len() >= limits.least
        && common * 1000 >= limits.dense * here.len()
        && places >= limits.places
        && there.len() >= limits.times * here.len();
    fits.then_some(Passage { a: here, b: there, common })
}

#[cfg(test)]
mod tests {
    use crate::compare::{Settings, Stream, align};

    const FIRST: &str =
        "Seventeen wells along the northern canal were drilled before the summer drought began.";
    const SECOND: &str = "Farmers organised a night patrol which guarded the sluice gates against thieves.";
    const THIRD: &str = "Engineers replaced eleven rusted pumps with quiet electric machines from abroad.";
    const FOURTH: &str = "Schoolchildren painted bright warning signs beside every dangerous reservoir bank.";
    const FIFTH: &str =
        "Inspectors measured chlorine levels weekly and published their tables on notice boards.";
    const SIXTH: &str =
        "Unpaid water bills were collected by volunteers who visited remote mountain hamlets.";
    const SEVENTH: &str = "Turtles returned to muddy shores after fishing nets had been forbidden upstream.";

    /// Text about something else.
    fn other(nth: usize) -> String {
        let words: Vec<String> = (0..60).map(|word| format!("w{nth}x{word}")).collect();
        words.join(" ") + ". "
    }

    #[test]
    fn neighbouring_sentences_from_all_over_a_text_condense_it() {
        let all = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH];
        let here = format!("{}{} {}", other(90), all.join(" "), other(91));
        let parts: Vec<String> = all
            .iter()
            .enumerate()
            .map(|(nth, sentence)| format!("{sentence} {}{}", other(nth), other(nth + 10)))
            .collect();
        let there = parts.concat();
        let (a, b) = (Stream::new(&here), Stream::new(&there));
        let found = align(&a, &b, &Settings::PASSAGES);
        assert_eq!(found.len(), 1);
        assert_eq!(&here[a.bytes(&found[0].a)], all.join(" "));
        assert_eq!(b.bytes(&found[0].b).start, 0);
        assert!(there[b.bytes(&found[0].b)].ends_with(SEVENTH));
    }

    #[test]
    fn a_passage_that_stands_in_one_place_is_no_digest() {
        let copied = [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH].join(" ");
        let here = format!("{}{copied} {}", other(90), other(91));
        let there = format!("{}{copied} {}", other(1), other(2));
        let (a, b) = (Stream::new(&here), Stream::new(&there));
        let found = align(&a, &b, &Settings::PASSAGES);
        assert_eq!(found.len(), 1);
        assert_eq!(&there[b.bytes(&found[0].b)], copied);
    }
}
