//! Word lists and tables of the packs.

use std::{collections::BTreeMap, sync::OnceLock};

/// One entry of a word list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word or phrase as written in the list.
    pub word: String,
    /// What stands behind the tab, if anything: group and remarks.
    pub group: String,
    /// The pack it comes from.
    pub pack: String,
}

/// One row of a table, by the column names of its first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    cells: Vec<String>,
}

/// A table: tab-separated, first line the column names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Row>,
    horizon: Option<String>,
}

impl Table {
    /// The date up to which the table is known to be right (`# horizon: 2025-12-31`).
    pub fn horizon(&self) -> Option<&str> {
        self.horizon.as_deref()
    }

    /// The column names.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A cell; empty if the column does not exist.
    pub fn get<'a>(&self, row: &'a Row, column: &str) -> &'a str {
        self.columns
            .iter()
            .position(|name| name == column)
            .and_then(|at| row.cells.get(at))
            .map_or("", String::as_str)
    }
}

/// A table that is taken apart when it is first asked for: most runs need few of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Written {
    /// The texts of the packs' files, in their order.
    parts: Vec<String>,
    read: OnceLock<Table>,
}

/// The word lists and tables of all loaded packs, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    lists: BTreeMap<String, Vec<Entry>>,
    tables: BTreeMap<String, Written>,
}

impl Lexicon {
    /// The entries of a list; empty if no pack has it.
    pub fn words(&self, list: &str) -> &[Entry] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// A table, if a pack has it.
    pub fn table(&self, name: &str) -> Option<&Table> {
        let table = self.tables.get(name)?;
        Some(table.read.get_or_init(|| read(&table.parts)))
    }

    /// The names of all word lists.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }

    /// The names of all tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// Adds the lines of `words/<list>.txt`: an entry a line, `#` comments, group behind a tab.
    pub(super) fn add_words(&mut self, pack: &str, list: &str, text: &str) {
        let entries = self.lists.entry(list.to_owned()).or_default();
        for line in text.lines().map(str::trim_end) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, group) = line.split_once('\t').unwrap_or((line, ""));
            entries.push(Entry { word: word.to_owned(), group: group.to_owned(), pack: pack.to_owned() });
        }
    }

    /// Adds the rows of `tables/<name>.tsv`; a later pack with the same columns adds to it.
    pub(super) fn add_table(&mut self, name: &str, text: &str) {
        let table = self.tables.entry(name.to_owned()).or_default();
        table.parts.push(text.to_owned());
        table.read = OnceLock::new();
    }
}

fn read(parts: &[String]) -> Table {
    let mut table = Table::default();
    for text in parts {
        let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let columns: Vec<String> = lines.next().unwrap_or("").split('\t').map(str::to_owned).collect();
        let rows = lines.map(|line| Row { cells: line.split('\t').map(str::to_owned).collect() });
        let horizon = text.lines().find_map(|line| line.strip_prefix("# horizon:")).map(str::trim);
        // Of two parts of a table the one that ends earlier decides.
        table.horizon = match (table.horizon.take(), horizon) {
            (Some(old), Some(new)) if old.as_str() < new => Some(old),
            (old, new) => new.map(str::to_owned).or(old),
        };
        if table.columns.is_empty() {
            table.columns = columns;
        }
        table.rows.extend(rows);
    }
    table
}
