//! Offices that do not fit their holder's time: 代镇长 after the election, 局长 months before the appointment, 局长 and
//! 副局长 of one name, and the head of a body that had been dissolved.
//!
//! Only what the report itself says is used.

use std::{collections::BTreeMap, ops::Range};

use super::{
    issuer,
    officers::{Mention, day_of, is_later, last_day, last_year, sentence},
};
use crate::{
    check::context::{Context, Found, short},
    model::Role,
    rules::kind::Names,
    text::class,
};

/// When somebody took an office, or a body ended, and where that is told.
struct Event {
    day: (u8, u8),
    place: Range<usize>,
}

pub(super) fn check(context: &Context, rule: &Names, mentions: &[Mention]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut taken: BTreeMap<(&str, &str), Option<Event>> = BTreeMap::new();
    let text = context.plain();
    for mention in mentions {
        let key = (mention.name, mention.office);
        let event = taken.entry(key).or_insert_with(|| taking(context, rule, mention.name, mention.office));
        let Some(event) = event else { continue };
        let (from, to) = sentence(text, mention.start);
        let Some(day) = day_of(context, mention, (from, to)) else { continue };
        let elsewhere = to <= event.place.start || from >= event.place.end;
        // 代镇长 is one before the election, 镇长 from then on.
        let stale = mention.lower && is_later(day, event.day);
        let early = !mention.lower && is_later(event.day, day) && event.day.0 > day.0;
        if elsewhere
            && (stale || early)
            && last_year(&text[from..mention.start]).is_none_or(|year| Some(year) == context.year())
        {
            found.push(contradicted(context, mention.start..mention.end, event.place.clone()));
        }
    }
    if taken.values().all(Option::is_none) {
        found.extend(two_ranks(context, rule, mentions));
    }
    found.extend(dissolved(context, rule));
    found.extend(other_office(context));
    found
}

/// By what a body's name ends with, the word that its own place is called by and the offices that are not its head's.
const OTHERS: [(&str, &str, &[&str]); 8] = [
    ("街道办事处", "街道", &["镇长", "乡长", "县长", "区长", "市长", "局长"]),
    ("街道", "街道", &["镇长", "乡长", "县长", "区长", "市长", "局长"]),
    ("镇人民政府", "镇", &["乡长", "办事处主任", "县长", "区长", "市长", "局长"]),
    ("镇", "镇", &["乡长", "办事处主任", "县长", "区长", "市长", "局长"]),
    ("乡人民政府", "乡", &["镇长", "办事处主任", "县长", "区长", "市长", "局长"]),
    ("县人民政府", "县", &["区长", "市长", "镇长", "局长"]),
    ("区人民政府", "区", &["县长", "镇长", "局长"]),
    ("局", "局", &["镇长", "乡长", "县长", "区长", "市长"]),
];

/// 镇长主持 at the head of a sentence of the part on the own head, in the report of a street.
fn other_office(context: &Context) -> Option<Found> {
    let issuer = issuer(context)?;
    let (_, place, others) = OTHERS.iter().find(|(end, ..)| issuer.ends_with(end))?;
    let claims = context.claims().iter().filter(|claim| claim.in_body && claim.role == Role::Leader);
    claims.into_iter().find_map(|claim| {
        // 党工委书记、镇长
        let first = claim.text.find('、').filter(|at| claim.text[..*at].ends_with("书记"));
        let start = first.map_or(0, |at| at + "、".len());
        let office = others.iter().find(|office| claim.text[start..].starts_with(**office))?;
        let after = &claim.text[start + office.len()..];
        let several = after.starts_with(['、', '们', '和', '办', '助', '信', '热', '接']);
        // 县长到我镇调研: a superior comes here.
        let comes = [*place, "我", "本"].iter().any(|word| after.contains(word));
        let title = context.document.header().title_span?;
        let range = claim.base + start..claim.base + start + office.len();
        (!several && !comes).then(|| {
            Found::at(context.place(range.start, range.end))
                .with("text", *office)
                .with("other", issuer.clone())
                .label(title, context.lang.pick("标题里的单位", "the body of the title"))
        })
    })
}

pub(super) fn contradicted(context: &Context, here: Range<usize>, other: Range<usize>) -> Found {
    let text = context.plain();
    let words = short(&text[other.clone()], 40);
    Found::at(context.place(here.start, here.end))
        .with("text", &text[here])
        .with("other", words.clone())
        .label(context.place(other.start, other.end), words)
}

/// Whether the report says that somebody took an office.
pub(super) fn takes(context: &Context, rule: &Names, name: &str, office: &str) -> bool {
    taking(context, rule, name, office).is_some()
}

/// Where the report says that somebody took an office, with the day: 选举某某为镇长, 某某任局长.
fn taking(context: &Context, rule: &Names, name: &str, office: &str) -> Option<Event> {
    let text = context.plain();
    text.match_indices(name).find_map(|(at, name)| {
        let after = &text[at + name.len()..];
        let rest = rule.takes.iter().find_map(|word| after.strip_prefix(word.as_str()))?;
        // 任区水务局局长 and 任局长 are one office.
        let office = rest.find(office).filter(|at| rest[..*at].chars().count() <= 10)?;
        // What is taken elsewhere is another office.
        let own =
            rest[..office].is_empty() || issuer(context).is_some_and(|own| own.contains(&rest[..office]));
        if !own {
            return None;
        }
        let (from, to) = sentence(text, at);
        let day = last_day(&text[from..at])?;
        let of_year = last_year(&text[from..at]).is_none_or(|year| Some(year) == context.year());
        of_year.then_some(Event { day, place: from..to })
    })
}

