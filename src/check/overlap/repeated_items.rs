//! Members of a list that it names twice: 首问制度、延时制度、首问制度.

use crate::{
    check::{
        context::{Context, Found, short},
        memo::ClaimText,
    },
    text::class,
};

/// Members of a list at most, and bytes of a sentence.
const MOST: usize = 60;
const LONGEST: usize = 3000;

/// Fewest Chinese characters of a member, and of one that ends the words before the list.
const LEAST: usize = 4;
const HEADED: usize = 6;

/// Letters of a clause that is said again in its sentence; longer ones are looked for in the whole paragraph.
const BRIEF: std::ops::Range<usize> = 7..10;
const BYTES: std::ops::Range<usize> = 18..40;

/// The members that stand twice between the 、 of one clause, and the clauses that stand twice in one sentence.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let text = context.plain();
    let mut found = brief(context);
    for claim in
        context.claims().iter().filter(|claim| claim.in_body && claim.text.matches('、').nth(1).is_some())
    {
        let mut from = claim.base;
        for clause in claim.text.split_inclusive([',', ';', '。', ':', '(', ')', '《', '》']) {
            let start = from;
            from += clause.len();
            if let Some((first, again, len)) =
                twice(clause.trim_end_matches([',', ';', '。', ':', '(', '《']))
            {
                let span = context.place(start + again, start + again + len);
                let before = context.place(start + first, start + first + len);
                found.push(
                    Found::at(span)
                        .with("text", short(&text[start + again..start + again + len], 40))
                        .label(before, context.lang.pick("前面已经写过", "said before")),
                );
            }
        }
    }
    found
}

/// Short clauses that one sentence says twice: 做到底数清、属性准.
fn brief(context: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    let short_enough = |claim: &&ClaimText| claim.in_body && claim.text.len() <= LONGEST;
    for claim in context.claims().iter().filter(short_enough) {
        if claim.text.matches(',').nth(1).is_none() {
            continue;
        }
        let mut at = claim.base;
        let mut clauses: Vec<(usize, &str)> = Vec::new();
        for piece in claim.text.split_inclusive([',', ';', '。', ':']) {
            let start = at;
            at += piece.len();
            let clause = piece.trim_end_matches([',', ';', '。', ':']);
            // Three bytes for each Chinese character.
            if !BYTES.contains(&clause.len()) {
                continue;
            }
            let letters = clause.chars().filter(|c| class::is_han(*c) || class::is_digit(*c)).count();
            let han = clause.chars().filter(|c| class::is_han(*c)).count();
            // What is compared or dated returns with every figure.
            let figure = [
                "同比",
                "比",
                "较",
                "占",
                "其中",
                "增长",
                "下降",
                "合格率",
                "办结率",
                "满意率",
                "得",
                "罚款",
            ];
            if !BRIEF.contains(&letters)
                || han + 1 < letters
                || clause.contains(['%', '年', '月', '日', '《'])
                || figure.iter().any(|word| clause.starts_with(word))
            {
                continue;
            }
            if let Some((first, _)) = clauses.iter().find(|(_, other)| *other == clause) {
                let span = context.place(start, start + clause.len());
                let before = context.place(*first, first + clause.len());
                found.push(
                    Found::at(span)
                        .with("text", short(clause, 40))
                        .label(before, context.lang.pick("前面已经写过", "said before")),
                );
            } else {
                clauses.push((start, clause));
            }
        }
    }
    found
}

/// Where a member of a list stands and where it stands again, with its length.
fn twice(clause: &str) -> Option<(usize, usize, usize)> {
    let mut at = 0;
    let items: Vec<(usize, &str)> = clause
        .split('、')
        .map(|item| {
            let start = at;
            at += item.len() + '、'.len_utf8();
            (start, item)
        })
        .collect();
    if !(3..=MOST).contains(&items.len()) {
        return None;
    }
    let last = items.len() - 1;
    for (nth, (start, item)) in items.iter().enumerate().skip(1) {
        // The words behind the list belong to its last member: 走进企业38场, 走进企业等.
        let item = if nth == last { without_tail(item) } else { item };
        let letters = item.chars().count();
        if letters < LEAST || !item.chars().all(class::is_han) {
            continue;
        }
        for (other, (begin, before)) in items.iter().enumerate().take(nth) {
            let headed = other == 0 && letters >= HEADED && before.ends_with(item);
            if *before == item || headed {
                return Some((begin + before.len() - item.len(), *start, item.len()));
            }
        }
    }
    None
}

/// The last member of a list without the count or the 等 behind it.
fn without_tail(item: &str) -> &str {
    let end = item.find(|c: char| class::is_digit(c) || c == '等').unwrap_or(item.len());
    &item[..end]
}

#[cfg(test)]
mod tests {
    use super::twice;
    use crate::testing::{report, small, words};

    #[test]
    fn a_short_clause_is_said_twice_in_its_sentence() {
        let found = |text: &str| words(&report(&small(text)), "copying/repeated-clause").len();
        assert_eq!(found("登记水表时，做到底数清、属性准，全年登记183只，做到底数清、属性准。"), 1);
        assert_eq!(found("水表登记做到底数清、属性准。全年登记183只，做到底数清、属性准。"), 0);
        assert_eq!(found("水质合格率为98%，同比提高2%，水量达标率为96%，同比提高2%。"), 0);
    }

    #[test]
    fn a_member_is_named_twice() {
        let found = |clause: &'static str| twice(clause).map(|(_, at, len)| &clause[at..at + len]);
        assert_eq!(found("走进渡口、走进学校、走进渡口38场"), Some("走进渡口"));
        assert_eq!(found("执行巡河首报制度、夜巡制度、巡河首报制度"), Some("巡河首报制度"));
        for clause in [
            "水务、城管、水务",
            "行政检查、行政处罚、行政检查公示",
            "走进渡口、走进学校",
            "检查渡口、公布水质、修复渡口",
            "张三、李四、张三",
        ] {
            assert_eq!(found(clause), None, "{clause}");
        }
    }
}
