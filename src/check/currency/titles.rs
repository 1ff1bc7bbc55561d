//! Titles of laws that no law has and one nearly has: 《中华人民共和国家庭教育法》.
//!
//! The laws of the country are few and all in the table, so that a title in 《》 that ends in 法 and is none of
//! them is a slip if a character or two make it one. Regulations are not looked for: nobody lists them all.

use std::{cmp::Ordering, collections::BTreeMap};

use crate::{
    check::{
        context::{Context, Found},
        phrase::together,
    },
    model::MentionKind,
    rules::Table,
    text::fold_str,
};

/// What the formal title of a law begins with.
const FORMAL: &str = "中华人民共和国";

/// Words that end in 法 and name no law.
const METHODS: [&str; 6] = ["办法", "方法", "做法", "用法", "书法", "兵法"];

/// Fewest characters of a title behind [`FORMAL`], and of one without it: short names are easily like
/// each other.
const LEAST: (usize, usize) = (3, 5);

/// Characters that may be missing from a title, and that may be too many.
const MISSING: usize = 3;
const TOO_MANY: usize = 2;

/// The names of the laws in a table without [`FORMAL`], sorted.
pub(super) fn laws(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = table
        .rows()
        .iter()
        .flat_map(|row| [table.get(row, "name"), table.get(row, "short")])
        .map(|name| fold_str(name.strip_prefix(FORMAL).unwrap_or(name)))
        .filter(|name| name.ends_with('法'))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The names of the laws and regulations whose titles begin with [`FORMAL`], without it, sorted.
pub(super) fn formal(table: &Table) -> Vec<String> {
    let names = table.rows().iter().filter_map(|row| table.get(row, "name").strip_prefix(FORMAL));
    let mut names: Vec<String> = names.map(fold_str).collect();
    names.sort();
    names.dedup();
    names
}

/// The titles of regulations and party documents in a table, those that are no longer in force among them if wanted.
pub(super) fn documents(table: &Table, repealed: bool) -> Vec<String> {
    let mut names: Vec<String> = table
        .rows()
        .iter()
        .filter(|row| repealed || table.get(row, "status") == "valid")
        .map(|row| fold_str(table.get(row, "name")))
        .filter(|name| !name.ends_with('法'))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Titles that are said to be of the whole country and are not: 《中华人民共和国节约用水条例》.
pub(super) fn of_the_country(context: &Context, unless: &[String], names: &[String]) -> Vec<Found> {
    let known = |name: &str| names.binary_search_by(|other| other.as_str().cmp(name)).is_ok();
    told(context, unless, |title, _| {
        let rest = title.strip_prefix(FORMAL)?;
        let name = rest.split('(').next().unwrap_or(rest);
        (known(name) && !known(title)).then(|| format!("《{rest}》"))
    })
}

/// The titles of regulations and documents that nothing has and one nearly has, one finding for each title.
pub(super) fn misnamed_documents(
    context: &Context,
    unless: &[String],
    names: &[String],
    laws: &[String],
) -> Vec<Found> {
    told(context, unless, |title, _| {
        let meant = document_meant(title, names).map(str::to_owned);
        Some(format!("《{}》", meant.or_else(|| of_another_kind(title, names, laws))?))
    })
}

/// What a title should end with: 《信访工作法》 is 信访工作条例, 《中华人民共和国行政处罚条例》 is a law.
fn of_another_kind(title: &str, names: &[String], laws: &[String]) -> Option<String> {
    let known = |list: &[String], name: &str| list.binary_search_by(|other| other.as_str().cmp(name)).is_ok();
    let plain = title.strip_prefix(FORMAL).unwrap_or(title);
    // Only the National People's Congress makes laws.
    if let Some(stem) = plain.strip_suffix('法').filter(|_| !METHODS.iter().any(|word| plain.ends_with(word)))
    {
        if known(laws, plain) || stem.chars().count() < 3 {
            return None;
        }
        return ["条例", "暂行条例", "工作条例"].into_iter().find_map(|end| {
            let name = format!("{stem}{end}");
            let formal = format!("{FORMAL}{name}");
            known(names, &formal).then_some(formal).or_else(|| known(names, &name).then_some(name))
        });
    }
    let stem = title.strip_prefix(FORMAL)?;
    let stem = ["条例", "办法", "规定"].iter().find_map(|end| stem.strip_suffix(end))?;
    let law = format!("{stem}法");
    (!known(names, title) && !known(names, plain) && known(laws, &law)).then(|| format!("{FORMAL}{law}"))
}

/// Short names of laws where they are told first, one finding for the report: 《水污染防治法》.
pub(super) fn short_names(context: &Context, unless: &[String], laws: &[String]) -> Vec<Found> {
    let plain = context.plain();
    let found = told(context, unless, |title, at| {
        let known = laws.binary_search_by(|law| law.as_str().cmp(title)).is_ok();
        // 宪法, 刑法 and 民法典 are called so everywhere.
        let first = title.chars().count() > 3 && plain.find(&format!("《{title}》")) == Some(at);
        if !first || plain[..at].contains(&format!("(以下简称《{title}》")) {
            return None;
        }
        let name = if known { title } else { headless(title, laws)? };
        let formal = format!("{FORMAL}{name}");
        (!plain[..at].contains(&formal)).then(|| format!("《{formal}》"))
    });
    together(found)
}

/// The one regulation of which a title is all but the first word: 《信息公开条例》.
fn headless<'a>(title: &str, formal: &'a [String]) -> Option<&'a str> {
    let long = title.ends_with("条例") && title.chars().count() >= 6;
    let head = |name: &&String| name.strip_suffix(title).is_some_and(|head| head.chars().count() == 2);
    let mut of = formal.iter().filter(|_| long).filter(head);
    of.next().filter(|_| of.next().is_none()).map(String::as_str)
}

