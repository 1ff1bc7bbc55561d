//! Parts that must be there.

use super::WRITTEN;
use crate::{
    check::context::{Context, Found, han},
    model::{Role, SectionId, Severity},
    rules::kind::RequiredRoles,
    text::{Span, class},
};

/// From so many Chinese characters under headings of unknown purpose on, the work of the year may be told there.
const MEASURES: usize = 300;

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
        && did.split(|c| !class::is_digit(c)).filter(|figure| !figure.is_empty()).count() >= 2
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

pub(in crate::check) fn required(context: &Context, rule: &RequiredRoles) -> Vec<Found> {
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
    #[test]
    fn a_part_on_shortcomings_is_known_by_what_it_tells() {
        let missing = |told: &str| {
            let report = report(
                &PARTS
                    .replace(
                        "二、存在的不足和原因\n\n9个村没有法律顾问，原因是合同到期。",
                        &format!("二、水里的石头\n\n{told}"),
                    )
                    .replace("三、其他", "三、2025年主要安排\n\n6月底前划界5座水库。\n\n四、其他"),
            );
            let found = of(&report, "structure/missing-section").map(|found| found.message.clone());
            found.filter(|message| message.contains("不足")).count()
        };
        let first = "先说水表。去年该换的旧表还有41只没有换，入户的师傅只有2个，忙不过来，这是根子上的原因。";
        assert_eq!(
            missing(&format!(
                "{first}\n\n再说台账。9座泵站里3座的台账缺页，值班的人换得勤，交接没有签字，也没有人查。"
            )),
            0
        );
        assert_eq!(
            missing(&format!(
                "{first}\n\n再说台账。9座泵站的台账都已补齐，值班的人按月交接签字，站长每周查看一次并且记录。"
            )),
            1
        );
    }
}
