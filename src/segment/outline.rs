//! Which pieces are headings, and of what rank.

use super::{
    alone::{before_prose, is_point, stands_alone},
    cues::Cues,
    decimal, lettered,
    lists::{annexes, only_in_lists, table_cells},
    pieces::{limit, run_in},
    tabular,
};
use crate::{
    model::{Block, BlockKind},
    text::{HeadingDecimal, NumberStyle, Span, fold_str, leading_number},
};

/// A heading found, before the tree is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    /// Which block.
    pub(super) block: u32,
    /// Its number; empty if it has none.
    pub(super) number: Span,
    /// Its words.
    pub(super) title: Span,
    /// Rank: a heading belongs to the nearest one before it with a lower rank.
    pub(super) rank: u32,
}

/// What stands before a heading in place of a number.
const STARS: [char; 9] = ['■', '□', '◆', '◇', '◎', '★', '☆', '▲', '●'];

/// Finds the headings among `blocks` (from `from` on), splits run-in ones off, and marks them.
pub(super) fn headings(text: &str, blocks: &[Block], from: usize, cues: &Cues) -> (Vec<Block>, Vec<Heading>) {
    let cells = table_cells(text, blocks);
    let annexes = annexes(text, blocks);
    let numbered_tops = blocks.iter().skip(from).any(|block| {
        leading_number(block.span.slice(text))
            .is_some_and(|number| number.style == NumberStyle::Han && number.value == 1)
    });
    let decimals = decimal::numbers(text, blocks, from);
    let letters = if numbered_tops || !decimals.is_empty() {
        Vec::new()
    } else {
        lettered::letters(text, blocks, from)
    };
    let (top, listed) = (rank(NumberStyle::Han), numbered_tops && only_in_lists(text, blocks, from));
    let tops = (numbered_tops && !listed) || !decimals.is_empty() || !letters.is_empty();
    let unnumbered = if listed {
        top - 5
    } else if tops {
        top + 5
    } else {
        top
    };
    let mut state = State { last: [0; 7], levels: [None; 10], tops, unnumbered, framed: false };
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len() * 2);
    let mut found = Vec::new();
    // Which of `out` stand among the cells of a table that was copied one cell a line.
    let mut lines = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        lines.resize(out.len(), false);
        let decimal = decimals.get(at).copied().flatten();
        let letter = letters.get(at).copied().filter(|length| *length > 0);
        let shape = match (decimal, letter) {
            (Some(number), _) => decimal_shape(block.span.slice(text), &number),
            (None, Some(number)) => Some(Shape { end: block.span.len() as usize, number, rank: top }),
            (None, None) if at >= from && !annexes[at] => state.shape(text, blocks, at, cells[at], cues),
            _ => None,
        };
        let Some(shape) = shape else {
            let mut block = block.clone();
            // Marked as a heading by the file, and yet a point of a list: it tells, so it has claims.
            if at >= from && matches!(block.kind, BlockKind::Heading { .. }) {
                block.kind = BlockKind::Paragraph;
            }
            out.push(block);
            lines.push(at >= from && cells[at]);
            continue;
        };
        let words = block.span.slice(text);
        let head = Span::new(block.span.start(), block.span.start() + shape.end as u32);
        let number = Span::new(head.start(), head.start() + shape.number as u32);
        let title = words[shape.number..shape.end].trim_end_matches(['。', '：', ':', ' ', '\u{3000}']);
        let title = Span::new(number.end(), number.end() + title.len() as u32);
        found.push(Heading { block: out.len() as u32, number, title, rank: shape.rank });
        out.push(Block { span: head, kind: BlockKind::Heading { level: 1 }, ..block.clone() });
        let rest = words[shape.end..].trim_start();
        if !rest.is_empty() {
            let span = Span::new(block.span.end() - rest.len() as u32, block.span.end());
            out.push(Block { span, kind: BlockKind::Paragraph, bold: Span::default(), ..block.clone() });
        }
    }
    lines.resize(out.len(), false);
    tabular::lines(text, &mut out, &lines);
    (out, found)
}

struct Shape {
    /// Bytes of number and words.
    end: usize,
    /// Bytes of the number.
    number: usize,
    rank: u32,
}

