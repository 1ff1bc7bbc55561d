//! Heads of the body who no longer hold their office when they act: 9月调任 and 10月30日局长某某批示.
//!
//! Only what the report itself says is used: that somebody left, and when; or two names for one office.

use std::{collections::BTreeMap, ops::Range};

use super::{called, issuer, predecessors, successors, surnames, tenures};
use crate::{
    check::context::{Context, Found, han, short},
    model::{BlockKind, EvidenceKind, Role},
    rules::kind::Names,
    text::{Span, class, marks},
};

/// What stands before an office that is not held in full.
const RANKS: [&str; 4] = ["常务副", "副", "代理", "代"];

/// Verbs that follow a name that begins as names do; behind other words they go on.
const DOES: [&str; 16] = [
    "上《",
    "上党课",
    "讲授",
    "主讲",
    "讲党课",
    "为全",
    "给全",
    "赴",
    "深入",
    "参加",
    "召开",
    "召集",
    "带领",
    "部署",
    "督办",
    "接访",
];

/// Bytes that a sentence is looked at to both sides.
const NEAR: usize = 600;

/// Characters that may stand between a name and the word that says that its bearer left.
const GAP: usize = 6;

/// Somebody named with an office.
pub(super) struct Mention<'a, 'r> {
    pub(super) office: &'r str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: &'a str,
    /// Whether the name was recognised as one.
    pub(super) sure: bool,
    /// Whether the office is not held in full: 副局长, 代镇长.
    pub(super) lower: bool,
    /// Whether it is a deputy's.
    pub(super) deputy: bool,
}

/// When somebody left, and where that is told.
struct Left {
    day: (u8, u8),
    start: usize,
    end: usize,
}

pub(super) fn check(context: &Context, rule: &Names) -> Vec<Found> {
    let text = context.plain();
    let mentions = mentions(context, rule);
    let mut left: BTreeMap<&str, Option<Left>> = BTreeMap::new();
    for mention in &mentions {
        left.entry(mention.name).or_insert_with(|| departure(context, rule, mention.name));
    }
    let mut found = Vec::new();
    for mention in &mentions {
        let Some(Some(gone)) = left.get(mention.name) else { continue };
        let sentence = sentence(text, mention.start);
        let Some(day) = day_of(context, mention, sentence) else { continue };
        let other = sentence.1 <= gone.start || sentence.0 >= gone.end;
        // 调任 of a head may make a deputy of another body.
        let deputy = mention.lower && !text[gone.start..gone.end].contains(&format!("副{}", mention.office));
        if deputy {
            continue;
        }
        if other && is_later(day, gone.day) {
            found.push(one(context, mention, gone.start..gone.end));
        }
    }
    if left.values().all(Option::is_none) {
        found.extend(two_names(context, rule, &mentions));
    }
    found.extend(tenures::check(context, rule, &mentions));
    found.extend(predecessors::check(context, rule, &mentions));
    found.extend(successors::check(context, rule, &mentions));
    found.extend(called::check(context, rule, &mentions));
    // Of one who holds two offices it is said once.
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        if !kept.iter().any(|before| before.span.overlaps(one.span)) {
            kept.push(one);
        }
    }
    kept
}

fn one(context: &Context, mention: &Mention, other: Range<usize>) -> Found {
    let text = context.plain();
    let words = &text[other.clone()];
    Found::at(context.place(mention.start, mention.end))
        .with("text", &text[mention.start..mention.end])
        .with("other", short(words, 40))
        .label(context.place(other.start, other.end), short(words, 40))
}

