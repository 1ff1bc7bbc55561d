//! One thing with two values: 全年公开信息171条 and, pages later, 全年公开信息117条.
//!
//! Two figures of one thing are only told where nothing shows that they are of different things: no place, time
//! or part that one of them has and the other has not.

mod again;
mod column_told;
mod holdings;
mod references;
mod restated;
mod resumed;
mod same_acts;
mod same_wording;
mod slips;

use std::collections::BTreeMap;

use super::{
    context::{Context, Found, han, short},
    count::Count,
};
use crate::{
    model::{Decimal, Role},
    rules::kind::Numbers,
    text::{Span, class},
};

/// Where a clause ends.
const MARKS: [char; 6] = [',', '。', ';', ':', '(', '\n'];

/// Characters that two clauses of different parts must share at least to speak of one thing.
const LEAST: usize = 6;

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
    for claim in context.claims() {
        let text = claim.text;
        // What is longer than this is no sentence.
        if !claim.in_body || text.len() > 3000 {
            continue;
        }
        let ahead = matches!(claim.role, Role::Plan | Role::Problems);
        for count in context.memo.counts(claim.id) {
            if !count.is_exact_number() {
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
                part: claim.role,
                sentence: text,
            };
            if let Some(noun) = place(rule, text, count) {
                places.entry((noun, unit)).or_default().push(Said { fixed: true, ..said });
            } else if let Some((key, alone, whole)) =
                clause(rule, context.year(), text, count).filter(|_| !ahead)
            {
                clauses.entry((key, unit)).or_default().push(Said { alone, whole, ..said });
            }
        }
    }
    let mut found: Vec<Found> = references::check(context, rule);
    let clauses = clauses.iter().map(|((name, _), said)| (name.as_str(), said));
    let places = places.iter().map(|((name, _), said)| (*name, said));
    for (name, said) in clauses.chain(places) {
        found.extend(differing(name, said));
    }
    for slip in slips::check(context)
        .into_iter()
        .chain(resumed::check(context))
        .chain(restated::check(context, rule))
        .chain(column_told::check(context))
    {
        if !found.iter().any(|other| other.span == slip.span) {
            found.push(slip);
        }
    }
    found.sort_by_key(|found| found.span.start());
    found
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
fn clause(rule: &Numbers, year: Option<i32>, text: &str, count: &Count) -> Option<(String, bool, bool)> {
    let words = text[..count.start].rsplit(MARKS).next().unwrap_or("");
    let rest = text[count.end..].split([',', '。', ';', ':']).next().unwrap_or("");
    let head = text[..count.start - words.len()].trim();
    let own = year.map(|year| format!("{year}年"));
    let yearly = own.as_deref().is_some_and(|own| words.contains(own));
    let whole = yearly || rule.words.iter().any(|word| words.contains(word.as_str()));
    let limited = rule.unless.as_ref().is_some_and(|unless| unless.fits(words)) || head.ends_with(':');
    if han(words) < 6 || !rest.is_empty() {
        return None;
    }
    // Behind other clauses it has their subject.
    let alone = whole && !yearly && (head.is_empty() || head.ends_with(['。', '\n']));
    if alone {
        return Some((plain(rule, words).replace("全年", ""), true, true));
    }
    // 局长某某2023年主持召开党组会议…: who did it, and when, is no part of what is counted.
    let office =
        rule.offices.iter().filter_map(|office| Some(words.find(office.as_str())? + office.len())).max();
    let words = match (office, own.as_deref().and_then(|own| Some(words.find(own)? + own.len()))) {
        (Some(office), Some(year)) if year > office && year - office <= 30 => &words[year..],
        (None, Some(year)) if words.find(own.as_deref().unwrap_or_default()) == Some(0) => &words[year..],
        (Some(office), _) => ["主持召开", "主持"]
            .iter()
            .find_map(|verb| {
                words[office..].find(verb).filter(|at| *at <= 12).map(|at| &words[office + at..])
            })
            .unwrap_or(words),
        _ => words,
    };
    let plain = plain(rule, words).replace("全年", "");
    (!limited).then_some((plain, false, whole))
}

/// A clause without the words at its head that do not change what is counted.
pub(super) fn plain<'a>(rule: &Numbers, words: &'a str) -> &'a str {
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
    fn who_did_it_and_in_the_year_is_no_part_of_the_thing() {
        let text = |first: &str, second: &str| {
            format!("{first}。\n\n二、主要负责人履行推进法治建设第一责任人职责情况\n\n{second}。")
        };
        let first = "听取汇报3次，局党组会议研究法治工作5次";
        assert_eq!(
            found(&text(first, "局党组书记、局长陈立新2023年主持召开党组会议研究法治工作7次")),
            ["7次"]
        );
        assert!(
            found(&text(first, "局党组书记、局长陈立新2023年主持召开党组会议研究法治工作5次")).is_empty()
        );
        assert!(
            found(&text(first, "局党组书记、局长陈立新2023年主持召开局务会议研究法治工作7次")).is_empty()
        );
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
