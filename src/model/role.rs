//! What a section of a report is for.

/// The purpose of a section. The five contents that 《法治政府建设与责任落实督察工作规定》
/// (厅字〔2019〕28号) demands are `Measures`, `Problems`, `Leader`, `Plan` and `Other`; the annual
/// report on disclosure (政府信息公开条例 art. 50) adds `Disclosure`, `Requests` and `Disputes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// 总体情况、概况: an overview.
    Overview,
    /// 学习宣传: study and publicity of ideas and laws.
    Study,
    /// 主要举措和成效: what was done and achieved.
    Measures,
    /// 存在的不足和原因: what falls short, and why.
    Problems,
    /// 第一责任人: what the head of the body did for the rule of law.
    Leader,
    /// 下一年度主要安排: what will be done.
    Plan,
    /// 其他需要报告的情况.
    Other,
    /// 主动公开政府信息情况.
    Disclosure,
    /// 收到和处理政府信息公开申请情况.
    Requests,
    /// 因政府信息公开工作被申请行政复议、提起行政诉讼情况.
    Disputes,
    /// 名词解释、附件: a glossary or an annex.
    Annex,
    /// No purpose was recognised.
    Unknown,
}

impl Role {
    /// Every role, in the order of the enum.
    pub const ALL: [Self; 12] = [
        Self::Overview,
        Self::Study,
        Self::Measures,
        Self::Problems,
        Self::Leader,
        Self::Plan,
        Self::Other,
        Self::Disclosure,
        Self::Requests,
        Self::Disputes,
        Self::Annex,
        Self::Unknown,
    ];

    /// The name used in packs and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Study => "study",
            Self::Measures => "measures",
            Self::Problems => "problems",
            Self::Leader => "leader",
            Self::Plan => "plan",
            Self::Other => "other",
            Self::Disclosure => "disclosure",
            Self::Requests => "requests",
            Self::Disputes => "disputes",
            Self::Annex => "annex",
            Self::Unknown => "unknown",
        }
    }

    /// The name shown to people.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Overview => "总体情况",
            Self::Study => "学习宣传",
            Self::Measures => "举措和成效",
            Self::Problems => "不足和原因",
            Self::Leader => "第一责任人履职",
            Self::Plan => "下一年度安排",
            Self::Other => "其他情况",
            Self::Disclosure => "主动公开",
            Self::Requests => "依申请公开",
            Self::Disputes => "复议诉讼",
            Self::Annex => "附录",
            Self::Unknown => "未识别",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
