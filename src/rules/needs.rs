//! Required literals: the words that every match of a pattern holds at least one of, as a prefilter.
//!
//! Where none of them stands, a pattern need not be tried, nor even compiled: compiling the patterns
//! of all rules takes longer than reading and judging a report.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

/// Most words that are worth looking for in place of one pattern.
const MOST: usize = 64;

/// Most pairs of characters that are. Hardly any of them is met.
const PAIRS: usize = 200;

/// Most words that neighbours are multiplied into.
const PRODUCT: usize = 24;

/// Most sets of a pattern: what passes those that say most passes the others.
const SETS: usize = 6;

/// Words of each of which a match needs one.
enum Set {
    Words(Vec<String>),
    /// Each of these characters before each of those.
    Pairs(BTreeSet<char>, BTreeSet<char>),
}

impl Set {
    /// How much it says: the length of its shortest word, then how few they are.
    fn worth(&self) -> (usize, std::cmp::Reverse<usize>) {
        match self {
            Self::Words(words) => {
                let shortest = words.iter().map(|word| word.chars().count()).min().unwrap_or(0);
                (shortest, std::cmp::Reverse(words.len()))
            }
            Self::Pairs(lasts, firsts) => (2, std::cmp::Reverse(lasts.len() * firsts.len())),
        }
    }

    fn words(self) -> Vec<String> {
        match self {
            Self::Words(words) => words,
            Self::Pairs(lasts, firsts) => lasts
                .iter()
                .flat_map(|last| firsts.iter().map(move |first| String::from_iter([*last, *first])))
                .collect(),
        }
    }

    /// Without words that hold another word of it: they add nothing.
    fn plain(self) -> Self {
        match self {
            Self::Words(words) => Self::Words(plain(words)),
            Self::Pairs(..) => self,
        }
    }
}

/// The words that a match needs: of each set at least one, the set that says most first. Nothing is
/// known of a pattern without a set.
pub(super) fn needs(hir: &Hir) -> Vec<Vec<String>> {
    let mut sets: Vec<Set> = sets(hir).into_iter().map(Set::plain).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.worth()));
    sets.truncate(SETS);
    let mut sets: Vec<Vec<String>> = sets.into_iter().map(Set::words).collect();
    sets.dedup();
    sets
}

/// A set without words that hold another word of it: they add nothing.
fn plain(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut kept: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        // Of words as long as each other none holds another, and equal ones stand side by side.
        let shorter = kept.partition_point(|other| other.len() < word.len());
        if kept.last() != Some(&word) && !kept[..shorter].iter().any(|other| word.contains(other.as_str())) {
            kept.push(word);
        }
    }
    kept
}

/// Sets of words of each of which every match holds one.
fn sets(hir: &Hir) -> Vec<Set> {
    if let Some(words) = all(hir) {
        return holds(words).into_iter().collect();
    }
    match hir.kind() {
        HirKind::Repetition(repeated) if repeated.min > 0 => sets(&repeated.sub),
        HirKind::Capture(group) => sets(&group.sub),
        HirKind::Alternation(parts) => {
            let mut words = Vec::new();
            for part in parts {
                match sets(part).into_iter().max_by_key(Set::worth) {
                    Some(set) => words.extend(set.words()),
                    None => return Vec::new(),
                }
            }
            holds(words).into_iter().collect()
        }
        HirKind::Concat(parts) => {
            let mut found = Vec::new();
            let mut run = vec![String::new()];
            for part in parts {
                if let Some(words) = all(part).filter(|words| words.len() * run.len() <= PRODUCT) {
                    run = product(&run, &words);
                } else {
                    found.extend(holds(std::mem::replace(&mut run, vec![String::new()])));
                    found.extend(sets(part));
                }
            }
            found.extend(holds(run));
            found.extend((1..parts.len()).filter_map(|at| neighbours(&parts[..at], &parts[at..])));
            found
        }
        _ => Vec::new(),
    }
}

/// The pairs of characters of which one stands in every match where two parts of it meet: a digit before a mark.
fn neighbours(before: &[Hir], behind: &[Hir]) -> Option<Set> {
    let lasts = edge(before.iter().rev(), Side::Last)?;
    let firsts = edge(behind.iter(), Side::First)?;
    (lasts.len() * firsts.len() <= PAIRS).then_some(Set::Pairs(lasts, firsts))
}

/// An end of a match.
#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

/// The characters at the end of parts in a row, from that end on; `None` if they are many or the parts can be empty.
fn edge<'a>(parts: impl Iterator<Item = &'a Hir>, side: Side) -> Option<BTreeSet<char>> {
    let mut chars = BTreeSet::new();
    for part in parts {
        chars.extend(ends(part, side)?);
        if part.properties().minimum_len().is_some_and(|least| least > 0) {
            return (!chars.is_empty() && chars.len() <= MOST).then_some(chars);
        }
    }
    None
}

