//! The page of contents against the headings of the text.

mod contents_line;
mod opening_list;

use std::collections::BTreeSet;

use super::{
    context::{Context, Found},
    numbering::decimals,
};
use crate::{
    model::{Block, BlockKind, Lang, Severity},
    text::{Number, Span, class, fold_str, leading_number, without_page},
};

/// A line of the contents, or a heading.
pub(super) struct Line {
    pub(super) span: Span,
    number: Option<Number>,
    /// Its words without number and page.
    pub(super) title: String,
    /// The same, only characters and figures, to compare by.
    pub(super) key: String,
}

impl Line {
    pub(super) fn new(context: &Context, span: Span) -> Self {
        // The plain view leaves out the spaces before a page.
        let words = fold_str(without_page(context.document.slice(span)).0);
        let number = leading_number(&words);
        let title = words[number.map_or(0, |number| number.len)..].trim().to_owned();
        let key = key(&title);
        Self { span, number, title, key }
    }

    fn place(&self) -> Option<(crate::text::NumberStyle, u32)> {
        self.number.map(|number| (number.style, number.value))
    }
}

/// What the contents and the headings do not agree on: lines without a heading, headings without a line,
/// other words, and, where all agree, another order or other numbers.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let mut found = of_parts(context);
    found.extend(decimals::renamed(context).into_iter().map(|((entry, title), twin)| {
        let said = match (context.lang, &twin) {
            (Lang::Zh, Some((_, other))) => format!("目录写“{title}”，正文写“{other}”"),
            (Lang::En, Some((_, other))) => format!("“{title}” in the contents, “{other}” in the text"),
            (Lang::Zh, None) => format!("目录里的“{title}”正文没有"),
            (Lang::En, None) => format!("no heading “{title}” in the text"),
        };
        let one = Found::at(entry).with("text", title).with("found", said);
        match twin {
            Some((heading, _)) => one.label(heading, context.lang.pick("正文的标题", "the heading")),
            None => one,
        }
    }));
    found.extend(annexes(context));
    found.extend(opening_list::check(context));
    found.extend(contents_line::check(context));
    found
}

/// Annexes that end the contents and of which the text says nothing more: 附：2023年取水数据表.
fn annexes(context: &Context) -> Vec<Found> {
    let document = context.document;
    let blocks = document.blocks();
    let Some(last) = blocks.iter().rposition(|block| block.kind == BlockKind::Contents) else {
        return Vec::new();
    };
    // A line without a page stands behind what was taken for the contents.
    let behind = blocks[last + 1..].iter().take_while(|block| is_annex(document.slice(block.span)));
    let contents = blocks[..=last].iter().filter(|block| block.kind == BlockKind::Contents);
    let listed: Vec<&Block> =
        contents.filter(|block| is_annex(document.slice(block.span))).chain(behind).collect();
    let Some(end) = listed.iter().map(|block| block.span.end()).max() else { return Vec::new() };
    // What follows the date is no block of the report.
    let rest: Vec<&str> = document.text().get(end as usize..).unwrap_or("").lines().collect();
    if rest.iter().any(|line| is_annex(line)) {
        return Vec::new();
    }
    let one = |block: &Block| {
        let words = fold_str(without_page(document.slice(block.span)).0);
        let title = words.trim_start_matches(['附', '件', '表', '录']);
        let title = title.trim_start_matches(|c: char| !class::is_han(c) && !c.is_ascii_digit());
        let own = key(title);
        let lacks = own.chars().count() >= 4 && !rest.iter().any(|line| key(&fold_str(line)).contains(&own));
        let said = match context.lang {
            Lang::Zh => format!("目录里的“{title}”正文没有"),
            Lang::En => format!("nothing of “{title}” in the text"),
        };
        let found = Found::at(block.span).with("text", title).with("found", said);
        lacks.then(|| found.cap(Some(Severity::Warning)))
    };
    listed.into_iter().filter_map(one).collect()
}

/// Whether a line begins as that of an annex does: 附件1, 附：.
fn is_annex(line: &str) -> bool {
    line.trim_start().starts_with('附')
}

