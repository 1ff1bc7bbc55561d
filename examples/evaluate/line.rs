//! The stages before scoring, in a row.

use ganhuo::{
    model::{Document, Facts},
    read::{ReadError, read},
    recognise::{Recogniser, recognise},
    rules::RuleSet,
    segment::{Cues, segment},
};

/// The word lists of some packs, compiled.
pub(crate) struct Line {
    cues: Cues,
    recogniser: Recogniser,
}

impl Line {
    pub(crate) fn new(rules: &RuleSet) -> Self {
        Self { cues: Cues::new(rules), recogniser: Recogniser::new(rules) }
    }

    /// A text, segmented, and what was recognised in it.
    pub(crate) fn run(&self, bytes: &[u8], name: &str) -> Result<(Document, Facts), ReadError> {
        let document = segment(read(bytes, name)?, &self.cues);
        let facts = recognise(&document, &self.recogniser);
        Ok((document, facts))
    }
}
