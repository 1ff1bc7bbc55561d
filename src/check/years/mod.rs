//! Years and dates that do not agree.

mod after_signing;
mod leftover;
mod periods;
mod shifted;
mod title_years;
mod work_report;

use super::context::{Context, Found};
use crate::{
    model::{BlockKind, Role},
    rules::{
        Pattern,
        kind::{Due, SignatureDate, YearPlace, Years},
    },
    text::{Span, class},
};

/// Patterns of the kind, compiled once.
#[derive(Clone, Debug)]
pub(super) struct YearPatterns {
    pub(super) year: Pattern,
    /// What makes a year at the head of a sentence one that is not reported on.
    pub(super) beside: Pattern,
    /// Titles and periods, whose years say nothing of when something was done.
    pub(super) periods: Pattern,
    /// A year that a figure is compared with.
    compared: Pattern,
    /// Remarks in brackets.
    pub(super) remarks: Pattern,
    /// 第十一个 before the name of a day.
    pub(super) ordinal: Pattern,
}

impl YearPatterns {
    /// Those that are tried on claims.
    pub(super) fn sought(&self) -> Vec<Pattern> {
        vec![self.year.clone(), self.compared.clone(), self.ordinal.clone()]
    }
}

pub(super) fn patterns() -> YearPatterns {
    YearPatterns {
        year: Pattern::new(
            "(?:^|[^\\d—–~-])(20[0-4]\\d|二[〇○零][一二三四][〇○零一二三四五六七八九])年(?:度)?",
        ),
        beside: Pattern::new("\\A年(?:以来|以前|之前|的|至|—|-|起|印发|出台|未|遗留|结转)"),
        periods: Pattern::new("《[^》]*》|(?:19|20)\\d\\d年?[—–~-]+(?:19|20)\\d\\d年?"),
        remarks: Pattern::new("\\([^()]*\\)"),
        ordinal: Pattern::new("第([一二三四五六七八九十百\\d]{1,4})[个届次]"),
        compared: Pattern::new(
            "(?:比|较|与|同)(20[0-4]\\d)年(?:的|同期|度|增|减|上|下|相|全年|多|少|提|降|,)",
        ),
    }
}

pub(super) fn check(context: &Context, rule: &Years, patterns: &YearPatterns) -> Vec<Found> {
    let Some(year) = context.year() else { return Vec::new() };
    let conflict = title_years::conflict(context, year, patterns);
    match (rule.place, conflict) {
        (YearPlace::Title, Some(conflict)) => vec![title_years::title(context, year, &conflict)],
        (YearPlace::Title, None) => title_years::stated(context, rule, year).into_iter().collect(),
        // One cause, one finding.
        (_, Some(_)) => Vec::new(),
        (YearPlace::Heading, None) => heading(context, rule, year, patterns),
        (YearPlace::Body, None) => {
            let mut found = body(context, rule, year, patterns);
            found.extend(compared_with_itself(context, year, patterns));
            found
        }
        (YearPlace::After, None) => after_signing::check(context, rule, year),
        (YearPlace::Period, None) => periods::check(context, rule, year),
        (YearPlace::Left, None) => leftover::check(context, rule, year, patterns),
    }
}

/// 2023 or 二〇二三.
pub(super) fn number_of(year: &str) -> Option<i32> {
    let digit =
        |c: char| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).or_else(|| class::han_digit(c));
    year.chars().try_fold(0, |value, c| Some(value * 10 + i32::from(digit(c)?)))
}

fn heading(context: &Context, rule: &Years, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    headings(context, rule, year, patterns)
        .into_iter()
        .map(|other| {
            let (right, why) = if other.plan {
                let why = context.lang.pick("这一部分安排的是下一年的工作", "this part plans the next year");
                (year + 1, why.to_owned())
            } else {
                let why = match context.lang {
                    crate::model::Lang::Zh => format!("报告是{year}年的"),
                    crate::model::Lang::En => format!("this is the report of {year}"),
                };
                (year, why)
            };
            let found = Found::at(other.span)
                .with("text", context.words(other.heading))
                .with("found", other.year.to_string())
                .with("why", why)
                .with("year", right.to_string());
            match context.document.header().year_span {
                Some(span) => found.label(span, context.lang.pick("报告的年份", "the year of the report")),
                None => found,
            }
        })
        .collect()
}

