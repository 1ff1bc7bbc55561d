//! What the program must never do to its user's files, and never keep from him.

// A test may read and write the files it judges.
#![allow(clippy::disallowed_methods)]

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

use serde_json::Value;

/// A report with two half-width commas that `--fix` changes.
const TEXT: &str = "岚溪区司法局2024年法治政府建设年度报告\n一、主要举措和成效\n全年办案12件,培训3次;评查2轮。\n二、存在的不足和原因\n人员不足,原因是编制未满。\n";

/// A rule that looks for the words of a list.
const RULE: &str = r#"
severity = "note"
status = "stable"
since = "1"
title = { zh = "词", en = "Word" }
message = { zh = "“{text}”", en = "“{text}”" }
help = { zh = "改。", en = "Change it." }
why = { zh = "试。", en = "A trial." }
bad = ["案卷⟦评查⟧2轮。"]
good = ["案卷检查2轮。"]

[phrase]
list = "own"
"#;

/// A folder of its own for one test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let nth = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("ganhuo-safety-{}-{nth}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).expect("a file")
    }

    /// Runs the program in the folder, in Chinese.
    fn run(&self, arguments: &[&str]) -> Run {
        let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_ganhuo"))
            .args(arguments)
            .current_dir(&self.0)
            .env("LC_ALL", "zh_CN.UTF-8")
            .output()
            .expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run { code: status.code().expect("an exit code"), out: text(stdout), err: text(stderr) }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// That it failed and said why.
    fn refused(&self, why: &str) {
        assert_eq!(self.code, 2, "{}{}", self.out, self.err);
        assert!(self.err.contains(why), "{}", self.err);
    }
}

/// The report with a broken byte in one word.
fn broken() -> Vec<u8> {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.extend("全年开展法治宣传活动36场，发放资料4200份，接受咨询310人次。\n".repeat(6).bytes());
    let at = TEXT.find("评查").expect("it is there");
    bytes[at + 1] = 0xff;
    bytes
}

#[test]
fn bytes_that_could_not_be_decoded_are_not_written_over() {
    let folder = Folder::new();
    folder.put("a.txt", broken()).put("b.txt", TEXT.replace("评查", "评\u{fffd}查"));
    folder.run(&["check", "a.txt", "--diff", "--isolated"]).refused("有些字节无法识别");
    folder.run(&["check", "a.txt", "--fix", "--isolated"]).refused("有些字节无法识别");
    assert_eq!(folder.bytes("a.txt"), broken());
    // The character itself is no loss.
    let run = folder.run(&["check", "b.txt", "--fix", "--isolated"]);
    assert!(!run.err.contains("有些字节"), "{}", run.err);
    let fixed = String::from_utf8(folder.bytes("b.txt")).expect("UTF-8");
    assert!(fixed.contains("办案12件，培训3次；评\u{fffd}查2轮"), "{fixed}");
}

#[test]
fn results_never_take_the_place_of_what_is_read() {
    let folder = Folder::new();
    folder.put("报告/a.txt", TEXT).put("old.txt", TEXT.replace("2024", "2023")).put("kept.txt", "原有内容");
    let asks: [&[&str]; 6] = [
        &["check", "报告/a.txt", "-o", "报告/a.txt"],
        &["check", "报告", "-o", "./报告/../报告/a.txt"],
        &["check", "old.txt", "--prior", "报告/a.txt", "-o", "报告/a.txt"],
        &["check", "报告/a.txt", "--comment", "报告/a.txt"],
        &["score", "报告", "--output", "报告/a.txt"],
        &["compare", "old.txt", "报告/a.txt", "--output", "报告/a.txt"],
    ];
    for arguments in asks {
        folder.run(arguments).refused("不能写入结果");
        assert_eq!(folder.bytes("报告/a.txt"), TEXT.as_bytes(), "{arguments:?}");
    }
    // What fails before there are results leaves the old ones.
    folder.run(&["check", "报告", "--select", "no/such", "-o", "kept.txt"]).refused("没有这条规则");
    assert_eq!(folder.bytes("kept.txt"), "原有内容".as_bytes());
    folder.run(&["check", "报告", "-o", "none/out.txt"]).refused("none/out.txt: 没有这个文件夹");
    folder.run(&["check", "报告", "-o", "报告"]).refused("报告: 这是文件夹");
    let run = folder.run(&["check", "报告", "--format", "json", "-o", "kept.txt"]);
    assert_eq!((run.out.as_str(), run.code != 2), ("", true), "{}", run.err);
    let written: Value = serde_json::from_slice(&folder.bytes("kept.txt")).expect("JSON");
    assert_eq!(written["summary"]["files"], 1);
}

#[test]
fn a_misspelt_genre_switches_nothing_off() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT);
    folder.run(&["check", "a.txt", "--genre", "fazi"]).refused("没有这种报告类型： fazi; 是不是指 fazhi?");
    folder.put("ganhuo.toml", "genre = \"fazi\"\n");
    folder.run(&["check", "a.txt"]).refused("没有这种报告类型： fazi");
    folder.put("ganhuo.toml", "[per-file.\"*.txt\"]\ngenre = \"xinxi\"\n");
    folder.run(&["score", "a.txt"]).refused("没有这种报告类型： xinxi");
    assert_ne!(folder.run(&["check", "a.txt", "--isolated", "--genre", "base"]).code, 2);
}

