//! Rates whose counts stand further off: in the sentence before, in other units, in words (过半), in another part.
//!
//! As for those beside their counts, any two figures of the paragraph that make the rate explain it.

use std::ops::Range;

use super::{
    clause_of, makes_no_rate,
    shares::{agrees, alike, is_rate},
    shares_a_word, wrong_by,
};
use crate::{
    check::{
        context::{Context, Found, han},
        count::{self, Count},
        memo::Paragraph,
        wholes,
    },
    model::{Decimal, EvidenceKind, Role, Severity},
    rules::kind::Numbers,
    text::{class, marks},
};

/// Most figures of a paragraph that are tried in pairs.
const FIGURES: usize = 24;

/// More than half, in words; and less.
const OVER: [&str; 8] =
    ["超过半数", "半数以上", "超过一半", "一半以上", "过半数", "绝大多数", "大多数", "过半"];
const UNDER: [&str; 6] = ["不到一半", "不足一半", "不足半数", "不到半数", "未过半", "不过半"];

/// Words that take a rate to another year, another body or some of them.
const OTHERS: [&str; 20] = [
    "上年", "去年", "往年", "同比", "比", "较", "全县", "全市", "全省", "全国", "平均", "累计", "目标",
    "以上", "力争", "确保", "按期", "及时", "当场", "一次",
];

/// Words of a sentence that say why a rate of all is not that of its figures.
const EXCUSES: [&str; 16] = [
    "撤",
    "未开庭",
    "期限",
    "在办",
    "正在",
    "尚",
    "结转",
    "中止",
    "终止",
    "其余",
    "不予",
    "无法",
    "应",
    "另",
    "其他",
    "依法",
];

/// Rates of a paragraph that no two of its figures make.
pub(in crate::check) fn unexplained(
    context: &Context,
    rule: &Numbers,
    paragraph: &Paragraph,
) -> Option<Found> {
    let (text, counts) = (paragraph.text, &paragraph.counts);
    let of_rate = counts
        .iter()
        .filter(|count| is_rate(count))
        .find_map(|rate| named(rule, paragraph, rate).or_else(|| shared(rule, paragraph, rate)));
    of_rate.or_else(|| {
        let words = OVER.iter().map(|word| (word, true)).chain(UNDER.iter().map(|word| (word, false)));
        words.into_iter().find_map(|(word, over)| {
            let at = text.find(word)?;
            let denied = over && text[..at].ends_with(['未', '不', '没']);
            (!denied).then(|| half(context, paragraph, at..at + word.len(), over)).flatten()
        })
    })
}

/// The figures before a place that can make a rate there, in its sentence and the two before.
fn figures<'a, 'b>(paragraph: &'b Paragraph<'a>, at: usize) -> Vec<&'b Count<'a>> {
    let text = paragraph.text;
    let from = (0..3).fold(at, |at, _| text[..at].rfind(['。', '\n']).unwrap_or(0));
    let near = |count: &&Count| {
        count.is_exact_amount() && !makes_no_rate(text, count) && count.end <= at && count.start >= from
    };
    paragraph.counts.iter().filter(near).collect()
}

/// The ends between which a figure lies that was rounded.
fn ends(count: &Count) -> [Decimal; 2] {
    let half = count.quantity.precision.divided(Decimal::from_int(2), 6).unwrap_or(Decimal::ZERO);
    let value = count.quantity.value;
    [value.minus(half).unwrap_or(value), value.plus(half).unwrap_or(value)]
}

/// Whether a figure is told in 万 or 亿.
fn is_rounded(text: &str, count: &Count) -> bool {
    text[count.start..count.end].contains(['万', '亿'])
}

