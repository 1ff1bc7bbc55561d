//! Totals and their parts: 公开信息354条，其中规划9条、财政318条、其他34条.
//!
//! A list is added up only if its items are surely parts of one total. More than the total is always wrong;
//! less only where the list says that it leaves nothing out.

mod closed;
mod lists;
mod near;
mod net;
mod outcomes;
mod overlap;
mod rows;
mod sectors;
mod slips;

use super::{
    context::{Context, Found, han, short},
    count::{self, Count},
    memo::Paragraph,
    wholes,
};
use crate::{
    model::{Decimal, EvidenceKind, Severity},
    rules::kind::Numbers,
    text::{Span, marks},
};
use lists::{list, without_remarks};

/// By how many hundredths a list may miss the total before it, and how many times it another total must be, for the
/// list to be of the first.
const NEAR: i128 = 10;
const FAR: i128 = 3;

/// How many parts a list has that hardly leaves anything out, and of how many parts of the total it may lack one.
const MANY: usize = 4;
const NEXT_TO_NOTHING: i128 = 33;

/// A total, its parts, and what the parts should come to.
struct Sum<'a, 'b> {
    total: &'b Count<'a>,
    parts: Vec<&'b Count<'a>>,
    /// Whether the parts are all there is.
    whole: bool,
    /// Whether that is only likely.
    likely: bool,
}

pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut found = Vec::new();
    // A total needs a part.
    for told in context.memo.paragraphs().iter().filter(|told| told.counts.len() >= 2) {
        of_paragraph(rule, told, &mut found);
    }
    found.extend(sectors::check(context));
    found
}

fn of_paragraph(rule: &Numbers, told: &Paragraph, found: &mut Vec<Found>) {
    let (mut said, mut listed): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    let marked =
        [("其中", false), ("分别为", true), ("分别是", true)].into_iter().flat_map(|(mark, closed)| {
            told.text.match_indices(mark).map(move |(at, _)| (at, at + mark.len(), closed))
        });
    let sums = marked.flat_map(|(at, from, closed)| {
        let mut sums: Vec<Sum> = in_line(rule, told, at, from, closed).into_iter().collect();
        sums.extend(rows::in_rows(rule, told, at, from));
        sums
    });
    let of_those =
        told.text.match_indices("中,").filter_map(|(at, mark)| of_those(rule, told, at, at + mark.len()));
    for sum in sums
        .chain(of_those)
        .chain(outcomes::sums(rule, told))
        .chain(closed::sums(rule, told))
        .chain(near::sums(rule, told))
    {
        let parts = || sum.parts.iter().map(|part| part.span);
        if let Some(one) = wrong(told, &sum)
            && !overlap::is_told(rule, told, &sum)
            && !said.contains(&sum.total.span)
            && !parts().any(|part| listed.contains(&part))
        {
            said.push(sum.total.span);
            listed.extend(parts());
            found.push(one);
        }
    }
    found.extend(near::balances(told));
    let known: Vec<Span> = found.iter().map(|one| one.span).collect();
    found.extend(net::wrong(told).into_iter().filter(|one| !known.contains(&one.span)));
}

