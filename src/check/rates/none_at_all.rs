//! Rates of what the report says elsewhere there was none of: 全年没有行政复议案件 and 复议维持率100%; rows of a table in
//! which all counts are zero and the rate is not.

use crate::{
    check::{
        context::{Context, Found, han, short},
        count::Count,
        memo::ClaimText,
    },
    model::{Decimal, EvidenceKind, Role},
    text::{Span, class, marks},
};

/// What there can be none of: the words that name it, and those that name a rate of it.
const MATTERS: [(&[&str], &[&str]); 9] = [
    (
        &["行政诉讼", "行政应诉", "被诉", "应诉案件", "诉讼案件", "行政案件"],
        &["应诉率", "出庭率", "出庭应诉", "胜诉率", "败诉率", "诉讼"],
    ),
    (&["行政复议", "被复议", "复议案件", "复议申请"], &["维持率", "纠错率", "复议"]),
    (&["规范性文件"], &["规范性文件"]),
    (&["信息公开申请", "公开申请", "依申请公开"], &["公开申请", "申请答复率", "申请按期", "申请办结率"]),
    (&["国家赔偿", "行政赔偿"], &["赔偿"]),
    (&["检察建议"], &["检察建议"]),
    (&["司法建议"], &["司法建议"]),
    (&["重大行政决策"], &["重大行政决策", "重大决策"]),
    (&["行政强制"], &["行政强制", "强制"]),
];

/// Words that deny, the longest first.
const DENY: [&str; 14] = [
    "没有发生",
    "没有收到",
    "没有出现",
    "没有制定",
    "没有制发",
    "没有",
    "未发生",
    "未收到",
    "未出现",
    "未制定",
    "未制发",
    "未出台",
    "未作出",
    "无",
];

/// What may stand between such a word and the matter.
const BETWEEN: [&str; 16] = [
    "被",
    "新",
    "新增",
    "发生",
    "新发生",
    "申请",
    "提起",
    "被申请",
    "被提起",
    "收到",
    "接到",
    "本级",
    "行政",
    "制发",
    "出台",
    "任何",
];

/// What may stand behind the matter up to the end of the clause.
const BEHIND: [&str; 12] =
    ["", "案件", "的案件", "事项", "的情况", "情况", "申请", "情形", "的情形", "案", "决定", "文件"];

/// Cells of a row from which on a rate is of the counts beside it.
const COUNTS: usize = 2;

/// What a sentence denies.
struct None<'a> {
    claim: &'a ClaimText<'a>,
    matters: Vec<usize>,
    start: usize,
    end: usize,
    /// Whether it is said of the whole year or of all that the body did.
    whole: bool,
}

pub(in crate::check) fn check(context: &Context) -> Vec<Found> {
    let mut found = of_matters(context);
    found.extend(of_rows(context));
    found
}

fn of_matters(context: &Context) -> Vec<Found> {
    let told = |claim: &&ClaimText| claim.in_body && claim.text.len() <= 3000 && claim.role != Role::Plan;
    let rates: Vec<(&ClaimText, &Count, Vec<usize>)> = context
        .claims()
        .iter()
        .filter(told)
        .flat_map(|claim| {
            let counts = context.memo.counts(claim.id).iter();
            counts.filter_map(move |rate| Some((claim, rate, of_rate(claim.text, rate)?)))
        })
        .collect();
    if rates.is_empty() {
        return Vec::new();
    }
    let nones: Vec<None> = context.claims().iter().filter(told).flat_map(nones).collect();
    let empty = empty_rows(context);
    let mut found = Vec::new();
    for (claim, rate, matters) in rates {
        let clause = clause(claim.text, rate.start);
        if let Some((label, span)) = empty.iter().find(|(label, _)| clause.contains(label.as_str())) {
            found.push(one(context, claim, rate, &format!("{label} 0")).label(*span, String::new()));
            continue;
        }
        if matters.is_empty() {
            continue;
        }
        let none = nones.iter().find(|none| {
            let same = none.claim.id == claim.id;
            let near = context.document.block_at(none.claim.span.start())
                == context.document.block_at(claim.span.start());
            // Of none of one thing and its rate right behind another rule speaks.
            let words = none.claim.text[none.start..none.end].trim_end_matches("案件");
            let known = ["行政诉讼", "行政复议", "行政应诉"].iter().any(|name| words.ends_with(name));
            if same && known && none.end < rate.start && !claim.text[none.end..rate.start].contains("。") {
                return false;
            }
            let denied = matters.iter().all(|matter| none.matters.contains(matter));
            let between = if same && none.end <= rate.start { &claim.text[none.end..rate.start] } else { "" };
            denied && (near || none.whole) && !between.contains(class::is_digit)
        });
        let counted = || matters.iter().any(|matter| is_counted(context, *matter));
        if let Some(none) = none.filter(|_| !counted()) {
            let words = &none.claim.text[none.start..none.end];
            let place = context.place(none.claim.base + none.start, none.claim.base + none.end);
            found.push(one(context, claim, rate, words).label(place, String::new()));
        }
    }
    found
}

