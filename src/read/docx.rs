//! Office Open XML as written by Word, WPS and LibreOffice.
//!
//! The walk through the file is in [`crate::ooxml`]; here its paragraphs become blocks.

use super::{ReadError, container::error, soft};
use crate::{
    model::{Block, BlockKind, Extract, Format, Notice, Origin, Source},
    ooxml::{Fault, Flow, Paragraph, Place, flow},
    text::Span,
};

/// Reads a `.docx` (or `.docm`, `.dotx`).
///
/// The number that Word computes for a heading stands in the text before it. A cell is one block
/// however many paragraphs it has; a table of a single cell is only a frame, and its paragraphs
/// are running text.
pub(super) fn read(bytes: &[u8]) -> Result<Extract, ReadError> {
    let flow = flow(bytes).map_err(|fault| refusal(&fault))?;
    let mut blocks: Vec<Block> = Vec::new();
    let mut nth = 0;
    for paragraph in &flow.paragraphs {
        if let Some((table, row, column)) = cell(paragraph, &flow) {
            let Some(span) = trimmed(&flow.text, paragraph.span) else { continue };
            let kind = BlockKind::Cell { table, row, column };
            match blocks.last_mut() {
                Some(last) if last.kind == kind => last.span = last.span.cover(span),
                _ => {
                    let origin = Origin::Cell { table: table + 1, row: row + 1, column: column + 1 };
                    blocks.push(Block { span, kind, origin, bold: Span::at(span.start()) });
                }
            }
            continue;
        }
        nth += 1;
        for (at, span) in soft::pieces(&flow.text, paragraph.span).into_iter().enumerate() {
            let kind = match paragraph.place {
                _ if is_contents(paragraph, &flow) => BlockKind::Contents,
                Place::Note => BlockKind::Note,
                _ if at > 0 => BlockKind::Paragraph,
                _ if paragraph.title => BlockKind::Title,
                _ => match paragraph.outline {
                    Some(level) => BlockKind::Heading { level },
                    None if paragraph.bullet => BlockKind::Item,
                    None => BlockKind::Paragraph,
                },
            };
            let bold = paragraph.bold.intersect(span).unwrap_or(Span::at(span.start()));
            blocks.push(Block { span, kind, origin: Origin::Paragraph(nth), bold });
        }
    }
    let notices = notices(&flow, blocks.is_empty());
    let source = Source { format: Format::Docx, ..Source::default() };
    Ok(Extract { text: flow.text, blocks, skips: Vec::new(), notices, source })
}

/// A line of the table of contents; a broken one is text, for it will be printed as it stands.
fn is_contents(paragraph: &Paragraph, flow: &Flow) -> bool {
    let words = paragraph.span.slice(&flow.text);
    paragraph.contents && !words.contains("错误!") && !words.contains("错误！") && !words.contains("Error!")
}

fn cell(paragraph: &Paragraph, flow: &Flow) -> Option<(u32, u32, u32)> {
    let Place::Cell { table, row, column } = paragraph.place else { return None };
    let size = flow.tables.get(table as usize).copied().unwrap_or_default();
    (size.rows > 1 || size.columns > 1).then_some((table, row, column))
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.slice(text);
    let start = span.start() + (words.len() - words.trim_start().len()) as u32;
    let words = words.trim();
    (!words.is_empty()).then(|| Span::new(start, start + words.len() as u32))
}

fn notices(flow: &Flow, empty: bool) -> Vec<Notice> {
    let mut found = Vec::new();
    let mut say = |zh: String, en: String| found.push(Notice { zh, en });
    if flow.damaged {
        say(
            "文件内部有损坏，只读出了损坏处之前的内容；请用 Word 或 WPS 打开修复后另存，再检查一次"
                .to_owned(),
            "the file is damaged inside; only what stands before the damage was read".to_owned(),
        );
    }
    if empty {
        match flow.pictures {
            0 => say("文件里没有文字".to_owned(), "the file holds no text".to_owned()),
            pictures => say(
                format!("文件里没有文字，只有{pictures}张图片；图片里的字没有读"),
                format!("the file holds no text but {pictures} pictures, which were not read"),
            ),
        }
    }
    if flow.embedded > 0 {
        say(
            format!("有{}个嵌入的对象（如 Excel 表格），其中的内容没有读", flow.embedded),
            format!("{} embedded objects (such as workbooks) were not read", flow.embedded),
        );
    }
    found
}

fn refusal(fault: &Fault) -> ReadError {
    match fault {
        Fault::Damaged => error(
            "文件不完整或已损坏（不是有效的 .docx）。请重新复制或下载，或在 Word、WPS 中打开修复后另存",
            "the file is cut off or damaged (no valid .docx); copy or download it again, or repair it in Word",
        ),
        Fault::TooLarge => error(
            "文件解压后异常庞大，已停止读取。请确认这是一份报告；必要时另存为新的 .docx",
            "the file is abnormally large when unpacked, so it was not read; save it anew as .docx if it is a report",
        ),
        Fault::Encrypted => error(
            "文件已加密。请取消密码后保存，再检查",
            "the file is encrypted; remove the password and save it again",
        ),
        Fault::NoText => error(
            "压缩包里没有 Word 正文，不是 .docx 文件。如果是压缩包，请先解压",
            "no Word text inside: this is not a .docx; if it is an archive, unpack it first",
        ),
        Fault::Workbook => error(
            "这是 Excel 表格，不是报告。请检查 Word、PDF、网页或文本文件",
            "this is an Excel workbook, not a report; check a Word, PDF, web or text file",
        ),
        Fault::Slides => error(
            "这是演示文稿，不是报告。请检查 Word、PDF、网页或文本文件",
            "this is a presentation, not a report; check a Word, PDF, web or text file",
        ),
    }
}
