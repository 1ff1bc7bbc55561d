//! What a report says of another town or of a region of another rank as of its own: 柳湾镇政府被申请行政复议, and 全区 in the
//! report of a county.

use super::{is_function, issuer, lowest_region};
use crate::{
    check::context::{Context, Found, back},
    rules::kind::Names,
    text::class,
};

/// The own name of a town or a street in the name of its body, with its rank: 禾坪 and 镇.
pub(super) fn town(issuer: &str) -> Option<(&str, &'static str)> {
    let body = ["人民政府", "办事处"].iter().find_map(|end| issuer.strip_suffix(end)).unwrap_or(issuer);
    ["街道", "镇", "乡"].into_iter().find_map(|rank| Some((body.strip_suffix(rank)?, rank)))
}

/// What the names of towns often end with and other words seldom.
pub(super) const PLACE: &str = "汀泽渚涧淀洼垭垸冲峪屿崖岚埂埭堰塬汊澧渭泾洛淮汾沁灞涪邑津郢碛阜山水河江溪湖泉桥塘湾坪坝岭坡岩石田林树枝柏松竹梅桂沙洲岛港浦店铺寨堡屯庄城塔寺庙井沟坑峰峡岗坎沱渡滩埠墩墟圩坊潭浪源川阳陵汐澄漳沅澜潞濮淄汶泗滁浔渝";

/// What another town did, in the report of a town: 在柳湾镇政府网页公开.
pub(super) fn neighbours(context: &Context, rule: &Names) -> Vec<Found> {
    let Some(issuer) = issuer(context) else { return Vec::new() };
    let Some((own, _)) = town(&issuer) else { return Vec::new() };
    let text = context.plain();
    let mut found = Vec::new();
    for kind in
        ["镇政府", "镇人民政府", "镇党委", "乡政府", "乡人民政府", "乡党委", "街道办事处", "街道党工委"]
    {
        for (at, _) in text.match_indices(kind) {
            let start = back(&text[..at], 2);
            let name = &text[start..at];
            let before = &text[..start];
            let opens = before.ends_with(['在', '由', ',', '。', ';', ':', '\n']);
            let of_all =
                |c: char| is_function(c) || "县区市镇乡街道村处个位部".contains(c) || !class::is_han(c);
            // 加上镇政府, 当前镇政府: only what ends like the name of a place is one.
            let named = name.ends_with(|c| PLACE.contains(c));
            if !opens
                || !named
                || own.ends_with(name)
                || name.chars().any(of_all)
                || rule.leaves.iter().any(|word| word == name)
            {
                continue;
            }
            let span = context.place(start, at + kind.len());
            let sentence = context.sentence(span.start()).1;
            let meant = rule.unless.iter().any(|word| sentence.contains(word.as_str()))
                || ["邻", "交界", "原", "撤", "合并", "挂职", "分别"]
                    .iter()
                    .any(|word| sentence.contains(word));
            if meant || !context.document.in_body(span.start()) {
                continue;
            }
            found.push(
                Found::at(span)
                    .with("text", &text[start..at + kind.len()])
                    .with("issuer", issuer.clone())
                    .with("other", name),
            );
        }
    }
    found
}

/// Characters and words before the committee of a region that are no part of its name.
const BEFORE_SUPERIORS: [&str; 24] = [
    "在", "由", "向", "经", "对", "以", "受", "把", "将", "及", "和", "与", "的", "对照", "围绕", "按照",
    "贯彻", "落实", "根据", "依据", "服从", "服务", "紧扣", "请示",
];

/// 区委、区政府 in the report of a county, or 县委、县政府 in that of a district: no superior of it is called so.
fn superiors(context: &Context, issuer: &str, own: &str) -> Vec<Found> {
    let other = match own {
        "全县" => "区",
        "全区" => "县",
        _ => return Vec::new(),
    };
    let text = context.plain();
    let mut found = Vec::new();
    for between in ["、", "和", ""] {
        let words = format!("{other}委{between}{other}政府");
        for (at, _) in text.match_indices(&words) {
            let before = &text[..at];
            let free = before.chars().next_back().is_none_or(|c| !class::is_han(c))
                || BEFORE_SUPERIORS.iter().any(|word| before.ends_with(word));
            let span = context.place(at, at + words.len());
            let sentence = context.sentence(span.start()).1;
            let another = ["撤县", "原", "兄弟", "各县", "各区", "(市", "开发区", "新区"];
            let meant = another.iter().any(|word| sentence.contains(word));
            if free && !meant && context.document.in_body(span.start()) {
                found.push(
                    Found::at(span)
                        .with("text", words.clone())
                        .with("issuer", issuer)
                        .with("other", words.clone()),
                );
            }
        }
    }
    found
}

/// 全区12个乡镇 in the report of a county that calls itself 全县 elsewhere.
pub(super) fn wholes(context: &Context) -> Vec<Found> {
    let Some(issuer) = issuer(context) else { return Vec::new() };
    let text = context.plain();
    let (own, others): (&str, &[&str]) = match (town(&issuer), lowest_region(&issuer)) {
        (Some((_, "镇")), _) => ("全镇", &["全街道", "全乡"]),
        (Some((_, "街道")), _) => ("全街道", &["全镇", "全乡"]),
        (Some(_), _) => ("全乡", &["全镇", "全街道"]),
        // In an autonomous region 全区 is all of it.
        (None, Some(region)) if region.ends_with('县') && !text.contains("自治") => ("全县", &["全区"]),
        (None, Some(region)) if region.ends_with('区') => ("全区", &["全县"]),
        _ => return Vec::new(),
    };
    let mut found = superiors(context, &issuer, own);
    if text.matches(own).count() < 2 {
        return found;
    }
    for (at, words) in others.iter().flat_map(|words| text.match_indices(words)) {
        let after = &text[at + words.len()..];
        let opens = text[..at].chars().next_back().is_none_or(|c| matches!(c, '\n' | '。' | ';' | ',' | ':'));
        let of_all = after.starts_with(class::is_digit)
            || [
                "各",
                "共有",
                "所有",
                "乡镇",
                "镇街",
                "街道",
                "行政执法",
                "法治",
                "依法",
                "党政",
                "领导干部",
                "上下",
            ]
            .iter()
            .any(|word| after.starts_with(word));
        let span = context.place(at, at + words.len());
        let sentence = context.sentence(span.start()).1;
        let another = ["园区", "开发区", "片区", "示范区", "景区", "撤县", "原"]
            .iter()
            .any(|word| sentence.contains(word));
        if opens && of_all && !another && context.document.in_body(span.start()) {
            found.push(
                Found::at(span).with("text", words).with("issuer", issuer.clone()).with("other", words),
            );
        }
    }
    found
}
