//! Names in quotation marks: “…”行动, 举办“…培训班”, “…”小程序, 以“…”为主题.

use super::{
    enumerator::is_numeral,
    name_words::Suffix,
    names::{Names, PROVINCES},
};
use crate::{
    model::{EvidenceKind, MentionKind},
    text::{Chars, class::is_han},
};

/// Longest name in quotation marks, in characters.
const LONGEST: usize = 36;

/// Most characters between the closing mark and the word that says what it is.
const BETWEEN: usize = 8;

/// Longest name, in characters, that only says how many things it has: 五个中心, 八项工程.
const COUNTED: usize = 6;

/// Short names of provinces that are part of no other common word.
const SHORT_NAMES: Chars = Chars::new("渝冀皖闽赣豫鄂湘粤琼蜀黔滇陕浙沪");

/// Old names of lands, and the characters with which they begin.
const LANDS: [&str; 12] =
    ["龙江", "八桂", "三秦", "巴蜀", "齐鲁", "燕赵", "三晋", "荆楚", "八闽", "陇原", "江淮", "中原"];
const LAND_HEADS: Chars = Chars::new("龙八三巴齐燕荆陇江中");

/// The first `len` bytes inside the marks, and where they are.
#[derive(Clone, Copy)]
struct Quote {
    start: usize,
    end: usize,
}

