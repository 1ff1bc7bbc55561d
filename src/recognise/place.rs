//! Places and the bodies of the administration, which are named after places.

use super::{name_words::Suffix, names::Names};
use crate::{
    model::EvidenceKind,
    text::class::{is_han, is_punctuation},
};

/// Characters before 市, 县, 区 … that make a common noun and no name.
const COMMON: &str = "全我各本该省市县区镇乡村城小社园景片校山灾郊农辖地专特林牧库湿港超股上楼门都夜集入大中新老旧强名重点范贫困级设直两三多跨在到于至由对向与和及为的是等个批座驻脱帮行政自然先行发护术易税济基层试居街农某外内边边周沿海";

/// What names of counties hold never, so that the search backwards ends before it.
const OUTSIDE: &str =
    "的了在于由对向为以将把被与及等是有从到按据让使给并或且就也还已不其至和我赴来去往被各全";

/// Words before the suffixes 局, 委, 厅 that make them a body: its level or country.
const LEVELS: [&str; 12] = ["国家", "自治区", "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "兵团"];

impl Names<'_> {
    /// 沙溪镇, 青石县沙溪镇荷塘村; a memorial or site with a name.
    pub(super) fn place(&mut self, at: usize, end: usize) -> Option<usize> {
        let suffix = &self.text[at..end];
        let short = suffix.chars().count() == 1
            || matches!(
                suffix,
                "社区"
                    | "街道"
                    | "司法所"
                    | "派出所"
                    | "自治县"
                    | "自治州"
                    | "广场"
                    | "新区"
                    | "开发区"
                    | "高新区"
            );
        if !short {
            let start = self.start_of(at, Suffix::Place)?;
            let body = &self.text[start..at];
            if body.chars().filter(|c| is_han(*c)).count() < 2 {
                return None;
            }
            self.push(start, end, EvidenceKind::Place);
            return Some(end);
        }
        let from = self.hits.last().map_or(0, |hit| hit.end).max(self.floor).min(at);
        let mut start = at;
        let mut bounded = false;
        for (nth, (offset, c)) in self.text[from..at].char_indices().rev().enumerate() {
            let here = from + offset;
            if is_punctuation(c)
                || c == '\n'
                || OUTSIDE.contains(c)
                || self.words.bound_before(&self.text[from..start])
            {
                bounded = true;
                break;
            }
            if nth >= 4 || !is_han(c) {
                return None;
            }
            start = here;
        }
        bounded |= start == from;
        let name = &self.text[start..at];
        let len = name.chars().count();
        let last = name.chars().next_back()?;
        let own_level = "市县区镇乡村".contains(suffix) && COMMON.contains(last);
        if !bounded || !(2..=3).contains(&len) || own_level || name.chars().any(|c| "全各我每".contains(c))
        {
            return None;
        }
        self.push(start, end, EvidenceKind::Place);
        Some(end)
    }

    /// A city that is named without 市.
    pub(super) fn region(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        let end = ["市", "省", "自治区", "州", "地区"]
            .iter()
            .find(|word| rest.starts_with(**word))
            .map_or(end, |word| end + word.len());
        self.push(at, end, EvidenceKind::Place);
        Some(end)
    }

    /// 市司法局, 青石县自然资源和规划局: level or place, task, 局.
    pub(super) fn organ(&mut self, at: usize, end: usize) -> Option<usize> {
        let start = self.start_of(at, Suffix::Organ)?;
        let name = &self.text[start..at];
        let placed = self.hits.last().is_some_and(|hit| hit.end == start && hit.kind == EvidenceKind::Place);
        let level = LEVELS.iter().find(|level| name.starts_with(**level));
        let body = level.map_or(name, |level| &name[level.len()..]).chars().filter(|c| is_han(*c)).count();
        let own = ["各", "本", "我", "该", "全"].iter().any(|word| self.text[..start].ends_with(word));
        if own || !(placed || level.is_some()) || body < 2 {
            return None;
        }
        self.push(start, end, EvidenceKind::Organ);
        Some(end)
    }
}
