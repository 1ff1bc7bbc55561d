//! Lists that nearly come to a total told before them: 办结372件。按河段分，上段145件、中段36件、其他189件, and what became of
//! all that was received, told in sentences of its own.
//!
//! That figures behind a total nearly come to it, and to nothing else that was told, is no chance.

use super::{Paragraph, Sum, adds_up, ends_whole, overlap};
use crate::{
    check::{
        context::{Found, han, short},
        count::{Count, add, two_make},
        wholes,
    },
    model::{Decimal, Severity},
    rules::kind::Numbers,
    text::marks,
};

/// Most characters of an item's name.
const LABEL: usize = 16;

/// A list that says how it was made may miss its total by a tenth of it.
const TENTH: i128 = 10;

/// Any other by a twenty-fifth.
const LITTLE: i128 = 25;

/// Most figures of which all choices are tried.
const FIGURES: usize = 10;

/// Bytes between a total and what became of it.
const FAR: usize = 420;

/// What opens a clause of what is left.
const LEFT: [&str; 14] = [
    "还有",
    "另有",
    "尚有",
    "仍有",
    "其余",
    "余下",
    "剩余",
    "剩下",
    "结转",
    "转入",
    "转20",
    "尚未",
    "正在",
    "未办结",
];

/// Whether two values differ by at most one of so many parts of the second.
fn within(value: Decimal, of: Decimal, parts: i128) -> bool {
    let off = value.minus(of).map(Decimal::abs).and_then(|off| off.times(parts));
    off.is_some_and(|off| off <= of)
}

pub(super) fn sums<'a, 'b>(rule: &Numbers, told: &'b Paragraph<'a>) -> Vec<Sum<'a, 'b>> {
    let mut sums = lists(rule, told);
    let all = told.counts.iter().enumerate();
    let left = all.filter_map(|(at, count)| left(told, at, count));
    sums.extend(left.filter(|(_, carried)| carried.is_empty()).map(|(sum, _)| sum));
    sums
}

/// 上年结转11件，本年新收96件，办结94件，结转下年15件: what came in is not what went out.
pub(super) fn balances(told: &Paragraph) -> Vec<Found> {
    let all = told.counts.iter().enumerate();
    let left = all.filter_map(|(at, count)| left(told, at, count));
    left.filter(|(_, carried)| !carried.is_empty())
        .filter_map(|(sum, carried)| {
            let unit = &sum.total.quantity.unit;
            let came = add(&carried)?.plus(sum.total.quantity.value)?;
            let from = carried.iter().chain([&sum.total]).map(|count| count.start).min()?;
            let mut found = Found::at(sum.parts.last()?.span)
                .with("text", short(&told.text[told.sentence(from)..], 60))
                .with("total", format!("{came}{unit}"))
                .with("sum", format!("{}{unit}", add(&sum.parts)?))
                .cap(Some(Severity::Warning));
            for one in carried.iter().chain([&sum.total]).chain(&sum.parts) {
                found = found.label(one.span, String::new());
            }
            Some(found)
        })
        .collect()
}

/// The figures of a unit before a place of which a list there can be: those of its sentence and of the one before.
fn candidates<'a, 'b>(told: &'b Paragraph<'a>, unit: &str, at: usize) -> Vec<&'b Count<'a>> {
    let sentence = told.sentence(at);
    let before = told.sentence(told.text[..sentence].trim_end_matches(['。', '\n', ' ']).len());
    let fits = |count: &&Count| {
        let label = wholes::label(told.text, count);
        count.start >= before
            && count.end <= at
            && count.quantity.unit == unit
            && count.is_exact_amount()
            && !wholes::is_change(label)
    };
    told.counts.iter().filter(fits).collect()
}

