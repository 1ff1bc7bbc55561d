//! Which figure can be the whole of which parts are told: the 94 of 办理许可94件，比上年增加8件，其中取水31件.

use super::{
    context::han,
    count::{self, Count},
};
use crate::{
    model::Decimal,
    text::{class, marks},
};

/// What opens a clause that compares, adds or sets apart.
const BESIDE: [&str; 22] = [
    "比",
    "较",
    "同比",
    "环比",
    "与",
    "相比",
    "含",
    "包括",
    "包含",
    "另",
    "加上",
    "连同",
    "扣除",
    "除",
    "净",
    "增",
    "减",
    "多",
    "少",
    "超",
    "剔除",
    "上年同期",
];
/// What stands right before the figure of a difference.
const CHANGED: [&str; 19] = [
    "变为", "增加", "减少", "增", "减", "多", "少", "增长", "下降", "上升", "提高", "新增", "净增", "多出",
    "超出", "增至", "减至", "压减", "含",
];
/// What came from elsewhere or is of another year.
const CARRIED: [&str; 12] =
    ["转入", "结转", "转来", "移入", "遗留", "旧存", "上年", "去年", "上一年", "往年", "历年", "跨年"];

/// Words that make a figure one of another time, or of a part of the year.
const OTHER_TIMES: [&str; 9] = ["上年", "去年", "往年", "同期", "比", "较", "上半年", "下半年", "季度"];

/// Whether words say that a figure is of another time, or compares it with one.
pub(super) fn is_of_other_time(words: &str) -> bool {
    OTHER_TIMES.iter().any(|word| words.contains(word))
}

/// The words of the clause before a figure.
pub(super) fn label<'a>(text: &'a str, count: &Count) -> &'a str {
    marks::before(&text[..count.start], &marks::MEMBER).trim()
}

/// Whether a clause tells a difference: 比上年增加8件.
pub(super) fn is_change(label: &str) -> bool {
    let label = label.trim_start_matches("其中");
    let last = label.trim_end_matches(['了', '约', '近', '到', '至', ' ']);
    BESIDE.iter().any(|word| label.starts_with(word))
        || CHANGED.iter().any(|word| last.ends_with(word))
        || label.contains('比') && label.contains('年')
        || label.contains('较') && label.contains('年')
}

/// Whether a clause tells what came from elsewhere: 2022年转入3件.
pub(super) fn is_carried(label: &str) -> bool {
    let label = label.replace("结转下", "");
    CARRIED.iter().any(|word| label.contains(word))
}

/// What is done for each of several, before the figure of it.
const GIVEN: [&str; 28] = [
    "", "设", "有", "配", "派", "聘", "选", "建", "办", "开", "发", "补", "增", "配备", "设立", "明确",
    "安排", "指定", "选派", "选聘", "落实", "设置", "抽", "抽查", "抽取", "评查", "检查", "召开",
];

/// Whether a figure is that of each of several: 9个水管站各设1名, 每站配1名.
pub(super) fn is_of_each(label: &str) -> bool {
    let bare = label.trim_end_matches(['了', '至', '少']);
    let given = |word: &str| bare.rfind(word).is_some_and(|at| GIVEN.contains(&&bare[at + word.len()..]));
    let of_all = ["各", "分别"].into_iter().any(given);
    of_all || bare.rfind('每').is_some_and(|at| han(&bare[at..]) <= 5)
}

/// Whether a clause tells what was added: 新制定4件. Alone it can be a whole, behind another figure it hardly is.
pub(super) fn is_addition(label: &str) -> bool {
    ["新", "增补", "补充", "追加", "续"].iter().any(|word| label.contains(word))
}

/// Whether a figure stands in brackets that close before `at`.
fn is_aside(text: &str, count: &Count, at: usize) -> bool {
    let open = text[..count.start].rfind('(').is_some_and(|open| !text[open..count.start].contains(')'));
    open && text[count.end..at].contains(')')
}

