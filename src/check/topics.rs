//! Headings that name a matter of which their part says nothing.

use super::context::{Context, Found, han};
use crate::{
    model::{Role, SectionId},
    rules::{Lexicon, kind::Topics},
    text::{class, fold_str},
};

/// A matter: what a heading calls it by, and the words of which its part must have one.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    heading: String,
    words: Vec<String>,
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
/// heading stands, or which tell much that belongs elsewhere and share nothing with a heading of another matter.
/// Problems and plans are not told by the words of the work.
pub(super) fn check(context: &Context, rule: &Topics, topics: &[Topic]) -> Vec<Found> {
    let document = context.document;
    let mut found = Vec::new();
    for at in 0..document.sections().len() {
        let id = SectionId(at as u32);
        let section = document.section(id);
        let title = document.plain_slice(section.title);
        let text = document.plain_slice(context.body(id));
        let ahead = matches!(section.role, Role::Problems | Role::Plan | Role::Leader);
        if title.is_empty()
            || ahead
            || document.children(id).any(|child| !is_item(context, child))
            || han(text) < rule.length as usize
        {
            continue;
        }
        let named: Vec<&Topic> =
            topics.iter().filter(|topic| title.contains(topic.heading.as_str())).collect();
        // 制度和监督: the other matter may be one that the table does not know.
        if named.len() == 1 && title.contains(['和', '与', '、', '及']) {
            continue;
        }
        let aside = || rule.aside.iter().filter(|word| text.contains(word.as_str())).count() >= ASIDE;
        let told = |topic: &&Topic| topic.words.iter().any(|word| is_told(topic, word, text));
        let untold =
            if named.is_empty() { aside() && shares_nothing(title, text) } else { !named.iter().any(told) };
        if untold {
            let heading = context.heading(id);
            found.push(Found::at(heading).with("text", context.words(heading)));
        }
    }
    found
}

/// Whether a text has a word of a matter. 104名执法人员 tell of enforcement only under a heading on it.
fn is_told(topic: &Topic, word: &str, text: &str) -> bool {
    let people = |rest: &str| ["人员", "队员"].iter().any(|people| rest.starts_with(people));
    (topic.heading == word && text.contains(word))
        || text.match_indices(word).any(|(at, _)| !people(&text[at + word.len()..]))
}

/// Whether a part below another is an item of its text: 1.改善条件。
fn is_item(context: &Context, id: SectionId) -> bool {
    context.document.slice(context.document.section(id).number).starts_with(|c: char| c.is_ascii_digit())
}

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
        assert!(found("完善制度和监督", other).is_empty());
        assert_eq!(found("强化河道管护", other), ["（一）强化河道管护"]);
        assert!(found("强化河道管护", &format!("{other}河道清障3处。")).is_empty());
        assert!(found("依申请公开情况", "无。").is_empty());
    }
}
