//! What can be wrong with an archive, said so that somebody can act on it.

use super::{MANIFEST, VERSION};
use crate::model::Lang;

/// A damaged or foreign archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The list is not one that this program writes.
    NotAnArchive,
    /// Another version of the program wrote it.
    Version(u32),
    /// The list was cut short or changed; the line.
    Manifest(usize),
    /// A segment that the list names is missing or too short.
    Segment(String),
    /// A stored report is not what was stored: its name and its segment.
    Record(String, String),
}

impl Damage {
    /// What is wrong, and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NotAnArchive, Lang::Zh) => format!("{MANIFEST} 不是本程序写的档案目录"),
            (Self::NotAnArchive, Lang::En) => format!("{MANIFEST} is no list of an archive"),
            (Self::Version(version), Lang::Zh) => {
                format!("档案格式是第{version}版，本程序只认第{VERSION}版；请用原来的版本，或重新建档")
            }
            (Self::Version(version), Lang::En) => {
                format!(
                    "format {version}, this program knows {VERSION}; use the other version or build it anew"
                )
            }
            (Self::Manifest(line), Lang::Zh) => {
                format!("目录文件 {MANIFEST} 第{line}行损坏；请从备份恢复，或删去档案重新建档")
            }
            (Self::Manifest(line), Lang::En) => {
                format!("the list {MANIFEST} is damaged at line {line}; restore it or build the archive anew")
            }
            (Self::Segment(name), Lang::Zh) => format!("数据文件 {name} 缺失或不完整；请从备份恢复"),
            (Self::Segment(name), Lang::En) => {
                format!("the segment {name} is missing or cut short; restore it")
            }
            (Self::Record(path, segment), Lang::Zh) => {
                format!("{path} 的存档损坏（{segment}）；请先 archive remove，再重新 archive add")
            }
            (Self::Record(path, segment), Lang::En) => {
                format!("the stored {path} is damaged ({segment}); remove it and add it again")
            }
        }
    }
}
