//! Parts that must be there, that are too short, or that lack something.

mod doers;

use super::{
    context::{Context, Found, PLACES, han},
    items::{Item, items},
    matters::{Matter, matters_of},
};
use crate::{
    model::{ClaimId, Level, Role, SectionId, Severity},
    rules::{
        Pattern,
        kind::{RequiredRoles, SectionLacks, SectionLength},
    },
    text::{Span, class},
};

/// From this length in Chinese characters on a part counts as written.
const WRITTEN: usize = 15;

/// Most letters of a part that only says that there is nothing to tell.
const DENIAL: usize = 30;

/// From so many Chinese characters under headings of unknown purpose on, the work of the year may be told there.
const MEASURES: usize = 300;

/// From so many on what stands between two full stops is a statement.
const SENTENCE: usize = 8;

/// At most so many characters stand before what a paragraph names as its matter.
const OPENS: usize = 24;

/// From so many on a part of unknown purpose is one, and not a remark.
const OTHER_PART: usize = 60;

/// Whether a text says by the way whether there is anything else to report.
fn says_other(text: &str) -> bool {
    ["其他需要报告", "其他需要说明", "其他应当报告", "其他须报告", "其他要报告"].iter().any(|words| {
        text.match_indices(words).any(|(at, _)| {
            let line = text[at..].split('\n').next().unwrap_or("");
            let rest = &line[words.len()..];
            rest.contains('无')
                || rest.contains("没有")
                || text[..at].ends_with("没有")
                || text[..at].ends_with('无')
        })
    })
}

/// Whether a paragraph begins with what the head answers for, and tells of it: 七、党政主要负责人履行…第一责任人职责。区长….
fn tells_of_the_head(context: &Context) -> bool {
    context.document.blocks().iter().any(|block| {
        let words = context.document.plain_slice(block.span);
        let first = words.split('。').next().unwrap_or("");
        let opens = first.find("第一责任人职责").is_some_and(|at| han(&first[..at]) <= OPENS);
        let part = opens
            && han(&words[first.len()..]) >= OTHER_PART
            && ["书记", "局长", "主任", "长主持", "长召开", "负责人"].iter().any(|head| words.contains(head));
        (part || words.split('。').any(counts_what_the_head_did))
            && context.document.in_body(block.span.start())
    })
}

/// 局长认真履行…第一责任人职责，主持审议文件4件，带队检查11次: in one sentence, wherever it stands.
fn counts_what_the_head_did(sentence: &str) -> bool {
    let Some((who, did)) = sentence.split_once("第一责任人职责") else { return false };
    let heads =
        ["书记", "局长", "主任", "镇长", "乡长", "县长", "区长", "市长", "主要负责人", "主要负责同志"];
    let acts = ["主持", "研究", "听取", "批示", "带队", "包案", "出庭", "讲", "部署", "督办", "审议"];
    heads.iter().any(|head| who.contains(head))
        && acts.iter().filter(|act| did.contains(*act)).count() >= 2
        && did.matches(class::is_digit).count() >= 2
}

/// Words of shortcomings, one of which each paragraph on them has.
const SHORTCOMINGS: [&str; 16] = [
    "不足",
    "不够",
    "没有",
    "缺",
    "难",
    "未能",
    "薄弱",
    "短板",
    "慢",
    "只有",
    "仅",
    "滞后",
    "欠",
    "不到位",
    "不全",
    "没能",
];

/// Whether a part of unknown purpose tells of shortcomings in nearly all of its paragraphs, and says why: 路上的坑.
fn tells_of_shortcomings(context: &Context) -> bool {
    let document = context.document;
    let parts = document
        .sections()
        .iter()
        .filter(|section| section.role == Role::Unknown && section.depth == 1 && section.heading.is_some());
    parts.into_iter().any(|section| {
        let blocks = document.blocks();
        let first = blocks.partition_point(|block| block.span.start() < section.span.start());
        let told: Vec<&str> = blocks[first..]
            .iter()
            .take_while(|block| section.span.contains(block.span))
            .map(|block| document.plain_slice(block.span))
            .filter(|words| han(words) >= WRITTEN * 2)
            .collect();
        let short = told.iter().filter(|words| SHORTCOMINGS.iter().any(|word| words.contains(word))).count();
        let why = ["原因", "由于", "因为", "根子", "症结", "说到底", "讲到底", "病根"];
        told.len() >= 2
            && short * 5 >= told.len() * 4
            && told.iter().any(|words| why.iter().any(|word| words.contains(word)))
    })
}

