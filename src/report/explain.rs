//! The working of a score, claim by claim, in plain words.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style},
    place,
    table::section_name,
};
use crate::model::{ClaimId, ClaimScore, Document, Lang, Level, Part, Report};

/// `score --explain`.
pub fn score(report: &Report, lang: Lang, look: Look) -> String {
    let analysis = &report.analysis;
    let document = &analysis.document;
    let mut out = format!("{}  {}\n", look.paint(&report.path, Style::Bold), document.header().title);
    let _ = writeln!(
        out,
        "{} {}/1000",
        lang.pick("具体程度", "concreteness"),
        analysis.scores.document.value.get()
    );
    for part in &analysis.scores.document.parts {
        let _ = if part.name == "expected" {
            writeln!(out, "        {}{}", name(part.name, lang), part.points)
        } else {
            writeln!(out, "{:+6}  {}{}", part.points, name(part.name, lang), portion(part, lang))
        };
    }
    let mut section = None;
    for (at, scored) in analysis.scores.claims.iter().enumerate() {
        let id = ClaimId(at as u32);
        let claim = document.claim(id);
        if section != Some(claim.section) {
            section = Some(claim.section);
            let here = document.section(claim.section);
            let heading = section_name(document, here, look.width / 2, lang, look);
            let at = claim.section.0 as usize;
            let line = if analysis.scores.section_letters[at].iter().sum::<u64>() == 0 {
                format!("{heading} {}", lang.pick("不计分", "not scored"))
            } else {
                format!("{heading} {}/1000", analysis.scores.sections[at].value.get())
            };
            let _ = writeln!(out, "\n{}", look.paint(&line, Style::Blue));
        }
        let at = look.paint(&place(document, claim.span, lang), Style::Dim);
        let words = look.wrap(&document.shown(claim.span), look.width.saturating_sub(4));
        if scored.counted == 0 {
            let slogans = analysis.facts.slogans_of(id);
            let why = if slogans.iter().any(|slogan| slogan.required) {
                lang.pick("规定表述，不计分", "required wording, not scored")
            } else if slogans.is_empty() {
                lang.pick("没有内容可计，不计分", "nothing to score")
            } else {
                lang.pick("程式用语，不计分", "customary wording, not scored")
            };
            let _ = writeln!(out, "{}  {at}", look.paint(why, Style::Dim));
            for line in &words {
                let _ = writeln!(out, "    {line}");
            }
            continue;
        }
        let style = match scored.level {
            Level::Slogan => Style::Red,
            Level::General => Style::Yellow,
            Level::Specific | Level::Measured => Style::Green,
        };
        let level =
            format!("{} {}", scored.level.number(), lang.pick(scored.level.zh(), scored.level.name()));
        let kind = lang.pick(scored.kind.zh(), scored.kind.name());
        let level = look.paint(&level, style);
        let _ = writeln!(out, "{level} {:>4}  {kind}  {at}", scored.score.value.get());
        for line in &words {
            let _ = writeln!(out, "    {line}");
        }
        push_parts(&mut out, document, scored, lang, look);
    }
    out
}

/// The working of a claim. What required wording would have taken stands in the point that it begins
/// with: it is no deduction, there is only less to begin with.
fn push_parts(out: &mut String, document: &Document, scored: &ClaimScore, lang: Lang, look: Look) {
    let required: i32 =
        scored.score.parts.iter().filter(|part| part.name == "required").map(|part| part.points).sum();
    for part in &scored.score.parts {
        let spans = part.words.spans();
        let words = spans.iter().map(|span| marked(look.cut(&document.shown(*span), 60)));
        let mut named: Vec<String> = Vec::new();
        words.for_each(|words| named.extend((!named.contains(&words)).then_some(words)));
        let words = named.join(lang.pick("", ", "));
        let said = name(part.name, lang);
        let _ = match part.name {
            "required" => writeln!(out, "             {said}{words}"),
            "base" if required != 0 => {
                let less = lang.pick("（不算规定表述的那部分）", " (less the part of required wording)");
                writeln!(out, "      {:+5}  {said}{less}", part.points + required)
            }
            _ => writeln!(out, "      {:+5}  {said}{words}", part.points),
        };
    }
}

/// How a level comes by its points in a report: its share of the characters, and what they are worth.
fn portion(part: &Part, lang: Lang) -> String {
    let Some(share) = part.share.map(|share| i32::from(share.get())).filter(|share| *share > 0) else {
        return String::new();
    };
    let (whole, tenth, worth) = (share / 10, share % 10, part.points * 1000 / share);
    match lang {
        Lang::Zh => format!("：占计分字数{whole}.{tenth}%，折合每字{worth}分"),
        Lang::En => format!(": {whole}.{tenth}% of the counted characters, worth {worth} each"),
    }
}

