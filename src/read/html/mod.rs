//! Web pages: the report inside a government page, without what stands around it.

mod blocks;
mod page;
mod survey;

use super::{ReadError, container::error};
use crate::model::{Extract, Format, Notice, Source};

/// The largest page, in bytes. A report of 1,000 pages has about 3 MB.
const LARGEST: usize = 32 << 20;

/// How deep elements may nest, by a rough count: building the tree takes time in depth.
const DEEPEST: i32 = 1_000;

/// Fewer Chinese characters than this are no report; then an attachment is looked for.
const SHORT: u32 = 60;

/// Reads a web page.
pub(super) fn read(bytes: &[u8]) -> Result<Extract, ReadError> {
    if bytes.len() > LARGEST {
        return Err(error(
            "网页超过 32 MB，不像一份报告；请确认选对了文件",
            "the page is larger than 32 MB, which no report is; is it the right file?",
        ));
    }
    let (source, encoding) = decoded(bytes);
    if depth(&source) > DEEPEST {
        return Err(error(
            "网页的标签层层嵌套，异常之深，已停止读取。请把正文复制到 Word 或文本文件中再检查",
            "the page nests its tags abnormally deep; copy its text into a Word or text file instead",
        ));
    }
    let html = scraper::Html::parse_document(&source);
    let survey = survey::Survey::new(&html);
    let facts = page::facts(&html, &survey);
    let chosen = page::container(&html, &survey);
    let found = blocks::read(chosen, &survey, facts.title.as_deref());
    let mut notices = Vec::new();
    if survey.han(chosen.id()) < SHORT {
        notices.push(match page::attachments(&html).as_slice() {
            [] => Notice {
                zh: "网页里几乎没有文字（可能要由脚本载入，或是图片）；请在浏览器中打开后另存，或复制正文"
                    .to_owned(),
                en: "hardly any text in the page (it may be loaded by scripts, or be a picture)".to_owned(),
            },
            names => Notice {
                zh: format!("网页里几乎没有文字，报告可能在附件里：{}", names.join("、")),
                en: format!("hardly any text in the page; the report may be in: {}", names.join(", ")),
            },
        });
    }
    let source =
        Source { format: Format::Html, encoding: Some(encoding), title: facts.title, date: facts.date };
    Ok(Extract { text: found.text, blocks: found.blocks, skips: Vec::new(), notices, source })
}

/// Whether bytes that are no known binary are a web page.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let head: Vec<u8> =
        bytes.iter().take(2048).filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&head);
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
    text.starts_with("<!doctype html")
        || text.starts_with('<') && ["<html", "<head", "<body"].iter().any(|tag| text.contains(tag))
}

/// The text of a page and the name of its encoding: byte order mark, then `meta`, then UTF-8 if it is
/// valid, else GB18030.
fn decoded(bytes: &[u8]) -> (String, &'static str) {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let declared = head.split("charset").skip(1).find_map(|rest| {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start_matches(['"', '\'', ' ']);
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next()?;
        encoding_rs::Encoding::for_label(name.as_bytes())
    });
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match (marked, declared) {
        (Some(encoding), _) => encoding,
        // A page that is valid UTF-8 with Chinese in it is UTF-8, whatever it says.
        _ if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        // GB2312 and GBK are parts of GB18030.
        (None, Some(encoding)) if encoding != encoding_rs::GBK && encoding != encoding_rs::UTF_8 => encoding,
        _ => encoding_rs::GB18030,
    };
    (encoding.decode(bytes).0.into_owned(), encoding.name())
}

/// Roughly how deep the elements nest: those that are often left open are not counted.
fn depth(source: &str) -> i32 {
    const OFTEN_OPEN: [&str; 24] = [
        "p", "li", "td", "tr", "th", "dd", "dt", "br", "hr", "img", "input", "meta", "link", "col", "option",
        "base", "area", "embed", "source", "wbr", "param", "tbody", "thead", "tfoot",
    ];
    let (mut now, mut deepest) = (0i32, 0);
    for rest in source.split('<').skip(1) {
        let closing = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let length = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..length].to_ascii_lowercase();
        let empty = rest.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if length == 0 || empty || OFTEN_OPEN.contains(&name.as_str()) {
            continue;
        }
        now = if closing { (now - 1).max(0) } else { now + 1 };
        deepest = deepest.max(now);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found() {
        let gbk = encoding_rs::GBK.encode("<meta charset=gb2312><p>岚溪区</p>").0.into_owned();
        assert_eq!(decoded(&gbk), ("<meta charset=gb2312><p>岚溪区</p>".to_owned(), "gb18030"));
        assert_eq!(
            decoded("<meta charset=gbk><p>岚溪区</p>".as_bytes()).1,
            "UTF-8",
            "what it is, not what it says"
        );
        assert_eq!(decoded(b"\xff\xfe<\0p\0>\0").0, "<p>");
    }

    #[test]
    fn pages_are_told_from_text() {
        for page in ["<!DOCTYPE html><p>", "\u{feff}\n<HTML lang=zh>", "<head><title>"] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        for text in ["一、总体情况", "<<法治政府建设实施纲要>>", "a <html> tag in text", ""] {
            assert!(!is_page(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn deep_pages_are_refused_quickly() {
        for tag in ["<div>", "<b>", "<font a>", "<table>", "<svg>"] {
            let page = format!("<html>{}", tag.repeat(100_000));
            assert!(read(page.as_bytes()).is_err(), "{tag}");
        }
        assert!(depth(&"<p>一<br>".repeat(5_000)) < 10);
    }
}
