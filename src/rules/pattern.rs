//! A pattern of a rule, compiled when it is first needed.

use std::{
    ops::Range,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use regex::{Regex, RegexBuilder};
use regex_automata::meta;
use regex_syntax::{ParserBuilder, hir::Hir};
use serde::{Deserialize, Deserializer};

use super::needs::needs;

/// The group whose words are meant; the rest of a match is only its surroundings.
const HERE: &str = "here";

/// Largest compiled pattern, in bytes: a class of Chinese characters with a bounded count takes some
/// hundred kilobytes.
const SIZE: usize = 4 << 20;

/// From this many bytes on that a pattern was tried on, a faster automaton is worth its compilation.
const MANY: usize = 64 << 10;

/// A text of fewer bytes is read by an automaton faster than it is searched for some dozens of words.
const BRIEF: usize = 1 << 10;

/// A regular expression on the plain view of a report.
///
/// `^` and `$` are the ends of a block; a negated class never runs over the end of a block. `\d` is one of the
/// digits 0 to 9 and `\s` a space, a tab or the end of a line: the plain view has no others.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    source: String,
    lazy: Arc<Lazy>,
}

/// What is worked out when it is first asked for.
#[derive(Debug, Default)]
struct Lazy {
    hir: OnceLock<Option<Hir>>,
    needs: OnceLock<Vec<Vec<String>>>,
    /// For few and short texts.
    light: OnceLock<Option<meta::Regex>>,
    /// For many and long ones.
    fast: OnceLock<Option<Regex>>,
    /// Bytes that it was tried on.
    tried: AtomicUsize,
}

/// A place that a pattern fits, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    groups: Vec<Option<Range<usize>>>,
    here: Option<Range<usize>>,
}

impl Match {
    fn light(found: &regex_automata::util::captures::Captures) -> Self {
        let groups = found.iter().map(|span| span.map(|span| span.range())).collect();
        Self { groups, here: found.get_group_by_name(HERE).map(|span| span.range()) }
    }

    fn fast(found: &regex::Captures) -> Self {
        let groups = found.iter().map(|group| group.map(|group| group.range())).collect();
        Self { groups, here: found.name(HERE).map(|group| group.range()) }
    }

    /// All that the pattern took in.
    pub fn whole(&self) -> Range<usize> {
        self.group(0).unwrap_or_default()
    }

    /// What is meant: the group `(?<here>…)`, else all.
    pub fn here(&self) -> Range<usize> {
        self.here.clone().unwrap_or_else(|| self.whole())
    }

    /// The first group that took part, where several patterns are written as one.
    pub fn first_group(&self) -> Option<Range<usize>> {
        self.groups.iter().skip(1).flatten().next().cloned()
    }

    /// A group by its number, from 1; `None` if it took no part.
    pub fn group(&self, nth: usize) -> Option<Range<usize>> {
        self.groups.get(nth).cloned().flatten()
    }
}

impl Pattern {
    /// A pattern of this source.
    pub fn new(source: impl Into<String>) -> Self {
        Self { source: source.into(), lazy: Arc::default() }
    }