fn wrong(told: &Paragraph, sum: &Sum) -> Option<Found> {
    let value = sum.total.quantity.value;
    let exact = sum.total.is_exact() && sum.parts.iter().all(|part| part.is_exact());
    let added = count::add(&sum.parts)?;
    let parts: Vec<Decimal> = sum.parts.iter().map(|part| part.quantity.value).collect();
    let swap = !sum.whole && added < value && slips::is_swap(value, &parts);
    // 426件，其中58件、214件、129件、15件: of a long list next to nothing is left out.
    let nearly = !sum.whole
        && parts.len() >= MANY
        && added < value
        && value.minus(added).and_then(|off| off.times(NEXT_TO_NOTHING)).is_some_and(|off| off <= value)
        && sum.total.kind == EvidenceKind::Count;
    let wrong = if sum.whole { added != value } else { added > value || swap || nearly };
    // What is told in 万元 is rounded.
    let mut slack = Decimal::ZERO;
    for one in sum.parts.iter().chain([&sum.total]).filter(|one| one.kind == EvidenceKind::Money) {
        slack = slack.plus(one.quantity.precision)?;
    }
    let rounded = added.minus(value)?.abs().times(2)? <= slack;
    if !wrong || !exact || rounded {
        return None;
    }
    let myriads = told.text[sum.total.start..sum.total.end].contains('万');
    let show = |value: Decimal| match value.divided(Decimal::from_int(10_000), 4).filter(|_| myriads) {
        Some(value) => format!("{value}万{}", sum.total.quantity.unit),
        None => format!("{value}{}", sum.total.quantity.unit),
    };
    let from = sum.total.start.min(sum.parts.first()?.start);
    let head = marks::start(&told.text[..from], &marks::SENTENCE);
    let mut found = Found::at(sum.total.span)
        .with("text", short(&told.text[head..], 60))
        .with("total", show(value))
        .with("sum", show(added))
        .cap((swap || sum.likely).then_some(Severity::Warning))
        .cap((nearly && !swap).then_some(Severity::Note));
    for part in &sum.parts {
        found = found.label(part.span, String::new());
    }
    Some(found)
}

/// The total that stands right before a mark.
fn total<'a, 'b>(told: &'b Paragraph<'a>, at: usize) -> Option<&'b Count<'a>> {
    let before = |count: &&Count| count.end <= at && count.kind != EvidenceKind::Percent;
    let total = told.counts.iter().rev().find(before)?;
    let gap = &told.text[total.end..at];
    // 成功率97.9% tells nothing that can be counted.
    let gap = gap
        .trim_end_matches(',')
        .rsplit_once(',')
        .filter(|(_, last)| wholes::is_rate(last))
        .map_or(gap, |(head, _)| head);
    // How much it grew may stand between.
    let grown = gap.contains("同比") || gap.contains("较上年") || gap.contains("比上年");
    let near = han(gap) <= 8
        && !gap.trim_end_matches(['。', ' ']).contains(['。', ';', ':'])
        && gap.matches(',').count() <= if grown { 2 } else { 1 };
    let wholes = wholes::wholes(told.text, &told.counts, &total.quantity.unit, at);
    let stands = !total.is_exact() || wholes.iter().any(|whole| whole.start == total.start);
    (near && stands).then_some(total)
}

/// Whether the parts can be those of another figure of the sentence: 受理97件，立案27件，其中采砂20件、涉河9件.
fn of_another(told: &Paragraph, sum: &Sum, at: usize) -> bool {
    let Some(added) = count::add(&sum.parts) else {
        return false;
    };
    // Behind 查出有问题的67份 a list that nearly comes to it, and is far from all others, is of those.
    let those = wholes::label(told.text, sum.total).ends_with('的');
    let total = sum.total.quantity.value;
    let off = added.minus(total).map(Decimal::abs);
    let near =
        |off: Option<Decimal>| off.and_then(|off| off.times(100 / NEAR)).is_some_and(|off| off <= total);
    wholes::wholes(told.text, &told.counts, &sum.total.quantity.unit, at)
        .iter()
        .filter(|whole| whole.start != sum.total.start)
        .map(|whole| whole.quantity.value)
        .filter(|whole| !(those && near(off) && added.times(FAR).is_some_and(|added| added <= *whole)))
        .chain(wholes::together(told.text, &told.counts, &sum.total.quantity.unit, at))
        .any(|whole| if sum.whole { added == whole } else { added <= whole })
}

/// Whether a list tells what came from elsewhere beside what was done: 其中上年转入3件，结案20件.
fn is_mixed(items: &str) -> bool {
    wholes::is_carried(items) && !["新收", "新增", "本年", "当年"].iter().any(|word| items.contains(word))
}

/// The sentence up to a place, and whether what it says may be added up: sums of several years, comparisons and
/// parts of parts may not.
fn adds_up(rule: &Numbers, told: &Paragraph, at: usize, items: &str) -> bool {
    let head = told.text[..at].trim_end_matches(['。', ' ']);
    let clause = head.rsplit(['。', ';', ':']).next().unwrap_or("");
    let items = &without_remarks(items);
    // 新收61件，办结60件 are stages of one matter, not parts of a total.
    let stages = rule.subsets.iter().any(|(first, then)| items.contains(first) && items.contains(then));
    !stages
        && !items.contains("其中")
        && !items.contains("分别")
        && !rule.unless.as_ref().is_some_and(|unless| unless.fits(clause) || unless.fits(items))
}

