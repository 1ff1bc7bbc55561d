//! A count in front of the list that it announces, in one sentence: 5个专题：甲、乙、丙和丁; 四项制度（《甲》《乙》《丙》).

use crate::{
    check::context::{Context, Found, short},
    rules::{Match, Pattern},
    text::class,
};

/// Characters that an item has at most, without what stands in brackets.
const ITEM: usize = 22;

/// The group of the pattern that counts things; those before it count kinds.
const THINGS: usize = 3;

/// What leads in a list; where none of these stands, no pattern is tried.
const LEADS: [&str; 7] = [":", "(", "是", "为", "即", "如下", "按"];

/// Behind a comma these go on with the sentence and begin no further item.
const GOES_ON: [&str; 24] = [
    "均", "都", "全部", "并", "共", "累计", "现", "已", "由", "其中", "以上", "上述", "每", "占", "比", "逐",
    "分别", "合计", "总", "点击", "目前", "年底", "经", "且",
];

/// Behind these 和, 与 and 及 join no items, and before them 和, 与 and 及 are no words of their own.
const BOUND_BEFORE: [char; 12] = ['、', ',', '涉', '普', '惠', '波', '危', '遍', '参', '共', '总', '饱'];
const BOUND_BEHIND: [char; 6] = ['时', '谐', '平', '解', '会', '格'];

/// Behind 是 these tell how, why or by whom, and begin no list.
const HOW: [&str; 10] = ["以", "因", "在", "对", "按", "由", "从", "依", "根据", "经"];

/// A list of words, as far as it can be told.
struct List {
    /// The fewest and the most items: 甲、乙和丙 may be two.
    least: u32,
    most: u32,
    /// Where it ends.
    end: usize,
    /// Whether all items are names in marks of their own: 《甲》《乙》.
    titles: bool,
    /// Characters of the shortest.
    shortest: usize,
    /// Whether the items are so alike that none holds a list of its own.
    even: bool,
}

/// Counts that differ from the list right behind them.
pub(super) fn check(context: &Context, pattern: &Pattern) -> Vec<Found> {
    let mut found = Vec::new();
    for claim in context.claims() {
        let (text, base) = (claim.text, claim.base);
        let listed = ["、", "》《", "”“"].iter().any(|mark| text.contains(mark));
        let led = || LEADS.iter().any(|lead| text.contains(lead));
        if !listed || !led() || !claim.in_body || !context.may_fit(pattern, claim) {
            continue;
        }
        let mut free = 0;
        for hit in pattern.matches(text) {
            let whole = hit.whole();
            let Some((count, declared)) = count_of(text, &hit).filter(|(count, _)| count.start >= free)
            else {
                continue;
            };
            let Some(list) = list_at(text, whole.end, declared) else { continue };
            free = list.end;
            // 3个社区是省级、市级示范社区 tells of what kind they are.
            let lead = &text[..whole.end];
            let told = lead.ends_with('是') && !lead.ends_with("分别是") && !lead.ends_with("依次是");
            // 5件是以《…》《…》为依据办理的 tells how.
            let how = told && HOW.iter().any(|word| text[whole.end..].starts_with(word));
            if how {
                continue;
            }
            if told && !list.titles && !(list.even && list.shortest >= 3) {
                continue;
            }
            // The last group counts things, of which one item can name several: 3件（取水2件、排水1件）.
            let kinds = hit.group(THINGS).is_none();
            if !kinds && text[whole.end..list.end].contains(class::is_digit) {
                continue;
            }
            if !differs(declared, &list, kinds, text[..whole.end].ends_with('(')) {
                continue;
            }
            let listed = if list.least > declared { list.least } else { list.most };
            let lead = text[count.start..whole.end].trim_end_matches([':', '(', ',', '”', '是']);
            found.push(
                Found::at(context.place(base + count.start, base + count.start + lead.len()))
                    .with("text", short(lead, 20))
                    .with("declared", declared.to_string())
                    .with("listed", listed.to_string())
                    .label(
                        context.place(base + whole.end, base + list.end),
                        context.lang.pick("列出的内容", "what is listed"),
                    ),
            );
        }
    }
    found
}

/// Whether a count and a list cannot both be right.
fn differs(declared: u32, list: &List, kinds: bool, bracketed: bool) -> bool {
    if (list.least..=list.most).contains(&declared) {
        return false;
    }
    if list.least > declared {
        // 修订规章、规范性文件 is one piece of work.
        return list.titles || list.even;
    }
    let lost = declared - list.most;
    // 3家企业（化工、印染） tells of what kind they are.
    match (list.titles, bracketed) {
        (true, _) => list.most >= 2 && (kinds || lost == 1),
        (false, true) => kinds && list.most >= 3 && lost == 1,
        (false, false) => (kinds && list.most >= 2) || (list.most >= 3 && lost == 1),
    }
}

/// The count of a hit, if it counts what is listed behind it.
fn count_of(text: &str, hit: &Match) -> Option<(std::ops::Range<usize>, u32)> {
    let count = hit.first_group()?;
    let declared = class::count_word(&text[count.clone()])?;
    // 3个镇开展检查： announces what was done there.
    let noun = &text[count.end..hit.whole().end];
    let other = ["的", "情况", "进行", "开展"].iter().any(|word| noun.contains(word))
        || (noun.contains("检查") && !noun.starts_with('轮'));
    (declared >= 2 && !other).then_some((count, declared))
}

