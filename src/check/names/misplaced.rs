//! Names of the own rank where the own one should stand: another town's villages, another zone, another city above, and the
//! party group of another bureau, in reports that speak of them as of their own.

use super::{
    is_function, is_told, issuer, lowest_region, of_another,
    places::LOCAL,
    regions::{BESIDE, is_word, without_study},
    towns::{PLACE, town},
};
use crate::{
    check::{
        context::{Context, Found, back, clause_around, han},
        topics::without_titles,
    },
    rules::kind::Names,
    text::class,
};

/// Words before 镇, 高新区 and 市 that name no place.
const WORDS: [&str; 40] = [
    "中心", "特色", "建制", "试点", "示范", "重点", "工业", "乡村", "农村", "城关", "集镇", "所辖", "辖区",
    "全部", "其他", "相邻", "周边", "部分", "每个", "村镇", "本级", "国家", "全国", "先进", "兄弟", "各类",
    "开发", "产业", "科技", "经济", "高新", "保税", "综合", "自贸", "现代", "农业", "旅游", "生态", "城乡",
    "历史",
];

/// What is told of a town itself.
const OF_TOWN: [&str; 21] = [
    "各村",
    "全体",
    "村",
    "社区",
    "便民",
    "中心小学",
    "中心学校",
    "中心幼儿园",
    "卫生院",
    "敬老院",
    "综合行政执法",
    "综合执法",
    "司法所",
    "人民调解",
    "党委",
    "政府",
    "人民政府",
    "机关",
    "干部",
    "辖区",
    "境内",
];

/// Offices that every town and street has one of.
const OFFICES: [&str; 6] = ["便民服务中心", "综合执法", "综合行政执法", "司法所", "党工委", "人民调解"];

/// Whether words say of which towns it is told without a name: 相关街道, 这些镇.
fn is_any(name: &str) -> bool {
    let words = [
        "相关", "有关", "所有", "上述", "多个", "几个", "涉事", "属地", "一些", "这些", "那些", "余下",
        "其余", "本地",
    ];
    words.contains(&name) || name.starts_with(['各', '每', '该', '某', '本', '我', '全'])
}

/// What zones are called by at their end.
const ZONES: [&str; 8] = [
    "高新技术产业开发区",
    "经济技术开发区",
    "经济开发区",
    "高新区",
    "经开区",
    "工业园区",
    "产业园区",
    "新区",
];

/// What a city above a district does or has.
const OF_CITY: [&str; 10] =
    ["委", "政府", "人民政府", "司法局", "中级人民法院", "人大", "政协", "财政局", "市场监管局", "住建局"];

/// What a party group does.
const ACTS: [&str; 14] = [
    "全年",
    "多次",
    "召开",
    "专题",
    "研究",
    "听取",
    "理论学习",
    "坚持",
    "认真",
    "把",
    "将",
    "先后",
    "带头",
    "会议",
];

pub(super) fn check(context: &Context, rule: &Names) -> Vec<Found> {
    let Some(issuer) = issuer(context) else { return Vec::new() };
    let mut found = towns(context, rule, &issuer);
    found.extend(zones(context, rule, &issuer));
    found.extend(cities(context, rule, &issuer));
    found.extend(party_groups(context, &issuer));
    found
}

/// Whether the two characters before a place in the text can be a name, and where they begin.
fn name_before<'a>(rule: &Names, text: &'a str, at: usize) -> Option<(usize, &'a str)> {
    name_of(2, rule, text, at)
}

/// Whether so many characters before a place in the text can be a name, and where they begin.
fn name_of<'a>(length: usize, rule: &Names, text: &'a str, at: usize) -> Option<(usize, &'a str)> {
    let start = back(&text[..at], length);
    let name = &text[start..at];
    // 沁园街道 is one, 工业园区 is none.
    let garden = name.ends_with('园') && ["街道", "镇", "乡"].iter().any(|rank| text[at..].starts_with(rank));
    let plain = han(name) == length
        && name.chars().count() == length
        && !name.chars().any(|c| is_function(c) || "县区市镇乡街道村处个位部级大小".contains(c))
        && !WORDS.contains(&name)
        && (!is_word(rule, name) || garden);
    plain.then_some((start, name))
}

/// Whether something opens a clause, or stands behind a word of place.
fn opens(before: &str) -> bool {
    let end = before.chars().next_back();
    end.is_none_or(|c| !class::is_han(c) || "在由是对向从经".contains(c))
}

/// Whether the sentence means another place. What the title of an own document is about does not.
fn is_meant(context: &Context, rule: &Names, at: usize, titled: bool) -> bool {
    let sentence = without_study(context.sentence(context.place(at, at).start()).1);
    let sentence = if titled { without_titles(&sentence) } else { sentence };
    let text = context.plain();
    let near = clause_around(&text[..at], &text[at..]);
    let meant = |word: &str| {
        if LOCAL.contains(&word) && !titled { near.contains(word) } else { sentence.contains(word) }
    };
    rule.unless.iter().any(|word| meant(word))
        || BESIDE.iter().any(|word| sentence.contains(word))
        || ["邻", "撤", "合并", "分别", "对标", "对照", "比照", "看齐"]
            .iter()
            .any(|word| sentence.contains(word))
}

