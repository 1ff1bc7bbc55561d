//! Counts of what stands in another shape than a list of words: dates, rows of a table, items below a heading.

use crate::{
    check::context::{Context, Found, han},
    model::{Block, BlockKind, Decimal},
    rules::Pattern,
    text::{NumberStyle, Span, class, leading_number},
};

/// Rows of a table that are none of those it counts.
const NO_ROWS: [&str; 8] = ["合计", "总计", "小计", "共计", "其中", "注", "备注", "总数"];

fn differ(place: Span, said: &str, declared: u32, listed: u32) -> Found {
    Found::at(place)
        .with("text", said)
        .with("declared", declared.to_string())
        .with("listed", listed.to_string())
}

/// 共开会4次，时间为2月19日、6月8日、10月30日.
pub(super) fn dates(context: &Context, pattern: &Pattern) -> Vec<Found> {
    let mut found = Vec::new();
    for claim in context.claims() {
        if !claim.in_body || !context.may_fit(pattern, claim) {
            continue;
        }
        for hit in pattern.matches(claim.text) {
            let Some(count) = hit.first_group() else { continue };
            let Some(declared) = class::count_word(&claim.text[count.clone()]) else { continue };
            let (mut rest, mut listed) = (&claim.text[hit.whole().end..], 0);
            while let Some(next) = behind_day(rest) {
                listed += 1;
                rest = next.trim_start_matches(['、', '和', '及', '与']);
                if rest.len() == next.len() {
                    break;
                }
            }
            let ends = rest.is_empty()
                || rest.starts_with(['。', ';', ',', ')'])
                || ["召开", "举行", "进行", "开展", "举办"].iter().any(|word| rest.starts_with(word));
            if listed >= 2 && ends && listed != declared {
                let end = claim.text.len() - rest.len();
                let place = context.place(claim.base + count.start, claim.base + end);
                let said = &claim.text[count.start..count.end + "次".len()];
                found.push(differ(place, said, declared, listed));
            }
        }
    }
    found
}

/// What stands behind a day at the head of some words: 3月16日, 16日.
fn behind_day(text: &str) -> Option<&str> {
    let number = |text: &str| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        (1..=2).contains(&(text.len() - rest.len())).then_some(rest.len())
    };
    let text = number(text).map(|left| &text[text.len() - left..])?;
    let day = match text.strip_prefix('月') {
        Some(rest) => &rest[rest.len() - number(rest)?..],
        None => text,
    };
    day.strip_prefix('日')
}

/// 下表所列6类投诉, and a table of five rows below.
pub(super) fn rows(context: &Context, pattern: &Pattern) -> Vec<Found> {
    let document = context.document;
    let blocks = document.blocks();
    let mut found = Vec::new();
    for claim in context.claims() {
        let Some(hit) = context.first(pattern, claim).filter(|_| claim.in_body) else { continue };
        let Some(count) = hit.first_group() else { continue };
        let Some(declared) = class::count_word(&claim.text[count.clone()]) else { continue };
        let Some(block) = document.block_at(claim.span.start()) else { continue };
        let below = blocks[block.0 as usize + 1..].iter();
        // A caption may stand between.
        let mut below = below.skip_while(|block| {
            block.kind == BlockKind::Caption
                || (block.kind == BlockKind::Paragraph && han(document.plain_slice(block.span)) <= 20)
        });
        let Some(BlockKind::Cell { table, .. }) = below.next().map(|block| block.kind) else { continue };
        let cells = blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Cell { table: of, row, column } if of == table => Some((row, column, block.span)),
            _ => None,
        });
        let cells: Vec<(u32, u32, Span)> = cells.collect();
        let columns = cells.iter().map(|(_, column, _)| column + 1).max().unwrap_or(0);
        let labels: Vec<&str> = cells
            .iter()
            .filter(|(row, column, _)| *row > 0 && *column == 0)
            .map(|(_, _, span)| document.plain_slice(*span).trim())
            .filter(|label| !label.is_empty())
            .collect();
        let others = labels.iter().filter(|label| NO_ROWS.iter().any(|word| label.starts_with(word))).count();
        // A first row with figures is no head of columns.
        let headless = cells.iter().any(|(row, column, span)| {
            *row == 0 && *column > 0 && Decimal::parse(document.plain_slice(*span).trim()).is_some()
        });
        let listed = (labels.len() - others) as u32 + u32::from(headless);
        let fits = [listed, columns, columns.saturating_sub(1)].contains(&declared);
        if listed >= 2 && !fits {
            let whole = hit.whole();
            let place = context.place(claim.base + count.start, claim.base + whole.end);
            found.push(differ(place, &claim.text[count.start..whole.end], declared, listed));
        }
    }
    found
}

