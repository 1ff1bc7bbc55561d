//! OLE compound files: the `.doc` and `.wps` of old, and encrypted files.
//!
//! They are recognised, and refused with what to do: reading them half would give findings that
//! are not in the report.

use super::{ReadError, container::error};

/// What the streams inside say the file is, and what to do about it.
pub(super) fn refusal(bytes: &[u8]) -> ReadError {
    if has_stream(bytes, "EncryptedPackage") || is_locked_doc(bytes) {
        return error(
            "文件已加密。请在 Word 或 WPS 中输入密码打开，取消密码（文件—信息—保护文档）后保存，再检查",
            "the file is encrypted; open it with its password in Word or WPS, remove the password and save",
        );
    }
    if has_stream(bytes, "WordDocument") {
        return error(
            "这是旧格式的 .doc 或 .wps 文件。请用 Word 或 WPS 打开，另存为 .docx 后再检查；装有 LibreOffice 的电脑可加 --convert",
            "this is an old .doc or .wps file; save it as .docx in Word or WPS, or use --convert with LibreOffice",
        );
    }
    if has_stream(bytes, "Workbook") || has_stream(bytes, "Book") {
        return error(
            "这是 Excel 表格，不是报告。请检查 Word、PDF、网页或文本文件",
            "this is an Excel workbook, not a report; check a Word, PDF, web or text file",
        );
    }
    if has_stream(bytes, "PowerPoint Document") {
        return error(
            "这是演示文稿，不是报告。请检查 Word、PDF、网页或文本文件",
            "this is a presentation, not a report; check a Word, PDF, web or text file",
        );
    }
    error(
        "这是旧格式的 Office 文件。请用 Word 或 WPS 打开，另存为 .docx 后再检查",
        "this is an old Office file; open it in Word or WPS and save it as .docx",
    )
}

/// Whether the text of an old `.doc` is encrypted: flag `fEncrypted` of its first block (MS-DOC
/// 2.5.2), which starts a sector with 0xA5EC.
fn is_locked_doc(bytes: &[u8]) -> bool {
    let head = bytes.chunks(512).find(|sector| sector.starts_with(b"\xec\xa5"));
    head.and_then(|sector| sector.get(11)).is_some_and(|flags| flags & 1 == 1)
}

/// Whether the directory names a stream: in UTF-16 with a closing zero, as directories write it.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    // Directory entries are 128 bytes long and aligned to it.
    bytes.chunks(128).any(|entry| entry.starts_with(&wide))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(stream: &str) -> Vec<u8> {
        let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        bytes.resize(1024, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1152, 0);
        bytes
    }

    #[test]
    fn each_kind_is_named() {
        for (stream, word) in [
            ("EncryptedPackage", "加密"),
            ("WordDocument", "另存为 .docx"),
            ("Workbook", "Excel"),
            ("PowerPoint Document", "演示文稿"),
            ("Other", "旧格式"),
        ] {
            assert!(refusal(&file(stream)).zh.contains(word), "{stream}");
        }
    }

    #[test]
    fn a_doc_with_a_password_is_named() {
        let mut bytes = file("WordDocument");
        bytes[512..514].copy_from_slice(b"\xec\xa5");
        assert!(!refusal(&bytes).zh.contains("加密"));
        bytes[523] = 1;
        assert!(refusal(&bytes).zh.contains("加密"));
    }

    #[test]
    fn a_cut_file_is_refused_too() {
        assert!(refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").zh.contains("旧格式"));
    }
}
