//! What last year's report promised to make or to set up, and of which this one says nothing: a document by its title, a list
//! by its name, a window or a park.

use std::collections::HashSet;

use super::runs;
use crate::{
    check::context::{back, han},
    text::class,
};

/// What ends the name of a list or a rule.
const LISTS: [&str; 8] = ["清单", "办法", "细则", "指引", "目录", "规程", "实施方案", "工作指南"];

/// Verbs with which a place or a service is promised.
const BUILDS: [&str; 10] = ["建成", "新建", "设立", "开设", "增设", "各设", "搭建", "开通", "打造", "上线"];

/// What is set up, and whether a report that never says the word does not tell of it.
const PLACES: [(&str, bool); 18] = [
    ("公园", true),
    ("广场", true),
    ("长廊", true),
    ("接待室", true),
    ("调解室", true),
    ("专窗", true),
    ("驿站", true),
    ("展厅", true),
    ("热线", true),
    ("窗口", false),
    ("平台", false),
    ("系统", false),
    ("基地", false),
    ("中心", false),
    ("工作站", false),
    ("服务点", false),
    ("专区", false),
    ("专栏", false),
];

/// Fewest characters of the name of such a place.
const BUILT: usize = 5;

/// Characters of such a name, at least and at most.
const LISTED: usize = 8;
const NAMED: usize = 24;

/// Verbs with which a document is promised.
const MAKES: [&str; 9] = ["出台", "制定", "印发", "修订", "起草", "颁布", "公布", "编制", "完成"];

/// What a report says.
pub(super) struct Made<'a> {
    text: &'a str,
    /// All three characters in a row.
    every: HashSet<[char; 3]>,
}

impl<'a> Made<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, every: runs(text).collect() }
    }

    /// Whether a promise is to make a document of which the new report says nothing: neither its title nor what that is on.
    pub(super) fn lacks_document(&self, text: &str) -> bool {
        let Some((verb, rest)) = text.split_once('《') else { return false };
        let Some((title, _)) = rest.split_once('》') else { return false };
        let made = MAKES.iter().any(|word| verb.ends_with(word));
        // Behind the place whose it is.
        let own = title
            .rfind(['省', '市', '县', '区', '镇', '乡', '局'])
            .map_or(title, |at| &title[at + "县".len()..]);
        let own = own.trim_start_matches("人民政府");
        made && han(own) >= 6 && self.hardly_says(own)
    }

    /// Whether a promise is to make a list or a rule without a title, of whose name the new report says hardly anything:
    /// 制定取用水环节轻微违规免予处罚清单.
    pub(super) fn lacks_list(&self, text: &str) -> bool {
        MAKES.iter().filter_map(|verb| text.split_once(verb)).any(|(_, rest)| {
            let run = &rest[..rest.find(|c| !class::is_han(c)).unwrap_or(rest.len())];
            let named = LISTS.iter().any(|end| run.ends_with(end)) && (LISTED..=NAMED).contains(&han(run));
            named && self.hardly_says(run)
        })
    }

    /// Whether a promise is to set something up of which the new report says nothing: 在渡口设立“一次办”反映窗口.
    pub(super) fn lacks_place(&self, text: &str) -> bool {
        let unquoted = text.replace(['“', '”'], "");
        BUILDS.iter().flat_map(|verb| unquoted.match_indices(verb)).any(|(at, verb)| {
            let rest = unquoted[at + verb.len()..].trim_start_matches(['了', '起', '各']);
            let rest =
                rest.trim_start_matches(|c: char| class::is_digit(c) || "一二两三四五六七八九十".contains(c));
            let rest = rest.trim_start_matches(['个', '座', '处', '家', '支', '条', '套']);
            let run = &rest[..rest.find(|c| !class::is_han(c)).unwrap_or(rest.len())];
            let ends =
                PLACES.iter().filter_map(|(noun, own)| Some((run.find(noun)? + noun.len(), noun, own)));
            let Some((end, noun, own)) = ends.min() else { return false };
            let name = &run[..end];
            // A park is told of by its own word, a window only by what it is for.
            // 计量平台 of 取水在线计量平台
            let tail = &name[back(name, han(noun) + 2)..];
            let said = if *own {
                self.text.contains(noun)
            } else {
                self.text.contains(tail) || !self.hardly_says(name)
            };
            (BUILT..=NAMED).contains(&han(name)) && !name.contains(['和', '与', '及']) && !said
        })
    }

    /// Whether the new report has at most a third of the three characters in a row of a name.
    fn hardly_says(&self, name: &str) -> bool {
        let letters: Vec<[char; 3]> = runs::<3>(name).collect();
        let said = letters.iter().filter(|three| self.every.contains(*three)).count();
        !letters.is_empty() && said * 3 <= letters.len()
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of, planned as year, report_with};

    #[test]
    fn a_list_that_was_promised_is_made_or_not() {
        let prior = year(2022, "立案27件。", "由水政科制定取用水环节轻微违规免予处罚清单，做到宽严相济。");
        let rule = "consistency/plan-unanswered";
        let answered = year(2023, "公布取用水环节轻微违规免予处罚事项9项。", "5月底前换表。");
        let silent = year(2023, "立案9件，罚款6万元，送达回证齐全。", "5月底前换表。");
        let found = |text: &str| of(&report_with(text, &prior), rule).count();
        assert_eq!((found(&answered), found(&silent)), (0, 1));
    }

    #[test]
    fn what_was_to_be_set_up_is_told_or_not() {
        let rule = "consistency/plan-unanswered";
        for (plan, answered) in [
            ("在渡口水务所设立“一次办”用水反映窗口，群众不用再跑。", "渡口用水反映窗口3月开门，接件41件。"),
            ("建成一座水法治主题口袋公园，供居民休闲学法。", "水法治公园9月开园。"),
        ] {
            let prior = year(2022, "立案27件。", plan);
            let found = |told: &str| {
                let text = year(2023, told, "5月底前换表。");
                of(&report_with(&text, &prior), rule).count()
            };
            assert_eq!((found(answered), found("立案9件，罚款6万元，送达回证齐全。")), (0, 1), "{plan}");
        }
    }
}
