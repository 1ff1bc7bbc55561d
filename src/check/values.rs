//! One thing with two values: 全年公开信息171条 and, pages later, 全年公开信息117条.
//!
//! Two figures of one thing are only told where nothing shows that they are of different things: no place, time
//! or part that one of them has and the other has not.

use std::collections::BTreeMap;

use super::{
    context::{Context, Found, han, short},
    numbers::{Count, counts, is_exact},
};
use crate::{
    model::{ClaimId, Decimal, EvidenceKind, Role},
    rules::kind::Numbers,
    text::{Span, class},
};

/// Where a clause ends.
const MARKS: [char; 6] = [',', '。', ';', ':', '(', '\n'];

/// Characters that two clauses of different parts must share at least to speak of one thing.
const LEAST: usize = 7;

/// A figure as it was said.
struct Said<'a> {
    value: Decimal,
    span: Span,
    shown: &'a str,
    /// The whole sentence up to it: nothing else can limit what it is of.
    alone: bool,
    /// Whether it is said to be of all there was.
    whole: bool,
    /// Whether it is of things that a body has a fixed number of, and of all of them.
    fixed: bool,
    /// What the part that it stands in is for.
    part: Role,
    sentence: &'a str,
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut clauses: BTreeMap<(String, &str), Vec<Said>> = BTreeMap::new();
    let mut places: BTreeMap<(&str, &str), Vec<Said>> = BTreeMap::new();
    for (at, claim) in context.document.claims().iter().enumerate() {
        let text = context.document.plain_slice(claim.span);
        // What is longer than this is no sentence.
        if !context.document.in_body(claim.span.start()) || text.len() > 3000 {
            continue;
        }
        let ahead = matches!(context.role(claim.span.start()), Role::Plan | Role::Problems);
        for count in counts(context, ClaimId(at as u32), claim.span) {
            if !is_exact(&count) || count.kind != EvidenceKind::Count {
                continue;
            }
            let unit = count.quantity.unit.as_str();
            let said = Said {
                value: count.quantity.value,
                span: count.span,
                shown: &text[count.start..count.end],
                alone: false,
                whole: false,
                fixed: false,
                part: context.role(claim.span.start()),
                sentence: text,
            };
            if let Some(noun) = place(rule, text, &count) {
                places.entry((noun, unit)).or_default().push(Said { fixed: true, ..said });
            } else if let Some((key, alone, whole)) = clause(rule, text, &count).filter(|_| !ahead) {
                clauses.entry((key, unit)).or_default().push(Said { alone, whole, ..said });
            }
        }
    }
    let mut found: Vec<Found> = referred(context, rule);
    let clauses = clauses.iter().map(|((name, _), said)| (name.as_str(), said));
    let places = places.iter().map(|((name, _), said)| (*name, said));
    for (name, said) in clauses.chain(places) {
        found.extend(differing(name, said));
    }
    found.sort_by_key(|found| found.span.start());
    found
}

/// A value, where it was told, and its words.
type Told<'a> = (Decimal, Span, &'a str);

/// A figure that only refers to one that was told: the name of what it is of, its unit and its sentence.
struct Reference<'a> {
    name: String,
    value: Decimal,
    unit: &'a str,
    span: Span,
    shown: &'a str,
    sentence: &'a str,
}

