//! A count behind the list that it counts: 在水源、管网和用户端三个方面.

use crate::{
    check::context::{Context, Found, short},
    rules::Pattern,
    text::class,
};

/// From so many characters on what stands between two marks is no item.
const ITEM: usize = 24;

/// Behind these 和, 与 and 及 join no items: 涉及, 参与, 、和平共处.
const NO_CONJUNCTION: [char; 12] = ['、', ',', '涉', '普', '惠', '波', '危', '遍', '参', '共', '总', '饱'];

/// Counts that are more than what is listed right before them. With fewer than what is listed nobody can be sure:
/// an item may hold a list of its own.
pub(super) fn check(context: &Context, pattern: &Pattern) -> Vec<Found> {
    let mut found = Vec::new();
    for claim in context.claims() {
        let (text, base) = (claim.text, claim.base);
        let listed = ["、", "”“", "》《"].iter().any(|mark| text.contains(mark));
        if !context.may_fit(pattern, claim) || !claim.in_body || !listed {
            continue;
        }
        for hit in pattern.matches(text) {
            let Some(count) = hit.first_group() else { continue };
            let Some(declared) = class::count_word(&text[count.clone()]) else { continue };
            let Some((start, listed, quoted)) = list_before(&text[..count.start]) else { continue };
            // 新增许可、备案、登记9项 counts things; of four with three names one was lost.
            let things = hit.group(2).is_some() && !quoted;
            let lost =
                if things { listed >= 3 && declared == listed + 1 } else { listed >= 2 && declared > listed };
            if !lost {
                continue;
            }
            let end = hit.whole().end;
            // 四十项 and 四方面二十条 count something else; 五项原则和… is itself an item.
            let next = text[end..].chars().next();
            let more =
                |c: char| class::is_digit(c) || class::han_digit(c).is_some() || "十、和与及以".contains(c);
            if next.is_some_and(more) {
                continue;
            }
            found.push(
                Found::at(context.place(base + start, base + end))
                    .with("text", short(&text[count.start..end], 20))
                    .with("declared", declared.to_string())
                    .with("listed", listed.to_string()),
            );
        }
    }
    found
}

/// The list at the end of some words: where it begins, how many items it has at most, and whether each stands in marks
/// of its own: “甲”“乙”.
fn list_before(text: &str) -> Option<(usize, u32, bool)> {
    // 取水、排水“两张清单”
    let text = text.trim_end().trim_end_matches('“');
    // What is open behind its last item, as 等, may hold the rest.
    if text.ends_with([
        '和', '与', '及', '等', '共', '这', '上', '其', '等', '计', '第', '前', '后', '约', '近', '超', '余',
        '的', '各', '每',
    ]) {
        return None;
    }
    let mut depth = 0_u32;
    let mut start = text.len();
    let mut items = 1;
    let mut length = 0;
    let mut listed = false;
    let (mut quoted, mut marked) = (false, text.ends_with(['”', '》']));
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' | '》' | '”' => depth += 1,
            '(' | '《' | '“' => {
                if depth == 0 {
                    break;
                }
                depth -= 1;
                // 《甲》《乙》 are two.
                if c != '(' && text[..at].ends_with(['》', '”']) {
                    items += 1;
                    length = 0;
                    quoted = true;
                }
            }
            _ if depth > 0 => {}
            '。' | ';' | ':' | ',' | '\n' => break,
            '、' => {
                // 新增2项、取消1项、变更4项 count each their own.
                if has_figure(&text[..at]) {
                    return None;
                }
                (items, length, listed, marked) = (items + 1, 0, true, false);
            }
            // 、和平共处 and 与其 begin no new item.
            '和' | '与' | '及' | '或' if length > 0 && !text[..at].ends_with(NO_CONJUNCTION) => {
                (items, length) = (items + 1, 0);
            }
            _ => {
                length += 1;
                if length > ITEM {
                    break;
                }
            }
        }
        start = at;
    }
    // Before a comma the list may go on: 甲，乙、丙三项.
    let goes_on = text[..start].ends_with(',') && is_short_item(&text[..start]);
    (depth == 0 && !goes_on && (listed || (quoted && marked))).then_some((start, items, quoted && marked))
}

/// Whether words end in a figure and its unit.
fn has_figure(words: &str) -> bool {
    let unit = |c: char| class::is_han(c) && class::han_digit(c).is_none() && !"年月日号第".contains(c);
    let bare = words.trim_end_matches(unit);
    bare.len() < words.len()
        && words.len() - bare.len() <= 3 * '项'.len_utf8()
        && bare.ends_with(class::is_digit)
}

/// Whether a clause may be an item of a list that a comma cuts.
fn is_short_item(text: &str) -> bool {
    let clause = text.trim_end_matches(',').rsplit([',', ';', '。', ':']).next().unwrap_or("");
    clause.contains('、')
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/declared-count")
    }

    #[test]
    fn a_count_behind_its_list() {
        assert_eq!(found("2023年在水源保护、管网改造和水价核定四个方面推进依法治水。").len(), 1);
        assert_eq!(found("诉求集中在停水（41件）、水压（30件）和水费（22件）四类，其余9件。").len(), 1);
        assert_eq!(found("对水价分档、产权分界、停水告知四条争议大的内容召开听证会。").len(), 1);
        assert_eq!(
            found("更新《取水目录》（2023版）、《排水目录》（2023版）、《许可目录》（2023版）4份清单。")
                .len(),
            1
        );
        assert_eq!(found("年度目录列入水厂扩建、河堤加固、泵站改造 4 个事项。").len(), 1);
        assert_eq!(found("落实公示、全过程记录以及法制审核四项制度。").len(), 1);
        assert_eq!(found("来信涉及水价、水压和停水四个方面。").len(), 1);
        assert_eq!(found("编制取水、排水、采砂“四张清单”。").len(), 1);
        assert!(found("编制取水、排水和采砂“三张清单”。").is_empty());
    }

    #[test]
    fn what_is_right_or_open_is_not_counted() {
        for right in [
            "2023年在水源保护、管网改造和水价核定三个方面推进依法治水。",
            "办理取水、排水等四类许可164件。",
            "落实公示、全过程记录、法制审核三项制度。",
            "松澜、枫渡2个镇的12个村通水。",
            "清理规划、建设、管理、运行和维护、水质两个领域的文件。",
            "水源地保护、管网改造，水价核定、计量收费四项工作都有专人。",
            "检查取水口、排水口共9处。",
            "宣传节约用水、保护水源、落实河长制五项规定和水价政策。",
            "下放许可、备案、登记9项。",
            "水务站、水厂4月底前印发巡查流程和3类台账样本。",
            "收到意见、建议4条。",
            "查处非法采砂、非法取水、非法排水4件。",
            "清单改动9项，其中增列3项、删去2项、更换条款4项。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
