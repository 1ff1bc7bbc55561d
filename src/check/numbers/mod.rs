//! Numbers that contradict each other. Only what is certain is said.

mod due;
mod groups;
mod stages;

use super::{
    context::{Context, Found, back, han, short},
    count::{ClaimFigures, Count},
    denied, opposed,
    rates::{self, bases, none_at_all, points, proportions, rate_cells, shares},
    sums, values, wholes,
};
use crate::{
    model::{Bound, Decimal, EvidenceKind, Role, Severity},
    rules::kind::{Numbers, NumbersWhat},
};

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    match rule.what {
        NumbersWhat::TwoValues => return values::check(context, rule),
        NumbersWhat::Denied => return denied::check(context, rule),
        NumbersWhat::Opposed => return opposed::check(context, rule),
        NumbersWhat::Sum => return sums::check(context, rule),
        NumbersWhat::Points => return points::check(context, rule),
        NumbersWhat::Part | NumbersWhat::Percent | NumbersWhat::Nothing | NumbersWhat::Rate => {}
    }
    let mut found = Vec::new();
    let mut last: &[Count] = &[];
    for claim in context.claims() {
        let counts = context.memo.counts(claim.id);
        let before = std::mem::replace(&mut last, counts);
        let text = claim.text;
        // All that is asked is about figures; what is longer than this is no sentence.
        if counts.is_empty() || text.len() > 3000 || !claim.in_body {
            continue;
        }
        // What is to be reached needs no counts yet.
        if rule.what == NumbersWhat::Rate && claim.role == Role::Plan {
            continue;
        }
        let joined = context.plain()[..claim.base].trim_end().ends_with(';');
        let paragraph = context.memo.paragraph_at(claim.base).map_or(counts, |told| &told.counts);
        let told = ClaimFigures { text, counts, before, paragraph, joined };
        found.extend(match rule.what {
            NumbersWhat::Part => part(rule, text, told.counts),
            NumbersWhat::Percent => rates::percent(rule, &told),
            NumbersWhat::Nothing => rates::of_nothing(rule, &told),
            NumbersWhat::Rate => bases::rate(context, rule, claim, &told),
            NumbersWhat::Sum
            | NumbersWhat::TwoValues
            | NumbersWhat::Denied
            | NumbersWhat::Opposed
            | NumbersWhat::Points => None,
        });
    }
    // What is told further off.
    let paragraphs = || context.memo.paragraphs().iter();
    let more: Vec<Found> = match rule.what {
        NumbersWhat::Percent => paragraphs()
            .filter_map(|paragraph| proportions::unexplained(context, rule, paragraph))
            .chain(proportions::of_all(context, rule))
            .chain(rate_cells::wrong(context))
            .collect(),
        NumbersWhat::Part => paragraphs()
            .filter(|paragraph| paragraph.role != Role::Plan)
            .filter_map(|paragraph| stages::more_than_before(rule, paragraph))
            .chain(stages::in_tables(context))
            .chain(stages::of_body(context))
            .chain(groups::more_than_told(context))
            .collect(),
        NumbersWhat::Nothing => none_at_all::check(context),
        _ => Vec::new(),
    };
    let new = |one: &Found| !found.iter().any(|other: &Found| other.span.overlaps(one.span));
    let more: Vec<Found> = more.into_iter().filter(new).collect();
    found.extend(more);
    found.sort_by_key(|found| found.span.start());
    found
}

/// Where a clause ends.
const MARKS: [char; 6] = [',', '。', ';', ':', '、', '('];

/// What may stand between a rate and its figure, from the figure back: 办结率高达.
const LEADING: [&str; 9] = ["到", "达", "为", "是", "约", "近", "超过", "高", "均"];

/// 受理27件，其中办结29件; 办结率120%.
fn part(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    let among = || groups::more_than_group(rule, text, counts);
    if let Some(found) = of_those(rule, text, counts)
        .or_else(|| subset(rule, text, counts))
        .or_else(among)
        .or_else(|| due::more_than_due(text, counts))
    {
        return Some(found);
    }
    counts.iter().find_map(|count| {
        // 103.2%, 100%以上
        let hundred = Decimal::from_int(100);
        let above = count.quantity.bound == Bound::AtLeast && count.quantity.value == hundred;
        let percent = count.kind == EvidenceKind::Percent && count.quantity.unit == "%";
        if !percent || !(above || count.quantity.value > hundred) {
            return None;
        }
        let before = &text[..count.start];
        let said = LEADING.iter().fold(before, |words, word| words.trim_end_matches(word));
        let clause = rates::clause_before(text, count.start);
        // 满意率由96.8%升至101.4%
        let raised = |name: &str| {
            clause.find(name).is_some_and(|at| {
                let words = clause[at + name.len()..].trim_end_matches(['到', '至', '为']);
                words.starts_with(['由', '从']) && words.ends_with(['升', '高', '增', '涨'])
            })
        };
        let mut names = rule.words.iter().map(String::as_str);
        let name = names.find(|name| said.ends_with(name) || raised(name)).or_else(|| {
            // 满意31件，占103.3%: a share of what was counted.
            let words = before.rsplit(MARKS).next()?.trim_end_matches(['比', '例', '达', '为', '到']);
            let told =
                counts.iter().any(|other| other.end < count.start && other.kind == EvidenceKind::Count);
            (told && matches!(words, "占" | "占总数的" | "占全部的")).then_some(words)
        })?;
        Some(
            Found::at(count.span)
                .with("text", short(text, 60))
                .with("part", format!("{name}{}", &text[count.start..count.end]))
                .with("whole", "100%")
                .label(count.span, String::new()),
        )
    })
}

