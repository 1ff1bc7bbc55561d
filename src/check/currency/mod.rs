//! What the year of the report makes outdated or impossible; nothing without a year. Beyond a table's
//! horizon only what no later event can change is said: what was repealed, renamed or over stays so.

pub(super) mod cited;
mod revisions;
mod titles;

use std::{collections::BTreeMap, ops::Range};

use super::{
    context::{Context, Found, back, cap_of, date},
    phrase::together,
    spots::Sought,
};
use crate::{
    model::{Lang, Severity},
    rules::{
        Lexicon,
        kind::{Currency, CurrencyCheck},
    },
    text::{Hit, Span, fold_str},
};
use cited::{
    dated_back, done_after, head_of_titles, is_counted, is_excused, is_of_its_time, is_whole_name,
    looks_back, names_an_unknown,
};
use revisions::{Day, Made, said_date};

/// The rows of a rule's table and the words that name them.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    rows: Vec<Row>,
    horizon: i32,
    /// The short names of all laws, for a rule that asks for titles that none has.
    laws: Vec<String>,
    /// For a rule on other titles.
    documents: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Row {
    kind: String,
    first: Option<i32>,
    last: Option<i32>,
    start: String,
    /// The same as a day.
    since: Option<(i32, u8, u8)>,
    /// Whether the start is only a day on which it was still to come.
    ahead: bool,
    /// The days of a statute.
    law: Made,
    instead: String,
    confidence: String,
}

impl Row {
    /// Whether its days leave anything to ask in the report on a year.
    fn may_be_wrong(&self, check: CurrencyCheck, year: i32) -> bool {
        match check {
            CurrencyCheck::Outdated => self.last.is_some_and(|last| year > last),
            CurrencyCheck::Future => self.since.is_some_and(|since| since > (year, 12, 1)),
            CurrencyCheck::Repealed => self.since.is_some_and(|since| since.0 <= year),
            CurrencyCheck::Renamed => self.since.is_some_and(|since| since < (year, 1, 2)),
            CurrencyCheck::NotNew => [self.since, date(&self.law.day), date(&self.law.earlier)]
                .into_iter()
                .flatten()
                .any(|day| day.0 < year - 1),
            CurrencyCheck::Misnamed
            | CurrencyCheck::MisnamedDocument
            | CurrencyCheck::Country
            | CurrencyCheck::Short => false,
        }
    }
}

