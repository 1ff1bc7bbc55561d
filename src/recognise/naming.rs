//! Numbers that are part of a name and count nothing: 三个“100”行动, 二期工程, 石桥、双河两镇.

use super::{enumerator::is_numeral, numeral::Form, numeral::Numeral, scan::Scan, words::Unit};
use crate::{
    model::Bound,
    text::class::{is_han, is_punctuation},
};

/// Longest name in quotation marks that may be made of numerals, in characters.
const QUOTED: usize = 10;

/// Longest place in a list, in characters.
const PLACE: usize = 4;

/// What follows a phase of a building project, and never a run of courses or papers.
const BUILT: [&str; 23] = [
    "工程", "项目", "建成", "建设", "开工", "竣工", "投产", "投用", "投运", "投入", "改造", "扩建", "完工",
    "主体", "交付", "厂房", "机组", "码头", "泊位", "引水", "供水", "基本", "全线",
];

/// Last characters of things that are built in phases.
const THINGS: &str = "港厂站园湖库渠路桥楼场房线网城院馆电塔";

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
        let thing = self.before(at).is_some_and(|c| THINGS.contains(c));
        BUILT.iter().any(|word| rest.starts_with(word)) || (thing && number.form == Form::Han)
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
            } else if is_han(c) && !"在到于赴的与及对从由是为向往等各".contains(c) && len < PLACE
            {
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

    /// Whether years name a time and do not measure one: …的五年, 关键五年, 三年行动方案.
    pub(super) fn names_time(&self, start: usize, end: usize, number: &Numeral) -> bool {
        let before = &self.text[..start];
        let named = ["的", "关键", "重要", "非凡", "极不平凡", "奋斗", "头"];
        let planned = ["行动", "攻坚", "实施方案", "方案", "计划", "规划", "滚动", "提升", "倍增"];
        number.form == Form::Han
            && self.text[number.end..end].starts_with('年')
            && (named.iter().any(|word| before.ends_with(word))
                || planned.iter().any(|word| self.rest(end).starts_with(word)))
    }

    /// Whether a small number in Chinese only sums up what everybody knows: 两个积极性, 八项主张. Behind a
    /// verb of doing it counts (建成两个).
    pub(super) fn is_set_count(&self, start: usize, unit_end: usize, number: &Numeral) -> bool {
        let small = number.form == Form::Han && (2..=10).contains(&number.value.mantissa());
        let wide =
            matches!(&self.text[number.end..unit_end], "个" | "种" | "项" | "类" | "大" | "条" | "方面");
        let counted = self.before(start).is_none_or(|c| {
            is_punctuation(c)
                || "了成立出展开办定建增设获共仅有达各发施收查破引实到为减完由分如下处".contains(c)
        });
        let noun = self.rest(unit_end).starts_with(is_han);
        small && wide && noun && !counted && number.bound == Bound::Exact
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
        let thing = "店房松庙桥屯河湾沟塘坡堡营铺井岗滩泉山寺庄屋渡".contains(next);
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
