//! Questions about facts that must agree: years, dates, numbers, names, tables.

use serde::Deserialize;

use crate::rules::Pattern;

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
    /// In running text, as what an earlier year's text left behind.
    Left,
    /// In running text, as a day after the date under it.
    After,
    /// In the title of a plan, as the last of its period.
    Period,
}

/// `[years]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// Where they stand.
    #[serde(rename = "where")]
    pub place: YearPlace,
    /// In running text: what makes the year in the first group that takes part the year in which something was done.
    /// For `title`: what states the year that is reported on. For `period`: a plan that is carried out, with its title
    /// and the last year of it.
    #[serde(default)]
    pub pattern: Vec<Pattern>,
    /// For `body`: what names the basis of an act, a plan of a year.
    #[serde(default)]
    pub basis: Vec<Pattern>,
    /// For `body`: what tells how much there was at the end of a year, where the sentence and the next one do not speak
    /// of the report's own.
    #[serde(default)]
    pub state: Vec<Pattern>,
    /// For `body`: what judges a year as a whole, which can open the problems too: 2023年，我局…取得一定成绩，但….
    #[serde(default)]
    pub verdict: Vec<Pattern>,
    /// Nothing is said of a heading or a claim that this fits.
    #[serde(default)]
    pub unless: Option<Pattern>,
    /// For `title`: lines that state it before or behind the running text.
    #[serde(default)]
    pub lines: Vec<Pattern>,
    /// For `left`: what names a year by its distance and by its number, in the first group.
    #[serde(default)]
    pub beside: Vec<Beside>,
    /// For `left`: what sets a day, of the year in the first group, for what will be done.
    #[serde(default)]
    pub ahead: Vec<Pattern>,
    /// For `left`: words of a measure among the problems, whose days are ahead as those of the plan are.
    #[serde(default)]
    pub measures: Vec<String>,
    /// For `left`: words of this year beside the last one. For `after`: words of what was done.
    #[serde(default)]
    pub past: Vec<String>,
    /// For `left`: words with which a day in the plan may have passed.
    #[serde(default)]
    pub done: Vec<String>,
    /// For `left`: words of an earlier year.
    #[serde(default)]
    pub earlier: Vec<String>,
    /// For `left`: days of remembrance; behind a tab the year before the first one.
    #[serde(default)]
    pub days: Vec<String>,
    /// For `left`: words with which an earlier year's figure is meant to be told.
    #[serde(default)]
    pub compared: Vec<String>,
}

/// A year that is named by how far it is from the report's and by its number: 上年（2022年）.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// How the two stand together.
    pub pattern: Pattern,
    /// How far it is from the report's year: -1 for 上年.
    pub shift: i32,
}

/// `[signature-date]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct SignatureDate {
    /// When the report is due, by what the body's name ends with: the first that fits counts. Without
    /// any only a date is found on which no report can have been written.
    pub due: Vec<Due>,
}

/// A day of the year after the one reported on.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// What the name of the body ends with; empty is any.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// The last month.
    pub month: u8,
    /// The last day of it.
    pub day: u8,
}

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
    /// A rate of what there was none of.
    Nothing,
    /// A rate without the counts it is of.
    Rate,
    /// Percent for percentage points, or points for percent.
    Points,
    /// What is denied in one place and counted in another.
    Denied,
    /// What one sentence says of all, and another says was otherwise in some cases.
    Opposed,
}

