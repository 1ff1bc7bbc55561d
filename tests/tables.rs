//! The tables of the packs: well formed, and never saying two things about one fact.

use std::collections::{BTreeMap, BTreeSet};

use ganhuo::rules::builtin_files;

type Row = BTreeMap<&'static str, &'static str>;

/// The text of `rules/base/tables/<name>.tsv`.
fn text(name: &str) -> &'static str {
    let path = format!("base/tables/{name}.tsv");
    builtin_files().iter().find(|(found, _)| *found == path).map_or("", |(_, text)| text)
}

/// The rows of a table, by column.
fn rows(name: &str) -> Vec<Row> {
    let mut lines = text(name).lines().filter(|line| !line.starts_with('#'));
    let columns: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let rows: Vec<Row> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), columns.len(), "{name}: cells of {line}");
            columns.iter().copied().zip(cells).collect()
        })
        .collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && ("01"..="12").contains(&&text[5..7])
        && ("01"..="31").contains(&&text[8..])
}

/// The day behind `# horizon:` in the first line.
fn horizon(name: &str) -> &'static str {
    let first = text(name).lines().next().unwrap_or("");
    first.strip_prefix("# horizon: ").unwrap_or("")
}

const TABLES: &[&str] = &[
    "agencies",
    "congresses",
    "dated-terms",
    "heading-topics",
    "laws",
    "places",
    "set-lists",
    "wrong-terms",
];

#[test]
fn rows_are_sorted_unique_and_rated() {
    for name in TABLES {
        let lines: Vec<&str> = text(name).lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        let keys: Vec<&str> = lines.iter().map(|line| line.split('\t').next().unwrap_or("")).collect();
        assert!(lines.is_sorted(), "{name} is not sorted");
        if !["congresses", "places"].contains(name) {
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{name}: a key twice");
        }
        for row in rows(name) {
            assert!(["seen", "high", "medium"].contains(&row["confidence"]), "{name}: {row:?}");
        }
    }
}

#[test]
fn tables_that_date_things_state_their_horizon() {
    for name in ["agencies", "congresses", "dated-terms", "laws", "set-lists"] {
        assert!(is_day(horizon(name)), "{name}: the first line states no horizon");
        assert_eq!(horizon(name), horizon("laws"), "{name} and laws have different horizons");
    }
}

#[test]
fn a_statute_is_adopted_before_it_applies_and_applies_before_it_is_repealed() {
    for row in rows("laws") {
        let steps = ["adopted", "in_force", "revised", "revised_in_force", "repealed"];
        let days: Vec<&str> = steps.iter().map(|step| row[step]).filter(|day| !day.is_empty()).collect();
        assert!(days.iter().all(|day| is_day(day)), "{row:?}");
        let pairs = [
            ("adopted", "in_force"),
            ("adopted", "revised"),
            ("revised", "revised_in_force"),
            ("adopted", "repealed"),
        ];
        for (first, then) in pairs {
            assert!(row[first].is_empty() || row[then].is_empty() || row[first] <= row[then], "{row:?}");
        }
        assert_eq!(row["status"] == "repealed", !row["repealed"].is_empty(), "{row:?}");
        assert!(row["adopted"] <= horizon("laws") && row["revised"] <= horizon("laws"), "{row:?}");
    }
}

#[test]
fn what_replaced_a_statute_outlived_it() {
    let laws = rows("laws");
    for row in &laws {
        for successor in row["successor"].split('、').filter(|name| !name.is_empty()) {
            let found = laws.iter().find(|law| law["name"] == successor || law["short"] == successor);
            if let Some(law) = found {
                assert!(law["in_force"] <= row["repealed"], "{successor} began after {row:?} ended");
                assert!(law["repealed"].is_empty() || law["repealed"] > row["repealed"], "{row:?}");
            }
        }
    }
}

