//! One figure told in two places, of which one has slipped: 顾问费18.6万元 and 顾问费168000元, 满意率98.6% and 96.8%.
//!
//! Figures of three digits that are the same but for two neighbouring digits, and are told of the same in the same
//! words, are hardly ever two.

use crate::{
    check::{
        context::{Context, Found, han, short},
        count::{Count, two_make},
        memo::Paragraph,
        names::lowest_region,
        wholes,
    },
    model::{Decimal, EvidenceKind, Role},
    text::{class, fold_str, marks},
};

/// Where a clause ends.
const MARKS: [char; 7] = [',', '。', ';', ':', '(', ')', '\n'];

/// Digits of a figure of which two that changed places are no chance.
const DIGITS: usize = 3;

/// Chinese characters in a row that two clauses must share where a figure has fewer, or is of few days.
const NAME: usize = 4;

/// Most figures of a report that are compared.
const FIGURES: usize = 400;

/// Words that tell of another body, of several years, of more or of a limit.
const OTHERS: [&str; 25] = [
    "其中", "连同", "加上", "另", "含", "合计", "累计", "增至", "降至", "原", "全县", "全市", "全省", "全国",
    "目标", "计划", "拟", "由", "近", "以来", "三年", "五年", "法定", "压缩", "缩短",
];

/// Words that are of any figure.
const GENERIC: [&str; 12] =
    ["全年", "本年", "年度", "全局", "共计", "共有", "工作", "进行", "开展", "完成", "组织", "我局"];

struct Said<'a, 'b> {
    count: &'b Count<'a>,
    paragraph: &'b Paragraph<'a>,
    /// The clause that it stands in, without it.
    words: String,
    digits: String,
}

/// Figures that are another of the report with two digits in each other's place.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let mut said: Vec<Said> = Vec::new();
    let mut found: Vec<Found> = limits(context);
    let own = whole_of(context);
    let work = context.document.header().title.contains("政府工作报告");
    for paragraph in context.memo.paragraphs() {
        for count in paragraph.counts.iter().filter(|count| count.is_exact()) {
            if said.len() >= FIGURES {
                return found;
            }
            let counted =
                matches!(count.kind, EvidenceKind::Count | EvidenceKind::Money | EvidenceKind::Percent);
            let digits = significant(count.quantity.value);
            let planned = paragraph.role == Role::Plan && digits.len() <= DIGITS;
            if !counted || digits.len() < DIGITS - 1 || planned {
                continue;
            }
            let words = clause(paragraph.text, count);
            // A report on the work of a government is of the year before the one in its title.
            let years = context.year().into_iter().flat_map(|year| [year, year - i32::from(work)]);
            let words = years.fold(words, |words, year| words.replace(&format!("{year}年"), ""));
            // 全市 of a city's report is no other body.
            let words = own.map_or(words.clone(), |own| words.replace(own, ""));
            // 其中噪声类712件 is all that there was of noise.
            let whole = if digits.len() >= DIGITS { words.replace("其中", "") } else { words.clone() };
            if is_of_others(&whole) || has_year(&words) {
                continue;
            }
            let here = Said { count, paragraph, words, digits };
            let other =
                said.iter().find(|there| there.paragraph.base != paragraph.base && is_same(there, &here));
            let again = said.iter().any(|there| there.count.quantity == here.count.quantity);
            // 受理142件，调解成功124件: the paragraph tells both.
            let beside =
                |there: &&Said| paragraph.counts.iter().any(|one| one.quantity == there.count.quantity);
            let other = other.filter(|there| !again && !beside(there) && !is_sum(paragraph, count));
            if let Some(there) = other {
                let shown = |said: &Said| said.paragraph.text[said.count.start..said.count.end].to_owned();
                found.push(
                    Found::at(count.span)
                        .with("name", short(&here.words, 30))
                        .with("first", shown(there))
                        .with("second", shown(&here))
                        .with("text", short(sentence(paragraph.text, count), 60))
                        .label(there.count.span, shown(there)),
                );
            }
            said.push(here);
        }
    }
    found
}

/// What a report calls all of its own region, if that is a county or more.
fn whole_of(context: &Context) -> Option<&'static str> {
    let issuer = fold_str(context.document.header().issuer.as_deref()?);
    let region = lowest_region(&issuer).or_else(|| Some(issuer.strip_suffix("人民政府")?.to_owned()))?;
    [("县", "全县"), ("市", "全市"), ("省", "全省")]
        .into_iter()
        .find_map(|(rank, whole)| region.ends_with(rank).then_some(whole))
}

/// Whether words tell of another time, another body, of more or of a limit.
fn is_of_others(words: &str) -> bool {
    wholes::is_of_other_time(words) || OTHERS.iter().any(|word| words.contains(word))
}

/// All digits of a value.
fn whole(value: Decimal) -> String {
    value.mantissa().to_string()
}

/// The digits of a value without the zeros at its ends.
fn significant(value: Decimal) -> String {
    value.mantissa().to_string().trim_end_matches('0').to_owned()
}