/// Whether two figures can make a rate, or what is left of one without the other.
fn makes(text: &str, rate: &Count, part: &Count, whole: &Count) -> bool {
    let rounded = is_rounded(text, part) || is_rounded(text, whole);
    let (parts, wholes) = if rounded {
        (ends(part).to_vec(), ends(whole).to_vec())
    } else {
        (vec![part.quantity.value], vec![whole.quantity.value])
    };
    let shares: Vec<(Decimal, Decimal)> =
        parts.iter().flat_map(|part| wholes.iter().map(|whole| (*part, *whole))).collect();
    let low = shares.iter().any(|(part, whole)| agrees(rate, *part, *whole));
    let rest = |(part, whole): &(Decimal, Decimal)| {
        whole.minus(*part).is_some_and(|rest| rest >= Decimal::ZERO && agrees(rate, rest, *whole))
    };
    // Between its ends a rounded share can be any.
    let between = || {
        let Some(stated) = rate.quantity.value.divided(Decimal::from_int(100), 6) else { return true };
        let of = |(part, whole): &(Decimal, Decimal)| part.divided(*whole, 6);
        let of: Vec<Decimal> = shares.iter().filter_map(of).collect();
        of.iter().any(|share| *share <= stated) && of.iter().any(|share| *share >= stated)
    };
    low || shares.iter().any(rest) || (rounded && between())
}

/// Whether any figures of a paragraph, alone or added up, make a rate.
fn explained(rule: &Numbers, paragraph: &Paragraph, rate: &Count, part: &Count) -> bool {
    let text = paragraph.text;
    let same: Vec<&Count> = paragraph
        .counts
        .iter()
        .filter(|count| count.is_exact_amount() && alike(rule, &count.quantity.unit, &part.quantity.unit))
        .take(FIGURES)
        .collect();
    if !rate.is_exact() {
        // Almost any two figures make 超四成.
        let own = part.quantity.value;
        return same
            .iter()
            .filter(|whole| whole.span != part.span)
            .any(|whole| whole.quantity.value >= own && agrees(rate, own, whole.quantity.value));
    }
    let mut sums: Vec<Decimal> = same.iter().map(|count| count.quantity.value).collect();
    for run in same.windows(2).chain(same.windows(3)).chain(same.windows(4)) {
        sums.extend(count::add(run));
    }
    same.iter().any(|one| {
        same.iter().any(|other| {
            let part = one.span != other.span && one.quantity.value <= other.quantity.value;
            part && makes(text, rate, one, other)
        })
    }) || sums.iter().any(|whole| {
        *whole > Decimal::ZERO && sums.iter().any(|part| part < whole && agrees(rate, *part, *whole))
    })
}

/// The stem of 采纳率, before a rate or behind it; and the clause.
fn stem(text: &str, rate: &Count) -> Option<(String, String)> {
    let before = text[..rate.start]
        .trim_end_matches(['达', '到', '为', '是', '约', '了', '仅', '只', '均', '都', '有', '在', '高']);
    let clause = marks::before(before, &marks::MEMBER);
    let name = if let Some(name) = clause.strip_suffix('率') {
        name
    } else {
        let behind = text[rate.end..].strip_prefix('的')?;
        let end = behind.find('率').filter(|end| han(&behind[..*end]) <= 4)?;
        &behind[..end]
    };
    let name = name.trim_end_matches(['的', '成', '功']);
    let last: Vec<char> = name.chars().collect();
    let stem: String = last[last.len().checked_sub(2)?..].iter().collect();
    (han(&stem) == 2).then(|| (stem, clause.to_owned()))
}

/// Whether a clause tells of what a rate is named after, by the same word or one that says the same.
fn tells(rule: &Numbers, clause: &str, stem: &str) -> bool {
    let says = |word: &str| {
        clause.contains(word)
            && !["不", "未", "没", "没有", "非"].iter().any(|not| clause.contains(&format!("{not}{word}")))
    };
    says(stem)
        || rule
            .verbs
            .iter()
            .any(|group| group.iter().any(|word| word == stem) && group.iter().any(|word| says(word)))
}

