//! Last year's sentences in which nothing but a political formula was changed: the name of a meeting, of a campaign, of
//! an anniversary.

use std::collections::HashMap;

use super::last_year::{Same, is_required, last_year, of_roles, same, words};
use crate::{
    check::context::{Context, han},
    model::Document,
    rules::{Pattern, kind::Overlap},
    text::Span,
};

/// What stands in a claim's words for a formula.
const MASK: &str = "◇";

/// The words of a claim with a mark in place of each formula: 把党的二十大精神送到河边 is 把◇精神送到河边.
fn masked(formula: &Pattern, text: &str) -> String {
    let words = words(text);
    let mut kept = String::with_capacity(words.len());
    let mut from = 0;
    for hit in formula.matches(&words).map(|hit| hit.whole()) {
        kept.push_str(&words[from..hit.start]);
        kept.push_str(MASK);
        from = hit.end;
    }
    kept.push_str(&words[from..]);
    // 党的十九大和二十大 and 党的二十大 are one place.
    for joint in ["◇和◇", "◇及◇", "◇与◇", "◇◇"] {
        while kept.contains(joint) {
            kept = kept.replace(joint, MASK);
        }
    }
    kept
}

/// What a masked claim says from its formula on, if that is long enough to be known by: who does it and when may stand
/// before.
fn end<'a>(key: &'a str, rule: &Overlap) -> Option<&'a str> {
    let end = &key[key.rfind(MASK)?..];
    (han(end) >= rule.length as usize + 8).then_some(end)
}

/// The formulas of a claim.
fn formulas(formula: &Pattern, text: &str) -> Vec<String> {
    let words = words(text);
    let hits: Vec<_> = formula.matches(&words).map(|hit| hit.whole()).collect();
    hits.into_iter().map(|hit| words[hit].to_owned()).collect()
}

/// Claims of last year's report in which nothing but a formula was changed.
pub(super) fn swapped(context: &Context, rule: &Overlap) -> Vec<Same> {
    let Some((prior, document)) = last_year(context) else { return Vec::new() };
    let Some(formula) = &rule.formula else { return Vec::new() };
    let mut there: HashMap<String, Span> = HashMap::new();
    let mut ends: HashMap<String, Span> = HashMap::new();
    for span in of_roles(document, &rule.roles) {
        let key = masked(formula, document.plain_slice(span));
        if let Some(end) = end(&key, rule) {
            ends.entry(end.to_owned()).or_insert(span);
        }
        there.entry(key).or_insert(span);
    }
    let mut found = Vec::new();
    for claim in context.document.claims() {
        let text = context.document.plain_slice(claim.span);
        let key = masked(formula, text);
        if key.contains(MASK)
            && han(&key) >= rule.length as usize
            && context.document.in_body(claim.span.start())
            && !is_required(context, claim.span)
            && let Some(place) = there.get(&key).or_else(|| end(&key, rule).and_then(|end| ends.get(end)))
            && formulas(formula, document.plain_slice(*place)) != formulas(formula, text)
            && words(document.plain_slice(*place)) != words(text)
        {
            found.push(same(claim.span, prior, document, *place));
        }
    }
    found.extend(heads(context, rule, formula, prior, document));
    found.extend(renamed(context, rule, (prior, document)));
    found
}

/// At most so many characters of a name were changed.
const NAME: usize = 16;

/// So many characters at its head or its end make a claim worth comparing.
const END: usize = 6;

/// Claims in which one short stretch was changed, and that in or right beside a word of such formulas, whatever the
/// formula is called: “七五”普法 and “八五”普法.
fn renamed(context: &Context, rule: &Overlap, (prior, document): (u32, &Document)) -> Vec<Same> {
    let letters = |text: &str| -> Vec<char> { words(text).chars().collect() };
    let mut there: HashMap<[char; END], Vec<(Vec<char>, Span)>> = HashMap::new();
    for span in of_roles(document, &rule.roles) {
        let letters = letters(document.plain_slice(span));
        for end in ends(&letters) {
            there.entry(end).or_default().push((letters.clone(), span));
        }
    }
    let mut found = Vec::new();
    for claim in context.document.claims() {
        let here = letters(context.document.plain_slice(claim.span));
        let wanted = here.len() >= rule.length as usize
            && context.document.in_body(claim.span.start())
            && !is_required(context, claim.span);
        let others = ends(&here).filter(|_| wanted).filter_map(|end| there.get(&end)).flatten();
        if let Some((_, place)) = others.into_iter().find(|(there, _)| is_renamed(rule, &here, there)) {
            found.push(same(claim.span, prior, document, *place));
        }
    }
    found
}

/// The first characters of a claim, and the last.
fn ends(letters: &[char]) -> impl Iterator<Item = [char; END]> + use<> {
    let first = letters.first_chunk().copied();
    first.into_iter().chain(letters.last_chunk().copied())
}

/// Whether two claims differ by one stretch without figures, in or beside a word of formulas.
fn is_renamed(rule: &Overlap, here: &[char], there: &[char]) -> bool {
    let head = here.iter().zip(there).take_while(|(a, b)| a == b).count();
    let least = here.len().min(there.len());
    let tail =
        here.iter().rev().zip(there.iter().rev()).take_while(|(a, b)| a == b).count().min(least - head);
    let shared = head + tail;
    let told = |letters: &[char]| {
        let middle = &letters[head..letters.len() - tail];
        let around: String =
            letters[head.saturating_sub(2)..(letters.len() - tail + END).min(letters.len())].iter().collect();
        !middle.is_empty()
            && middle.len() <= NAME
            && !middle.iter().any(char::is_ascii_digit)
            && rule.near.iter().any(|word| around.contains(word.as_str()))
    };
    shared >= rule.length as usize
        && shared * 4 >= 3 * here.len().max(there.len())
        && told(here)
        && told(there)
}

