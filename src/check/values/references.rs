//! Figures that only refer to one that was told: 物业纠纷97件 in one place, 79件物业纠纷中 in another.

use super::plain;
use crate::{
    check::{
        context::{Context, Found, han, short},
        count::Count,
        wholes,
    },
    model::{Decimal, Role},
    rules::kind::Numbers,
    text::{Span, class, marks},
};

/// What stands behind a figure that is of all that were told: 3卷都, 6件中.
const OF_ALL: [&str; 6] = ["中", "里", "均", "都", "全部", "平均"];

/// What a slip makes more is at most this part of what was told.
const NEARLY: i128 = 5;

/// Two figures of one thing with a short name differ by at most this part of the larger.
const NEAR: i128 = 3;

/// How words end that tell which kind of a thing is meant.
const KINDS: [char; 6] = ['色', '级', '类', '型', '式', '性'];

/// Most figures of either kind, each compared with all others.
const MOST: usize = 1000;

/// Most characters of a name.
const NAME: usize = 8;

/// A value with its unit and its sentence.
type Known<'a> = (Decimal, &'a str, &'a str);

/// A figure that was told, or one that refers.
struct Said<'a> {
    /// What it is of; for one that was told, the words before it and behind it.
    name: String,
    behind: &'a str,
    value: Decimal,
    unit: &'a str,
    span: Span,
    shown: &'a str,
    sentence: &'a str,
    /// Whether the name is that of what was done or found: 不合格的3卷.
    verb: bool,
    /// Where in the name of what was done, what it was done to begins.
    split: usize,
    /// Whether it may be of some of them only: then it differs by a slip of the hand.
    slip: bool,
    /// The month that it is of, which the sentence of the other must tell too.
    month: &'a str,
}

impl<'a> Said<'a> {
    /// A figure of a sentence by its name, and nothing more.
    fn of(text: &'a str, count: &Count<'a>, name: String) -> Self {
        Self {
            name,
            behind: "",
            value: count.quantity.value,
            unit: count.quantity.unit.as_str(),
            span: count.span,
            shown: &text[count.start..count.end],
            sentence: text,
            verb: false,
            split: 0,
            slip: false,
            month: "",
        }
    }
}

/// The figures that refer to one that was told with another value.
pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let (mut told, mut references): (Vec<Said>, Vec<Said>) = (Vec::new(), Vec::new());
    let mut known: Vec<Known> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    for claim in context.claims() {
        let text = claim.text;
        if !claim.in_body || text.len() > 3000 {
            continue;
        }
        let plan = claim.role == Role::Plan;
        let all = context.memo.counts(claim.id);
        found.extend(resumed(text, all));
        for count in all {
            if !count.is_exact_number() {
                continue;
            }
            known.push((count.quantity.value, count.quantity.unit.as_str(), text));
            match reference(context, rule, text, count) {
                Some(said) if references.len() < MOST => references.push(said),
                None if !plan && told.len() < MOST => told.extend(statement(rule, text, (all, count))),
                _ => {}
            }
        }
    }
    found.extend(references.iter().filter_map(|here| differing(here, &told, &known)));
    found
}

/// 不合格38批次，39批次全部立案: a figure that takes up one of the same sentence and differs from it in one digit. Where
/// it is one of the others, or what two of them come to, it is right.
fn resumed(text: &str, counts: &[Count]) -> Option<Found> {
    let counted: Vec<&Count> = counts.iter().filter(|count| count.is_exact_number()).collect();
    counted.iter().enumerate().find_map(|(at, here)| {
        let opens = text[..here.start].ends_with([',', ';']);
        let all = ["全部", "均", "都"].iter().any(|word| text[here.end..].starts_with(word));
        if !opens || !all {
            return None;
        }
        let sentence = text[..here.start].rfind('。').unwrap_or(0);
        let unit = &here.quantity.unit;
        let mut earlier = counted[..at].iter().filter(|count| count.quantity.unit == *unit);
        let values: Vec<Decimal> = earlier.clone().map(|count| count.quantity.value).collect();
        let value = here.quantity.value;
        let derived = values.iter().enumerate().any(|(nth, one)| {
            *one == value
                || values[nth + 1..].iter().any(|other| {
                    one.plus(*other) == Some(value) || one.minus(*other).map(Decimal::abs) == Some(value)
                })
        });
        // 县建议3件、提案2件、镇建议24件，29件全部办结: all that were told.
        let mut sum = Some(Decimal::ZERO);
        let added = values.iter().rev().take(6).any(|one| {
            sum = sum.and_then(|sum| sum.plus(*one));
            sum == Some(value)
        });
        let derived = derived || added;
        let last = earlier.rfind(|count| count.start >= sentence)?;
        // Fewer could be some of them.
        (!derived && value > last.quantity.value && one_digit(last.quantity.value, value)).then(|| {
            Found::at(here.span)
                .with("name", wholes::label(text, last))
                .with("first", &text[last.start..last.end])
                .with("second", &text[here.start..here.end])
                .with("text", short(text, 60))
                .label(last.span, &text[last.start..last.end])
        })
    })
}

