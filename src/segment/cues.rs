//! What the packs say about titles and headings, compiled.

use regex::RegexSet;

use crate::{model::Role, rules::RuleSet, text::fold_str};

/// What the packs say about headings and titles, compiled.
#[derive(Clone, Debug)]
pub struct Cues {
    /// Genres in the order of the packs, and the patterns of their titles.
    genres: Vec<String>,
    titles: RegexSet,
    /// Role of each heading pattern, most telling role first.
    roles: Vec<Role>,
    headings: RegexSet,
    /// Words of a section's text by role, for headings that say nothing.
    words: Vec<(Role, String)>,
}

/// The order in which a heading's purpose is decided: “存在的问题和下一步打算” names two, the first here
/// is its role and the next its second one.
const ORDER: [Role; 11] = [
    Role::Leader,
    Role::Other,
    Role::Problems,
    Role::Plan,
    Role::Requests,
    Role::Disputes,
    Role::Disclosure,
    Role::Annex,
    Role::Measures,
    Role::Study,
    Role::Overview,
];

impl Cues {
    /// Compiles the cues of all packs.
    pub fn new(rules: &RuleSet) -> Self {
        let (mut genres, mut titles) = (Vec::new(), Vec::new());
        for pack in &rules.packs {
            for title in pack.genre.iter().flat_map(|genre| &genre.titles) {
                genres.push(pack.name.clone());
                titles.push(title.as_str());
            }
        }
        let (mut roles, mut headings, mut words) = (Vec::new(), Vec::new(), Vec::new());
        for role in ORDER {
            for cues in rules.packs.iter().filter_map(|pack| pack.roles.get(role.name())) {
                for heading in &cues.headings {
                    roles.push(role);
                    headings.push(heading.as_str());
                }
                words.extend(cues.cues.iter().map(|word| (role, fold_str(word))));
            }
        }
        Self { genres, titles: set(&titles), roles, headings: set(&headings), words }
    }

    /// The genre that a title (folded) belongs to.
    pub(super) fn genre(&self, title: &str) -> Option<&str> {
        self.titles.matches(title).iter().next().and_then(|at| self.genres.get(at)).map(String::as_str)
    }

    /// The purposes that a heading (folded, without its number) names, most telling first.
    pub(super) fn roles(&self, heading: &str) -> (Option<Role>, Option<Role>) {
        let mut found =
            self.headings.matches(heading).into_iter().filter_map(|at| self.roles.get(at).copied());
        let first = found.next();
        let second = found.find(|role| Some(*role) != first && stands_beside(first, *role));
        (first, second)
    }

    /// The purpose that the words of a section (folded) speak of, if one clearly leads.
    pub(super) fn role_of_text(&self, text: &str) -> Option<Role> {
        let mut counts: Vec<(usize, Role)> = Vec::new();
        for (role, word) in &self.words {
            let hits = text.matches(word.as_str()).count().min(3);
            match counts.iter_mut().find(|(_, other)| other == role) {
                Some((count, _)) => *count += hits,
                None => counts.push((hits, *role)),
            }
        }
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        match counts.as_slice() {
            [(first, role), (second, _), ..] if *first >= 4 && *first >= second * 2 => Some(*role),
            [(first, role)] if *first >= 4 => Some(*role),
            _ => None,
        }
    }
}

/// Problems and a plan, or measures and problems, often share a heading; other pairs are chance.
fn stands_beside(first: Option<Role>, second: Role) -> bool {
    matches!(
        (first, second),
        (Some(Role::Problems), Role::Plan | Role::Measures) | (Some(Role::Leader), Role::Measures)
    )
}

/// A set of patterns; one that cannot be compiled is left out (loading the packs reports it).
fn set(patterns: &[&str]) -> RegexSet {
    RegexSet::new(patterns).unwrap_or_else(|_| {
        // A pattern that never matches keeps the places of the others.
        let sound = patterns
            .iter()
            .map(|pattern| if RegexSet::new([pattern]).is_ok() { *pattern } else { r"[^\s\S]" });
        RegexSet::new(sound).unwrap_or_else(|_| RegexSet::empty())
    })
}
