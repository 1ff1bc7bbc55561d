//! Claims and parts that say nothing that could be checked.

use super::{
    context::{Context, Found, PLACES, han},
    items::{Item, is_counted, items_of},
};
use crate::{
    model::{ClaimId, EvidenceKind, Level, Role, SectionId},
    rules::{
        RuleSet,
        kind::{Claims, Opening, SectionScore},
    },
    text::{Span, class, leading_decimal, leading_number},
};

pub(super) fn check(context: &Context, rule: &Claims) -> Vec<Found> {
    if rule.together == 0 {
        let all = (0..context.document.claims().len() as u32).map(ClaimId);
        return all
            .filter(|claim| fits(context, rule, *claim) && !is_topic(context, *claim))
            .map(|claim| one(context, claim))
            .collect();
    }
    let mut found = Vec::new();
    for id in context.sections_of_any(&rule.roles) {
        let claims = cut(context, rule, context.claims_of(id));
        let empty: Vec<ClaimId> =
            claims.iter().copied().filter(|claim| fits(context, rule, *claim)).collect();
        let better = claims.len() - empty.len();
        let limit = rule.others.unwrap_or(1000) as usize;
        let mostly = empty.len() >= rule.together as usize && better * 1000 <= limit * claims.len();
        // Where the part has items, what counts is whether one of them says nothing at all: its first
        // sentence mostly does.
        let mut items = if rule.items { items_of(context, id, &claims) } else { Vec::new() };
        // 一项；二项；三项。 without numbers are items too where the rule says what announces them.
        if rule.from.is_some() && items.len() == 1 {
            let each = |claim: &ClaimId| Item { claims: vec![*claim], heading: None };
            items = claims.iter().map(each).collect();
        }
        let empty: Vec<(ClaimId, Option<Span>)> = match (items.len() >= 2, mostly) {
            (true, _) => empty_items(context, rule, &items),
            (false, true) => empty.into_iter().map(|claim| (claim, None)).collect(),
            (false, false) => continue,
        };
        let mut all = empty.iter().map(|(claim, heading)| {
            let mut found = one(context, *claim);
            if let Some(heading) = heading {
                let whole = heading.cover(found.span);
                found.span = whole;
                found.values.retain(|(name, _)| *name != "text");
                found = found.with("text", context.words(whole));
            }
            found
        });
        if let Some(mut first) = all.next() {
            first.values.retain(|(name, _)| *name != "count");
            first = first.with("count", empty.len().to_string());
            for other in all.take(PLACES) {
                first = first.label(other.span, String::new());
            }
            found.push(first);
        }
    }
    found
}

/// The first claims of the items that say nothing: no claim of theirs holds a fact, and one is such as
/// the rule asks for.
///
/// With the heading that an item stands under.
fn empty_items(context: &Context, rule: &Claims, items: &[Item]) -> Vec<(ClaimId, Option<Span>)> {
    let general = |claim: &ClaimId| {
        let score = context.analysis.scores.claims.get(claim.0 as usize);
        score.is_some_and(|score| score.level <= Level::General) && context.evidence(*claim).next().is_none()
    };
    let empty = items.iter().filter(|item| {
        // A run-in heading can hold the fact.
        let told = item
            .heading
            .map(|span| context.document.slice(span))
            // Its own number tells nothing: 2.规范公开, 5.3 规范公开.
            .map(|text| {
                let decimal = || leading_decimal(text).map_or(0, |number| number.len);
                &text[leading_number(text).map_or_else(decimal, |number| number.len)..]
            })
            .is_some_and(|text| text.contains(class::is_digit) || text.contains('《'));
        !told
            && !item.claims.iter().any(|claim| excused(context, rule, *claim))
            && item.claims.iter().all(general)
            && (item.claims.iter().any(|claim| fits(context, rule, *claim)) || headed(context, rule, item))
    });
    empty.filter_map(|item| Some((item.claims.first().copied()?, item.heading))).collect()
}

