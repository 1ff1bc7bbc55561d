//! Bytes per second of each stage.

fn main() {}