/// The titles that no law has and one nearly has, one finding for each title.
///
/// A law that is only being made (`unless`: 起草, 制定) may have any title.
pub(super) fn misnamed(context: &Context, unless: &[String], laws: &[String]) -> Vec<Found> {
    let plain = context.plain();
    told(context, unless, |title, at| {
        let formal = if title.starts_with(FORMAL) { FORMAL } else { "" };
        let cut = || beheaded(title, laws).filter(|law| !plain[..at].contains(law));
        Some(format!("《{formal}{}》", meant(title, laws).or_else(cut)?))
    })
}

fn told(context: &Context, unless: &[String], meant: impl Fn(&str, usize) -> Option<String>) -> Vec<Found> {
    let mut by_title: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for mention in context.analysis.facts.mentions.iter().filter(|mention| mention.kind == MentionKind::Title)
    {
        let words = context.document.plain_slice(mention.span);
        let Some(title) = words.strip_prefix('《').and_then(|words| words.strip_suffix('》')) else {
            continue;
        };
        let at = context.document.plain().offset(mention.span.start()) as usize;
        // 废止与《…》不一致的文件: what others are held against is in force, whatever else is made there.
        let cited = || {
            let before = &context.plain()[..at];
            let head = before.strip_suffix(['与', '同', '和']).filter(|head| !head.ends_with(['》', ')']));
            let against = ["不一致", "不符", "相抵触", "抵触", "冲突", "不相适应", "不适应"];
            let behind = &context.plain()[at + words.len()..];
            head.is_some() && against.iter().any(|word| behind.starts_with(word))
        };
        let made = || {
            let (_, sentence) = context.sentence(mention.span.start());
            !cited() && unless.iter().any(|word| sentence.contains(word.as_str()))
        };
        if let Some(instead) = meant(title, at)
            && context.document.in_body(mention.span.start())
            && !made()
        {
            let found = Found::at(mention.span).with("text", title).with("instead", instead);
            by_title.entry(title.to_owned()).or_default().push(found);
        }
    }
    by_title.into_values().flat_map(together).collect()
}

