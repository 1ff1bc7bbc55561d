//! Places and the bodies of the administration, which are named after places.

use super::{name_words::Suffix, names::Names};
use crate::{
    model::EvidenceKind,
    text::{
        Chars,
        class::{is_han, is_punctuation},
    },
};

/// Characters before 市, 县, 区 … that make a common noun and no name.
const COMMON: Chars = Chars::new(
    "互旺带整目易电聚务湾载户验障批动升助返消惠棉侨型业统原轮建全我各本该省市县区镇乡村小社园景片校山灾郊农牧辖地专特库湿超股楼门都夜集上面容入新老旧强名重点范贫困级设直多跨在到于至由对向与和及为的是等个批座驻脱帮行先发护术税济基层居街某外内边周治兴撤产选保冲色善政靓境围板明林港院贸试",
);

/// Names of parts of towns and the like that end in 城 before 区.
const CITY_PARTS: &[&str] = &[
    "大",
    "小城",
    "老城",
    "主城",
    "新城",
    "中心城",
    "县城",
    "古城",
    "旧城",
    "全城",
    "沿海",
    "沿江",
    "试验",
    "合作",
    "开发",
    "高新",
    "示范",
    "保税",
    "经开",
    "自治",
    "自贸",
    "工业",
    "农业",
    "生活",
    "生产",
    "功能",
    "服务",
    "商业",
    "科技",
    "文化",
];

/// Last words of places whose names are short.
const SHORT: [&str; 7] = ["社区", "街道", "司法所", "派出所", "自治县", "自治州", "新区"];