/// Whether the heading of an item says what the rule asks for: （一）执法水平有待提升。
fn headed(context: &Context, rule: &Claims, item: &Item) -> bool {
    let says = |pattern: &crate::rules::Pattern| {
        item.heading.is_some_and(|span| pattern.fits(context.document.plain_slice(span)))
    };
    rule.pattern.as_ref().is_some_and(says)
}

/// The claims up to the one that announces what will be done, or those from it on.
fn cut(context: &Context, rule: &Claims, claims: Vec<ClaimId>) -> Vec<ClaimId> {
    let at = |pattern: &crate::rules::Pattern| {
        claims
            .iter()
            .position(|claim| pattern.fits(context.document.plain_slice(context.document.claim(*claim).span)))
    };
    match (&rule.until, &rule.from) {
        // Where all of a part tells what will be done, it is no part on problems; nothing is cut.
        (Some(until), _) => match at(until) {
            Some(end) if end > 0 => claims[..end].to_vec(),
            _ => claims,
        },
        (None, Some(from)) => at(from).map_or_else(Vec::new, |start| claims[start..].to_vec()),
        (None, None) => claims,
    }
}

/// Whether a claim only names what the next one tells: （二）案件质量稳步提高。全年办结428件。
fn is_topic(context: &Context, id: ClaimId) -> bool {
    let claims = context.document.claims();
    let Some(next) = claims.get(id.0 as usize + 1) else { return false };
    let here = &claims[id.0 as usize];
    let text = context.document.plain_slice(here.span);
    is_counted(text.trim_start_matches('*'))
        && han(text) <= 20
        && next.section == here.section
        && context.evidence(ClaimId(id.0 + 1)).next().is_some()
}

fn one(context: &Context, claim: ClaimId) -> Found {
    let span = context.document.claim(claim).span;
    let role = context.role(span.start());
    let mut found = Found::at(span)
        .with("text", context.words(span))
        .with("count", "1")
        .with("role", context.lang.pick(role.zh(), role.name()));
    for slogan in
        context.analysis.facts.slogans_of(claim).iter().filter(|slogan| !slogan.required).take(PLACES)
    {
        found = found.label(slogan.span, context.lang.pick("套话", "stock phrase"));
    }
    found
}

/// Whether the rule asks for the words of a claim.
fn is_wanted(context: &Context, rule: &Claims, id: ClaimId) -> bool {
    let told_here = context.claim(id);
    let asked = rule.pattern.as_ref().is_none_or(|pattern| context.fits(pattern, told_here));
    asked
        || (rule.beside.as_ref().is_some_and(|beside| context.fits(beside, told_here))
            && is_alone(context, id))
}

/// Whether the claims beside one in its paragraph hold no fact.
fn is_alone(context: &Context, id: ClaimId) -> bool {
    let claims = context.document.claims();
    let here = &claims[id.0 as usize];
    let told = |at: Option<u32>| {
        let beside = at.filter(|at| claims.get(*at as usize).is_some_and(|claim| claim.block == here.block));
        beside.is_some_and(|at| context.evidence(ClaimId(at)).next().is_some())
    };
    !told(id.0.checked_sub(1)) && !told(id.0.checked_add(1))
}

/// Whether a claim only praises what it names: “节水进校园”等活动亮点纷呈，受到一致好评.
fn only_praises(context: &Context, rule: &Claims, id: ClaimId) -> bool {
    let named = |kind| matches!(kind, EvidenceKind::Project | EvidenceKind::Event);
    rule.praise.as_ref().is_some_and(|praise| context.fits(praise, context.claim(id)))
        && context.evidence(id).all(|evidence| named(evidence.kind))
        && is_alone(context, id)
}

