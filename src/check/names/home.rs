//! Where a report comes from: the region in the name of its body, or the one whose committee and government it speaks of.

use std::collections::BTreeMap;

use crate::{check::context::back, text::class};

/// Where the report comes from, as far as it says.
pub(super) struct Home {
    /// The region in the body's name: 岚溪区; empty if only its rank is known.
    pub(super) name: String,
    /// The cities that have a region of that name; empty if the table does not know it.
    pub(super) cities: Vec<String>,
}

/// Below what the body is, by the words it uses for its superior. A report that never says 县政府 but
/// often 区政府 is not from a county.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    District,
    County,
}

/// The last region in the name of a body: 江州市岚溪区水务局 is of 岚溪区.
pub(super) fn region(name: &str) -> Option<String> {
    // 国家税务总局岚溪县税务局: what it is a branch of stands before.
    let name = name.split_once("总局").map_or(name, |(_, branch)| branch);
    let marks: Vec<usize> = name
        .char_indices()
        .filter(|(at, c)| *at >= "岚溪".len() && matches!(c, '区' | '县' | '市' | '旗'))
        .filter(|(at, _)| !is_of_a_word(&name[..*at], &name[*at..]))
        .map(|(at, _)| at)
        .take(2)
        .collect();
    let last = *marks.last()?;
    let from = marks.iter().rev().nth(1).map_or(0, |at| at + "市".len());
    let region = &name[from..last + "区".len()];
    // 湖南省安化县 is 安化县.
    let region = region.split_once('省').map_or(region, |(_, below)| below);
    (region.chars().count() <= 6 && region.chars().all(class::is_han)).then(|| region.to_owned())
}

/// Whether a mark of a region belongs to another word: 市场监督管理局, 岚溪县城市管理局, 岚溪县社区矫正局.
fn is_of_a_word(before: &str, mark: &str) -> bool {
    let of_region = |word: char| {
        let rest = before.strip_suffix(word).unwrap_or("");
        rest.ends_with(['县', '区', '市', '旗'])
    };
    mark.starts_with("市场")
        || (mark.starts_with("市政")
            && !mark.starts_with("市政府")
            && before.ends_with(['县', '区', '市', '旗']))
        || (mark.starts_with('市') && of_region('城'))
        || (mark.starts_with('区') && ['社', '园', '景', '库', '林', '灾'].into_iter().any(of_region))
}

/// The region whose committee or government is named most often, at least twice.
pub(super) fn spoken(text: &str) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for body in ["委", "政府", "人民政府", "司法局", "人民法院", "人民检察院", "公安局", "纪委", "法治"]
    {
        for (at, _) in text.match_indices(body) {
            let before = &text[back(&text[..at], 3)..at];
            let plain = before.chars().count() == 3 && before.chars().all(class::is_han);
            if plain
                && before.ends_with(['区', '县', '旗', '市'])
                && !before.starts_with(['全', '我', '各', '市', '了', '向'])
            {
                *counts.entry(before).or_default() += 1;
            }
        }
    }
    let (name, count) = counts.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)))?;
    (count >= 2).then(|| name.to_owned())
}

/// The rank of the superior, if the words for it are many and for the other rank none.
pub(super) fn rank(text: &str) -> Option<Rank> {
    let count = |words: &[&str]| -> usize { words.iter().map(|word| text.matches(word).count()).sum() };
    let district = count(&["区委", "区政府", "区司法局", "区级", "全区", "我区", "区里"]);
    let county = count(&["县委", "县政府", "县司法局", "县级", "全县", "我县", "县里"]);
    match (district, county) {
        (2.., 0) => Some(Rank::District),
        (0, 2..) => Some(Rank::County),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::region;

    #[test]
    fn the_region_of_a_body_is_the_last_in_its_name() {
        assert_eq!(region("江州市岚溪区水务局").as_deref(), Some("岚溪区"));
        assert_eq!(region("岚溪区市场监督管理局").as_deref(), Some("岚溪区"));
        assert_eq!(region("云州省岚溪县水务局").as_deref(), Some("岚溪县"));
        assert_eq!(region("水务局"), None);
        assert_eq!(region("国家税务总局岚溪县税务局").as_deref(), Some("岚溪县"));
        assert_eq!(region("岚溪县城市管理局").as_deref(), Some("岚溪县"));
        assert_eq!(region("岚溪县社区矫正管理局").as_deref(), Some("岚溪县"));
        assert_eq!(region("岚城市水务局").as_deref(), Some("岚城市"));
    }
}
