//! Headings that are numbered as those of standards are: 1, 1.1, 1.1.1.

use super::pieces::{limit, run_in};
use crate::{
    model::{Block, BlockKind},
    text::{HeadingDecimal, NumberStyle, leading_decimal, leading_number},
};

/// The decimal numbers of the blocks from `from` on that are headings, if the text is numbered so; empty if it is not.
///
/// It is where 1 and 2 head lines of their own, a line below them has two figures or a mere space stands behind
/// theirs, and no line begins with 一、 or 第一部分.
pub(super) fn numbers(text: &str, blocks: &[Block], from: usize) -> Vec<Option<HeadingDecimal>> {
    let number = |block: &Block| {
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. });
        let words = block.span.slice(text);
        leading_decimal(words).filter(|number| prose && title_end(words, number).is_some())
    };
    let mut top = 0;
    let (mut deep, mut spaced) = (0, 0);
    let mut found: Vec<Option<HeadingDecimal>> = vec![None; blocks.len()];
    for (at, block) in blocks.iter().enumerate().skip(from) {
        let Some(number) = number(block) else { continue };
        // 1.1 belongs below 1, and 2 follows 1; what does not is a list.
        match *number.figures() {
            [first] if first == top + 1 => {
                top = first;
                spaced += u32::from(number.bare);
            }
            [first, _, ..] if first == top => deep += 1,
            _ => continue,
        }
        found[at] = Some(number);
    }
    let han = |block: &Block| {
        leading_number(block.span.slice(text)).is_some_and(|number| number.style <= NumberStyle::HanBracket)
    };
    let used = top >= 2 && (deep >= 1 || spaced == top);
    if !used || blocks.iter().skip(from).any(han) {
        return Vec::new();
    }
    found
}

/// Bytes of the heading that a block is or begins with; nothing if it only tells.
pub(super) fn title_end(words: &str, number: &HeadingDecimal) -> Option<usize> {
    let body = &words[number.len..];
    let style = if number.figures().len() == 1 { NumberStyle::Han } else { NumberStyle::HanBracket };
    let closed = body.contains(['。', '；', '！', '？']) || body.ends_with(['，', '、', '：', ':']);
    if !closed {
        return (body.chars().count() <= limit(style)).then_some(words.len());
    }
    run_in(words, NumberStyle::Arabic, number.len)
}

#[cfg(test)]
mod tests {
    use crate::{
        model::Role,
        testing::{report, small},
    };

    /// A small report numbered so, and its headings with their roles.
    fn headings(text: &str) -> Vec<(u8, String, Role)> {
        let document = report(text).analysis.document;
        let sections = document.sections().iter().filter(|section| section.heading.is_some());
        sections.map(|part| (part.depth, document.slice(part.title).to_owned(), part.role)).collect()
    }

    const REPORT: &str = "岚溪区水务局2023年法治政府建设年度报告

2023年，全局办理许可37件。现报告如下。

1 主要举措和成效

1.1 河道执法

全年巡查河道212次，立案9件，结案9件。

1.2 水费公开。每季度在12个村公布水费账目，答复询问31次。

2 存在的不足和原因

2.1 巡查记录不完整

3月的6份记录缺时间，原因是表格没有这一栏。

3 2024年主要安排

3.1 5月底前改版巡查表格，增加时间一栏。

4 其他需要报告的情况

4.1 无。

岚溪区水务局

2024年1月18日
";

    #[test]
    fn parts_have_their_roles() {
        let found = headings(REPORT);
        let depths: Vec<(u8, &str)> =
            found.iter().map(|(depth, title, _)| (*depth, title.as_str())).collect();
        assert_eq!(
            depths,
            [
                (1, "主要举措和成效"),
                (2, "河道执法"),
                (2, "水费公开"),
                (1, "存在的不足和原因"),
                (2, "巡查记录不完整"),
                (1, "2024年主要安排"),
                (1, "其他需要报告的情况")
            ]
        );
        let roles: Vec<Role> = found.iter().filter(|part| part.0 == 1).map(|part| part.2).collect();
        assert_eq!(roles, [Role::Measures, Role::Problems, Role::Plan, Role::Other]);
    }

    #[test]
    fn figures_of_other_texts_stay() {
        let items = small("1.1 检查\n\n全年检查12次。\n\n1.2 宣传\n\n宣讲3场。");
        assert!(headings(&items).iter().all(|(.., title, _)| !title.contains("宣传")));
    }
}
