//! Number formats of lists (ECMA-376 part 1, 17.18.59 ST_NumberFormat).

/// How a list level writes its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// A format by its name in the file.
    Named(String),
    /// `001, 002, …`: decimal, padded with zeros to that width.
    Padded(usize),
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const SMALL: [&str; 4] = ["", "十", "百", "千"];
const SMALL_LEGAL: [&str; 4] = ["", "拾", "佰", "仟"];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

impl NumberFormat {
    /// A format from `w:val` and, for `custom`, `w:format`.
    pub(super) fn new(val: &str, custom: Option<&str>) -> Self {
        match (val, custom) {
            ("custom", Some(sample)) => {
                let first = sample.split([',', ' ']).next().unwrap_or("");
                Self::Padded(first.chars().count().clamp(1, 10))
            }
            ("decimalZero", _) => Self::Padded(2),
            _ => Self::Named(val.to_owned()),
        }
    }

    /// Plain Arabic digits.
    pub(super) fn decimal() -> Self {
        Self::Padded(1)
    }

    /// Whether the level shows a mark instead of a number.
    pub(super) fn is_bullet(&self) -> bool {
        matches!(self, Self::Named(name) if name == "bullet")
    }

    /// The number as written.
    pub(super) fn write(&self, number: u32) -> String {
        let name = match self {
            Self::Padded(width) => return format!("{number:0width$}"),
            Self::Named(name) => name.as_str(),
        };
        match name {
            "none" | "bullet" => String::new(),
            "upperLetter" => letters(number, 'A'),
            "lowerLetter" => letters(number, 'a'),
            "upperRoman" => roman(number),
            "lowerRoman" => roman(number).to_lowercase(),
            // Up to 99 by tens, above that digit by digit.
            "chineseCounting" | "taiwaneseCounting" | "japaneseCounting" if number <= 99 => {
                counted(number, DIGITS, SMALL, Tens::Bare)
            }
            "japaneseCounting" | "chineseCountingThousand" | "taiwaneseCountingThousand" => {
                counted(number, DIGITS, SMALL, Tens::Bare)
            }
            "chineseCounting"
            | "taiwaneseCounting"
            | "ideographDigital"
            | "taiwaneseDigital"
            | "japaneseDigitalTenThousand" => by_digit(number, DIGITS),
            "chineseLegalSimplified" => counted(number, LEGAL, SMALL_LEGAL, Tens::Full),
            "ideographLegalTraditional" => counted(number, LEGAL_TRADITIONAL, SMALL_LEGAL, Tens::Full),
            "ideographTraditional" => one_of(number, &STEMS),
            "ideographZodiac" => one_of(number, &BRANCHES),
            "ideographZodiacTraditional" if (1..=60).contains(&number) => {
                let at = number as usize - 1;
                format!("{}{}", STEMS[at % 10], BRANCHES[at % 12])
            }
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match number {
                1..=20 => from(number, 0x2460),
                21..=35 => from(number - 20, 0x3251),
                36..=50 => from(number - 35, 0x32b1),
                _ => number.to_string(),
            },
            "decimalEnclosedParen" => enclosed(number, 0x2474, 20),
            "decimalEnclosedFullstop" => enclosed(number, 0x2488, 20),
            "ideographEnclosedCircle" => enclosed(number, 0x3280, 10),
            "decimalFullWidth" | "decimalFullWidth2" => {
                number.to_string().chars().map(|c| from(c as u32 - u32::from(b'0'), 0xff11)).collect()
            }
            "numberInDash" => format!("- {number} -"),
            "ordinal" => format!("{number}{}", ordinal_end(number)),
            "hex" => format!("{number:X}"),
            _ => number.to_string(),
        }
    }
}

/// Whether ten is 十 or 壹拾.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tens {
    Bare,
    Full,
}

/// The nth character of a block whose first character stands for 1.
fn from(number: u32, first: u32) -> String {
    // Full-width zero stands before one.
    char::from_u32((first + number).wrapping_sub(1)).map_or_else(|| number.to_string(), String::from)
}

fn enclosed(number: u32, first: u32, most: u32) -> String {
    if (1..=most).contains(&number) { from(number, first) } else { number.to_string() }
}

fn one_of(number: u32, names: &[char]) -> String {
    match names.get((number as usize).wrapping_sub(1)) {
        Some(name) => name.to_string(),
        None => number.to_string(),
    }
}

fn by_digit(number: u32, digits: [char; 10]) -> String {
    number.to_string().bytes().map(|digit| digits[usize::from(digit - b'0')]).collect()
}

/// 312 → 三百一十二; numbers of five digits and more are written digit by digit.
fn counted(number: u32, digits: [char; 10], units: [&str; 4], tens: Tens) -> String {
    if number == 0 || number > 9999 {
        return by_digit(number, digits);
    }
    let figures = number.to_string();
    let (mut out, mut gap) = (String::new(), false);
    for (at, digit) in figures.bytes().enumerate() {
        let (digit, place) = (usize::from(digit - b'0'), figures.len() - 1 - at);
        if digit == 0 {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            // Between units a zero is 零 also where the digit zero is 〇.
            out.push('零');
        }
        if !(tens == Tens::Bare && figures.len() == 2 && at == 0 && digit == 1) {
            out.push(digits[digit]);
        }
        out.push_str(units[place]);
    }
    out
}

/// A … Z, AA, BB …: Word repeats the letter. Past 30 repetitions the number is clearer.
fn letters(number: u32, first: char) -> String {
    let Some(at) = number.checked_sub(1) else { return "0".to_owned() };
    let (letter, times) = (at % 26, at / 26 + 1);
    if times > 30 {
        return number.to_string();
    }
    char::from_u32(first as u32 + letter).map_or_else(String::new, |c| c.to_string().repeat(times as usize))
}

fn roman(number: u32) -> String {
    if !(1..=3999).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    let steps = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    for (value, sign) in steps {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

const fn ordinal_end(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, number: u32) -> String {
        NumberFormat::new(name, None).write(number)
    }

    #[test]
    fn chinese_numbers() {
        for (name, number, expected) in [
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 102, "一〇二"),
            ("chineseCountingThousand", 11, "十一"),
            ("chineseCountingThousand", 102, "一百零二"),
            ("chineseCountingThousand", 1010, "一千零一十"),
            ("japaneseCounting", 3, "三"),
            ("ideographDigital", 12, "一二"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("ideographEnclosedCircle", 2, "㊁"),
        ] {
            assert_eq!(written(name, number), expected, "{name} {number}");
        }
    }

    #[test]
    fn other_numbers() {
        for (name, number, expected) in [
            ("decimal", 7, "7"),
            ("decimalZero", 7, "07"),
            ("decimalEnclosedCircle", 1, "①"),
            ("decimalEnclosedCircleChinese", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalEnclosedFullstop", 3, "⒊"),
            ("decimalFullWidth", 10, "１０"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 3, "c"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 4, "iv"),
            ("ordinal", 12, "12th"),
            ("numberInDash", 3, "- 3 -"),
            ("none", 3, ""),
            ("upperRoman", 4_000_000_000, "4000000000"),
        ] {
            assert_eq!(written(name, number), expected, "{name} {number}");
        }
        assert_eq!(NumberFormat::new("custom", Some("001, 002, 003, ...")).write(7), "007");
    }
}
