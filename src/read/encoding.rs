//! From bytes to text: the encoding is known by content, never by the file's name.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{ReadError, container::error};
use crate::model::Notice;

/// A decoded text, without byte order mark.
pub(super) struct Decoded {
    pub(super) text: String,
    /// WHATWG name.
    pub(super) encoding: &'static str,
    pub(super) notice: Option<Notice>,
}

/// Control characters, in thousandths of a text, above which it is binary data.
const CONTROLS: usize = 5;
/// Replaced characters, in thousandths, above which the encoding is not known.
const REPLACED: usize = 50;

/// Decodes a text. Order: byte order mark, strict UTF-8, UTF-16 without mark, strict GB18030,
/// the best guess of `chardetng` for a Chinese site.
///
/// # Errors
/// Where the bytes are no text in any encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let (encoding, length) = Encoding::for_bom(bytes).unwrap_or_else(|| (guess(bytes), 0));
    let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
    if text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')) {
        return Err(error("文件是空的，没有可检查的内容", "the file is empty, there is nothing to check"));
    }
    let text = text.into_owned();
    if share(&text, |c| c.is_control() && !c.is_whitespace()) > CONTROLS {
        return Err(error(
            "文件不是文本（含大量控制字符）。请确认选对了文件；Word、WPS 文件请另存为 .docx",
            "this is no text (it holds control characters); is it the right file? Save Word and WPS files as .docx",
        ));
    }
    let broken = share(&text, |c| c == '\u{fffd}');
    if broken > REPLACED {
        return Err(error(
            "文字编码无法识别，读出来是乱码。请用记事本打开，另存为 UTF-8 编码后再检查",
            "the character encoding is not known; open the file in an editor and save it as UTF-8",
        ));
    }
    let notice = text.find('\u{fffd}').map(|at| {
        let line = text[..at].matches('\n').count() + 1;
        Notice {
            zh: format!("有些字节无法识别，已用“\u{fffd}”代替（第一处在第{line}行）"),
            en: format!("some bytes are invalid and were replaced by U+FFFD (the first in line {line})"),
        }
    });
    Ok(Decoded { text, encoding: encoding.name(), notice })
}

fn share(text: &str, is: impl Fn(char) -> bool) -> usize {
    let (hits, all) = text.chars().fold((0, 0), |(hits, all), c| (hits + usize::from(is(c)), all + 1));
    (hits * 1000usize).checked_div(all).unwrap_or(0)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // UTF-16 of mostly Chinese text can happen to be valid UTF-8, but it is hardly Chinese then.
    let narrow = std::str::from_utf8(bytes);
    if narrow.is_ok_and(|text| text.contains(crate::text::class::is_han)) {
        return UTF_8;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    if narrow.is_ok() {
        return UTF_8;
    }
    if GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        // Big5 decodes as GB18030 without an error, into rare characters.
        let big = BIG5.decode_without_bom_handling_and_without_replacement(bytes);
        return if big.is_some() && level_one(bytes) < 600 { BIG5 } else { GB18030 };
    }
    // A broken byte or two in an otherwise sound text must not change the language.
    for encoding in [UTF_8, GB18030] {
        // (The guess of `chardetng` turns to Western encodings after one broken byte.)
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        if share(&text, |c| c == '\u{fffd}') < 30 && share(&text, crate::text::class::is_han) > 300 {
            return encoding;
        }
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow)
}

/// UTF-16 without a byte order mark: there are zero bytes (of ASCII characters and line ends), and in
/// one order of bytes nearly everything is Chinese, ASCII or punctuation.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1 << 14) & !1];
    if !head.contains(&0) {
        return None;
    }
    let usual = |c: char| {
        crate::text::class::is_han(c)
            || crate::text::class::is_punctuation(c)
            || matches!(c, ' '..='~' | '\n' | '\r' | '\t' | '\u{3000}' | '\u{ff01}'..='\u{ff5e}')
    };
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(head);
        !broken && share(&text, usual) > 900 && share(&text, crate::text::class::is_han) > 300
    })
}

/// Thousandths of the two-byte characters that are of level one of GB 2312: the 3,755 common ones.
fn level_one(bytes: &[u8]) -> usize {
    let (mut common, mut all, mut at) = (0usize, 0usize, 0);
    while at + 1 < bytes.len() {
        if bytes[at] < 0x80 {
            at += 1;
            continue;
        }
        let punctuation = (0xa1..=0xa9).contains(&bytes[at]);
        all += usize::from(!punctuation);
        common += usize::from((0xb0..=0xd7).contains(&bytes[at]) && bytes[at + 1] >= 0xa1);
        at += 2;
    }
    (common * 1000).checked_div(all).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "岚溪区司法局2024年法治政府建设年度报告\n一、主要举措和成效\n全年受理行政复议申请31件。";

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).map_err(|error| error.en).expect("text");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn encodings_are_known_by_content() {
        assert_eq!(decoded(TEXT.as_bytes()), (TEXT.to_owned(), "UTF-8"));
        assert_eq!(decoded(format!("\u{feff}{TEXT}").as_bytes()), (TEXT.to_owned(), "UTF-8"));
        assert_eq!(decoded(&GB18030.encode(TEXT).0), (TEXT.to_owned(), "gb18030"));
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(wide(&little).is_some() && wide(&big).is_some());
        assert_eq!(decoded(&little), (TEXT.to_owned(), "UTF-16LE"));
        assert_eq!(decoded(&big), (TEXT.to_owned(), "UTF-16BE"));
        let traditional =
            "一九五四年國務院政府工作報告，經濟建設與國防建設，各位代表，請予審議。發展國民經濟。";
        assert_eq!(decoded(&BIG5.encode(traditional).0), (traditional.to_owned(), "Big5"));
    }

    #[test]
    fn a_broken_byte_is_named_with_its_line() {
        let mut bytes = GB18030.encode(TEXT).0.into_owned();
        bytes.extend_from_slice(b"\n\xff\n");
        let decoded = decode(&bytes).map_err(|error| error.en).expect("text");
        assert_eq!(decoded.encoding, "gb18030");
        assert!(decoded.notice.is_some_and(|notice| notice.zh.contains("第4行")));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(decode(b" \n").is_err_and(|error| error.zh.contains("空的")));
        assert!(decode(&[0; 300]).is_err_and(|error| error.zh.contains("不是文本")));
    }
}
