//! How concrete a section and the report are: shares of their words by level.

use super::{concreteness::enumerator, weights::Weights};
use crate::{
    model::{
        ClaimId, ClaimScore, Document, Facts, Level, Part, PerMille, Role, Score, Scores, SectionId,
        SloganKind,
    },
    text::class::letters,
};

/// Characters of claims by level.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    levels: [u64; 4],
    /// Characters times what they are worth, by level.
    worth: [i64; 4],
    /// Characters times what is expected where they stand, and the characters with an expectation.
    expected: i64,
    judged: u64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        for (sum, more) in self.levels.iter_mut().zip(other.levels) {
            *sum += more;
        }
        for (sum, more) in self.worth.iter_mut().zip(other.worth) {
            *sum += more;
        }
        self.expected += other.expected;
        self.judged += other.judged;
    }
}

/// Adds the scores of sections and report to those of the claims. Required political wording weighs
/// nothing either way; annexes are not part of the report's account.
pub(super) fn scores(
    document: &Document,
    facts: &Facts,
    mut claims: Vec<ClaimScore>,
    weights: &Weights,
) -> Scores {
    let mut tallies = vec![Tally::default(); document.sections().len()];
    let mut whole = Tally::default();
    for (at, scored) in claims.iter_mut().enumerate() {
        let id = ClaimId(at as u32);
        let claim = document.claim(id);
        let role = document.section(claim.section).role;
        let count = counted(document, facts, id, scored.level);
        scored.counted = count as u32;
        let mut tally = Tally::default();
        let level = usize::from(scored.level.number());
        tally.levels[level] = count;
        tally.worth[level] = count as i64 * weights.share(scored.level, scored.score.value);
        if let Some(expected) = weights.expected(document, role) {
            tally.expected = expected * count as i64;
            tally.judged = count;
        }
        tallies[claim.section.0 as usize].add(tally);
        if role != Role::Annex {
            whole.add(tally);
        }
    }
    // Parents stand before their children, so one pass from the end sums up whole trees.
    for at in (0..tallies.len()).rev() {
        if let Some(parent) = document.section(SectionId(at as u32)).parent {
            let tally = tallies[at];
            tallies[parent.0 as usize].add(tally);
        }
    }
    Scores {
        document: score(whole),
        letters: whole.levels,
        section_letters: tallies.iter().map(|tally| tally.levels).collect(),
        sections: tallies.into_iter().map(score).collect(),
        claims,
    }
}

/// Characters of a claim that count. Required wording does not; nor does a claim that is nothing else but
/// wording that opens and joins reports, or that only says that there is nothing.
fn counted(document: &Document, facts: &Facts, id: ClaimId, level: Level) -> u64 {
    let words = document.plain_slice(document.claim(id).span);
    let all = letters(words);
    if level >= Level::Specific {
        return all as u64;
    }
    let (mut required, mut formula) = (0, 0);
    for slogan in facts.slogans_of(id) {
        let count = letters(document.plain_slice(slogan.span));
        if slogan.required {
            required += count;
        } else if slogan.kind == SloganKind::Transition {
            formula += count;
        }
    }
    let own = &words[enumerator(words)..];
    let nothing = own.trim_matches(|c: char| !c.is_alphanumeric()) == "无";
    if nothing || letters(own) <= required + formula {
        return 0;
    }
    all.saturating_sub(required) as u64
}

/// The score of a tally: each level's share of the characters, times what claims of that level are worth
/// there. The last part, `expected`, is a yardstick: what is usual there; it is not added.
fn score(tally: Tally) -> Score {
    let total: u64 = tally.levels.iter().sum();
    if total == 0 {
        return Score::default();
    }
    let names = ["share-slogan", "share-general", "share-specific", "share-measured"];
    let shares = PerMille::portions(tally.levels);
    let mut parts = Vec::new();
    for (((name, worth), count), share) in names.into_iter().zip(tally.worth).zip(tally.levels).zip(shares) {
        if count > 0 {
            parts.push(Part { share: Some(share), ..Part::new(name, worth / total as i64) });
        }
    }
    let value = parts.iter().map(|part| i64::from(part.points)).sum();
    if tally.judged > 0 {
        parts.push(Part::new("expected", tally.expected / tally.judged as i64));
    }
    Score { value: PerMille::new(value), parts }
}
