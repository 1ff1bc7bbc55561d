//! The arithmetic of the tables in the annual report on disclosure (国办公开办函〔2021〕30号).

use std::collections::BTreeMap;

use super::context::{Context, Found, short};
use crate::{
    model::{BlockKind, Decimal, Document},
    rules::kind::{Table, TableCheck},
    text::{Span, fold_str},
};

/// Natural persons, five kinds of organisations, and the total.
const COLUMNS: usize = 7;
/// Upheld, corrected, other, pending, and the total; three times.
const GROUP: usize = 5;

/// A row of a table: its words, and its numbers at the end.
struct Row {
    label: String,
    span: Span,
    numbers: Vec<(Decimal, Span)>,
}

/// The table of requests, by what its rows are.
struct Requests {
    new: Row,
    carried: Row,
    results: Vec<Row>,
    total: Row,
    forward: Row,
}

pub(super) fn check(context: &Context, rule: &Table) -> Vec<Found> {
    let tables = tables(context.document);
    let requests = || tables.iter().find_map(|rows| requests(rows));
    match rule.check {
        TableCheck::RowTotal => tables.iter().flatten().filter_map(row_total).collect(),
        TableCheck::DisputesTotal => tables.iter().flat_map(|rows| disputes(rows)).collect(),
        TableCheck::ResultsTotal => {
            requests().iter().filter(|table| is_whole(table, rule)).flat_map(results_total).collect()
        }
        TableCheck::RequestsBalance => requests().iter().flat_map(balance).collect(),
        TableCheck::Text => requests().iter().flat_map(|table| text(context, table, rule)).collect(),
        TableCheck::CarriedOver => {
            requests().iter().filter_map(|table| carried_over(context, table)).collect()
        }
    }
}

fn tables(document: &Document) -> Vec<Vec<Row>> {
    let mut cells: BTreeMap<(u32, u32), Vec<(u32, Span)>> = BTreeMap::new();
    for block in document.blocks() {
        if let BlockKind::Cell { table, row, column } = block.kind {
            cells.entry((table, row)).or_default().push((column, block.span));
        }
    }
    let mut tables: BTreeMap<u32, Vec<Row>> = BTreeMap::new();
    for ((table, _), mut row) in cells {
        row.sort_unstable();
        let read = |span: Span| {
            let words = fold_str(document.slice(span).trim());
            (Decimal::parse(words.trim()), words)
        };
        let mut numbers: Vec<(Decimal, Span)> = Vec::new();
        let mut label = String::new();
        for (_, span) in row.iter().rev() {
            match read(*span) {
                (Some(number), _) if label.is_empty() => numbers.push((number, *span)),
                (_, words) => label.insert_str(0, &words),
            }
        }
        numbers.reverse();
        let span = row.iter().map(|(_, span)| *span).reduce(Span::cover).unwrap_or_default();
        tables.entry(table).or_default().push(Row { label, span, numbers });
    }
    tables.into_values().collect()
}

fn requests(rows: &[Row]) -> Option<Requests> {
    let at = |words: &[&str]| {
        rows.iter()
            .position(|row| row.numbers.len() == COLUMNS && words.iter().all(|word| row.label.contains(word)))
    };
    let (new, carried) = (at(&["新收"])?, at(&["上年结转"])?);
    let (total, forward) = (at(&["总计"])?, at(&["结转下年度"])?);
    let copy = |at: usize| Row {
        label: rows[at].label.clone(),
        span: rows[at].span,
        numbers: rows[at].numbers.clone(),
    };
    let results: Vec<Row> =
        (carried + 1..total).filter(|at| rows[*at].numbers.len() == COLUMNS).map(copy).collect();
    // Every row between the two must have been read, or the sum is not certain.
    let whole = results.len() == total.checked_sub(carried + 1)? && results.len() >= 2;
    whole.then(|| Requests {
        new: copy(new),
        carried: copy(carried),
        results,
        total: copy(total),
        forward: copy(forward),
    })
}

fn add<'a>(numbers: impl IntoIterator<Item = &'a (Decimal, Span)>) -> Option<Decimal> {
    numbers.into_iter().try_fold(Decimal::ZERO, |sum, (number, _)| sum.plus(*number))
}

fn row_total(row: &Row) -> Option<Found> {
    if row.numbers.len() != COLUMNS || row.label.is_empty() {
        return None;
    }
    let (total, span) = row.numbers[COLUMNS - 1];
    let sum = add(&row.numbers[..COLUMNS - 1])?;
    (sum != total).then(|| {
        Found::at(span)
            .with("text", total.to_string())
            .with("row", short(&row.label, 24))
            .with("sum", sum.to_string())
            .with("total", total.to_string())
            .label(row.span, String::new())
    })
}

fn disputes(rows: &[Row]) -> Vec<Found> {
    let head: String =
        rows.iter().filter(|row| row.numbers.is_empty()).map(|row| row.label.as_str()).collect();
    if !head.contains("结果维持") || !head.contains("尚未审结") {
        return Vec::new();
    }
    rows.iter().flat_map(|row| dispute(row, &head)).collect()
}

