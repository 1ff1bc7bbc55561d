//! Ranks and grades without 第: 全国首个, 居全省首位, 全国最大, Ⅱ类水质, 高于全市平均水平.

use super::scan::Scan;
use crate::model::{Bound, Decimal, EvidenceKind, Quantity};

/// Of which bodies something is the first or the largest.
const AMONG: [&str; 22] = [
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "全州",
    "全球",
    "世界",
    "亚洲",
    "国内",
    "西部地区",
    "西部",
    "中部地区",
    "中部",
    "东部",
    "东北",
    "西北",
    "西南",
    "同类地区",
    "全疆",
    "全行业",
    "全军",
];

/// What can be compared. 最优 and 最好 are praise.
const MOST: [&str; 12] =
    ["最大", "最高", "最低", "最长", "最多", "最快", "最早", "最小", "最少", "最深", "最短", "最宽"];

/// Grades of water, from the best on.
const GRADES: &str = "ⅠⅡⅢⅣⅤ";

/// How far around a grade the thing that has it may stand, in characters.
const NEAR: usize = 30;

impl Scan<'_> {
    /// 首批, 首个: a rank that can be looked up if it says among whom.
    pub(super) fn first(&mut self, at: usize) -> Option<usize> {
        let words = ["首批", "首届", "首个", "首家", "首例", "首条", "首部", "首期", "首位", "首座"];
        let end = self.eat(at, &words)?;
        // 首批 has many in it.
        let many = self.text[at..end].ends_with(['批', '届', '期']);
        match self.back(at, &AMONG).filter(|_| !many) {
            Some(start) => self.ranked(start, end),
            None => self.weak(at, end, EvidenceKind::Rank, None),
        }
        Some(end)
    }

    /// However many ranks without a number do not make a figure.
    fn ranked(&mut self, start: usize, end: usize) {
        if self.is_behind_rank(start) {
            self.weak(start, end, EvidenceKind::Rank, None);
        } else {
            self.hit(start, end, EvidenceKind::Rank, None);
        }
    }

    /// 全国最大, 全省最低.
    pub(super) fn most(&mut self, at: usize) -> Option<usize> {
        let end = self.eat(at, &MOST)?;
        let start = self.back(at, &AMONG)?;
        // 最大限度, 最大程度
        if self.rest(end).starts_with(['限', '程', '化', '努', '公'])
            || self.rest(end).trim_start_matches('的').starts_with("发展中")
        {
            return None;
        }
        self.ranked(start, end);
        Some(end)
    }

    /// Ⅱ类 of a water that is measured.
    pub(super) fn grade(&mut self, at: usize) -> Option<usize> {
        let c = self.rest(at).chars().next()?;
        let value = GRADES.chars().position(|grade| grade == c)? as i128 + 1;
        let unit = at + c.len_utf8();
        let end = self.eat(unit, &["类"])?;
        let before: String = self.text[..at].chars().rev().take(NEAR).collect();
        let before: String = before.chars().take_while(|c| !"。;!?\n".contains(*c)).collect();
        let behind: String =
            self.rest(end).chars().take(NEAR / 3).take_while(|c| !"。;!?\n".contains(*c)).collect();
        // What stands before is read backwards.
        let water = ["质水", "面断", "体水", "流干"].iter().any(|word| before.contains(word))
            || ["水", "断面"].iter().any(|word| behind.contains(word));
        if !water {
            return None;
        }
        let (end, bound) = match self.eat(end, &["及以上", "以上", "及以下", "以下"]) {
            Some(end) => (end, Bound::AtLeast),
            None => (end, Bound::Exact),
        };
        let quantity = Quantity {
            value: Decimal::new(value, 0),
            upper: None,
            unit: "类".into(),
            bound,
            precision: Decimal::from_int(1),
        };
        self.hit(at, end, EvidenceKind::Count, Some(quantity));
        Some(end)
    }

    /// 高于全市平均水平: two figures that are published are compared.
    pub(super) fn average(&mut self, at: usize) -> Option<usize> {
        let level = self.eat(at, &["全国", "全省", "全市", "全县", "全区", "全州"])?;
        let end = self.eat(level, &["平均水平", "平均"])?;
        let start = self.back(at, &["高于", "低于", "快于", "好于", "优于", "超过"])?;
        self.ranked(start, end);
        Some(end)
    }

    /// G318, S205: a road. Returns the end.
    pub(super) fn road(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at).as_bytes();
        let digits = rest.iter().skip(1).take(5).take_while(|b| b.is_ascii_digit()).count();
        let end = at + 1 + digits;
        let glued = self.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || "+-/.".contains(c))
            || self.rest(end).starts_with(|c: char| c.is_ascii_alphanumeric() || "+-/._".contains(c));
        let short = self.eat(end, &["高速", "国道", "省道", "线", "沿线"]).is_some();
        let named = (3..=4).contains(&digits) || digits == 2 && short;
        if glued || !named || !matches!(rest.first(), Some(b'G' | b'S')) {
            return None;
        }
        self.hit(at, end, EvidenceKind::Project, None);
        Some(end)
    }
}
