//! Numbers that are part of a name and count nothing: 三个“100”行动, 二期工程, 石桥、双河两镇.

use super::{enumerator::is_numeral, numeral::Form, numeral::Numeral, scan::Scan, words::Unit};
use crate::{
    model::{Bound, Decimal},
    text::{
        Chars,
        class::{is_han, is_punctuation},
    },
};

/// What years are of when they name a time: 五年历程, 五年的工作.
const PERIODS: [&str; 26] = [
    "历程",
    "蓝图",
    "征程",
    "奋斗",
    "实践",
    "工作",
    "成就",
    "成绩",
    "变化",
    "跨越",
    "时光",
    "岁月",
    "光阴",
    "接续",
    "磨砺",
    "探索",
    "不懈",
    "风雨",
    "砥砺",
    "辉煌",
    "目标任务",
    "发展",
    "努力",
    "动态评估",
    "评估",
    "建设",
];

/// Titles of plans that begin with years: 三年行动方案.
const TITLES: [&str; 9] = ["行动", "攻坚", "实施方案", "方案", "计划", "规划", "滚动", "提升", "倍增"];

/// Abstract nouns that are not counted: 一场硬仗, 一份答卷.
const ABSTRACTS: [&str; 26] = [
    "革命",
    "运动",
    "考验",
    "大考",
    "答卷",
    "胜利",
    "洗礼",
    "变革",
    "飞跃",
    "跨越",
    "实践",
    "创举",
    "斗争",
    "战争",
    "接力",
    "赛跑",
    "接力赛",
    "硬仗",
    "攻坚战",
    "持久战",
    "战役",
    "答案",
    "成绩单",
    "篇章",
    "力量",
    "盛宴",
];

/// Longest name in quotation marks that may be made of numerals, in characters.
const QUOTED: usize = 10;

/// Last characters of verbs behind which things are counted: 建成两个, 推出三项.
const COUNTING: Chars = Chars::new("了成立出展开办定建增设获共仅有达各发施收查破引实到为减完由分如下处");

/// Longest name of an event behind its number, in characters.
const EDITION: usize = 14;

/// Longest place in a list, in characters.
const PLACE: usize = 4;

/// What follows a phase of a building project, and never a run of courses or papers.
const BUILT: [&str; 24] = [
    "工程", "项目", "建成", "建设", "开工", "竣工", "投产", "投用", "投运", "投入", "改造", "扩建", "完工",
    "主体", "交付", "厂房", "机组", "码头", "泊位", "引水", "供水", "基本", "全线", "规划",
];

/// Last characters of words before a number of courses, papers or meetings, and of verbs of holding them.
const RUNS: Chars =
    Chars::new("班训刊报讯栏目座会课办展举编印发开组了共第新达出到计织为行满近超每各这期完成余");

/// What stands in no name of a place in a list.
const JOINING: Chars = Chars::new("在到于赴的与及对从由是为向往等各");

/// What is counted in names of places that begin with a number: 三家店, 五里桥.
const THINGS: Chars = Chars::new("店房松庙桥屯河湾沟塘坡堡营铺井岗滩泉山寺庄屋渡");

/// Units that end a list of places: 梅岭、双河两镇.
const PLACES: [&str; 11] = ["镇", "县", "区", "市", "省", "乡", "村", "街道", "社区", "州", "地"];

