//! Headings that name a matter of which their part says nothing.

use super::context::{Context, Found, han};
use crate::{
    model::SectionId,
    rules::{Lexicon, kind::Topics},
    text::fold_str,
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
/// heading stands.
pub(super) fn check(context: &Context, rule: &Topics, topics: &[Topic]) -> Vec<Found> {
    let document = context.document;
    let mut found = Vec::new();
    for at in 0..document.sections().len() {
        let id = SectionId(at as u32);
        let title = document.plain_slice(document.section(id).title);
        let text = document.plain_slice(context.body(id));
        if title.is_empty() || document.children(id).next().is_some() || han(text) < rule.length as usize {
            continue;
        }
        let mut named = topics.iter().filter(|topic| title.contains(topic.heading.as_str())).peekable();
        let told = |topic: &Topic| topic.words.iter().any(|word| text.contains(word.as_str()));
        if named.peek().is_some() && !named.any(told) {
            let heading = context.heading(id);
            found.push(Found::at(heading).with("text", context.words(heading)));
        }
    }
    found
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
        assert!(found("河道管护", other).is_empty());
        assert!(found("依申请公开情况", "无。").is_empty());
    }
}
