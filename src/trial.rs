//! Tries rules on their own examples.
//!
//! In: a `RuleSet`. Out: the examples in which a rule does not do what its file promises. The
//! built-in packs are held to it by a test, a user's pack by `ganhuo rules test`.

use crate::{
    analyse::Analyser,
    check::{Local, Selection},
    compare::Library,
    model::{Finding, Lang, Prior},
    read::ReadError,
    rules::{Example, Rule, RuleSet},
};

/// An example that does not show what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The pack of the rule.
    pub pack: String,
    /// Id of the rule.
    pub rule: String,
    /// The head of the example's text, with its marks.
    pub example: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A bad example in which the rule finds nothing.
    NotFound,
    /// A bad example in which other words than the marked ones are found.
    Elsewhere {
        /// The marked words.
        marked: Vec<String>,
        /// The words that were found.
        found: Vec<String>,
    },
    /// A good example in which the rule finds something.
    FalseAlarm {
        /// The words that were found.
        found: Vec<String>,
    },
    /// ⟦ and ⟧ do not belong together, or stand in a good example.
    Marks,
    /// A message with a placeholder that was not filled, or without words.
    Message(String),
    /// The example cannot be read as a report.
    Unreadable(ReadError),
}

impl Fault {
    /// What is wrong, for people.
    pub fn message(&self, lang: Lang) -> String {
        let list =
            |words: &[String]| words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join("、");
        match (&self.what, lang) {
            (What::NotFound, Lang::Zh) => "反例里没有查出问题".to_owned(),
            (What::NotFound, Lang::En) => "nothing is found in this bad example".to_owned(),
            (What::Elsewhere { marked, found }, Lang::Zh) => {
                format!("应查出{}，实际查出{}", list(marked), list(found))
            }
            (What::Elsewhere { marked, found }, Lang::En) => {
                format!("should find {}, found {}", list(marked), list(found))
            }
            (What::FalseAlarm { found }, Lang::Zh) => format!("正例里误报了{}", list(found)),
            (What::FalseAlarm { found }, Lang::En) => {
                format!("a false alarm in a good example: {}", list(found))
            }
            (What::Marks, Lang::Zh) => "⟦ ⟧ 不成对，或者写在了正例里".to_owned(),
            (What::Marks, Lang::En) => "⟦ and ⟧ do not pair, or stand in a good example".to_owned(),
            (What::Message(message), Lang::Zh) => format!("消息没有写完整：{message}"),
            (What::Message(message), Lang::En) => format!("the message is incomplete: {message}"),
            (What::Unreadable(why), Lang::Zh) => format!("例文读不了：{}", why.zh),
            (What::Unreadable(why), Lang::En) => format!("the example cannot be read: {}", why.en),
        }
    }
}

/// A text without its marks ⟦…⟧ and their byte ranges in it, by place; `None` if a mark is alone.
pub fn unmark(marked: &str) -> Option<(String, Vec<(usize, usize)>)> {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '⟦' => open.push(text.len()),
            '⟧' => spans.push((open.pop()?, text.len())),
            c => text.push(c),
        }
    }
    spans.sort_unstable();
    open.is_empty().then_some((text, spans))
}

/// Tries the rules of some packs; all loaded packs are in force.
#[derive(Debug)]
pub struct Trial<'a> {
    rules: &'a RuleSet,
    analyser: Analyser,
}

impl<'a> Trial<'a> {
    /// Prepares the rules, those in preview too.
    pub fn new(rules: &'a RuleSet) -> Self {
        let selection = Selection { preview: true, ..Selection::default() };
        Self { rules, analyser: Analyser::selecting(rules, selection) }
    }

    /// The faults of one rule's examples, bad ones first, in the order of its file.
    pub fn faults(&self, rule: &Rule) -> Vec<Fault> {
        let bad = rule.bad.iter().filter_map(|example| Some((example, self.bad(rule, example)?)));
        let good = rule.good.iter().filter_map(|example| Some((example, self.good(rule, example)?)));
        bad.chain(good)
            .map(|(example, what)| Fault {
                pack: rule.pack.clone(),
                rule: rule.id.clone(),
                example: example.text().trim().chars().take(60).collect(),
                what,
            })
            .collect()
    }

