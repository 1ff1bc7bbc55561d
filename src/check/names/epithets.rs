//! Places in words that a report says of its own region alone: 平安枫渡, 驻皖部队, 中共安化县委.
//!
//! In running text another place can be meant in many ways. Behind 平安 or 法治, of garrisons and of committees of the
//! party it is the own one or one above it; so any other that the table knows was left by another report.

use super::{
    home::Home,
    is_told, of_another,
    places::{Place, Places},
};
use crate::{
    check::{
        context::{Context, Found, clause_around},
        phrase::together,
    },
    rules::kind::Names,
    text::class,
};

/// What stands before the short name of the own region.
const EPITHETS: [&str; 14] = [
    "平安", "法治", "数字", "美丽", "健康", "诚信", "信用", "智慧", "幸福", "文明", "清廉", "活力", "书香",
    "质量",
];

/// What stands behind it, or behind the place: 平安枫渡建设.
const BUILT: [&str; 11] =
    ["建设", "创建", "行动", "工作", "目标", "体系", "规划", "纲要", "水平", "品牌", "名片"];

/// Words around the short name of the own region in set phrases: 中国式现代化枫渡新实践, “投资枫渡”.
const FRAMES: [(&str, &[&str]); 4] = [
    ("现代化", &["新实践", "新篇章", "新篇", "新图景", "新征程", "实践"]),
    ("”新", &["现代化", "建设"]),
    ("投资", &["”", "品牌", "推介", "大会"]),
    ("新时代", &["新篇章", "新实践", "新图景"]),
];

/// Those of whom 驻 with the sign of a province is said.
const GARRISONS: [&str; 5] = ["人民解放军", "解放军", "部队", "武警", "官兵"];

/// Provinces and the signs that they are written by.
const SIGNS: [(&str, &str); 31] = [
    ("上海市", "沪"),
    ("云南省", "滇云"),
    ("内蒙古自治区", "蒙"),
    ("北京市", "京"),
    ("吉林省", "吉"),
    ("四川省", "川蜀"),
    ("天津市", "津"),
    ("宁夏回族自治区", "宁"),
    ("安徽省", "皖"),
    ("山东省", "鲁"),
    ("山西省", "晋"),
    ("广东省", "粤"),
    ("广西壮族自治区", "桂"),
    ("新疆维吾尔自治区", "新疆"),
    ("江苏省", "苏"),
    ("江西省", "赣"),
    ("河北省", "冀"),
    ("河南省", "豫"),
    ("浙江省", "浙"),
    ("海南省", "琼"),
    ("湖北省", "鄂"),
    ("湖南省", "湘"),
    ("甘肃省", "甘陇"),
    ("福建省", "闽"),
    ("西藏自治区", "藏"),
    ("贵州省", "贵黔"),
    ("辽宁省", "辽"),
    ("重庆市", "渝"),
    ("陕西省", "陕秦"),
    ("青海省", "青"),
    ("黑龙江省", "黑"),
];

/// Places in such words that are looked at: no report has as many, and each is looked at in its clause.
const MOST: usize = 64;

/// The name of a province without its rank: 内蒙古.
fn short_province(name: &str) -> &str {
    let short = name.strip_suffix("自治区").unwrap_or(name);
    let short = short.strip_suffix(['省', '市']).unwrap_or(short);
    ["壮族", "回族", "维吾尔"].iter().find_map(|people| short.strip_suffix(people)).unwrap_or(short)
}

fn is_province(name: &str) -> bool {
    SIGNS.iter().any(|(province, _)| *province == name)
}

/// The places in such words that are neither the own one nor above it.
pub(super) fn check(context: &Context, rule: &Names, places: &Places) -> Vec<Found> {
    let header = context.document.header();
    let issuer = header.issuer.as_deref().unwrap_or("");
    let Some(own) = Own::of(context, places, &format!("{} {issuer}", header.title)) else {
        return Vec::new();
    };
    let text = context.plain();
    let mut found: Vec<Found> = Vec::new();
    let mut asked = 0;
    let mut say = |start: usize, end: usize, name: &str| {
        asked += 1;
        if asked > MOST {
            return;
        }
        let span = context.place(start, end);
        let clause = clause_around(&text[..start], &text[end..]);
        let meant = rule.unless.iter().any(|word| clause.contains(word.as_str()));
        if !meant && is_told(context, span) && !context.in_title(start) {
            found.push(of_another(context, span, issuer, name));
        }
    };
    for epithet in EPITHETS {
        for (at, _) in text.match_indices(epithet) {
            let start = at + epithet.len();
            let Some((len, name)) = own.foreign(places, &text[start..], true) else { continue };
            let behind = &text[start + len..];
            // 幸福安康、长治久安: of the cities some are also words.
            let joined = behind.starts_with(['、', '和', ',', '。', ';']) && is_province(&name);
            if joined || BUILT.iter().any(|word| behind.starts_with(word)) {
                say(start, start + len, &name);
            }
        }
    }
    for (before, behind) in FRAMES {
        for (at, _) in text.match_indices(before) {
            let start = at + before.len();
            let Some((len, name)) = own.foreign(places, &text[start..], true) else { continue };
            if behind.iter().any(|word| text[start + len..].starts_with(word)) {
                say(start, start + len, &name);
            }
        }
    }
    for (at, _) in text.match_indices("中共") {
        let start = at + "中共".len();
        if let Some((len, name)) = own.foreign(places, &text[start..], false)
            && text[start + len..].starts_with('委')
        {
            say(start, start + len, &name);
        }
    }
    for (at, _) in text.match_indices('驻') {
        let start = at + '驻'.len_utf8();
        let sign = |sign: &char| GARRISONS.iter().any(|who| text[start + sign.len_utf8()..].starts_with(who));
        let Some(sign) = text[start..].chars().next().filter(sign) else { continue };
        let of = SIGNS.iter().find(|(_, signs)| signs.contains(sign));
        if let Some((province, _)) = of.filter(|(province, _)| own.province != *province) {
            say(start, start + sign.len_utf8(), province);
        }
    }
    together(found)
}

