//! The shares of the three sectors of an economy, which are all of it: 三次产业结构调整为8.1∶40.2∶51.7.

use crate::{
    check::context::{Context, Found, short},
    model::Decimal,
    text::class,
};

/// What such a ratio is called.
const NAMES: [&str; 2] = ["三次产业", "三产结构"];

/// Characters between the name and the last of its ratios.
const NEAR: usize = 48;

/// Three shares that were rounded come to a hundred, give or take a tenth each.
const SLACK: i128 = 3;

/// The ratios that do not come to a hundred.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for (at, name) in NAMES.iter().flat_map(|name| text.match_indices(name)) {
        let rest = &text[at + name.len()..];
        let end = rest.char_indices().nth(NEAR).map_or(rest.len(), |(end, _)| end);
        let near = &rest[..rest[..end].find(['。', ';', '\n']).unwrap_or(end)];
        let base = at + name.len();
        for (from, to, sum) in ratios(near) {
            let off = sum.minus(Decimal::from_int(100)).map(Decimal::abs);
            let slack = Decimal::from_int(SLACK).divided(Decimal::from_int(10), 1);
            let span = context.place(base + from, base + to);
            let wrong = off.zip(slack).is_some_and(|(off, slack)| off > slack);
            if wrong && context.document.in_body(span.start()) {
                found.push(
                    Found::at(span)
                        .with("text", short(&text[at..base + to], 60))
                        .with("total", "100")
                        .with("sum", sum.to_string()),
                );
            }
        }
    }
    found
}

/// The ratios of three shares in some words: where they stand and what they come to.
fn ratios(text: &str) -> Vec<(usize, usize, Decimal)> {
    let number = |c: char| class::is_digit(c) || c == '.';
    let mut found = Vec::new();
    let mut run: Vec<(usize, usize, Decimal)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(class::is_digit).map(|step| at + step) {
        let end = text[start..].find(|c| !number(c)).map_or(text.len(), |step| start + step);
        at = end;
        let Some(value) = Decimal::parse(text[start..end].trim_end_matches('.')) else { continue };
        let joined = run
            .last()
            .is_some_and(|(_, before, _)| matches!(text[*before..start].trim(), ":" | "∶" | "：" | "/"));
        if !joined {
            run.clear();
        }
        run.push((start, end, value));
        if let [one, two, three] = run.as_slice()
            && let Some(sum) = one.2.plus(two.2).and_then(|sum| sum.plus(three.2))
        {
            found.push((one.0, three.1, sum));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn three_shares_come_to_a_hundred() {
        let found = |text: &str| words(&report(&small(text)), "consistency/sum-of-parts");
        assert_eq!(found("三次产业结构调整为9.1∶38.2∶54.7。"), ["9.1∶38.2∶54.7"]);
        assert_eq!(found("三次产业结构由9.1∶38.2∶52.7优化为8.4∶37.6∶45。"), ["8.4∶37.6∶45"]);
        assert!(found("三次产业结构由9.1∶38.2∶52.8优化为8.4∶37.6∶54。").is_empty());
        assert!(found("三次产业协调发展，招商项目3个，比例为2∶1。").is_empty());
    }
}
