//! Writing a package anew with some parts exchanged; all others are copied as they are packed.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::package::{Fault, Package};

/// The package of `bytes` with the `changes` (part name → text) put in: in place where the part
/// exists, else at the end.
pub fn rewritten(bytes: &[u8], changes: &BTreeMap<String, String>) -> Result<Vec<u8>, Fault> {
    let mut package = Package::open(bytes)?;
    let replaced: BTreeMap<usize, &str> =
        changes.iter().filter_map(|(name, text)| package.index(name).map(|at| (at, text.as_str()))).collect();
    let added: Vec<(&str, &str)> = changes
        .iter()
        .filter(|(name, _)| !package.has(name))
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + (64 << 10))));
    // The clock is not asked: the same input gives the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for at in 0..package.zip().len() {
        let file = package.zip().by_index_raw(at).map_err(|_| Fault::Damaged)?;
        if let Some(text) = replaced.get(&at) {
            let name = file.name().map_err(|_| Fault::Damaged)?.into_owned();
            let options = options.last_modified_time(file.last_modified().unwrap_or_default());
            drop(file);
            write(&mut writer, &name, text, options)?;
        } else {
            writer.raw_copy_file(file).map_err(|_| Fault::Damaged)?;
        }
    }
    for (name, text) in added {
        write(&mut writer, name, text, options)?;
    }
    writer.finish().map(Cursor::into_inner).map_err(|_| Fault::Damaged)
}

fn write(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), Fault> {
    writer.start_file(name, options).map_err(|_| Fault::Damaged)?;
    writer.write_all(text.as_bytes()).map_err(|_| Fault::Damaged)
}
