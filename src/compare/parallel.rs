//! Independent work side by side where there are threads for it, else one after the other; the outcome
//! is the same.

/// Both of two pieces of work.
#[cfg(feature = "cli")]
pub(super) fn both<A: Send, B: Send>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(a, b)
}

/// Both of two pieces of work.
#[cfg(not(feature = "cli"))]
pub(super) fn both<A, B>(a: impl FnOnce() -> A, b: impl FnOnce() -> B) -> (A, B) {
    (a(), b())
}

/// What becomes of each of some things, in their order; `work` is told which one it is.
#[cfg(feature = "cli")]
pub(super) fn each<T: Sync, U: Send>(things: &[T], work: impl Fn(usize, &T) -> U + Sync) -> Vec<U> {
    use rayon::prelude::*;
    if let [one] = things {
        return vec![work(0, one)];
    }
    things.par_iter().enumerate().map(|(nth, thing)| work(nth, thing)).collect()
}

/// What becomes of each of some things, in their order; `work` is told which one it is.
#[cfg(not(feature = "cli"))]
pub(super) fn each<T, U>(things: &[T], work: impl Fn(usize, &T) -> U) -> Vec<U> {
    things.iter().enumerate().map(|(nth, thing)| work(nth, thing)).collect()
}