fn one(context: &Context, range: std::ops::Range<usize>, issuer: &str, other: &str) -> Option<Found> {
    let span = context.place(range.start, range.end);
    is_told(context, span).then(|| of_another(context, span, issuer, other))
}

/// 槐津镇3个村 in the report of another town; 《平口镇…办法》 that was made here.
fn towns(context: &Context, rule: &Names, issuer: &str) -> Vec<Found> {
    let Some((own, rank)) = town(issuer) else { return Vec::new() };
    let text = context.plain();
    let mut found = Vec::new();
    for (at, _) in text.match_indices(rank) {
        // A name of three characters is sure to begin where its clause does.
        let long = name_of(3, rule, text, at)
            .filter(|(start, _)| text[..*start].chars().next_back().is_none_or(|c| !class::is_han(c)));
        let Some((start, name)) = long.or_else(|| name_before(rule, text, at)) else { continue };
        let (before, after) = (&text[..start], &text[at + rank.len()..]);
        let titled = before.ends_with('《') && made_here(before, after);
        let digits = after.len() - after.trim_start_matches(class::is_digit).len();
        let counted = digits > 0 && after[digits..].starts_with(['个', '名', '人', '家', '户', '处', '所']);
        let told = counted || OF_TOWN.iter().any(|word| after.starts_with(word));
        // 沁园街道司法所: at the head of a clause an office of the rank is somebody's, whatever the name ends with.
        let heads = before.chars().next_back().is_none_or(|c| !class::is_han(c) && c != '、');
        let office = OFFICES.iter().any(|word| after.starts_with(word));
        let placed = name.ends_with(|c| PLACE.contains(c)) || (heads && office && !is_any(name));
        let named = titled || (opens(before) && told && placed);
        let known = own.contains(name) || text.matches(&text[start..at + rank.len()]).count() > 2;
        if named && !known && !is_meant(context, rule, start, titled) {
            found.extend(one(context, start..at + rank.len(), issuer, name));
        }
    }
    found
}

/// Whether a title is of a document that the own body made: 制定《…》, 《…》经合法性审核后印发.
fn made_here(before: &str, after: &str) -> bool {
    let Some(end) = after.find('》') else { return false };
    let verb = before.trim_end_matches('《').trim_end_matches('了');
    let made = ["制定", "修订", "印发", "出台", "起草", "修改", "制发", "完善", "实施"];
    let behind = after[end..].split(['。', ';', '\n']).next().unwrap_or("");
    made.iter().any(|word| verb.ends_with(word))
        || ["印发", "报备", "备案", "公开征求意见", "施行", "合法性审"]
            .iter()
            .any(|word| behind.contains(word))
}

/// 优化澄岚高新区营商环境 in the report of another zone.
fn zones(context: &Context, rule: &Names, issuer: &str) -> Vec<Found> {
    if !ZONES.iter().any(|zone| issuer.contains(zone)) && !issuer.contains("开发区") {
        return Vec::new();
    }
    let text = context.plain();
    let mut found = Vec::new();
    for (at, zone) in ZONES.iter().flat_map(|zone| text.match_indices(zone)) {
        let Some((start, name)) = name_before(rule, text, at) else { continue };
        let named = name.ends_with(|c| PLACE.contains(c)) && !issuer.contains(name);
        let titled = text[..start].ends_with('《') && made_here(&text[..start], &text[at + zone.len()..]);
        if named && text.matches(name).count() <= 2 && !is_meant(context, rule, start, titled) {
            found.extend(one(context, start..at + zone.len(), issuer, name));
        }
    }
    found
}

/// 沧堰市2021年度考核 in the report of a district of another city.
fn cities(context: &Context, rule: &Names, issuer: &str) -> Vec<Found> {
    let own = issuer.find('市').map(|at| &issuer[..at + "市".len()]);
    let Some(own) =
        own.filter(|own| han(own) >= 3 && lowest_region(issuer).is_some() && own.len() < issuer.len())
    else {
        return Vec::new();
    };
    let text = context.plain();
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('市') {
        let Some((start, name)) = name_before(rule, text, at) else { continue };
        let (before, after) = (&text[..start], &text[at + mark.len()..]);
        let dated =
            after.starts_with("20") && after[..after.len().min(4)].chars().all(|c| c.is_ascii_digit());
        let told = dated || OF_CITY.iter().any(|word| after.starts_with(word));
        let named = name.ends_with(|c| PLACE.contains(c)) && opens(before) && !own.contains(name);
        // 委托 and 委员 are no committee.
        let word = after.starts_with("委托") || after.starts_with("委员") || after.starts_with("委派");
        if told && named && !word && text.matches(name).count() <= 2 && !is_meant(context, rule, start, false)
        {
            found.extend(one(context, start..at + mark.len(), issuer, name));
        }
    }
    found
}

