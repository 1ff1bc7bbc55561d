//! The word lists of the packs, compiled for the scanner.

use crate::{
    rules::RuleSet,
    text::{Lookup, fold_str},
};

/// What a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Count,
    /// Counts only behind Arabic digits: 100分.
    Arabic,
    Money,
    Percent,
    Points,
    Times,
    Duration,
    /// 75周年, 18周岁.
    Anniversary,
    Measure,
    /// 三方面: parts of the text itself.
    Discourse,
    /// A word that only looks like a unit.
    Nothing,
}

const UNITS: [(&str, Unit); 11] = [
    ("count", Unit::Count),
    ("arabic", Unit::Arabic),
    ("money", Unit::Money),
    ("percent", Unit::Percent),
    ("points", Unit::Points),
    ("times", Unit::Times),
    ("duration", Unit::Duration),
    ("anniversary", Unit::Anniversary),
    ("measure", Unit::Measure),
    ("discourse", Unit::Discourse),
    ("none", Unit::Nothing),
];

/// What the scanner does at a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing starts here.
    Other,
    /// 0–9.
    Digit,
    /// A Chinese numeral, or 数 几 上 before one.
    Han,
    /// 第, 首, 最, and Roman numerals: ranks and grades.
    Ordinal,
    /// 《
    Title,
    /// “ or 「
    Quote,
    /// ( [ 〔 【
    Bracket,
    /// The first character of a word of time or frequency: 今 每 截 …
    Time,
    /// A Latin letter: it takes the digits behind it along.
    Latin,
    /// ①
    Circled,
}

/// The word lists of the packs.
#[derive(Clone, Debug)]
pub(super) struct Words {
    units: Lookup,
    pub(super) ranks: Lookup,
    pub(super) phrases: Lookup,
    /// For each character of the basic plane, its class.
    classes: Box<[u8]>,
    /// How anything may begin: phrases, and characters with a class.
    begins: Vec<String>,
}

const CLASSES: [Class; 10] = [
    Class::Other,
    Class::Digit,
    Class::Han,
    Class::Ordinal,
    Class::Title,
    Class::Quote,
    Class::Bracket,
    Class::Time,
    Class::Latin,
    Class::Circled,
];

impl Words {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let list = |name: &str| -> Vec<(String, String)> {
            let entries = rules.lexicon.words(name).iter();
            entries.map(|entry| (fold_str(&entry.word), entry.group.clone())).collect()
        };
        let units = list("units");
        // Of two entries with one word the last counts.
        let units = Lookup::new(units.iter().rev().map(|(word, group)| {
            let at = UNITS.iter().position(|(name, _)| name == group).unwrap_or(0);
            (word.as_str(), at as u32)
        }));
        let ranks = list("rank-units");
        let ranks = Lookup::new(ranks.iter().map(|(word, _)| (word.as_str(), 0)));
        let phrases = list("set-phrases");
        let mut begins: Vec<String> = phrases.iter().map(|(word, _)| word.clone()).collect();
        let phrases = Lookup::new(phrases.iter().map(|(word, _)| (word.as_str(), 0)));
        let mut classes = vec![0u8; 0x1_0000].into_boxed_slice();
        let mut mark = |chars: &str, class: Class| {
            let index = CLASSES.iter().position(|other| *other == class).unwrap_or(0);
            for c in chars.chars() {
                classes[c as usize & 0xffff] = index as u8;
                begins.push(c.to_string());
            }
        };
        mark("0123456789", Class::Digit);
        mark("〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟数几上半", Class::Han);
        mark("第首最ⅠⅡⅢⅣⅤ", Class::Ordinal);
        mark("《", Class::Title);
        mark("“「", Class::Quote);
        mark("([〔【", Class::Bracket);
        mark("今去本当明同每截全目历翻次下前", Class::Time);
        mark("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", Class::Latin);
        mark("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", Class::Circled);
        Self { units, ranks, phrases, classes, begins }
    }

    /// What phrases, numbers and other things with a class begin with.
    pub(super) fn begins(&self) -> impl Iterator<Item = &str> {
        self.begins.iter().map(String::as_str)
    }

    /// The class of a character.
    pub(super) fn class(&self, c: char) -> Class {
        CLASSES[usize::from(self.classes.get(c as usize).copied().unwrap_or(0))]
    }

    /// The longest unit that a text starts with.
    pub(super) fn unit(&self, text: &str) -> Option<(usize, Unit)> {
        self.units.longest(text).map(|(len, at)| (len, UNITS[at as usize].1))
    }
}
