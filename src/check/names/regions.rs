//! Regions that are not the own one, by the form of their names alone: 雁渡县委, 《枫渡区…办法》 that is revised here,
//! and the head of another body where the own one should stand.
//!
//! No table knows all regions. A name of two characters with the rank of a county or a district is one where a body of it
//! stands behind it and nothing shows that another place is meant.

use super::{is_function, issuer, lowest_region, of_another, towns::PLACE};
use crate::{
    check::context::{Context, Found, back, clause_around},
    model::Role,
    rules::kind::Names,
    text::{class, marks},
};

/// What the bodies of a region are called by at their end.
const BODIES: [&str; 9] = ["局", "委员会", "办公室", "中心", "大队", "支队", "管理处", "联合会", "服务站"];

/// What stands right behind a region and is a body of it.
const ORGANS: [&str; 7] = ["人民政府", "政府", "委", "纪委", "人大", "政协", "司法局"];

/// Characters behind 委 with which it is no committee.
const NO_COMMITTEE: [char; 6] = ['员', '托', '派', '任', '以', '聘'];

/// Behind what a region is surely the one that is reported on.
const STRONG: [&str; 3] = ["中共", "由", "在"];

/// Words of two characters that stand before 区 or 县 and name no place.
const WORDS: [&str; 63] = [
    "下称", "简称", "统称", "全称", "集中", "开发", "高新", "经开", "工业", "产业", "保税", "示范", "度假",
    "风景", "自治", "行政", "中心", "城镇", "农村", "试验", "实验", "合作", "功能", "集聚", "先行", "自贸",
    "科技", "旅游", "生态", "保护", "服务", "办公", "居民", "商业", "商务", "施工", "作业", "风险", "边境",
    "沿海", "城乡", "建成", "主城", "物流", "新兴", "资源", "能源", "来源", "水源", "园林", "农田", "矿山",
    "老城", "古城", "中城", "沿江", "沿河", "湖泊", "山林", "水田", "森林", "草原", "河湖",
];

/// Words with which a neighbour is meant.
pub(super) const BESIDE: [&str; 30] = [
    "交界",
    "两县",
    "两区",
    "两地",
    "邻",
    "外县",
    "外区",
    "互查",
    "交叉",
    "兄弟",
    "户籍",
    "来自",
    "挂职",
    "曾任",
    "转来",
    "原告",
    "协查",
    "被告",
    "当事人",
    "运往",
    "运至",
    "驶",
    "迁入",
    "转入",
    "产自",
    "购自",
    "车辆",
    "供应商",
    "上游",
    "下游",
];

/// Words of what is learned of doctrine, and of no visit to another place.
const STUDY: [&str; 16] = [
    "学习贯彻",
    "学习宣传",
    "学习领会",
    "学习习近平",
    "学习党的",
    "学习教育",
    "学习型",
    "理论学习",
    "学习计划",
    "学习制度",
    "中心组学习",
    "学习中心组",
    "学习内容",
    "学习重点",
    "学习宪法",
    "学习民法典",
];

/// A sentence without the learning that means no other place.
pub(super) fn without_study(sentence: &str) -> String {
    STUDY.iter().fold(sentence.to_owned(), |rest, word| rest.replace(word, ""))
}