/// Where the report comes from.
struct Own {
    province: String,
    /// The city, if the body is of a city or below it.
    city: Option<String>,
    /// The county, if it is of one.
    county: Option<String>,
}

impl Own {
    fn of(context: &Context, places: &Places, said: &str) -> Option<Self> {
        let named = SIGNS.iter().map(|(province, _)| *province).find(|province| said.contains(province));
        // Of a province itself no region is known.
        let Home { name, cities } =
            places.home(context).unwrap_or(Home { name: String::new(), cities: Vec::new() });
        let of = |city: &str| places.of_name(city).next().map(|place| place.province.to_owned());
        let mut in_province =
            cities.iter().filter(|city| named.is_none_or(|named| of(city).as_deref() == Some(named)));
        // A name that several cities have does not say where it is.
        let city = in_province.next().filter(|_| in_province.next().is_none()).cloned();
        let province = named.map(str::to_owned).or_else(|| of(city.as_deref()?))?;
        let county = city.as_ref().is_some_and(|city| *city != name).then_some(name);
        Some(Self { province, city, county })
    }

    /// The place that a text begins with, its length there and its name, if it is another than the own one and those above and
    /// below it; with or without its rank.
    fn foreign(&self, places: &Places, text: &str, short: bool) -> Option<(usize, String)> {
        let known = if short { places.short_at(text) } else { places.at(text) };
        let province = SIGNS.iter().find_map(|(name, _)| {
            let word = if short { short_province(name) } else { *name };
            text.starts_with(word).then_some((word.len(), *name))
        });
        let (len, mut rows) = known.unwrap_or_default();
        if short {
            // 智慧港口 is of no county; those of the own city are known here.
            let near = |place: &Place<'_>| self.city.as_deref() == Some(place.city);
            rows.retain(|place| place.name == place.city || near(place));
        }
        if let Some((of_province, name)) = province.filter(|(length, _)| *length >= len) {
            return (name != self.province).then(|| (of_province, name.to_owned()));
        }
        let own = |place: &Place<'_>| self.holds(place);
        let first = rows.first()?;
        let whole = text[len..].chars().next().is_none_or(|c| !class::is_han(c) || !"省市县区州".contains(c));
        (whole && !rows.iter().any(own)).then(|| (len, first.name.to_owned()))
    }

    /// Whether a place is the own one, above it, or below it.
    fn holds(&self, place: &Place<'_>) -> bool {
        if place.province != self.province {
            return false;
        }
        // Of a province, and of a region that the table does not know, any place in it may be the own one.
        let Some(city) = &self.city else { return true };
        let above = place.name == city;
        self.county.as_ref().map_or(place.city == city, |county| above || place.name == county)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(issuer: &str, text: &str) -> Vec<String> {
        words(&report(&small(text).replace("岚溪区水务局", issuer)), "consistency/foreign-place")
    }

    #[test]
    fn what_is_said_of_the_own_region_is_not_said_of_another() {
        let of = |text| found("安化县水务局", text);
        assert_eq!(of("推进平安桃江建设，调解纠纷27件。"), ["桃江"]);
        assert_eq!(of("建设更高水平的平安浙江、法治浙江。"), ["浙江"]);
        assert_eq!(of("在中共桃江县委领导下，完成划界。"), ["桃江县"]);
        assert_eq!(of("慰问驻皖部队3次。"), ["皖"]);
        assert!(of("推进平安湖南、法治益阳和平安安化建设，慰问驻湘部队3次。").is_empty());
        assert!(of("学习平安浙江建设的经验。").is_empty());
        assert_eq!(of("（一）推进绿色发展，美丽浙江品牌更亮。\n\n立案27件。"), ["浙江"]);
        assert_eq!(of("落实省委省政府、长沙市委市政府的部署。"), ["长沙市"]);
        assert!(of("落实省委省政府、益阳市委市政府的部署。").is_empty());
        assert_eq!(of("奋力谱写中国式现代化桃江新实践。"), ["桃江"]);
        assert_eq!(of("擦亮“投资安徽”品牌。"), ["安徽"]);
        assert!(of("奋力谱写中国式现代化湖南新篇章，擦亮“投资湖南”品牌，建设“三高四新”新安化。").is_empty());
        let whole = found("湖南省安化县水务局", "推进平安益阳建设、平安湖南建设和平安桃江建设。");
        assert_eq!(whole, ["桃江"]);
        assert!(found("湖南省岚溪县水务局", "推进平安益阳建设和平安湖南建设。").is_empty());
        assert!(of("参加数字中国建设峰会，推进智慧港口建设，让群众幸福安康、安居乐业。").is_empty());
    }

    #[test]
    fn a_city_speaks_of_its_counties_and_an_unknown_region_of_any() {
        assert!(found("益阳市水务局", "推进平安安化建设，调解纠纷27件。").is_empty());
        assert_eq!(found("益阳市水务局", "推进平安长沙建设，调解纠纷27件。"), ["长沙"]);
        assert!(found("岚溪区水务局", "推进平安长沙建设，调解纠纷27件。").is_empty());
    }
}
