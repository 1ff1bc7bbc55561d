//! Clauses that one paragraph says twice, the second time perhaps with words before or behind them.

use std::ops::Range;

use crate::{
    check::context::{Context, Found, han, short},
    rules::kind::Repeat,
    text::{Span, class},
};

/// So many clauses back a repetition is still seen as one.
const BACK: usize = 24;

/// A clause that has other words before or behind it is one if it stands so near, or has so many letters.
const NEAR: usize = 8;
const LONG: usize = 13;

/// A clause of the plain view.
struct Clause {
    range: Range<usize>,
    /// Its letters, without what adds nothing.
    words: String,
    /// The same without counts, if there are any: 的14人.
    uncounted: Option<String>,
    /// How many letters it has, what stands in 《》 not counted.
    letters: usize,
    /// Whether its sentence ends with it.
    last: bool,
    /// Whether it ends with a list, or with what stands in brackets: 落实三项制度(公示、记录、审核).
    listed: bool,
    /// Whether it goes on from another clause: 也, 应当.
    joined: bool,
    /// Whether the next clause says what it is: 半工半读的学校，是….
    explained: bool,
}

/// Verbs of which what follows is the object: what somebody asked for is done afterwards.
const ASKED: [&str; 8] = ["强调", "要求", "提出", "指出", "号召", "决定", "规定", "承诺"];

/// Clauses of one block and one part that say what a clause shortly before them said.
pub(super) fn check(context: &Context, rule: &Repeat) -> Vec<Found> {
    let mut found = Vec::new();
    for block in context.document.blocks() {
        if !context.document.in_body(block.span.start()) {
            continue;
        }
        let range = context.document.plain().fold(block.span);
        let base = range.start() as usize;
        let clauses = clauses(range.slice(context.plain()), rule);
        for (nth, here) in clauses.iter().enumerate() {
            let near = clauses[nth.saturating_sub(BACK)..nth].iter().rev().zip(1..);
            let again = near.into_iter().find(|(before, back)| says_again(before, here, *back));
            let Some((before, _)) = again else { continue };
            let place = |clause: &Clause| context.place(base + clause.range.start, base + clause.range.end);
            let (span, first) = (place(here), place(before));
            let part = |span: Span| context.document.section_at(span.start());
            if part(span) != part(first) || is_required(context, span) {
                continue;
            }
            let text = short(context.document.plain_slice(span), 40);
            let label = context.lang.pick("前面已经写过", "said before");
            found.push(Found::at(span).with("text", text).label(first, label));
        }
    }
    found
}

/// Whether one of two clauses is the other, or begins or ends with it. What is counted in both is two things.
fn says_again(before: &Clause, here: &Clause, back: usize) -> bool {
    // Most clauses part ways with their first and their last letter.
    if before.uncounted.is_some() == here.uncounted.is_some() && !meets(&before.words, &here.words) {
        return false;
    }
    let (one, other) = match (&before.uncounted, &here.uncounted) {
        (Some(before), None) => (before, &here.words),
        (None, Some(here)) => (&before.words, here),
        _ => (&before.words, &here.words),
    };
    let (long, brief) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    let near = back <= NEAR || before.letters.min(here.letters) >= LONG;
    // What was put in twice stands at the end of a sentence, or at once behind itself.
    let put = (here.last || back == 1) && !here.joined && !before.joined;
    let asked =
        long.strip_suffix(brief.as_str()).is_some_and(|head| ASKED.iter().any(|verb| head.contains(verb)));
    let within = !asked && !here.explained;
    // What was named last in a list is counted afterwards.
    let named = before.listed && here.uncounted.is_some() && long == &before.words && long != brief;
    let holds = long.starts_with(brief.as_str()) || (long.ends_with(brief.as_str()) && !named);
    // 开展风险评估，…，并开展风险评估
    let once_more = back <= NEAR && other.strip_prefix('并').is_some_and(|rest| one.ends_with(rest));
    long == brief || once_more || (near && put && within && holds)
}

/// Whether two texts begin or end with the same character.
fn meets(a: &str, b: &str) -> bool {
    let ends = |bytes: &[u8]| (bytes.first_chunk::<3>().copied(), bytes.last_chunk::<3>().copied());
    let (one, other) = (ends(a.as_bytes()), ends(b.as_bytes()));
    one.0 == other.0 || one.1 == other.1
}

/// The clauses of a block's plain words that can be told from others. What is compared or dated returns with
/// every figure.
fn clauses(text: &str, rule: &Repeat) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut start = 0;
    let ends = |c: char| matches!(c, ',' | '。' | ';' | ':' | '!' | '?');
    for piece in text.split_inclusive(ends) {
        let from = start;
        start += piece.len();
        let clause = piece.trim_end_matches(ends);
        let clause = clause.trim_start();
        let begin = from + (piece.len() - piece.trim_start().len());
        // Three letters of four are Chinese, and those have three bytes each.
        if clause.len() * 4 < rule.length as usize * 9 {
            continue;
        }
        let dated = clause.contains('年') || has_day(clause);
        if dated || rule.compares.iter().any(|word| clause.starts_with(word.as_str())) {
            continue;
        }
        let letters = letters(clause) - titled(clause);
        // A telephone number is no clause.
        if letters >= rule.length as usize && han(clause) * 4 >= letters * 3 {
            let clause_words = without_effort(rule, clause);
            found.push(Clause {
                range: begin..begin + clause.trim_end().len(),
                words: words(clause_words, true),
                uncounted: clause_words.contains(class::is_digit).then(|| words(clause_words, false)),
                letters,
                last: piece.ends_with(['。', ';', '!', '?']),
                listed: clause.ends_with(')')
                    || clause.rfind('、').is_some_and(|at| !clause[at..].contains(['“', '《'])),
                joined: rule.joins.iter().any(|word| clause.starts_with(word.as_str())),
                explained: ["是", "就是", "指"].iter().any(|word| text[start..].starts_with(word)),
            });
        }
    }
    found
}

