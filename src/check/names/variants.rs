//! One quoted name in two forms: “节水活动月” here, “节水月” there.

use crate::{
    check::{
        context::{Context, Found, han},
        phrase::together,
    },
    rules::kind::Names,
    text::{Span, class},
};

/// Characters of a name; shorter ones are easily like each other.
const LEAST: usize = 5;
const MOST: usize = 14;

/// How many characters one form may have more than the other.
const MORE: usize = 2;

/// Quoted names that end in a word of the rule and are another one with a word inside, each once.
pub(super) fn check(context: &Context, rule: &Names) -> Vec<Found> {
    let text = context.plain();
    let mut names: Vec<(&str, Span)> = Vec::new();
    for (open, _) in text.match_indices('“') {
        let from = open + '“'.len_utf8();
        let near = text[from..].char_indices().nth(MOST + 1).map_or(text.len(), |(at, _)| from + at);
        let Some(length) = text[from..near].find('”') else { continue };
        let name = &text[from..from + length];
        let known = (LEAST..=MOST).contains(&han(name)) && name.chars().all(class::is_han);
        let ends = rule.kinds.iter().any(|kind| name.ends_with(kind.as_str()));
        let span = context.place(from, from + length);
        if known && ends && context.document.in_body(span.start()) {
            names.push((name, span));
        }
    }
    let mut found: Vec<(&str, Vec<Found>)> = Vec::new();
    for (at, (name, span)) in names.iter().enumerate() {
        let Some((other, first)) = names[..at].iter().find(|(other, _)| is_variant(name, other)) else {
            continue;
        };
        let one = Found::at(*span)
            .with("text", *name)
            .with("other", *other)
            .label(*first, context.lang.pick("前面的写法", "as it was named before"));
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, all)) => all.push(one),
            None => found.push((name, vec![one])),
        }
    }
    found.into_iter().flat_map(|(_, all)| together(all)).collect()
}

/// Whether one name is the other with one or two characters more inside it.
fn is_variant(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let more = long.len() - short.len();
    // The words in common stand at both ends.
    let head = long.iter().zip(&short).take_while(|(a, b)| a == b).count();
    let tail = long.iter().rev().zip(short.iter().rev()).take_while(|(a, b)| a == b).count();
    (1..=MORE).contains(&more) && head >= 2 && tail >= 1 && head + tail >= short.len()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/two-names")
    }

    #[test]
    fn a_name_with_a_word_more_is_the_same() {
        assert_eq!(found("举办“节水宣传活动月”活动。\n\n以“节水宣传月”为契机。"), ["节水宣传月"]);
        assert_eq!(found("开展“水库清淤行动”3次。\n\n“水库大清淤行动”清淤9处。"), ["水库大清淤行动"]);
        assert_eq!(found("“巡河志愿服务日”走访。\n\n“巡河志愿日”走访。"), ["巡河志愿日"]);
    }

    #[test]
    fn other_names_are_others() {
        for right in [
            "举办“节水宣传月”活动。\n\n以“节水宣传月”为契机。",
            "举办“节水宣传月”活动。\n\n举办“节水宣传周”活动。",
            "举办“节水宣传月”活动。\n\n举办“护水宣传月”活动。",
            "举办“宣传月”活动。\n\n举办“宣传活动月”活动。",
            "举办节水宣传月活动。\n\n举办“节水宣传活动月”活动。",
            "推进“清河行动”。\n\n推进“清河护岸百日行动”。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
