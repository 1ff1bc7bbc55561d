//! A plain view of a text that remembers where each byte came from.
//!
//! Full-width letters, digits and punctuation become ASCII, so one pattern fits all typing habits;
//! line breaks inside a paragraph, and spaces beside a Chinese character, are left out. Matching
//! happens on the view; what was found is reported in the original.

use super::{Span, class};

/// A step of the map from view to original: from `folded` on, offsets differ by a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    folded: u32,
    original: u32,
    /// End, in the original, of the character before this step.
    before: u32,
}

/// The plain view of some spans of a text. Spans are joined by `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    text: String,
    runs: Vec<Run>,
    /// For each stretch of [`STRETCH`] bytes of the view, and of the original, the first step behind its
    /// start: a look-up searches one stretch and not the whole map.
    of_view: Vec<u32>,
    of_original: Vec<u32>,
}

/// Bytes of a stretch, as a power of two.
const STRETCH: u32 = 7;

/// The first step behind the start of each stretch.
fn stretches(runs: &[Run], offset: impl Fn(&Run) -> u32) -> Vec<u32> {
    let mut firsts = Vec::new();
    for (nth, run) in runs.iter().enumerate() {
        while (firsts.len() as u32) << STRETCH < offset(run) {
            firsts.push(nth as u32);
        }
    }
    firsts
}

/// How many steps do not stand behind `at`, by the stretch that holds it.
#[inline]
fn steps(runs: &[Run], stretches: &[u32], at: u32, offset: impl Fn(&Run) -> u32) -> usize {
    let stretch = (at >> STRETCH) as usize;
    let from = stretches.get(stretch).map_or(runs.len(), |first| *first as usize);
    let to = stretches.get(stretch + 1).map_or(runs.len(), |first| *first as usize);
    from + runs[from..to.max(from)].partition_point(|run| offset(run) <= at)
}

impl Folded {
    /// Folds the `pieces` of `text` (ascending, disjoint) and leaves out the `skips` (ascending).
    pub fn new(text: &str, pieces: &[Span], skips: &[Span]) -> Self {
        let mut folder = Folder {
            folded: Self {
                text: String::with_capacity(text.len()),
                runs: Vec::new(),
                of_view: Vec::new(),
                of_original: Vec::new(),
            },
            delta: None,
            before: 0,
        };
        let mut skip = 0;
        for (nth, piece) in pieces.iter().enumerate() {
            if nth > 0 {
                folder.push('\n', folder.before, folder.before);
            }
            folder.fold_piece(text, *piece, skips, &mut skip);
        }
        // A last step, so that the end of the view maps to the end of what was folded.
        let end = folder.folded.text.len() as u32;
        folder.folded.runs.push(Run { folded: end, original: folder.before, before: folder.before });
        folder.folded.of_view = stretches(&folder.folded.runs, |run| run.folded);
        folder.folded.of_original = stretches(&folder.folded.runs, |run| run.original);
        folder.folded
    }

    /// The plain text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where, in the original, the character at a byte offset of the view starts.
    pub fn start(&self, offset: u32) -> u32 {
        let at = steps(&self.runs, &self.of_view, offset, |run| run.folded);
        match at.checked_sub(1).map(|at| self.runs[at]) {
            Some(run) => run.original + (offset - run.folded),
            None => self.runs.first().map_or(0, |run| run.original),
        }
    }

    /// Where, in the original, the character before a byte offset of the view ends.
    pub fn end(&self, offset: u32) -> u32 {
        let at = steps(&self.runs, &self.of_view, offset, |run| run.folded);
        match at.checked_sub(1).map(|at| self.runs[at]) {
            Some(run) if run.folded == offset => run.before,
            Some(run) => run.original + (offset - run.folded),
            None => 0,
        }
    }

    /// A range of the view as a span of the original.
    pub fn unfold(&self, folded: Span) -> Span {
        let start = self.start(folded.start());
        if folded.is_empty() {
            return Span::at(start);
        }
        Span::new(start, self.end(folded.end()).max(start))
    }

    /// The first offset of the view that stands at or after an offset of the original.
    pub fn offset(&self, original: u32) -> u32 {
        let at = steps(&self.runs, &self.of_original, original, |run| run.original);
        let limit = self.runs.get(at).map_or(self.text.len() as u32, |run| run.folded);
        let offset = match at.checked_sub(1).map(|at| self.runs[at]) {
            Some(run) => (run.folded + (original - run.original)).min(limit),
            None => 0,
        };
        // An original character can be longer than its fold; inside it we mean the next one.
        let mut offset = offset as usize;
        while !self.text.is_char_boundary(offset) {
            offset += 1;
        }
        offset as u32
    }

