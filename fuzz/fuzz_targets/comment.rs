#![no_main]
//! Comments on every block change no word, and a second run changes no byte.

use ganhuo::{model::Lang, report::comment::comment};
use ganhuo_fuzz::{docx, finding, read_and_check, report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let bytes = docx(data);
    let Some(extract) = read_and_check(&bytes, "a.docx") else { return };
    let findings = || extract.blocks.iter().map(|block| finding(block.span, None)).collect();
    let Ok(once) = comment(&bytes, &report(&bytes, "a.docx", findings()), Lang::Zh) else { return };
    let again = read_and_check(&once, "a.docx").expect("still readable");
    assert_eq!(again.text, extract.text);
    let twice = comment(&once, &report(&once, "a.docx", findings()), Lang::Zh).expect("as before");
    assert!(twice == once);
});