/// The characters with which what is not empty of a match begins or ends.
fn ends(hir: &Hir, side: Side) -> Option<BTreeSet<char>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(BTreeSet::new()),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(match side {
                Side::First => text.chars().next().into_iter().collect(),
                Side::Last => text.chars().next_back().into_iter().collect(),
            })
        }
        HirKind::Class(Class::Unicode(class)) => {
            let size: usize = class.iter().map(ClassUnicodeRange::len).sum();
            (size <= MOST).then(|| class.iter().flat_map(|range| range.start()..=range.end()).collect())
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Repetition(repeated) => ends(&repeated.sub, side),
        HirKind::Capture(group) => ends(&group.sub, side),
        HirKind::Alternation(parts) => {
            let mut chars = BTreeSet::new();
            for part in parts {
                chars.extend(ends(part, side)?);
            }
            Some(chars)
        }
        HirKind::Concat(parts) => {
            let mut chars = BTreeSet::new();
            let mut add = |part: &Hir| -> Option<bool> {
                chars.extend(ends(part, side)?);
                Some(part.properties().minimum_len().is_some_and(|least| least > 0))
            };
            match side {
                Side::First => {
                    for part in parts {
                        if add(part)? {
                            break;
                        }
                    }
                }
                Side::Last => {
                    for part in parts.iter().rev() {
                        if add(part)? {
                            break;
                        }
                    }
                }
            }
            Some(chars)
        }
    }
}

/// Every word of one set with every word of another behind it.
fn product(heads: &[String], tails: &[String]) -> Vec<String> {
    heads.iter().flat_map(|head| tails.iter().map(move |tail| head.clone() + tail)).collect()
}

/// All texts that match, if they are few.
fn all(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(Class::Unicode(class)) => {
            let size: usize = class.iter().map(ClassUnicodeRange::len).sum();
            let chars = || class.iter().flat_map(|range| range.start()..=range.end());
            (size <= PRODUCT).then(|| chars().map(String::from).collect())
        }
        HirKind::Capture(group) => all(&group.sub),
        HirKind::Alternation(parts) => {
            let mut words = Vec::new();
            for part in parts {
                words.extend(all(part)?);
                if words.len() > MOST {
                    return None;
                }
            }
            Some(words)
        }
        HirKind::Repetition(repeated) if repeated.min == 0 && repeated.max == Some(1) => {
            let mut words = all(&repeated.sub)?;
            words.push(String::new());
            Some(words)
        }
        HirKind::Concat(parts) => {
            let mut words = vec![String::new()];
            for part in parts {
                let next = all(part)?;
                if words.len() * next.len() > PRODUCT {
                    return None;
                }
                words =
                    words.iter().flat_map(|head| next.iter().map(move |tail| head.clone() + tail)).collect();
            }
            Some(words)
        }
        _ => None,
    }
}

/// A set is of use if it is small and has no empty word.
fn holds(words: Vec<String>) -> Option<Set> {
    (words.len() <= MOST && !words.iter().any(String::is_empty)).then_some(Set::Words(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Vec<Vec<String>> {
        let hir = regex_syntax::ParserBuilder::new().multi_line(true).build().parse(source).unwrap();
        needs(&hir)
    }

    #[test]
    fn the_longest_sure_words_come_first() {
        assert_eq!(of("有待(?:进一步)?[^。]{0,8}(?:提高|加强)"), [vec!["有待"], vec!["加强", "提高"]]);
        assert_eq!(of("[一二]是[^。]*因为"), [vec!["因为"], vec!["一是", "二是"]]);
        assert_eq!(of("(?:甲乙|丙)+[^。]丁戊"), [vec!["丁戊"], vec!["丙", "甲乙"]]);
        assert_eq!(of("^\\d{1,2}、"), [vec!["、"]]);
    }

    #[test]
    fn where_two_parts_meet_their_ends_are_neighbours() {
        assert_eq!(of("[1-3][0-3]{0,5}(?:\\.[0-3]{1,2})?(?:[。;]|,(?:$|[^0-9]))")[0].len(), 12);
        let pairs = ["1;", "1。", "2;", "2。"].map(str::to_owned).to_vec();
        assert_eq!(of("[^。]{2}[12]+(?:。|;甲?)")[0], pairs);
        // What can be left out has other neighbours.
        assert_eq!(of("[^。][12]?(?:。|;)"), [vec![";", "。"]]);
        assert_eq!(of("[^。]甲?[12]?[^;]"), Vec::<Vec<String>>::new());
    }

    #[test]
    fn of_a_pattern_without_sure_words_nothing_is_known() {
        assert!(of("[^。]{160,}").is_empty());
        assert!(of("甲?乙?").is_empty());
        assert!(of("(?:甲|[^乙])").is_empty());
    }

    #[test]
    fn no_match_is_without_one_of_each_set() {
        let texts = [
            "工作有待提高",
            "二是因为",
            "甲乙丙丁",
            "一、二个",
            "等等……",
            "甲丙丙",
            "乙丁",
            "罚款12。",
            "立案2;",
            "共1,",
        ];
        let sources = [
            "有待(?:进一步)?(?:提高|加强)",
            "[一二]是",
            "(?:甲|乙)丙?(?:丁|丙)",
            "等等?…+|…+等",
            "[^。]{2}[12][0-9]{0,3}(?:[。;]|,(?:$|[^0-9]))",
            "(?:甲?乙?丙?)(?:丁|丙)",
        ];
        for source in sources {
            let regex = regex::Regex::new(source).unwrap();
            for text in texts.into_iter().filter(|text| regex.is_match(text)) {
                for set in of(source) {
                    assert!(set.iter().any(|word| text.contains(word.as_str())), "{source} {text} {set:?}");
                }
            }
        }
    }
}