impl Names<'_> {
    /// One name or a row of names in quotation marks, from the first mark on.
    pub(super) fn quoted_names(&mut self, at: usize) -> Option<usize> {
        let mut quotes = vec![self.quote(at)?];
        let mut end = quotes[0].end;
        // “甲”、“乙”等活动: what is said of the last holds for all.
        while quotes.len() < 12 {
            let rest = &self.text[end..];
            let joined = ["、", "和", "及", "与", "以及", "之", ""].iter().find_map(|joint| {
                let open = end + joint.len();
                if rest.starts_with(joint) { self.quote(open) } else { None }
            });
            let Some(quote) = joined else { break };
            quotes.push(quote);
            end = quote.end;
        }
        let chosen = ["入选", "列入", "转入", "获评", "获批", "上榜"]
            .iter()
            .any(|word| self.text[end..].starts_with(word));
        let tail = if chosen { None } else { self.tail(end) };
        let made = self.made(at);
        let theme = self.text[end..].starts_with("为主题") || self.text[end..].starts_with("主题");
        let last = quotes.len() - 1;
        for (nth, quote) in quotes.iter().enumerate() {
            // A saying with clauses is no name: “区委有部署，我们有行动”.
            let saying = self.text[quote.start..quote.end].contains([',', ';', '!', '?']);
            let inside = if saying { None } else { self.inside(*quote) };
            let suffix = inside.or(tail.map(|(_, suffix)| suffix));
            // 放心消费在三秦 is a name with a numeral in it, 十个一百 is made of numerals.
            let letters = &self.text[quote.start..quote.end];
            let numerals = letters.chars().filter(|c| is_numeral(*c) && !"百千万亿".contains(*c)).count();
            let phrase = self.is_set_phrase(*quote);
            let len = letters.chars().count() - 2;
            // 八项工程 says how many there are.
            let leads = len <= COUNTED
                && letters.chars().nth(1).is_some_and(|c| is_numeral(c) && !"百千万亿".contains(c));
            let numerals = phrase || leads || numerals > 0 && (suffix.is_none() || numerals * 3 > len);
            let kind = match suffix {
                Some(suffix) => suffix.kind(),
                None if theme => EvidenceKind::Event,
                // “松溪傩舞”入选名录: what was chosen has a name.
                None if chosen && !numerals => EvidenceKind::Project,
                // “岚e办” carries the name of its place.
                None if self.is_of_a_place(letters) => EvidenceKind::Project,
                None if made && quote.end - quote.start > 4 * '一'.len_utf8() => EvidenceKind::Project,
                None => continue,
            };
            // “十个一百” counts nothing; it is a name only if something is made of it.
            if numerals && (kind != EvidenceKind::Project || suffix.is_none() || !made) {
                continue;
            }
            let name_end = match tail {
                Some((tail_end, _)) if nth == last => tail_end,
                _ => quote.end,
            };
            self.push(quote.start, name_end, kind);
            let name = self.text[quote.start..quote.end].trim_matches(['“', '”', '「', '」']);
            if self.words.is_national(name) || is_formula(name) {
                self.weaken();
            }
        }
        // What is not taken may still hold another name.
        let taken = self.hits.last().map_or(end, |hit| hit.end);
        Some(taken.max(end))
    }

    /// Whether a name in marks holds the short name of a province, or begins with that of the body's own place:
    /// “渝快办”, “秦信融”.
    fn is_of_a_place(&self, letters: &str) -> bool {
        let name = letters.trim_matches(['“', '”', '「', '」']);
        let short = (3..=8).contains(&name.chars().count())
            && name.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric());
        let own = self.issuer.chars().take(2).collect::<String>();
        let place = name.contains(|c: char| SHORT_NAMES.has(c))
            || name
                .char_indices()
                .any(|(at, c)| LAND_HEADS.has(c) && LANDS.iter().any(|land| name[at..].starts_with(land)))
            || own.chars().count() == 2 && name.contains(&own);
        // 数字岚溪 is a title that every place gives itself.
        short && place && !PROVINCES.iter().any(|province| name.contains(province))
    }

    /// Whether a verb of making stands before the mark at `at`, at most a few characters away:
    /// 打造人社“…”.
    fn made(&self, at: usize) -> bool {
        let mut end = at;
        for c in self.text[..at].chars().rev().take(BETWEEN) {
            if self.words.maker_before(&self.text[..end]) {
                return true;
            }
            if !is_han(c) || c == '的' {
                return false;
            }
            end -= c.len_utf8();
        }
        self.words.maker_before(&self.text[..end])
    }

    /// The marks that open at `at`, if they close soon.
    fn quote(&self, at: usize) -> Option<Quote> {
        let rest = self.text.get(at..)?;
        let open = rest.chars().next().filter(|c| matches!(c, '“' | '「'))?;
        let close = if open == '“' { '”' } else { '」' };
        let (offset, _) = rest
            .char_indices()
            .take(LONGEST)
            .take_while(|(_, c)| !matches!(c, '\n' | '。' | '《'))
            .find(|(_, c)| *c == close)?;
        Some(Quote { start: at, end: at + offset + close.len_utf8() })
    }

    /// Whether what stands between the marks is a set phrase: “第一议题”制度.
    fn is_set_phrase(&self, quote: Quote) -> bool {
        let (start, end) = (quote.start + '“'.len_utf8(), quote.end - '”'.len_utf8());
        let at = self.notes.partition_point(|note| note.start < start);
        self.notes
            .get(at)
            .is_some_and(|note| (note.start, note.end) == (start, end) && note.kind == MentionKind::SetPhrase)
    }

    /// The word that says what a name is, behind its closing mark: ”下基层活动.
    fn tail(&self, end: usize) -> Option<(usize, Suffix)> {
        let mut at = end;
        if self.text[at..].starts_with('等') {
            at += '等'.len_utf8();
        }
        for (nth, (offset, c)) in self.text[at..].char_indices().enumerate() {
            if nth > BETWEEN || !is_han(c) || "的了和与在是为及、".contains(c) {
                break;
            }
            if let Some((len, suffix)) = self.words.suffix(&self.text[at + offset..])
                && names_things(suffix)
            {
                // “一区一策”优化住房政策 is no name of a policy.
                let between = &self.text[at..at + offset];
                if self.text[at + offset..].starts_with("政策") && self.words.front(between).is_some() {
                    break;
                }
                let last = at + offset + len;
                return Some((if at > end { end } else { last }, suffix));
            }
        }
        None
    }

    /// What the last word inside the marks says.
    fn inside(&self, quote: Quote) -> Option<Suffix> {
        let name = &self.text[quote.start..quote.end];
        let name = name.trim_end_matches(['”', '」']);
        name.char_indices().skip(2).find_map(|(at, _)| {
            let (len, suffix) = self.words.suffix(&name[at..])?;
            (at + len == name.len() && names_things(suffix)).then_some(suffix)
        })
    }
}

/// Whether a name in marks is a formula that everybody fills: “线上+线下”, “大监督”. A sum of three or more is
/// a body's own: “网格+河长+民警”模式.
fn is_formula(name: &str) -> bool {
    let sum = name.matches('+').count() == 1
        && !name.contains(|c: char| c.is_ascii_alphanumeric() || is_numeral(c));
    sum || (name.starts_with('大') && name.chars().count() == 3)
}

/// Whether a last word says that what stands in quotation marks is an event or a project.
const fn names_things(suffix: Suffix) -> bool {
    use Suffix::{Honour, Listed, Nothing, Organ, Place, Statute, Title};
    !matches!(suffix, Nothing | Place | Organ | Listed | Title | Honour | Statute)
}
