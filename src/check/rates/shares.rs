//! Shares without a name: 占96.7%, 占比超九成. Of what, only the counts before can say.

use crate::{
    check::count::Count,
    model::{Bound, Decimal, EvidenceKind},
    rules::kind::Numbers,
};

/// Points that 近九成 may lie below what it says.
const ABOUT: i128 = 6;

/// Whether a stated rate, exact or not, can be that of two counts.
pub(in crate::check) fn agrees(rate: &Count, part: Decimal, whole: Decimal) -> bool {
    let stated = hundredths(rate);
    let times = is_times(rate);
    // 三分之二 is told of what lies near it; 百分之九十五 has no digits behind the point.
    let fraction = stated.scale() == 4 && rate.quantity.precision == Decimal::new(1, 4);
    let digits = if stated.scale() == 4 { digits(stated) } else { stated.scale() };
    let step = if rate.quantity.unit == "%" && !fraction { digits } else { 0 };
    let Some(exact) = part.times(100).and_then(|part| part.divided(whole, step + 3)) else { return true };
    let Some(off) = exact.minus(stated) else { return true };
    let slack = Decimal::new(1, step);
    match rate.quantity.bound {
        // 增长3倍 of what grew by 2.4 times is a large word for it, of what grew by 2 it is wrong.
        Bound::Exact | Bound::About if times => {
            let unit = Decimal::new(100, rate.quantity.value.scale());
            off.abs() < unit
        }
        // By rounding or by cutting.
        Bound::Exact if rate.quantity.unit == "%" && !fraction => off.abs() < slack,
        // 八成 is said of what lies near it.
        Bound::Exact | Bound::About => off.abs() < Decimal::from_int(ABOUT),
        Bound::AtLeast => off > Decimal::ZERO.minus(slack).unwrap_or(Decimal::ZERO),
        Bound::AtMost => off < slack,
        Bound::Vague => true,
    }
}

/// How many digits behind the point a value has that are not zero.
fn digits(value: Decimal) -> u8 {
    let shown = value.to_string();
    shown.split_once('.').map_or(0, |(_, digits)| digits.len() as u8)
}

/// 九成 as 90.
pub(super) fn hundredths(rate: &Count) -> Decimal {
    let value = rate.quantity.value;
    match rate.quantity.unit.as_str() {
        "成" => value.times(10).unwrap_or(value),
        "倍" => value.times(100).unwrap_or(value),
        _ => value,
    }
}

/// 3倍.
pub(super) fn is_times(count: &Count) -> bool {
    count.kind == EvidenceKind::Percent && count.quantity.unit == "倍" && count.quantity.upper.is_none()
}

/// Whether a count can be a rate of counts.
pub(in crate::check) fn is_rate(count: &Count) -> bool {
    count.kind == EvidenceKind::Percent
        && matches!(count.quantity.unit.as_str(), "%" | "成")
        && count.quantity.upper.is_none()
}

/// Whether two units count the same: 条 and 篇.
pub(in crate::check) fn alike(rule: &Numbers, one: &str, other: &str) -> bool {
    one == other
        || rule.alike.iter().any(|group| [one, other].iter().all(|unit| group.iter().any(|x| x == unit)))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/percent-of-counts")
    }

    #[test]
    fn a_share_behind_a_list_is_of_the_first_count() {
        let list = "评查案卷240卷，评定优秀61卷、合格168卷、不合格11卷，优秀和合格的共229卷，";
        assert_eq!(found(&format!("{list}占96.7%。")), ["96.7%"]);
        for right in [
            format!("{list}占95.4%。"),
            format!("{list}占应评案卷的96.7%。"),
            "办件1640件，其中窗口512件、网上1128件，占68.8%。".to_owned(),
            "受理投诉80件，其中供水20件、排水30件，占62.5%。".to_owned(),
            "巡查210次，发现问题30处，立案12件，占40%。".to_owned(),
            "检查40家。抽查案卷60份，优秀33份、合格20份，占50%。".to_owned(),
        ] {
            assert!(found(&right).is_empty(), "{right}");
        }
    }

    #[test]
    fn an_inexact_share_has_its_bounds() {
        let found = |share: &str| found(&format!("发布解读21条，其中图解和视频17篇，占比{share}。")).len();
        assert_eq!([found("超九成"), found("超八成"), found("近九成"), found("近七成")], [1, 0, 1, 1]);
        assert_eq!([found("八成"), found("达八成以上"), found("81.0%")], [0, 0, 0]);
        let rate = |rate: &str| {
            let text = format!("全年受理事项860件，当场办结705件，当场办结率{rate}。");
            words(&report(&small(&text)), "consistency/percent-of-counts").len()
        };
        let before = "全年收到信访事项62件。";
        let told = format!("{before}全年受理事项860件，当场办结705件，当场办结率超过八成五。");
        assert_eq!(words(&report(&small(&told)), "consistency/percent-of-counts").len(), 1);
        assert_eq!([rate("超过八成五"), rate("超过八成"), rate("达到82%"), rate("达到87%")], [1, 0, 0, 1]);
    }
}
