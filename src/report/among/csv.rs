//! `compare --among --format csv`: one row a pair, for a spreadsheet.

use super::{Member, Pair};
use crate::{
    model::Lang,
    report::{bare_percent, csv::push_row},
};

/// One row a pair, with a byte order mark.
pub fn csv(pairs: &[Pair], lang: Lang) -> String {
    let columns = match lang {
        Lang::Zh => [
            "单位",
            "年份",
            "文件",
            "对方单位",
            "对方年份",
            "对方文件",
            "重合字数",
            "占本份%",
            "占对方%",
            "段数",
            "本份通用表述%",
            "最大一段",
        ],
        Lang::En => [
            "body",
            "year",
            "file",
            "other body",
            "other year",
            "other file",
            "characters",
            "share %",
            "other's share %",
            "passages",
            "common wording %",
            "largest passage",
        ],
    };
    let mut out = String::from("\u{feff}");
    push_row(&mut out, columns.iter().map(|name| (*name).to_owned()));
    for pair in pairs {
        let member = |member: &Member| {
            [
                member.about.issuer.clone().unwrap_or_default(),
                member.about.year.map(|year| year.to_string()).unwrap_or_default(),
                member.about.path.clone(),
            ]
        };
        let largest = pair.largest();
        let words = largest.first().map(|overlap| pair.here.document.shown(overlap.here));
        let rest = [
            pair.shared.units.to_string(),
            bare_percent(pair.shared.here.get()),
            bare_percent(pair.shared.there.get()),
            largest.len().to_string(),
            bare_percent(pair.shared.common.get()),
            words.unwrap_or_default(),
        ];
        push_row(&mut out, member(&pair.here).into_iter().chain(member(&pair.there)).chain(rest));
    }
    out
}
