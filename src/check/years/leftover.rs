//! What an earlier year's text leaves behind: a figure of this year dated to the last one, a day for next year's work
//! that has passed, 上年 beside a year that is another, and a day of remembrance with last year's number.

use std::collections::HashMap;

use super::{YearPatterns, blanked, number_of, plans_ahead, shifted, work_report};
use crate::{
    check::{
        context::{Context, Found, short},
        count::Count,
        memo::ClaimText,
    },
    model::Role,
    rules::kind::Years,
    text::class,
};

pub(super) fn check(context: &Context, rule: &Years, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    // A report on the work of a government is of the year before the one in its title.
    let title = &context.document.header().title;
    if title.contains("政府工作报告") && !title.contains("法治") {
        return work_report::check(context, patterns);
    }
    let mut found = dated_twice(context, rule, year, patterns);
    let ahead = plans_ahead(context, year);
    if ahead {
        found.extend(shifted::check(context, year, patterns));
    }
    let (last, own) = ((year - 1).to_string(), year.to_string());
    for claim in context.claims() {
        if !claim.in_body {
            continue;
        }
        if claim.text.contains('第') {
            found.extend(numbered_day(context, rule, claim, year, patterns));
        }
        // All else needs a year; most claims name none.
        if !claim.text.contains("20") {
            continue;
        }
        found.extend(beside_another(context, rule, claim, year));
        let before = claim.text.contains(&last);
        if ahead && before {
            found.extend(done_before(context, rule, claim, year));
        }
        if ahead && (before || claim.text.contains(&own)) {
            found.extend(passed_day(context, rule, claim, year));
        }
    }
    found
}

/// A finding at a range of a claim.
fn one(context: &Context, claim: &ClaimText, range: std::ops::Range<usize>, told: i32, year: i32) -> Found {
    let found = Found::at(context.place(claim.base + range.start, claim.base + range.end))
        .with("text", short(claim.text, 40))
        .with("found", told.to_string())
        .with("year", year.to_string());
    match context.document.header().year_span {
        Some(span) => found.label(span, context.lang.pick("报告的年份", "the year of the report")),
        None => found,
    }
}

/// 上年（2021年） in the report on 2023, 较2021年同比: what is called by its distance is named as another year.
fn beside_another(context: &Context, rule: &Years, claim: &ClaimText, year: i32) -> Option<Found> {
    rule.beside.iter().find_map(|beside| {
        let hit = context.first(&beside.pattern, claim)?;
        let number = hit.first_group()?;
        let told = claim.text[number.clone()].parse::<i32>().ok()?;
        // In what comes next 今年 may be the year of signing.
        let right = [year + beside.shift, year + beside.shift + 1].contains(&told);
        let end = number.end + if claim.text[number.end..].starts_with('年') { "年".len() } else { 0 };
        (!right && (told - year).abs() <= 4).then(|| one(context, claim, number.start..end, told, year))
    })
}

/// 2022年5月开展检查63次 in the report on 2023: an act of last year, where the paragraph speaks of no other one.
fn done_before(context: &Context, rule: &Years, claim: &ClaimText, year: i32) -> Option<Found> {
    if matches!(claim.role, Role::Plan | Role::Problems | Role::Requests | Role::Disputes) {
        return None;
    }
    rule.pattern.iter().find_map(|pattern| {
        let hit = context.first(pattern, claim)?;
        let number = hit.first_group()?;
        let told = claim.text[number.clone()].parse::<i32>().ok().filter(|told| *told == year - 1)?;
        let block = context.document.block(context.document.block_at(claim.span.start())?).span;
        let block = context.document.plain_slice(block);
        let beside = block.contains(&year.to_string())
            || says(&rule.past, block)
            || says(&rule.earlier, block)
            || rule.unless.as_ref().is_some_and(|unless| unless.fits(claim.text));
        (!beside).then(|| one(context, claim, number.start..number.end + "年".len(), told, year))
    })
}

/// 2023年6月底前完成 in what the report on 2023 plans for 2024.
fn passed_day(context: &Context, rule: &Years, claim: &ClaimText, year: i32) -> Option<Found> {
    let planned = claim.role == Role::Plan;
    if !planned && claim.role != Role::Problems {
        return None;
    }
    rule.ahead.iter().find_map(|pattern| {
        let hit = context.first(pattern, claim)?;
        let number = hit.first_group()?;
        let told = claim.text[number.clone()].parse::<i32>().ok()?;
        // Among the problems only what is called a measure is ahead.
        let measure = planned || says(&rule.measures, claim.text);
        // 2023年底前未办结的3件 is what there was.
        let behind: String = claim.text[hit.whole().end..].chars().take(8).collect();
        let clause = claim.text[..number.start].rsplit([',', ';', ':']).next().unwrap_or("");
        let past = says(&rule.done, &behind) || says(&rule.earlier, clause) || says(&rule.past, clause);
        let wrong = (told == year || told == year - 1) && measure && !past;
        wrong.then(|| one(context, claim, number.start..hit.whole().end, told, year))
    })
}

