//! The words by which a claim is weighed: cues of its kind, and words that say nothing of their own.

use std::ops::Range;

use crate::{
    model::Counted,
    rules::RuleSet,
    text::{Beginnings, Lookup, Span},
};

/// What a cue points to; the groups of the packs' list `kind-cues`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cue {
    /// A verb of doing.
    Act,
    /// A verb of doing that tells, of a number of things, what came of it: 改造小区30个.
    Yield,
    /// What came of an act.
    Result,
    /// A state that got better.
    Outcome,
    /// A shortcoming.
    Problem,
    /// A word of problems that is being mended.
    Remedy,
    /// What is still to come.
    Plan,
    /// A requirement, conviction, thanks.
    Stance,
    /// A verb of obligation: what must be done is a requirement, or work that is ahead.
    Must,
    /// A saying, a conviction about the whole: it says nothing that is done, unless proof or matters of work
    /// stand beside it.
    Saying,
    /// A verb of doing that, at the end of its clause, says what its subject became: 建设加强.
    Change,
    /// A state of affairs, whatever else the claim says.
    Fact,
    /// A state of affairs, if the claim begins with it.
    State,
    /// A word that opens an introducing clause: 通过…, 围绕…
    Lead,
    /// An adverb of effort or another word that may stand before the verb.
    Before,
}

impl Cue {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "act" => Self::Act,
            "yield" => Self::Yield,
            "result" => Self::Result,
            "outcome" => Self::Outcome,
            "problem" => Self::Problem,
            "remedy" => Self::Remedy,
            "plan" => Self::Plan,
            "stance" => Self::Stance,
            "must" => Self::Must,
            "saying" => Self::Saying,
            "change" => Self::Change,
            "fact" => Self::Fact,
            "state" => Self::State,
            "lead" => Self::Lead,
            "before" => Self::Before,
            _ => return None,
        })
    }
}

/// A cue where it was found, in bytes of the claim's plain words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) cue: Cue,
}

/// What a word of the index points to.
#[derive(Clone, Copy, Debug)]
enum Sense {
    Cue(Cue),
    /// It says nothing of its own.
    Generic,
    /// A matter of work: 许可, 培训.
    Matter,
    /// A word of creed: 使命, 大局.
    Creed,
    /// What a mechanism of this sort begins with: 纳入.
    Head(u8),
    /// What it ends with: 考核.
    Tail(u8),
}

/// The word lists, in one index.
#[derive(Clone, Debug)]
pub(super) struct Words {
    index: Lookup,
    senses: Vec<Sense>,
    /// How they begin.
    begins: Beginnings<1>,
}

/// Most characters between the two ends of a mechanism, and the fewest of them that are its own.
const GAP: (usize, usize) = (22, 2);

/// The words of the lists in a claim, by bytes of its plain words.
#[derive(Debug, Default)]
pub(super) struct Seens {
    /// The cues in order, disjoint: of two at one place the longer.
    pub(super) cues: Vec<Seen>,
    /// All generic words by where they start, the longest first.
    generic: Vec<(usize, usize)>,
    /// Words of matter and of creed, each with its number in the list.
    matter: Vec<(usize, usize, u32)>,
    creed: Vec<(usize, usize, u32)>,
    /// Beginnings and ends of mechanisms.
    heads: Vec<(u8, usize, usize)>,
    tails: Vec<(u8, usize, usize)>,
}

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let list = |name: &str| rules.lexicon.words(name).iter();
        // Of two entries with one word the last counts; the index names the first of equal words.
        let cues = list("kind-cues")
            .rev()
            .filter_map(|entry| Some((entry.word.as_str(), Sense::Cue(Cue::from_name(&entry.group)?))));
        let generic = ["effort-adverbs", "generic-nouns", "generic-verbs"]
            .into_iter()
            .flat_map(list)
            .map(|entry| (entry.word.as_str(), Sense::Generic));
        let tone = list("tone").filter_map(|entry| match entry.group.as_str() {
            "matter" => Some((entry.word.as_str(), Sense::Matter)),
            "creed" => Some((entry.word.as_str(), Sense::Creed)),
            _ => None,
        });
        let mut sorts: Vec<&str> = Vec::new();
        let mut mechanisms = Vec::new();
        for entry in list("mechanisms") {
            let Some((sort, end)) = entry.group.split_once(':') else { continue };
            let at = sorts.iter().position(|known| *known == sort).unwrap_or_else(|| {
                sorts.push(sort);
                sorts.len() - 1
            });
            let at = at.min(255) as u8;
            let sense = if end == "head" { Sense::Head(at) } else { Sense::Tail(at) };
            mechanisms.push((entry.word.as_str(), sense));
        }
        let (words, senses): (Vec<&str>, Vec<Sense>) =
            cues.chain(generic).chain(tone).chain(mechanisms).unzip();
        let begins = Beginnings::new([words.iter().copied()]);
        Self { index: Lookup::new(words.into_iter().zip(0..)), senses, begins }
    }

    /// The places of a text at which one of the words may begin.
    pub(super) fn places(&self, text: &str) -> Vec<u32> {
        let [places] = self.begins.places(text);
        places
    }

    /// Looks for all words in a claim, a range of a text, of which the places are known. `seens` is filled
    /// anew; it is handed on from claim to claim, because its lists would otherwise be most of the work.
    pub(super) fn look(&self, text: &str, places: &[u32], claim: Range<usize>, seens: &mut Seens) {
        seens.clear();
        let from = places.partition_point(|place| (*place as usize) < claim.start);
        let len = places[from..].iter().take_while(|place| (**place as usize) < claim.end).count();
        let mut free = 0;
        self.index.each_at(text, &places[from..from + len], |hit| {
            if hit.end > claim.end {
                return;
            }
            let (start, end) = (hit.start - claim.start, hit.end - claim.start);
            match self.senses[hit.value as usize] {
                Sense::Cue(cue) if start >= free => {
                    free = end;
                    seens.cues.push(Seen { start, end, cue });
                }
                Sense::Cue(_) => {}
                Sense::Generic => seens.generic.push((start, end)),
                Sense::Matter => seens.matter.push((start, end, hit.value)),
                Sense::Creed => seens.creed.push((start, end, hit.value)),
                Sense::Head(sort) => seens.heads.push((sort, start, end)),
                Sense::Tail(sort) => seens.tails.push((sort, start, end)),
            }
        });
    }
}