pub(super) fn foreign(context: &Context, rule: &Names) -> Vec<Found> {
    let header = context.document.header();
    let Some(issuer) = issuer(context) else { return Vec::new() };
    let Some(own) = lowest_region(&issuer) else { return Vec::new() };
    let text = context.plain();
    // What the body is for, as its name begins behind the region: 水务 of 岚溪区水务局.
    let trade: String =
        issuer.rsplit_once(own.as_str()).map_or("", |(_, trade)| trade).chars().take(2).collect();
    let mut found = Vec::new();
    for (at, rank) in text.match_indices(['县', '区', '旗']) {
        let start = back(&text[..at], 2);
        let (name, before, after) = (&text[start..at], &text[..start], &text[at + rank.len()..]);
        let full = &text[start..at + rank.len()];
        let named = name.chars().count() == 2 && name.chars().all(|c| class::is_han(c) && !is_function(c));
        if !named || issuer.contains(full) || header.title.contains(full) || is_word(rule, name) {
            continue;
        }
        let titled = before.ends_with('《');
        let length = if titled {
            made_here(before, after)
        } else {
            organ(after).or_else(|| all_of(rank, after, &trade))
        };
        let Some(length) = length else { continue };
        // 答复县人大 and 由分管县政府 begin with a verb: only what ends like a place is one there.
        let strong = STRONG.iter().any(|word| before.ends_with(word));
        let whole = before.ends_with("中共") || (strong && after.starts_with("人民政府"));
        // 柏安区水务法治建设: what the own body is for stands behind it, at the head of a clause.
        let heads = before.chars().next_back().is_none_or(|c| !class::is_han(c));
        // 为柏禾区420户小餐饮店…: whom it is done for.
        let served = before.ends_with(['为', '对', '给'])
            && counted(after)
            && !name.ends_with(|c| "小园片景库灾牧矿社林山辖老新城置户场路站厂港馆校".contains(c));
        let own_trade = heads && is_trade(&trade, after) && name.ends_with(|c| "安宁州平兴丰昌".contains(c));
        if !(titled || whole || own_trade || served || name.ends_with(|c| PLACE.contains(c))) {
            continue;
        }
        let span = context.place(start, at + rank.len() + length);
        // What was made here is told of in its clause: 印发《…》，将供水一体化列入.
        let scope = match context.sentence(span.start()).1 {
            _ if titled => clause_around(before, after),
            sentence => sentence.to_owned(),
        };
        let sentence = without_study(&scope);
        let acts = leads(before, &after[length..], rank);
        let meant = rule.unless.iter().any(|word| sentence.contains(word.as_str()) && acts != Some(word))
            || BESIDE.iter().any(|word| sentence.contains(word));
        // Beside the own name another one is meant, but where it acts for the own body.
        let beside = sentence.contains(own.as_str()) && !strong && !titled;
        // What is named more often than the own region is no slip.
        let rare = text.matches(full).count() <= 2;
        if !meant && !beside && rare && context.document.in_body(span.start()) {
            found.push(of_another(context, span, &issuer, full));
        }
    }
    found.extend(another_head(context, &issuer));
    found
}

/// 芦川县教育局会同县公安局: the word with which the one that acts takes one of the own bodies as its partner.
pub(super) fn leads(before: &str, after: &str, rank: &str) -> Option<&'static str> {
    let clause = marks::before(before, &marks::CLAUSE);
    let word = ["会同", "联合"].into_iter().find(|word| after.starts_with(word))?;
    (clause.trim().is_empty() && after[word.len()..].starts_with(rank)).then_some(word)
}

/// Whether two characters are a word that stands before 区 and names no place, or the end of one: 工业园区.
pub(super) fn is_word(rule: &Names, name: &str) -> bool {
    name.ends_with('园') || WORDS.contains(&name) || rule.leaves.iter().any(|word| word == name)
}

/// The length of the body that stands right behind a region.
fn organ(after: &str) -> Option<usize> {
    let short = ORGANS.iter().find(|organ| after.starts_with(**organ));
    if let Some(organ) = short {
        let rest = &after[organ.len()..];
        // 县委员会 and 县委托
        return (*organ != "委" || !rest.starts_with(NO_COMMITTEE)).then_some(organ.len());
    }
    let run: &str = after.split(|c: char| !class::is_han(c)).next().unwrap_or("");
    let end = BODIES.iter().filter_map(|body| Some(run.find(body)? + body.len())).min()?;
    let name = &run[..end];
    let plain =
        name.chars().count() <= 16 && !name.contains(['的', '在', '和', '与', '及', '向', '对', '各', '全']);
    // 区中心 and 区局 are no names.
    (plain && name.chars().count() >= 3).then_some(end)
}

