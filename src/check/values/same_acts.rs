//! The same meetings told of the body and of its head with two numbers, and the same money in two parts: 局党组专题研究法治工作4次
//! and 主持局党组会议专题研究水政6次.

use super::restated::{Item, differing, near};
use crate::{
    check::{
        context::{Context, Found, han, short},
        count::Count,
        memo::ClaimText,
        wholes,
    },
    model::{EvidenceKind, Role},
};

/// Meetings that a body and its head have together.
const MEETINGS: [&str; 10] =
    ["党组", "党委", "党工委", "局务会", "常务会", "常委会", "办公会", "中心组", "主任会", "镇长会"];

/// Characters at the end of two clauses that must be the same.
const SAME: usize = 5;

/// Words that make money one of less, or of another purpose.
const OTHERS: [&str; 9] = ["其中", "月", "累计", "另", "预算", "计划", "补助", "涉", "案"];

/// How many Chinese characters two texts share at their ends.
fn shared_end(one: &str, other: &str) -> usize {
    let same = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.to_string()).map(|c| han(&c)).sum()
}

/// The meeting that a clause names last.
fn meeting(words: &str) -> Option<&'static str> {
    MEETINGS.iter().filter_map(|name| Some((words.rfind(name)?, *name))).max().map(|(_, name)| name)
}

/// 主持局党组会议专题研究水政6次 in the part on the head, where 局党组专题研究水政4次 was told.
pub(super) fn meetings(items: &[Item], here: &Item) -> Option<Found> {
    if here.claim.role != Role::Leader || here.is_limited() || is_of_a_term(here) {
        return None;
    }
    let name = meeting(here.before)?;
    let told = |there: &&Item| {
        !matches!(there.claim.role, Role::Leader | Role::Plan | Role::Unknown)
            && there.unit() == here.unit()
            && !there.is_limited()
            && meeting(there.before) == Some(name)
            && shared_end(there.before, here.before) >= SAME
            // 县委常委会 and 县政府党组 are two, whatever they share.
            && there.before.contains('县') == here.before.contains('县')
    };
    differing(items, here, here.before, told)
}

/// What tells that a head was in office for a part of the year only.
const TERMS: [&str; 7] = ["到任", "任职", "上任", "接任", "就任", "离任", "调任"];

/// Whether a figure is of the time in which a head was in office: 5月到任后，主持会议4次.
fn is_of_a_term(here: &Item) -> bool {
    TERMS.iter().any(|word| here.claim.text[..here.count.start].contains(word))
}

/// The name of money that is told of the whole year: 全年罚没款合计.
fn purpose<'a>(claim: &ClaimText<'a>, count: &Count) -> Option<&'a str> {
    let words = wholes::label(claim.text, count);
    let whole = ["全年", "合计", "总计", "共计", "总额"].iter().any(|word| words.contains(word));
    let other = OTHERS.iter().any(|word| words.contains(word))
        || wholes::is_of_other_time(words)
        || wholes::is_change(words);
    let ends = ["达到", "达", "为", "共计", "合计", "总计", "总额", "金额", "共"];
    let name = ends.iter().fold(words, |name, end| name.strip_suffix(end).unwrap_or(name));
    let name = name.rfind("全年").map_or(name, |at| &name[at + "全年".len()..]);
    (whole && !other && (3..=10).contains(&han(name))).then_some(name)
}

/// 全年罚没款41.2万元 and, in another part, 全年罚没款合计43.2万元.
pub(super) fn money(context: &Context) -> Vec<Found> {
    let mut told: Vec<(&ClaimText, &Count, &str)> = Vec::new();
    let mut found = Vec::new();
    for claim in context.claims().iter().filter(|claim| claim.in_body && claim.text.len() <= 3000) {
        if matches!(claim.role, Role::Plan | Role::Unknown) {
            continue;
        }
        for count in context.memo.counts(claim.id) {
            if count.kind != EvidenceKind::Money || !count.is_exact() {
                continue;
            }
            let Some(name) = purpose(claim, count) else { continue };
            let same = |(_, _, other): &&(&ClaimText, &Count, &str)| *other == name;
            let value = count.quantity.value;
            let known = told.iter().filter(same).any(|(_, other, _)| other.quantity.value == value);
            let first = told.iter().filter(same).find(|(there, other, _)| {
                there.role != claim.role
                    && other.quantity.value != value
                    && near(other.quantity.value, value)
                    && other.quantity.precision == count.quantity.precision
            });
            if let Some((there, other, _)) = first.filter(|_| !known) {
                let shown = &there.text[other.start..other.end];
                found.push(
                    Found::at(count.span)
                        .with("name", short(name, 30))
                        .with("first", shown)
                        .with("second", &claim.text[count.start..count.end])
                        .with("text", short(claim.text, 60))
                        .label(other.span, shown),
                );
            }
            told.push((claim, count, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(first: &str, heading: &str, second: &str) -> Vec<String> {
        let text = small(&format!("{first}\n\n二、{heading}\n\n{second}"));
        words(&report(&text), "consistency/two-values")
    }

    const HEAD: &str = "主要负责人履行推进法治建设第一责任人职责情况";

    #[test]
    fn a_body_and_its_head_meet_together() {
        for (first, second, wrong) in [
            ("局党组专题研究治水工作4次。", "局长主持局党组会议专题研究治水工作6次，批示5件。", "6次"),
            ("党委理论学习中心组集体学法5次。", "组织党委理论学习中心组集体学法7次。", "7次"),
            ("全年召开局务会议审议重大事项9项。", "主持局务会议审议重大事项11项。", "11项"),
        ] {
            assert_eq!(found(first, HEAD, second), [wrong], "{second}");
        }
        for (first, second) in [
            ("局党组专题研究治水工作4次。", "局长主持局党组会议专题研究治水工作4次。"),
            ("局党组专题研究治水工作4次。", "局长主持局务会议专题研究治水工作6次。"),
            ("局党组专题研究治水工作4次。", "上半年主持局党组会议专题研究治水工作3次。"),
            ("局党组听取治水汇报4次。", "局长听取治水汇报6次。"),
            ("局党组专题研究治水工作7次。", "局长罗新8月到任后，主持局党组会议专题研究治水工作3次。"),
        ] {
            assert!(found(first, HEAD, second).is_empty(), "{second}");
        }
    }

    #[test]
    fn money_of_the_year() {
        let other = "其他需要报告的情况";
        assert_eq!(found("全年罚没款41.2万元。", other, "全年罚没款合计43.2万元，全部上缴。"), ["43.2万元"]);
        assert!(found("全年罚没款41.2万元。", other, "全年罚没款合计41.2万元，全部上缴。").is_empty());
        assert!(found("采砂案件罚没款41.2万元。", other, "全年罚没款合计43.2万元，全部上缴。").is_empty());
    }
}
