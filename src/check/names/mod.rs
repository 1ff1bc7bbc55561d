//! Names of the own body and of others.

mod called;
mod epithets;
mod home;
mod misplaced;
mod officers;
pub(super) mod places;
mod predecessors;
mod regions;
mod successors;
mod surnames;
mod tenures;
mod towns;
mod variants;

use super::{
    context::{Context, Found},
    phrase::together,
};
use crate::{
    model::{BlockKind, Severity},
    rules::kind::{Names, NamesWhat},
    text::{Span, class, fold_str, without_sending},
};
use places::Places;

pub(super) fn check(context: &Context, rule: &Names, table: Option<&Places>) -> Vec<Found> {
    match rule.what {
        NamesWhat::Own => own(context, rule),
        NamesWhat::Officers => officers::check(context, rule),
        NamesWhat::Variants => variants::check(context, rule),
        NamesWhat::Signer => signer(context, rule).into_iter().collect(),
        NamesWhat::Places => {
            let mut found = namesakes(context, rule);
            found.extend(towns::neighbours(context, rule));
            found.extend(towns::wholes(context));
            found.extend(table.into_iter().flat_map(|table| table.check(context, rule)));
            // What is known already is said once.
            add(&mut found, table.into_iter().flat_map(|table| epithets::check(context, rule, table)));
            add(&mut found, regions::foreign(context, rule));
            add(&mut found, misplaced::check(context, rule));
            found
        }
    }
}

/// What is said of the name of another place, or of a body there, beside the own one in the title.
fn of_another(context: &Context, span: Span, issuer: &str, other: &str) -> Found {
    let mut one =
        Found::at(span).with("text", context.words(span)).with("issuer", issuer).with("other", other);
    if let Some(title) = context.document.header().title_span {
        one = one.label(title, context.lang.pick("标题里的单位", "the body of the title"));
    }
    one
}

/// Whether words stand in the body of the report or in a heading of it, and in neither its title nor its signature.
fn is_told(context: &Context, span: Span) -> bool {
    context.document.in_body(span.start())
        || matches!(context.block_kind(span.start()), Some(BlockKind::Heading { .. }))
}

/// Adds those of some findings that lie beside all that was found before.
fn add(found: &mut Vec<Found>, more: impl IntoIterator<Item = Found>) {
    let known = found.len();
    for one in more {
        if !found[..known].iter().any(|other| other.span.overlaps(one.span)) {
            found.push(one);
        }
    }
}

/// The issuing body, if the title names it; a branch of a body of the country without the name of that: 岚溪县税务局 of
/// 国家税务总局岚溪县税务局.
pub(super) fn issuer(context: &Context) -> Option<String> {
    let header = context.document.header();
    let issuer = fold_str(header.issuer.as_deref()?);
    let named = fold_str(&header.title).contains(&issuer);
    let branch = issuer.split_once("总局").map_or(issuer.as_str(), |(_, branch)| branch);
    let branch = if branch.is_empty() { &issuer } else { branch };
    named.then(|| branch.to_owned())
}

/// 我局 in the report of a town. A kind is a word, and behind a tab the characters before which it
/// is no name.
fn own(context: &Context, rule: &Names) -> Vec<Found> {
    let Some(issuer) = issuer(context) else { return Vec::new() };
    let kinds: Vec<(&str, &str)> =
        rule.kinds.iter().map(|kind| kind.split_once('\t').unwrap_or((kind, ""))).collect();
    // Only where the own kind is plain can another be a leftover.
    let body = ["人民政府", "办事处", "管理委员会", "员会"].iter().find_map(|end| issuer.strip_suffix(end));
    let body = body.unwrap_or(&issuer);
    let Some((kind, _)) = kinds.iter().find(|(kind, _)| body.ends_with(kind)) else { return Vec::new() };
    let text = context.plain();
    let title = fold_str(&context.document.header().title);
    let mut found = Vec::new();
    for (at, word) in text.match_indices(['我', '本']) {
        let rest = &text[at + word.len()..];
        let Some((other, verbs)) = kinds.iter().find(|(other, _)| rest.starts_with(other)) else { continue };
        // 本市, 本科 and 本站 are other words.
        if word == "本" && !["局", "委", "中心", "街道"].contains(other) {
            continue;
        }
        let verb = rest[other.len()..].chars().next().is_some_and(|c| verbs.contains(c));
        let before = text[..at].chars().next_back();
        let quoted = before.is_some_and(|c| matches!(c, '“' | '‘' | '自' | '你'));
        // A body speaks of its superior's region as its own, but not of another below or beside itself.
        let regions = ["市", "区", "县"];
        let superior = regions.contains(other)
            && (!regions.contains(kind) || *other == "市" || (*kind == "市" && *other == "区"));
        let superior =
            superior && !is_own_act(text, at, issuer.ends_with("人民政府").then_some(*kind), other);
        if other == kind || superior || verb || quoted || title.contains(*other) || issuer.contains(*other) {
            continue;
        }
        let span = context.place(at, at + word.len() + other.len());
        if !context.document.in_body(span.start()) {
            continue;
        }
        let mut one = Found::at(span).with("text", format!("{word}{other}")).with("issuer", issuer.clone());
        if let Some(title) = context.document.header().title_span {
            one = one.label(title, context.lang.pick("标题里的单位", "the body of the title"));
        }
        found.push(one);
    }
    together(found)
}

