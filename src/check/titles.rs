//! Titles of laws that no law has and one nearly has: 《中华人民共和国家庭教育法》.
//!
//! The laws of the country are few and all in the table, so that a title in 《》 that ends in 法 and is none of
//! them is a slip if a character or two make it one. Regulations are not looked for: nobody lists them all.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{
    context::{Context, Found},
    phrase::together,
};
use crate::{model::MentionKind, rules::Table, text::fold_str};

/// What the formal title of a law begins with.
const FORMAL: &str = "中华人民共和国";

/// Words that end in 法 and name no law.
const METHODS: [&str; 6] = ["办法", "方法", "做法", "用法", "书法", "兵法"];

/// Fewest characters of a title behind [`FORMAL`], and of one without it: short names are easily like
/// each other.
const LEAST: (usize, usize) = (3, 5);

/// Characters that may be missing from a title, and that may be too many.
const MISSING: usize = 3;
const TOO_MANY: usize = 2;

/// The names of the laws in a table without [`FORMAL`], sorted.
pub(super) fn laws(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = table
        .rows()
        .iter()
        .flat_map(|row| [table.get(row, "name"), table.get(row, "short")])
        .map(|name| fold_str(name.strip_prefix(FORMAL).unwrap_or(name)))
        .filter(|name| name.ends_with('法'))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The titles that no law has and one nearly has, one finding for each title.
///
/// A law that is only being made (`unless`: 起草, 制定) may have any title.
pub(super) fn misnamed(context: &Context, unless: &[String], laws: &[String]) -> Vec<Found> {
    let mut by_title: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for mention in context.analysis.facts.mentions.iter().filter(|mention| mention.kind == MentionKind::Title)
    {
        let words = context.document.plain_slice(mention.span);
        let Some(title) = words.strip_prefix('《').and_then(|words| words.strip_suffix('》')) else {
            continue;
        };
        let (_, sentence) = context.sentence_range(mention.span.start());
        let sentence = &context.plain()[sentence];
        let made = unless.iter().any(|word| sentence.contains(word.as_str()));
        if made || !context.document.in_body(mention.span.start()) {
            continue;
        }
        if let Some(meant) = meant(title, laws) {
            let formal = if title.starts_with(FORMAL) { FORMAL } else { "" };
            let found =
                Found::at(mention.span).with("text", title).with("instead", format!("《{formal}{meant}》"));
            by_title.entry(title.to_owned()).or_default().push(found);
        }
    }
    by_title.into_values().flat_map(together).collect()
}

/// The law that a title nearly is, if it is none.
fn meant<'a>(title: &str, laws: &'a [String]) -> Option<&'a str> {
    let name = title.strip_prefix(FORMAL).unwrap_or(title);
    let count = name.chars().count();
    let least = if name.len() < title.len() { LEAST.0 } else { LEAST.1 };
    let plain = name.chars().all(crate::text::class::is_han);
    let method = METHODS.iter().any(|word| name.ends_with(word));
    if !name.ends_with('法') || method || !plain || !(least..=24).contains(&count) {
        return None;
    }
    if laws.binary_search_by(|law| law.as_str().cmp(name)).is_ok() {
        return None;
    }
    laws.iter().filter_map(|law| Some((slips(name, law)?, law.as_str()))).min().map(|(_, law)| law)
}

/// How many characters make a title the name of a law: left out, too many, or one exchanged.
fn slips(title: &str, law: &str) -> Option<usize> {
    let (written, wanted) = (title.chars().count(), law.chars().count());
    let within = |inner: &str, outer: &str| {
        let mut rest = outer.chars();
        inner.chars().all(|c| rest.any(|other| other == c))
    };
    match written.cmp(&wanted) {
        Ordering::Less => {
            let few = wanted - written <= MISSING && written * 2 >= wanted;
            (few && within(title, law)).then_some(wanted - written)
        }
        Ordering::Greater => {
            let few = written - wanted <= TOO_MANY && wanted > LEAST.0;
            (few && within(law, title)).then_some(written - wanted)
        }
        Ordering::Equal => {
            let other = title.chars().zip(law.chars()).filter(|(a, b)| a != b).count();
            (other == 1 && wanted >= 6).then_some(1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    fn meant_by(title: &str) -> Option<String> {
        let rules = RuleSet::builtin().unwrap();
        let laws = laws(rules.lexicon.table("laws").unwrap());
        meant(title, &laws).map(str::to_owned)
    }

    #[test]
    fn a_title_with_lost_characters() {
        assert_eq!(meant_by("中华人民共和国道路安全法").as_deref(), Some("道路交通安全法"));
        assert_eq!(meant_by("国家情报工作法").as_deref(), Some("国家情报法"));
        assert_eq!(meant_by("行政许许可法").as_deref(), Some("行政许可法"));
        assert_eq!(meant_by("农民专业合作设法").as_deref(), Some("农民专业合作社法"));
    }

    #[test]
    fn laws_methods_and_what_is_not_near_are_let_be() {
        for title in [
            "中华人民共和国行政处罚法",
            "反有组织犯罪法",
            "岚溪区河道管护办法",
            "岚溪区水法",
            "孙子兵法",
            "中华人民共和国河道法",
            "行政处罚法(修订草案)",
        ] {
            assert_eq!(meant_by(title), None, "{title}");
        }
    }
}