pub(super) fn rows(rule: &Currency, lexicon: &Lexicon) -> (Sought, Dated) {
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    let Some(table) = lexicon.table(&rule.table) else {
        return (Sought::default(), Dated { rows, horizon: 0, laws: Vec::new(), documents: Vec::new() });
    };
    let horizon = table.horizon().and_then(date).map_or(i32::MAX, |date| date.0);
    if is_misnamed(rule) {
        let laws = match rule.check {
            CurrencyCheck::Short => titles::formal(table),
            _ => titles::laws(table),
        };
        let documents = titles::documents(table, rule.check == CurrencyCheck::Country);
        return (Sought::default(), Dated { rows, horizon, laws, documents });
    }
    for row in table.rows() {
        let get = |column| table.get(row, column);
        let kind = get("type");
        let wanted = match rule.check {
            CurrencyCheck::Repealed => !get("repealed").is_empty() && get("status") == "repealed",
            CurrencyCheck::NotNew => get("status") == "valid",
            // Older laws may have been tried under the same title before they were adopted.
            CurrencyCheck::Future if rule.table == "laws" => {
                date(get("adopted")).is_some_and(|day| day.0 >= 2015)
            }
            CurrencyCheck::Future => date(get("start")).or_else(|| date(get("not_before"))).is_some(),
            CurrencyCheck::Renamed => date(get("since")).is_some(),
            CurrencyCheck::Outdated => true,
            CurrencyCheck::Misnamed
            | CurrencyCheck::MisnamedDocument
            | CurrencyCheck::Country
            | CurrencyCheck::Short => false,
        };
        // Other rows of the table are looked for too: the longest name wins, and one that is still
        // current excuses an older one in the same sentence.
        let names = ["name", "short", "phrase", "old"].map(get).into_iter().chain(get("aliases").split(';'));
        for name in names.filter(|name| name.chars().count() >= 3) {
            words.push((fold_str(name), rows.len() as u32));
        }
        let year = |column| get(column).parse().ok();
        let start = match rule.check {
            CurrencyCheck::Repealed => get("repealed"),
            CurrencyCheck::NotNew => {
                [get("adopted"), get("in_force"), get("revised"), get("revised_in_force")]
                    .into_iter()
                    .max()
                    .unwrap_or("")
            }
            CurrencyCheck::Renamed => get("since"),
            // Of a law the day on which it was adopted.
            CurrencyCheck::Future if !get("adopted").is_empty() => get("adopted"),
            CurrencyCheck::Future | CurrencyCheck::Outdated if get("start").is_empty() => get("not_before"),
            CurrencyCheck::Future | CurrencyCheck::Outdated => get("start"),
            CurrencyCheck::Misnamed
            | CurrencyCheck::MisnamedDocument
            | CurrencyCheck::Country
            | CurrencyCheck::Short => "",
        };
        rows.push(Row {
            kind: if wanted { kind.to_owned() } else { "-".to_owned() },
            first: year("first_year"),
            last: year("last_year"),
            start: start.to_owned(),
            since: date(start),
            ahead: get("start").is_empty() && !get("not_before").is_empty(),
            law: Made {
                start: start.to_owned(),
                day: get("adopted").max(get("revised")).to_owned(),
                revised: !get("revised").is_empty(),
                earlier: get("earlier").to_owned(),
                before: false,
            },
            instead: [get("successor"), get("new"), get("instead")]
                .into_iter()
                .find(|cell| !cell.is_empty())
                .unwrap_or("")
                .to_owned(),
            confidence: get("confidence").to_owned(),
        });
    }
    (Sought { words, patterns: Vec::new() }, Dated { rows, horizon, laws: Vec::new(), documents: Vec::new() })
}

