//! What is as it was in last year's report, by the claims themselves: short ones lie below what the
//! comparison of whole reports shows.

use std::{collections::HashMap, ops::Range};

use crate::{
    check::context::{Context, Found, PLACES, han, short},
    model::{ClaimId, ClaimKind, Document, Related, Role, SectionId},
    rules::kind::{Overlap, RoleName},
    text::{Span, class, leading_number},
};

/// A place that is as it was in an earlier report.
pub(super) struct Same {
    pub(super) span: Span,
    /// Which of the comparison's priors.
    pub(super) prior: Option<u32>,
    /// The place there.
    pub(super) related: Option<Related>,
}

/// Last year's report, with its number among the priors.
pub(in crate::check) fn last_year<'a>(context: &Context<'a>) -> Option<(u32, &'a Document)> {
    let year = context.year()? - 1;
    let at = context.analysis.comparison.priors.iter().position(|prior| prior.year == Some(year))?;
    Some((at as u32, context.priors.get(at).copied().flatten()?))
}

pub(super) fn same(span: Span, prior: u32, document: &Document, there: Span) -> Same {
    let text = short(&document.shown(there), 200);
    let related = Related { prior, span: there, scalars: document.scalars(there), text };
    Same { span, prior: Some(prior), related: Some(related) }
}

/// The characters and digits of a claim; marks, its number and the years in it are no words.
pub(super) fn words(text: &str) -> String {
    let text = text.trim_start();
    let text = leading_number(text).map_or(text, |number| &text[number.len..]);
    let body = text.trim_start_matches(|c: char| !class::is_han(c) && !class::is_digit(c));
    let point = body.find('是').filter(|at| *at <= "十二".len() && *at > 0);
    let body = point
        .filter(|at| body[..*at].chars().all(|c| class::han_digit(c).is_some() || c == '十'))
        .map_or(body, |at| &body[at + "是".len()..]);
    let letters: Vec<char> = body.chars().filter(|c| class::is_han(*c) || class::is_digit(*c)).collect();
    without_years(&letters)
}

