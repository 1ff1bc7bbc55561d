//! The questions that a rule can ask. Each is one table of a rule's file, with fields of its own.

use serde::Deserialize;

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
    Phrase("phrase", phrase, ["text", "count", "length", "right"]),
    /// Wrong words of a table and the right ones.
    Substitution("substitution", substitution, ["text", "right", "count"]),
    /// Parts that must be there, by role.
    RequiredRoles("required-roles", required_roles, ["role"]),
    /// Parts that are too short.
    SectionLength("section-length", section_length, ["text", "role", "length"]),
    /// Parts in which something is nowhere to be found.
    SectionLacks("section-lacks", section_lacks, ["text", "role", "count"]),
    /// The concreteness of a part.
    SectionScore("section-score", section_score, ["text", "role", "score", "expected"]),
    /// Words at the head of a part before its first fact.
    Opening("opening", opening, ["text", "length"]),
    /// Claims that say nothing that could be checked.
    Claims("claims", claims, ["text", "count", "role"]),
    /// Numbers of headings and enumerators.
    Numbering("numbering", numbering, ["text", "previous", "expected"]),
    /// 三方面问题, and two are listed.
    DeclaredCount("declared-count", declared_count, ["text", "declared", "listed"]),
    /// A heading without text.
    HeadingWithoutText("heading-without-text", heading_without_text, ["text"]),
    /// Headings whose words are fixed.
    Headings("headings", headings, ["text", "right"]),
    /// What was copied from earlier reports.
    Overlap("overlap", overlap, ["text", "share", "other", "count"]),
    /// What the report says twice.
    Repeat("repeat", repeat, ["text", "count"]),
    /// Years that do not agree.
    Years("years", years, ["text", "found", "year"]),
    /// A date under the text that cannot be.
    SignatureDate("signature-date", signature_date, ["text", "year"]),
    /// Numbers that contradict each other.
    Numbers("numbers", numbers, ["text", "total", "sum", "part", "whole", "right", "name", "first", "second"]),
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
    /// The arithmetic of the tables of the report on disclosure.
    Table("table", table, ["text", "row", "column", "sum", "total", "table", "first", "second", "third", "fourth", "here", "there", "other"]),
    /// What one part says and another should answer.
    Link("link", link, ["text"]),
}

impl Kind {
    /// Its patterns, to be checked when a pack is loaded.
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Self::Phrase(phrase) => phrase.pattern.iter().chain(&phrase.unless).collect(),
            Self::SectionLacks(lacks) => lacks.pattern.iter().collect(),
            Self::Claims(claims) => claims.pattern.iter().collect(),
            Self::Link(link) => link.cut.iter().collect(),
            Self::DeclaredCount(rule) => vec![&rule.pattern],
            Self::Years(rule) => rule.pattern.iter().chain(&rule.unless).collect(),
            Self::Numbers(rule) => rule.unless.iter().collect(),
            Self::Table(rule) => rule.pattern.iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Where {
    /// Running text.
    #[default]
    Body,
    /// Headings.
    Heading,
    /// The title.
    Title,
    /// The head of a block or of a claim in it.
    LineStart,
    /// Everywhere.
    Any,
}

/// Whether a replacement may be made without asking.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum FixSafety {
    /// Surely right.
    Safe,
    /// An offer.
    Suggestion,
}

/// `[phrase]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Phrase {
    /// Literal phrases; … stands for up to twenty characters of the same sentence.
    pub any: Vec<String>,
    /// Patterns.
    pub pattern: Vec<Pattern>,
    /// A word list whose entries are looked for.
    pub list: Option<String>,
    /// Groups of that list; empty is all.
    pub groups: Vec<String>,
    /// Where to look.
    #[serde(rename = "where")]
    pub place: Where,
    /// Only in sections of these roles.
    pub roles: Vec<RoleName>,
    /// Not in sections of these roles.
    pub not_roles: Vec<RoleName>,
    /// Nothing is said if this fits the claim.
    pub unless: Option<Pattern>,
    /// Nothing is said if the claim holds evidence of one of these kinds.
    pub unless_evidence: Vec<EvidenceName>,
    /// One finding per document, with the number of places and the first of them as labels.
    pub once: bool,
    /// The replacement: `$1` is the first group.
    pub replace: Option<String>,
    /// Whether `replace` is surely right.
    pub fix: Option<FixSafety>,
}

