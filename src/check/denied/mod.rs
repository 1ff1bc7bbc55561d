//! What one place says there was none of, and another counts.

mod all_done;
mod denied_results;
mod only_so_many;

use super::{
    context::{Context, Found, short},
    memo::ClaimText,
    names::issuer,
};
use crate::{
    model::{Decimal, Role, Severity},
    rules::kind::Numbers,
    text::{Span, class, marks},
};

/// Most characters of a cause.
const CAUSE: usize = 24;

/// Most characters between a figure and its thing.
const ABOUT: usize = 10;

/// How many characters may stand between 没有 and what there was none of.
const NEAR: usize = 14;

/// For each thing of the rule: a clause on the whole year that denies it, and a count of it elsewhere.
pub(super) fn check(context: &Context, rule: &Numbers) -> Vec<Found> {
    let mut found: Vec<Found> = rule.words.iter().flat_map(|thing| of_thing(context, rule, thing)).collect();
    found.extend(whole_year(context, rule));
    found.extend(denied_results::check(context));
    found.extend(denied_results::files(context));
    found.extend(only_so_many::check(context));
    found.extend(all_done::check(context));
    found
}

/// Fewest and most characters of what a clause on the whole year says there was none of.
const THING: std::ops::RangeInclusive<usize> = 4..=14;

/// Clauses on the whole year that deny a thing of any name, which another sentence counts by the same words:
/// 2023年没有制定行政规范性文件 and 制定行政规范性文件2件.
fn whole_year(context: &Context, rule: &Numbers) -> Vec<Found> {
    let text = context.plain();
    let mut found = Vec::new();
    for claim in context.claims().iter().filter(|claim| claim.in_body && claim.text.len() <= 3000) {
        for (range, thing) in none_of(rule, claim.text) {
            let known = rule.words.iter().any(|word| thing.contains(word.as_str()));
            if known || rule.unless.as_ref().is_some_and(|unless| unless.fits(claim.text)) {
                continue;
            }
            let counted = text.match_indices(thing).find_map(|(at, _)| {
                let end = at + thing.len();
                let digits = text[end..].find(|c| !class::is_digit(c)).unwrap_or(0);
                let some = text[end..end + digits].parse().is_ok_and(|count: u32| count > 0);
                let unit = text[end + digits..].starts_with(['件', '份', '个', '起', '项', '宗', '例', '次']);
                // The count of another year, or of last year's plan, denies nothing.
                let other = claim_of(context, at).is_none_or(|there| {
                    !there.in_body
                        || there.role == Role::Plan
                        || rule.unless.as_ref().is_some_and(|unless| unless.fits(there.text))
                });
                (some && unit && !other).then(|| context.place(at, end + digits + "件".len()))
            });
            let Some(place) = counted else { continue };
            let span = context.place(claim.base + range.start, claim.base + range.end);
            found.push(
                Found::at(span)
                    .with("text", short(context.document.plain_slice(span), 40))
                    .with("name", thing)
                    .with("first", context.words(place))
                    .label(place, context.lang.pick("这里有件数", "counted here")),
            );
        }
    }
    found
}

/// The claim around an offset of the plain view.
fn claim_of<'a>(context: &Context<'a>, at: usize) -> Option<&'a ClaimText<'a>> {
    context.claim_at(context.place(at, at).start()).map(|id| context.claim(id))
}

/// What the clauses of a sentence that speak of the whole year deny up to their ends, with the words that deny it.
fn none_of<'a>(rule: &Numbers, text: &'a str) -> Vec<(std::ops::Range<usize>, &'a str)> {
    let mut found = Vec::new();
    let mut from = 0;
    for clause in text.split_inclusive([',', ';', '。', ':']) {
        let start = from;
        from += clause.len();
        let inner = clause.trim_end_matches([',', ';', '。', ':']);
        // 无 begins too many other words: 无人机.
        let words = rule.deny.iter().filter(|word| word.chars().count() >= 2);
        let hits = words.filter_map(|word| inner.find(word.as_str()).map(|at| (at, word.len())));
        let Some((at, length)) = hits.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length))) else {
            continue;
        };
        let subject = &inner[..at];
        let yearly = rule.all.iter().any(|word| subject.contains(word.as_str()))
            || subject.match_indices('年').any(|(at, _)| subject[..at].ends_with(class::is_digit));
        let thing = &inner[at + length..];
        let verbs = ["发生", "出现", "产生", "收到", "接到"];
        let thing = verbs.iter().find_map(|verb| thing.strip_prefix(verb)).unwrap_or(thing);
        let whole = thing.chars().all(class::is_han) && !inner.contains("一件");
        if yearly && whole && THING.contains(&thing.chars().count()) {
            found.push((start + at..start + inner.len(), thing));
        }
    }
    found
}