/// The offices of the rule with a name right behind them, where no other body stands before them.
fn mentions<'a, 'r>(context: &Context<'a>, rule: &'r Names) -> Vec<Mention<'a, 'r>> {
    let text = context.plain();
    let own_name = issuer(context);
    let mut found: Vec<Mention> = Vec::new();
    for office in &rule.kinds {
        for (start, _) in text.match_indices(office.as_str()) {
            let (start, prefix) = RANKS
                .iter()
                .find_map(|rank| Some((text[..start].strip_suffix(rank)?.len(), *rank)))
                .unwrap_or((start, ""));
            let before = &text[..start];
            let at = start + prefix.len() + office.len();
            // 党组书记、局长沈明远 holds both.
            let at = joint(rule, text, at).unwrap_or(at);
            let place = context.place(start, at).start();
            // The plain view has no spaces between the columns of a table.
            let written = context.document.text().get(..place as usize).unwrap_or("");
            let own = written.ends_with(char::is_whitespace)
                || !before.ends_with(class::is_han)
                || ends_with_ordinal(before)
                || rule.own.iter().any(|word| before.ends_with(word.as_str()))
                || of_the_own_party(before, office)
                || own_name.as_deref().is_some_and(|own| of_the_own_body(before, own));
            // A row of a table has its day too.
            let cell = matches!(context.block_kind(place), Some(BlockKind::Cell { .. }));
            if !own || !(cell || context.document.in_body(place)) {
                continue;
            }
            let known = person(context, context.place(start, at)).map(|span| {
                let range = context.document.plain().fold(span);
                range.end() as usize
            });
            let names = [3, 2].into_iter().filter_map(|count| {
                let end = text[at..].char_indices().nth(count).map_or(text.len(), |(byte, _)| at + byte);
                let name = &text[at..end];
                (name.chars().count() == count && name.chars().all(class::is_han)).then_some((name, end))
            });
            let name = match known.filter(|end| *end > at) {
                Some(end) => Some((&text[at..end], end, true)),
                None => names
                    .into_iter()
                    .find(|(name, _)| {
                        departure(context, rule, name).is_some()
                            || tenures::takes(context, rule, name, office)
                            || predecessors::has_left(context, rule, name)
                    })
                    .map(|(name, end)| (name, end, false))
                    .or_else(|| {
                        let (name, end) = names_of_three(&text[at..])?;
                        let after = &text[at + end..];
                        let follows = rule.follows.iter().any(|word| after.starts_with(word.as_str()));
                        let ends = after.chars().next().is_none_or(|c| !class::is_han(c))
                            && name.starts_with(surnames::is_unlisted);
                        // 局长沈沐川8月: a day follows.
                        let dated =
                            after.starts_with(class::is_digit) && name.starts_with(surnames::is_common);
                        // 局长沈沐川上党课
                        let does = name.starts_with(surnames::is_common)
                            && DOES.iter().any(|word| after.starts_with(word));
                        let follows = follows || does;
                        (follows || ends || dated).then_some((name, at + end, follows || ends))
                    }),
            };
            if let Some((name, end, sure)) = name {
                let (lower, deputy, sure) = (!prefix.is_empty(), prefix.ends_with('副'), sure && !cell);
                found.push(Mention { office, start, end, name, sure, lower, deputy });
            }
        }
    }
    found.sort_by_key(|mention| mention.start);
    found
}

/// 二是 before 局长某某.
fn ends_with_ordinal(before: &str) -> bool {
    before
        .strip_suffix('是')
        .is_some_and(|before| before.ends_with(|c| class::han_digit(c).is_some() || c == '十'))
}

/// Where the office ends that stands beside one that ends at `at`: 党组书记、局长.
fn joint(rule: &Names, text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix('、')?;
    // 党组书记、主任: alone too many are called so.
    let others = ["主任", "院长", "校长", "台长"];
    let kinds = rule.kinds.iter().map(String::as_str).chain(others);
    let office = kinds.into_iter().find(|office| rest.starts_with(office))?;
    Some(at + "、".len() + office.len())
}

/// 镇党委书记 and 局党组书记: a unit of one character before the party's office.
fn of_the_own_party(before: &str, office: &str) -> bool {
    let mut back = before.chars().rev();
    let unit = back.next().is_some_and(|c| "镇乡局委县区市队园".contains(c));
    office.starts_with('党')
        && unit
        && back.next().is_none_or(|c| !class::is_han(c) || matches!(c, '由' | '是'))
}

/// 街道办事处主任 and 区水务局局长: the end of the own body's name before the office.
fn of_the_own_body(before: &str, own: &str) -> bool {
    let run = before.char_indices().rev().take_while(|(_, c)| class::is_han(*c)).last();
    let run = run.map_or("", |(at, _)| &before[at..]);
    han(run) >= 2 && own.contains(run)
}

/// The first three characters of a text if they can be a name, and where they end.
fn names_of_three(text: &str) -> Option<(&str, usize)> {
    let end = text.char_indices().nth(3).map_or(text.len(), |(byte, _)| byte);
    let name = &text[..end];
    let grammar = |c: char| {
        "在会上中内外前后时日月年次届的就从向并将对于应要也都还又每由为与和及到是能可所".contains(c)
    };
    let fits = name.chars().count() == 3 && name.chars().all(|c| class::is_han(c) && !grammar(c));
    fits.then_some((name, end))
}

/// The person that was recognised at an office.
fn person(context: &Context, office: Span) -> Option<Span> {
    let claim = context.claim_at(office.start())?;
    let all = context.analysis.facts.evidence_of(claim);
    all.iter()
        .find(|evidence| evidence.kind == EvidenceKind::Person && evidence.span.overlaps(office))
        .map(|evidence| evidence.span)
}