/// `[numbers]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// How the numbers that are looked for contradict each other; most other fields are for some of these ways.
    pub what: NumbersWhat,
    /// For `part`: rates that cannot be above 100%. For `two-values`: words that make a clause speak
    /// of all there was. For `percent`: what a share of is due, as 应 in 应出庭12件. For `sum`: words of
    /// a last item that leaves nothing out. For `nothing`: words that deny. For `denied`: the things. For
    /// `rate`: what rates are called.
    #[serde(default)]
    pub words: Vec<String>,
    /// For `part`: pairs of words, of which the second counts some of what the first counts. For `denied`: a thing and
    /// words whose count shows that there was some of it. For `sum`: words of two stages of one matter. For
    /// `nothing`: a thing and what is done with each of it.
    #[serde(default)]
    pub subsets: Vec<(String, String)>,
    /// For `percent`, `part` and `sum`: groups of units that count the same, as 条 and 篇.
    #[serde(default)]
    pub alike: Vec<Vec<String>>,
    /// For `part`: what can stand right behind the count of some of a group, where no other thing is counted.
    #[serde(default)]
    pub behind: Vec<String>,
    /// For `two-values`: offices, whose holder and his name are no part of what is counted.
    #[serde(default)]
    pub offices: Box<[String]>,
    /// For `rate`: units of what was done, not of those it is a rate of: 评议1次.
    #[serde(default)]
    pub times: Box<[String]>,
    /// For `percent` and `points`: words that say that something grew.
    #[serde(default)]
    pub rises: Box<[String]>,
    /// For `percent` and `points`: words that say that it shrank.
    #[serde(default)]
    pub falls: Box<[String]>,
    /// For `denied` and `opposed`: words that deny.
    #[serde(default)]
    pub deny: Vec<String>,
    /// For `opposed`: patterns of what is said of all, each with that of an exception.
    #[serde(default)]
    pub opposed: Vec<(Pattern, Pattern)>,
    /// For `opposed`: patterns of a sentence that says both; the first group is of all, the second the exception.
    #[serde(default)]
    pub within: Vec<Pattern>,
    /// For `opposed` and `percent`: groups of verbs of which each says the same: what all 设有, some may not have 设立.
    #[serde(default)]
    pub verbs: Vec<Vec<String>>,
    /// For `two-values`: words at the head of a clause that do not change what is counted.
    #[serde(default)]
    pub neutral: Box<[String]>,
    /// For `two-values`: what things end with of which a body has a fixed number.
    #[serde(default)]
    pub places: Box<[String]>,
    /// For `two-values`: words before such things that mean all of them. For `denied`: words of the whole year or body.
    /// For `opposed`: words that make a clause speak of all.
    #[serde(default)]
    pub all: Vec<String>,
    /// For `two-values`: what the body's own parts end with, beside which all of such things are meant.
    #[serde(default)]
    pub beside: Vec<String>,
    /// For `sum`: groups of outcomes of which each excludes the others, as 修改 and 废止.
    #[serde(default)]
    pub outcomes: Vec<Vec<String>>,
    /// For `sum`: pairs of names of which each is what the other is not, as 线上 and 线下.
    #[serde(default)]
    pub opposites: Box<[(String, String)]>,
    /// For `part`: words of an earlier and a later stage, each with others that say the same behind a bar: what is
    /// 整改 was 发现.
    #[serde(default)]
    pub stages: Box<[(String, String)]>,
    /// For `part`: the same, where what came from an earlier year may be among the later.
    #[serde(default)]
    pub carried: Box<[(String, String)]>,
    /// For `sum`: nothing is said if this fits the list; for `two-values`, the clause; for `part`, `denied`
    /// and `opposed`, the sentence; for `nothing`, the clause that denies; for `rate`, what ends in the name of the
    /// rate: with it, all names in 率 are asked, not only those of the list.
    #[serde(default)]
    pub unless: Option<Pattern>,
}

impl Numbers {
    /// The first option that is set and that nothing asks for.
    pub(in crate::rules) fn unused(&self) -> Option<&'static str> {
        use NumbersWhat as What;
        let options: [(&str, bool, &[What]); 19] = [
            (
                "words",
                !self.words.is_empty(),
                &[
                    What::Sum,
                    What::Part,
                    What::Percent,
                    What::TwoValues,
                    What::Nothing,
                    What::Denied,
                    What::Rate,
                ],
            ),
            ("subsets", !self.subsets.is_empty(), &[What::Part, What::Denied, What::Sum, What::Nothing]),
            ("alike", !self.alike.is_empty(), &[What::Percent, What::Part, What::Sum]),
            ("behind", !self.behind.is_empty(), &[What::Part]),
            ("offices", !self.offices.is_empty(), &[What::TwoValues]),
            ("times", !self.times.is_empty(), &[What::Rate]),
            ("rises", !self.rises.is_empty(), &[What::Percent, What::Points]),
            ("falls", !self.falls.is_empty(), &[What::Percent, What::Points]),
            ("deny", !self.deny.is_empty(), &[What::Denied, What::Opposed]),
            ("opposed", !self.opposed.is_empty(), &[What::Opposed]),
            ("verbs", !self.verbs.is_empty(), &[What::Opposed, What::Percent]),
            ("neutral", !self.neutral.is_empty(), &[What::TwoValues]),
            ("places", !self.places.is_empty(), &[What::TwoValues]),
            ("all", !self.all.is_empty(), &[What::TwoValues, What::Denied, What::Opposed]),
            ("beside", !self.beside.is_empty(), &[What::TwoValues]),
            ("outcomes", !self.outcomes.is_empty(), &[What::Sum]),
            ("opposites", !self.opposites.is_empty(), &[What::Sum]),
            ("stages", !self.stages.is_empty(), &[What::Part]),
            ("carried", !self.carried.is_empty(), &[What::Part]),
        ];
        let unless = self.unless.is_some() && self.what == What::Percent;
        let first = options.iter().find(|(_, set, of)| *set && !of.contains(&self.what));
        first.map(|(name, ..)| *name).or(unless.then_some("unless"))
    }
}