/// A clause that denies a thing.
struct Denial {
    span: Span,
    /// Of what cause there was none.
    cause: Option<String>,
    /// Whether it surely speaks of the whole year: what else its sentence tells of may be all that it is about.
    surely: bool,
}

fn of_thing(context: &Context, rule: &Numbers, thing: &str) -> Vec<Found> {
    let mut denials: Vec<Denial> = Vec::new();
    let mut counted: Option<(Span, String)> = None;
    let mut caused: Vec<(String, Span)> = Vec::new();
    let denies = |claim: &ClaimText| {
        claim.text.contains(thing) && rule.deny.iter().any(|word| claim.text.contains(word.as_str()))
    };
    if !context.plain().contains(thing) || !context.claims().iter().any(denies) {
        return Vec::new();
    }
    let own = issuer(context);
    for claim in context.claims() {
        let text = claim.text;
        let signs = |(of, sign): &(String, String)| of == thing && text.contains(sign.as_str());
        if !text.contains(thing) && !rule.subsets.iter().any(signs) {
            continue;
        }
        // Of one matter, of another body or of another year there can be none.
        let other = || rule.unless.as_ref().is_some_and(|unless| context.fits(unless, claim));
        if !claim.in_body || claim.role == Role::Plan || text.len() > 3000 {
            continue;
        }
        let none = denied(rule, own.as_deref(), text, thing);
        let at_all =
            none.is_some() && text.rsplit([',', ':']).next().is_some_and(|last| ends_so(rule, last, thing));
        if other() && !at_all {
            continue;
        }
        if let Some((range, cause)) = none {
            if claim.role != Role::Problems {
                let span = context.place(claim.base + range.start, claim.base + range.end);
                denials.push(Denial { span, cause, surely: !at_all || is_of_year(rule, text) });
            }
            continue;
        }
        caused.extend(cause_of_some(context, claim));
        counted = counted.or_else(|| on_a_day(context, rule, thing, claim));
        if counted.is_none() {
            counted = context.memo.counts(claim.id).iter().find_map(|count| {
                let before = &text[..count.start];
                // 出庭应诉2次 is of lawsuits too.
                let sign = |(of, sign): &(String, String)| of == thing && before.ends_with(sign.as_str());
                let behind = &text[count.end..];
                let named = before.strip_suffix("案件").unwrap_or(before).ends_with(thing)
                    || rule.subsets.iter().any(sign)
                    || is_of_one(behind, thing);
                let fits = named && count.is_exact_number() && count.quantity.value > Decimal::ZERO;
                fits.then(|| (count.span, format!("{thing}{}", &text[count.start..count.end])))
            });
        }
    }
    let one = |span: Span, said: String, place: Span| {
        Found::at(span)
            .with("text", short(context.document.plain_slice(span), 40))
            .with("name", thing)
            .with("first", said)
            .label(place, context.lang.pick("这里有件数", "counted here"))
    };
    let found = denials.into_iter().filter_map(|Denial { span, cause, surely }| match (cause, &counted) {
        // None of that cause: what is counted must have it too.
        (Some(cause), _) => {
            let (_, place) = caused.iter().find(|(other, _)| other.contains(cause.as_str()))?;
            Some(one(span, short(context.document.plain_slice(*place), 40), *place))
        }
        (None, Some((place, said))) => {
            Some(one(span, said.clone(), *place).cap((!surely).then_some(Severity::Note)))
        }
        (None, None) => None,
    });
    found.collect()
}

/// Whether a sentence speaks of the whole year or the whole body.
fn is_of_year(rule: &Numbers, text: &str) -> bool {
    rule.all.iter().any(|word| text.contains(word.as_str()))
}