/// The figures before `at`, in the same sentence, of which parts can be told there, in their order.
pub(super) fn wholes<'a, 'b>(
    text: &str,
    counts: &'b [Count<'a>],
    unit: &str,
    at: usize,
) -> Vec<&'b Count<'a>> {
    let head = text[..at].trim_end_matches(['。', ' ']);
    let from = marks::start(head, &marks::SENTENCE);
    let mut wholes: Vec<&Count> = Vec::new();
    for count in counts.iter().filter(|count| count.start >= from && count.end <= at) {
        let label = label(text, count);
        let alike = count.quantity.unit == unit && count.is_exact() && !is_aside(text, count, at);
        // 由2022年的6条增至21条: from then on there are 21.
        let reached = ["增至", "减至", "升至", "降至", "增加到", "减少到", "扩大到", "扩大至"]
            .iter()
            .any(|word| label.ends_with(word));
        if alike && reached {
            let clause = count.start - label.len();
            wholes.retain(|from| from.start < clause);
        }
        if alike && !is_of_each(label) && (reached || !is_change(label) && !is_carried(label)) {
            wholes.push(count);
        }
    }
    wholes
}

/// What figures that stand side by side before `at` come to: 建议16件、提案13件，其中…
pub(super) fn together(text: &str, counts: &[Count], unit: &str, at: usize) -> Option<Decimal> {
    let wholes = wholes(text, counts, unit, at);
    let beside = |pair: &[&Count]| {
        let gap = &text[pair[0].end..pair[1].start];
        gap.starts_with(['、', '和', '及', '与']) && !gap.contains([',', ';', ':', '('])
    };
    let joined = wholes.windows(2).rev().take_while(|pair| beside(pair)).count();
    let run = &wholes[wholes.len().saturating_sub(joined + 1)..];
    let sum = count::add(run);
    sum.filter(|_| joined > 0)
}