/// The runs of items with one mark between all of them: label, figure, mark.
fn runs<'a, 'b>(told: &'b Paragraph<'a>) -> Vec<Vec<&'b Count<'a>>> {
    let text = told.text;
    let mut runs: Vec<Vec<&Count>> = Vec::new();
    let (mut mark, mut cut, mut rests) = (None, false, Vec::new());
    for count in &told.counts {
        let last = runs.last().and_then(|run| run.last()).copied();
        let joined = last.and_then(|last: &Count| {
            let gap = text.get(last.end..count.start)?;
            let open = gap.chars().next().filter(|c| matches!(c, '、' | ',' | ';' | '和' | '及'))?;
            let words = &gap[open.len_utf8()..];
            // Behind the first comma the list may only begin: 66名，专职28名、兼职30名.
            let begins = mark == Some(',') && open == '、';
            let same = mark.is_none_or(|mark| mark == open || matches!(open, '和' | '及')) || begins;
            // 药品、器械类37件 is one item where commas part them.
            let joined = open == ',' && mark == Some(',') && words.contains('类');
            let plain = (1..=LABEL).contains(&han(words))
                && (joined || !words.contains('、'))
                && !words.contains([',', ';', '。', ':', '(', ')', '\n'])
                && last.quantity.unit == count.quantity.unit
                && count.is_exact_amount()
                && last.is_exact_amount();
            let change = wholes::is_change(words);
            // 上段120件，中段77件；其余40件: the list began before, with another mark; or behind an item that looks like a
            // change: 超范围取水22件.
            cut = plain && (change || (!same && mark != Some('、') && open != '、'));
            (same && plain && !change).then_some(open)
        });
        match (joined, runs.last_mut()) {
            (Some('、'), Some(run)) if mark == Some(',') => {
                let first = run.pop();
                runs.push(first.into_iter().chain([count]).collect());
                mark = Some('、');
            }
            (Some(open), Some(run)) => {
                mark = mark.or(Some(open));
                run.push(count);
            }
            _ => {
                runs.push(vec![count]);
                mark = None;
                if cut {
                    rests.push(count.start);
                }
            }
        }
        cut = false;
    }
    runs.retain(|run| run.len() >= 2 && !rests.contains(&run[0].start));
    runs
}

/// 按领域分, 从内容看: the clause before a list that says how all was divided.
fn divides(head: &str) -> bool {
    let clause = head.trim_end_matches([',', ':']).rsplit(['。', ';', ',', '\n']).next().unwrap_or("");
    let opens = ["按", "从", "以", "分"].iter().any(|word| clause.starts_with(word));
    let closes = ["分", "看", "统计", "划分", "来看", "计", "类"].iter().any(|word| clause.ends_with(word));
    opens && closes && (2..=14).contains(&han(clause))
}

fn lists<'a, 'b>(rule: &Numbers, told: &'b Paragraph<'a>) -> Vec<Sum<'a, 'b>> {
    let text = told.text;
    let mut sums = Vec::new();
    for run in runs(told) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let unit = first.quantity.unit.as_str();
        let start = marks::start(&text[..first.start], &marks::MEMBER);
        let head = &text[..start];
        let divided = head.ends_with([',', ':']) && divides(head);
        let closed = ends_whole(rule, wholes::label(text, last));
        let outcomes = complete(rule, told, &run);
        let values = candidates(told, unit, start);
        let Some(sum) = add(&run) else { continue };
        // Whatever was told before, and what is told right behind, can be what they are of.
        let told_before: Vec<Decimal> = told
            .counts
            .iter()
            .filter(|count| count.end <= start && count.quantity.unit == unit)
            .map(|count| count.quantity.value)
            .collect();
        let again = told.counts.iter().any(|count| count.start >= last.end && count.quantity.value == sum);
        let twice = overlap::is_said(text);
        // The first item may be the total of the others, or one of their parts.
        let within_run = run.iter().any(|one| one.quantity.value.times(2).is_some_and(|twice| twice == sum));
        let plain = values.iter().filter(|count| !wholes::is_carried(wholes::label(text, count)));
        let total = plain
            .filter(|count| run.iter().all(|part| part.quantity.value <= count.quantity.value))
            .min_by_key(|count| count.quantity.value.minus(sum).map(Decimal::abs));
        let Some(total) = total.copied() else { continue };
        let items = text[start..last.end].trim_start_matches("其中");
        let sentence = told.sentence(start);
        // Behind 、 it is the rest of a list of several things.
        let rest = head.ends_with(['、', '和', '及']);
        let few = rest || (run.len() < 3 && !(closed || outcomes));
        if few
            || within_run
            || again
            || twice
            || told_before.contains(&sum)
            || two_make(&told_before, sum)
            || is_part(told, last, sum, &told_before)
            || !adds_up(rule, told, total.end, items)
        {
            continue;
        }
        let value = total.quantity.value;
        let alone = values.len() == 1 && total.start >= sentence.min(total.start);
        let likely = !(alone && (closed || outcomes));
        let near = if divided || closed || outcomes {
            within(sum, value, TENTH)
        } else {
            // Fewer than the smallest of them are left out by nobody who names the smallest.
            let least = run.iter().map(|part| part.quantity.value).min();
            let off = value.minus(sum).map(Decimal::abs).and_then(|off| off.times(2));
            // What is told in tens may leave out what was few.
            let ten = |value: Decimal| value.to_string().ends_with('0');
            let rounded = ten(value) && run.iter().all(|part| ten(part.quantity.value));
            within(sum, value, LITTLE) && !rounded && least.zip(off).is_some_and(|(least, off)| off < least)
        };
        if near && sum != value {
            sums.push(Sum { total, parts: run, whole: true, likely });
        }
    }
    sums
}

