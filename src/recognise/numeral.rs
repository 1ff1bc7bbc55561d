//! Reads one number: 1,150.5; 5.6万余; 二十三万五千; 十余; 七八; 数百; 上百.

use crate::{
    model::{Bound, Decimal},
    text::{
        Folded, Span,
        class::{han_digit, han_place},
    },
};

/// In which script a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// 1,150.5
    Arabic,
    /// 二十三
    Han,
    /// 百, 千万: a place without a digit.
    Place,
    /// 二〇二二, 一一〇: digits read one by one.
    Literal,
}

/// A number without its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// Byte offset behind it.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// The upper end of 七八 and 三五十.
    pub(super) upper: Option<Decimal>,
    pub(super) bound: Bound,
    /// One unit of the last digit as written.
    pub(super) precision: Decimal,
    pub(super) form: Form,
    /// Whether 万 or 亿 was said.
    pub(super) myriad: bool,
}

/// Reads the number that starts at byte `at` of the view.
pub(super) fn numeral(view: &Folded, at: usize) -> Option<Numeral> {
    let text = view.text();
    let first = text.get(at..)?.chars().next()?;
    if first.is_ascii_digit() { arabic(view, at) } else { han(text, at) }
}

/// The end of a run of ASCII digits with thousands commas and a fraction.
fn digits_end(view: &Folded, at: usize) -> usize {
    let text = view.text();
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    while digit(end) {
        end += 1;
    }
    // A comma belongs to the number if three digits, and not four, stand behind it.
    while (1..=3).contains(&(end - at).min(4)) || text[at..end].contains(',') {
        let group = bytes.get(end) == Some(&b',') && (1..=3).all(|i| digit(end + i)) && !digit(end + 4);
        // 增至3，120人次: a full-width comma ends a clause.
        if !group || view.unfold(Span::from(end..end + 1)).len() > 1 {
            break;
        }
        end += 4;
    }
    // 6·8 was set with the middle dot by old printers.
    let point = if text[end..].starts_with('·') { '·'.len_utf8() } else { 1 };
    if (bytes.get(end) == Some(&b'.') || point > 1) && digit(end + point) {
        let mut fraction = end + point;
        while digit(fraction) {
            fraction += 1;
        }
        // 2022.12.04 is no decimal number.
        if !(bytes.get(fraction) == Some(&b'.') && digit(fraction + 1)) {
            end = fraction;
        }
    }
    end
}

fn arabic(view: &Folded, at: usize) -> Option<Numeral> {
    let text = view.text();
    let mut end = digits_end(view, at);
    let written = &text[at..end];
    let mut value = if written.is_ascii() {
        Decimal::parse(written)?
    } else {
        Decimal::parse(&written.replace('·', "."))?
    };
    let mut precision = Decimal::new(1, value.scale());
    let (mut bound, mut myriad) = (Bound::Exact, false);
    let mut more = |end: &mut usize| {
        if text[*end..].starts_with(['余', '多', '几']) {
            *end += '余'.len_utf8();
            bound = Bound::AtLeast;
        }
    };
    let before = end;
    more(&mut end);
    let mut places = 0;
    while let Some((c, place)) =
        text[end..].chars().next().and_then(|c| Some((c, han_place(c)?))).filter(|(c, _)| *c != '十')
    {
        // 亿千瓦时: this 千 belongs to the unit.
        let unit =
            places > 0 && c == '千' && text[end + c.len_utf8()..].starts_with(['瓦', '伏', '克', '米']);
        if places == 3 || unit {
            break;
        }
        places += 1;
        value = value.times(i128::from(place))?;
        precision = precision.times(i128::from(place))?;
        myriad |= place >= 10_000;
        end += c.len_utf8();
    }
    // 3万8千: the lower place has digits of its own.
    if myriad
        && let Some((low, low_end)) = lower_place(text, end)
        && let Some(sum) = value.plus(low)
    {
        (value, end) = (sum, low_end);
    }
    if places > 0 && end > before {
        more(&mut end);
    }
    Some(Numeral { end, value, upper: None, bound, precision, form: Form::Arabic, myriad })
}

/// 8千 at `at`, behind 3万, or 6000万 behind 17亿: its value and its end.
fn lower_place(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let digits = text[at..].bytes().take(5).take_while(u8::is_ascii_digit).count();
    let end = at + digits;
    let place = text[end..].chars().next().filter(|c| matches!(c, '万' | '千' | '百'))?;
    let most = match (place, text[..at].chars().next_back()?) {
        ('万', '亿') => 4,
        ('千' | '百', '万') => 1,
        _ => return None,
    };
    let value = (1..=most).contains(&digits).then(|| Decimal::parse(&text[at..end]))??;
    Some((value.times(i128::from(han_place(place)?))?, end + place.len_utf8()))
}

