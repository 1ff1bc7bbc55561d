//! Names of cities, counties and districts that are not of the own region.

use std::collections::BTreeMap;

use super::{
    home::{Home, Rank, rank, region, spoken},
    of_another,
    regions::{BESIDE, made_here, without_study},
};
use crate::{
    check::{
        context::{Context, Found, clause_around, han},
        phrase::together,
        topics::without_titles,
    },
    rules::{Lexicon, kind::Names},
    text::{Hit, Lookup, class, fold_str},
};

/// The places of a table.
#[derive(Clone, Debug)]
pub(in crate::check) struct Places {
    /// Where each name that can be looked for stands in the rows.
    names: Lookup,
    /// The same without their rank.
    short: Lookup,
    /// City and province of each; the city of a city is itself. One name can be in several.
    rows: Vec<(String, String, String)>,
}

/// A row of the table.
pub(super) struct Place<'a> {
    pub(super) name: &'a str,
    /// The city that it is or lies in.
    pub(super) city: &'a str,
    pub(super) province: &'a str,
}

/// The last characters of the names that are looked for.
const RANKS: [char; 4] = ['市', '县', '区', '旗'];

/// Words that mean another place only in their own clause.
pub(super) const LOCAL: [&str; 19] = [
    "企业",
    "公司",
    "集团",
    "案例",
    "诉",
    "法院",
    "举办",
    "承办",
    "举行",
    "参加",
    "论坛",
    "先进",
    "模式",
    "经验",
    "一体化发展",
    "都市圈",
    "经济圈",
    "大学",
    "学院",
];

impl Places {
    pub(in crate::check) fn new(rule: &Names, lexicon: &Lexicon) -> Option<Self> {
        let table = lexicon.table(rule.table.as_deref()?)?;
        let get = |row, column| table.get(row, column).to_owned();
        let rows: Vec<_> = table
            .rows()
            .iter()
            .map(|row| (get(row, "name"), get(row, "city"), get(row, "province")))
            .collect();
        // Names that are also words only tell where a report comes from.
        let sought = table.rows().iter().enumerate().filter(|(_, row)| table.get(row, "use") != "home");
        let names: Vec<_> = sought.map(|(at, row)| (get(row, "name"), at as u32)).collect();
        let short = names.iter().filter_map(|(name, at)| Some((name.strip_suffix(RANKS)?, *at)));
        let short = Lookup::new(short.filter(|(name, _)| name.chars().count() >= 2));
        let names =
            Lookup::new(names.iter().filter(|(name, _)| name.ends_with(RANKS)).map(|(name, at)| (name, *at)));
        Some(Self { names, short, rows })
    }

    /// Names of other places, but those of the own city, in running text.
    pub(super) fn check(&self, context: &Context, rule: &Names) -> Vec<Found> {
        let Some(home) = self.home(context) else { return Vec::new() };
        let text = context.plain();
        let rank = if home.name.is_empty() { rank(text) } else { None };
        let mut found = Vec::new();
        let mut listed: BTreeMap<u32, bool> = BTreeMap::new();
        for Hit { start, end, value } in self.find(text) {
            let (name, city, _) = &self.rows[value as usize];
            let is_city = name == city;
            // 会同县水务局 is what somebody does, whatever county has that name.
            if name.starts_with("会同") {
                continue;
            }
            // 白沙县、柳林县、安阜县: a list in which other counties stand is of those of a city that no table knows.
            let city_unknown = home.cities.is_empty() && home.name.ends_with('市');
            if city_unknown && !is_city && *listed.entry(value).or_insert_with(|| self.is_listed(text, name))
            {
                continue;
            }
            // With its rank alone, only a place of the other rank is surely not the own one.
            let other_rank = match rank {
                Some(Rank::District) => name.ends_with('县') || (!is_city && name.ends_with('市')),
                Some(Rank::County) => name.ends_with('区'),
                None => false,
            };
            if home.name.is_empty() && !other_rank {
                continue;
            }
            // Of the own city, another county is meant where it is compared or worked with, and foreign
            // where the report speaks of it as of itself.
            let sibling = !is_city
                && !home.name.is_empty()
                && context
                    .document
                    .header()
                    .issuer
                    .as_deref()
                    .is_some_and(|issuer| !is_of_city(issuer, city))
                && as_own(rule, &text[..start], &text[end..]);
            let here = home.cities.iter().any(|own| self.is_in(name, own)) && !sibling;
            // Without a table for the own region any city may be the one above it.
            // The law that a city with counties of its own makes is that city's.
            let own_law =
                is_city && governs(text, &home.name) && made_here(&text[..start], &text[end..]).is_some();
            let unknown = home.cities.is_empty() && is_city && !own_law;
            if *name == home.name || here || unknown || !is_name(&text[..start], &text[end..]) {
                continue;
            }
            let span = context.place(start, end);
            let titled = context.in_title(start);
            let sentence = without_study(context.sentence(span.start()).1);
            let sentence = if titled { sentence } else { without_own_titles(&sentence) };
            // A document of another place is its own where it is said to have been made here.
            let heads = titled && text[..start].ends_with(['《']) && (!is_city || own_law);
            let near = clause_around(&text[..start], &text[end..]);
            let before = clause_around(&text[..start], "");
            let heads_clause = before.trim().is_empty() && as_own(rule, "", &text[end..]);
            // 进一步提高枫渡区企业的水平 is what a report says of its own, and 枫渡市委市政府 of who leads it.
            let furthered = is_furthered(&before);
            let leads = ["委市政府", "委、市政府", "委和市政府"]
                .iter()
                .any(|word| name.ends_with('市') && text[end..].starts_with(word));
            let meant = |word: &String| match word.as_str() {
                // The partner stands behind these, and who acts before them.
                "会同" => before.contains(word.as_str()),
                "联合" => near.contains(word.as_str()),
                // 揭东区现有企业12家 is what a report says of its own place.
                word if (heads_clause || furthered) && LOCAL.contains(&word) => false,
                word if sibling || leads || furthered || LOCAL.contains(&word) => near.contains(word),
                word => sentence.contains(word),
            };
            if !context.document.in_body(span.start())
                || (titled && !heads)
                || (!own_law && rule.unless.iter().any(meant))
                || BESIDE.iter().any(|word| near.contains(word))
            {
                continue;
            }
            found.push(of_another(context, span, &home.name, name));
        }
        together(found)
    }