/// 我市坚持… where a county that calls itself 我县 elsewhere tells what it did itself: of the city above it a county says
/// what place it has there.
fn is_own_act(text: &str, at: usize, kind: Option<&str>, other: &str) -> bool {
    let Some(kind) = kind.filter(|kind| *kind == "县" && other == "市") else { return false };
    let after = &text[at + "我".len() + other.len()..];
    let opens = text[..at].chars().next_back().is_none_or(|c| matches!(c, '\n' | '。' | ';' | ',' | ' '));
    let ranked = after.starts_with(['首', '第', '唯', '率', '的', '各', '其', '前', '、', '和', '所']);
    let own = text.matches(&format!("我{kind}")).count();
    opens && !ranked && own >= 2 && text.matches(&format!("我{other}")).count() < own
}

fn signer(context: &Context, rule: &Names) -> Option<Found> {
    let header = context.document.header();
    let span = header.signature?;
    let signature: String =
        fold_str(context.document.slice(span)).chars().filter(|c| !c.is_whitespace()).collect();
    let title = fold_str(&header.title);
    // The body of the title: what stands before the year or before 法治, 关于, 政府信息.
    let issuer = title_body(&title)?;
    let organ = |name: &str| rule.kinds.iter().any(|kind| name.ends_with(kind.as_str()));
    let joined = signature.contains(['、', ',', ' ']) || !signature.chars().all(class::is_han);
    if joined || !organ(&signature) || !organ(&issuer) {
        return None;
    }
    let cut = is_cut(&signature, &issuer);
    if !cut && related(&signature, &issuer) {
        return None;
    }
    let said = if cut {
        context.lang.pick("写法不同，核对是不是旧名称或者简称", "differ: an old or a short name?")
    } else {
        context.lang.pick("不是同一个单位", "are two bodies")
    };
    let mut found = Found::at(span).with("text", signature).with("issuer", issuer).with("other", said);
    if cut {
        found = found.cap(Some(Severity::Note));
    }
    if let Some(title) = header.title_span {
        found = found.label(title, context.lang.pick("标题里的单位", "the body of the title"));
    }
    Some(found)
}

fn title_body(title: &str) -> Option<String> {
    let end = ["关于", "法治", "政府信息", "依法", "20", "二〇", "二○", "年度"]
        .iter()
        .filter_map(|mark| title.find(mark))
        .filter(|at| *at > 0)
        .min()?;
    // 岚溪区水务局(区河长制办公室): the other name of the same body.
    let name = without_sending(&title[..end]);
    let name = name.strip_suffix(')').and_then(|name| Some(name.rsplit_once('(')?.0)).unwrap_or(name);
    let name: String = name.chars().filter(|c| class::is_han(*c)).collect();
    (name.chars().count() >= 3).then_some(name)
}

/// Whether a name is the other without the end of its trade: 农业局 for 农业农村局.
fn is_cut(short: &str, long: &str) -> bool {
    let trade = |name: &str| -> Option<String> {
        let rest = name.char_indices().find(|(_, c)| matches!(c, '区' | '县' | '市' | '省'));
        let rest = rest.map_or(name, |(at, c)| &name[at + c.len_utf8()..]);
        rest.strip_suffix('局').map(str::to_owned)
    };
    match (trade(short), trade(long)) {
        (Some(a), Some(b)) => {
            a.chars().count() >= 2 && b.chars().count() >= a.chars().count() + 2 && b.starts_with(&a)
        }
        _ => false,
    }
}

