//! What came later counts no more than what came before it: 登记86家，从中抽查92家; 应公示45件，已公示48件.

use crate::{
    check::{
        context::{Context, Found, han, short},
        count::Count,
        grid::Cell,
        memo::Paragraph,
        rates::shares::alike,
        wholes,
    },
    model::{Decimal, Severity},
    rules::kind::Numbers,
    text::class,
};

/// Most commas between two stages.
const COMMAS: usize = 3;

/// Words that a figure holds more than what was counted before it.
const MORE: [&str; 16] = [
    "含", "结转", "上年", "去年", "往年", "历年", "遗留", "存量", "连同", "此前", "积案", "跨年", "旧存",
    "以前", "累计", "另",
];

/// Behind a body's name, what it has in all: 全镇13个村, 下辖13个村.
const HAS: [&str; 6] = ["下辖", "辖", "辖有", "管辖", "下设", "全"];

/// Words by which it is no longer, not yet or not only so many.
const BEYOND: [&str; 14] =
    ["原", "撤", "并", "次", "周边", "邻", "各地", "外地", "其他", "累计", "全县", "全市", "全省", "全国"];

fn counted<'a, 'b>(paragraph: &'b Paragraph<'a>) -> Vec<&'b Count<'a>> {
    paragraph.counts.iter().filter(|count| count.is_exact_amount()).collect()
}

fn more(text: &str, part: &Count, whole: &Count) -> Found {
    Found::at(part.span)
        .with("text", short(text[..part.end].rsplit(['。', '\n']).next().unwrap_or(text), 60))
        .with("part", &text[part.start..part.end])
        .with("whole", &text[whole.start..whole.end])
        .label(whole.span, String::new())
}

fn clause<'a>(text: &'a str, count: &Count) -> &'a str {
    let from = count.start - wholes::label(text, count).len();
    // What is counted next is another thing.
    let ends = |c: char| matches!(c, ',' | '。' | ';' | ':' | '、' | '(') || class::is_digit(c);
    let end = text[count.end..].find(ends).map_or(text.len(), |at| count.end + at);
    text.get(from..end).unwrap_or("")
}

/// Figures of a paragraph that are more than all before of which they are some.
pub(super) fn more_than_before(rule: &Numbers, paragraph: &Paragraph) -> Option<Found> {
    let text = paragraph.text;
    let counts = counted(paragraph);
    counts.iter().enumerate().find_map(|(at, part)| {
        let unit = &part.quantity.unit;
        let earlier: Vec<&Count> = counts[..at]
            .iter()
            .copied()
            .filter(|count| {
                alike(rule, &count.quantity.unit, unit)
                    && text[count.end..part.start].matches('。').count() <= 2
            })
            .collect();
        let whole = *earlier.last()?;
        let label = wholes::label(text, part);
        let value = part.quantity.value;
        // What one of them, or two together, can hold.
        let held = earlier.iter().enumerate().any(|(nth, one)| {
            let two = earlier[nth + 1..].iter().any(|other| {
                let total = [one, other].iter().any(|one| wholes::label(text, one).ends_with(['共', '计']));
                !total && one.quantity.value.plus(other.quantity.value) >= Some(value)
            });
            one.quantity.value >= value || two
        });
        // 80批次中 is the whole of what follows.
        let again = text[part.end..].chars().take(6).collect::<String>().contains('中');
        let average = label.contains('均') || wholes::label(text, whole).contains('均');
        if held
            || again
            || average
            || wholes::is_change(label)
            || wholes::is_carried(label)
            || han(label) > 16
        {
            return None;
        }
        let sentence = text[whole.end..part.start].contains('。');
        let aside =
            wholes::is_change(wholes::label(text, whole)) || wholes::is_addition(wholes::label(text, whole));
        let beyond = |words: &str| rule.unless.as_ref().is_some_and(|unless| unless.fits(words));
        let near = text[..part.end].get(whole.start - wholes::label(text, whole).len()..).unwrap_or("");
        let own = clause(text, part);
        if aside
            || beyond(near)
            || beyond(own)
            || ["从", "每", "其中"].iter().any(|word| wholes::label(text, whole).starts_with(word))
        {
            return None;
        }
        if from_those(label) {
            return Some(more(text, part, whole));
        }
        let gap = &text[whole.end..part.start];
        if sentence || gap.contains([';', ':', '(']) || gap.matches([',', '、']).count() > COMMAS {
            return None;
        }
        let due = due(clause(text, whole), label);
        let stage = |pairs: &[(String, String)]| {
            pairs.iter().any(|(first, then)| {
                let says = |words: &str, stage: &str| stage.split('|').any(|word| words.contains(word));
                says(said(text, whole), first)
                    && says(own, then)
                    && !says(clause(text, whole), then)
                    && !says(label, first)
            })
        };
        if due || stage(&rule.stages) {
            return Some(more(text, part, whole));
        }
        let start = text[..whole.start].rfind(['。', '\n']).unwrap_or(0);
        let end = text[part.end..].find(['。', '\n']).map_or(text.len(), |at| part.end + at);
        let none = !MORE.iter().any(|word| text[start..end].contains(word));
        (none && stage(&rule.carried)).then(|| more(text, part, whole).cap(Some(Severity::Warning)))
    })
}