/// `[substitution]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Substitution {
    /// A table with the columns wrong, right, unless, group, confidence.
    pub table: String,
    /// Groups of the table.
    pub groups: Vec<String>,
}

/// `[required-roles]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct RequiredRoles {
    /// The roles.
    pub roles: Vec<RoleName>,
}

/// `[section-length]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SectionLength {
    /// The roles.
    pub roles: Vec<RoleName>,
    /// The length in Chinese characters that a section must have.
    pub below: u32,
}

/// `[section-lacks]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SectionLacks {
    /// The role.
    pub role: RoleName,
    /// What must stand somewhere in the section.
    #[serde(default)]
    pub pattern: Option<Pattern>,
    /// Or evidence of one of these kinds.
    #[serde(default)]
    pub evidence: Vec<EvidenceName>,
}

/// `[section-score]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SectionScore {
    /// The roles.
    pub roles: Vec<RoleName>,
    /// In thousandths of what the pack expects of the role.
    pub below: u32,
}

/// `[opening]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// From how many characters without a fact.
    pub above: u32,
}

/// `[claims]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Claims {
    /// In sections of these roles; empty is all.
    pub roles: Vec<RoleName>,
    /// Claims of these kinds; empty is all.
    pub kinds: Vec<ClaimKindName>,
    /// Claims at or below this level (0 slogan, 1 general).
    pub level_below: u8,
    /// Only claims with a stock phrase of one of these kinds.
    pub slogans: Vec<SloganName>,
    /// Only claims that this fits.
    pub pattern: Option<Pattern>,
    /// One finding per section from this number of such claims on; 0 is one finding each.
    pub together: u32,
    /// With `together`: only if no more than this share (in thousandths) of the section's claims is
    /// better.
    pub others: Option<u32>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum NumberingWhat {
    /// Numbers of headings under one parent.
    Headings,
    /// Levels that are left out.
    Levels,
    /// 一是, 二是.
    Enumerators,
    /// 一是 inside 二是.
    Nested,
}

/// `[numbering]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// What is counted.
    pub what: NumberingWhat,
}

/// `[declared-count]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct DeclaredCount {
    /// What announces a list: the first group that takes part is the count, and the pattern ends
    /// with 一是.
    pub pattern: Pattern,
}

/// `[heading-without-text]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct HeadingWithoutText {}

/// `[headings]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    /// The headings with their numbers, in order.
    pub expected: Vec<String>,
}

/// How much is looked at.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum OverlapScope {
    /// The share of the whole report.
    Document,
    /// The share of a section.
    Section,
    /// One passage.
    Passage,
    /// One claim that stands in the earlier report word for word.
    Claim,
}

/// `[overlap]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Overlap {
    /// How much is looked at.
    pub scope: OverlapScope,
    /// Only sections of these roles; empty is all.
    #[serde(default)]
    pub roles: Vec<RoleName>,
    /// The share from which something is said, in thousandths.
    #[serde(default)]
    pub above: u16,
    /// The share from which another rule speaks.
    #[serde(default)]
    pub below: Option<u16>,
    /// Only what has at least so many Chinese characters.
    #[serde(default)]
    pub length: u32,
    /// Only passages that hold at least so many figures.
    #[serde(default)]
    pub with_numbers: u32,
}

/// How long what is repeated is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum RepeatScope {
    /// A sentence anywhere in the report.
    Sentence,
    /// A clause in one paragraph.
    Clause,
}

/// `[repeat]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// How long it is.
    pub scope: RepeatScope,
    /// Only what has at least so many Chinese characters.
    pub length: u32,
}

/// Where a year stands.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum YearPlace {
    /// In a heading.
    Heading,
    /// In running text, as the year that is reported on.
    Body,
    /// Title against the date under the text.
    Title,
}

/// `[years]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// Where they stand.
    #[serde(rename = "where")]
    pub place: YearPlace,
    /// In running text: what makes the year in the first group that takes part the year in which
    /// something was done, or the year of what it was based on.
    #[serde(default)]
    pub pattern: Vec<Pattern>,
    /// Nothing is said of a heading or a claim that this fits.
    #[serde(default)]
    pub unless: Option<Pattern>,
}

/// `[signature-date]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SignatureDate {}

/// Which numbers contradict each other.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum NumbersWhat {
    /// A total and its parts.
    Sum,
    /// A part that is larger than its whole.
    Part,
    /// A percentage and the counts it is of.
    Percent,
    /// One thing with two values.
    TwoValues,
}