/// 局长 and 副局长 with one name, where nothing is said of a change.
fn two_ranks(context: &Context, rule: &Names, mentions: &[Mention]) -> Option<Found> {
    let text = context.plain();
    let changed = |mention: &Mention| {
        let (from, to) = sentence(text, mention.start);
        rule.unless.iter().any(|word| text[from..to].contains(word.as_str()))
    };
    let deputy = mentions.iter().find(|mention| mention.deputy && mention.sure && !changed(mention))?;
    let same = |mention: &&Mention| {
        mention.sure && !mention.lower && mention.office == deputy.office && mention.name == deputy.name
    };
    let head = mentions.iter().find(same).filter(|head| !changed(head))?;
    let (first, second) = if head.start < deputy.start { (head, deputy) } else { (deputy, head) };
    Some(contradicted(context, second.start..second.end, first.start..first.end))
}

/// What a body is called by at its end.
const BODIES: [&str; 7] = ["局", "委员会", "办公室", "中心", "大队", "支队", "管委会"];

/// Characters of the name of a body that was dissolved.
const NAME: Range<usize> = 4..16;

/// What the head of a body did after it had been dissolved: 6月，区金融局撤销 and 11月，区金融局局长.
fn dissolved(context: &Context, rule: &Names) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for (at, end) in rule.ends.iter().flat_map(|word| text.match_indices(word.as_str())) {
        let before = &text[..at];
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| class::is_han(*c))
            .last()
            .map_or(at, |(at, _)| at);
        // 县金融局依法撤销: an adverb may stand between them.
        let Some(tail) =
            BODIES.iter().filter_map(|body| Some(before[start..].rfind(body)? + body.len())).max()
        else {
            continue;
        };
        let name = &before[start..start + tail];
        let name = ["将", "把", "由", "原"]
            .iter()
            .fold(name, |name, word| name.rsplit(*word).next().unwrap_or(name));
        let gap = before[start + tail..].chars().count();
        if gap > 2 || !NAME.contains(&name.chars().count()) {
            continue;
        }
        let (from, to) = sentence(text, at);
        let Some(day) = last_day(&text[from..at]) else { continue };
        if last_year(&text[from..at]).is_some_and(|year| Some(year) != context.year())
            || !context.document.in_body(context.place(at, at + end.len()).start())
        {
            continue;
        }
        for (here, _) in text.match_indices(name).filter(|(here, _)| *here < from || *here >= to) {
            let behind = here + name.len();
            let head = rule.kinds.iter().find(|kind| text[behind..].starts_with(kind.as_str()));
            let (first, _) = sentence(text, here);
            let known = &text[first..here];
            let later = last_day(known).is_some_and(|other| is_later(other, day));
            let of_year = last_year(known).is_none_or(|year| Some(year) == context.year());
            if let Some(head) = head.filter(|_| later && of_year && !known.ends_with('原')) {
                found.push(contradicted(context, here..behind + head.len(), from..to));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/former-officer")
    }

    #[test]
    fn an_office_has_its_time() {
        for (text, wrong) in [
            ("3月，选举沈明远为镇长。11月，代镇长沈明远调处用水纠纷。", "代镇长沈明远"),
            ("9月，任命沈明远为区水务局局长。11月，副局长沈明远签订责任书。", "副局长沈明远"),
            ("9月，沈明远任局长。3月6日，局长沈明远出庭应诉。", "局长沈明远"),
        ] {
            assert_eq!(found(text), [wrong], "{text}");
        }
        for right in [
            "3月，选举沈明远为镇长。1月，代镇长沈明远调处用水纠纷。",
            "9月，任命沈明远为区水务局局长。6月，副局长沈明远签订责任书。",
            "9月，沈明远任局长。11月6日，局长沈明远出庭应诉。",
            "9月，沈明远任局长。2022年3月，局长沈明远到任。",
            "9月，沈明远任区住房局局长。3月，局长沈明远出庭应诉。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn nobody_is_head_and_deputy() {
        assert_eq!(found("局长沈明远主持会议6次。\n\n5月，副局长沈明远出庭应诉。"), ["副局长沈明远"]);
        assert!(found("局长沈明远主持会议6次。\n\n5月，副局长沈远出庭应诉。").is_empty());
        assert!(found("副局长沈明远主持会议2次。\n\n7月，沈明远接任局长。局长沈明远出庭应诉。").is_empty());
    }

    #[test]
    fn an_office_is_of_the_own_kind_of_body() {
        let found = |issuer: &str, words_of_it: &str| {
            let text = format!(
                "{issuer}2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、主要负责人履行推进法治建设第一责任人职责情况\n\n{words_of_it}\n\n{issuer}\n2024年1月20日\n"
            );
            words(&report(&text), "consistency/former-officer")
        };
        assert_eq!(found("岚溪区松澜街道办事处", "党工委书记、镇长主持会议6次。"), ["镇长"]);
        assert_eq!(found("岚溪县人民政府", "区长主持常务会议6次。"), ["区长"]);
        assert!(found("岚溪区禾坪镇人民政府", "镇长主持会议6次。区长到我镇调研1次。").is_empty());
        assert!(found("岚溪县人民政府", "县长主持常务会议6次。局长、镇长年底述法。").is_empty());
    }

    #[test]
    fn a_body_that_was_dissolved_has_no_head() {
        let ended = "6月，区粮食和物资储备局撤销，职责划入区发展改革局。";
        assert_eq!(
            found(&format!("{ended}11月，区粮食和物资储备局局长带队检查5次。")),
            ["区粮食和物资储备局局长"]
        );
        assert!(found(&format!("{ended}5月，区粮食和物资储备局局长带队检查5次。")).is_empty());
        assert!(found(&format!("{ended}11月，区发展改革局局长带队检查5次。")).is_empty());
    }
}