/// 1 stands where 一、 does, 1.1 below it.
fn decimal_shape(words: &str, number: &HeadingDecimal) -> Option<Shape> {
    let end = decimal::title_end(words, number)?;
    let rank = rank(NumberStyle::Han) * number.figures().len() as u32;
    Some(Shape { end, number: number.len, rank })
}

struct State {
    /// Last value of each style of number.
    last: [u32; 7],
    /// Rank of the last heading at each level that the file itself states (Markdown, Word).
    levels: [Option<u32>; 10],
    /// Whether the document has 一、 headings.
    tops: bool,
    /// Rank of a heading without a number.
    unnumbered: u32,
    /// Whether a heading in 【】 was seen.
    framed: bool,
}

impl State {
    fn shape(&mut self, text: &str, blocks: &[Block], at: usize, cell: bool, cues: &Cues) -> Option<Shape> {
        let block = &blocks[at];
        let words = block.span.slice(text);
        let level = match block.kind {
            BlockKind::Heading { level } => Some(usize::from(level.min(9))),
            _ => None,
        };
        let hinted = level.is_some();
        if !hinted && !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            return None;
        }
        let number = leading_number(words);
        let Some(number) = number else {
            return self.unnumbered(text, blocks, at, cell, cues, level);
        };
        let rank = rank(number.style);
        let body = &words[number.len..];
        let length = body.chars().count();
        let last = self.last[number.style as usize];
        let follows = number.value == last + 1;
        // Tables number their rows too; among their cells only a known next heading counts.
        let known = || cues.roles(&fold_str(body)).0.is_some();
        if cell && !(number.style <= NumberStyle::Han && follows && known()) {
            return None;
        }
        let inner = body.trim_end_matches(['。', '：', ':']);
        let closed =
            inner.contains(['。', '；', ';', '！', '？', '!', '?']) || inner.ends_with(['，', ',', '、']);
        let end = if hinted {
            words.len()
        } else if block.bold.start() == block.span.start()
            && !block.bold.is_empty()
            && block.bold.len() < block.span.len()
        {
            bold_end(text, block)
        } else if !closed && length <= limit(number.style) && stands_alone(text, blocks, at, body) {
            words.len()
        } else {
            run_in(words, number.style, number.len)?
        };
        // A number that falls back to an earlier one belongs to a list or a table, not to the tree.
        let top = number.style == NumberStyle::Han;
        let plausible = number.value == 1 || number.value >= last;
        let restarts = top && number.value == 1 && last > 1 && !before_prose(text, blocks, at);
        if !hinted && (!plausible || restarts) {
            return None;
        }
        if let Some(level) = level {
            self.set_level(level, rank);
        }
        self.last[number.style as usize] = number.value;
        for deeper in &mut self.last[number.style as usize + 1..] {
            *deeper = 0;
        }
        Some(Shape { end, number: number.len, rank })
    }

    fn set_level(&mut self, level: usize, rank: u32) {
        self.levels[level] = Some(rank);
        self.levels[level + 1..].fill(None);
    }

    fn unnumbered(
        &mut self,
        text: &str,
        blocks: &[Block],
        at: usize,
        cell: bool,
        cues: &Cues,
        level: Option<usize>,
    ) -> Option<Shape> {
        let block = &blocks[at];
        let words = block.span.slice(text);
        if is_point(words) {
            return None;
        }
        let rank = self.unnumbered;
        if let Some(level) = level {
            // A heading without a number stands beside those of its level, or below the level above.
            let above = self.levels[..level].iter().rev().flatten().next().map(|rank| rank + 5);
            let rank = self.levels[level].or(above).unwrap_or(rank);
            self.set_level(level, rank);
            return Some(Shape { end: words.len(), number: 0, rank });
        }
        if block.bold.start() == block.span.start() && !block.bold.is_empty() {
            let end = bold_end(text, block);
            let short = words[..end].chars().count() <= 44;
            return short.then_some(Shape { end, number: 0, rank: 60 });
        }
        if matches!(words, "结束语" | "结语" | "前言" | "引言") && blocks.get(at + 1).is_some() {
            return Some(Shape { end: words.len(), number: 0, rank: 10 });
        }
        let length = words.chars().count();
        let framed = words.starts_with('【') && words.ends_with('】');
        let marks = words.contains(['。', '；', '，', ',', ';', '：', ':', '！', '？', '|', '>']);
        let starred = words.starts_with(STARS);
        let marks = marks && (!(framed || starred) || words.contains('。'));
        // （2023年12月4日局务会通过） stands under a title.
        let remark = words.starts_with(['（', '(']) && words.ends_with(['）', ')']);
        if cell || remark || marks || !(4..=30).contains(&length) || words.ends_with('、') {
            return None;
        }
        let heavy = |other: Option<&Block>| {
            other.is_some_and(|other| {
                other.span.len() >= 100 || leading_number(other.span.slice(text)).is_some()
            })
        };
        // 【其他需要报告的情况】 and 无。
        let none = blocks.get(at + 1).is_some_and(|next| {
            let words = next.span.slice(text).trim_matches(['。', '（', '）', '(', ')', ' ']);
            matches!(words, "无" | "没有" | "略" | "此处略" | "从略" | "同上" | "见附件" | "待补" | "待补充")
        });
        let next = heavy(blocks.get(at + 1)) || none || ((framed || starred) && blocks.get(at + 1).is_some());
        let known = cues.roles(&fold_str(words)).0.is_some();
        // Behind a heading that has no text of its own.
        let stands = (framed || starred) && heavy(blocks.get(at + 1));
        // A short line before a paragraph is a heading where its words are known, or where the
        // document has no numbered headings at all.
        let before = at == 0
            || blocks[at - 1].span.len() >= 60
            || !matches!(blocks[at - 1].kind, BlockKind::Paragraph);
        // ◆ 供水 below 【举措】.
        self.framed |= framed;
        let rank = if starred && self.framed { rank + 2 } else { rank };
        let fits = next && ((known && length <= 30) || (!self.tops && (before || stands) && length <= 24));
        fits.then_some(Shape { end: words.len(), number: 0, rank })
    }
}

