//! What is true of any Chinese text and of no document: spans, lines, folding, classes, widths.
//!
//! In: strings. Out: positions and views. Never changes a text in place.

mod beginnings;
mod cells;
mod chars;
pub mod class;
mod decimal;
mod fold;
mod hash;
mod leader;
mod letters;
mod lines;
mod lookup;
pub mod marks;
mod nearest;
mod number;
mod sending;
mod slots;
mod span;
mod starts;
mod width;

pub use beginnings::Beginnings;
pub use cells::{CellOfLine, cells_of_line, is_figure};
pub use chars::Chars;
pub use decimal::{HeadingDecimal, leading_decimal};
pub use fold::{Folded, fold_char, fold_str};
pub use hash::{Fnv, fingerprint};
pub use leader::without_page;
pub use letters::Letters;
pub use lines::{Encoding, LineIndex, Position};
pub use lookup::{Hit, Lookup};
pub use nearest::nearest;
pub use number::{Number, NumberStyle, leading_number, starts_numbered};
pub use sending::without_sending;
pub use span::Span;
pub use width::{Ambiguous, char_width, str_width};