/// 受理27件，其中采砂29件: more than any figure before of which it can be a part.
fn of_those(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    let at = text.find("其中")?;
    let first = counts.iter().position(|count| count.start >= at)?;
    // 其中联合检查19项、1643户 counts one thing twice.
    let beside =
        counts[first..].windows(2).take_while(|pair| &text[pair[0].end..pair[1].start] == "、").count();
    counts[first..=first + beside].iter().find_map(|part| of_those_is(rule, text, counts, at, part))
}

fn of_those_is(rule: &Numbers, text: &str, counts: &[Count], at: usize, part: &Count) -> Option<Found> {
    let name = wholes::label(text, part);
    // 21条，其中27篇: units that count the same.
    let unit = &part.quantity.unit;
    let alike =
        rule.alike.iter().filter(|group| group.contains(unit)).flatten().filter(|other| *other != unit);
    let mut wholes = wholes::wholes(text, counts, unit, at);
    for other in alike {
        wholes.extend(wholes::wholes(text, counts, other, at));
    }
    wholes.sort_by_key(|whole| whole.start);
    let nearest = *wholes.last()?;
    let whole = wholes.iter().copied().max_by_key(|whole| whole.quantity.value)?;
    // 13家没有台账，其中19家: what opens its clause is what the clause is of.
    // 为13名工人追讨工资9万元，其中…
    let opens = ["", "为", "共为", "已为", "累计为"].contains(&wholes::label(text, nearest))
        && !text[nearest.end..at].trim_end_matches([',', ' ']).contains(MARKS)
        // 两位负责人对其中6人点评: who does it to some of those that were counted before.
        && !text[nearest.end..at].ends_with(['对', '向', '给', '从', '为', '与', '就', '将', '把'])
        && han(&text[nearest.end..at]) <= 24;
    // 人均 and 年均 are no wholes.
    let average = [wholes::label(text, nearest), name].iter().any(|label| label.contains('均'));
    let more_than_all = wholes.iter().all(|whole| part.quantity.value > whole.quantity.value);
    // 其中取水比上年增加31件 is a difference, no part.
    let fits = part.is_exact_amount()
        && !average
        && (part.kind == EvidenceKind::Count || !text[..part.start].contains("人均"))
        && han(&text[at..part.start]) <= 16
        && !wholes::is_change(name)
        && (opens || wholes::distance(text, nearest, at) <= 2 || named_again(text, nearest, part))
        && (more_than_all || opens && part.quantity.value > nearest.quantity.value)
        && wholes::together(text, counts, &part.quantity.unit, at)
            .is_none_or(|together| part.quantity.value > together);
    let whole = if more_than_all { whole } else { nearest };
    // Where all of them are more, it may be of those.
    fits.then(|| more(text, part, whole).cap((!more_than_all).then_some(Severity::Warning)))
}

/// Whether the thing that is counted as a whole is named behind the part: 核对合同45份，退回意见38条，其中29份为供水合同.
fn named_again(text: &str, whole: &Count, part: &Count) -> bool {
    let thing = &text[back(&text[..whole.start], 2)..whole.start];
    let behind = text[part.end..].split(MARKS).next().unwrap_or("");
    han(thing) == 2 && behind.starts_with(['为', '是', '属', '系']) && behind.ends_with(thing)
}

/// What is done to a number of things, of which some are then told.
const LOOKED: [&str; 12] =
    ["抽查", "抽检", "检查", "评查", "核查", "排查", "走访", "回访", "调查", "审查", "抽取", "复查"];

fn more(text: &str, part: &Count, whole: &Count) -> Found {
    Found::at(part.span)
        .with("text", short(text, 60))
        .with("part", &text[part.start..part.end])
        .with("whole", &text[whole.start..whole.end])
        .label(whole.span, String::new())
}