/// Whether two titles have the same characters in another order: 生产安全法.
fn is_anagram(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    a != b && sorted(a) == sorted(b)
}

/// Fewest characters of a title that can be another's in another order.
const SAME: usize = 8;

/// Fewest characters of a document's title: short ones are easily like each other.
const LONG: usize = 12;

/// The document that a title nearly is: one or two characters are missing.
fn document_meant<'a>(title: &str, names: &'a [String]) -> Option<&'a str> {
    let plain = title.chars().all(crate::text::class::is_han);
    let known = |name: &str| names.binary_search_by(|other| other.as_str().cmp(name)).is_ok();
    if !plain || known(title) {
        return None;
    }
    let formal = title.strip_prefix(FORMAL);
    // That it is called of the whole country and is not, another rule says.
    if formal.is_some_and(known) {
        return None;
    }
    // 《水价核定条例》 for 水价核定暂行条例.
    let provisional = |law: &&String| {
        law.len() == title.len() + "暂行".len()
            && ["暂行", "试行"].iter().any(|word| law.contains(word) && law.replacen(word, "", 1) == title)
    };
    if let Some(law) = names.iter().find(provisional) {
        return Some(law);
    }
    let least = if formal.is_some() { FORMAL.chars().count() + LEAST.1 } else { LONG };
    let count = title.chars().count();
    let bytes = title.len();
    let shuffled = |law: &&String| law.len() == title.len() && is_anagram(title, law);
    if let Some(law) = names.iter().find(shuffled).filter(|_| count >= SAME) {
        return Some(law);
    }
    let near = |law: &&String| {
        // A title of Chinese characters has three bytes for each.
        if law.len().abs_diff(bytes) > 3 * TOO_MANY.max(2) {
            return false;
        }
        let wanted = law.chars().count();
        let missing = (1..=2).contains(&wanted.saturating_sub(count)) && slips(title, law).is_some();
        // 中华人民共和国政府信息公开管理条例 has two too many.
        let added = formal.is_some()
            && law.starts_with(FORMAL)
            && (1..=TOO_MANY).contains(&count.saturating_sub(wanted))
            && slips(title, law).is_some();
        missing || added || is_shuffled(title, law)
    };
    let full = formal.is_some() || !known(&format!("{FORMAL}{title}"));
    names
        .iter()
        .filter(|_| count >= least && full)
        .find(near)
        .or_else(|| names.iter().filter(|_| count >= least).find(|name| is_promoted(title, name)))
        .map(String::as_str)
}

/// Whether a title calls 条例 what is a 规定 or 办法, with at most a word of it left out. Places and bodies make 条例 of
/// their own, which then bear their names.
fn is_promoted(title: &str, name: &str) -> bool {
    const STEM: usize = 10;
    let Some(stem) = title.strip_suffix("条例").filter(|stem| stem.chars().count() >= STEM) else {
        return false;
    };
    let of = ["规定", "办法", "规则"].iter().find_map(|end| name.strip_suffix(end));
    of.is_some_and(|of| of == stem || of.len() == stem.len() + "落实".len() && slips(stem, of).is_some())
}

/// Whether a long title is another with words that changed places or were exchanged for like ones: it begins and ends as
/// the other does, is as long, and has nearly all its characters.
fn is_shuffled(title: &str, name: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (title.chars().collect(), name.chars().collect());
    if a.len() < LONG
        || a.len().abs_diff(b.len()) > 1
        || a[..4] != b[..4]
        || a[a.len() - 2..] != b[b.len() - 2..]
    {
        return false;
    }
    let mut rest = b.clone();
    let other =
        a.iter().filter(|c| rest.iter().position(|d| d == *c).map(|at| rest.remove(at)).is_none()).count();
    // One in eight characters of a title of twenty, one in ten of a shorter one.
    other <= a.len() / if a.len() < 20 { 10 } else { 8 }
}

