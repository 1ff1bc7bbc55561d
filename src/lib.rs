//! ganhuo (干货): a static analyser for Chinese official annual reports.
//!
//! read → segment → recognise → score and compare → check → report.

pub mod analyse;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod config;
pub mod model;
#[cfg(feature = "docx")]
pub mod ooxml;
pub mod read;
pub mod recognise;
pub mod report;
pub mod rules;
pub mod score;
pub mod segment;
pub mod text;

pub use analyse::Analyser;
pub use compare::Library;
pub use read::ReadError;
