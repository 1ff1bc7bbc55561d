//! Whether words that are out of date are said of their own time, or are part of another name.

use std::ops::Range;

use crate::{
    check::context::{Context, back},
    rules::kind::{Currency, CurrencyCheck},
    text::{Hit, class, marks},
};

/// Whether a place stands under a heading that tells of several years: “十四五”时期工作回顾, 五年来的工作.
pub(in crate::check) fn looks_back(context: &Context, offset: u32) -> bool {
    let document = context.document;
    let mut at = document.section_at(offset);
    while let Some(section) = at.map(|id| document.section(id)) {
        let heading = section.heading.map_or("", |id| document.plain_slice(document.block(id).span));
        // “十五五”时期的主要目标 looks ahead.
        let ahead = ["目标", "任务", "要求", "思路", "安排", "部署", "展望", "打算"];
        let ahead = ahead.iter().any(|word| heading.contains(word));
        if !ahead && ["时期", "五年", "以来"].iter().any(|word| heading.contains(word)) {
            return true;
        }
        at = section.parent;
    }
    false
}

/// Whether a term is told with its years, all of which are over: “…专项斗争”（2018至2020年）.
pub(super) fn dated_back(after: &str, year: i32) -> bool {
    let Some(inside) = after.trim_start_matches('”').strip_prefix('(') else { return false };
    let inside = inside.split(')').next().unwrap_or("");
    let years = inside.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut years = years.filter_map(|digits| digits.parse::<i32>().ok()).peekable();
    inside.contains('年') && years.peek().is_some() && years.all(|told| (1949..year).contains(&told))
}

/// Whether a sentence has told of a year in which a term was still usual, and of none since: 2019年3月挂牌，…职能划入.
pub(in crate::check) fn is_of_its_time(before: &str, last: i32) -> bool {
    let Some((head, behind)) = before.rsplit_once("年") else { return false };
    let digits = &head[back(head, 4)..];
    let told = digits.parse::<i32>().is_ok_and(|told| (1949..=last).contains(&told));
    let titled = head.rfind('《').is_some_and(|open| !head[open..].contains('》'));
    // 2018年以来 it goes on.
    let since = ["以来", "起", "开始", "后", "至今", "—", "-"].iter().any(|word| {
        let clause = behind.split([',', ';']).next().unwrap_or("");
        clause.contains(word)
    });
    told && !titled && !since
}

/// Where a run of titles begins that stand side by side before `at`: 新修订的《甲》《乙》. Behind 、 another
/// thing may begin that nobody called new.
pub(super) fn head_of_titles(text: &str, at: usize) -> usize {
    let mut head = at;
    while let Some(before) = text[..head].strip_suffix('《').map(|before| before.trim_end_matches(' '))
        && before.ends_with('》')
        && let Some(open) = before.rfind('《')
    {
        head = open + "《".len();
    }
    head
}

/// Times of the year, with the first month that is surely theirs.
const SEASONS: [(&str, u8); 7] =
    [("下半年", 7), ("暑期", 7), ("暑假", 7), ("三季度", 7), ("国庆", 10), ("四季度", 10), ("入冬", 11)];

/// Whether the clause tells of a month of that year later than the one in which a law was repealed.
pub(super) fn done_after(before: &str, repealed: (i32, u8, u8), year: i32) -> bool {
    let clause = marks::before(before, &marks::CLAUSE);
    let month = clause.find('月').and_then(|at| class::digits_before(&clause[..at]).parse::<u8>().ok());
    let season = || SEASONS.iter().find(|(word, _)| clause.contains(word)).map(|(_, first)| *first);
    let month = month.or_else(season);
    repealed.0 == year && month.is_some_and(|month| month > repealed.1 && month <= 12)
}

/// Laws are meant only by their whole title; short names of bodies not inside titles.
pub(super) fn is_whole_name(rule: &Currency, text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    match rule.check {
        CurrencyCheck::Repealed => before == Some('《') && after == Some('》'),
        CurrencyCheck::Future if rule.table == "laws" => {
            let formal = text[..start].strip_suffix("中华人民共和国").unwrap_or(&text[..start]);
            formal.ends_with('《') && after == Some('》')
        }
        CurrencyCheck::NotNew => {
            let formal = text[..start].strip_suffix("中华人民共和国").map_or(start, str::len);
            let head = head_of_titles(text, formal);
            let marked = |at: usize, mark: &str| text[..at].ends_with(mark);
            // 新《甲》《乙》 calls only the first one new, 新修订的《甲》《乙》 both.
            let new = rule.before.iter().any(|mark| {
                marked(start, mark) || (marked(head, mark) && (head == formal || mark != "新《"))
            });
            after == Some('》') && new
        }
        CurrencyCheck::Renamed => before != Some('原'),
        CurrencyCheck::Misnamed
        | CurrencyCheck::MisnamedDocument
        | CurrencyCheck::Country
        | CurrencyCheck::Short => true,
        // 二十大 is no part of 第二十大…
        CurrencyCheck::Outdated | CurrencyCheck::Future => before != Some('第'),
    }
}

