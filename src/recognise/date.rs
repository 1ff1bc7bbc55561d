//! Dates, parts of dates and periods written with numerals.

use super::{enumerator::is_numeral, numeral::Form, quantity::TO, scan::Scan};
use crate::{
    model::{EvidenceKind, MentionKind},
    text::{Chars, class::han_digit},
};

/// Characters before a day that says how long, or is part of another word: 满15日.
const LONG: Chars = Chars::new("满足少过示于的续期每长达前");

/// Years that a text can name, those before the republic too.
const NAMED: std::ops::RangeInclusive<i64> = 1900..=2099;

/// A date that was read: where it ends and what it names.
#[derive(Clone, Copy, Debug, Default)]
struct Date {
    end: usize,
    year: Option<i64>,
    /// Whether anything finer than a year was said.
    finer: bool,
}

impl Scan<'_> {
    /// A date or period at `at`.
    pub(super) fn date(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.dotted(at) {
            let year = self.text[at..at + 4].parse().ok();
            self.note(at, end, MentionKind::Date, year);
            self.hit(at, end, EvidenceKind::Date, None);
            return Some(end);
        }
        if let Some(end) = self.clock(at).or_else(|| self.hour_and_minute(at)) {
            self.hit(at, end, EvidenceKind::Date, None);
            return Some(end);
        }
        if let Some(end) = self.bare_range(at) {
            self.note(at, end, MentionKind::Date, None);
            let end = self.deadline(end).unwrap_or(end);
            self.hit(at, end, EvidenceKind::Range, None);
            return Some(end);
        }
        let first = self.one_date(at)?;
        let mut end = first.end;
        let mut kind = EvidenceKind::Date;
        let from = self.eat(end, &["起"]).unwrap_or(end);
        if let Some(next) = self.eat(from, &TO).or_else(|| self.eat(end, &TO))
            && let Some(last) = self.one_date(next)
        {
            end = last.end;
            kind = EvidenceKind::Range;
        }
        Some(self.dated(at, end, first, kind))
    }

    /// Notes and counts a date from `at` to `end`.
    fn dated(&mut self, at: usize, end: usize, first: Date, kind: EvidenceKind) -> usize {
        let start = self.until(at);
        let bare = first.year.is_some() && !first.finer && kind == EvidenceKind::Date;
        let note = if bare { MentionKind::Year } else { MentionKind::Date };
        self.note(at, end, note, first.year);
        let own = self.year.map(i64::from);
        if bare && start == at {
            let since = self.eat(end, &["以来"]);
            // 2021年版 tells an edition.
            if first.year == own || self.rest(end).starts_with('版') {
                return end;
            }
            let end = since.or_else(|| self.deadline(end)).unwrap_or(end);
            let next = own.zip(first.year).is_some_and(|(own, year)| own + 1 == year);
            if since.is_some() || next {
                self.weak(at, end, EvidenceKind::Date, None);
            } else {
                self.hit(at, end, EvidenceKind::Date, None);
            }
            return end;
        }
        let end = self.deadline(end).unwrap_or(end);
        self.hit(start, end, kind, None);
        end
    }

    /// The start of 截至 before a date.
    fn until(&self, at: usize) -> usize {
        let month = self.back(at, &["本月", "当月", "上月", "次月", "下月", "同月"]).unwrap_or(at);
        self.back(month, &["截至到", "截止到", "截至", "截止"]).unwrap_or(month)
    }

    /// 前, 以前, 以来 behind a date.
    pub(super) fn deadline(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.eat(at, &["之前", "以前", "以来"]) {
            return Some(end);
        }
        let end = self.eat(at, &["前"])?;
        let word = self.rest(end).starts_with(['后', '往', '期', '沿', '列', '提', '景', '半', '三', '两']);
        (!word).then_some(end)
    }

    /// Year, month, day, or a part of them.
    fn one_date(&self, at: usize) -> Option<Date> {
        let mut date = Date { end: at, ..Date::default() };
        if let Some((year, end)) = self.year_at(at) {
            date = Date { end, year: Some(year), finer: false };
            if let Some(end) = self.part_of_year(end) {
                return Some(Date { end, finer: true, ..date });
            }
        } else if let Some(end) = self.quarter(at) {
            return Some(Date { end, finer: true, ..date });
        }
        match self.month_and_day(date.end) {
            Some(end) => Some(Date { end, finer: true, ..date }),
            None if date.year.is_some() => Some(date),
            None => self.lone_day(at),
        }
    }

    /// 11月, 12月5日上午9时, 11月上旬.
    pub(super) fn month_and_day(&self, at: usize) -> Option<usize> {
        let month = self.month(at)?;
        if let Some(end) = self.eat(month, &["上中旬", "中下旬", "上旬", "中旬", "下旬", "底", "末", "初"])
        {
            return Some(end);
        }
        match self.day(month) {
            Some(day) => Some(self.time_of_day(day).unwrap_or(day)),
            None => Some(month),
        }
    }

    /// The year 2022年, 二〇二二年, 2022年度, and the offset behind it.
    fn year_at(&self, at: usize) -> Option<(i64, usize)> {
        let rest = self.rest(at);
        let len: usize = rest.chars().take(5).take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
        let text = &rest[..len];
        let year = if text.len() == 4 && text.is_ascii() {
            text.parse().ok()?
        } else {
            let digits: Option<Vec<u8>> = text.chars().map(han_digit).collect();
            let digits = digits.filter(|digits| digits.len() == 4)?;
            digits.iter().fold(0, |year, digit| year * 10 + i64::from(*digit))
        };
        if !NAMED.contains(&year) {
            return None;
        }
        let end = self.eat(at + len, &["年度", "年"])?;
        Some((year, end))
    }

    /// 底, 上半年, 第三季度 behind a year.
    fn part_of_year(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.eat(
            at,
            &[
                "上半年",
                "下半年",
                "前三季度",
                "秋季学期",
                "春季学期",
                "年底",
                "年末",
                "年初",
                "底",
                "末",
                "初",
            ],
        ) {
            let word = self.rest(end).starts_with(['步', '级', '衷', '心', '期', '端']);
            return (!word).then_some(end);
        }
        self.quarter(self.eat(at, &["第"]).unwrap_or(at))
    }

    /// 一季度, 3季度 as one of four.
    pub(super) fn quarter(&self, at: usize) -> Option<usize> {
        let c =
            self.rest(at).chars().next().filter(|c| matches!(c, '一' | '二' | '三' | '四' | '1'..='4'))?;
        self.eat(at + c.len_utf8(), &["季度"])
    }

    /// 11月, 十二月, 3月份.
    fn month(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let len: usize = rest.chars().take(3).take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
        let number = self.numeral(at).filter(|n| n.end == at + len && n.upper.is_none())?;
        let value = number.value.mantissa();
        if number.value.scale() != 0 || !(1..=12).contains(&value) || number.form == Form::Place {
            return None;
        }
        let end = self.eat(number.end, &["月份", "月"])?;
        let word = self.rest(end).starts_with(['均', '球', '亮', '息', '嫂', '报']);
        let theme = number.form == Form::Han && self.rest(end).starts_with('一');
        (!word && !theme).then_some(end)
    }

    /// 5日, 十五日, 5号.
    fn day(&self, at: usize) -> Option<usize> {
        let number = self.numeral(at).filter(|n| n.upper.is_none())?;
        let value = number.value.mantissa();
        if number.value.scale() != 0 || !(1..=31).contains(&value) {
            return None;
        }
        self.eat(number.end, &["日", "号"])
    }

    /// 15日 without a month is a date unless it says how long.
    fn lone_day(&self, at: usize) -> Option<Date> {
        if !self.rest(at).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let end = self.day(at)?;
        let long = self.rest(end).starts_with(['内', '以', '之', '均', '游', '多', '余', '的'])
            || self.rest(at + 1).starts_with('号')
            || self.rest(at + 2).starts_with('号');
        let told = self.before(at).is_some_and(|c| LONG.has(c));
        let listed =
            self.before(at).is_some_and(|c| matches!(c, '、' | '和' | '及' | '至' | '—' | '-' | '~'));
        (!long && (!told || listed)).then_some(Date { end, finer: true, ..Date::default() })
    }

    /// 上午9时30分 behind a day.
    fn time_of_day(&self, at: usize) -> Option<usize> {
        let at = self.eat(at, &["上午", "下午", "晚上", "凌晨", "晚"]).unwrap_or(at);
        let hour = self.numeral(at).filter(|n| n.value.mantissa() <= 24)?;
        if let Some(minute) = self.eat(hour.end, &[":"]) {
            return self.numeral(minute).map(|minute| minute.end);
        }
        let end = self.eat(hour.end, &["时", "点"])?;
        match self.numeral(end) {
            Some(minute) => Some(self.eat(minute.end, &["分"]).unwrap_or(end)),
            None => Some(end),
        }
    }

    /// 9:30 by itself.
    fn clock(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        let hour = (1..=2).take_while(|n| digit(at + n - 1)).count();
        let colon = at + hour;
        let clock = hour > 0
            && bytes.get(colon) == Some(&b':')
            && bytes.get(colon + 1).is_some_and(|b| (b'0'..=b'5').contains(b))
            && digit(colon + 2)
            && !digit(colon + 3)
            && !bytes.get(colon + 3).is_some_and(|b| b":.%".contains(b))
            && self.text[at..colon].parse::<u8>().is_ok_and(|hour| hour < 25);
        clock.then_some(colon + 3)
    }

    /// 20时30分 by itself.
    fn hour_and_minute(&self, at: usize) -> Option<usize> {
        let hour =
            self.numeral(at).filter(|n| n.form == Form::Arabic && (0..=24).contains(&n.value.mantissa()))?;
        let behind = self.eat(hour.end, &["时", "点"])?;
        let minute = self.numeral(behind).filter(|n| (0..60).contains(&n.value.mantissa()))?;
        self.eat(minute.end, &["分"]).filter(|end| !self.rest(*end).starts_with(['之', '钟']))
    }

    /// 2022.12.04, 2022-12-04, 2022/12/4.
    fn dotted(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let digits = |from: usize, most: usize| {
            bytes.iter().skip(from).take(most).take_while(|b| b.is_ascii_digit()).count()
        };
        if digits(at, 5) != 4 || !matches!(&self.rest(at)[..2], "19" | "20") {
            return None;
        }
        let mark = *bytes.get(at + 4).filter(|b| b".-/".contains(b))?;
        let month = digits(at + 5, 3);
        let second = at + 5 + month;
        if !(1..=2).contains(&month) || bytes.get(second) != Some(&mark) {
            return None;
        }
        let day = digits(second + 1, 3);
        let fits = |from: usize, len: usize, most: u8| {
            self.text[from..from + len].parse::<u8>().is_ok_and(|n| (1..=most).contains(&n))
        };
        ((1..=2).contains(&day) && fits(at + 5, month, 12) && fits(second + 1, day, 31))
            .then_some(second + 1 + day)
    }

    /// 2020—2022年, 5—8月, 1-11月份, 3—5日: the unit stands behind the second number only.
    pub(super) fn bare_range(&self, at: usize) -> Option<usize> {
        let arabic = self.rest(at).starts_with(|c: char| c.is_ascii_digit());
        if !arabic {
            return None;
        }
        // 2022年1—12月
        let from = self.year_at(at).map_or(at, |(_, end)| end);
        let first = self.numeral(from).filter(|n| n.form == Form::Arabic)?;
        let second_at = self.eat(first.end, &TO)?;
        let second = self.numeral(second_at).filter(|n| n.form == Form::Arabic)?;
        let (a, b) = (first.value.mantissa(), second.value.mantissa());
        if first.value.scale() != 0 || second.value.scale() != 0 {
            return None;
        }
        if let Some(end) = self.eat(second.end, &["学年度", "学年", "年度", "年"])
            && [a, b].into_iter().all(|year| i64::try_from(year).is_ok_and(|year| NAMED.contains(&year)))
        {
            return Some(end);
        }
        let end = self.eat(second.end, &["月份", "月"])?;
        ((1..=12).contains(&a) && (1..=12).contains(&b)).then_some(end)
    }
}
