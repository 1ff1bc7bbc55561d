//! Only what is compared of a text, and only how much two texts share: for very many of them.

use crate::{
    compare::{
        join::{Pairs, join},
        stream::{NUMBER, WORD, hash, number_end, stem},
    },
    text::class,
};

/// Units of a stretch that [`joined`] counts.
const GRAM: usize = 8;

/// The units of a text without their places: what a [`Stream`](crate::compare::Stream) of it
/// compares, at many times the speed.
pub fn codes(text: &str, found: &mut Vec<u32>) {
    found.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        // Nearly all of a Chinese text: U+4E00 to U+9FFF, three bytes from E4 B8 80 on.
        if let (0xe4..=0xe9, [x, y, z, ..]) = (first, &bytes[at..]) {
            let code = u32::from(x & 0x0f) << 12 | u32::from(y & 0x3f) << 6 | u32::from(z & 0x3f);
            if code >= 0x4e00 {
                found.push(code);
                at += 3;
                continue;
            }
        }
        let Some(c) = text[at..].chars().next() else { break };
        let mut end = at + c.len_utf8();
        if class::is_han(c) {
            found.push(c as u32);
        } else if class::is_digit(c) {
            end = number_end(text, at);
            found.push(NUMBER);
        } else if c.is_alphanumeric() {
            let joins = |c: char| (c.is_alphanumeric() && !class::is_han(c)) || c == '\'';
            end = text[end..].find(|c| !joins(c)).map_or(text.len(), |length| end + length);
            found.push(WORD | hash(stem(&text[at..end].to_lowercase())));
        }
        at = end;
    }
}

/// How many units of `a` stand in stretches of eight or more that `b` has too: the first look at
/// last year's report.
pub fn joined(a: &[u32], b: &[u32]) -> usize {
    let (mut sum, mut end) = (0, 0);
    for found in join(a, b, GRAM, Pairs::All) {
        let (start, stop) = (found.a as usize, (found.a + found.len) as usize);
        sum += stop.saturating_sub(start.max(end));
        end = end.max(stop);
    }
    sum
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
            "\u{9fff}\u{4e00}\u{4dff}\u{a000}",
        ] {
            codes(text, &mut found);
            assert_eq!(found, Stream::new(text).codes, "{text}");
        }
    }

    #[test]
    fn what_two_texts_share_is_counted_once() {
        let of = |text: &str| Stream::new(text).codes;
        let text = of("组织普法宣讲进村居活动四十场次");
        assert_eq!(joined(&text, &text), 15);
        assert_eq!(joined(&text, &of("组织普法宣讲进村居，活动四十场次。另有组织普法宣讲进村居")), 15);
        assert_eq!(joined(&text, &of("清淤河道")), 0);
    }
}