#[test]
fn a_genre_on_the_command_line_is_for_every_file() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT).put("ganhuo.toml", "[per-file.\"a.txt\"]\ngenre = \"xinxi-gongkai\"\n");
    let genre = |arguments: &[&str]| {
        let whole = [&["check", "a.txt", "--format", "json"], arguments].concat();
        folder.run(&whole).json()["summary"]["reports"][0]["genre"].clone()
    };
    assert_eq!(genre(&[]), "xinxi-gongkai");
    assert_eq!(genre(&["--genre", "base"]), "base");
}

#[test]
fn what_was_not_read_is_said_in_every_format() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT).put("b.docx", "PK\u{3}\u{4}不是 Word");
    let run = folder.run(&["check", "a.txt", "b.docx", "nowhere.txt", "--format", "json"]);
    assert_eq!(run.code, 2);
    let failures = run.json()["summary"]["failures"].clone();
    let paths: Vec<&str> =
        failures.as_array().expect("a list").iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(paths, ["b.docx", "nowhere.txt"]);
    assert_eq!(failures[1]["message"], "没有这个文件或文件夹，请检查路径");
    let log = folder.run(&["check", "a.txt", "nowhere.txt", "--format", "sarif"]).json();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
    let log = folder.run(&["check", "a.txt", "--format", "sarif"]).json();
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
    let run = folder.run(&["check", "a.txt", "--prior", "nowhere.txt", "--diff"]);
    run.refused("nowhere.txt: 没有这个文件或文件夹");
    // The other commands say it too.
    folder.put("c.txt", broken()).put("old.txt", TEXT.replace("2024", "2023"));
    let run = folder.run(&["score", "c.txt", "nowhere.txt", "--format", "json"]);
    let scored = run.json();
    assert_eq!((run.code, &scored["failures"][0]["path"]), (2, &Value::from("nowhere.txt")));
    let said = scored["reports"][0]["notices"][0].as_str().expect("a notice").to_owned();
    let compared = folder.run(&["compare", "c.txt", "old.txt", "--format", "json"]).json();
    assert_eq!(compared["notices"][0], said.as_str());
    for arguments in [&["score", "c.txt"][..], &["compare", "c.txt", "old.txt"]] {
        let run = folder.run(arguments);
        assert!(run.err.contains(&format!("c.txt: {said}")), "{}", run.err);
    }
}

#[test]
fn options_that_diff_would_ignore_are_refused() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT);
    for other in [["--baseline", "b.json"], ["--comment", "c.docx"], ["--format", "json"]] {
        let arguments = [&["check", "a.txt", "--diff"], other.as_slice()].concat();
        folder.run(&arguments).refused("同时使用");
    }
}

