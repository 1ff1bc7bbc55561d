//! Percentages against the counts they are of. Only what no reading of the sentence makes right is said.

use super::{
    context::{Found, han},
    numbers::{Count, Told, is_exact},
    shares::{self, agrees, hundredths, is_rate},
};
use crate::{
    model::{Bound, Decimal, EvidenceKind},
    rules::kind::Numbers,
    text::class,
};

pub(super) const MARKS: [char; 5] = [',', '、', '。', ';', ':'];

/// 申报34家、通过30家、通过率90%.
pub(super) fn percent(rule: &Numbers, told: &Told) -> Option<Found> {
    told.counts.iter().filter(|count| is_rate(count)).find_map(|rate| {
        let exact = rate.quantity.unit == "%" && is_exact(rate);
        let of_change =
            || growth(rule, told, rate).or_else(|| since(rule, told, rate)).or_else(|| cut(told, rate));
        let share = || share(told, rate).or_else(|| shares::of_first(rule, told, rate));
        exact.then(of_change).flatten().or_else(|| named(rule, told, rate)).or_else(share)
    })
}

/// The clause of a place up to it.
pub(super) fn clause_before(text: &str, at: usize) -> &str {
    text[..at].rsplit(MARKS).next().unwrap_or("")
}

pub(super) fn clause_around(text: &str, count: &Count) -> String {
    let after = text[count.end..].split(MARKS).next().unwrap_or("");
    format!("{}{after}", clause_before(text, count.start))
}

/// Whether a stated share is that of two counts, by rounding or by cutting.
fn is_share(stated: Decimal, part: Decimal, whole: Decimal) -> bool {
    let exact = part.times(100).and_then(|part| part.divided(whole, stated.scale() + 3));
    let difference = exact.and_then(|exact| exact.minus(stated));
    // What cannot be worked out is not wrong.
    difference.is_none_or(|difference| difference.abs() < Decimal::new(1, stated.scale()))
}

pub(super) fn wrong(told: &Told, rate: &Count, part: &Count, whole: &Count) -> Option<Found> {
    let exact = rate.quantity.unit == "%" && is_exact(rate);
    let scale = if exact { hundredths(rate).scale() } else { 1 };
    let right = part.quantity.value.times(100)?.divided(whole.quantity.value, scale)?;
    Some(
        Found::at(rate.span)
            .with("text", &told.text[rate.start..rate.end])
            .with("right", format!("{right}%"))
            .with("part", &told.text[part.start..part.end])
            .with("whole", &told.text[whole.start..whole.end])
            .label(part.span, String::new())
            .label(whole.span, String::new()),
    )
}

/// 比2022年的164件增加22件，增长14.3%.
fn growth(rule: &Numbers, told: &Told, rate: &Count) -> Option<Found> {
    let text = told.text;
    let said = clause_before(text, rate.start).trim_end_matches(['了', '为', '达', '约']);
    let is = |words: &[String], word: &str| words.iter().any(|other| other == word);
    let ups = is(&rule.rises, said);
    if !ups && !is(&rule.falls, said) {
        return None;
    }
    let things = told.things_before(rate);
    let [.., base, change] = things.as_slice() else { return None };
    let between = &text[base.end..change.start];
    let same = base.quantity.unit == change.quantity.unit && is_exact(base) && is_exact(change);
    // The change stands right before the rate, the base right before the change.
    if !same
        || text[change.end..rate.start].trim_start_matches([',', '、']) != clause_before(text, rate.start)
    {
        return None;
    }
    let compared = clause_before(text, base.start);
    let verb = between.trim_end_matches('了');
    let fits = compared.contains(['比', '较']) && is(if ups { &rule.rises } else { &rule.falls }, verb);
    let base_value = base.quantity.value;
    (fits && base_value > Decimal::ZERO && !is_share(rate.quantity.value, change.quantity.value, base_value))
        .then(|| wrong(told, rate, change, base))
        .flatten()
}