/// The law of which a title is only the end: 《复议法》. Behind the whole title it is one that was told.
fn beheaded<'a>(title: &str, laws: &'a [String]) -> Option<&'a str> {
    let short = title.ends_with('法') && (3..=4).contains(&title.chars().count());
    if !short || laws.binary_search_by(|law| law.as_str().cmp(title)).is_ok() {
        return None;
    }
    let head = |law: &&String| law.strip_suffix(title).is_some_and(|head| head.chars().count() == 2);
    laws.iter().find(head).map(String::as_str)
}

/// The law that a title nearly is, if it is none.
fn meant<'a>(title: &str, laws: &'a [String]) -> Option<&'a str> {
    let name = title.strip_prefix(FORMAL).unwrap_or(title);
    // 《水发》: the last character was mistyped.
    if let Some(stem) = name.strip_suffix('发') {
        let law = format!("{stem}法");
        return laws.binary_search(&law).ok().and_then(|at| laws.get(at)).map(String::as_str);
    }
    let count = name.chars().count();
    let least = if name.len() < title.len() { LEAST.0 } else { LEAST.1 };
    let plain = name.chars().all(crate::text::class::is_han);
    let method = METHODS.iter().any(|word| name.ends_with(word));
    if !name.ends_with('法') || method || !plain || !(least..=24).contains(&count) {
        return None;
    }
    if laws.binary_search_by(|law| law.as_str().cmp(name)).is_ok() {
        return None;
    }
    let near = |law: &&String| law.len().abs_diff(name.len()) <= 3 * MISSING.max(TOO_MANY);
    // 中华人民共和国水资源法: what is said to be of the country has its law, however short.
    let widened = |law: &&String| {
        let short = (2..=3).contains(&law.chars().count()) && count <= law.chars().count() + TOO_MANY;
        let head = law.strip_suffix('法').filter(|head| !head.is_empty());
        name.len() < title.len() && short && head.is_some_and(|head| name.starts_with(head))
    };
    // Of two that are as near the one that begins as the title does.
    let other = |law: &str| name.chars().zip(law.chars()).take_while(|(a, b)| a == b).count();
    laws.iter()
        .filter(near)
        .filter_map(|law| Some((slips(name, law)?, std::cmp::Reverse(other(law)), law.as_str())))
        .min()
        .map(|(.., law)| law)
        .or_else(|| laws.iter().find(widened).map(String::as_str))
}

