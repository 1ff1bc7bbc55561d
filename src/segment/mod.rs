//! Finds the parts of a report: title, sections with their roles, claims.
//!
//! In: an `Extract` and the cues of the packs. Out: a `Document`.
//! Never fails and never asks whether a required part is there; that is what rules are for.

mod alone;
mod claim;
mod contents;
mod cues;
mod dates;
mod decimal;
mod foot;
mod lettered;
mod lists;
mod outline;
mod pieces;
mod sections;
mod tabular;
mod title;

pub use cues::Cues;

use crate::model::{BlockKind, Document, Draft, Extract, Header};

/// Segments a report.
pub fn segment(mut extract: Extract, cues: &Cues) -> Document {
    let text = extract.text.as_str();
    let mut blocks = std::mem::take(&mut extract.blocks);
    let (mut header, from) = title::head(text, &mut blocks, cues);
    foot::foot(text, &mut blocks, from, &mut header);
    contents::mark(text, &mut blocks);
    let blocks = tabular::rows(text, blocks, from);
    let blocks = pieces::pieces(text, blocks);
    let (mut blocks, headings) = outline::headings(text, &blocks, from, cues);
    complete(&mut header, &extract, &blocks, cues);
    let sections = sections::sections(text, &mut blocks, &headings, cues, &header);
    let claims = claim::claims(text, &blocks, &sections);
    Document::new(extract, Draft { blocks, sections, claims, header })
}

/// What the title does not say: the body from the signature, the year from text or date.
fn complete(header: &mut Header, extract: &Extract, blocks: &[crate::model::Block], cues: &Cues) {
    let text = extract.text.as_str();
    if header.title.is_empty()
        && let Some(title) = &extract.source.title
    {
        // A page often shows its title outside the text: it says genre, body and year as any other.
        header.title.clone_from(title);
        title::read_title(header, text, cues);
    }
    if header.issuer.is_none() {
        header.issuer = header.signature.map(|span| crate::text::fold_str(span.slice(text)));
    }
    if header.year.is_none() {
        header.year = year_of_text(text, blocks).or_else(|| header.date.map(|(year, ..)| year - 1));
    }
}

/// The year that the first paragraphs name most often.
fn year_of_text(text: &str, blocks: &[crate::model::Block]) -> Option<i32> {
    let mut counts: Vec<(usize, i32)> = Vec::new();
    let prose =
        blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading { .. }));
    for block in prose.take(12) {
        let mut words = block.span.slice(text);
        while let Some((year, range)) = dates::year(words) {
            words = &words[range.end..];
            // Since or until when is not what the report is about.
            let bound = ["以来", "以后", "以前", "之前", "之后"];
            let beyond = words.trim_start_matches(['年', '度']);
            if bound.iter().any(|word| beyond.starts_with(word)) {
                continue;
            }
            match counts.iter_mut().find(|(_, other)| *other == year) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, year)),
            }
        }
    }
    // Of equally frequent years the first is meant: reports begin with their own.
    counts
        .iter()
        .max_by_key(|(count, _)| *count)
        .map(|(most, _)| *most)
        .and_then(|most| counts.iter().find(|(count, _)| *count == most).map(|(_, year)| *year))
}

#[cfg(test)]
mod tests {
    use crate::testing::report;

    #[test]
    fn since_when_is_not_the_year_of_a_report() {
        let year = |words: &str| {
            let text = format!("岚溪区水务局年度工作情况\n{words}\n一、主要举措\n清淤河道9条。\n");
            report(&text).analysis.document.header().year
        };
        assert_eq!(year("2019年以来，我局清淤河道。"), None);
        assert_eq!(year("2019年以来，我局清淤河道，2023年清淤9条。"), Some(2023));
    }
}
