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

/// The text with its names filled; a name without a value stays empty.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + close];
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            out.push_str(value);
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
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
    fn values_are_not_filled_again() {
        assert_eq!(fill("{text}", &[("text", "{right}"), ("right", "乙")]), "{right}");
    }
}
