#![no_main]
//! Comments on every block change no word, and a second run changes no byte.

use std::sync::LazyLock;

use ganhuo::{
    Analyser, Library,
    model::{Finding, Lang, Severity},
    report::comment::comment,
};
use ganhuo_fuzz::{docx, read_and_check};
use libfuzzer_sys::fuzz_target;

static ANALYSER: LazyLock<Analyser> = LazyLock::new(|| Analyser::builtin().expect("the packs load"));

fuzz_target!(|data: &[u8]| {
    let bytes = docx(data);
    let Some(extract) = read_and_check(&bytes, "a.docx") else { return };
    let mut report = ANALYSER.analyse(&bytes, "a.docx", &Library::default()).expect("read before");
    report.findings = extract
        .blocks
        .iter()
        .map(|block| Finding {
            rule: "wording/fuzz".to_owned(),
            severity: Severity::Note,
            span: block.span,
            message: String::new(),
            help: String::new(),
            labels: Vec::new(),
            related: Vec::new(),
            fix: None,
            fingerprint: String::new(),
        })
        .collect();
    let Ok(once) = comment(&bytes, &report, Lang::Zh) else { return };
    let again = read_and_check(&once, "a.docx").expect("still readable");
    assert_eq!(again.text, extract.text);
});
