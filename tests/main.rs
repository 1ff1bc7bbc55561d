//! One test binary; each theme is a module.

#![allow(missing_docs)]

mod cli;
#[cfg(feature = "docx")]
mod comments;
mod layers;
mod properties;
#[cfg(feature = "docx")]
mod readers;
mod sarif;
mod tables;