/// Where the report says that somebody left, with the day.
fn departure(context: &Context, rule: &Names, name: &str) -> Option<Left> {
    let text = context.plain();
    let own = issuer(context);
    text.match_indices(name).find_map(|(at, _)| {
        let (from, to) = sentence(text, at);
        let place = leaving(rule, own.as_deref(), text, at..at + name.len())?;
        // 4月任命某某为局长；某某退休: the day stands in the part of the sentence before.
        let part = text[..from].ends_with(';').then(|| sentence(text, from - ";".len()).0);
        let mut day = last_day(&text[from..place]).or_else(|| last_day(&text[part?..from]))?;
        match last_year(&text[from..place]).zip(context.year()) {
            Some((told, year)) if told < year => day = (0, 0),
            Some((told, year)) if told > year => return None,
            _ => {}
        }
        Some(Left { day, start: from, end: to })
    })
}

/// Where it is said of a name that its bearer left.
pub(super) fn leaving(rule: &Names, own: Option<&str>, text: &str, name: Range<usize>) -> Option<usize> {
    let (from, to) = sentence(text, name.start);
    let (before, after) = (text.get(from..name.start)?, text.get(name.end..to)?);
    let leaves = rule.leaves.iter().find_map(|word| {
        let found = after.find(word.as_str())?;
        let between = &after[..found];
        let near = han(between) <= GAP && !between.contains([',', ';', ':']);
        (near && !arrives(rule, own, &after[found + word.len()..])).then_some(name.end + found)
    });
    // 免去某某局长职务, 接受某某辞去局长职务
    let removed = rule.removes.iter().any(|word| before.ends_with(word.as_str()))
        && after.split([',', ';']).next().is_some_and(|rest| rest.contains("职务"));
    leaves.or(removed.then_some(name.start))
}

/// Whether what is told of a move ends in the own body: 由区民政局调任本局局长.
fn arrives(rule: &Names, own: Option<&str>, behind: &str) -> bool {
    let clause = behind.split([',', ';', '。', '(']).next().unwrap_or("");
    let office = rule.kinds.iter().filter_map(|office| clause.find(office.as_str())).min();
    office.is_some_and(|at| {
        let body = clause[..at].trim_end_matches(['副', '代']);
        body.is_empty() || body.contains('本') || own.is_some_and(|own| own.contains(body))
    })
}

/// The day of what somebody with an office did: 局长某某11月9日出庭, 10月30日局长某某批示.
pub(super) fn day_of(context: &Context, mention: &Mention, (from, to): (usize, usize)) -> Option<(u8, u8)> {
    let text = context.plain();
    let behind = text.get(mention.end..to)?.trim_start_matches(['于', '在', '就']);
    let number = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let (month @ 1.., Some(rest)) = (number(behind), behind[number(behind)..].strip_prefix('月')) {
        let day = rest[..number(rest)].parse().ok().filter(|_| rest[number(rest)..].starts_with('日'));
        let month = behind[..month].parse().ok().filter(|month| (1..=12).contains(month))?;
        return Some((month, day.unwrap_or(0)));
    }
    last_day(text.get(from..mention.start)?)
}

/// The sentence around a place.
pub(super) fn sentence(text: &str, at: usize) -> (usize, usize) {
    let (from, to) = (marks::start(&text[..at], &marks::SENTENCE), marks::end(text, at, &marks::SENTENCE));
    // What is longer is no sentence.
    if to - from > NEAR * 2 { (at, at) } else { (from, to) }
}

/// The last month in a text, and the day if one follows it; 0 where none does.
pub(super) fn last_day(text: &str) -> Option<(u8, u8)> {
    let at = text.rfind('月')?;
    let month = class::digits_before(&text[..at]).parse().ok()?;
    let rest = &text[at + "月".len()..];
    let day = rest.split('日').next().filter(|_| rest.contains('日')).and_then(|day| day.parse().ok());
    (1..=12).contains(&month).then_some((month, day.unwrap_or(0)))
}

/// Years in which those who are named can have come or gone; what is older tells of others.
const SERVING: Range<i32> = 1990..2100;

pub(super) fn last_year(text: &str) -> Option<i32> {
    let at = text.rfind('年')?;
    class::digits_before(&text[..at]).parse().ok().filter(|year| SERVING.contains(year))
}

/// Whether a day is surely later: a month without a day is all of it.
pub(super) fn is_later(day: (u8, u8), than: (u8, u8)) -> bool {
    day.0 > than.0 || (day.0 == than.0 && than.1 > 0 && day.1 > than.1)
}

