//! When a statute was last made or revised, as the report on some year could know it.

use crate::{check::context::date, model::Lang};

/// A day as year, month and day.
pub(super) type Day = (i32, u8, u8);

/// The days that a table knows of one statute, as it writes them; empty where it knows none.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    /// From when it is said to be new: the latest of all its days.
    pub(super) start: String,
    /// When it was adopted or last revised.
    pub(super) day: String,
    /// Whether that was a revision.
    pub(super) revised: bool,
    /// When it was revised before that, if the table says it.
    pub(super) earlier: String,
    /// Whether this is the revision before the last.
    pub(super) before: bool,
}

impl Made {
    /// The days that a report signed on `signed` could know: what was revised later was not revised yet. From
    /// when an earlier revision applied the table does not say; a year later at the latest.
    pub(super) fn known_on(&self, signed: Day) -> Self {
        let later = date(&self.day).is_some_and(|made| made > signed);
        if !later || self.earlier.is_empty() {
            return self.clone();
        }
        let made = self.earlier.clone();
        Self { start: made.clone(), day: made, revised: true, earlier: String::new(), before: true }
    }

    /// Whether it was no longer new in a year; of what was only `made` then the day counts from which it applies.
    pub(super) fn is_old_in(&self, year: i32, made: bool) -> bool {
        let since = if made && !self.day.is_empty() { &self.day } else { &self.start };
        date(since).is_some_and(|date| date.0 + i32::from(self.before) < year - 1)
    }

    /// When it was made and from when it is in force, in words.
    pub(super) fn said(&self, lang: Lang) -> String {
        let (start, made) = (said_date(lang, &self.start), said_date(lang, &self.day));
        let done = match (lang, self.revised) {
            (Lang::Zh, true) => "修订",
            (Lang::Zh, false) => "公布",
            (Lang::En, true) => "revised",
            (Lang::En, false) => "adopted",
        };
        match (lang, self.day.is_empty(), self.day == self.start) {
            (Lang::Zh, true, _) => format!("{start}起施行"),
            (Lang::Zh, _, true) => format!("{made}{done}"),
            (Lang::Zh, ..) => format!("{made}{done}，{start}起施行"),
            (Lang::En, true, _) => format!("in force since {start}"),
            (Lang::En, _, true) => format!("{done} on {made}"),
            (Lang::En, ..) => format!("{done} on {made}, in force since {start}"),
        }
    }
}

/// 2022-09-02 as people write it: 2022年9月2日; what is no whole date stays.
pub(super) fn said_date(lang: Lang, text: &str) -> String {
    let numbers: Vec<u32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    match (lang, &numbers[..]) {
        (Lang::Zh, [year, month, day]) => format!("{year}年{month}月{day}日"),
        (Lang::Zh, [year, month]) => format!("{year}年{month}月"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    #[test]
    fn a_revision_to_come_does_not_make_a_law_new() {
        let found = |year: i32| {
            let text = small("组织学习新修订《中华人民共和国未成年人保护法》2次。")
                .replace("2024年", &format!("{}年", year + 1))
                .replace("2023年", &format!("{year}年"));
            words(&report(&text), "currency/not-new")
        };
        assert!(found(2021).is_empty() && found(2022).is_empty());
        assert_eq!(found(2023), ["中华人民共和国未成年人保护法"]);
        assert!(found(2024).is_empty() && found(2025).is_empty());
    }
}
