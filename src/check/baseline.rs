//! Findings that were accepted once and are not reported again.
//!
//! An entry is known by file, rule and folded words, never by a line: text that moves keeps its
//! entries. It has a count: a second place with the same words is a new finding.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    model::{Finding, Report},
    text::fingerprint,
};

/// Version of the file's shape.
const SCHEMA_VERSION: u32 = 1;
/// Characters of the words that an entry shows to people; what is compared is the hash of all.
const SHOWN: usize = 60;

/// What an entry is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    path: String,
    rule: String,
    hash: String,
}

/// One entry of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, relative to the baseline's folder, with forward slashes.
    pub path: String,
    /// Id of the rule.
    pub rule: String,
    /// The head of the words, for people; what is missing has none and shows its message.
    pub words: String,
    /// Hash of rule and folded words.
    pub hash: String,
    /// How many findings of this kind are accepted.
    pub count: u32,
}

/// The accepted findings of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Key, (String, u32)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    schema_version: u32,
    entries: Vec<Entry>,
}

impl Baseline {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// What is wrong, with line and column, if it is no baseline of a version that is known.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wire: Wire = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if wire.schema_version != SCHEMA_VERSION {
            return Err(format!("schema_version {} (expected {SCHEMA_VERSION})", wire.schema_version));
        }
        let mut baseline = Self::default();
        for Entry { path, rule, words, hash, count } in wire.entries {
            let entry = baseline.entries.entry(Key { path, rule, hash }).or_insert((words, 0));
            entry.1 = entry.1.saturating_add(count);
        }
        Ok(baseline)
    }

    /// The text of the file: sorted, one entry a line, so that two changes merge well.
    pub fn to_json(&self) -> String {
        let lines: Vec<String> = self
            .entries()
            .iter()
            .map(|entry| serde_json::to_string(entry).expect("strings and a number can be written"))
            .collect();
        let lines = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        format!("{{\"schema_version\":{SCHEMA_VERSION},\"entries\":[{lines}]}}\n")
    }

    /// The entries, by file, rule and hash.
    pub fn entries(&self) -> Vec<Entry> {
        let entry = |(key, (words, count)): (&Key, &(String, u32))| Entry {
            path: key.path.clone(),
            rule: key.rule.clone(),
            words: words.clone(),
            hash: key.hash.clone(),
            count: *count,
        };
        self.entries.iter().map(entry).collect()
    }

    /// The number of accepted findings.
    pub fn count(&self) -> u32 {
        self.entries.values().map(|(_, count)| *count).sum()
    }

    /// Adds the findings of a report that has this path.
    pub fn add(&mut self, path: &str, report: &Report) {
        for finding in &report.findings {
            let shown = || words(report, finding).chars().take(SHOWN).collect();
            self.entries.entry(key(path, report, finding)).or_insert_with(|| (shown(), 0)).1 += 1;
        }
    }

    /// Moves the findings of a report that are accepted out of its findings, in the order of places.
    pub fn apply(&self, path: &str, report: &mut Report) {
        let mut left: BTreeMap<Key, u32> = BTreeMap::new();
        let mut live = Vec::new();
        for finding in std::mem::take(&mut report.findings) {
            let key = key(path, report, &finding);
            let allowed = self.entries.get(&key).map_or(0, |(_, count)| *count);
            let left = left.entry(key).or_insert(allowed);
            if *left > 0 {
                *left -= 1;
                report.accepted.push(finding);
            } else {
                live.push(finding);
            }
        }
        report.findings = live;
    }

    /// What this has more than another one, for the entries that `judged` admits.
    #[must_use]
    pub fn without(&self, other: &Self, judged: impl Fn(&Entry) -> bool) -> Self {
        let mut rest = Self::default();
        for (entry, key) in self.entries().into_iter().zip(self.entries.keys()) {
            let there = other.entries.get(key).map_or(0, |(_, count)| *count);
            if entry.count > there && judged(&entry) {
                rest.entries.insert(key.clone(), (entry.words, entry.count - there));
            }
        }
        rest
    }

    /// Takes the counts of another one away.
    pub fn remove(&mut self, other: &Self) {
        for (key, (_, count)) in &other.entries {
            if let Some(entry) = self.entries.get_mut(key) {
                entry.1 = entry.1.saturating_sub(*count);
            }
        }
        self.entries.retain(|_, (_, count)| *count > 0);
    }

    /// Adds the counts of another one.
    pub fn accept(&mut self, other: &Self) {
        for (key, (words, count)) in &other.entries {
            self.entries.entry(key.clone()).or_insert_with(|| (words.clone(), 0)).1 += count;
        }
    }
}

