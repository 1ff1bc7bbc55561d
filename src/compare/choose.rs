//! Which of many reports are the earlier ones of the same body.

use std::collections::BTreeMap;

use crate::{
    model::{Document, Header, Lang, Prior},
    text::{class, fold_str},
};

/// Earlier years that are compared at most; the nearest first.
const YEARS: usize = 5;

/// What is known of a report, from its text and, where that says nothing, from its file name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Identity {
    body: String,
    /// The file's name without years and endings.
    file: String,
    /// Whether the body's name stands in the text.
    named: bool,
    year: Option<i32>,
    genre: Option<String>,
}

impl Identity {
    fn of(path: &str, issuer: Option<&str>, year: Option<i32>, genre: Option<&String>) -> Self {
        let stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let stem = fold_str(stem);
        Self {
            body: issuer.map_or_else(String::new, fold_str),
            file: name_without_year(&stem),
            named: issuer.is_some(),
            year: year.or_else(|| year_in(&stem)),
            genre: genre.cloned(),
        }
    }
}

/// Whether two names are one body's: equal, or one with the name of the place above it.
fn is_one_body(x: &str, y: &str) -> bool {
    // 禾坪镇 and 禾坪镇人民政府, 柳湾街道 and 柳湾街道办事处.
    let ends = ["人民政府", "办事处"];
    let bare = |name: &str| ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned();
    if bare(x) == bare(y) {
        return true;
    }
    let (long, short) = if x.len() < y.len() { (y, x) } else { (x, y) };
    // 岚溪区水务局 has six characters; less could be any place's.
    (short.chars().count() >= 6 && long.ends_with(short)) || is_short_for(short, long)
}

/// Whether one body of a region is called by its short name: 岚溪区市场监管局, 岚溪区人社局. It keeps characters of
/// every part of the name, in their order: 科技局 is not short for 科技和工业信息化局.
fn is_short_for(short: &str, long: &str) -> bool {
    let both = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a);
    let both: String = both.collect();
    let Some(at) = both.rfind(['省', '市', '区', '县', '旗', '州']) else { return false };
    let region = at + "区".len();
    let kind = |name: &str| name.strip_suffix("员会").unwrap_or(name).to_owned();
    let (short, long) = (kind(&short[region..]), kind(&long[region..]));
    let (Some(end), Some(other)) = (short.chars().next_back(), long.chars().next_back()) else {
        return false;
    };
    if end != other || !matches!(end, '局' | '委' | '厅' | '办') {
        return false;
    }
    let (short, long) = (short.trim_end_matches(end), long.trim_end_matches(end));
    let mut rest = short.chars().peekable();
    let parts = long
        .split(['和', '与'])
        .all(|part| part.chars().filter(|c| rest.next_if_eq(c).is_some()).count() > 0);
    parts && rest.next().is_none() && short.chars().next() == long.chars().next()
}

/// Whether two names are one body's, old names known.
pub fn is_same_body(x: &str, y: &str, renamed: &BTreeMap<String, String>) -> bool {
    is_one_body(&current_name(&fold_str(x), renamed), &current_name(&fold_str(y), renamed))
}

/// The name that a body has now; names folded.
pub(super) fn current_name(body: &str, renamed: &BTreeMap<String, String>) -> String {
    let mut body = body;
    // A body may be renamed more than once, but not in a circle.
    for _ in 0..8 {
        match renamed.iter().find(|(old, _)| fold_str(old) == body) {
            Some((_, new)) => body = new,
            None => break,
        }
    }
    fold_str(body)
}

/// The year in a file name.
fn year_in(name: &str) -> Option<i32> {
    name.split(|c: char| !class::is_digit(c))
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| class::YEARS.contains(year))
}

fn name_without_year(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() && !class::is_digit(*c) && *c != '年').collect()
}

/// What is known of a report without reading it.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Path, body, year.
    pub about: &'a Prior,
    /// Genre of the pack whose titles fit.
    pub genre: Option<&'a String>,
}

/// The earlier reports of `document`'s body among `offered`: indices and why, the latest first.
///
/// The same body is known by its name in the text (old names through `renamed`, old → new), the
/// year likewise; file names are asked only where the text does not say. The report itself, later
/// years, and reports of another genre are never taken.
pub fn choose(
    path: &str,
    document: &Document,
    offered: &[(Prior, Document)],
    renamed: &BTreeMap<String, String>,
    lang: Lang,
) -> Vec<(usize, String)> {
    let others = offered.iter().enumerate().filter(|(_, (_, other))| other.text() != document.text());
    let known =
        others.map(|(at, (about, other))| (at, Known { about, genre: other.header().genre.as_ref() }));
    choose_known(path, document.header(), known, renamed, lang)
}

