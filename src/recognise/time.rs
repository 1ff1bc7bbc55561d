//! Words of time and frequency without, or before, a numeral: 今年3月, 每季度, 截至, 翻一番.

use super::scan::Scan;
use crate::model::{Bound, Decimal, EvidenceKind, MentionKind, Quantity};

/// Years that are said by a word.
const YEARS: [&str; 12] =
    ["本年度", "上年度", "去年", "今年", "当年", "明年", "同年", "次年", "本年", "前年", "翌年", "下年度"];

impl Scan<'_> {
    /// What a word of time at `at` starts.
    pub(super) fn time_word(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        match rest.chars().next()? {
            '每' => self.frequency(at),
            '翻' => self.doubling(at),
            '截' => {
                let end =
                    self.eat(at, &["截至目前", "截止目前", "截至今年", "截至去年", "截至年底", "截至当年"]);
                match end {
                    Some(end) if self.text[..end].ends_with('年') => Some(self.relative_year(at, end)),
                    Some(end) => {
                        self.weak(at, end, EvidenceKind::Date, None);
                        Some(end)
                    }
                    // 截至 before a date is taken with the date.
                    None => None,
                }
            }
            '全' => {
                if let Some(end) = self.average(at) {
                    return Some(end);
                }
                let end = self.eat(at, &["全年"])?;
                if self.rest(end).starts_with('龄') {
                    return None;
                }
                // The year of the report: it tells when, not how long.
                self.weak(at, end, EvidenceKind::Date, None);
                Some(end)
            }
            '目' => {
                let end = self.eat(at, &["目前"])?;
                // 项目前期, 题目前面
                if self.text[..at].ends_with(['项', '题', '栏', '科', '节', '书', '条', '数', '细'])
                {
                    return None;
                }
                self.weak(at, end, EvidenceKind::Date, None);
                Some(end)
            }
            '上' | '下' | '前' => {
                let end = self.eat(at, &["上半年", "下半年", "前三季度", "前两季度"])?;
                self.note(at, end, MentionKind::Date, None);
                self.hit(at, end, EvidenceKind::Date, None);
                Some(end)
            }
            _ => {
                let end = self.eat(at, &YEARS)?;
                Some(self.relative_year(at, end))
            }
        }
    }

    /// 今年, 今年以来, 今年3月份, 去年同期, 今年上半年.
    fn relative_year(&mut self, at: usize, year_end: usize) -> usize {
        let strong = self
            .eat(
                year_end,
                &["上半年", "下半年", "前三季度", "年底前", "底前", "年底", "年末", "年初", "底", "末", "初"],
            )
            .or_else(|| {
                let quarter = self.eat(year_end, &["第"]).unwrap_or(year_end);
                self.quarter(quarter)
            })
            .or_else(|| self.bare_range(year_end))
            .or_else(|| self.month_and_day(year_end));
        if let Some(end) = strong {
            let end = self.deadline(end).unwrap_or(end);
            self.note(at, end, MentionKind::Date, None);
            self.hit(at, end, EvidenceKind::Date, None);
            return end;
        }
        if let Some(end) = self.eat(year_end, &["以来", "来"]) {
            self.weak(at, end, EvidenceKind::Duration, None);
            return end;
        }
        let end = self.eat(year_end, &["同期"]).unwrap_or(year_end);
        self.weak(at, end, EvidenceKind::Date, None);
        end
    }

    /// 每季度, 每周两次, 每月15日前, 每两个月, 每年.
    fn frequency(&mut self, at: usize) -> Option<usize> {
        let behind = at + '每'.len_utf8();
        let mut period = "";
        let mut end = None;
        for (word, unit) in [
            ("个季度", "季度"),
            ("季度", "季度"),
            ("半年", "半年"),
            ("半个月", "半月"),
            ("半月", "半月"),
            ("个月", "月"),
            ("个星期", "周"),
            ("星期", "周"),
            ("学期", "学期"),
            ("年度", "年"),
            ("年", "年"),
            ("月", "月"),
            ("周", "周"),
            ("日", "日"),
            ("天", "天"),
            ("旬", "旬"),
            ("晚", "日"),
            ("季", "季度"),
        ] {
            if let Some(found) = self.eat(behind, &[word]) {
                (period, end) = (unit, Some(found));
                break;
            }
        }
        if end.is_none() {
            let number = self.numeral(behind)?;
            let found = self.eat(
                number.end,
                &[
                    "个季度",
                    "个工作日",
                    "个月",
                    "个星期",
                    "个小时",
                    "小时",
                    "季度",
                    "年",
                    "周",
                    "天",
                    "日",
                    "月",
                ],
            )?;
            end = Some(found);
        }
        let mut end = end?;
        let mut times = Decimal::from_int(1);
        // 每周一集中学习 names the day, 每周一次 the number.
        let number = self.numeral(end);
        if let Some(number) = &number
            && let Some(behind) = self.eat(number.end, &["场次", "次", "场", "期", "轮"])
        {
            (end, times) = (behind, number.value);
        } else if period == "周"
            && let Some(day) = self.eat(end, &["一", "二", "三", "四", "五", "六", "日"])
        {
            end = self.eat(day, &["上午", "下午", "晚上", "晚"]).unwrap_or(day);
        } else if period == "年"
            && let Some(day) = self.month_and_day(end)
        {
            end = self.deadline(day).unwrap_or(day);
        } else if let Some(number) = &number
            && let Some(day) = self.eat(number.end, &["日前", "日", "号前", "号"])
        {
            end = day;
        } else if let Some(part) =
            self.eat(end, &["月底前", "底前", "月底", "底", "初", "末", "上旬", "中旬", "下旬"])
        {
            end = part;
        }
        let quantity = Quantity {
            value: times,
            upper: None,
            unit: format!("次/{}", if period.is_empty() { "期" } else { period }),
            bound: Bound::Exact,
            precision: Decimal::from_int(1),
        };
        self.hit(at, end, EvidenceKind::Frequency, Some(quantity));
        Some(end)
    }

    /// 翻一番, 翻两番, 翻番.
    fn doubling(&mut self, at: usize) -> Option<usize> {
        let end = self.eat(at, &["翻一番", "翻两番", "翻番", "翻了一番", "翻了两番", "翻三番"])?;
        let factor = if self.text[at..end].contains('两') {
            4
        } else if self.text[at..end].contains('三') {
            8
        } else {
            2
        };
        let quantity = Quantity {
            value: Decimal::from_int(factor),
            upper: None,
            unit: "倍".into(),
            bound: Bound::Exact,
            precision: Decimal::from_int(1),
        };
        self.hit(at, end, EvidenceKind::Percent, Some(quantity));
        Some(end)
    }
}
