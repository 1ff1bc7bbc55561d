//! What the user may set, and what the program uses.
//!
//! In: the text of `ganhuo.toml` and the command line's options. Out: [`Settings`], nothing optional.
//! Never opens a file; where a file is found is the command line's business.

mod options;
mod settings;

pub use options::{ConfigError, Options, PerFile};
pub use settings::{Origin, Override, Settings};
