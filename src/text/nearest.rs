//! The name that was probably meant.

/// The name in `names` that differs least from `word`, if it is near: a Levenshtein distance of at
/// most a third of its length.
pub fn nearest<'a>(word: &str, names: &[&'a str]) -> Option<&'a str> {
    names
        .iter()
        .map(|name| (distance(word, name), *name))
        .min()
        .filter(|(steps, name)| *steps * 3 <= name.chars().count().max(3))
        .map(|(_, name)| name)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        assert_eq!(nearest("slect", &["select", "ignore"]), Some("select"));
        assert_eq!(nearest("phrase", &["select", "ignore"]), None);
    }
}
