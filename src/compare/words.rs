//! Words of running text: jieba's, without loading jieba's whole dictionary.
//!
//! Of 350,000 words a report can hold some thousand. `words.txt` is that dictionary in a form that is
//! looked up where it lies; [`Words::of`] gives jieba the words that can stand in the texts to be cut,
//! and the weight of all others as one word that stands nowhere. So every cut is the one that the
//! whole dictionary makes, in a hundredth of the time.

/// Cuts runs of Han characters into words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    #[cfg(feature = "words")]
    jieba: jieba_rs::Jieba,
}

#[cfg(not(feature = "words"))]
impl Words {
    /// Without a dictionary there is nothing to prepare.
    pub(super) fn of<'a>(_: impl IntoIterator<Item = &'a str>) -> Self {
        Self {}
    }

    /// The lengths in bytes of the characters of a run: without a dictionary each stands alone.
    #[expect(clippy::unused_self)]
    pub(super) fn lengths(&self, run: &str) -> Vec<usize> {
        run.chars().map(char::len_utf8).collect()
    }
}

#[cfg(feature = "words")]
impl Words {
    /// The words that can stand in some texts.
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let lines = dictionary::trimmed(texts);
        // The lines are written here, so that they can be read.
        let jieba =
            jieba_rs::Jieba::with_dict(&mut lines.as_bytes()).unwrap_or_else(|_| jieba_rs::Jieba::empty());
        Self { jieba }
    }

    /// The lengths in bytes of the words of a run of Han characters that stands in one of the texts.
    pub(super) fn lengths(&self, run: &str) -> Vec<usize> {
        self.jieba.cut(run, false).into_iter().map(|token| token.word.len()).collect()
    }
}

#[cfg(feature = "words")]
mod dictionary {
    use std::{fmt::Write as _, ops::Range, sync::OnceLock};

    use crate::{compare::parallel, text::class};

    const TEXT: &str = include_str!("words.txt");

    /// The frequency that is not written.
    const USUAL: u64 = 3;

    /// A word of no text, for the weight of the words that were left out.
    const OTHERS: char = '\u{e000}';

    /// First characters, ascending, each with the bytes of what follows it on its line; and the sum of
    /// all frequencies.
    type Lines = (Vec<(char, Range<usize>)>, u64);