/// Which names are held against each other.
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
    /// Heads who had left, or two for one office.
    Officers,
    /// One quoted name in two forms.
    Variants,
}

/// `[names]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Which names are held against each other; most other fields are for some of them.
    pub what: NamesWhat,
    /// What bodies are called by at their end: 局, 街道. Behind a tab, for `self`, the characters
    /// before which it is no name: 我办 is none in 我办理. For `officers`: the offices. For
    /// `variants`: what names end with.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// For `places`: a table with the columns name, city, province.
    #[serde(default)]
    pub table: Option<String>,
    /// For `places`: words behind a place that speak of it as of the own one. For `officers`: what may stand right
    /// before an office.
    #[serde(default)]
    pub own: Vec<String>,
    /// For `places`: words with which another place is meant to be named. For `officers`: words of a change in a
    /// sentence with an office.
    #[serde(default)]
    pub unless: Vec<String>,
    /// For `officers`: what stands behind a name whose bearer leaves. For `places`: words before the own kind of body
    /// that are no name.
    #[serde(default)]
    pub leaves: Vec<String>,
    /// For `officers`: what stands right before the name of one who is removed.
    #[serde(default)]
    pub removes: Vec<String>,
    /// For `officers`: what stands between a name and the office that its bearer takes: 任, 为.
    #[serde(default)]
    pub takes: Vec<String>,
    /// For `officers`: what stands behind a body that is no more: 撤销.
    #[serde(default)]
    pub ends: Vec<String>,
    /// For `officers`: what stands behind a name of three characters that is not recognised otherwise: 切实.
    #[serde(default)]
    pub follows: Vec<String>,
}

/// What must agree in the tables, or with them.
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
    /// Any table: its columns and the row that says what they come to.
    ColumnTotal,
    /// Normative documents in force and last year's table.
    InForce,
}

/// A cell of the form.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum TableCell {
    /// All requests that were dealt with.
    Results,
    /// Requests carried forward.
    Forward,
    /// Administrative reviews.
    Reviews,
    /// Lawsuits of both kinds.
    Suits,
    /// Normative documents that were made in the year.
    Made,
    /// Those that were repealed in it.
    Repealed,
    /// Those in force at its end.
    InForce,
}

/// What the text says of a cell.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct CellText {
    /// The cell of the form that is stated.
    pub cell: TableCell,
    /// The words that state it; the first group is the count, and without one they say that there are none.
    pub pattern: Pattern,
}

/// `[table]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What must agree; most other fields are for some of these checks.
    pub check: TableCheck,
    /// For `text`: the words that state the count in the text; the first group is the count.
    #[serde(default)]
    pub pattern: Option<Pattern>,
    /// For `text`: the words that state other cells.
    #[serde(default)]
    pub cells: Vec<CellText>,
    /// For `text`: nothing is said of a sentence with one of these.
    #[serde(default)]
    pub unless: Vec<String>,
    /// For `results-total`: what the rows must hold between them, or some of them were lost.
    #[serde(default)]
    pub rows: Vec<String>,
}

impl Table {
    /// The first option that is set and that nothing asks for.
    pub(in crate::rules) fn unused(&self) -> Option<&'static str> {
        let text = self.check == TableCheck::Text;
        let options = [
            ("pattern", self.pattern.is_some() && !text),
            ("cells", !self.cells.is_empty() && !text),
            ("unless", !self.unless.is_empty() && !text),
            ("rows", !self.rows.is_empty() && self.check != TableCheck::ResultsTotal),
        ];
        options.into_iter().find(|(_, idle)| *idle).map(|(name, _)| name)
    }
}
