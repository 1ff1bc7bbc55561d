//! Rates that say nothing of how many: 满意率90.6% without those who were asked.

use super::{
    clause_before, clause_of,
    shares::{self, hundredths, is_rate},
    shares_a_word,
};
use crate::{
    check::{
        context::{Context, Found, back},
        count::{ClaimFigures, Count},
        memo::ClaimText,
        rows,
    },
    model::{Decimal, EvidenceKind},
    rules::kind::Numbers,
    text::{Span, class},
};

/// How many claims of a paragraph are looked at.
const CLAIMS: usize = 24;

/// How many clauses before a rate can hold what it is of.
const NEAR: usize = 2;

/// A rate with a name, of which nothing counted stands near it: neither in the clauses before it nor where its name is
/// said again.
pub(in crate::check) fn rate(
    context: &Context,
    rule: &Numbers,
    claim: &ClaimText,
    told: &ClaimFigures,
) -> Option<Found> {
    let text = told.text;
    let mut bare = told.counts.iter().filter(|count| is_rate(count)).filter_map(|rate| {
        let clause = clause_before(text, rate.start);
        if rule.unless.as_ref().is_some_and(|unless| unless.fits(clause.trim_end_matches(LEADING))) {
            return None;
        }
        let name = rule.words.iter().find(|name| ends_with(clause, name)).map(String::as_str);
        let name = name.or_else(|| open_name(clause).filter(|_| rule.unless.is_some()))?;
        let stem = &clause[..clause.rfind(name)? + name.len()];
        let stem = stem.trim_end_matches(['率', '度']);
        let based = told.counts.iter().any(|count| {
            let times = rule.times.contains(&count.quantity.unit);
            let before = count.end <= rate.start
                && marks(&text[count.end..rate.start]).is_some_and(|marks| marks <= NEAR);
            count.is_amount()
                && ((before && !times)
                    || all_of_them(text, rate, count)
                    || (!times && shares_a_word(&clause_of(text, count), stem)))
        });
        let halved = told.joined
            && marks(&text[..rate.start]).is_some_and(|marks| marks < NEAR)
            && told.before.iter().any(|count| count.kind == EvidenceKind::Count);
        let based = based || halved || is_of_told(context, claim, told, rate, clause, name);
        // The whole clause, or of a long one what stands before the name.
        let long = clause.chars().count() > 18;
        let from = clause[..clause.rfind(name)?].char_indices().rev().nth(3).filter(|_| long);
        let start = rate.start - clause.len() + from.map_or(0, |(at, _)| at);
        (!based && !is_criterion(text, rate) && !worked_out(context, claim, rate))
            .then(|| one(told, start, rate))
    });
    let first = bare.next()?;
    Some(bare.fold(first, |first, other| first.label(other.span, String::new())))
}

