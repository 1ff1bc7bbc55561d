//! Who wrote what: one number for each body.

use std::collections::BTreeMap;

use crate::{compare::choose::current_name, model::Header, text::fold_str};

/// A name shorter than this could be any place's.
const NAME: usize = 6;

/// From how many bodies on a wording is nobody's own: a tenth of them, but four at least (two or
/// three may have copied from each other) and twelve at most (a hundred bodies do not copy from
/// each other by chance).
pub fn cap(bodies: usize) -> usize {
    (bodies / 10).clamp(4, 12)
}

/// The body of each report as a number, equal for equal bodies: by the name in the text (old names
/// through `renamed`, old → new; with or without the place above it), else by the file.
pub fn bodies<'a>(
    reports: impl IntoIterator<Item = (&'a str, &'a Header)>,
    renamed: &BTreeMap<String, String>,
) -> Vec<u32> {
    let names: Vec<String> = reports
        .into_iter()
        .map(|(path, header)| match &header.issuer {
            Some(issuer) => current_name(&fold_str(issuer), renamed),
            // No body's name has a line break in it.
            None => format!("\n{path}"),
        })
        .collect();
    let mut known: BTreeMap<&str, u32> = BTreeMap::new();
    for name in &names {
        let next = known.len() as u32;
        known.entry(name).or_insert(next);
    }
    let shortest = |name: &str| {
        let starts: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
        let last = (starts.len() + 1).saturating_sub(NAME);
        starts[..last].iter().rev().find_map(|at| known.get(&name[*at..]).copied())
    };
    names.iter().map(|name| shortest(name).unwrap_or_else(|| known[name.as_str()])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(names: &[Option<&str>], renamed: &[(&str, &str)]) -> Vec<u32> {
        let headers: Vec<Header> = names
            .iter()
            .map(|name| Header { issuer: name.map(str::to_owned), ..Header::default() })
            .collect();
        let paths: Vec<String> = (0..headers.len()).map(|nth| format!("{nth}.txt")).collect();
        let renamed = renamed.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        bodies(paths.iter().map(String::as_str).zip(&headers), &renamed)
    }

    #[test]
    fn one_body_has_one_number() {
        let found = numbers(&[Some("澜溪区水务局"), Some("云州市澜溪区水务局"), Some("澜溪区民政局")], &[]);
        assert_eq!(found[0], found[1]);
        assert_ne!(found[0], found[2]);
        let found = numbers(&[Some("水务局"), Some("澜溪区水务局")], &[]);
        assert_ne!(found[0], found[1]);
    }

    #[test]
    fn renamed_bodies_are_one_and_nameless_ones_are_not() {
        let found = numbers(
            &[Some("澜溪区科技局"), Some("澜溪区科技和工业信息化局"), None, None],
            &[("澜溪区科技局", "澜溪区科技和工业信息化局")],
        );
        assert_eq!(found[0], found[1]);
        assert_ne!(found[2], found[3]);
    }

    #[test]
    fn the_cap_grows_with_the_bodies() {
        assert_eq!([10, 31, 80, 5000].map(cap), [4, 4, 8, 12]);
    }
}
