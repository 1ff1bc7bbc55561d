//! One pass over the tree: how many Chinese characters are where, and what tables are for.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};

use crate::text::class;

/// A cell of a table of figures or short texts has at most this many Chinese characters; more is a
/// page that is laid out with a table.
const LONGEST_CELL: u32 = 300;

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Chinese characters outside links, for elements that hold any.
    han: BTreeMap<NodeId, u32>,
    /// Tables whose cells are cells; all others are layout.
    data: BTreeSet<NodeId>,
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
        let mut survey = Self::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut tables: Vec<Table> = Vec::new();
        let (mut hidden, mut links) = (0u32, 0u32);
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Element(element) => {
                        counts.push(0);
                        hidden += u32::from(is_hidden(element));
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
                    hidden -= u32::from(is_hidden(element));
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

    /// Whether a table's cells are cells.
    pub(super) fn is_data(&self, id: NodeId) -> bool {
        self.data.contains(&id)
    }
}

/// Whether an element never shows words of the report: scripts, navigation, forms, what is hidden,
/// what is there for sharing and printing.
pub(super) fn is_hidden(element: &Element) -> bool {
    if matches!(
        element.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "nav"
            | "aside"
            | "form"
            | "button"
            | "select"
            | "iframe"
            | "svg"
            | "object"
            | "video"
            | "audio"
            | "textarea"
    ) || element.attr("hidden").is_some()
    {
        return true;
    }
    let style = element.attr("style").unwrap_or("");
    if style.contains("display") || style.contains("visibility") {
        let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        if style.contains("display:none") || style.contains("visibility:hidden") {
            return true;
        }
    }
    [element.attr("class"), element.attr("id")].into_iter().flatten().any(|names| {
        names.split_ascii_whitespace().any(|name| {
            let name = name.to_ascii_lowercase();
            ["share", "breadcrumb", "crumb", "bdsharebuttonbox", "qrcode", "ewm", "nav", "menu"]
                .iter()
                .any(|word| name.split(['-', '_']).any(|part| part == *word))
                || name.starts_with("share")
                || name.starts_with("bdshare")
        })
    })
}

/// The element that a node is.
pub(super) fn element<'a>(node: &NodeRef<'a, Node>) -> Option<&'a Element> {
    node.value().as_element()
}
