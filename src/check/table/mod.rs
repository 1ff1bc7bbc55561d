//! The arithmetic of the tables in the annual report on disclosure (国办公开办函〔2021〕30号).

mod columns;
mod table_told;

use std::ops::RangeInclusive;

use super::{
    context::{Context, Found, short},
    rows::{Row, tables},
};
use crate::{
    model::{BlockKind, Decimal, Origin, Severity},
    rules::kind::{Table, TableCheck},
    text::Span,
};
use table_told::{KINDS, documents};

/// Natural persons, five kinds of organisations, and the total.
pub(super) const COLUMNS: usize = 7;
/// What can come of a request.
const RESULTS: [&str; 6] = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];
/// Upheld, corrected, other, pending, and the total; three times.
pub(super) const GROUP: usize = 5;

/// The table of requests, by what its rows are.
pub(super) struct Requests {
    pub(super) new: Row,
    pub(super) carried: Row,
    results: Vec<Row>,
    pub(super) total: Row,
    pub(super) forward: Row,
}

pub(super) fn check(context: &Context, rule: &Table) -> Vec<Found> {
    if rule.check == TableCheck::ColumnTotal {
        return columns::check(context);
    }
    let tables = context.memo.tables();
    let requests = || tables.iter().find_map(|rows| requests(rows));
    let found: Vec<Found> = match rule.check {
        TableCheck::RowTotal => tables.iter().flat_map(|rows| row_totals(rows)).collect(),
        TableCheck::DisputesTotal => tables.iter().flat_map(|rows| disputes(rows)).collect(),
        TableCheck::ResultsTotal => {
            requests().iter().filter(|table| is_whole(table, rule)).flat_map(results_total).collect()
        }
        TableCheck::RequestsBalance => requests().iter().flat_map(balance).collect(),
        TableCheck::Text => table_told::check(context, tables, requests().as_ref(), rule),
        TableCheck::ColumnTotal => Vec::new(),
        TableCheck::InForce => in_force(context, tables).into_iter().collect(),
        TableCheck::CarriedOver => {
            requests().iter().filter_map(|table| carried_over(context, table)).collect()
        }
    };
    // Where the file has lost its lines, a figure may have lost its place: that is for a person to see.
    let cap = if has_lost_lines(context) { Some(Severity::Warning) } else { None };
    found.into_iter().map(|found| found.cap(cap)).collect()
}

/// Whether the file has no tables, or one of which the cells stand one a line.
fn has_lost_lines(context: &Context) -> bool {
    let cells = context.document.blocks().iter().filter_map(|block| match (block.kind, &block.origin) {
        (BlockKind::Cell { table, row, .. }, Origin::Line(line)) => Some(((table, row), Some(*line))),
        (BlockKind::Cell { table, row, .. }, _) => Some(((table, row), None)),
        _ => None,
    });
    let cells: Vec<_> = cells.collect();
    cells.is_empty() || cells.windows(2).any(|two| two[0].0 == two[1].0 && two[0].1 != two[1].1)
}

/// Where the table of requests stands: 新收, 上年结转, 总计, 结转下年度.
fn requests_rows(rows: &[Row]) -> Option<[usize; 4]> {
    let from = |start: usize, words: &str| {
        rows.iter()
            .enumerate()
            .skip(start)
            .find(|(_, row)| row.numbers.len() == COLUMNS && row.label.contains(words))
            .map(|(at, _)| at)
    };
    let new = from(0, "新收")?;
    let carried = from(new, "上年结转")?;
    let total = from(carried + 1, "总计")?;
    Some([new, carried, total, from(total, "结转下年度")?])
}

fn requests_range(rows: &[Row]) -> Option<RangeInclusive<usize>> {
    requests_rows(rows).map(|[new, _, _, forward]| new..=forward)
}

