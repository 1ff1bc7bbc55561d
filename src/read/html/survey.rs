//! One pass over the tree: how many Chinese characters are where, and what tables are for.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};

use crate::text::class;

/// A cell of a table of figures or short texts has at most this many Chinese characters; more is a
/// page that is laid out with a table.
const LONGEST_CELL: u32 = 300;

/// What looks like furniture but holds more than this share (in percent) of the page's characters is
/// its frame: whole pages stand in a `form`, or in a `body` of the class `has-nav`.
const FURNITURE: u64 = 30;

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Chinese characters outside links, for elements that hold any.
    han: BTreeMap<NodeId, u32>,
    /// Tables whose cells are cells; all others are layout.
    data: BTreeSet<NodeId>,
    /// Elements that never show words of the report.
    hidden: BTreeSet<NodeId>,
}

#[derive(Default)]
struct Table {
    rows: u32,
    cells_in_row: u32,
    widest: u32,
    longest: u32,
    nested: bool,
}

impl Survey {
    pub(super) fn new(html: &Html) -> Self {
        let mut survey = Self { hidden: hidden(html), ..Self::default() };
        let mut counts: Vec<u32> = Vec::new();
        let mut tables: Vec<Table> = Vec::new();
        let (mut hidden, mut links) = (0u32, 0u32);
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        counts.push(0);
                        hidden += u32::from(survey.is_hidden(node.id()));
                        links += u32::from(element.name() == "a");
                        match element.name() {
                            "table" => {
                                if let Some(outer) = tables.last_mut() {
                                    outer.nested = true;
                                }
                                tables.push(Table::default());
                            }
                            "tr" => {
                                if let Some(table) = tables.last_mut() {
                                    table.rows += 1;
                                    table.cells_in_row = 0;
                                }
                            }
                            "td" | "th" => {
                                if let Some(table) = tables.last_mut() {
                                    table.cells_in_row += 1;
                                    table.widest = table.widest.max(table.cells_in_row);
                                }
                            }
                            _ => {}
                        }
                    }
                    Node::Text(text) if hidden == 0 && links == 0 => {
                        if let Some(count) = counts.last_mut() {
                            *count += text.chars().filter(|c| class::is_han(*c)).count() as u32;
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) => {
                    let Node::Element(element) = node.value() else { continue };
                    hidden -= u32::from(survey.is_hidden(node.id()));
                    links -= u32::from(element.name() == "a");
                    let count = counts.pop().unwrap_or(0);
                    if let Some(outer) = counts.last_mut() {
                        *outer += count;
                    }
                    if count > 0 {
                        survey.han.insert(node.id(), count);
                    }
                    match element.name() {
                        "table" => {
                            if let Some(table) = tables.pop()
                                && !table.nested
                                && table.rows > 1
                                && table.widest > 1
                                && table.longest <= LONGEST_CELL
                            {
                                survey.data.insert(node.id());
                            }
                        }
                        "td" | "th" => {
                            if let Some(table) = tables.last_mut() {
                                table.longest = table.longest.max(count);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        survey
    }

    /// Chinese characters outside links below a node.
    pub(super) fn han(&self, id: NodeId) -> u32 {
        self.han.get(&id).copied().unwrap_or(0)
    }

    /// Whether an element never shows words of the report.
    pub(super) fn is_hidden(&self, id: NodeId) -> bool {
        self.hidden.contains(&id)
    }

    /// Whether a table's cells are cells.
    pub(super) fn is_data(&self, id: NodeId) -> bool {
        self.data.contains(&id)
    }
}

/// The elements that never show words of the report: scripts, what is hidden, and what is there for
/// finding the way, sharing and printing, unless it holds much of the page.
fn hidden(html: &Html) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    // Elements that look like furniture, with the characters in them.
    let mut furniture: Vec<(NodeId, u32)> = Vec::new();
    let mut open: Vec<u32> = vec![0];
    let mut silent = 0u32;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    open.push(0);
                    silent += u32::from(is_silent(element));
                }
                Node::Text(text) if silent == 0 => {
                    if let Some(count) = open.last_mut() {
                        *count += text.chars().filter(|c| class::is_han(*c)).count() as u32;
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                let count = open.pop().unwrap_or(0);
                if let Some(outer) = open.last_mut() {
                    *outer += count;
                }
                if is_silent(element) {
                    silent -= 1;
                    found.insert(node.id());
                } else if is_furniture(element) {
                    furniture.push((node.id(), count));
                }
            }
        }
    }
    let all = u64::from(open[0]);
    let small = furniture.into_iter().filter(|(_, count)| u64::from(*count) * 100 <= all * FURNITURE);
    found.extend(small.map(|(id, _)| id));
    found
}

/// Whether an element shows no words at all.
fn is_silent(element: &Element) -> bool {
    let name = element.name();
    if matches!(name, "script" | "style" | "noscript" | "template" | "head" | "button" | "select" | "iframe")
        || matches!(name, "svg" | "object" | "video" | "audio" | "textarea")
        || element.attr("hidden").is_some()
    {
        return true;
    }
    let style = element.attr("style").unwrap_or("");
    if !style.contains("display") && !style.contains("visibility") {
        return false;
    }
    let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether an element is there for finding the way, searching, sharing, by its name or class.
fn is_furniture(element: &Element) -> bool {
    const WORDS: [&str; 8] =
        ["share", "breadcrumb", "crumb", "bdsharebuttonbox", "qrcode", "ewm", "nav", "menu"];
    matches!(element.name(), "nav" | "aside" | "form")
        || [element.attr("class"), element.attr("id")].into_iter().flatten().any(|names| {
            names.split_ascii_whitespace().any(|name| {
                let name = name.to_ascii_lowercase();
                name.starts_with("share")
                    || name.starts_with("bdshare")
                    || name.split(['-', '_']).any(|part| WORDS.contains(&part))
            })
        })
}

/// The element that a node is.
pub(super) fn element<'a>(node: &NodeRef<'a, Node>) -> Option<&'a Element> {
    node.value().as_element()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_around_the_page_is_its_frame() {
        let page = "<body class='has-nav'><form id=form1><div id=nav>首页</div><p>全区开展执法检查</p></form></body>";
        let html = Html::parse_document(page);
        let survey = Survey::new(&html);
        assert_eq!(survey.han(html.root_element().id()), 8);
    }

    #[test]
    fn hidden_words_do_not_count() {
        let html = Html::parse_document("<p style='display : none'>底稿</p><p>正文</p><script>脚本</script>");
        assert_eq!(Survey::new(&html).han(html.root_element().id()), 2);
    }
}