/// 受理34件。其中办结30件。办结率92.5%: of the last figure that tells of it.
fn named(rule: &Numbers, paragraph: &Paragraph, rate: &Count) -> Option<Found> {
    let text = paragraph.text;
    let (stem, name) = stem(text, rate)?;
    if han(&name) > 12 || OTHERS.iter().any(|word| name.contains(word)) || name.contains('年') {
        return None;
    }
    let figures = figures(paragraph, rate.start);
    let part = *figures.last()?;
    let own = clause_of(text, part);
    let gap = &text[part.end..rate.start];
    if !tells(rule, &own, &stem)
        || gap.matches([',', ';', '。']).count() > 3
        || gap.contains('\n')
        || wholes::is_change(wholes::label(text, part))
    {
        return None;
    }
    let whole = *figures.iter().rev().find(|whole| {
        whole.end <= part.start
            && alike(rule, &whole.quantity.unit, &part.quantity.unit)
            && whole.quantity.value >= part.quantity.value
            && !wholes::is_change(wholes::label(text, whole))
            && !wholes::is_carried(wholes::label(text, whole))
    })?;
    let of_whole = clause_of(text, whole);
    if tells(rule, &of_whole, &stem) || explained(rule, paragraph, rate, part) {
        return None;
    }
    let between = &text[whole.end..part.start];
    let near = between.matches(marks::MEMBER).count() <= 4 && !between.contains('\n');
    near.then(|| wrong_by(text, rate, part, whole)).flatten()
}

/// 下辖28个行政村。…17个村签约，占行政村的八成: what a share is of stands in a sentence before.
fn shared(rule: &Numbers, paragraph: &Paragraph, rate: &Count) -> Option<Found> {
    let text = paragraph.text;
    let part = paragraph.counts.iter().rfind(|count| count.is_exact_amount() && count.end <= rate.start)?;
    let gap = &text[part.end..rate.start];
    let clause = marks::before(gap, &marks::MEMBER);
    let of = clause.trim().strip_prefix(['仅', '只']).unwrap_or(clause.trim()).strip_prefix('占')?;
    let of = of.trim_end_matches(['的', '比', '例', '近', '约', '超', '过', '逾', '达', '到', '总', '数']);
    if gap.contains('。') || gap.matches(',').count() > 2 || !(2..=12).contains(&han(of)) {
        return None;
    }
    let noun = ["全镇", "全乡", "全县", "全区", "全市", "全街道", "全局", "全部", "全体", "辖区"]
        .iter()
        .find_map(|place| of.strip_prefix(place))
        .unwrap_or(of);
    let names = |count: &&&Count| {
        let behind = marks::behind(&text[count.end..], &marks::MEMBER);
        let label = wholes::label(text, count);
        han(noun) >= 2 && (behind.starts_with(noun) || label.ends_with(noun)) && !wholes::is_change(label)
    };
    let from = text[..part.start].rfind('\n').unwrap_or(0);
    let earlier: Vec<&Count> = paragraph
        .counts
        .iter()
        .filter(|count| {
            count.is_exact_amount()
                && count.start >= from
                && count.end <= part.start
                && alike(rule, &count.quantity.unit, &part.quantity.unit)
                && count.quantity.value >= part.quantity.value
        })
        .collect();
    let whole = *earlier.iter().find(names)?;
    (!explained(rule, paragraph, rate, part)).then(|| wrong_by(text, rate, part, whole)).flatten()
}

/// 收到意见37条，吸收16条，采纳的过半.
fn half(context: &Context, paragraph: &Paragraph, place: Range<usize>, over: bool) -> Option<Found> {
    let text = paragraph.text;
    let figures = figures(paragraph, place.start);
    let part = *figures.last()?;
    let gap = &text[part.end..place.start];
    let clause = marks::before(gap, &marks::MEMBER);
    let close =
        gap.matches([',', ';']).count() == 1 && !gap.contains(['。', '、', ':', '(']) && han(gap) <= 8;
    let behind = marks::behind(&text[place.end..], &marks::MEMBER);
    if !close || han(clause) > 5 || clause.contains(['未', '不', '没', '无']) || han(behind) > 0 {
        return None;
    }
    let of_unit = |count: &&&Count| count.quantity.unit == part.quantity.unit && count.end <= part.start;
    let earlier: Vec<&Count> = figures.iter().filter(of_unit).copied().collect();
    let fits = |whole: &Count| {
        let twice = part.quantity.value.times(2).unwrap_or(Decimal::ZERO);
        if over { twice >= whole.quantity.value } else { twice <= whole.quantity.value }
    };
    let whole = *earlier.last()?;
    let own = clause_of(text, part);
    let wrong = whole.quantity.value >= part.quantity.value
        && !earlier.iter().any(|whole| fits(whole))
        && !["不", "未", "没"].iter().any(|not| own.contains(not))
        && !wholes::is_change(wholes::label(text, part));
    if !wrong {
        return None;
    }
    let from = place.start - clause.len();
    let span = context.place(paragraph.base + from, paragraph.base + place.end);
    let right = part.quantity.value.times(100)?.divided(whole.quantity.value, 1)?;
    Some(
        Found::at(span)
            .with("text", &text[from..place.end])
            .with("right", format!("{right}%"))
            .with("part", &text[part.start..part.end])
            .with("whole", &text[whole.start..whole.end])
            .label(part.span, String::new())
            .label(whole.span, String::new()),
    )
}