fn one(context: &Context, claim: &ClaimText, rate: &Count, none: &str) -> Found {
    let clause = clause(claim.text, rate.start);
    let start = rate.start - clause.len();
    let trimmed = clause.len() - clause.trim_start().len();
    Found::at(context.place(claim.base + start + trimmed, claim.base + rate.end))
        .with("text", short(&claim.text[start..rate.end], 40))
        .with("name", none)
}

/// The clause of a place up to it, the list in it and all.
fn clause(text: &str, at: usize) -> &str {
    marks::before(&text[..at], &marks::CLAUSE)
}

/// The matters of a rate above zero; `None` where a figure is no rate.
fn of_rate(text: &str, rate: &Count) -> Option<Vec<usize>> {
    let percent = rate.kind == EvidenceKind::Percent && rate.quantity.unit == "%";
    let clause = clause(text, rate.start);
    let goal = ["目标", "要求", "力争", "确保", "全县", "全市", "全省", "上年", "去年"];
    if !percent
        || rate.quantity.value <= Decimal::ZERO
        || !clause.contains('率')
        || goal.iter().any(|word| clause.contains(word))
    {
        return None;
    }
    let named = |(at, (_, words)): (usize, &(&[&str], &[&str]))| {
        words.iter().any(|word| clause.contains(word)).then_some(at)
    };
    Some(MATTERS.iter().enumerate().filter_map(named).collect())
}

/// The clauses of a sentence that say there was none of a matter, and of nothing less.
fn nones<'a>(claim: &'a ClaimText<'a>) -> Vec<None<'a>> {
    let mut found = Vec::new();
    let mut from = 0;
    for piece in claim.text.split_inclusive([',', ';', '。', ':']) {
        let start = from;
        from += piece.len();
        let inner = piece.trim_end_matches([',', ';', '。', ':']);
        let zero = inner.strip_suffix("0件").or_else(|| inner.strip_suffix("零件"));
        let hit = DENY.iter().find_map(|word| Some((inner.find(word)?, *word)));
        let (at, things) = match (zero, hit) {
            (Some(things), _) => (0, things),
            (None, Some((at, word))) => (at, &inner[at + word.len()..]),
            (None, None) => continue,
        };
        // 无人机 and 有无 deny nothing.
        if hit.is_some_and(|(at, word)| word == "无" && inner[..at].ends_with(['有', '若'])) {
            continue;
        }
        let Some(matters) = all_of(things) else { continue };
        let head = &claim.text[..start + at];
        let sentence = head.rsplit(['。', ';']).next().unwrap_or("");
        let whole = ["全年", "本年", "年内", "年度", "当年"].iter().any(|word| sentence.contains(word))
            || sentence.trim_end().ends_with('年')
            || zero.is_some()
            || (sentence.trim().is_empty()
                && claim.text[start..].trim_end_matches('。').len() == inner.len());
        let limited =
            ["因", "上半年", "下半年", "月", "季度", "其中"].iter().any(|word| sentence.contains(word));
        if !limited {
            found.push(None { claim, matters, start, end: start + inner.len(), whole });
        }
    }
    found
}

/// The matters that words are, all of them and nothing else: 行政复议和行政诉讼案件.
fn all_of(words: &str) -> Option<Vec<usize>> {
    let mut matters = Vec::new();
    for part in words.split(['、', '和', '及', '或', '与']) {
        let mut part = part.trim();
        if han(part) * 3 != part.len() || han(part) > 18 {
            return None;
        }
        while let Some(rest) =
            BETWEEN.iter().filter_map(|word| part.strip_prefix(word)).min_by_key(|rest| rest.len())
        {
            if MATTERS.iter().any(|(names, _)| names.iter().any(|name| part.starts_with(name))) {
                break;
            }
            part = rest;
        }
        let matter = MATTERS.iter().position(|(names, _)| {
            names.iter().any(|name| part.strip_prefix(name).is_some_and(|rest| BEHIND.contains(&rest)))
        })?;
        matters.push(matter);
    }
    (!matters.is_empty()).then_some(matters)
}

