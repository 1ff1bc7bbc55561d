//! Fixes of text and Markdown files: the words are exchanged, the encoding stays.

use encoding_rs::Encoding;
use similar::TextDiff;

use super::{bytes, failure, write};
use crate::{
    model::{Failure, Lang, Report},
    read::read,
    report::edits,
};

/// The text of a report with its safe fixes applied.
fn fixed(report: &Report) -> String {
    let edits = edits::safe(report);
    let edits = edits.iter().map(|edit| (edit.span, edit.text.as_str()));
    edits::applied(report.analysis.document.text(), edits)
}

/// What `--fix` would change, as a unified diff. Empty if nothing.
///
/// # Errors
/// Where `--fix` would refuse to write.
pub(super) fn diff(report: &Report, lang: Lang) -> Result<String, Failure> {
    let after = fixed(report);
    if after == report.analysis.document.text() {
        return Ok(String::new());
    }
    unharmed(report, &bytes(report, lang)?, lang)?;
    let diff = TextDiff::from_lines(report.analysis.document.text(), after.as_str());
    Ok(diff.unified_diff().context_radius(0).header(&report.path, &report.path).to_string())
}

/// Writes the fixed text back in the encoding of the file.
///
/// # Errors
/// Where the file cannot be written, or not in its encoding.
pub(super) fn apply(report: &Report, lang: Lang) -> Result<(), Failure> {
    let before = bytes(report, lang)?;
    unharmed(report, &before, lang)?;
    let name = report.analysis.document.source().encoding.unwrap_or("UTF-8");
    let bytes = encoded(&fixed(report), name, &before).ok_or_else(|| {
        let why = lang.pick(
            "不能按原来的编码写回，未作改动；请先另存为 UTF-8",
            "cannot be written in its encoding and was left alone; save it as UTF-8 first",
        );
        failure(report, why)
    })?;
    write(report, &bytes, lang)
}

/// Whether the file is still what was checked, and all of it could be decoded.
///
/// # Errors
/// Says which of both it is not: to write the text back would destroy something.
fn unharmed(report: &Report, before: &[u8], lang: Lang) -> Result<(), Failure> {
    let document = &report.analysis.document;
    let now = read(before, &report.path);
    if !now.is_ok_and(|now| now.text == document.text() && now.source == *document.source()) {
        let why = lang.pick(
            "文件在检查期间改动过，未作改动；请重新检查",
            "the file was changed while it was checked and was left alone; check it again",
        );
        return Err(failure(report, why));
    }
    let name = document.source().encoding.unwrap_or("UTF-8");
    // A file may hold the replacement character itself; then it comes back as the same bytes.
    let replaced = document.text().contains('\u{fffd}');
    if replaced && encoded(document.text(), name, before).as_deref() != Some(before) {
        let why = lang.pick(
            "有些字节无法识别，写回会丢失原文，未作改动；请在编辑器里改好这些字，另存为 UTF-8 后再用 --fix",
            "some bytes are invalid and would be lost, so the file was left alone; mend them in an editor and save it as UTF-8",
        );
        return Err(failure(report, why));
    }
    Ok(())
}

/// The text in an encoding, with the byte order mark that the file had.
fn encoded(text: &str, name: &str, before: &[u8]) -> Option<Vec<u8>> {
    let utf16 = |unit: fn(u16) -> [u8; 2], mark: &[u8]| {
        let mut bytes = if before.starts_with(mark) { mark.to_vec() } else { Vec::new() };
        bytes.extend(text.encode_utf16().flat_map(unit));
        bytes
    };
    match name {
        "UTF-16LE" => return Some(utf16(u16::to_le_bytes, b"\xff\xfe")),
        "UTF-16BE" => return Some(utf16(u16::to_be_bytes, b"\xfe\xff")),
        _ => {}
    }
    let encoding = Encoding::for_label(name.as_bytes())?;
    let (bytes, _, lost) = encoding.encode(text);
    let mark: &[u8] = if before.starts_with(b"\xef\xbb\xbf") { b"\xef\xbb\xbf" } else { b"" };
    (!lost).then(|| [mark, &bytes].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyser, Library};

    const TEXT: &str = "岚溪区司法局2024年法治政府建设年度报告\n一、主要举措和成效\n全年办案12件,培训3次;评查2轮。\n二、存在的不足和原因\n人员不足,原因是编制未满。\n";

    fn report(text: &str) -> Report {
        let analyser = Analyser::builtin().expect("the packs load");
        analyser.analyse(text.as_bytes(), "a.txt", &Library::default()).expect("it is text")
    }

    #[test]
    fn safe_fixes_settle_and_change_no_figure() {
        let once = fixed(&report(TEXT));
        assert_eq!(once, TEXT.replace(',', "，").replace(';', "；"));
        assert_eq!(fixed(&report(&once)), once);
    }

    #[test]
    fn a_file_keeps_its_encoding_and_mark() {
        assert_eq!(encoded("中", "UTF-8", b"\xef\xbb\xbfx"), Some(b"\xef\xbb\xbf\xe4\xb8\xad".to_vec()));
        assert_eq!(encoded("中", "gb18030", b"x"), Some(vec![0xd6, 0xd0]));
        assert_eq!(encoded("中", "UTF-16LE", b"\xff\xfe"), Some(vec![0xff, 0xfe, 0x2d, 0x4e]));
        assert_eq!(encoded("中", "windows-1252", b"x"), None);
    }
}
