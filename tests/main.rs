//! One test binary; each theme is a module.

#![allow(missing_docs)]

mod layers;
mod tables;
