//! Headings of two parts in a row that stand over each other's text: 平台建设 over what is told of 信息管理, and the other
//! way round.

use std::collections::BTreeSet;

use super::Topic;
use crate::{
    check::context::{Context, Found, han},
    model::{Role, Section, SectionId},
    text::fold_str,
};

/// Fewest Chinese characters of each text.
const TEXT: usize = 40;

/// What the words of the other heading must exceed those of the own by, in both texts together.
const MORE: usize = 4;

pub(super) fn check(context: &Context, topics: &[Topic]) -> Vec<Found> {
    let document = context.document;
    let title = fold_str(&document.header().title);
    let sections = document.sections();
    let beside = |one: &Section, other: &Section| {
        one.parent == other.parent && one.depth == other.depth && one.depth > 1 && one.role != Role::Plan
    };
    let mut found = Vec::new();
    let mut parents = vec![false; sections.len()];
    for parent in sections.iter().filter_map(|section| section.parent) {
        parents[parent.0 as usize] = true;
    }
    let leaves: Vec<usize> =
        (0..sections.len()).filter(|at| !parents[*at] && sections[*at].heading.is_some()).collect();
    for pair in leaves.windows(2) {
        let [one, other] = [pair[0], pair[1]].map(|at| SectionId(at as u32));
        let [first, second] = [one, other].map(|id| document.section(id));
        if !beside(first, second) {
            continue;
        }
        let [here, there] = [one, other].map(|id| document.plain_slice(context.body(id)));
        if han(here) < TEXT || han(there) < TEXT {
            continue;
        }
        let [a, b] = [first, second].map(|section| words_of(topics, document.plain_slice(section.title)));
        if a.is_empty() || b.is_empty() {
            continue;
        }
        // What both matters are told by, and what the whole report is about, tells neither.
        let count = |text: &str, own: &BTreeSet<&str>, other: &BTreeSet<&str>| -> usize {
            let own = own.difference(other).filter(|word| !title.contains(**word));
            own.map(|word| text.matches(word).count()).sum()
        };
        let right = [count(here, &a, &b), count(there, &b, &a)];
        let wrong = [count(there, &a, &b), count(here, &b, &a)];
        let exchanged = wrong[0] > right[0]
            && wrong[1] > right[1]
            && wrong[0] + wrong[1] >= 2 * (right[0] + right[1]) + MORE;
        if exchanged {
            let heading = context.heading(one);
            let label = context.lang.pick("和这个标题像是对调了", "exchanged with this heading");
            found.push(
                Found::at(heading).with("text", context.words(heading)).label(context.heading(other), label),
            );
        }
    }
    found
}

/// The words by which all matters are told that a heading names.
fn words_of<'a>(topics: &'a [Topic], title: &str) -> BTreeSet<&'a str> {
    let named = topics.iter().filter(|topic| title.contains(topic.heading.as_str()));
    let words = named.flat_map(|topic| topic.words.iter().map(String::as_str));
    words.filter(|word| word.chars().count() >= 2).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn headings_over_each_others_text_are_found() {
        let platform = "升级网站水价查询栏目，公众号推送信息312条，在闸站设查阅点9处，网站答问库收录问答47条，微信回复留言68条。";
        let management = "逐件认定文件公开属性，公开前审查保密事项，清理失效文件9件，目录在网站更新2次，数据台账由档案室归档。";
        let found = |one: &str, other: &str| {
            let text = small(&format!("（一）信息管理\n\n{one}\n\n（二）平台建设\n\n{other}"));
            words(&report(&text), "substance/heading-topic")
        };
        assert_eq!(found(platform, management), ["（一）信息管理"]);
        assert!(found(management, platform).is_empty());
        let enforced = "法制科审核水事案件43件，退回补正4件，集体讨论6次，处罚决定全部公示，执法记录仪归档录像212段，立案前逐件核对管辖。";
        let taught = "水日期间讲课12场，展板进社区9处，发放手册2300册，以案释法课堂进学校4次，短视频推送31条，暑期在泵站开放日讲解节水。";
        let two = |one: &str, other: &str| {
            let text = small(&format!(
                "（一）落实普法责任，营造学法用法氛围\n\n{one}\n\n（二）规范执法行为，推进文明执法\n\n{other}"
            ));
            words(&report(&text), "substance/heading-topic").len()
        };
        assert_eq!((two(enforced, taught), two(taught, enforced)), (1, 0));
    }
}
