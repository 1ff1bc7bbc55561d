//! Parts that lack something: shortcomings without causes, a head without an act.

use super::{WRITTEN, doers};
use crate::{
    check::{
        context::{Context, Found, PLACES, han},
        items::{Item, items},
        matters::{Matter, matters_of},
    },
    model::{ClaimId, Level, Role, SectionId, Severity},
    rules::{Pattern, kind::SectionLacks},
    text::class,
};

/// From so many on what stands between two full stops is a statement.
const SENTENCE: usize = 8;

pub(in crate::check) fn lacks(context: &Context, rule: &SectionLacks) -> Vec<Found> {
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
}
