//! One test binary; each theme is a module.

#![allow(missing_docs)]

#[cfg(all(feature = "docx", feature = "html", feature = "pdf"))]
mod archive;
mod cli;
#[cfg(feature = "docx")]
mod comments;
mod corpora;
mod docs;
#[cfg(all(feature = "docx", feature = "cli"))]
mod fixes;
#[cfg(all(feature = "docx", feature = "html", feature = "pdf"))]
mod hostile;
mod layers;
mod marks;
#[cfg(all(feature = "docx", feature = "cli"))]
mod office;
mod packs;
#[cfg(feature = "docx")]
mod pages;
mod properties;
#[cfg(all(feature = "docx", feature = "html", feature = "pdf"))]
mod readers;
#[cfg(feature = "cli")]
mod safety;
mod sarif;
mod snapshot;
mod statements;
mod tables;
