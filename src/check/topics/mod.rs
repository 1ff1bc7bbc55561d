//! Headings that name a matter of which their part says nothing.

mod exchanged;

use super::context::{Context, Found, han};
use crate::{
    model::{Role, SectionId},
    rules::{Lexicon, kind::Topics},
    text::{class, fold_str},
};

/// A matter: what a heading calls it by, and the words of which its part must have one.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub(super) heading: String,
    pub(super) words: Vec<String>,
}

/// The matters of the rule's table.
pub(super) fn topics(rule: &Topics, lexicon: &Lexicon) -> Vec<Topic> {
    let Some(table) = lexicon.table(&rule.table) else { return Vec::new() };
    table
        .rows()
        .iter()
        .map(|row| Topic {
            heading: fold_str(table.get(row, "heading")),
            words: table.get(row, "words").split(';').map(fold_str).collect(),
        })
        .collect()
}

/// Parts without a part in them, long enough to tell something, in which none of the words of any matter of their
/// heading stands; in which only words stand that say little, with many of another matter; or which tell much that
/// belongs elsewhere and share nothing with a heading of another matter. Plans are not told by the words of the work,
/// and problems and what the head did only by those of some matters.
pub(super) fn check(context: &Context, rule: &Topics, topics: &[Topic]) -> Vec<Found> {
    let document = context.document;
    let mut found: Vec<Found> = Vec::new();
    for at in 0..document.sections().len() {
        let id = SectionId(at as u32);
        let section = document.section(id);
        let title = document.plain_slice(section.title);
        let text = document.plain_slice(context.body(id));
        let told_of = matches!(section.role, Role::Problems | Role::Leader);
        if title.is_empty()
            || section.role == Role::Plan
            || document.children(id).any(|child| !is_item(context, child))
            || han(text) < SHORT
        {
            continue;
        }
        let named: Vec<&Topic> = topics
            .iter()
            .filter(|topic| title.contains(topic.heading.as_str()))
            .filter(|topic| !told_of || rule.objects.contains(&topic.heading))
            .collect();
        // 制度和监督: the other matter may be one that the table does not know.
        if named.len() == 1 && title.contains(['和', '与', '、', '及']) {
            continue;
        }
        let asides = |least: usize| {
            rule.aside.iter().filter(|word| text.contains(word.as_str())).nth(least - 1).is_some()
        };
        // Of a few words only those that surely belong elsewhere tell of something else, or those that have nothing of the
        // heading at all.
        let long = han(text) >= rule.length as usize;
        let strange = || shares_no_word(title, text);
        if !long && !asides(ASIDE - 1) && (named.is_empty() || told_of || !strange()) {
            continue;
        }
        let told = |topic: &&Topic| {
            let plain = told_of && topic.words.iter().any(|word| text.contains(word.as_str()));
            plain || topic.words.iter().any(|word| is_told(topic, word, text))
        };
        // 监督村级集体资产 is told by what is said of 集体资产.
        let told_by_others = || says_the_rest(title, &named, text);
        let untold = if named.is_empty() {
            !told_of && long && asides(ASIDE) && shares_nothing(title, text)
        } else {
            !named.iter().any(told) || (!told_of && long && is_of_another(&named, topics, text))
        };
        if untold && !told_by_others() {
            let heading = context.heading(id);
            let body = context.body(id);
            let label = context.lang.pick("写的是别的事", "this tells of something else");
            found.push(Found::at(heading).with("text", context.words(heading)).label(body, label));
        }
    }
    for one in exchanged::check(context, topics) {
        let spans = || one.labels.iter().map(|label| label.span).chain([one.span]);
        if !found.iter().any(|known| spans().any(|span| known.span.overlaps(span))) {
            found.push(one);
        }
    }
    found
}

/// Whether a text has nothing of the matters that its heading names but single characters and words in the names of
/// laws, and many words of one other matter.
fn is_of_another(named: &[&Topic], topics: &[Topic], text: &str) -> bool {
    let text = without_titles(text);
    let strong = |word: &&String| word.chars().count() >= 2;
    let own: Vec<&String> = named.iter().flat_map(|topic| &topic.words).filter(strong).collect();
    let laws = own.iter().any(|word| ["条例", "办法", "规章", "法律"].contains(&word.as_str()));
    if laws || own.len() < OWN || own.iter().any(|word| text.contains(word.as_str())) {
        return false;
    }
    topics.iter().any(|topic| {
        let words = topic.words.iter().filter(strong).filter(|word| !own.contains(word));
        words.filter(|word| text.contains(word.as_str())).count() >= ASIDE
    })
}

