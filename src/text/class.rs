//! Classes of characters, and the numbers that they write.

use std::ops::Range;

/// The years that a report can be on or look back at: those of the republic.
pub const YEARS: Range<i32> = 1949..2100;

/// Whether `c` is a Han character (Unified Ideographs with extensions, 〇, compatibility block).
pub const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3007}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Whether `c` is part of a word and no mark: a Han character, another letter or a digit.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        // The marks of Chinese texts are told without the large tables.
        '\u{2010}'..='\u{205e}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => false,
        '\u{3001}'..='\u{3002}' | '\u{ff01}' | '\u{ff08}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}' => false,
        _ => is_han(c) || c.is_alphanumeric(),
    }
}

/// The number of characters of `words` that are letters, Han characters or digits.
///
/// Nearly all characters of a Chinese text are told by their bytes.
#[inline]
pub fn letters(words: &str) -> usize {
    let bytes = words.as_bytes();
    let (mut at, mut counted) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let behind = |nth: usize| bytes.get(at + nth).copied().unwrap_or(0);
        match byte {
            // U+5000 to U+9FFF.
            0xe5..=0xe9 => {
                counted += 1;
                at += 3;
            }
            0..=0x7f => {
                counted += usize::from(byte.is_ascii_alphanumeric());
                at += 1;
            }
            // U+4E00 to U+4FFF.
            0xe4 if behind(1) >= 0xb8 => {
                counted += 1;
                at += 3;
            }
            // 、。 and 〈 to 】.
            0xe3 if behind(1) == 0x80 && matches!(behind(2), 0x81..=0x82 | 0x88..=0x91) => at += 3,
            _ => {
                let Some(c) = words[at..].chars().next() else { break };
                counted += usize::from(is_letter(c));
                at += c.len_utf8();
            }
        }
    }
    counted
}

/// Whether `c` is an Arabic digit, half or full width.
pub const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{ff10}'..='\u{ff19}')
}

/// The value of a Chinese digit character (〇零一二两三…九), if it is one.
pub const fn han_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a Chinese unit of place (十百千万亿), if it is one.
pub const fn han_place(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// The value of a short Chinese ordinal numeral from 1 to 99 (一, 十, 十二, 三十, 廿一 is not used).
pub fn small_han_number(text: &str) -> Option<u32> {
    let mut tens = None;
    let mut ones = None;
    for c in text.chars() {
        match (c, han_digit(c)) {
            ('十', _) if tens.is_none() => tens = Some(ones.take().unwrap_or(1)),
            (_, Some(digit)) if ones.is_none() && digit > 0 => ones = Some(u32::from(digit)),
            _ => return None,
        }
    }
    match (tens, ones) {
        (None, None) => None,
        (tens, ones) => Some(tens.unwrap_or(0) * 10 + ones.unwrap_or(0)),
    }
}

/// The number that a count of a few things says: 4, 四, 两.
pub fn count_word(words: &str) -> Option<u32> {
    words.parse().ok().or_else(|| small_han_number(words))
}

/// The digits at the end of what stands before a place.
pub fn digits_before(head: &str) -> &str {
    &head[head.trim_end_matches(is_digit).len()..]
}

/// Whether `c` ends a statement: 。！？； and their half-width forms without the full stop.
pub const fn ends_statement(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';')
}

/// Whether `c` is punctuation, Chinese or ASCII.
pub fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
            | '\u{ff5b}'..='\u{ff65}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '·')
}

