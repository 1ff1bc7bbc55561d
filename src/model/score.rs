//! What was measured.

use crate::text::Span;

/// Thousandths, 0 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PerMille(u16);

impl PerMille {
    /// The value, cut to 0–1000.
    pub fn new(value: i64) -> Self {
        Self(value.clamp(0, 1000) as u16)
    }

    /// `part` of `whole`, rounded down; 0 of a whole of 0.
    pub fn of(part: u64, whole: u64) -> Self {
        match (part * 1000).checked_div(whole) {
            Some(share) => Self::new(share as i64),
            None => Self(0),
        }
    }

    /// The shares of some parts in their sum: to the nearest, and 1000 together (largest remainders; of equal
    /// ones the first). All 0 if there is nothing.
    pub fn portions<const N: usize>(parts: [u64; N]) -> [Self; N] {
        let whole: u64 = parts.iter().sum();
        if whole == 0 {
            return [Self(0); N];
        }
        let mut shares = parts.map(|part| part * 1000 / whole);
        let mut order: Vec<usize> = (0..N).collect();
        order.sort_by_key(|at| std::cmp::Reverse(parts[*at] * 1000 % whole));
        let rest = 1000 - shares.iter().sum::<u64>();
        for at in order.into_iter().take(rest as usize) {
            shares[at] += 1;
        }
        shares.map(|share| Self::new(share as i64))
    }

    /// The number of thousandths.
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// What a claim says. The names are those of `kind` in the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// Ideology, requirement, duty, praise.
    Stance,
    /// What was done.
    Action,
    /// What it led to.
    Result,
    /// A shortcoming or its cause.
    Problem,
    /// What will be done.
    Plan,
    /// A state of affairs, background.
    Fact,
}

impl ClaimKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 6] =
        [Self::Stance, Self::Action, Self::Result, Self::Problem, Self::Plan, Self::Fact];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::Action => "action",
            Self::Result => "result",
            Self::Problem => "problem",
            Self::Plan => "plan",
            Self::Fact => "fact",
        }
    }

    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Stance => "表态",
            Self::Action => "举措",
            Self::Result => "成效",
            Self::Problem => "问题",
            Self::Plan => "安排",
            Self::Fact => "事实",
        }
    }
}

/// How concrete a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 空话: true of any body in any year.
    Slogan,
    /// 泛述: a kind of work, nothing that pins it down.
    General,
    /// 具体: at least one particular that could be looked up.
    Specific,
    /// 可核查: a particular with a quantity that could be recomputed.
    Measured,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 4] = [Self::Slogan, Self::General, Self::Specific, Self::Measured];

    /// The name used in English output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slogan => "slogan",
            Self::General => "general",
            Self::Specific => "specific",
            Self::Measured => "measured",
        }
    }

    /// 0 to 3.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Slogan => "空话",
            Self::General => "泛述",
            Self::Specific => "具体",
            Self::Measured => "可核查",
        }
    }
}

/// One reason for a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Name of the reason; the pack's weights use the same.
    pub name: &'static str,
    /// Thousandths added (or taken, below zero).
    pub points: i32,
    /// The words that it counts, if it counts words.
    pub words: Counted,
    /// For a level's part in the score of a section or a report: its share of the characters.
    pub share: Option<PerMille>,
}

impl Part {
    /// A part that counts no words.
    pub fn new(name: &'static str, points: i64) -> Self {
        Self { name, points: points as i32, words: Counted::default(), share: None }
    }

    /// The same with the words that it counts.
    pub fn with(mut self, words: impl IntoIterator<Item = Span>) -> Self {
        words.into_iter().for_each(|span| self.words.push(span));
        self
    }
}

/// Words that a part counts, the first of them: nobody reads a longer list, and a claim has many parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    spans: [Span; Self::MOST],
    len: u8,
}

impl Counted {
    /// How many are named.
    pub const MOST: usize = 5;

    /// Adds words, if there is room.
    pub fn push(&mut self, span: Span) {
        if let Some(free) = self.spans.get_mut(usize::from(self.len)) {
            *free = span;
            self.len += 1;
        }
    }

    /// The words in the order in which they were counted.
    pub fn spans(&self) -> &[Span] {
        &self.spans[..usize::from(self.len)]
    }
}

/// A measured value with its working.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Score {
    /// 0 (nothing checkable) to 1000.
    pub value: PerMille,
    /// The reasons, in the order in which they were applied.
    pub parts: Vec<Part>,
}

/// The measure of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimScore {
    /// What it says.
    pub kind: ClaimKind,
    /// How concrete it is.
    pub level: Level,
    /// The value and its working.
    pub score: Score,
    /// Its characters that count in the scores of section and report; 0 for a claim that is only required
    /// or customary wording, or says no more than that there is nothing to report.
    pub counted: u32,
}

/// Characters that count, by level, lowest first.
pub type ByLevel = [u64; 4];

/// The measures of one report.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Of the whole report.
    pub document: Score,
    /// Of each section with its sub-sections, in the order of [`super::Document::sections`].
    pub sections: Vec<Score>,
    /// Of each claim, in the order of [`super::Document::claims`].
    pub claims: Vec<ClaimScore>,
    /// What the score of the report is made of: annexes are left out.
    pub letters: ByLevel,
    /// The same for each section with its sub-sections.
    pub section_letters: Vec<ByLevel>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_come_to_the_whole() {
        let shares = |parts| PerMille::portions(parts).map(PerMille::get);
        assert_eq!(shares([1, 1, 1, 0]), [334, 333, 333, 0]);
        assert_eq!(shares([2, 1, 0, 3]), [333, 167, 0, 500]);
        assert_eq!(shares([0, 0, 0, 0]), [0; 4]);
        assert_eq!(shares([9999, 1, 0, 0]), [1000, 0, 0, 0]);
    }
}
