//! Who did what a part tells: clauses on the one it is about, and clauses on others.

use crate::{
    check::context::Context,
    model::{ClaimId, SectionId},
    rules::{Pattern, kind::SectionLacks},
    text::Span,
};

/// So far into a clause its subject may stand: behind a date, or behind 由.
const SUBJECT: usize = 18 * "字".len();

/// What is said of the one whom a part is about.
pub(super) struct Own {
    clauses: Vec<Span>,
    claims: Vec<ClaimId>,
}

impl Own {
    /// The plain words of it.
    pub(super) fn text(&self, context: &Context) -> String {
        self.clauses.iter().map(|span| context.document.plain_slice(*span)).collect()
    }

    /// Whether evidence stands in it, and shows something: not a number that the rule says is fixed.
    pub(super) fn holds(&self, context: &Context, rule: &SectionLacks, span: Span) -> bool {
        let fixed = || {
            let claim =
                self.claims.iter().map(|id| context.claim(*id)).find(|claim| claim.span.overlaps(span));
            let hits = claim.into_iter().flat_map(|claim| {
                let hits = rule.fixed.iter().flat_map(|fixed| fixed.matches(claim.text));
                hits.map(|hit| context.place(claim.base + hit.whole().start, claim.base + hit.whole().end))
            });
            hits.into_iter().any(|fixed| fixed.overlaps(span))
        };
        self.clauses.iter().any(|clause| clause.contains(span)) && !fixed()
    }
}

/// The clauses that are not on others, if the rule tells them apart. A clause that names nobody goes on with whom the
/// one before it in its paragraph named.
pub(super) fn own(context: &Context, rule: &SectionLacks, sections: &[SectionId]) -> Option<Own> {
    let (head, others) = (rule.head.as_ref()?, rule.others.as_ref()?);
    let claims: Vec<ClaimId> = sections.iter().flat_map(|id| context.claims_of(*id)).collect();
    let mut own = Own { clauses: Vec::new(), claims };
    let mut block = None;
    let mut theirs = false;
    for id in &own.claims {
        let (claim, told) = (context.document.claim(*id), context.claim(*id));
        if block.replace(claim.block) != Some(claim.block) {
            theirs = false;
        }
        let place = |start: usize, end: usize| context.place(told.base + start, told.base + end);
        // A line that names neither goes on as it began.
        if !theirs && !context.may_fit(others, told) {
            own.clauses.push(claim.span);
            continue;
        }
        let mut start = 0;
        for clause in told.text.split_inclusive([',', ';', ':', '。']) {
            let from = start;
            start += clause.len();
            theirs = is_on_others(clause, head, others).unwrap_or(theirs);
            if !theirs {
                own.clauses.push(place(from, start));
            }
        }
    }
    Some(own)
}

/// Whether the subject of a clause is another than the head; nothing if it names neither.
fn is_on_others(clause: &str, head: &Pattern, others: &Pattern) -> Option<bool> {
    let at =
        |pattern: &Pattern| pattern.first(clause).map(|hit| hit.whole().start).filter(|at| *at <= SUBJECT);
    // 县委副书记、县长 is one person, the head.
    let both = others.first(clause).is_some_and(|hit| {
        let behind = &clause[hit.whole().end..];
        behind.starts_with(['、', '兼'])
            && head.first(behind).is_some_and(|hit| hit.whole().start <= 6 * "字".len())
    });
    if both {
        return Some(false);
    }
    match (at(head), at(others)) {
        (None, None) => None,
        (Some(_), None) => Some(false),
        (Some(head), Some(other)) if head < other => Some(false),
        // 听取分管副局长汇报: they are whom it is done to.
        (_, Some(other)) => {
            const DONE_TO: [&str; 14] = [
                "听取", "约谈", "要求", "督促", "带领", "批示", "责成", "组织", "会同", "指导", "部署", "与",
                "向", "对",
            ];
            (!DONE_TO.iter().any(|verb| clause[..other].contains(verb))).then_some(true)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of, report};

    fn found(text: &str) -> usize {
        let text = format!(
            "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、主要负责人履行推进法治建设第一责任人职责情况\n\n{text}\n\n岚溪区水务局\n2024年1月10日\n"
        );
        of(&report(&text), "substance/leader-without-act").count()
    }

    #[test]
    fn what_a_deputy_did_is_no_act_of_the_head() {
        assert_eq!(found("局长高度重视，重要任务亲自督办。副局长5月主持会审2次，11月带队检查。"), 1);
        assert_eq!(found("区长把法治建设摆在突出位置，由分管副区长主持部署会3次。"), 1);
        assert_eq!(found("局长坚持“两手抓”，为8个水务所作出示范。"), 1);
    }

    #[test]
    fn what_the_head_did_counts_whoever_else_is_named() {
        assert_eq!(found("局长听取分管副局长汇报2次。副局长主持会审2次。"), 0);
        assert_eq!(found("局长和副局长5月带队检查12次。"), 0);
        assert_eq!(found("副局长主持会审2次。局长出庭应诉1次。"), 0);
        assert_eq!(found("区委副书记、区长陈立新主持常务会议研究法治议题16个，3月19日出庭应诉。"), 0);
        assert_eq!(found("全年主持党组会议研究法治议题6次，约谈科长3人。"), 0);
    }
}
