//! Files that are not text: known by their first bytes, never by their names.

use super::ReadError;
use crate::model::Extract;

/// Reads a zip, an OLE file, a PDF or another binary file; `None` for what may be text.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Extract, ReadError>> {
    if bytes.starts_with(b"PK") && bytes.get(2).is_some_and(|b| matches!(b, 3 | 5 | 7)) {
        return Some(archive(bytes));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(Err(super::ole::refusal(bytes)));
    }
    // Some programs write a few bytes before the mark; a text may talk about it.
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"%PDF-")
        || head.windows(5).any(|at| at == b"%PDF-") && std::str::from_utf8(bytes).is_err()
    {
        return Some(pdf(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Err(error(
            "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx 后再检查",
            "this is an RTF file; open it in Word or WPS and save it as .docx",
        )));
    }
    let pictures: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"];
    if pictures.iter().any(|magic| bytes.starts_with(magic)) && bytes.iter().take(4096).any(|b| *b == 0) {
        return Some(Err(error(
            "这是图片，没有文字可读。请用文字识别（OCR）软件转成文字后再检查",
            "this is a picture and holds no text; run text recognition (OCR) on it first",
        )));
    }
    if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xbc\xaf") {
        return Some(Err(error(
            "这是压缩包。请先解压，再检查里面的报告",
            "this is an archive; unpack it and check the reports in it",
        )));
    }
    #[cfg(feature = "html")]
    if super::html::is_page(bytes) {
        return Some(super::html::read(bytes));
    }
    None
}

#[cfg(feature = "docx")]
fn archive(bytes: &[u8]) -> Result<Extract, ReadError> {
    // The first entry of an OpenDocument file is its type, neither packed nor encrypted.
    if bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument")) {
        return Err(error(
            "这是 OpenDocument 文件（.odt 等）。请用 WPS、Word 或 LibreOffice 打开，另存为 .docx 后再检查",
            "this is an OpenDocument file (.odt); open it in LibreOffice or Word and save it as .docx",
        ));
    }
    if super::ofd::is_ofd(bytes) { super::ofd::read(bytes) } else { super::docx::read(bytes) }
}

#[cfg(not(feature = "docx"))]
fn archive(_: &[u8]) -> Result<Extract, ReadError> {
    Err(error(
        "这个版本的程序不能读 Word 文件。请另存为纯文本（.txt）后再检查",
        "this build cannot read Word files; save the report as plain text (.txt)",
    ))
}

#[cfg(feature = "pdf")]
fn pdf(bytes: &[u8]) -> Result<Extract, ReadError> {
    super::pdf::read(bytes)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &[u8]) -> Result<Extract, ReadError> {
    Err(error(
        "这个版本的程序不能读 PDF。请检查 Word 原稿或纯文本（.txt）",
        "this build cannot read PDF; check the Word file or plain text (.txt)",
    ))
}

/// An error in both languages.
pub(super) fn error(zh: &str, en: &str) -> ReadError {
    ReadError { zh: zh.to_owned(), en: en.to_owned() }
}
