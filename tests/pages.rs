//! `--format html`: pages are well-formed, and nothing of the reports is taken for markup.

use ganhuo::{
    Analyser, Library,
    model::{Document, Failure, Lang, Prior, Report},
    report::html,
};
use quick_xml::{Reader, events::Event};

const OLD: &str = "澜溪区水务局2023年法治政府建设年度报告\n\
一、主要举措和成效\n\
（一）加强河道执法。组织执法人员对辖区12条河道开展拉网式巡查，发现并整改排污口9处。\n\
（二）开展普法宣传。联合沿河村居举办水法宣讲活动，发放护水手册，引导商户签订承诺书。\n\
二、存在的问题\n\
基层执法力量与河道管护任务不相匹配，夜间巡查频次偏低，部分支流仍有盲区。\n";

const NEW: &str = "澜溪区水务局2024年法治政府建设年度报告\n\
一、主要举措和成效\n\
（一）加强河道执法。组织执法人员对辖区14条河道开展拉网式巡查，发现并整改排污口7处。\n\
<script>alert('1')</script>&amp;\"onload=x\u{7}新建取水口监控系统，接入区级平台。\n\
二、存在的问题\n\
联合沿河村居举办水法宣讲活动，发放护水手册，引导商户签订承诺书。\n\
基层执法力量与河道管护任务不相匹配，夜间巡查频次偏低，部分支流仍有盲区。\n";

/// A report, its earlier one, and the page.
fn page(old: &str, new: &str, path: &str, lang: Lang) -> (Report, String) {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let (document, _) = analyser.document(old.as_bytes(), "old.txt").expect("it is text");
    let prior = Prior {
        path: "old.txt".to_owned(),
        title: document.header().title.clone(),
        issuer: document.header().issuer.clone(),
        year: document.header().year,
        chosen: None,
    };
    let library = Library { reports: vec![(prior, document)], ..Library::default() };
    let mut report = analyser.analyse(new.as_bytes(), path, &library).expect("it is text");
    Analyser::fill_diffs(&mut report, &library);
    let priors: Vec<Option<&Document>> =
        report.analysis.comparison.priors.iter().map(|prior| library.document(&prior.path)).collect();
    let page = html::compare(&report, &priors, lang);
    (report, page)
}

/// A tag's name and attributes.
type Tag = (String, Vec<(String, String)>);

/// The tags and the text of the page; fails if it is not well-formed.
fn parsed(page: &str) -> (Vec<Tag>, String) {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    let (mut tags, mut text, mut depth) = (Vec::new(), String::new(), 0_i32);
    loop {
        let event = reader.read_event().expect("well-formed");
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                depth += i32::from(matches!(event, Event::Start(_)));
                let name = tag.name().as_ref().to_owned();
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("quoted, and once");
                    (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
                });
                tags.push((name, attributes.collect()));
            }
            Event::End(_) => depth -= 1,
            Event::Text(words) => text.push_str(words),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element ends");
    (tags, text)
}

fn values<'a>(tags: &'a [Tag], key: &str) -> Vec<&'a str> {
    let all = tags.iter().flat_map(|(_, attributes)| attributes);
    all.filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn the_page_is_well_formed_and_its_links_lead_somewhere() {
    for lang in [Lang::Zh, Lang::En] {
        let (report, page) = page(OLD, NEW, "new.txt", lang);
        let (tags, text) = parsed(&page);
        let mut ids = values(&tags, "id");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "no name twice");
        let links = values(&tags, "href");
        assert!(links.iter().all(|link| ids.contains(&link.trim_start_matches('#'))), "{links:?} {ids:?}");
        for number in 1..=report.analysis.comparison.overlaps.len() {
            assert!(ids.contains(&format!("h{number}").as_str()), "{number}");
            assert!(ids.contains(&format!("t{number}").as_str()), "{number}");
        }
        assert!(text.contains("引导商户签订承诺书"));
        assert!(text.contains(lang.pick("换了章节", "under another heading")));
    }
}

