//! Lists that say without 其中 that they are all there is: 即, 全部用于, 由…组成, 上半年 and 下半年, 其余, 共 behind a list.

use super::{Paragraph, Sum, adds_up};
use crate::{
    check::{
        context::han,
        count::{Count, add},
        wholes,
    },
    model::{Decimal, EvidenceKind},
    rules::kind::Numbers,
    text::marks,
};

/// What stands between a total and a list that is all of it.
const CLOSED: [&str; 12] = [
    "全部用于",
    "分别用于",
    "主要用于",
    "用于",
    "具体是",
    "具体为",
    "即",
    "分为",
    "分别为",
    "分别是",
    "包括",
    "由",
];

/// Those of them that may leave something out.
const OPEN: [&str; 3] = ["主要用于", "用于", "包括"];

/// Most Chinese characters of an item's name.
const LABEL: usize = 16;

/// A list that may leave something out and lacks at most this part of the total has a slip in it.
const LACKS: i128 = 8;

/// What is left, behind which its figure stands.
const REST: [&str; 6] = ["其余", "余下", "剩余", "剩下", "其他", "另外"];

/// Most figures of a sentence that are tried together.
const FIGURES: usize = 8;

/// The lists behind a total that say that they are all of it.
pub(super) fn sums<'a, 'b>(rule: &Numbers, told: &'b Paragraph<'a>) -> Vec<Sum<'a, 'b>> {
    let mut sums: Vec<Sum> = Vec::new();
    for (at, total) in told.counts.iter().enumerate().filter(|(_, total)| total.is_exact_amount()) {
        sums.extend(behind(rule, told, at, total));
    }
    sums.extend(halves(told));
    sums.extend(rest(rule, told));
    sums.extend(before(rule, told));
    sums
}

/// The items of one unit from a place on, each with its name before it and the same mark between all.
fn items<'a, 'b>(told: &'b Paragraph<'a>, from: usize, unit: &str) -> Vec<&'b Count<'a>> {
    let text = told.text;
    let mut run: Vec<&Count> = Vec::new();
    let (mut at, mut mark) = (from, None);
    for count in told.counts.iter().filter(|count| count.start >= from) {
        let Some(gap) = text.get(at..count.start) else { break };
        let words =
            if run.is_empty() { gap } else { gap.trim_start_matches(['、', ',', '和', '及', ';']) };
        // 、 within a list ends where ； opens another clause.
        let ends = gap.starts_with(';') != (mark == Some(';')) && mark.is_some();
        let joined = run.is_empty() || (words.len() < gap.len() && !ends);
        if !run.is_empty() {
            mark = mark.or(gap.chars().next());
        }
        let named = (1..=LABEL).contains(&han(words))
            && !words.contains(['、', ',', ';', '。', ':', '(', ')', '\n'])
            && !["其中", "共", "比", "较", "另"].iter().any(|word| words.starts_with(word));
        if !joined
            || !named
            || count.quantity.unit != unit
            || !count.is_exact_amount()
            || wholes::is_change(words)
        {
            break;
        }
        run.push(count);
        at = count.end;
    }
    run
}