/// Whether one name can be a short form of the other.
fn related(a: &str, b: &str) -> bool {
    // 甲县人民政府 and 乙县人民政府 are two, whatever they share.
    let region = |name: &str| -> Option<String> {
        let body = name.strip_suffix("人民政府")?;
        let body = body.rsplit(['市', '省']).find(|part| !part.is_empty())?;
        body.ends_with(['区', '县', '旗']).then(|| body.to_owned())
    };
    if let (Some(a), Some(b)) = (region(a), region(b)) {
        return a == b;
    }
    // 甲县民政局 and 甲区民政局 are two as well.
    if let (Some(a), Some(b)) = (lowest_region(a), lowest_region(b))
        && !(a.ends_with(&b) || b.ends_with(&a))
    {
        return false;
    }
    if let (Some(a), Some(b)) = (zone(a), zone(b)) {
        return is_shortened(a, b);
    }
    // 松澜街道办事处 signs for 松澜街道.
    let a = a.strip_suffix("办事处").unwrap_or(a);
    let b = b.strip_suffix("办事处").unwrap_or(b);
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    if long.contains(short) {
        return true;
    }
    let bare = |name: &str| -> String {
        name.char_indices()
            .find(|(_, c)| matches!(c, '区' | '县' | '市' | '省'))
            .map_or(name, |(at, c)| &name[at + c.len_utf8()..])
            .to_owned()
    };
    is_shortened(&bare(short), &bare(long))
}

/// Whether all characters of the shorter of two names stand in the order of the longer one.
fn is_shortened(a: &str, b: &str) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// The zone in the name of the body that runs it: 松澜经济开发区 of 江州市松澜经济开发区管理委员会. Of what it is the zone is
/// all that tells it from others.
fn zone(name: &str) -> Option<&str> {
    let stem = ["管理委员会", "管委会"].iter().find_map(|end| name.strip_suffix(end))?;
    let stem = stem.rfind(['市', '省', '县']).map_or(stem, |at| &stem[at + "市".len()..]);
    (stem.ends_with('区') && stem.chars().count() >= 4).then_some(stem)
}

/// The region right before the trade of a body: 甲市乙区水务局 has 乙区.
pub(super) fn lowest_region(name: &str) -> Option<String> {
    let end = name.rfind(['区', '县', '旗'])?;
    let rank = name[end..].chars().next()?;
    let before = &name[..end];
    let start = before.rfind(['市', '省', '州', '盟', '区']).map_or(0, |at| at + "市".len());
    let stem = &before[start..];
    // 街道 and 社区 have their own names.
    let known = (2..=4).contains(&stem.chars().count())
        && !stem.ends_with(['社', '园', '辖', '新', '景', '牧', '郊']);
    known.then(|| format!("{stem}{rank}"))
}

/// A body of the same kind in another region of the same rank: 甲区水务局 in the report of 乙区水务局.
fn namesakes(context: &Context, rule: &Names) -> Vec<Found> {
    let Some(issuer) = issuer(context) else { return Vec::new() };
    let region = issuer.char_indices().find(|(at, c)| *at > 3 && matches!(c, '区' | '县'));
    let Some((at, rank)) = region else { return Vec::new() };
    let (own, kind) = issuer.split_at(at + rank.len_utf8());
    if kind.chars().count() < 3 {
        return Vec::new();
    }
    let text = context.plain();
    let mut found = Vec::new();
    let office = (kind == "人民政府").then_some("政府办公室");
    let bodies = [Some(kind), office].into_iter().flatten();
    for (at, kind) in bodies.flat_map(|kind| text.match_indices(kind)) {
        let before = &text[..at];
        if !before.ends_with(['区', '县']) || before.ends_with(own) {
            continue;
        }
        let name: String =
            before.chars().rev().skip(1).take(2).collect::<Vec<_>>().into_iter().rev().collect();
        if regions::is_word(rule, &name) || !name.chars().all(class::is_han) || name.chars().any(is_function)
        {
            continue;
        }
        // 赴甲区水务局学习: a visit, a case, a partner.
        let sentence = context.sentence(context.place(at, at + kind.len()).start()).1;
        let start = super::context::back(before, 3);
        // 由甲区水务局会同…: it is the one that acts.
        let acts = text[..start].ends_with('由');
        let rank = if before.ends_with('县') { "县" } else { "区" };
        let leads = regions::leads(&text[..start], &text[at + kind.len()..], rank);
        let acts = acts || leads.is_some();
        let meant = |word: &&String| !(acts && ["会同", "联合"].contains(&word.as_str()));
        let beside = regions::BESIDE.iter().any(|word| sentence.contains(word));
        if beside || rule.unless.iter().filter(meant).any(|word| sentence.contains(word.as_str())) {
            continue;
        }
        let span = context.place(start, at + kind.len());
        if !context.document.in_body(span.start()) {
            continue;
        }
        found.push(of_another(context, span, &issuer, &text[start..at]));
    }
    found
}

