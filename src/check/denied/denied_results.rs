//! Results that one place says there were none of, and another counts: 行政复议案件无一被撤销, and 撤销2件.

use crate::{
    check::{
        context::{Context, Found, short},
        memo::ClaimText,
    },
    model::{Role, Severity},
    text::{Span, class},
};

/// What of there were such results; each with its other names.
const OF: [&[&str]; 2] = [&["行政复议", "复议"], &["行政诉讼", "诉讼", "应诉"]];

/// How a decision of a body may end that was reviewed.
const RESULTS: [&[&str]; 5] =
    [&["撤销"], &["确认违法", "被确认"], &["败诉"], &["变更"], &["纠错", "纠正", "责令履行"]];

/// Words that deny what follows them.
const DENY: [&str; 10] =
    ["无一起", "无一件", "无一", "没有一件", "没有一起", "没有", "未出现", "未发生", "未", "零"];

/// Sentences on such matters at most; each is held against all others.
const MOST: usize = 100;

/// Characters from the matter to the words that deny, and from those to the result.
const NEAR: usize = 18;

/// Characters between a number of cases and how they ended.
const FAR: usize = 24;

/// Clauses that deny a result of reviews or lawsuits of the year, which another sentence counts.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let text = context.plain();
    if !OF.iter().any(|names| names.iter().any(|name| text.contains(name))) {
        return Vec::new();
    }
    let own = |claim: &&ClaimText| claim.in_body && claim.role != Role::Plan && claim.text.len() <= 3000;
    let mut found = Vec::new();
    let named =
        |claim: &&ClaimText| OF.iter().any(|names| names.iter().any(|name| claim.text.contains(name)));
    for claim in context.claims().iter().filter(own).filter(named).take(MOST) {
        for (range, of, results) in denied(claim.text) {
            let some = context
                .claims()
                .iter()
                .filter(own)
                .filter(|there| there.id == claim.id || !is_of_others(there.text))
                .find_map(|there| counted(context, there, of, &results));
            let Some(place) = some else { continue };
            let span = context.place(claim.base + range.start, claim.base + range.end);
            found.push(
                Found::at(span)
                    .with("text", short(context.document.plain_slice(span), 40))
                    .with("name", OF[of][0])
                    .with("first", short(&context.words(place), 40))
                    .label(place, context.lang.pick("这里有件数", "counted here")),
            );
        }
    }
    found
}

/// Whether a sentence tells of the reviews that the body decides itself.
fn is_of_others(text: &str) -> bool {
    ["收到行政复议申请", "受理行政复议申请", "新收行政复议", "收到复议申请"]
        .iter()
        .any(|word| text.contains(word))
}

/// Where a sentence denies results, of what, and which.
fn denied(text: &str) -> Vec<(std::ops::Range<usize>, usize, Vec<usize>)> {
    let mut found: Vec<_> = all_won(text).into_iter().collect();
    let mut from = 0;
    for clause in text.split_inclusive([',', ';', '。']) {
        let start = from;
        from += clause.len();
        let Some((of, name, at)) = OF.iter().enumerate().find_map(|(of, names)| {
            names
                .iter()
                .filter_map(|name| clause.find(name).map(|at| (of, at, at + name.len())))
                .min_by_key(|(_, _, end)| *end)
        }) else {
            continue;
        };
        let rest = &clause[at..];
        if let Some(denied) = denied_before(&clause[..name], rest) {
            let end = start + clause.trim_end_matches([',', ';', '。']).len();
            found.push((start + name - denied.0..end, of, denied.1));
            continue;
        }
        let Some((deny, length)) = DENY
            .iter()
            .filter_map(|word| rest.find(word).map(|at| (at, word.len())))
            .min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))
        else {
            continue;
        };
        let between = &rest[..deny];
        let behind = rest[deny + length..].trim_start_matches(['被', '有']);
        // 2件没有被撤销 tells of some, 没有因此被撤销 of one matter.
        let told = between.chars().count() <= NEAR
            && !between.contains(class::is_digit)
            && !["因", "其中", "该", "上述", "去年", "上年"].iter().any(|word| clause.contains(word));
        let results = results_in(behind);
        if told && !results.is_empty() {
            found.push((
                start + at + deny..start + clause.trim_end_matches([',', ';', '。']).len(),
                of,
                results,
            ));
        }
    }
    found
}

/// The results that words name, the first at their head: 撤销或者确认违法.
fn results_in(words: &str) -> Vec<usize> {
    let named = |word: &&str| {
        words
            .find(word)
            .is_some_and(|at| at == 0 || words[..at].ends_with(['或', '者', '、', '被']) && at <= NEAR * 3)
    };
    (0..RESULTS.len()).filter(|nth| RESULTS[*nth].iter().any(named)).collect()
}

/// What a body decides, between the words that deny and the name of the matter: 没有一件行政处罚在复议中被撤销.
const DECIDED: [&str; 8] =
    ["行政行为", "行政处罚决定", "行政处罚", "行政决定", "行政许可", "具体行政行为", "执法决定", "案件"];

