//! What a claim says: stance, action, result, problem, plan or fact.
//!
//! Decided by the words of the claim and the purpose of its section, in the order of the questions
//! in [`kind`]. Evidence only keeps a claim from being a mere stance, so that a figure more never
//! makes a claim worth less.

use super::{
    purpose::{DEMANDS, NEEDS},
    words::{Cue, Seen},
};
use crate::{
    model::{ClaimKind, Role},
    text::{Chars, Span},
};

/// Share of stock phrases, in thousandths, from which a claim without a result is a stance.
const STOCK: i64 = 500;

/// Words of creed from which an act without a matter is a stance: 凝聚奋进力量、书写历史篇章. One fewer
/// is enough where no act is named.
const CREED: i64 = 3;

/// Words of matter, beyond those of creed, from which an obligation is work; up to so many a saying is one.
const MATTERS: i64 = 2;

/// What is asked about a claim.
pub(super) struct Asked<'a> {
    /// Its plain words without an enumerator.
    pub(super) plain: &'a str,
    /// The cues in them.
    pub(super) cues: &'a [Seen],
    /// Its stock phrases, and where its plain words start in the same text.
    pub(super) slogans: &'a [Span],
    pub(super) from: u32,
    /// Nouns of judgement: 途径, 关键, and whether each names a time: 一年.
    pub(super) judgements: &'a [(String, bool)],
    /// How many different words of matter and of creed it holds.
    pub(super) matters: i64,
    pub(super) creeds: i64,
    /// The purpose of its section.
    pub(super) role: Role,
    /// Its section also says what will be done: 存在的问题和下一步打算.
    pub(super) ahead: bool,
    /// Its share of stock phrases, in thousandths.
    pub(super) stock: i64,
    /// Its stock phrases only say how hard or how well.
    pub(super) mild: bool,
    /// It ends with a vague result: …取得明显成效。
    pub(super) vague: bool,
    /// It holds something that can be looked up.
    pub(super) proven: bool,
}

/// Bytes of a clause that says no more than when: 2025年以来, has 13.
const SHORT: usize = 18;

/// How a clause begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// With a verb of doing: 组织…
    Act,
    /// With what came of it: 建成…
    Result,
    /// With a number of things: 34家企业…
    Number,
    /// With its subject, and says that it changed or came about: …持续深化
    Became,
    /// With its subject, which does something: 区水务局组织…
    Subject,
    /// With none of these.
    Other,
}

/// The clauses of a claim, as the kind sees them.
#[derive(Clone, Copy, Debug)]
struct Clauses {
    /// How the first begins that says more than when.
    first: Start,
    /// One of them holds a word of results and a number.
    counted: bool,
    /// There is an Arabic digit.
    figures: bool,
}

