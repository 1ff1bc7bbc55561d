//! Growth rates of which the base can be read in the report: 增长7.4% of 5498户, where 5120户 or the changes stand.

use crate::{
    check::{
        context::{Context, back},
        count::Count,
        rates::{clause_of, shares, shares_a_word},
        rows, wholes,
    },
    model::{ClaimId, Decimal},
    text::Span,
};

/// Most claims of a paragraph of which the changes are added up.
const CLAIMS: usize = 24;

/// How many claims before a rate, and from it on, can tell what changed.
const BACK: usize = 8;
const AHEAD: usize = 3;

/// Whether the words under a span tell a figure and by what rate it grew, and the report holds the base of that rate.
pub(super) fn is_based(context: &Context, span: Span) -> bool {
    let Some(id) = context.claim_at(span.start()) else { return false };
    let claim = context.claim(id);
    let inside = |count: &&Count| span.start() <= count.span.start() && count.span.end() <= span.end();
    let counts = || context.memo.counts(id).iter().filter(inside);
    let things = |count: &&Count| count.is_exact_amount();
    let Some(rate) = counts().rfind(|count| shares::is_rate(count)) else { return false };
    let Some(now) = counts().rfind(things) else { return is_made(context, id, rate) };
    let value = now.quantity.value;
    let fits = |base: Decimal| {
        let change = value.minus(base).map(Decimal::abs);
        base > Decimal::ZERO && change.is_some_and(|change| shares::agrees(rate, change, base))
    };
    // Only what is said of the same thing.
    let name = &claim.text[..now.start];
    let name = &name[back(name, 30)..];
    let name = name.replace("年末", "").replace("年底", "").replace("全年", "");
    let name = name.as_str();
    let told = context.claims().iter().any(|other| {
        context.memo.counts(other.id).iter().any(|base| {
            let same = base.is_exact_amount() && base.quantity.unit == now.quantity.unit;
            same && fits(base.quantity.value) && shares_a_word(&clause_of(other.text, base), name)
        })
    });
    let in_table =
        || {
            context.memo.tables().iter().flatten().any(|row| {
                row.numbers.iter().any(|(number, _)| fits(*number)) && shares_a_word(&row.label, name)
            })
        };
    told || in_table()
        || changes(context, id.0 as usize, now).and_then(|change| value.minus(change)).is_some_and(fits)
}

/// Whether two figures that stand near a rate of change, or beside each other in a table, make it: 2022年68件, 2023年93件,
/// 增长36.8%. A round rate is made by too many.
fn is_made(context: &Context, id: ClaimId, rate: &Count) -> bool {
    if !rate.is_exact() || rate.quantity.unit != "%" || rate.quantity.value.scale() == 0 {
        return false;
    }
    let makes = |one: Decimal, other: Decimal| {
        let change = one.minus(other).map(Decimal::abs);
        let of = |base: Decimal| {
            base > Decimal::ZERO && change.is_some_and(|change| shares::agrees(rate, change, base))
        };
        of(one) || of(other)
    };
    let claims = context.claims();
    let here = id.0 as usize;
    let part = context.document.section_at(claims[here].span.start());
    let near = claims[here.saturating_sub(BACK)..(here + AHEAD).min(claims.len())].iter();
    let figures: Vec<&Count> = near
        .filter(|claim| context.document.section_at(claim.span.start()) == part)
        .flat_map(|claim| context.memo.counts(claim.id))
        .filter(|count| count.is_exact_amount())
        .collect();
    let told = figures.iter().enumerate().any(|(at, one)| {
        figures[at + 1..].iter().take(CLAIMS).any(|other| {
            one.quantity.unit == other.quantity.unit && makes(one.quantity.value, other.quantity.value)
        })
    });
    told || context.memo.tables().iter().any(|table| rows::neighbours(table).any(|(a, b)| makes(a, b)))
}

/// What the changes that are told of its parts, in the same paragraph before a figure, come to.
fn changes(context: &Context, here: usize, now: &Count) -> Option<Decimal> {
    let claims = context.claims();
    let block = context.document.block_at(claims[here].span.start());
    let inside = claims[..=here]
        .iter()
        .rev()
        .take(CLAIMS)
        .take_while(|claim| context.document.block_at(claim.span.start()) == block);
    let (mut sum, mut count) = (Decimal::ZERO, 0);
    for claim in inside {
        for one in context.memo.counts(claim.id) {
            if one.quantity.unit != now.quantity.unit
                || !one.is_exact_amount()
                || one.span.start() >= now.span.start()
            {
                continue;
            }
            let label = wholes::label(claim.text, one).trim_end_matches('了');
            if label.ends_with(['增', '多']) || label.ends_with("增加") {
                sum = sum.plus(one.quantity.value)?;
            } else if label.ends_with(['减', '少']) {
                sum = sum.minus(one.quantity.value)?;
            } else {
                continue;
            }
            count += 1;
        }
    }
    (count >= 2).then_some(sum)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> usize {
        words(&report(&small(text)), "consistency/growth-without-base").len()
    }

    #[test]
    fn a_base_that_stands_elsewhere_is_told() {
        let text = |base: &str| format!("2022年末用水户{base}户。\n\n年末用水户5498户，增长7.4%。");
        assert_eq!([found(&text("5120")), found(&text("4720"))], [0, 1]);
        let other = "2022年末巡查5120户。\n\n年末用水户5498户，增长7.4%。";
        assert_eq!(found(other), 1);
        assert_eq!(found("用水户由上一年度的5120户增至5498户，增长7.4%。"), 0);
    }

    #[test]
    fn a_base_may_stand_in_a_table() {
        let table =
            "| 类别 | 2022年 | 2023年 |\n|---|---|---|\n| 取水许可 | 160 | 193 |\n| 排水许可 | 31 | 40 |\n\n";
        assert_eq!(found(&format!("{table}全年办理取水许可193件，同比增长20.6%。")), 0);
        assert_eq!(found(&format!("{table}全年办理取水许可193件，同比增长8.8%。")), 1);
    }

    #[test]
    fn two_figures_near_a_rate_make_it() {
        let text = |rate: &str| format!("取水案件2022年75件，2023年97件。2023年比2022年增长{rate}。");
        assert_eq!([found(&text("29.3%")), found(&text("21.5%")), found(&text("31%"))], [0, 1, 1]);
        let table = |rate: &str| {
            format!(
                "| 年度 | 取水申请 |\n|---|---|\n| 2022年 | 74 |\n| 2023年 | 131 |\n\n取水申请数较2022年增长{rate}。"
            )
        };
        assert_eq!([found(&table("77.0%")), found(&table("53.5%"))], [0, 1]);
    }

    #[test]
    fn the_changes_of_the_parts_give_the_base() {
        let text = |rate: &str| {
            format!(
                "公开栏发布2260条，比上年减少140条；广播播出5430条，比上年增加830条；两项合计7690条，较2022年增长{rate}。"
            )
        };
        assert_eq!([found(&text("9.9%")), found(&text("8.0%"))], [0, 1]);
    }
}
