//! Messages with `{names}` in them.

/// The names in braces of a text, in order.
pub fn placeholders(template: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(close) = rest.find('}') {
            found.push(&rest[..close]);
            rest = &rest[close + 1..];
        }
    }
    found
}

/// The text with its names filled; a name without a value stays empty. Pairs of quotation marks in a
/// value that itself stands in quotation marks become single ones (GB/T 15834-2011, 4.8).
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + close];
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            if out.ends_with('“') && are_paired(value) {
                out.extend(value.chars().map(inner));
            } else {
                out.push_str(value);
            }
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// Whether all quotation marks of a text are double ones in pairs.
fn are_paired(text: &str) -> bool {
    let mut open = false;
    text.chars().all(|c| match c {
        '“' | '”' => {
            let fits = open == (c == '”');
            open = c == '“';
            fits
        }
        '‘' | '’' => false,
        _ => true,
    }) && !open
}

/// A quotation mark inside others.
const fn inner(c: char) -> char {
    match c {
        '“' => '‘',
        '”' => '’',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_filled() {
        let template = "“{text}”应当是“{right}”";
        assert_eq!(placeholders(template), ["text", "right"]);
        assert_eq!(fill(template, &[("right", "乙"), ("text", "甲")]), "“甲”应当是“乙”");
    }

    #[test]
    fn quotation_marks_inside_others_are_single() {
        let said = |value: &str| fill("“{text}”过时了", &[("text", value)]);
        assert_eq!(said("“七五”普法"), "“‘七五’普法”过时了");
        // What is wrong with a mark itself must be seen.
        assert_eq!(said("七五”普法"), "“七五”普法”过时了");
        assert_eq!(fill("{text}", &[("text", "“七五”普法")]), "“七五”普法");
    }

    #[test]
    fn values_are_not_filled_again() {
        assert_eq!(fill("{text}", &[("text", "{right}"), ("right", "乙")]), "{right}");
    }
}