/// The kind of a claim.
pub(super) fn kind(asked: &Asked<'_>) -> ClaimKind {
    let Asked { plain, cues, .. } = *asked;
    let held = cues.iter().fold(0u32, |held, seen| held | 1 << seen.cue as u32);
    let has = |cue: Cue| held & (1 << cue as u32) != 0;
    let Clauses { first, counted, figures } = clauses(plain, cues);
    // 13个镇街中仅有4个… is counted, and still a shortcoming.
    let does = matches!(first, Start::Act | Start::Result)
        || (first == Start::Number && asked.role != Role::Problems);
    let leads =
        |wanted: Cue| cues.iter().find(|seen| !aside(seen.cue)).is_some_and(|seen| seen.cue == wanted);
    // What must be done about many things, with few great words, is work.
    let must = has(Cue::Must);
    let urged = has(Cue::Stance) || (must && asked.matters < asked.creeds + MATTERS);
    let bidden = !asked.proven && bidden(plain);
    if plain.trim_end_matches(['”', '"']).ends_with('!') || (urged && !counted) || bidden {
        return ClaimKind::Stance;
    }
    if NOW.iter().any(|word| plain.starts_with(word)) && !has(Cue::Problem) {
        return ClaimKind::Fact;
    }
    match judged(plain, asked.judgements) {
        Some(true) => return ClaimKind::Fact,
        Some(false) if !asked.proven => return ClaimKind::Stance,
        _ => {}
    }
    if has(Cue::Fact) || leads(Cue::State) || asked.role == Role::Annex {
        return ClaimKind::Fact;
    }
    let troubled = has(Cue::Problem) && !has(Cue::Remedy);
    if asked.role == Role::Problems && (troubled || !(does || asked.ahead)) {
        return ClaimKind::Problem;
    }
    if troubled && !does && asked.role != Role::Plan {
        return ClaimKind::Problem;
    }
    let bare = !asked.proven && !asked.vague;
    if bare && has(Cue::Saying) && asked.matters <= MATTERS {
        return ClaimKind::Stance;
    }
    // 坚持以…为…: by what it is done is no deed.
    if bare && plain.starts_with("坚持以") {
        return ClaimKind::Stance;
    }
    let planned = (asked.role == Role::Plan || asked.ahead) && !looks_back(plain);
    if planned || must || has(Cue::Plan) {
        return ClaimKind::Plan;
    }
    let no_matter = bare && asked.matters == 0;
    let creed = plain.starts_with("坚持") && !figures && (plain.contains('为') || no_matter);
    if bare && (creed || (first == Start::Other && asked.stock >= STOCK / 2)) {
        return ClaimKind::Stance;
    }
    // 推动各项任务落地 holds a word of results and is none.
    let own = |seen: &Seen| {
        let at = asked.from + seen.start as u32;
        !asked.slogans.iter().any(|slogan| slogan.start() <= at && at < slogan.end())
    };
    let result = cues.iter().any(|seen| seen.cue == Cue::Result && own(seen));
    // 强化培训指导 only says how hard: it is work by name.
    let named = asked.mild && first == Start::Act && asked.matters > 0;
    if bare && asked.stock >= STOCK && !result && !named && first != Start::Became {
        return ClaimKind::Stance;
    }
    if counted || achieved(plain) || sums_up(plain) {
        return ClaimKind::Result;
    }
    // An act asks for more of them than words that name none.
    let creeds = match first {
        Start::Act => CREED,
        Start::Other => CREED - 1,
        _ => i64::MAX,
    };
    if no_matter && asked.creeds >= creeds {
        return ClaimKind::Stance;
    }
    match first {
        Start::Other | Start::Subject if asked.vague => ClaimKind::Result,
        Start::Act | Start::Subject => ClaimKind::Action,
        Start::Result | Start::Number | Start::Became => ClaimKind::Result,
        // Who names no act says how things stand: 综合实力再上台阶.
        Start::Other
            if figures
                || has(Cue::Result)
                || has(Cue::Outcome)
                || !(has(Cue::Act) || has(Cue::Yield) || has(Cue::Change)) =>
        {
            ClaimKind::Result
        }
        Start::Other => ClaimKind::Action,
    }
}

/// Words at the head of a claim that tells how things stand.
const NOW: [&str; 2] = ["目前", "现在"];

/// Whom a claim bids if it begins with them: a whole class of bodies or people.
const BIDDEN: [&str; 7] = ["各级", "各地", "各部门", "全体", "广大", "领导干部", "国有企业"];

/// Most characters from them to 要.
const BIDDING: usize = 24;

/// Whether a claim tells a class of bodies or people how to be: 各级干部都要深入群众.
fn bidden(plain: &str) -> bool {
    if !BIDDEN.iter().any(|whom| plain.starts_with(whom)) {
        return false;
    }
    let clause = plain.split([';', '。']).next().unwrap_or("");
    clause.find('要').is_some_and(|at| {
        let next = clause[at + '要'.len_utf8()..].chars().next();
        let last = clause[..at].chars().next_back();
        clause[..at].chars().count() <= BIDDING
            && last.is_some_and(|c| !NEEDS.has(c))
            && next.is_some_and(|c| !DEMANDS.has(c))
    })
}