    fn bad(&self, rule: &Rule, example: &Example) -> Option<What> {
        let Some((text, spans)) = unmark(&example.report(self.genre(rule))) else { return Some(What::Marks) };
        let found = match self.findings(rule, example, &text) {
            Ok(found) => found,
            Err(what) => return Some(what),
        };
        if found.is_empty() {
            return Some(What::NotFound);
        }
        let mut places: Vec<(usize, usize)> = found
            .iter()
            .map(|finding| (finding.span.start() as usize, finding.span.end() as usize))
            .collect();
        places.dedup();
        if !spans.is_empty() && places != spans {
            let words = |spans: &[(usize, usize)]| -> Vec<String> {
                spans.iter().filter_map(|(start, end)| text.get(*start..*end)).map(str::to_owned).collect()
            };
            return Some(What::Elsewhere { marked: words(&spans), found: words(&places) });
        }
        let wanting = |finding: &&Finding| {
            finding.message.contains('{') || finding.message.contains("“”") || finding.help.is_empty()
        };
        found.iter().find(wanting).map(|finding| What::Message(finding.message.clone()))
    }

    fn good(&self, rule: &Rule, example: &Example) -> Option<What> {
        let (text, spans) = unmark(&example.report(self.genre(rule))).unwrap_or_default();
        if text.is_empty() || !spans.is_empty() {
            return Some(What::Marks);
        }
        match self.findings(rule, example, &text) {
            Err(what) => Some(what),
            Ok(found) if found.is_empty() => None,
            Ok(found) => Some(What::FalseAlarm {
                found: found.iter().map(|finding| finding.span.slice(&text).to_owned()).collect(),
            }),
        }
    }

    /// The pack whose genre a rule's examples have; its own if it is for any report.
    fn genre(&self, rule: &'a Rule) -> &'a str {
        let of_genre = self.rules.lineage(&rule.pack).into_iter().find(|pack| pack.genre.is_some());
        of_genre.map_or(rule.pack.as_str(), |pack| pack.name.as_str())
    }

    /// What a rule finds in the text of one of its examples.
    fn findings(&self, rule: &Rule, example: &Example, text: &str) -> Result<Vec<Finding>, What> {
        let mut library = Library::default();
        if let Some(prior) = example.prior() {
            let name = name("往年", prior);
            let (document, _) =
                self.analyser.document(prior.trim().as_bytes(), &name).map_err(What::Unreadable)?;
            let header = document.header();
            let said = Prior {
                path: name,
                title: header.title.clone(),
                issuer: header.issuer.clone(),
                year: header.year,
                chosen: None,
            };
            library.reports.push((said, document));
            if self.analyser.asks_neighbours() {
                library.find_neighbours();
            }
        }
        let genre = self.rules.lineage(&rule.pack).into_iter().find(|pack| pack.genre.is_some());
        let local = Local { genre: genre.map(|pack| pack.name.clone()), ..Local::default() };
        let report = self
            .analyser
            .analyse_with(text.as_bytes(), &name("例", text), &library, &local)
            .map_err(What::Unreadable)?;
        Ok(report.findings.into_iter().filter(|finding| finding.rule == rule.id).collect())
    }
}

/// A file name whose ending fits: a text with a table is Markdown.
fn name(stem: &str, text: &str) -> String {
    format!("{stem}.{}", if text.contains("\n|") { "md" } else { "txt" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        assert_eq!(unmark("甲⟦乙⟧"), Some(("甲乙".to_owned(), vec![(3, 6)])));
        assert_eq!(unmark("甲⟦乙"), None);
        assert_eq!(unmark("甲⟧乙"), None);
    }

    #[test]
    fn examples_that_show_nothing_are_faults() {
        let rule = r#"
title = { zh = "甲", en = "a" }
severity = "note"
status = "stable"
since = "0.1.0"
message = { zh = "“{text}”", en = "{text}" }
help = { zh = "乙", en = "b" }
why = { zh = "丙", en = "c" }
bad = ["写了⟦松澜河⟧。", "写了⟦河⟧。", "写了⟦松澜⟧河。", "⟦松澜河"]
good = ["写了别的河。", "又写了松澜河。"]

[phrase]
any = ["松澜河"]
"#;
        let pack = "version = \"1\"\ntitle = { zh = \"甲\", en = \"a\" }\nextends = \"fazhi\"\n";
        let rules = RuleSet::with([("own/pack.toml", pack), ("own/wording/x.toml", rule)]).unwrap();
        let rule = rules.rules.iter().find(|rule| rule.id == "wording/x").unwrap();
        let faults = Trial::new(&rules).faults(rule);
        let said: Vec<String> = faults.iter().map(|fault| fault.message(Lang::Zh)).collect();
        assert_eq!(
            said,
            [
                "反例里没有查出问题",
                "应查出“松澜”，实际查出“松澜河”",
                "⟦ ⟧ 不成对，或者写在了正例里",
                "正例里误报了“松澜河”"
            ]
        );
    }
}
