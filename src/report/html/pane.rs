//! One report as a column of the page: its whole text with the passages in it.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    blocks::{Writer, blocks},
    code, escape, letter,
    marks::{Patch, Side, Touch, paint, touched},
};
use crate::{
    model::{BlockId, Document, Lang, Overlap, Shares},
    report::percent,
    text::Span,
};

/// What a column shows.
pub(super) struct Pane<'a> {
    pub(super) document: &'a Document,
    pub(super) side: Side,
    /// The passages in it, each with its place in the comparison.
    pub(super) passages: Vec<(usize, &'a Overlap)>,
    /// Copied shares, shown beside the headings.
    pub(super) shares: Option<&'a Shares>,
    pub(super) lang: Lang,
}

impl Pane<'_> {
    /// Writes the column; `anchors` gains the names of the places that can be linked to.
    pub(super) fn write(&self, out: &mut String, anchors: &mut BTreeSet<String>) {
        let patches = paint(&self.passages, self.side);
        blocks(out, self.document, &mut Column { pane: self, patches: &patches, anchors });
    }

    /// The section that a block is the heading of.
    fn headed(&self, id: BlockId) -> Option<usize> {
        self.document.sections().iter().position(|section| section.heading == Some(id))
    }

    /// The words of a block, passages marked.
    fn words(&self, out: &mut String, span: Span, patches: &[Patch], anchors: &mut BTreeSet<String>) {
        let mut at = span.start();
        let from = patches.partition_point(|patch| patch.span.end() <= span.start());
        for patch in patches[from..].iter().take_while(|patch| patch.span.start() < span.end()) {
            let Some(part) = patch.span.intersect(span) else { continue };
            self.text(out, Span::new(at, part.start()));
            self.patch(out, patch, part, anchors);
            at = part.end();
        }
        self.text(out, Span::new(at, span.end()));
    }

    fn patch(&self, out: &mut String, patch: &Patch, part: Span, anchors: &mut BTreeSet<String>) {
        let Some((_, overlap)) = self.passages.iter().find(|(at, _)| *at == patch.passage) else { return };
        let (own, other) = match self.side {
            Side::Here => ('h', 't'),
            Side::There => ('t', 'h'),
        };
        let number = patch.passage + 1;
        let mut link = |out: &mut String, number: usize, overlap: &Overlap, class: &str| {
            let _ = write!(out, "<a class=\"{class}\"");
            let name = format!("{own}{number}");
            if !anchors.contains(&name) {
                let _ = write!(out, " id=\"{name}\"");
                anchors.insert(name);
            }
            let _ = write!(out, " href=\"#{other}{number}\"");
            let name = self.lang.pick(overlap.class.zh(), overlap.class.name());
            let _ = write!(out, " title=\"{number} {name} {}\">", percent(overlap.similarity.get()));
        };
        link(out, number, overlap, &format!("p {}", code(overlap)));
        if part.start() == patch.span.start() {
            let moved = if overlap.moved { self.lang.pick("移", "M") } else { "" };
            let letter = letter(overlap, self.lang);
            let _ = write!(out, "<span class=\"label\">{letter}{moved}{number}</span>");
        }
        let mut at = part.start();
        for (word, touch) in touched(self.document, overlap, self.side) {
            let Some(word) = word.intersect(Span::new(at, part.end())) else { continue };
            self.text(out, Span::new(at, word.start()));
            let (open, close) = match (touch, self.side) {
                (Touch::Changed, Side::Here) => ("<ins>", "</ins>"),
                (Touch::Changed, Side::There) => ("<del>", "</del>"),
                (Touch::Figure, _) => ("<span class=\"f\">", "</span>"),
                (Touch::Common, _) => ("<span class=\"c\">", "</span>"),
            };
            out.push_str(open);
            self.text(out, word);
            out.push_str(close);
            at = word.end();
        }
        self.text(out, Span::new(at, part.end()));
        out.push_str("</a>");
        if part.end() == patch.span.end() {
            for also in &patch.also {
                if let Some((at, overlap)) = self.passages.iter().find(|(at, _)| at == also) {
                    link(out, at + 1, overlap, "label");
                    let _ = write!(out, "{}{}</a>", letter(overlap, self.lang), at + 1);
                }
            }
        }
    }

    fn text(&self, out: &mut String, span: Span) {
        if !span.is_empty() {
            escape::push(out, &self.document.shown(span));
        }
    }
}

/// A column that is being written.
struct Column<'a> {
    pane: &'a Pane<'a>,
    patches: &'a [Patch],
    anchors: &'a mut BTreeSet<String>,
}

impl Writer for Column<'_> {
    fn attributes(&mut self, out: &mut String, block: BlockId) {
        if let Some(section) = self.pane.headed(block).filter(|_| self.pane.side == Side::Here) {
            let _ = write!(out, " id=\"s{section}\"");
            self.anchors.insert(format!("s{section}"));
        }
    }

    fn words(&mut self, out: &mut String, block: BlockId, span: Span) {
        self.pane.words(out, span, self.patches, self.anchors);
        let section = self.pane.headed(block);
        let share = self.pane.shares.zip(section).and_then(|(shares, section)| shares.sections.get(section));
        if let Some(share) = share {
            let said = self.pane.lang.pick("重合", "copied");
            let _ = write!(out, "<span class=\"copied\">{said} {}</span>", percent(share.get()));
        }
    }
}