/// 从中随机抽查, 从中.
fn from_those(label: &str) -> bool {
    label.rfind("从中").is_some_and(|at| han(&label[at..]) <= 10) && !label.contains("从中央")
}

/// What a figure is said to be of: 共30件 has the words of the clauses before it.
fn said<'a>(text: &'a str, count: &Count) -> &'a str {
    let label = wholes::label(text, count);
    if ["共", "合计", "共计", "总计", ""].contains(&label) {
        let head = &text[..count.start];
        return &head[head.rfind(['。', ';', '\n']).unwrap_or(0)..];
    }
    clause(text, count)
}

/// 应公示45件，已公示48件: the same is due and done.
fn due(whole: &str, part: &str) -> bool {
    let Some(at) = whole.find('应') else { return false };
    let due: String =
        whole[at + '应'.len_utf8()..].chars().take_while(|c| class::is_han(*c)).take(2).collect();
    let Some(done) = part.find(['已', '实']) else { return false };
    han(&due) == 2 && part[done..].contains(due.as_str())
}

/// Rows of a table in which what is done is more than what was due.
pub(super) fn in_tables(context: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    for table in context.memo.grids() {
        let Some((head, rows)) = table.split_first() else { continue };
        let mut pairs: Vec<(&Cell, &Cell)> = Vec::new();
        for due in head {
            let Some(what) = due.words.strip_prefix('应') else { continue };
            let is_done =
                |cell: &&Cell| cell.words.strip_prefix(['已', '实']).is_some_and(|done| done == what);
            pairs.extend(head.iter().find(is_done).map(|done| (due, done)));
        }
        for (row, (first, second)) in rows.iter().flat_map(|row| pairs.iter().map(move |pair| (row, *pair))) {
            let below = |head: &Cell| row.iter().rfind(|cell| cell.column == head.column);
            let (Some(due), Some(done)) = (below(first), below(second)) else { continue };
            let (Some(less), Some(more)) = (Decimal::parse(&due.words), Decimal::parse(&done.words)) else {
                continue;
            };
            if more > less {
                let shown: Vec<&str> = row.iter().map(|cell| cell.words.as_str()).collect();
                found.push(
                    Found::at(done.span)
                        .with("text", short(&shown.join(" "), 60))
                        .with("part", format!("{}{more}", second.words))
                        .with("whole", format!("{}{less}", first.words))
                        .label(due.span, String::new()),
                );
            }
        }
    }
    found
}

