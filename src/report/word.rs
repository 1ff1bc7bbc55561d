//! Why nothing could be written into a Word file.

use std::{error::Error, fmt};

use crate::{model::Lang, ooxml::Fault};

/// Author of the comments and of the tracked changes.
pub(super) const AUTHOR: &str = "ganhuo";

/// Why comments or changes could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordError {
    /// The file is no `.docx`, or a damaged one.
    NotWord,
    /// The file is not the one that was checked.
    Changed,
    /// Its XML is damaged, so nothing can be written into it safely.
    Damaged,
}

impl WordError {
    /// What to do, in Chinese and in English.
    pub const fn message(self, lang: Lang) -> &'static str {
        match self {
            Self::NotWord => lang.pick(
                "批注和修订只能写进 .docx 文件；请用 Word 或 WPS 另存为 .docx 后再检查",
                "comments and changes can only be written into a .docx; save the file as .docx first",
            ),
            Self::Changed => lang.pick(
                "文件在检查期间被改动，没有写入；请保存并关闭文件后重新检查",
                "the file was changed while it was checked; save and close it, then check it again",
            ),
            Self::Damaged => lang.pick(
                "文件内部有损坏，不能安全地写入；请用 Word 或 WPS 打开修复后另存",
                "the file is damaged inside, so nothing can be written safely; repair it in Word first",
            ),
        }
    }
}

impl fmt::Display for WordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl Error for WordError {}

impl From<Fault> for WordError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Damaged | Fault::TooLarge => Self::Damaged,
            _ => Self::NotWord,
        }
    }
}
