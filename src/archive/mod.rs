//! Earlier reports kept on disk, read and segmented, so that asking for them costs no reading.
//!
//! An archive is a folder:
//!
//! | file | holds |
//! |---|---|
//! | `ganhuo-archive` | the list ([`Manifest`]): one line for each report, where it is stored, checksums |
//! | `000001.jsonl` … | segments: one report a line ([`record`]), written once and never changed; no number comes twice |
//! | `common` | what so many of its bodies write that it is nobody's ([`common`]); made of the rest whenever it is missing or stale |
//!
//! **Adding** writes a new segment and then replaces the list, in that order, each flushed to disk
//! and put in place by renaming. A crash leaves the old list with all that it names; what it does
//! not name does not exist, and the next change clears it away. **Asking** reads the list and the
//! lines it points to, nothing else: the time does not grow with the size of the segments.
//! **Damage** is recognised by the checksums and named: which report, which file.
//!
//! Memory mapping would need `unsafe` (another program could cut the file short under the map),
//! and would save nothing here: a report is one read of some 60 kB at a known place.
//!
//! In: bytes of files. Out: bytes of files. Touches no file itself; `cli` does.

mod checksum;
pub mod common;
mod damage;
mod manifest;
pub mod record;

pub use checksum::checksum;
pub use damage::Damage;
pub use manifest::{Entry, MANIFEST, Manifest, segment_name};

/// The version of the format that is written. Earlier ones are read, later ones refused, never guessed at.
pub const VERSION: u32 = 2;