struct Other {
    span: Span,
    heading: Span,
    year: i32,
    /// Whether it stands over the plan, which is of the next year.
    plan: bool,
}

/// Years in headings, titles of documents and periods left out.
fn headings(context: &Context, rule: &Years, year: i32, patterns: &YearPatterns) -> Vec<Other> {
    let text = context.plain();
    let ahead = plans_ahead(context, year);
    let mut found = Vec::new();
    for hit in patterns.year.matches(text) {
        let Some(number) = hit.group(1) else { continue };
        let span = context.place(number.start, number.end);
        if !matches!(context.block_kind(span.start()), Some(BlockKind::Heading { .. })) {
            continue;
        }
        let after = &text[number.end..];
        if context.in_title(number.start)
            || after.starts_with("年—")
            || after.starts_with("年-")
            || after.starts_with("年以")
        {
            continue;
        }
        let Some(value) = number_of(&text[number]) else { continue };
        let block = context.document.block_at(span.start()).map(|id| context.document.block(id).span);
        let heading = block.unwrap_or(span);
        let words = context.document.plain_slice(heading);
        let plan = context.role(span.start()) == Role::Plan;
        let wrong = if plan {
            // The plan of a report that is signed in the next year is for that year.
            let next = words.contains(&(year + 1).to_string());
            value < year || ((value == year || value == year + 2) && ahead && !next)
        } else {
            (year - 3..year).contains(&value) && !words.contains(&year.to_string())
        };
        // What became of last year's plan belongs into this report.
        let looks_back = rule.unless.as_ref().is_some_and(|unless| unless.fits(words));
        if wrong && !looks_back {
            found.push(Other { span, heading, year: value, plan });
        }
    }
    found
}

/// Whether the plan is surely of the year after the one in the title: the report is signed then, or in the first
/// month of its own year or not at all, and tells no more of the year before than of its own.
pub(super) fn plans_ahead(context: &Context, year: i32) -> bool {
    let header = context.document.header();
    let text = context.plain();
    let named = |year: i32| text.matches(&format!("{year}年")).count();
    let titles: usize =
        [year - 1, year + 1].iter().filter(|other| header.title.contains(&other.to_string())).count();
    match header.date {
        Some(date) if date.0 == year + 1 => true,
        Some(date) if date.0 == year && date.1 > 1 => false,
        Some(date) if date.0 != year => false,
        _ => titles == 0 && header.title.contains("报告") && named(year - 1) < named(year),
    }
}

/// What a year is told of.
#[derive(Clone, Copy)]
enum Sense {
    /// What was done.
    Act,
    /// What it was done by: a plan of that year.
    Basis,
    /// What there was at the end of the year.
    State,
    /// How it went on the whole.
    Verdict,
}

