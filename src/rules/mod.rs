//! What a rule is: loads and checks the packs of `rules/`.
//!
//! In: TOML, word lists and tables as text. Out: a [`RuleSet`], or errors with file, line, column.
//! Never applies a rule.

mod builtin;
pub mod docs;
mod error;
pub mod kind;
mod lexicon;
mod load;
mod message;
mod needs;
mod pack;
mod pattern;
mod reader;
mod rule;
mod validate;

pub use builtin::builtin_files;
pub use error::PackError;
pub use kind::Kind;
pub use lexicon::{Entry, Lexicon, Row, Table};
pub use load::CATEGORIES;
pub use message::{fill, placeholders};
pub use pack::{Genre, Pack, RoleCues, RuleSet};
pub use pattern::{Match, Pattern};
pub use reader::reader_words;
pub use rule::{Example, ExampleReport, Rule, Status, Words};