impl Seens {
    fn clear(&mut self) {
        let Self { cues, generic, matter, creed, heads, tails } = self;
        cues.clear();
        generic.clear();
        matter.clear();
        creed.clear();
        heads.clear();
        tails.clear();
    }

    /// The number of letters in `gaps`, ascending pieces of the claim, that belong to no generic word of the same
    /// gap; `letters` counts the Han characters and Latin letters of a piece.
    pub(super) fn own(
        &self,
        letters: impl Fn(Range<usize>) -> usize,
        gaps: impl Iterator<Item = Range<usize>>,
    ) -> usize {
        let mut generic = self.generic.iter().peekable();
        let mut own = 0;
        for gap in gaps {
            let mut at = gap.start;
            while let Some((start, end)) = generic.next_if(|(start, _)| *start < gap.end) {
                if *start >= at && *end <= gap.end {
                    own += letters(at..*start);
                    at = *end;
                }
            }
            own += letters(at..gap.end);
        }
        own
    }

    /// The different words of matter that stand outside `stock` and `proof`, which are ascending.
    pub(super) fn matters(&self, stock: &[Range<usize>], proof: &[Range<usize>]) -> Counted {
        different(self.matter.iter().filter(|word| !covered(stock, word) && !covered(proof, word)))
    }

    /// The different words of creed that stand outside `spared` and inside no longer one: 新时代 is one word,
    /// not two.
    pub(super) fn creeds(&self, spared: &[Range<usize>]) -> Counted {
        let mut end = 0;
        different(self.creed.iter().filter(|word| {
            // They come by their beginning, the longest first.
            let inside = word.1 <= end;
            end = end.max(word.1);
            !inside && !covered(spared, word)
        }))
    }

    /// A mechanism that was set up or used, if a clause names one: 将学法情况纳入年度考核.
    pub(super) fn mechanism(
        &self,
        plain: &str,
        letters: impl Fn(Range<usize>) -> usize,
    ) -> Option<Range<usize>> {
        let (most, least) = GAP;
        self.tails.iter().find_map(|(sort, start, end)| {
            let head = self.heads.iter().rev().find(|head| head.0 == *sort && head.2 <= *start)?;
            let gap = &plain[head.2..*start];
            let own = |range: Range<usize>| self.own(&letters, std::iter::once(range));
            let fits = gap.len() <= most * 4
                && gap.chars().count() <= most
                && !gap.contains([',', ';', ':', '。', '!', '?', '\n'])
                && (own(head.2..*start) >= least
                    || taken(plain, head.1).is_some_and(|range| own(range) >= TAKEN));
            fits.then_some(head.1..*end)
        })
    }
}

/// Characters of its own that what is put into something must have: 将学法情况纳入考核.
const TAKEN: usize = 4;

/// What stands between 将 or 把 and the verb at `at`, in the same clause.
fn taken(plain: &str, at: usize) -> Option<Range<usize>> {
    let clause = plain[..at].rfind([',', ';', ':', '。', '!', '?', '\n']).unwrap_or(0);
    let (offset, c) = plain[clause..at].char_indices().rfind(|(_, c)| matches!(c, '将' | '把'))?;
    Some(clause + offset + c.len_utf8()..at)
}

/// Whether a word reaches into one of some ranges.
fn covered(ranges: &[Range<usize>], word: &(usize, usize, u32)) -> bool {
    ranges.iter().any(|range| range.start < word.1 && word.0 < range.end)
}

/// The first of each of some words; a long list of them is not counted to its end.
fn different<'a>(words: impl Iterator<Item = &'a (usize, usize, u32)>) -> Counted {
    let mut seen = [u32::MAX; Counted::MOST];
    let mut counted = Counted::default();
    for (start, end, word) in words {
        let len = counted.spans().len();
        if len == Counted::MOST {
            break;
        }
        if !seen[..len].contains(word) {
            seen[len] = *word;
            counted.push(Span::from(*start..*end));
        }
    }
    counted
}
