//! Names by which a head is called where the report names another one: 沈沐川局长, 沈沐川主持局长办公会.

use super::{
    issuer,
    officers::{Mention, is_later, last_day, last_year, sentence},
    predecessors::{BEFORE, arrivals},
    surnames::is_common,
    tenures::contradicted,
};
use crate::{
    check::context::{Context, Found, back},
    model::Role,
    rules::kind::Names,
    text::class,
};

/// Words of a superior's visit.
const GUEST: [&str; 7] = ["调研", "莅临", "到我", "来我", "指导", "带队到", "一行"];

/// The office of the head of a body, by the end of its name.
const HEADS: [(&str, &str); 7] = [
    ("局", "局长"),
    ("镇", "镇长"),
    ("乡", "乡长"),
    ("县", "县长"),
    ("区", "区长"),
    ("市", "市长"),
    ("省", "省长"),
];

/// Places of an office that are looked at.
const MOST: usize = 200;

pub(super) fn check(context: &Context, rule: &Names, mentions: &[Mention]) -> Vec<Found> {
    let mut found = since_a_day(context, rule);
    found.extend(another(context, rule, mentions));
    found.extend(comrade(context, rule, mentions));
    found
}

/// 沈沐川同志包案1件 in the part on the head, where the one head who is named in its paragraph is 局长罗立新.
fn comrade(context: &Context, rule: &Names, mentions: &[Mention]) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for (at, _) in text.match_indices("同志").take(MOST) {
        let start = back(&text[..at], 3);
        let name = &text[start..at];
        let named =
            name.chars().count() == 3 && name.chars().all(class::is_han) && name.starts_with(is_common);
        let opens = text[..start].chars().next_back().is_none_or(|c| !class::is_han(c));
        let place = context.place(start, at);
        if !named || !opens || context.role(place.start()) != Role::Leader || is_known(rule, text, name) {
            continue;
        }
        let block = context.document.block_at(place.start());
        let near = |mention: &&Mention| {
            let here = context.place(mention.start, mention.end).start();
            mention.start < start && context.document.block_at(here) == block
        };
        let mut heads = mentions.iter().filter(near);
        let Some(head) = heads.next().filter(|head| head.sure && !head.lower) else { continue };
        // Two heads, or a name that stands there too, tell of several.
        if heads.any(|other| other.name != head.name) || head.name == name {
            continue;
        }
        let (from, to) = sentence(text, at);
        let own = &text[from..to];
        let other = rule.unless.iter().chain(&rule.leaves).any(|word| own.contains(word.as_str()))
            || BEFORE.iter().chain(&GUEST).any(|word| own.contains(word))
            || ["先进", "表彰", "授予", "被评为", "荣获", "推选"].iter().any(|word| own.contains(word));
        if !other && context.document.in_body(place.start()) {
            found.push(contradicted(context, start..at + "同志".len(), head.start..head.end));
        }
    }
    found
}

/// 向沈沐川局长报告 where the one head who is named is 局长罗立新, and nothing is said of a change.
fn another(context: &Context, rule: &Names, mentions: &[Mention]) -> Vec<Found> {
    let Some(own) = issuer(context) else { return Vec::new() };
    let own = own.strip_suffix("人民政府").unwrap_or(&own);
    let Some((_, office)) = HEADS.iter().find(|(end, _)| own.ends_with(end)) else { return Vec::new() };
    let text = context.plain();
    let of_it = |mention: &&Mention| !mention.lower && mention.office == *office && mention.sure;
    let mut holders = mentions.iter().filter(of_it);
    let Some(holder) = holders.next().filter(|holder| holders.all(|other| other.name == holder.name)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, word) in text.match_indices(office).take(MOST) {
        // 沈沐川主持局长办公会: who chairs the meeting of the head.
        let chairs = text[at + word.len()..].starts_with("办公会");
        let before = &text[..at];
        let chair = ["主持召开", "主持", "召集"].iter().find_map(|verb| before.strip_suffix(verb));
        let before = if chairs { chair } else { Some(before) };
        let Some(before) = before else { continue };
        let start = back(before, 3);
        let name = &before[start..];
        let named =
            name.chars().count() == 3 && name.chars().all(class::is_han) && name.starts_with(is_common);
        let opens = text[..start]
            .chars()
            .next_back()
            .is_none_or(|c| !class::is_han(c) || "向由请经对与和".contains(c));
        if !named || !opens || is_known(rule, text, name) {
            continue;
        }
        let (from, to) = sentence(text, at);
        let own = &text[from..to];
        let changed = rule.unless.iter().chain(&rule.leaves).any(|word| own.contains(word.as_str()));
        let meant = BEFORE.iter().chain(&GUEST).any(|word| own.contains(word));
        if !changed && !meant && context.document.in_body(context.place(at, at).start()) {
            found.push(contradicted(context, start..at + word.len(), holder.start..holder.end));
        }
    }
    found
}