/// 县自然资源局党组召开会议5次研究本局工作 in the report of another bureau.
fn party_groups(context: &Context, issuer: &str) -> Vec<Found> {
    let own_bureau = issuer.ends_with('局') || issuer.ends_with("委员会");
    let Some(region) = lowest_region(issuer).filter(|_| own_bureau) else { return Vec::new() };
    let Some(rank) = region.chars().next_back() else { return Vec::new() };
    let text = context.plain();
    let mut found = Vec::new();
    for (at, mark) in ["局党组", "局党委", "委党组"].iter().flat_map(|mark| text.match_indices(mark))
    {
        let organ = at + mark.chars().next().map_or(0, char::len_utf8);
        let clause = text[..organ].rsplit([',', '。', ';', ':', '、', '\n']).next().unwrap_or("");
        let after = &text[at + mark.len()..];
        let Some(trade) = clause.strip_prefix(region.as_str()).or_else(|| clause.strip_prefix(rank)) else {
            continue;
        };
        let mut rest = issuer.chars();
        let short = trade.chars().all(|c| rest.any(|other| other == c));
        let plain = (3..=12).contains(&han(trade)) && han(trade) * 3 == trade.len();
        let acts = ACTS.iter().any(|word| after.starts_with(word));
        let sentence = context.sentence(context.place(organ, organ).start()).1;
        let beside = ["与", "和", "会同", "联合", "移交", "来"].iter().any(|word| sentence.contains(word));
        // In a commission's own words 本局 shows whose group it is.
        let own = ["本局", "我局", "本委", "我委"].iter().any(|word| sentence.contains(word));
        if plain && acts && !short && (own || !beside) {
            found.extend(one(context, organ - clause.len()..at + mark.len(), issuer, clause));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(issuer: &str, text: &str) -> Vec<String> {
        let text = small(text).replace("岚溪区水务局", issuer);
        words(&report(&text), "consistency/foreign-place")
    }

    #[test]
    fn the_own_rank_under_another_name() {
        for (issuer, text, wrong) in [
            ("禾坪镇人民政府", "一是村务公开不规范。柳湾镇3个村的账目迟了一季。", "柳湾镇"),
            ("禾坪镇人民政府", "《平口镇用水管理办法》经合法性审核后印发。", "平口镇"),
            ("松澜街道办事处", "沁园街道便民服务中心设窗口14个。", "沁园街道"),
            ("禾坪镇人民政府", "白柳湾镇便民服务中心设窗口6个。", "白柳湾镇"),
            ("松澜经济开发区管理委员会", "优化枫渡高新区营商环境，立案27件。", "枫渡高新区"),
            ("松澜经济开发区管理委员会", "枫渡高新区推行一码检查，检查企业240家次。", "枫渡高新区"),
            (
                "松澜经济开发区管理委员会",
                "制定《松澜经济开发区招商办法》《枫渡高新区企业用水指引》等文件2件，均经合法性审核。",
                "枫渡高新区",
            ),
            ("松澜经济开发区管理委员会", "制定《枫渡新区招商办法》，12月印发。", "枫渡新区"),
            ("泊宁市岚溪区水务局", "在柏岭市2023年度案卷评查中，本区列第三。", "柏岭市"),
            ("岚溪县水务局", "县民政局党组全年召开会议9次议定本局法治事项。", "县民政局党组"),
        ] {
            assert_eq!(found(issuer, text), [wrong], "{text}");
        }
        for (issuer, text) in [
            ("松澜街道办事处", "相关街道便民服务中心设窗口14个。"),
            ("禾坪镇人民政府", "与柳湾镇交界的3个村共管河道。"),
            ("禾坪镇人民政府", "禾坪镇3个村的账目迟了一季，特色镇建设推进。"),
            ("岚溪区人民政府", "柳湾镇3个村的账目迟了一季。"),
            ("松澜经济开发区管理委员会", "赴枫渡高新区学习审批做法1次。"),
            ("松澜经济开发区管理委员会", "参考《枫渡高新区企业用水指引》的经验，立案27件。"),
            ("泊宁市岚溪区水务局", "在泊宁市2023年度案卷评查中，本区列第三；在全市列第三。"),
            ("岚溪县水务局", "县水务局党组全年召开会议9次议定本局法治事项。"),
            ("岚溪县水务局", "局党组全年召开会议5次，与县自然资源局党组联合学习1次。"),
        ] {
            assert!(found(issuer, text).is_empty(), "{text}: {:?}", found(issuer, text));
        }
    }
}
