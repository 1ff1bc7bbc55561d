//! The numbers that headings and list items begin with: 第一部分 一、 （一） 1. （1） ①.

use super::class::{han_digit, is_digit, small_han_number};

/// A way of numbering; in the order in which GB/T 9704-2012 (7.3.3) nests them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberStyle {
    /// 第一部分, 第二章.
    Part,
    /// 第三节, below those.
    Subpart,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// 1.
    Arabic,
    /// （1） or 1）
    ArabicBracket,
    /// ①
    Circled,
}

/// A number at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub style: NumberStyle,
    /// Its value, from 1.
    pub value: u32,
    /// Bytes of the number with its mark and the spaces behind it.
    pub len: usize,
}

/// The number that `text` begins with, if it begins with one, in all variants seen: 一 . 一、 (一)、
/// 1、 １． 第X部分. Years, decimals and dates are none.
pub fn leading_number(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    let found = match first {
        '第' => part(text),
        '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' => formal(text),
        '（' | '(' | '〔' | '﹙' => bracketed(text, first.len_utf8()),
        '①'..='⑳' => Some((NumberStyle::Circled, first as u32 - '①' as u32 + 1, first.len_utf8())),
        '㈠'..='㈩' => Some((NumberStyle::HanBracket, first as u32 - '㈠' as u32 + 1, first.len_utf8())),
        '⑴'..='⒇' => Some((NumberStyle::ArabicBracket, first as u32 - '⑴' as u32 + 1, first.len_utf8())),
        '⒈'..='⒛' => Some((NumberStyle::Arabic, first as u32 - '⒈' as u32 + 1, first.len_utf8())),
        _ => plain(text),
    };
    let (style, value, len) = found?;
    // (一)、 and (1)、 are common mistakes: the mark belongs to the number.
    let bracket =
        matches!(style, NumberStyle::HanBracket | NumberStyle::ArabicBracket | NumberStyle::Circled);
    let mut len = len;
    if bracket
        && let Some(mark) = text[len..].chars().next().filter(|c| matches!(c, '、' | '．' | '.' | '，'))
    {
        len += mark.len_utf8();
    }
    len += spaces(&text[len..]);
    Some(Number { style, value, len })
}

/// Whether `text` begins as a heading or a list item does.
pub fn starts_numbered(text: &str) -> bool {
    leading_number(text).is_some()
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_whitespace()).len()
}

fn digits(text: &str) -> usize {
    text.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum()
}

fn arabic(text: &str) -> Option<u32> {
    let value = text
        .chars()
        .try_fold(0u32, |value, c| value.checked_mul(10)?.checked_add(super::fold_char(c).to_digit(10)?))?;
    (1..=99).contains(&value).then_some(value)
}

fn han(text: &str) -> usize {
    text.chars()
        .take_while(|c| *c == '十' || (han_digit(*c).is_some() && *c != '两'))
        .map(char::len_utf8)
        .sum()
}

fn part(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let inner = text.strip_prefix('第')?;
    let inner = inner.trim_start();
    let lead = text.len() - inner.len();
    let length = han(inner).max(digits(inner));
    let value = small_han_number(&inner[..length]).or_else(|| arabic(&inner[..length]))?;
    let rest = inner[length..].trim_start();
    let words = [("部分", NumberStyle::Part), ("章", NumberStyle::Part), ("节", NumberStyle::Subpart)];
    let (word, style) = words.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let mut end = lead + (inner.len() - rest.len()) + word.len();
    if let Some(mark) = text[end..].chars().next().filter(|c| matches!(c, '、' | '：' | ':' | '，' | ','))
    {
        end += mark.len_utf8();
    }
    Some((style, value, end))
}

/// 壹、 or 壹 with a space: it numbers parts, above 一、
fn formal(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let first = text.chars().next()?;
    let value = if first == '拾' { 10 } else { u32::from(han_digit(first)?) };
    let rest = &text[first.len_utf8()..];
    let mark = rest.chars().next()?;
    let fits = matches!(mark, '、' | '．' | '.') || (mark.is_whitespace() && mark != '\n');
    fits.then_some((NumberStyle::Part, value, first.len_utf8() + mark.len_utf8()))
}