/// The same among reports of which only this much is known; each with the index it is returned by.
pub fn choose_known<'a>(
    path: &str,
    header: &Header,
    offered: impl IntoIterator<Item = (usize, Known<'a>)>,
    renamed: &BTreeMap<String, String>,
    lang: Lang,
) -> Vec<(usize, String)> {
    let own = Identity::of(path, header.issuer.as_deref(), header.year, header.genre.as_ref());
    let now = |body: &str| current_name(body, renamed);
    let Some(year) = own.year else { return Vec::new() };
    let mut found: Vec<(i32, usize, String)> = Vec::new();
    for (at, Known { about, genre }) in offered {
        let theirs = Identity::of(&about.path, about.issuer.as_deref(), about.year, genre);
        let Some(then) = theirs.year.filter(|then| *then < year) else { continue };
        let fits = own.genre.is_none() || theirs.genre.is_none() || own.genre == theirs.genre;
        let by_name = own.named && theirs.named;
        let (ours, others) = if by_name {
            (now(&own.body), now(&theirs.body))
        } else {
            (own.file.clone(), theirs.file.clone())
        };
        let same = if by_name { is_one_body(&ours, &others) } else { ours == others };
        if !fits || about.path == path || !same {
            continue;
        }
        let why = match (by_name, is_one_body(&own.body, &theirs.body), lang) {
            (true, true, Lang::Zh) => format!("同一单位{then}年的报告"),
            (true, true, Lang::En) => format!("the same body's report of {then}"),
            (true, false, Lang::Zh) => format!("更名前（{}）{then}年的报告", theirs.body),
            (true, false, Lang::En) => format!("the report of {then} under the old name {}", theirs.body),
            (false, _, Lang::Zh) => format!("文件名相同，{then}年"),
            (false, _, Lang::En) => format!("same file name, {then}"),
        };
        found.push((then, at, why));
    }
    found.sort_by_key(|(then, at, _)| (std::cmp::Reverse(*then), *at));
    // Two files of one year are two versions; the first is enough.
    found.dedup_by_key(|(then, _, _)| *then);
    found.into_iter().take(YEARS).map(|(_, at, why)| (at, why)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Draft, Extract, Header};

    fn report(issuer: Option<&str>, year: Option<i32>, text: &str) -> Document {
        let header = Header { issuer: issuer.map(str::to_owned), year, ..Header::default() };
        let extract = Extract { text: text.to_owned(), ..Extract::default() };
        Document::new(extract, Draft { header, ..Draft::default() })
    }

    fn offer(path: &str, issuer: Option<&str>, year: Option<i32>) -> (Prior, Document) {
        let document = report(issuer, year, path);
        let prior = Prior {
            path: path.to_owned(),
            title: String::new(),
            issuer: issuer.map(str::to_owned),
            year,
            chosen: None,
        };
        (prior, document)
    }

    fn chosen(own: &Document, offered: &[(Prior, Document)], renamed: &[(&str, &str)]) -> Vec<String> {
        let renamed = renamed.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        choose("now/own.txt", own, offered, &renamed, Lang::Zh)
            .into_iter()
            .map(|(at, _)| offered[at].0.path.clone())
            .collect()
    }

    const WATER: Option<&str> = Some("岚溪区水务局");

    #[test]
    fn the_same_body_and_earlier() {
        let own = report(WATER, Some(2024), "own");
        let offered = [
            offer("a", WATER, Some(2022)),
            offer("b", WATER, Some(2023)),
            offer("c", WATER, Some(2025)),
            offer("d", Some("岚溪区民政局"), Some(2023)),
            offer("now/own.txt", WATER, Some(2023)),
        ];
        assert_eq!(chosen(&own, &offered, &[]), ["b", "a"]);
    }

    #[test]
    fn the_place_above_may_be_written_or_not() {
        assert!(is_one_body("云州市岚溪区水务局", "岚溪区水务局"));
        assert!(is_one_body("云州市岚溪区人民政府", "岚溪区人民政府"));
        assert!(is_one_body("禾坪镇", "禾坪镇人民政府") && is_one_body("柳湾街道办事处", "柳湾街道"));
        assert!(!is_one_body("禾坪镇人民政府", "柳湾镇人民政府"));
        assert!(!is_one_body("云州市岚溪区水务局", "水务局"));
        assert!(!is_one_body("岚溪区水务局", "岚溪区民政局"));
    }

    #[test]
    fn a_short_name_keeps_something_of_every_part() {
        for (short, long) in [
            ("岚溪区市场监管局", "岚溪区市场监督管理局"),
            ("岚溪区人社局", "岚溪区人力资源和社会保障局"),
            ("岚溪区住建局", "岚溪区住房和城乡建设局"),
            ("岚溪区发改委", "岚溪区发展和改革委员会"),
        ] {
            assert!(is_one_body(short, long), "{short}");
        }
        for (one, other) in [
            ("岚溪区科技局", "岚溪区科技和工业信息化局"),
            ("岚溪区水务局", "岚溪区水利局"),
            ("石桥镇人社局", "岚溪区人力资源和社会保障局"),
            ("岚溪区民政局", "岚溪区民族宗教局"),
        ] {
            assert!(!is_one_body(one, other), "{one}");
        }
    }

    #[test]
    fn a_renamed_body() {
        let own = report(Some("岚溪区科技和工业信息化局"), Some(2024), "own");
        let offered = [offer("a", Some("岚溪区科技局"), Some(2023))];
        assert_eq!(chosen(&own, &offered, &[]), [""; 0]);
        assert_eq!(chosen(&own, &offered, &[("岚溪区科技局", "岚溪区科技和工业信息化局")]), ["a"]);
    }

    #[test]
    fn file_names_help_where_the_text_says_nothing() {
        let own = report(None, None, "own");
        let offered = [offer("old/水务局2023年.txt", None, None), offer("old/民政局2023年.txt", None, None)];
        let found = choose("水务局2024年.txt", &own, &offered, &BTreeMap::new(), Lang::Zh);
        assert_eq!(found, [(0, "文件名相同，2023年".to_owned())]);
    }
}