/// 出庭应诉率100% in one part, 诉讼案件14件，负责人出庭12件 in another.
pub(in crate::check) fn of_all(context: &Context, rule: &Numbers) -> Vec<Found> {
    let paragraphs = context.memo.paragraphs();
    let mut found = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.role != Role::Plan) {
        let text = paragraph.text;
        for rate in paragraph.counts.iter().filter(|count| is_rate(count) && count.is_exact()) {
            if rate.quantity.unit != "%" || rate.quantity.value != Decimal::from_int(100) {
                continue;
            }
            let Some((stem, name)) = stem(text, rate) else { continue };
            if OTHERS.iter().any(|word| name.contains(word)) || name.contains("均") {
                continue;
            }
            // A rate has a reason of its own where two figures beside it are the same.
            let own = paragraph.counts.iter().any(|one| {
                one.kind == EvidenceKind::Count
                    && paragraph
                        .counts
                        .iter()
                        .any(|other| other.span != one.span && other.quantity == one.quantity)
            });
            let subject = name.replace(&format!("{stem}率"), "").replace("全年", "");
            if own || han(&subject) < 2 {
                continue;
            }
            let mut told =
                paragraphs.iter().filter(|other| other.base != paragraph.base && other.role != Role::Plan);
            let mut pairs = told.by_ref().flat_map(|other| pairs(rule, other, &stem, &subject));
            let (Some((other, part, whole)), None) = (pairs.next(), pairs.next()) else { continue };
            let shown = |count: &Count| &other.text[count.start..count.end];
            let Some(right) =
                part.quantity.value.times(100).and_then(|part| part.divided(whole.quantity.value, 1))
            else {
                continue;
            };
            found.push(
                Found::at(rate.span)
                    .with("text", &text[rate.start..rate.end])
                    .with("right", format!("{right}%"))
                    .with("part", shown(part))
                    .with("whole", shown(whole))
                    .label(part.span, String::new())
                    .label(whole.span, String::new())
                    .cap(Some(Severity::Warning)),
            );
        }
    }
    found
}

/// A whole and, in the next clauses, some of it of which a rate can be, where nothing says why not all.
fn pairs<'a, 'b>(
    rule: &Numbers,
    paragraph: &'b Paragraph<'a>,
    stem: &str,
    subject: &str,
) -> Vec<(&'b Paragraph<'a>, &'b Count<'a>, &'b Count<'a>)> {
    let text = paragraph.text;
    let counts: Vec<&Count> = paragraph.counts.iter().filter(|count| count.is_exact_number()).collect();
    counts
        .windows(2)
        .filter_map(|pair| {
            let [whole, part] = *pair else { return None };
            let gap = &text[whole.end..part.start];
            let start = paragraph.sentence(whole.start);
            let end = marks::end(text, part.end, &marks::SENTENCE);
            let sentence = text.get(start..end)?;
            let fits = whole.quantity.unit == part.quantity.unit
                && part.quantity.value < whole.quantity.value
                && part.quantity.value > Decimal::ZERO
                && tells(rule, &clause_of(text, part), stem)
                && !tells(rule, &clause_of(text, whole), stem)
                && gap.matches(marks::MEMBER).count() <= 2
                && !gap.contains(['。', ';', ':'])
                && !wholes::is_change(wholes::label(text, part))
                && !sentence.contains("其中")
                && shares_a_word(subject, sentence)
                && !EXCUSES.iter().any(|word| sentence.contains(word));
            fits.then_some((paragraph, part, whole))
        })
        .collect()
}

