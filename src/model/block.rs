//! What a reader hands on: one long text and the blocks in it.

use crate::text::Span;

/// Index of a block in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// The file format that a text was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Office Open XML (Word, WPS, LibreOffice).
    Docx,
    /// PDF with a text layer.
    Pdf,
    /// OFD (GB/T 33190).
    Ofd,
}

impl Format {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
        }
    }

    /// Whether line and column mean something to the reader of this format.
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::Text | Self::Markdown)
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The report's title; one that is split over lines is one block.
    Title,
    /// A heading; 1 is the highest level.
    Heading {
        /// Level from 1.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// One cell of a table; all three numbers count from 0.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Row in the table.
        row: u32,
        /// Column in the table.
        column: u32,
    },
    /// The caption of a table or picture.
    Caption,
    /// A foot- or endnote.
    Note,
    /// A line of the page of contents.
    Contents,
    /// 市委、市政府：
    Salutation,
    /// The issuing body under the text.
    Signature,
    /// The date under the text.
    Date,
}

impl BlockKind {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading { .. } => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Cell { .. } => "cell",
            Self::Caption => "caption",
            Self::Note => "note",
            Self::Contents => "contents",
            Self::Salutation => "salutation",
            Self::Signature => "signature",
            Self::Date => "date",
        }
    }
}

/// Where a block stands in its file, as its reader would say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Line from 1 (text and Markdown).
    Line(u32),
    /// Paragraph from 1 in reading order (docx, html).
    Paragraph(u32),
    /// Page from 1 (PDF, OFD).
    Page(u32),
    /// A table cell; all from 1.
    Cell {
        /// Which table.
        table: u32,
        /// Row in the table.
        row: u32,
        /// Column in the table.
        column: u32,
    },
}

/// A piece of the text that stands alone: a paragraph, a heading, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The whole piece; hard-wrapped lines are one block, and page marks inside it are in
    /// [`Extract::skips`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub origin: Origin,
    /// The leading part that is set in bold, if any: a run-in heading often is.
    pub bold: Span,
}

/// Something that could not be read, or only in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Said in Chinese.
    pub zh: String,
    /// Said in English.
    pub en: String,
}

/// Where the text of an [`Extract`] came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The file format, recognised by content.
    pub format: Format,
    /// The character encoding of text formats, by its WHATWG name.
    pub encoding: Option<&'static str>,
    /// The title that the file states about itself (html), used where the body has none.
    pub title: Option<String>,
    /// The date that the file states about itself (html).
    pub date: Option<String>,
}

/// What a reader makes of a file: one long text, and blocks as spans into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The text. For `.txt` and `.md` it is the decoded file, unchanged but for a BOM.
    pub text: String,
    /// The blocks in reading order; ascending, disjoint. Text between blocks is not analysed
    /// (navigation of a web page, page marks).
    pub blocks: Vec<Block>,
    /// Pieces inside blocks that are not part of the report's words: page marks, running heads.
    /// Ascending, disjoint.
    pub skips: Vec<Span>,
    /// What could not be read.
    pub notices: Vec<Notice>,
    /// Where it came from.
    pub source: Source,
}