    /// A span of the original as a range of the view.
    pub fn fold(&self, original: Span) -> Span {
        let start = self.offset(original.start());
        let mut end = self.offset(original.end());
        // Where one piece ends and the next begins at once, the joint belongs to neither.
        if end > start + 1 && self.text.as_bytes()[end as usize - 1] == b'\n' {
            end -= 1;
        }
        Span::new(start, end)
    }

    /// The words of a span of the original as they were written, without what the view leaves out: for
    /// people to read. `text` is the original.
    pub fn written(&self, text: &str, original: Span) -> String {
        let range = self.fold(original);
        let mut out = String::with_capacity(range.len() as usize);
        let mut at = range.start();
        // Most steps of the map are written as the view has them.
        while at < range.end() {
            let nth = steps(&self.runs, &self.of_view, at, |run| run.folded);
            let end = self.runs.get(nth).map_or(range.end(), |run| run.folded.min(range.end()));
            let view = &self.text[at as usize..end as usize];
            let start = self.start(at) as usize;
            if text.get(start..start + view.len()) == Some(view) {
                out.push_str(view);
            } else {
                for (nth, c) in view.char_indices() {
                    let own = text.get(start + nth..).and_then(|rest| rest.chars().next());
                    // A space or a joint of the view may stand for a line break or a page mark.
                    out.push(own.filter(|own| fold_char(*own) == c).unwrap_or(c));
                }
            }
            at = end;
        }
        out
    }

    /// The plain words of a span of the original.
    pub fn slice(&self, original: Span) -> &str {
        self.fold(original).slice(&self.text)
    }
}

struct Folder {
    folded: Folded,
    delta: Option<i64>,
    before: u32,
}

impl Folder {
    fn push(&mut self, c: char, start: u32, end: u32) {
        let at = self.folded.text.len() as u32;
        let delta = i64::from(start) - i64::from(at);
        if self.delta != Some(delta) {
            self.folded.runs.push(Run { folded: at, original: start, before: self.before });
            self.delta = Some(delta);
        }
        self.folded.text.push(c);
        // A fold that changes a character's length breaks the run behind it.
        if end - start != c.len_utf8() as u32 {
            self.delta = None;
        }
        self.before = end;
    }

    fn fold_piece(&mut self, text: &str, piece: Span, skips: &[Span], skip: &mut usize) {
        let mut gap: Option<Gap> = None;
        let mut last: Option<char> = None;
        let mut at = piece.start();
        let slice = piece.slice(text);
        while let Some(c) = slice.get((at - piece.start()) as usize..).and_then(|rest| rest.chars().next()) {
            while skips.get(*skip).is_some_and(|span| span.end() <= at) {
                *skip += 1;
            }
            if let Some(span) = skips.get(*skip).filter(|span| span.start() <= at && at < span.end()) {
                let gap = gap.get_or_insert(Gap { start: at, end: at, breaks: false });
                gap.end = span.end().min(piece.end());
                gap.breaks = true;
                at = gap.end;
                continue;
            }
            let end = at + c.len_utf8() as u32;
            if is_gap(c) {
                let gap = gap.get_or_insert(Gap { start: at, end, breaks: false });
                gap.end = end;
                gap.breaks |= matches!(c, '\n' | '\r');
            } else {
                if let (Some(gap), Some(last)) = (gap.take(), last)
                    && gap.shows_between(last, c)
                {
                    self.push(' ', gap.start, gap.end);
                }
                self.push(fold_char(c), at, end);
                last = Some(c);
            }
            at = end;
        }
    }
}

/// White space, or something skipped, between two characters.
struct Gap {
    start: u32,
    end: u32,
    breaks: bool,
}

impl Gap {
    /// A gap is kept (as one space) only between ASCII characters: “in 2022” but not “于 2022 年”.
    /// A line break between two digits is a wrapped number.
    fn shows_between(&self, left: char, right: char) -> bool {
        left.is_ascii()
            && right.is_ascii()
            && !(self.breaks && left.is_ascii_digit() && right.is_ascii_digit())
    }
}

/// The plain form of one character: full-width ASCII becomes ASCII, the rest stays.
///
/// 。、“”《》〔〕— and … have no half-width form in Chinese text and stay as they are.
pub const fn fold_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => (c as u32 - 0xfee0) as u8 as char,
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{fe55}' => ':',
        '\u{fe54}' => ';',
        '\u{fe50}' => ',',
        '\u{ff61}' => '。',
        '\u{ff64}' => '、',
        '\u{2f00}'..='\u{2fd5}' | '\u{2e80}'..='\u{2eff}' => class::unified(c),
        _ => c,
    }
}

