//! Figures that come from others by adding and taking away: 净增4座，其中新建7座、注销2座, and 新接入12个，加上先前接入的15个，
//! 累计接入29个.

use super::Paragraph;
use crate::{
    check::{
        context::{Found, han, short},
        count::Count,
        wholes,
    },
    model::{Decimal, EvidenceKind},
    text::marks,
};

/// Words before what came and what went.
const CAME: [&str; 9] = ["新增", "增加", "新批准", "新设", "新登记", "新建", "新开", "新办", "调入"];
const WENT: [&str; 10] = ["注销", "取消", "减少", "撤销", "退出", "关闭", "清退", "调出", "核减", "废止"];

/// What adds one figure to the one before it.
const PLUS: [&str; 3] = ["加上", "连同", "加"];

/// What is said of both together.
const TOGETHER: [&str; 6] = ["累计", "合计", "总计", "共", "总数达", "达到"];

/// Most Chinese characters of a clause that adds or sums up.
const CLAUSE: usize = 16;

pub(super) fn wrong(told: &Paragraph) -> Vec<Found> {
    let counts: Vec<&Count> = told.counts.iter().filter(|count| count.is_exact_number()).collect();
    counts.windows(3).filter_map(|three| net(told, three).or_else(|| added(told, &counts, three))).collect()
}

/// 净增4座，其中新建7座、注销2座: the difference of the two.
fn net(told: &Paragraph, three: &[&Count]) -> Option<Found> {
    let [total, one, other] = three else { return None };
    let label = |count: &Count| wholes::label(told.text, count).trim_start_matches("其中").to_owned();
    let of = |words: &[&str], count: &Count| words.iter().any(|word| label(count).ends_with(word));
    let (came, went) = match (of(&CAME, one), of(&WENT, one), of(&CAME, other), of(&WENT, other)) {
        (true, false, false, true) => (one, other),
        (false, true, true, false) => (other, one),
        _ => return None,
    };
    let more = label(total).ends_with("净增") || label(total).ends_with("净增加");
    let less = label(total).ends_with("净减") || label(total).ends_with("净减少");
    let near = !told.text[total.end..other.start].contains(['。', ';'])
        && told.text[total.end..one.start].contains("其中")
        && told.text[other.end..].starts_with([',', '。', ';', ')']);
    let difference = came.quantity.value.minus(went.quantity.value)?;
    let right = if more { difference } else { Decimal::ZERO.minus(difference)? };
    let fits = (more || less) && near && alike(three) && right != total.quantity.value;
    fits.then(|| one_found(told, total, right, &[came, went]))
}

/// 新接入12个，加上先前接入的15个，累计接入29个: the sum of the two.
fn added(told: &Paragraph, counts: &[&Count], three: &[&Count]) -> Option<Found> {
    let [one, other, total] = three else { return None };
    let text = told.text;
    let joins = marks::before(&text[..other.start], &marks::CLAUSE);
    let sums = marks::before(&text[..total.start], &marks::CLAUSE);
    let plus = PLUS.iter().any(|word| joins.starts_with(word)) && han(joins) <= CLAUSE;
    let together = TOGETHER.iter().any(|word| sums.starts_with(word)) && han(sums) <= CLAUSE;
    // 受理投诉31件，加上年转来4件，共办结29件: not all of them were closed.
    let closed = ["审结", "办结", "结案", "答复", "完成", "化解", "调解", "处理", "整改"];
    let together = together && !closed.iter().any(|word| sums.contains(word));
    let gap = |from: &Count, to: &Count| &text[from.end..to.start];
    let near = ![gap(one, other), gap(other, total)].iter().any(|gap| gap.contains(['。', ';', ':']))
        && gap(other, total).matches(',').count() == 1
        && gap(one, other).matches(',').count() == 1;
    if !plus || !together || !near || !alike(three) {
        return None;
    }
    let sum = one.quantity.value.plus(other.quantity.value)?;
    // Any figure of the paragraph, or two of them, may be what it is added to.
    let rest = total.quantity.value.minus(other.quantity.value)?;
    let values: Vec<Decimal> =
        counts.iter().filter(|count| count.end <= other.start).map(|count| count.quantity.value).collect();
    let explained = values.contains(&rest)
        || values.iter().enumerate().any(|(at, a)| values[..at].iter().any(|b| a.plus(*b) == Some(rest)));
    (!explained).then(|| one_found(told, total, sum, &[one, other]))
}

/// Whether all count things by one unit.
fn alike(three: &[&Count]) -> bool {
    three
        .iter()
        .all(|count| count.kind == EvidenceKind::Count && count.quantity.unit == three[0].quantity.unit)
}

fn one_found(told: &Paragraph, total: &Count, sum: Decimal, parts: &[&Count]) -> Found {
    let unit = &total.quantity.unit;
    let from = marks::start(&told.text[..total.start], &marks::SENTENCE);
    parts.iter().fold(
        Found::at(total.span)
            .with("text", short(&told.text[from..], 60))
            .with("total", format!("{}{unit}", total.quantity.value))
            .with("sum", format!("{sum}{unit}")),
        |found, part| found.label(part.span, String::new()),
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/sum-of-parts")
    }

    #[test]
    fn what_came_and_went_makes_the_difference() {
        let text = |net: u32| format!("年末供水站48座，比上年净增{net}座，其中新建8座、注销5座，全部入网。");
        assert_eq!(found(&text(5)), ["5座"]);
        assert!(found(&text(3)).is_empty());
        assert!(found("净增5座，其中新建9座、在建6座。").is_empty());
        assert_eq!(found("净减4家，其中注销6家、新设3家。"), ["4家"]);
    }

    #[test]
    fn what_is_added_makes_the_sum() {
        let text = |all: u32| format!("新接入水表11个片区，加上先前接入的13个，累计接入{all}个。");
        assert_eq!(found(&text(22)), ["22个"]);
        assert!(found(&text(24)).is_empty());
        assert!(found("收到投诉96件，受理87件，连同上年结转的6件，全年办理93件。").is_empty());
        assert!(found("受理投诉31件，加上年转来4件，共办结29件，6件在办。").is_empty());
        assert!(found("受理许可50件、备案37件，连同上年结转的6件，共办理93件。").is_empty());
    }
}
