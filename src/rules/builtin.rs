//! The packs compiled into the program.

/// Path below `rules/` and text of every file of every pack; `build.rs` makes the table.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// Path (`base/pack.toml`) and text of every built-in pack file, by path.
pub fn builtin_files() -> &'static [(&'static str, &'static str)] {
    FILES
}