fn requests(rows: &[Row]) -> Option<Requests> {
    let [new, carried, total, forward] = requests_rows(rows)?;
    let copy = |at: usize| rows[at].clone();
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

/// The rows of a table whose columns are those of the form: seven months are no kinds of applicants.
fn row_totals(rows: &[Row]) -> Vec<Found> {
    let requests = requests_range(rows);
    // A line of words in a table that was pasted as text parts the results from the head of their columns.
    let names =
        |row: &&Row| row.numbers.len() == COLUMNS && RESULTS.iter().any(|name| row.label.contains(name));
    let results = rows.iter().filter(names).count() >= 3;
    let (mut person, mut total) = (false, false);
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        person |= row.label.contains("自然人");
        total |= row.label.contains("总计");
        let sum = row.numbers.len() == COLUMNS && row.label.contains("总计");
        let is_form = (results && (names(&row) || sum))
            || (person && total)
            || requests.as_ref().is_some_and(|range| range.contains(&at));
        if is_form {
            found.extend(row_total(row));
        }
    }
    found
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
        rows.iter().filter(|row| row.numbers.len() != COLUMNS).map(|row| row.label.as_str()).collect();
    if !head.contains("结果维持") || !head.contains("尚未审结") {
        return Vec::new();
    }
    rows.iter().flat_map(|row| dispute(row, &head)).collect()
}

fn dispute(row: &Row, head: &str) -> Vec<Found> {
    const GROUPS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    let whole = row.numbers.len() == GROUP * GROUPS.len();
    // A row for each block: it says itself which.
    let own = GROUPS.iter().position(|name| row.label.contains(name));
    if let Some(at) = own.filter(|_| row.numbers.len() == GROUP) {
        return total_of(&row.numbers, GROUPS[at]).into_iter().collect();
    }
    // One block in a table of its own: its head says which.
    if !whole
        && (row.numbers.len() != GROUP || GROUPS.iter().filter(|name| head.contains(*name)).count() != 1)
    {
        return Vec::new();
    }
    let groups = row.numbers.chunks(GROUP).zip(GROUPS);
    groups.filter_map(|(group, name)| total_of(group, name)).collect()
}