/// Whether a figure can be one that was told with a slip of the hand: two digits have changed places, or one is
/// another and makes it a little more. A little less could be some of them.
fn is_slip(told: Decimal, here: Decimal) -> bool {
    let digits = |value: Decimal| {
        let mut digits = value.to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    let more = here.minus(told).and_then(|more| more.times(NEARLY));
    let little = more.is_some_and(|more| more > Decimal::ZERO && more <= told);
    (little && one_digit(told, here)) || (told != here && digits(told) == digits(here))
}

/// Whether two values are of one size.
fn is_near(a: Decimal, b: Decimal) -> bool {
    let off = a.minus(b).map(Decimal::abs).and_then(|off| off.times(NEAR));
    off.is_some_and(|off| off <= a.max(b)) || is_slip(a, b)
}

/// Whether two values of two digits or more differ in exactly one of them.
fn one_digit(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && a.len() >= 2 && a.chars().zip(b.chars()).filter(|(a, b)| a != b).count() == 1
}

/// A reference with another value than all that tell of the same. One that stands elsewhere too can be of that.
fn differing(here: &Said, told: &[Said], known: &[Known]) -> Option<Found> {
    let same = |value: Decimal, unit: &str| value == here.value && unit == here.unit;
    let named: Vec<(usize, &Said)> = told
        .iter()
        .filter(|there| there.unit == here.unit && there.sentence.contains(here.month))
        .filter_map(|there| Some((common(here, there)?, there)))
        .filter(|(_, there)| !here.slip || is_slip(there.value, here.value))
        // 审结 may be said of one thing here and of another there.
        .filter(|(length, there)| !here.verb || *length > 2 || is_near(there.value, here.value))
        .collect();
    // 不合格 is nearer to 评查不合格 than 合格 is.
    let most = named.iter().map(|(length, _)| *length).max()?;
    let mut nearest = named.iter().filter(|(length, _)| *length == most).map(|(_, there)| *there);
    let first = nearest.next()?;
    let one = nearest.all(|there| there.value == first.value);
    // What is named by its verb can only be of a sentence that has the verb.
    let name: &str = if first.name.is_empty() { first.behind } else { &first.name };
    let elsewhere = known.iter().filter(|(value, unit, text)| {
        same(*value, unit) && (!here.verb || text.contains(name) || text.contains(here.name.as_str()))
    });
    let alone = elsewhere.count() == 1;
    (alone && one && first.value != here.value).then(|| {
        Found::at(here.span)
            .with("name", short(if here.verb { &here.name } else { &first.name }, 30))
            .with("first", first.shown)
            .with("second", here.shown)
            .with("text", short(here.sentence, 60))
            .label(first.span, first.shown)
    })
}

/// How many characters the name of a reference shares with that of a figure that was told, if it is of the same.
fn common(here: &Said, there: &Said) -> Option<usize> {
    // 合格 is the end of 不合格, and something else.
    let ends = |a: &str, b: &str| {
        let rest = a.strip_suffix(b)?;
        let other = rest.ends_with(['不', '未', '没', '非', '无']) || rest.ends_with("没有");
        (han(b) >= 2 && !other).then(|| han(b))
    };
    if !here.verb {
        let bare = here.name.strip_suffix("案件").filter(|name| han(name) >= 2).unwrap_or(&here.name);
        let whole = [here.name.as_str(), bare].into_iter().find_map(|name| {
            // 红色预警信号 are some of the 预警信号.
            let rest = there.name.strip_suffix(name)?;
            // 下沉执法人员 are some of the 执法人员, whatever the word is.
            let persons = ["名", "人", "位"].contains(&there.unit);
            let same = rest.is_empty() || (!persons && han(name) >= 4 && !rest.ends_with(KINDS));
            same.then(|| han(name))
        });
        return whole.or_else(|| {
            // 审查的58份合同 are the 审查政府合同52份, if only the hand has slipped.
            let (verb, thing) = here.name.split_at_checked(here.split)?;
            let inner = there.name.strip_prefix(verb)?.strip_suffix(thing)?;
            let fits =
                han(verb) >= 2 && han(thing) >= 2 && han(inner) <= 4 && is_slip(there.value, here.value);
            fits.then(|| han(&here.name))
        });
    }
    // 评查不合格的3卷 are the 不合格2卷; 签订承诺的15家 the 13家签订承诺.
    // 对查处的46件案件 are the 查处案件64件.
    if let Some((who, thing)) = there.name.rsplit_once(here.name.as_str()).filter(|_| here.slip)
        && (2..=4).contains(&han(thing))
        && here.behind.starts_with(thing)
        && !who.ends_with(['不', '未', '没', '非', '无'])
    {
        return Some(han(&here.name));
    }
    let before = ends(&here.name, &there.name).or_else(|| ends(&there.name, &here.name));
    let behind = || ends(&here.name, there.behind).filter(|length| *length >= 4 && there.name.is_empty());
    before.or_else(behind)
}

/// A figure at the end of its clause, or one at its head, with its own words.
fn statement<'a>(
    rule: &Numbers,
    text: &'a str,
    (all, count): (&[Count<'a>], &Count<'a>),
) -> Option<Said<'a>> {
    let words = marks::before(&text[..count.start], &marks::MEMBER);
    // 黄色、红色预警信号3次 is of the whole list.
    let head = &text[..count.start - words.len()];
    if head.ends_with('、') && !all.iter().any(|other| other.end + '、'.len_utf8() == head.len()) {
        return None;
    }
    let behind = marks::behind(&text[count.end..], &marks::MEMBER);
    let own = plain(rule, words.trim_start_matches("其中"));
    let own = if ["仍有", "还有", "尚有", "有"].contains(&own) { "" } else { own };
    let limited = rule.unless.as_ref().is_some_and(|unless| unless.fits(own));
    let told = behind.is_empty() || (own.is_empty() && behind.chars().all(class::is_han));
    (told && !limited).then(|| Said { behind, ..Said::of(text, count, own.to_owned()) })
}

