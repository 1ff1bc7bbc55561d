//! Who was due and who came, of whom there cannot be more: 应考61人，实考66人.

use crate::{
    check::{
        context::{Found, short},
        count::Count,
        wholes,
    },
    text::class,
};

/// The first figure of what was done that is more than that of what was due, told before it in the same sentence.
pub(super) fn more_than_due(text: &str, counts: &[Count]) -> Option<Found> {
    counts.windows(2).find_map(|pair| {
        let [due, done] = pair else { return None };
        let same = due.quantity.unit == done.quantity.unit && due.is_exact() && done.is_exact();
        let gap = &text[due.end..done.start];
        let (first, second) = (wholes::label(text, due), wholes::label(text, done));
        let meant = same
            && !gap.contains(['。', ';', '\n'])
            && done.quantity.value > due.quantity.value
            && (is_due_and_done(first, second) || is_rated(first, second));
        meant.then(|| {
            Found::at(done.span)
                .with("text", short(text, 60))
                .with("part", format!("{second}{}", &text[done.start..done.end]))
                .with("whole", format!("{first}{}", &text[due.start..due.end]))
                .label(due.span, String::new())
        })
    })
}

/// 应考 and 实考, 应到会 and 实到: the same verb behind 应 and 实.
fn is_due_and_done(first: &str, second: &str) -> bool {
    let verb = |words: &str, mark: char| {
        let at = words.rfind(mark)?;
        let verb = &words[at + mark.len_utf8()..];
        let plain = (1..=3).contains(&verb.chars().count()) && verb.chars().all(class::is_han);
        plain.then(|| verb.chars().next()).flatten()
    };
    let due = verb(first, '应');
    due.is_some() && due == verb(second, '实')
}

/// 参评21家，评为A级的23家.
fn is_rated(first: &str, second: &str) -> bool {
    let rated = ["评为", "评定为", "获评", "评出"].iter().any(|word| second.starts_with(word));
    rated && first.contains("参评")
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn no_more_came_than_were_due() {
        let found = |text: &str| words(&report(&small(text)), "consistency/part-over-whole");
        assert_eq!(found("组织学法测试3次，应考61人，实考66人，都在85分以上。"), ["66人"]);
        assert_eq!(found("参评用水户210家，评为A级的216家。"), ["216家"]);
        for right in [
            "组织学法测试3次，应考61人，实考61人，都在85分以上。",
            "应检水表43只，实换47只。",
            "参评用水户210家，评为A级的116家。",
            "供应滤料43吨，实用47吨。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