/// Whether a clause says that something made progress: 植树造林取得新进展.
fn achieved(plain: &str) -> bool {
    if !plain.contains("取得") {
        return false;
    }
    let ends = ["进展", "成绩", "成效", "突破", "成果", "胜利", "佳绩", "成就", "进步"];
    plain
        .split([',', ';', '。', '!'])
        .any(|clause| ends.iter().any(|end| clause.ends_with(end)) && clause.contains("取得"))
}

/// Whether a claim says what the one before it led to: 这改善了河道水质.
fn sums_up(plain: &str) -> bool {
    if !plain.starts_with('这') {
        return false;
    }
    let clause = plain.split([',', ';', '。']).next().unwrap_or("");
    !clause.contains('是') && clause.contains('了')
}

/// Characters at the head of a claim that may say since when: 2021年以来, 过去五年.
const HEAD: usize = 8;

/// Whether a claim in a section on plans tells of what has been: 五年来, …; …已经建成。
fn looks_back(plain: &str) -> bool {
    let head = plain.char_indices().nth(HEAD).map_or(plain.len(), |(at, _)| at);
    let head = &plain[..head];
    // Each of the words holds one of these characters, and most claims hold none of them.
    head.contains(['年', '去'])
        && ["年来", "这五年", "过去", "去年", "年以来"].iter().any(|word| head.contains(word))
        || plain.contains('了') && ["作出了", "有了"].iter().any(|word| plain.contains(word))
        || plain.contains("已经")
}

/// Characters before 是 with which it says nothing: 一是 counts, and 于是, 还是, 特别是 and 就是 join.
const JOINED: Chars = Chars::new("一二三四五六七八九十于还别其就但或只总要先可凡若既都");

/// Whether a clause says what something is worth (改革是发展的关键: false) or what a time was
/// (这是奋力拼搏的五年: true).
fn judged(plain: &str, judgements: &[(String, bool)]) -> Option<bool> {
    // Most claims judge nothing.
    if !plain.contains('是') {
        return None;
    }
    plain.split([',', ';', ':', '。', '!']).filter(|clause| clause.contains('是')).find_map(|clause| {
        let (noun, time) = judgements.iter().find(|(noun, _)| clause.ends_with(noun.as_str()))?;
        let before = &clause[..clause.len() - noun.len()];
        let mut last = ' ';
        let is = before.chars().any(|c| {
            let is = c == '是' && !JOINED.has(last);
            last = c;
            is
        });
        is.then_some(*time)
    })
}

/// Words that do not say by themselves what a claim is about.
fn aside(cue: Cue) -> bool {
    matches!(
        cue,
        Cue::Before
            | Cue::Lead
            | Cue::Problem
            | Cue::Remedy
            | Cue::Plan
            | Cue::Stance
            | Cue::Must
            | Cue::Saying
    )
}

/// How the clauses of a claim begin, past the words that may stand before the verb. Short clauses at its
/// head (2025年,) are left out.
fn clauses(plain: &str, cues: &[Seen]) -> Clauses {
    let mut first = None;
    let (mut counted, mut figures) = (false, false);
    let mut rest = cues;
    for Piece { from, end, next, digits } in pieces(plain) {
        let words = &plain[from..next];
        while rest.first().is_some_and(|seen| seen.start < from) {
            rest = &rest[1..];
        }
        let here = rest.iter().take_while(|seen| seen.start < end).count();
        let (here, behind) = rest.split_at(here);
        rest = behind;
        figures |= digits;
        let counts = digits && here.iter().any(|seen| matches!(seen.cue, Cue::Result | Cue::Yield));
        counted |= counts;
        if first.is_some() {
            continue;
        }
        let opens = here.first().is_some_and(|seen| seen.start == from && seen.cue == Cue::Lead);
        let when = || plain[from..end].ends_with(['年', '来', '期', '月', '面', '下', '时', '中', '上']);
        if !counts && end + 1 < plain.len() && words.ends_with([',', ':']) && (opens || when()) {
            continue;
        }
        let start = start(plain, from, end, here);
        if matches!(start, Start::Act | Start::Result | Start::Number)
            || words.len() > SHORT
            || end == plain.len()
            || counts
        {
            first = Some(start);
        }
    }
    Clauses { first: first.unwrap_or(Start::Other), counted, figures }
}