/// 5月评查出的9卷不合格案卷中: of what was told of that month.
fn of_month<'a>(text: &'a str, count: &Count<'a>, words: &'a str) -> Option<Said<'a>> {
    let at = words.find('月')?;
    let month = &words[..at + '月'.len_utf8()];
    let verb = words[month.len()..].strip_suffix('的')?;
    let behind = &text[count.end..];
    let thing = &behind[..behind.find(['中', '里', ',', '。', ';'])?];
    let name = ["案卷", "案件", "企业", "单位", "样品", "问题", "项目"]
        .iter()
        .find_map(|noun| thing.strip_suffix(noun))?;
    let digits = month.trim_end_matches('月');
    let fits = !digits.is_empty()
        && digits.chars().all(class::is_digit)
        && (2..=4).contains(&han(verb))
        && (2..=NAME).contains(&han(name))
        && behind[thing.len()..].starts_with(['中', '里'])
        && name.chars().all(class::is_han);
    fits.then(|| Said { month, ..Said::of(text, count, name.to_owned()) })
}

/// A figure that is of all that were told: 79件物业纠纷中, 不合格的3卷都.
fn reference<'a>(context: &Context, rule: &Numbers, text: &'a str, count: &Count<'a>) -> Option<Said<'a>> {
    let words = marks::before(&text[..count.start], &marks::MEMBER);
    // 退回、补正的14件中 are of both.
    if text[..count.start - words.len()].ends_with('、') {
        return None;
    }
    if let Some(said) = of_month(text, count, words.trim()) {
        return Some(said);
    }
    if rule.unless.as_ref().is_some_and(|unless| unless.fits(words)) || !this_year(context, words) {
        return None;
    }
    let behind = &text[count.end..];
    let run = &behind[..behind.find(|c| !class::is_han(c)).unwrap_or(behind.len())];
    let said = |name: String, verb: bool, slip: bool| Said { verb, slip, ..Said::of(text, count, name) };
    // 2024年败诉的6件中
    let own = plain(rule, dated(words));
    // 对办结的18件案件逐件回访 takes up all of them.
    let taken = own.rsplit_once(['对', '将', '把']).filter(|(who, _)| {
        han(who) <= NAME
            && !who.ends_with(['针', '面', '应', '反', '绝', '即'])
            && who.chars().all(class::is_han)
    });
    // 全年立案的162件案件 are all of them.
    let yearly = ["全年", "年内", "本年度"].iter().any(|word| words.contains(word));
    let (own, taken) = taken.map_or((own, yearly), |(_, own)| (dated(own), true));
    if let Some(verb) = own.strip_suffix('的')
        && (2..=NAME).contains(&han(verb))
        && verb.chars().all(class::is_han)
        && OF_ALL.iter().any(|word| run.starts_with(word))
    {
        return Some(said(verb.to_owned(), true, false));
    }
    if taken
        && let Some(verb) = own.strip_suffix('的')
        && (2..=NAME).contains(&han(verb))
        && verb.chars().all(class::is_han)
    {
        return Some(Said { behind: run, ..said(verb.to_owned(), true, true) });
    }
    let marks = ["里", "中", "平均", "都", "均"];
    let end = marks.iter().filter_map(|mark| run.find(mark)).min().or(taken.then_some(run.len()))?;
    let thing = &run[..end];
    // 15家签订承诺的企业中
    if own.is_empty()
        && let Some((verb, noun)) = thing.split_once('的')
        && (4..=NAME).contains(&han(verb))
        && (taken || (2..=4).contains(&han(noun)))
        && !verb.contains(['有', '在', '和', '与'])
    {
        return Some(said(verb.to_owned(), true, taken));
    }
    if taken {
        return None;
    }
    // 镇中 and 村里 hold no thing that is counted.
    if !(2..=NAME).contains(&han(thing)) || thing.contains(['的', '有', '在', '和']) {
        return None;
    }
    let verb = own.trim_end_matches('的');
    (han(verb) <= 4).then(|| Said { split: verb.len(), ..said(format!("{verb}{thing}"), false, false) })
}

