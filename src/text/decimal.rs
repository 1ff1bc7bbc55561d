//! The decimal numbers that headings of standards begin with: 1, 1.1, 1.1.1.

use super::{class, fold_char};

/// Figures of a number at most.
const DEEPEST: usize = 4;

/// A decimal number at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingDecimal {
    figures: [u32; DEEPEST],
    depth: usize,
    /// Bytes of the number with the marks and spaces behind it.
    pub len: usize,
    /// Whether nothing but spaces stands behind the number.
    pub bare: bool,
}

impl HeadingDecimal {
    /// Its figures: of 1.2 one and two.
    pub fn figures(&self) -> &[u32] {
        &self.figures[..self.depth]
    }
}

/// The decimal number that `text` begins with, before words: 1.2 检查. A figure with its unit is none: 1.2万元.
pub fn leading_decimal(text: &str) -> Option<HeadingDecimal> {
    if !text.starts_with(class::is_digit) {
        return None;
    }
    let figure = |c: char| class::is_digit(c) || matches!(c, '.' | '．');
    let end = text.find(|c: char| !figure(c)).unwrap_or(text.len());
    let words = text[..end].trim_end_matches(['.', '．']);
    let (mut figures, mut depth) = ([0; DEEPEST], 0);
    for part in words.split(['.', '．']) {
        let length = part.chars().count();
        if depth == DEEPEST || !(1..=2).contains(&length) || part.starts_with(['0', '０']) {
            return None;
        }
        figures[depth] =
            part.chars().try_fold(0, |value, c| Some(value * 10 + fold_char(c).to_digit(10)?))?;
        depth += 1;
    }
    let behind = &text[words.len()..];
    let rest = behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '．' | '、'));
    let space = behind.starts_with(char::is_whitespace);
    // 4 2024年主要安排 and 4. 2024年主要安排 begin with a year.
    let apart = behind.trim_start_matches(['.', '．', '、']).starts_with(char::is_whitespace);
    let year = apart && depth == 1 && rest.find('年').is_some_and(|at| rest[..at].chars().count() == 4);
    let titled = year || rest.chars().next().is_some_and(|c| class::is_han(c) || matches!(c, '“' | '《'));
    let unit = ["万", "亿", "千", "百", "元", "个", "次", "件", "年", "月", "倍", "公", "平方", "吨"];
    let figure = !space && unit.iter().any(|word| rest.starts_with(word));
    let bare = space || behind.len() == rest.len();
    (titled && !figure).then(|| HeadingDecimal { figures, depth, len: text.len() - rest.len(), bare })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_words() {
        for (text, figures, words) in [
            ("1 主要举措", &[1][..], "主要举措"),
            ("1.2检查", &[1, 2], "检查"),
            ("２．１　检查", &[2, 1], "检查"),
            ("3.1.12 公布目录", &[3, 1, 12], "公布目录"),
            ("4.1. “一件事”", &[4, 1], "“一件事”"),
            ("4 2024年主要安排", &[4], "2024年主要安排"),
            ("4. 2024年主要安排", &[4], "2024年主要安排"),
            ("4.1 4月底前", &[], ""),
        ] {
            let found = leading_decimal(text);
            let found = found.map_or((vec![], ""), |found| (found.figures().to_vec(), &text[found.len..]));
            assert_eq!(found, (figures.to_vec(), words), "{text}");
        }
    }

    #[test]
    fn figures_are_none() {
        for text in ["1.2万元", "3月底前", "2024年", "0.5 倍", "1.1.1.1.1 检查", "12", "3.5%", "", "检查"]
        {
            assert_eq!(leading_decimal(text), None, "{text}");
        }
    }
}