/// Bytes of a block up to the end of its leading bold words with their closing marks.
fn bold_end(text: &str, block: &Block) -> usize {
    let words = block.span.slice(text);
    let end = (block.bold.end() - block.span.start()) as usize;
    let rest = &words[end..];
    end + (rest.len() - rest.trim_start_matches(['*', '。', '：', ':', ' ']).len())
}

const fn rank(style: NumberStyle) -> u32 {
    (style as u32) * 10
}

#[cfg(test)]
mod tests {
    use crate::{
        model::{BlockKind, Document, Extract, Origin, Role},
        rules::RuleSet,
        segment::{Cues, segment},
        text::Span,
    };

    /// One paragraph a line; `#` marks a heading of level 2 as Markdown would.
    fn document(text: &str) -> Document {
        let mut extract = Extract { text: text.to_owned(), ..Extract::default() };
        let mut at = 0;
        for line in text.split('\n') {
            let words = line.trim_start_matches('#');
            let kind =
                if words.len() < line.len() { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
            let start = at + line.len() - words.len();
            extract.blocks.push(crate::model::Block {
                span: Span::from(start..at + line.len()),
                kind,
                origin: Origin::Line(1),
                bold: Span::default(),
            });
            at += line.len() + 1;
        }
        segment(extract, &Cues::new(&RuleSet::builtin().unwrap_or_default()))
    }

    fn titles(document: &Document) -> Vec<(u8, &str, Role)> {
        let sections = document.sections().iter().filter(|section| section.heading.is_some());
        sections.map(|section| (section.depth, document.slice(section.title), section.role)).collect()
    }

    const SPEECH: &str = "岚溪区政府工作报告
——在岚溪区人民代表大会会议上
区长 某某
各位代表：
现在报告工作。
一、2025年工作回顾
全年修补乡道，翻新渡口，河边的老房子都接上了自来水，赶集的人比往年多，村里添了两处晒场，几座漏水的仓库也换了屋顶，孩子们上学不再绕路。
二、2026年主要工作
（一）坚持把方便住户来往放在前头，用心用情修好渡口边大大小小的路，让赶集上学的人都走得稳当。
建成社区服务站，增加夜间服务，公布办事指南，开通预约电话，让群众少跑路、好办事，并且每个季度听取一次意见。
结束语
请各位代表多提意见，我们照着去办。";

    #[test]
    fn a_motto_between_two_statements_is_no_heading() {
        let plan = |second: &str| {
            let text = format!(
                "岚溪区水务局2023年法治政府建设年度报告\n第一部分 主要举措和成效\n立案27件，结案25件，罚款68万元。\n第二部分 2024年主要安排\n一、3月底前印制巡查日志样式，6月底前完成5座水库划界，由河道管理所负责，逐座立桩。\n{second}\n三、9月组织渠道清淤41公里，由灌区管理站牵头，会同12个村委会按段包干，逐段验收销号。"
            );
            titles(&document(&text)).iter().any(|(_, title, _)| title.contains("河道管护"))
        };
        assert!(!plan("二、进一步强化河道管护，切实保障群众用水安全，为高质量发展保驾护航。"));
        assert!(plan("二、强化河道管护\n10月巡河63次，由水政大队负责。"));
    }

    #[test]
    fn a_speech_has_its_salutation_and_its_plan() {
        let document = document(SPEECH);
        let salutation = document.header().salutation.map(|span| document.slice(span));
        assert_eq!(salutation, Some("各位代表："));
        assert_eq!(document.header().issuer.as_deref(), Some("岚溪区人民政府"));
        let found = titles(&document);
        assert_eq!(found[0], (1, "2025年工作回顾", Role::Measures));
        assert_eq!(found[1], (1, "2026年主要工作", Role::Plan));
        assert_eq!(found[2].0, 2);
        assert_eq!((found[3].0, found[3].1), (1, "结束语"));
    }

    #[test]
    fn what_stands_around_a_speech_states_nothing() {
        let text = SPEECH.replace("区长 某某", "时间：\n岚溪区人民政府区长 某某\n区长作报告。本报记者某某摄");
        let document = document(&format!("{text}\n（下转第四版）\n分享到：微信 微博\n打印本页 关闭窗口"));
        let claims: Vec<&str> = document.claims().iter().map(|claim| document.slice(claim.span)).collect();
        assert_eq!(claims.first(), Some(&"现在报告工作。"));
        assert_eq!(claims.last(), Some(&"请各位代表多提意见，我们照着去办。"));
    }

    #[test]
    fn a_dateline_is_no_title() {
        let speech = document(SPEECH.split_once('\n').map_or("", |(_, rest)| rest));
        assert_eq!(speech.header().title, "");
        assert_eq!(speech.claims().first().map(|claim| speech.slice(claim.span)), Some("现在报告工作。"));
    }

    #[test]
    fn the_speaker_of_a_title_is_not_its_body() {
        let text = SPEECH.replace("岚溪区政府工作报告", "岚溪区人民政府区长某某作政府工作报告");
        assert_eq!(document(&text).header().issuer.as_deref(), Some("岚溪区人民政府"));
    }

    #[test]
    fn a_long_item_with_figures_is_no_heading() {
        let text = SPEECH.replace("用心用情", "6月底前用3个月");
        assert_eq!(titles(&document(&text)).len(), 3);
    }

    #[test]
    fn sections_stand_below_chapters() {
        let work = "全年修补乡道，翻新渡口，河边的老房子都接上了自来水，赶集的人比往年多，村里添了两处晒场，几座漏水的仓库也换了屋顶。";
        let text = format!(
            "岚溪区水务局2024年法治政府建设年度报告\n第一章 主要举措和成效\n第一节 水源\n{work}\n第二节 执法\n{work}\n第二章 书记、局长怎样抓\n局长主持会议4次。\n附件：1.案件表\n2.名单"
        );
        let document = document(&text);
        let found: Vec<_> = titles(&document)
            .into_iter()
            .map(|(depth, title, role)| (depth, title.to_owned(), role))
            .collect();
        let expected = [
            (1, "主要举措和成效", Role::Measures),
            (2, "水源", Role::Measures),
            (2, "执法", Role::Measures),
            (1, "书记、局长怎样抓", Role::Leader),
        ];
        assert_eq!(found, expected.map(|(depth, title, role)| (depth, title.to_owned(), role)));
    }

    #[test]
    fn an_opening_tells_what_a_heading_does_not() {
        let document = document(
            "岚溪区水务局2024年法治政府建设年度报告\n一、主要举措和成效\n立牌9处。\n二、责任在肩\n局党组书记、局长主持研究法治议题6次。\n三、其他需要报告的情况\n无。",
        );
        assert_eq!(titles(&document)[1].2, Role::Leader);
    }

    fn document_of_stars() -> Vec<Role> {
        let document = document(
            "岚溪区水务局2024年法治政府建设年度报告\n■ 抓供水，主要举措和成效\n立牌9处。\n■ 不足在哪里，原因是什么\n2人兼职。\n■ 2025年怎么干\n6月底前补齐。",
        );
        titles(&document).iter().map(|(_, _, role)| *role).collect()
    }

    #[test]
    fn a_framed_heading_may_have_marks() {
        let document = document(
            "岚溪区水务局2024年法治政府建设年度报告\n（2025年1月9日局长办公会议通过）\n【做了什么】\n立牌9处。\n【短在哪儿，怎么来的】\n2人兼职。\n【明年】\n6月底前补齐。",
        );
        let roles: Vec<Role> = titles(&document).iter().map(|(_, _, role)| *role).collect();
        assert_eq!(roles, [Role::Measures, Role::Problems, Role::Plan]);
        let starred = document_of_stars();
        assert_eq!(starred, [Role::Measures, Role::Problems, Role::Plan]);
        let plain = |heading: &str| Cues::new(&RuleSet::builtin().unwrap_or_default()).roles(heading).0;
        for heading in ["亏着的债", "对不起用水户的两件事", "短在哪里，为什么短", "照镜子"]
        {
            assert_eq!(plain(heading), Some(Role::Problems), "{heading}");
        }
        for heading in ["补上一年欠的账", "照镜子、正衣冠"] {
            assert_eq!(plain(heading), None, "{heading}");
        }
        assert_eq!(plain("局长今年抓了哪几件事"), Some(Role::Leader));
        assert_eq!((plain("2025年怎么补"), plain("2025年的日子")), (Some(Role::Plan), Some(Role::Plan)));
    }

    #[test]
    fn a_list_right_below_a_heading_without_a_number_is_its_own() {
        let work = "全年修补乡道，翻新渡口，河边的老房子都接上了自来水，赶集的人比往年多，村里添了两处晒场，几座漏水的仓库也换了屋顶。";
        let document = document(&format!(
            "岚溪区水务局2024年法治政府建设年度报告\n渡口那座桥\n{work}\n晒场那块地\n{work}\n书记和局长\n{work}\n2025年怎么做\n一、修桥。6月底前由工程科换完桥面板，验收后开放，夜里挂灯。\n二、晒谷。9月前由灌区站划出晒场两处，张贴告示，轮流使用。"
        ));
        let found: Vec<(u8, &str)> =
            titles(&document).iter().map(|(depth, title, _)| (*depth, *title)).collect();
        assert_eq!(found[3..], [(1, "2025年怎么做"), (2, "修桥"), (2, "晒谷")]);
    }

    #[test]
    fn a_part_that_is_left_out_has_its_heading() {
        let document = document(
            "岚溪区水务局2024年法治政府建设年度报告\n主要举措和成效\n立牌9处，修补渡口，换水表310只，河边的老房子都接上了自来水，赶集的人比往年多，村里添了两处晒场。\n2025年主要安排\n（略）",
        );
        assert_eq!(titles(&document)[1], (1, "2025年主要安排", Role::Plan));
    }

    #[test]
    fn a_point_marked_as_a_heading_is_a_claim() {
        let document = document(
            "岚溪区水务局2024年法治政府建设年度报告\n#一、主要举措\n#一是加强日常管理。\n每周巡查水库。",
        );
        assert_eq!(titles(&document).len(), 1);
        assert_eq!(document.claims().len(), 2);
    }
}
