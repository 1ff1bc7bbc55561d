//! The main part with runs cut around changed words.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{super::flow::Flow, stand::Stand};
use crate::text::Span;

/// A stretch of one text element that goes, and what comes in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    /// Its first byte in the part.
    pub(super) from: u32,
    /// The byte behind it; the same where nothing goes.
    pub(super) to: u32,
    /// The piece of the flow it begins in.
    pub(super) piece: usize,
    /// What is inserted; empty for nothing.
    pub(super) text: &'a str,
}

/// The part with all cuts (ascending, disjoint), their ids counted from `id`.
pub(super) fn written(
    source: &str,
    flow: &Flow,
    cuts: &[Cut<'_>],
    stands: &BTreeMap<u32, Stand>,
    author: &str,
    id: u32,
) -> String {
    let out = String::with_capacity(source.len() + cuts.len() * 400);
    let mut writer = Writer { source, flow, author, id, out, copied: 0, opened: None };
    for cut in cuts {
        let run = &flow.runs[flow.pieces[cut.piece].run as usize];
        if let Some(stand) = stands.get(&run.start) {
            writer.cut(cut, stand);
        }
    }
    writer.copy(source.len());
    writer.out
}

struct Writer<'a> {
    source: &'a str,
    flow: &'a Flow,
    author: &'a str,
    id: u32,
    out: String,
    /// Up to where the source is copied.
    copied: usize,
    /// Length of `out` before and behind the last run that was opened anew: one that stays empty is
    /// taken back.
    opened: Option<(usize, usize)>,
}

impl Writer<'_> {
    fn copy(&mut self, to: usize) {
        if to > self.copied {
            self.out.push_str(self.source.get(self.copied..to).unwrap_or(""));
            self.copied = to;
        }
    }

    fn cut(&mut self, cut: &Cut<'_>, stand: &Stand) {
        let p = self.flow.prefix.as_str();
        let piece = &self.flow.pieces[cut.piece];
        let run = &self.flow.runs[piece.run as usize];
        let properties = run.properties.slice(self.source);
        self.close_before(cut, stand, properties, piece.tag);
        if cut.to > cut.from {
            let words = &self.source[cut.from as usize..cut.to as usize];
            let mark = self.mark("del");
            let _ = write!(
                self.out,
                "{mark}<{p}r>{properties}<{p}delText xml:space=\"preserve\">{words}</{p}delText></{p}r></{p}del>"
            );
        }
        let text_ends = self.pass(cut.to as usize, "t");
        let run_ends = text_ends && self.pass(self.copied, "r");
        if !cut.text.is_empty() {
            self.insert(cut.text, properties, stand.inserted, run_ends);
        }
        if run_ends {
            return;
        }
        let before = self.out.len();
        let _ = write!(self.out, "{}{properties}", stand.tag.slice(self.source));
        if !text_ends {
            let _ = write!(self.out, "<{p}t xml:space=\"preserve\">");
        }
        self.opened = Some((before, self.out.len()));
    }

    /// Copies what stands before a cut and ends its run there, unless that run has shown nothing yet.
    fn close_before(&mut self, cut: &Cut<'_>, stand: &Stand, properties: &str, text: Span) {
        let p = self.flow.prefix.as_str();
        let (from, copied) = (cut.from as usize, self.copied);
        let (run, tag) = (stand.tag.range(), text.range());
        self.copy(from);
        if self.takes_back() {
            return;
        }
        let starts_text = from == tag.end && copied <= tag.start;
        if starts_text && copied <= run.start && self.source[run.end..tag.start].trim() == properties {
            self.out.truncate(self.out.len() - (from - run.start));
        } else if starts_text {
            self.out.truncate(self.out.len() - tag.len());
            if !self.takes_back() {
                let _ = write!(self.out, "</{p}r>");
            }
        } else {
            // A space at the end of the first half must not vanish.
            let words = &self.source[tag.end.max(copied)..from];
            if copied <= tag.start && words.ends_with(' ') && !text.slice(self.source).contains("preserve") {
                let end = self.out.len() - words.len() - 1;
                self.out.insert_str(end, " xml:space=\"preserve\"");
            }
            let _ = write!(self.out, "</{p}t></{p}r>");
        }
    }

    /// Takes back the run that was opened last if nothing stands in it.
    fn takes_back(&mut self) -> bool {
        let Some((before, _)) = self.opened.take_if(|(_, behind)| *behind == self.out.len()) else {
            return false;
        };
        self.out.truncate(before);
        true
    }

    /// Moves to `at`, and over the end tag of that name if it stands there.
    fn pass(&mut self, at: usize, name: &str) -> bool {
        self.copied = at;
        let end = format!("</{}{name}>", self.flow.prefix);
        let stands = self.source[at..].starts_with(&end);
        if stands {
            self.copied += end.len();
        }
        stands
    }

    /// Writes an insertion; that of another author around it is interrupted, for one does not stand
    /// in another.
    fn insert(&mut self, text: &str, properties: &str, around: Option<Span>, run_ends: bool) {
        let p = self.flow.prefix.as_str();
        let ends = around.is_some() && run_ends && self.pass(self.copied, "ins");
        if around.is_some() {
            let _ = write!(self.out, "</{p}ins>");
        }
        let words = quick_xml::escape::partial_escape(text);
        let mark = self.mark("ins");
        let _ = write!(
            self.out,
            "{mark}<{p}r>{properties}<{p}t xml:space=\"preserve\">{words}</{p}t></{p}r></{p}ins>"
        );
        if let Some(tag) = around.filter(|_| !ends) {
            let tag = self.renumbered(tag.slice(self.source));
            self.out.push_str(&tag);
        }
    }

    /// A start tag of ours.
    fn mark(&mut self, name: &str) -> String {
        let (p, author, id) = (self.flow.prefix.as_str(), self.author, self.id);
        self.id += 1;
        format!("<{p}{name} {p}id=\"{id}\" {p}author=\"{author}\">")
    }

    /// The start tag of an insertion with an id of its own.
    fn renumbered(&mut self, tag: &str) -> String {
        let name = format!("{}id=", self.flow.prefix);
        let found = tag.find(&name).and_then(|at| {
            let value = at + name.len();
            let quote = tag[value..].chars().next()?;
            let end = tag[value + 1..].find(quote)? + value + 1;
            Some(format!("{}{}{}", &tag[..=value], self.id, &tag[end..]))
        });
        self.id += 1;
        found.unwrap_or_else(|| tag.to_owned())
    }
}
