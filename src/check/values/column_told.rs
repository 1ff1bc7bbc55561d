//! What the text says of the whole year against the total of a table's column: 全年218次执法检查 where 检查（次） comes to 208.

use crate::{
    check::{
        context::{Context, Found, han, short},
        wholes,
    },
    model::{Decimal, Role},
    text::{Span, class},
};

/// A figure that is meant differs from the total by at most this part of it.
const NEAR: i128 = 5;

/// Words that say that a figure is of the whole year.
const WHOLE: [&str; 6] = ["全年", "本年", "年内", "共", "合计", "总计"];

/// Words that make it one of less, or of more.
const OTHERS: [&str; 7] = ["其中", "月", "联合", "全县", "全市", "累计", "另"];

struct Total {
    name: String,
    unit: String,
    value: Decimal,
    span: Span,
    /// All figures of the table: what is one of them is not meant.
    others: Vec<Decimal>,
}

pub(super) fn check(context: &Context) -> Vec<Found> {
    let totals = totals(context);
    if totals.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for claim in context.claims().iter().filter(|claim| claim.in_body && claim.role != Role::Plan) {
        for count in context.memo.counts(claim.id) {
            if !count.is_exact_number() {
                continue;
            }
            let before = wholes::label(claim.text, count);
            let behind = claim.text[count.end..].split([',', '。', ';', ':', '、', '(']).next().unwrap_or("");
            let whole = WHOLE.iter().any(|word| before.contains(word));
            let other = wholes::is_of_other_time(before) || OTHERS.iter().any(|word| before.contains(word));
            if !whole || other || wholes::is_change(before) {
                continue;
            }
            let total = totals.iter().find(|total| {
                let named = before.trim_end_matches(['了', '共']).ends_with(&total.name)
                    || behind.starts_with(&total.name)
                    || behind.find(&total.name).is_some_and(|at| han(&behind[..at]) <= 2);
                named && total.unit == count.quantity.unit
            });
            let Some(total) = total else { continue };
            let value = count.quantity.value;
            let off = value.minus(total.value).map(Decimal::abs).and_then(|off| off.times(NEAR));
            let near = off.is_some_and(|off| off > Decimal::ZERO && off <= total.value);
            if near && !total.others.contains(&value) {
                let shown = &claim.text[count.start..count.end];
                found.push(
                    Found::at(count.span)
                        .with("name", total.name.clone())
                        .with("first", total.value.to_string())
                        .with("second", shown)
                        .with("text", short(claim.text, 60))
                        .label(total.span, total.value.to_string()),
                );
            }
        }
    }
    found
}

/// The totals of columns whose head names a thing and its unit: 检查（次）.
fn totals(context: &Context) -> Vec<Total> {
    let mut totals = Vec::new();
    for table in context.memo.grids() {
        let Some(head) =
            table.first().filter(|head| head.iter().all(|cell| Decimal::parse(&cell.words).is_none()))
        else {
            continue;
        };
        let Some(last) = table.last().filter(|last| {
            last.len() == head.len()
                && last.first().is_some_and(|cell| matches!(cell.words.as_str(), "合计" | "总计"))
        }) else {
            continue;
        };
        let others: Vec<Decimal> = table[..table.len() - 1]
            .iter()
            .flatten()
            .filter_map(|cell| Decimal::parse(&cell.words))
            .collect();
        for (name, total) in head.iter().zip(last) {
            let Some((name, unit)) = name.words.split_once('(') else { continue };
            let (name, unit) = (name.trim(), unit.trim_end_matches(')').trim());
            let plain = han(name) >= 2 && name.chars().all(class::is_han) && han(unit) >= 1;
            if let Some(value) = Decimal::parse(&total.words).filter(|_| plain) {
                totals.push(Total {
                    name: name.to_owned(),
                    unit: unit.to_owned(),
                    value,
                    span: total.span,
                    others: others.clone(),
                });
            }
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn the_year_is_the_total_of_the_column() {
        let found = |words_of_it: &str| {
            let table = "| 季度 | 巡河（次） | 立案（件） |\n|---|---|---|\n| 一季度 | 48 | 3 |\n| 二季度 | 60 | 5 |\n| 三季度 | 54 | 4 |\n| 合计 | 162 | 12 |\n";
            words(&report(&small(&format!("{table}\n{words_of_it}"))), "consistency/two-values")
        };
        assert_eq!(found("全年172次巡河都有记录。"), ["172次"]);
        for right in
            ["全年162次巡河都有记录。", "全年联合巡河172次。", "上年172次巡河都有记录。", "全年172次培训。"]
        {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
