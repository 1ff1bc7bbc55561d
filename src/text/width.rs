//! How wide a text is on a terminal, in columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide characters of ambiguous width (“ ” — … ①) are drawn: terminals differ (Unicode UAX #11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// One column, as most terminals do today.
    #[default]
    Narrow,
    /// Two columns, as terminals set up for Chinese often do.
    Wide,
}

/// Columns of one character; control characters take none.
pub fn char_width(c: char, ambiguous: Ambiguous) -> usize {
    match ambiguous {
        Ambiguous::Narrow => c.width(),
        Ambiguous::Wide => c.width_cjk(),
    }
    .unwrap_or(0)
}

/// Columns of a text.
pub fn str_width(text: &str, ambiguous: Ambiguous) -> usize {
    match ambiguous {
        Ambiguous::Narrow => text.width(),
        Ambiguous::Wide => text.width_cjk(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_two_columns_and_quotes_differ() {
        assert_eq!(str_width("法治12", Ambiguous::Narrow), 6);
        assert_eq!(char_width('“', Ambiguous::Narrow), 1);
        assert_eq!(char_width('“', Ambiguous::Wide), 2);
    }
}