/// 第十个国家宪法日 in the report on 2024, or a date of 2023 for the eleventh.
fn numbered_day(
    context: &Context,
    rule: &Years,
    claim: &ClaimText,
    year: i32,
    patterns: &YearPatterns,
) -> Option<Found> {
    let hit = context.first(&patterns.ordinal, claim)?;
    let (number, rest) = (hit.first_group()?, &claim.text[hit.whole().end..]);
    let count = ordinal(&claim.text[number.clone()])?;
    let general = |c: char| !class::is_han(c) || "全国家际民世界".contains(c);
    let (day, base) = rule.days.iter().find_map(|day| {
        let (name, base) = day.split_once('\t')?;
        let name = name.trim_start_matches(general);
        rest.trim_start_matches(general).starts_with(name).then_some((name, base.parse::<i32>().ok()?))
    })?;
    let of = base + count;
    let end = hit.whole().end + rest.find(day)? + day.len();
    // The date right before it.
    let told = blanked(&patterns.periods, &claim.text[..hit.whole().start]);
    let dated = patterns.year.matches(&told).last().and_then(|hit| hit.group(1));
    let dated = dated
        .filter(|at| !told[at.end..].contains([';', ':']) && !told[..at.start].ends_with(['比', '较', '与']))
        .and_then(|at| Some((number_of(&told[at.clone()])?, at)));
    // The day is in the plan of the next year.
    let next = claim.role == Role::Plan && of == year + 1;
    match dated {
        Some((value, at)) if value != of && (value - of).abs() <= 2 && (of == year || value == year) => {
            let whole = at.start..at.end + "年".len();
            let (range, wrong) = if value == year { (hit.whole().start..end, of) } else { (whole, value) };
            Some(one(context, claim, range, wrong, year))
        }
        None if !next && of != year && (of - year).abs() <= 2 && claim.role != Role::Problems => {
            Some(one(context, claim, hit.whole().start..end, of, year))
        }
        _ => None,
    }
}

/// 11 or 十一, up to 199.
fn ordinal(text: &str) -> Option<i32> {
    if let Ok(value) = text.parse::<i32>() {
        return Some(value);
    }
    let (mut whole, mut last) = (0, 0);
    for c in text.chars() {
        match c {
            '百' => whole += last.max(1) * 100,
            '十' => whole += last.max(1) * 10,
            _ => {
                last = i32::from(class::han_digit(c)?);
                continue;
            }
        }
        last = 0;
    }
    Some(whole + last)
}

/// A figure that is told as of last year and elsewhere as of this one.
struct Dated {
    claim: usize,
    value: i32,
    year: std::ops::Range<usize>,
    count: usize,
}

/// How many places with the same figure are looked at.
const PLACES: usize = 12;

/// 2022年评查发现的23件问题案卷 in the report on 2023, which says elsewhere that this year's 评查 found 问题案卷23件.
fn dated_twice(context: &Context, rule: &Years, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    let claims = context.claims();
    let years = named_years(year);
    let dated: Vec<Dated> = claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.in_body && claim.role != Role::Plan)
        .flat_map(|(at, claim)| dated_counts(context, rule, (at, claim), (year, &years), patterns))
        .collect();
    if dated.is_empty() {
        return Vec::new();
    }
    let mut places: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (at, claim) in claims.iter().enumerate() {
        for (nth, count) in context.memo.counts(claim.id).iter().enumerate() {
            let list = places.entry(&claim.text[count.start..count.end]).or_default();
            if list.len() < PLACES {
                list.push((at, nth));
            }
        }
    }
    let mut found: Vec<Found> = Vec::new();
    for figure in &dated {
        let claim = &claims[figure.claim];
        let count = &context.memo.counts(claim.id)[figure.count];
        let block = context.document.block_at(claim.span.start());
        let same = places.get(&claim.text[count.start..count.end]).into_iter().flatten().find(|(at, nth)| {
            let other = &claims[*at];
            let told = &context.memo.counts(other.id)[*nth];
            // What stands in one paragraph is told side by side.
            context.document.block_at(other.span.start()) != block
                && other.role != Role::Plan
                && named(other.text, patterns).iter().all(|value| *value == year)
                && !says(&rule.earlier, clause(other.text, told))
                && alike(context, (claim, count), (other, told))
        });
        let Some((at, nth)) = same else { continue };
        let other = context.memo.counts(claims[*at].id)[*nth].span;
        let end = figure.year.end + "年".len();
        let one = one(context, claim, figure.year.start..end, figure.value, year);
        if !found.iter().any(|before| before.span == one.span) {
            found.push(one.label(
                other,
                context.lang.pick("同一个数，这里是本年的", "the same figure, here of this year"),
            ));
        }
    }
    found
}

