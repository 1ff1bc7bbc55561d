//! Persons with a title, honours that were won, and statutes that are named without 《》.

use super::{name_words::Suffix, names::Names};
use crate::{
    model::EvidenceKind,
    text::class::{is_han, is_punctuation},
};

/// Most characters of an honour: 国家知识产权强市建设试点示范城市.
const HONOUR: usize = 30;

/// Titles that stand behind a name: 沈明远教授.
const BEHIND: [&str; 6] = ["同志", "教授", "律师", "院士", "法官", "研究员"];

impl Names<'_> {
    /// 局长陈立新, 沈明远同志: a title at `at..end` with a name behind or before it.
    pub(super) fn person(&mut self, at: usize, end: usize) -> Option<usize> {
        if let Some(name_end) = self.name_behind(end) {
            self.push(at, name_end, EvidenceKind::Person);
            return Some(name_end);
        }
        let start = self.name_before(at, end)?;
        self.push(start, end, EvidenceKind::Person);
        Some(end)
    }

    /// The end of the name that starts at `at`: surname and one or two characters, with a word behind
    /// it that can stand behind a name.
    fn name_behind(&self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let given = at + self.words.surname(rest)?;
        [2, 1].into_iter().find_map(|len| {
            let name: String = self.text[given..].chars().take(len).collect();
            let fits = name.chars().count() == len && name.chars().all(is_han);
            let end = given + name.len();
            let after = &self.text[end..];
            // 镇长某某10月16日
            let ends =
                after.chars().next().is_none_or(|c| is_punctuation(c) || c == '\n' || c.is_ascii_digit())
                    || self.words.follows_person(after);
            (fits && ends && self.is_given(&self.text[at..end], &name)).then_some(end)
        })
    }

    /// The start of the name that ends at `at`, for titles that stand behind names.
    fn name_before(&self, at: usize, end: usize) -> Option<usize> {
        if !BEHIND.contains(&&self.text[at..end]) {
            return None;
        }
        let free = &self.text[self.floor.min(at)..at];
        [3, 2].into_iter().find_map(|len| {
            let (offset, _) = free.char_indices().rev().nth(len - 1)?;
            let start = self.floor.min(at) + offset;
            let name = &self.text[start..at];
            let surname = self.words.surname(name)?;
            let before = &self.text[..start];
            let bounded = before.chars().next_back().is_none_or(|c| is_punctuation(c) || c == '\n')
                || self.words.bound_before(before)
                || before.ends_with(['由', '请', '向', '对', '与', '和', '学']);
            (surname < name.len() && bounded && self.is_given(name, &name[surname..])).then_some(start)
        })
    }

    /// Whether a name is no common word (高度, 方案), and its given part holds no particle.
    fn is_given(&self, name: &str, given: &str) -> bool {
        self.words.surname(name).is_some() && !given.chars().any(|c| c == '所' || self.words.is_outside(c))
    }

    /// 获评国家森林城市: what was won, behind the verb at `at..end`.
    pub(super) fn honour(&mut self, end: usize) -> Option<usize> {
        let rest = self.text.get(end..)?;
        let skip =
            ["了", "为", "“", "《"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
        let words = &rest[skip..];
        if !self.words.gives_honours(words) && !given_by_a_body(words) {
            return None;
        }
        let len: usize = words
            .chars()
            .take(HONOUR)
            .take_while(|c| is_han(*c) || c.is_ascii_alphanumeric() || "“”《》（）()·".contains(*c))
            .map(char::len_utf8)
            .sum();
        // A mark that was opened before the honour does not belong to it.
        let open = words[..len].matches(['“', '《']).count();
        let close = words[..len].matches(['”', '》']).count();
        let len = if close > open { words[..len].find(['”', '》']).unwrap_or(len) } else { len };
        let honour_end = end + skip + len;
        if words[..len].chars().count() < 6 || !self.is_free(honour_end) {
            return None;
        }
        self.push(end + skip, honour_end, EvidenceKind::Project);
        Some(honour_end)
    }

    /// 学习行政复议法: a statute without 《》. It is a particular only where the act is about it.
    pub(super) fn statute(&mut self, at: usize, end: usize) -> usize {
        let start = self.text[..at].strip_suffix("中华人民共和国").map_or(at, str::len);
        let before = self.text[..start].trim_end_matches("新修订的").trim_end_matches('新');
        let about = ["学习", "解读", "宣讲", "修订", "修改", "颁布", "研读"]
            .iter()
            .any(|word| before.ends_with(word));
        let made = ["颁布", "施行", "出台", "正式实施"].iter().any(|word| self.text[end..].starts_with(word));
        self.push(start, end, EvidenceKind::Document);
        // 宪法 and 民法典 are on everybody's programme every year.
        if !(about || made) || matches!(&self.text[at..end], "宪法" | "民法典") {
            self.weaken();
        }
        end
    }

    /// What a word of these three sorts at `at..end` belongs to.
    pub(super) fn cue(&mut self, at: usize, end: usize, suffix: Suffix) -> Option<usize> {
        match suffix {
            Suffix::Title => self.person(at, end),
            Suffix::Honour => self.honour(end),
            Suffix::Statute => Some(self.statute(at, end)),
            _ => None,
        }
    }
}

/// Whether words begin with a body and name something of it: 应急管理部典型案例.
fn given_by_a_body(words: &str) -> bool {
    let body = words.chars().take(10).position(|c| "部委厅局办".contains(c));
    body.is_some_and(|at| at >= 2 && words.chars().take(at + 4).all(is_han))
}