fn bracketed(text: &str, open: usize) -> Option<(NumberStyle, u32, usize)> {
    let inner = text[open..].trim_start();
    let lead = text.len() - inner.len();
    let (style, length) = match (han(inner), digits(inner)) {
        (0, 0) => return None,
        (0, length) => (NumberStyle::ArabicBracket, length),
        (length, _) => (NumberStyle::HanBracket, length),
    };
    let value = small_han_number(&inner[..length]).or_else(|| arabic(&inner[..length]))?;
    let rest = inner[length..].trim_start();
    let close = rest.chars().next().filter(|c| matches!(c, '）' | ')' | '〕' | '﹚'))?;
    Some((style, value, lead + (inner.len() - rest.len()) + close.len_utf8()))
}

fn plain(text: &str) -> Option<(NumberStyle, u32, usize)> {
    let length = han(text);
    if length > 0 {
        let value = small_han_number(&text[..length])?;
        let rest = text[length..].trim_start();
        let mark = rest.chars().next()?;
        let fits = match mark {
            '、' | '．' | '.' => true,
            // “一，” is a slip; “一, 二” in a list of numbers is none, nor is 一：一.
            '，' | ',' => rest[mark.len_utf8()..].chars().next().is_some_and(|c| han_digit(c).is_none()),
            _ => false,
        };
        let end = text.len() - rest.len() + mark.len_utf8();
        // 一、二季度 enumerates; 二、一年来 is a heading.
        let list = mark == '、'
            && text[end..]
                .chars()
                .next()
                .and_then(han_digit)
                .is_some_and(|next| u32::from(next) == value + 1);
        return (fits && !list).then_some((NumberStyle::Han, value, end));
    }
    let length = digits(text);
    if length == 0 {
        return None;
    }
    let value = arabic(&text[..length])?;
    let rest = text[length..].trim_start();
    let mark = rest.chars().next()?;
    let end = text.len() - rest.len() + mark.len_utf8();
    let next = text[end..].chars().next();
    match mark {
        '.' | '．' if next.is_none_or(|c| !is_digit(c)) || is_month(&text[end..]) => {
            Some((NumberStyle::Arabic, value, end))
        }
        '、' if next.is_none_or(|c| !is_digit(c)) => Some((NumberStyle::Arabic, value, end)),
        '）' | ')' => Some((NumberStyle::ArabicBracket, value, end)),
        _ => None,
    }
}

/// Whether a text begins with a month: 2.5月底前 is the second item, on May.
fn is_month(text: &str) -> bool {
    let (month, rest) = text.split_at(digits(text));
    arabic(month).is_some_and(|month| month <= 12) && rest.starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_variants() {
        use NumberStyle::{Arabic, ArabicBracket, Circled, Han, HanBracket, Part};
        for (text, style, value, words) in [
            ("一、总体情况", Han, 1, "总体情况"),
            ("一 、 总体情况", Han, 1, "总体情况"),
            ("壹　总体情况", Part, 1, "总体情况"),
            ("陆、2024年安排", Part, 6, "2024年安排"),
            ("十二．其他", Han, 12, "其他"),
            ("（一）加强学习", HanBracket, 1, "加强学习"),
            ("(二)、加强学习", HanBracket, 2, "加强学习"),
            ("( 三 ) 加强", HanBracket, 3, "加强"),
            ("1.执法", Arabic, 1, "执法"),
            ("１．执法", Arabic, 1, "执法"),
            ("2、执法", Arabic, 2, "执法"),
            ("2.5月底前", Arabic, 2, "5月底前"),
            ("１．１２月起", Arabic, 1, "１２月起"),
            ("（1）甲", ArabicBracket, 1, "甲"),
            ("1）甲", ArabicBracket, 1, "甲"),
            ("③丙", Circled, 3, "丙"),
            ("㈡乙", HanBracket, 2, "乙"),
            ("二、一年来的举措", Han, 2, "一年来的举措"),
            ("第一部分 总体情况", Part, 1, "总体情况"),
            ("第2章：执法", Part, 2, "执法"),
        ] {
            let number = leading_number(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((number.style, number.value, &text[number.len..]), (style, value, words), "{text}");
        }
    }

    #[test]
    fn what_is_no_heading_number() {
        for text in [
            "一是加强",
            "2022年",
            "3.5%",
            "12次",
            "第一责任人",
            "第二十条第（一）项",
            "一季度",
            "（注）",
            "2022.3",
            "3.15月",
            "1.5个月",
            "一、二季度",
            "1、2号楼",
            "（2022年）",
            "十分重要",
            "",
            "、",
            "三等奖",
            "第二百章",
            "（一二）甲",
        ] {
            assert_eq!(leading_number(text), None, "{text}");
        }
    }
}
