//! What stands at the head: title, issuing body, year, salutation; and what is only the web page.

use super::{cues::Cues, dates};
use crate::{
    model::{Block, BlockKind, Header},
    text::{Span, class, fold_str, leading_number, without_sending},
};

/// Blocks from the top within which a title is looked for: navigation of a page can be long.
const TOP: usize = 60;
/// Characters of a line of a title at most.
const LINE: usize = 60;

/// Marks title and salutation, drops what a web page shows before them, and returns the header with
/// the index of the first block of the body.
pub(super) fn head(text: &str, blocks: &mut Vec<Block>, cues: &Cues) -> (Header, usize) {
    split_glued_title(text, blocks, cues);
    let mut header = Header::default();
    let body =
        blocks.iter().take(TOP).position(|block| begins_body(text, block)).unwrap_or(blocks.len().min(TOP));
    let mut from = 0;
    if let Some(title) = find_title(text, blocks, body, cues) {
        let first = first_line(text, blocks, title);
        let span = blocks[first].span.cover(blocks[title].span);
        header.title = joined(text, &blocks[first..=title]);
        header.title_span = Some(span);
        blocks[first].span = span;
        blocks[first].kind = BlockKind::Title;
        blocks.drain(first + 1..=title);
        // What stands above a title is the page around it.
        blocks.drain(..first);
        from = 1;
        let body = body.saturating_sub(title);
        from += under_title(text, blocks, from, body, &mut header);
    }
    if let Some(block) = blocks.get_mut(from).filter(|block| is_salutation(block.span.slice(text))) {
        block.kind = BlockKind::Salutation;
        header.salutation = Some(block.span);
        from += 1;
    } else if let Some(nth) = blocks.iter().skip(from).take(6).position(|block| {
        // A speech: date, place and speaker stand between the title and 各位代表：.
        let words = block.span.slice(text);
        words.starts_with("各位") && is_salutation(words)
    }) {
        let at = from + nth;
        blocks[at].kind = BlockKind::Salutation;
        header.salutation = Some(blocks[at].span);
        for block in &mut blocks[from..at] {
            let words = block.span.slice(text);
            if words.chars().count() <= LINE && !words.ends_with('。') {
                block.kind =
                    if dates::year(words).is_some() { BlockKind::Date } else { BlockKind::Signature };
            }
        }
        from = at + 1;
    }
    read_title(&mut header, text, cues);
    (header, from)
}

/// What has more characters than these may be a title and the text behind it.
const GLUED: usize = 100;

/// A title glued to its text: 岚溪区…年度报告2022年，….
fn split_glued_title(text: &str, blocks: &mut Vec<Block>, cues: &Cues) {
    // By characters: marks of full width have more bytes and are no longer text.
    let long = |block: &Block| block.span.slice(text).chars().nth(GLUED).is_some();
    let Some(at) = blocks.iter().take(TOP).position(long) else { return };
    let words = blocks[at].span.slice(text);
    let Some((end, ())) =
        words.char_indices().take(LINE).find_map(|(at, _)| words[..at].ends_with("报告").then_some((at, ())))
    else {
        return;
    };
    let head = &words[..end];
    let plain = !head.contains(['，', ',', '。', '；', '：', ':', '《']);
    if plain
        && (dates::year(head).is_some() || cues.genre(&fold_str(head)).is_some())
        && leading_number(words).is_none()
    {
        let rest = words[end..].trim_start();
        let whole = blocks[at].span;
        let split =
            Block { span: Span::new(whole.end() - rest.len() as u32, whole.end()), ..blocks[at].clone() };
        blocks[at].span = Span::new(whole.start(), whole.start() + end as u32);
        blocks.insert(at + 1, split);
    }
}

/// A numbered heading, a salutation or a paragraph: the title stands above it.
fn begins_body(text: &str, block: &Block) -> bool {
    let words = block.span.slice(text);
    let sentence = words.chars().count() >= 50 && words.contains(['。', '，', ',']);
    sentence
        || leading_number(words).is_some_and(|number| number.value == 1 && words.len() > number.len)
        || (is_salutation(words) && !words.contains("时间"))
}