/// 巡查630次，比2022年的900次下降30%: the rate is of the difference, in the same clause as its base.
fn since(rule: &Numbers, told: &Told, rate: &Count) -> Option<Found> {
    let text = told.text;
    let things = told.things_before(rate);
    let [.., now, base] = things.as_slice() else { return None };
    let verb =
        text[base.end..rate.start].trim_start_matches(',').trim_end_matches(['了', '约', '近', '超', '逾']);
    let up = rule.rises.iter().any(|word| word == verb);
    let down = rule.falls.iter().any(|word| word == verb);
    let clause = clause_before(text, base.start);
    // 比2024年的5976次, and nothing else that would say of what.
    let named = clause.strip_prefix(['比', '较']).is_some_and(|words| {
        let words = words.trim_end_matches(['的', '同', '期']);
        let year = words.strip_suffix('年').is_some_and(|year| year.chars().all(|c| c.is_ascii_digit()));
        year || ["上年", "去年", "上一年"].contains(&words)
    });
    let gap = &text[now.end..base.start];
    let fits = (up || down)
        && named
        && gap.strip_suffix(clause) == Some(",")
        && now.quantity.unit == base.quantity.unit
        && is_exact(now)
        && is_exact(base)
        && base.quantity.value > Decimal::ZERO
        && rate.quantity.bound == Bound::Exact;
    // What is said to be less and is more, is another thing.
    let (more, less) = (now.quantity.value, base.quantity.value);
    if !fits || (up != (more > less)) || more == less {
        return None;
    }
    let change = more.minus(less)?.abs();
    let right = change.times(100)?.divided(less, rate.quantity.value.scale())?;
    (!is_share(rate.quantity.value, change, less)).then(|| {
        Found::at(rate.span)
            .with("text", &text[rate.start..rate.end])
            .with("right", format!("{right}%"))
            .with("part", &text[now.start..now.end])
            .with("whole", &text[base.start..base.end])
            .label(now.span, String::new())
            .label(base.span, String::new())
    })
}

/// 由32家压减到4家，压减率85.7%: the rate is of what was taken away.
fn cut(told: &Told, rate: &Count) -> Option<Found> {
    let text = told.text;
    let name = clause_before(text, rate.start).trim_end_matches(['达', '到', '为', '是', '约']);
    let verb = name.strip_suffix('率').or_else(|| name.strip_suffix("幅度"))?;
    let things = told.things_before(rate);
    let [.., from, to] = things.as_slice() else { return None };
    let between = text[from.end..to.start].trim_end_matches(['到', '至', '为']);
    let fits = text[..from.start].ends_with(['由', '从'])
        && between == verb
        && ["压减", "减少", "下降", "压缩", "精简"].contains(&verb)
        && from.quantity.unit == to.quantity.unit
        && is_exact(from)
        && is_exact(to)
        && to.quantity.value < from.quantity.value
        && text[to.end..rate.start].matches(MARKS).count() == 1;
    let gone = from.quantity.value.minus(to.quantity.value)?;
    let stated = rate.quantity.value;
    let right = gone.times(100)?.divided(from.quantity.value, stated.scale())?;
    (fits && !is_share(stated, gone, from.quantity.value)).then(|| {
        Found::at(rate.span)
            .with("text", &text[rate.start..rate.end])
            .with("right", format!("{right}%"))
            .with("part", &text[to.start..to.end])
            .with("whole", &text[from.start..from.end])
            .label(to.span, String::new())
            .label(from.span, String::new())
    })
}

