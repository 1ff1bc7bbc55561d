//! Figures that take up what was just told: 这23件, 上述7家; and rows of a table that the text tells again.

use crate::{
    check::{
        context::{Context, Found, han, short},
        count::Count,
        memo::Paragraph,
        wholes,
    },
    model::{Decimal, EvidenceKind, Role},
    text::class,
};

/// What stands right before a figure that was told before.
const THESE: [&str; 5] = ["这", "上述", "前述", "以上", "对这"];

/// Most figures before it that are tried.
const FIGURES: usize = 8;

/// Least characters of the label of a row that the text can name.
const LABEL: usize = 4;

/// Figures of the year that are others than those taken up or stated again.
pub(super) fn check(context: &Context) -> Vec<Found> {
    let mut found: Vec<Found> = context.memo.paragraphs().iter().flat_map(these).collect();
    found.extend(in_tables(context));
    found
}

/// 投诉26件。这23件: no figure before it in the paragraph is the same, nor made of those.
fn these(paragraph: &Paragraph) -> Vec<Found> {
    let text = paragraph.text;
    let mut found = Vec::new();
    for (at, count) in paragraph.counts.iter().enumerate() {
        let head = &text[..count.start];
        if count.kind != EvidenceKind::Count
            || !count.is_exact()
            || !THESE.iter().any(|word| head.ends_with(word))
        {
            continue;
        }
        // 以上 behind a figure is a bound; 三年以上15件 is no reference.
        if head.ends_with("以上")
            && head.trim_end_matches("以上").ends_with(|c: char| class::is_han(c) || class::is_digit(c))
        {
            continue;
        }
        let earlier: Vec<&Count> = paragraph.counts[..at]
            .iter()
            .rev()
            .filter(|other| other.quantity.unit == count.quantity.unit)
            .take(FIGURES)
            .collect();
        let Some(last) = earlier.first() else { continue };
        let gap = &text[last.end..count.start];
        let value = count.quantity.value;
        let values: Vec<Decimal> = earlier.iter().map(|count| count.quantity.value).collect();
        let sum = |set: u32| {
            let some = values.iter().enumerate().filter(|(nth, _)| set >> nth & 1 == 1);
            some.map(|(_, value)| *value).try_fold(Decimal::ZERO, Decimal::plus)
        };
        let made = (1..1_u32 << values.len()).any(|set| sum(set) == Some(value))
            || values.iter().enumerate().any(|(nth, one)| {
                values[..nth].iter().any(|other| one.minus(*other).map(Decimal::abs) == Some(value))
            });
        // What was listed by name can be counted too.
        let listed = [gap.matches('、').count() + 1, gap.matches('《').count(), gap.matches(';').count() + 1]
            .iter()
            .any(|listed| *listed > 1 && Decimal::from_int(*listed as i128) == value);
        // Few can be counted in any way, and far more or less are others.
        let few = Decimal::from_int(4);
        let off = value.minus(last.quantity.value).map(Decimal::abs).and_then(|off| off.times(2));
        let far = value < few || last.quantity.value < few || off.is_none_or(|off| off > last.quantity.value);
        let inexact = earlier.iter().any(|count| !count.is_exact());
        if made || listed || inexact || far || gap.matches('。').count() > 2 || han(gap) > 80 {
            continue;
        }
        found.push(
            Found::at(count.span)
                .with("name", short(wholes::label(text, last), 30))
                .with("first", &text[last.start..last.end])
                .with("second", &text[count.start..count.end])
                .with("text", short(&text[paragraph.sentence(count.start)..], 60))
                .label(last.span, &text[last.start..last.end]),
        );
    }
    found
}

/// 本年新收到申请23件, where the row 本年新收 of a table has 25 in all.
fn in_tables(context: &Context) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for rows in context.memo.tables() {
        let mut head = "";
        for row in rows {
            if row.numbers.is_empty() {
                head = &row.label;
                continue;
            }
            let whole = row.numbers.len() == 1 || head.ends_with("总计") || head.ends_with("合计");
            let own = row.label.trim_start_matches(|c: char| !class::is_han(c));
            let Some((value, place)) = row.numbers.last().copied().filter(|_| whole) else { continue };
            let label: String = own.chars().take_while(|c| class::is_han(*c)).collect();
            let twice =
                rows.iter().filter(|other| !other.numbers.is_empty() && other.label.contains(&label)).count()
                    > 1;
            if !(LABEL..=12).contains(&han(&label)) || twice || value.scale() > 0 {
                continue;
            }
            for paragraph in context.memo.paragraphs().iter().filter(|paragraph| paragraph.role != Role::Plan)
            {
                found.extend(
                    told_of(paragraph, &label)
                        .filter(|count| count.quantity.value != value)
                        .filter(|count| {
                            // It may be that of one of the columns.
                            !row.numbers.iter().any(|(other, _)| *other == count.quantity.value)
                        })
                        .map(|count| {
                            let shown = &paragraph.text[count.start..count.end];
                            Found::at(count.span)
                                .with("name", label.clone())
                                .with("first", value.to_string())
                                .with("second", shown)
                                .with("text", short(&paragraph.text[paragraph.sentence(count.start)..], 60))
                                .label(place, value.to_string())
                        }),
                );
            }
        }
    }
    found
}

/// The figures of things whose clause begins with the label of a row and tells nothing else.
fn told_of<'a, 'b>(paragraph: &'b Paragraph<'a>, label: &str) -> impl Iterator<Item = &'b Count<'a>> {
    paragraph.counts.iter().filter(move |count| {
        let words = wholes::label(paragraph.text, count);
        let rest = words.strip_prefix(label).map(|rest| rest.trim_start_matches('到'));
        let plain = |rest: &str| {
            han(rest) <= 10
                && !["其中", "自然人", "法人", "比", "较", "上年", "网上", "线上"]
                    .iter()
                    .any(|word| rest.contains(word))
        };
        count.is_exact_number() && rest.is_some_and(plain)
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/two-values")
    }

    #[test]
    fn these_are_those_that_were_told() {
        assert_eq!(found("全年收到水质投诉26件，同比下降。这23件已全部答复。"), ["23件"]);
        assert_eq!(found("检查用水户40家，查出超用水9家。对上述7家逐户约谈。"), ["7家"]);
        for right in [
            "全年收到水质投诉26件，同比下降。这26件已全部答复。",
            "收到水质投诉26件、水压投诉8件。这34件已全部答复。",
            "收到水质投诉26件，答复20件。这6件正在办理。",
            "检查用水户40家，约谈浦东所、河西所、城南所。上述3家已整改。",
            "检查泵站40座。这7件投诉已答复。",
        ] {
            assert!(found(right).is_empty(), "{right}: {:?}", found(right));
        }
    }

    #[test]
    fn a_row_of_a_table_told_again() {
        let text = |count: u32| {
            format!(
                "本年新收到用水申请{count}件。\n\n| 项目 | 城区 | 乡镇 | 总计 |\n|---|---|---|---|\n| 本年新收 | 20 | 5 | 25 |\n| 上年结转 | 1 | 0 | 1 |\n"
            )
        };
        assert_eq!(found(&text(23)), ["23件"]);
        assert!(found(&text(25)).is_empty());
        assert!(found(&text(20)).is_empty());
    }
}
