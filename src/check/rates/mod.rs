//! Percentages against the counts they are of. Only what no reading of the sentence makes right is said.

pub(super) mod bases;
mod grown;
pub(super) mod none_at_all;
pub(super) mod points;
pub(super) mod proportions;
pub(super) mod rate_cells;
mod ratios;
pub(super) mod shares;

use super::{
    context::Found,
    count::{ClaimFigures, Count},
    wholes,
};
use crate::{
    model::{Decimal, EvidenceKind},
    rules::kind::Numbers,
    text::class,
};
use shares::{agrees, hundredths, is_rate, is_times};

pub(super) const MARKS: [char; 5] = [',', '、', '。', ';', ':'];

/// 申报34家、通过30家、通过率90%.
pub(super) fn percent(rule: &Numbers, told: &ClaimFigures) -> Option<Found> {
    told.counts.iter().filter(|count| is_rate(count) || is_times(count)).find_map(|rate| {
        named(rule, told, rate)
            .or_else(|| restated(told, rate))
            .or_else(|| ratios::unexplained(rule, told, rate))
            .or_else(|| grown::wrong(told, rate))
    })
}

/// The clause of a place up to it.
pub(super) fn clause_before(text: &str, at: usize) -> &str {
    text[..at].rsplit(MARKS).next().unwrap_or("")
}

/// The clause of a figure: its words on both sides.
pub(super) fn clause_of(text: &str, count: &Count) -> String {
    let after = text[count.end..].split(MARKS).next().unwrap_or("");
    format!("{}{after}", clause_before(text, count.start))
}

pub(super) fn wrong(told: &ClaimFigures, rate: &Count, part: &Count, whole: &Count) -> Option<Found> {
    wrong_by(told.text, rate, part, whole)
}

/// Whether a figure is no part and no base of a rate: nothing is counted (一次合格), it is left out (除1件超期外), or it
/// is that of each of several (每季各抽查15卷).
pub(super) fn makes_no_rate(text: &str, count: &Count) -> bool {
    let (head, rest) = (&text[..count.start], &text[count.end..]);
    let adverb = &text[count.start..count.end] == "一次" && rest.starts_with(class::is_han);
    let left_out = ["除", "除了", "除去"].iter().any(|word| head.ends_with(word))
        && rest.split(MARKS).next().is_some_and(|clause| clause.contains('外'));
    adverb || left_out || wholes::is_of_each(wholes::label(text, count))
}

/// A rate with what two figures of the same text make.
pub(super) fn wrong_by(text: &str, rate: &Count, part: &Count, whole: &Count) -> Option<Found> {
    // 换表3090块，超额完成任务3000块，完成率103.0%: what was to be done is the base, though it is less.
    if hundredths(rate) > Decimal::from_int(100) && agrees(rate, whole.quantity.value, part.quantity.value) {
        return None;
    }
    // 应到的32件全部到庭，到庭率100%: of all that it names.
    let clause = clause_before(text, rate.start);
    let head = text[..rate.start - clause.len()].trim_end_matches(MARKS);
    let said = clause_before(head, head.len());
    let all = ["全部", "均", "都", "悉数"].iter().any(|word| said.contains(word));
    if all && hundredths(rate) == Decimal::from_int(100) && part.end + said.len() > head.len() {
        return None;
    }
    let exact = rate.quantity.unit == "%" && rate.is_exact();
    let scale = if exact { hundredths(rate).scale() } else { 1 };
    let right = part.quantity.value.times(100)?.divided(whole.quantity.value, scale)?;
    Some(
        Found::at(rate.span)
            .with("text", &text[rate.start..rate.end])
            .with("right", format!("{right}%"))
            .with("part", &text[part.start..part.end])
            .with("whole", &text[whole.start..whole.end])
            .label(part.span, String::new())
            .label(whole.span, String::new()),
    )
}