pub(super) fn check(context: &Context, rule: &Currency, dated: &Dated, words: &[Hit]) -> Vec<Found> {
    let Some(year) = context.year() else { return Vec::new() };
    // What was made or revised since is not known: a title that no law had may be that of a new one.
    let beyond = year > dated.horizon;
    if beyond && (is_misnamed(rule) || rule.check == CurrencyCheck::NotNew) {
        return Vec::new();
    }
    if rule.check == CurrencyCheck::Country {
        return titles::of_the_country(context, &rule.unless, &dated.documents);
    }
    if rule.check == CurrencyCheck::MisnamedDocument {
        return titles::misnamed_documents(context, &rule.unless, &dated.documents, &dated.laws);
    }
    if rule.check == CurrencyCheck::Short {
        return titles::short_names(context, &rule.unless, &dated.laws);
    }
    if rule.check == CurrencyCheck::Misnamed {
        return titles::misnamed(context, &rule.unless, &dated.laws);
    }
    let text = context.plain();
    let none = context.lang.pick("没有相应的提法，写今年的事", "none; say what was done this year");
    let mut by_row: BTreeMap<usize, Vec<Found>> = BTreeMap::new();
    for Hit { start, end, value } in words.iter().copied() {
        let at = value as usize;
        let row = &dated.rows[at];
        let wanted = rule.types.is_empty() || rule.types.contains(&row.kind);
        if row.kind == "-" || !wanted || !row.may_be_wrong(rule.check, year) {
            continue;
        }
        let span = context.place(start, end);
        let named = is_whole_name(rule, text, start, end);
        // 五、学习新出台法律法规的情况 calls all that it lists new.
        let listed = if named { None } else { listed_as_new(context, rule, start, end) };
        if !named && listed.is_none() {
            continue;
        }
        let (sentence_span, range) = context.sentence_range(span.start());
        let sentence = &text[range.clone()];
        let known = context.block_kind(span.start()).is_some();
        if !known || is_excused(rule, sentence, &text[..start], &text[end..]) {
            continue;
        }
        if rule.check == CurrencyCheck::Outdated
            && rule.types.iter().any(|kind| kind != "outline")
            && rule.only.is_empty()
            && context.in_title(start)
            && row.kind != "outline"
        {
            continue;
        }
        let wrong = match rule.check {
            CurrencyCheck::Outdated => {
                let known = in_range(words, &range);
                // Of what had not been held nobody knows when it is over.
                !row.ahead
                    && row.last.is_some_and(|last| year > last)
                    && !looks_back(context, span.start())
                    && !dated_back(&text[end..], year)
                    && !row.last.is_some_and(|last| is_of_its_time(&text[range.start..start], last))
                    && !names_a_newer(dated, row, known, year)
                    && !(beyond
                        && (is_counted(&row.instead) || names_an_unknown(text, &range, known, dated.horizon)))
            }
            CurrencyCheck::Future => {
                let Some(start) = row.since else { continue };
                // A date under the text from before the year's end is wrong itself, which another rule
                // says; then, as without one, only what lies beyond the latest time of signing.
                let signed = context.document.header().date.filter(|date| *date >= (year, 12, 1));
                let undated = context.document.header().date.is_none();
                let latest = if undated { (year + 1, 6, 30) } else { (year + 1, 12, 31) };
                start > signed.unwrap_or(latest)
            }
            CurrencyCheck::Repealed => {
                row.since.is_some_and(|date| date < (year, 1, 2) || done_after(&text[..start], date, year))
            }
            CurrencyCheck::Renamed => true,
            CurrencyCheck::NotNew => {
                // 新颁布 is said of the day on which it was made, 新施行 of the later one.
                let head = head_of_titles(text, start);
                let made =
                    ["颁布", "公布", "出台", "制定"].iter().any(|word| back_of(&text[..head]).contains(word));
                row.law.known_on(signed_by(context, year)).is_old_in(year, made)
            }
            CurrencyCheck::Misnamed
            | CurrencyCheck::MisnamedDocument
            | CurrencyCheck::Country
            | CurrencyCheck::Short => false,
        };
        if !wrong {
            continue;
        }
        let mut found = Found::at(span)
            .with("text", &text[start..end])
            .with("year", year.to_string())
            .with("last", row.last.map(|last| last.to_string()).unwrap_or_default())
            .with("date", told_date(context, rule, row, year))
            .with("since", said_date(context.lang, &row.start))
            .with("new", row.instead.clone())
            .with("instead", if row.instead.is_empty() { none.to_owned() } else { row.instead.clone() })
            .cap(
                cap_of(&row.confidence).or(listed.map(|_| Severity::Note)).or_else(|| undated(context, rule)),
            );
        found = match context.document.header().year_span {
            Some(span) => found.label(span, context.lang.pick("报告的年份", "the year of the report")),
            None => found.label(sentence_span, String::new()),
        };
        if let Some(heading) = listed {
            found = found.label(heading, context.lang.pick("标题说的是“新”的", "the heading calls it new"));
        }
        by_row.entry(at).or_default().push(found);
    }
    by_row.into_values().flat_map(together).collect()
}

/// The day that a rule speaks of; of a law that is not new, when it was made and from when it is in force.
fn told_date(context: &Context, rule: &Currency, row: &Row, year: i32) -> String {
    let lang = context.lang;
    let start = said_date(lang, &row.start);
    if row.ahead {
        return match lang {
            Lang::Zh => format!("{start}以后"),
            Lang::En => format!("a day after {start}"),
        };
    }
    if rule.check != CurrencyCheck::NotNew {
        return start;
    }
    row.law.known_on(signed_by(context, year)).said(lang)
}