/// Whether a clause tells a rate: 结果公示率100%, 占99.2%.
pub(super) fn is_rate(clause: &str) -> bool {
    clause
        .trim_end()
        .strip_suffix('%')
        .map(|words| words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'))
        .is_some_and(|words| {
            words.contains('率') || words.trim_end_matches(['达', '到', '为', '比']).ends_with(['度', '占'])
        })
}

/// How many Chinese characters stand between a whole and the mark of its parts, without brackets and
/// without clauses that only tell of all of it, how it changed or what came from elsewhere.
pub(super) fn distance(text: &str, whole: &Count, at: usize) -> usize {
    let (mut depth, mut words) = (0_u32, String::new());
    for c in text[whole.end..at].chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => words.push(c),
            _ => {}
        }
    }
    words
        .split([',', '。', ';', ':', '、'])
        .filter(|clause| {
            let clause = clause.trim();
            let named = clause.trim_end_matches(|c: char| !c.is_ascii_digit());
            let named = named.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            // 31处、940平方米，其中…: the same by another measure.
            let measure = clause.contains(class::is_digit)
                && ["", "共", "计", "面积", "总面积", "涉及", "涉案", "金额", "总额"].contains(&named.trim());
            let of_all = ["全部", "全员", "均", "都", "皆"].iter().any(|word| clause.starts_with(word))
                && !clause.contains(class::is_digit);
            !(of_all
                || measure
                || is_change(clause)
                || is_change(named)
                || is_carried(clause)
                || is_rate(clause))
        })
        .map(han)
        .sum()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small};

    /// What the rules on parts and sums find.
    fn found(text: &str) -> Vec<String> {
        let report = report(&small(text));
        let wanted = ["consistency/part-over-whole", "consistency/sum-of-parts"];
        let of = report.findings.iter().filter(|finding| wanted.contains(&finding.rule.as_str()));
        of.map(|finding| report.analysis.document.slice(finding.span).to_owned()).collect()
    }

    #[test]
    fn a_difference_a_remark_and_what_was_carried_over_are_no_wholes() {
        for right in [
            "办理取水许可86件，比2022年增加7件，其中新办许可29件、延续许可40件。",
            "办理取水许可86件，比上年增加7件，其中新办许可29件。",
            "办结投诉264件（含上年结转17件），其中供水投诉132件。",
            "办结投诉264件（含上年结转17件），其中供水投诉132件、排水投诉60件。",
            "立案42件，较上年增加9件，其中采砂案件25件。",
            "立案42件，较上年增加9件，增长27.3%，其中采砂案件25件。",
            "检查980户次，比2022年多75户次，其中重点用水户240户次。",
            "检查980户次，比2022年少75户次，其中重点用水户240户次、一般用水户700户次。",
            "现有规范性文件38件，2023年新制定3件，其中继续有效35件。",
            "现有规范性文件38件，2023年新制定3件，其中继续有效30件、修改2件。",
            "办理建议14件，较2022年减少5件，其中主办9件。",
            "办理建议14件，减少5件，其中主办9件、会办5件。",
            "受理案件26件，其中2022年转入4件，结案24件。",
            "受理案件26件，其中上年结转4件、结案24件。",
            "受理投诉97件，立案27件，其中涉及供水的29件。",
            "受理投诉97件，立案27件，其中供水20件、排水9件。",
            "持证执法人员31名，新增4名，其中女性11名。",
            "持证执法人员31名，同比增加4名，其中女性11名。",
            "开展培训12场，比计划多2场，其中线上培训5场。",
            "五年铺设干管16公里，新增支管639公里，其中入户管33公里。",
            "受理申请19件，与上年相比增加6件，其中网上申请13件。",
            "发现隐患33处，其中新发现5处，整改30处。",
            "走访用水户420户，比上半年多60户，满意410户。",
            "受理案件26件，上年结转4件，其中采砂案件13件。",
            "办理许可86件（其中上年结转6件），其中新办29件。",
            "评查案卷60份，另抽查8份，其中优秀案卷33份。",
            "巡查河道210次，增加40次，其中夜间巡查96次。",
            "受理投诉97件，其中供水比上年增加120件。",
            "收到申请19件，包括上年结转2件，其中予以公开11件、部分公开5件。",
            "立案42件，其中采砂25件，结案40件。",
            "清理文件38件，新出台2件，继续有效30件，废止6件。",
            "调解纠纷50件，较去年同期净增3件，其中物业纠纷21件。",
            "办理代表建议16件、委员提案13件，其中采纳并落实的22件，列入计划的7件。",
            "办理代表建议16件和委员提案13件，其中主办22件。",
            "制发规范性文件2件，修改1件，废止4件。",
            "水情通报由2022年的6条增至21条，其中短视频8条。",
            "水情通报由6条增加到21条，其中短视频8条、图解13条。",
            "水价文件由2022年的8件变为6件，即当年出台1件、废止3件。",
            "划界涉及96亩，其中河道22亩、其他水面18亩，其余为滩地。",
            "12月19名站长述职，两位副局长对其中6人逐一点评。",
            "9个水管站各设1名，其中专职4名、兼职5名。",
            "9个水管站分别配备1名法制员，其中专职4名、兼职5名。",
            "28个行政村每村配1名，其中女性9名、男性19名。",
            "评查案卷16份，缺页40处，缺送达回证6份。",
            "水政大队队员19名，全部参加全区培训231名，其中女性83名。",
        ] {
            assert_eq!(found(right), [""; 0], "{right}");
        }
    }

    #[test]
    fn parts_beyond_every_whole_are_found() {
        for (wrong, words) in [
            ("办理取水许可86件，比2022年增加7件，其中新办许可92件。", "92件"),
            ("办结投诉264件（含上年结转17件），其中供水投诉312件。", "312件"),
            ("立案42件，较上年增加9件，其中采砂案件45件。", "45件"),
            ("检查980户次，比2022年多75户次，其中重点用水户1240户次。", "1240户次"),
            ("现有规范性文件38件，2023年新制定3件，其中继续有效53件。", "53件"),
            ("办理建议14件，较2022年减少5件，其中主办19件。", "19件"),
            ("受理投诉97件，立案27件，其中供水129件。", "129件"),
            ("新增执法人员9名，其中考录16名。", "16名"),
            ("立案42件，其中采砂案件45件。", "45件"),
            ("持证执法人员31名，新增4名，其中女性33名。", "33名"),
            ("受理投诉97件，其中供水41件、排水40件、河道28件。", "97件"),
            ("调解纠纷50件，其中物业21件、供水18件、其他15件。", "50件"),
            ("评查案卷60份，其中优秀33份、合格30份。", "60份"),
            ("参考干部69人，合格96人。", "96人"),
            ("现有队员19名，全部取得执法证，其中女性23名。", "23名"),
            ("评查案卷16份，缺送达回证18份。", "18份"),
            ("抽查用水户60户，漏登66户。", "66户"),
            ("水情通报由2022年的6条增至21条，其中短视频28条。", "28条"),
            ("发现隐患33处，整改36处。", "36处"),
            ("办理代表建议16件、委员提案13件，其中主办32件。", "32件"),
            ("办理申请49件，其中上年结转5件、新收46件。", "49件"),
            ("各水管站配备抄表员19名，其中专职14名、兼职15名。", "19名"),
        ] {
            assert_eq!(found(wrong), [words], "{wrong}");
        }
    }
}
