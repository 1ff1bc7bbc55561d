//! What Office Open XML (ECMA-376) files hold, for the stages that read and write them.
//!
//! In: the bytes of a `.docx`. Out: a [`Flow`]: its text in reading order with the numbers that
//! Word computes, and for every piece the place in `document.xml` that it came from, so that
//! comments can be put back on the words.
//! Never decides what a paragraph is for, and never opens a file.
//!
//! Elements are known by their local names: transitional, strict and odd prefixes are all read.

mod element;
mod flow;
mod format;
mod numbering;
mod package;
mod revision;
mod rewrite;
mod styles;
mod walk;
mod xml;

pub use flow::{Flow, Paragraph, Piece, Place, Run, TableSize, flow, flow_of, main_part};
pub use package::{Fault, Package, Relation, relations_of, target_of};
pub use revision::{Change, Obstacle, Revised, revised};
pub use rewrite::rewritten;
pub use xml::{Token, Xml, attribute, local};
