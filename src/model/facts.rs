//! What was recognised in the claims of a report.

use std::ops::Range;

use super::{ClaimId, Quantity};
use crate::text::Span;

/// What a piece of evidence is. The names are those of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EvidenceKind {
    /// 34家, 12次: a number of things or acts.
    Count,
    /// 1150万元.
    Money,
    /// 98.5%, 九成, 3个百分点, 三分之二.
    Percent,
    /// 11月, 2022年12月5日, 今年3月份.
    Date,
    /// 3个月, 15个工作日内: a length of time, also as a deadline.
    Duration,
    /// 每季度, 每周两次.
    Frequency,
    /// 全市第3名, 首批.
    Rank,
    /// 5—8月, 20%-30%, 3～5年.
    Range,
    /// 《…》 as the object of an act, 国发〔2021〕33号, 第三十三条.
    Document,
    /// A meeting, a competition, a training course with a name of its own.
    Event,
    /// A named place that belongs to the act.
    Place,
    /// A named body that took part.
    Organ,
    /// A named person.
    Person,
    /// A named project, platform, system or mechanism of the body's own.
    Project,
}

impl EvidenceKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 14] = [
        Self::Count,
        Self::Money,
        Self::Percent,
        Self::Date,
        Self::Duration,
        Self::Frequency,
        Self::Rank,
        Self::Range,
        Self::Document,
        Self::Event,
        Self::Place,
        Self::Organ,
        Self::Person,
        Self::Project,
    ];

    /// The name used in JSON and packs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::Frequency => "frequency",
            Self::Rank => "rank",
            Self::Range => "range",
            Self::Document => "document",
            Self::Event => "event",
            Self::Place => "place",
            Self::Organ => "organ",
            Self::Person => "person",
            Self::Project => "project",
        }
    }

    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Count => "数量",
            Self::Money => "金额",
            Self::Percent => "比例",
            Self::Date => "日期",
            Self::Duration => "期限",
            Self::Frequency => "频次",
            Self::Rank => "名次",
            Self::Range => "范围",
            Self::Document => "文件",
            Self::Event => "活动",
            Self::Place => "地点",
            Self::Organ => "单位",
            Self::Person => "人员",
            Self::Project => "项目",
        }
    }
}

/// Something in a claim that could be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The words.
    pub span: Span,
    /// What it is.
    pub kind: EvidenceKind,
    /// The number, for kinds that have one.
    pub quantity: Option<Quantity>,
    /// Whether it only names what everybody names (a national campaign, a statute cited as
    /// authority): seen, shown, but worth little.
    pub weak: bool,
}

/// What a stock phrase does. The names are the groups of the packs' list `slogans`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SloganKind {
    /// 以习近平法治思想为指导: political or legal wording.
    Ideology,
    /// 坚持党的领导: the leadership frame.
    Leadership,
    /// 提高政治站位: a stance.
    Stance,
    /// 深刻领会、吃透精神: study without an object.
    Study,
    /// 大力、切实、扎实推进: effort without an act.
    Effort,
    /// 取得明显成效: a result without a fact.
    VagueResult,
    /// 有待进一步加强: a problem without a fact.
    HedgedProblem,
    /// 进一步完善: a plan without an object.
    VaguePlan,
    /// 形成齐抓共管工作格局: an organisational formula.
    Frame,
    /// 在…的坚强领导下，…: an opening or transition.
    Transition,
}

impl SloganKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 10] = [
        Self::Ideology,
        Self::Leadership,
        Self::Stance,
        Self::Study,
        Self::Effort,
        Self::VagueResult,
        Self::HedgedProblem,
        Self::VaguePlan,
        Self::Frame,
        Self::Transition,
    ];

    /// The name used in packs and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ideology => "ideology",
            Self::Leadership => "leadership",
            Self::Stance => "stance",
            Self::Study => "study",
            Self::Effort => "effort",
            Self::VagueResult => "vague-result",
            Self::HedgedProblem => "hedged-problem",
            Self::VaguePlan => "vague-plan",
            Self::Frame => "frame",
            Self::Transition => "transition",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A stock phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slogan {
    /// The words.
    pub span: Span,
    /// What it does.
    pub kind: SloganKind,
    /// Required political or legal wording: never a fault, only no evidence.
    pub required: bool,
}

/// What a [`Mention`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MentionKind {
    /// 《…》 with the brackets, whatever its part in the claim.
    Title,
    /// A calendar year: 2022年, 二〇二二年, 2022年度.
    Year,
    /// A date or part of one, also in headings and signatures.
    Date,
    /// A set phrase with a numeral: 三会一课, 党的二十大.
    SetPhrase,
    /// 一是, （一）, 1. at the head of a clause.
    Enumerator,
    /// A number with or without unit that is not evidence (12345热线, 5G).
    Numeral,
}

/// Something that rules ask about though it is no evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What it is.
    pub kind: MentionKind,
    /// The number in it, if it has one (the year of a year, the ordinal of an enumerator).
    pub number: Option<i64>,
}

/// All that was recognised in a report. Lists ascend by position.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Evidence, disjoint.
    pub evidence: Vec<Evidence>,
    /// Stock phrases, disjoint among themselves.
    pub slogans: Vec<Slogan>,
    /// Other mentions; may lie inside evidence.
    pub mentions: Vec<Mention>,
    /// For each claim, its evidence as a range of indices.
    pub evidence_ranges: Vec<Range<u32>>,
    /// For each claim, its slogans as a range of indices.
    pub slogan_ranges: Vec<Range<u32>>,
}

impl Facts {
    /// The evidence of a claim.
    pub fn evidence_of(&self, claim: ClaimId) -> &[Evidence] {
        pick(&self.evidence, &self.evidence_ranges, claim)
    }

    /// The stock phrases of a claim.
    pub fn slogans_of(&self, claim: ClaimId) -> &[Slogan] {
        pick(&self.slogans, &self.slogan_ranges, claim)
    }

    /// The evidence that starts inside a span.
    pub fn evidence_in(&self, span: Span) -> &[Evidence] {
        let from = self.evidence.partition_point(|found| found.span.start() < span.start());
        let to = self.evidence.partition_point(|found| found.span.start() < span.end());
        &self.evidence[from..to.max(from)]
    }
}

fn pick<'a, T>(list: &'a [T], ranges: &[Range<u32>], claim: ClaimId) -> &'a [T] {
    ranges
        .get(claim.0 as usize)
        .and_then(|range| list.get(range.start as usize..range.end as usize))
        .unwrap_or(&[])
}