/// 12件，即制定5件、修订4件、废止2件.
fn behind<'a, 'b>(
    rule: &Numbers,
    told: &'b Paragraph<'a>,
    at: usize,
    total: &'b Count<'a>,
) -> Option<Sum<'a, 'b>> {
    let text = told.text;
    let after = &text[total.end..];
    // 九次主持会议研究法治工作，包括: what was done stands behind its figure.
    let noun = after.find([',', '(', ':', '。', ';', '、', '\n'])?;
    let head = &after[..noun];
    let open = after[noun..].chars().next()?;
    if han(head) > 12 || head.len() != han(head) * 3 || !matches!(open, ',' | '(' | ':') {
        return None;
    }
    let from = total.end + noun + open.len_utf8();
    let mark = CLOSED.iter().find(|mark| text[from..].starts_with(**mark));
    let label = wholes::label(text, total);
    if wholes::is_change(label) || wholes::is_carried(label) || label.contains("其中") {
        return None;
    }
    let unit = &total.quantity.unit;
    let mut start = from + mark.map_or(0, |mark| mark.len());
    // 用于以下三项:
    if let Some(colon) = text[start..].find([':', ',', '。', ';'])
        && text[start..].starts_with(['以', '下'])
        && text[start + colon..].starts_with(':')
    {
        start += colon + 1;
    }
    let parts = items(told, start, unit);
    if parts.len() < 2 || parts.len() > 12 {
        return None;
    }
    let end = parts.last()?.end;
    let listed = &text[start..end];
    let labels: Vec<&str> = parts.iter().map(|part| wholes::label(text, part)).collect();
    let opposed = parts.len() == 2 && are_opposite(rule, labels[0], labels[1]);
    // Without a word for it only what excludes each other is all there is, and only of the first figure.
    let from = told.sentence(total.start);
    let first = !told.counts[..at].iter().any(|count| count.start >= from && count.quantity.unit == *unit)
        && parts.iter().all(|part| part.quantity.value <= total.quantity.value);
    // 水利项目37项(省级14项、市级21项): in brackets of its own, and all names alike.
    let framed = mark.is_none() && first && open == '(' && text[end..].starts_with(')') && are_alike(&labels);
    if (mark.is_none() && !(opposed && first) && !framed) || !adds_up(rule, told, total.end, listed) {
        return None;
    }
    if mark == Some(&"由") && !["组成", "构成"].iter().any(|word| text[end..].starts_with(word)) {
        return None;
    }
    let value = total.quantity.value;
    let sum = add(&parts)?;
    // What follows may belong to the list, or its last item may not.
    let explained = (2..=parts.len()).any(|few| add(&parts[..few]) == Some(value))
        || told.counts[at..].iter().skip(parts.len() + 1).take(2).any(|next| {
            let near = next.start < end + 90 && !text[end..next.start.max(end)].contains(['。', ';']);
            near && next.quantity.unit == *unit && sum.plus(next.quantity.value) == Some(value)
        });
    let lacks = value.minus(sum)?;
    let open = framed && !opposed || mark.is_some_and(|mark| OPEN.contains(mark));
    let likely = open && lacks > Decimal::ZERO;
    let slip = lacks.times(LACKS)? <= value && total.kind == EvidenceKind::Count;
    (!explained && (!likely || slip)).then_some(Sum { total, parts, whole: true, likely })
}

/// Whether names are of one length and end alike: 省级, 市级.
fn are_alike(names: &[&str]) -> bool {
    let shape = |name: &str| (name.chars().count(), name.chars().next_back());
    names.first().is_some_and(|first| (2..=6).contains(&han(first)))
        && names.windows(2).all(|pair| shape(pair[0]) == shape(pair[1]) && pair[0] != pair[1])
}

/// Whether of two names each is what the other is not: 普通程序 and 简易程序, 合格 and 不合格.
pub(super) fn are_opposite(rule: &Numbers, one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_start_matches("其中").trim(), other.trim_start_matches("其中").trim());
    let denies = |a: &str, b: &str| {
        ["不", "未", "非", "没有", "没"]
            .iter()
            .any(|not| b.strip_prefix(not).is_some_and(|rest| han(rest) >= 2 && a.ends_with(rest) && a != b))
    };
    let listed = |a: &str, b: &str| {
        rule.opposites.iter().any(|(first, second)| {
            a.contains(first.as_str())
                && b.contains(second.as_str())
                && !a.contains(second.as_str())
                && !b.contains(first.as_str())
        })
    };
    denies(one, other) || denies(other, one) || listed(one, other) || listed(other, one)
}

/// 检查312次。上半年检查148次；下半年检查154次: both halves of what was counted before.
fn halves<'a, 'b>(told: &'b Paragraph<'a>) -> Option<Sum<'a, 'b>> {
    let text = told.text;
    let (first, second) = (text.find("上半年")?, text.find("下半年")?);
    let between = text.get(first..second)?;
    if between.contains('。') || between.len() > 200 || text[second..].find("上半年").is_some() {
        return None;
    }
    let of = |from: usize, to: usize| {
        let mut inside = told.counts.iter().filter(|count| count.start >= from && count.end <= to);
        let one = inside.next()?;
        (one.is_exact_amount() && !text[from..one.start].contains('。')).then_some(one)
    };
    let one = of(first, second)?;
    let end = text[second..].find(['。', ';']).map_or(text.len(), |at| second + at);
    let two = of(second, end)?;
    let unit = &one.quantity.unit;
    let total = told.counts.iter().rev().find(|count| count.end <= first && count.quantity.unit == *unit)?;
    let gap = &text[total.end..first];
    let clause = |count: &Count| wholes::label(text, count);
    // What was done is told again of each half.
    let verb: String = {
        let chars: Vec<char> = clause(one).chars().collect();
        chars[chars.len().saturating_sub(2)..].iter().collect()
    };
    let fits = two.quantity.unit == *unit
        && total.is_exact_amount()
        && han(gap) <= 4
        && gap.matches('。').count() <= 1
        && !gap.contains(';')
        && han(&verb) == 2
        && text[..total.start].rsplit(['。', ';']).next().is_some_and(|words| words.contains(verb.as_str()))
        && !wholes::is_change(clause(total))
        && !wholes::is_change(clause(one))
        && !wholes::is_change(clause(two))
        && !text[first..two.end].contains("其中");
    fits.then(|| Sum { total, parts: vec![one, two], whole: true, likely: false })
}