/// 未发生被行政复议撤销的案件: how many bytes before the name of the matter the words that deny begin, and what they deny.
fn denied_before(head: &str, rest: &str) -> Option<(usize, Vec<usize>)> {
    let bare = head.trim_end_matches(['被', '经', '因', '在']);
    let bare = DECIDED.iter().find_map(|thing| bare.strip_suffix(thing)).unwrap_or(bare);
    let word = DENY.iter().find(|word| bare.ends_with(*word) && word.chars().count() >= 2)?;
    // 没有因未被…: the clause denies nothing else before, and counts nothing.
    let plain = !["其中", "该", "上述", "去年", "上年"].iter().any(|word| head.contains(word))
        && !head.contains(class::is_digit);
    let rest = rest.trim_start_matches("机关").trim_start_matches("机构").trim_start_matches(['被', '中']);
    let results = results_in(rest);
    (plain && !results.is_empty()).then_some((head.len() - bare.len() + word.len(), results))
}

/// What says that all suits were won: 行政诉讼案件2件，都出庭，均胜诉. Then none was lost.
fn all_won(text: &str) -> Option<(std::ops::Range<usize>, usize, Vec<usize>)> {
    const SUITS: usize = 1;
    const LOST: usize = 2;
    let (at, word) = ["均胜诉", "都胜诉", "全部胜诉", "均获胜诉"]
        .iter()
        .find_map(|word| Some((text.find(word)?, *word)))?;
    let said = text[..at].rsplit(['。', ';']).next()?;
    let ended = text[at + word.len()..].chars().next().is_none_or(|c| !class::is_han(c));
    let other =
        ["民事", "民商事", "一审", "二审", "其中", "因", "上年", "去年", "上半年", "去", "该", "上述"];
    let own = said.contains("行政诉讼") || said.contains("行政应诉");
    (ended && own && !other.iter().any(|word| said.contains(word)))
        .then(|| (at..at + word.len(), SUITS, vec![LOST]))
}

/// The result of one that a sentence counts before it: 1件行政诉讼案件被判决败诉.
fn counted_before(text: &str, at: usize, word: &str) -> Option<usize> {
    let before = text[..at].rsplit([',', ';', '。', ':', '、']).next()?;
    // 案件 has no number before it.
    let mut units = before.rmatch_indices(['件', '起', '宗']).map(|(at, _)| at);
    let unit = units.find(|at| before[..*at].ends_with(class::is_digit))?;
    let digits = class::digits_before(&before[..unit]);
    let between = &before[unit + "件".len()..];
    let not = ["未", "没", "不", "无", "可能", "风险", "避免", "防止", "改判", "胜诉"];
    let ended = text[at + word.len()..].chars().next().is_none_or(|c| !class::is_han(c));
    let some = digits.parse::<u32>().is_ok_and(|count| count > 0);
    (some && ended && between.chars().count() <= FAR && !not.iter().any(|word| between.contains(word)))
        .then(|| at - before.len() + unit - digits.len())
}

/// The count of one of the results in a sentence that tells of the same matter: 撤销2件, 2件被撤销.
fn counted(context: &Context, claim: &ClaimText, of: usize, results: &[usize]) -> Option<Span> {
    let text = claim.text;
    let named = OF[of].iter().any(|name| text.contains(name));
    // Reviews and lawsuits in one sentence: whose result it is would have to be known.
    let other =
        OF.iter().enumerate().any(|(nth, names)| nth != of && names.iter().any(|name| text.contains(name)));
    let elsewhere =
        ["上年", "去年", "上一年", "以来", "全区", "全县", "全市", "各单位", "审理", "作为复议机关"];
    if !named || other || elsewhere.iter().any(|word| text.contains(word)) {
        return None;
    }
    results.iter().flat_map(|nth| RESULTS[*nth]).find_map(|word| {
        text.match_indices(word).find_map(|(at, word)| {
            if let Some(start) = counted_before(text, at, word).filter(|_| of_year(context, text)) {
                return Some(context.place(claim.base + start, claim.base + at + word.len()));
            }
            let behind = &text[at + word.len()..];
            let digits = behind.len() - behind.trim_start_matches(class::is_digit).len();
            let some = behind[..digits].parse::<u32>().is_ok_and(|count| count > 0);
            let unit = behind[digits..].starts_with(['件', '起', '宗']);
            let negated = text[..at].ends_with(['未', '不', '没', '无']);
            (some && unit && !negated)
                .then(|| context.place(claim.base + at, claim.base + at + word.len() + digits + "件".len()))
        })
    })
}

/// Whether a sentence names no other year than the report's.
fn of_year(context: &Context, text: &str) -> bool {
    let own = context.year().map(|year| year.to_string());
    text.match_indices('年').all(|(at, _)| {
        let digits = class::digits_before(&text[..at]);
        digits.len() != 4 || own.as_deref() == Some(digits)
    })
}

