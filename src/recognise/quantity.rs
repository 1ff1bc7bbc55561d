//! Numbers with a unit: counts, money, percentages, durations, measures, ranges.

use super::{
    numeral::{Form, Numeral},
    scan::{Scan, UnitRead},
    words::Unit,
};
use crate::{
    model::{Bound, Decimal, EvidenceKind, MentionKind, Quantity},
    text::{Chars, class::is_han},
};

/// What stands between the ends of a range.
pub(super) const TO: [&str; 10] = ["——", "—", "-", "–", "~", "～", "至", "到", "―", "─"];

/// Characters before a ratio that is told.
const TOLD: Chars = Chars::new("为比占约的近达到按以");

/// What stands behind a number without unit that something has come to.
const CHANGED: Chars = Chars::new("。,;、)\n提下上降升缩");

/// Words before a number that say how exactly it is told.
const BOUNDS: [(&[&str], Bound); 3] = [
    (&["不超过", "最多", "不高于", "不多于", "至多", "控制在"], Bound::AtMost),
    (&["超过", "突破", "至少", "不少于", "不低于", "多达", "高达", "超"], Bound::AtLeast),
    (&["约", "大约", "将近", "接近"], Bound::About),
];

/// Their last characters.
const SAID: Chars = Chars::new("过多高于在破少达超约近");

/// Characters with which 近 is another word: 附近, 最近.
const NEAR: Chars = Chars::new("附邻临靠远最相接亲将");