fn says(words: &[String], text: &str) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// The two years before the report's, as they are written.
fn named_years(year: i32) -> [String; 4] {
    let han = |year: i32| -> String {
        let digit =
            |c: char| c.to_digit(10).and_then(|digit| "〇一二三四五六七八九".chars().nth(digit as usize));
        year.to_string().chars().filter_map(digit).collect()
    };
    [(year - 1).to_string(), (year - 2).to_string(), han(year - 1), han(year - 2)]
}

/// The years that a text names, those of titles, periods and remarks left out.
fn named(text: &str, patterns: &YearPatterns) -> Vec<i32> {
    let told = blanked(&patterns.remarks, &blanked(&patterns.periods, text));
    let numbers = patterns.year.matches(&told).filter_map(|hit| hit.group(1));
    numbers.filter_map(|at| number_of(&told[at])).collect()
}

/// The figures of a claim that speaks of last year alone and compares nothing with it.
fn dated_counts(
    context: &Context,
    rule: &Years,
    (at, claim): (usize, &ClaimText),
    (year, years): (i32, &[String]),
    patterns: &YearPatterns,
) -> Vec<Dated> {
    if !years.iter().any(|year| claim.text.contains(year.as_str())) {
        return Vec::new();
    }
    let told = blanked(&patterns.remarks, &blanked(&patterns.periods, claim.text));
    let hits: Vec<std::ops::Range<usize>> =
        patterns.year.matches(&told).filter_map(|hit| hit.group(1)).collect();
    let Some(value) = hits.first().and_then(|hit| number_of(&told[hit.clone()])) else {
        return Vec::new();
    };
    let alone = hits.iter().all(|hit| number_of(&told[hit.clone()]) == Some(value));
    if says(&rule.past, claim.text) || !alone || (value != year - 1 && value != year - 2) {
        return Vec::new();
    }
    let hit = hits[0].clone();
    let counts = context.memo.counts(claim.id).iter().enumerate();
    counts
        .filter(|(_, count)| {
            if count.start < hit.end || claim.text[hit.end..count.start].contains([',', ';', ':']) {
                return false;
            }
            let digits = claim.text[count.start..count.end].chars().filter(char::is_ascii_digit).count();
            let own = &claim.text[hit.end..count.end];
            let rest = claim.text[count.end..].split([',', ';', ':']).next().unwrap_or("");
            let beside = says(&rule.earlier, own) || says(&rule.compared, own) || says(&rule.compared, rest);
            !beside && digits >= 2 && count.is_exact_number()
        })
        .map(|(nth, _)| Dated { claim: at, value, year: hit.clone(), count: nth })
        .collect()
}

/// Whether two figures count the same thing: the words around them, or those of the heading over one, share two words.
fn alike(context: &Context, a: (&ClaimText, &Count), b: (&ClaimText, &Count)) -> bool {
    let here = clause(a.0.text, a.1);
    let heading =
        context.section(b.0.span.start()).map_or("", |part| context.document.plain_slice(part.title));
    let there = clause(b.0.text, b.1);
    let shared =
        pairs(here).into_iter().filter(|pair| there.contains(pair) || heading.contains(pair)).count();
    shared >= 2
}

/// The clause that holds a figure, and the one before it.
fn clause<'a>(text: &'a str, count: &Count) -> &'a str {
    let stops = |c: char| matches!(c, ',' | ';' | ':');
    let before = text[..count.start].rmatch_indices(stops).nth(1).map_or(0, |(at, mark)| at + mark.len());
    let after = text[count.end..].find(stops).map_or(text.len(), |at| count.end + at);
    &text[before..after]
}

/// Each two Chinese characters that stand side by side, once; not those of time.
fn pairs(text: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found: Vec<&str> = chars
        .windows(2)
        .filter(|pair| {
            pair.iter().all(|(_, c)| class::is_han(*c) && !"年月日度次件全本共的了和".contains(*c))
        })
        .map(|pair| &text[pair[0].0..pair[1].0 + pair[1].1.len_utf8()])
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
