//! The page of contents: its lines repeat the headings and are none.

use crate::{
    model::{Block, BlockKind},
    text::{leading_number, without_page},
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
    let Some(head) = blocks.iter().take(EARLY).position(is_head) else { return };
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

#[cfg(test)]
mod tests {
    use crate::{
        model::BlockKind,
        testing::{report, small},
    };

    /// The lines that are taken for contents, of a report with these lines before its first part.
    fn marked(lines: &str) -> Vec<String> {
        let text = small("全年立案27件，结案25件。").replace("一、主要", &format!("{lines}\n\n一、主要"));
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
    fn one_line_is_no_contents() {
        assert!(marked("目录").is_empty());
        assert!(marked("目录\n\n公布行政检查事项目录1份。").is_empty());
    }
}