/// Whether somebody is named with an office, or in another way, elsewhere in a report.
fn is_known(rule: &Names, text: &str, name: &str) -> bool {
    let titled = |at: usize| {
        let before = &text[..at];
        rule.kinds.iter().any(|office| before.ends_with(office.as_str()))
            || before.ends_with(['长', '任', '记', '员', '士', '师', '、', '原'])
            || before.ends_with("同志")
    };
    text.match_indices(name).any(|(at, _)| titled(at))
}

/// Offices by which somebody is called behind the name.
const CALLED: [&str; 6] = ["书记", "局长", "镇长", "乡长", "县长", "区长"];

/// 沈沐川书记 where 党工委书记罗立新5月到任: another holds the office that somebody is called by, without a word on who
/// that is.
fn since_a_day(context: &Context, rule: &Names) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for office in &rule.kinds {
        let Some(short_name) = CALLED.iter().find(|called| office.ends_with(**called)) else { continue };
        for (holder, place, taken) in arrivals(text, office) {
            let Some(taken) = taken else { continue };
            for (at, word) in text.match_indices(short_name) {
                let before = &text[..at];
                let run = &before[before.trim_end_matches(class::is_han).len()..];
                let named = run.chars().count() == 3 && run.starts_with(is_common) && run != holder;
                // Who is named with an office elsewhere is somebody else's head.
                if !named || at <= place.start || text.contains(&format!("{word}{run}")) {
                    continue;
                }
                let (from, to) = sentence(text, at);
                let behind = &text[at + word.len()..to.max(at + word.len())];
                let guest = GUEST.iter().any(|word| behind.contains(word));
                let known = &text[from..at];
                let past = last_year(known).is_some_and(|year| context.year().is_some_and(|own| year < own));
                let body = context.document.in_body(context.place(at, at).start());
                let later = last_day(known).is_some_and(|day| is_later(day, taken));
                if body && later && !past && !guest && !BEFORE.iter().any(|word| known.contains(word)) {
                    found.push(contradicted(context, at - run.len()..at + word.len(), place.clone()));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn a_head_is_called_by_the_own_name() {
        let found = |text: &str| words(&report(&small(text)), "consistency/former-officer");
        let head = "局党组书记、局长陈立新切实担起责任，主持会议6次。";
        let of = |text: &str| found(&format!("{head}\n\n{text}"));
        assert_eq!(of("办公室每季度向沈沐川局长报告进度1次。"), ["沈沐川局长"]);
        assert_eq!(of("沈沐川局长主持审理案件14件。"), ["沈沐川局长"]);
        assert_eq!(of("沈沐川主持局长办公会研究执法4次。"), ["沈沐川主持局长"]);
        assert!(of("陈立新局长主持审理案件14件。").is_empty());
        assert!(of("区公安局沈沐川局长主持会商1次。").is_empty());
        assert!(of("沈沐川局长一行到我局交流1次。").is_empty());
        assert!(of("分管副局长沈沐川带队检查。沈沐川局长主持审理案件14件。").is_empty());
        assert!(of("时任沈沐川局长批示2件。").is_empty());
        assert!(found("沈沐川局长主持审理案件14件。").is_empty());
    }

    #[test]
    fn who_acts_for_the_head_is_the_head() {
        let found = |words_of_it: &str| {
            let text = format!(
                "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、主要负责人履行推进法治建设第一责任人职责情况\n\n{words_of_it}\n\n岚溪区水务局\n2024年1月20日\n"
            );
            words(&report(&text), "consistency/former-officer")
        };
        let head = "局党组书记、局长陈立新听取述法2次。";
        assert_eq!(found(&format!("{head}沈沐川同志包案督办积案1件，7月15日办结。")), ["沈沐川同志"]);
        assert!(found(&format!("{head}陈立新同志包案督办积案1件，7月15日办结。")).is_empty());
        assert!(found(&format!("{head}副局长沈沐川带队。沈沐川同志包案督办积案1件。")).is_empty());
        assert!(found(&format!("{head}沈沐川同志被评为先进个人。")).is_empty());
    }

    #[test]
    fn the_day_of_a_change_may_stand_before_a_semicolon() {
        let found = |text: &str| words(&report(&small(text)), "consistency/former-officer");
        let change = "4月任命沈明远为局长；陈立新因到龄退休不再任职。";
        assert_eq!(found(&format!("{change}8月6日局长陈立新带队检查5次。")), ["局长陈立新"]);
        assert!(found(&format!("{change}2月6日局长陈立新带队检查5次。")).is_empty());
    }
}