/// Words without the date at their head.
fn dated(words: &str) -> &str {
    let words = words.trim();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == words.len() { words } else { rest.strip_prefix('年').unwrap_or(words) }
}

/// Whether words name no year, or that of the report.
fn this_year(context: &Context, words: &str) -> bool {
    let Some(at) = words.find('年') else { return true };
    let digits = class::digits_before(&words[..at]);
    digits.parse::<i32>().ok().is_some_and(|year| context.year() == Some(year)) || digits.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(first: &str, second: &str) -> Vec<String> {
        let text = small(&format!("{first}。\n\n二、存在的不足和原因\n\n{second}。"));
        words(&report(&text), "consistency/two-values")
    }

    #[test]
    fn what_was_found_is_named_by_its_verb() {
        let first = "评查案卷60卷，评定优秀33卷、合格25卷、不合格2卷";
        assert_eq!(found(first, "评查不合格的3卷都由水政大队办理"), ["3卷"]);
        assert!(found(first, "评查不合格的2卷都由水政大队办理").is_empty());
        let first = "抽检水样264批次，合格261批次";
        assert!(found("受理诉求640件，解决590件", "没有解决的50件里多数是停水").is_empty());
        assert!(found("行政诉讼审结21件", "审结的46件中，维持20件").is_empty());
        assert!(found(first, "不合格的3批次都追溯到供水点").is_empty());
        let first = "行政诉讼14件，胜诉9件、败诉5件";
        assert_eq!(found(first, "2023年败诉的6件中有3件败在送达程序"), ["6件"]);
        assert!(found(first, "2022年败诉的6件中有3件败在送达程序").is_empty());
        assert!(found(first, "上年败诉的6件中有3件败在送达程序").is_empty());
        assert!(found(&format!("{first}。\n\n区里败诉7件"), "败诉的6件中有3件败在送达程序").is_empty());
        assert_eq!(
            found("用水单位46户，其中13户签订节水承诺", "15户签订节水承诺的单位中有4户超用水"),
            ["15户"]
        );
        assert!(
            found("用水单位46户，其中13户签订节水承诺", "13户签订节水承诺的单位中有4户超用水").is_empty()
        );
    }

    #[test]
    fn a_figure_taken_up_may_have_slipped() {
        let first =
            "全年立案27件，办结196件，检查企业312户。各水务所办结4件，审查用水合同87份，仍有71户未安装水表";
        for (wrong, words) in [
            ("法规科对办结的169件案件逐件回访", "169件"),
            ("大队对检查的421户用水企业回访，对检查的321户企业建档", "321户"),
            ("审查的78份合同中，9份没有违约责任", "78份"),
            ("年底前对77户未安装水表的用户逐户上门", "77户"),
        ] {
            assert_eq!(found(first, wrong), [words], "{wrong}");
        }
        for right in [
            "法规科对办结的196件案件逐件回访",
            "法规科对办结的30件案件逐件回访",
            "法规科对办结的136件重大案件逐件回访",
            "法规科对办结的195件案件逐件回访",
            "法规科对检查的41户企业逐户回访",
            "法规科对上年办结的169件案件逐件回访",
            "审查的12份合同中，9份没有违约责任",
            "年底前对35户未安装水表的用户逐户上门",
            "年底前对77户未缴水费的用户逐户上门",
        ] {
            assert!(found(first, right).is_empty(), "{right}");
        }
    }

    #[test]
    fn a_figure_of_a_month_is_of_what_was_told_of_it() {
        let first = "区里5月评查案卷90卷，评出优秀24卷、合格59卷、不合格7卷";
        assert_eq!(found(first, "5月评查出的9卷不合格案卷中，5卷出自河道所"), ["9卷"]);
        assert!(found(first, "5月评查出的7卷不合格案卷中，5卷出自河道所").is_empty());
        assert!(found(first, "4月评查出的9卷不合格案卷中，5卷出自河道所").is_empty());
    }

    #[test]
    fn a_figure_behind_a_list_is_of_all_of_it() {
        let first = "当日连续发布黄色、橙色、红色断水预警信号3次";
        assert!(found(first, "38次断水预警信号中，31次提前通知到户").is_empty());
        let first = "发布红色断水预警信号3次";
        assert!(found(first, "38次断水预警信号中，31次提前通知到户").is_empty());
        let first = "受理供水纠纷97件、排水纠纷86件";
        assert_eq!(found(first, "68件排水纠纷中，有31件是同一小区的"), ["68件"]);
    }

    #[test]
    fn a_figure_taken_up_is_the_same() {
        let text = |text: &str| words(&report(&small(text)), "consistency/two-values");
        assert_eq!(text("抽检水样560批次，不合格38批次，39批次全部立案核查。"), ["39批次"]);
        for right in [
            "抽检水样560批次，不合格38批次，38批次全部立案核查。",
            "不合格38批次，立案1批次，39批次全部公示。",
            "镇水样3批次、村水样2批次、厂水样24批次，29批次全部公示。",
            "检查泵站38座，更换阀门19处，12处均已验收。",
        ] {
            assert!(text(right).is_empty(), "{right}");
        }
    }

    #[test]
    fn who_did_it_may_stand_before_it() {
        let first = "区法律顾问审查合同52份，提出意见79条";
        assert_eq!(found(first, "全年审查的58份合同里，9份没有约定违约责任"), ["58份"]);
        assert!(found(first, "抽查的58份合同里，9份没有约定违约责任").is_empty());
        assert!(found(first, "全年审查的52份合同里，9份没有约定违约责任").is_empty());
    }
}
