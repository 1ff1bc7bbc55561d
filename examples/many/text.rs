//! Invented reports: deterministic, any number of them, none kept in memory.
//!
//! A report is a row of sentences of invented words. Some are common stock that thousands of bodies
//! use, most are the body's own; a report of the year before has most of the same sentences, some
//! with other figures. One report in a hundred holds a passage of another body's.

use std::fmt::Write as _;

/// Characters of a report, to the end of its last sentence.
pub(crate) const LENGTH: usize = 10_000;

/// Sentences that everybody may use.
const STOCK: u64 = 400;

/// A fixed row of numbers for a seed (`SplitMix64`; Steele, Lea, Flood 2014).
#[derive(Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ purpose.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let hash = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        hash ^ (hash >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}

/// Characters that invented words are made of.
const CHARACTERS: &str = "河道巡查整改执法宣传培训调解审批服务平台建设清单台账责任监督检查矛盾纠纷处置预案演练社区村居\
    商户企业群众窗口流程材料时限公示评查案卷程序复议应诉出庭学习会议制度机制规范标准目录数据系统终端网格队伍人员\
    装备车辆场所设施管线桥梁林地苗木排口水质噪声扬尘油烟店招占道校车食堂药品器械价格计量票据合同工资工地电梯";

/// The words: pairs of characters, all different.
fn words() -> Vec<String> {
    let characters: Vec<char> = CHARACTERS.chars().filter(|c| !c.is_whitespace()).collect();
    let mut dice = Dice::new(7, 7);
    let mut words = std::collections::BTreeSet::new();
    while words.len() < 2000 {
        let mut pick = || characters[dice.below(characters.len() as u64) as usize];
        let word: String = [pick(), pick()].into_iter().collect();
        words.insert(word);
    }
    words.into_iter().collect()
}

/// A copied passage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planted {
    pub(crate) from: u64,
    pub(crate) to: u64,
    pub(crate) sentences: u64,
    /// Whether words were exchanged.
    pub(crate) edited: bool,
}

/// Writes reports.
pub(crate) struct Writer {
    words: Vec<String>,
    reports: u64,
}

impl Writer {
    pub(crate) fn new(reports: u64) -> Self {
        Self { words: words(), reports }
    }

    /// A sentence of about 40 characters for a seed; `figures` changes the numbers, `edits` one
    /// word in eight.
    fn sentence(&self, out: &mut String, seed: u64, figures: u64, edits: u64) {
        let mut dice = Dice::new(seed, 1);
        let mut numbers = Dice::new(seed, 100 + figures);
        let mut other = Dice::new(seed, 200 + edits);
        let count = 14 + dice.below(12);
        for nth in 0..count {
            let mut word = dice.below(self.words.len() as u64);
            if edits > 0 && other.below(8) == 0 {
                word = other.below(self.words.len() as u64);
            }
            out.push_str(&self.words[word as usize]);
            match dice.below(9) {
                0 if nth + 1 < count => out.push('，'),
                1 => {
                    let _ = write!(out, "{}次", 1 + numbers.below(400));
                }
                _ => {}
            }
        }
        out.push('。');
    }

    /// The seed of a sentence of a report: one time in six it is common stock.
    fn seed(report: u64, nth: u64, version: u64) -> u64 {
        let mut dice = Dice::new(report * 1000 + nth, 3);
        if dice.below(6) == 0 {
            return 1 + dice.below(STOCK);
        }
        // A third of the sentences are new in each year.
        let age = if dice.below(3) == 0 { version } else { 0 };
        1_000_000 + (report * 1000 + nth) * 8 + age
    }

    /// What was planted into a report: every hundredth one has a passage of another.
    pub(crate) fn planted(&self, report: u64) -> Option<Planted> {
        let mut dice = Dice::new(report, 5);
        if report % 100 != 17 || self.reports < 2 {
            return None;
        }
        let from = (report + 1 + dice.below(self.reports - 1)) % self.reports;
        Some(Planted { from, to: report, sentences: 2 + dice.below(5), edited: dice.below(2) == 0 })
    }

    /// A report; `version` 0 is this year's, 1 and 2 the two years before.
    pub(crate) fn write(&self, report: u64, version: u64, out: &mut String) {
        out.clear();
        let planted = self.planted(report).filter(|_| version == 0);
        let mut nth = 0;
        let mut characters = 0;
        while characters < LENGTH {
            let before = out.len();
            let copied = planted.filter(|planted| (60..60 + planted.sentences).contains(&nth));
            if let Some(planted) = copied {
                self.sentence(out, Self::own_seed(planted.from, nth), 0, u64::from(planted.edited));
            } else if version == 0 && (60..66).contains(&nth) {
                // What may be copied is nobody else's.
                self.sentence(out, Self::own_seed(report, nth), 0, 0);
            } else {
                self.sentence(out, Self::seed(report, nth, version), version, 0);
            }
            characters += out[before..].chars().count();
            nth += 1;
            if nth % 6 == 0 {
                out.push('\n');
            }
        }
    }

    /// The seed of a sentence that is nobody else's.
    fn own_seed(report: u64, nth: u64) -> u64 {
        1_000_000 + (report * 1000 + nth) * 8
    }
}
