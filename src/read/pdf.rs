//! PDF with a text layer.
//!
//! `unpdf` decodes fonts and places; lines and paragraphs are made in `layout`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::{
    ErrorKind,
    parser::{
        LayoutAnalyzer,
        backend::{PdfBackend, RawBackend},
    },
};

use super::{
    ReadError,
    container::error,
    layout::{self, Page, Words},
    pages::listed,
};
use crate::model::{Extract, Format, Notice, Source};

/// Pages that are read. The longest annual report known has about 200.
const PAGES: usize = 3_000;

/// Pieces of text that are read; a page has a few thousand at most.
const WORDS: usize = 4_000_000;

/// From this share (in percent) of characters without meaning on, a page's text layer is unreadable.
const UNREADABLE: u32 = 20;

/// A page with fewer characters than this and a picture is a picture.
const FEW: usize = 12;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Extract, ReadError> {
    // A damaged file must not end the run, whatever the library does with it.
    catch_unwind(AssertUnwindSafe(|| read_pages(bytes))).unwrap_or_else(|_| Err(damaged()))
}

fn read_pages(bytes: &[u8]) -> Result<Extract, ReadError> {
    let backend = RawBackend::load_bytes(bytes).map_err(|fault| match fault.kind() {
        ErrorKind::Encrypted | ErrorKind::InvalidPassword => error(
            "PDF 已加密，不能读取文字。请取消密码，或检查 Word 原稿",
            "the PDF is encrypted; remove the password or check the Word file instead",
        ),
        _ => damaged(),
    })?;
    let numbered = backend.pages();
    let analyzer = LayoutAnalyzer::new(&backend);
    let mut pages = Vec::new();
    let (mut pictures, mut garbled, mut failed, mut recognised) = (vec![], vec![], vec![], vec![]);
    let mut budget = WORDS;
    for (number, id) in numbered.iter().take(PAGES) {
        let Ok(spans) = analyzer.extract_page_spans(*number) else {
            failed.push(*number);
            continue;
        };
        let facts = analyzer.page_facts();
        let crop = backend.crop_box(*id);
        let words: Vec<Words> = spans
            .into_iter()
            .filter(|span| !span.is_rotated())
            .take(budget)
            .map(|span| {
                let (x, y, width, size, bold) = (span.x, span.y, span.width, span.font_size, span.is_bold);
                let estimate =
                    size * span.text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f32>();
                Words { x, y, width: if width > 0.0 { width } else { estimate }, size, bold, text: span.text }
            })
            .collect();
        budget -= words.len();
        let text: String = words.iter().map(|words| words.text.as_str()).collect();
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        let counts = analyzer.page_op_counts();
        if layout::unreadable(&text) >= UNREADABLE || length < FEW && analyzer.suppressed_text_runs() > 0 {
            garbled.push(*number);
            continue;
        }
        if length < FEW && counts.image > 0 {
            pictures.push(*number);
        } else if facts.image_coverage > 0.9 && facts.invisible_text_chars > facts.painted_text_chars {
            recognised.push(*number);
        }
        pages.push(Page { number: *number, top: crop.ury, bottom: crop.lly, words });
    }
    let mut notices = Vec::new();
    let mut say = |pages: &[u32], zh: &str, en: &str| {
        if !pages.is_empty() {
            let (zh_pages, en_pages) = listed(pages);
            notices.push(Notice { zh: format!("{zh_pages}{zh}"), en: format!("{en_pages} {en}") });
        }
    };
    let one =
        |pages: &[u32], one: &'static str, many: &'static str| if pages.len() == 1 { one } else { many };
    say(
        &pictures,
        "是图片，没有读出文字；请用文字识别（OCR）软件处理，或检查 Word 原稿",
        one(&pictures, "is a picture, nothing was read", "are pictures, nothing was read"),
    );
    say(
        &garbled,
        "的文字层不能识别（字体编码不标准），没有读；请检查 Word 原稿",
        one(
            &garbled,
            "has an unreadable text layer, nothing was read",
            "have an unreadable text layer, nothing was read",
        ),
    );
    say(
        &recognised,
        "是扫描件，文字来自文字识别，可能有错字",
        one(
            &recognised,
            "is a scan; its text was recognised by OCR and may hold mistakes",
            "are scans; their text was recognised by OCR and may hold mistakes",
        ),
    );
    say(
        &failed,
        "已损坏，没有读",
        one(&failed, "is damaged, nothing was read", "are damaged, nothing was read"),
    );
    if numbered.len() > PAGES {
        notices.push(Notice {
            zh: format!("只读了前{PAGES}页"),
            en: format!("only the first {PAGES} pages were read"),
        });
    }
    let composed = layout::composed(pages);
    let source = Source { format: Format::Pdf, ..Source::default() };
    Ok(Extract { text: composed.text, blocks: composed.blocks, skips: Vec::new(), notices, source })
}

fn damaged() -> ReadError {
    error(
        "PDF 不完整或已损坏。请重新下载或复制，或检查 Word 原稿",
        "the PDF is cut off or damaged; download or copy it again, or check the Word file",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert!(read(b"%PDF-1.7 and nothing").unwrap_err().zh.contains("损坏"));
    }
}