/// Whether a character only keeps others apart.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// The plain form of a pattern or phrase, by the same rules as [`Folded`].
pub fn fold_str(text: &str) -> String {
    // Nearly all words of the packs are plain as they are written.
    if text.chars().all(|c| fold_char(c) == c && !is_gap(c)) {
        return text.to_owned();
    }
    Folded::new(text, &[Span::from(0..text.len())], &[]).text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Folded {
        Folded::new(text, &[Span::from(0..text.len())], &[])
    }

    #[test]
    fn widths_and_spaces() {
        assert_eq!(fold_str("２０２２ 年，召开 12 次（含 APP 会议）。"), "2022年,召开12次(含APP会议)。");
        assert_eq!(fold_str("a b　c"), "a b c");
        assert_eq!(fold_str("１ ９ ９ ７ 年"), "1997年");
        assert_eq!(fold_str("20\n22年建\n设"), "2022年建设");
    }

    proptest::proptest! {
        #[test]
        fn a_phrase_folds_like_a_text(words in "[一丁ａ１a1 \u{3000}\n⼀，。,\u{200b}\u{ad}é]{0,9}") {
            let text = whole(&words);
            proptest::prop_assert_eq!(fold_str(&words), text.text());
        }
    }

    #[test]
    fn every_folded_character_points_to_where_it_came_from() {
        let text = "一、２０２２ 年，\n- 2 -\n召开（12 次）";
        let mark = text.find("- 2 -").unwrap();
        let folded =
            Folded::new(text, &[Span::from(0..text.len())], &[Span::from(mark..mark + "- 2 -\n".len())]);
        assert_eq!(folded.text(), "一、2022年,召开(12次)");
        for (at, c) in folded.text().char_indices() {
            let span = folded.unfold(Span::from(at..at + c.len_utf8()));
            let original: Vec<char> = span.slice(text).chars().collect();
            assert_eq!(original.len(), 1, "{c}");
            assert_eq!(fold_char(original[0]), c);
            assert_eq!(folded.offset(span.start()), at as u32, "{c}");
        }
        assert_eq!(folded.slice(Span::from(mark..text.len())), "召开(12次)");
    }

    #[test]
    fn a_long_text_maps_like_a_short_one() {
        let text = "全年 召开（１２ 次）会议，\n讨论草案 3 件；abc ".repeat(90);
        let folded = whole(&text);
        for at in 0..=folded.text().len() as u32 + 300 {
            let plain = folded.runs.partition_point(|run| run.folded <= at);
            assert_eq!(steps(&folded.runs, &folded.of_view, at, |run| run.folded), plain, "{at}");
        }
        for at in 0..=text.len() as u32 + 300 {
            let plain = folded.runs.partition_point(|run| run.original <= at);
            assert_eq!(steps(&folded.runs, &folded.of_original, at, |run| run.original), plain, "{at}");
        }
    }

    #[test]
    fn pieces_are_joined_by_line_ends() {
        let text = "甲乙 ，丙";
        let folded = Folded::new(text, &[Span::new(0, 6), Span::new(7, 13)], &[]);
        assert_eq!(folded.text(), "甲乙\n,丙");
        assert_eq!(folded.unfold(Span::new(7, 11)).slice(text), "，丙");
        assert_eq!(folded.unfold(Span::new(0, 6)).slice(text), "甲乙");
    }

    #[test]
    fn words_are_shown_as_they_were_written() {
        let text = "召开（１２ 次），\n办理 in\n2022";
        let folded = whole(text);
        assert_eq!(folded.written(text, Span::from(0..text.len())), "召开（１２次），办理in 2022");
    }

    #[test]
    fn touching_pieces_are_sliced_without_the_joint() {
        let folded = Folded::new("甲乙丙", &[Span::new(0, 6), Span::new(6, 9)], &[]);
        assert_eq!((folded.slice(Span::new(0, 6)), folded.slice(Span::new(6, 9))), ("甲乙", "丙"));
        assert_eq!(folded.slice(Span::new(0, 9)), "甲乙\n丙");
    }

    #[test]
    fn an_empty_view() {
        let folded = whole("");
        assert_eq!(folded.unfold(Span::at(0)), Span::at(0));
        assert_eq!(folded.offset(0), 0);
    }
}
