//! The sentence with which a report says what parts it has, against its headings: 全文由…六个部分组成.

use crate::{
    check::context::{Context, Found},
    model::{BlockKind, Lang},
    text::{NumberStyle, Span, class, fold_str, leading_number},
};

/// Blocks among which such a sentence stands.
const EARLY: usize = 12;

/// Sentences of a block that are asked.
const SENTENCES: usize = 20;

/// Fewest headings that are told by their own words.
const KNOWN: usize = 2;

/// A heading of the first level.
struct Heading {
    span: Span,
    title: String,
}

/// What the sentence and the headings do not agree on: how many parts there are, or their order.
pub(super) fn check(context: &Context) -> Option<Found> {
    let headings = headings(context);
    if headings.len() < 3 {
        return None;
    }
    let document = context.document;
    let early = document.blocks().iter().take(EARLY);
    let mut opening = early.filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item));
    opening.find_map(|block| {
        let range = document.plain().fold(block.span);
        let base = range.start() as usize;
        let text = range.slice(context.plain());
        let mut from = 0;
        text.split_inclusive('。').take(SENTENCES).find_map(|sentence| {
            let start = from;
            from += sentence.len();
            let (at, end, declared) = parts(sentence)?;
            let lists = ["报告", "全文", "本文", "年报"].iter().any(|word| sentence.contains(word));
            let known: Vec<(usize, &Heading)> = headings
                .iter()
                .filter_map(|heading| sentence.find(heading.title.as_str()).map(|at| (at, heading)))
                .collect();
            if !lists || known.len() < KNOWN {
                return None;
            }
            let said = differs(context, declared, &headings, &known)?;
            let place = context.place(base + start + at, base + start + end);
            let whole = context.place(base + start, base + start + sentence.trim_end_matches('。').len());
            let found = Found::at(whole).with("text", context.words(place)).with("found", said);
            Some(
                found.label(
                    headings[0].span,
                    context.lang.pick("正文的标题从这里起", "the headings of the text"),
                ),
            )
        })
    })
}

fn differs(
    context: &Context,
    declared: u32,
    headings: &[Heading],
    known: &[(usize, &Heading)],
) -> Option<String> {
    if declared != headings.len() as u32 {
        let missing: Vec<&str> = headings
            .iter()
            .filter(|heading| !known.iter().any(|(_, other)| other.span == heading.span))
            .map(|heading| heading.title.as_str())
            .collect();
        let count = headings.len();
        return Some(match (context.lang, missing.as_slice()) {
            (Lang::Zh, [one]) if declared < count as u32 => {
                format!("开头说有{declared}个部分，没有提“{one}”，正文有{count}个")
            }
            (Lang::Zh, _) => format!("开头说有{declared}个部分，正文有{count}个"),
            (Lang::En, _) => format!("the opening tells of {declared} parts, the text has {count}"),
        });
    }
    // In the order of the headings, their places in the sentence must rise.
    let fallen = known.windows(2).find(|pair| pair[1].0 < pair[0].0)?;
    let (first, second) = (&fallen[0].1.title, &fallen[1].1.title);
    Some(match context.lang {
        Lang::Zh => format!("开头先说“{second}”后说“{first}”，正文次序相反"),
        Lang::En => format!("the opening names “{second}” before “{first}”, the text has them the other way"),
    })
}

/// 六个部分: where it stands in a sentence, and how many.
fn parts(sentence: &str) -> Option<(usize, usize, u32)> {
    sentence.match_indices("部分").find_map(|(at, word)| {
        let before = sentence[..at].trim_end_matches(['个', '大']);
        let digit = before.chars().next_back()?;
        let value = class::han_digit(digit).map(u32::from).or_else(|| digit.to_digit(10))?;
        let start = before.len() - digit.len_utf8();
        // 第四部分 and 十四部分 are others.
        let single = !sentence[..start].ends_with(|c: char| c == '第' || c == '十' || class::is_digit(c));
        (single && value >= 3).then_some((start, at + word.len(), value))
    })
}

/// The headings 一、 with their words.
fn headings(context: &Context) -> Vec<Heading> {
    let document = context.document;
    let top = document.sections().iter().filter(|section| section.depth == 1);
    let numbered = top.filter(|section| {
        leading_number(document.slice(section.number)).is_some_and(|number| number.style == NumberStyle::Han)
    });
    numbered
        .map(|section| Heading {
            span: section.title,
            title: fold_str(document.slice(section.title)).replace(' ', ""),
        })
        .filter(|heading| heading.title.chars().count() >= 4)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, words};

    fn found(opening: &str) -> usize {
        let text = format!(
            "岚溪区水务局2023年法治政府建设年度报告\n\n{opening}\n\n一、主要举措和成效\n\n立案27件。\n\n二、存在的不足和原因\n\n5座水库没有划界，原因是资料缺失。\n\n三、2024年主要安排\n\n6月底前划界5座。\n\n四、其他需要报告的情况\n\n无。\n\n岚溪区水务局\n\n2024年1月10日\n"
        );
        words(&report(&text), "structure/contents").len()
    }

    #[test]
    fn the_opening_lists_the_parts() {
        let all = "主要举措和成效、存在的不足和原因、2024年主要安排、其他需要报告的情况";
        assert_eq!(found(&format!("本报告由{all}四个部分组成。")), 0);
        assert_eq!(found(&format!("本报告分为四个部分：{all}。")), 0);
        assert_eq!(found("本报告由主要举措和成效、存在的不足和原因、2024年主要安排三个部分组成。"), 1);
        assert_eq!(found(&format!("全文由{all}和名词解释五个部分组成。")), 1);
        let turned = "主要举措和成效、2024年主要安排、存在的不足和原因、其他需要报告的情况";
        assert_eq!(found(&format!("本报告由{turned}四个部分组成。")), 1);
        assert_eq!(found("本报告所附表格由收文、办文、发文三个部分组成。"), 0);
    }
}