/// So many pairs of characters of a heading beside its matter, in a row or not, tell of what it names.
const REST: usize = 2;

/// Whether a text says several pairs of characters of a heading that belong to none of its matters.
fn says_the_rest(title: &str, named: &[&Topic], text: &str) -> bool {
    let matters = named.iter().flat_map(|topic| topic.words.iter().chain([&topic.heading]));
    let rest = matters.fold(title.to_owned(), |title, word| title.replace(word.as_str(), " "));
    let letters: Vec<char> = rest.chars().collect();
    let pairs = letters.windows(2).filter(|pair| pair.iter().all(|c| class::is_han(*c)));
    let mut pairs: Vec<String> = pairs.map(|pair| pair.iter().collect()).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.iter().filter(|pair| text.contains(pair.as_str())).nth(REST - 1).is_some()
}

/// A matter with fewer words of two characters may be told in others.
const OWN: usize = 5;

/// A text without what stands in 《…》.
pub(super) fn without_titles(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for (nth, part) in text.split('《').enumerate() {
        kept.push_str(if nth == 0 { part } else { part.split_once('》').map_or(part, |(_, rest)| rest) });
    }
    kept
}

/// Whether a text has a word of a matter. 104名执法人员 tell of enforcement only under a heading on it.
fn is_told(topic: &Topic, word: &str, text: &str) -> bool {
    let people = |rest: &str| ["人员", "队员", "员"].iter().any(|people| rest.starts_with(people));
    (topic.heading == word && text.contains(word))
        || text.match_indices(word).any(|(at, _)| !people(&text[at + word.len()..]))
}

/// Whether a part below another is an item of its text: 1.改善条件。 一是改善条件。
fn is_item(context: &Context, id: SectionId) -> bool {
    let number = context.document.slice(context.document.section(id).number);
    number.starts_with(|c: char| c.is_ascii_digit()) || number.ends_with('是')
}

/// Words of headings that name no matter.
const PLAIN: [&str; 64] = [
    "加强",
    "推进",
    "强化",
    "提升",
    "工作",
    "建设",
    "管理",
    "服务",
    "依法",
    "全面",
    "深入",
    "持续",
    "机制",
    "制度",
    "水平",
    "能力",
    "力度",
    "推动",
    "落实",
    "做好",
    "抓好",
    "抓实",
    "完善",
    "健全",
    "优化",
    "严格",
    "聚焦",
    "筑牢",
    "夯实",
    "深化",
    "创新",
    "保障",
    "促进",
    "监管",
    "行政",
    "法治",
    "开展",
    "组织",
    "有序",
    "有效",
    "规范",
    "行为",
    "情况",
    "体系",
    "着力",
    "切实",
    "坚持",
    "不断",
    "进一步",
    "政府",
    "全力",
    "扎实",
    "大力",
    "积极",
    "突出",
    "紧扣",
    "围绕",
    "职责",
    "履行",
    "责任",
    "基层",
    "重点",
    "领域",
    "质量",
];

/// Whether a heading has words that name a matter and none of their pairs of characters stands in the text.
fn shares_no_word(title: &str, text: &str) -> bool {
    let mut bare = title.to_owned();
    for word in PLAIN {
        bare = bare.replace(word, " ");
    }
    let mut pairs = bare
        .split(|c: char| !class::is_han(c))
        .flat_map(|run| run.char_indices().zip(run.chars().skip(1)))
        .map(|((at, a), b)| (at, [a, b]))
        .peekable();
    let any = pairs.peek().is_some();
    let own = ["党", "队伍", "文化", "廉", "作风", "机关", "其他", "文明", "帮扶", "综合", "后勤"];
    any && !own.iter().any(|word| title.contains(word))
        && !pairs.any(|(_, pair)| text.contains(pair.iter().collect::<String>().as_str()))
}

/// From so many Chinese characters on a text tells something.
const SHORT: usize = 25;

/// So many different words of other matters make a part one of those.
const ASIDE: usize = 3;

