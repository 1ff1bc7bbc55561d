#![no_main]
//! Tracked changes all over a file: what is read again is the text with the changes that were made.

use ganhuo::{
    model::{Edit, Fix, Safety},
    report::revision::revise,
    text::Span,
};
use ganhuo_fuzz::{docx, finding, read_and_check, report};
use libfuzzer_sys::fuzz_target;

/// Exchanges, deletions and insertions, in turn, three characters apart.
fn edits(text: &str) -> Vec<Edit> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let changes = starts.windows(4).step_by(3).enumerate();
    changes
        .map(|(nth, at)| Edit {
            span: Span::from(at[0]..at[nth % 3]),
            text: ["甲<", "", " &"][(nth / 3) % 3].to_owned(),
        })
        .filter(|edit| !edit.span.slice(text).contains('\n'))
        .collect()
}

fuzz_target!(|data: &[u8]| {
    let bytes = docx(data);
    let Some(extract) = read_and_check(&bytes, "a.docx") else { return };
    let fix = Fix { title: String::new(), edits: edits(&extract.text), safety: Safety::Safe };
    let report = report(&bytes, "a.docx", vec![finding(Span::default(), Some(fix))]);
    let Ok(revision) = revise(&bytes, &report) else { return };
    let Some(changed) = revision.bytes else { return };
    let again = read_and_check(&changed, "a.docx").expect("still readable");
    assert_eq!(again.text, revision.text);
});