/// Whether a number of people or places stands there.
fn counted(after: &str) -> bool {
    let digits = after.len() - after.trim_start_matches(class::is_digit).len();
    digits > 0 && after[digits..].starts_with(['个', '家', '名', '户', '万', '件', '所', '处'])
}

/// What is told of a region itself: 柏岭县12个乡镇, 柏岭县城区; of a county whatever it is.
fn all_of(rank: &str, after: &str, trade: &str) -> Option<usize> {
    let parts = [
        "城区",
        "境内",
        "范围内",
        "辖区",
        "各",
        "全域",
        "经济",
        "居民",
        "群众",
        "现有",
        "人民医院",
        "法治建设",
        "法治政府",
    ];
    let told = counted(after) || is_trade(trade, after) || parts.iter().any(|word| after.starts_with(word));
    (told
        || (rank == "县"
            && after.starts_with(class::is_han)
            && !after.starts_with(['级', '域', '乡', '里', '城', '直', '内', '中', '外', '以', '上', '长'])))
    .then_some(0)
}

/// Whether what the own body is for stands there.
fn is_trade(trade: &str, after: &str) -> bool {
    trade.chars().count() == 2 && after.starts_with(trade)
}

/// What a body does to a document of its own.
const MADE: [&str; 12] =
    ["制定", "修订", "印发", "出台", "发布", "公布", "起草", "修改", "制发", "完善", "实施", "编制"];

/// The rest of the title of a document that is said to have been made here: 修订《…办法》, 《…办法》自7月1日起施行.
pub(super) fn made_here(before: &str, after: &str) -> Option<usize> {
    let end = after.find('》').filter(|end| !after[..*end].contains('\n'))?;
    let verb = before.strip_suffix('《')?;
    let verb = verb.strip_suffix('了').unwrap_or(verb);
    let made = MADE.iter().any(|word| verb.ends_with(word));
    let behind: String = after[end + "》".len()..].chars().take(12).collect();
    let in_force = behind.contains("起在本") || behind.contains("印发") || behind.contains("起施行");
    let clause = verb.rsplit([',', '。', ';', '\n']).next().unwrap_or("");
    let by_another = ["参照", "参考", "对照", "依据", "根据", "按照", "落实", "贯彻", "转发", "执行"];
    let rest = after[end..].split(['。', ';', '\n']).next().unwrap_or("");
    let own =
        ["立法调研", "立法论证", "草案公开征求意见", "公开征求意见", "合法性审核后", "合法性审查后", "报备"];
    // 《…决策事项目录》列入7项: what it holds is told as of an own one.
    let holds = clause.is_empty() && ["列入", "收录", "纳入"].iter().any(|word| behind.starts_with(word));
    let in_force = in_force || holds || own.iter().any(|word| rest.contains(word));
    ((made || in_force) && !by_another.iter().any(|word| clause.contains(word))).then_some(end)
}

