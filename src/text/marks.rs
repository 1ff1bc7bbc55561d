//! The marks at which sentences and clauses end in a plain view, and the words between them.
//!
//! What a word means is most often asked of the words up to it or behind it, as far as one sentence or clause goes.
//! These are the sets of marks that are asked for most; a question with another set names its own.

/// Ends a sentence, or a part of one that stands by itself.
pub const SENTENCE: [char; 3] = ['。', ';', '\n'];

/// Ends a clause, whatever is listed in it.
pub const CLAUSE: [char; 5] = [',', '。', ';', ':', '\n'];

/// Ends a clause, one of the things that it lists, or the words before a bracket.
pub const MEMBER: [char; 7] = [',', '、', '。', ';', ':', '(', '\n'];

/// The words at the end of what stands before a place, behind its last mark.
pub fn before<'a>(head: &'a str, marks: &[char]) -> &'a str {
    head.rsplit(marks).next().unwrap_or("")
}

/// The words at the beginning of what stands behind a place, up to its first mark.
pub fn behind<'a>(rest: &'a str, marks: &[char]) -> &'a str {
    rest.split(marks).next().unwrap_or("")
}

/// Where the words before a place begin.
pub fn start(head: &str, marks: &[char]) -> usize {
    head.len() - before(head, marks).len()
}

/// Where the words from a place on end.
pub fn end(text: &str, at: usize, marks: &[char]) -> usize {
    at + behind(&text[at..], marks).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_bounded_by_marks_of_any_length() {
        let text = "全年巡河。其中夜间,共9次(复查2次)";
        let at = text.find('9').unwrap();
        let (head, rest) = text.split_at(at);
        assert_eq!([before(head, &CLAUSE), before(head, &SENTENCE)], ["共", "其中夜间,共"]);
        assert_eq!([behind(rest, &MEMBER), behind(rest, &CLAUSE)], ["9次", "9次(复查2次)"]);
        assert_eq!(start(head, &SENTENCE), "全年巡河。".len());
        assert_eq!(end(text, 0, &SENTENCE), "全年巡河".len());
        assert_eq!((start("", &CLAUSE), end(text, text.len(), &CLAUSE)), (0, text.len()));
    }
}
