//! Rates that no two figures near them make: 142个村中，118个完成登记，占81.3%.
//!
//! A rate is explained by any two figures of its paragraph that count the same, and by what such figures come to
//! together. Only where none explains it, and the sentence shows of which two it is told, it is wrong.

use super::{
    MARKS, clause_of, makes_no_rate, proportions,
    shares::{agrees, alike, hundredths, is_rate, is_times},
};
use crate::{
    check::{
        context::{Found, han},
        count::{ClaimFigures, Count},
        wholes::label,
    },
    model::Decimal,
    rules::kind::Numbers,
    text::{class, marks},
};

/// Most figures of a paragraph that are tried in pairs.
const FIGURES: usize = 16;

/// Most Chinese characters between a part and its rate.
const NEAR: usize = 24;

/// What a rate is said to be.
enum Said<'a> {
    /// 占: with the words of what, if there are any.
    Share(&'a str),
    /// 增长 and 下降.
    Change { up: bool },
}

pub(super) fn unexplained(rule: &Numbers, told: &ClaimFigures, rate: &Count) -> Option<Found> {
    let text = told.text;
    let from = marks::start(&text[..rate.start], &marks::SENTENCE);
    let figures: Vec<&Count> = told
        .counts
        .iter()
        .filter(|count| count.start >= from && count.end <= rate.start && count.is_amount())
        .filter(|count| !makes_no_rate(text, count))
        .collect();
    let last = *figures.last()?;
    let said = said(rule, text, rate, last.end)?;
    let of_unit = |count: &&Count| alike(rule, &count.quantity.unit, &last.quantity.unit);
    let same: Vec<&Count> =
        figures.iter().copied().filter(|count| of_unit(count) && is_written_out(text, count)).collect();
    // What is counted otherwise behind the part could be meant.
    let gap = &text[last.end..rate.start];
    if !is_written_out(text, last)
        || han(gap) > NEAR
        || gap.matches(MARKS).count() > 2
        || gap.contains("其中")
    {
        return None;
    }
    let (part, whole, right) = match said {
        Said::Share(of) => share(text, &same, of)?,
        Said::Change { up } => change(text, &same, up)?,
    };
    let mut near: Vec<Decimal> = told
        .paragraph
        .iter()
        .filter(|count| count.is_amount() && of_unit(count) && count.span.start() < rate.span.start())
        .map(|count| count.quantity.value)
        .rev()
        .take(FIGURES)
        .collect();
    // 增长83.1%（上年225件）: what it is of may stand right behind it.
    let aside = text[rate.end..].strip_prefix('(').and_then(|rest| rest.find(')')).unwrap_or(0);
    let behind = |count: &&Count| count.start >= rate.end && count.end <= rate.end + aside + 1;
    near.extend(told.counts.iter().filter(|one| behind(one) && of_unit(one)).map(|one| one.quantity.value));
    let values: Vec<Decimal> = same.iter().map(|count| count.quantity.value).collect();
    let explained = match said {
        // Almost any two figures make 超四成.
        Said::Share(_) if !rate.is_exact() => {
            near.extend(values.windows(2).filter_map(|two| two[0].plus(two[1])));
            let part = part.quantity.value;
            let again = values.iter().filter(|value| **value == part).count() > 1;
            near.iter().any(|whole| (*whole > part || again) && *whole >= part && agrees(rate, part, *whole))
        }
        Said::Share(_) => {
            for run in values.windows(2).chain(values.windows(3)) {
                near.extend(run.iter().try_fold(Decimal::ZERO, |sum, value| sum.plus(*value)));
            }
            is_share(rate, &near) || is_of_another(told, rate, part)
        }
        Said::Change { .. } => is_change(rate, &near, part.quantity.value),
    };
    if explained || agrees(rate, right.0, right.1) {
        return None;
    }
    let scale = if rate.is_exact() && rate.quantity.unit == "%" { rate.quantity.value.scale() } else { 1 };
    let right = if is_times(rate) {
        format!("{}倍", right.0.divided(right.1, 1)?)
    } else {
        format!("{}%", right.0.times(100)?.divided(right.1, scale)?)
    };
    Some(
        Found::at(rate.span)
            .with("text", &text[rate.start..rate.end])
            .with("right", right)
            .with("part", &text[part.start..part.end])
            .with("whole", &text[whole.start..whole.end])
            .label(part.span, String::new())
            .label(whole.span, String::new()),
    )
}

/// Whether a figure is written out: what is told in 万 and 亿 is rounded, and makes no exact rate.
fn is_written_out(text: &str, count: &Count) -> bool {
    let shown = &text[count.start..count.end];
    count.is_exact() && shown.starts_with(class::is_digit) && !shown.contains(['万', '亿'])
}