/// Whether some of the figures behind one of them, taken from it, leave a rest.
fn leaves(values: &[Decimal], rest: Decimal) -> bool {
    let values = &values[values.len().saturating_sub(FIGURES)..];
    (0..values.len()).any(|whole| {
        let others = &values[whole + 1..];
        (1_u32..1 << others.len()).any(|set| {
            let some = others.iter().enumerate().filter(|(nth, _)| set >> nth & 1 == 1);
            let sum = some.map(|(_, value)| *value).try_fold(rest, Decimal::plus);
            let two = whole.checked_sub(1).and_then(|at| values[at].plus(values[whole]));
            sum == Some(values[whole]) || (two.is_some() && sum == two)
        })
    })
}

/// 抽查40家，合格32家，其余7家限期整改.
fn rest<'a, 'b>(rule: &Numbers, told: &'b Paragraph<'a>) -> Vec<Sum<'a, 'b>> {
    let text = told.text;
    let mut sums = Vec::new();
    for count in told.counts.iter().filter(|count| count.is_exact_amount()) {
        let words = text[..count.start].rsplit([',', '。', ';', ':', '、', '\n']).next().unwrap_or("");
        let Some(word) = REST[..4].iter().find(|word| words.starts_with(**word)) else { continue };
        let noun = words[word.len()..].trim_end_matches(['的', '有', '还', '仅']);
        if han(noun) > 4 || noun.contains('年') {
            continue;
        }
        let start = told.sentence(count.start);
        let earlier: Vec<&Count> = told.counts.iter().filter(|other| other.end <= count.start).collect();
        let inside: Vec<&Count> = earlier.iter().copied().filter(|other| other.start >= start).collect();
        // Of what is counted otherwise nobody knows.
        let other = inside
            .iter()
            .any(|other| other.kind == EvidenceKind::Count && other.quantity.unit != count.quantity.unit);
        let values: Vec<Decimal> = earlier
            .iter()
            .filter(|other| other.quantity.unit == count.quantity.unit)
            .map(|other| other.quantity.value)
            .collect();
        let [total, parts @ ..] = inside.as_slice() else { continue };
        let unless = rule.unless.as_ref().is_some_and(|unless| unless.fits(&text[start..count.start]));
        let plain = inside.iter().all(|one| {
            let label = wholes::label(text, one);
            one.is_exact_amount() && !wholes::is_change(label) && !wholes::is_carried(label)
        });
        let part = |part: &&&Count| part.quantity.value < total.quantity.value;
        if other || unless || !plain || parts.is_empty() || leaves(&values, count.quantity.value) {
            continue;
        }
        if parts.iter().filter(part).count() < parts.len() || count.quantity.value >= total.quantity.value {
            continue;
        }
        let mut parts = parts.to_vec();
        parts.push(count);
        let likely = parts.len() > 2;
        sums.push(Sum { total, parts, whole: true, likely });
    }
    sums
}

