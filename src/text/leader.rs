//! Lines of a page of contents: 二、存在的不足和原因………5.

use super::class::is_digit;

/// A line of contents without its leader and page, and whether it had them. A year at the end of a heading
/// is no page: only behind dots, a tab or spaces is it one.
pub fn without_page(line: &str) -> (&str, bool) {
    let line = line.trim();
    if let Some(title) = without_said_page(line) {
        return (title, true);
    }
    let open = line.trim_end_matches([')', '）', '-', '—', ' ']);
    let words = open.trim_end_matches(is_digit).trim_end_matches(['(', '（', '-']);
    let page = open.ends_with(is_digit);
    let title = words.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '．' | '…' | '·' | '・' | '‥' | '⋯' | '_' | '—' | '-')
    });
    let led = title.len() < words.len();
    match (page, led) {
        (true, true) => (title, true),
        // Dots whose page number was lost.
        (false, true) if words[title.len()..].chars().count() >= 3 => (title, true),
        _ => (line, false),
    }
}

/// The same where the page says that it is one: 一、主要举措（第1页）.
fn without_said_page(line: &str) -> Option<&str> {
    let number = line.trim_end_matches([')', '）', ' ']).strip_suffix('页')?;
    let words = number.trim_end_matches(is_digit);
    let title = (words.len() < number.len()).then(|| words.strip_suffix('第'))??;
    Some(title.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '（' | '.' | '．' | '…' | '·' | '_' | '—' | '-')
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stands_behind_its_leader() {
        assert_eq!(without_page("一、主要举措………………1"), ("一、主要举措", true));
        assert_eq!(without_page("（一）检查.......（12）"), ("（一）检查", true));
        assert_eq!(without_page("第一部分 概况\t- 3 -"), ("第一部分 概况", true));
        assert_eq!(without_page("五、打算 ……"), ("五、打算", true));
        assert_eq!(without_page("一、主要举措（第1页）"), ("一、主要举措", true));
        assert_eq!(without_page("三、打算……第5页"), ("三、打算", true));
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        for line in ["四、2023年主要安排", "一、完成5座水库划界", "全年检查63次", "附件共12页", "见附件1", ""]
        {
            assert_eq!(without_page(line), (line, false));
        }
    }
}