/// 学习贯彻全会精神。 in which only the meeting was changed, with a sentence behind it that is last year's word for word.
fn heads(context: &Context, rule: &Overlap, formula: &Pattern, prior: u32, document: &Document) -> Vec<Same> {
    let keys =
        |pair: [Span; 2], document: &Document| pair.map(|span| masked(formula, document.plain_slice(span)));
    let there: HashMap<String, [Span; 2]> = neighbours(document)
        .map(|pair| (keys(pair, document).concat(), pair))
        .filter(|(key, _)| key.contains(MASK))
        .collect();
    let first = |pair: [Span; 2], document: &Document| words(document.plain_slice(pair[0]));
    neighbours(context.document)
        .filter_map(|pair| {
            let keys = keys(pair, context.document);
            let short =
                keys[0].contains(MASK) && !keys[1].contains(MASK) && han(&keys[0]) < rule.length as usize;
            let other = there.get(&keys.concat()).filter(|_| short)?;
            let changed = first(pair, context.document) != first(*other, document);
            let told = han(&keys[1]) >= rule.length as usize && !is_required(context, pair[1]);
            (changed && told).then(|| same(pair[0].cover(pair[1]), prior, document, other[0].cover(other[1])))
        })
        .collect()
}

/// Claims of running text that stand next to each other in one paragraph, and headings with the claim under them.
fn neighbours(document: &Document) -> impl Iterator<Item = [Span; 2]> {
    let claims = document
        .claims()
        .windows(2)
        .filter(|pair| pair[0].block == pair[1].block && document.in_body(pair[0].span.start()))
        .map(|pair| [pair[0].span, pair[1].span]);
    let headings = document.sections().iter().filter_map(|section| {
        let heading = document.block(section.heading?).span;
        let behind = Span::new(heading.end().max(section.span.start()), section.span.end());
        let first = document.claims_in(behind).next()?;
        let first = document.claim(first).span;
        document.in_body(first.start()).then_some([heading, first])
    });
    claims.chain(headings)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report_with, words, year};

    const RULE: &str = "copying/swapped-meeting";

    fn found(there: &str, here: &str) -> Vec<String> {
        let there = year(2022, there, "水表老化9处。");
        words(&report_with(&year(2023, here, "管网老化4处。"), &there), RULE)
    }

    #[test]
    fn only_the_meeting_was_swapped() {
        let there = "组织河长和巡河员把党的十九大精神编成方言顺口溜逐村逐户宣讲。";
        let here = there.replace("十九大", "二十大");
        assert_eq!(found(there, &here).len(), 1);
        assert_eq!(found(there, &there.replace("十九大", "十九大和二十届三中全会")).len(), 1);
        assert!(found(there, &here.replace("顺口溜", "快板")).is_empty());
        assert!(found(there, there).is_empty());
    }

    #[test]
    fn any_formula_may_have_been_swapped() {
        for (before, after) in [
            ("主题教育", "党纪学习教育"),
            ("党史学习教育", "深入贯彻中央八项规定精神学习教育"),
            ("决胜全面建成小康社会", "全面推进乡村振兴"),
            ("庆祝中国共产党成立100周年", "迎接党的二十大"),
            ("纪念改革开放40周年", "庆祝新中国成立70周年"),
            ("“十三五”收官", "“十四五”开局"),
            ("中央全面依法治国工作会议", "党的二十届三中全会"),
            ("习近平总书记关于治水的重要论述", "习近平法治思想"),
        ] {
            let text = |formula: &str| {
                format!(
                    "以{formula}为契机，沿河12个村的护水队轮流到渡口值守，劝离钓客，清理浮萍，记好交接簿。"
                )
            };
            assert_eq!(found(&text(before), &text(after)).len(), 1, "{before}");
        }
    }

    #[test]
    fn a_formula_of_another_name_was_swapped_too() {
        let text = |name: &str| {
            format!(
                "按照{name}普法规划，组织船工和护水员轮流讲用水的规矩，在渡口张贴画报，引导用水户算清水账。"
            )
        };
        assert_eq!(found(&text("“七五”"), &text("“八五”")).len(), 1);
        let more = text("“八五”").replace("张贴画报", "办讲座12场");
        assert!(found(&text("“七五”"), &more).is_empty());
    }

    #[test]
    fn another_matter_is_no_formula() {
        let text = |matter: &str| {
            format!("以{matter}为契机，沿河的护水队轮流到渡口值守，劝离钓客，清理浮萍，记好交接簿。")
        };
        assert!(found(&text("世界水日"), &text("防汛演练")).is_empty());
        let told = "以党纪学习教育为契机，8名护水员到渡口值守41天，劝离钓客306人，清理浮萍12吨。";
        assert!(found(&text("主题教育"), told).is_empty());
    }

    #[test]
    fn a_heading_and_the_text_under_it_are_one_place() {
        let text = |meeting: &str| {
            format!(
                "（一）以党的{meeting}精神统领治水。\n\n各水务所对照责任书分工，把渡口、闸站和险段包到人，逐日登记水位。"
            )
        };
        assert_eq!(found(&text("十九届四中全会"), &text("十九届五中全会")).len(), 1);
        assert!(found(&text("十九届四中全会"), &text("十九届四中全会")).is_empty());
    }
}
