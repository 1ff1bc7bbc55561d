//! Headings that are numbered with decimals: 1, 1.1, 1.1.1.

use crate::{
    check::context::{Context, Found, han},
    model::BlockKind,
    text::{Span, class, fold_str, leading_decimal, without_page},
};

/// Most characters of a heading.
const LONGEST: usize = 40;

/// Fewest lines of two figures or more that show that a text is numbered so.
const LEAST: usize = 2;

/// A line that begins with a decimal number.
struct Line {
    span: Span,
    /// 1.2 as [1, 2].
    number: Vec<u32>,
    /// The words behind the number, without a page.
    title: String,
}

/// The lines of the contents (`true`) or of the text (`false`) that begin with such a number.
fn lines(context: &Context, contents: bool) -> Vec<Line> {
    let document = context.document;
    let blocks = document.blocks().iter().filter(|block| match block.kind {
        BlockKind::Contents => contents,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading { .. } => !contents,
        _ => false,
    });
    let line = |span: Span| {
        let words = document.slice(span);
        if !words.starts_with(class::is_digit) {
            return None;
        }
        // Folded, 2.3 公平竞争 has no space left that tells it from 2.3公斤.
        let words = without_page(words).0;
        let number = leading_decimal(words)?;
        let title = fold_str(&words[number.len..]).trim().to_owned();
        Some(Line { span, number: number.figures().to_vec(), title })
    };
    blocks.filter_map(|block| line(block.span)).collect()
}

/// Whether enough of the lines have two figures or more.
fn is_used(lines: &[Line]) -> bool {
    lines.iter().filter(|line| line.number.len() >= 2).count() >= LEAST
}

/// 1.1.1 where no line is numbered 1.1.
pub(super) fn jump(context: &Context) -> Option<Found> {
    let lines = lines(context, false);
    if !is_used(&lines) {
        return None;
    }
    let skips = |line: &&Line| {
        let above = &line.number[..line.number.len() - 1];
        let known = |of: &[u32]| lines.iter().any(|other| other.number == of);
        line.number.len() >= 3 && !known(above) && known(&line.number[..1])
    };
    lines.iter().find(skips).map(|line| Found::at(line.span).with("text", context.words(line.span)))
}

/// 1.4 and 1.6 where no line is numbered 1.5, with the heading before it.
pub(super) fn gaps(context: &Context) -> Vec<Found> {
    let lines = lines(context, false);
    if !is_used(&lines) {
        return Vec::new();
    }
    let heads =
        |line: &&Line| matches!(context.block_kind(line.span.start()), Some(BlockKind::Heading { .. }));
    let headings: Vec<&Line> = lines.iter().filter(heads).filter(|line| line.number.len() == 2).collect();
    let pairs = headings.windows(2).filter_map(|pair| {
        let [before, here] = pair else { return None };
        let wanted = [before.number[0], before.number[1] + 1];
        let broken = here.number[0] == before.number[0] && here.number != wanted && here.number[1] != 1;
        // What seems to be missing may stand where it was not taken for a heading.
        let known = lines.iter().any(|line| line.number == wanted && line.span.start() < here.span.start());
        (broken && !known).then(|| {
            Found::at(here.span)
                .with("text", context.words(here.span))
                .with("previous", context.words(before.span))
                .with("expected", format!("{}.{}", wanted[0], wanted[1]))
                .label(before.span, context.lang.pick("前一个同级标题", "the heading before"))
        })
    });
    pairs.collect()
}

/// A line and its title.
pub(super) type Titled = (Span, String);

/// Lines of contents whose number the text gives to another heading, with that; of those that the text does not have
/// it is none.
pub(in crate::check) fn renamed(context: &Context) -> Vec<(Titled, Option<Titled>)> {
    let (contents, text) = (lines(context, true), lines(context, false));
    // Contents may list the parts alone.
    let used = is_used(&contents) || (contents.len() > LEAST && is_used(&text));
    if !used {
        return Vec::new();
    }
    let key = |title: &str| title.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let titles: Vec<String> = text.iter().map(|line| key(&line.title)).collect();
    let known = contents.iter().filter(|line| titles.contains(&key(&line.title))).count();
    if known < 2 {
        return Vec::new();
    }
    let differs = |line: &&Line| {
        let own = key(&line.title);
        !own.is_empty() && !titles.iter().any(|title| title.starts_with(&own))
    };
    contents
        .iter()
        .filter(differs)
        .map(|line| {
            let twin = text.iter().find(|other| other.number == line.number && han(&other.title) <= LONGEST);
            ((line.span, line.title.clone()), twin.map(|twin| (twin.span, twin.title.clone())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, words};

    fn text(contents: &str, second: &str) -> String {
        format!(
            "岚溪区水务局2023年法治政府建设年度报告\n\n目录\n\n1 主要举措和成效……1\n\n{contents}\n\n2 存在的不足和原因……2\n\n\
             现将有关情况报告如下。\n\n1 主要举措和成效\n\n1.1 河道执法\n\n全年立案27件。\n\n{second}\n\n公布水质12次。\n\n\
             2 存在的不足和原因\n\n5座水库没有划界，原因是资料缺失。\n\n岚溪区水务局\n2024年1月20日\n"
        )
    }

    #[test]
    fn a_number_is_left_out() {
        let found = |second: &str, third: &str| {
            let second = format!("{second}\n\n化验水样312批，公示栏逐月更新。\n\n{third}");
            words(&report(&text("1.1 河道执法……1", &second)), "structure/heading-number")
        };
        assert_eq!(found("1.2 水质公开", "1.4 水费"), ["1.4 水费"]);
        assert!(found("1.2 水质公开", "1.3 水费").is_empty());
        assert!(found("1.2 公平竞争", "1.3 水费").is_empty());
    }

    #[test]
    fn contents_may_list_the_parts_alone() {
        let found = |line: &str| words(&report(&text(line, "1.2 水质公开")), "structure/contents");
        assert_eq!(found("3 节水典型案例……3"), ["3 节水典型案例……3"]);
    }

    #[test]
    fn numbers_of_contents_are_those_of_the_text() {
        let found = |contents: &str| words(&report(&text(contents, "1.2 水质公开")), "structure/contents");
        assert_eq!(found("1.1 河道执法……1\n\n1.2 水价听证……2"), ["1.2 水价听证……2"]);
        assert!(found("1.1 河道执法……1\n\n1.2 水质公开……2").is_empty());
    }

    #[test]
    fn a_third_figure_needs_a_second() {
        let found = |second: &str| {
            let text =
                text("1.1 河道执法……1", second).replace("\n\n1.1 河道执法\n\n", "\n\n1.1.1 河道执法\n\n");
            words(&report(&text), "structure/level-jump").len()
        };
        assert_eq!(found("1.1.2 水质公开"), 1);
        assert_eq!(found("1.1 执法\n\n1.1.2 水质公开"), 0);
    }
}
