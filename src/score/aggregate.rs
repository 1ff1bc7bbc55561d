//! How concrete a section and the report are: shares of their words by level.

use super::{Subject, concreteness::Weighed};
use crate::model::{ClaimId, ClaimScore, Level, Part, PerMille, Role, Score, Scores, SectionId};

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
pub(super) fn scores(subject: &Subject<'_>, claims: Vec<Weighed>) -> Scores {
    let Subject { document, weights, .. } = *subject;
    let mut tallies = vec![Tally::default(); document.sections().len()];
    let mut whole = Tally::default();
    let expected: Vec<Option<i64>> =
        document.sections().iter().map(|section| weights.expected(document, section.role)).collect();
    let add = |(at, weighed): (usize, Weighed)| {
        let id = ClaimId(at as u32);
        let claim = document.claim(id);
        let role = document.section(claim.section).role;
        let count = counted(subject, id, &weighed);
        let scored = ClaimScore { counted: count as u32, ..weighed.score };
        let mut tally = Tally::default();
        let level = usize::from(scored.level.number());
        tally.levels[level] = count;
        tally.worth[level] = count as i64 * weights.share(scored.level, scored.score.value);
        if let Some(expected) = expected[claim.section.0 as usize] {
            tally.expected = expected * count as i64;
            tally.judged = count;
        }
        tallies[claim.section.0 as usize].add(tally);
        if role != Role::Annex {
            whole.add(tally);
        }
        scored
    };
    let claims = claims.into_iter().enumerate().map(add).collect();
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
fn counted(subject: &Subject<'_>, id: ClaimId, weighed: &Weighed) -> u64 {
    let whole = subject.document.plain_claim(id);
    let all = subject.letters(whole);
    if weighed.score.level >= Level::Specific {
        return all as u64;
    }
    let Weighed { required, formula, body, length, .. } = *weighed;
    let nothing = || length == 1 && subject.words(body).trim_matches(|c: char| !c.is_alphanumeric()) == "无";
    if length <= required + formula || nothing() {
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