/// （二）突出四个重点, and three items below it.
pub(super) fn below_headings(context: &Context, pattern: &Pattern) -> Vec<Found> {
    let document = context.document;
    let blocks = document.blocks();
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Heading { .. } = block.kind else { continue };
        let text = document.plain_slice(block.span);
        let Some(hit) = pattern.first(text) else { continue };
        let Some((count, outer)) = hit.first_group().zip(leading_number(document.slice(block.span))) else {
            continue;
        };
        let (Some(declared), Some((listed, last))) =
            (class::count_word(&text[count]), items_below(context, &blocks[at + 1..], outer.style))
        else {
            continue;
        };
        if listed >= 2 && listed != declared {
            found.push(
                differ(block.span, text.trim(), declared, listed)
                    .label(last, context.lang.pick("列到这里为止", "the list ends here")),
            );
        }
    }
    found
}

/// The numbered paragraphs of one kind that follow a heading up to the next as high: how many, and the last.
/// `None` if they do not count from 1 in order.
fn items_below(context: &Context, blocks: &[Block], outer: NumberStyle) -> Option<(u32, Span)> {
    let document = context.document;
    let mut inner: Option<NumberStyle> = None;
    let (mut listed, mut last) = (0, Span::default());
    for block in blocks {
        let body = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. });
        let Some(number) = leading_number(document.slice(block.span)) else {
            // Where a signature or an annex begins, the part ends; a heading without a number may be an item.
            match block.kind {
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell { .. } | BlockKind::Caption => {
                    continue;
                }
                BlockKind::Heading { .. } => return None,
                _ => break,
            }
        };
        if !body || number.style <= outer {
            break;
        }
        let style = *inner.get_or_insert(number.style);
        if number.style < style {
            return None;
        }
        if number.style == style {
            if number.value != listed + 1 {
                return None;
            }
            (listed, last) = (number.value, block.span);
        }
    }
    inner.map(|_| (listed, last))
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/declared-count")
    }

    #[test]
    fn as_many_days_as_meetings() {
        assert_eq!(found("主持水价听证，共听证4次，时间为2月19日、6月8日和10月30日。").len(), 1);
        assert_eq!(found("召开调度会3次（5月6日、6月9日、7月2日、8月1日）。").len(), 1);
        assert!(found("主持水价听证，共听证3次，时间为2月19日、6月8日和10月30日。").is_empty());
        assert!(found("演练4次，分别在5月6日、6月9日等。").is_empty());
        assert!(found("演练4次，其中5月6日、6月9日两次有群众参加。").is_empty());
    }

    #[test]
    fn as_many_rows_as_kinds() {
        let table =
            "| 类别 | 件数 |\n|---|---|\n| 停水 | 31 |\n| 水压 | 20 |\n| 水费 | 16 |\n| 合计 | 67 |\n";
        let text = |count: &str| format!("下表所列{count}类投诉占去年受理的全部投诉。\n\n{table}");
        assert_eq!([found(&text("5")).len(), found(&text("3")).len()], [1, 0]);
    }

    #[test]
    fn as_many_items_as_the_heading_says() {
        let items = "1.盯住砂场。检查砂场12家。\n\n2.盯住泵站。检修泵站9座。\n\n3.盯住水库。巡查水库5座。";
        let text = |head: &str| format!("（一）{head}\n\n{items}\n\n（二）公开水质\n\n公布水质12次。");
        assert_eq!(found(&text("突出四个重点，规范执法")).len(), 1);
        for right in ["突出三个重点，规范执法", "落实“四个到位”要求", "办好四个镇的水价听证"]
        {
            assert!(found(&text(right)).is_empty(), "{right}");
        }
    }
}
