//! Documents: 《…》 with what belongs to it, numbers of documents and cases, articles, ordinals.

use super::{
    numeral::Numeral,
    scan::{Hit, Scan},
};
use crate::model::{Bound, EvidenceKind, MentionKind, Quantity};

/// Longest title, in characters.
const TITLE: usize = 120;

/// Longest statement that is looked back through, in bytes.
const STATEMENT: usize = 1200;

/// Units behind 第N that tell one edition of a thing from the others.
const EDITIONS: [&str; 12] = ["届", "批", "批次", "期", "轮", "版", "辑", "讲", "季", "场", "部", "集"];

/// Words that cite a document as authority.
const AUTHORITY: [&str; 22] = [
    "按照",
    "依据",
    "根据",
    "依照",
    "遵照",
    "遵守",
    "贯彻落实",
    "贯彻",
    "严格落实",
    "落实",
    "严格执行",
    "执行",
    "对照",
    "符合",
    "违反",
    "遵循",
    "参照",
    "围绕",
    "基于",
    "依",
    "按",
    "以",
];

/// Words before 《 that belong to neither the verb nor the title.
const BETWEEN: [&str; 10] =
    ["新修订的", "修订后的", "新", "最新", "国家", "国务院", "中央", "省", "市", "关于"];

/// Words behind which the name of the issuing body starts: 落实国发〔2021〕33号.
const BEFORE_NUMBER: [&str; 44] = [
    "落实", "根据", "按照", "依据", "依照", "印发", "转发", "下发", "贯彻", "执行", "遵照", "参照", "发布",
    "以及", "出台", "制定", "学习", "对照", "详见", "修订", "和", "及", "与", "的", "由", "以", "撤销",
    "废止", "宣讲", "宣传", "公布", "解读", "传达", "报送", "批转", "适用", "收到", "办理", "作出", "下达",
    "变更", "确认", "引用", "见",
];