/// Whether a rate goes back to what was counted in a sentence before, or is that of two figures behind it, or of a table.
fn is_of_told(
    context: &Context,
    claim: &ClaimText,
    told: &ClaimFigures,
    rate: &Count,
    clause: &str,
    name: &str,
) -> bool {
    let text = told.text;
    let thing = |count: &&Count| count.is_exact_amount() && count.quantity.value > Decimal::ZERO;
    let of_all = hundredths(rate) == Decimal::from_int(100);
    // 参考率100%，应考94人，实考94人.
    let again = told.counts.windows(2).any(|pair| {
        pair.iter().all(|one| thing(&one) && one.start >= rate.end)
            && pair[0].quantity == pair[1].quantity
            && marks(&text[rate.end..pair[1].start]).is_some_and(|marks| marks <= NEAR)
    });
    if of_all && again {
        return true;
    }
    let block = context.document.block_at(claim.span.start());
    let before = context.claims()[..claim.id.0 as usize].iter().next_back().filter(|before| {
        context.document.block_at(before.span.start()) == block
            && context.memo.counts(before.id).iter().any(|count| thing(&count))
    });
    let head = &text[..rate.start];
    // 上述3件均由局长出庭，出庭率100%.
    let back = ["上述", "以上", "前述"].iter().any(|word| head.contains(word));
    if back && told.paragraph.iter().any(|count| count.span.end() <= claim.span.start() && thing(&count)) {
        return true;
    }
    if let Some(before) = before {
        // 工单2214件。按期办结率100%: of all of those, where no more is said of what.
        let asked = ["满意", "知晓", "好评", "测评", "支持"].iter().any(|word| name.contains(word));
        let subject = clause[..clause.rfind(name).unwrap_or(0)].trim();
        let bare = ["", "按期", "按时", "限时", "及时", "当场", "按期限", "依法"].contains(&subject);
        let opens = marks(head) == Some(0);
        if of_all && !asked && opens && (bare || shares_a_word(subject, before.text)) {
            return true;
        }
    }
    // Of the figures of a table that says what they are.
    let stem = &name[..name.len().saturating_sub("率".len())];
    !of_all
        && rate.is_exact()
        && rate.quantity.value.scale() > 0
        && context.memo.tables().iter().any(|table| {
            table.iter().any(|row| shares_a_word(&row.label, stem))
                && rows::neighbours(table).any(|(one, other)| {
                    let (part, whole) = if one < other { (one, other) } else { (other, one) };
                    whole > Decimal::ZERO && shares::agrees(rate, part, whole)
                })
        })
}

/// 留痕率100%，6120条信息均可倒查: all of those right behind a rate.
fn all_of_them(text: &str, rate: &Count, count: &Count) -> bool {
    let next = text.get(rate.end..count.start).is_some_and(|words| marks(words) == Some(1));
    let clause = text[count.end..].split([',', '。', ';', ':']).next().unwrap_or("");
    next && ["均", "都", "全部"].iter().any(|word| clause.contains(word))
}

/// 办理率在90%以上(含90%)的单位: what a name is given to.
fn is_criterion(text: &str, rate: &Count) -> bool {
    let behind = &text[rate.end..];
    let rest = ["以上", "以下"].iter().find_map(|word| behind.strip_prefix(word));
    let Some(rest) = rest.or((!rate.is_exact()).then_some(behind)) else { return false };
    let aside = rest.starts_with('(').then(|| rest.find(')')).flatten().map_or(0, |at| at + 1);
    rest[aside..].starts_with('的')
}

/// Whether two counts of the same paragraph give the rate.
fn worked_out(context: &Context, claim: &ClaimText, rate: &Count) -> bool {
    if hundredths(rate) >= Decimal::from_int(100) {
        return false;
    }
    let Some(block) = context.document.block_at(claim.span.start()) else { return false };
    let here = claim.id.0 as usize;
    let claims = context.claims();
    let inside = |other: &&ClaimText| context.document.block_at(other.span.start()) == Some(block);
    let back = claims[..=here].iter().rev().take_while(inside);
    let ahead = claims[here + 1..].iter().take_while(inside);
    let counts: Vec<&Count> = back
        .chain(ahead)
        .take(CLAIMS)
        .flat_map(|claim| context.memo.counts(claim.id))
        .filter(|count| count.is_exact_amount())
        .collect();
    counts.iter().any(|whole| {
        counts.iter().any(|part| {
            part.quantity.unit == whole.quantity.unit
                && part.quantity.value < whole.quantity.value
                && shares::agrees(rate, part.quantity.value, whole.quantity.value)
        })
    })
}

/// The clauses that end in some words, without what stands in brackets; `None` where a sentence ends.
fn marks(words: &str) -> Option<usize> {
    let (mut depth, mut marks) = (0, 0);
    for c in words.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' | ':' if depth <= 0 => marks += 1,
            '。' | ';' if depth <= 0 => return None,
            _ => {}
        }
    }
    Some(marks)
}

/// What leads from the name of a rate to its figure: 满意率达到, 化解率只有.
const LEADING: [char; 29] = [
    '均', '都', '已', '达', '到', '为', '是', '继', '续', '保', '持', '在', '约', '近', '超', '过', '高',
    '于', '以', '上', '只', '有', '仅', '才', '不', '足', '升', '至', '降',
];