/// 区教育局党组书记 at the head of a sentence of the part on the own head, in the report of 区水务局.
fn another_head(context: &Context, issuer: &str) -> Vec<Found> {
    let kind = |name: &str| name.ends_with('局') || name.ends_with("委员会");
    if !kind(issuer) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for claim in context.claims().iter().filter(|claim| claim.in_body && claim.role == Role::Leader) {
        let Some(end) = ["党组书记", "党委书记"].iter().filter_map(|word| claim.text.find(word)).min()
        else {
            continue;
        };
        let body = &claim.text[..end];
        let rank = body.find(['市', '县', '区']).map_or(0, |at| at + "县".len());
        let trade = &body[rank..];
        let named = kind(body) && body.chars().all(class::is_han) && trade.chars().count() >= 3;
        // 区卫健委 and 区文旅局 are short names: all their characters stand in the long one.
        let mut rest = issuer.chars();
        let short = trade.chars().all(|c| rest.any(|other| other == c));
        let region = lowest_region(body).is_some_and(|region| !issuer.contains(&region));
        if rank > 0 && named && (!short || region) {
            let span = context.place(claim.base, claim.base + end);
            found.push(of_another(context, span, issuer, body));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/foreign-place")
    }

    #[test]
    fn a_body_of_another_region_is_one_by_its_form() {
        for (text, wrong) in [
            ("局长列席中共柏岭县委全面依法治县委员会会议2次。", "柏岭县委"),
            ("全年在柏岭区人民政府门户网站公开信息171条。", "柏岭区人民政府"),
            ("柏岭县农业综合行政执法大队办理案件52件。", "柏岭县农业综合行政执法大队"),
            ("柏岭县12个乡镇配齐河长。", "柏岭县"),
            ("为柏岭县农户换装水表310只。", "柏岭县"),
            (
                "《柏岭县2023年度重大行政决策事项目录》列入7项，办结6项。",
                "柏岭县2023年度重大行政决策事项目录",
            ),
            (
                "3月印发《柏岭县2023年度重大行政决策事项目录》，将供水一体化列入。",
                "柏岭县2023年度重大行政决策事项目录",
            ),
            ("对照群众期待，柏岭区水务法治建设有三个问题。", "柏岭区"),
            ("柏安区水务法治建设有三个问题。", "柏安区"),
            ("为柏禾区420户用水户换装水表。", "柏禾区"),
            ("《柏岭县取水管理办法》草案公开征求意见，收到意见42条。", "柏岭县取水管理办法"),
            ("柏岭县公安局会同县农业局检查砂场12处。", "柏岭县公安局"),
            ("修订《柏岭县取水许可办法》，审查合同14份。", "柏岭县取水许可办法"),
        ] {
            assert_eq!(found(text), [wrong], "{text}");
        }
    }

    #[test]
    fn zones_and_short_names_are_no_regions() {
        let zone = "锦程工业园区管理委员会派员讲课1场。";
        assert_eq!(found(zone), Vec::<String>::new());
        let of_zone = small(zone).replace("岚溪区水务局", "滨江高新技术产业开发区管理委员会");
        assert_eq!(words(&report(&of_zone), "consistency/foreign-place"), Vec::<String>::new());
        assert_eq!(found("水政大队（下称县水政大队）办结许可41件。"), Vec::<String>::new());
    }

    #[test]
    fn a_neighbour_may_be_named() {
        for right in [
            "界河整治通告同时在柏岭区人民政府门户网站发布，两区交界处另设公示牌3块。",
            "柏岭县公安局联合我局检查界河砂场12处。",
            "接待柏岭县司法局一行交流复议改革1次。",
            "查处柏岭县当事人违法运砂案件3件，从柏岭县运往外省的砂石12车。",
            "办理县人大建议12件，答复县政协提案3件，向全县、各县派员。",
            "参照《柏岭县取水许可办法》制定本局办法。",
            "岚溪区水政大队办理案件52件，柏岭县农业综合行政执法大队办理1件。",
            "在中心城区政府网站公开信息171条，在经开区委托检查12次。",
            "组织各县区水务局、全县水管所培训2次。",
            "在市辖区政务服务中心设窗口2个。",
            "为棚户区420户、老城区310户换装水表。",
        ] {
            assert!(found(right).is_empty(), "{right}: {:?}", found(right));
        }
    }

    #[test]
    fn the_head_is_the_own_bodys() {
        let found = |words_of_it: &str| {
            let text = format!(
                "岚溪区水务局2023年法治政府建设年度报告\n\n一、主要举措和成效\n\n立案27件。\n\n二、主要负责人履行推进法治建设第一责任人职责情况\n\n{words_of_it}\n\n岚溪区水务局\n2024年1月20日\n"
            );
            words(&report(&text), "consistency/foreign-place")
        };
        assert_eq!(found("区民政局党组书记、局长主持党组会议6次。"), ["区民政局"]);
        assert!(found("区水务局党组书记、局长主持党组会议6次。").is_empty());
        assert!(found("局党组书记、局长主持党组会议6次。").is_empty());
    }
}