/// Words between marks; those that begin with marks of their own need none.
fn marked(words: String) -> String {
    if words.starts_with(['“', '《', '「']) { words } else { format!("“{words}”") }
}

/// The name of a part in plain words; the names are those of `score`.
fn name(part: &'static str, lang: Lang) -> &'static str {
    let (zh, en) = match part {
        "measured" => ("有可核查的数量：", "a quantity that can be recomputed: "),
        "specific" => ("有可查证的具体事项：", "a particular that can be looked up: "),
        "more" => ("另有依据：", "further evidence: "),
        "stray" => {
            ("依据在长句中占比过小，降一级：", "too small a part of a long statement, a level lower: ")
        }
        "base" => ("没有依据的陈述的起点分", "what a statement without evidence begins with"),
        "own-words" => ("通用词和套话以外的内容", "words beyond generic ones and stock phrases"),
        "matter" => ("写到了工作事项：", "it names matters of work: "),
        "listed" => ("列举了几样事物", "it lists things"),
        "creed" => ("宏观或泛指用语：", "words of creed or of nothing in particular: "),
        "limit" => (
            "没有认出可查证的名称或数量，只在泛述以内计分",
            "no name or quantity was recognised, so it stays within general",
        ),
        "floor" => ("最低为0，多扣的不计", "no less than nothing"),
        "effort" => ("修饰、展望一类用语占了篇幅：", "taken up by words of effort and outlook: "),
        "stock" => ("套话占了篇幅：", "taken up by stock phrases: "),
        "required" => ("规定表述或程式用语，不计分：", "required or customary wording, not scored: "),
        "kind-stance" => ("属于表态或程式用语，不算工作内容", "a stance or a formula, not an act"),
        "kind-action" => ("属于举措", "it is an action"),
        "kind-result" => ("写的是成效，没有认出数据", "a result in which no figure was recognised"),
        "kind-problem" => ("属于问题", "it is a problem"),
        "kind-plan" => ("属于安排", "it is a plan"),
        "kind-fact" => ("只是情况说明", "mere background"),
        "share-slogan" => ("空话部分", "from slogans"),
        "share-general" => ("泛述部分", "from general statements"),
        "share-specific" => ("具体陈述部分", "from specific statements"),
        "share-measured" => ("可核查陈述部分", "from measured statements"),
        "expected" => (
            "参照（不计入得分）：同类章节的中位水平",
            "for comparison, not added: the median of such sections: ",
        ),
        other => (other, other),
    };
    lang.pick(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::report;

    fn said(words: &str) -> String {
        let text =
            format!("岚溪区水务局2023年法治政府建设年度报告\n\n{words}\n\n一、存在的不足和原因\n\n无。\n");
        score(&report(&text), Lang::Zh, Look::default())
    }

    #[test]
    fn required_wording_is_a_class_of_its_own_without_deductions() {
        let page = said("坚持以习近平新时代中国特色社会主义思想为指导。");
        assert!(page.contains("规定表述，不计分  第3行第1字"), "{page}");
        assert!(page.contains("没有内容可计，不计分"), "{page}");
        assert!(page.contains("\n开头 不计分\n"), "{page}");
        assert!(!page.contains("空话    0") && !page.contains("宏观或泛指用语"), "{page}");
    }

    #[test]
    fn beside_required_wording_only_the_rest_is_weighed() {
        let page = said("坚持以习近平新时代中国特色社会主义思想为指导，奋力谱写新时代水务事业新篇章。");
        let words: Vec<&str> = page.lines().filter(|line| line.contains("宏观或泛指用语")).collect();
        assert!(words.iter().all(|line| !line.contains("“时代”") && !line.contains("社会主义")), "{page}");
        let line = page.lines().find(|line| line.contains("规定表述或程式用语，不计分："));
        assert!(line.is_some_and(|line| !line.contains('-')), "{page}");
    }

    #[test]
    fn the_points_of_a_claim_come_to_its_value() {
        let text = "坚持以习近平新时代中国特色社会主义思想为指导，清淤河道并走访村居和水厂。";
        let page = said(text);
        let at = page.lines().position(|line| line.contains("第3行第1字")).expect("the claim");
        let mut lines = page.lines().skip(at);
        let head = lines.next().unwrap_or_default();
        let value: i32 = head.split_whitespace().nth(2).and_then(|word| word.parse().ok()).expect("a value");
        let points = lines.take_while(|line| line.starts_with("    "));
        let sum: i32 = points
            .filter_map(|line| line.split_whitespace().next())
            .filter(|word| word.starts_with(['+', '-']))
            .filter_map(|word| word.parse::<i32>().ok())
            .sum();
        assert_eq!(sum, value, "{page}");
    }
}