/// 6月 or 30日, and not 10个工作日.
fn has_day(clause: &str) -> bool {
    let mut digit = false;
    clause.chars().any(|c| {
        let day = digit && matches!(c, '月' | '日');
        digit = class::is_digit(c);
        day
    })
}

/// How many letters [`words`] keeps of a clause with its counts.
fn letters(clause: &str) -> usize {
    clause.chars().filter(|c| class::is_digit(*c) || is_word(*c)).count()
}

/// Whether a character tells clauses apart.
fn is_word(c: char) -> bool {
    class::is_han(c) && !matches!(c, '了' | '的' | '等')
}

/// The Han characters and digits of a clause, without particles; `counts` says whether the counts of things stay.
fn words(clause: &str, counts: bool) -> String {
    let mut kept = String::with_capacity(clause.len());
    let mut counted = false;
    for c in clause.chars() {
        if class::is_digit(c) || c == '.' {
            counted = !counts;
            if counts && c != '.' {
                kept.push(c);
            }
        } else {
            // What is counted by goes with the count.
            if !counted && is_word(c) {
                kept.push(c);
            }
            counted = false;
        }
    }
    kept
}

/// How many letters of a clause stand in 《》: a title may be named as often as one likes.
fn titled(clause: &str) -> usize {
    let inside = clause.split('《').skip(1).filter_map(|rest| rest.split_once('》').map(|(title, _)| title));
    inside.map(letters).sum()
}

/// A clause without the words at its head that add nothing: 真正做到… is 做到….
fn without_effort<'a>(rule: &Repeat, clause: &'a str) -> &'a str {
    let mut rest = clause;
    while let Some(shorter) = rule.neutral.iter().find_map(|word| rest.strip_prefix(word.as_str())) {
        rest = shorter;
    }
    rest
}

/// Whether most of a clause is wording that everyone must use.
pub(super) fn is_required(context: &Context, span: Span) -> bool {
    let Some(claim) = context.claim_at(span.start()) else { return false };
    let slogans = context.analysis.facts.slogans_of(claim).iter().filter(|slogan| slogan.required);
    let required: u32 = slogans.filter_map(|slogan| slogan.span.intersect(span)).map(Span::len).sum();
    required * 2 > span.len()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "copying/repeated-clause")
    }

    #[test]
    fn a_short_clause_may_come_twice() {
        let twice = |clause: &str| found(&format!("{clause}，立案27件；{clause}，结案25件。"));
        assert_eq!(twice("保障群众知情权监督权"), ["保障群众知情权监督权"]);
        assert!(twice("依法查处").is_empty());
        let text = "立案27件，做到宽严相济、过罚相当；结案25件，切实做到宽严相济、过罚相当。";
        assert_eq!(found(text), ["切实做到宽严相济、过罚相当"]);
    }

    #[test]
    fn words_before_or_behind_change_nothing() {
        assert_eq!(
            found("巡河日志由河长、水务所、监察大队逐级核对，河长、水务所、监察大队逐级核对，改正3处。"),
            ["河长、水务所、监察大队逐级核对"]
        );
        assert_eq!(
            found("公布水质12期，保障了居民“龙头上的用水安全”。抽检38处，切实保障居民“龙头上的用水安全”。")
                .len(),
            1
        );
        assert_eq!(
            found("不予许可的9户均当面说明理由和救济途径，做到不予许可的均当面说明理由和救济途径。").len(),
            1
        );
        assert_eq!(found("发现漏报均在15个工作日内补录，3次核对，均在15个工作日内补录。").len(), 1);
        assert_eq!(
            found("其中26处水源在保护区立牌前先行围挡，随后整改。对供水站核查，其中26处水源在保护区立牌前先行围挡。").len(),
            1
        );
    }

    #[test]
    fn what_runs_alike_says_other_things() {
        assert!(found("处罚决定均在7个工作日内公示，许可结果均在7个工作日内公示。").is_empty());
        assert!(found("建议5件由分管负责人上门答复，提案6件由分管负责人当面答复。").is_empty());
        assert!(found("处罚决定27件全部上网公示归档，处罚决定31件全部上网公示归档。").is_empty());
        assert!(found("学习《岚溪区取水管理办法》，执行《岚溪区取水管理办法》。").is_empty());
        assert!(found("立案27件，比2022年增加4件，结案25件，比2022年增加4件。").is_empty());
        assert!(
            found("区委历来强调加强上下游各镇的团结协作。2023年进一步加强上下游各镇的团结协作。").is_empty()
        );
        assert!(found("继续试办半工半读的水利职业学校。半工半读的水利职业学校，是新型学校。").is_empty());
        assert!(
            found("落实取水“三项制度”（公示、记录、重大取水许可法制审核）。重大取水许可法制审核52件。")
                .is_empty()
        );
        assert!(found("6月30日前完成河道清障任务，6月30日前完成河道清障任务验收。").is_empty());
    }
}
