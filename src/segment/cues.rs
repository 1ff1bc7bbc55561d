//! What the packs say about titles and headings, compiled.

use crate::{
    model::Role,
    rules::{Pattern, RuleSet},
    text::fold_str,
};

/// What the packs say about headings and titles, compiled.
#[derive(Clone, Debug)]
pub struct Cues {
    /// Patterns of titles with their genres, in the order of the packs.
    titles: Vec<(Pattern, String)>,
    /// Patterns of headings with their roles, most telling role first.
    headings: Vec<(Pattern, Role)>,
    /// Patterns of headings that do not have a role.
    never: Vec<(Pattern, Role)>,
    /// Patterns of openings with their roles, for headings that say nothing.
    openings: Vec<(Pattern, Role)>,
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
        let mut titles = Vec::new();
        for pack in &rules.packs {
            let known = pack.genre.iter().flat_map(|genre| &genre.titles);
            titles.extend(known.map(|title| (Pattern::new(title), pack.name.clone())));
        }
        let (mut headings, mut never) = (Vec::new(), Vec::new());
        let (mut openings, mut words) = (Vec::new(), Vec::new());
        for role in ORDER {
            for cues in rules.packs.iter().filter_map(|pack| pack.roles.get(role.name())) {
                never.extend(cues.unless.iter().map(|heading| (Pattern::new(heading), role)));
                headings.extend(cues.headings.iter().map(|heading| (Pattern::new(heading), role)));
                openings.extend(cues.openings.iter().map(|opening| (Pattern::new(opening), role)));
                words.extend(cues.cues.iter().map(|word| (role, fold_str(word))));
            }
        }
        Self { titles, headings, never, openings, words }
    }

    /// The genre that a title (folded) belongs to.
    pub(super) fn genre(&self, title: &str) -> Option<&str> {
        self.titles.iter().find(|(pattern, _)| pattern.fits(title)).map(|(_, genre)| genre.as_str())
    }

    /// The purposes that a heading (folded, without its number) names, most telling first.
    pub(super) fn roles(&self, heading: &str) -> (Option<Role>, Option<Role>) {
        let ornament = |c: char| c.is_whitespace() || "【】[]■□◆◇◎★☆▲●○—".contains(c);
        let heading = without_remark(heading.trim_matches(ornament));
        let never = |role: Role| self.never.iter().any(|(not, of)| *of == role && not.fits(heading));
        let mut rest = self.headings.iter();
        let first = rest.find(|(pattern, role)| pattern.fits(heading) && !never(*role));
        let first = first.map(|(_, role)| *role);
        let second = rest
            .find(|(pattern, role)| stands_beside(first, *role) && pattern.fits(heading) && !never(*role));
        (first, second.map(|(_, role)| *role))
    }

    /// The purposes that the opening of a section (folded) names.
    pub(super) fn roles_of_opening(&self, opening: &str) -> impl Iterator<Item = Role> {
        self.openings.iter().filter(move |(pattern, _)| pattern.fits(opening)).map(|(_, role)| *role)
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

/// A heading without what stands in brackets at its end: 主要举措和成效(对上年安排的答复).
fn without_remark(heading: &str) -> &str {
    let before =
        heading.strip_suffix(')').and_then(|inner| inner.rfind('(')).map(|at| heading[..at].trim_end());
    before.filter(|before| before.chars().count() >= 4).unwrap_or(heading)
}

/// Problems and a plan, or measures and problems, often share a heading; other pairs are chance.
fn stands_beside(first: Option<Role>, second: Role) -> bool {
    matches!(
        (first, second),
        (Some(Role::Problems), Role::Plan | Role::Measures) | (Some(Role::Leader), Role::Measures)
    )
}
