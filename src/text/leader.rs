//! Lines of a page of contents: 二、存在的不足和原因………5.

use super::class::is_digit;

/// A line of contents without its leader and page, and whether it had them. A year at the end of a heading
/// is no page: only behind dots, a tab or spaces is it one.
pub fn without_page(line: &str) -> (&str, bool) {
    let line = line.trim();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stands_behind_its_leader() {
        assert_eq!(without_page("一、主要举措………………1"), ("一、主要举措", true));
        assert_eq!(without_page("（一）检查.......（12）"), ("（一）检查", true));
        assert_eq!(without_page("第一部分 概况\t- 3 -"), ("第一部分 概况", true));
        assert_eq!(without_page("五、打算 ……"), ("五、打算", true));
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        for line in ["四、2023年主要安排", "一、完成5座水库划界", "全年检查63次", "见附件1", ""]
        {
            assert_eq!(without_page(line), (line, false));
        }
    }
}