    fn lines() -> &'static Lines {
        static LINES: OnceLock<Lines> = OnceLock::new();
        LINES.get_or_init(|| {
            let (mut lines, mut total, mut at) = (Vec::new(), 0, 0);
            for line in TEXT.split('\n') {
                let range = at..at + line.len();
                at = range.end + 1;
                match line.chars().next() {
                    Some('#') => total = line[1..].trim().parse().unwrap_or(total),
                    Some(first) => lines.push((first, range.start + first.len_utf8()..range.end)),
                    None => {}
                }
            }
            (lines, total)
        })
    }

    /// The pairs of neighbouring Han characters of some texts, and the characters, ascending.
    fn neighbours<'a>(texts: impl IntoIterator<Item = &'a str>) -> (Vec<char>, Vec<(char, char)>) {
        let (mut single, mut pairs) = (Vec::new(), Vec::new());
        for text in texts {
            let mut before = None;
            for c in text.chars() {
                let han = class::is_han(c).then_some(c);
                single.extend(han);
                pairs.extend(before.zip(han));
                before = han;
            }
        }
        single.sort_unstable();
        single.dedup();
        pairs.sort_unstable();
        pairs.dedup();
        (single, pairs)
    }

    /// Some entries (each begins with a space, ascending) from the first one on that begins with a
    /// character or a later one.
    fn beginning(entries: &str, with: char) -> &str {
        let (mut low, mut high) = (0, entries.len());
        // Most are near.
        let mut reach = 256;
        while let Some(start) = entries.as_bytes().get(reach..).and_then(|rest| {
            let space = rest.iter().position(|byte| *byte == b' ')?;
            Some(reach + space)
        }) {
            if text_at(entries, start + 1).is_some_and(|c| c >= with) {
                high = start;
                break;
            }
            (low, reach) = (start, start * 2);
        }
        while low < high {
            let middle = low + (high - low) / 2;
            let start = entries.as_bytes()[..=middle].iter().rposition(|byte| *byte == b' ').unwrap_or(0);
            if text_at(entries, start + 1).is_some_and(|c| c >= with) {
                high = start;
            } else {
                low = entries[start + 1..].find(' ').map_or(entries.len(), |space| start + 1 + space);
            }
        }
        &entries[high..]
    }

    fn text_at(text: &str, at: usize) -> Option<char> {
        text.get(at..)?.chars().next()
    }

    /// First characters whose words are looked up in one piece of work.
    const AT_ONCE: usize = 128;

    /// The dictionary, one `word frequency` a line, of the words of which every two neighbouring
    /// characters are neighbours in some text: no other can stand there.
    pub(super) fn trimmed<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
        let (single, pairs) = neighbours(texts);
        let firsts: Vec<&[char]> = single.chunks(AT_ONCE).collect();
        let parts = parallel::each(&firsts, |_, firsts| words(firsts, &pairs));
        let mut rest = lines().1;
        let mut out = String::with_capacity(parts.iter().map(|(words, _)| words.len()).sum::<usize>() + 16);
        for (words, frequencies) in parts {
            out.push_str(&words);
            rest = rest.saturating_sub(frequencies);
        }
        let _ = writeln!(out, "{OTHERS} {rest}");
        out
    }

    /// The same for words with certain first characters, and the sum of their frequencies.
    fn words(firsts: &[char], pairs: &[(char, char)]) -> (String, u64) {
        let (mut out, mut sum) = (String::new(), 0);
        let mut push = |first: char, entry: &str| {
            let digits = entry.find(|c: char| c.is_ascii_digit()).unwrap_or(entry.len());
            let frequency = entry[digits..].parse().unwrap_or(USUAL);
            sum += frequency;
            let _ = writeln!(out, "{first}{} {frequency}", &entry[..digits]);
        };
        let stand = |x: char, y: char| pairs.binary_search(&(x, y)).is_ok();
        let lines = &lines().0;
        for first in firsts {
            let Ok(at) = lines.binary_search_by_key(first, |(c, _)| *c) else { continue };
            let mut entries = &TEXT[lines[at].1.clone()];
            // The character itself stands before what follows it.
            if let Some(entry) =
                entries.split(' ').nth(1).filter(|entry| entry.starts_with(|c: char| c.is_ascii_digit()))
            {
                push(*first, entry);
            }
            let mine = &pairs[pairs.partition_point(|(x, _)| x < first)..];
            for (_, second) in mine.iter().take_while(|(x, _)| x == first) {
                entries = beginning(entries, *second);
                while let Some(rest) = entries.strip_prefix(' ').filter(|rest| rest.starts_with(*second)) {
                    let end = rest.find(' ').unwrap_or(rest.len());
                    let entry = &rest[..end];
                    let han = || entry.chars().take_while(|c| !c.is_ascii_digit());
                    if han().zip(han().skip(1)).all(|(x, y)| stand(x, y)) {
                        push(*first, entry);
                    }
                    entries = &rest[end..];
                }
            }
        }
        (out, sum)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_words_of_a_text_are_found() {
            let found = trimmed(["岚溪区一一对应"]);
            assert!(found.contains("一一对应 43\n") && found.contains("一 217830\n"), "{found}");
            assert!(!found.contains("一二"), "{found}");
            let sum: u64 =
                found.lines().filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok()).sum();
            assert_eq!(sum, lines().1);
        }

        #[test]
        fn every_word_of_the_list_is_found_by_its_characters() {
            let (lines, _) = lines();
            assert!(lines.windows(2).all(|two| two[0].0 < two[1].0));
            for (first, range) in lines.iter().step_by(97) {
                for entry in TEXT[range.clone()].split(' ').skip(1) {
                    let word: String = std::iter::once(*first)
                        .chain(entry.chars())
                        .filter(|c| !c.is_ascii_digit())
                        .collect();
                    let found = trimmed([word.as_str()]);
                    assert!(found.lines().any(|line| line.split(' ').next() == Some(&word)), "{word}");
                }
            }
        }
    }
}

#[cfg(all(test, feature = "words"))]
mod tests {
    use super::*;

    /// The whole dictionary of jieba has these words and no other Han ones, and cuts as they do.
    #[test]
    fn cuts_are_those_of_the_whole_dictionary() {
        let whole = jieba_rs::Jieba::new();
        for file in [
            include_str!("../../README.zh-CN.md"),
            include_str!("../../docs/zh/reviewers.md"),
            include_str!("../../rules/base/words/slogans.txt"),
        ] {
            let words = Words::of([file]);
            for run in file.split(|c| !crate::text::class::is_han(c)).filter(|run| !run.is_empty()) {
                let expected: Vec<usize> =
                    whole.cut(run, false).iter().map(|token| token.word.len()).collect();
                assert_eq!(words.lengths(run), expected, "{run}");
            }
        }
    }
}