#[test]
fn periods_run_forward_and_plenums_follow_their_congress() {
    let rows = rows("congresses");
    for row in &rows {
        // What had not been held by the horizon has only a day on which it was still to come.
        if row["start"].is_empty() {
            assert!(row["end"].is_empty() && is_day(row["not_before"]), "{row:?}");
            assert_eq!(row["first_year"], &row["not_before"][..4], "{row:?}");
            continue;
        }
        assert!(row["not_before"].is_empty(), "{row:?}");
        assert!(is_day(row["start"]) && is_day(row["end"]) && row["start"] <= row["end"], "{row:?}");
        assert_eq!(row["first_year"], &row["start"][..4], "{row:?}");
        assert!(row["last_year"].is_empty() || row["last_year"] >= &row["end"][..4], "{row:?}");
    }
    let congress = |ordinal: &str| {
        rows.iter().find(|row| row["type"] == "congress" && row["name"].contains(&format!("第{ordinal}次")))
    };
    for row in rows.iter().filter(|row| row["type"] == "plenum") {
        let ordinal = row["name"].split('第').nth(1).and_then(|rest| rest.split('届').next()).unwrap_or("");
        let first = congress(ordinal).unwrap_or_else(|| panic!("no congress for {row:?}"));
        let start = if row["start"].is_empty() { row["not_before"] } else { row["start"] };
        assert!(first["end"] < start, "{row:?} met before its congress");
        assert_eq!(first["last_year"], row["last_year"], "{row:?}");
    }
}

#[test]
fn one_name_means_one_meeting_or_period() {
    let mut seen = BTreeSet::new();
    for row in rows("congresses") {
        for name in row["aliases"].split(';').chain([row["name"]]).filter(|name| !name.is_empty()) {
            assert!(seen.insert(name), "{name} stands for two things");
        }
    }
}

#[test]
fn terms_and_periods_agree_on_years() {
    let congresses = rows("congresses");
    for term in rows("dated-terms") {
        assert!(term["first_year"] <= term["last_year"], "{term:?}");
        for row in &congresses {
            let names = row["aliases"].split(';').chain([row["name"]]);
            if names.into_iter().any(|name| name == term["phrase"]) {
                assert_eq!(row["last_year"], term["last_year"], "{term:?} against {row:?}");
            }
        }
    }
}

#[test]
fn what_is_recommended_is_never_what_is_marked() {
    let wrong = rows("wrong-terms");
    let agencies = rows("agencies");
    let terms = rows("dated-terms");
    let marked: Vec<&str> = wrong.iter().map(|row| row["wrong"]).collect();
    for row in &wrong {
        let right = row["right"];
        for bad in &marked {
            assert!(!right.contains(bad), "{bad} is marked, {right} is recommended");
        }
        assert!(agencies.iter().all(|body| !right.contains(body["old"])), "{row:?}");
        assert!(terms.iter().all(|term| !right.contains(term["phrase"])), "{row:?}");
    }
    for body in &agencies {
        for later in agencies.iter().filter(|later| body["new"].contains(later["old"])) {
            assert!(later["since"] > body["since"], "{body:?} leads to {later:?}");
        }
        assert!(marked.iter().all(|bad| !body["new"].contains(bad)), "{body:?}");
    }
    for term in &terms {
        assert!(!term["instead"].contains(term["phrase"]), "{term:?}");
    }
    let valid = rows("laws").into_iter().filter(|law| law["status"] == "valid");
    for law in valid {
        let sure = wrong.iter().filter(|row| ["name", "typo"].contains(&row["group"]));
        assert!(sure.into_iter().all(|row| !law["name"].contains(row["wrong"])), "{law:?}");
    }
}

#[test]
fn set_lists_agree_with_the_wording_of_their_years() {
    let current: Vec<String> =
        rows("set-lists").iter().map(|list| list["items"].replace(';', "、")).collect();
    for term in rows("dated-terms") {
        assert!(!current.iter().any(|list| list == term["phrase"]), "{term:?} is also a current list");
        if term["phrase"].matches('、').count() >= 5 {
            assert!(current.iter().any(|list| list == term["instead"]), "{term:?}");
        }
    }
    for list in rows("set-lists") {
        let items: Vec<&str> = list["items"].split(';').collect();
        assert!(items.len() >= 3 && items.iter().collect::<BTreeSet<_>>().len() == items.len(), "{list:?}");
    }
}
