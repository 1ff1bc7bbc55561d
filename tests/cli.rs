//! The command line as its users type it: each page of `tests/cli` is a conversation.
//!
//! `TRYCMD=overwrite cargo test` rewrites what was printed; the diff is then read.

#[test]
fn conversations() {
    trycmd::TestCases::new()
        // Chinese unless a page asks for English, whatever the machine speaks; no colours.
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("tests/cli/*.md");
}