    /// Where names stand in a text. Of those that end at one place the longest counts, of those in several cities
    /// the last.
    fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = self.names.overlapping(text);
        hits.sort_by_key(|hit| (hit.end, hit.start, std::cmp::Reverse(hit.value)));
        hits.dedup_by_key(|hit| (hit.end, hit.start));
        let mut behind = 0;
        hits.chunk_by(|a, b| a.end == b.end)
            .filter_map(|same| {
                // 天津市市长 names no 津市市: what belongs to the name before is no beginning.
                let hit = same.first().copied().filter(|hit| hit.start >= behind)?;
                behind = hit.end;
                Some(hit)
            })
            .collect()
    }

    /// Whether a name stands in a list beside one of the same rank that is not in the table.
    fn is_listed(&self, text: &str, name: &str) -> bool {
        let Some(rank) = name.chars().last() else { return false };
        let is_other = |other: &str| {
            let name = other.chars().count();
            (3..=4).contains(&name)
                && other.ends_with(rank)
                && other.chars().all(class::is_han)
                && !self.rows.iter().any(|(known, ..)| known == other)
        };
        text.match_indices(name).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            let stops = |c: char| !class::is_han(c) || c == '和';
            let behind = after
                .strip_prefix(['、', '和'])
                .and_then(|rest| rest.find(rank).map(|end| &rest[..end + rank.len_utf8()]));
            let ahead = before.strip_suffix(['、', '和']).and_then(|rest| rest.rsplit(stops).next());
            behind.is_some_and(is_other) || ahead.is_some_and(is_other)
        })
    }

    fn row(&self, at: usize) -> Place<'_> {
        let (name, city, province) = &self.rows[at];
        Place { name, city, province }
    }

    /// The places of a name.
    pub(super) fn of_name<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Place<'a>> {
        (0..self.rows.len()).map(|at| self.row(at)).filter(move |place| place.name == name)
    }

    /// The places whose name a text begins with, and its length.
    pub(super) fn at(&self, text: &str) -> Option<(usize, Vec<Place<'_>>)> {
        let (len, _) = self.names.longest(text)?;
        let rows = (0..self.rows.len()).filter(|row| self.rows[*row].0 == text[..len]);
        Some((len, rows.map(|row| self.row(row)).collect()))
    }

    /// The same for names without their rank: 桃江.
    pub(super) fn short_at(&self, text: &str) -> Option<(usize, Vec<Place<'_>>)> {
        let (len, _) = self.short.longest(text)?;
        let is_it = |row: &usize| self.rows[*row].0.strip_suffix(RANKS) == Some(&text[..len]);
        Some((len, (0..self.rows.len()).filter(is_it).map(|row| self.row(row)).collect()))
    }

    /// Whether one of the places of a name is that city or in it.
    fn is_in(&self, name: &str, city: &str) -> bool {
        self.rows.iter().any(|(other, its, _)| other == name && its == city)
    }

    /// The county or city of the issuing body: in its name, else the one whose committee and
    /// government the text speaks of.
    pub(super) fn home(&self, context: &Context) -> Option<Home> {
        let header = context.document.header();
        let title = fold_str(&header.title);
        let issuer = fold_str(header.issuer.as_deref().unwrap_or(""));
        // A province names too many places of its own and of others.
        let body = issuer.strip_suffix("人民政府").unwrap_or(&issuer);
        if body.ends_with(['省', '院']) || body.ends_with("自治区") {
            return None;
        }
        let name = region(&issuer).or_else(|| region(&title)).or_else(|| spoken(context.plain()));
        let Some(name) = name else {
            // A town or a street that names no region: its superior's rank tells something.
            let local = body.ends_with(['镇', '乡']) || body.ends_with("街道") || body.ends_with("办事处");
            return local.then(|| Home { name: String::new(), cities: Vec::new() });
        };
        let named = |place: &str| issuer.contains(place) || title.contains(place);
        let cities = self
            .rows
            .iter()
            .filter(|(other, city, _)| *other == name || (other == city && named(other)))
            .map(|(_, city, _)| city.clone())
            .collect();
        Some(Home { name, cities })
    }
}