/// A block of outcomes that does not come to its total.
fn total_of(group: &[(Decimal, Span)], name: &str) -> Option<Found> {
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

/// The normative documents in force: those of last year's table, the new ones, without the repealed.
fn in_force(context: &Context, tables: &[Vec<Row>]) -> Option<Found> {
    let year = context.year()? - 1;
    let at = context.analysis.comparison.priors.iter().position(|prior| prior.year == Some(year))?;
    let before = context.priors.get(at).copied().flatten()?;
    let earlier = super::rows::tables(before);
    let (here, there) = (documents(tables)?, documents(&earlier)?);
    let [(made, _), (repealed, _), (in_force, span)] = here.numbers[..] else { return None };
    let (old, place) = there.numbers[KINDS - 1];
    let right = old.plus(made)?.minus(repealed)?;
    if right == in_force {
        return None;
    }
    let mut found = Found::at(span)
        .with("text", in_force.to_string())
        .with("here", in_force.to_string())
        .with("there", old.to_string())
        .with("first", made.to_string())
        .with("second", repealed.to_string())
        .with("sum", right.to_string())
        .with("other", context.prior_name(Some(at as u32)))
        .label(here.span, String::new());
    found.related.push(crate::model::Related {
        prior: at as u32,
        span: place,
        scalars: before.scalars(place),
        text: before.shown(place),
    });
    Some(found)
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
    use crate::{
        model::Severity,
        testing::{report, words},
    };

    #[test]
    fn figures_that_lost_their_table_are_no_certain_fault() {
        let figures = "10\n1\n0\n0\n12\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n";
        let text = format!(
            "岚溪区水务局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n{figures}五、存在的主要问题及改进情况\n解读材料少，去年只有3件。\n"
        );
        let severities: Vec<Severity> = report(&text)
            .findings
            .iter()
            .filter(|finding| finding.rule == "tables/disputes-total")
            .map(|finding| finding.severity)
            .collect();
        assert_eq!(severities, [Severity::Warning]);
    }

    fn disclosure(rows: &str) -> String {
        format!(
            "岚溪区水务局2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n|---|---|---|---|---|---|---|---|\n| 一、本年新收政府信息公开申请数量 | 7 | 1 | 0 | 0 | 1 | 0 | 9 |\n| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n{rows}| （七）总计 | 7 | 1 | 0 | 0 | 1 | 0 | 9 |\n| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
        )
    }

    #[test]
    fn only_the_columns_of_the_form_make_a_total() {
        let table = |head: &str, row: &str| {
            let text = format!(
                "岚溪区水务局2023年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n| {head} |\n|---|---|---|---|---|---|---|---|\n| {row} | 4 | 1 | 0 | 0 | 1 | 0 | 7 |\n"
            );
            words(&report(&text), "tables/row-total")
        };
        let months = "渠道 | 一月 | 二月 | 三月 | 四月 | 五月 | 六月 | 七月";
        assert!(table(months, "网站").is_empty());
        let form = "项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计";
        assert_eq!(table(form, "（一）予以公开"), ["7"]);
    }

    #[test]
    fn results_may_be_parted_from_the_head_of_their_columns() {
        let rows = |row: &str| {
            let text = format!(
                "岚溪区水务局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况　自然人　商业企业　科研机构　社会公益组织　法律服务机构　其他　总计\n一、本年新收政府信息公开申请数量　7　1　0　0　1　0　9\n二、上年结转政府信息公开申请数量　1　0　0　0　0　0　1\n三、本年度办理结果\n（一）予以公开　{row}\n（二）部分公开　1　0　0　0　0　0　1\n（三）不予公开　1　0　0　0　0　0　1\n四、结转下年度继续办理　1　0　0　0　0　0　1\n"
            );
            words(&report(&text), "tables/row-total")
        };
        assert_eq!(rows("7　1　0　0　1　0　8"), ["8"]);
        assert_eq!(rows("7 1 0 0 1 0 8"), ["8"]);
        assert!(rows("7　1　0　0　1　0　9").is_empty());
        assert!(rows("7　1　0　0　1　8").is_empty());
    }

    #[test]
    fn a_table_goes_on_behind_a_line_of_one_cell() {
        let rows = |row: &str| {
            let text = format!(
                "岚溪区水务局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n一、本年新收政府信息公开申请数量 | 7 | 1 | 0 | 0 | 1 | 0 | 9\n二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n三、本年度办理结果\n（四）无法提供\n1.本机关不掌握相关政府信息 | {row}\n2.没有现成信息需要另行制作 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n"
            );
            words(&report(&text), "tables/row-total")
        };
        assert_eq!(rows("7 | 1 | 0 | 0 | 1 | 0 | 8"), ["8"]);
        assert!(rows("7 | 1 | 0 | 0 | 1 | 0 | 9").is_empty());
    }

    #[test]
    fn what_was_received_is_what_the_table_calls_new() {
        let rule = "tables/text-against-table";
        let rest = "| （一）予以公开 | 5 | 1 | 0 | 0 | 1 | 0 | 7 |\n| （二）部分公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n";
        let found = |text: &str| {
            let whole =
                disclosure(rest).replacen("三、收到", &format!("一、总体情况\n\n{text}\n\n三、收到"), 1);
            words(&report(&whole), rule)
        };
        for wrong in [
            "全年收到政府信息公开申请12件。",
            "共收到政府信息公开申请12件，都已答复。",
            "本年度受理依申请公开政府信息申请12件。",
            "共收到公民、法人和其他组织提出的政府信息公开申请12件。",
            "2023年，全局收到群众提出的政府信息公开申请共计12件。",
        ] {
            assert_eq!(found(wrong), ["12"], "{wrong}");
        }
        for right in [
            "全年收到政府信息公开申请9件。",
            "共收到政府信息公开申请10件（含上年结转1件）。",
            "上半年收到政府信息公开申请4件。",
            "一季度受理政府信息公开申请3件。",
            "通过网络收到政府信息公开申请4件。",
            "收到自然人政府信息公开申请7件。",
            "收到取水许可申请49件。",
            "共收到申请12件，上年结转1件，均按期答复。",
            "1—6月共收到政府信息公开申请4件。",
            "上年结转的和新收到的政府信息公开申请共10件。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
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