/// An act of an earlier year told as this year's, or an earlier year's plan as the basis of one.
fn body(context: &Context, rule: &Years, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    let mut found = Vec::new();
    let claims = context.document.claims();
    for claim in context.claims() {
        let (text, at) = (claim.text, claim.id.0 as usize);
        let done = !matches!(claim.role, Role::Plan | Role::Problems | Role::Requests | Role::Disputes);
        if !claim.in_body || !(done || claim.role == Role::Problems) {
            continue;
        }
        let told = patterns.periods.blank(text);
        let excused = rule.unless.as_ref().is_some_and(|unless| unless.fits(&told));
        // 2022年末9本；2023年新发3本: the sentence goes on to the report's own year.
        let goes_on = || {
            claims.get(at + 1).is_some_and(|next| {
                let words = context.document.plain_slice(next.span);
                next.block == claims[at].block && words.contains(&year.to_string())
            })
        };
        let own = told.contains(&year.to_string());
        // What else the sentence says excuses an act, but not its basis.
        let right = |sort| match sort {
            Sense::Verdict => excused || own,
            Sense::Act => excused || own || (text.trim_end().ends_with(';') && goes_on()),
            Sense::Basis => false,
            Sense::State => own || goes_on(),
        };
        let sorts = [
            (Sense::Act, &rule.pattern),
            (Sense::Basis, &rule.basis),
            (Sense::State, &rule.state),
            (Sense::Verdict, &rule.verdict),
        ];
        let hit = sorts
            .into_iter()
            .filter(|(sort, _)| done || matches!(sort, Sense::Verdict))
            .flat_map(|(sort, list)| list.iter().map(move |one| (sort, one)))
            .filter_map(|(sort, pattern)| {
                let hit = context.first(pattern, claim)?.first_group()?;
                let value = text[hit.clone()].parse::<i32>().ok()?;
                (value == year - 1 || value == year - 2).then_some((sort, hit, value))
            })
            .find(|(sort, ..)| !right(*sort));
        let Some((_, hit, value)) = hit else { continue };
        let from = claim.base;
        let end = hit.end + text[hit.end..].find('年').map_or(0, |at| at + "年".len());
        let span = context.place(from + hit.start, from + end);
        let mut one = Found::at(span)
            .with("text", super::context::short(text, 40))
            .with("found", value.to_string())
            .with("year", year.to_string());
        if let Some(span) = context.document.header().year_span {
            one = one.label(span, context.lang.pick("报告的年份", "the year of the report"));
        }
        found.push(one);
    }
    found
}

/// A text with spaces for all that a pattern fits, byte for byte.
pub(super) fn blanked(pattern: &Pattern, text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for hit in pattern.matches(text).map(|hit| hit.whole()) {
        told.push_str(&text[told.len()..hit.start]);
        told.extend(std::iter::repeat_n(' ', hit.len()));
    }
    told.push_str(&text[told.len()..]);
    told
}

/// 2023年立案27件，比2023年增加4件: one of the two is another year.
fn compared_with_itself(context: &Context, year: i32, patterns: &YearPatterns) -> Vec<Found> {
    let mut found = Vec::new();
    for claim in context.claims() {
        let text = claim.text;
        let Some(hit) = context.first(&patterns.compared, claim) else { continue };
        let Some(second) = hit.first_group().filter(|_| claim.in_body) else { continue };
        let told = blanked(&patterns.periods, &text[..hit.whole().start]);
        // 审结37件（含2022年受理的5件），比2022年增加4件
        let told = blanked(&patterns.remarks, &told);
        // The last year named before it is the one that the figure is of.
        let Some(first) = patterns.year.matches(&told).last().and_then(|hit| hit.group(1)) else { continue };
        let value = &text[second.clone()];
        let whole = told[first.end..].starts_with('年')
            && !["年初", "年底", "年末", "年上半", "年下半", "年第"]
                .iter()
                .any(|part| told[first.end..].starts_with(part));
        if !whole || told[first.clone()] != *value {
            continue;
        }
        let place = |range: &std::ops::Range<usize>| {
            context.place(claim.base + range.start, claim.base + range.end + "年".len())
        };
        found.push(
            Found::at(place(&first))
                .with("text", super::context::short(text, 40))
                .with("found", value)
                .with("year", year.to_string())
                .label(place(&second), context.lang.pick("和同一年相比", "compared with the same year")),
        );
    }
    found
}