fn ends_whole(rule: &Numbers, label: &str) -> bool {
    rule.words.iter().any(|word| label.contains(word.as_str()))
}

/// 其中规划9条、财政318条: the items of one sentence.
fn in_line<'a, 'b>(
    rule: &Numbers,
    told: &'b Paragraph<'a>,
    at: usize,
    from: usize,
    closed: bool,
) -> Option<Sum<'a, 'b>> {
    let text = told.text;
    let total = total(told, at)?;
    let behind: Vec<&Count> = told.counts.iter().filter(|count| count.start >= at).collect();
    let mut parts = list(rule, text, from, &behind);
    if parts.is_empty() {
        parts = outcomes::ended(rule, text, from, &behind).unwrap_or_default();
    }
    let end = parts.last()?.end;
    let items = text[from..end].trim_start_matches(',');
    // 材料75件，分别为合同51份、文件20件: papers and cases are counted alike where the list is of all.
    let alike = |unit: &str| closed && ["件", "份", "项", "起", "宗", "部"].contains(&unit);
    let same = parts.iter().all(|part| {
        let (one, other) = (part.quantity.unit.as_str(), total.quantity.unit.as_str());
        part.is_amount() && (one == other || (alike(one) && alike(other)))
    });
    let averaged = total.is_amount() && wholes::label(text, total).contains('均');
    let opposed = matches!(parts.as_slice(), [one, other]
        if closed::are_opposite(rule, wholes::label(text, one), wholes::label(text, other)));
    let mixed = parts.iter().any(|part| part.quantity.unit != total.quantity.unit);
    // What is counted by another unit is of it only where it nearly comes to it.
    let far = |added: Decimal| {
        let value = total.quantity.value;
        added.minus(value).map(Decimal::abs).and_then(|off| off.times(4)).is_none_or(|off| off > value)
    };
    if parts.len() < 2
        || !same
        || (mixed && count::add(&parts).is_none_or(far))
        || !total.is_amount()
        || averaged
        || is_mixed(items)
        || !adds_up(rule, told, total.end, items)
    {
        return None;
    }
    // 其他39件 in a list says that it leaves nothing out.
    // …、其他水面18亩，其余为滩地: that one says so does not hold where more follows.
    let behind = text[end..].trim_start_matches([',', '、', ' ']);
    let goes_on = ["其余", "余下", "剩余", "剩下", "下余"].iter().any(|word| behind.starts_with(word));
    let whole = !goes_on && (closed || opposed || ends_whole(rule, items));
    // With commas the next clause may tell what became of all: 其中供水41件，办结95件.
    let staged = items.contains(',') && parts.iter().any(|part| is_stage(wholes::label(text, part)));
    let sum = Sum { total, parts, whole, likely: false };
    (!staged && !of_another(told, &sum, at)).then_some(sum)
}

/// Whether words tell how far something came: 结案20件.
fn is_stage(label: &str) -> bool {
    [
        "结案", "办结", "审结", "结束", "完成", "整改", "答复", "回复", "办理", "处理", "执行", "化解",
        "解决", "成功", "满意",
    ]
    .iter()
    .any(|word| label.contains(word))
}