impl Scan<'_> {
    /// 《…》 with 第四卷, 第三十三条第一款 behind it.
    pub(super) fn title(&mut self, at: usize) -> Option<usize> {
        let mut depth = 0usize;
        let mut close = None;
        for (nth, (offset, c)) in self.rest(at).char_indices().enumerate() {
            match c {
                '《' => depth += 1,
                '》' => {
                    depth -= 1;
                    if depth == 0 {
                        close = Some(at + offset + c.len_utf8());
                        break;
                    }
                }
                '\n' | '。' => break,
                _ => {}
            }
            if nth > TITLE {
                break;
            }
        }
        let close = close?;
        self.note(at, close, MentionKind::Title, None);
        if self.back(at, &["以下简称", "以下统称", "简称", "以下称", "下称"]).is_some() {
            return Some(close);
        }
        let mut end = close;
        if let Some(volume) = self.volume(close) {
            end = volume;
        } else if let Some(article) = self.articles(close) {
            end = article;
        }
        // The second of 《甲》和《乙》 has the part of the first.
        let joined =
            self.hits.last().filter(|last| last.kind == EvidenceKind::Document && self.joins(last.end, at));
        let weak = match joined {
            Some(last) => last.weak,
            None => self.cited(at),
        };
        if weak {
            self.weak(at, end, EvidenceKind::Document, None);
        } else {
            self.hit(at, end, EvidenceKind::Document, None);
        }
        Some(end)
    }

    /// Whether only a joint and a remark in brackets stand between two titles.
    fn joins(&self, from: usize, to: usize) -> bool {
        let gap = self.text.get(from..to).unwrap_or("x");
        let gap = match gap.strip_prefix('(').and_then(|gap| gap.split_once(')')) {
            Some((remark, gap)) if remark.len() < 120 => gap,
            _ => gap,
        };
        matches!(gap, "" | "、" | "和" | "及" | "与" | "以及" | ",")
    }

    /// Whether the words before a title cite it as authority.
    fn cited(&self, at: usize) -> bool {
        let mut before = &self.text[..at];
        while let Some(word) = BETWEEN.iter().find(|word| before.ends_with(**word)) {
            before = &before[..before.len() - word.len()];
        }
        let studied = ["学习贯彻", "宣传贯彻", "学习贯彻落实", "宣传贯彻落实", "学习宣传贯彻"];
        AUTHORITY.iter().any(|word| before.ends_with(word))
            && !studied.iter().any(|word| before.ends_with(word))
    }

    /// 第四卷 behind a title.
    fn volume(&self, at: usize) -> Option<usize> {
        let number = self.numeral(self.eat(at, &["第"])?)?;
        self.eat(number.end, &["卷", "册", "版", "辑"])
    }

    /// 第三十三条第一款第(二)项.
    fn articles(&self, at: usize) -> Option<usize> {
        let mut end = at;
        let mut found = None;
        while let Some(next) = self.eat(end, &["第"]) {
            let open = self.eat(next, &["("]).unwrap_or(next);
            let Some(number) = self.numeral(open) else { break };
            let behind = if open > next { self.eat(number.end, &[")"]) } else { Some(number.end) };
            let units: &[&str] =
                if found.is_none() { &["条", "章", "编"] } else { &["条", "节", "款", "项", "目"] };
            let Some(unit) = behind.and_then(|behind| self.eat(behind, units)) else { break };
            end = self.eat(unit, &["之一", "之二", "之三"]).unwrap_or(unit);
            found = Some(end);
        }
        // 第一章 may be the head of a list, but never 第九条例.
        found.filter(|end| !self.rest(*end).starts_with('例'))
    }

    /// 国发〔2021〕33号 and (2022)粤5202行初12号, found at the bracket.
    pub(super) fn document_number(&mut self, at: usize) -> Option<usize> {
        let open = self.rest(at).chars().next()?;
        let year = at + open.len_utf8();
        let digits = self.rest(year).bytes().take(5).take_while(u8::is_ascii_digit).count();
        if digits != 4 {
            return None;
        }
        let close = self.eat(year + digits, &[")", "]", "〕", "】", "}"])?;
        let number = self.eat(close, &["第"]).unwrap_or(close);
        let count = self.rest(number).bytes().take(7).take_while(u8::is_ascii_digit).count();
        if count > 0
            && let Some(end) = self.eat(number + count, &["号"])
        {
            let start = self.issuer(at);
            // 《…》(国发〔2021〕33号): the number has the part of the title.
            let weak = self.text[..start].ends_with("》(")
                && self.hits.last().is_some_and(|last| last.weak && last.end + 1 == start);
            if weak {
                self.weak(start, end, EvidenceKind::Document, None);
            } else {
                self.hit(start, end, EvidenceKind::Document, None);
            }
            return Some(end);
        }
        // A case: court, kind, number.
        let mut end = close;
        let mut last = ' ';
        for c in self.rest(close).chars().take(24) {
            let inside = c.is_ascii_digit() || crate::text::class::is_han(c);
            if !inside {
                return None;
            }
            end += c.len_utf8();
            if c == '号' {
                if !last.is_ascii_digit() {
                    return None;
                }
                self.hit(at, end, EvidenceKind::Document, None);
                return Some(end);
            }
            last = c;
        }
        None
    }

    /// Where the name of the issuing body before a document's number starts.
    fn issuer(&self, at: usize) -> usize {
        let free = &self.text[self.floor.min(at)..at];
        let mut start = at;
        for c in free.chars().rev().take(12) {
            if !(crate::text::class::is_han(c) || c.is_ascii_alphabetic()) {
                break;
            }
            start -= c.len_utf8();
        }
        let name = &self.text[start..at];
        // 和 in 共和国 joins nothing.
        let cut = BEFORE_NUMBER
            .iter()
            .filter_map(|word| name.rfind(word).map(|at| at + word.len()))
            .filter(|at| !name[*at..].starts_with('国') || !name[..*at].ends_with("共和"))
            .max();
        start + cut.unwrap_or(0)
    }

    /// What 第 starts: an enumerator, a quarter, an article, a rank.
    pub(super) fn ordinal(&mut self, at: usize) -> Option<usize> {
        match self.rest(at).chars().next()? {
            '首' => return self.first(at),
            '最' => return self.most(at),
            '第' => {}
            _ => return self.grade(at),
        }
        if let Some(end) = self.enumerator(at) {
            return Some(end);
        }
        let behind = self.eat(at, &["第"])?;
        if let Some(end) = self.quarter(behind) {
            let end = self.eat(end, &["末前", "底前", "前", "末"]).unwrap_or(end);
            self.note(at, end, MentionKind::Date, None);
            self.hit(at, end, EvidenceKind::Date, None);
            return Some(end);
        }
        if let Some(end) = self.articles(at) {
            self.hit(at, end, EvidenceKind::Document, None);
            return Some(end);
        }
        let number = self.numeral(behind)?;
        if let Some(end) = self.assembly(at, &number) {
            return Some(end);
        }
        let value =
            if number.value.scale() == 0 { i64::try_from(number.value.mantissa()).ok() } else { None };
        let quantity = |unit: &str| Quantity {
            value: number.value,
            upper: number.upper,
            unit: unit.to_owned(),
            bound: Bound::Exact,
            precision: number.precision,
        };
        if let Some(end) = self.eat(number.end, &["号"]) {
            if let Some(word) = self.back(at, &["令", "公告", "通告", "决定", "函", "字"]) {
                let start = self.issuer(word);
                self.hit(start, end, EvidenceKind::Document, None);
            } else {
                self.note(at, end, MentionKind::Numeral, value);
            }
            return Some(end);
        }
        // 第二部分 is a part of the text.
        if self.rest(number.end).starts_with("部分") {
            self.note(at, number.end, MentionKind::Numeral, value);
            return Some(number.end);
        }
        if let Some((len, _)) = self.words.ranks.longest(self.rest(number.end)) {
            let end = number.end + len;
            let unit = &self.text[number.end..end];
            // (下转第四版): the newspaper speaks.
            if unit == "版"
                && ["下转", "上接", "紧接", "转", "接"].iter().any(|w| self.text[..at].ends_with(w))
            {
                self.note(at, end, MentionKind::Numeral, value);
                return Some(end);
            }
            // 第六届岚溪茶博会, 第三批示范县: it names the thing and measures nothing.
            // However many of them do not make a figure.
            if EDITIONS.contains(&unit) && self.is_behind_rank(at) {
                self.weak(at, end, EvidenceKind::Rank, Some(quantity(unit)));
                return Some(end);
            }
            self.weaken_editions(at);
            self.hit(at, end, EvidenceKind::Rank, Some(quantity(unit)));
            return Some(end);
        }
        let placed = [
            "全市", "全省", "全国", "全区", "全县", "全州", "位居", "排名", "排", "位列", "名列", "列", "居",
            "系统", "世界", "全球", "增速", "增幅", "得分", "总分", "位次",
        ];
        let ends = self.rest(number.end).chars().next().is_none_or(|c| ",。;、)\n的".contains(c));
        if ends && placed.iter().any(|word| self.text[..at].ends_with(word)) {
            self.weaken_editions(at);
            self.hit(at, number.end, EvidenceKind::Rank, Some(quantity("")));
        } else {
            self.note(at, number.end, MentionKind::Numeral, value);
        }
        Some(number.end)
    }

    /// The ranks that stand before `at` in the same statement, last first.
    fn ranks_before(&mut self, at: usize) -> impl Iterator<Item = &mut Hit> {
        let text = self.text;
        let near = move |hit: &&mut Hit| {
            let gap = text.get(hit.end..at).filter(|gap| gap.len() < STATEMENT);
            gap.is_some_and(|gap| !gap.contains(['。', ';', '!', '?', '\n']))
        };
        let ranks = self.hits.iter_mut().rev().take_while(near);
        ranks.filter(|hit| hit.kind == EvidenceKind::Rank && !hit.weak)
    }

    /// Whether a rank or an edition stands before `at` in the same statement.
    pub(super) fn is_behind_rank(&mut self, at: usize) -> bool {
        self.ranks_before(at).next().is_some()
    }

    /// A place in a ranking counts more than the editions before it.
    fn weaken_editions(&mut self, at: usize) {
        for hit in self.ranks_before(at) {
            hit.weak = hit.quantity.as_ref().is_none_or(|said| EDITIONS.contains(&said.unit.as_str()));
        }
    }

    /// 第十四届全国人民代表大会第一次会议, 第十八次全国代表大会: an assembly is no rank of anything.
    fn assembly(&mut self, at: usize, number: &Numeral) -> Option<usize> {
        let unit = self.eat(number.end, &["届", "次"])?;
        let levels = ["全国", "省", "市", "县", "区", "自治区", "中国", ""];
        let bodies = [
            "人民代表大会",
            "代表大会",
            "人大",
            "党代会",
            "委员会",
            "中央委员会",
            "政协",
            "人民政府",
            "全体会议",
            "会议",
        ];
        let end = levels.iter().find_map(|level| self.eat(self.eat(unit, &[level])?, &bodies))?;
        // 第三次会议 by itself is one of the body's own.
        let own = self.text[unit..end].starts_with("会议") && !self.is_behind_assembly(at);
        if own {
            return None;
        }
        self.note(at, end, MentionKind::SetPhrase, None);
        Some(end)
    }

    /// Whether an assembly was named right before.
    fn is_behind_assembly(&self, at: usize) -> bool {
        self.notes.last().is_some_and(|note| note.kind == MentionKind::SetPhrase && note.end == at)
    }
}
