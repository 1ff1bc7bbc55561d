//! The document as the program sees it: the debugger of readers and segmentation.

use std::fmt::Write as _;

use super::{
    frame::{Look, Style},
    place,
};
use crate::model::{BlockKind, Document, Lang, Notice};

/// `outline`: head, section tree with roles, foot; `blocks` adds every block.
pub fn outline(
    path: &str,
    document: &Document,
    notices: &[Notice],
    blocks: bool,
    lang: Lang,
    look: Look,
) -> String {
    let header = document.header();
    let unknown = lang.pick("（未识别）", "(not recognised)");
    let or_unknown =
        |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or_else(|| unknown.to_owned());
    let mut out = format!("{}\n", look.paint(path, Style::Bold));
    let mut say = |zh: &str, en: &str, value: String| {
        let _ = writeln!(out, "{} {value}", look.pad(lang.pick(zh, en), 10));
    };
    let source = document.source();
    let encoding = source.encoding.map(|name| lang.pick("，", ", ").to_owned() + name).unwrap_or_default();
    say("格式", "format", format!("{}{encoding}", source.format.name()));
    say("标题", "title", or_unknown(Some(header.title.clone())));
    say("单位", "issuer", or_unknown(header.issuer.clone()));
    say("报告年份", "year", or_unknown(header.year.map(|year| year.to_string())));
    say("类型", "genre", or_unknown(header.genre.clone()));
    say("称谓", "salutation", or_unknown(header.salutation.map(|span| document.shown(span))));
    say("落款", "signature", or_unknown(header.signature.map(|span| document.shown(span))));
    say(
        "日期",
        "date",
        or_unknown(header.date.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))),
    );
    say("陈述", "claims", document.claims().len().to_string());
    out.push('\n');
    for section in document.sections() {
        let heading = match section.heading {
            Some(_) => document.shown(section.number.cover(section.title)),
            None => lang.pick("（标题之前的正文）", "(text before the first heading)").to_owned(),
        };
        let indent = "  ".repeat(usize::from(section.depth));
        let claims = document.claims_in(section.span).count();
        let at = place(document, section.span, lang);
        let tail = match lang {
            Lang::Zh => format!("[{}] {claims}条陈述，{at}", section.role.zh()),
            Lang::En => format!("[{}] {claims} claims, {at}", section.role.name()),
        };
        let _ = writeln!(out, "{indent}{heading}  {}", look.paint(&tail, Style::Dim));
    }
    if blocks {
        out.push('\n');
        for block in document.blocks() {
            let kind = match block.kind {
                BlockKind::Heading { level } => match lang {
                    Lang::Zh => format!("{level}级标题"),
                    Lang::En => format!("heading {level}"),
                },
                kind => lang.pick(zh(kind), kind.name()).to_owned(),
            };
            let words = look.cut(&document.shown(block.span), look.width.saturating_sub(34));
            let at = place(document, block.span, lang);
            let _ = writeln!(out, "{} {} {words}", look.pad(&at, 14), look.pad(&kind, 12));
        }
    }
    for notice in notices {
        let _ = writeln!(out, "{} {}", lang.pick("注意", "notice:"), lang.pick(&notice.zh, &notice.en));
    }
    out
}

/// The name of a kind of block shown to people.
const fn zh(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "报告标题",
        BlockKind::Heading { .. } => "标题",
        BlockKind::Paragraph => "段落",
        BlockKind::Item => "列表项",
        BlockKind::Cell { .. } => "单元格",
        BlockKind::Caption => "图表标题",
        BlockKind::Note => "脚注",
        BlockKind::Contents => "目录",
        BlockKind::Salutation => "称谓",
        BlockKind::Signature => "落款",
        BlockKind::Date => "日期",
    }
}