/// How many characters make a title the name of a law: left out, too many, or one exchanged.
fn slips(title: &str, law: &str) -> Option<usize> {
    let (written, wanted) = (title.chars().count(), law.chars().count());
    let within = |inner: &str, outer: &str| {
        let mut rest = outer.chars();
        inner.chars().all(|c| rest.any(|other| other == c))
    };
    match written.cmp(&wanted) {
        Ordering::Less => {
            let few = wanted - written <= MISSING && written * 2 >= wanted;
            (few && within(title, law)).then_some(wanted - written)
        }
        Ordering::Greater => {
            let few = written - wanted <= TOO_MANY && wanted > LEAST.0;
            (few && within(law, title)).then_some(written - wanted)
        }
        Ordering::Equal => {
            let other: Vec<bool> = title.chars().zip(law.chars()).map(|(a, b)| a != b).collect();
            let count = other.iter().filter(|other| **other).count();
            // 民营企业促进法: one word was taken for another.
            let word = count == 2 && wanted >= 7 && other.windows(2).any(|pair| pair == [true, true]);
            let near = (count == 1 && wanted >= 6) || (wanted >= LEAST.1 && is_anagram(title, law));
            near.then_some(1).or(word.then_some(2))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    fn meant_by(title: &str) -> Option<String> {
        let rules = RuleSet::builtin().unwrap();
        let laws = laws(rules.lexicon.table("laws").unwrap());
        meant(title, &laws).map(str::to_owned)
    }

    #[test]
    fn a_title_with_lost_characters() {
        assert_eq!(meant_by("中华人民共和国道路安全法").as_deref(), Some("道路交通安全法"));
        assert_eq!(meant_by("国家情报工作法").as_deref(), Some("国家情报法"));
        assert_eq!(meant_by("行政许许可法").as_deref(), Some("行政许可法"));
        assert_eq!(meant_by("农民专业合作设法").as_deref(), Some("农民专业合作社法"));
        assert_eq!(meant_by("中华人民共和国渔业资源法").as_deref(), Some("渔业法"));
        assert_eq!(meant_by("生产安全法").as_deref(), Some("安全生产法"));
        assert_eq!(meant_by("中华人民共和国民营企业促进法").as_deref(), Some("民营经济促进法"));
    }

    #[test]
    fn a_document_with_lost_characters() {
        let rules = RuleSet::builtin().unwrap();
        let names = documents(rules.lexicon.table("laws").unwrap(), false);
        let meant = |title: &str| document_meant(title, &names).map(str::to_owned);
        let right = "法治政府建设与责任落实督察工作规定";
        for title in [
            "法治政府建设和责任督察落实工作规定",
            "法治政府建设与责任督察落实工作规定",
            "法治政府建设与责任督察工作条例",
        ] {
            assert_eq!(meant(title).as_deref(), Some(right), "{title}");
        }
        let fines = "国务院关于进一步规范和监督罚款设定与实施的指导意见";
        assert_eq!(meant("国务院关于进一步规范和监督罚款设置与执行的指导意见").as_deref(), Some(fines));
        assert_eq!(meant("重大行政决策程序条例").as_deref(), Some("重大行政决策程序暂行条例"));
        let open = "中华人民共和国政府信息公开条例";
        assert_eq!(meant("中华人民共和国政府信息公开管理条例").as_deref(), Some(open));
        assert_eq!(
            meant("党政主要负责人履行法治建设第一责任人职责规定").map(|name| name.contains("推进")),
            Some(true)
        );
        assert_eq!(meant("法治政府建设与责任督察工作规定").as_deref(), Some(right));
        for title in [
            right,
            "法治政府建设与责任落实考核工作规定",
            "岚溪区政府信息公开管理条例",
            "政府信息公开条例",
            "信息公开条例",
            "中华人民共和国节约用水条例",
            "岚溪区节约用水条例",
        ] {
            assert_eq!(meant(title), None, "{title}");
        }
    }

    #[test]
    fn a_title_ends_as_its_kind_does() {
        let rules = RuleSet::builtin().unwrap();
        let table = rules.lexicon.table("laws").unwrap();
        let (names, laws) = (documents(table, true), laws(table));
        let meant = |title: &str| of_another_kind(title, &names, &laws);
        assert_eq!(meant("优化营商环境法").as_deref(), Some("优化营商环境条例"));
        assert_eq!(meant("中华人民共和国政府信息公开法").as_deref(), Some("中华人民共和国政府信息公开条例"));
        assert_eq!(meant("中华人民共和国行政处罚条例").as_deref(), Some("中华人民共和国行政处罚法"));
        for right in ["岚溪区行政处罚办法", "行政复议法", "节约用水办法", "水法", "行政处罚条例"]
        {
            assert_eq!(meant(right), None, "{right}");
        }
    }

    #[test]
    fn laws_methods_and_what_is_not_near_are_let_be() {
        for title in [
            "中华人民共和国行政处罚法",
            "反有组织犯罪法",
            "岚溪区河道管护办法",
            "岚溪区水法",
            "孙子兵法",
            "中华人民共和国河道法",
            "行政处罚法(修订草案)",
        ] {
            assert_eq!(meant_by(title), None, "{title}");
        }
    }
}