pub(super) fn is_excused(rule: &Currency, sentence: &str, before: &str, after: &str) -> bool {
    // 原卫计委, 原岚溪区工商局 are called what they were.
    let dated = [CurrencyCheck::Repealed, CurrencyCheck::Renamed, CurrencyCheck::Outdated];
    let former = dated.contains(&rule.check) && is_former(before);
    // 常态化 in another clause says nothing of a campaign that is over.
    let around = |ends: &[char]| [marks::before(before, ends), marks::behind(after, ends)];
    let clause = around(&marks::CLAUSE);
    let near = rule.check == CurrencyCheck::Outdated;
    // What became of bodies is told beside their names, not behind a semicolon.
    let part = around(&marks::SENTENCE);
    let says = |word: &str| match rule.check {
        _ if near => clause.iter().any(|part| part.contains(word)),
        CurrencyCheck::Renamed => part.iter().any(|part| part.contains(word)),
        _ => sentence.contains(word),
    };
    let based = rule.only.is_empty() || rule.only.iter().any(|word| clause[0].contains(word.as_str()));
    // 原来分散在…: what they were called then.
    let then = matches!(rule.check, CurrencyCheck::Renamed | CurrencyCheck::Outdated)
        && ["原来", "原先", "过去", "从前", "曾"]
            .iter()
            .any(|word| clause.iter().any(|part| part.contains(word)));
    former
        || then
        || (rule.check == CurrencyCheck::Repealed && is_found_in(before))
        || !based
        || rule.after.iter().any(|word| after.starts_with(word))
        || rule.unless.iter().any(|word| says(word))
}

/// Whether a title stands in words that are quoted from a paper: 合同仍写着“依据《…》”.
fn is_found_in(before: &str) -> bool {
    let Some((head, quoted)) = before.rsplit_once('“') else { return false };
    let tells =
        ["写着", "写的是", "写的", "写明", "载明", "印着", "印的是", "注明", "约定", "表述为", "写成"];
    !quoted.contains(['”', '\n']) && tells.iter().any(|word| head.ends_with(word))
}

/// Whether 原 stands before a name, with the region of the body at most between them.
fn is_former(before: &str) -> bool {
    let near = &before[back(before, 8)..];
    near.rfind('原').is_some_and(|at| {
        let between = &near[at + "原".len()..];
        // 原因是区…局没有移交.
        let of_cause = between.starts_with('因');
        !of_cause && (between.chars().count() < 2 || between.ends_with(['省', '市', '区', '县', '州', '旗']))
    })
}

/// Whether a sentence goes on to a meeting or a plan that the table does not know: 二十一大, 五中全会,
/// “九五”普法, 2026—2030年. Beyond the horizon that is a newer one.
pub(super) fn names_an_unknown(text: &str, sentence: &Range<usize>, known: &[Hit], horizon: i32) -> bool {
    let is_known = |at: usize| known.iter().any(|hit| hit.start <= at && at < hit.end);
    let slice = &text[sentence.clone()];
    let mut count = String::new();
    let mut number = String::new();
    for (at, c) in slice.char_indices() {
        // 十九届历次全会 beside 党的十九大 is no later one.
        let told = || known.iter().any(|hit| text[hit.start..hit.end].contains(count.as_str()));
        let long = count.chars().count() > 1 && !told();
        let plenum = !count.is_empty() && slice[at..].starts_with("中全会");
        let meeting = plenum || (long && matches!(c, '大' | '届'));
        let plan = long && matches!(c, '”' | '规' | '普' | '时') && count.ends_with('五');
        let years =
            matches!(c, '—' | '-' | '~' | '至') && number.parse().is_ok_and(|year: i32| year > horizon);
        if ((meeting || plan) && !is_known(sentence.start + at - 1)) || years {
            return true;
        }
        if is_count(c) {
            count.push(c);
        } else {
            count.clear();
        }
        if c.is_ascii_digit() { number.push(c) } else { number.clear() }
    }
    false
}

/// Whether what took the place of a term is one of a series, “八五”普法: it may have a successor by now.
pub(super) fn is_counted(instead: &str) -> bool {
    instead.contains(is_count)
}

fn is_count(c: char) -> bool {
    c == '十' || class::han_digit(c).is_some_and(|digit| digit > 0)
}