/// Whether a character is one that stands before 区 in the own region's bodies: 我区水务局, 各县水务局,
/// 请与区水务局联系, 二是区水务局; in names of regions it is rare.
pub(super) fn is_function(c: char) -> bool {
    "我全各本该市外城辖新两个以由向和及与同是在对为到把被给从于将经按等请据的了至并或受因只指".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{is_cut, related};
    use crate::testing::{report, small, words};

    #[test]
    fn a_branch_of_a_body_of_the_country_has_its_own_name() {
        let text = small("发生以岚溪县税务局为被告的行政诉讼案件1件。")
            .replace("岚溪区水务局2023", "国家税务总局岚溪县税务局2023");
        assert!(words(&report(&text), "consistency/foreign-place").is_empty());
    }

    #[test]
    fn a_short_name_belongs_to_the_long_one() {
        assert!(related("水务局", "岚溪区水务局") && related("区文旅局", "岚溪区文化和旅游局"));
        assert!(!related("岚溪区教育局", "岚溪区水务局"));
        assert!(!related("云川县人民政府", "枫渡县人民政府"));
        assert!(related("岚溪区人民政府", "江州市岚溪区人民政府"));
    }

    #[test]
    fn zones_are_told_apart_by_what_they_are() {
        assert!(!related("松澜经济技术开发区管理委员会", "松澜高新技术产业开发区管理委员会"));
        assert!(related("江州市松澜高新区管委会", "松澜高新技术产业开发区管理委员会"));
        assert!(related("松澜经开区管委会", "江州松澜经济技术开发区管理委员会"));
        assert!(related("管理委员会", "松澜经济开发区管理委员会"));
    }

    #[test]
    fn a_name_that_lost_the_end_of_its_trade_is_an_old_one() {
        assert!(is_cut("岚溪区农业局", "岚溪区农业农村局") && is_cut("交通局", "岚溪区交通运输局"));
        assert!(!is_cut("岚溪区水务局", "岚溪区水务局") && !is_cut("区住建局", "岚溪区住房和城乡建设局"));
    }

    #[test]
    fn a_body_of_the_same_kind_elsewhere_has_a_name_before_its_rank() {
        let found = |text: &str| words(&report(&small(text)), "consistency/foreign-place");
        assert_eq!(found("枫渡区水务局立案27件。"), ["枫渡区水务局"]);
        assert!(found("请与区水务局联系。二是区水务局立案27件。").is_empty());
        assert!(found("与邻区枫渡区水务局商定取水办法。").is_empty());
        assert!(
            found("统计数只指区水务局。2014年以前的文件署名“岚溪产业集中区水务局”，系本局前身。").is_empty()
        );
    }

    #[test]
    fn a_region_of_another_rank_is_another_body() {
        assert!(!related("岚溪县民政局", "岚溪区民政局") && !related("枫渡区水务局", "江州市岚溪区水务局"));
        assert!(related("岚溪区水务局", "江州市岚溪区水务局") && related("区水务局", "岚溪区水务局"));
        assert!(related("松澜街道办事处", "岚溪区松澜街道办事处"));
        assert!(related("松澜街道办事处", "江州市岚溪区松澜街道"));
        assert!(!related("枫渡街道办事处", "江州市岚溪区松澜街道"));
    }

    #[test]
    fn a_commission_and_a_county_have_their_own_names() {
        let found = |title: &str, text: &str| {
            let text = small(text).replace("岚溪区水务局", title);
            words(&report(&text), "consistency/self-name")
        };
        assert_eq!(found("岚溪区卫生健康委员会", "我局立案27件。"), ["我局"]);
        assert!(found("岚溪区卫生健康委员会", "我委立案27件，我区医院12家。").is_empty());
        assert_eq!(found("岚溪区水务局", "8月我大队暂停收费。"), ["我大队"]);
        assert_eq!(found("岚溪区水务局", "本中心牵头审查合同27份。"), ["本中心"]);
        assert!(found("岚溪区水务局", "本局牵头审查合同27份，本科生占九成，本站供水。").is_empty());
        let county = "我县公开171条。我县办结申请9件。";
        assert_eq!(found("岚溪县人民政府", &format!("{county}我市落实收费规定。")), ["我市"]);
        assert!(found("岚溪县人民政府", &format!("{county}我市首个专区建在县图书馆。")).is_empty());
        assert!(found("岚溪市人民政府", "我市公开171条。").is_empty());
    }

    #[test]
    fn a_verb_behind_我_is_no_name() {
        let found = |text: &str| words(&report(&small(text)), "consistency/self-name");
        assert_eq!(found("我街道立案27件。"), ["我街道"]);
        assert!(found("群众说“我所在的村通水了”，我局立案27件。").is_empty());
    }
}
