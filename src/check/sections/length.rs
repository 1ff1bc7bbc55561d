//! Parts that are there and say nothing, or hardly anything.

use crate::{
    check::context::{Context, Found, han},
    model::{Role, SectionId, Severity},
    rules::kind::SectionLength,
    text::class,
};

/// Most letters of a part that only says that there is nothing to tell.
const DENIAL: usize = 30;

pub(in crate::check) fn length(context: &Context, rule: &SectionLength) -> Vec<Found> {
    let mut found = skipped(context, rule);
    for role in &rule.roles {
        let sections = context.sections_of(role.0);
        let size = |id: &SectionId| {
            let text = context.document.plain_slice(context.body(*id));
            text.chars().filter(|c| class::is_han(*c) || c.is_alphanumeric()).count()
        };
        let denies = |id: &SectionId| {
            let text = context.document.plain_slice(context.body(*id));
            let short = size(id) <= DENIAL && !text.contains(class::is_digit);
            short && rule.empty.as_ref().is_some_and(|empty| empty.fits(text))
        };
        let enough = |id: &SectionId| size(id) >= rule.below as usize && !denies(id) && !refers(context, *id);
        if sections.iter().any(enough) {
            continue;
        }
        found.extend(sections.iter().map(|id| {
            let section = context.document.section(*id);
            // 立案查处21件 is little, but it is told.
            let told = !denies(id)
                && !refers(context, *id)
                && says_something(context.document.plain_slice(context.body(*id)));
            let said = match (told, context.lang) {
                (false, lang) => lang.pick("没有内容", "is empty").to_owned(),
                (true, crate::model::Lang::Zh) => format!("只有{}个字", size(id)),
                (true, crate::model::Lang::En) => format!("has only {} characters", size(id)),
            };
            Found::at(context.heading(*id))
                .with("text", context.words(section.title))
                .with("role", context.lang.pick(role.0.zh(), role.0.name()))
                .with("length", size(id).to_string())
                .with("said", said)
                .cap(told.then_some(Severity::Warning))
                .label(context.body(*id), context.words(context.body(*id)))
        }));
    }
    found
}

/// Parts of which the whole text is a word in place of one: 略.
fn skipped(context: &Context, rule: &SectionLength) -> Vec<Found> {
    let said = |id: &SectionId| {
        let text = context.document.plain_slice(context.body(*id)).trim();
        let word = text.trim_matches(['(', ')', '。', ' ', ':']);
        let left_out = word.ends_with('略') && word.chars().count() <= LEFT;
        left_out || rule.skipped.iter().any(|skipped| skipped == word) || refers(context, *id)
    };
    let sections = context.document.sections().iter().zip(0..);
    sections
        .filter(|(section, _)| {
            section.heading.is_some()
                && section.role != Role::Other
                // A whole part is measured by its length.
                && !(section.depth == 1 && rule.roles.iter().any(|role| role.0 == section.role))
        })
        .map(|(section, at)| (section, SectionId(at)))
        .filter(|(_, id)| said(id))
        .map(|(section, id)| {
            Found::at(context.heading(id))
                .with("text", context.words(section.title))
                .with("role", context.lang.pick(section.role.zh(), section.role.name()))
                .with("length", "1")
                .with("said", context.lang.pick("没有内容", "is empty"))
                .cap((section.depth > 1).then_some(Severity::Warning))
                .label(context.body(id), context.words(context.body(id)))
        })
        .collect()
}

/// Most characters of a sentence that only says that a part is left out: 本部分略.
const LEFT: usize = 8;

/// Most characters of a part that only says where else it is told.
const REFERENCE: usize = 40;

/// Ends of a sentence that leaves a part out.
const LEFT_OUT: [&str; 12] = [
    "此处略",
    "这里略",
    "此略",
    "从略",
    "略去",
    ",略",
    "不再赘述",
    "不再重复",
    "不再另述",
    "另行报告",
    "另行上报",
    "另文报告",
];

/// What a part is said to be told in instead.
const PAPERS: [&str; 8] = ["要点", "计划", "方案", "报告", "总结", "安排", "文件", "材料"];

/// Whether the whole of a part is one sentence that says that it is told elsewhere: 见区水务局工作要点.
fn refers(context: &Context, id: SectionId) -> bool {
    let text = context.document.plain_slice(context.body(id)).trim().trim_matches(['(', ')', '。', ' ']);
    let short = (4..=REFERENCE).contains(&text.chars().count());
    let one = !text.contains(['。', ';', '\n']);
    let paper = text.trim_end_matches('》');
    let elsewhere = ["见", "详见", "参见", "另见"].iter().any(|word| text.starts_with(word))
        && PAPERS.iter().any(|end| paper.ends_with(end));
    short && one && (elsewhere || LEFT_OUT.iter().any(|end| text.ends_with(end)))
}

/// Whether a few words say something: what denies or leaves out does not.
fn says_something(text: &str) -> bool {
    let denies =
        ["无", "没有", "略", "暂", "未", "同上", "待补", "详见"].iter().any(|word| text.contains(word));
    text.contains(class::is_digit) || (!denies && han(text) >= 4)
}