/// 物业纠纷97件 in one place, and 79件物业纠纷中 in another: a figure that only refers to one that was told.
fn referred(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut told: BTreeMap<(String, &str), Vec<Told>> = BTreeMap::new();
    let mut known: BTreeMap<(Decimal, &str), usize> = BTreeMap::new();
    let mut references: Vec<Reference> = Vec::new();
    for (at, claim) in context.document.claims().iter().enumerate() {
        let text = context.document.plain_slice(claim.span);
        if !context.document.in_body(claim.span.start()) || text.len() > 3000 {
            continue;
        }
        for count in counts(context, ClaimId(at as u32), claim.span) {
            if !is_exact(&count) || count.kind != EvidenceKind::Count {
                continue;
            }
            let (value, unit) = (count.quantity.value, count.quantity.unit.as_str());
            *known.entry((value, unit)).or_default() += 1;
            let words =
                text[..count.start].rsplit([',', '。', ';', ':', '、', '(', '\n']).next().unwrap_or("");
            let behind = &text[count.end..];
            let other = |words: &str| rule.unless.as_ref().is_some_and(|unless| unless.fits(words));
            let own = words.trim_start_matches("其中");
            let shown = &text[count.start..count.end];
            let ends = behind.is_empty() || behind.starts_with([',', '。', ';', '、']);
            if ends && !other(own) && context.role(claim.span.start()) != Role::Plan {
                let name = plain(rule, own).to_owned();
                told.entry((name, unit)).or_default().push((value, count.span, shown));
            } else if let Some(thing) = reference(behind).filter(|_| !other(words)) {
                let verb = plain(rule, words).trim_end_matches('的');
                if han(verb) <= 4 {
                    let name = format!("{verb}{thing}");
                    references.push(Reference { name, value, unit, span: count.span, shown, sentence: text });
                }
            }
        }
    }
    let mut found = Vec::new();
    for Reference { name, value, unit, span, shown, sentence } in references {
        let bare = name.strip_suffix("案件").filter(|name| han(name) >= 2).unwrap_or(&name);
        let Some(said) =
            [name.as_str(), bare].into_iter().find_map(|name| told.get(&(name.to_owned(), unit)))
        else {
            continue;
        };
        // A figure that was told somewhere else can be of those.
        let alone = known.get(&(value, unit)).is_some_and(|count| *count == 1);
        let one = said.iter().all(|(other, _, _)| *other == said[0].0);
        if alone && one && said[0].0 != value {
            found.push(
                Found::at(span)
                    .with("name", short(bare, 30))
                    .with("first", said[0].2)
                    .with("second", shown)
                    .with("text", short(sentence, 60))
                    .label(said[0].1, said[0].2),
            );
        }
    }
    found
}

/// The thing that a figure is of where it stands for all of them: 件物业纠纷中, 件办结案件平均.
fn reference(behind: &str) -> Option<&str> {
    let run = behind.find(|c| !class::is_han(c)).unwrap_or(behind.len());
    let run = &behind[..run];
    let end = ["里", "中", "平均", "都", "均"].iter().filter_map(|mark| run.find(mark)).min()?;
    let thing = &run[..end];
    // 镇中 and 村里 hold no thing that is counted.
    ((2..=8).contains(&han(thing)) && !thing.contains(['的', '有', '在', '和'])).then_some(thing)
}

/// The figures of one thing that are another than its first.
fn differing(name: &str, said: &[Said]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, here) in said.iter().enumerate() {
        let other = said[..at].iter().find(|there| {
            let apart = there.part != here.part
                && [there.part, here.part].iter().all(|part| *part != Role::Unknown)
                && (there.whole || here.whole)
                && han(name) >= LEAST;
            let both = (there.alone && here.alone) || apart || (there.fixed && here.fixed);
            both && there.value != here.value
        });
        // What stands in agreement with one that came before is no new fault.
        let agrees = said[..at].iter().any(|there| there.value == here.value);
        if let Some(other) = other.filter(|_| !agrees) {
            found.push(
                Found::at(here.span)
                    .with("name", short(name, 30))
                    .with("first", other.shown)
                    .with("second", here.shown)
                    .with("text", short(here.sentence, 60))
                    .label(other.span, other.shown),
            );
        }
    }
    found
}

/// What a figure at the end of its clause is of, without the words that only say that it is of all; whether the
/// clause is the whole sentence; whether it says that it is of all.
fn clause(rule: &Numbers, text: &str, count: &Count) -> Option<(String, bool, bool)> {
    let words = text[..count.start].rsplit(MARKS).next().unwrap_or("");
    let rest = text[count.end..].split([',', '。', ';', ':']).next().unwrap_or("");
    let head = text[..count.start - words.len()].trim();
    let whole = rule.words.iter().any(|word| words.contains(word.as_str()));
    let limited = rule.unless.as_ref().is_some_and(|unless| unless.fits(words)) || head.ends_with(':');
    if han(words) < 6 || !rest.is_empty() {
        return None;
    }
    // Behind other clauses it has their subject.
    let alone = whole && (head.is_empty() || head.ends_with(['。', '\n']));
    if alone {
        return Some((words.to_owned(), true, true));
    }
    (!limited).then(|| (plain(rule, words).to_owned(), false, whole))
}