/// Whether outcomes are all there can be: what stays in force beside what is repealed, what is good beside what is not.
fn complete(rule: &Numbers, told: &Paragraph, run: &[&Count]) -> bool {
    let labels: Vec<&str> = run
        .iter()
        .map(|count| wholes::label(told.text, count).trim_start_matches("其中").trim_end_matches('的'))
        .collect();
    let outcomes = rule.outcomes.iter().any(|group| {
        let named = |label: &str| group.iter().any(|word| label.ends_with(word.as_str()));
        labels.iter().all(|label| named(label))
    });
    let ends = |word: &str| {
        labels.iter().any(|label| label.ends_with(word) && !label.ends_with(&format!("不{word}")))
    };
    let pair = [["继续有效", "废止"], ["保留", "废止"], ["合格", "不合格"], ["满意", "不满意"]]
        .iter()
        .any(|pair| pair.iter().all(|word| ends(word)));
    let courts = ["民事", "刑事", "行政"].iter().all(|word| labels.iter().any(|label| label.contains(word)));
    (outcomes && pair) || (courts && labels.len() == 3)
}

/// Whether the next figure belongs to the list too: then it may come to the total with it.
fn is_part(told: &Paragraph, last: &Count, sum: Decimal, totals: &[Decimal]) -> bool {
    let mut next = told.counts.iter().filter(|count| {
        count.start >= last.end
            && count.quantity.unit == last.quantity.unit
            && count.start < last.end + FAR / 3
    });
    next.clone().take(2).any(|count| sum.plus(count.quantity.value).is_some_and(|sum| totals.contains(&sum)))
        || {
            let both = next.by_ref().take(2).try_fold(sum, |sum, count| sum.plus(count.quantity.value));
            both.is_some_and(|both| totals.contains(&both))
        }
}