/// 下辖13个村 in one place and 15个村建成 in another: more of a thing than the body has.
pub(super) fn of_body(context: &Context) -> Vec<Found> {
    let mut has: Vec<(&str, &Count, &str)> = Vec::new();
    let mut found = Vec::new();
    for paragraph in context.memo.paragraphs() {
        let text = paragraph.text;
        for count in counted(paragraph) {
            let noun = noun(text, count);
            if count.quantity.unit != "个"
                || !matches!(noun, "村" | "行政村" | "社区" | "村(社区)" | "乡镇" | "街道")
            {
                continue;
            }
            let label = wholes::label(text, count);
            let head = label.trim_end_matches(['有', '共', '了']);
            let of_all = HAS.iter().any(|word| head.ends_with(word)) || is_whole_place(head);
            if of_all && count.quantity.value > Decimal::from_int(2) {
                has.push((noun, count, text));
                continue;
            }
            let own = clause(text, count);
            let beyond = BEYOND.iter().any(|word| own.contains(word));
            let mut all = has.iter().filter(|(of, ..)| *of == noun);
            let Some((_, whole, there)) = all.next() else { continue };
            let one = all.all(|(_, other, _)| other.quantity.value == whole.quantity.value);
            if one && !beyond && count.quantity.value > whole.quantity.value {
                found.push(
                    Found::at(count.span)
                        .with("text", short(&text[count.start - label.len()..], 60))
                        .with("part", format!("{}{noun}", &text[count.start..count.end]))
                        .with("whole", format!("{}{noun}", &there[whole.start..whole.end]))
                        .label(whole.span, String::new())
                        .cap(Some(Severity::Warning)),
                );
            }
        }
    }
    found
}

/// 全镇, 全乡.
fn is_whole_place(head: &str) -> bool {
    let mut last = head.chars().rev();
    matches!(last.next(), Some('镇' | '乡' | '县' | '区' | '市')) && last.next() == Some('全')
}

/// The place that is counted, behind its figure.
fn noun<'a>(text: &'a str, count: &Count) -> &'a str {
    let behind = &text[count.end..];
    let names = ["行政村", "村(社区)", "社区", "村", "乡镇", "街道"];
    let Some(name) = names.into_iter().find(|name| behind.starts_with(name)) else { return "" };
    // 村居, 村级, 村民小组 are other things.
    let next = behind[name.len()..].chars().next();
    if matches!(
        next,
        Some('居' | '级' | '民' | '组' | '医' | '卫' | '庄' | '干' | '办' | '服' | '工' | '综' | '规')
    ) {
        return "";
    }
    &behind[..name.len()]
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/part-over-whole")
    }

    #[test]
    fn what_came_later_is_no_more() {
        for (wrong, part) in [
            ("登记在册的用水大户共46家，从中随机抽查52家，查出超用水7家。", "52家"),
            ("查明无审批的取水口面积合计17600平方米。经催告，到年底从中拆除1.94万平方米。", "1.94万平方米"),
            ("全年受理供水投诉34件，办结37件。", "37件"),
            ("排查出沿河违建21处，4月约谈业主，汛期前拆除23处。", "23处"),
            ("应公示许可45件，已公示48件。", "48件"),
            ("抽查用水户80户，13户没有台账，其中19户在上游。", "19户"),
            ("答复建议11件、提案19件，共30件，代表委员满意31件。", "31件"),
        ] {
            assert_eq!(found(wrong), [part], "{wrong}");
        }
    }

    #[test]
    fn what_may_hold_more_is_no_fault() {
        for right in [
            "登记在册的用水大户共46家，从中随机抽查52家次。",
            "全年受理供水投诉52件，办结55件（含上年结转6件）。",
            "年初存量9件，全年受理供水投诉34件，办结37件。",
            "排查出沿河违建21处，汛期前拆除19处。",
            "受理投诉34件、来信20件，办结51件。",
            "抽查用水户80户，13户没有台账，其中9户在上游。",
            "全年立案34件，比上年增加5件，罚款37万元。",
        ] {
            assert!(found(right).is_empty(), "{right}: {:?}", found(right));
        }
    }

    #[test]
    fn more_than_the_body_has() {
        let text = |part: &str| format!("岚溪镇下辖13个村。\n\n（二）河道\n\n年底已有{part}建成净水站。");
        assert_eq!(found(&text("15个村")), ["15个"]);
        assert!(found(&text("11个村")).is_empty());
        assert!(found(&text("15个村民小组")).is_empty());
        assert!(found("全区13个村完成。\n\n（二）河道\n\n周边15个村共用净水站。").is_empty());
    }

    #[test]
    fn a_row_of_what_is_due_and_done() {
        let table = |due: u32| {
            format!(
                "| 类别 | 应公示（件） | 已公示（件） |\n|---|---|---|\n| 许可 | 73 | 73 |\n| 检查 | {due} | 48 |\n"
            )
        };
        assert_eq!(found(&table(45)), ["48"]);
        assert!(found(&table(49)).is_empty());
    }
}
