//! Only what is compared of a text, and only how much two texts share: for very many of them.

use crate::{
    compare::{
        among::hashes,
        stream::{NUMBER, WORD, hash, number_end, stem},
    },
    text::class,
};

/// Units of a gram that two texts share.
const GRAM: usize = 8;

/// The units of a text without their places: what a [`Stream`](crate::compare::Stream) of it
/// compares, at many times the speed.
pub fn codes(text: &str, found: &mut Vec<u32>) {
    found.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        // Nearly all of a Chinese text: characters and marks of three bytes.
        if let (0xe2..=0xef, [x, y, z, ..]) = (first, &bytes[at..]) {
            let code = u32::from(x & 0x0f) << 12 | u32::from(y & 0x3f) << 6 | u32::from(z & 0x3f);
            let is_unit = matches!(code, 0x4e00..=0x9fff);
            if is_unit {
                found.push(code);
            }
            if is_unit || is_mark(code) {
                at += 3;
                continue;
            }
        }
        if let Some(end) = first.is_ascii_digit().then(|| ascii_number(bytes, at)).flatten() {
            found.push(NUMBER);
            at = end;
            continue;
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

/// Where a number of plain digits ends; none if what follows them may be a digit of another width.
fn ascii_number(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'0'..=b'9'), _) => at += 1,
            (Some(b'.' | b','), Some(b'0'..=b'9')) => at += 2,
            (Some(b'.' | b','), Some(0xef)) | (Some(0xef), _) => return None,
            _ => return Some(at),
        }
    }
}

/// Marks that are frequent in Chinese text: …“”— 、。《》（），：；
const fn is_mark(code: u32) -> bool {
    matches!(code, 0x2010..=0x2027 | 0x3001..=0x3003 | 0x3008..=0x3011 | 0xff01..=0xff0f | 0xff1a..=0xff20)
}

/// Joins one text after another with others: the first look at last year's report.
///
/// The grams of the text go into a table with open addressing, 32 bits of each hash; with 15 more bits in
/// the place of an entry, one gram in a thousand million is taken for another. What another text has of
/// them is ticked; a unit counts if it stands in a gram that is.
#[derive(Clone, Debug, Default)]
pub struct Joiner {
    /// Part of a hash, with one bit set; 0 is empty.
    table: Vec<u32>,
    /// The other text in which each entry was last seen.
    ticks: Vec<u32>,
    /// The entry of each gram of the text.
    slots: Vec<u32>,
    /// Other texts so far.
    others: u32,
}

impl Joiner {
    /// Takes the text that others are joined with.
    pub fn take(&mut self, a: &[u32]) {
        let size = (a.len() * 2).next_power_of_two().max(16);
        self.table.clear();
        self.table.resize(size, 0);
        self.ticks.clear();
        self.ticks.resize(size, 0);
        self.slots.clear();
        self.others = 0;
        for hash in hashes::<GRAM>(a) {
            let slot = self.slot(hash);
            self.table[slot] = hash as u32 | 1;
            self.slots.push(slot as u32);
        }
    }

    /// How many units of the text stand in stretches of eight or more that `b` has too.
    pub fn joined(&mut self, b: &[u32]) -> usize {
        if self.slots.is_empty() {
            return 0;
        }
        self.others += 1;
        for hash in hashes::<GRAM>(b) {
            let slot = self.slot(hash);
            if self.table[slot] != 0 {
                self.ticks[slot] = self.others;
            }
        }
        let (mut sum, mut end) = (0, 0);
        for (at, slot) in self.slots.iter().enumerate() {
            if self.ticks[*slot as usize] == self.others {
                sum += at + GRAM - end.max(at);
                end = at + GRAM;
            }
        }
        sum
    }

    /// The place of a gram, or the empty one where it belongs.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.table.len() - 1;
        let (mut slot, part) = ((hash >> 32) as usize & mask, hash as u32 | 1);
        while self.table[slot] != 0 && self.table[slot] != part {
            slot = (slot + 1) & mask;
        }
        slot
    }
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
            "…“”‘’—·《》（），：；、。！？【】〔〕々〆〇１Ａ～＠",
        ] {
            codes(text, &mut found);
            assert_eq!(found, Stream::new(text).codes, "{text}");
        }
    }

    #[test]
    fn what_two_texts_share_is_counted_once() {
        let of = |text: &str| Stream::new(text).codes;
        let text = of("组织普法宣讲进村居活动四十场次");
        let joined = |a: &[u32], b: &[u32]| {
            let mut joiner = Joiner::default();
            joiner.take(a);
            joiner.joined(&of("清淤河道与普法宣讲进村居"));
            joiner.joined(b)
        };
        assert_eq!(joined(&text, &text), 15);
        assert_eq!(joined(&text, &of("组织普法宣讲进村居，活动四十场次。另有组织普法宣讲进村居")), 15);
        assert_eq!(joined(&text, &of("清淤河道")), 0);
    }
}
