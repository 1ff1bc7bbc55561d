//! One test binary; each theme is a module.

#![allow(missing_docs)]

#[cfg(feature = "docx")]
mod comments;
mod layers;
#[cfg(feature = "docx")]
mod readers;
mod tables;
