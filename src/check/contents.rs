//! The page of contents against the headings of the text.

use std::collections::BTreeSet;

use super::context::{Context, Found};
use crate::{
    model::{BlockKind, Severity},
    text::{Number, Span, class, fold_str, leading_number, without_page},
};

/// A line of the contents, or a heading.
struct Line {
    span: Span,
    number: Option<Number>,
    /// Its words without number and page.
    title: String,
    /// The same, only characters and figures, to compare by.
    key: String,
}

impl Line {
    fn new(context: &Context, span: Span) -> Self {
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
                crate::model::Lang::Zh => format!("目录写“{}”，正文写“{}”", entry.title, heading.title),
                crate::model::Lang::En => {
                    format!("“{}” in the contents, “{}” in the text", entry.title, heading.title)
                }
            };
            found.push(one(context, entry, said, Some(heading)));
        } else if !begins_a_line(context, &entry.key) {
            let said = match context.lang {
                crate::model::Lang::Zh => format!("目录里的“{}”正文没有", entry.title),
                crate::model::Lang::En => format!("no heading “{}” in the text", entry.title),
            };
            found.push(one(context, entry, said, None));
        }
    }
    let listed = |heading: &Line| entries.iter().any(|entry| entry.key == heading.key);
    for (nth, heading) in headings.iter().enumerate() {
        let is_top = heading.number.is_some_and(|number| number.style == top);
        if is_top && !listed(heading) && !reworded.contains(&nth) {
            let said = match context.lang {
                crate::model::Lang::Zh => format!("正文的“{}”目录里没有", heading.title),
                crate::model::Lang::En => format!("the heading “{}” is not in the contents", heading.title),
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
            crate::model::Lang::Zh => {
                format!("目录里“{}”在“{}”前面，正文里在后面", before.title, entry.title)
            }
            crate::model::Lang::En => format!(
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
                crate::model::Lang::Zh => {
                    format!("目录写“{}”，正文的序号是“{}”", entry_words(context, entry), number(heading))
                }
                crate::model::Lang::En => {
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
    let lines = blocks.map(|block| Line::new(context, block.span));
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
fn alike(a: &str, b: &str, same_place: bool) -> bool {
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
