#![no_main]

use ganhuo_fuzz::read_and_check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    read_and_check(&[b"".as_slice(), data].concat(), "a");
});