/// Whether the words behind a figure name the thing with what it is about between: 1起征地行政诉讼.
fn is_of_one(behind: &str, thing: &str) -> bool {
    let between = behind.find(thing).map(|at| &behind[..at]);
    between.is_some_and(|words| {
        words.chars().count() <= ABOUT
            && words.chars().all(class::is_han)
            && !["没有", "未", "可能", "不", "拟", "应"].iter().any(|word| words.contains(word))
            // A hearing that people attended, a case that was taught.
            && !["庭审", "案例", "培训", "旁听", "讲座", "开庭"]
                .iter()
                .any(|word| behind[words.len() + thing.len()..].starts_with(word))
    })
}

/// A deed on a day or in a month that shows that there was some: 10月22日出庭应诉.
fn on_a_day(context: &Context, rule: &Numbers, thing: &str, claim: &ClaimText) -> Option<(Span, String)> {
    let signs = rule.subsets.iter().filter(|(of, _)| of == thing).map(|(_, sign)| sign);
    let mut hits = signs.flat_map(|sign| claim.text.match_indices(sign.as_str()));
    hits.find_map(|(at, sign)| {
        let before = claim.text[..at]
            .trim_end_matches(['作', '为', '被', '告', '负', '责', '人', '代', '表', '亲', '自']);
        let day = day_of(before, sign)?;
        day.ends_with(class::is_digit).then(|| {
            let start = claim.base + day.trim_end_matches(class::is_digit).len();
            let place = context.place(start, claim.base + at + sign.len());
            (place, context.words(place))
        })
    })
}

/// The words up to the number of a day or a month behind which somebody did something, be it in whose name or on
/// what matter: 10月12日代表区水务局就征地案.
fn day_of<'a>(before: &'a str, sign: &str) -> Option<&'a str> {
    if let Some(day) = before.strip_suffix(['日', '月']) {
        return Some(day);
    }
    let clause = marks::start(before, &[',', ';', '。']);
    let at = before.rfind(['日', '月']).filter(|at| *at > clause && sign == "出庭应诉")?;
    let words = &before[at + "日".len()..];
    let acts = words.starts_with("代表")
        || words.starts_with('就')
        || words.starts_with("在")
        || words.starts_with("到");
    let other =
        ["组织", "学习", "旁听", "观摩", "培训", "讲", "要求", "研究", "部署", "通报", "制定", "印发"];
    (acts && words.chars().count() <= 24 && !other.iter().any(|word| words.contains(word)))
        .then_some(&before[..at])
}

/// What is said to have led to a thing that the sentence counts: 1件因招生划片引起的行政诉讼.
fn cause_of_some(context: &Context, claim: &ClaimText) -> Option<(String, Span)> {
    let cause = cause(&claim.text[claim.text.find('因')?..])?;
    let some = context
        .memo
        .counts(claim.id)
        .iter()
        .any(|count| count.is_exact_number() && count.quantity.value > Decimal::ZERO);
    some.then(|| (cause.to_owned(), claim.span))
}

/// 因 what: the words before 引起 or 引发.
fn cause(words: &str) -> Option<&str> {
    let rest = words.strip_prefix('因')?;
    let end = ["引起", "引发", "产生"].iter().filter_map(|word| rest.find(word)).min()?;
    let cause = &rest[..end];
    (2..=CAUSE)
        .contains(&cause.chars().count())
        .then_some(cause)
        .filter(|cause| cause.chars().all(class::is_han))
}

/// The words that deny a thing of the whole year: 全年没有被申请行政复议; or, with the cause, what had none of it:
/// 没有因划片引起的行政诉讼, 拆除没有引发行政诉讼.
fn denied(
    rule: &Numbers,
    own: Option<&str>,
    text: &str,
    thing: &str,
) -> Option<(std::ops::Range<usize>, Option<String>)> {
    let mut from = 0;
    for clause in text.split_inclusive([',', ';', '。']) {
        let (start, end) = (from, from + clause.len());
        from = end;
        let Some(at) = clause.find(thing) else { continue };
        let before = &clause[..at];
        let deny = rule
            .deny
            .iter()
            .filter_map(|word| before.rfind(word.as_str()).map(|at| (at, at + word.len())))
            .max_by_key(|(_, end)| *end);
        let Some((deny, behind)) = deny else { continue };
        let between = &before[behind..];
        let whole = text[..start + deny].rsplit(['。', ';']).next().unwrap_or("");
        let yearly = rule.all.iter().any(|word| whole.contains(word.as_str()))
            || whole.trim_end().ends_with('年')
            || is_of_own_year(whole, own)
            || is_final(whole, &clause[at + thing.len()..])
            || is_existential(rule, before, &clause[at + thing.len()..]);
        if between.chars().count() > NEAR
            || between.contains(class::is_digit)
            || is_of_result(&clause[at + thing.len()..])
        {
            continue;
        }
        let range = start + deny..start + at + thing.len();
        let from = between.find('因').map_or("", |at| &between[at..]);
        if let Some(cause) = cause(from) {
            return Some((range, Some(cause.to_owned())));
        }
        // What did not lead to any: its last two characters stand for it.
        let leads = between.starts_with("引") || before[..behind].ends_with("引发");
        let subject = &before[..deny];
        if leads && !yearly && subject.ends_with(class::is_han) {
            let last: String = subject.chars().skip(subject.chars().count().saturating_sub(2)).collect();
            return (last.chars().count() == 2).then_some((range, Some(last)));
        }
        if yearly {
            return Some((range, None));
        }
    }
    None
}