fn find_title(text: &str, blocks: &[Block], body: usize, cues: &Cues) -> Option<usize> {
    let candidate = |block: &Block| {
        let words = block.span.slice(text);
        let fits = words.chars().count() <= LINE
            && !words.contains(['。', '；', '：', ':', '>', '|', '！', '？', '»', '›', '/'])
            && !words.starts_with(['—', '-', '（', '(', '“', '《']);
        let folded = fold_str(words);
        let genre = cues.genre(&folded).is_some();
        let named = ["报告", "总结", "公报", "决议", "白皮书"].iter().any(|end| {
            folded.trim_end_matches(|c: char| c == ')' || class::is_digit(c)).ends_with(end)
                || folded.find('(').is_some_and(|at| folded[..at].ends_with(end))
        });
        fits && words.chars().count() >= 6 && (genre || named)
    };
    let hinted = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 1 } | BlockKind::Title);
    // The last one above the body: a page repeats the title in its navigation.
    let last = blocks[..body].iter().rposition(candidate);
    last.or_else(|| blocks[..body.min(3)].iter().position(hinted)).or_else(|| {
        let first = blocks.first()?;
        let words = first.span.slice(text);
        let dateline = words.ends_with("会议上");
        let short =
            words.chars().count() <= 40 && !dateline && !words.contains(['。', '，', ',', '；', '：', ':']);
        (body > 0 && body <= 3 && short && words.chars().count() >= 6).then_some(0)
    })
}

/// The first line of a title that is broken over lines.
fn first_line(text: &str, blocks: &[Block], title: usize) -> usize {
    let mut first = title;
    while first > 0 && title - first < 3 {
        let words = blocks[first - 1].span.slice(text).trim();
        let length = words.chars().count();
        let line = (4..=32).contains(&length)
            && !words.contains(['。', '；', '，', ',', '：', ':', '>', '|', '！', '？', '/', '»'])
            && !["首页", "正文", "字号", "打印", "来源", "索引", "公开", "登录", "无障碍"]
                .iter()
                .any(|word| words.contains(word));
        let body = [
            "政府",
            "局",
            "委员会",
            "办公室",
            "厅",
            "街道办事处",
            "办事处",
            "中心",
            "委",
            "法院",
            "检察院",
            "国务院",
        ];
        let joins = words.starts_with("关于")
            || body.iter().any(|end| words.ends_with(end))
            || words.ends_with(['年', '度']);
        let complete = ["报告", "总结"].iter().any(|end| words.ends_with(end));
        // A title that already names its body needs no line above it.
        let own = blocks[first].span.slice(text);
        let needs = own.starts_with(|c: char| class::is_digit(c))
            || own.starts_with("关于")
            || own.starts_with("二")
            || own.chars().count() <= 14
            || own.starts_with("法治")
            || own.starts_with("年");
        if !(line && joins && needs && !complete) {
            break;
        }
        first -= 1;
    }
    first
}

fn joined(text: &str, blocks: &[Block]) -> String {
    blocks.iter().map(|block| fold_str(block.span.slice(text))).collect()
}

/// Lines between title and body: a date in brackets, the issuing body, page furniture. Returns how
/// many of them stay.
fn under_title(text: &str, blocks: &mut Vec<Block>, from: usize, body: usize, header: &mut Header) -> usize {
    const FURNITURE: [&str; 14] = [
        "发布时间",
        "发布日期",
        "来源：",
        "来源:",
        "字号",
        "浏览",
        "打印",
        "分享",
        "索引号",
        "信息分类",
        "责任编辑",
        "阅读",
        "点击",
        "发文日期",
    ];
    let mut kept = 0;
    for _ in 0..body.saturating_sub(1).min(12) {
        let at = from + kept;
        let Some(block) = blocks.get_mut(at) else { break };
        let words = block.span.slice(text);
        if FURNITURE.iter().any(|word| words.contains(word)) && words.chars().count() <= 80 {
            blocks.remove(at);
            continue;
        }
        if let Some(day) = dates::day(words) {
            block.kind = BlockKind::Date;
            header.date = Some(day);
            header.date_span = Some(block.span);
        } else if is_body_name(words) {
            block.kind = BlockKind::Signature;
            header.signature = Some(block.span);
        } else {
            break;
        }
        kept += 1;
    }
    kept
}

