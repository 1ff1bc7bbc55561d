//! What stands at the foot: signature and date; and what a web page shows below them.

use super::{dates, title::is_body_name};
use crate::{
    model::{Block, BlockKind, Header},
    text::{Span, class},
};

/// Blocks from the end within which signature and date are looked for.
const BOTTOM: usize = 24;
/// Characters of a block below the date that is more than page furniture.
const PROSE: usize = 60;

/// Marks signature and date, and drops what a web page shows below them. Foot- and endnotes, which
/// are read behind everything else, stay.
pub(super) fn foot(text: &str, blocks: &mut Vec<Block>, from: usize, header: &mut Header) {
    let body = blocks.iter().rposition(|block| block.kind != BlockKind::Note).map_or(0, |at| at + 1);
    let notes = blocks.split_off(body.max(from.min(blocks.len())));
    foot_of_body(text, blocks, from, header);
    blocks.extend(notes);
}

/// What a web page or a newspaper shows below a text.
const FURNITURE: [&str; 16] = [
    "分享到",
    "打印本页",
    "打印",
    "关闭窗口",
    "上一篇",
    "下一篇",
    "责任编辑",
    "信息来源",
    "扫一扫",
    "返回顶部",
    "相关链接",
    "版权所有",
    "主办单位",
    "网站地图",
    "(下转",
    "（下转",
];

/// Drops the lines below a text that belong to the page.
fn without_furniture(text: &str, blocks: &mut Vec<Block>, from: usize) {
    let furniture = |block: &Block| {
        let words = block.span.slice(text).trim_start_matches(['【', '[', '　', ' ']);
        let short = words.chars().count() < PROSE && !words.ends_with('。');
        short && FURNITURE.iter().any(|start| words.starts_with(start))
    };
    while blocks.len() > from + 1 && blocks.last().is_some_and(furniture) {
        blocks.pop();
    }
}

fn foot_of_body(text: &str, blocks: &mut Vec<Block>, from: usize, header: &mut Header) {
    without_furniture(text, blocks, from);
    split_glued(text, blocks, from);
    let low = blocks.len().saturating_sub(BOTTOM).max(from);
    let Some(at) = (low..blocks.len()).rev().find(|at| dates::day(blocks[*at].span.slice(text)).is_some())
    else {
        signature_alone(text, blocks, from, header);
        return;
    };
    // A date in the middle of prose or of a table is no signature's.
    if blocks[at + 1..].iter().any(|block| block.span.slice(text).chars().count() >= PROSE) {
        return;
    }
    blocks[at].kind = BlockKind::Date;
    header.date = dates::day(blocks[at].span.slice(text));
    header.date_span = Some(blocks[at].span);
    let mut end = at + 1;
    if at > from && is_signature(text, &blocks[at - 1]) {
        blocks[at - 1].kind = BlockKind::Signature;
        header.signature = Some(blocks[at - 1].span);
    } else if blocks.get(at + 1).is_some_and(|block| is_body_name(block.span.slice(text))) {
        blocks[at + 1].kind = BlockKind::Signature;
        header.signature = Some(blocks[at + 1].span);
        end += 1;
    }
    let annex = |block: &Block| {
        ["附件", "附表", "注：", "名词"].iter().any(|word| block.span.slice(text).starts_with(word))
    };
    if !blocks[end..].iter().any(annex) {
        blocks.truncate(end);
    }
}

fn is_signature(text: &str, block: &Block) -> bool {
    let words = block.span.slice(text);
    let plain = words.chars().count() <= 30 && !words.contains(['。', '；', '，', '：', '、', ',', ':']);
    matches!(block.kind, BlockKind::Paragraph) && plain && !words.contains(class::is_digit)
}

/// Without a date, a last line that is a body's name is the signature.
fn signature_alone(text: &str, blocks: &mut [Block], from: usize, header: &mut Header) {
    if blocks.len() > from + 1
        && let Some(block) = blocks.last_mut()
        && block.kind == BlockKind::Paragraph
        && is_body_name(block.span.slice(text))
    {
        block.kind = BlockKind::Signature;
        header.signature = Some(block.span);
    }
}

/// Signature and date glued to each other or to the last sentence: …。岚溪区司法局2023年1月18日.
fn split_glued(text: &str, blocks: &mut Vec<Block>, from: usize) {
    let low = blocks.len().saturating_sub(BOTTOM).max(from);
    let Some(at) = (low..blocks.len()).rev().find(|at| {
        let words = blocks[*at].span.slice(text);
        words.ends_with('日') && date_start(words).is_some_and(|start| start > 0)
    }) else {
        return;
    };
    let block = blocks[at].clone();
    let words = block.span.slice(text);
    let Some(date) = date_start(words) else { return };
    let before = words[..date].trim_end();
    let stop = before
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '。' | '！' | '；' | '”' | '）' | ')' | '\n' | '　' | ' '))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let name = before[stop..].trim();
    if !is_body_name(name) {
        return;
    }
    let piece = |start: usize, end: usize| {
        let slice = &words[start..end];
        let lead = slice.len() - slice.trim_start().len();
        let from = block.span.start() + (start + lead) as u32;
        Block {
            span: Span::new(from, from + slice.trim().len() as u32),
            bold: Span::default(),
            ..block.clone()
        }
    };
    let parts = [piece(0, stop), piece(stop, date), piece(date, words.len())];
    blocks.splice(at..=at, parts.into_iter().filter(|part| !part.span.is_empty()));
}

/// Where the day begins that a text ends with.
fn date_start(words: &str) -> Option<usize> {
    let tail = words.char_indices().rev().take(20).map(|(at, _)| at);
    tail.filter(|at| dates::day(&words[*at..]).is_some()).last().filter(|at| {
        // 二〇二三年 begins where the digits begin.
        words[..*at].chars().next_back().is_none_or(|c| !class::is_digit(c) && class::han_digit(c).is_none())
    })
}