/// 参考教师2736人，合格2761人: of those that were counted first only some can be the second.
fn subset(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    let counts: Vec<&Count> = counts.iter().filter(|count| count.kind == EvidenceKind::Count).collect();
    counts.windows(2).find_map(|pair| {
        let [whole, part] = pair else { return None };
        let clause = |count: &Count| {
            text[..count.start].rsplit([',', '。', ';', ':', '、']).next().unwrap_or("").trim().to_owned()
        };
        // 128户表示满意 names the part behind its figure.
        let behind = text[part.end..].split([',', '。', ';', ':', '、']).next().unwrap_or("");
        let of_part = format!("{}{behind}", clause(part));
        // 抽取1200名诉求人回访 says behind its figure what was done.
        let rest = text[whole.end..].split([',', '。', ';', ':', '、', '(']).next().unwrap_or("");
        let of_whole = format!("{}{rest}", clause(whole));
        let gap = &text[whole.end..part.start];
        let adjacent = gap.matches([',', '、']).count() == 1 && !gap.contains(['。', ';', ':', '(']);
        let pairs = rule.subsets.iter().any(|(first, second)| {
            of_whole.contains(first.as_str()) && of_part.contains(second.as_str()) && han(&of_part) <= 10
        });
        // 抽查30卷，缺页的32卷: what is told of some of them.
        let label = clause(part);
        // 抽查30卷，缺送达回证32卷: what was wrong with some of them.
        let faulty = ["缺", "漏", "错", "未", "没", "无", "不"].iter().any(|word| label.starts_with(word));
        let named = label.strip_suffix('的').or_else(|| faulty.then_some(label.as_str()));
        let restricted = named.is_some_and(|words| {
            let beside =
                ["新", "另", "全县", "全市", "累计", "共", "此外", "上年", "比", "较", "年", "同期", "其他"];
            (if faulty { 2 } else { 3 }..=12).contains(&han(words))
                && !beside.iter().any(|word| words.contains(word))
                && !wholes::is_change(label.as_str())
        }) && LOOKED.iter().any(|word| of_whole.contains(word));
        let pairs = pairs || restricted;
        // 各抽检40批次，80批次中不合格3批次: the second is the whole of what follows.
        let whole_again = behind.contains('中');
        let fits = adjacent
            && pairs
            && !whole_again
            && shares::alike(rule, &whole.quantity.unit, &part.quantity.unit)
            && whole.is_exact_number()
            && part.is_exact()
            && part.quantity.value > whole.quantity.value
            && !rule.unless.as_ref().is_some_and(|unless| unless.fits(text));
        // 发现12处，其中新发现3处，整改10处: what was counted earlier holds it too.
        let earlier = counts.iter().any(|count| {
            count.start < whole.start
                && count.quantity.unit == part.quantity.unit
                && count.quantity.value >= part.quantity.value
        });
        // Of a sample what is told right behind it is told.
        let sampled =
            restricted && ["抽查", "抽检", "抽取", "评查"].iter().any(|word| of_whole.contains(word));
        let earlier = earlier && !sampled;
        let aside = wholes::is_change(&of_whole) || wholes::is_carried(&of_whole);
        (fits && !earlier && !aside).then(|| more(text, part, whole))
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str, rule: &str) -> Vec<String> {
        words(&report(&small(text)), rule)
    }

    #[test]
    fn a_whole_said_again_is_no_part() {
        let rule = "consistency/part-over-whole";
        let contracts = |part: u32| format!("核对合同45份，退回修改意见38条，其中{part}份为供水合同。");
        assert_eq!(found(&contracts(59), rule), ["59份"]);
        assert!(found(&contracts(29), rule).is_empty());
        assert_eq!(found("拆除堤上棚屋31处、940平方米，其中自行拆除38处。", rule), ["38处"]);
        assert!(found("拆除堤上棚屋31处、940平方米，其中自行拆除18处。", rule).is_empty());
        assert_eq!(found("抽检水样40批次，不合格80批次。", rule), ["80批次"]);
        assert!(found("两季各抽检水样40批次，80批次中不合格3批次。", rule).is_empty());
    }

    #[test]
    fn a_rate_is_of_the_counts_that_share_its_name() {
        let rule = "consistency/percent-of-counts";
        assert_eq!(found("发出问卷500份，收回420份，回收率94%。", rule), ["94%"]);
        assert_eq!(found("应出庭案件12件，负责人出庭10件，出庭率90%。", rule), ["90%"]);
        assert!(found("受理投诉50件，立案12件，办结率100%。", rule).is_empty());
        assert_eq!(found("队员64人参加考试，48人一次通过，通过率76%。", rule), ["76%"]);
        assert!(found("队员64人参加考试，48人一次通过，通过率75%。", rule).is_empty());
        assert!(found("应出庭案件12件，负责人出庭10件，出庭率83.3%。", rule).is_empty());
    }
}
