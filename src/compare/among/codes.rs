//! Only what is compared of a text: for very many of them.

use crate::{
    compare::stream::{NUMBER, WORD, hash, number_end, stem},
    text::class,
};

/// Units that are gathered before they are handed on.
const GATHERED: usize = 1024;

/// Characters that are taken in one go.
const STRETCH: usize = 512;

/// The units of a text without their places: what a [`Stream`](crate::compare::Stream) of it
/// compares, at many times the speed.
pub fn codes(text: &str, found: &mut Vec<u32>) {
    found.clear();
    let bytes = text.as_bytes();
    let (mut gathered, mut units) = ([0; GATHERED], 0);
    let mut at = 0;
    while at < bytes.len() {
        if units > GATHERED - STRETCH - 1 {
            found.extend_from_slice(&gathered[..units]);
            units = 0;
        }
        // Nearly all of a Chinese text: characters and marks of three bytes.
        for [x, y, z] in bytes[at..].as_chunks::<3>().0.iter().take(STRETCH) {
            let code = (u32::from(*x) << 12 | u32::from(*y & 0x3f) << 6 | u32::from(*z & 0x3f))
                .wrapping_sub(0xe0 << 12);
            let is_unit = matches!(code, 0x4e00..=0x9fff);
            if !is_unit & !is_mark(code) {
                break;
            }
            gathered[units % GATHERED] = code;
            units += usize::from(is_unit);
            at += 3;
        }
        let Some(first) = bytes.get(at) else { break };
        if first.is_ascii_digit()
            && let Some(len) = short_number(&bytes[at..])
        {
            gathered[units % GATHERED] = NUMBER;
            units += 1;
            at += len;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let mut end = at + c.len_utf8();
        let unit = if class::is_han(c) {
            c as u32
        } else if class::is_digit(c) {
            end = number_end(text, at);
            NUMBER
        } else if c.is_alphanumeric() {
            let joins = |c: char| (c.is_alphanumeric() && !class::is_han(c)) || c == '\'';
            end = text[end..].find(|c| !joins(c)).map_or(text.len(), |length| end + length);
            WORD | hash(stem(&text[at..end].to_lowercase()))
        } else {
            at = end;
            continue;
        };
        gathered[units % GATHERED] = unit;
        units += 1;
        at = end;
    }
    found.extend_from_slice(&gathered[..units]);
}

/// How many plain digits a text begins with, if they are fewer than eight and nothing follows that may
/// belong to the number: a point, a comma, a digit of another width.
fn short_number(bytes: &[u8]) -> Option<usize> {
    const ALL: u64 = 0x0101_0101_0101_0101;
    let word = u64::from_le_bytes(*bytes.first_chunk()?);
    // 0 to 9 become 0 to 9, and 6 more is still one half byte; what carries over is behind the first other.
    let digits = word ^ (ALL * 0x30);
    let others = (digits | digits.wrapping_add(ALL * 6)) & (ALL * 0xf0);
    let len = others.trailing_zeros() / 8;
    let next = word.checked_shr(len * 8)? as u8;
    (!matches!(next, b'.' | b',' | 0xef)).then_some(len as usize)
}

/// Marks that are frequent in Chinese text, by the number of a character, 64 in a word: …“”— 、。《》（），：；
static MARKS: [u64; 1024] = {
    let mut marks = [0; 1024];
    let mut code = 0;
    while code < 64 * marks.len() {
        if let 0x2010..=0x2027 | 0x3001..=0x3003 | 0x3008..=0x3011 | 0xff01..=0xff0f | 0xff1a..=0xff20 = code
        {
            marks[code / 64] |= 1 << (code % 64);
        }
        code += 1;
    }
    marks
};

/// Whether a character is one of them.
fn is_mark(code: u32) -> bool {
    MARKS.get(code as usize / 64).is_some_and(|marks| marks >> (code % 64) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Stream;

    #[test]
    fn the_units_are_those_of_a_stream() {
        let mut found = Vec::new();
        for text in [
            "",
            "召开会议1,234.5次，用APP办理。",
            "《条例》第１２条，Reporting cases' ends; don't 𠮷〇㐀豈é",
            "。，、\n\n  a1一b",
            "12.5万，1,２3件；3.，4。5,６",
            "\u{9fff}\u{4e00}\u{4dff}\u{a000}",
            "编号123456789012345，7次12件34567次",
            "至5,6万3.件8，9．1次",
            "…“”‘’—·《》（），：；、。！？【】〔〕々〆〇１Ａ～＠",
        ] {
            codes(text, &mut found);
            assert_eq!(found, Stream::new(text).codes, "{text}");
        }
    }
}