impl Scan<'_> {
    /// Whether a number counts phases and not runs: 马村港三期, 二期工程.
    pub(super) fn is_phase(&self, at: usize, number: &Numeral, unit_end: usize) -> bool {
        if &self.text[number.end..unit_end] != "期"
            || number.value.scale() > 0
            || !(1..10).contains(&number.value.mantissa())
        {
            return false;
        }
        let rest = self.rest(unit_end);
        // 引澜济溪二期, 岚溪电厂一期等: behind the thing and before no other noun.
        let thing = self.before(at).is_some_and(|c| (is_han(c) || c == ')') && !RUNS.has(c));
        let ends = rest
            .chars()
            .next()
            .is_none_or(|c| !is_han(c) || matches!(c, '等' | '和' | '与' | '及' | '的' | '、'));
        BUILT.iter().any(|word| rest.starts_with(word)) || (thing && ends && number.form == Form::Han)
    }

    /// The end of “100”行动 at `at`, behind a unit: a name, mostly of numerals.
    /// 206个“两重”项目 are counted.
    pub(super) fn name_of_numerals(&self, at: usize, number: &Numeral) -> Option<usize> {
        if number.value.scale() > 0 || !(1..=10).contains(&number.value.mantissa()) {
            return None;
        }
        let inside = self.rest(at).strip_prefix('“')?;
        let (end, _) = inside.char_indices().take(QUOTED).find(|(_, c)| *c == '”')?;
        let (len, numerals) = inside[..end]
            .chars()
            .fold((0, 0), |(len, numerals), c| (len + 1, numerals + usize::from(is_numeral(c))));
        let close = at + end + "“”".len();
        let named =
            ["行动", "工程", "计划", "活动", "项目"].iter().find(|word| self.rest(close).starts_with(**word));
        (numerals * 4 >= len * 3).then_some(close + named.map_or(0, |word| word.len()))
    }

    /// Where a list of places starts that a number sums up: its items are as many as the number says.
    pub(super) fn apposition(&self, at: usize, number: &Numeral, unit_end: usize) -> Option<usize> {
        if number.form != Form::Han || number.value.scale() > 0 || !(2..10).contains(&number.value.mantissa())
        {
            return None;
        }
        if !PLACES.contains(&&self.text[number.end..unit_end]) {
            return None;
        }
        let free = &self.text[self.floor.min(at)..at];
        let (mut items, mut len, mut start) = (1, 0, at);
        let mut last = None;
        for c in free.chars().rev() {
            if c == '、' || (c == '和' && len >= 2) {
                if !(2..=PLACE).contains(&len) {
                    return None;
                }
                last = last.or(Some(len));
                (items, len) = (items + 1, 0);
            } else if is_han(c) && !JOINING.has(c) && len < PLACE {
                len += 1;
            } else {
                break;
            }
            start -= c.len_utf8();
        }
        let many = i128::from(items) == number.value.mantissa();
        // What is longer than the other names starts with a verb: 推动石桥、双河两镇.
        let verb = len.saturating_sub(last?);
        (many && (2..=PLACE).contains(&len)).then_some(start + verb * '镇'.len_utf8())
    }

    /// Whether a number and its unit are part of another word: 零件, 大陆门户.
    pub(super) fn is_other_word(&self, at: usize, end: usize, unit_end: usize, unit: Unit) -> bool {
        let (number, name) = (&self.text[at..end], &self.text[end..unit_end]);
        let money = matches!(unit, Unit::Money | Unit::Percent | Unit::Points);
        match number {
            "零" => !money && !matches!(name, "例" | "起" | "次" | "宗" | "人次" | "例次" | "差错"),
            // The capital numerals stand on cheques; elsewhere they are words and names.
            "壹" | "贰" | "叁" | "肆" | "伍" | "陆" | "柒" | "捌" | "玖" | "拾" | "佰" | "仟" => {
                !money
            }
            _ => false,
        }
    }

    /// Whether years name a time and do not measure one: …的五年, 关键五年, 三年行动方案, 五年历程, 5年过渡期,
    /// 学前一年.
    pub(super) fn names_time(&self, start: usize, end: usize, number: &Numeral) -> bool {
        let before = &self.text[..start];
        let rest = self.rest(end);
        if !self.text[number.end..end].starts_with('年') {
            return false;
        }
        // What happened in that time, not how long something took.
        let told = rest.strip_prefix('的').unwrap_or(rest);
        if PERIODS.iter().any(|word| told.starts_with(word)) && !told.starts_with("工作经")
            || rest.starts_with("过渡期") && !["设立", "设置"].iter().any(|word| before.ends_with(word))
            || before.ends_with("学前")
        {
            return true;
        }
        let named = ["的", "关键", "重要", "非凡", "极不平凡", "奋斗", "头", "前", "后"];
        number.form == Form::Han
            && (named.iter().any(|word| before.ends_with(word))
                || TITLES.iter().any(|word| rest.starts_with(word)))
    }

    /// Whether 一 with its unit is an article: 一场深刻的变革, 交出了一份满意的答卷. The noun at the end of the phrase
    /// is abstract, or what stands before says what something is.
    pub(super) fn is_article(&self, at: usize, unit_end: usize) -> bool {
        let rest = self.rest(unit_end);
        let end = rest.char_indices().take(24).find(|(_, c)| is_punctuation(*c) || *c == '\n');
        let phrase = &rest[..end
            .map_or_else(|| rest.char_indices().nth(24).map_or(rest.len(), |(at, _)| at), |(at, _)| at)];
        let equals = ["是", "为", "成为", "无疑是"].iter().any(|word| self.text[..at].ends_with(word));
        let great = ["伟大", "深刻", "严峻", "空前", "没有", "前所未有", "极其", "特殊", "重大"];
        phrase.starts_with(is_han)
            && (ABSTRACTS.iter().any(|word| phrase.ends_with(word))
                || great.iter().any(|word| phrase.starts_with(word))
                || equals && !phrase.is_empty())
    }

    /// The end of 全运会 behind 十四届 at `at`: an edition of an event, and no assembly of a body.
    pub(super) fn edition(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let end = rest.char_indices().take(EDITION).take_while(|(_, c)| is_han(*c)).enumerate().find_map(
            |(nth, (offset, c))| {
                let last = offset + c.len_utf8();
                let event = ["论坛", "峰会", "大集"].iter().any(|word| rest[..last].ends_with(word))
                    || matches!(c, '会' | '节' | '赛') && !rest[last..].starts_with('议');
                (nth > 1 && event).then_some(last)
            },
        )?;
        let body = ["全会", "人大", "政协", "委", "党", "代表大会", "次会", "社会", "政府", "以来"];
        (!body.iter().any(|word| rest[..end].contains(word))).then_some(at + end)
    }

    /// Whether a small number in Chinese only sums up what everybody knows: 两个积极性, 八项主张. Behind a
    /// verb of doing it counts (建成两个).
    pub(super) fn is_set_count(&self, start: usize, unit_end: usize, number: &Numeral) -> bool {
        if number.form != Form::Han || !(2..=10).contains(&number.value.mantissa()) {
            return false;
        }
        let wide =
            matches!(&self.text[number.end..unit_end], "个" | "种" | "项" | "类" | "大" | "条" | "方面");
        // 四件大事: matters of state, and no cases.
        if self.text[number.end..].starts_with("件大事") {
            return true;
        }
        let counted = || self.before(start).is_none_or(|c| is_punctuation(c) || COUNTING.has(c));
        let noun = self.rest(unit_end).starts_with(is_han);
        wide && noun && number.bound == Bound::Exact && !counted()
    }

    /// 落实促进消费十二条措施: measures that are known by their number are a paper. Behind a verb they are counted.
    pub(super) fn numbered_paper(&self, at: usize, number: &Numeral, unit_end: usize) -> Option<usize> {
        if &self.text[number.end..unit_end] != "条" || number.value.scale() > 0 {
            return None;
        }
        let end = self.eat(unit_end, &["政策措施", "措施", "举措", "政策", "意见"])?;
        let before = &self.text[..at];
        let noun = before.ends_with("发展")
            || before.chars().next_back().is_some_and(|c| is_han(c) && !COUNTING.has(c));
        noun.then_some(end)
    }

    /// Whether a round number in Chinese is a threshold that was passed: 突破百万吨, 百亿元大关.
    pub(super) fn is_threshold(&self, at: usize, unit_end: usize) -> bool {
        ["大关", "关口", "台阶"].iter().any(|word| self.rest(unit_end).starts_with(word))
            || ["突破", "超过", "跨过", "迈上", "站上"].iter().any(|word| self.text[..at].ends_with(word))
    }

    /// Whether a round number is that of all people of the country, who are spoken of and not counted:
    /// 十几亿人口的市场.
    pub(super) fn is_everybody(&self, number: &Numeral, unit_end: usize) -> bool {
        let billion = 1_000_000_000;
        let people = || {
            let behind = ["人", "中国人", "各族", "同胞", "儿女"];
            behind.iter().any(|word| self.rest(number.end).starts_with(word))
        };
        number.value >= Decimal::from_int(billion)
            && number.value <= Decimal::from_int(billion + billion / 2)
            && number.precision >= Decimal::from_int(billion / 10)
            && people()
            && !self.rest(unit_end).starts_with([',', '。'])
    }

    /// Behind a name of a place that looks like a number with a unit: 三家店村, 五棵松体育馆, 九台区.
    pub(super) fn place_of_numerals(&self, unit_end: usize, number: &Numeral) -> Option<usize> {
        if number.form != Form::Han || number.bound != Bound::Exact {
            return None;
        }
        let name = &self.text[number.end..unit_end];
        let houses =
            matches!(name, "家" | "间" | "棵" | "里" | "台" | "眼" | "道" | "座" | "门" | "口" | "井");
        let ends = |at: usize| {
            self.eat(at, &["村", "镇", "乡", "街道", "社区", "体育馆", "路", "大街", "水库", "站"])
        };
        let mut chars = self.rest(unit_end).chars();
        let next = chars.next().filter(|c| is_han(*c))?;
        let behind = unit_end + next.len_utf8();
        let thing = THINGS.has(next);
        if !houses {
            return None;
        }
        if thing && let Some(end) = ends(behind) {
            return Some(end);
        }
        // 九台区, 七台河市
        let district = |at: usize| {
            self.eat(at, &["区", "县", "市"]).filter(|end| {
                name == "台" && !self.rest(*end).starts_with(['级', '属', '直', '域', '内', '外', '民', '场'])
            })
        };
        district(unit_end).or_else(|| if thing { district(behind) } else { None })
    }
}
