//! The page of contents: its lines repeat the headings and are none.

use crate::{
    model::{Block, BlockKind},
    text::{class, leading_number, without_page},
};

/// Blocks in which a page of contents begins, if there is one: behind a cover and a title.
const EARLY: usize = 60;

/// Characters of a line of contents at most.
const LONGEST: usize = 60;

/// Marks the word 目录 and the lines below it, up to the first that is none of them.
///
/// A line with a full stop is text, and one with a colon at its end a salutation or an announcement. So is one that repeats an earlier line, that begins to count anew, or that
/// lacks the page number that all lines before it had: it is the first heading.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let is_head = |block: &Block| {
        let words: String = block.span.slice(text).chars().filter(|c| !c.is_whitespace()).take(4).collect();
        matches!(words.as_str(), "目录" | "目次" | "目录：")
    };
    let Some(head) = blocks.iter().take(EARLY).position(is_head) else {
        mark_unnamed(text, blocks);
        return;
    };
    let mut seen: Vec<&str> = Vec::new();
    let (mut paged, mut first) = (true, None);
    let mut end = head + 1;
    for block in &blocks[head + 1..] {
        let (words, page) = without_page(block.span.slice(text));
        let number = leading_number(words);
        let title = words[number.map_or(0, |number| number.len)..].trim();
        let anew = number.is_some_and(|number| number.value == 1 && Some(number.style) == first);
        let listed = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. } | BlockKind::Contents
        );
        let restarts = seen.len() >= 2 && (anew || (paged && !page));
        if !listed
            || restarts
            || words.contains(['。', '；'])
            || words.trim_end().ends_with(['：', ':'])
            || words.chars().count() > LONGEST
            || seen.contains(&title)
        {
            break;
        }
        paged &= page;
        first = first.or(number.map(|number| number.style));
        seen.push(title);
        end += 1;
    }
    if seen.len() >= 2 {
        for block in &mut blocks[head..end] {
            block.kind = BlockKind::Contents;
        }
    }
}

/// Blocks before which a page of contents without its word begins.
const TOP: usize = 12;

/// Marks a page of contents without its word: lines near the top, three or more one behind another, each of which is
/// said again further down, in their order.
fn mark_unnamed(text: &str, blocks: &mut [Block]) {
    let titles: Vec<String> = blocks.iter().map(|block| title(block.span.slice(text))).collect();
    let short = |words: &String| {
        let letters = words.chars().filter(|c| class::is_han(*c)).count();
        (2..=LONGEST).contains(&letters) && !words.contains(['。', '；', '，', '|', '｜'])
    };
    for first in 0..titles.len().min(TOP) {
        let mut run = first;
        let mut places = Vec::new();
        // Each stands behind all of the run, and behind the one before it.
        while let Some(words) = titles[..titles.len().min(first + EARLY)]
            .get(run)
            .filter(|words| short(words) && !titles[first..run].contains(words))
        {
            let from = places.last().copied().unwrap_or(run).max(run) + 1;
            let Some(place) = titles[from.min(titles.len())..].iter().position(|other| other == words) else {
                break;
            };
            places.push(from + place);
            run += 1;
        }
        if run - first >= 3 && places[0] >= run {
            for block in &mut blocks[first..run] {
                block.kind = BlockKind::Contents;
            }
            return;
        }
    }
}

/// The words of a heading, or of a line of contents, without its number, its page and its dots.
fn title(words: &str) -> String {
    let (words, _) = without_page(words);
    let words = &words[leading_number(words).map_or(0, |number| number.len)..];
    let words = words
        .trim_start_matches(|c: char| class::is_digit(c) || matches!(c, '.' | '．') || c.is_whitespace());
    words.split(['…', '·', '—']).next().unwrap_or("").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::{
        model::BlockKind,
        testing::{report, small},
    };

    /// The lines that are taken for contents, of a report with these lines before its first part.
    fn marked(lines: &str) -> Vec<String> {
        let words =
            "全年立案27件。\n\n二、存在的不足和原因\n\n人手少。\n\n三、2024年主要安排\n\n6月底前补充2人。";
        let text = small(words).replacen("一、主要", &format!("{lines}\n\n一、主要"), 1);
        let document = report(&text).analysis.document;
        let contents = document.blocks().iter().filter(|block| block.kind == BlockKind::Contents);
        contents.map(|block| document.slice(block.span).to_owned()).collect()
    }

    #[test]
    fn contents_end_where_the_headings_begin() {
        let lines = ["目  录", "一、主要举措……1", "二、存在的不足……3"];
        assert_eq!(marked(&lines.join("\n\n")), lines);
        let lines = ["目录", "一、主要举措和成效", "二、存在的不足"];
        assert_eq!(marked(&lines.join("\n\n")), lines);
        let opening = "目录\n\n一、主要举措\n\n二、存在的不足\n\n2023年，全局把法治列入要点。";
        assert_eq!(marked(opening).len(), 3);
    }

    #[test]
    fn contents_need_no_word_for_them() {
        let lines = ["一、主要举措和成效", "二、存在的不足和原因……见第2页", "三、2024年主要安排"];
        assert_eq!(marked(&lines.join("\n\n")), lines);
        // What is not said again is no line of contents.
        assert!(marked("一、水库\n\n二、河道\n\n三、堤防").is_empty());
        assert!(marked(&lines[..2].join("\n\n")).is_empty());
        let decimals = ["1 主要举措和成效", "2 存在的不足和原因", "3 2024年主要安排"];
        assert_eq!(marked(&decimals.join("\n\n")), decimals);
    }

    #[test]
    fn one_line_is_no_contents() {
        assert!(marked("目录").is_empty());
        assert!(marked("目录\n\n公布行政检查事项目录1份。").is_empty());
    }
}