/// How reviews and lawsuits end. 未发生行政诉讼败诉 denies the end, no lawsuit.
const ENDS: [&str; 10] = ["纠错", "纠正", "撤销", "败诉", "变更", "确认违法", "责令", "追责", "超期", "逾期"];

/// Whether words behind a thing name how it ended.
fn is_of_result(behind: &str) -> bool {
    let behind = behind.strip_prefix("案件").unwrap_or(behind).trim_start_matches(['中', '被', '的']);
    ENDS.iter().any(|end| behind.starts_with(end))
}

/// Whether words are a year and the body's own name, in full or its end: 2023年区水务局.
fn is_of_own_year(words: &str, own: Option<&str>) -> bool {
    let named = words
        .trim()
        .split_once('年')
        .filter(|(year, _)| year.len() == 4 && year.chars().all(class::is_digit));
    let body = named.map_or("", |(_, body)| body.trim_start_matches('度'));
    let ours =
        ["我局", "我镇", "我县", "我区", "我市", "我乡", "我委", "我办", "本局", "本镇", "本街道", "街道"];
    body.chars().count() >= 2 && (own.is_some_and(|own| own.ends_with(body)) || ours.contains(&body))
}

/// Whether a clause that denies is all that its sentence says: 没有发生行政诉讼案件。
fn is_final(before: &str, behind: &str) -> bool {
    let behind = behind.strip_prefix("案件").unwrap_or(behind);
    before.trim().is_empty() && (behind.is_empty() || behind.starts_with(['。', ';']))
}

/// Whether the last clause of a sentence denies a thing at all.
fn ends_so(rule: &Numbers, clause: &str, thing: &str) -> bool {
    let at = clause.find(thing);
    at.is_some_and(|at| is_existential(rule, &clause[..at], &clause[at + thing.len()..]))
}

