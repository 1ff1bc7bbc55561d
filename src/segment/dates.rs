//! Years and dates as titles and signatures write them.

use crate::text::{class, fold_char};

/// A day: year, month, day.
pub(super) type Day = (i32, u8, u8);

/// The first year (1949–2099) in a text, with the byte range of its digits: 2022年, ２０２２ 年,
/// 二〇二二年, 二○二三年度.
pub(super) fn year(text: &str) -> Option<(i32, std::ops::Range<usize>)> {
    let mut run: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        let digit =
            class::is_digit(c) || (class::han_digit(c).is_some() && c != '两') || c == 'O' || c == '0';
        if digit {
            run.push((at, c));
            continue;
        }
        if c.is_whitespace() && !run.is_empty() {
            continue;
        }
        if c == '年' && run.len() == 4 {
            let value =
                run.iter().try_fold(0, |value, (_, c)| digit_of(*c).map(|digit| value * 10 + digit))?;
            if class::YEARS.contains(&value) {
                let last = run[3];
                return Some((value, run[0].0..last.0 + last.1.len_utf8()));
            }
        }
        run.clear();
    }
    None
}

fn digit_of(c: char) -> Option<i32> {
    let plain = fold_char(c);
    if plain == 'O' {
        return Some(0);
    }
    plain.to_digit(10).map(|digit| digit as i32).or_else(|| class::han_digit(c).map(i32::from))
}

/// The day that a whole text states: 2023年1月11日, （2026年1月23日）, 二○二三年一月十一日,
/// 2023 年 01 月 05 日, 2023-01-11, 2023.1.11.
pub(super) fn day(text: &str) -> Option<Day> {
    // What has more than that in it is no date, with brackets around it or without.
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).take(48).map(fold_char).collect();
    let plain = plain.trim_matches(['(', ')', '。', '（', '）', '[', ']']);
    if plain.chars().count() > 16 {
        return None;
    }
    if let Some((year, digits)) = year(plain) {
        if digits.start != 0 {
            return None;
        }
        let rest = plain[digits.end..].strip_prefix('年')?;
        let (month, rest) = rest.split_once('月')?;
        let number = rest.strip_suffix(['日', '号'])?;
        return checked(year, class::count_word(month)?, class::count_word(number)?);
    }
    let mut parts = plain.split(['-', '.', '/']);
    let year = parts.next()?.parse().ok().filter(|year| class::YEARS.contains(year))?;
    let (month, number) = (parts.next()?, parts.next()?);
    parts
        .next()
        .is_none()
        .then(|| checked(year, class::count_word(month)?, class::count_word(number)?))
        .flatten()
}

fn checked(year: i32, month: u32, day: u32) -> Option<Day> {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month as u8, day as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        for (text, value) in
            [("岚溪区2022年报告", 2022), ("２０２２ 年度", 2022), ("二〇二四年", 2024), ("二○二三年度", 2023)]
        {
            assert_eq!(year(text).map(|(year, _)| year), Some(value), "{text}");
        }
        for text in ["12022年", "第7年", "1150年", "2022"] {
            assert_eq!(year(text), None, "{text}");
        }
        assert_eq!(year("关于２０２２年度").map(|(_, range)| &"关于２０２２年度"[range]), Some("２０２２"));
    }

    #[test]
    fn days() {
        for text in [
            "2023年1月11日",
            "（2023年1月11日）",
            "二〇二三年一月十一日",
            "2023 年 01 月 11 日",
            "2023-01-11",
            "2023.1.11",
        ] {
            assert_eq!(day(text), Some((2023, 1, 11)), "{text}");
        }
        for text in
            ["2023年1月", "2023年13月1日", "2023年2月30日", "于2023年1月11日发布", "2023年1月11日至12日"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
