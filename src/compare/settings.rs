//! What is looked for: the numbers of the alignment, and the three sets that are in use.

use super::{digest::Digest, sentence::Likeness};

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
    /// Terms that both sides of a passage must share; see `evidence`.
    pub shared: usize,
    /// Terms among them that must stand nowhere else in either text.
    pub rare: usize,
    /// Whether passages that condense the other text are looked for as well.
    pub digest: Option<Digest>,
}

/// Whether common wording counts when passages are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Like any other: a passage is shown whole, and what is common in it is marked.
    Whole,
    /// It neither makes a passage nor breaks one.
    Neutral,
    /// It makes no passage, but belongs to one that is found beside it.
    Carried,
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
            cost: 850,
            least: 18,
            dense: 600,
            shared: 0,
            rare: 0,
            digest: None,
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
            shared: 0,
            rare: 0,
            digest: None,
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

    /// Reports of different bodies: a long sentence or more of words that are nobody else's, since
    /// duties, events and their names are alike everywhere.
    pub const BODIES: Self = {
        let mut settings = Self::REPEATS;
        settings.han.least = 40;
        settings.words.least = 30;
        settings
    };

    /// Single passages in texts about something else, as the public benchmarks plant them.
    pub const PASSAGES: Self = Self {
        stock: Counted::Carried,
        paragraphs: Paragraphs::Joined,
        han: Limits {
            gram: 10,
            likeness: Likeness { cosine: 380, dice: 330 },
            fragment: 3,
            gap: 40,
            piece: 3,
            cost: 300,
            least: 24,
            dense: 550,
            shared: 30,
            rare: 12,
            digest: None,
        },
        words: Limits {
            gram: 4,
            likeness: Likeness { cosine: 300, dice: 380 },
            fragment: 3,
            gap: 110,
            piece: 1,
            cost: 400,
            least: 24,
            dense: 450,
            shared: 20,
            rare: 1,
            digest: Some(Digest { least: 80, dense: 700, places: 2, times: 4, ordinary: 700 }),
        },
    };
}