/// Whether a line is nothing but the name of a body.
pub(super) fn is_body_name(words: &str) -> bool {
    const ENDS: [&str; 20] = [
        "人民政府",
        "政府",
        "局",
        "委员会",
        "办公室",
        "厅",
        "街道办事处",
        "办事处",
        "中心",
        "支队",
        "法院",
        "检察院",
        "党组",
        "党委",
        "委",
        "街道",
        "国务院",
        "分局",
        "总队",
        "政府办",
    ];
    let words = words.trim();
    let length = words.chars().count();
    (3..=30).contains(&length)
        && !words.contains(|c: char| class::is_punctuation(c) && !matches!(c, '（' | '）' | '(' | ')'))
        && !words.contains(class::is_digit)
        && ENDS.iter().any(|end| words.ends_with(end))
}

fn is_salutation(words: &str) -> bool {
    words.chars().count() <= 40
        && words.ends_with(['：', ':'])
        && !words.contains(['。', '；'])
        && ["代表", "政府", "党委", "市委", "区委", "县委", "省委", "人大", "局", "领导", "委员", "同志"]
            .iter()
            .any(|word| words.contains(word))
        && !["如下", "报告", "方面", "问题"].iter().any(|word| words.contains(word))
}

/// Issuing body, year and genre from the title's words.
pub(super) fn read_title(header: &mut Header, text: &str, cues: &Cues) {
    let title = header.title.clone();
    header.genre = cues.genre(&title).map(str::to_owned);
    if let Some((year, digits)) = dates::year(&title) {
        header.year = Some(year);
        if let Some(span) = header.title_span
            && let Some((_, range)) = dates::year(span.slice(text))
        {
            header.year_span =
                Some(Span::new(span.start() + range.start as u32, span.start() + range.end as u32));
        }
        let matter = matter(&title);
        let body = if digits.start >= 6 && digits.start <= matter {
            &title[..digits.start]
        } else {
            title.get(digits.end..matter.max(digits.end)).unwrap_or("")
        };
        header.issuer = body_of(body);
    } else {
        header.issuer = body_of(&title[..matter(&title)]);
    }
    // 岚溪省政府工作报告: what stands before 政府 is the place.
    if title[matter(&title)..].starts_with("政府工作报告")
        && let Some(name) = &mut header.issuer
        && name.ends_with(['省', '市', '区', '县', '州', '旗', '镇', '乡'])
    {
        name.push_str("人民政府");
    }
}

/// A body without the person who speaks for it: 岚溪区人民政府区长某某作.
fn without_speaker(words: &str) -> &str {
    const OFFICES: [&str; 10] =
        ["省长", "市长", "区长", "县长", "州长", "旗长", "镇长", "乡长", "主席", "局长"];
    let Some(spoken) = words.strip_suffix('作') else { return words };
    let office =
        OFFICES.iter().filter_map(|office| spoken.rfind(office).map(|at| (at, at + office.len()))).max();
    match office {
        Some((at, end)) if (2..=6).contains(&spoken[end..].chars().count()) => &words[..at],
        _ => words,
    }
}

/// Where the title's matter begins: 法治…, 政府信息公开…, 政府工作报告.
fn matter(title: &str) -> usize {
    [
        "推进法治",
        "法治",
        "依法行政",
        "政府信息公开",
        "信息公开",
        "政府工作报告",
        "工作报告",
        "履行",
        "述职",
        "工作总结",
    ]
    .iter()
    .filter_map(|word| title.find(word))
    .min()
    .unwrap_or(title.len())
}

fn body_of(words: &str) -> Option<String> {
    let words = without_sending(words.trim_start_matches(['年', '度'])).trim_end_matches("关于").trim();
    let words = without_speaker(words);
    let words = words.trim_end_matches(['—', '-', '(', '（']);
    let length = words.chars().count();
    ((3..=30).contains(&length)
        && words.chars().all(|c| class::is_han(c) || matches!(c, '(' | ')' | '（' | '）' | '、')))
    .then(|| words.to_owned())
}
