//! Parts that overlap, and say so: 23起，其中甲类14起、乙类17起，有8起两类都占.

use super::{Paragraph, Sum};
use crate::{
    check::{count, rates::shares::alike},
    model::Decimal,
    rules::kind::Numbers,
};

/// Words that one thing is counted in two parts.
const TWICE: [&str; 29] = [
    "双证",
    "双重",
    "交叉",
    "重复计",
    "重复统计",
    "重叠",
    "有重复",
    "扣除",
    "兼有",
    "兼具",
    "兼任",
    "身兼",
    "兼属",
    "同时涉及",
    "同时持",
    "同时属",
    "同时计",
    "都占",
    "都算",
    "都属",
    "都沾",
    "均涉及",
    "都涉及",
    "都计",
    "分别计入",
    "不止一",
    "可同时",
    "可多选",
    "多选题",
];

/// Below this two figures come to a third by chance.
const CHANCE: i128 = 100;

/// Whether a text says that one thing can be in two parts.
pub(super) fn is_said(text: &str) -> bool {
    TWICE.iter().any(|word| text.contains(word))
}

/// Whether the parts are more than their total, and what follows says that they overlap or counts exactly what is too
/// much.
pub(super) fn is_told(rule: &Numbers, told: &Paragraph, sum: &Sum) -> bool {
    let text = told.text;
    let (Some(first), Some(last)) = (sum.parts.first(), sum.parts.last()) else { return false };
    let Some(added) = count::add(&sum.parts) else {
        return false;
    };
    let Some(over) = added.minus(sum.total.quantity.value).filter(|over| *over > Decimal::ZERO) else {
        return false;
    };
    let end = text[last.end..].find(['。', '\n']).map_or(text.len(), |at| last.end + at);
    // Those that are in two parts are counted behind them.
    let excess = told.counts.iter().any(|count| {
        count.start >= last.end
            && count.end <= end
            && count.is_exact()
            && alike(rule, &count.quantity.unit, &sum.total.quantity.unit)
            && count.quantity.value == over
    });
    // The remark may stand in the next sentence.
    let next = text[end..].trim_start_matches(['。', '\n']);
    let next = text.len() - next.len();
    let next = text[next..].find(['。', '\n']).map_or(text.len(), |at| next + at);
    let from = sum.total.start.min(first.start);
    excess || stands_beside(rule, told, sum) || is_said(&text[told.sentence(from)..next])
}

/// Whether the total and a part, or all parts, come to another figure of the paragraph, so that they are none of the total's: 回访240户，
/// 其中满意228户，未接通57户 of 297.
fn stands_beside(rule: &Numbers, told: &Paragraph, sum: &Sum) -> bool {
    let total = sum.total.quantity.value;
    let others = told.counts.iter().filter(|count| {
        count.is_exact()
            && alike(rule, &count.quantity.unit, &sum.total.quantity.unit)
            && count.span != sum.total.span
            && !sum.parts.iter().any(|part| part.span == count.span)
    });
    let parts = || sum.parts.iter().map(|part| part.quantity.value);
    let mut together: Vec<Decimal> =
        parts().filter(|_| total >= Decimal::from_int(CHANCE)).filter_map(|part| part.plus(total)).collect();
    // 审结77件，维持28件、驳回9件，其余40件: the first of a list is no total of the others.
    together.extend(parts().try_fold(total, Decimal::plus));
    others.into_iter().any(|other| together.contains(&other.quantity.value))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn what_is_in_two_parts_is_no_surplus() {
        let found = |text: &str| words(&report(&small(text)), "consistency/sum-of-parts");
        let list = "查处取水案件23件，其中无证取水14件、超量取水17件";
        assert_eq!(found(&format!("{list}。")), ["23件"]);
        assert_eq!(found(&format!("{list}，有5件罚款。")), ["23件"]);
        for right in ["，有8件两样都有", "，两类有交叉", "。一案可同时属于两类"] {
            assert!(found(&format!("{list}{right}。")).is_empty(), "{right}");
        }
        let ended = "审结取水案件89件。审结的案件中维持38件、驳回14件、终止23件，撤销9件、变更5件。";
        assert!(found(ended).is_empty());
        let calls = "热线接听297户。满意率按回访的240户计算，其中满意的228户；没有接通的57户";
        assert!(found(&format!("{calls}。")).is_empty());
        assert_eq!(found(&format!("{}。", calls.replace("297", "300"))), ["240户"]);
        let staff = "持证人员41名，其中水政类25名、安监类20名";
        assert_eq!(found(&format!("{staff}，有5人离岗。")), ["41名"]);
        assert!(found(&format!("{staff}，有4人两证都有。")).is_empty());
    }
}