/// 收到意见742条，采纳219条，采纳率29.5%: the rate has the name of the part.
fn named(rule: &Numbers, told: &Told, rate: &Count) -> Option<Found> {
    let text = told.text;
    let before = text[..rate.start].trim_end_matches(['达', '到', '为', '是', '约', '超', '过', '近', '逾']);
    let name = before.rsplit(MARKS).next()?.strip_suffix('率')?;
    let stem: String = name.chars().skip(name.chars().count().saturating_sub(2)).collect();
    if stem.chars().count() < 2 {
        return None;
    }
    // In 一次合格 nothing is counted.
    let counted = |count: &&Count| {
        &text[count.start..count.end] != "一次" || !text[count.end..].starts_with(class::is_han)
    };
    let things: Vec<&Count> = told.things_before(rate).into_iter().filter(counted).collect();
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
    let (of_part, of_whole) = (clause_around(text, part), clause_around(text, whole));
    // 不合格47批次，合格率97.8%: the rate is of the others.
    if ["不", "未", "没有", "非"].iter().any(|not| of_part.contains(&format!("{not}{stem}"))) {
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
        && is_exact(whole)
        && is_exact(part)
        && part.quantity.value <= whole.quantity.value
        && (listed.is_some() || text[whole.end..part.start].matches(MARKS).count() <= 2)
        && !text[whole.end..part.start].contains(['。', ';', ':']);
    (fits && !right).then(|| wrong(told, rate, part, whole)).flatten()
}

/// 在职143名，持证68名，占46.7%; 占95.1%，即69张中的67张.
fn share(told: &Told, rate: &Count) -> Option<Found> {
    let text = told.text;
    let said = clause_before(text, rate.start).trim_end_matches(['比', '达', '为', '约', '的']);
    let after = &text[rate.end..];
    let counts = |from: usize, to: usize| -> Vec<&Count> {
        told.counts
            .iter()
            .filter(|count| count.kind == EvidenceKind::Count && count.start >= from && count.end <= to)
            .collect()
    };
    if after.starts_with(",即") || after.starts_with("(即") {
        let end = rate.end + after[1..].find(MARKS).map_or(after.len(), |at| at + 1);
        if let [whole, part] = counts(rate.end, end).as_slice()
            && text[whole.end..part.start].ends_with("中的")
            && whole.quantity.unit == part.quantity.unit
            && is_exact(whole)
            && is_exact(part)
            && !agrees(rate, part.quantity.value, whole.quantity.value)
        {
            return wrong(told, rate, part, whole);
        }
        return None;
    }
    if said != "占" {
        return None;
    }
    let things = counts(0, rate.start);
    let [whole, part] = things.as_slice() else { return None };
    // What stands between them names the part, and nothing else is counted near them.
    let between = &text[whole.end..part.start];
    // 96篇解读中纯文字的71篇 names its whole in the same clause.
    let inside = !between.contains(MARKS) && between.contains('中') && han(between) <= 12;
    let fits = whole.quantity.unit == part.quantity.unit
        && is_exact(whole)
        && is_exact(part)
        && part.quantity.value <= whole.quantity.value
        && (inside
            || (between.matches(MARKS).count() == 1 && between.contains([',', '、']))
            || listed(between))
        && text[part.end..rate.start].trim_start_matches([',', '、', '('])
            == clause_before(text, rate.start).trim_start_matches('(')
        && text[..whole.start]
            .trim_end()
            .rsplit(['。', ';'])
            .next()
            .is_some_and(|head| !head.contains("其中"));
    let same = told.before.iter().filter(|count| count.quantity.unit == part.quantity.unit);
    let right = agrees(rate, part.quantity.value, whole.quantity.value)
        || same.into_iter().any(|whole| agrees(rate, part.quantity.value, whole.quantity.value));
    (fits && !right).then(|| wrong(told, rate, part, whole)).flatten()
}

/// 104篇，图表、视频、问答形式的58篇: one comma, and behind it a list of short names of the part.
fn listed(between: &str) -> bool {
    between.strip_prefix(',').is_some_and(|names| {
        names.ends_with('的') && han(names) <= 16 && names.chars().all(|c| class::is_han(c) || c == '、')
    })
}

/// 全年没有发出收费通知，收费合规率100%: a rate of what there was none of.
pub(super) fn of_nothing(rule: &Numbers, told: &Told) -> Option<Found> {
    let text = told.text;
    let of = |things: &str, name: &str| {
        let paired = |(thing, done): &(String, String)| {
            things.contains(thing.as_str()) && name.contains(done.as_str())
        };
        shares_a_word(things, name) || rule.subsets.iter().any(paired)
    };
    told.counts.iter().filter(|count| count.kind == EvidenceKind::Percent).find_map(|rate| {
        let said = &text[..rate.start];
        let name = said.trim_end_matches(['达', '到', '为', '是', '均', '都', ' ']);
        let start = name.rfind([',', '。', ';', ':'])?;
        let (head, name) = (&name[..start], &name[start + 1..]);
        let name = name.strip_suffix('率')?;
        let clause = head.rsplit([',', '。', ';', ':']).next()?;
        // 收取处理费0元，收缴率100%: there was none of it.
        let none =
            told.counts.iter().find(|count| count.end == start && count.quantity.value == Decimal::ZERO);
        if let Some(none) = none.filter(|none| is_exact(none) && none.kind != EvidenceKind::Percent) {
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