/// Two names for one office, where nothing is said of a change: the one outside the part on the head, else the later.
fn two_names(context: &Context, rule: &Names, mentions: &[Mention]) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for office in &rule.kinds {
        let of: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| mention.sure && !mention.lower && mention.office == office)
            .collect();
        // Where nobody was recognised, what stands behind them makes no names of others.
        let known = |mention: &Mention| {
            mention.name.starts_with(surnames::is_unlisted)
                || person(context, context.place(mention.start, mention.end)).is_some()
        };
        if !of.iter().any(|mention| known(mention)) {
            continue;
        }
        let changed = of.iter().any(|mention| {
            let (from, to) = sentence(text, mention.start);
            rule.unless.iter().any(|word| text[from..to].contains(word.as_str()))
        });
        let leads = |mention: &&&Mention| {
            context.role(context.place(mention.start, mention.end).start()) == Role::Leader
        };
        let Some(head) = of.iter().find(leads).or_else(|| of.first()) else { continue };
        let others: Vec<&&Mention> = of.iter().filter(|mention| mention.name != head.name).collect();
        // Three names are of several bodies; one who is named as often is the head of something.
        let same = others.windows(2).all(|pair| pair[0].name == pair[1].name);
        let few = others.len() == 1 || others.len() * 2 <= of.len();
        if changed || others.is_empty() || !same || !few {
            continue;
        }
        found.push(one(context, others[0], head.start..head.end));
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
    fn who_has_left_holds_no_office() {
        for (text, wrong) in [
            ("9月，陈立新调任区发展改革局，沈明远任局长。10月30日局长陈立新批示督办投诉2件。", "局长陈立新"),
            (
                "2023年2月，区人大常委会免去陈立新的区水务局局长职务，任命沈明远为局长。12月20日，局长陈立新签订责任书。",
                "局长陈立新",
            ),
            ("8月21日接受陈立新辞去局长职务。10月11日局长陈立新听取汇报。", "局长陈立新"),
            ("沈明远2022年1月接任局长，陈立新同时调离。3月召开会议，局长陈立新作部署。", "局长陈立新"),
            ("陈立新7月调任区住房局副局长，沈明远接任局长。11月14日局长陈立新参加听证1次。", "局长陈立新"),
            ("3月，副局长陈立新被免去职务，沈明远任副局长。9月16日，副局长陈立新出庭应诉。", "副局长陈立新"),
            ("3月，副局长陈立新被免去职务，沈明远任副局长。\n9月16日　采砂案　副局长陈立新", "副局长陈立新"),
            ("5月陈立新离任。5月陈立新交接。6月3日，由局长陈立新出庭应诉。", "局长陈立新"),
        ] {
            assert_eq!(found(text), [wrong], "{text}");
        }
    }

    #[test]
    fn before_he_left_and_without_a_date_nothing_is_said() {
        for right in [
            "9月，陈立新调任区发展改革局，沈明远任局长。6月12日局长陈立新出庭应诉。",
            "9月，陈立新调任区发展改革局，沈明远任局长。局长陈立新主持会议6次。",
            "9月，陈立新调任区发展改革局，沈明远任局长。10月30日局长沈明远批示督办投诉2件。",
            "10月30日局长陈立新批示督办投诉2件。11月2日局长陈立新出庭应诉。",
            "3月，副局长陈立新被免去职务，沈明远任副局长。\n1月9日　水费案　副局长陈立新\n9月16日　采砂案　副局长沈明远",
            "9月，陈立新调任区发展改革局。10月30日副局长陈立新批示督办投诉2件。",
            "10月30日局长陈立新批示督办投诉2件。11月2日区公安局局长沈明远到场。",
            "2月，副局长陈立新出庭。3月，副局长陈立新被免去职务，沈明远任副局长。5月，副局长沈明远出庭。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn one_office_has_one_head() {
        assert_eq!(found("3月2日局长陈立新批示。\n\n9月2日局长沈明远批示。"), ["局长沈明远"]);
        let joint = "局党组书记、局长沈明远主持会议6次。\n\n局党组书记陈立新带队检查12次。";
        assert_eq!(found(joint), ["党组书记陈立新"]);
        let course = "局党组书记、局长沈明远主持会议6次。\n\n一是局党组书记陈立新上《管好每一滴水》党课。";
        assert_eq!(found(course), ["党组书记陈立新"]);
        assert!(found("局党组书记、局长沈明远主持会议6次。\n\n一是局党组书记带头上党课2次。").is_empty());
        assert!(found("局党组书记、局长沈明远主持会议6次。\n\n局长沈明远带队检查12次。").is_empty());
        assert!(found("3月2日时任局长陈立新批示。\n\n9月2日局长沈明远批示。").is_empty());
    }
}
