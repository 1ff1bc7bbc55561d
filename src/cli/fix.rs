//! `check --fix` and `check --diff`: what is surely right to change, in text and Markdown files.

use std::path::Path;

use encoding_rs::Encoding;
use similar::TextDiff;

use super::files;
use crate::model::{Edit, Lang, Report, Safety};

/// The text of a report with its safe fixes applied; `None` where there are none.
///
/// Fixes that touch an earlier one are left for the next run: two changes of the same words are not
/// both sure.
pub(super) fn fixed(report: &Report) -> Option<String> {
    let document = &report.analysis.document;
    if !document.source().format.has_lines() {
        return None;
    }
    let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
    let mut edits: Vec<&Edit> =
        fixes.filter(|fix| fix.safety == Safety::Safe).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start(), edit.span.end()));
    let text = document.text();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0usize);
    for edit in edits {
        let range = edit.span.range();
        let Some(between) = text.get(at..range.start) else { continue };
        out.push_str(between);
        out.push_str(&edit.text);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    (out != text).then_some(out)
}

/// What `--fix` would change, as a unified diff.
pub(super) fn diff(report: &Report) -> Option<String> {
    let fixed = fixed(report)?;
    let diff = TextDiff::from_lines(report.analysis.document.text(), fixed.as_str());
    Some(diff.unified_diff().context_radius(0).header(&report.path, &report.path).to_string())
}

/// Writes the fixed text back in the encoding of the file. Returns whether something was changed.
///
/// # Errors
/// Where the file cannot be written, or not in its encoding.
pub(super) fn apply(report: &Report, lang: Lang) -> Result<bool, String> {
    let Some(text) = fixed(report) else { return Ok(false) };
    let said = |why: &str| format!("ganhuo: {}: {why}", report.path);
    let path = Path::new(&report.path);
    let before = files::read(path).bytes.map_err(|(zh, en)| said(lang.pick(&zh, &en)))?;
    let name = report.analysis.document.source().encoding.unwrap_or("UTF-8");
    let bytes = encoded(&text, name, &before).ok_or_else(|| {
        said(lang.pick(
            "不能按原来的编码写回，未作改动；请先另存为 UTF-8",
            "cannot be written in its encoding and was left alone; save it as UTF-8 first",
        ))
    })?;
    files::write(path, &bytes).map_err(|(zh, en)| said(lang.pick(&zh, &en)))?;
    Ok(true)
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
        let once = fixed(&report(TEXT)).expect("half-width punctuation is surely wrong");
        assert_eq!(once, TEXT.replace(',', "，").replace(';', "；"));
        assert_eq!(fixed(&report(&once)), None);
    }

    #[test]
    fn a_file_keeps_its_encoding_and_mark() {
        assert_eq!(encoded("中", "UTF-8", b"\xef\xbb\xbfx"), Some(b"\xef\xbb\xbf\xe4\xb8\xad".to_vec()));
        assert_eq!(encoded("中", "gb18030", b"x"), Some(vec![0xd6, 0xd0]));
        assert_eq!(encoded("中", "UTF-16LE", b"\xff\xfe"), Some(vec![0xff, 0xfe, 0x2d, 0x4e]));
        assert_eq!(encoded("中", "windows-1252", b"x"), None);
    }
}
