//! Cases that one place says were all closed, and of which another counts some as open: 全年信访件件办结 and 信访57件，办结55件，
//! 2件正在办理.

use std::collections::BTreeMap;

use crate::{
    check::{
        context::{Context, Found, short},
        count::Count,
        memo::ClaimText,
        wholes,
    },
    model::{ClaimId, Role},
    text::{Span, class},
};

/// What comes in and is closed.
const MATTERS: [&str; 13] = [
    "信访",
    "投诉",
    "举报",
    "工单",
    "诉求",
    "来信",
    "来访",
    "公开申请",
    "建议",
    "提案",
    "复议",
    "纠纷",
    "线索",
];

/// What says of all of them that they were closed.
const ALL: [&str; 13] = [
    "件件办结",
    "件件有结果",
    "件件有着落",
    "全部办结",
    "全部化解",
    "全部答复",
    "全部查结",
    "均已办结",
    "均办结",
    "都已办结",
    "都办结",
    "无一件结转",
    "无一积压",
];

/// Words before a matter that take nothing away from it, the longest first.
const WHOLE: [&str; 16] = [
    "人民群众",
    "本年度",
    "年度内",
    "收到的",
    "受理的",
    "接收的",
    "全年",
    "年内",
    "所有",
    "全部",
    "各类",
    "群众",
    "本年",
    "我局",
    "我镇",
    "的",
];

/// What comes in.
const IN: [&str; 8] = ["受理", "收到", "接到", "接收", "接待", "收办", "新收", "登记"];

/// How it is closed.
const CLOSED: [&str; 7] = ["办结", "化解", "答复", "查结", "审结", "调处", "结案"];

/// What shows that the others are open.
const OPEN: [&str; 10] =
    ["在办", "办理中", "正在", "尚未", "还未", "仍未", "未办结", "未化解", "结转", "未到期"];

/// What takes a sentence to some of them or to another time.
const OTHERS: [&str; 10] =
    ["上年", "去年", "往年", "其中", "除", "到期", "上半年", "下半年", "季度", "如期前"];

pub(super) fn check(context: &Context) -> Vec<Found> {
    let own = |claim: &&ClaimText| claim.in_body && claim.role != Role::Plan && claim.text.len() <= 3000;
    let claims = || context.claims().iter().filter(own);
    let said: Vec<(&ClaimText, &str, Span)> = claims().filter_map(|claim| all_of(context, claim)).collect();
    // For each matter the first two sentences that count open ones: one may be the one that says that all were closed.
    let mut counted: BTreeMap<&str, Vec<(ClaimId, Span)>> = BTreeMap::new();
    for (_, matter, _) in &said {
        counted.entry(matter).or_insert_with(|| {
            let open = |there: &ClaimText| Some((there.id, some_open(context, there, matter)?));
            claims().filter_map(open).take(2).collect()
        });
    }
    let mut found = Vec::new();
    for (claim, matter, span) in said {
        let open = counted[matter].iter().find(|(id, _)| *id != claim.id).map(|(_, open)| *open);
        let Some(open) = open else { continue };
        found.push(
            Found::at(span)
                .with("text", short(context.document.plain_slice(span), 40))
                .with("name", matter)
                .with("first", short(&context.words(open), 40))
                .label(open, context.lang.pick("这里有没办结的", "some are open here")),
        );
    }
    found
}

