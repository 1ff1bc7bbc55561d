//! Whether a numbered line stands alone, as a heading does, or among its like, as an item of a list does.

use crate::{
    model::{Block, BlockKind},
    text::{NumberStyle, class, leading_number},
};

/// Whether a numbered line without a full stop inside is a heading: an item of a list stands among
/// its like and ends as a statement does.
pub(super) fn stands_alone(text: &str, blocks: &[Block], at: usize, body: &str) -> bool {
    let ends = body.ends_with('。');
    let style = leading_number(blocks[at].span.slice(text)).map(|number| number.style);
    let next = blocks.get(at + 1);
    let next_style = next.and_then(|next| leading_number(next.span.slice(text))).map(|number| number.style);
    let Some(style) = style else { return false };
    let length = body.chars().count();
    if style <= NumberStyle::Han {
        // 一、法规科3月底前…。 below 第四部分, one after the other: whole statements.
        let like = |beside: Option<&Block>| {
            beside.is_some_and(|beside| {
                let words = beside.span.slice(text);
                leading_number(words).is_some_and(|number| number.style == style)
                    && words.trim_end().ends_with('。')
            })
        };
        let before = at.checked_sub(1).and_then(|before| blocks.get(before));
        let figure = body.contains(class::is_digit);
        let told = length > 34 && figure && (like(before) || like(next));
        // Between two of them a motto has no text of its own.
        let between = length > 24 && !figure && body.contains('，') && like(before) && like(next);
        return !(style == NumberStyle::Han && ends && (told || between));
    }
    // Items one after another without text between them are a list.
    let list = next_style == Some(style) && (ends || length > 20);
    // （一） before its paragraph may be a whole motto.
    let motto =
        style == NumberStyle::HanBracket && !body.contains(class::is_digit) && before_prose(text, blocks, at);
    let longest = if motto { 54 } else { 34 };
    let tells = ends && (next.is_none() || length > longest || next_style.is_some_and(|next| next <= style));
    let counts = style > NumberStyle::HanBracket && body.contains(class::is_digit) && next_style.is_some();
    !(list || tells || counts)
}

/// 一是…。: a point of a list, also where a file marks it as a heading.
pub(super) fn is_point(words: &str) -> bool {
    let rest = words.trim_start_matches(|c| class::han_digit(c).is_some() || c == '十');
    rest.len() < words.len() && rest.starts_with("是")
}

/// Whether a paragraph of running text follows.
pub(super) fn before_prose(text: &str, blocks: &[Block], at: usize) -> bool {
    blocks.get(at + 1).is_some_and(|next| {
        let words = next.span.slice(text);
        matches!(next.kind, BlockKind::Paragraph)
            && words.len() >= 120
            && words.contains('。')
            && leading_number(words).is_none()
    })
}