fn sentence<'a>(text: &'a str, count: &Count) -> &'a str {
    &text[marks::start(&text[..count.start], &marks::SENTENCE)..marks::end(text, count.end, &marks::SENTENCE)]
}

/// The words of the clause of a figure; of 共支出18.6万元 those of the clause before it too.
fn clause(text: &str, count: &Count) -> String {
    let head = marks::before(&text[..count.start], &marks::SENTENCE);
    let mut clauses = head.rsplit(MARKS);
    let own = clauses.next().unwrap_or("");
    let earlier = if han(own) <= 4 { clauses.next().unwrap_or("") } else { "" };
    // 比上年的37件增长8.1%，受理40件: how the one before has changed says nothing of this one.
    let changed = wholes::is_change(earlier) && earlier.trim_end().ends_with('%');
    let earlier = if changed { "" } else { earlier };
    let rest = &text[count.end..];
    let mut end = rest.find(MARKS).unwrap_or(rest.len());
    // 投入275万元，更新水位计9台: what money was for stands behind it.
    if count.kind == EvidenceKind::Money && rest[end..].starts_with(',') {
        end = rest[end + ",".len()..].find(MARKS).map_or(rest.len(), |at| end + ",".len() + at);
    }
    format!("{earlier} {own} {}", &rest[..end])
}

/// Whether words name a year.
fn has_year(words: &str) -> bool {
    words.match_indices('年').any(|(at, _)| words[..at].ends_with(class::is_digit))
}

/// Whether a figure is what two others of its paragraph come to.
fn is_sum(paragraph: &Paragraph, count: &Count) -> bool {
    let others: Vec<Decimal> = paragraph
        .counts
        .iter()
        .filter(|other| other.span != count.span && other.quantity.unit == count.quantity.unit)
        .map(|other| other.quantity.value)
        .collect();
    two_make(&others, count.quantity.value)
}

/// Whether two figures are one, with two digits in each other's place, of the same thing.
fn is_same(there: &Said, here: &Said) -> bool {
    let (a, b) = (&there.count.quantity, &here.count.quantity);
    let unit = a.unit == b.unit || [&a.unit, &b.unit].iter().all(|unit| matches!(unit.as_str(), "人" | "名"));
    if there.count.kind != here.count.kind
        || !unit
        || a.value == b.value
        // 3670 is a slip of 3607 though its last zero is none of its digits elsewhere.
        || !(is_swap(&there.digits, &here.digits) || is_swap(&whole(a.value), &whole(b.value)))
    {
        return false;
    }
    // 1620 is no slip of 126.
    let (less, more) = (a.value.min(b.value), a.value.max(b.value));
    if less.times(9).is_none_or(|most| more > most) {
        return false;
    }
    if wholes::is_change(&there.words) || wholes::is_change(&here.words) {
        return false;
    }
    if here.digits.len() < DIGITS {
        // Fewer could be some of them, and what is not all of them another.
        let head = &here.paragraph.text[..here.count.start];
        let all = ["全局", "全区", "全县", "全市", "全镇", "全系统", "全部", "现有", "这"];
        let definite = all.iter().any(|word| head.ends_with(word));
        return definite
            && here.count.kind == EvidenceKind::Count
            && b.value > a.value
            && in_a_row(&there.words, &here.words, NAME);
    }
    if here.count.kind == EvidenceKind::Percent {
        return name_of_rate(&there.words).is_some_and(|name| Some(name) == name_of_rate(&here.words));
    }
    let bare = bare(&here.words);
    shared(&there.words, &here.words) >= 2
        || in_a_row(&there.words, &here.words, 3)
        || (han(bare) >= 2 && bare == self::bare(&there.words))
}

/// The verb alone: 受理 of 全年受理.
fn bare(words: &str) -> &str {
    let words = words.trim();
    GENERIC.iter().find_map(|word| words.strip_prefix(word)).unwrap_or(words).trim_start_matches('共')
}

/// Whether two texts share some Chinese characters in a row, without a word of any figure.
fn in_a_row(a: &str, b: &str, least: usize) -> bool {
    let chars: Vec<char> = a.chars().collect();
    chars.windows(least).any(|row| {
        let row: String = row.iter().collect();
        han(&row) == least && b.contains(&row) && !GENERIC.iter().any(|word| row.contains(word))
    })
}