/// The list that begins at a place; `None` if there is none or nobody can tell its items.
fn list_at(text: &str, at: usize, declared: u32) -> Option<List> {
    let bracketed = text[..at].ends_with('(');
    let rest = &text[at..];
    let (mut depth, mut end, mut commas) = (0_u32, rest.len(), Vec::new());
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '《' | '“' => depth += 1,
            ')' | '》' | '”' if depth > 0 => depth -= 1,
            ')' if bracketed => {
                end = at;
                break;
            }
            ')' | '》' | '”' => return None,
            '。' | ';' | ':' | '\n' | '!' | '?' if depth == 0 => {
                // A colon behind an item tells more of it.
                if c == ':' || (bracketed && c == ';') {
                    return None;
                }
                end = at;
                break;
            }
            ',' if depth == 0 => commas.push(at),
            _ => {}
        }
    }
    if depth > 0 {
        return None;
    }
    let words = &rest[..end];
    let by_commas = commas.len() as u32 + 1;
    let Some(first) = commas.first().copied() else {
        return items(words, false).map(|list| List { end: at + list.end, ..list });
    };
    let head = &words[..first];
    let tail = &words[first + 1..];
    if !head.contains('、') && !head.contains("》《") {
        return None;
    }
    // 组织、人员到位,经费到位: the commas part the items, and nobody can tell.
    let over = GOES_ON.iter().any(|word| tail.starts_with(word)) || tail.contains(class::is_digit);
    let mixed = tail.contains('、') && !over;
    if bracketed || mixed || !over || by_commas == declared {
        return None;
    }
    items(head, true).map(|list| List { end: at + list.end, ..list })
}

/// The items of some words.
fn items(words: &str, cut: bool) -> Option<List> {
    // What is open at its end may hold the rest.
    let open = ["等", "…", "等等"].iter().any(|mark| words.trim_end().ends_with(mark));
    let (mut depth, mut length) = (0_u32, 0);
    let (mut lengths, mut joints, mut titles, mut bare) = (Vec::new(), 0, 0, 0);
    let mut before = None;
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' | '《' | '“' => {
                if c != '(' && depth == 0 {
                    titles += 1;
                    if matches!(before, Some('》' | '”')) {
                        lengths.push(std::mem::take(&mut length));
                    }
                }
                depth += 1;
            }
            ')' | '》' | '”' => depth = depth.checked_sub(1)?,
            '、' if depth == 0 => lengths.push(std::mem::take(&mut length)),
            '和' | '与' | '及' | '或' | '以' | '暨'
                if depth == 0
                    && length > 0
                    && before.is_none_or(|c| !BOUND_BEFORE.contains(&c))
                    && chars.peek().is_none_or(|c| !BOUND_BEHIND.contains(c)) =>
            {
                joints += u32::from(c != '以');
                length += 1;
            }
            _ => {
                length += 1;
                bare += usize::from(depth == 0 && !class::is_digit(c));
            }
        }
        before = Some(c);
    }
    lengths.push(length);
    let least = lengths.len() as u32;
    let (short, long) = (lengths.iter().min().copied()?, lengths.iter().max().copied()?);
    // A list that nothing parts, an item of one letter, a whole sentence: no list of names.
    if depth > 0 || open || least + joints < 2 || short < 2 || (long > ITEM && titles == 0) {
        return None;
    }
    let named = titles as u32 == least && bare <= titles;
    let list = List {
        least,
        most: least + joints,
        end: words.len(),
        titles: named,
        shortest: short,
        even: long <= short * 2 + 1,
    };
    (!cut || least >= 2).then_some(list)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> usize {
        words(&report(&small(text)), "consistency/declared-count").len()
    }

    #[test]
    fn a_list_behind_a_colon_or_in_brackets_has_as_many_items_as_announced() {
        for wrong in [
            "公众号开设4个栏目：停水通知、水质公开、水价政策、节水课堂、河长巡河，推送216期。",
            "汛前检查做到“三个清楚”：水位清楚、险段清楚、人员清楚、物资清楚。",
            "修订三项制度（《取水巡查办法》《水表检定规程》），修订前征求用水户意见。",
            "被约谈的3家单位是松澜水厂、枫渡水厂、石门泵站、白沙闸管所，均已提交报告。",
            "培训分为四个阶段：报名、授课、考试。",
            "设立五类岗位：巡河岗、抄表岗、检定岗、值守岗。",
            "抽查2个镇（松澜镇、枫渡镇、白沙镇）的供水台账。",
            "公布三张清单，分别是取水清单、排水清单、河道清单、罚款清单。",
        ] {
            assert_eq!(found(wrong), 1, "{wrong}");
        }
    }

    #[test]
    fn what_agrees_or_nobody_can_count_is_let_be() {
        for right in [
            "公众号开设5个栏目：停水通知、水质公开、水价政策、节水课堂、河长巡河，推送216期。",
            "汛前检查做到“三个到位”：组织、人员、经费到位，责任落实到位，督查到位。",
            "修订三项制度（《取水巡查办法》《水表检定规程》和《停水告知规则》）。",
            "开展两项工作：修订规章、规范性文件和培训人员。",
            "检查3家企业（化工、印染），发现问题2个。",
            "推行三项措施：公示、记录和审核。",
            "办理四类许可：取水、排水、占用河道等。",
            "对3个镇开展检查：松澜、枫渡、白沙、石门、青石。",
            "3个泵站被评为省级、市级示范泵站。",
            "废止5份文件是以失效的《取水巡查办法》《水表检定规程》为依据制定的。",
            "落实两项任务：清理管道、更换老化的水表和阀门以及修补路面。",
        ] {
            assert_eq!(found(right), 0, "{right}");
        }
    }
}
