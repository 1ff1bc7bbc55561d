//! OFD (GB/T 33190): the fixed page format of Chinese offices, a zip of XML.
//!
//! Writers differ in namespaces and in the case of attributes, so both are ignored.

use quick_xml::events::BytesStart;

use super::{
    ReadError,
    container::error,
    layout::{self, Page, Words},
    pages::listed,
};
use crate::{
    model::{Extract, Format, Notice, Source},
    ooxml::{Fault, Package, Token, Xml, local, target_of},
};

/// Pages that are read. The longest annual report known has about 200.
const PAGES: usize = 3_000;

/// From this share (in percent) of characters without meaning on, a page is unreadable.
const UNREADABLE: u32 = 20;

/// Whether a zip is an OFD.
pub(super) fn is_ofd(bytes: &[u8]) -> bool {
    Package::open(bytes).is_ok_and(|package| package.has("OFD.xml"))
}

/// Reads an OFD.
pub(super) fn read(bytes: &[u8]) -> Result<Extract, ReadError> {
    let mut package = Package::open(bytes).map_err(|fault| refusal(&fault))?;
    let root = package.part("OFD.xml").map_err(|fault| refusal(&fault))?.unwrap_or_default();
    let mut pages = Vec::new();
    let (mut pictures, mut garbled, mut missing) = (vec![], vec![], vec![]);
    let mut number = 0;
    for document in texts_of(&root, "DocRoot") {
        let document = target_of("OFD.xml", &document);
        let Some(source) = package.part(&document).map_err(|fault| refusal(&fault))? else { continue };
        let size = box_of(&source, "PhysicalBox");
        for location in page_locations(&source) {
            number += 1;
            if number as usize > PAGES {
                break;
            }
            let part = target_of(&document, &location);
            let Ok(Some(source)) = package.part(&part) else {
                missing.push(number);
                continue;
            };
            let (_, height) = box_of(&source, "PhysicalBox").or(size).unwrap_or((210.0, 297.0));
            let (words, images) = content(&source, height);
            let text: String = words.iter().map(|words| words.text.as_str()).collect();
            if text.trim().is_empty() && images > 0 {
                pictures.push(number);
            } else if layout::unreadable(&text) >= UNREADABLE {
                garbled.push(number);
                continue;
            }
            pages.push(Page { number, top: height, bottom: 0.0, words });
        }
    }
    let mut notices = Vec::new();
    for (pages, zh, one, many) in [
        (
            &pictures,
            "是图片，没有读出文字",
            "is a picture, nothing was read",
            "are pictures, nothing was read",
        ),
        (
            &garbled,
            "的文字不能识别，没有读",
            "has unreadable text, nothing was read",
            "have unreadable text, nothing was read",
        ),
        (&missing, "已损坏，没有读", "is damaged, nothing was read", "are damaged, nothing was read"),
    ] {
        if !pages.is_empty() {
            let (zh_pages, en_pages) = listed(pages);
            let en = if pages.len() == 1 { one } else { many };
            notices.push(Notice { zh: format!("{zh_pages}{zh}"), en: format!("{en_pages} {en}") });
        }
    }
    let composed = layout::composed(pages);
    let source = Source { format: Format::Ofd, ..Source::default() };
    Ok(Extract { text: composed.text, blocks: composed.blocks, skips: Vec::new(), notices, source })
}

fn refusal(fault: &Fault) -> ReadError {
    match fault {
        Fault::TooLarge => error(
            "文件解压后异常庞大，已停止读取。请确认这是一份报告",
            "the file is abnormally large when unpacked, so it was not read",
        ),
        Fault::Encrypted => error(
            "OFD 已加密，不能读取文字。请取消密码，或检查 Word 原稿",
            "the OFD is encrypted; remove the password or check the Word file instead",
        ),
        _ => error(
            "OFD 不完整或已损坏。请重新下载或复制，或检查 Word 原稿",
            "the OFD is cut off or damaged; download or copy it again, or check the Word file",
        ),
    }
}

/// An attribute in any case.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.0.eq_ignore_ascii_case(name))
        .map(|attribute| attribute.value.into_owned())
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_ascii_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// The texts of the elements of that name.
fn texts_of(source: &str, name: &str) -> Vec<String> {
    let mut xml = Xml::new(source);
    let (mut found, mut inside) = (Vec::new(), false);
    while let Some(token) = xml.next_token() {
        match token {
            Token::Open(tag) => inside = local(&tag) == name,
            Token::Close(_) => inside = false,
            Token::Text { text, .. } if inside && !text.trim().is_empty() => {
                found.push(text.trim().to_owned());
            }
            Token::Text { .. } => {}
        }
    }
    found
}

/// Width and height of a box, in millimetres.
fn box_of(source: &str, name: &str) -> Option<(f32, f32)> {
    let found = numbers(texts_of(source, name).first()?);
    (found.len() == 4 && found[2] > 0.0 && found[3] > 0.0).then(|| (found[2], found[3]))
}

/// The parts of the pages in their order.
fn page_locations(source: &str) -> Vec<String> {
    let mut xml = Xml::new(source);
    let (mut found, mut inside) = (Vec::new(), false);
    while let Some(token) = xml.next_token() {
        match token {
            Token::Open(tag) if local(&tag) == "Pages" => inside = true,
            Token::Open(tag) if inside && local(&tag) == "Page" => found.extend(attribute(&tag, "BaseLoc")),
            Token::Close(tag) if tag.local_name().as_ref() == "Pages" => inside = false,
            _ => {}
        }
    }
    found
}

