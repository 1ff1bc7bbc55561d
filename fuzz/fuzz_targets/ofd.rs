#![no_main]

use ganhuo_fuzz::{read_and_check, zipped};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let root = b"<OFD><DocRoot>D.xml</DocRoot></OFD>".as_slice();
    let document = b"<Document><Pages><Page BaseLoc='P.xml'/></Pages></Document>".as_slice();
    read_and_check(&zipped(&[("OFD.xml", root), ("D.xml", document), ("P.xml", data)]), "a.ofd");
});
