//! What a rule is: loads and checks the packs of `rules/`.
//!
//! In: TOML, word lists and tables as text. Out: a [`RuleSet`], or errors with file, line, column.
//! Never applies a rule.

mod builtin;
mod error;
mod lexicon;
mod pack;

pub use builtin::builtin_files;
pub use error::PackError;
pub use lexicon::{Entry, Lexicon, Row, Table};
pub use pack::{Genre, Pack, RoleCues, RuleSet};