pub(super) fn required(context: &Context, rule: &RequiredRoles) -> Vec<Found> {
    let sections = context.document.sections();
    let known: Vec<Role> = sections.iter().map(|section| section.role).collect();
    let headings = sections.iter().filter(|section| section.heading.is_some()).count();
    let roles = [Role::Measures, Role::Problems, Role::Leader, Role::Plan, Role::Disclosure, Role::Requests];
    // A text whose parts were hardly recognised says nothing about what is missing.
    if headings < 3 || roles.iter().filter(|role| known.contains(role)).count() < 2 {
        return Vec::new();
    }
    // Work can be told under headings of any words: 一、学与议, 二、管与服.
    let unknown =
        sections.iter().filter(|section| section.role == Role::Unknown && section.heading.is_some());
    let untold: usize = unknown.clone().map(|section| han(context.document.plain_slice(section.span))).sum();
    // A part under such a heading may be the one that is missing.
    let unsure = unknown
        .filter(|section| section.depth == 1)
        .any(|section| han(context.document.plain_slice(section.span)) >= OTHER_PART);
    let told = |role: &Role| match role {
        Role::Measures => untold >= MEASURES,
        Role::Other => says_other(context.plain()),
        Role::Leader => tells_of_the_head(context),
        Role::Problems => tells_of_shortcomings(context),
        _ => false,
    };
    let missing = rule.roles.iter().map(|name| name.0);
    missing
        .filter(|role| !known.contains(role) && !told(role))
        .map(|role| {
            let mut found = Found::at(Span::at(where_missing(context, role, rule)))
                .about(role.name())
                .with("role", context.lang.pick(role.zh(), role.name()))
                .cap((unsure && role != Role::Measures).then_some(Severity::Warning));
            for (at, section) in sections.iter().enumerate() {
                if section.depth == 1 && section.heading.is_some() && found.labels.len() < 9 {
                    let name = context.lang.pick(section.role.zh(), section.role.name());
                    found = found.label(context.heading(SectionId(at as u32)), name);
                }
            }
            found
        })
        .collect()
}

/// Before the first part that usually follows, else at the end of the text.
fn where_missing(context: &Context, role: Role, rule: &RequiredRoles) -> u32 {
    // A genre names its parts in their order; the others come after them in the usual one.
    let named: Vec<Role> = rule.roles.iter().map(|name| name.0).filter(|_| rule.roles.len() > 1).collect();
    let rest = Role::ALL.into_iter().filter(|role| !named.contains(role));
    let order: Vec<Role> = named.iter().copied().chain(rest).collect();
    let rank = |role: Role| order.iter().position(|other| *other == role);
    let sections = context.document.sections();
    let next = sections.iter().find(|section| {
        section.depth <= 1
            && section.heading.is_some()
            && section.role != Role::Unknown
            && rank(section.role) > rank(role)
    });
    let last =
        context.document.blocks().iter().rev().find(|block| context.document.in_body(block.span.start()));
    match next {
        Some(section) => section.span.start(),
        None => last.map_or(context.document.text().len() as u32, |block| block.span.end()),
    }
}

