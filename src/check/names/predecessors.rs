//! Heads who had already been followed by another when they act: what another report says of a change, what the same
//! sentence says, and work that is planned for one who has left.

use std::ops::Range;

use super::{
    issuer,
    officers::{Mention, day_of, is_later, last_day, last_year, leaving, sentence},
    surnames::is_common,
};
use crate::{
    check::context::{Context, Found, han, short},
    model::{Document, Related, Role},
    rules::kind::Names,
    text::{Span, class},
};

/// Verbs between a name and the office that its bearer takes, the longest first.
const TAKES: [&str; 12] =
    ["接任", "继任", "担任", "出任", "就任", "升任", "转任", "当选为", "当选", "任命为", "代理", "任"];

/// Most characters between such a verb and the office: 任代理县长, 接任区水务局局长.
const BODY: usize = 12;

/// Words of a sentence that tells of the time before.
pub(super) const BEFORE: [&str; 10] =
    ["时任", "原任", "前任", "任内", "离任前", "调离前", "退休前", "任职时", "生前", "在任时"];

/// Somebody's leaving or taking of an office, as one of the reports tells it.
struct Change<'a> {
    /// The sentence in the plain view of its report.
    place: Range<usize>,
    /// Its report among those compared with; none for the own.
    told: Option<(u32, &'a Document)>,
}

pub(super) fn check(context: &Context, rule: &Names, mentions: &[Mention]) -> Vec<Found> {
    let mut found = Vec::new();
    for mention in mentions {
        let (from, to) = sentence(context.plain(), mention.start);
        let own = &context.plain()[from..to];
        // 2022年9月，局长某某 in the report on 2023 tells of the year before.
        let past = last_year(&context.plain()[from..mention.start])
            .is_some_and(|year| context.year().is_some_and(|own| year < own));
        if past || BEFORE.iter().any(|word| own.contains(word)) {
            continue;
        }
        let change = in_plan(context, rule, mention)
            .or_else(|| followed(context, mention, (from, to)))
            .or_else(|| elsewhere(context, rule, mention, (from, to)));
        if let Some(change) = change {
            found.push(one(context, mention, &change));
        }
    }
    found
}

/// Whether one of the earlier reports says that somebody left.
pub(super) fn has_left(context: &Context, rule: &Names, name: &str) -> bool {
    let own = issuer(context);
    let mut documents = context.priors.iter().flatten();
    documents.any(|document| {
        let text = document.plain().text();
        text.match_indices(name)
            .any(|(at, name)| leaving(rule, own.as_deref(), text, at..at + name.len()).is_some())
    })
}

fn one(context: &Context, mention: &Mention, change: &Change) -> Found {
    let found = Found::at(context.place(mention.start, mention.end))
        .with("text", &context.plain()[mention.start..mention.end]);
    let document = change.told.map_or(context.document, |(_, document)| document);
    let words = short(&document.plain().text()[change.place.clone()], 40);
    let span = document.plain().unfold(Span::from(change.place.clone()));
    let mut found = found.with("other", words.clone());
    match change.told {
        None => found.label(span, words),
        Some((prior, document)) => {
            let text = short(&document.shown(span), 200);
            found.related.push(Related { prior, span, scalars: document.scalars(span), text });
            found
        }
    }
}

/// Work that is planned under one who has left in the year: 由局长某某牵头.
fn in_plan<'a>(context: &Context, rule: &Names, mention: &Mention) -> Option<Change<'a>> {
    let role = context.role(context.place(mention.start, mention.end).start());
    if role != Role::Plan {
        return None;
    }
    let (text, own) = (context.plain(), issuer(context));
    text.match_indices(mention.name).find_map(|(at, name)| {
        leaving(rule, own.as_deref(), text, at..at + name.len())?;
        let (from, to) = sentence(text, at);
        Some(Change { place: from..to, told: None })
    })
}