impl Scan<'_> {
    /// A number with its unit at `at`.
    pub(super) fn quantity(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.fraction(at) {
            return Some(end);
        }
        if self.rest(at).starts_with('半') {
            return self.half(at);
        }
        if self.rest(at).starts_with("一半") {
            return self.one_half(at);
        }
        if self.rest(at).starts_with('零')
            && let Some(end) = self.none_at_all(at)
        {
            return Some(end);
        }
        let run = if self.rest(at).starts_with(|c: char| c.is_ascii_digit()) {
            Some(self.digits_run_end(at))
        } else {
            None
        };
        let Some(first) = self.numeral(at) else {
            // Too long for a number: a code.
            let end = run?;
            self.note(at, end, MentionKind::Numeral, None);
            return Some(end);
        };
        if let Some(end) = self.range(at, &first) {
            return Some(end);
        }
        if let Some(end) = self.counted(at, &first) {
            return Some(end);
        }
        if let Some(run) = run {
            let end = run.max(first.end);
            let whole = first.value.scale() == 0 && end == first.end;
            let number = if whole { i64::try_from(first.value.mantissa()).ok() } else { None };
            self.note(at, end, MentionKind::Numeral, number);
            return Some(end);
        }
        // A Chinese number without unit: all of it is done with.
        (first.end > at).then_some(first.end)
    }

    /// One number with its unit.
    fn counted(&mut self, at: usize, number: &Numeral) -> Option<usize> {
        let (unit_end, unit) = match self.unit(number.end) {
            Some(found) => found,
            // 6434万农村人口: a large number may do without.
            None if number.myriad && number.form != Form::Place && self.noun_follows(number.end) => {
                (number.end, Unit::Count)
            }
            // 缩小至2.54: a ratio stands alone.
            None if number.value.scale() > 0 && self.is_told(at, number.end) => (number.end, Unit::Count),
            None => return None,
        };
        if self.text[number.end..unit_end].starts_with("个半") {
            return Some(self.and_a_half(at, number, unit_end));
        }
        let (start, prefix) = self.prefix(at, unit);
        let (end, suffix) = self.suffix(unit_end, unit);
        match (number.form, unit) {
            (_, Unit::Nothing) => return None,
            (Form::Literal, _) => return None,
            _ if self.is_other_word(at, number.end, unit_end, unit) => return None,
            (Form::Han | Form::Place, Unit::Arabic) if !number.myriad => return None,
            (_, Unit::Discourse) => {
                self.note(at, unit_end, MentionKind::Numeral, None);
                return Some(unit_end);
            }
            // 百场 is a manner of speaking; 近百场, 百万元以上 and 百余场 are not.
            (Form::Place, _)
                if prefix.is_none()
                    && suffix.is_none()
                    && number.bound == Bound::Exact
                    && !self.is_threshold(at, unit_end) =>
            {
                return None;
            }
            _ => {}
        }
        if self.is_phase(at, number, unit_end) {
            // The name of the thing reaches over it.
            self.note(at, unit_end, MentionKind::SetPhrase, None);
            return Some(unit_end);
        }
        // 2026国内: a year without 年.
        if &self.text[number.end..unit_end] == "国" && number.value > Decimal::from_int(300) {
            self.note(at, number.end, MentionKind::Numeral, None);
            return Some(number.end);
        }
        if let Some(end) = self.numbered_paper(at, number, unit_end) {
            self.hit(at, end, EvidenceKind::Document, None);
            return Some(end);
        }
        if let Some(end) = self.place_of_numerals(unit_end, number) {
            return Some(end);
        }
        if let Some(end) = self.name_of_numerals(unit_end, number) {
            self.hit(at, end, EvidenceKind::Project, None);
            return Some(end);
        }
        if let Some(start) = self.apposition(at, number, unit_end) {
            self.hit(start, unit_end, EvidenceKind::Place, None);
            return Some(unit_end);
        }
        let one = number.form == Form::Han && self.text[at..number.end] == *"一";
        if one && !self.one_counts(at, number.end, unit_end, unit, suffix) {
            self.note(at, unit_end, MentionKind::Numeral, Some(1));
            return Some(unit_end);
        }
        let kind = match unit {
            Unit::Money => EvidenceKind::Money,
            Unit::Percent | Unit::Points | Unit::Times => EvidenceKind::Percent,
            Unit::Duration => EvidenceKind::Duration,
            Unit::Anniversary => EvidenceKind::Rank,
            _ if number.upper.is_some() => EvidenceKind::Range,
            _ => EvidenceKind::Count,
        };
        // 五成 and 三折, but not 一百成.
        if unit == Unit::Percent
            && matches!(&self.text[number.end..unit_end], "成" | "折")
            && number.value > Decimal::from_int(10)
        {
            return None;
        }
        let bound = suffix.or(prefix).or_else(|| self.said_bound(start)).unwrap_or(number.bound);
        let mut quantity = self.measure(number, unit_end, number.upper, bound);
        let (start, end) = (self.below_zero(start, unit_end, unit, &mut quantity), end);
        let end = self.tenths(end, unit_end, unit, &mut quantity).unwrap_or(end);
        // 五年来, 过去五年, 成立70年 and 70周年 tell the time of writing more than an act.
        let since = self.eat(end, &["以来", "来"]).filter(|_| unit == Unit::Duration);
        let past = ["过去", "新时代", "这", "成立", "建党", "建国", "未来", "今后", "上一个", "又一个"];
        // 成立70周年庆祝活动 is an event.
        if unit == Unit::Anniversary
            && let Some(end) = self.eat(end, &["庆祝活动", "庆祝大会", "纪念活动", "纪念大会", "庆典"])
        {
            self.hit(start, end, EvidenceKind::Event, None);
            return Some(end);
        }
        let weak = since.is_some()
            || unit == Unit::Anniversary
            // 60岁以上 is a class of people.
            || (matches!(suffix, Some(Bound::AtLeast | Bound::AtMost))
                && self.text[number.end..unit_end].ends_with('岁'))
            || self.is_everybody(number, unit_end)
            || (unit == Unit::Duration && past.iter().any(|word| self.text[..start].ends_with(word)))
            || (unit == Unit::Duration && self.names_time(start, end, number))
            || (kind == EvidenceKind::Count && self.is_set_count(start, unit_end, number));
        let end = since.unwrap_or(end);
        if weak {
            self.weak(start, end, kind, Some(quantity));
        } else {
            self.hit(start, end, kind, Some(quantity));
        }
        Some(end)
    }

    /// Two numbers that are the ends of a range: 3至5个, 20%-30%.
    fn range(&mut self, at: usize, first: &Numeral) -> Option<usize> {
        let first_unit = self.unit(first.end).filter(|(_, unit)| *unit != Unit::Nothing);
        let joint = first_unit.map_or(first.end, |(end, _)| end);
        let second_at = self.eat(joint, &TO).or_else(|| self.eat(first.end, &TO))?;
        let same_script =
            self.rest(second_at).starts_with(|c: char| c.is_ascii_digit()) == (first.form == Form::Arabic);
        let second = self.numeral(second_at).filter(|_| same_script)?;
        let (unit_end, unit) = self.unit(second.end)?;
        if unit == Unit::Nothing || (unit == Unit::Arabic && first.form != Form::Arabic) {
            return None;
        }
        if first_unit.is_some_and(|(_, other)| other != unit) || second.form == Form::Literal {
            return None;
        }
        // 0663-8666666 and 2020-2022 are other things.
        let written = &self.text[at..first.end];
        if written.len() > 1 && written.starts_with('0') && !written.starts_with("0.") {
            return None;
        }
        // In 5至10万元 the place belongs to both.
        let mut low = first.value;
        if second.myriad && !first.myriad && first_unit.is_none() {
            let scaled = second.precision.mantissa() / 10i128.pow(u32::from(second.precision.scale()));
            low = low.times(scaled.max(1)).unwrap_or(low);
        }
        if second.value < low {
            return None;
        }
        let (start, prefix) = self.prefix(at, unit);
        let (end, suffix) = self.suffix(unit_end, unit);
        let bound = suffix.or(prefix).unwrap_or(Bound::Exact);
        let mut quantity = self.measure(&second, unit_end, Some(second.value), bound);
        quantity.value = low;
        // 1—2个主导产业: a few.
        let few = second.value <= Decimal::from_int(3) && &self.text[second.end..unit_end] == "个";
        if few {
            self.weak(start, end, EvidenceKind::Range, Some(quantity));
        } else {
            self.hit(start, end, EvidenceKind::Range, Some(quantity));
        }
        Some(end)
    }

    /// 百分之九十五, 三分之二, 1/3, 3:1.
    fn fraction(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let arabic = rest.starts_with(|c: char| c.is_ascii_digit());
        let lower = self.numeral(at).filter(|lower| lower.end > at)?;
        if let Some(upper_at) = self.eat(lower.end, &["分之"]) {
            let upper = self.numeral(upper_at)?;
            let mut end = upper.end;
            let mut value = upper.value;
            // 百分之九十八点五
            if let Some(point) = self.eat(end, &["点"])
                && let Some(fraction) = self.numeral(point).filter(|f| f.form != Form::Arabic)
                && let Some(sum) = Decimal::new(fraction.value.mantissa(), digits(fraction.value)).plus(value)
            {
                (end, value) = (fraction.end, sum);
            }
            let share = |value: Decimal| value.times(100)?.divided(lower.value, 4);
            let value = share(value)?;
            // 百分之八至九
            let to = self.eat(end, &TO).and_then(|next| self.numeral(next)).filter(|to| {
                to.form == Form::Han && self.unit(to.end).is_none() && !self.rest(to.end).starts_with("分之")
            });
            let limit = to.and_then(|to| share(to.value)).filter(|limit| *limit > value);
            if let (Some(to), Some(_)) = (to, limit) {
                end = to.end;
            }
            let (start, prefix) = self.prefix(at, Unit::Percent);
            let (end, suffix) = self.suffix(end, Unit::Percent);
            let bound = suffix.or(prefix).or_else(|| self.said_bound(start)).unwrap_or(Bound::Exact);
            let precision = if lower.value == Decimal::from_int(100) { value } else { Decimal::ZERO };
            let precision = if precision.is_zero() { Decimal::new(1, 4) } else { Decimal::from_int(1) };
            let quantity = Quantity { value, upper: limit, unit: "%".into(), bound, precision };
            let kind = if limit.is_some() { EvidenceKind::Range } else { EvidenceKind::Percent };
            self.hit(start, end, kind, Some(quantity));
            return Some(end);
        }
        if !arabic || lower.end - at > 3 {
            return None;
        }
        let upper_at = self.eat(lower.end, &["/", ":", "∶", "比"])?;
        let ratio = !self.rest(lower.end).starts_with('/');
        let upper = self.numeral(upper_at).filter(|n| n.form == Form::Arabic)?;
        let glued = self.rest(upper.end).starts_with(['/', ':', '-', '.', '%'])
            || self.rest(upper.end).starts_with(|c: char| c.is_ascii_alphanumeric());
        let most = if ratio { 5 } else { 3 };
        let long = upper.end - upper_at > most || self.unit(upper.end).is_some();
        let told = self.before(at).is_some_and(|c| TOLD.has(c));
        if glued || long || (ratio && !told) {
            return None;
        }
        // 1/3 is a third, 3:1 is three.
        let value = lower.value.times(if ratio { 1 } else { 100 })?.divided(upper.value, 4)?;
        let unit = if ratio { "" } else { "%" };
        let bound = self.said_bound(at).unwrap_or(Bound::Exact);
        let quantity =
            Quantity { value, upper: None, unit: unit.into(), bound, precision: Decimal::new(1, 4) };
        self.hit(at, upper.end, EvidenceKind::Percent, Some(quantity));
        Some(upper.end)
    }

    /// 零败诉: a result that is a count of zero.
    fn none_at_all(&mut self, at: usize) -> Option<usize> {
        let noun = at + '零'.len_utf8();
        let end = self
            .eat(noun, &["败诉", "事故", "伤亡", "投诉", "上访", "纠错", "撤销", "新增", "感染", "发生"])?;
        let quantity = Quantity {
            value: Decimal::ZERO,
            upper: None,
            unit: self.text[noun..end].to_owned(),
            bound: Bound::Exact,
            precision: Decimal::from_int(1),
        };
        self.hit(at, end, EvidenceKind::Count, Some(quantity));
        Some(end)
    }

    fn measure(&self, number: &Numeral, unit_end: usize, upper: Option<Decimal>, bound: Bound) -> Quantity {
        Quantity {
            value: number.value,
            upper,
            unit: self.text[number.end..unit_end].to_owned(),
            bound,
            precision: number.precision,
        }
    }

    /// The unit at `at` with a second one in brackets: 台(套).
    fn unit(&self, at: usize) -> Option<UnitRead> {
        if let Some((read_at, unit)) = self.unit_read.get()
            && read_at == at
        {
            return unit;
        }
        let unit = self.read_unit(at);
        self.unit_read.set(Some((at, unit)));
        unit
    }

    fn read_unit(&self, at: usize) -> Option<UnitRead> {
        let (len, unit) = self.words.unit(self.rest(at))?;
        let mut end = at + len;
        if unit == Unit::Count
            && let Some(open) = self.eat(end, &["("])
            && let Some((len, Unit::Count)) = self.words.unit(self.rest(open))
            && let Some(close) = self.eat(open + len, &[")"])
        {
            end = close;
        }
        // 微克/立方米, 元/亩
        if matches!(unit, Unit::Count | Unit::Money | Unit::Measure)
            && let Some(per) = self.eat(end, &["/"])
        {
            let other = self.words.unit(self.rest(per)).filter(|(_, unit)| *unit != Unit::Nothing);
            let short = || self.eat(per, &["秒", "分", "时", "天", "日", "周", "月", "季", "年"]);
            end = other.map(|(len, _)| per + len).or_else(short).unwrap_or(end);
        }
        Some((end, unit))
    }

    /// Whether a number without unit is said to be the value of something.
    fn is_told(&self, at: usize, end: usize) -> bool {
        self.text[..at].ends_with(['至', '到', '为', '达', '由', '从'])
            && self.rest(end).chars().next().is_none_or(|c| CHANGED.has(c))
    }

    /// Whether a noun can follow a number without unit.
    fn noun_follows(&self, at: usize) -> bool {
        self.rest(at)
            .chars()
            .next()
            .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '/' | '.'))
    }

    /// 近, 超 and 连续 before a number belong to it.
    pub(super) fn prefix(&self, at: usize, unit: Unit) -> (usize, Option<Bound>) {
        if unit == Unit::Duration
            && let Some(start) = self.back(at, &["连续"])
        {
            return (start, Some(Bound::Exact));
        }
        if let Some(start) = self.back(at, &["近"]) {
            let word = self.before(start).is_some_and(|c| NEAR.has(c));
            return if word { (at, Some(Bound::About)) } else { (start, Some(Bound::About)) };
        }
        match self.back(at, &["超", "逾"]) {
            Some(start) => (start, Some(Bound::AtLeast)),
            None => (at, None),
        }
    }

    /// How exactly the words before a number say it is.
    pub(super) fn said_bound(&self, at: usize) -> Option<Bound> {
        let text = &self.text[..at];
        // Most figures have none of these words before them.
        if !text.chars().next_back().is_some_and(|c| SAID.has(c)) {
            return None;
        }
        BOUNDS
            .iter()
            .find(|(words, _)| words.iter().any(|word| text.ends_with(word)))
            .map(|(_, bound)| *bound)
    }

    /// 以上, 左右 and 内 behind a unit belong to the number.
    pub(super) fn suffix(&self, at: usize, unit: Unit) -> (usize, Option<Bound>) {
        let more = ["以上", "之多"];
        let less = ["以下", "以内", "之内"];
        let mut at = at;
        let mut bound = None;
        if unit == Unit::Duration
            && let Some(end) = self.eat(at, &["半", "多", "余"])
        {
            at = end;
            bound = Some(Bound::AtLeast);
        }
        if unit == Unit::Duration
            && let Some(end) = self.smaller_unit(at)
        {
            at = end;
        }
        if let Some(end) = self.eat(at, &more) {
            (end, Some(Bound::AtLeast))
        } else if let Some(end) = self.eat(at, &less) {
            (end, Some(Bound::AtMost))
        } else if let Some(end) = self.eat(at, &["左右", "上下"]) {
            (end, Some(Bound::About))
        } else if unit == Unit::Duration && self.rest(at).starts_with('内') {
            let inner = self.eat(at, &["内部", "内容", "内控", "内审", "内设"]).is_some();
            if inner { (at, bound) } else { (at + '内'.len_utf8(), Some(Bound::AtMost)) }
        } else {
            (at, bound)
        }
    }

    /// Whether 一 before a unit counts; most often it is only an article (一支队伍).
    fn one_counts(
        &self,
        at: usize,
        number_end: usize,
        unit_end: usize,
        unit: Unit,
        suffix: Option<Bound>,
    ) -> bool {
        let name = &self.text[number_end..unit_end];
        if unit == Unit::Count && self.is_article(at, unit_end) {
            return false;
        }
        match unit {
            Unit::Duration => suffix.is_some(),
            Unit::Percent | Unit::Points | Unit::Times | Unit::Money | Unit::Measure => true,
            _ if matches!(name, "次" | "场次" | "场" | "人次" | "遍") => true,
            // 购置执法记录仪一台: behind the thing it is a count.
            _ if matches!(
                name,
                "名" | "台" | "辆" | "套" | "座" | "架" | "部" | "份" | "处" | "件" | "间"
            ) && self.rest(unit_end).starts_with([',', ';', '。', '、', ')'])
                && self.before(at).is_some_and(is_han) =>
            {
                true
            }
            // 到了一个历史关口 tells of which sort, 购置了一台 how many.
            _ if matches!(name, "个" | "种" | "项" | "条" | "类") && self.text[..at].ends_with('了') => {
                false
            }
            _ => ["新增", "增加", "共", "仅", "各", "减少", "至少", "不少于", "达", "计", "了", "余", "达到"]
                .iter()
                .any(|word| self.text[..at].ends_with(word)),
        }
    }
}

/// How many digits a whole number has.
fn digits(value: Decimal) -> u8 {
    value.to_string().len() as u8
}

#[cfg(test)]
mod tests {
    use super::{BOUNDS, SAID};

    #[test]
    fn every_word_that_bounds_a_number_is_looked_for() {
        for word in BOUNDS.iter().flat_map(|(words, _)| *words) {
            assert!(word.chars().next_back().is_some_and(|c| SAID.has(c)), "{word}");
        }
    }
}
