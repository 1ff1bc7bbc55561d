//! Scores for a spreadsheet: one row a report, with a byte order mark, so that Excel reads UTF-8.

use super::table::Row;
use crate::{
    model::{Lang, Report},
    report::bare_percent,
};

/// `score --format csv`.
pub fn score(reports: &[Report], lang: Lang) -> String {
    let columns = match lang {
        Lang::Zh => [
            "文件",
            "标题",
            "单位",
            "年份",
            "类型",
            "具体程度",
            "字数",
            "陈述数",
            "空话占比%",
            "泛述占比%",
            "具体占比%",
            "可核查占比%",
        ],
        Lang::En => [
            "file",
            "title",
            "issuer",
            "year",
            "genre",
            "score",
            "characters",
            "claims",
            "slogan %",
            "general %",
            "specific %",
            "measured %",
        ],
    };
    let mut out = String::from("\u{feff}");
    push_row(&mut out, columns.iter().map(|name| (*name).to_owned()));
    for report in reports {
        let row = Row::new(report);
        let year = row.year.map(|year| year.to_string()).unwrap_or_default();
        push_row(
            &mut out,
            [
                report.path.clone(),
                row.title.to_owned(),
                row.issuer.to_owned(),
                year,
                report.genre.clone(),
                row.score.to_string(),
                row.characters.to_string(),
                row.claims.to_string(),
                bare_percent(row.levels[0]),
                bare_percent(row.levels[1]),
                bare_percent(row.levels[2]),
                bare_percent(row.levels[3]),
            ]
            .into_iter(),
        );
    }
    out
}

pub(super) fn push_row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (nth, cell) in cells.enumerate() {
        if nth > 0 {
            out.push(',');
        }
        // A cell that begins like a formula would be calculated by Excel.
        let cell = if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell };
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let mut out = String::new();
        push_row(&mut out, ["=1+1", "甲,乙", "说\"好\"", "12"].map(str::to_owned).into_iter());
        assert_eq!(out, "'=1+1,\"甲,乙\",\"说\"\"好\"\"\",12\r\n");
    }
}