/// Who took an office, the sentence that tells it, and the day.
type Taking<'t> = (&'t str, Range<usize>, Option<(u8, u8)>);

/// Where a report says that another than this one took the same office, and who.
fn takings<'t>(text: &'t str, office: &str) -> Vec<Taking<'t>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(office) {
        let (from, to) = sentence(text, at);
        let head = &text[from..at];
        let clause_at = head.rfind([',', ':', '(']).map_or(0, |at| at + 1);
        let clause = &head[clause_at..];
        let Some((verb_at, verb)) =
            TAKES.iter().find_map(|verb| Some((clause.rfind(verb)?, *verb))).filter(|(at, verb)| {
                // 任局党组书记、局长: one who takes two offices.
                let body = clause[at + verb.len()..].replace('、', "");
                han(&body) <= BODY && han(&body) * 3 == body.len() && !body.ends_with('副')
            })
        else {
            continue;
        };
        // 沈沐川(2024年6月任代县长: the name stands before the bracket.
        let before = &clause[..verb_at];
        let bracket = head[..clause_at].ends_with('(') && han(before) <= 4;
        let who = if bracket { &head[..clause_at - 1] } else { before };
        let Some(name) = person(who, bracket) else { continue };
        let known = if bracket { before } else { &head[..clause_at + verb_at] };
        if verb == "任" && before.ends_with(['责', '主', '担', '信', '委', '历', '兼']) {
            continue;
        }
        found.push((name, from..to, last_day(known)));
    }
    found.extend(arrivals(text, office));
    found
}

/// Words behind a name and a day that say that its bearer came into the office before it.
const ARRIVES: [&str; 8] = ["当选", "到任", "就任", "上任", "履新", "到岗", "任职", "接任"];

/// 镇长沈沐川2024年4月当选后: who holds an office since a day.
pub(super) fn arrivals<'t>(text: &'t str, office: &str) -> Vec<Taking<'t>> {
    let mut found = Vec::new();
    for (at, office) in text.match_indices(office) {
        let behind = &text[at + office.len()..];
        let acting = text[..at].ends_with(['副', '代', '原', '前']);
        let Some(name) = surnamed(behind).filter(|_| !acting) else { continue };
        let rest = behind[name.len()..].trim_start_matches(['于', '自', '在']);
        let day =
            &rest[..rest.find(|c| !class::is_digit(c) && !matches!(c, '年' | '月' | '日')).unwrap_or(0)];
        let came = ARRIVES.iter().any(|word| rest[day.len()..].starts_with(word));
        if let Some(day) = last_day(day).filter(|_| came) {
            let (from, to) = sentence(text, at);
            found.push((name, from..to, Some(day)));
        }
    }
    found
}

/// The name at the head of a text that a day follows.
fn surnamed(text: &str) -> Option<&str> {
    [3, 2].into_iter().find_map(|count| {
        let (end, next) = text.char_indices().nth(count)?;
        let name = &text[..end];
        let dated = class::is_digit(next) || matches!(next, '于' | '自' | '在');
        (dated && name.chars().all(class::is_han) && name.starts_with(is_common)).then_some(name)
    })
}

/// The name in the words before a verb: 7月4日沈沐川经县人大常委会任命.
fn person(words: &str, at_end: bool) -> Option<&str> {
    if at_end {
        return [3, 2].into_iter().find_map(|count| {
            let (at, _) = words.char_indices().rev().nth(count - 1)?;
            let name = &words[at..];
            (name.starts_with(is_common) && name.chars().all(class::is_han)).then_some(name)
        });
    }
    let start = words
        .rfind(|c: char| !class::is_han(c))
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let run = words[start..].trim_start_matches(['日', '月', '由', '起', '后']);
    let run = run.strip_suffix("正式").unwrap_or(run);
    if !run.starts_with(is_common) {
        return None;
    }
    let end = ["经", "被", "由", "正式", "依法", "同志"].iter().filter_map(|mark| run.find(mark)).min();
    let name = &run[..end.unwrap_or(run.len())];
    (2..=3).contains(&name.chars().count()).then_some(name)
}

