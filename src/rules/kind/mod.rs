//! The questions that a rule can ask. Each is one table of a rule's file, with fields of its own.

mod copies;
mod facts;
mod names;
mod parts;
mod words;

use serde::Deserialize;

pub use copies::*;
pub use facts::*;
pub use names::*;
pub use parts::*;
pub use words::*;

use super::{Example, Pattern, Status, Words};

/// Defines the closed list of kinds: variant, table name, placeholders of its messages.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident($name:literal, $field:ident, [$($hole:literal),*]),)*) => {
        /// The question that a rule asks.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $variant($variant),)* }

        impl Kind {
            /// The names of all kinds, which are those of their tables.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// What each kind asks, and the placeholders it fills, in the order of the names.
            pub const PLACEHOLDERS: &'static [&'static [&'static str]] = &[$(&[$($hole),*]),*];

            /// The name of its table.
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name),* }
            }

            /// The placeholders that its messages can use.
            pub const fn placeholders(&self) -> &'static [&'static str] {
                match self { $(Self::$variant(_) => &[$($hole),*]),* }
            }
        }

        /// A rule's file as it is written: what every rule has, and the table of its kind.
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        pub(super) struct Written {
            pub(super) title: Words,
            pub(super) severity: String,
            pub(super) status: Status,
            pub(super) since: String,
            pub(super) message: Words,
            pub(super) help: Words,
            pub(super) why: Words,
            pub(super) source: Option<String>,
            #[serde(default)]
            pub(super) defects: Vec<String>,
            #[serde(default)]
            pub(super) from_year: Option<i32>,
            #[serde(default)]
            pub(super) bad: Vec<Example>,
            #[serde(default)]
            pub(super) good: Vec<Example>,
            $($field: Option<$variant>,)*
        }

        impl Written {
            /// Takes the one kind out, or says how many there are.
            pub(super) fn kind(&mut self) -> Result<Kind, usize> {
                let mut found = Vec::new();
                $(found.extend(self.$field.take().map(Kind::$variant));)*
                match found.len() {
                    1 => Ok(found.remove(0)),
                    many => Err(many),
                }
            }
        }
    };
}

kinds! {
    /// Words or patterns in the text.
    Phrase("phrase", phrase, ["text", "count", "length", "right", "year"]),
    /// Wrong words of a table and the right ones.
    Substitution("substitution", substitution, ["text", "right"]),
    /// Parts that must be there, by role.
    RequiredRoles("required-roles", required_roles, ["role"]),
    /// Parts that are too short.
    SectionLength("section-length", section_length, ["said", "text", "role", "length"]),
    /// Parts in which something is nowhere to be found.
    SectionLacks("section-lacks", section_lacks, ["text", "role", "count"]),
    /// The concreteness of a part.
    SectionScore("section-score", section_score, ["text", "role", "score", "expected"]),
    /// Words at the head of a part before its first fact.
    Opening("opening", opening, ["text", "length"]),
    /// Claims that say nothing that could be checked.
    Claims("claims", claims, ["text", "count", "role"]),
    /// Numbers of headings and enumerators.
    Numbering("numbering", numbering, ["text", "previous", "expected", "inner"]),
    /// 三方面问题, and two are listed.
    DeclaredCount("declared-count", declared_count, ["text", "declared", "listed"]),
    /// A heading without text.
    HeadingWithoutText("heading-without-text", heading_without_text, ["text"]),
    /// Headings whose words are fixed.
    Headings("headings", headings, ["text", "right"]),
    /// The page of contents against the headings.
    Contents("contents", contents, ["text", "found"]),
    /// Headings and what their parts speak of.
    Topics("topics", topics, ["text"]),
    /// What was copied from earlier reports.
    Overlap("overlap", overlap, ["text", "share", "other", "count"]),
    /// What the report says twice.
    Repeat("repeat", repeat, ["text", "count"]),
    /// Years that do not agree.
    Years("years", years, ["text", "found", "year", "why"]),
    /// A date under the text that cannot be.
    SignatureDate("signature-date", signature_date, ["text", "year", "date"]),
    /// Numbers that contradict each other.
    Numbers("numbers", numbers, ["text", "total", "sum", "part", "whole", "right", "name", "first", "second", "where"]),
    /// Names of the own body and of others.
    Names("names", names, ["text", "issuer", "other"]),
    /// What the year of the report makes outdated or impossible.
    Currency("currency", currency, ["text", "year", "last", "date", "since", "new", "instead"]),
    /// Fixed enumerations.
    SetList("set-list", set_list, ["text", "right", "name"]),
    /// Brackets and quotation marks.
    Brackets("brackets", brackets, ["text", "count"]),
    /// Half-width punctuation between Chinese characters.
    HalfWidth("half-width", half_width, ["text", "count"]),
    /// Comments in the report that silence rules.
    Ignores("ignores", ignores, ["text"]),
    /// The arithmetic of the tables of the report on disclosure.
    Table("table", table, ["text", "row", "column", "sum", "total", "table", "first", "second", "third", "fourth", "here", "there", "other"]),
    /// What one part says and another should answer.
    Link("link", link, ["text"]),
}

