//! Whether a short text holds a word, asked of many words.

/// Texts up to this many bytes are short: a heading, a cell.
const SHORT: usize = 64;

/// Whether a text holds a word. The search of the library gets itself ready for a long text, which takes
/// longer than to look through a heading.
pub fn holds(text: &str, word: &str) -> bool {
    let (Some(first), true) = (word.as_bytes().first(), text.len() <= SHORT) else {
        return text.contains(word);
    };
    let places = 0..(text.len() + 1).saturating_sub(word.len());
    places
        .into_iter()
        .any(|at| text.as_bytes()[at] == *first && text.as_bytes()[at..].starts_with(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn as_the_library_says(text in "[岚溪aé𠀀]{0,24}", word in "[岚溪aé𠀀]{0,3}") {
            proptest::prop_assert_eq!(holds(&text, &word), text.contains(&word));
        }
    }
}
