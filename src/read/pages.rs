//! Pages as notices name them.

/// 第2—4、7页; pages 2–4, 7.
pub(super) fn listed(pages: &[u32]) -> (String, String) {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let join = |dash: &str, comma: &str| {
        let parts: Vec<String> = ranges
            .iter()
            .map(
                |(first, last)| {
                    if first == last { first.to_string() } else { format!("{first}{dash}{last}") }
                },
            )
            .collect();
        parts.join(comma)
    };
    let noun = if pages.len() == 1 { "page" } else { "pages" };
    (format!("第{}页", join("—", "、")), format!("{noun} {}", join("–", ", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_listed_in_ranges() {
        assert_eq!(listed(&[7]), ("第7页".to_owned(), "page 7".to_owned()));
        assert_eq!(listed(&[2, 3, 4, 7]), ("第2—4、7页".to_owned(), "pages 2–4, 7".to_owned()));
    }
}