fn fits(context: &Context, rule: &Claims, id: ClaimId) -> bool {
    let Some(score) = context.analysis.scores.claims.get(id.0 as usize) else { return false };
    let claim = context.claim(id);
    // 主要存在三方面问题: only announces what follows.
    let announces = || claim.text.trim_end().ends_with(':');
    let praises = only_praises(context, rule, id);
    let empty = score.level <= Level::ALL[usize::from(rule.level_below.min(3))]
        && is_wanted(context, rule, id)
        && context.evidence(id).next().is_none();
    claim.in_body
        && (praises || empty)
        && (rule.roles.is_empty() || rule.roles.iter().any(|name| name.0 == claim.role))
        && (rule.kinds.is_empty() || rule.kinds.iter().any(|kind| kind.0 == score.kind))
        && !announces()
        && (rule.slogans.is_empty()
            || context
                .analysis
                .facts
                .slogans_of(id)
                .iter()
                .any(|slogan| rule.slogans.iter().any(|kind| kind.0 == slogan.kind)))
        && !excused(context, rule, id)
}

/// Whether a claim says what excuses it: 由政策法规科负责.
fn excused(context: &Context, rule: &Claims, id: ClaimId) -> bool {
    // What will be done about a named document can be looked for next year, whoever else names it.
    let named = rule.roles.iter().all(|role| role.0 == Role::Plan) && !rule.roles.is_empty() && {
        let evidence = context.analysis.facts.evidence_of(id);
        evidence.iter().any(|evidence| {
            evidence.kind == EvidenceKind::Document && context.document.slice(evidence.span).contains('《')
        })
    };
    named || rule.unless.as_ref().is_some_and(|unless| context.fits(unless, context.claim(id)))
}

pub(super) fn section_score(
    context: &Context,
    rule: &SectionScore,
    rules: &RuleSet,
    genre: &str,
) -> Vec<Found> {
    let mut found = Vec::new();
    for id in context.sections_of_any(&rule.roles) {
        let role = context.document.section(id).role;
        let expected = rules.expected(genre, role);
        let score = context.analysis.scores.sections.get(id.0 as usize);
        let (Some(expected), Some(score)) = (expected, score) else { continue };
        let value = i64::from(score.value.get());
        if value * 1000 >= expected * i64::from(rule.below)
            || han(context.document.plain_slice(context.body(id))) < 100
        {
            continue;
        }
        let mut one = Found::at(context.heading(id))
            .with("text", context.words(context.document.section(id).title))
            .with("role", context.lang.pick(role.zh(), role.name()))
            .with("score", value.to_string())
            .with("expected", expected.to_string());
        let empty = context.claims_of(id).into_iter().filter(|claim| {
            context
                .analysis
                .scores
                .claims
                .get(claim.0 as usize)
                .is_some_and(|score| score.level <= Level::General)
        });
        for claim in empty.take(PLACES) {
            let span = context.document.claim(claim).span;
            let level = context.analysis.scores.claims[claim.0 as usize].level;
            one = one.label(span, context.lang.pick(level.zh(), "empty"));
        }
        found.push(one);
    }
    found
}

