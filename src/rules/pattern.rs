//! A pattern of a rule, compiled when it is first needed.

use std::sync::{Arc, OnceLock};

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Deserializer};

/// A regular expression on the plain view of a report.
///
/// `^` and `$` are the ends of a block; a negated class never runs over the end of a block.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    source: String,
    compiled: Arc<OnceLock<Option<Regex>>>,
}

impl Pattern {
    /// A pattern of this source.
    pub fn new(source: impl Into<String>) -> Self {
        Self { source: source.into(), compiled: Arc::default() }
    }

    /// Any of several sources.
    pub fn any(sources: &[String]) -> Option<Self> {
        (!sources.is_empty()).then(|| {
            let parts: Vec<String> = sources.iter().map(|source| format!("(?:{source})")).collect();
            Self::new(parts.join("|"))
        })
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
        let regex = compile(&self.source)?;
        if regex.is_match("") { Err("the pattern matches the empty text".to_owned()) } else { Ok(()) }
    }

    /// The compiled expression; `None` if it is broken, which [`Pattern::check`] reports.
    pub fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| compile(&self.source).ok()).as_ref()
    }

    /// Whether it fits somewhere in a text.
    pub fn fits(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
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

fn compile(source: &str) -> Result<Regex, String> {
    RegexBuilder::new(&one_block(source))
        .multi_line(true)
        .size_limit(4 << 20)
        .build()
        .map_err(|error| error.to_string().lines().last().unwrap_or("").to_owned())
}

/// Keeps negated classes from running over the end of a block.
fn one_block(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 8);
    let mut escaped = false;
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        if c == '[' && !escaped && rest.peek() == Some(&'^') {
            rest.next();
            out.push_str("^\\n");
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
}