/// Whether a clause at the end of a sentence says of a thing that there was none at all, be it with others: 没有发生行政
/// 复议和行政诉讼案件。 What did not lead to any (引发) is of one matter.
fn is_existential(rule: &Numbers, before: &str, behind: &str) -> bool {
    let none = ["没有发生", "未发生", "没有出现", "未出现"].iter().find_map(|word| before.strip_prefix(word));
    let Some(between) = none else { return false };
    let rest = |words: &str| {
        let mut words = words.trim_start_matches(['过']);
        for name in &rule.words {
            words = words.strip_prefix(name.as_str()).unwrap_or(words);
        }
        words.trim_start_matches(['和', '、', '及', '与', '或', '者']).is_empty()
    };
    let mut behind = behind;
    for _ in 0..3 {
        behind =
            behind.strip_prefix("案件").unwrap_or(behind).trim_start_matches(['和', '、', '及', '与', '或']);
        let next = rule.words.iter().find_map(|name| behind.strip_prefix(name.as_str()));
        behind = next.unwrap_or(behind);
    }
    rest(between) && (behind.is_empty() || behind.starts_with(['。', ';']))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/denied")
    }

    #[test]
    fn none_at_all_is_said_at_the_end_of_a_sentence() {
        let none = "立案27件，许可43件，未发生行政复议和行政诉讼案件。";
        for some in
            ["10月12日代表区水务局就一起取水许可行政诉讼出庭应诉。", "局长10月出庭应诉行政诉讼案件1件。"]
        {
            assert_eq!(found(&format!("{none}\n\n{some}")).len(), 1, "{some}");
        }
        for other in [
            "立案27件，没有因此引发行政复议和行政诉讼。",
            "立案27件，未发生涉企行政诉讼案件。",
            "全年未发生因取水许可被行政诉讼败诉的案件。",
        ] {
            assert!(found(&format!("{other}\n\n局长10月出庭应诉行政诉讼案件1件。")).is_empty(), "{other}");
        }
        assert!(found(&format!("{none}\n\n组织行政诉讼培训1期，旁听1起行政诉讼庭审。")).is_empty());
    }

    #[test]
    fn what_is_denied_is_counted_elsewhere() {
        assert_eq!(found("被申请行政复议2件，都维持。\n\n全年没有被申请行政复议。"), ["没有被申请行政复议"]);
        assert!(found("被申请行政复议2件，都维持。\n\n全年没有发生行政诉讼。").is_empty());
        let some = "被申请行政复议2件，都维持。";
        for none in ["2023年区水务局没有被申请行政复议，也没有成为被告。", "2023年我局没有被申请行政复议。"]
        {
            assert_eq!(found(&format!("{some}\n\n{none}")), ["没有被申请行政复议"], "{none}");
        }
        assert!(found(&format!("{some}\n\n2023年渡口镇没有被申请行政复议，也没有成为被告。")).is_empty());
        assert!(found("全年没有被申请行政复议，也没有发生行政诉讼。").is_empty());
        assert_eq!(found("全年没有发生行政诉讼。\n\n局长10月出庭应诉1次。"), ["没有发生行政诉讼"]);
    }

    #[test]
    fn a_deed_on_a_day_shows_that_there_was_some() {
        let none = "全年没有发生行政诉讼。";
        assert_eq!(found(&format!("{none}\n\n局长10月22日出庭应诉。")), ["没有发生行政诉讼"]);
        assert_eq!(found("没有发生行政诉讼案件。\n\n局长5月作为被告负责人出庭应诉1次。").len(), 1);
        assert!(found(&format!("{none}\n\n局长10月22日组织学习出庭应诉规则。")).is_empty());
        assert!(found("办理许可12件，没有引发行政诉讼案件。\n\n局长8月出庭应诉1次。").is_empty());
        let text = small("办理许可12件，没有发生行政诉讼案件。\n\n局长8月出庭应诉1次。");
        let notes = report(&text).findings.into_iter().filter(|found| found.rule == "consistency/denied");
        assert!(notes.map(|found| found.severity).eq([crate::model::Severity::Note]));
    }

    #[test]
    fn none_of_a_cause_is_denied_by_one_of_that_cause() {
        let some = "局长11月就1件因招生划片引起的行政诉讼案件出庭应诉。";
        assert_eq!(found(&format!("全年没有发生因划片引起的行政诉讼。\n\n{some}")).len(), 1);
        assert!(found(&format!("全年没有发生因收费引起的行政诉讼。\n\n{some}")).is_empty());
        let some = "因滨河路拆除违法搭建引起、以街道为被告的行政诉讼1件，法院驳回。";
        assert_eq!(found(&format!("38处搭建全部拆除，拆除没有引发行政诉讼。\n\n{some}")).len(), 1);
        assert!(found(&format!("38处搭建全部整改，整改没有引发行政诉讼。\n\n{some}")).is_empty());
    }

    #[test]
    fn a_thing_of_any_name_is_denied_by_its_own_words() {
        let made = "全年制定行政规范性文件2件，公布在网站。";
        let none = "2023年没有制定行政规范性文件，不需要备案。";
        assert_eq!(found(&format!("{made}\n\n{none}")), ["没有制定行政规范性文件"]);
        for (some, none) in [
            ("制定行政规范性文件0件。", none),
            ("上年制定行政规范性文件2件。", none),
            (made, "镇里没有制定行政规范性文件的权限。"),
            (made, "全年没有制定行政规范性文件清理方案。"),
            (made, "全年没有应当备案而未备案的文件。"),
        ] {
            assert!(found(&format!("{some}\n\n{none}")).is_empty(), "{none}");
        }
    }

    #[test]
    fn none_of_one_matter_denies_nothing() {
        assert!(found("被申请行政复议2件。\n\n全年公开信息312条，没有因此被申请行政复议。").is_empty());
        assert!(found("被申请行政复议2件。\n\n没有行政复议被纠正。").is_empty());
    }
}