/// What the words right before a rate say that it is; `from` is where the figure before it ends.
fn said<'a>(rule: &Numbers, text: &'a str, rate: &Count, from: usize) -> Option<Said<'a>> {
    if !(is_rate(rate) || is_times(rate)) {
        return None;
    }
    let clause = marks::before(&text[from..rate.start], &marks::MEMBER);
    let clause = clause
        .trim()
        .trim_end_matches(['达', '到', '为', '是', '了', '仅', '只', '超', '过', '逾', '近', '约']);
    if let Some(of) = clause.strip_prefix(['仅', '只']).unwrap_or(clause).strip_prefix('占') {
        let of = of.trim_end_matches(['的', '比', '例']);
        return (han(of) <= 12).then_some(Said::Share(of));
    }
    if !rate.is_exact() || !matches!(rate.quantity.unit.as_str(), "%" | "倍") {
        return None;
    }
    let clause = ["同比", "比上年", "较上年", "较去年", "比去年", "总量", "总数"]
        .iter()
        .find_map(|word| clause.strip_prefix(word))
        .unwrap_or(clause);
    let clause = clause.trim_end_matches(['率', '幅', '度']);
    let is = |words: &[String]| words.iter().any(|word| word.trim_end_matches(['幅', '度']) == clause);
    match (is(&rule.rises), is(&rule.falls)) {
        (true, false) => Some(Said::Change { up: true }),
        (false, true) => Some(Said::Change { up: false }),
        _ => None,
    }
}

type Pair<'a, 'b> = (&'b Count<'a>, &'b Count<'a>, (Decimal, Decimal));

/// The part is what was counted last, the whole what it was counted among.
fn share<'a, 'b>(text: &str, same: &[&'b Count<'a>], of: &str) -> Option<Pair<'a, 'b>> {
    let [before @ .., part] = same else { return None };
    let larger = |count: &&&Count| count.quantity.value >= part.quantity.value;
    let whole = if of.is_empty() || ["总数", "总量", "全部", "其中"].contains(&of) {
        // 142个村中，118个: nothing else was counted among them.
        let whole = *before.iter().rfind(larger)?;
        let between = &text[whole.end..part.start];
        let listed = between.contains('、') && !between.contains(',');
        (!listed).then_some(whole)?
    } else {
        let named = of.trim_end_matches(['的', '数', '量']);
        let total = before.iter().rfind(|count| is_total(text, count)).filter(larger);
        if let Some(whole) = total.filter(|_| named.ends_with('总')) {
            return Some((part, whole, (part.quantity.value, whole.quantity.value)));
        }
        let of = named.trim_start_matches("全部").trim_end_matches('总');
        let name = |count: &Count| {
            let clause = clause_of(text, count);
            han(of) >= 2 && of.chars().all(|c| clause.contains(c))
        };
        *before.iter().filter(larger).find(|count| name(count))?
    };
    Some((part, whole, (part.quantity.value, whole.quantity.value)))
}

/// 共计557件.
fn is_total(text: &str, count: &Count) -> bool {
    label(text, count).trim_end_matches('计').ends_with(['共', '合', '总'])
}

/// Whether another part of the paragraph has a share of the same base, which is not told: 268件，占44.5%，131件，占21.8%.
fn is_of_another(told: &ClaimFigures, rate: &Count, part: &Count) -> bool {
    // What a part and its share are of.
    let of = |part: &Count, rate: &Count| part.quantity.value.times(10_000)?.divided(hundredths(rate), 0);
    let Some(base) = of(part, rate) else { return false };
    told.paragraph.windows(2).any(|pair| {
        let [thing, other] = pair else { return false };
        let fits = thing.is_amount() && is_rate(other) && other.is_exact() && other.span != rate.span;
        let off = of(thing, other).and_then(|other| other.minus(base)).map(Decimal::abs);
        // Shares are rounded.
        fits && off.and_then(|off| off.times(100)).is_some_and(|off| off <= base)
    })
}

/// 由4840次减少到3630次; 3630次，比上年的4840次少1210次; 3630次，比上年少1210次.
fn change<'a, 'b>(text: &str, same: &[&'b Count<'a>], up: bool) -> Option<Pair<'a, 'b>> {
    let moved = |a: &Count, b: &Count, c: &Count| {
        a.quantity.value.minus(b.quantity.value).map(Decimal::abs) == Some(c.quantity.value)
    };
    let (now, base) = match same {
        // Behind 由35家压减到5家 may stand 压减30家.
        [.., a, b, c] if is_from(text, a) && is_to(text, a, b) => moved(a, b, c).then_some((*b, *a))?,
        [.., a, b] if is_from(text, a) && is_to(text, a, b) => (*b, *a),
        [.., a, b] if proportions::follows(text, a, b) => (*b, *a),
        [.., a, b] if was(text, a, b) => (*a, *b),
        [.., a, b, c] if compared(text, a, b).is_some_and(is_time) => moved(a, b, c).then_some((*a, *b))?,
        [.., a, b] if compared(text, a, b).is_some_and(is_time) => (*a, *b),
        [.., a, b] => {
            let words = compared(text, a, b)?.trim_end_matches('了');
            let words = if up {
                words.strip_suffix("增加").or_else(|| words.strip_suffix('多'))
            } else {
                words.strip_suffix("减少").or_else(|| words.strip_suffix('少'))
            };
            let (now, moved) = (a.quantity.value, b.quantity.value);
            let base = if up { now.minus(moved)? } else { now.plus(moved)? };
            return (words.is_some_and(is_time) && base > Decimal::ZERO).then_some((*b, *a, (moved, base)));
        }
        _ => return None,
    };
    let (more, less) = (now.quantity.value, base.quantity.value);
    let fits = less > Decimal::ZERO && more != less && (more > less) == up;
    fits.then_some((now, base, (more.minus(less)?.abs(), less)))
}