#[test]
fn nothing_of_a_report_is_markup_and_nothing_is_fetched() {
    let (_, page) = page(OLD, NEW, "<b onclick='x'>\"&.txt", Lang::Zh);
    let (tags, _) = parsed(&page);
    assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;"));
    for (tag, attributes) in &tags {
        assert!(!matches!(tag.as_str(), "script" | "img" | "link" | "iframe" | "b onclick"), "{tag}");
        for (name, value) in attributes {
            assert!(!name.starts_with("on") && name != "src", "{name}");
            assert!(name != "href" || value.starts_with('#'), "{value}");
        }
    }
    assert!(!page.contains("url(") && !page.contains("@import") && !page.contains("http:"));
}

#[test]
fn every_word_of_both_reports_is_on_the_page() {
    let (report, page) = page(OLD, NEW, "new.txt", Lang::Zh);
    let (_, text) = parsed(&page);
    let letters = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    assert!(letters(&text) > letters(report.analysis.document.text()) + letters(OLD));
    for words in ["新建取水口监控系统", "部分支流仍有盲区", "一、主要举措和成效"] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn the_same_reports_give_the_same_page() {
    assert_eq!(page(OLD, NEW, "new.txt", Lang::Zh).1, page(OLD, NEW, "new.txt", Lang::Zh).1);
}

#[test]
fn figures_and_classes_are_told_apart_without_colour() {
    let (_, page) = page(OLD, NEW, "new.txt", Lang::Zh);
    assert!(page.contains("12条→14条"), "the exchanged figure");
    assert!(page.contains("class=\"label\">数1</span>"), "the letter of the class");
    assert!(page.contains("移"), "the moved passage");
}

/// The page of findings of texts, and their reports.
fn findings(texts: &[(&str, &str)], failures: &[Failure], lang: Lang) -> (Vec<Report>, String) {
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let report = |(path, text): &(&str, &str)| {
        analyser.analyse(text.as_bytes(), path, &Library::default()).expect("it is text")
    };
    let reports: Vec<Report> = texts.iter().map(report).collect();
    let page = html::check(&reports, failures, lang);
    (reports, page)
}

#[test]
fn each_finding_and_its_evidence_stand_in_the_text_and_in_the_list() {
    for lang in [Lang::Zh, Lang::En] {
        let (reports, page) = findings(&[("new.txt", NEW), ("<i>.txt", OLD)], &[], lang);
        let (tags, text) = parsed(&page);
        let ids = values(&tags, "id");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "no name twice");
        let links = values(&tags, "href");
        assert!(links.iter().all(|link| ids.contains(&link.trim_start_matches('#'))), "{links:?} {ids:?}");
        for (nth, report) in (1..).zip(&reports) {
            assert!(!report.findings.is_empty());
            for number in 1..=report.findings.len() {
                let (place, entry) = (format!("r{nth}f{number}"), format!("r{nth}n{number}"));
                assert!(ids.contains(&place.as_str()) && links.contains(&format!("#{place}").as_str()));
                assert!(ids.contains(&entry.as_str()) && links.contains(&format!("#{entry}").as_str()));
            }
            for finding in &report.findings {
                assert!(text.contains(&finding.rule));
            }
        }
    }
}

#[test]
fn the_page_of_findings_has_every_word_and_no_markup_of_the_reports() {
    let failures = [Failure::new("<b>.doc", "读不了 & <旧格式>")];
    let (reports, page) = findings(&[("<b onclick='x'>\"&.txt", NEW)], &failures, Lang::Zh);
    let (tags, text) = parsed(&page);
    assert!(page.contains("&lt;script&gt;alert"));
    assert!(page.contains("&lt;b&gt;.doc") && page.contains("&lt;旧格式&gt;"));
    for (tag, attributes) in &tags {
        assert!(!matches!(tag.as_str(), "script" | "img" | "link" | "iframe" | "b onclick"), "{tag}");
        assert!(
            attributes.iter().all(|(name, _)| !name.starts_with("on") && name != "src"),
            "{attributes:?}"
        );
    }
    let letters = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    assert!(letters(&text) > letters(reports[0].analysis.document.text()));
}