/// A sentence without the titles in it, but where they are of what two places do together.
fn without_own_titles(sentence: &str) -> String {
    let together =
        ["跨", "协作", "合作", "对口", "帮扶", "结对", "共建", "流域", "边界", "交界", "毗邻", "联防"];
    let bare = without_titles(sentence);
    let lost = |word: &str| sentence.matches(word).count() > bare.matches(word).count();
    if together.into_iter().any(lost) { sentence.to_owned() } else { bare }
}

/// Whether the words of a clause before a place only say that what follows is done for: 进一步提高, 着力优化.
fn is_furthered(before: &str) -> bool {
    let mut rest = before.trim();
    while let Some(shorter) = MANNER.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    FURTHERS.contains(&rest)
}

/// How something is furthered.
const MANNER: [&str; 12] =
    ["进一步", "不断", "切实", "着力", "持续", "全面", "有效", "大力", "努力", "更好", "深入", "稳步"];

/// Verbs of what is done for the own region.
const FURTHERS: [&str; 12] =
    ["提高", "提升", "增强", "推动", "促进", "优化", "改善", "加快", "助力", "加强", "推进", "壮大"];

/// Whether the body is of the city itself: its counties are its own.
fn is_of_city(issuer: &str, city: &str) -> bool {
    let issuer = fold_str(issuer);
    let body = issuer.strip_suffix("人民政府").unwrap_or(&issuer);
    body.ends_with('市') || (issuer.starts_with(city) && !issuer[city.len()..].contains(['区', '县', '旗']))
}

/// Whether a region is a city with counties below it.
fn governs(text: &str, region: &str) -> bool {
    region.ends_with('市')
        && ["县(市、区)", "县(区)", "各县", "各区县"].iter().any(|below| text.contains(below))
}

/// Whether a report speaks of a place as of its own: 金湖县经济社会发展, 揭东区现有.
fn as_own(rule: &Names, before: &str, after: &str) -> bool {
    rule.own.iter().any(|word| after.starts_with(word.as_str()))
        && !before.ends_with(['、', '和', '及', '与', '对', '向'])
}

/// Whether the words around leave the name one: 城市场 and 县域 are other words.
fn is_name(before: &str, after: &str) -> bool {
    let next = after.chars().next();
    let glued = next.is_some_and(|c| "场民面值容价域级分间划块位".contains(c))
        || (after.starts_with('政') && !after.starts_with("政府") && !after.starts_with("政协"));
    // What is published on its website is of that place, whatever stands before it.
    let site = ["政府网站", "政府门户网站", "人民政府门户网站", "人民政府网站", "政府官网", "政府公报"];
    if before.ends_with('在') && site.iter().any(|word| after.starts_with(word)) {
        return true;
    }
    // 经审核、枫渡县政府常务会议审议: whose meeting decides is no second place.
    let meets = ["政府常务会议", "人民政府常务会议", "委常委会", "政府党组会议", "政府全体会议"];
    if before.ends_with('、') && meets.iter().any(|word| after.starts_with(word)) {
        return true;
    }
    // 省委省政府、云州市委市政府: the line of the superiors.
    let superior = ["省委、省政府、", "省委省政府、", "省委、省政府和", "省委省政府和", "省委、", "省政府、"];
    let leads = ["委市政府", "委、市政府", "委和市政府", "委市人民政府"];
    if superior.iter().any(|word| before.ends_with(word)) && leads.iter().any(|word| after.starts_with(word))
    {
        return true;
    }
    // In, from, to or with another place: what is done there is meant.
    let related = ["在", "赴", "到", "往", "与", "同", "和", "及", "从", "自", "至", "、", "“", "原"];
    // 与云州省宿川县共有: the region above it stands between.
    let head = above(before).unwrap_or(before);
    !glued && !related.iter().any(|word| before.ends_with(word) || head.ends_with(word))
}