/// Years of which a report tells figures; nobody counts back further.
const COMPARED: Range<i32> = 1990..2100;

/// Whether two clauses tell of two years, the second of the later: 2024年来访2100次，2025年达到6300次.
pub(super) fn follows(text: &str, before: &Count, now: &Count) -> bool {
    let year = |count: &Count| {
        let label = wholes::label(text, count);
        let at = label.find('年')?;
        let year = class::digits_before(&label[..at]).parse().ok()?;
        COMPARED.contains(&year).then_some((year, &label[at..]))
    };
    let gap = &text[before.end..now.start];
    let (Some((one, _)), Some((other, words))) = (year(before), year(now)) else { return false };
    // 2022年结转21件，2023年新收307件 are two things.
    let said = |words: &str| -> String {
        let bare = words.trim_start_matches(class::is_digit);
        bare.chars().filter(|c| !"年度全共累计一为是有达到至约近超过了仅只".contains(*c)).collect()
    };
    let (first, then) = (said(wholes::label(text, before)), said(words));
    let first: String = first.chars().filter(|c| class::is_han(*c)).collect();
    let alike = then.is_empty() || first.is_empty() || then.chars().any(|c| first.contains(c));
    let carried = [before, now].iter().any(|count| wholes::is_carried(wholes::label(text, count)));
    one < other
        && alike
        && !carried
        && han(words) <= 8
        && gap.matches([',', ';']).count() == 1
        && !gap.contains(['。', '、'])
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/percent-of-counts")
    }

    #[test]
    fn what_a_rate_is_of_may_stand_in_the_sentence_before() {
        for (wrong, rate) in [
            ("全年受理供水投诉34件。水务所逐件上门，办结31件。办结率96.2%。", "96.2%"),
            ("节水经费60万元，截至年底实际支出537000元，预算执行率95%。", "95%"),
            (
                "岚溪镇下辖28个行政村，分批换表。截至年底，已有17个村完成换表，占全镇行政村的八成以上。",
                "八成以上",
            ),
            ("水价方案公开征求意见，共收到意见31条。经研究，吸收13条，采纳的过半。", "采纳的过半"),
            ("水情栏目2022年阅读量为2100人次，2023年达到6300人次，增长3倍。", "3倍"),
            ("全年下乡7次。值班员和抄表员123人参加考试，121人一次通过，通过率89.4%。", "89.4%"),
        ] {
            assert_eq!(found(wrong), [rate], "{wrong}");
        }
        for right in [
            "全年受理供水投诉34件。水务所逐件上门，办结31件。办结率91.2%。",
            "全年受理供水投诉34件。水务所逐件上门，办结31件。上年办结率96.2%。",
            "节水经费60万元，截至年底实际支出537000元，预算执行率89.5%。",
            "岚溪镇下辖28个行政村，分批换表。截至年底，已有17个村完成换表，占全镇行政村的六成以上。",
            "水价方案公开征求意见，共收到意见31条。经研究，吸收13条，未采纳的过半。",
            "水价方案公开征求意见，共收到意见31条。经研究，吸收19条，采纳的过半。",
            "水情栏目2022年阅读量为2100人次，2023年达到6300人次，增长2倍。",
            "全年下乡7次。值班员和抄表员123人参加考试，121人一次通过，通过率98.4%。",
            "2022年结转28件，2023年新收412件，同比增长83.1%（2022年新收225件）。",
            "2022年立案28件，2023年抽查412件，增长83.1%。",
            "换表3090块，超额完成上级下达的任务3000块，完成率103.0%。",
        ] {
            assert!(found(right).is_empty(), "{right}: {:?}", found(right));
        }
    }

    #[test]
    fn a_rate_of_all_in_another_part() {
        let text = |first: &str| {
            format!(
                "全年行政诉讼案件14件，{first}。\n\n（二）应诉\n\n带头应诉，全年负责人出庭应诉率达到100%。"
            )
        };
        assert_eq!(found(&text("均已开庭，负责人出庭12件")), ["100%"]);
        assert!(found(&text("撤诉2件，负责人出庭12件")).is_empty());
        assert!(found(&text("均已开庭，负责人出庭14件")).is_empty());
    }
}