fn of_parts(context: &Context) -> Vec<Found> {
    let entries = entries(context);
    let Some(top) = entries.iter().filter_map(|line| line.number).map(|number| number.style).min() else {
        return Vec::new();
    };
    let headings: Vec<Line> = headings(context);
    let at: Vec<Option<usize>> =
        entries.iter().map(|entry| headings.iter().position(|heading| heading.key == entry.key)).collect();
    let known = at.iter().flatten().count();
    // Contents that share nothing with the headings belong to another text.
    if known < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut reworded = BTreeSet::new();
    for (entry, _) in entries.iter().zip(&at).filter(|(_, at)| at.is_none()) {
        let twin = headings.iter().position(|heading| {
            let free = !entries.iter().any(|other| other.key == heading.key);
            free && alike(&heading.key, &entry.key, heading.place() == entry.place())
        });
        if let Some(twin) = twin {
            let heading = &headings[twin];
            reworded.insert(twin);
            let said = match context.lang {
                Lang::Zh => format!("目录写“{}”，正文写“{}”", entry.title, heading.title),
                Lang::En => {
                    format!("“{}” in the contents, “{}” in the text", entry.title, heading.title)
                }
            };
            found.push(one(context, entry, said, Some(heading)));
        } else if !begins_a_line(context, &entry.key) {
            let said = match context.lang {
                Lang::Zh => format!("目录里的“{}”正文没有", entry.title),
                Lang::En => format!("no heading “{}” in the text", entry.title),
            };
            found.push(one(context, entry, said, None));
        }
    }
    let listed = |heading: &Line| entries.iter().any(|entry| entry.key == heading.key);
    for (nth, heading) in headings.iter().enumerate() {
        let is_top = heading.number.is_some_and(|number| number.style == top);
        if is_top && !listed(heading) && !reworded.contains(&nth) {
            let said = match context.lang {
                Lang::Zh => format!("正文的“{}”目录里没有", heading.title),
                Lang::En => format!("the heading “{}” is not in the contents", heading.title),
            };
            // A line of a list may have been taken for a heading. What follows in the contents is where it lacks.
            let place = at
                .iter()
                .zip(&entries)
                .find(|(at, _)| at.is_some_and(|at| at > nth))
                .map_or_else(|| entries.last(), |(_, entry)| Some(entry));
            if let Some(place) = place {
                found.push(one(context, place, said, Some(heading)).cap(Some(Severity::Warning)));
            }
        }
    }
    if found.is_empty() {
        found.extend(order(context, &entries, &headings, &at));
    }
    found
}

/// The first line that stands in another order than its heading, or has another number.
fn order(context: &Context, entries: &[Line], headings: &[Line], at: &[Option<usize>]) -> Option<Found> {
    let matched: Vec<(&Line, usize)> =
        entries.iter().zip(at).filter_map(|(entry, at)| Some((entry, (*at)?))).collect();
    let fallen = matched.windows(2).find(|pair| pair[0].1 > pair[1].1);
    if let Some([(before, there), (entry, here)]) = fallen {
        let said = match context.lang {
            Lang::Zh => {
                format!("目录里“{}”在“{}”前面，正文里在后面", before.title, entry.title)
            }
            Lang::En => format!(
                "“{}” stands before “{}” in the contents and behind it in the text",
                before.title, entry.title
            ),
        };
        let found = one(context, before, said, Some(&headings[*there]));
        return Some(found.label(headings[*here].span, String::new()));
    }
    matched.iter().find_map(|(entry, at)| {
        let heading = &headings[*at];
        let (a, b) = (entry.place()?, heading.place()?);
        (a.0 == b.0 && a.1 != b.1).then(|| {
            let number = |line: &Line| context.words(line.span);
            let said = match context.lang {
                Lang::Zh => {
                    format!("目录写“{}”，正文的序号是“{}”", entry_words(context, entry), number(heading))
                }
                Lang::En => {
                    format!(
                        "“{}” in the contents, “{}” in the text",
                        entry_words(context, entry),
                        number(heading)
                    )
                }
            };
            one(context, entry, said, Some(heading))
        })
    })
}

fn entry_words(context: &Context, entry: &Line) -> String {
    without_page(context.document.slice(entry.span)).0.to_owned()
}

fn one(context: &Context, entry: &Line, said: String, heading: Option<&Line>) -> Found {
    let found = Found::at(entry.span).with("text", entry_words(context, entry)).with("found", said);
    match heading {
        Some(heading) => found.label(heading.span, context.lang.pick("正文的标题", "the heading")),
        None => found,
    }
}

fn entries(context: &Context) -> Vec<Line> {
    let blocks = context.document.blocks().iter().filter(|block| block.kind == BlockKind::Contents);
    // What an annex is called is asked of the whole file.
    let lines = blocks.filter(|block| !is_annex(context.document.slice(block.span)));
    let lines = lines.map(|block| Line::new(context, block.span));
    lines.filter(|line| !line.key.is_empty() && !matches!(line.key.as_str(), "目录" | "目次")).collect()
}

