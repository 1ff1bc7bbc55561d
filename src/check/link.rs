//! What one part says and another should answer: a problem and the plan.

use std::collections::BTreeSet;

use super::context::{Context, Found, han, short};
use crate::{
    model::{Document, Label, Related, Role, SectionId},
    rules::kind::Link,
    text::{Span, class},
};

/// A claim shorter than this has no words of its own.
const CLAIM: usize = 10;

/// Pairs of characters that say nothing about the matter.
const COMMON: &str = "有待 待进 进一 一步 加强 强化 提高 提升 完善 健全 工作 问题 不够 不足 不强 不高 不深 存在 还需 仍需 需要 \
方面 主要 原因 由于 因为 建设 法治 政府 依法 行政 部分 个别 少数 人员 干部 同志 单位 部门 推进 深入 落实 开展 加大 力度 水平 能力 \
机制 制度 体系 情况 全面 切实 继续 持续 不断 充分 发挥 作用 重视 程度 导致 造成 影响 较为 比较 一些 有的 相关 各项 全区 全市 全县 \
我局 我区 我市 我县 本局 目前 一是 二是 三是 四是 五是 六是 对于 关于 以及 还有 没有 尚未 未能 不到 到位 不到位 是对 对法 法律 律法 法规 \
年度 全年 今年 明年 下一 新的 更加 进行 实施 组织 管理 有效 高质 质量 发展 服务 优化 创新 监督";

pub(super) fn check(context: &Context, rule: &Link) -> Vec<Found> {
    let answers = context.sections_of(rule.to.0);
    if answers.is_empty() {
        return Vec::new();
    }
    let common: BTreeSet<&str> = COMMON.split_whitespace().collect();
    // A plan can be answered anywhere in the report, a problem by the plan alone.
    let answer: String = if rule.to.0 == Role::Plan {
        answers.iter().map(|id| context.document.plain_slice(context.document.section(*id).span)).collect()
    } else {
        context.plain().to_owned()
    };
    let said = pairs(&answer, &common);
    // A part of a few words answers nothing and everything.
    if han(&answer) < 15 {
        return Vec::new();
    }
    if rule.prior {
        from_prior(context, rule, &said, &common)
    } else {
        from_here(context, rule, &said, &common, &answers)
    }
}

fn from_here(
    context: &Context,
    rule: &Link,
    said: &BTreeSet<String>,
    common: &BTreeSet<&str>,
    answers: &[SectionId],
) -> Vec<Found> {
    let mut found = Vec::new();
    for id in context.sections_of(rule.from.0) {
        for claim in context.claims_of(id) {
            let span = context.document.claim(claim).span;
            let text = context.document.plain_slice(span);
            if is_unanswered(text, said, common) {
                let heading = context.heading(answers[0]);
                found.push(
                    Found::at(span)
                        .with("text", short(text, 40))
                        .label(heading, context.lang.pick("这一部分没有提到", "not mentioned in this part")),
                );
            }
        }
    }
    found
}

fn from_prior(
    context: &Context,
    rule: &Link,
    said: &BTreeSet<String>,
    common: &BTreeSet<&str>,
) -> Vec<Found> {
    let latest = context
        .analysis
        .comparison
        .priors
        .iter()
        .enumerate()
        .filter(|(_, prior)| prior.year.is_some() && prior.year == context.year().map(|year| year - 1))
        .map(|(at, _)| at)
        .next();
    let Some((at, document)) = latest.and_then(|at| Some((at, context.priors.get(at).copied().flatten()?)))
    else {
        return Vec::new();
    };
    let Some(section) = context.sections_of(rule.to.0).first().map(|id| context.heading(*id)) else {
        return Vec::new();
    };
    let open: Vec<Related> = promises(document, rule.from.0)
        .into_iter()
        .filter(|span| is_unanswered(document.plain_slice(*span), said, common))
        .map(|span| Related {
            prior: at as u32,
            span,
            scalars: document.scalars(span),
            text: short(document.slice(span), 200),
        })
        .collect();
    let Some(first) = open.first() else { return Vec::new() };
    let mut found = Found::at(section).with("text", short(&first.text, 40));
    found
        .labels
        .push(Label { span: section, text: context.lang.pick("没有提到", "not mentioned").to_owned() });
    found.related = open;
    vec![found]
}

fn promises(document: &Document, role: Role) -> Vec<Span> {
    let in_role =
        |offset: u32| document.section_at(offset).is_some_and(|id| document.section(id).role == role);
    document
        .claims()
        .iter()
        .map(|claim| claim.span)
        .filter(|span| in_role(span.start()) && document.in_body(span.start()))
        .collect()
}

/// Whether none of the words of a claim's own stands in the answer. Said only of claims with enough
/// words, so that a single rare one does not decide.
fn is_unanswered(text: &str, said: &BTreeSet<String>, common: &BTreeSet<&str>) -> bool {
    let own = pairs(text, common);
    han(text) >= CLAIM && own.len() >= 5 && own.iter().all(|pair| !said.contains(pair))
}

/// Pairs of neighbouring Chinese characters that are not common.
fn pairs(text: &str, common: &BTreeSet<&str>) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(2)
        .filter(|pair| pair.iter().all(|c| class::is_han(*c)))
        .map(|pair| pair.iter().collect::<String>())
        .filter(|pair| {
            !common.contains(pair.as_str())
                && !pair.contains(['的', '和', '了', '是', '在', '对', '与', '不'])
        })
        .collect()
}
