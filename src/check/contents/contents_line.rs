//! Contents in one line, 目录：举措；问题；安排, against the headings.

use super::{Line, alike};
use crate::{
    check::context::{Context, Found},
    model::{BlockKind, Lang},
    text::Span,
};

/// Blocks among which the line stands.
const EARLY: usize = 12;

/// Fewest entries and fewest of them that are headings.
const ENTRIES: usize = 3;
const KNOWN: usize = 2;

/// The first entry that is no heading, and else the first heading that is no entry.
pub(super) fn check(context: &Context) -> Option<Found> {
    let document = context.document;
    let top = document.sections().iter().filter(|section| section.depth == 1 && section.heading.is_some());
    let headings: Vec<Line> = top.map(|section| Line::new(context, section.title)).collect();
    let early = document.blocks().iter().take(EARLY);
    let entries = early
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Contents))
        .find_map(|block| entries(context, block.span))?;
    if entries.iter().filter(|entry| headings.iter().any(|heading| heading.key == entry.key)).count() < KNOWN
    {
        return None;
    }
    // 存在的不足 for 存在的不足和原因 is the same part in other words.
    let same = |a: &str, b: &str| a.contains(b) || b.contains(a) || alike(a, b, true);
    let lacks = |line: &&Line, others: &[Line]| !others.iter().any(|other| same(&line.key, &other.key));
    let lost = entries.iter().find(|entry| lacks(entry, &headings));
    let (line, said) = match (lost, context.lang) {
        (Some(entry), Lang::Zh) => (entry, format!("目录里的“{}”正文没有", entry.title)),
        (Some(entry), Lang::En) => (entry, format!("no heading “{}” in the text", entry.title)),
        (None, lang) => {
            let new = headings.iter().find(|heading| lacks(heading, &entries))?;
            (
                new,
                match lang {
                    Lang::Zh => format!("目录里没有正文的“{}”", new.title),
                    Lang::En => format!("“{}” is not in the contents", new.title),
                },
            )
        }
    };
    Some(Found::at(line.span).with("text", line.title.clone()).with("found", said))
}

/// The entries of a line that says that it is the contents.
fn entries(context: &Context, block: Span) -> Option<Vec<Line>> {
    let range = context.document.plain().fold(block);
    let (base, text) = (range.start() as usize, range.slice(context.plain()));
    let list = text.strip_prefix('目')?.trim_start().strip_prefix(['录', '次'])?;
    let list = list.trim_start().strip_prefix(':')?;
    let mark = [';', '、', ' '].into_iter().find(|mark| list.matches(*mark).count() + 1 >= ENTRIES)?;
    let mut at = base + text.len() - list.len();
    let mut entries = Vec::new();
    for piece in list.split(mark) {
        let title = piece.trim().trim_end_matches('。');
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len() + mark.len_utf8();
        if !title.is_empty() {
            entries.push(Line::new(context, context.place(start, start + title.len())));
        }
    }
    let plain = entries.iter().all(|entry| (2..=30).contains(&entry.key.chars().count()));
    (plain && entries.len() >= ENTRIES).then_some(entries)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, words};

    fn found(contents: &str) -> Vec<String> {
        let text = format!(
            "岚溪区水务局2023年法治政府建设年度报告\n\n{contents}\n\n一、主要举措和成效\n\n立案27件。\n\n二、存在的不足和原因\n\n5座水库没有划界，原因是资料缺失。\n\n三、2024年主要安排\n\n6月底前划界5座。\n\n四、其他需要报告的情况\n\n无。\n\n岚溪区水务局\n\n2024年1月10日\n"
        );
        words(&report(&text), "structure/contents")
    }

    #[test]
    fn what_the_line_lists_stands_in_the_text() {
        let all = "主要举措和成效；存在的不足和原因；2024年主要安排；其他需要报告的情况";
        assert!(found(&format!("目录：{all}")).is_empty());
        assert!(found(&format!("目录：{}", all.replace("存在的不足", "不足"))).is_empty());
        assert_eq!(
            found(&format!("目录：{}", all.replace("；2024", "；水价典型案例；2024"))),
            ["水价典型案例"]
        );
        assert_eq!(found(&format!("目录：{}", all.replace("；2024年主要安排", ""))), ["2024年主要安排"]);
        assert!(found("目录：水源；水厂；水价").is_empty());
    }
}