fn dispute(row: &Row, head: &str) -> Vec<Found> {
    const GROUPS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    let whole = row.numbers.len() == GROUP * GROUPS.len();
    // One block in a table of its own: its head says which.
    if !whole
        && (row.numbers.len() != GROUP || GROUPS.iter().filter(|name| head.contains(*name)).count() != 1)
    {
        return Vec::new();
    }
    let groups = row.numbers.chunks(GROUP).zip(GROUPS);
    groups
        .filter_map(|(group, name)| {
            let (total, span) = group[GROUP - 1];
            let sum = add(&group[..GROUP - 1])?;
            (sum != total).then(|| {
                Found::at(span)
                    .with("text", total.to_string())
                    .with("row", name)
                    .with("sum", sum.to_string())
                    .with("total", total.to_string())
                    .label(group[0].1.cover(span), String::new())
            })
        })
        .collect()
}

fn column(at: usize) -> &'static str {
    const NAMES: [&str; COLUMNS] =
        ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
    NAMES[at.min(COLUMNS - 1)]
}

/// Whether every kind of result has its row; a copied page loses some.
fn is_whole(table: &Requests, rule: &Table) -> bool {
    rule.rows.iter().all(|name| table.results.iter().any(|row| row.label.contains(name)))
}

fn results_total(table: &Requests) -> Vec<Found> {
    (0..COLUMNS)
        .filter_map(|at| {
            let (total, span) = table.total.numbers[at];
            let sum = add(table.results.iter().map(|row| &row.numbers[at]))?;
            let last = table.results.last().map_or(span, |row| row.numbers[at].1);
            (sum != total).then(|| {
                Found::at(span)
                    .with("text", total.to_string())
                    .with("column", column(at))
                    .with("sum", sum.to_string())
                    .with("total", total.to_string())
                    .label(table.results[0].numbers[at].1, String::new())
                    .label(last, String::new())
            })
        })
        .collect()
}

fn balance(table: &Requests) -> Vec<Found> {
    (0..COLUMNS)
        .filter_map(|at| {
            let [new, carried, total, forward] =
                [&table.new, &table.carried, &table.total, &table.forward].map(|row| row.numbers[at]);
            (new.0.plus(carried.0)? != total.0.plus(forward.0)?).then(|| {
                Found::at(new.1)
                    .with("text", new.0.to_string())
                    .with("column", column(at))
                    .with("first", new.0.to_string())
                    .with("second", carried.0.to_string())
                    .with("third", total.0.to_string())
                    .with("fourth", forward.0.to_string())
                    .label(carried.1, String::new())
                    .label(total.1, String::new())
                    .label(forward.1, String::new())
            })
        })
        .collect()
}

fn text(context: &Context, table: &Requests, rule: &Table) -> Vec<Found> {
    let Some(pattern) = &rule.pattern else { return Vec::new() };
    let (new, place) = table.new.numbers[COLUMNS - 1];
    let (carried, _) = table.carried.numbers[COLUMNS - 1];
    let mut found = Vec::new();
    let plain = context.plain();
    for hit in pattern.matches(plain) {
        let Some(number) = hit.group(1) else { continue };
        let (number, span) = (&plain[number.clone()], context.place(number.start, number.end));
        let words = &plain[hit.whole()];
        let inside = context.block_kind(span.start());
        // 新收 is what the table calls it; 收到 may hold those carried over.
        let total = !words.starts_with("新收");
        let Some(said) = Decimal::parse(number) else { continue };
        // With those carried over, and those of other bodies or years, the text counts otherwise.
        let sentence = context.sentence(span.start()).1;
        let other = rule.unless.iter().any(|word| sentence.contains(word))
            || (total && ["上年", "结转"].iter().any(|word| sentence.contains(word)));
        if !matches!(inside, Some(BlockKind::Paragraph | BlockKind::Item))
            || other
            || said == new
            || (total && Some(said) == new.plus(carried))
        {
            continue;
        }
        found.push(
            Found::at(span)
                .with("text", words)
                .with("table", new.to_string())
                .label(place, context.lang.pick("表中新收申请的总计", "new requests in the table")),
        );
    }
    found
}

fn carried_over(context: &Context, table: &Requests) -> Option<Found> {
    let year = context.year()? - 1;
    let at = context.analysis.comparison.priors.iter().position(|prior| prior.year == Some(year))?;
    let before = context.priors.get(at).copied().flatten()?;
    let old = tables(before).iter().find_map(|rows| requests(rows))?;
    let (here, span) = table.carried.numbers[COLUMNS - 1];
    let (there, place) = old.forward.numbers[COLUMNS - 1];
    if here == there {
        return None;
    }
    let mut found = Found::at(span)
        .with("text", here.to_string())
        .with("here", here.to_string())
        .with("there", there.to_string())
        .with("other", context.prior_name(Some(at as u32)))
        .label(table.carried.span, String::new());
    found.related.push(crate::model::Related {
        prior: at as u32,
        span: place,
        scalars: before.scalars(place),
        text: before.shown(place),
    });
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, words};

    fn disclosure(rows: &str) -> String {
        format!(
            "岚溪区水务局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n|---|---|---|---|---|---|---|---|\n| 一、本年新收政府信息公开申请数量 | 7 | 1 | 0 | 0 | 1 | 0 | 9 |\n| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n{rows}| （七）总计 | 7 | 1 | 0 | 0 | 1 | 0 | 9 |\n| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
        )
    }

    #[test]
    fn a_table_that_lost_rows_is_not_added_up() {
        let some = "| （一）予以公开 | 4 | 1 | 0 | 0 | 1 | 0 | 6 |\n| （二）部分公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n";
        assert!(words(&report(&disclosure(some)), "tables/results-total").is_empty());
        let rest = ["（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"]
            .map(|name| format!("| {name} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"))
            .concat();
        assert_eq!(words(&report(&disclosure(&format!("{some}{rest}"))), "tables/results-total"), ["7", "9"]);
    }
}