/// `[numbers]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Which.
    pub what: NumbersWhat,
    /// For `part`: rates that cannot be above 100%. For `two-values`: words that make a clause speak
    /// of all there was. For `percent`: what a share of is due, as 应 in 应出庭12件.
    #[serde(default)]
    pub words: Vec<String>,
    /// For `sum`: nothing is said if this fits the list.
    #[serde(default)]
    pub unless: Option<Pattern>,
}

/// Which names.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum NamesWhat {
    /// 我局, 我委, 我街道.
    #[serde(rename = "self")]
    Own,
    /// Signature against title.
    Signer,
    /// Places of other regions.
    Places,
}

/// `[names]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Which.
    pub what: NamesWhat,
    /// What bodies are called by at their end: 局, 街道. Behind a tab, for `self`, the characters
    /// before which it is no name: 我办 is none in 我办理.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// For `places`: a table with the columns name, city, province.
    #[serde(default)]
    pub table: Option<String>,
    /// For `places`: words with which another place is meant to be named.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// What the year makes wrong.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum CurrencyCheck {
    /// No longer current.
    Outdated,
    /// Had not happened when the report was signed.
    Future,
    /// No longer in force (laws).
    Repealed,
    /// Called new and is not (laws).
    NotNew,
    /// Has another name by now (agencies).
    Renamed,
}

/// `[currency]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// The table.
    pub table: String,
    /// What is asked.
    pub check: CurrencyCheck,
    /// Only rows of these types.
    #[serde(default)]
    pub types: Vec<String>,
    /// Only what stands right behind one of these.
    #[serde(default)]
    pub before: Vec<String>,
    /// Nothing is said if one of these stands right behind it.
    #[serde(default)]
    pub after: Vec<String>,
    /// Nothing is said if the sentence holds one of these.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// `[set-list]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SetList {
    /// A table with the columns name, items, confidence.
    #[serde(default = "set_lists")]
    pub table: String,
}

fn set_lists() -> String {
    "set-lists".to_owned()
}

/// `[brackets]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Brackets {}

/// `[half-width]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct HalfWidth {}

/// Which arithmetic.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum TableCheck {
    /// The cells of a row and its total.
    RowTotal,
    /// The results and their total.
    ResultsTotal,
    /// New and carried over, decided and carried forward.
    RequestsBalance,
    /// The outcomes of disputes and their total.
    DisputesTotal,
    /// The text and the table.
    Text,
    /// Carried over and last year's table.
    CarriedOver,
}

/// `[table]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Which arithmetic.
    pub check: TableCheck,
    /// For `text`: the words that state the count in the text; the first group is the count.
    #[serde(default)]
    pub pattern: Option<Pattern>,
    /// For `text`: nothing is said of a sentence with one of these.
    #[serde(default)]
    pub unless: Vec<String>,
    /// For `results-total`: what the rows must hold between them, or some of them were lost.
    #[serde(default)]
    pub rows: Vec<String>,
}

/// `[link]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The role whose claims are to be answered.
    pub from: RoleName,
    /// The role that answers them.
    pub to: RoleName,
    /// Whether `from` is looked for in the earlier report.
    #[serde(default)]
    pub prior: bool,
    /// A word list: pairs of characters that say nothing about a matter.
    pub common: String,
    /// What is cut off a claim before its words are looked for: who does it, and by when.
    #[serde(default)]
    pub cut: Option<Pattern>,
}

/// A name of the model that packs write as a string.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $inner:ty, $find:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name(pub $inner);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let find: fn(&str) -> Option<$inner> = $find;
                find(&text).map(Self).ok_or_else(|| {
                    serde::de::Error::custom(format!(concat!("unknown ", stringify!($name), " `{}`"), text))
                })
            }
        }
    )*};
}

names! {
    /// A role by its name.
    RoleName: crate::model::Role, crate::model::Role::from_name;
    /// A kind of evidence by its name.
    EvidenceName: crate::model::EvidenceKind, |text| crate::model::EvidenceKind::ALL.into_iter().find(|kind| kind.name() == text);
    /// A kind of stock phrase by its name.
    SloganName: crate::model::SloganKind, crate::model::SloganKind::from_name;
    /// A kind of claim by its name.
    ClaimKindName: crate::model::ClaimKind, |text| crate::model::ClaimKind::ALL.into_iter().find(|kind| kind.name() == text);
}