pub(super) fn length(context: &Context, rule: &SectionLength) -> Vec<Found> {
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

pub(super) fn lacks(context: &Context, rule: &SectionLacks) -> Vec<Found> {
    let sections = context.sections_of(rule.role.0);
    let Some(first) = sections.first() else { return Vec::new() };
    // 三、不足的原因 is a part of its own.
    let titles =
        || sections.iter().map(|id| context.document.plain_slice(context.document.section(*id).title));
    if rule.items && sections.len() > 1 && titles().any(is_of_causes) {
        return Vec::new();
    }
    let whole: String = sections.iter().map(|id| context.document.plain_slice(context.body(*id))).collect();
    let own = doers::own(context, rule, &sections);
    let text = own.as_ref().map_or_else(|| whole.clone(), |own| own.text(context));
    if han(&whole) < WRITTEN && !rule.evidence.is_empty() {
        return Vec::new();
    }
    if rule.pattern.as_ref().is_some_and(|pattern| pattern.fits(&text)) {
        return if rule.items { lacking_items(context, rule, &sections) } else { Vec::new() };
    }
    let claims: Vec<_> = sections.iter().flat_map(|id| context.claims_of(*id)).collect();
    let has_evidence = claims
        .iter()
        .flat_map(|claim| context.evidence(*claim))
        .filter(|evidence| own.as_ref().is_none_or(|own| own.holds(context, rule, evidence.span)))
        .any(|evidence| rule.evidence.iter().any(|kind| kind.0 == evidence.kind));
    if has_evidence {
        return Vec::new();
    }
    let mut found = Found::at(context.heading(*first))
        .with("text", context.words(context.document.section(*first).title))
        .with("role", context.lang.pick(rule.role.0.zh(), rule.role.0.name()))
        .with("count", claims.len().to_string());
    for claim in claims.iter().take(PLACES) {
        found = found.label(context.document.claim(*claim).span, String::new());
    }
    if rule.items && are_told_at_length(context, &sections) {
        let items: Vec<Item> = sections.iter().flat_map(|id| items(context, *id)).collect();
        if items.iter().filter(|item| explains(&item.text(context))).count() * 2 > items.len() {
            return Vec::new();
        }
        found = found.cap(Some(Severity::Note));
    }
    vec![found]
}

/// Whether a heading is of causes alone.
fn is_of_causes(title: &str) -> bool {
    let words = title.trim_end_matches("分析");
    words.ends_with("原因") && !words.contains(['和', '与', '及', '、', ','])
}

/// Whether most items tell several particulars: one of them may be what is looked for, without a word for it.
fn are_told_at_length(context: &Context, sections: &[SectionId]) -> bool {
    let specific = |claim: &&ClaimId| {
        context
            .analysis
            .scores
            .claims
            .get(claim.0 as usize)
            .is_some_and(|score| score.level >= Level::Specific)
    };
    let items: Vec<Item> = sections.iter().flat_map(|id| items(context, *id)).collect();
    let is_long = |item: &&Item| {
        let told = item.claims.iter().filter(specific).count();
        told >= 2 || (told == 1 && item.claims.len() >= 3)
    };
    items.iter().filter(is_long).count() * 2 >= items.len()
}

/// Words of a sentence that tells what came of a shortcoming, or says once more that there is one.
const EFFECTS: [&str; 19] = [
    "影响", "教训", "反映", "差距", "需要", "意见", "推迟", "受到", "有待", "还需", "仍需", "尚需", "亟需",
    "亟待", "任重", "突出", "加强", "提升", "提高",
];

/// Whether an item goes on, behind what is wrong and the facts for it, with a sentence that may say why, without a word
/// for it: 案卷不齐。抽查9卷，2卷缺笔录。承办人身兼两职。
fn explains(item: &str) -> bool {
    let sentences: Vec<&str> =
        item.split('。').map(str::trim).filter(|sentence| !sentence.is_empty()).collect();
    let [_, _, .., last] = sentences.as_slice() else { return false };
    let effect = EFFECTS.iter().any(|word| last.contains(word));
    let lacks = last.contains(['没', '未', '无', '缺', '不', '只', '仅', '才', '兼', '靠']);
    han(last) >= SENTENCE && !effect && (lacks || !last.contains(class::is_digit))
}

/// The items without what most of the others have.
fn lacking_items(context: &Context, rule: &SectionLacks, sections: &[SectionId]) -> Vec<Found> {
    let Some(pattern) = &rule.pattern else { return Vec::new() };
    if let Some(until) = &rule.until {
        return sections.iter().flat_map(|id| lacking_before(context, rule, (pattern, until), *id)).collect();
    }
    let mut found = Vec::new();
    for id in sections {
        let items = items(context, *id);
        let (having, lacking): (Vec<_>, Vec<_>) =
            items.iter().partition(|item| pattern.fits(&item.text(context)));
        // Causes told together behind the items are those of all.
        let together = items.last().is_some_and(|last| pattern.fits(&last.text(context)) && having.len() < 2);
        if having.len() <= lacking.len() || together {
            continue;
        }
        let unexplained = lacking.iter().filter(|item| !explains(&item.text(context)));
        found.extend(unexplained.map(|item| {
            let span = item.span(context);
            Found::at(span)
                .with("text", context.words(span))
                .with("role", context.lang.pick(rule.role.0.zh(), rule.role.0.name()))
                .with("count", item.claims.len().to_string())
                // A cause can be told without a word for it: 4人中2人兼任.
                .cap(Some(Severity::Note))
        }));
    }
    found
}

/// The items that lack what most of the others have before their causes.
fn lacking_before(
    context: &Context,
    rule: &SectionLacks,
    (pattern, until): (&Pattern, &Pattern),
    id: SectionId,
) -> Vec<Found> {
    // Where no other part tells what will be done, or the heading says that this one does, its items may.
    let title = context.document.plain_slice(context.document.section(id).title);
    let both = ["改进", "措施", "整改", "打算", "下一步", "方向", "对策", "思路"];
    if context.sections_of(Role::Plan).is_empty() || both.iter().any(|word| title.contains(word)) {
        return Vec::new();
    }
    let matters = matters_of(context, id);
    let has = |matter: &&Matter| {
        let text = if matter.row { &matter.topic } else { &matter.text };
        let end = until.first(text).map_or(text.len(), |hit| hit.whole().start);
        // What only goes on with causes names nothing of its own.
        pattern.fits(&text[..end]) || han(&text[..end]) < WRITTEN
    };
    let (having, lacking): (Vec<&Matter>, Vec<&Matter>) = matters.iter().partition(has);
    if having.len() <= lacking.len() {
        return Vec::new();
    }
    let named = lacking.iter().filter(|matter| han(&matter.topic) >= WRITTEN);
    named
        .map(|matter| {
            Found::at(matter.span)
                .with("text", context.words(matter.span))
                .with("role", context.lang.pick(rule.role.0.zh(), rule.role.0.name()))
                .with("count", "1")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        model::Severity,
        testing::{of, report},
    };

    const PARTS: &str = "岚溪区水务局2024年法治政府建设年度报告\n\n一、主要举措和成效\n\n巡查210次。\n\n二、存在的不足和原因\n\n9个村没有法律顾问，原因是合同到期。\n\n三、其他需要报告的情况\n\n无。\n";

    #[test]
    fn what_is_missing_is_shown_where_it_should_stand() {
        let report = report(PARTS);
        let places: Vec<_> =
            of(&report, "structure/missing-section").map(|found| found.span.start()).collect();
        assert_eq!(places.len(), 2);
        assert!(places.iter().all(|at| PARTS[*at as usize..].starts_with("三、其他")), "{places:?}");
    }

    #[test]
    fn parts_under_unusual_headings_are_not_missing() {
        let missing = |text: &str| {
            let report = report(text);
            let rules = ["structure/missing-section", "structure/missing-other"];
            rules.map(|rule| of(&report, rule).count())
        };
        let told = PARTS
            .replace("三、其他需要报告的情况\n\n无。", "三、书记、局长履职\n\n局长出庭应诉1次。\n\n四、2025年重点事项\n\n6月底前划界5座水库。\n\n没有其他需要报告的事项。");
        assert_eq!(missing(&told), [0, 0]);
        assert_eq!(missing(&told.replace("没有其他需要报告的事项。", "")), [0, 1]);
        assert_eq!(missing(&told.replace("2025年重点事项", "重点事项")), [1, 0]);
        let work =
            "巡查河道210次，整治混接41处，立案27件，罚款68万元，培训队员31名，公开信息212条。".repeat(14);
        let other = told.replace("一、主要举措和成效\n\n巡查210次。", &format!("一、管与服\n\n{work}"));
        assert_eq!(missing(&other), [0, 0]);
        assert_eq!(missing(&other.replace(&work, "巡查210次。")), [1, 0]);
    }

    #[test]
    fn problems_told_at_length_may_hold_their_causes_without_a_word_for_them() {
        let severity = |second: &str| {
            let items = "一是案卷不规整。抽查60卷，5卷没有送达回证。".to_owned() + second;
            let report = report(&PARTS.replace("9个村没有法律顾问，原因是合同到期。", &items));
            let found: Vec<_> = of(&report, "structure/causes-missing").map(|found| found.severity).collect();
            assert_eq!(found.len(), 1, "{second}");
            found[0]
        };
        assert_eq!(severity("5份11月补齐，用时12天。"), Severity::Note);
        assert_eq!(severity("二是普法形式单一。三是学习不深入。"), Severity::Warning);
    }

    #[test]
    fn a_sentence_behind_the_facts_may_tell_the_cause() {
        let found = |last: &str| {
            let items = format!("一是案卷不规整。抽查60卷，5卷没有送达回证。{last}");
            let report = report(&PARTS.replace("9个村没有法律顾问，原因是合同到期。", &items));
            of(&report, "structure/causes-missing").count()
        };
        assert_eq!(found("承办人身兼两职，顾不过来。"), 0);
        assert_eq!(found("群众对此有意见，影响了形象。"), 1);
        assert_eq!(found("7份已在11月补齐。"), 1);
    }

    #[test]
    fn what_may_be_a_part_under_another_name_is_not_surely_missing() {
        let severity = |heading: &str| {
            let other = format!(
                "二、{heading}\n\n渡口的老船换了新漆，堤上栽了两行柳，沿河住户都说走路方便，放学的孩子也爱在那里歇脚，夏天傍晚尤其热闹，晚上还亮着灯，大家都爱去。\n\n三、其他"
            );
            let report = report(
                &PARTS
                    .replace(
                        "二、存在的不足和原因\n\n9个村没有法律顾问，原因是合同到期。\n\n三、其他",
                        &other,
                    )
                    .replace("三、其他", "三、2025年主要安排\n\n6月底前划界5座水库。\n\n四、其他"),
            );
            of(&report, "structure/missing-section").map(|found| found.severity).collect::<Vec<_>>()
        };
        assert_eq!(severity("水边的日子"), [Severity::Warning; 2]);
        assert_eq!(severity("主要举措和成效"), [Severity::Error; 2]);
    }

    #[test]
    fn what_the_head_did_may_be_told_among_the_measures() {
        let of_head = |told: &str| {
            let report = report(
                &PARTS
                    .replace("三、其他", "三、2025年主要安排\n\n6月底前划界5座水库。\n\n四、其他")
                    .replace("一、主要举措和成效\n\n", &format!("一、主要举措和成效\n\n{told}")),
            );
            let missing = of(&report, "structure/missing-section").map(|found| found.message.clone());
            missing.filter(|message| message.contains("第一责任人")).count()
        };
        assert_eq!(of_head("局长切实履行推进法治建设第一责任人职责。"), 1);
        let told = "局长切实履行推进法治建设第一责任人职责，主持审议文件4件，带队巡河11次。";
        assert_eq!(of_head(told), 0);
    }

    #[test]
    fn a_text_without_known_parts_misses_nothing() {
        let report = report("岚溪区水务局2024年法治政府建设年度报告\n\n一、甲\n\n巡查210次。\n");
        assert_eq!(of(&report, "structure/missing-section").count(), 0);
    }
}
