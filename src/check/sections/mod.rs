//! Parts that must be there, that are too short, or that lack something.

mod doers;
mod lacks;
mod length;
mod required;

pub(super) use lacks::lacks;
pub(super) use length::length;
pub(super) use required::required;

/// From this length in Chinese characters on a part counts as written.
const WRITTEN: usize = 15;