/// Files that were judged: none failed, and elsewhere some did.
pub(super) fn files(context: &Context) -> Vec<Found> {
    const NONE: [&str; 6] = [
        "没有不合格卷",
        "没有不合格案卷",
        "无不合格卷",
        "无不合格案卷",
        "未发现不合格案卷",
        "没有不合格的案卷",
    ];
    // Another review of the same year finds other files.
    let another = [
        "抽", "省", "市", "区", "县", "交叉", "复查", "上年", "去年", "自查", "自评", "初评", "互评", "半年",
    ];
    let text = context.plain();
    let Some((at, none)) = NONE.iter().find_map(|none| Some((text.find(none)?, *none))) else {
        return Vec::new();
    };
    let place = context.place(at, at + none.len());
    let told = |claim: &&ClaimText| {
        claim.in_body
            && claim.role != Role::Plan
            && claim.text.len() <= 3000
            && !claim.span.overlaps(place)
            && of_year(context, claim.text)
            && !another.iter().any(|word| claim.text.contains(word))
    };
    let Some(denial) = context.claim_at(place.start()).map(|id| context.claim(id)) else { return Vec::new() };
    if !denial.in_body || another.iter().any(|word| denial.text.contains(word)) {
        return Vec::new();
    }
    let failed = context.claims().iter().filter(told).find_map(|claim| {
        let at = claim.text.find("不合格")?;
        let before = claim.text[..at].rsplit([',', '。', ';', '\n']).next()?;
        let unit = before.rfind('卷')?;
        let counted = before[..unit].ends_with(class::is_digit) && !before[..unit].ends_with('0');
        let judged = ["评定为", "评为", "定为", "判为"].iter().any(|word| before.ends_with(word));
        let start = claim.base + at - before.len();
        (counted && judged).then(|| context.place(start, claim.base + at + "不合格".len()))
    });
    failed
        .map(|some| {
            Found::at(place)
                .with("text", none)
                .with("name", "案卷")
                .with("first", short(&context.words(some), 40))
                .label(some, context.lang.pick("这里有件数", "counted here"))
                .cap(Some(Severity::Note))
        })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/denied")
    }

    #[test]
    fn a_result_is_denied_and_counted() {
        let some = "区政府复议机构审结以水务局为被申请人的复议案件5件，维持4件、撤销1件。";
        for none in [
            "全年行政复议案件无一被撤销。",
            "行政复议案件没有被撤销或者确认违法的情形。",
            "实现行政复议案件零撤销。",
            "全年未发生被行政复议机关撤销的案件。",
            "全年没有一件行政处罚在复议中被撤销或者变更。",
        ] {
            assert_eq!(found(&format!("{none}\n\n{some}")).len(), 1, "{none}");
        }
        for none in [
            "全年行政诉讼案件无一败诉。",
            "上年行政复议案件无一被撤销。",
            "行政复议案件3件没有被撤销。",
            "行政复议案件没有超期。",
            "上年未发生被行政复议撤销的案件。",
        ] {
            assert!(found(&format!("{none}\n\n{some}")).is_empty(), "{none}");
        }
        let some = "收到行政复议申请42件，审结39件，其中维持35件、撤销4件";
        let none = "全部行政许可没有一件在复议中被撤销。";
        assert_eq!(found(&format!("{some}，{none}")), ["没有一件在复议中被撤销"]);
        assert!(found(&format!("{some}。\n\n{none}")).is_empty());
        assert!(found("全年行政复议案件无一被撤销。\n\n复议案件5件，维持5件，撤销0件。").is_empty());
    }
    #[test]
    fn suits_that_were_all_won_and_one_that_was_lost() {
        let won = "作为被告的行政诉讼案件3件，局领导都出庭，均胜诉。";
        let lost = "1件行政诉讼案件因送达超期被判决败诉。";
        assert_eq!(found(&format!("{won}\n\n{lost}")), ["均胜诉"]);
        for right in [
            format!("{won}\n\n2021年的1件行政诉讼案件因送达超期被判决败诉。"),
            format!("{won}\n\n1件行政诉讼案件没有败诉。"),
            format!("{won}\n\n3件行政诉讼案件有败诉风险。"),
            format!("行政诉讼案件3件，其中许可案件2件均胜诉。\n\n{lost}"),
            format!("民事诉讼2件，均胜诉。\n\n{lost}"),
        ] {
            assert!(found(&right).is_empty(), "{right}: {:?}", found(&right));
        }
    }

    #[test]
    fn no_file_failed_and_some_did() {
        let none = "评查案卷42卷，优秀31卷，没有不合格卷。";
        let some = "水政大队的3卷因缺送达回证被评为不合格。";
        assert_eq!(found(&format!("{none}\n\n{some}")), ["没有不合格卷"]);
        for right in ["省里抽查的3卷因缺送达回证被评为不合格。", "3卷因缺送达回证险些不合格。"]
        {
            assert!(found(&format!("{none}\n\n{right}")).is_empty(), "{right}");
        }
    }
}