impl Kind {
    /// Whether it compares with other reports: without any it finds nothing.
    pub const fn compares(&self) -> bool {
        match self {
            Self::Overlap(_) => true,
            Self::Link(link) => link.prior,
            Self::Table(table) => matches!(table.check, TableCheck::CarriedOver | TableCheck::InForce),
            _ => false,
        }
    }

    /// An option that is set and does nothing for what is asked.
    pub(super) fn unused(&self) -> Option<&'static str> {
        match self {
            Self::Numbers(rule) => rule.unused(),
            Self::Table(rule) => rule.unused(),
            _ => None,
        }
    }

    /// The word list that it asks for, with the groups of it; none is all.
    pub(super) fn list(&self) -> Option<(&str, &[String])> {
        match self {
            Self::Phrase(phrase) => Some((phrase.list.as_deref()?, &phrase.groups)),
            Self::Link(link) => Some((&link.common, &[])),
            _ => None,
        }
    }

    /// The table that it asks for, with the columns that it cannot do without.
    pub(super) fn table(&self) -> Option<(&str, &'static [&'static str])> {
        use CurrencyCheck as Check;
        match self {
            Self::Substitution(rule) => Some((&rule.table, &["wrong", "right", "group"])),
            Self::SetList(rule) => Some((&rule.table, &["name", "items"])),
            Self::Topics(rule) => Some((&rule.table, &["heading", "words"])),
            Self::Names(rule) => Some((rule.table.as_deref()?, &["name", "city", "province"])),
            Self::Currency(rule) => {
                let columns: &[&str] = match rule.check {
                    Check::Outdated => &["last_year"],
                    Check::Future if rule.table == "laws" => &["name", "adopted"],
                    Check::Future => &["start"],
                    Check::Renamed => &["old", "new", "since"],
                    Check::Repealed => &["name", "status", "repealed"],
                    Check::NotNew => &["name", "status", "adopted"],
                    Check::Misnamed => &["name", "short"],
                    Check::MisnamedDocument | Check::Country | Check::Short => &["name", "status"],
                };
                Some((&rule.table, columns))
            }
            _ => None,
        }
    }

    /// Its patterns, to be checked when a pack is loaded.
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Self::Phrase(phrase) => {
                let all = phrase.pattern.iter().chain(&phrase.unless);
                all.chain(&phrase.unless_before).chain(&phrase.unless_next).collect()
            }
            Self::Overlap(rule) => rule.formula.iter().collect(),
            Self::SectionLength(length) => length.empty.iter().collect(),
            Self::SectionLacks(lacks) => {
                let all = lacks.pattern.iter().chain(&lacks.head).chain(&lacks.others);
                all.chain(&lacks.fixed).chain(&lacks.until).collect()
            }
            Self::Claims(claims) => {
                let all = claims.pattern.iter().chain(&claims.beside).chain(&claims.praise);
                all.chain(&claims.unless).chain(&claims.until).chain(&claims.from).collect()
            }
            Self::Link(link) => link.cut.iter().chain(&link.turn).collect(),
            Self::DeclaredCount(rule) => {
                let lists = rule.ahead.iter().chain(&rule.behind).chain(&rule.before);
                let others = rule.dates.iter().chain(&rule.table).chain(&rule.heading);
                std::iter::once(&rule.pattern).chain(lists).chain(others).collect()
            }
            Self::Years(rule) => {
                let all = rule
                    .pattern
                    .iter()
                    .chain(&rule.basis)
                    .chain(&rule.state)
                    .chain(&rule.ahead)
                    .chain(&rule.lines);
                all.chain(rule.beside.iter().map(|beside| &beside.pattern)).chain(&rule.unless).collect()
            }
            Self::Numbers(rule) => rule
                .unless
                .iter()
                .chain(rule.opposed.iter().flat_map(|(all, some)| [all, some]))
                .chain(&rule.within)
                .collect(),
            Self::Table(rule) => {
                rule.pattern.iter().chain(rule.cells.iter().map(|cell| &cell.pattern)).collect()
            }
            _ => Vec::new(),
        }
    }
}
