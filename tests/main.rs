//! One test binary; each theme is a module.

#![allow(missing_docs)]

mod corpora;
mod layers;
