//! The working of a score, claim by claim, in plain words.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style},
    place,
};
use crate::model::{ClaimId, Lang, Level, Part, Report};

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
            let heading = document.shown(here.number.cover(here.title));
            let value = analysis.scores.sections[claim.section.0 as usize].value.get();
            let line = format!("{} [{}] {value}/1000", look.cut(&heading, look.width / 2), here.role.zh());
            let _ = writeln!(out, "\n{}", look.paint(&line, Style::Blue));
        }
        let style = match scored.level {
            Level::Slogan => Style::Red,
            Level::General => Style::Yellow,
            Level::Specific | Level::Measured => Style::Green,
        };
        let level = format!("{} {}", scored.level.number(), scored.level.zh());
        let _ = writeln!(
            out,
            "{} {:>4}  {}  {}",
            look.paint(&level, style),
            scored.score.value.get(),
            scored.kind.zh(),
            look.paint(&place(document, claim.span, lang), Style::Dim)
        );
        for line in look.wrap(&document.shown(claim.span), look.width.saturating_sub(4)) {
            let _ = writeln!(out, "    {line}");
        }
        for part in &scored.score.parts {
            let spans = part.words.spans();
            let words = spans.iter().map(|span| marked(look.cut(&document.shown(*span), 60)));
            let mut named: Vec<String> = Vec::new();
            words.for_each(|words| named.extend((!named.contains(&words)).then_some(words)));
            let words = named.join(lang.pick("", ", "));
            let _ = writeln!(out, "      {:+5}  {}{words}", part.points, name(part.name, lang));
        }
    }
    out
}

/// How a level comes by its points in a report: its share of the characters, and what they are worth.
fn portion(part: &Part, lang: Lang) -> String {
    let Some(share) = part.share.map(|share| i32::from(share.get())).filter(|share| *share > 0) else {
        return String::new();
    };
    let (whole, tenth, worth) = (share / 10, share % 10, part.points * 1000 / share);
    match lang {
        Lang::Zh => format!("：占字数{whole}.{tenth}%，折合每字{worth}分"),
        Lang::En => format!(": {whole}.{tenth}% of the characters, worth {worth} each"),
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
        "creed" => ("宏观或泛指用语：", "words of creed or of nothing in particular: "),
        "limit" => (
            "没有认出可查证的名称或数量，只在泛述以内计分",
            "no name or quantity was recognised, so it stays within general",
        ),
        "floor" => ("最低为0，多扣的不计", "no less than nothing"),
        "effort" => ("修饰、展望一类用语占了篇幅：", "taken up by words of effort and outlook: "),
        "stock" => ("套话占了篇幅：", "taken up by stock phrases: "),
        "required" => (
            "规定或程式用语，不是毛病，只是不算依据：",
            "required or customary wording, no fault and no evidence: ",
        ),
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