/// Whether a heading of some length has no two characters in a row that stand in the text.
fn shares_nothing(title: &str, text: &str) -> bool {
    let letters: Vec<char> = title.chars().collect();
    let pairs: Vec<String> = letters
        .windows(2)
        .filter(|pair| pair.iter().all(|c| class::is_han(*c)))
        .map(|pair| pair.iter().collect())
        .collect();
    // 党建 and 队伍 name such matters themselves.
    let own = ["党", "队伍", "文化", "廉", "作风", "机关", "其他", "文明", "帮扶", "情况"];
    pairs.len() >= 3
        && !own.iter().any(|word| title.contains(word))
        && !pairs.iter().any(|pair| text.contains(pair.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(heading: &str, text: &str) -> Vec<String> {
        let text = small(&format!("（一）{heading}\n\n{text}"));
        words(&report(&text), "substance/heading-topic")
    }

    #[test]
    fn a_part_speaks_of_what_its_heading_names() {
        let other = "组织义务植树2次，看望退休职工11人，食堂更换炊具3件，办公楼修补屋顶1处，\
                     年底评出先进科室2个，走访帮扶户6家，职工运动会参加人数85人，安装照明灯12盏。";
        assert_eq!(found("依申请公开情况", other), ["（一）依申请公开情况"]);
        let fitting = format!("{other}收到信息公开申请3件。");
        assert!(found("依申请公开情况", &fitting).is_empty());
        // Who took part is no matter of the heading.
        let people = format!("{other}执法人员32人签名。");
        assert_eq!(found("自觉接受监督", &people), ["（一）自觉接受监督"]);
        assert!(found("规范执法", &people).is_empty());
        let items = "1.改善条件。食堂更换炊具3件，办公楼修补屋顶1处。\n\n2.丰富生活。职工运动会参加人数85人，安装照明灯12盏，看望退休职工11人，走访帮扶户6家。";
        assert_eq!(found("提升依法决策水平", items), ["（一）提升依法决策水平"]);
        assert!(found("机关后勤", other).is_empty());
        let trees = "4月沿河植树9次，栽柳86株，粉刷护栏412米；8月为两处水闸更换灯具54盏。";
        assert_eq!(found("严把合法性审查关", trees), ["（一）严把合法性审查关"]);
        assert!(found("改善河岸环境", trees).is_empty());
        assert!(found("完善制度和监督", other).is_empty());
        assert_eq!(found("强化河道管护", other), ["（一）强化河道管护"]);
        assert!(found("强化河道管护", &format!("{other}河道清障3处。")).is_empty());
        assert!(found("依申请公开情况", "无。").is_empty());
        let assets = "核实资产总额8240万元，其中经营性资产1920万元；清理集体租赁合同41份，重签33份，解除8份，年租金多收15万元。";
        assert!(found("监督库区集体资产", assets).is_empty());
        let few = "3月组织志愿服务2次，6月慰问退休职工14名，7月1日开展主题党日活动1次，56人参加。";
        assert_eq!(found("规范水事执法", few), ["（一）规范水事执法"]);
        assert!(
            found(
                "自觉接受监督",
                "被申请行政复议3件，复议决定均为维持；门户网站公示处罚结果1204条，与处罚起数一致。"
            )
            .is_empty()
        );
    }

    #[test]
    fn a_word_in_the_name_of_a_law_tells_of_no_matter() {
        let trained = "研读《中华人民共和国反不正当竞争法》1部，4月组织58名执法人员闭卷考试，合格56名，2名补考后合格，全年\
                       培训6期，每名队员不少于40学时，9月招录的3名干部跟班实习60天，年底评出业务能手4名。";
        assert_eq!(found("优化营商环境", trained), ["（一）优化营商环境"]);
        assert!(found("优化营商环境", &format!("{trained}走访企业12家。")).is_empty());
        assert!(found("加强队伍建设", trained).is_empty());
    }

    #[test]
    fn some_matters_must_be_told_in_other_parts_too() {
        let seated = "全年到接待室坐班5天，接待群众23批，包办渡口拆迁户上访件2件，每周五调度管网改线工程，11月底主线通水，\
                      比合同工期提前12天，又为两个小区协调加压泵3台，解决夏季缺水问题。";
        let leader = |heading: &str| {
            let text = format!(
                "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、主要负责人履行推进法治建设第一责任人职责情况\n\n（一）{heading}\n\n{seated}\n\n（二）支持依法履职\n\n签批案件11件。\n"
            );
            words(&report(&text), "substance/heading-topic").len()
        };
        assert_eq!(leader("带头尊法学法"), 1);
        assert_eq!(leader("规范执法行为"), 0);
    }
}