/// A date under the text on which no report on the year can have been written, or after it was due.
pub(super) fn signature(context: &Context, rule: &SignatureDate) -> Vec<Found> {
    let header = context.document.header();
    let (Some(year), Some(span), Some(date)) = (header.year, header.date_span, header.date) else {
        return Vec::new();
    };
    let leap = date.0 % 4 == 0 && (date.0 % 100 != 0 || date.0 % 400 == 0);
    // Before the last day of the year its figures are not known.
    let impossible =
        date < (year, 12, 31) || date > (year + 1, 12, 31) || (!leap && (date.1, date.2) == (2, 29));
    let body = header.issuer.as_deref().unwrap_or("");
    let fits = |due: &&Due| {
        due.bodies.is_empty()
            || (!body.is_empty() && due.bodies.iter().any(|end| body.ends_with(end.as_str())))
    };
    let due = rule.due.iter().find(fits);
    let wrong = match due {
        None => rule.due.is_empty() && impossible,
        Some(due) => !impossible && date > (year + 1, due.month, due.day),
    };
    if !wrong {
        return Vec::new();
    }
    let last = due.map_or(String::new(), |due| match context.lang {
        crate::model::Lang::Zh => format!("{}年{}月{}日", year + 1, due.month, due.day),
        crate::model::Lang::En => format!("{}-{:02}-{:02}", year + 1, due.month, due.day),
    });
    let mut found =
        Found::at(span).with("text", context.words(span)).with("year", year.to_string()).with("date", last);
    if let Some(span) = header.year_span {
        found = found.label(span, context.lang.pick("报告的年份", "the year of the report"));
    }
    vec![found]
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn last_year_is_a_basis_or_something_to_compare_with() {
        let found = |text: &str| words(&report(&small(text)), "consistency/year-in-body");
        assert_eq!(found("2022年，全局开展检查63次。"), ["2022年"]);
        assert_eq!(found("对照《2022年法治建设工作要点》逐项落实。"), ["2022年"]);
        assert!(found("2022年遗留的3件案件全部办结。").is_empty());
        assert!(found("执行2022年印发的工作方案，检查63次。").is_empty());
    }

    #[test]
    fn a_period_in_a_title_is_not_when_something_was_done() {
        let found = |text: &str| words(&report(&small(text)), "consistency/year-in-body");
        let plan = "落实《法治政府建设实施纲要（2021—2023年）》";
        assert_eq!(found(&format!("2022年，全局{plan}，检查63次。")), ["2022年"]);
        assert!(found(&format!("2023年，全局{plan}，检查63次。")).is_empty());
        assert_eq!(found("2022年区政府及各部门开展检查63次，立案27件。"), ["2022年"]);
        assert!(found("2022年区政府批准的规划由各镇实施，开展检查63次。").is_empty());
        assert!(found("2022年末全区有效许可证126本；2023年新发3本，年末129本。").is_empty());
    }

    #[test]
    fn no_year_is_compared_with_itself() {
        let found = |text: &str| words(&report(&small(text)), "consistency/year-in-body");
        assert_eq!(found("全局2022年检查63次，比2022年的70次减少7次。"), ["2022年"]);
        assert!(found("全局2022年检查70次，2023年63次，比2022年的70次减少7次。").is_empty());
        assert!(found("全局2023年检查63次，比2022年的70次减少7次。").is_empty());
        assert!(found("2023年末在册74户，比2023年初增加9户。").is_empty());
        assert!(found("审结37件（含2022年受理的5件），比2022年的31件增加6件。").is_empty());
    }

    #[test]
    fn what_there_was_at_the_end_of_last_year() {
        let found = |text: &str| words(&report(&small(text)), "consistency/year-in-body");
        assert_eq!(found("更换水表300只；截至2022年12月31日，全区实有取水户74户，停用9户。"), ["2022年"]);
        assert!(found("截至2022年底，全区实有取水户74户。2023年新增9户。").is_empty());
        assert!(found("截至2022年底，全区实有取水户74户，2023年新增9户。").is_empty());
        assert!(found("截至2023年12月31日，全区实有取水户74户，停用9户。").is_empty());
    }

    #[test]
    fn what_comes_next_is_no_year_of_the_report() {
        let text = small("现将一年来的工作和2024年的打算报告如下。立案27件。");
        assert!(words(&report(&text), "consistency/year-title").is_empty());
        let text = small("现将2021年的工作报告如下。立案27件。");
        assert_eq!(words(&report(&text), "consistency/year-title").len(), 1);
    }

    #[test]
    fn the_title_is_wrong_if_all_else_agrees() {
        let text = small("2023年，立案27件，比2022年多4件。2023年，评查案卷40份。");
        let old = text.replacen("2023年", "2022年", 1);
        assert_eq!(words(&report(&old), "consistency/year-title"), ["2022"]);
        assert!(words(&report(&text), "consistency/year-title").is_empty());
    }
}