/// 2023年 and 2024年度 are 年.
fn without_years(letters: &[char]) -> String {
    let mut kept = String::with_capacity(letters.len() * 3);
    let mut at = 0;
    while at < letters.len() {
        let digits = letters[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let year =
            digits == 4 && letters[at..].starts_with(&['2', '0']) && letters.get(at + 4) == Some(&'年');
        if year {
            kept.push('年');
            at += 5 + usize::from(letters.get(at + 5) == Some(&'度'));
        } else {
            kept.extend(&letters[at..at + digits.max(1)]);
            at += digits.max(1);
        }
    }
    kept
}

/// The claims of these roles; no role is any.
pub(super) fn of_roles<'a>(document: &'a Document, roles: &'a [RoleName]) -> impl Iterator<Item = Span> + 'a {
    document.claims().iter().map(|claim| claim.span).filter(move |span| {
        let role = document.section_at(span.start()).map(|id| document.section(id).role);
        let wanted = roles.is_empty() || role.is_some_and(|role| roles.iter().any(|name| name.0 == role));
        wanted && document.in_body(span.start())
    })
}

/// The words of all claims of these roles in a row, and where in them each claim begins: what was one sentence
/// may be two by now, or an item of a list.
struct Words {
    all: String,
    starts: Vec<(usize, Span)>,
}

impl Words {
    fn new(document: &Document, roles: &[RoleName]) -> Self {
        let mut words_of = Self { all: String::new(), starts: Vec::new() };
        for span in of_roles(document, roles) {
            words_of.starts.push((words_of.all.len(), span));
            words_of.all.push_str(&words(document.plain_slice(span)));
        }
        words_of
    }

    /// The claim in which some words begin.
    fn find(&self, words: &str) -> Option<Span> {
        let at = self.all.find(words)?;
        let nth = self.starts.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        self.starts.get(nth).map(|(_, span)| *span)
    }
}

/// Claims that stand in last year's report word for word.
pub(super) fn equal_claims(context: &Context, rule: &Overlap) -> Vec<Same> {
    let Some((prior, document)) = last_year(context) else { return Vec::new() };
    let there = Words::new(document, &rule.roles);
    let mut found = Vec::new();
    for id in context.sections_of_any(&rule.roles) {
        for claim in context.claims_of(id) {
            let span = context.document.claim(claim).span;
            let text = context.document.plain_slice(span);
            if han(text) >= rule.length as usize
                && !is_required(context, span)
                && !introduces(text)
                && fits_kind(context, rule, claim)
                && let Some(place) = there.find(&words(text))
            {
                found.push(same(span, prior, document, place));
            }
        }
    }
    found
}

/// Clauses of a part on problems that name a shortcoming and stand in last year's part word for word,
/// whatever else their sentences say.
pub(super) fn equal_clauses(context: &Context, rule: &Overlap) -> Vec<Same> {
    let [RoleName(Role::Problems)] = rule.roles[..] else { return Vec::new() };
    let Some((prior, document)) = last_year(context) else { return Vec::new() };
    let mut there: HashMap<String, Span> = HashMap::new();
    for claim in document.claims() {
        let role = document.section_at(claim.span.start()).map(|id| document.section(id).role);
        let names = !introduces(document.plain_slice(claim.span));
        if names && role == Some(Role::Problems) && document.in_body(claim.span.start()) {
            for (range, words) in clauses(document.plain_slice(claim.span)) {
                let base = document.plain().fold(claim.span).start() as usize;
                let span = Span::from(base + range.start..base + range.end);
                there.entry(words).or_insert_with(|| document.plain().unfold(span));
            }
        }
    }
    let mut found = Vec::new();
    for id in context.sections_of_any(&rule.roles) {
        let mut here = Vec::new();
        let mut longest = 0;
        for claim in context.claims_of(id) {
            let span = context.document.claim(claim).span;
            let base = context.document.plain().fold(span).start() as usize;
            for (range, words) in clauses(context.document.plain_slice(span)) {
                if let Some(place) = there.get(&words) {
                    longest = longest.max(han(&words));
                    let span = context.place(base + range.start, base + range.end);
                    here.push(same(span, prior, document, *place));
                }
            }
        }
        // One short clause can be as it was by chance.
        if here.len() >= 2 || longest >= CLAUSE {
            found.append(&mut here);
        }
    }
    found
}

/// A single clause of so many Chinese characters is as it was because it was copied.
const CLAUSE: usize = 14;

/// The clauses of a claim that name a shortcoming and are no mere words of one, by their words.
fn clauses(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut start = 0;
    text.split_inclusive([',', ';', '、', ':', '。']).filter_map(move |clause| {
        let from = start;
        start += clause.len();
        let inner = clause.trim_end_matches([',', ';', '、', ':', '。']);
        let inner = inner.strip_suffix('等').unwrap_or(inner);
        let words = words(inner);
        let words = words.strip_prefix('如').unwrap_or(&words).to_owned();
        (han(&words) >= 10 && names_lack(inner)).then(|| (from..from + inner.len(), words))
    })
}

/// What a claim stands under, where that is a heading of its own that stands in last year's report too.
pub(super) fn with_heading(context: &Context, mut one: Same) -> Same {
    let Some(document) = one.prior.and_then(|at| context.priors.get(at as usize).copied().flatten()) else {
        return one;
    };
    let Some(id) = context.document.section_at(one.span.start()) else { return one };
    let section = context.document.section(id);
    let first = context.claims_of(id).first().is_some_and(|claim| {
        let claim = context.document.claim(*claim).span;
        claim.overlaps(one.span)
    });
    if !first || section.heading.is_none() || section.parent.is_none() {
        return one;
    }
    let title = words(context.document.plain_slice(section.title));
    let stands = |other: &crate::model::Section| words(document.plain_slice(other.title)) == title;
    if han(&title) >= 4 && document.sections().iter().any(stands) {
        one.span = context.heading(id).cover(one.span);
    }
    one
}

/// Whether a rule on problems can speak of a claim: in their part stands also what will be done about them.
pub(super) fn fits_kind(context: &Context, rule: &Overlap, claim: ClaimId) -> bool {
    let kind = context.analysis.scores.claims.get(claim.0 as usize).map(|score| score.kind);
    let text = context.document.plain_slice(context.document.claim(claim).span);
    // 图解只有4件，6月底前补齐 tells both.
    let ahead = ["针对", "下一步", "今后", "将"].iter().any(|word| text.contains(word));
    let planned = matches!(kind, Some(ClaimKind::Plan | ClaimKind::Action)) && (ahead || !names_lack(text));
    let long = rule.measures && han(text) >= MEASURE;
    !planned || long || !matches!(&rule.roles[..], [RoleName(Role::Problems)])
}

/// From so many Chinese characters on a measure is one of its own.
const MEASURE: usize = 20;

/// Whether words name a shortcoming.
fn names_lack(text: &str) -> bool {
    // 不断提高 tells of no lack.
    let text = text.replace("不断", "");
    let short =
        ["不", "只有", "仅", "单一", "有待", "薄弱", "滞后", "欠缺", "没有", "未", "偏", "较少", "较慢"];
    short.iter().any(|word| text.contains(word))
}

/// Whether a claim only leads to what follows: 针对上述问题，… 虽然取得一定成绩，但还有差距.
pub(super) fn introduces(text: &str) -> bool {
    let formula = text.contains("成绩") || text.contains("成效") || text.contains("进展");
    let lack = text.contains("差距") || text.contains("不足");
    (formula && lack) || ["上述", "以上", "如下", "以下"].iter().any(|word| text.contains(word))
}

/// Whether most of a claim is wording that everyone must use.
pub(super) fn is_required(context: &Context, span: Span) -> bool {
    let Some(claim) = context.claim_at(span.start()) else { return false };
    let required: u32 = context
        .analysis
        .facts
        .slogans_of(claim)
        .iter()
        .filter(|slogan| slogan.required)
        .map(|slogan| slogan.span.len())
        .sum();
    required * 2 > span.len()
}

/// One finding for what a part of the report has from one earlier report: the first place, with others
/// as labels.
pub(super) fn by_section(context: &Context, mut same: Vec<Same>) -> Vec<Found> {
    let part = |span: Span| -> Option<SectionId> {
        let mut id = context.document.section_at(span.start())?;
        while let Some(parent) = context.document.section(id).parent {
            id = parent;
        }
        Some(id)
    };
    same.sort_by_key(|same| {
        (part(same.span), same.prior, same.span.start(), std::cmp::Reverse(same.span.end()))
    });
    same.dedup_by(|next, kept| kept.span.overlaps(next.span) && kept.prior == next.prior);
    same.chunk_by(|a, b| part(a.span) == part(b.span) && a.prior == b.prior)
        .map(|group| {
            let first = &group[0];
            let mut one = Found::at(first.span)
                .with("text", short(context.document.plain_slice(first.span), 60))
                .with("other", context.prior_name(first.prior))
                .with("count", group.len().to_string());
            for other in group[1..].iter().take(PLACES) {
                one = one.label(other.span, context.lang.pick("也和往年一样", "the same too"));
            }
            one.related.extend(group.iter().take(PLACES).filter_map(|same| same.related.clone()));
            one
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::words as plain_words;
    use crate::testing::{report_with, words, year};

    #[test]
    fn what_will_be_done_is_no_problem() {
        let plan = "针对取水计量短板，下一步将逐户安装在线计量设施并接入区级平台。";
        let problem = "取水口在线计量设施安装进度偏慢需要加快。";
        let text = |year_of: i32| year(year_of, "立案27件。", &format!("{problem}{plan}"));
        let found = words(&report_with(&text(2023), &text(2022)), "copying/same-problem");
        assert_eq!(found, [problem]);
        let only = |year_of: i32, start: &str| year(year_of, "立案27件。", &format!("{start}{plan}"));
        let report = report_with(&only(2023, "水表老化9处。"), &only(2022, "岗位轮换不及时。"));
        assert!(words(&report, "copying/same-problem").is_empty());
        let measure = "加强窗口培训，实行取水许可经办人员轮岗制度，不断提高办件质量。";
        let text = |year_of: i32, start: &str| year(year_of, "立案27件。", &format!("{start}{measure}"));
        let report = report_with(&text(2023, "水表老化9处。"), &text(2022, "岗位轮换不及时。"));
        assert!(words(&report, "copying/same-problem").is_empty());
    }

    #[test]
    fn a_short_problem_is_last_years() {
        let problem = "一是取水口在线计量设施安装进度偏慢需要加快；二是岗位轮换不及时。";
        let there = year(2022, "立案27件。", problem);
        let here = year(2023, "立案29件。", "一是取水口在线计量设施安装进度偏慢需要加快；二是水价核算不细。");
        assert_eq!(words(&report_with(&here, &there), "copying/same-problem").len(), 1);
    }

    #[test]
    fn numbers_of_items_and_years_are_no_words() {
        let same = ["2.5月底前换发2023年证件", "（二）5月底前换发2024年度证件", "二是5月底前换发年证件"];
        assert!(
            same.iter().all(|text| plain_words(text) == "5月底前换发年证件"),
            "{:?}",
            same.map(plain_words)
        );
        assert_eq!(plain_words("2.5万元"), "25万元");
    }

    #[test]
    fn a_problem_among_others_is_last_years() {
        let rule = "copying/same-problem";
        let found = |there: &str, here: &str| {
            words(&report_with(&year(2023, "立案29件。", here), &year(2022, "立案27件。", there)), rule)
        };
        let there = "仍有差距，如取水计量数据的完整性还有待提高、河道管理范围的界桩还没有补齐等。";
        let here =
            "2023年还有不足：河道管理范围的界桩还没有补齐，取水计量数据的完整性还有待提高，普法形式少。";
        assert_eq!(found(there, here).len(), 1);
        assert!(found(there, "2023年还有不足：水库界桩缺5处，普法形式少。").is_empty());
        // What leads to the list is no problem.
        let formula = "水务工作取得一定成绩，但离群众期望还有一定差距和不足。";
        let other = |lack: &str| format!("2023年，{formula}{lack}");
        assert!(found(&other("界桩缺5处。"), &other("水表老化9处。")).is_empty());
    }

    #[test]
    fn a_plan_may_be_cut_differently() {
        let rule = "copying/same-plan";
        let text = |nth: i32, plan: &str| {
            year(nth, "立案29件。", "水表老化9处。").replace(
                "\n\n岚溪区水务局\n",
                &format!("\n\n三、{}年主要安排\n\n{plan}\n\n岚溪区水务局\n", nth + 1),
            )
        };
        let there = "一是抓计量，6月底前为30个取水口装好在线水表；二是抓培训，全年办培训班2期。";
        let here = "（一）管好计量。6月底前为30个取水口装好在线水表。";
        let report = |here: &str| report_with(&text(2023, here), &text(2022, there));
        assert_eq!(words(&report(here), rule), ["6月底前为30个取水口装好在线水表。"]);
        assert!(words(&report("（一）管好计量。9月底前为12个泵站换装流量计。"), rule).is_empty());
    }

    #[test]
    fn a_heading_of_last_year_belongs_to_its_item() {
        let rule = "copying/same-problem";
        let item = |head: &str| {
            format!("（一）{head}。\n\n17个取水口没有装在线水表，数据靠人工抄报，原因是经费没有列入预算。")
        };
        let report = |head: &str| {
            report_with(
                &year(2023, "立案29件。", &item(head)),
                &year(2022, "立案27件。", &item("取水计量不全")),
            )
        };
        assert!(words(&report("取水计量不全"), rule)[0].starts_with("（一）取水计量不全"));
        assert!(words(&report("水表太少"), rule)[0].starts_with("17个"));
    }
}