/// Most characters of a Chinese number.
const LONGEST: usize = 24;

/// The characters of a Chinese number.
#[derive(Clone, Copy)]
struct Letters {
    chars: [char; LONGEST],
    len: usize,
}

impl Default for Letters {
    fn default() -> Self {
        Self { chars: [' '; LONGEST], len: 0 }
    }
}

impl Letters {
    fn push(&mut self, c: char) {
        if self.len < LONGEST {
            self.chars[self.len] = c;
            self.len += 1;
        }
    }
}

impl std::ops::Deref for Letters {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.chars[..self.len]
    }
}

/// Reads a Chinese number.
fn han(text: &str, at: usize) -> Option<Numeral> {
    let mut chars = Letters::default();
    let (mut end, mut bound) = (at, Bound::Exact);
    let mut rest = text[at..].chars().peekable();
    // 数百, 几十, 上百: the digit is left open.
    if let Some(c @ ('数' | '几' | '上')) = rest.peek().copied() {
        rest.next();
        rest.peek().and_then(|c| han_place(*c))?;
        bound = if c == '上' { Bound::AtLeast } else { Bound::Vague };
        end += c.len_utf8();
    }
    let open = bound != Bound::Exact;
    while let Some(c) = rest.peek().copied() {
        let numeral = han_digit(c).is_some() || han_place(c).is_some();
        if numeral && chars.len() < LONGEST {
            chars.push(c);
            end += c.len_utf8();
            rest.next();
            continue;
        }
        // 十来位
        if c == '来'
            && chars.last().is_some_and(|c| matches!(c, '十' | '百' | '千'))
            && text[end + c.len_utf8()..]
                .starts_with(['位', '个', '名', '人', '家', '年', '次', '户', '场', '件'])
        {
            bound = Bound::About;
            end += c.len_utf8();
            break;
        }
        // 十余, 二十多, 十几 and 一百二十余; behind a bare digit it is another word (一多半).
        if matches!(c, '余' | '多' | '几') && chars.iter().any(|c| han_place(*c).is_some()) {
            if bound == Bound::Exact {
                bound = Bound::AtLeast;
            }
            end += c.len_utf8();
            rest.next();
            // 三十余万
            while let Some(c) = rest.peek().copied().filter(|c| matches!(c, '万' | '亿' | '千' | '百')) {
                if chars.len() == LONGEST {
                    break;
                }
                chars.push(c);
                end += c.len_utf8();
                rest.next();
            }
        }
        break;
    }
    if chars.is_empty() {
        return None;
    }
    let places = chars.iter().filter(|c| han_place(**c).is_some()).count();
    let myriad = chars.iter().any(|c| matches!(c, '万' | '亿' | '萬' | '億'));
    let pair = chars.windows(2).position(|pair| match (han_digit(pair[0]), han_digit(pair[1])) {
        (Some(a), Some(b)) => a > 0 && a < b,
        _ => false,
    });
    let (value, upper, form) = if places == 0 && chars.len() > 2 {
        (literal(&chars)?, None, Form::Literal)
    } else if let Some(pair) = pair {
        let without = |index: usize| {
            let mut kept = Letters::default();
            for (nth, c) in chars.iter().enumerate() {
                if nth != index {
                    kept.push(*c);
                }
            }
            place_value(&kept)
        };
        bound = Bound::About;
        (without(pair + 1)?, Some(without(pair)?), Form::Han)
    } else if places == 0 && chars.len() == 2 {
        (literal(&chars)?, None, Form::Literal)
    } else {
        let bare = !open && han_place(chars[0]).is_some_and(|place| place > 10);
        (place_value(&chars)?, None, if bare { Form::Place } else { Form::Han })
    };
    let precision = chars
        .iter()
        .rev()
        .map_while(|c| han_place(*c))
        .try_fold(1i128, |product, place| product.checked_mul(i128::from(place)))?;
    Some(Numeral { end, value, upper, bound, precision: Decimal::from_int(precision), form, myriad })
}

/// The value of digits read one by one: 二〇二二 is 2022.
pub(super) fn literal(chars: &[char]) -> Option<Decimal> {
    let mut value = 0i128;
    for c in chars {
        value = value.checked_mul(10)?.checked_add(i128::from(han_digit(*c)?))?;
    }
    Some(Decimal::from_int(value))
}