/// 收到58件。受理49件。不予受理6件。还有4件正在补正: what became of all, up to what is left.
fn left<'a, 'b>(
    told: &'b Paragraph<'a>,
    at: usize,
    count: &'b Count<'a>,
) -> Option<(Sum<'a, 'b>, Vec<&'b Count<'a>>)> {
    let text = told.text;
    let clause = wholes::label(text, count);
    let behind = text[count.end..].split([',', '。', ';']).next().unwrap_or("");
    let opens = LEFT.iter().any(|word| clause.starts_with(word));
    let next =
        ["结转下", "结转20", "转下年", "转入20", "结转至", "跨年"].iter().any(|word| clause.contains(word))
            || ["结转", "转入下", "转入20", "转下年"].iter().any(|word| behind.starts_with(word));
    let of_last = ["上年", "去年"].iter().any(|word| clause.contains(word));
    if !count.is_exact_amount() || !(opens || next) || of_last {
        return None;
    }
    let unit = &count.quantity.unit;
    let earlier: Vec<&Count> = told.counts[..at]
        .iter()
        .filter(|other| {
            other.quantity.unit == *unit && other.is_exact_amount() && other.end + FAR > count.start
        })
        .collect();
    if earlier.len() > FIGURES {
        return None;
    }
    let carried: Vec<&Count> =
        earlier.iter().copied().filter(|other| wholes::is_carried(wholes::label(text, other))).collect();
    let (nth, total) = earlier
        .iter()
        .enumerate()
        .filter(|(_, other)| !carried.iter().any(|one| one.start == other.start))
        .find(|(_, other)| !wholes::is_change(wholes::label(text, other)))?;
    let between: Vec<&Count> = earlier[nth + 1..]
        .iter()
        .copied()
        .filter(|other| !carried.iter().any(|one| one.start == other.start))
        .collect();
    let value = total.quantity.value;
    let with = add(&carried).and_then(|more| value.plus(more))?;
    // Any choice of what stands between may be what became of all.
    let mut choices = 0_u32..1 << between.len();
    let right = choices.any(|set| {
        let some = between.iter().enumerate().filter(|(nth, _)| set >> nth & 1 == 1);
        let sum = some.map(|(_, one)| one.quantity.value).try_fold(count.quantity.value, Decimal::plus);
        sum.is_some_and(|sum| sum == value || sum == with)
    });
    let detailed =
        text[total.end..count.start].contains("其中") || text[total.end..count.start].contains('%');
    let changed = between.iter().any(|one| wholes::is_change(wholes::label(text, one)));
    let range = &text[total.start..count.end];
    let other =
        ["同比", "比上年", "增长", "下降", "约", "以上", "左右"].iter().any(|word| range.contains(word));
    let mut parts = between;
    parts.push(count);
    let sum = add(&parts)?;
    let of = if carried.is_empty() { value } else { with };
    let rest = ["其余", "余下", "剩余", "剩下"].iter().any(|word| clause.starts_with(word));
    let least = if rest || !carried.is_empty() { 2 } else { 3 };
    let fits = (least..=5).contains(&parts.len())
        && parts.iter().all(|part| part.quantity.value < value)
        && within(sum, of, TENTH * 2)
        && !right
        && !detailed
        && !changed
        && !other;
    fits.then_some((Sum { total, parts, whole: true, likely: true }, carried))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/sum-of-parts")
    }

    #[test]
    fn a_list_of_the_sentence_before_nearly_comes_to_its_total() {
        for (wrong, total) in [
            (
                "办结取水案件372件，比2022年增加62件。按水源分，河道145件、湖泊36件、地下水27件、水库74件、其他88件。",
                "372件",
            ),
            ("旧合同147份作了清理，其中继续有效121份、修改13份、废止11份。", "147份"),
            ("对本局印发的31件文件进行清理，继续有效19件，修改5件，废止9件。", "31件"),
            ("受理用水投诉67件，其中水质31件、水压20件、收费14件，调解成功62件。", "67件"),
            ("全年受理咨询820人次。从方式看，窗口310人次、电话415人次、网上85人次。", "820人次"),
        ] {
            assert_eq!(found(wrong), [total], "{wrong}");
        }
        for right in [
            "办结取水案件370件，比2022年增加60件。按水源分，河道145件、湖泊36件、地下水27件、水库74件、其他88件。",
            "旧合同145份作了清理，其中继续有效121份、修改13份、废止11份。",
            "受理用水投诉97件，其中水质31件、水压20件、收费14件，调解成功62件。",
            "新收申请19件，上年结转1件。从内容看，水价8件、供水5件、排水3件、河道2件、其他2件。",
            "立案46件，办结43件。按水源分，河道25件、湖泊10件、其他8件。",
            "检查企业240家，发现隐患52处、整改50处、立案12处。",
            "受理投诉67件，其中水质31件、水压20件、收费14件，另有噪音2件。",
            "取水处罚118件，按事由分，未装水表的47件，超范围取水的35件，无证取水的21件，其余15件。",
            "查处案件412件。按站分，上段站最多，为161件；中段站128件，下段站77件；其余46件由机关办理。",
        ] {
            assert!(found(right).is_empty(), "{right}: {:?}", found(right));
        }
    }

    #[test]
    fn what_became_of_all() {
        let wrong = "全年共收到取水申请63件。经审核，决定受理的有51件。不予受理的有7件，理由是水源不足。还有6件等待补正。";
        assert_eq!(found(wrong), ["63件"]);
        assert!(found(&wrong.replace("63件", "64件")).is_empty());
        let flow =
            "上年结转纠纷12件，本年新收81件。调解成功80件；引导走诉讼途径的5件；结转2024年继续办理的10件。";
        assert_eq!(found(flow), ["10件"]);
        assert!(found(&flow.replace("10件。", "8件。")).is_empty());
        assert!(found("收到投诉58件，受理49件，办结46件，还有3件正在办理。").is_empty());
    }
}