/// 收到意见742条，采纳219条，采纳率29.5%: the rate has the name of the part.
fn named(rule: &Numbers, told: &ClaimFigures, rate: &Count) -> Option<Found> {
    let text = told.text;
    let before = text[..rate.start].trim_end_matches(['达', '到', '为', '是', '约', '超', '过', '近', '逾']);
    let name = before.rsplit(MARKS).next()?.strip_suffix('率')?;
    let stem: String = name.chars().skip(name.chars().count().saturating_sub(2)).collect();
    if stem.chars().count() < 2 {
        return None;
    }
    let things: Vec<&Count> =
        told.things_before(rate).into_iter().filter(|count| !makes_no_rate(text, count)).collect();
    let part = *things.last()?;
    // The part stands in the clause before, and the whole in the one before that.
    let gap = text[part.end..rate.start].matches(MARKS).count();
    let wholes: Vec<&Count> = things[..things.len() - 1]
        .iter()
        .copied()
        .filter(|count| count.quantity.unit == part.quantity.unit)
        .collect();
    // Behind a list of its parts the total is what stood before it.
    let listed = text[..part.start].rfind("其中").and_then(|at| {
        let sentence = !text[at..part.start].contains(['。', ';']);
        wholes.iter().rev().copied().find(|count| sentence && count.end <= at)
    });
    let whole = listed.or_else(|| wholes.last().copied())?;
    let (of_part, of_whole) = (clause_of(text, part), clause_of(text, whole));
    // 不合格47批次，合格率97.8%: the rate is of the others.
    if ["不", "未", "没有", "非"].iter().any(|not| of_part.contains(&format!("{not}{stem}"))) {
        return None;
    }
    // 受理43件，办结41件，按期办结率100%: what is not done yet is not due.
    let in_time = ["按期", "按时", "限期", "如期", "及时"]
        .iter()
        .any(|word| name.contains(word) && !of_part.contains(word));
    if in_time && hundredths(rate) == Decimal::from_int(100) {
        return None;
    }
    // 回收率 is of what was 收回; 检查率 is of what was 实检, where 应检 is the whole.
    let near = |clause: &str| stem.chars().all(|c| clause.contains(c));
    let due = rule.words.iter().any(|word| of_whole.contains(word.as_str()));
    let shares = |clause: &str| stem.chars().any(|c| clause.contains(c));
    let is_part = near(&of_part) || (due && shares(&of_part));
    let others = told.before.iter().filter(|count| count.quantity.unit == part.quantity.unit);
    let right = wholes
        .iter()
        .copied()
        .chain(others)
        .filter(|whole| whole.quantity.value >= part.quantity.value)
        .any(|whole| agrees(rate, part.quantity.value, whole.quantity.value));
    let fits = gap == 1
        && is_part
        && (due || !near(&of_whole))
        && whole.is_exact()
        && part.is_exact()
        && part.quantity.value <= whole.quantity.value
        && (listed.is_some() || text[whole.end..part.start].matches(MARKS).count() <= 2)
        && !text[whole.end..part.start].contains(['。', ';', ':']);
    (fits && !right).then(|| wrong(told, rate, part, whole)).flatten()
}

/// 占95.1%，即69张中的67张: the two counts stand behind their share.
fn restated(told: &ClaimFigures, rate: &Count) -> Option<Found> {
    let text = told.text;
    let after = &text[rate.end..];
    if !after.starts_with(",即") && !after.starts_with("(即") {
        return None;
    }
    let end = rate.end + after[1..].find(MARKS).map_or(after.len(), |at| at + 1);
    let inside = |count: &&Count| {
        count.kind == EvidenceKind::Count && count.start >= rate.end && count.end <= end && count.is_exact()
    };
    let counts: Vec<&Count> = told.counts.iter().filter(inside).collect();
    let [whole, part] = counts.as_slice() else { return None };
    let fits = text[whole.end..part.start].ends_with("中的")
        && whole.quantity.unit == part.quantity.unit
        && !agrees(rate, part.quantity.value, whole.quantity.value);
    fits.then(|| wrong(told, rate, part, whole)).flatten()
}

/// 全年没有发出收费通知，收费合规率100%: a rate of what there was none of.
pub(super) fn of_nothing(rule: &Numbers, told: &ClaimFigures) -> Option<Found> {
    let text = told.text;
    let of = |things: &str, name: &str| {
        let paired = |(thing, done): &(String, String)| {
            things.contains(thing.as_str()) && name.contains(done.as_str())
        };
        shares_a_word(things, name) || rule.subsets.iter().any(paired)
    };
    let above = |count: &&Count| count.kind == EvidenceKind::Percent && count.quantity.value > Decimal::ZERO;
    told.counts.iter().filter(above).find_map(|rate| {
        let said = &text[..rate.start];
        let name = without_verb(said);
        let start = name.rfind([',', '。', ';', ':'])?;
        let (head, name) = (&name[..start], &name[start + 1..]);
        let name = name.strip_suffix('率')?;
        let clause = head.rsplit([',', '。', ';', ':']).next()?;
        // 收取处理费0元，收缴率100%: there was none of it.
        let none =
            told.counts.iter().find(|count| count.end == start && count.quantity.value == Decimal::ZERO);
        if let Some(none) = none.filter(|none| none.is_exact() && none.kind != EvidenceKind::Percent) {
            let things = &clause[..clause.len().saturating_sub(none.end - none.start)];
            let verb = name.chars().next().is_some_and(|c| things.contains(c));
            return (verb || of(things, name)).then(|| {
                Found::at(rate.span)
                    .with("text", format!("{name}率{}", &text[rate.start..rate.end]))
                    .with("name", clause)
            });
        }
        let denied =
            rule.words.iter().find_map(|word| clause.find(word.as_str()).map(|at| at + word.len()))?;
        let things = &clause[denied..];
        let other = rule.unless.as_ref().is_some_and(|unless| unless.fits(clause));
        (!other && !things.contains(class::is_digit) && of(things, name)).then(|| {
            Found::at(rate.span)
                .with("text", format!("{name}率{}", &text[rate.start..rate.end]))
                .with("name", clause)
        })
    })
}