/// The value of 二十三万五千; also 一百五 (150), as it is spoken.
fn place_value(chars: &[char]) -> Option<Decimal> {
    // Below 万, below 亿, and the whole; `last` is the place that was said last.
    let (mut total, mut large, mut small) = (0i128, 0i128, 0i128);
    let (mut digit, mut last, mut zero) = (None::<i128>, 1i128, false);
    for c in chars {
        if let Some(value) = han_digit(*c) {
            if digit.is_some_and(|digit| digit > 0) {
                return None;
            }
            zero |= value == 0;
            digit = Some(i128::from(value));
            continue;
        }
        let place = i128::from(han_place(*c)?);
        match place {
            100_000_000 => {
                let sum = large + small + digit.take().unwrap_or(0);
                let sum = if sum == 0 { total.max(1) } else { total + sum };
                total = sum.checked_mul(place)?;
                (large, small) = (0, 0);
            }
            10_000 => {
                let sum = small + digit.take().unwrap_or(0);
                large = large.checked_add(sum)?.max(1).checked_mul(place)?;
                small = 0;
            }
            _ => {
                let times = digit.take().filter(|digit| *digit > 0).unwrap_or(1);
                small = small.checked_add(times * place)?;
            }
        }
        (last, zero) = (place, false);
    }
    let rest = digit.unwrap_or(0);
    let spoken = if !zero && last > 10 { rest * (last / 10) } else { rest };
    Some(Decimal::from_int(total.checked_add(large)?.checked_add(small)?.checked_add(spoken)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numeral(text: &str, at: usize) -> Option<Numeral> {
        super::numeral(&Folded::new(text, &[Span::from(0..text.len())], &[]), at)
    }

    fn read(text: &str) -> (String, Option<String>, Bound, usize) {
        let read = numeral(text, 0).unwrap();
        (read.value.to_string(), read.upper.map(|upper| upper.to_string()), read.bound, read.end)
    }

    #[test]
    fn values() {
        for (text, value) in [
            ("12次", "12"),
            ("1,150.5万元", "11505000"),
            ("1,2,3", "1"),
            ("3，120人次", "3"),
            ("1,150，300人", "1150"),
            ("3.2亿", "320000000"),
            ("134.9万亿", "134900000000000"),
            ("二十三万五千", "235000"),
            ("二百三十一", "231"),
            ("一百零五", "105"),
            ("一百五", "150"),
            ("十二", "12"),
            ("两千〇一", "2001"),
            ("一亿二千万", "120000000"),
            ("二〇二二", "2022"),
            ("百万", "1000000"),
            ("七千万", "70000000"),
            ("三万亿", "3000000000000"),
        ] {
            assert_eq!(read(text).0, value, "{text}");
        }
    }

    #[test]
    fn how_exactly() {
        for (text, value, upper, bound) in [
            ("600多万", "6000000", None, Bound::AtLeast),
            ("5.6万余", "56000", None, Bound::AtLeast),
            ("十余名", "10", None, Bound::AtLeast),
            ("一百二十余", "120", None, Bound::AtLeast),
            ("三十余万", "300000", None, Bound::AtLeast),
            ("数百", "100", None, Bound::Vague),
            ("几十", "10", None, Bound::Vague),
            ("上百", "100", None, Bound::AtLeast),
            ("七八家", "7", Some("8"), Bound::About),
            ("三五十户", "30", Some("50"), Bound::About),
            ("十七八", "17", Some("18"), Bound::About),
        ] {
            let (a, b, c, _) = read(text);
            assert_eq!((a.as_str(), b.as_deref(), c), (value, upper, bound), "{text}");
        }
    }

    #[test]
    fn no_number() {
        for text in ["数量", "几个", "上级", "法治", "余"] {
            assert_eq!(numeral(text, 0), None, "{text}");
        }
    }

    fn write_han(n: u64) -> String {
        fn below_myriad(n: u64) -> String {
            let (mut out, mut zero) = (String::new(), false);
            for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = n / place % 10;
                if digit == 0 {
                    zero = !out.is_empty();
                    continue;
                }
                if zero {
                    out.push('零');
                    zero = false;
                }
                out.push("零一二三四五六七八九".chars().nth(digit as usize).unwrap());
                out.push_str(name);
            }
            out
        }
        let (mut out, mut gap) = (String::new(), false);
        for (place, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let part = n / place % 10_000;
            if part == 0 {
                gap = !out.is_empty();
                continue;
            }
            if gap || (!out.is_empty() && part < 1000) {
                out.push('零');
            }
            gap = false;
            out.push_str(&below_myriad(part));
            out.push_str(name);
        }
        if out.is_empty() { "零".to_owned() } else { out }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(n in 0u64..1_000_000_000_000) {
            let text = write_han(n);
            let read = numeral(&text, 0).unwrap();
            prop_assert_eq!(read.value, Decimal::from_int(i128::from(n)), "{}", text);
            prop_assert_eq!(read.end, text.len());
        }

        #[test]
        fn any_text_is_survived(text in "[0-9〇一二两三五九十百千万亿余多几数上.,]{0,40}") {
            for (at, _) in text.char_indices() {
                if let Some(read) = numeral(&text, at) {
                    prop_assert!(read.end > at && text.is_char_boundary(read.end));
                }
            }
        }
    }
}
