//! ganhuo (干货: the substance of a text, without the water): a static analyser for Chinese official
//! annual reports.
//!
//! One sentence, and the tree says it: **read → segment → recognise → score and compare → check →
//! report.** The nouns are in [`model`], each verb is a folder and a pure function from nouns to nouns,
//! and only [`analyse`] knows their order. Measures are made in stages; whether a measure is bad is said
//! by rules, which are data. Only [`cli`] touches files, the environment and the terminal.
//!
//! Words: report 报告 · section 章节 · role 章节职能 · claim 陈述 · evidence 依据 · slogan 套话 · level 具体程度 ·
//! overlap 重合 · prior 往年报告 · pack 规则包 · finding 问题.
//!
//! ```
//! use ganhuo::{Analyser, Library, model::Level};
//!
//! let analyser = Analyser::builtin().expect("the built-in packs load");
//! let text = "岚溪区水务局2024年法治政府建设年度报告\n一、主要举措和成效\n全年巡查河道210次。\n";
//! let report = analyser.analyse(text.as_bytes(), "报告.txt", &Library::default()).expect("it is text");
//! assert_eq!(report.analysis.document.header().year, Some(2024));
//! assert_eq!(report.analysis.scores.claims[0].level, Level::Measured);
//! assert!(report.findings.is_empty());
//! ```

pub mod analyse;
pub mod archive;
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
#[cfg(test)]
mod testing;
pub mod text;
pub mod trial;

pub use analyse::{Analyser, Comparer, Scorer};
pub use compare::Library;
pub use read::ReadError;
