//! What a letter puts before the report that it sends.

/// The words of a title without those that send or announce a report: 关于报送岚溪区水务局2023年… begins with the body.
pub fn without_sending(title: &str) -> &str {
    let title = title.trim_start_matches("关于");
    ["报送", "呈报", "上报", "印发"].iter().find_map(|word| title.strip_prefix(word)).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_stands_behind_the_words_of_the_letter() {
        assert_eq!(without_sending("关于报送岚溪区水务局"), "岚溪区水务局");
        assert_eq!(without_sending("关于岚溪区水务局"), "岚溪区水务局");
        assert_eq!(without_sending("岚溪区水务局"), "岚溪区水务局");
    }
}
