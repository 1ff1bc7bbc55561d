//! The items of a list of figures, where it surely is one.

use std::collections::BTreeSet;

use super::ends_whole;
use crate::{
    check::{context::han, count::Count, wholes},
    rules::kind::Numbers,
};

/// The counts that are items of the list that begins at `from`. With 、 between them it ends where
/// another mark follows; with commas every count of the sentence must be an item, or the next clause
/// may speak of something else.
pub(super) fn list<'a, 'b>(
    rule: &Numbers,
    text: &str,
    from: usize,
    counts: &[&'b Count<'a>],
) -> Vec<&'b Count<'a>> {
    // 其中，市级文件…
    let from = from + usize::from(text[from..].starts_with(','));
    let end = text[from..].find([';', '。']).map_or(text.len(), |at| from + at);
    let counts: Vec<&'b Count<'a>> = counts.iter().copied().filter(|count| count.end <= end).collect();
    let mut run: Vec<&'b Count<'a>> = Vec::new();
    for count in &counts {
        let joined = run.last().is_none_or(|last: &&Count| {
            let gap = &text[last.end..count.start];
            gap.strip_prefix(['、', '和']).is_some_and(|words| {
                let words = without_remarks(words);
                han(&words) <= 12 && !words.contains(['、', ',', ':', '('])
            })
        });
        if !joined {
            break;
        }
        run.push(count);
    }
    let head = run.first().map_or("", |first| text[from..first.start].trim_start_matches([',', ':']));
    if head.contains([',', ':']) {
        return Vec::new();
    }
    // A share or a second count in the next clause is another matter, one that goes on is not.
    let after = run.last().map_or("", |last| &text[last.end..end]);
    if run.len() >= 2 && (after.is_empty() || after.starts_with(',')) {
        return run;
    }
    if is_list(rule, text, from, end, &counts) { counts } else { Vec::new() }
}

/// Words without what stands in brackets: 作其他处理(含撤回).
pub(super) fn without_remarks(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, inside)) = rest.split_once('(') {
        let Some((_, after)) = inside.split_once(')') else { break };
        out.push_str(before);
        rest = after;
    }
    out + rest
}

/// Whether parts are items of one list: the same mark between all of them, and few words to each.
/// With commas the list must end the sentence, or the next clause may speak of something else.
fn is_list(rule: &Numbers, text: &str, from: usize, end: usize, parts: &[&Count]) -> bool {
    let between: Vec<&str> = parts.windows(2).map(|pair| &text[pair[0].end..pair[1].start]).collect();
    let head = parts.first().map_or("", |part| &text[from..part.start]);
    let ends = parts.last().is_some_and(|part| text[part.end..end].trim().is_empty());
    // 药品、器械和化妆品46件 is one item of a list that commas part and 其他 ends.
    let closed = between.last().is_some_and(|gap| ends_whole(rule, gap));
    let items = |mark: char, most: usize| {
        let inner = mark == ',' && closed;
        between.iter().enumerate().all(|(nth, gap)| {
            // The last item may have a long name where it is known to leave nothing out.
            let known = nth + 1 == between.len() && ends_whole(rule, gap);
            gap.strip_prefix([mark, '和']).is_some_and(|words| {
                (han(words) <= most || (known || inner) && han(words) <= 12)
                    && (inner || !words.contains('、'))
                    && !words.contains([',', ';', '。', ':', '('])
            })
        })
    };
    // 网站公开5130条，新媒体公开3332条 are items however long their names.
    let most = if end_alike(text, from, parts) { 12 } else { 6 };
    !head.contains([',', ';', '。']) && (items('、', 12) || (ends && items(',', most)))
}

/// Whether the words before all figures end in the same two characters.
fn end_alike(text: &str, from: usize, parts: &[&Count]) -> bool {
    let ends: BTreeSet<String> = parts
        .iter()
        .map(|part| {
            let label: Vec<char> =
                wholes::label(&text[from..], &Count { start: part.start - from, ..(*part).clone() })
                    .chars()
                    .collect();
            label[label.len().saturating_sub(2)..].iter().collect()
        })
        .collect();
    ends.len() == 1 && ends.first().is_some_and(|end| han(end) == 2)
}
