//! Problems of a part that tells both, 存在的主要问题及改进情况, and of which the measures behind them say nothing.
//!
//! Such a part names its problems in a line: 一是…需进一步加强；二是…有待提升。针对上述问题，…. A problem is passed over
//! where nothing of what it names stands in the measures; what all of the report is about names none.

use super::{Pairs, pairs};
use crate::{
    check::context::{Context, Found, han, short},
    rules::{Pattern, kind::Link},
    text::{class, fold_str},
};

/// Measures of fewer Chinese characters answer nothing and everything.
const ANSWER: usize = 40;

/// Chinese characters that name a problem at least, and at most.
const NAME: (usize, usize) = (5, 40);

/// What says of a thing that it is a problem.
const LACKS: [&str; 18] = [
    "需进一步",
    "需要进一步",
    "需继续",
    "有待",
    "亟待",
    "亟需",
    "不够",
    "不足",
    "不强",
    "不高",
    "不及时",
    "不到位",
    "不规范",
    "不平衡",
    "滞后",
    "薄弱",
    "欠缺",
    "单一",
];

/// What every such report is about.
const ALL: &str = "政府信息公开政务公开工作年度报告";

/// A problem that is named: what it is, and where it stands in the text.
struct Problem<'a> {
    name: &'a str,
    start: usize,
    end: usize,
}

pub(super) fn check(context: &Context, rule: &Link, turn: &Pattern, common: &Pairs) -> Vec<Found> {
    let title = fold_str(&context.document.header().title);
    let known: Pairs = pairs(ALL, common).chain(pairs(&title, common)).collect();
    let mut found = Vec::new();
    for id in context.sections_of(rule.from.0) {
        let body = context.document.plain().fold(context.body(id)).range();
        let text = &context.plain()[body.clone()];
        let Some(hit) = turn.matches(text).next().map(|hit| hit.whole()) else { continue };
        let answer = &text[hit.start..];
        let problems = problems(&text[..hit.start]);
        if han(answer) < ANSWER || problems.len() < 2 {
            continue;
        }
        let turned = context.place(body.start + hit.start, body.start + hit.end);
        let said: Pairs = pairs(answer, common).collect();
        let mut silent = problems.iter().filter(|problem| {
            let mut own = pairs(problem.name, common).filter(|pair| !known.contains(*pair)).peekable();
            own.peek().is_some() && own.all(|pair| !said.contains(pair))
        });
        // Measures that answer most of them in none of their words are told in others; they come in the order of the
        // problems, and the last have none where there are fewer.
        let passed: Vec<&Problem> = silent.by_ref().collect();
        let fewer = problems.len().saturating_sub(counted(answer).max(1));
        let few = if passed.len() * 2 <= problems.len() { passed.len() } else { fewer.min(passed.len()) };
        for problem in &passed[passed.len() - few..] {
            let span = context.place(body.start + problem.start, body.start + problem.end);
            found.push(
                Found::at(span)
                    .with("text", short(context.document.plain_slice(span), 40))
                    .label(turned, context.lang.pick("从这里起写的措施没有提到", "not said from here on")),
            );
        }
    }
    found
}

/// The problems that are named in a list, each up to the word that says it is one.
fn problems(text: &str) -> Vec<Problem<'_>> {
    let mut found = Vec::new();
    let (mut from, mut start) = (0, 0);
    for piece in text.split_inclusive([';', '。', '、', ',', ':']) {
        let end = from + piece.len();
        let words = &text[start..end];
        let lack = LACKS.iter().filter_map(|word| words.find(word)).min();
        if let Some(lack) = lack {
            let head = words[..lack].trim_end_matches(['还', '仍', '尚', '较']);
            let skip = head.len() - without_mark(head).len();
            let name = &head[skip..];
            if (NAME.0..=NAME.1).contains(&han(name)) {
                found.push(Problem { name, start: start + skip, end: end - (piece.len() - trimmed(piece)) });
            }
        }
        // 时效、深度需进一步加强 is one.
        if lack.is_some() || !piece.ends_with('、') {
            start = end;
        }
        from = end;
    }
    found
}

/// How many measures are counted off: 一是, 二是.
fn counted(answer: &str) -> usize {
    let marks = answer.match_indices('是').filter(|(at, _)| {
        let before = answer[..*at].chars().next_back();
        before.is_some_and(|c| class::han_digit(c).is_some())
    });
    marks.count()
}

fn trimmed(piece: &str) -> usize {
    piece.trim_end_matches([';', '。', '、', ',', ':']).len()
}

/// Words without what counts them: 一是, 如.
fn without_mark(words: &str) -> &str {
    let words = words.trim_start();
    let rest = words.trim_start_matches(|c: char| class::han_digit(c).is_some() || c == '十');
    match rest.strip_prefix('是') {
        Some(rest) if rest.len() + "是".len() < words.len() => rest,
        _ => words.strip_prefix('如').unwrap_or(words),
    }
}

#[cfg(test)]
mod tests {
    use super::problems;

    #[test]
    fn problems_are_named_up_to_what_says_they_are() {
        let named = |text: &str| problems(text).iter().map(|one| one.name.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            named("一是解读的时效、深度需进一步加强;二是水质公示栏更新不及时。"),
            ["解读的时效、深度", "水质公示栏更新"]
        );
        assert_eq!(named("仍有差距。如取水公示深度有待提升、队伍力量薄弱等。"), ["取水公示深度"]);
        assert!(named("全年公开信息41条。").is_empty());
    }
}
