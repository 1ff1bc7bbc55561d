//! Names that belong to the act: events, projects, places, bodies; known by their last word.
//!
//! From the last word of a name (…培训班, …工程, …局) the start is searched backwards: punctuation,
//! particles and verbs that do not stand inside names end it.

use std::ops::Range;

use super::{
    name_words::{NameWords, Suffix},
    scan::{Hit, Note},
};
use crate::{
    model::{EvidenceKind, MentionKind},
    text::class::{is_han, is_punctuation},
};

/// Longest name in front of its last word, in characters.
const LONGEST: usize = 26;

/// Words with a character in them that is a particle elsewhere.
const WORDS_WITH_PARTICLES: [&str; 29] = [
    "本科", "普及", "就业", "不动", "行为", "为民", "有限", "国有", "高等", "对口", "对外", "供给", "和平",
    "和谐", "共和", "平等", "所有", "有色", "有机", "中和", "不见", "以案", "将军", "使用", "特有", "和美",
    "本溪", "依据", "数据",
];

/// Things that have names of their own, unlike systems, networks and pilots.
const NAMED: [&str; 8] = ["中心", "图书馆", "科技馆", "机场", "交易所", "走廊", "旅游带", "文化带"];

/// Things that are mostly named by their field, so that a longer name of their own is asked for.
const FIELDED: [&str; 5] = ["大数据中心", "研究中心", "创新中心", "合作中心", "数据中心"];

/// Last words that say little even behind the name of a province.
const GENERAL: [&str; 6] = ["体系", "网络", "系统", "示范", "试点", "平台"];

/// Last words of events with short names: 茶博会.
const SHORT_EVENTS: [&str; 6] = ["博会", "洽会", "运会", "冬会", "残会", "农高会"];

/// Last words of events that a place is name enough for: 中俄博览会.
const FAIRS: [&str; 5] = ["博览会", "洽谈会", "交易会", "电影节", "艺术节"];

/// Things that every body has of its own, so that only a name tells one from the others.
const KINDS: [&str; 6] = ["产业集群", "先行区", "示范区", "试验区", "综合体", "产业园区"];

/// Characters beside the words of its field from which a campaign is told from others: 深度节水控水行动.
const CAMPAIGN: usize = 4;

/// Provinces by their short names, with which names of things begin.
pub(super) const PROVINCES: [&str; 31] = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
];

