//! Glob patterns of a configuration, and which files they mean.

use std::{env, path::Path, path::PathBuf};

use anyhow::Context;
use globset::{Glob, GlobSet, GlobSetBuilder};

use super::files::parts;

/// Patterns that fit in any folder, and those that begin with `/`: they fit from the folder of the
/// configuration on.
#[derive(Debug)]
pub(super) struct Globs {
    anywhere: GlobSet,
    anchored: GlobSet,
    /// The folder of the configuration, as parts of an absolute path.
    folder: Vec<PathBuf>,
}

impl Globs {
    /// Compiles patterns; `file` is the configuration they stand in, if there is one.
    ///
    /// # Errors
    /// Names the pattern that is none.
    pub(super) fn new(patterns: &[String], file: Option<&Path>) -> anyhow::Result<Self> {
        let (mut anywhere, mut anchored) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        let name = file.map_or_else(|| "ganhuo.toml".into(), |file| file.display().to_string());
        for pattern in patterns {
            let (set, whole) = match pattern.strip_prefix('/') {
                Some(below) => (&mut anchored, below.to_owned()),
                None => (&mut anywhere, format!("**/{pattern}")),
            };
            set.add(Glob::new(&whole).with_context(|| format!("{name}: glob pattern `{pattern}`"))?);
        }
        let folder = match file {
            Some(file) => file.parent().map(Path::to_path_buf).unwrap_or_default(),
            None => env::current_dir().unwrap_or_default(),
        };
        Ok(Self { anywhere: anywhere.build()?, anchored: anchored.build()?, folder: parts(&folder) })
    }

    /// Whether one of them means a file.
    pub(super) fn is_match(&self, path: &Path) -> bool {
        if self.anywhere.is_match(path) {
            return true;
        }
        if self.anchored.is_empty() {
            return false;
        }
        let whole = parts(path);
        let below = whole.strip_prefix(self.folder.as_slice());
        below.is_some_and(|below| self.anchored.is_match(below.iter().collect::<PathBuf>()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_slash_means_the_folder_of_the_configuration() {
        let globs = |pattern: &str| {
            Globs::new(&[pattern.to_owned()], Some(Path::new("/年报/ganhuo.toml"))).expect("a pattern")
        };
        let anchored = globs("/草稿/*");
        assert!(anchored.is_match(Path::new("/年报/草稿/甲.txt")));
        assert!(!anchored.is_match(Path::new("/年报/2024/草稿/甲.txt")));
        assert!(!anchored.is_match(Path::new("/草稿/甲.txt")));
        let free = globs("草稿/*");
        assert!(free.is_match(Path::new("/年报/2024/草稿/甲.txt")));
    }
}