/// A text object that is being read.
#[derive(Default)]
struct Object {
    x: f32,
    y: f32,
    size: f32,
    /// `CTM`: a b c d e f; the identity if there is none.
    matrix: [f32; 6],
    bold: bool,
}

/// The words of a page, and how many pictures it has.
fn content(source: &str, height: f32) -> (Vec<Words>, u32) {
    let mut xml = Xml::new(source);
    let (mut words, mut images) = (Vec::new(), 0);
    let mut object: Option<Object> = None;
    // The offsets and steps of the `TextCode` that is being read.
    let mut code: Option<(f32, f32, Vec<f32>)> = None;
    let mut last = (0.0, 0.0);
    while let Some(token) = xml.next_token() {
        match token {
            Token::Open(tag) => match local(&tag) {
                "TextObject" => {
                    let place = numbers(&attribute(&tag, "Boundary").unwrap_or_default());
                    let ctm = numbers(&attribute(&tag, "CTM").unwrap_or_default());
                    let size = attribute(&tag, "Size").and_then(|size| size.trim().parse().ok());
                    let weight = attribute(&tag, "Weight").and_then(|weight| weight.trim().parse().ok());
                    object = Some(Object {
                        x: place.first().copied().unwrap_or(0.0),
                        y: place.get(1).copied().unwrap_or(0.0),
                        size: size.unwrap_or(3.7),
                        matrix: ctm.try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
                        bold: weight.is_some_and(|weight: f32| weight >= 600.0),
                    });
                    last = (0.0, 0.0);
                }
                "TextCode" => {
                    let number = |name: &str| attribute(&tag, name).and_then(|n| n.trim().parse().ok());
                    // What is not said is as in the code before.
                    last = (number("X").unwrap_or(last.0), number("Y").unwrap_or(last.1));
                    let steps = deltas(&attribute(&tag, "DeltaX").unwrap_or_default());
                    code = Some((last.0, last.1, steps));
                }
                "ImageObject" => images += 1,
                _ => {}
            },
            Token::Close(tag) => match tag.local_name().as_ref() {
                "TextObject" => object = None,
                "TextCode" => code = None,
                _ => {}
            },
            Token::Text { text, .. } => {
                if let (Some(object), Some((x, y, steps))) = (&object, &code) {
                    place(&mut words, object, (*x, *y), steps, &text, height);
                }
            }
        }
    }
    (words, images)
}

/// `g 3 5.2 4.8`: three steps of 5.2, then one of 4.8.
fn deltas(text: &str) -> Vec<f32> {
    let mut parts = text.split_ascii_whitespace();
    let mut found = Vec::new();
    while let Some(part) = parts.next() {
        if part == "g" {
            let times: usize = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0);
            let step = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0.0);
            // A line has a few hundred characters at most.
            found.extend(std::iter::repeat_n(step, times.min(5_000)));
        } else if let Ok(step) = part.parse() {
            found.push(step);
        }
        if found.len() > 20_000 {
            break;
        }
    }
    found
}

/// Puts the characters of a code on the page, as one piece of words for each stretch without a wide
/// step.
fn place(words: &mut Vec<Words>, object: &Object, at: (f32, f32), steps: &[f32], text: &str, height: f32) {
    let [scale_x, _, _, scale_y, shift_x, shift_y] = object.matrix;
    let size = (object.size * scale_y.abs()).max(0.1);
    let y = height - (object.y + at.1 * scale_y + shift_y);
    let mut offset = at.0;
    let mut open: Option<Words> = None;
    let natural = |c: char| if c.is_ascii() { 0.5 * object.size } else { object.size };
    for (nth, c) in text.chars().enumerate() {
        if c.is_control() {
            continue;
        }
        let left = object.x + offset * scale_x + shift_x;
        let step = steps.get(nth).copied().unwrap_or_else(|| natural(c));
        let right = left + natural(c).min(step.max(0.0)) * scale_x;
        match &mut open {
            Some(word) if left - (word.x + word.width) < 0.6 * size => {
                word.text.push(c);
                word.width = right - word.x;
            }
            _ => {
                words.extend(open.take());
                let text = c.to_string();
                open = Some(Words { text, x: left, y, width: right - left, size, bold: object.bold });
            }
        }
        offset += step;
    }
    words.extend(open);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_unfolded() {
        assert_eq!(deltas("g 3 5 4.5"), [5.0, 5.0, 5.0, 4.5]);
        assert!(deltas("g 999999999 5").len() <= 5_000);
    }

    #[test]
    fn words_are_placed_from_the_top() {
        let page = "<ofd:Page><TextObject Boundary='20 30 100 8' size='5'>\
                    <TextCode X='0' Y='4' DeltaX='g 2 5'>岚溪区</TextCode></TextObject><ImageObject/></ofd:Page>";
        let (words, images) = content(page, 297.0);
        assert_eq!((words.len(), images), (1, 1));
        assert_eq!((words[0].text.as_str(), words[0].x, words[0].y), ("岚溪区", 20.0, 263.0));
    }
}