/// What stands before a rate without the words that only lead to it: 回复率继续保持在.
fn without_verb(said: &str) -> &str {
    const VERBS: [&str; 10] = ["保持", "稳定", "维持", "继续", "持续", "始终", "一直", "高达", "实现", "在"];
    let mut rest = said;
    loop {
        let plain = rest.trim_end_matches(['达', '到', '为', '是', '均', '都', '仍', '也', ' ']);
        let shorter = VERBS.iter().find_map(|verb| plain.strip_suffix(verb));
        match shorter {
            Some(shorter) => rest = shorter,
            None => return plain,
        }
    }
}

/// Whether two texts share two characters in a row.
pub(super) fn shares_a_word(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    a.windows(2).any(|pair| b.contains(&pair.iter().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/percent-of-counts")
    }

    #[test]
    fn a_growth_is_of_its_base() {
        assert_eq!(found("办理许可186件，比2022年的164件增加22件，增长14.3%。"), ["14.3%"]);
        assert!(found("办理许可186件，比2022年的164件增加22件，增长13.4%。").is_empty());
        assert_eq!(found("抽查1140户，比2022年的1265户减少125户，下降11.0%。"), ["11.0%"]);
        assert!(found("办理许可186件，增加22件，投诉增长14.3%。").is_empty());
    }

    #[test]
    fn a_growth_since_a_year_is_of_the_difference() {
        let text = |rate: &str| format!("全年检查384次，比2022年的597次下降{rate}；立案27件。");
        assert_eq!(found(&text("55.5%")), ["55.5%"]);
        assert!(found(&text("35.7%")).is_empty());
        assert!(found(&text("35.6%")).is_empty());
        assert!(found("检查384次，立案27件，比2022年的19件增长42.1%。").is_empty());
        assert!(found("检查384次，比2022年的597次提高55.5%。").is_empty());
    }

    #[test]
    fn a_cut_is_of_what_there_was() {
        assert_eq!(found("砂场由32家压减到4家，压减率85.7%。"), ["85.7%"]);
        assert!(found("砂场由32家压减到4家，压减率87.5%。").is_empty());
    }

    #[test]
    fn a_share_is_of_the_count_before() {
        assert_eq!(found("在职人员143名，持证的68名，占46.7%。"), ["46.7%"]);
        assert_eq!(found("赞成票占95.1%，即69张有效票中的67张。"), ["95.1%"]);
        for right in [
            "在职人员143名，持证的68名，占47.6%。",
            "在职人员143名，持证的68名，占全区持证人员的4.7%。",
            "赞成票占97.1%，即69张有效票中的67张。",
            "受理30件、办结28件，其中网上办结7件，占25%。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn the_whole_may_stand_before_its_list_or_in_the_same_clause() {
        let list = "受理投诉67件，其中供水31件、排水20件、河道16件，调解成功62件，";
        assert_eq!(found(&format!("{list}调解成功率95.2%。")), ["95.2%"]);
        assert!(found(&format!("{list}调解成功率92.5%。")).is_empty());
        assert_eq!(found("96篇解读中纯文字的71篇，占77.0%。"), ["77.0%"]);
        assert!(found("96篇解读中纯文字的71篇，占74.0%。").is_empty());
        assert_eq!(found("发布解读104篇，图表、视频形式的58篇，占56.8%。"), ["56.8%"]);
        assert!(found("发布解读104篇，图表、视频形式的58篇，占55.8%。").is_empty());
    }

    #[test]
    fn a_rate_has_the_name_of_its_part() {
        assert_eq!(found("公布草案10项，收到意见742条，采纳219条，采纳率25.9%。"), ["25.9%"]);
        assert!(found("公布草案10项，收到意见742条，采纳219条，采纳率29.5%。").is_empty());
        let court = "一审案件58件，审结50件，败诉4件，败诉率8.0%。负责人应到的32件全部到庭，到庭率100%。";
        assert!(found(court).is_empty());
        assert_eq!(found("负责人应到庭的50件，到庭32件，到庭率100%。"), ["100%"]);
        assert!(found("抽检水样216批次，不合格4批次，合格率98.1%，4批次全部复检。").is_empty());
    }

    #[test]
    fn nothing_has_no_rate() {
        let found = |text: &str| words(&report(&small(text)), "consistency/rate-of-none");
        assert_eq!(found("全年没有制定规范性文件，规范性文件备案率100%。"), ["100%"]);
        assert!(found("全年没有发生事故，隐患整改率100%。").is_empty());
        assert_eq!(found("全年收取水样检测费0元，收缴率100%。"), ["100%"]);
        assert!(found("全年发生事故0起，隐患整改率100%。").is_empty());
    }
}