pub(super) fn opening(context: &Context, rule: &Opening) -> Vec<Found> {
    let sections = context.document.sections();
    let mut found = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let speaks = matches!(
            section.role,
            Role::Overview | Role::Study | Role::Measures | Role::Leader | Role::Unknown
        );
        if section.depth != 1 || !speaks || section.heading.is_none() {
            continue;
        }
        let (mut length, mut first, mut last) = (0, None, None);
        for claim in context.claims_of(SectionId(at as u32)) {
            if context.evidence(claim).next().is_some() {
                break;
            }
            let span = context.document.claim(claim).span;
            length += context.document.plain_slice(span).chars().filter(|c| !c.is_whitespace()).count();
            first = first.or(Some(span));
            last = Some(span);
        }
        if let (Some(first), Some(last)) = (first, last)
            && length > rule.above as usize
        {
            found.push(
                Found::at(first)
                    .with("text", context.words(section.title))
                    .with("length", length.to_string())
                    .label(last, context.lang.pick("到这里还没有事实", "still no fact here")),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{of, report};

    fn problems(text: &str) -> usize {
        let text = format!("岚溪区水务局2024年法治政府建设年度报告\n\n一、存在的不足和原因\n\n{text}\n");
        of(&report(&text), "substance/problem-without-fact").count()
    }

    #[test]
    fn weak_praise_is_said_where_nothing_beside_it_tells_more() {
        let found = |text: &str| {
            let text = crate::testing::small(text);
            crate::testing::words(&report(&text), "substance/result-without-fact")
        };
        let praise = "管网维护更加及时，供水秩序持续向好。";
        assert_eq!(found(praise), [praise]);
        assert_eq!(found(&format!("加强日常管理。{praise}")), [praise]);
        assert!(found(&format!("更换管道12公里。{praise}")).is_empty());
        assert!(found("持续优化供水服务，全面规范管网维护。").is_empty());
    }

    #[test]
    fn the_number_of_an_item_is_no_fact() {
        let found = |second: &str| {
            let plan = format!(
                "1.换水表。6月底前换表216只，由供水科负责。\n\n2.公开账目。{second}\n\n3.清淤河道。9月底前清淤9条。"
            );
            let text = format!(
                "岚溪区水务局2024年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、2025年主要安排\n\n{plan}\n"
            );
            of(&report(&text), "substance/plan-without-fact").count()
        };
        assert_eq!(found("继续加大管水力度，把管水的规矩立得更牢更细。"), 1);
        assert_eq!(found("每季度在12个村公布水费账目。"), 0);
    }

    #[test]
    fn a_number_in_decimal_style_is_no_fact() {
        let found = |second: &str| {
            let text = format!(
                "岚溪区水务局2024年法治政府建设年度报告\n\n1 主要举措和成效\n\n立案27件。\n\n2 2025年工作计划\n\n2.1 换水表。6月底前换水表216只，由供水科负责。\n\n2.2 公开账目。{second}\n\n2.3 清淤河道。9月底前清淤9条。\n\n3 其他事项\n\n无。\n"
            );
            of(&report(&text), "substance/plan-without-fact").count()
        };
        assert_eq!(found("继续加大管水力度，把管水的规矩立得更牢更细。"), 1);
        assert_eq!(found("每季度在12个村公布水费账目。"), 0);
    }

    #[test]
    fn one_finding_for_a_part_that_only_hedges() {
        assert_eq!(problems("法治意识有待进一步加强。工作统筹有待提升。"), 1);
        assert_eq!(problems("取水许可超期2件，原因是窗口只有1人。"), 0);
    }

    #[test]
    fn the_heading_of_an_item_belongs_to_it() {
        let text = "（一）文书质量有待提升。执法规范化程度与要求相比还有一定差距。\n\n（二）划界慢。5座水库没有划界。";
        let text = format!("岚溪区水务局2024年法治政府建设年度报告\n\n一、存在的不足和原因\n\n{text}\n");
        let report = report(&text);
        let found = of(&report, "substance/problem-without-fact").next().unwrap();
        assert!(report.analysis.document.slice(found.span).starts_with("（一）文书质量"));
    }

    #[test]
    fn what_will_be_done_about_it_is_no_problem() {
        let found = |rule: &str, text: &str| {
            let head = "岚溪区2024年政府信息公开工作年度报告\n\n一、总体情况\n\n公开信息312条。\n\n五、存在的主要问题及改进情况\n\n";
            of(&report(&format!("{head}{text}\n")), rule).count()
        };
        let problem = "工作仍有一定差距，如答复的规范性有待提高、公开的深度有待提升等。";
        let measures = "针对存在问题，将做好以下工作：一是进一步规范答复流程。二是4月底前补齐目录12个。";
        assert_eq!(found("substance/problem-without-fact", &format!("{problem}{measures}")), 1);
        assert_eq!(found("substance/problem-without-fact", &format!("5个镇街没有公开专区。{measures}")), 0);
        assert_eq!(found("substance/plan-without-fact", &format!("{problem}{measures}")), 1);
        let fixed = measures.replace("进一步规范答复流程", "3月起每周核对答复文书");
        assert_eq!(found("substance/plan-without-fact", &format!("{problem}{fixed}")), 0);
        assert_eq!(found("substance/plan-without-fact", problem), 0);
        let listed = "下一步改进打算：3月起每周核对目录；进一步丰富公开内容，提升公开实效。";
        assert_eq!(found("substance/plan-without-fact", listed), 1);
    }
}
