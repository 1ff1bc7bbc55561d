//! One test binary; each theme is a module.

#![allow(missing_docs)]

mod layers;
#[cfg(feature = "docx")]
mod readers;