/// The clause of a sentence that says of all cases of a matter that they were closed.
fn all_of<'a>(context: &Context, claim: &'a ClaimText) -> Option<(&'a ClaimText<'a>, &'static str, Span)> {
    let text = claim.text;
    if OTHERS.iter().any(|word| text.contains(word)) || !ALL.iter().any(|word| text.contains(word)) {
        return None;
    }
    let mut from = 0;
    for piece in text.split_inclusive([',', ';', '。', ':']) {
        let start = from;
        from += piece.len();
        let clause = piece.trim_end_matches([',', ';', '。', ':']);
        let Some(at) = ALL.iter().filter_map(|word| clause.find(word)).min() else { continue };
        let Some((matter, place)) = matter_of(&clause[..at]) else { continue };
        let mut head = &clause[..place];
        while let Some(rest) = WHOLE.iter().find_map(|word| head.strip_prefix(word)) {
            head = rest;
        }
        let behind =
            clause[place + matter.len()..at].trim_start_matches(['事', '项', '案', '件', '均', '已', '都']);
        if head.is_empty() && behind.is_empty() {
            let span = context.place(claim.base + start, claim.base + start + clause.len());
            return Some((claim, matter, span));
        }
    }
    None
}

/// The matter that words name last, and where.
fn matter_of(words: &str) -> Option<(&'static str, usize)> {
    MATTERS.iter().filter_map(|matter| Some((*matter, words.rfind(matter)?))).max_by_key(|(_, at)| *at)
}

/// Where a sentence counts the cases of a matter, fewer that were closed, and some that are open.
fn some_open(context: &Context, claim: &ClaimText, matter: &str) -> Option<Span> {
    let text = claim.text;
    let told = text.contains(matter)
        && OPEN.iter().any(|word| text.contains(word))
        && !["上年", "去年", "往年"].iter().any(|word| text.contains(word));
    if !told {
        return None;
    }
    let counts: Vec<&Count> =
        context.memo.counts(claim.id).iter().filter(|count| count.is_exact_number()).collect();
    counts.windows(2).find_map(|pair| {
        let [all, done] = pair else { return None };
        let (label, closed) = (wholes::label(text, all), wholes::label(text, done));
        let behind = text[all.end..].split([',', '。', ';', '、', '(']).next().unwrap_or("");
        let named = label.ends_with(matter)
            || label.strip_suffix(['件', '项', '案']).is_some_and(|label| label.ends_with(matter))
            || behind.starts_with(matter);
        // 受理省级交办信访: less than all that came in.
        let head = label.split(matter).next().unwrap_or(label);
        let whole = IN.iter().any(|word| {
            head.find(word).is_some_and(|at| {
                let rest = &head[at + word.len()..];
                rest.is_empty() || WHOLE.contains(&rest)
            })
        });
        let gap = &text[all.end..done.start];
        let short_of = CLOSED.contains(&closed.trim_start_matches(['已', '共']))
            && gap.matches([',', '。', ';']).count() == 1
            && all.quantity.unit == done.quantity.unit
            && done.quantity.value < all.quantity.value;
        let rest = &text[done.end..];
        let open = OPEN.iter().any(|word| rest.contains(word)) && rest.contains(class::is_digit);
        (named && whole && short_of && open)
            .then(|| context.place(claim.base + all.start - label.len(), claim.base + done.end))
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(text: &str) -> Vec<String> {
        words(&report(&small(text)), "consistency/denied")
    }

    #[test]
    fn all_were_closed_and_some_are_open() {
        let some = "受理群众投诉41件，办结38件，3件正在办理。";
        for (all, words) in [
            ("全年投诉件件办结。", "全年投诉件件办结"),
            ("全年群众投诉全部办结，没有积压。", "全年群众投诉全部办结"),
            ("所有投诉事项均已办结。", "所有投诉事项均已办结"),
        ] {
            assert_eq!(found(&format!("{some}\n\n{all}")), [words], "{all}");
        }
        for right in
            ["上年投诉件件办结。", "省里转来的投诉件件办结。", "到期投诉全部办结。", "全年举报件件办结。"]
        {
            assert!(found(&format!("{some}\n\n{right}")).is_empty(), "{right}");
        }
        for right in ["受理群众投诉41件，办结41件。", "受理省里转办投诉41件，办结38件，3件正在办理。"]
        {
            assert!(found(&format!("{right}\n\n全年投诉件件办结。")).is_empty(), "{right}");
        }
    }
}