/// 施工许可办理时限5个工作日 and 施工许可3个工作日的时限: how long one thing may take.
fn limits(context: &Context) -> Vec<Found> {
    let mut told: Vec<(&Paragraph, &Count, String)> = Vec::new();
    let mut found = Vec::new();
    for paragraph in context.memo.paragraphs().iter().filter(|paragraph| paragraph.role != Role::Plan) {
        let text = paragraph.text;
        for count in
            paragraph.counts.iter().filter(|count| count.kind == EvidenceKind::Duration && count.is_exact())
        {
            let words = clause(text, count);
            if !words.contains("时限") && !words.contains("期限") {
                continue;
            }
            let name = ["承诺", "办理", "时限", "期限", "工作日", "法定"]
                .iter()
                .fold(words.clone(), |name, word| name.replace(word, " "));
            let plain = !is_of_others(&words) && !has_year(&words);
            let same = told.iter().find(|(there, other, name_there)| {
                there.base != paragraph.base
                    && other.quantity.unit == count.quantity.unit
                    && in_a_row(name_there, &name, NAME)
            });
            if let Some((there, other, _)) = same.filter(|_| plain) {
                let all = there.counts.iter().any(|one| one.quantity == count.quantity);
                if !all {
                    let first = &there.text[other.start..other.end];
                    found.push(
                        Found::at(count.span)
                            .with("name", short(words.trim(), 30))
                            .with("first", first)
                            .with("second", &text[count.start..count.end])
                            .with("text", short(sentence(text, count), 60))
                            .label(other.span, first),
                    );
                }
            }
            // 由7个工作日压缩到5个工作日: what it is now stands behind.
            if plain || text[..count.start].ends_with(['到', '至', '为']) {
                told.push((paragraph, count, name));
            }
        }
    }
    found
}

/// Whether two rows of digits differ in two neighbours that changed places.
fn is_swap(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let off: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
    matches!(off.as_slice(), [one, other] if other - one == 1 && a[*one] == b[*other] && a[*other] == b[*one])
}

/// 满意率: the two characters before 率.
fn name_of_rate(words: &str) -> Option<String> {
    let at = words.rfind(['率', '度'])?;
    let chars: Vec<char> = words[..at].chars().filter(|c| *c != ' ').collect();
    Some(chars[chars.len().checked_sub(2)?..].iter().collect())
}

/// How many words of two characters stand in both, one behind the other, other than those of any figure.
fn shared(a: &str, b: &str) -> usize {
    let chars: Vec<char> = a.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at + 1 < chars.len() {
        let word: String = chars[at..at + 2].iter().collect();
        let counts = han(&word) == 2 && !GENERIC.contains(&word.as_str()) && b.contains(&word);
        at += if counts { 2 } else { 1 };
        if counts && !words.contains(&word) {
            words.push(word);
        }
    }
    words.len()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(first: &str, second: &str) -> Vec<String> {
        let text = small(&format!("{first}。\n\n（二）另一方面\n\n{second}。"));
        words(&report(&text), "consistency/two-values")
    }

    #[test]
    fn two_digits_have_changed_places() {
        for (first, second, slip) in [
            (
                "聘请水务顾问6名，顾问费按合同付清，共支出18.6万元",
                "按要求说明，全年支付水务顾问费168000元",
                "168000元",
            ),
            (
                "全年立案查处非法取水案件126件，罚款9万元",
                "在其督办下，全年立案的162件案件已录入系统",
                "162件",
            ),
            ("现有持证巡河人员45人", "针对全局54名持证巡河人员轮训不足，局长提出要求", "54名"),
            (
                "取水许可承诺办理时限由7个工作日压缩到5个工作日",
                "局长公布取水许可3个工作日的承诺时限",
                "3个工作日",
            ),
            ("收到申请286件，比上年增长12.6%，受理257件", "全年受理275件，办案人员4名", "275件"),
            (
                "全年收办水费减免申请3607件（一所349件）",
                "全局共收办水费减免申请3670件，进度有快有慢",
                "3670件",
            ),
            ("受理水质投诉1624件，其中水压类712件、水味类583件", "全年水压类投诉721件", "721件"),
            ("投入资金275万元，更新遥测水位计9台", "研究投入257万元实施的遥测水位计更新", "257万元"),
            ("电话回访用水户500人次，满意率98.6%", "针对用水户电话回访96.8%的满意率，逐个回访", "96.8%"),
        ] {
            assert_eq!(found(first, second), [slip], "{second}");
        }
    }

    #[test]
    fn other_figures_are_no_slip() {
        for (first, second) in [
            ("全年立案查处非法取水案件126件", "上年立案查处非法取水案件162件"),
            ("全年立案查处非法取水案件126件", "全年巡查河道162件次"),
            ("全年受理水事纠纷142起", "受理水事纠纷142起，调解成功124起"),
            ("全年立案查处非法取水案件126件", "连同上年未录入的36件，立案的162件案件已录入系统"),
            ("用水户满意率98.6%", "水样合格率96.8%"),
            ("开展节水宣传活动32场次", "局长参加节水宣传活动23场次"),
            ("取水许可承诺办理时限由7个工作日压缩到5个工作日", "局长公布取水许可5个工作日的承诺时限"),
            ("取水许可承诺办理时限为5个工作日", "排水许可3个工作日的承诺时限"),
            ("支付水务顾问费18.6万元", "支付培训场地租金16.8万元"),
            ("开展节水宣传126场", "发放节水资料162份"),
        ] {
            assert!(found(first, second).is_empty(), "{second}");
        }
    }
}
