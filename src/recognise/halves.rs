//! What stands beside the digits of a number and changes its value: halves, tenths, a sign.

use super::{numeral::Numeral, scan::Scan, words::Unit};
use crate::{
    model::{Bound, Decimal, EvidenceKind, Quantity},
    text::class::{han_digit, is_han},
};

impl Scan<'_> {
    /// 半年内, 半个月, 半数以上.
    pub(super) fn half(&mut self, at: usize) -> Option<usize> {
        let number_end = at + '半'.len_utf8();
        let unit_end = self.eat(number_end, &["个月", "个小时", "小时", "年", "月", "天"])?;
        let (start, prefix) = self.prefix(at, Unit::Duration);
        let (end, suffix) = self.suffix(unit_end, Unit::Duration);
        // 半年 by itself is often only a manner of speaking.
        let bound = suffix.or(prefix).or_else(|| self.said_bound(start));
        let quantity = Quantity {
            value: Decimal::new(5, 1),
            upper: None,
            unit: self.text[number_end..unit_end].to_owned(),
            bound: bound.unwrap_or(Bound::Exact),
            precision: Decimal::new(5, 1),
        };
        self.hit(start, end, EvidenceKind::Duration, Some(quantity));
        Some(end)
    }

    /// 一半以上, 近一半: half of something.
    pub(super) fn one_half(&mut self, at: usize) -> Option<usize> {
        let end = at + "一半".len();
        let (start, prefix) = self.prefix(at, Unit::Percent);
        let (end, suffix) = self.suffix(end, Unit::Percent);
        let cut = ["压减", "压缩", "减少", "缩短", "降低", "下降", "减", "缩减", "精简"];
        let cut = cut.iter().any(|word| self.text[..start].ends_with(word)).then_some(Bound::Exact);
        let bound = suffix.or(prefix).or_else(|| self.said_bound(start)).or(cut)?;
        let (value, precision) = (Decimal::from_int(50), Decimal::from_int(10));
        let quantity = Quantity { value, upper: None, unit: "%".into(), bound, precision };
        self.hit(start, end, EvidenceKind::Percent, Some(quantity));
        Some(end)
    }

    /// 一个半月, 两个半小时.
    pub(super) fn and_a_half(&mut self, at: usize, number: &Numeral, unit_end: usize) -> usize {
        let (start, prefix) = self.prefix(at, Unit::Duration);
        let (end, suffix) = self.suffix(unit_end, Unit::Duration);
        let value = number.value.plus(Decimal::new(5, 1)).unwrap_or(number.value);
        let unit = self.text[number.end..unit_end].trim_start_matches(['个', '半']).to_owned();
        let bound = suffix.or(prefix).or_else(|| self.said_bound(start)).unwrap_or(number.bound);
        let quantity = Quantity { value, upper: None, unit, bound, precision: Decimal::new(5, 1) };
        self.hit(start, end, EvidenceKind::Duration, Some(quantity));
        end
    }

    /// 九成二, 三成多: the tenth part of 成 behind it. Returns the end.
    pub(super) fn tenths(
        &self,
        end: usize,
        unit_end: usize,
        unit: Unit,
        quantity: &mut Quantity,
    ) -> Option<usize> {
        if unit != Unit::Percent || end != unit_end || quantity.unit != "成" {
            return None;
        }
        if let Some(end) = self.eat(end, &["多", "余"]) {
            quantity.bound = Bound::AtLeast;
            return Some(self.eat(end, &["以上"]).unwrap_or(end));
        }
        let tenth = self.rest(end).chars().next()?;
        let digit = if tenth == '半' { 5 } else { i128::from(han_digit(tenth)?) };
        quantity.value = quantity.value.plus(Decimal::new(digit, 1))?;
        quantity.precision = Decimal::new(1, 1);
        let end = end + tenth.len_utf8();
        Some(self.eat(end, &["以上", "左右"]).unwrap_or(end))
    }

    /// -1.5%, 零下12℃: the start with the sign, if the number has one.
    pub(super) fn below_zero(
        &self,
        start: usize,
        unit_end: usize,
        unit: Unit,
        quantity: &mut Quantity,
    ) -> usize {
        let degrees = self.text[..unit_end].ends_with(['℃', '度']);
        if !(matches!(unit, Unit::Percent | Unit::Points) || degrees) {
            return start;
        }
        let sign = self.back(start, &["零下", "-", "−", "负"]).filter(|sign| {
            let word = self.text[*sign..start].starts_with("零下");
            word || self.before(*sign).is_none_or(|c| is_han(c) || "(:,、。".contains(c))
        });
        match (sign, quantity.value.times(-1)) {
            (Some(sign), Some(value)) => {
                quantity.value = value;
                sign
            }
            _ => start,
        }
    }

    /// Behind 四十分 in 两小时四十分, if a time goes on in a smaller unit.
    pub(super) fn smaller_unit(&self, at: usize) -> Option<usize> {
        let units: &[&str] = match self.text[..at].chars().next_back()? {
            '时' => &["分钟", "分", "刻钟"],
            '天' | '日' => &["小时"],
            '年' => &["个月"],
            '钟' | '分' => &["秒"],
            _ => return None,
        };
        let number = self.numeral(at).filter(|number| number.value.scale() == 0)?;
        self.eat(number.end, units)
    }
}