/// 办结的案件中，食品类168件、其他55件: the list says of which total it is.
fn of_those<'a, 'b>(rule: &Numbers, told: &'b Paragraph<'a>, at: usize, from: usize) -> Option<Sum<'a, 'b>> {
    let text = told.text;
    let head = text[..at].rsplit(['。', ';', ',', ':', '\n']).next()?;
    let behind: Vec<&Count> = told.counts.iter().filter(|count| count.start >= from).collect();
    let mut parts = list(rule, text, from, &behind);
    // What some of them come to is no item: 撤销7件，确认违法2件，直接纠错9件.
    let summed = |part: &&Count| wholes::label(text, part).ends_with("纠错") || !part.is_amount();
    let no_list = parts.is_empty() || parts.iter().any(summed);
    let ended = no_list.then(|| outcomes::ended(rule, text, from, &behind)).flatten();
    let likely = ended.is_some();
    parts = ended.unwrap_or(parts);
    let items = &text[from..parts.last()?.end];
    let unit = &parts[0].quantity.unit;
    let same = parts.iter().all(|part| part.quantity.unit == *unit && part.kind == EvidenceKind::Count);
    if parts.len() < 2 || !same || !adds_up(rule, told, at, items) {
        return None;
    }
    let last = items.rsplit(['、', ',', '和']).next().unwrap_or("");
    let whole = likely || ends_whole(rule, last);
    // 受理的306件纠纷中 has its total in itself.
    let start = at - head.len();
    let inside = told.counts.iter().find(|count| count.start >= start && count.end <= at);
    if let Some(total) = inside {
        let fits = total.quantity.unit == *unit
            && total.kind == EvidenceKind::Count
            && han(&text[total.end..at]) <= 6;
        return fits.then_some(Sum { total, parts, whole, likely });
    }
    // 审结案件中 needs no 的.
    let (verb, thing) = head.split_once('的').or_else(|| Some((head.strip_suffix("案件")?, "案件")))?;
    if !(2..=4).contains(&han(verb)) || han(thing) > 6 || verb.len() != han(verb) * 3 {
        return None;
    }
    let total = told.counts.iter().rev().find(|count| {
        let clause = text[..count.start].rsplit([',', '。', ';', ':', '、']).next().unwrap_or("");
        count.end <= start && count.quantity.unit == *unit && clause.contains(verb)
    })?;
    Some(Sum { total, parts, whole, likely })
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/sum-of-parts")
    }

    #[test]
    fn only_a_closed_list_of_counts_is_added_up() {
        assert_eq!(found("受理投诉97件，其中供水41件、排水40件、河道28件。"), ["97件"]);
        assert_eq!(found("立案27件，分别为采砂2件、涉河7件。"), ["27件"]);
        assert_eq!(found("收到申请49件，同比增长5%，其中公开21件、其他(含撤回)9件、转下年18件。"), ["49件"]);
        assert_eq!(found("申请49件，其中自然人41件，法人或其他组织6件。"), ["49件"]);
        for silent in [
            "受理投诉97件，其中供水41件、排水40件。",
            "新增管道639公里，其中干管370公里，改造支管2600公里。",
            "满意率95%，其中城镇96%、农村97%。",
            "新增执法人员9名，其中考录6名、调入5名。",
        ] {
            assert!(found(silent).is_empty(), "{silent}");
        }
    }

    #[test]
    fn stages_of_one_matter_are_no_parts() {
        assert!(found("办结242件，转下年6件。其中水务所新收61件，办结60件。").is_empty());
    }

    #[test]
    fn parts_may_stand_in_sentences_of_their_own() {
        assert_eq!(found("受理投诉97件。其中，供水41件；排水40件；其他15件。"), ["97件"]);
        assert_eq!(found("受理投诉97件。其中，供水41件。排水40件。其他28件。"), ["97件"]);
        assert!(found("受理投诉97件。其中，供水41件；排水40件；其他16件。").is_empty());
        assert!(found("受理投诉97件。其中，供水41件；排水40件。全年办理许可230件。").is_empty());
        assert!(found("受理投诉97件。其中，供水41件。排水40件。全年办理许可230件。").is_empty());
        assert!(found("受理投诉97件，其中供水41件，排水9件；共办理90件，结转7件。").is_empty());
        assert!(found("满意率97.5%，其中供水50%、排水40%、河道10%。").is_empty());
        assert!(found("受理投诉97件。其中，供水41件，都已办结。全年办理许可230件。").is_empty());
    }

    #[test]
    fn rows_of_two_columns_check_each_other() {
        let rows = |money: &str| {
            found(&format!("有2件收取费用{money}元。其中，水务所1件，收取80元；河道所1件，收取110元。"))
        };
        assert_eq!(rows("180"), ["180元"]);
        assert!(rows("190").is_empty());
    }

    #[test]
    fn a_list_that_names_its_total() {
        assert_eq!(found("立案42件，办结36件。办结的案件中，采砂12件、涉河9件、其他18件。"), ["36件"]);
        assert!(found("立案42件，办结36件。办结的案件中，采砂12件、涉河9件、其他15件。").is_empty());
        assert_eq!(found("受理的36件投诉中，供水12件、排水9件、其他18件。"), ["36件"]);
        let kinds = |last: u32| {
            format!("立案48件，结案40件。结案案件中，供水19件，取水、采砂和排水9件，水保5件，其他{last}件。")
        };
        assert_eq!(found(&kinds(9)), ["40件"]);
        assert!(found(&kinds(7)).is_empty());
    }

    #[test]
    fn a_list_is_of_the_total_that_it_nearly_comes_to() {
        let text = |last: u32| {
            format!("清查合同412份，查出有问题的67份，其中租金偏低21份、期限过长16份、没有议定{last}份。")
        };
        assert_eq!(found(&text(32)), ["67份"]);
        assert!(found(&text(30)).is_empty());
        assert!(found("受理投诉97件，立案27件，其中供水41件、排水40件。").is_empty());
    }

    #[test]
    fn two_digits_of_an_open_list_changed_places() {
        assert_eq!(found("公开信息8642条，其中网站公开5130条，新媒体公开3332条。"), ["8642条"]);
        let long = "其中区政府门户网站公开5130条，区属政务新媒体公开3332条。";
        assert_eq!(found(&format!("公开信息8642条，{long}")), ["8642条"]);
        assert!(found("公开信息8462条，其中网站公开5130条，新媒体公开3332条。").is_empty());
        assert!(found("公开信息8642条，其中网站公开5130条，新媒体公开3102条。").is_empty());
    }

    #[test]
    fn outcomes_of_what_has_ended_are_all_there_are() {
        let text = |last: u32| {
            format!(
                "收到复议申请163件，审结141件，22件尚在审理。审结案件中，维持62件，撤销和确认违法9件，责令履行3件，驳回{last}件，调解、和解后终止49件。"
            )
        };
        assert_eq!(found(&text(16)), ["141件"]);
        assert!(found(&text(18)).is_empty());
        assert!(found("审结复议案件141件。审结案件中，维持62件，撤销9件。").is_empty());
    }

    #[test]
    fn a_long_list_that_leaves_next_to_nothing_out_lacks_something() {
        let text = |total: u32| format!("办结许可{total}件，其中取水58件、方案214件、排水129件、涉河15件。");
        assert_eq!(found(&text(426)), ["426件"]);
        assert!(found(&text(416)).is_empty() && found(&text(486)).is_empty());
        assert_eq!(found("审查材料75件，分别为合同51份、方案13件、文件7件。"), ["75件"]);
        assert!(found("审查材料71件，分别为合同51份、方案13件、文件7件。").is_empty());
    }

    #[test]
    fn what_outcomes_come_to_may_stand_behind_them() {
        let list =
            "维持40件，驳回12件，终止26件，撤销6件，确认违法3件，责令履行1件，直接纠错10件，纠错率11.4%。";
        let text =
            |total: u32| format!("全年办理复议案件99件，审结{total}件，结转11件。审结的案件中，{list}");
        assert_eq!(found(&text(82)), ["82件"]);
        assert!(found(&text(88)).is_empty());
    }

    #[test]
    fn a_comma_behind_the_mark_changes_nothing() {
        let list = "予以公开31件、部分公开4件、作其他处理6件。";
        assert_eq!(found(&format!("办理申请43件，其中，{list}")), ["43件"]);
        assert!(found(&format!("办理申请41件，其中，{list}")).is_empty());
    }

    #[test]
    fn outcomes_exclude_each_other() {
        assert_eq!(found("清理文件31件，继续有效19件，修改5件，废止9件。"), ["31件"]);
        assert!(found("清理文件33件，继续有效19件，修改5件，废止9件。").is_empty());
        assert!(found("清理文件34件，继续有效19件，修改5件，废止9件。").is_empty());
        assert_eq!(found("上半年评查5份，全年80份，优秀37份、合格43份、不合格1份。"), ["80份"]);
        assert!(found("复议5件、诉讼2件，维持4件，驳回2件。").is_empty());
    }
}