/// 制定5件、修订4件、废止2件，共12件.
fn before<'a, 'b>(rule: &Numbers, told: &'b Paragraph<'a>) -> Vec<Sum<'a, 'b>> {
    let text = told.text;
    let mut sums = Vec::new();
    for (at, total) in told.counts.iter().enumerate().filter(|(_, total)| total.is_exact_amount()) {
        let label = wholes::label(text, total);
        // 两类合计58人
        let bare = label.trim_start_matches(|c: char| "二两三四五六七八九十类项者方面".contains(c));
        let closes = ["共", "合计", "共计", "总计", "一共", "总共"].contains(&bare);
        if !closes || !text[..total.start - label.len()].ends_with([',', '，']) {
            continue;
        }
        let mut run: Vec<&Count> = Vec::new();
        let mut end = total.start - label.len() - 1;
        let (mut commas, mut mixed) = (false, false);
        let from = end;
        for count in told.counts[..at].iter().rev().filter(|count| count.end <= from) {
            if count.end != end || !count.is_exact_amount() {
                break;
            }
            // 合同13份、涉企政策5件，合计18件: what one sort counts by another unit may belong to it.
            if count.quantity.unit != total.quantity.unit {
                mixed = !run.is_empty();
                break;
            }
            let name = wholes::label(text, count);
            if !(1..=LABEL).contains(&han(name)) || wholes::is_change(name) || name.contains('共') {
                break;
            }
            run.insert(0, count);
            let from = marks::start(&text[..count.start], &marks::MEMBER);
            let Some(mark) = text[..from].chars().next_back().filter(|mark| matches!(mark, '、' | ','))
            else {
                break;
            };
            commas |= mark == ',';
            end = from - mark.len_utf8();
        }
        let [first, .., last] = run.as_slice() else { continue };
        let value = total.quantity.value;
        let explained = (0..run.len() - 1)
            .any(|from| (from + 2..=run.len()).any(|to| add(&run[from..to]) == Some(value)));
        // Where what follows tells what they are together, or a sentence before tells more, it is of those.
        let start = told.sentence(first.start);
        let others = told.counts[..at].iter().any(|other| {
            other.start >= start && other.end <= first.start && other.quantity.unit == total.quantity.unit
        });
        let items = &text[first.start..last.end];
        if explained || others || mixed || !adds_up(rule, told, first.start, items) {
            continue;
        }
        // One may be counted twice.
        let likely = commas || add(&run).is_some_and(|sum| sum > value);
        sums.push(Sum { total, parts: run, whole: true, likely });
    }
    sums
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/sum-of-parts")
    }

    #[test]
    fn lists_that_are_all_there_is() {
        for (wrong, total) in [
            ("整治河道19处，即清淤8处、护坡6处、绿化4处。", "19处"),
            (
                "节水经费52.5万元，全部用于以下三项：换表28.5万元，巡检9万元，培训12.9万元，账目已公开。",
                "52.5万元",
            ),
            ("局长八次主持会议研究水费改革，包括党组会四次、专题会三次。", "八次"),
            ("局长九次主持会议研究水费改革，包括党组会四次、专题会四次；讲授专题课一次。", "九次"),
            ("办理处罚案件86件，其中适用普通程序34件、简易程序49件。", "86件"),
            ("办理处罚案件86件，适用普通程序34件、简易程序49件。", "86件"),
            ("开展河道巡查312次。上半年汛情平稳，巡查148次；下半年巡查154次。", "312次"),
            ("抽查泵站40座，正常运行32座，其余7座限期检修。", "40座"),
            ("新装水表5块、更换4块、移位2块，共12块。", "12块"),
            ("争取水利项目37项（省级14项、市级21项），落地29项。", "37项"),
            ("水样86批次，其中合格80批次，不合格4批次。", "86批次"),
        ] {
            assert_eq!(found(wrong), [total], "{wrong}");
        }
    }

    #[test]
    fn lists_that_may_leave_something_out_or_are_of_another_total() {
        for right in [
            "整治河道18处，即清淤8处、护坡6处、绿化4处，其中跨镇河道3处。",
            "节水经费50.4万元，全部用于以下三项：换表28.5万元，巡检9万元，培训12.9万元。",
            "局长八次主持会议研究水费改革，包括党组会四次、专题会四次；讲授专题课一次。",
            "局长十二次主持会议，包括党组会四次、专题会三次。",
            "办理处罚案件83件，其中适用普通程序34件、简易程序49件。",
            "开展河道巡查312次。上半年汛情平稳，巡查148次；下半年巡查164次。",
            "开展河道巡查312次。上半年检修泵站48次；下半年检修泵站54次。",
            "抽查泵站40座，正常运行32座，其余8座限期检修。",
            "抽查泵站40座，正常运行32座、带病运行6座，其余2座停用。",
            "新装水表5块、更换4块、移位3块，共12块。",
            "争取水利项目37项（省级14项、市级23项），落地29项。",
            "争取水利项目37项（省级9项、市级4项），落地29项。",
            "开展巡查37次（夜间14次、联合21次），清障9处。",
            "审核用水合同23份、水价文件5件、处罚决定41件，合计69件。",
            "受理投诉20件、来信30件，办结18件、26件，共44件。",
            "检查泵站40座，培训值班员5名、班长3名，其余2名外出。",
        ] {
            assert!(found(right).is_empty(), "{right}: {:?}", found(right));
        }
    }
}
