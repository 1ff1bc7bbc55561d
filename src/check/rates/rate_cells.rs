//! Tables with a column of rates: what two other columns make in all rows but one, and rates of rows without a case.

use crate::{
    check::{
        context::{Context, Found},
        grid::Cell,
    },
    model::Decimal,
    text::{Span, class},
};

/// Fewest rows in which two columns must make the rate.
const AGREE: usize = 2;

struct Row {
    cells: Vec<Option<Decimal>>,
    rates: Vec<Option<Decimal>>,
    spans: Vec<Span>,
}

fn row(cells: &[Cell]) -> Row {
    let number = |words: &str| Decimal::parse(words.trim_end_matches(class::is_han));
    Row {
        cells: cells.iter().map(|cell| number(&cell.words)).collect(),
        rates: cells.iter().map(|cell| cell.words.strip_suffix('%').and_then(Decimal::parse)).collect(),
        spans: cells.iter().map(|cell| cell.span).collect(),
    }
}

/// Whether a rate is what a part makes of a whole, rounded or cut.
fn makes(rate: Decimal, part: Decimal, whole: Decimal) -> bool {
    let step = rate.scale();
    let exact = part.times(100).and_then(|part| part.divided(whole, step + 3));
    exact.and_then(|exact| exact.minus(rate)).is_some_and(|off| off.abs() < Decimal::new(1, step))
}

/// The rates that are not what the two columns make of which all others are.
pub(in crate::check) fn wrong(context: &Context) -> Vec<Found> {
    context.memo.grids().iter().flat_map(|table| of_table(table)).collect()
}

fn of_table(table: &[Vec<Cell>]) -> Vec<Found> {
    let rows: Vec<Row> = table.iter().map(|cells| row(cells)).collect();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut found = Vec::new();
    for at in 0..width {
        let rated: Vec<&Row> =
            rows.iter().filter(|row| row.cells.len() == width && row.rates[at].is_some()).collect();
        if rated.len() <= AGREE {
            continue;
        }
        for (part, whole) in (0..width).flat_map(|part| (0..width).map(move |whole| (part, whole))) {
            if part == whole || part == at || whole == at {
                continue;
            }
            let told: Vec<(&Row, Decimal, Decimal, Decimal)> = rated
                .iter()
                .filter_map(|row| {
                    let (rate, part, whole) = (row.rates[at]?, row.cells[part]?, row.cells[whole]?);
                    (whole > Decimal::ZERO).then_some((*row, rate, part, whole))
                })
                .collect();
            let odd: Vec<_> =
                told.iter().filter(|(_, rate, part, whole)| !makes(*rate, *part, *whole)).collect();
            // All of a column at 100% shows nothing.
            let plain = told.iter().filter(|(_, rate, part, whole)| {
                makes(*rate, *part, *whole) && *rate != Decimal::from_int(100)
            });
            let [(row, rate, a, b)] = odd.as_slice() else { continue };
            if told.len() - odd.len() < AGREE || plain.count() < AGREE {
                continue;
            }
            let Some(right) = a.times(100).and_then(|a| a.divided(*b, rate.scale().max(1))) else { continue };
            found.push(
                Found::at(row.spans[at])
                    .with("text", format!("{rate}%"))
                    .with("right", format!("{right}%"))
                    .with("part", a.to_string())
                    .with("whole", b.to_string())
                    .label(row.spans[part], String::new())
                    .label(row.spans[whole], String::new()),
            );
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn one_row_is_not_what_the_others_are() {
        let found = |rate: &str| {
            let table = format!(
                "| 事项 | 受理 | 办结 | 办结率 |\n|---|---|---|---|\n| 取水 | 40 | 38 | 95.0% |\n| 排水 | 64 | 60 | {rate} |\n| 采砂 | 25 | 24 | 96.0% |\n"
            );
            words(&report(&small(&table)), "consistency/percent-of-counts")
        };
        assert_eq!(found("96.8%"), ["96.8%"]);
        assert!(found("93.8%").is_empty() && found("93.7%").is_empty());
    }
}