/// 7月4日沈沐川接任县长后，县长何远舟于9月2日接访: another has taken the office by then, as the report itself says.
fn followed<'a>(context: &Context, mention: &Mention, (from, to): (usize, usize)) -> Option<Change<'a>> {
    if mention.lower {
        return None;
    }
    let text = context.plain();
    let day = day_of(context, mention, (from, to))?;
    let takings = takings(text, mention.office);
    let again = takings.iter().any(|(name, ..)| *name == mention.name);
    takings.into_iter().find_map(|(name, place, taken)| {
        let taken = taken?;
        let other = name != mention.name && !again && place.start <= mention.start;
        let of_year = last_year(&text[place.clone()]).is_none_or(|year| Some(year) == context.year());
        (other && of_year && is_later(day, taken)).then_some(Change { place, told: None })
    })
}

/// What an earlier report, or another one of the same year, says of the one who is named.
fn elsewhere<'a>(
    context: &Context<'a>,
    rule: &Names,
    mention: &Mention,
    sentence_at: (usize, usize),
) -> Option<Change<'a>> {
    let own = issuer(context);
    let year = context.year()?;
    let day = day_of(context, mention, sentence_at);
    context.priors.iter().zip(0..).find_map(|(document, prior)| {
        let document = (*document)?;
        let of = document.header().year?;
        let text = document.plain().text();
        if of > year || !text.contains(mention.name) {
            return None;
        }
        let told = Some((prior, document));
        let change = gone(rule, own.as_deref(), text, mention)
            .or_else(|| risen(text, mention))
            .or_else(|| replaced(text, mention))?;
        let (place, when) = change;
        // Of the same year only a later day is stale.
        let later = of < year || when.zip(day).is_some_and(|(when, day)| is_later(day, when));
        later.then_some(Change { place, told })
    })
}

/// Where a change is said, and its day.
type Dated = (Range<usize>, Option<(u8, u8)>);

/// That somebody left.
fn gone(rule: &Names, own: Option<&str>, text: &str, mention: &Mention) -> Option<Dated> {
    // Who came back, or came here, is named with the office once more.
    let taken = takings(text, mention.office).into_iter().any(|(name, ..)| name == mention.name);
    text.match_indices(mention.name).filter(|_| !taken).find_map(|(at, name)| {
        let place = leaving(rule, own, text, at..at + name.len())?;
        let (from, to) = sentence(text, at);
        Some((from..to, last_day(&text[from..place])))
    })
}

/// That a deputy had become the head: 副局长 of one who is 局长 by now.
fn risen(text: &str, mention: &Mention) -> Option<Dated> {
    let mut takings = takings(text, mention.office).into_iter().filter(|_| mention.lower);
    takings.find(|(name, ..)| *name == mention.name).map(|(_, place, day)| (place, day))
}