    /// What tells it and its clones from all other patterns.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.lazy).addr()
    }

    /// As written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether it can be compiled.
    ///
    /// # Errors
    /// What the regular expression engine says.
    pub fn check(&self) -> Result<(), String> {
        let regex = fast(&self.source)?;
        if regex.is_match("") { Err("the pattern matches the empty text".to_owned()) } else { Ok(()) }
    }

    /// Sets of words: every match holds at least one of each.
    pub fn needs(&self) -> &[Vec<String>] {
        self.lazy.needs.get_or_init(|| self.hir().map(needs).unwrap_or_default())
    }

    /// Whether a text holds what every match needs; only then is the pattern compiled. A short text is not asked once
    /// the faster automaton stands, which reads it sooner than its words are looked for.
    fn may_fit(&self, text: &str) -> bool {
        let stands = || matches!(self.lazy.fast.get(), Some(Some(_)));
        (text.len() < BRIEF && stands()) || self.has_needs(text)
    }

    fn has_needs(&self, text: &str) -> bool {
        self.needs().iter().all(|set| set.iter().any(|word| text.contains(word.as_str())))
    }

    /// `None` if it is broken, which [`Pattern::check`] reports.
    fn hir(&self) -> Option<&Hir> {
        self.lazy.hir.get_or_init(|| parse(&self.source)).as_ref()
    }

    /// The engine for few texts.
    fn light(&self) -> Option<&meta::Regex> {
        self.lazy.light.get_or_init(|| light(self.hir()?)).as_ref()
    }

    /// The engine for many texts; none until it is worth its compilation.
    fn fast(&self, text: &str) -> Option<&Regex> {
        let tried = self.lazy.tried.fetch_add(text.len(), Ordering::Relaxed);
        if tried < MANY && text.len() < MANY {
            return None;
        }
        self.lazy.fast.get_or_init(|| fast(&self.source).ok()).as_ref()
    }

    /// Whether it fits somewhere in a text.
    pub fn fits(&self, text: &str) -> bool {
        self.may_fit(text)
            && match self.fast(text) {
                Some(regex) => regex.is_match(text),
                None => self.light().is_some_and(|regex| regex.is_match(text)),
            }
    }

    /// The first place in a text that it fits.
    pub fn first(&self, text: &str) -> Option<Match> {
        self.matches(text).next()
    }

    /// All places in a text that it fits, disjoint, in order.
    pub fn matches<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = Match> + 'a> {
        if self.may_fit(text) { self.matches_in(text) } else { Box::new(std::iter::empty()) }
    }

    /// The same for a text that is known to hold what every match needs.
    pub fn matches_in<'a>(&'a self, text: &'a str) -> Box<dyn Iterator<Item = Match> + 'a> {
        match (self.fast(text), self.light()) {
            (Some(regex), _) => Box::new(regex.captures_iter(text).map(|found| Match::fast(&found))),
            (None, Some(regex)) => Box::new(regex.captures_iter(text).map(|found| Match::light(&found))),
            (None, None) => Box::new(std::iter::empty()),
        }
    }

    /// A text with a space in place of all that it fits.
    pub fn blank(&self, text: &str) -> String {
        let (mut out, mut from) = (String::with_capacity(text.len()), 0);
        for found in self.matches(text).map(|found| found.whole()) {
            out.push_str(&text[from..found.start]);
            out.push(' ');
            from = found.end;
        }
        out + &text[from..]
    }

    /// A text that it fits from end to end, rewritten: `$1` is the first group.
    pub fn rewrite(&self, text: &str, template: &str) -> Option<String> {
        let found = self.first(text).filter(|found| found.whole() == (0..text.len()))?;
        let mut out = String::new();
        regex_automata::util::interpolate::string(
            template,
            |nth, out| out.push_str(found.group(nth).map_or("", |range| &text[range])),
            |_| None,
            &mut out,
        );
        Some(out)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

fn parse(source: &str) -> Option<Hir> {
    ParserBuilder::new().multi_line(true).build().parse(&one_block(source)).ok()
}

/// Compiles a pattern for few and short texts, which is what is left of a report where the words that
/// a match needs stand.
///
/// The lazy automaton of `regex` takes a second compilation, backwards. It costs more than half of a
/// run on a single report and gains nothing there.
fn light(hir: &Hir) -> Option<meta::Regex> {
    let config = meta::Config::new().nfa_size_limit(Some(SIZE)).hybrid(false).onepass(false).dfa(false);
    meta::Regex::builder().configure(config).build_from_hir(hir).ok()
}

/// Compiles it for long texts.
fn fast(source: &str) -> Result<Regex, String> {
    RegexBuilder::new(&one_block(source))
        .multi_line(true)
        .size_limit(SIZE)
        .build()
        .map_err(|error| last(&error))
}

/// The engine's messages draw the pattern; their last line says what is wrong.
fn last(error: &impl ToString) -> String {
    error.to_string().lines().last().unwrap_or("").to_owned()
}

/// The source for one block of the plain view: a negated class does not run over the end of a block, digits and spaces
/// are ASCII.
fn one_block(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 8);
    let (mut escaped, mut classes) = (false, 0_u32);
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        let class = match c {
            'd' if escaped => Some("0-9"),
            's' if escaped => Some(r" \t\n"),
            _ => None,
        };
        if let Some(class) = class {
            // In place of the backslash that has been written.
            out.pop();
            out.extend(if classes > 0 { ["", class, ""] } else { ["[", class, "]"] });
        } else {
            out.push(c);
        }
        if !escaped && c == '[' {
            classes += 1;
            if rest.peek() == Some(&'^') {
                rest.next();
                out.push_str("^\\n");
            }
        } else if !escaped && c == ']' {
            classes = classes.saturating_sub(1);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negated_class_stays_in_its_block() {
        let pattern = Pattern::new("甲[^。]*乙");
        assert!(pattern.fits("甲丙乙"));
        assert!(!pattern.fits("甲\n乙"));
        assert!(Pattern::new(r"\[[^\]]+\]").fits("[注]"));
    }

    #[test]
    fn a_digit_is_one_of_ten() {
        assert_eq!(one_block(r"[^\d。]\d+\\d[甲\]\d]"), r"[^\n0-9。][0-9]+\\d[甲\]0-9]");
        assert_eq!(one_block(r"甲\s?[乙\s]"), r"甲[ \t\n]?[乙 \t\n]");
        assert!(Pattern::new(r"第\d+条[^\d]").fits("第27条:") && !Pattern::new(r"^\d$").fits("٣"));
    }

    #[test]
    fn the_ends_of_a_block_can_be_asked_for() {
        assert!(Pattern::new("^一、").fits("甲\n一、乙"));
        assert!(!Pattern::new("^一、").fits("甲一、乙"));
    }

    #[test]
    fn broken_and_empty_patterns_are_refused() {
        assert!(Pattern::new("(").check().is_err());
        assert!(Pattern::new("a*").check().is_err());
        assert!(Pattern::new("a+").check().is_ok());
    }

    #[test]
    fn what_is_meant_is_a_part_of_what_fits() {
        let pattern = Pattern::new("第(\\d)条(?<here>[:;])$");
        let text = "第3条:\n第4条。\n第5条;";
        let found: Vec<(&str, &str)> = pattern
            .matches(text)
            .map(|found| (&text[found.group(1).unwrap()], &text[found.here()]))
            .collect();
        assert_eq!(found, [("3", ":"), ("5", ";")]);
        assert_eq!(pattern.first(text).map(|found| found.whole()), Some(0..8));
    }

    #[test]
    fn many_texts_are_searched_as_one_is() {
        let pattern = Pattern::new("有待[^。]{0,9}(?<here>加强|提高)");
        let text = "工作有待进一步加强。".repeat(200);
        let few: Vec<Match> = pattern.matches(&text).collect();
        for _ in 0..40 {
            assert!(pattern.matches(&text).eq(few.iter().cloned()));
        }
        assert!(pattern.lazy.fast.get().is_some() && few.len() == 200);
    }

    #[test]
    fn a_text_is_rewritten_only_as_a_whole() {
        let pattern = Pattern::new("(\\d+)、");
        assert_eq!(pattern.rewrite("12、", "$1.").as_deref(), Some("12."));
        assert_eq!(pattern.rewrite("12、甲", "$1."), None);
        assert_eq!(pattern.blank("甲12、乙3、"), "甲 乙 ");
        let cut = Pattern::new("[由,][^,。;]{1,12}(?:负责|牵头|配合)");
        assert_eq!(cut.blank("6月底前建成平台,由水资源科负责。"), "6月底前建成平台 。");
    }
}