/// The words before a region that stands right before a place: 与 of 与云州省.
fn above(before: &str) -> Option<&str> {
    let name = before.strip_suffix(['省', '市', '州'])?;
    let related =
        |c: char| matches!(c, '在' | '赴' | '到' | '往' | '与' | '同' | '和' | '及' | '从' | '自' | '至');
    let from = name.rfind(related)?;
    let word = name[from..].chars().next().map_or(0, char::len_utf8);
    let region = &name[from + word..];
    ((2..=6).contains(&han(region)) && region.chars().all(class::is_han)).then_some(&name[..from + word])
}

#[cfg(test)]
mod tests {
    use super::is_name;
    use crate::testing::{report, small, words};

    #[test]
    fn other_words_are_no_names() {
        assert!(is_name("把", "各乡镇") && is_name("按照", "政府的部署"));
        assert!(!is_name("", "场监管") && !is_name("", "域") && !is_name("", "政道路"));
    }

    #[test]
    fn a_place_is_foreign_unless_it_is_meant() {
        let found = |text: &str| words(&report(&small(text)), "consistency/foreign-place");
        assert_eq!(found("把安化县各乡镇纳入供水规划。"), ["安化县"]);
        assert!(found("赴安化县学习供水做法1次。").is_empty());
        assert_eq!(found("进一步提高安化县涉水企业的节水水平。"), ["安化县"]);
        assert_eq!(found("邀请专家授课，进一步提高安化县涉水企业的节水水平。"), ["安化县"]);
        assert!(found("走访安化县涉水企业3家。").is_empty());
        assert_eq!(found("安化县印发《供水单位与用户协同节水方案》，分四步做。"), ["安化县"]);
        assert!(found("安化县印发《跨界河道协作方案》，分四步做。").is_empty());
        assert_eq!(found("由安化县水务局牵头，对2件败诉案件逐案剖析。"), ["安化县"]);
        assert_eq!(found("安化县水务局把宪法列入学习计划，党组学法6次。"), ["安化县"]);
        assert_eq!(found("经合法性审核、安化县政府常务会议审议，印发《供水办法》。"), ["安化县"]);
        assert_eq!(found("深入学习贯彻党的二十大精神，按照安化县委、县政府部署推进划界。"), ["安化县"]);
        // Any city may be the one above a district that the table does not know.
        assert!(found("参照长沙市标准收费。").is_empty());
        // 津市市 is a city too.
        assert!(found("天津市市长到会。").is_empty());
        assert_eq!(found("《安化县供水管理办法》10月印发。"), ["安化县"]);
        assert!(found("学习《安化县供水管理办法》的做法。").is_empty());
        assert!(found("断面1个（与湖南省安化县共有），水质达标。").is_empty());
        let city = |text: &str| {
            words(&report(&small(text).replace("岚溪区水务局", "岚溪市水务局")), "consistency/foreign-place")
        };
        assert!(city("借用水泵的白岭县、安化县、枫渡县都已归还，安化县另添2台。").is_empty());
        assert_eq!(city("借用水泵的安化县已归还，另添2台。"), ["安化县"]);
        let law = "培训各县水务局人员。配合做好《丽水市供水条例》立法调研。";
        assert_eq!(city(law), ["丽水市"]);
        assert!(city(&law.replace("各县水务局", "站所")).is_empty());
        assert!(city("培训各县水务局人员。参照《丽水市供水条例》修订制度。").is_empty());
    }

    #[test]
    fn a_county_of_the_own_city_is_foreign_where_it_is_spoken_of_as_the_own() {
        let found = |text: &str| {
            let text = small(text).replace("岚溪区水务局", "淮安市洪泽区水务局");
            words(&report(&text), "consistency/foreign-place")
        };
        assert_eq!(found("服务金湖县经济社会高质量发展。"), ["金湖县"]);
        assert_eq!(found("金湖县现有供水企业4家，泵站19座。"), ["金湖县"]);
        assert!(found("服务金湖县供水企业4家。").is_empty());
        assert!(found("联合金湖县开展交界河道巡查6次。").is_empty());
    }

    #[test]
    fn a_town_that_names_no_region_has_its_superiors_rank() {
        let of = |superior: &str, words_of_it: &str| {
            let text = small(words_of_it).replace("岚溪区水务局", "禾坪镇人民政府");
            let text =
                text.replace("\n\n禾坪镇", &format!("按照{superior}委、{superior}政府的部署。\n\n禾坪镇"));
            words(&report(&text), "consistency/foreign-place")
        };
        assert_eq!(of("区", "全面完成安化县年度任务。"), ["安化县"]);
        assert!(of("县", "全面完成安化县年度任务。").is_empty());
    }
}