/// The Unified Ideographs of the 214 Kangxi radicals U+2F00–U+2FD5, in order (Unicode NFKC).
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The Unified Ideograph that a radical stands for (Unicode, EquivalentUnifiedIdeograph.txt).
///
/// Some PDF writers map glyphs to radicals, so that 民见长 come out as ⺠⻅⻓.
pub const fn unified(c: char) -> char {
    let code = c as u32;
    if code >= 0x2f00 && code <= 0x2fd5 {
        let at = (code - 0x2f00) as usize * 3;
        let bytes = KANGXI.as_bytes();
        let value = ((bytes[at] as u32 & 0x0f) << 12)
            | ((bytes[at + 1] as u32 & 0x3f) << 6)
            | (bytes[at + 2] as u32 & 0x3f);
        if let Some(unified) = char::from_u32(value) {
            return unified;
        }
    }
    match c {
        '⺁' => '厂',
        '⺄' => '乙',
        '⺆' => '冂',
        '⺈' => '刀',
        '⺉' => '刀',
        '⺊' => '卜',
        '⺋' => '卩',
        '⺌' => '小',
        '⺍' => '小',
        '⺎' => '尢',
        '⺏' => '尣',
        '⺐' => '尢',
        '⺒' => '巳',
        '⺓' => '幺',
        '⺔' => '彑',
        '⺕' => '彐',
        '⺖' => '心',
        '⺗' => '心',
        '⺘' => '手',
        '⺙' => '攴',
        '⺛' => '旡',
        '⺜' => '日',
        '⺝' => '月',
        '⺞' => '歹',
        '⺟' => '母',
        '⺠' => '民',
        '⺡' => '水',
        '⺢' => '水',
        '⺣' => '火',
        '⺤' => '爪',
        '⺥' => '爪',
        '⺦' => '丬',
        '⺧' => '牛',
        '⺨' => '犬',
        '⺪' => '疋',
        '⺫' => '目',
        '⺬' => '示',
        '⺭' => '示',
        '⺯' => '糸',
        '⺰' => '纟',
        '⺱' => '网',
        '⺲' => '网',
        '⺳' => '网',
        '⺴' => '网',
        '⺵' => '罓',
        '⺶' => '羊',
        '⺷' => '羊',
        '⺸' => '羊',
        '⺹' => '老',
        '⺺' => '聿',
        '⺻' => '聿',
        '⺼' => '肉',
        '⺽' => '臼',
        '⺾' => '艹',
        '⺿' => '艹',
        '⻀' => '艹',
        '⻁' => '虎',
        '⻂' => '衣',
        '⻃' => '覀',
        '⻄' => '西',
        '⻅' => '见',
        '⻆' => '角',
        '⻇' => '角',
        '⻈' => '讠',
        '⻉' => '贝',
        '⻊' => '足',
        '⻋' => '车',
        '⻌' => '辶',
        '⻍' => '辶',
        '⻎' => '辶',
        '⻏' => '邑',
        '⻐' => '钅',
        '⻑' => '长',
        '⻒' => '镸',
        '⻓' => '长',
        '⻔' => '门',
        '⻕' => '阜',
        '⻖' => '阜',
        '⻗' => '雨',
        '⻘' => '青',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻞' => '食',
        '⻟' => '食',
        '⻠' => '饣',
        '⻡' => '首',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻧' => '卤',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻪' => '黾',
        '⻫' => '斉',
        '⻬' => '齐',
        '⻭' => '歯',
        '⻮' => '齿',
        '⻯' => '竜',
        '⻰' => '龙',
        '⻱' => '亀',
        '⻲' => '亀',
        '⻳' => '龟',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_characters() {
        assert_eq!("⼀⽅⻓⺠⻅".chars().map(unified).collect::<String>(), "一方长民见");
        assert_eq!(unified('法'), '法');
    }

    proptest::proptest! {
        #[test]
        fn letters_are_counted_as_one_by_one(words in "[行一丈仐龥，。、《“a1 é〇𠀀＋䷀]{0,90}") {
            proptest::prop_assert_eq!(letters(&words), words.chars().filter(|c| is_letter(*c)).count());
        }
    }

    #[test]
    fn counts_are_written_in_either_way() {
        for (words, value) in [("4", 4), ("四", 4), ("两", 2), ("十二", 12)] {
            assert_eq!(count_word(words), Some(value), "{words}");
        }
        assert_eq!(count_word("几"), None);
        assert_eq!([digits_before("截至2024"), digits_before("12月"), digits_before("3")], ["2024", "", "3"]);
    }

    #[test]
    fn small_numbers() {
        for (text, value) in [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35)] {
            assert_eq!(small_han_number(text), Some(value), "{text}");
        }
        for text in ["", "一二", "百", "十十", "零", "法"] {
            assert_eq!(small_han_number(text), None, "{text}");
        }
    }
}