/// Whether words end in a name, with what leads to its figure behind it: 满意率达到.
fn ends_with(words: &str, name: &str) -> bool {
    words.rfind(name).is_some_and(|at| words[at + name.len()..].trim_start_matches(LEADING).is_empty())
}

/// The name of a rate that no list has: 初次化解率; two characters and 率.
fn open_name(clause: &str) -> Option<&str> {
    let words = clause.trim_end_matches(LEADING);
    let name = &words[back(words, 3)..];
    (name.ends_with('率') && name.chars().count() == 3 && name.chars().all(class::is_han)).then_some(name)
}

fn one(told: &ClaimFigures, start: usize, rate: &Count) -> Found {
    // 县（市、区）单位满意率94%: what closes before it opened is no part of the name.
    let closed = told.text[start..rate.start].find(')');
    let open = |at: usize| told.text[start..start + at].contains('(');
    let start = closed.filter(|at| !open(*at)).map_or(start, |at| start + at + 1);
    let text = &told.text[start..rate.end];
    Found::at(Span::new(rate.span.start() - (rate.start - start) as u32, rate.span.end())).with("text", text)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> usize {
        words(&report(&small(text)), "consistency/rate-without-base").len()
    }

    #[test]
    fn a_bracket_that_closes_is_no_part_of_a_name() {
        let text = small("受理诉求，按期办结率99.1%，其中镇（街、乡）水务所满意率94.0%。");
        let shown = words(&report(&text), "consistency/rate-without-base");
        assert!(shown.iter().all(|words| !words.contains('）')), "{shown:?}");
        assert_eq!(shown.len(), 1);
    }

    #[test]
    fn what_stands_elsewhere_in_the_sentence_is_no_base() {
        for wrong in [
            "组织社会评议1次，群众满意率90.6%。",
            "全年矛盾纠纷调解成功率97.8%，2个“水管家”评理站评理51件。",
            "开展培训3期，执法人员考试合格率达到98%。",
            "提案办结率100%。",
            "水费催缴的初次化解率只有80.0%。",
            "水表抄见率为98.2%，比计划高。",
            "满意率保持在百分之九十五以上。",
            "负责人出庭应诉率继续保持100%；法院审结41件。",
            "受理来信来访，按期办结率100%，群众满意率91.3%。",
            "派给水务所的工单814件。群众满意率100%。",
            "派给水务所的工单814件。提案办结率100%。",
            "| 年度 | 审结 | 调解和解 |\n|---|---|---|\n| 2023年 | 125 | 45 |\n\n审结案件调解和解率41.7%。",
        ] {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
        for right in [
            "电话回访340户，群众满意率90.6%。",
            "受理矛盾纠纷218件，调解成功211件，调解成功率96.8%。",
            "调解成功率96.8%，调解矛盾纠纷218件。",
            "31名执法人员参加考试3次，合格率98%。",
            "审结案件43件，维持31件，撤销4件；直接纠错率9.3%，调解率30.2%。",
            "执法人员48名（另有协管人员13名，不执法，只做辅助工作），持证率100%。",
            "提案全部办结。",
            "审查留痕率100%，814条信息均可倒查到人。",
            "森林覆盖率62.1%，贷款利率下降到3.1%，城镇化率为58.2%。",
            "下发线索36处，面积58.7亩。至年底整改33处，面积55.2亩。按个数计，整改率91.7%；按面积计，整改率94.0%。",
            "取水计量覆盖率在90%以上（含90%）的单位称为达标单位。",
            "办结提案9件，办结率100%。",
            "收回问卷420份，表示满意的396份，满意率94.3%。",
            "全体站员在线考试参考率100%，应考58人，实考58人。",
            "行政诉讼2件，都已判决；街道办事处是第三人。上述案件均由主任到庭，负责人出庭应诉率100%。",
            "派给水务所的工单814件。按时签收率、按期办结率都是100%。",
            "| 年度 | 审结 | 调解和解 |\n|---|---|---|\n| 2023年 | 125 | 45 |\n\n审结案件调解和解率36.0%。",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