/// Words before the suffixes 局, 委, 厅 that make them a body: its level or country.
const LEVELS: [&str; 12] = ["国家", "自治区", "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "兵团"];

impl Names<'_> {
    /// 沙溪镇, 青石县沙溪镇荷塘村; a memorial or site with a name.
    pub(super) fn place(&mut self, at: usize, end: usize) -> Option<usize> {
        let suffix = &self.text[at..end];
        if matches!(
            suffix,
            "开发区" | "高新区" | "经开区" | "保税区" | "口岸" | "自贸试验区" | "自由贸易试验区"
        ) {
            return self.zone(at, end);
        }
        let short = suffix.chars().count() == 1 || SHORT.contains(&suffix);
        if !short {
            let start = self.start_of(at, Suffix::Place)?;
            let body = &self.text[start..at];
            let waters = suffix != "流域" || body.ends_with(['江', '河', '湖', '川', '海']);
            if !waters || self.words.own_letters(body) < 2 {
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
                || self.words.is_outside(c)
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
        let own_level = "市县区镇乡村".contains(suffix) && COMMON.has(last)
            || CITY_PARTS.iter().any(|part| name.ends_with(part));
        let own_level = own_level
            || (suffix.contains(['区', '县', '市']) && name.ends_with('城') && suffix != "区")
            || (len > 1 && suffix.chars().count() > 1 && self.words.own_letters(name) < 2);
        // 村 ends many common nouns; a village is named behind its town or where somebody goes.
        let village = !matches!(suffix, "村" | "社区")
            || start == from && self.hits.last().is_some_and(|hit| hit.end == start)
            || self.text[..start].ends_with(['在', '到', '赴', '往', '进', '、', '“']);
        let verb = self.words.front(name).is_some();
        if verb
            || !village
            || !bounded
            || !(2..=3).contains(&len)
            || own_level
            || name.chars().any(|c| matches!(c, '全' | '各' | '我' | '每' | '整'))
        {
            return None;
        }
        self.push(start, end, EvidenceKind::Place);
        Some(end)
    }

    /// 西岭、石坝等乡镇: at least two names in a row, none of them a common word.
    pub(super) fn listed(&mut self, at: usize, end: usize) -> Option<usize> {
        let floor = self.hits.last().map_or(0, |hit| hit.end).max(self.floor).min(at);
        let free = &self.text[floor..at];
        let from = free
            .rfind(|c: char| c != '、' && (!is_han(c) || self.words.is_outside(c)))
            .map_or(0, |at| at + free[at..].chars().next().map_or(0, char::len_utf8));
        let names: Vec<&str> = free[from..].split('、').collect();
        let [first, rest @ ..] = &names[..] else { return None };
        let name = |name: &&str| {
            (2..=4).contains(&name.chars().count())
                && self.words.front(name).is_none()
                && self.words.proper_letters(name) >= 1
        };
        let proper = names.iter().any(|name| self.words.proper_letters(name) >= 2);
        if rest.is_empty() || !proper || !rest.iter().all(name) {
            return None;
        }
        // 澜青(扩建)、松河等铁路: what stands before the bracket is left out.
        if first.is_empty() && rest.len() > 1 {
            self.push(floor + from + '、'.len_utf8(), end, EvidenceKind::Place);
            return Some(end);
        }
        // The first name may have a verb before it: 支持西岭、石坝等乡镇. If it is not known, the names are as
        // long as each other.
        let known = first.char_indices().map(|(at, _)| at).find(|at| {
            (2..=4).contains(&first[*at..].chars().count())
                && (*at == 0 || self.words.bound_before(&first[..*at]))
        });
        let len = first.chars().count().min(rest[0].chars().count().max(2));
        let as_long = first.char_indices().rev().nth(len.checked_sub(1)?)?.0;
        let verb = known.filter(|at| *at > 0 || first.chars().count() <= len).unwrap_or(as_long);
        if !name(&&first[verb..]) {
            return None;
        }
        self.push(floor + from + verb, end, EvidenceKind::Place);
        Some(end)
    }

    /// 青石高新区: a zone is named after its city.
    fn zone(&mut self, at: usize, end: usize) -> Option<usize> {
        let last = self.hits.last().filter(|hit| hit.kind == EvidenceKind::Place)?;
        let between = self.text.get(last.end..at)?;
        if between.chars().count() > 6 || !between.chars().all(is_han) || between.contains('的') {
            return None;
        }
        let start = last.end;
        self.push(start, end, EvidenceKind::Place);
        Some(end)
    }

    /// A city that is named without 市.
    pub(super) fn region(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[end..];
        // 60周年大庆; 引澜济宁: the characters belong to other words.
        let before = &self.text[..at];
        if before.ends_with("周年") || before.chars().rev().nth(1) == Some('引') {
            return end;
        }
        let end = ["市", "省", "自治区", "州", "地区"]
            .iter()
            .find(|word| {
                rest.strip_prefix(**word).is_some_and(|rest| {
                    !rest.starts_with(['级', '属', '内', '会', '场', '域', '直', '容', '境'])
                })
            })
            .map_or(end, |word| end + word.len());
        // 雄安新区
        let end = match self.words.suffix(&self.text[end..]) {
            Some((len, Suffix::Place)) if len > '区'.len_utf8() => end + len,
            _ => end,
        };
        self.push(at, end, EvidenceKind::Place);
        end
    }

    /// 市司法局, 青石县自然资源和规划局: level or place, task, 局.
    pub(super) fn organ(&mut self, at: usize, end: usize) -> Option<usize> {
        let start = self.start_of(at, Suffix::Organ)?;
        let name = &self.text[start..at];
        let placed = self.hits.last().is_some_and(|hit| hit.end == start && hit.kind == EvidenceKind::Place)
            || (self.own.end == start && start > 0);
        let level = LEVELS.iter().find(|level| name.starts_with(**level));
        let body = level.map_or(name, |level| &name[level.len()..]).chars().filter(|c| is_han(*c)).count();
        let own = ["各", "本", "我", "该", "全"].iter().any(|word| self.text[..start].ends_with(word));
        let congress = name.contains('届') || name.contains("会议") || body > 16;
        // 岚溪区人民法院 has no task of its own in its name.
        let court = self.text[at..end].starts_with("人民");
        if own || congress || !(placed || level.is_some()) || (body < 2 && !court) {
            return None;
        }
        self.push(start, end, EvidenceKind::Organ);
        Some(end)
    }
}
