//! Names of cities, counties and districts that are not of the own region.

use std::collections::{BTreeMap, HashMap};

use super::context::{Context, Found};
use crate::{
    rules::{Lexicon, kind::Names},
    text::{class, fold_str},
};

/// The places of a table.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Where each name that can be looked for stands in the rows.
    names: HashMap<String, usize>,
    /// Characters of the longest name.
    longest: usize,
    /// City and province of each; the city of a city is itself. One name can be in several.
    rows: Vec<(String, String, String)>,
}

/// Where the report comes from, as far as it says.
struct Home {
    /// The region in the body's name: 岚溪区.
    name: String,
    /// The cities that have a region of that name; empty if the table does not know it.
    cities: Vec<String>,
}

impl Places {
    pub(super) fn new(rule: &Names, lexicon: &Lexicon) -> Option<Self> {
        let table = lexicon.table(rule.table.as_deref()?)?;
        let get = |row, column| table.get(row, column).to_owned();
        let rows: Vec<_> = table
            .rows()
            .iter()
            .map(|row| (get(row, "name"), get(row, "city"), get(row, "province")))
            .collect();
        // Names that are also words only tell where a report comes from.
        let sought = table.rows().iter().enumerate().filter(|(_, row)| table.get(row, "use") != "home");
        let names: HashMap<String, usize> = sought.map(|(at, row)| (get(row, "name"), at)).collect();
        let longest = names.keys().map(|name| name.chars().count()).max()?;
        Some(Self { names, longest, rows })
    }

    /// Names of other places, but those of the own city, in running text.
    pub(super) fn check(&self, context: &Context, rule: &Names) -> Vec<Found> {
        let Some(home) = self.home(context) else { return Vec::new() };
        let text = context.plain();
        let mut found = Vec::new();
        for (start, end, at) in self.find(text) {
            let (name, city, _) = &self.rows[at];
            let is_city = name == city;
            let here = home.cities.iter().any(|own| self.is_in(name, own));
            // Without a table for the own region any city may be the one above it.
            let unknown = home.cities.is_empty() && is_city;
            if *name == home.name || here || unknown || !is_name(&text[..start], &text[end..]) {
                continue;
            }
            let span = context.place(start, end);
            let sentence = context.sentence(span.start()).1;
            if !context.document.in_body(span.start())
                || context.in_title(start)
                || rule.unless.iter().any(|word| sentence.contains(word.as_str()))
            {
                continue;
            }
            let mut one = Found::at(span)
                .with("text", name.clone())
                .with("issuer", home.name.clone())
                .with("other", name.clone());
            if let Some(title) = context.document.header().title_span {
                one = one.label(title, context.lang.pick("标题里的单位", "the body of the title"));
            }
            found.push(one);
        }
        super::phrase::together(found)
    }

    /// Where names stand in a text: start, end, row. Every name ends like one, the longest counts.
    fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
        text.match_indices(['市', '县', '区', '旗']).filter_map(move |(at, last)| {
            let end = at + last.len();
            let starts = text[..end].char_indices().rev().take(self.longest).map(|(start, _)| start);
            let hits = starts.filter_map(|start| Some((start, end, *self.names.get(&text[start..end])?)));
            hits.last()
        })
    }

    /// Whether one of the places of a name is that city or in it.
    fn is_in(&self, name: &str, city: &str) -> bool {
        self.rows.iter().any(|(other, its, _)| other == name && its == city)
    }

    /// The county or city of the issuing body: in its name, else the one whose committee and
    /// government the text speaks of.
    fn home(&self, context: &Context) -> Option<Home> {
        let header = context.document.header();
        let title = fold_str(&header.title);
        let issuer = fold_str(header.issuer.as_deref().unwrap_or(""));
        // A province names too many places of its own and of others.
        let body = issuer.strip_suffix("人民政府").unwrap_or(&issuer);
        if body.ends_with(['省', '院']) || body.ends_with("自治区") {
            return None;
        }
        let name = region(&issuer).or_else(|| region(&title)).or_else(|| spoken(context.plain()))?;
        let named = |place: &str| issuer.contains(place) || title.contains(place);
        let cities = self
            .rows
            .iter()
            .filter(|(other, city, _)| *other == name || (other == city && named(other)))
            .map(|(_, city, _)| city.clone())
            .collect();
        Some(Home { name, cities })
    }
}

/// The last region in the name of a body: 江州市岚溪区水务局 is of 岚溪区.
fn region(name: &str) -> Option<String> {
    let marks: Vec<usize> = name
        .char_indices()
        .filter(|(at, c)| *at >= "岚溪".len() && matches!(c, '区' | '县' | '市' | '旗'))
        .map(|(at, _)| at)
        .take(2)
        .collect();
    // 市场监督管理局 is no city.
    let marks: Vec<usize> = marks.into_iter().filter(|at| !name[*at..].starts_with("市场")).collect();
    let last = *marks.last()?;
    let from = marks.iter().rev().nth(1).map_or(0, |at| at + "市".len());
    let region = &name[from..last + "区".len()];
    (region.chars().count() <= 6 && region.chars().all(class::is_han)).then(|| region.to_owned())
}

/// The region whose committee or government is named most often, at least twice.
fn spoken(text: &str) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for body in ["委", "政府", "人民政府", "司法局"] {
        for (at, _) in text.match_indices(body) {
            let before = &text[super::context::back(&text[..at], 3)..at];
            let plain = before.chars().count() == 3 && before.chars().all(class::is_han);
            if plain
                && before.ends_with(['区', '县', '旗'])
                && !before.starts_with(['全', '我', '各', '市', '了', '向'])
            {
                *counts.entry(before).or_default() += 1;
            }
        }
    }
    let (name, count) = counts.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)))?;
    (count >= 2).then(|| name.to_owned())
}

/// Whether the words around leave the name one: 城市场 and 县域 are other words.
fn is_name(before: &str, after: &str) -> bool {
    let next = after.chars().next();
    let glued = next.is_some_and(|c| "场民面值容价域级分间划块位".contains(c))
        || (after.starts_with('政') && !after.starts_with("政府") && !after.starts_with("政协"));
    !glued && !before.ends_with(['“', '原'])
}

#[cfg(test)]
mod tests {
    use super::{is_name, region};
    use crate::testing::{report, small, words};

    #[test]
    fn the_region_of_a_body_is_the_last_in_its_name() {
        assert_eq!(region("江州市岚溪区水务局").as_deref(), Some("岚溪区"));
        assert_eq!(region("岚溪区市场监督管理局").as_deref(), Some("岚溪区"));
        assert_eq!(region("水务局"), None);
    }

    #[test]
    fn other_words_are_no_names() {
        assert!(is_name("把", "各乡镇") && is_name("按照", "政府的部署"));
        assert!(!is_name("", "场监管") && !is_name("", "域") && !is_name("", "政道路"));
    }

    #[test]
    fn a_place_is_foreign_unless_it_is_meant() {
        let found = |text: &str| words(&report(&small(text)), "consistency/foreign-place");
        assert_eq!(found("把安化县各乡镇纳入供水规划。"), ["安化县"]);
        assert!(found("赴安化县学习供水做法1次。").is_empty());
        // Any city may be the one above a district that the table does not know.
        assert!(found("参照长沙市标准收费。").is_empty());
    }
}