/// A clause without the words at its head that do not change what is counted.
fn plain<'a>(rule: &Numbers, words: &'a str) -> &'a str {
    let mut rest = words.trim();
    while let Some(shorter) = rule.neutral.iter().find_map(|word| rest.strip_prefix(word.as_str())) {
        rest = shorter;
    }
    rest
}

/// The things that a figure counts where it says how many there are in all: 全区54所学校, 机关和12个社区.
fn place<'a>(rule: &Numbers, text: &'a str, count: &Count) -> Option<&'a str> {
    let behind = &text[count.end..];
    let run = behind
        .char_indices()
        .find(|(at, c)| !class::is_han(*c) || *at > 8 * 3)
        .map_or(behind.len(), |(at, _)| at);
    let run = &behind[..run];
    let noun = rule
        .places
        .iter()
        .filter_map(|end| Some(&run[..run.find(end.as_str())? + end.len()]))
        .min_by_key(|noun| noun.len())?;
    let words = text[..count.start].rsplit(MARKS).next().unwrap_or("");
    let clause = text[..count.end + noun.len()].rsplit(MARKS).next().unwrap_or("");
    let after = behind.split(MARKS).next().unwrap_or("");
    let limited = |words: &str| rule.unless.as_ref().is_some_and(|unless| unless.fits(words));
    if limited(clause) || limited(after) {
        return None;
    }
    // 全区 begins the clause; in 走访全区8个社区 it could be some of them.
    let all = rule.all.iter().any(|word| words.trim() == word.as_str());
    let beside = words
        .strip_suffix(['和', '与', '及'])
        .is_some_and(|words| rule.beside.iter().any(|end| words.ends_with(end.as_str())));
    (all || beside).then_some(noun)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/two-values")
    }

    #[test]
    fn a_clause_behind_another_has_its_subject() {
        let text = |head: &str| format!("{head}全年检查企业58户。\n\n（二）城区\n\n{head}全年检查企业85户。");
        assert_eq!(found(&text("")), ["85户"]);
        assert!(found(&text("执法中队成立后，")).is_empty());
    }

    #[test]
    fn a_long_clause_in_another_part_is_of_the_same() {
        let text = |first: &str, second: &str| {
            format!("{first}。\n\n二、主要负责人履行推进法治建设第一责任人职责情况\n\n{second}。")
        };
        let first = "把法治列入要点，局党组会议研究法治事项6次";
        assert_eq!(found(&text(first, "带头学法，全年主持党组会议研究法治事项8次")), ["8次"]);
        assert!(found(&text(first, "带头学法，全年主持党组会议研究法治事项6次")).is_empty());
        assert!(found(&text(first, "带头学法，上半年主持党组会议研究法治事项8次")).is_empty());
        assert!(found(&text(first, "带头学法，全年主持局务会议研究法治事项8次")).is_empty());
        let same = format!("{first}。\n\n带头学法，全年主持党组会议研究法治事项8次。");
        assert!(found(&same).is_empty());
    }

    #[test]
    fn a_reference_is_to_what_was_told() {
        let text = |first: &str, second: &str| format!("{first}。\n\n二、存在的不足和原因\n\n{second}。");
        let first = "受理投诉243件，其中供水纠纷97件、排水纠纷86件";
        assert_eq!(found(&text(first, "79件供水纠纷中，有31件是同一小区的")), ["79件"]);
        assert!(found(&text(first, "97件供水纠纷中，有31件是同一小区的")).is_empty());
        assert!(found(&text(first, "其中的79件供水纠纷中，有31件是同一小区的")).is_empty());
        let first = "全年审查合同52份，提出意见79条";
        assert_eq!(found(&text(first, "全年审查的58份合同里，9份没有约定违约责任")), ["58份"]);
    }

    #[test]
    fn how_many_there_are_in_all() {
        assert_eq!(
            found("全区54所学校完成整改。\n\n机关和56所学校都公开了清单。\n\n局机关和56所学校参加。"),
            ["56所"]
        );
        assert!(found("全区54所学校完成整改。\n\n检查56所学校。\n\n在全区8所学校试点。").is_empty());
        assert!(found("全区54所学校完成整改。\n\n其中局机关和6所学校提前完成。").is_empty());
    }
}