/// A pass over a text that looks for names.
pub(super) struct Names<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a NameWords,
    /// The issuing body: it names itself, which is no evidence.
    pub(super) issuer: &'a str,
    /// What is taken already, ascending.
    taken: &'a [Hit],
    next: usize,
    /// What counts nothing: 一项 and 一是 end a name too.
    pub(super) notes: &'a [Note],
    next_note: usize,
    pub(super) floor: usize,
    /// The place of the issuing body, where it was named last: no evidence, but part of other names.
    pub(super) own: Range<usize>,
    pub(super) hits: Vec<Hit>,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        text: &'a str,
        words: &'a NameWords,
        issuer: &'a str,
        taken: &'a [Hit],
        notes: &'a [Note],
    ) -> Self {
        Self {
            text,
            words,
            issuer,
            taken,
            next: 0,
            notes,
            next_note: 0,
            floor: 0,
            own: 0..0,
            hits: Vec::new(),
        }
    }

    /// Looks at the places of a text at which a name may be found.
    pub(super) fn run(mut self, places: &[u32]) -> Vec<Hit> {
        let mut at = 0;
        for place in places {
            let next = *place as usize;
            if next < at {
                continue;
            }
            let Some(c) = self.text[next..].chars().next() else { break };
            let behind = next + c.len_utf8();
            at = self.skip_taken(next).unwrap_or_else(|| self.step(next, c).unwrap_or(behind));
        }
        self.hits
    }

    /// Behind the evidence that covers `at`, if some does.
    fn skip_taken(&mut self, at: usize) -> Option<usize> {
        while let Some(hit) = self.taken.get(self.next).filter(|hit| hit.start <= at) {
            self.next += 1;
            self.floor = self.floor.max(hit.end);
        }
        while let Some(note) = self.notes.get(self.next_note).filter(|note| note.start <= at) {
            self.next_note += 1;
            if matches!(note.kind, MentionKind::Numeral | MentionKind::Enumerator) {
                self.floor = self.floor.max(note.end);
            }
        }
        (at < self.floor).then_some(self.floor)
    }

    /// Whether evidence that was found before reaches into a span.
    pub(super) fn is_free(&self, end: usize) -> bool {
        self.taken.get(self.next).is_none_or(|hit| hit.start >= end)
    }

    fn step(&mut self, at: usize, c: char) -> Option<usize> {
        if matches!(c, '“' | '「') {
            return self.quoted_names(at);
        }
        if let Some((len, suffix)) = self.words.suffix(&self.text[at..]) {
            // 集群化 is a way of growing.
            let way = self.text[at + len..]
                .strip_prefix('化')
                .is_some_and(|rest| !rest.starts_with(['工', '肥', '学', '解', '纤']));
            if suffix == Suffix::Nothing || way {
                return Some(at + len);
            }
            if let Some(end) = self.named(at, at + len, suffix) {
                return Some(end);
            }
            return Some(at + len);
        }
        let len = self.words.region(&self.text[at..])?;
        Some(self.region(at, at + len))
    }

    /// A name whose last word stands at `at..end`.
    fn named(&mut self, at: usize, end: usize, suffix: Suffix) -> Option<usize> {
        if !self.is_free(end) {
            return None;
        }
        match suffix {
            Suffix::Place => self.place(at, end),
            Suffix::Organ => self.organ(at, end),
            Suffix::Institution => self.long_name(at, end, suffix, 2),
            Suffix::Group => self.long_name(at, end, suffix, 4),
            Suffix::Facility => self.long_name(at, end, suffix, 2),
            Suffix::Placed => self.placed(at, end),
            Suffix::Event if SHORT_EVENTS.contains(&&self.text[at..end]) => {
                self.long_name(at, end, suffix, 1)
            }
            Suffix::Event if FAIRS.contains(&&self.text[at..end]) => self.long_name(at, end, suffix, 2),
            Suffix::Event | Suffix::Project | Suffix::Paper => self.long_name(at, end, suffix, 4),
            Suffix::Listed => self.listed(at, end),
            Suffix::Title | Suffix::Honour | Suffix::Statute => self.cue(at, end, suffix),
            Suffix::QuotedEvent | Suffix::QuotedProject | Suffix::Nothing => None,
        }
    }

    /// A name with at least `least` characters of its own before the last word.
    fn long_name(&mut self, at: usize, end: usize, suffix: Suffix, least: usize) -> Option<usize> {
        let start = self.start_of(at, suffix)?;
        let body = &self.text[start..at];
        let letters = body.chars().filter(|c| is_han(*c) || c.is_ascii_alphanumeric()).count();
        // 省疾控中心: the level is name enough before a long last word.
        let level = suffix == Suffix::Facility
            && matches!(body, "省" | "市" | "县" | "区")
            && end - at > 2 * '省'.len_utf8();
        let generic = match suffix {
            Suffix::Facility => self.words.proper_letters(body) < 2,
            // 县域特色产业集群: such things are many.
            Suffix::Project if KINDS.contains(&&self.text[at..end]) => {
                let level = ["国家", "省级", "全国"].iter().any(|word| body.starts_with(word));
                !level && self.words.proper_letters(body) < 2
            }
            // 有关改革方案 may be any.
            Suffix::Paper => self.words.own_letters(body) < 3 || self.words.proper_letters(body) < 1,
            Suffix::Event if least == 1 => self.words.own_letters(body) < 1,
            Suffix::Event if least == 2 => self.words.proper_letters(body) < 2,
            Suffix::Event => self.words.own_letters(body) < 2,
            // 岚溪医院 and 省纺织集团 say whose they are; others need a longer name of their own.
            Suffix::Institution => {
                let whose = self.hits.last().is_some_and(|hit| hit.end == start)
                    || &self.text[at..end] == "集团" && self.words.proper_letters(body) >= 2
                    || PROVINCES.iter().any(|name| body.starts_with(name))
                    || ["省", "市", "县", "区", "中国"].iter().any(|word| body.starts_with(word))
                    || self.words.region(body).is_some();
                self.words.own_letters(body) < if whose { 2 } else { 3 }
            }
            // 新时代重大标志性工程 may be any.
            Suffix::Project if &self.text[at..end] == "工程" => self.words.proper_letters(body) < 1,
            _ => false,
        };
        // 第一中学 is told from others by its number, but a number is no evidence of an act.
        let generic = generic || body.contains('第');
        let any = self.text[..start].ends_with(['各', '些', '几', '每', '个', '座', '条', '批']);
        if !level && (letters < least || generic || any) {
            // 岚溪市第一中学: the city is part of the name.
            if body.contains('第') && self.hits.last().is_some_and(|hit| hit.end == start) {
                self.hits.pop();
            }
            return None;
        }
        self.push(start, end, suffix.kind());
        // 按照区委经济工作会议的部署: who says so is no act.
        let said = self.text[end..].strip_prefix('的').unwrap_or(&self.text[end..]);
        if suffix == Suffix::Event
            && ["精神", "部署", "要求", "决策"].iter().any(|word| said.starts_with(word))
        {
            self.weaken();
        }
        // 提振消费专项行动: a campaign named only by what it does says little.
        let campaign = self.text[at..end].ends_with(['动', '划']) || self.text[at..end].starts_with("专项");
        if campaign && self.words.proper_letters(&self.text[start..at]) < CAMPAIGN {
            self.weaken();
        }
        Some(end)
    }

    /// 国家级产业协作园区: names that say whose they are.
    fn placed(&mut self, at: usize, end: usize) -> Option<usize> {
        let start = self.start_of(at, Suffix::Placed)?;
        let body = &self.text[start..at];
        let after_place = (self.own.end == start && start > 0)
            || self.hits.last().is_some_and(|hit| hit.end == start && hit.kind == EvidenceKind::Place);
        let letters = body.chars().filter(|c| is_han(*c)).count();
        // 云溪法务中心: what is left beside the words of its field is a name.
        let named = letters >= 4 && self.words.proper_letters(body) >= 2;
        let fielded = FIELDED.contains(&&self.text[at..end]) && self.words.proper_letters(body) >= 4;
        let whose = after_place
            || !GENERAL.contains(&&self.text[at..end]) && PROVINCES.iter().any(|name| body.starts_with(name))
            || ["国家", "省", "市", "世界", "自治区"].iter().any(|word| body.starts_with(word))
            || ["国家级", "省级", "市级", "世界级"].iter().any(|word| body.contains(word));
        // 争取一批国家试点: which, is not said.
        if self.text[..start].ends_with('批') {
            return None;
        }
        if !(whose && letters >= 5 || fielded || named && NAMED.contains(&&self.text[at..end])) {
            return None;
        }
        self.push(start, end, EvidenceKind::Project);
        Some(end)
    }

    /// Marks the last name as one that is worth little.
    pub(super) fn weaken(&mut self) {
        if let Some(last) = self.hits.last_mut() {
            last.weak = true;
        }
    }

    /// Where the name before `at` starts; `None` if no boundary is near.
    pub(super) fn start_of(&self, at: usize, suffix: Suffix) -> Option<usize> {
        let free = &self.text[self.floor.min(at)..at];
        let mut start = at;
        for (nth, (offset, c)) in free.char_indices().rev().enumerate() {
            let here = self.floor + offset;
            if nth > LONGEST {
                return None;
            }
            let joins = c == '和' && suffix == Suffix::Organ;
            let ends = is_punctuation(c)
                || c == '\n'
                || (self.words.is_particle(c) && !joins && self.is_particle(here, c));
            // 落实|现代化 is no 实现.
            let modern = self.text[..start].ends_with('现') && self.text[start..].starts_with("代化");
            if ends || !modern && self.words.bound_before(&self.text[self.floor..start]) {
                break;
            }
            start = here;
        }
        // What was stripped may leave another word in front.
        while let Some(len) = self.words.front(&self.text[start..at]) {
            if start + len >= at {
                return None;
            }
            start += len;
        }
        Some(start)
    }

    /// Whether the character at `at` is a particle here and not part of a word.
    fn is_particle(&self, at: usize, c: char) -> bool {
        let next = at + c.len_utf8();
        let after = self.text[next..].chars().next().map_or(next, |c| next + c.len_utf8());
        let before = self.text[..at].chars().next_back().map_or(at, |c| at - c.len_utf8());
        !WORDS_WITH_PARTICLES
            .iter()
            .any(|word| *word == &self.text[at..after] || *word == &self.text[before..next])
    }

    /// Adds a name; a place right before it becomes part of it.
    pub(super) fn push(&mut self, start: usize, end: usize, kind: EvidenceKind) {
        let mut start = start;
        if let Some(last) = self.hits.last()
            && last.end == start
            && last.kind == EvidenceKind::Place
            && last.start >= self.taken.get(self.next.wrapping_sub(1)).map_or(0, |hit| hit.end)
        {
            start = last.start;
            self.hits.pop();
        }
        let name = &self.text[start..end];
        if abbreviates(name, self.issuer) {
            self.floor = end;
            self.own = start..end;
            return;
        }
        // 岚溪区人民法院 is not the body that reports, though the place is its own.
        let start = if self.own.end == start && start > 0 { self.own.start } else { start };
        let name = &self.text[start..end];
        // 岚溪区人民法院 is one body, 人民法院 are many.
        let weak = self.words.is_national(name)
            && (self.words.is_national_whole(name)
                || kind != EvidenceKind::Organ && !(kind == EvidenceKind::Event && name.ends_with('会')));
        self.hits.push(Hit { start, end, kind, quantity: None, weak });
        self.floor = end;
    }
}

/// Whether `name` is the body's own name or a short form of it: 区科技局 for 岚溪区科学技术局.
fn abbreviates(name: &str, issuer: &str) -> bool {
    let mut letters = issuer.chars();
    !issuer.is_empty() && name.chars().all(|c| letters.any(|letter| letter == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_of_the_own_name() {
        assert!(abbreviates("区科技局", "岚溪区科学技术局"));
        assert!(abbreviates("岚溪区", "岚溪区科学技术局"));
        assert!(!abbreviates("区司法局", "岚溪区科学技术局"));
        assert!(!abbreviates("区科技局", ""));
    }
}