/// The words of a finding without white space; of something missing its message.
fn words(report: &Report, finding: &Finding) -> String {
    let said = report.analysis.document.plain_slice(finding.span);
    let said = if finding.span.is_empty() { finding.message.as_str() } else { said };
    said.chars().filter(|c| !c.is_whitespace()).collect()
}

fn key(path: &str, report: &Report, finding: &Finding) -> Key {
    // A missing part has no words, and its message depends on the language.
    let hash = if finding.span.is_empty() {
        finding.fingerprint.clone()
    } else {
        fingerprint([finding.rule.as_str(), words(report, finding).as_str()])
    };
    Key { path: path.to_owned(), rule: finding.rule.clone(), hash }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::report;

    const TEXT: &str = "岚溪区水务局2024年法治政府建设年度报告\n\n一、主要举措和成效\n\n完成XX镇管网改造。\n";

    #[test]
    fn what_is_missing_is_known_by_what_it_is() {
        let parts = "岚溪区水务局2024年法治政府建设年度报告\n\n一、主要举措和成效\n\n巡查210次。\n\n二、存在的不足和原因\n\n9个村没有法律顾问，原因是合同到期。\n\n三、2025年主要安排\n\n6月底前续签9份合同。\n";
        let mut baseline = Baseline::default();
        let missing = |report: &Report| {
            report.findings.iter().filter(|finding| finding.rule == "structure/missing-section").count()
        };
        let mut before = report(parts);
        assert_eq!(missing(&before), 1);
        baseline.add("a.txt", &before);
        before = report(&parts.replace("巡查210次", "巡查311次，立案2件"));
        baseline.apply("a.txt", &mut before);
        assert_eq!(missing(&before), 0);
        // Another part is missing now.
        let mut after =
            report(&parts.replace("三、2025年主要安排", "三、主要负责人履行推进法治建设第一责任人职责情况"));
        baseline.apply("a.txt", &mut after);
        assert_eq!(missing(&after), 1);
    }

    #[test]
    fn what_moves_stays_accepted_and_what_is_added_does_not() {
        let mut baseline = Baseline::default();
        baseline.add("a.txt", &report(TEXT));
        assert!(baseline.count() > 0);
        let mut moved = report(&TEXT.replace("完成XX", "全年巡查河道210次。\n\n完成XX"));
        baseline.apply("a.txt", &mut moved);
        assert!(moved.findings.is_empty(), "{:?}", moved.findings);
        assert_eq!(moved.accepted.len(), baseline.count() as usize);
        let mut twice = report(&TEXT.replace("改造。", "改造。验收XX镇水厂。"));
        baseline.apply("a.txt", &mut twice);
        assert_eq!(twice.findings.len(), 1, "{:?}", twice.findings);
        let mut elsewhere = report(TEXT);
        baseline.apply("b.txt", &mut elsewhere);
        assert!(elsewhere.accepted.is_empty());
    }

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let mut baseline = Baseline::default();
        assert_eq!(Baseline::parse(&baseline.to_json()), Ok(Baseline::default()));
        baseline.add("a.txt", &report(TEXT));
        assert_eq!(Baseline::parse(&baseline.to_json()), Ok(baseline.clone()));
        assert!(Baseline::parse("{}").is_err());
        assert!(Baseline::parse(r#"{"schema_version":2,"entries":[]}"#).is_err());
    }

    #[test]
    fn only_what_is_judged_is_taken_away() {
        let mut old = Baseline::default();
        old.add("a.txt", &report(TEXT));
        let stale = old.without(&Baseline::default(), |entry| entry.rule == "wording/placeholder");
        assert_eq!(stale.count(), 1);
        let all = old.count();
        old.remove(&stale);
        assert_eq!(old.count(), all - 1);
        old.accept(&stale);
        assert_eq!(old.count(), all);
    }
}