/// That another took the office that this one had: the last who took it is not this one.
fn replaced(text: &str, mention: &Mention) -> Option<Dated> {
    let held = text.contains(&format!("{}{}", mention.office, mention.name));
    let (name, place, day) = takings(text, mention.office).pop().filter(|_| held && !mention.lower)?;
    let acting = text[place.clone()].contains("副职");
    (name != mention.name && !acting).then_some((place, day))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, report_with, small, words, year};

    const RULE: &str = "consistency/former-officer";

    #[test]
    fn the_report_before_says_that_somebody_left() {
        let found = |there: &str, here: &str| {
            let (there, here) = (year(2022, there, "水表老化9处。"), year(2023, here, "管网老化4处。"));
            words(&report_with(&here, &there), RULE)
        };
        for (there, here, wrong) in [
            (
                "前任局长陈立新已于2022年3月退休，职务由沈明远担任。",
                "局党组书记、局长陈立新主持会议6次。",
                "党组书记、局长陈立新",
            ),
            ("原局长陈立新11月调任区住房局局长。", "局长陈立新签批督办件9件。", "局长陈立新"),
            ("12月，陈立新退休，沈明远任局长。", "由副局长沈明远任组长，召开会议3次。", "副局长沈明远"),
            ("局长陈立新1月至8月主持会议4次，9月沈明远接任局长。", "局长陈立新主持会议6次。", "局长陈立新"),
        ] {
            assert_eq!(found(there, here), [wrong], "{there} {here}");
        }
        for (there, here) in [
            ("前任局长陈立新已于2022年3月退休，职务由沈明远担任。", "局长沈明远主持会议6次。"),
            ("陈立新8月由区住房局调任本局局长。", "局长陈立新主持会议6次。"),
            ("原局长陈立新11月调任区住房局局长。", "该项目由原局长陈立新任内立项。"),
            ("原局长陈立新11月调任区住房局局长。", "2022年8月，局长陈立新主持会议定下的任务已经完成。"),
            ("12月，陈立新退休，沈明远任局长。", "由局长沈明远任组长，召开会议3次。"),
            ("副局长陈立新分管水政执法。", "副局长陈立新带队检查5次。"),
        ] {
            assert!(found(there, here).is_empty(), "{there} {here}: {:?}", found(there, here));
        }
    }

    #[test]
    fn another_had_taken_the_office_by_then() {
        let found = |text: &str| words(&report(&small(text)), RULE);
        for (text, wrong) in [
            ("9月28日沈明远经区人大常委会任命接任局长后，局长陈立新于11月9日出庭应诉1件。", "局长陈立新"),
            (
                "局长沈明远（2023年8月任局长）主持会议4次。负责人出庭9件，其中局长陈立新11月出庭1件。",
                "局长陈立新",
            ),
            ("4月起，沈明远任局党组书记、局长。局长陈立新9月到渡口水务所调研2次。", "局长陈立新"),
            ("局长沈明远2023年4月当选后，主持会议4次；11月9日，局长陈立新出庭应诉1件。", "局长陈立新"),
            (
                "党组书记沈明远4月到任后，主持会议4次，9月17日召开推进会，陈立新书记作出批示3次。",
                "陈立新书记",
            ),
        ] {
            assert_eq!(found(text), [wrong], "{text}");
        }
        for right in [
            "9月28日沈明远经区人大常委会任命接任局长，局长陈立新3月9日出庭应诉1件。",
            "9月28日沈明远接任局长后，局长沈明远于11月9日出庭应诉1件。",
            "9月28日沈明远接任局长后，于11月9日出庭应诉1件。",
            "4月起，沈明远任局党组书记、局长。局长陈立新2月到渡口水务所调研2次。",
            "局长沈明远2023年4月当选后，主持会议4次；3月9日，局长陈立新出庭应诉1件。",
            "党组书记沈明远4月到任后，主持会议4次，9月17日召开推进会，陈立新书记到我局调研1次。",
            "党组书记沈明远4月到任后，9月17日召开推进会，区委书记陈立新到会，陈立新书记作出批示3次。",
            "党组书记沈明远4月到任后，9月17日召开推进会，沈明远书记作出批示3次。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn nobody_plans_for_one_who_has_left() {
        let found = |head: &str, plan: &str| {
            let text = format!(
                "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n{head}\n\n二、2024年主要安排\n\n{plan}\n\n岚溪区水务局\n2024年1月20日\n"
            );
            words(&report(&text), RULE)
        };
        let head = "4月，局长陈立新退休，沈明远接任局长，全年任务26项全部完成。";
        assert_eq!(found(head, "由局长陈立新牵头，6月底前划界5座水库。"), ["局长陈立新"]);
        assert!(found(head, "由局长沈明远牵头，6月底前划界5座水库。").is_empty());
    }
}
