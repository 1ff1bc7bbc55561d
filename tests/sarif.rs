//! `--format sarif` against the schema of the standard (OASIS SARIF 2.1.0, errata 01), from the
//! program's own output.

use std::{path::Path, process::Command};

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sarif(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_ganhuo"))
        .args(["check", "--isolated", "--format", "sarif"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the program starts");
    serde_json::from_slice(&output.stdout).expect("JSON on stdout")
}

fn validator() -> jsonschema::Validator {
    // The published pattern of a language tag has a bracket too many, which no engine but a lenient
    // one compiles; the rest is as published.
    let schema = include_str!("data/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}?$");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
}

#[test]
fn a_run_over_the_corpora_fits_the_schema() {
    let log = sarif(&["corpora/lanxi", "--preview"]);
    let errors: Vec<String> = validator()
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .take(5)
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.len() > 20, "the corpora have planted faults, so there is something to validate");
}

#[test]
fn the_schema_is_not_toothless() {
    let mut log = sarif(&["corpora/lanxi/shuiwu/2023.txt"]);
    log["runs"][0]["columnKind"] = Value::from("characters");
    assert!(!validator().is_valid(&log));
}

#[test]
fn every_result_has_what_code_scanning_asks_for() {
    let log = sarif(&["corpora/lanxi", "--preview"]);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let mut prints = std::collections::BTreeSet::new();
    for result in run["results"].as_array().expect("results") {
        let rule = &rules[result["ruleIndex"].as_u64().expect("ruleIndex") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{}", rule["id"]);
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().expect("uri");
        assert!(uri.starts_with("corpora/lanxi/") && uri.is_ascii(), "relative and encoded: {uri}");
        let region = &location["region"];
        for field in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[field].as_u64().is_some_and(|value| value > 0), "{field} in {region}");
        }
        let print = result["partialFingerprints"]["primaryLocationLineHash"].as_str().expect("a fingerprint");
        assert!(prints.insert((uri.to_owned(), result["ruleId"].to_string(), print.to_owned())), "{result}");
    }
}

#[test]
fn accepted_findings_stay_in_the_log_and_are_marked() {
    let baseline = "tests/cli/baseline.out/last.json";
    let log = sarif(&["tests/cli/baseline.in/报告", "--baseline", baseline]);
    assert!(validator().is_valid(&log));
    let results = log["runs"][0]["results"].as_array().expect("results");
    // The baseline names the reports relative to its own folder, where they are not.
    assert!(results.iter().all(|result| result.get("suppressions").is_none()), "{results:?}");
    let baseline = std::env::temp_dir().join(format!("ganhuo-sarif-{}", std::process::id()));
    std::fs::create_dir_all(baseline.join("报告")).expect("a folder");
    for file in ["报告/水务局.txt", "last.json"] {
        let from = if file == "last.json" { "tests/cli/baseline.out" } else { "tests/cli/baseline.in" };
        std::fs::copy(root().join(from).join(file), baseline.join(file)).expect("a copy");
    }
    let (report, file) = (baseline.join("报告"), baseline.join("last.json"));
    let log = sarif(&[report.to_str().expect("a path"), "--baseline", file.to_str().expect("a path")]);
    std::fs::remove_dir_all(&baseline).expect("it was made");
    assert!(validator().is_valid(&log));
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    for result in results {
        assert_eq!(result["suppressions"][0]["status"], "accepted");
        assert_eq!(result["baselineState"], "unchanged");
    }
}