fn headings(context: &Context) -> Vec<Line> {
    let sections = context.document.sections().iter();
    let spans = sections.filter_map(|section| section.heading).map(|id| context.document.block(id).span);
    spans.map(|span| Line::new(context, span)).collect()
}

/// Whether some line of the text begins with these words: a heading that was not taken for one.
fn begins_a_line(context: &Context, words: &str) -> bool {
    let document = context.document;
    let mut lines = document.blocks().iter().filter(|block| block.kind != BlockKind::Contents);
    lines.any(|block| {
        let text = document.plain_slice(block.span);
        let text = &text[leading_number(text).map_or(0, |number| number.len)..];
        key(&text.chars().take(words.chars().count() * 2 + 8).collect::<String>()).starts_with(words)
    })
}

fn key(title: &str) -> String {
    title.chars().filter(|c| class::is_han(*c) || c.is_alphanumeric()).collect()
}

/// Whether one heading is another with other words: most pairs of characters of the shorter one stand in the
/// longer one, or, at the same number, half of them.
pub(super) fn alike(a: &str, b: &str, same_place: bool) -> bool {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (a, b) = (pairs(a), pairs(b));
    let shared = a.intersection(&b).count();
    let least = a.len().min(b.len());
    least >= 2 && shared * 100 >= least * if same_place { 50 } else { 80 }
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    /// A report with these lines of contents; it has the parts 主要举措和成效, 存在的不足 and 2024年安排.
    fn found(lines: &str) -> Vec<String> {
        let parts = "全年立案27件，结案25件。\n\n二、存在的不足\n\n5座水库没有划界，原因是资料缺失。\n\n\
                     三、2024年安排\n\n6月底前完成5座水库划界。";
        let text = small(parts).replace("一、主要举措和", &format!("目录\n\n{lines}\n\n一、主要举措和"));
        words(&report(&text), "structure/contents")
    }

    #[test]
    fn contents_that_agree_are_let_be() {
        assert!(found("一、主要举措和成效……1\n\n二、存在的不足……3\n\n三、2024年安排……4").is_empty());
        assert!(found("一、主要举措和成效\n\n二、存在的不足\n\n三、2024年安排").is_empty());
    }

    #[test]
    fn what_lacks_what_is_too_much_and_what_has_other_words() {
        assert_eq!(found("一、主要举措和成效……1\n\n二、2024年安排……4"), ["二、2024年安排……4"]);
        assert_eq!(
            found("一、主要举措和成效……1\n\n二、存在的不足……3\n\n三、河道管护……4\n\n四、2024年安排……5"),
            ["三、河道管护……4"]
        );
        assert_eq!(
            found("一、主要举措和成效……1\n\n二、存在的不足……3\n\n三、2023年安排……4"),
            ["三、2023年安排……4"]
        );
    }

    #[test]
    fn pages_may_stand_behind_tabs() {
        let lines = "一、主要举措和成效\t1\n\n二、河道管护\t3\n\n三、2024年安排\t4";
        assert_eq!(found(lines), ["二、河道管护\t3", "三、2024年安排\t4"]);
    }

    #[test]
    fn an_annex_of_the_contents_follows_the_text() {
        let lines = "一、主要举措和成效……1\n\n二、存在的不足……3\n\n三、2024年安排……4\n\n附：2023年取水数据表";
        assert_eq!(found(lines), ["附：2023年取水数据表"]);
        let parts = "全年立案27件，结案25件。\n\n二、存在的不足\n\n5座水库没有划界，原因是资料缺失。\n\n\
                     三、2024年安排\n\n6月底前完成5座水库划界。";
        let text = small(parts).replace("一、主要举措和", &format!("目录\n\n{lines}\n\n一、主要举措和"));
        let annexed = format!("{text}\n附：2023年取水数据表\n\n| 类别 | 件数 |\n|---|---|\n| 取水 | 41 |\n");
        assert!(words(&report(&annexed), "structure/contents").is_empty());
    }

    #[test]
    fn a_salutation_is_no_line_of_contents() {
        let lines = "一、主要举措和成效\n\n二、存在的不足\n\n三、2024年安排\n\n区委、区政府：";
        assert!(found(lines).is_empty());
    }

    #[test]
    fn order_and_numbers() {
        assert_eq!(
            found("一、主要举措和成效……1\n\n二、2024年安排……3\n\n三、存在的不足……4"),
            ["二、2024年安排……3"]
        );
        assert_eq!(
            found("一、主要举措和成效……1\n\n二、存在的不足……3\n\n四、2024年安排……4"),
            ["四、2024年安排……4"]
        );
    }
}
