//! What a page says about itself, and where in it the report stands.

use ego_tree::NodeRef;
use scraper::{Html, Node};

use super::survey::{Survey, element};

/// Ids and classes in which the usual systems of government sites keep the text of a page.
const KNOWN: [&str; 22] = [
    "ucap-content",
    "trs_editor",
    "trs_ueditor",
    "zoom",
    "zoomcon",
    "bodylabel",
    "pages_content",
    "article_con",
    "article-con",
    "article-content",
    "articlecontent",
    "article_content",
    "news_content",
    "newscontent",
    "news-content",
    "content_text",
    "view",
    "wzy1",
    "xxgk_content",
    "bt-content",
    "con_text",
    "mainText",
];

/// A known container counts if it holds at least this share (in percent) of the page's words.
const LEAST: u64 = 40;

/// Otherwise the smallest element with more than this share (in percent) of the words of the one
/// around it is taken, again and again.
const DENSE: u64 = 60;

/// What a page says about itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    /// `2025-01-20`.
    pub(super) date: Option<String>,
}

/// Title and date from `meta`, the heading, the window title, the line under the heading.
pub(super) fn facts(html: &Html, survey: &Survey) -> Facts {
    let (mut stated, mut heading, mut window) = (None, None, None);
    let (mut date, mut shown) = (None, None);
    for node in html.tree.root().descendants() {
        let Some(element) = element(&node) else {
            if shown.is_none()
                && let Node::Text(text) = node.value()
            {
                shown = published(text);
            }
            continue;
        };
        match element.name() {
            "meta" => {
                let name =
                    element.attr("name").or(element.attr("property")).unwrap_or("").to_ascii_lowercase();
                let content = element.attr("content").unwrap_or("").trim();
                match name.as_str() {
                    "articletitle" | "og:title" if stated.is_none() && !content.is_empty() => {
                        stated = Some(content.to_owned());
                    }
                    "pubdate" | "publishdate" | "article:published_time" | "publish_time"
                        if date.is_none() =>
                    {
                        date = iso_date(content);
                    }
                    _ => {}
                }
            }
            "h1" if heading.is_none() && survey.han(node.id()) >= 4 => heading = Some(words(node)),
            "title" if window.is_none() => window = Some(words(node)),
            _ => {}
        }
    }
    let window = window.and_then(|title| {
        // The name of the site follows the title.
        let first = title.split(['_', '|', '－']).next().unwrap_or("");
        let first = first.split(" - ").next().unwrap_or("").trim();
        (!first.is_empty()).then(|| first.to_owned())
    });
    Facts { title: stated.or(heading).or(window), date: date.or(shown) }
}

/// 发布时间：2025-01-20.
fn published(text: &str) -> Option<String> {
    let at = ["发布时间", "发布日期", "公开日期", "成文日期"]
        .iter()
        .find_map(|label| text.find(label).map(|at| at + label.len()))?;
    let rest: String = text[at..].chars().take(24).collect();
    iso_date(rest.trim_start_matches([':', '：', ' ', '\u{a0}']))
}

/// The date at the start of a text, as `2025-01-20`.
fn iso_date(text: &str) -> Option<String> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month, day) = (number(numbers.next()?)?, number(numbers.next()?)?, number(numbers.next()?)?);
    // No page is older than the web.
    let valid = (1990..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    valid.then(|| format!("{year}-{month:02}-{day:02}"))
}

/// The words below a node, white space made single.
fn words(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    for below in node.descendants() {
        if let Node::Text(text) = below.value() {
            out.push_str(text);
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The element that holds the report.
pub(super) fn container<'a>(html: &'a Html, survey: &Survey) -> NodeRef<'a, Node> {
    let root = html.tree.root();
    let all = u64::from(root.children().map(|child| survey.han(child.id())).sum::<u32>());
    let mut best: Option<(u32, NodeRef<'_, Node>)> = None;
    for node in root.descendants() {
        let Some(element) = element(&node) else { continue };
        let named = [element.attr("id"), element.attr("class")].into_iter().flatten().any(|names| {
            names
                .split_ascii_whitespace()
                .any(|name| KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name)))
        });
        let han = survey.han(node.id());
        // Of nested ones the outermost is taken: some pages wrap each paragraph.
        if named && !survey.is_hidden(node.id()) && best.as_ref().is_none_or(|(most, _)| han > *most) {
            best = Some((han, node));
        }
    }
    if let Some((han, node)) = best
        && u64::from(han) * 100 >= all * LEAST
    {
        return node;
    }
    let mut at = root;
    loop {
        let here = if at == root { all } else { u64::from(survey.han(at.id())) };
        let next = at
            .children()
            .filter(|child| child.value().is_element())
            .max_by_key(|child| survey.han(child.id()));
        match next {
            Some(next) if here > 0 && u64::from(survey.han(next.id())) * 100 > here * DENSE => {
                // A paragraph, a list or a table is not what holds the report, but all of it.
                let name = element(&next).map_or("", scraper::node::Element::name);
                if matches!(name, "p" | "span" | "font" | "ul" | "ol") || survey.is_data(next.id()) {
                    return at;
                }
                at = next;
            }
            _ => return at,
        }
    }
}

/// Names of documents that the page links to.
pub(super) fn attachments(html: &Html) -> Vec<String> {
    let mut found = Vec::new();
    for node in html.tree.root().descendants() {
        let Some(link) = element(&node).filter(|element| element.name() == "a") else { continue };
        let target = link.attr("href").unwrap_or("").to_ascii_lowercase();
        if [".doc", ".docx", ".pdf", ".wps", ".ofd"].iter().any(|end| target.ends_with(end)) {
            let name = words(node);
            found.push(if name.is_empty() { target } else { name });
        }
    }
    found.truncate(5);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        assert_eq!(iso_date("2025-1-20 10:30:00").as_deref(), Some("2025-01-20"));
        assert_eq!(iso_date("2025年01月20日").as_deref(), Some("2025-01-20"));
        assert_eq!(iso_date("20250120"), None);
        assert_eq!(published("【发布时间：2025-01-20】 来源：").as_deref(), Some("2025-01-20"));
    }
}