/// When the report on a year was signed, as far as it is known.
fn signed_by(context: &Context, year: i32) -> Day {
    let date = context.document.header().date;
    // Of a text without a date the year is often not certain either.
    date.filter(|date| (year..=year + 1).contains(&date.0)).unwrap_or((9999, 12, 31))
}

/// The heading that calls what it lists new, if a whole title stands under one.
fn listed_as_new(context: &Context, rule: &Currency, start: usize, end: usize) -> Option<Span> {
    let text = context.plain();
    let before = text[..start].strip_suffix("中华人民共和国").unwrap_or(&text[..start]);
    let whole = before.ends_with('《') && text[end..].starts_with('》');
    let heading = context.section(context.place(start, end).start()).and_then(|section| section.heading);
    let heading = context.document.block(heading.filter(|_| whole)?).span;
    let words = context.document.plain_slice(heading);
    rule.headings.iter().any(|word| words.contains(word.as_str())).then_some(heading)
}

/// Without a date under the text nobody can be sure that a meeting was still to come.
fn undated(context: &Context, rule: &Currency) -> Option<Severity> {
    let unsure = rule.check == CurrencyCheck::Future && context.document.header().date.is_none();
    unsure.then_some(Severity::Warning)
}

/// The few characters before a title.
fn back_of(text: &str) -> &str {
    &text[back(text, 6)..]
}

/// Whether titles are looked for that nothing has.
fn is_misnamed(rule: &Currency) -> bool {
    matches!(
        rule.check,
        CurrencyCheck::Misnamed
            | CurrencyCheck::MisnamedDocument
            | CurrencyCheck::Country
            | CurrencyCheck::Short
    )
}

/// The words that stand in a range of the plain view.
fn in_range<'a>(words: &'a [Hit], range: &Range<usize>) -> &'a [Hit] {
    let from = words.partition_point(|hit| hit.start < range.start);
    let to = words.partition_point(|hit| hit.end <= range.end);
    words.get(from..to).unwrap_or_default()
}

