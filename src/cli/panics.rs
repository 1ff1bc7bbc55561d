//! What is kept of a fault in the program itself: its place, for the report that is asked for.

use std::{cell::RefCell, panic};

use crate::model::Lang;

thread_local! {
    /// Where this thread failed last.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on a panic prints nothing; its place is remembered.
pub(super) fn quiet() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", short(at.file()), at.line()));
        // A thread that ends has no memory any more.
        let _ = PLACE.try_with(|known| *known.borrow_mut() = place.unwrap_or_default());
    }));
}

/// The last three parts of a path: enough to find it, and nothing about the machine it was built on.
fn short(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    parts[parts.len().saturating_sub(3)..].join("/")
}

/// Where this thread failed, in brackets, said once; empty if that is not known.
pub(super) fn place(lang: Lang) -> String {
    let place = PLACE.take();
    match (place.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（{place}）"),
        (false, Lang::En) => format!(" ({place})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_fault_is_remembered() {
        let before = panic::take_hook();
        quiet();
        let caught = panic::catch_unwind(|| panic!("a fault"));
        panic::set_hook(before);
        assert!(caught.is_err());
        let place = place(Lang::Zh);
        assert!(place.starts_with("（src/cli/panics.rs:"), "{place}");
    }
}
