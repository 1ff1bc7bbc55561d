//! Runs: the characters that they show, and where those stand in the source.

use super::{
    super::{
        element::RunLook,
        flow::{Piece, Run},
        xml::Xml,
    },
    Walk,
};
use crate::text::Span;

/// A run that is being read.
#[derive(Debug)]
pub(super) struct OpenRun {
    pub(super) start: u32,
    pub(super) look: RunLook,
    pub(super) properties: Span,
    pub(super) divisible: bool,
    /// How many paragraphs are open around it: a run in a run of the same paragraph is a reading
    /// aid (ruby), and marks must stay outside the outer one.
    pub(super) depth: usize,
    /// Its number, once it shows a character.
    pub(super) id: Option<u32>,
}

/// The text element that is being read.
#[derive(Debug)]
pub(super) struct OpenText {
    pub(super) tag: Span,
    pub(super) keeps_space: bool,
    /// Length of the paragraph's text and number of its pieces before it.
    pub(super) from: (usize, usize),
}

impl Walk<'_> {
    pub(super) fn end_run(&mut self, end: u32) {
        let Some(run) = self.run.pop() else { return };
        if let Some(id) = run.id {
            self.built.runs[id as usize].end = end;
        }
        if self.note.is_none() {
            for (_, at) in self.references.iter_mut().rev().take_while(|(_, at)| *at == u32::MAX) {
                *at = end;
            }
        }
    }

    /// A character that an element stands for.
    pub(super) fn sign(&mut self, xml: &Xml<'_>, text: &str) {
        if !self.run.is_empty() {
            self.show(text, Span::from(xml.before()..xml.after()), false, Span::default());
        }
    }

    pub(super) fn characters(&mut self, xml: &Xml<'_>, text: &str, literal: bool) {
        let Some(open) = &self.text else { return };
        let tag = open.tag;
        let raw = Span::from(xml.before()..xml.after());
        if text.contains(['\n', '\r', '\t']) {
            // Line ends in the XML source are spaces to Word.
            let plain: String =
                text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
            self.show(&plain, raw, literal, tag);
        } else {
            self.show(text, raw, literal, tag);
        }
    }

    pub(super) fn show(&mut self, text: &str, raw: Span, literal: bool, tag: Span) {
        let (Some(open), Some(run)) = (self.paragraphs.last_mut(), self.run.last()) else { return };
        let look = run.look.or(open.inherited.run);
        if look.hidden == Some(true) || self.codes > 0 || text.is_empty() {
            return;
        }
        let start = open.text.len();
        open.text.push_str(text);
        let is_bold = look.bold == Some(true) || text.trim().is_empty();
        if open.all_bold && !is_bold {
            (open.all_bold, open.bold) = (false, start as u32);
        }
        if self.note.is_some() {
            return;
        }
        let depth = run.depth;
        let outermost = self.run.iter().position(|run| run.depth == depth).unwrap_or(0);
        let nested = outermost + 1 < self.run.len();
        let run = &mut self.run[outermost];
        let runs = &mut self.built.runs;
        let id = *run.id.get_or_insert_with(|| {
            runs.push(Run {
                start: run.start,
                end: run.start,
                properties: run.properties,
                divisible: run.divisible && !nested,
            });
            runs.len() as u32 - 1
        });
        open.pieces.push(Piece {
            span: Span::from(start..open.text.len()),
            raw,
            literal: literal && raw.len() as usize == text.len(),
            run: id,
            tag,
        });
    }

    /// Without `xml:space="preserve"`, white space at both ends of a text element does not show.
    pub(super) fn end_text(&mut self) {
        let (Some(text), Some(open)) = (self.text.take(), self.paragraphs.last_mut()) else { return };
        let (from, first) = text.from;
        if text.keeps_space || from > open.text.len() {
            return;
        }
        let blank = |c: char| c == ' ';
        let kept = open.text[from..].trim_end_matches(blank).len() + from;
        open.text.truncate(kept);
        while let Some(piece) = open.pieces.get_mut(first..).and_then(|pieces| pieces.last_mut()) {
            let over = piece.span.end().saturating_sub(kept as u32);
            if over == 0 {
                break;
            }
            if over >= piece.span.len() {
                open.pieces.pop();
                continue;
            }
            piece.span = Span::new(piece.span.start(), piece.span.end() - over);
            if piece.literal {
                piece.raw = Span::new(piece.raw.start(), piece.raw.end() - over);
            }
            break;
        }
    }
}
