//! Writes results out.
//!
//! In: `Report`s, `Comparison`s, `Document`s. Out: text in one of the formats, one file each.
//! Never decides anything; colour and width are chosen by the caller.

pub mod json;
