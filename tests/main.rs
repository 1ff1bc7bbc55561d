//! One test binary; each theme is a module.

#![allow(missing_docs)]

#[cfg(feature = "docx")]
mod comments;
#[cfg(all(feature = "docx", feature = "html", feature = "pdf"))]
mod hostile;
mod layers;
#[cfg(all(feature = "docx", feature = "html", feature = "pdf"))]
mod readers;
mod tables;