/// 党的十九大和二十大精神: the list goes on to what is current.
fn names_a_newer(dated: &Dated, old: &Row, sentence: &[Hit], year: i32) -> bool {
    sentence.iter().map(|hit| &dated.rows[hit.value as usize]).any(|row| {
        // A meeting is followed by meetings, a plan by plans of its kind.
        let meeting = |kind: &str| matches!(kind, "congress" | "plenum");
        (row.kind == old.kind || (meeting(&row.kind) && meeting(&old.kind)))
            && row.start > old.start
            && row.first.is_some_and(|first| first <= year)
            && row.last.is_none_or(|last| last >= year)
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        model::Finding,
        testing::{report, small, words},
    };

    /// What a rule finds in a report of that year with these words.
    fn in_year(year: i32, text: &str, rule: &str) -> Vec<String> {
        let text =
            small(text).replace("2024年", &format!("{}年", year + 1)).replace("2023年", &format!("{year}年"));
        words(&report(&text), rule)
    }

    #[test]
    fn a_part_on_several_years_may_tell_of_what_is_over() {
        let text = |heading: &str| {
            let body = format!("{heading}\n（一）服务企业\n统筹疫情防控和经济社会发展，走访企业31家。\n");
            format!("岚溪区人民政府2025年工作报告\n{body}二、2026年工作安排\n6月底前办理案件12件。\n")
        };
        let found = |heading: &str| report(&text(heading)).findings;
        let is_ours = |finding: &&Finding| finding.rule == "currency/outdated-term";
        assert_eq!(found("一、“十四五”时期的工作").iter().filter(is_ours).count(), 0);
        assert_eq!(found("一、“十四五”时期的主要目标").iter().filter(is_ours).count(), 1);
        let findings = found("一、2025年的工作");
        let ours: Vec<&Finding> = findings.iter().filter(is_ours).collect();
        assert_eq!(ours.len(), 1);
        assert!(!ours[0].help.ends_with('：'), "{}", ours[0].help);
    }

    #[test]
    fn what_is_told_with_its_years_is_no_leftover() {
        let rule = "currency/outdated-term";
        let found = |text: &str| in_year(2023, text, rule).len();
        assert_eq!(found("“扫黑除恶专项斗争”（2018至2020年）的3条旧案线索已经查清。"), 0);
        assert_eq!(found("深入推进扫黑除恶专项斗争，核查线索4条。"), 1);
        assert_eq!(found("专班2019年2月成立，扫黑除恶专项斗争、禁毒两项职能划入。"), 0);
        assert_eq!(found("专班2019年以来，深入推进扫黑除恶专项斗争。"), 1);
        assert_eq!(found("专班2022年2月成立，深入推进扫黑除恶专项斗争。"), 1);
    }

    #[test]
    fn what_is_over_stays_over_beyond_the_horizon() {
        for year in [2024, 2026, 2027] {
            let found = |text: &str, rule: &str| in_year(year, text, rule);
            let law = found("依照《中华人民共和国合同法》审查合同19份。", "currency/repealed-law");
            assert_eq!(law, ["中华人民共和国合同法"], "{year}");
            assert_eq!(found("向区工商局移送线索3条。", "currency/old-agency"), ["工商局"], "{year}");
            let plan = found("落实“七五”普法规划，宣讲12场。", "currency/expired-plan");
            assert_eq!(plan, ["“七五”普法规划"], "{year}");
            let meeting = found("以党的十八大精神为指导，细化任务19项。", "currency/outdated-meeting");
            assert_eq!(meeting, ["党的十八大"], "{year}");
        }
    }

    #[test]
    fn beyond_the_horizon_there_may_be_something_newer() {
        let found = |text: &str, rule: &str| in_year(2028, text, rule);
        assert!(found("学习党的十九大、二十一大精神3次。", "currency/outdated-meeting").is_empty());
        assert!(found("学习党的二十届四中、五中全会精神3次。", "currency/outdated-meeting").is_empty());
        assert!(found("接续落实“七五”普法和“九五”普法规划，宣讲12场。", "currency/expired-plan").is_empty());
        assert!(found("落实七五普法要求，宣讲12场。", "currency/outdated-term").is_empty());
        let laws = "学习新修订的《中华人民共和国水法》2次，依据《中华人民共和国道路安全法》检查12次。";
        assert!(found(laws, "currency/not-new").is_empty() && found(laws, "wording/unknown-law").is_empty());
    }

    #[test]
    fn an_excuse_stands_in_the_same_clause() {
        let rule = "currency/outdated-term";
        let text = "开展常态化学习，学习全面依法治国新理念新思想新战略2次。";
        assert_eq!(words(&report(&small(text)), rule), ["全面依法治国新理念新思想新战略"]);
        let text = "总结全面依法治国新理念新思想新战略学习成果2项。";
        assert!(words(&report(&small(text)), rule).is_empty());
        let text = "从前叫全面依法治国新理念新思想新战略的那一讲改了名。";
        assert!(words(&report(&small(text)), rule).is_empty());
    }

    #[test]
    fn a_law_is_meant_by_its_whole_title() {
        let rule = "currency/repealed-law";
        let text = "依照《中华人民共和国合同法》审查合同19份。";
        assert_eq!(words(&report(&small(text)), rule), ["中华人民共和国合同法"]);
        let text = "清理依据已废止的《中华人民共和国合同法》制定的文件3份，讲解合同法知识2次。";
        assert!(words(&report(&small(text)), rule).is_empty());
        let text = "抽查供水合同19份，2份仍写着“依据《中华人民共和国合同法》”，已换签。";
        assert!(words(&report(&small(text)), rule).is_empty());
    }

    #[test]
    fn what_two_rules_know_of_one_place_is_said_once() {
        let report = report(&small("按照“七五”普法规划宣传12次，发放资料300份。"));
        assert_eq!(words(&report, "currency/expired-plan"), ["“七五”普法规划"]);
        assert!(words(&report, "currency/outdated-term").is_empty());
    }
}