/// Whether the report counts some of a matter: then what is denied is less, or is for another rule.
fn is_counted(context: &Context, matter: usize) -> bool {
    let (names, rates) = MATTERS[matter];
    context.claims().iter().filter(|claim| claim.in_body && claim.role != Role::Plan).any(|claim| {
        let named = names.iter().chain(rates).any(|name| claim.text.contains(name));
        named
            && context.memo.counts(claim.id).iter().any(|count| {
                let clause = clause(claim.text, count.start);
                let behind = claim.text[count.end..].split([',', '。', ';', ':']).next().unwrap_or("");
                // Of suits between equals the rate tells nothing.
                let civil = |words: &str| words.replace("民事诉讼", "").replace("民商事诉讼", "");
                let (here, behind) = (civil(clause), civil(behind));
                let own = names.iter().chain(rates).any(|name| here.contains(name) || behind.contains(name));
                let before = ["上年", "去年"].iter().any(|word| clause.contains(word));
                own && !before
                    && count.is_exact_number()
                    && count.quantity.value > Decimal::ZERO
                    && ["件", "起", "宗", "份", "次", "例", "项"].contains(&count.quantity.unit.as_str())
            })
    })
}

/// The labels of rows whose total is zero, of four characters or more.
fn empty_rows(context: &Context) -> Vec<(String, Span)> {
    const BLOCKS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    const BLOCK: usize = 5;
    let mut found = Vec::new();
    for row in context.memo.tables().iter().flatten() {
        let label: String = row.label.chars().filter(|c| class::is_han(*c)).collect();
        let zero =
            row.numbers.len() >= COUNTS && row.numbers.iter().all(|(value, _)| *value == Decimal::ZERO);
        if zero && (4..=10).contains(&han(&label)) {
            found.push((label, row.span));
        }
        if row.numbers.len() == BLOCKS.len() * BLOCK {
            for (block, name) in row.numbers.chunks(BLOCK).zip(BLOCKS) {
                if block.iter().all(|(value, _)| *value == Decimal::ZERO) && name != BLOCKS[0] {
                    found.push((name.to_owned(), block[BLOCK - 1].1));
                }
            }
        }
    }
    found
}

/// 听证 | 0 | 0 | 100%.
fn of_rows(context: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    for cells in context.memo.grids().iter().flatten() {
        // A number before the label is that of the row.
        let Some(label) = cells.iter().position(|cell| cell.words.contains(class::is_han)) else { continue };
        let counts: Vec<Decimal> =
            cells[label + 1..].iter().filter_map(|cell| Decimal::parse(&cell.words)).collect();
        let rate = cells[label + 1..].iter().find(|cell| {
            cell.words.strip_suffix('%').and_then(Decimal::parse).is_some_and(|rate| rate > Decimal::ZERO)
        });
        let none = counts.len() >= COUNTS && counts.iter().all(|count| *count == Decimal::ZERO);
        if let Some(rate) = rate.filter(|_| none) {
            let label = &cells[label];
            found.push(
                Found::at(rate.span)
                    .with("text", &rate.words)
                    .with("name", format!("{} 0", label.words))
                    .label(label.span, String::new()),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/rate-of-none")
    }

    #[test]
    fn a_rate_of_what_there_was_none_of() {
        for (text, wrong) in [
            ("许可43件，没有被申请行政复议的案件，复议维持率100%。", "复议维持率100%"),
            (
                "发生民事诉讼3件，都胜诉。全年没有发生行政复议和行政诉讼案件。负责人出庭应诉率100%。",
                "负责人出庭应诉率100%",
            ),
            (
                "2023年没有制发规范性文件。\n\n公示率100%。规范性文件备案率、按时率均为100%。",
                "规范性文件备案率、按时率均为100%",
            ),
            (
                "| 事项 | 申请 | 办结 | 办结率 |\n|---|---|---|---|\n| 取水 | 9 | 9 | 100% |\n| 听证 | 0 | 0 | 100% |",
                "100%",
            ),
            (
                "| 类别 | 维持 | 纠正 | 总计 |\n|---|---|---|---|\n| 直接起诉 | 1 | 0 | 1 |\n| 复议后起诉 | 0 | 0 | 0 |\n\n复议后起诉案件胜诉率100%。",
                "复议后起诉案件胜诉率100%",
            ),
        ] {
            assert_eq!(found(text), [wrong], "{text}");
        }
    }

    #[test]
    fn some_of_it_has_a_rate() {
        for right in [
            "没有发生行政复议案件，行政诉讼立案3件，负责人出庭应诉率100%。",
            "行政诉讼8件，没有败诉案件，胜诉率100%。",
            "没有因收费引起的行政诉讼案件，行政机关负责人出庭应诉率100%。",
            "全年没有行政复议被纠正的案件，复议维持率100%。",
            "上半年没有行政诉讼案件。\n\n负责人出庭应诉率100%。",
            "被提起诉讼3件，都出庭。全年没有行政诉讼案件。负责人出庭应诉率100%。",
            "行政诉讼8件，败诉0件，败诉率0%。",
            "| 事项 | 申请 | 办结 | 办结率 |\n|---|---|---|---|\n| 取水 | 9 | 9 | 100% |\n| 听证 | 0 | 0 | 0% |",
        ] {
            assert!(found(right).is_empty(), "{right}: {:?}", found(right));
        }
    }
}
