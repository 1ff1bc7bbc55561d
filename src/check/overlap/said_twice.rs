//! Two clauses in a row that a report says again in another place: what was copied there and not deleted here.

use std::collections::HashMap;

use super::repeated_clauses::is_required;
use crate::{
    check::context::{Context, Found, short},
    model::{BlockKind, Role},
    text::class,
};

/// Fewest Chinese characters and digits of two clauses that hold a figure, and of two that hold none.
const LEAST: (usize, usize) = (15, 24);

/// Fewest of each clause.
const CLAUSE: usize = 5;

/// A clause of the plain view.
struct Clause {
    start: usize,
    end: usize,
    /// A hash of its characters and digits without what adds nothing, how many they are, and whether a digit is among
    /// them.
    words: u64,
    letters: usize,
    figure: bool,
    /// Whether its sentence ends with it.
    ends: bool,
    /// The block and the role of the part that it stands in.
    block: usize,
    role: Role,
}

/// For each run of clauses that stood before in another sentence: the run.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let clauses = clauses(context);
    let mut seen: HashMap<(u64, u64), usize> = HashMap::new();
    let mut found: Vec<Found> = Vec::new();
    let mut skip = 0;
    for at in 0..clauses.len().saturating_sub(1) {
        let (one, two) = (&clauses[at], &clauses[at + 1]);
        if one.block != two.block || !is_telling(one, two) {
            continue;
        }
        let key = (one.words, two.words);
        let Some(first) = seen.get(&key).copied() else {
            seen.insert(key, at);
            continue;
        };
        if at < skip {
            continue;
        }
        // A problem may say once more what was told of it, and a plan what is to be done.
        let apart = |role: Role| matches!(role, Role::Problems | Role::Plan);
        let (here, there) = (one.role, clauses[first].role);
        if here != there && (apart(here) || apart(there)) {
            continue;
        }
        let mut length = 2;
        while let (Some(a), Some(b)) = (clauses.get(first + length), clauses.get(at + length))
            && first + length < at
            && a.words == b.words
        {
            length += 1;
        }
        skip = at + length;
        // The same frame around figures of its own: 抽查228次，更换9处，停用1处.
        let before = |at: usize| at.checked_sub(1).map(|at| &clauses[at]);
        let own = |at: usize| before(at).filter(|clause| clause.block == clauses[at].block && !clause.ends);
        if let (Some(a), Some(b)) = (own(at), own(first))
            && a.figure
            && b.figure
            && figures(context, a).ne(figures(context, b))
        {
            continue;
        }
        let span = context.place(one.start, clauses[at + length - 1].end);
        let before = context.place(clauses[first].start, clauses[first + length - 1].end);
        if is_required(context, span) {
            continue;
        }
        found.push(
            Found::at(span)
                .with("text", short(context.document.plain_slice(span), 40))
                .label(before, context.lang.pick("前面已经写过", "said before")),
        );
    }
    found
}

/// Whether two clauses are long enough that nobody says them twice by chance.
fn is_telling(one: &Clause, two: &Clause) -> bool {
    let least = if one.figure || two.figure { LEAST.0 } else { LEAST.1 };
    one.letters.min(two.letters) >= CLAUSE && one.letters + two.letters >= least
}

/// The clauses of running text, in order.
fn clauses(context: &Context) -> Vec<Clause> {
    let text = context.plain();
    let ends = |c: char| matches!(c, ',' | '。' | ';' | ':' | '!' | '?');
    let mut found = Vec::new();
    for (nth, block) in context.document.blocks().iter().enumerate() {
        let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        if !prose || !context.document.in_body(block.span.start()) {
            continue;
        }
        let section = context.section(block.span.start());
        let role = section.map_or(Role::Unknown, |section| section.role);
        let range = context.document.plain().fold(block.span);
        let base = range.start() as usize;
        let mut from = base;
        for piece in range.slice(text).split_inclusive(ends) {
            let start = from;
            from += piece.len();
            let clause = piece.trim_end_matches(ends);
            let end = start + clause.len();
            let (words, letters, figure) = words(clause);
            let ends = piece.ends_with(['。', ';']);
            found.push(Clause { start, end, words, letters, figure, ends, block: nth, role });
        }
    }
    found
}

/// The figures of a clause.
fn figures<'a>(context: &'a Context, clause: &Clause) -> impl Iterator<Item = &'a str> {
    let words = &context.plain()[clause.start..clause.end];
    words.split(|c: char| !class::is_digit(c)).filter(|part| !part.is_empty())
}

/// The characters and digits of a clause without those that come and go (已, 共, 都), hashed; how many they are, and
/// whether a digit is among them.
fn words(clause: &str) -> (u64, usize, bool) {
    let drops = ['已', '均', '都', '共', '并', '还', '的', '了', '等', '也', '有'];
    let head = [
        "全县", "全区", "全市", "全镇", "全局", "全年", "年内", "我局", "我镇", "我县", "本局", "区局",
        "县局", "市局", "局里", "镇里", "区里", "县里", "街道",
    ];
    let mut clause = clause.trim_start();
    while let Some(rest) = head.iter().find_map(|word| clause.strip_prefix(word)) {
        clause = rest;
    }
    let clause = clause.replace("制度", "");
    let (mut hash, mut letters, mut figure) = (0xcbf2_9ce4_8422_2325_u64, 0, false);
    for c in clause.chars() {
        let digit = class::is_digit(c);
        if digit || (class::is_han(c) && !drops.contains(&c)) {
            hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
            letters += 1;
            figure |= digit;
        }
    }
    (hash, letters, figure)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(one: &str, other: &str) -> usize {
        let text = format!("（一）巡查\n\n全年清淤河道9条。{one}\n\n（二）公开\n\n{other}公布水质12期。");
        words(&report(&small(&text)), "copying/repeated-sentence").len()
    }

    #[test]
    fn two_clauses_are_said_again_elsewhere() {
        let one = "对偷排的3家作坊，移交河口派出所处理。";
        assert_eq!(found(one, "对偷排的3家作坊，已移交河口派出所处理；"), 1);
        assert_eq!(found(one, "对偷排的4家作坊，已移交河口派出所处理；"), 0);
        assert_eq!(found(one, "对偷排的3家作坊，责令限期改正；"), 0);
        let duty = "实行河长巡查交接，交办隐患27处。";
        assert_eq!(found(duty, "局里实行河长巡查交接制度，共交办隐患27处。"), 1);
        assert_eq!(found(duty, "局里实行河长巡查交接制度，共交办隐患29处。"), 0);
        assert_eq!(found("全年办件7件，都已办结。", "全年办件7件，都已办结。"), 0);
    }
}
