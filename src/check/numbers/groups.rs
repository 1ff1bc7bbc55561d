//! Counts of some of a group: 抽查的40家卫生室中，43家的处方没有写明诊断.

use crate::{
    check::{
        context::{Context, Found, back, han, short},
        count::Count,
        rates::shares::alike,
        wholes,
    },
    rules::kind::Numbers,
    text::class,
};

/// Most characters of what a group is of.
const NOUN: usize = 12;

/// Units of persons: whatever some of them are or do, they are some of the persons before them.
const PERSONS: [&str; 3] = ["名", "人", "位"];

/// More of a group than it has.
pub(super) fn more_than_group(rule: &Numbers, text: &str, counts: &[Count]) -> Option<Found> {
    let counted: Vec<&Count> = counts.iter().filter(|count| count.is_exact_number()).collect();
    counted.iter().enumerate().find_map(|(at, group)| {
        let behind = &text[group.end..];
        let noun = &behind[..noun_of(behind)?];
        let from = group.end + noun.len() + "中".len();
        let open = &text[from..];
        let comma = usize::from(open.starts_with(','));
        let end = from + comma + open[comma..].find([',', '。', ';', ':', '(']).unwrap_or(open.len() - comma);
        counted[at + 1..].iter().find_map(|part| {
            let label = text.get(from + comma..part.start)?;
            let after = &text[part.end..];
            // Another noun behind it would be another thing.
            let bare = !after.starts_with(class::is_han)
                || PERSONS.contains(&part.quantity.unit.as_str())
                || rule.behind.iter().any(|word| after.starts_with(word.as_str()))
                || shares_end(noun, after);
            let fits = part.end <= end
                && alike(rule, &group.quantity.unit, &part.quantity.unit)
                && part.quantity.value > group.quantity.value
                && han(label) <= 16
                // 由6人增加到11人 tells how many there are.
                && (!wholes::is_change(label) || label.ends_with(['到', '至']))
                && !wholes::is_carried(label)
                && !["共", "累计", "总", "全"].iter().any(|word| label.contains(word))
                && bare
                && !wholes::is_change(wholes::label(text, group));
            fits.then(|| {
                Found::at(part.span)
                    .with("text", short(text, 60))
                    .with("part", &text[part.start..part.end])
                    .with("whole", &text[group.start..group.end])
                    .label(group.span, String::new())
            })
        })
    })
}

/// Some of those who were counted elsewhere: 班子成员共5人 and 班子成员中有6人.
pub(super) fn more_than_told(context: &Context) -> Vec<Found> {
    let claims = || context.claims().iter().filter(|claim| claim.in_body && claim.text.len() <= 3000);
    let mut found = Vec::new();
    for claim in claims() {
        for part in context.memo.counts(claim.id) {
            let words = claim.text[..part.start].trim_end_matches('有');
            let Some(words) = words.strip_suffix(['中', '里']).filter(|_| part.is_exact_number()) else {
                continue;
            };
            let run = words.rsplit(|c| !class::is_han(c)).next().unwrap_or("");
            let noun = &run[back(run, 4)..];
            // 8件采砂案件中有5件: of those that are counted here.
            let counted = words[..words.len() - run.len()].ends_with(class::is_digit);
            if counted || han(noun) < 4 || noun.contains(['的', '在']) || run.ends_with('其') {
                continue;
            }
            let told = |text: &str, whole: &Count| {
                let before = text[..whole.start].trim_end_matches(['共', '有', '现', '计']);
                let behind = &text[whole.end..];
                let all = !behind.starts_with(class::is_han) || behind.starts_with(noun);
                whole.is_exact_number()
                    && all
                    && whole.quantity.unit == part.quantity.unit
                    && (before.ends_with(noun) || behind.starts_with(noun))
            };
            let mut wholes = claims().flat_map(|other| {
                let counts = context.memo.counts(other.id).iter();
                counts.filter(move |whole| told(other.text, whole)).map(move |whole| (other, whole))
            });
            let Some((first, whole)) = wholes.next() else { continue };
            let largest = wholes.map(|(_, whole)| whole.quantity.value).max().unwrap_or(whole.quantity.value);
            if part.quantity.value > whole.quantity.value.max(largest) {
                found.push(
                    Found::at(part.span)
                        .with("text", short(claim.text, 60))
                        .with("part", &claim.text[part.start..part.end])
                        .with("whole", &first.text[whole.start..whole.end])
                        .label(whole.span, String::new()),
                );
            }
        }
    }
    found
}

/// The length of the noun before 中 or 里, where a part of the group can follow: not 20个项目集中开工, not 其中.
fn noun_of(behind: &str) -> Option<usize> {
    let run = behind.find(|c| !class::is_han(c) && !matches!(c, '“' | '”' | '、')).unwrap_or(behind.len());
    let run_text = &behind[..run];
    ["中", "里", "内"].iter().find_map(|mark| {
        run_text.match_indices(mark).map(|(at, _)| at).find(|at| {
            let after = &behind[at + mark.len()..];
            let opens = after.starts_with([',', '有']) || after.starts_with(class::is_digit);
            let noun = &behind[..*at];
            opens
                && (noun.is_empty() || han(noun) >= 2)
                && han(noun) <= NOUN
                && !noun.ends_with('其')
                // 1次在前任手里,5次…: where something was.
                && !noun.starts_with(['在', '由', '从', '于'])
        })
    })
}

/// Whether the noun stands behind the part again: 40家卫生室中有43家卫生室.
fn shares_end(noun: &str, after: &str) -> bool {
    let last: String = {
        let chars: Vec<char> = noun.chars().collect();
        chars[chars.len().saturating_sub(2)..].iter().collect()
    };
    last.chars().count() == 2 && after.chars().take(NOUN).collect::<String>().contains(&last)
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/part-over-whole")
    }

    #[test]
    fn some_of_a_group_are_no_more_than_it() {
        for (wrong, part) in [
            ("9月抽查的40家用水单位中，43家的台账没有写明水量。", "43家"),
            ("巡查的12座泵站中有15座没有值班记录。", "15座"),
            ("水政大队9名队员中，持有执法证的由6人增加到11人，另有1人报名。", "11人"),
            ("排查的26处“四乱”问题中，31处已销号。", "31处"),
            ("19份被评查案卷里，23份缺少送达回证。", "23份"),
            ("38个供水点中，水质超标的41个。", "41个"),
        ] {
            assert_eq!(found(wrong), [part], "{wrong}");
        }
    }

    #[test]
    fn another_thing_is_no_part_of_the_group() {
        for right in [
            "9月抽查的40家用水单位中，34家的台账没有写明水量。",
            "5个社区中，12个小区完成二次供水改造。",
            "20个项目集中开工，35个已开工。",
            "3个镇中，比上年增加5个。",
            "检查40家，其中43家次是夜间检查。",
            "12座泵站中，全年累计检修31座次。",
            "6个科室中，共有31个岗位。",
        ] {
            assert!(found(right).is_empty(), "{right}");
        }
    }
}
