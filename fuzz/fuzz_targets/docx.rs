#![no_main]

use ganhuo_fuzz::{docx, read_and_check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    read_and_check(&docx(data), "a.docx");
});