/// 由, 从2023年的, in the clause of a figure.
fn is_from(text: &str, count: &Count) -> bool {
    let clause = text[..count.start].rsplit(MARKS).next().unwrap_or("");
    clause.rfind(['由', '从']).is_some_and(|at| han(&clause[at..]) <= 10)
}

/// 新收66件，2023年为48件: what there was before stands behind what there is.
fn was(text: &str, now: &Count, before: &Count) -> bool {
    let clause = label(text, before);
    let clause = clause.trim_end_matches(['为', '是', '有', '仅', '只']);
    let own = label(text, now);
    let time = ["上年", "去年", "上年同期", "去年同期", "上一年"].contains(&clause)
        || clause.strip_suffix('年').is_some_and(|year| year.len() == 4 && year.starts_with("20"));
    let gap = &text[now.end..before.start];
    time && gap.matches(MARKS).count() == 1 && !own.contains("上年") && !own.contains("去年")
}

fn is_to(text: &str, from: &Count, to: &Count) -> bool {
    let gap = &text[from.end..to.start];
    !gap.contains(['。', ';', '、'])
        && gap.matches(',').count() <= 1
        && gap.contains(['到', '至', '为'])
        && han(gap) <= 16
}

/// 比2024年的5976次: what the comparison between two figures, beside which nothing stands, compares with.
fn compared<'a>(text: &'a str, now: &Count, next: &Count) -> Option<&'a str> {
    text[now.end..next.start].rsplit(MARKS).next()?.strip_prefix(['比', '较', '与'])
}

/// Whether words name a time: 2024年的, 上年同期.
fn is_time(words: &str) -> bool {
    han(words) <= 8 && words.trim_end_matches(['的', '同', '期']).ends_with(['年', '次', '季', '度'])
}

/// Whether one of the figures is such a share of another.
fn is_share(rate: &Count, values: &[Decimal]) -> bool {
    values.iter().enumerate().any(|(at, whole)| {
        let mut others = values.iter().enumerate().filter(|(nth, part)| *nth != at && *part <= whole);
        *whole > Decimal::ZERO && others.any(|(_, part)| agrees(rate, *part, *whole))
    })
}

/// Whether one of the figures, or what it differs by from another, is such a share of that other. What there is now
/// is no base.
fn is_change(rate: &Count, values: &[Decimal], now: Decimal) -> bool {
    let bases = values.iter().filter(|base| **base > Decimal::ZERO && **base != now);
    bases.into_iter().any(|base| {
        let fits = |part: Decimal| agrees(rate, part, *base);
        // What there is now is three times what there was where it grew by two.
        let told = |other: Decimal| !(is_times(rate) && other == now) && fits(other);
        values.iter().any(|other| told(*other) || other.minus(*base).map(Decimal::abs).is_some_and(fits))
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/percent-of-counts")
    }

    #[test]
    fn a_share_is_of_the_two_figures_before_it() {
        let text = |rate: &str| format!("全区142个用水户中，118个完成换表，占{rate}。");
        assert_eq!(found(&text("81.3%")), ["81.3%"]);
        assert!(found(&text("83.1%")).is_empty());
        let text = |rate: &str| format!("评查案卷60份，其中33份被评为优秀等次（占{rate}）。");
        assert_eq!(found(&text("50%")), ["50%"]);
        assert!(found(&text("55%")).is_empty());
        let text = |rate: &str| format!("办理许可351件、备案206件，共计557件，网办203件，占总数的{rate}。");
        assert_eq!(found(&text("46.4%")), ["46.4%"]);
        assert!(found(&text("36.4%")).is_empty());
    }

    #[test]
    fn a_change_is_of_what_there_was() {
        let text = |rate: &str| format!("涉企检查由2022年的4840次减少到2023年的3630次，下降{rate}。");
        assert_eq!(found(&text("33.3%")), ["33.3%"]);
        assert!(found(&text("25%")).is_empty());
        let text = |rate: &str| format!("砂场由2022年底的35家压减到5家，压减30家，压减率{rate}。");
        assert_eq!(found(&text("87.5%")), ["87.5%"]);
        assert!(found(&text("85.7%")).is_empty());
    }

    #[test]
    fn what_is_told_elsewhere_in_the_paragraph_explains_a_rate() {
        for right in [
            "检查用水户200户。其中80户存在问题，20户被立案，占10%。",
            "办理许可142件，其中网上办理118件，占全区网办量的8.3%。",
            "受理来信30件、来访20件，其中投诉25件，占50%。",
            "巡查142次，发现问题118个，占81.3%。",
            "立案28件，比2022年的31件少，新收412件，增长83.1%（2022年225件）。",
            "办结638件，其中超限268件，占44.5%；非法营运131件，占21.8%。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