/// A clause with the marks behind it, in bytes.
struct Piece {
    from: usize,
    /// Where its words end.
    end: usize,
    /// Where the next clause starts.
    next: usize,
    /// It holds an Arabic digit.
    digits: bool,
}

/// The clauses of a claim: each ends with a mark, or with the claim. Every byte of a claim comes by here,
/// and all but one of the marks are ASCII in the plain view, so this reads bytes.
fn pieces(plain: &str) -> impl Iterator<Item = Piece> {
    let bytes = plain.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at;
        let mut digits = false;
        let mut end = None;
        while let Some(byte) = bytes.get(at) {
            let mark = match byte {
                b',' | b';' | b':' | b'!' => 1,
                0xe3 if bytes[at..].starts_with("。".as_bytes()) => "。".len(),
                // Most bytes belong to characters of three, none of them a mark.
                0xe4..=0xe9 => {
                    at += 3;
                    continue;
                }
                _ => {
                    digits |= byte.is_ascii_digit();
                    at += 1;
                    continue;
                }
            };
            end = Some(at);
            at += mark;
            break;
        }
        (at > from).then(|| Piece { from, end: end.unwrap_or(at), next: at, digits })
    })
}

/// Whether words begin with a number of things, and not with a date: 9月下旬, 2025年. Behind an adverb
/// (共2010件) a number of four digits is no year.
fn counts(words: &str, led: bool) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let date = rest.starts_with(['年', '月', '日', '号', '时']);
    rest.len() < words.len() && !date && (led || !words.starts_with("20"))
}

fn start(plain: &str, from: usize, end: usize, cues: &[Seen]) -> Start {
    let mut at = from;
    let mut next = 0;
    while let Some(seen) = cues.get(next).filter(|seen| seen.start == at) {
        match seen.cue {
            Cue::Act | Cue::Yield | Cue::Change | Cue::Outcome | Cue::Remedy if seen.end < end => {
                return Start::Act;
            }
            Cue::Act | Cue::Yield | Cue::Change | Cue::Outcome => return Start::Became,
            Cue::Result => return Start::Result,
            Cue::Before => {}
            _ => break,
        }
        at = seen.end;
        next += 1;
    }
    if counts(&plain[at..end], at > from) {
        return Start::Number;
    }
    // A verb that ends its clause has no object: its subject became something.
    let ends = cues.last().filter(|seen| seen.end == end);
    let changed = ends.is_some_and(|seen| {
        let before = cues.len() >= 2
            && cues[cues.len() - 2].cue == Cue::Before
            && cues[cues.len() - 2].end == seen.start;
        matches!(seen.cue, Cue::Outcome | Cue::Change)
            || (matches!(seen.cue, Cue::Act | Cue::Yield) && before)
    });
    if changed {
        return Start::Became;
    }
    match cues[next..].iter().find(|seen| !aside(seen.cue)) {
        Some(seen) if matches!(seen.cue, Cue::Act | Cue::Yield | Cue::Change) && seen.end < end => {
            Start::Subject
        }
        Some(seen)
            if matches!(seen.cue, Cue::Act | Cue::Yield | Cue::Change | Cue::Result | Cue::Outcome) =>
        {
            Start::Became
        }
        _ => Start::Other,
    }
}