#[test]
fn a_folder_is_compared_into_one_document() {
    let folder = Folder::new();
    folder.put("new/a.txt", TEXT).put("new/b.txt", TEXT.replace("司法局", "财政局"));
    folder.put("old/a.txt", TEXT.replace("2024", "2023"));
    let run = folder.run(&["compare", "new", "old", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let paths: Vec<Value> =
        run.json()["reports"].as_array().expect("a list").iter().map(|one| one["path"].clone()).collect();
    assert_eq!(paths, ["new/a.txt", "new/b.txt"]);
    let one = folder.run(&["compare", "new/a.txt", "old", "--format", "json"]).json();
    assert_eq!(one["path"], "new/a.txt");
    folder.run(&["compare", "new", "old", "--format", "html"]).refused("一个网页只放一份报告");
    // Refused before anything is read: the missing files are not even looked for.
    let run = folder.run(&["compare", "nowhere", "never", "--format", "csv"]);
    assert_eq!(run.err, "ganhuo: csv 只用于 --among\n");
    let run = folder.run(&["compare", "--among", "nowhere", "--format", "html"]);
    assert!(run.err.starts_with("ganhuo: --among 不能输出网页"), "{}", run.err);
}

#[test]
fn comments_on_a_folder_go_into_another_one() {
    let folder = Folder::new();
    let word = fs::read("tests/readers/files/01-typed.docx").expect("a file");
    folder.put("草稿/甲局/a.docx", &word).put("草稿/a.docx", &word).put("草稿/b.txt", TEXT);
    let check = |target: &str| {
        folder.run(&["check", "草稿", "--comment", target, "--format", "concise", "--fail-on", "never"])
    };
    let run = check("批注");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("已在 批注 里写成2份") && run.err.contains("另有 1 份不是 .docx"),
        "{}",
        run.err
    );
    for name in ["甲局/a.docx", "a.docx"] {
        assert_ne!(folder.bytes(&format!("批注/{name}")), word);
        assert_eq!(folder.bytes(&format!("草稿/{name}")), word);
    }
    assert!(!folder.0.join("批注/b.txt").exists());
    for (target, why) in [("草稿/批注", "当成报告"), ("草稿", "当成报告")] {
        let run = check(target);
        assert!(run.code == 2 && run.err.contains(why), "{}", run.err);
    }
    assert_eq!(folder.bytes("草稿/a.docx"), word);
    // A named file that would be its own copy.
    let run = folder.run(&["check", "草稿/a.docx", "草稿/b.txt", "--comment", "草稿", "--format", "concise"]);
    assert!(run.code == 2 && run.err.contains("会覆盖原稿"), "{}", run.err);
    assert_eq!(folder.bytes("草稿/a.docx"), word);
}

#[test]
fn one_configuration_does_not_govern_the_files_of_another() {
    let folder = Folder::new();
    folder.put("a/a.txt", TEXT).put("a/ganhuo.toml", "fail-on = \"never\"\n").put("b/b.txt", TEXT);
    folder.run(&["check", "a", "b"]).refused("分属不同的配置");
    folder.run(&["check", "."]).refused("分属不同的配置");
    assert_eq!(folder.run(&["check", "a"]).code, 0);
    assert_eq!(folder.run(&["check", "a/a.txt", "b/../a/a.txt"]).code, 0);
    assert_eq!(folder.run(&["check", "a/../b/b.txt"]).code, folder.run(&["check", "b"]).code);
    assert_ne!(folder.run(&["check", "a", "b", "--isolated"]).code, 2);
    assert_eq!(folder.run(&["check", "a", "b", "--config", "a/ganhuo.toml"]).code, 0);
}

#[test]
fn what_editors_leave_in_settings_and_packs_is_read_or_said() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT).put("ganhuo.toml", "\u{feff}fail-on = \"never\"\n");
    assert_eq!(folder.run(&["check", "a.txt"]).code, 0);
    let (gbk, _, _) = encoding_rs::GB18030.encode("# 设置\nfail-on = \"never\"\n");
    folder.put("ganhuo.toml", gbk);
    folder.run(&["check", "a.txt"]).refused("另存为 UTF-8");
    folder.put(
        "own/pack.toml",
        "\u{feff}title = { zh = \"包\", en = \"pack\" }\nversion = \"1\"\nextends = \"base\"\n",
    );
    folder.put("own/wording/own.toml", RULE).put("own/words/own.txt", "\u{feff}评查\n");
    folder.put("ganhuo.toml", "pack-paths = [\"own\"]\nselect = [\"wording/own\"]\n");
    let run = folder.run(&["check", "a.txt", "--format", "json"]);
    assert_eq!(run.json()["findings"].as_array().map(Vec::len), Some(1), "{}{}", run.out, run.err);
    let (gbk, _, _) = encoding_rs::GB18030.encode("评查\n");
    folder.put("own/words/own.txt", gbk);
    folder.run(&["check", "a.txt"]).refused("own.txt: 不是 UTF-8 编码");
}

#[test]
fn habits_of_other_checkers_hold() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT).put("草稿/b.txt", TEXT).put("2024/草稿/c.txt", TEXT);
    let paths = |arguments: &[&str]| -> Vec<Value> {
        let run = folder.run(&[&["check", "--format", "json"], arguments].concat());
        let reports = run.json()["summary"]["reports"].clone();
        reports.as_array().expect("a list").iter().map(|report| report["path"].clone()).collect()
    };
    let all = ["2024/草稿/c.txt", "a.txt", "草稿/b.txt"];
    assert_eq!(paths(&[]), all);
    folder.put("ganhuo.toml", "exclude = [\"/草稿/*\"]\npreview = true\nfail-on = \"note\"\n");
    assert_eq!(paths(&[]), all[..2]);
    let shown = folder.run(&["check", "--show-settings", "--no-preview"]).out;
    assert!(shown.contains("preview = false"), "{shown}");
    assert_eq!(folder.run(&["check"]).code, 1);
    assert_eq!(folder.run(&["check", "--exit-zero"]).code, 0);
    assert_eq!(folder.run(&["check", "--exit-zero", "nowhere.txt"]).code, 2);
    folder.run(&["score"]).refused("缺少 <路径>...");
}

#[test]
fn a_score_counts_no_findings() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT);
    let table = folder.run(&["score", "a.txt", "--format", "csv"]).out;
    assert!(table.starts_with("\u{feff}文件,标题,单位,"), "{table}");
    assert!(!table.contains("警告"), "{table}");
}

#[cfg(feature = "docx")]
#[test]
fn fixes_of_word_files_have_no_lines() {
    let folder = Folder::new();
    folder.put("a.txt", TEXT).put("draft.docx", crate::fixes::draft());
    let fixes = |file: &str| -> usize {
        let log = folder.run(&["check", file, "--isolated", "--format", "sarif"]).json();
        let results = log["runs"][0]["results"].as_array().expect("results");
        results.iter().filter(|result| result.get("fixes").is_some()).count()
    };
    assert!(fixes("a.txt") > 0);
    assert_eq!(fixes("draft.docx"), 0);
}
