//! Files, folders, the environment, the terminal.

use std::{
    env, fs,
    io::{self, IsTerminal, Read, Write},
    path::{Component, Path, PathBuf},
    sync::OnceLock,
};

use ignore::WalkBuilder;

use super::{args::Color, globs::Globs};
use crate::{
    model::{Lang, Report},
    report::{Ambiguous, Look},
};

/// Endings of files that are taken from a folder; a file that is named is always taken.
const ENDINGS: [&str; 10] = ["txt", "md", "markdown", "html", "htm", "docx", "pdf", "ofd", "doc", "wps"];

/// The largest file that is read, in bytes: a report of a thousand pages with pictures has less,
/// and anything above is a mistake that would only cost memory.
pub(super) const LARGEST: u64 = 256 << 20;

/// One input: its name as the user sees it, and its bytes or why it could not be read.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) bytes: Result<Vec<u8>, (String, String)>,
}

/// A folder or file that could not be looked at, and why.
pub(super) type Unread = (String, (String, String));

/// The files behind some paths.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) files: Vec<PathBuf>,
    pub(super) failures: Vec<Unread>,
    /// Folders, as named, in which there are none though all could be looked through.
    pub(super) empty: Vec<PathBuf>,
}

/// The files behind some paths, in order: folders walked by name, `-` the standard input.
///
/// A file that two paths name is taken once.
pub(super) fn list(paths: &[PathBuf], exclude: &Globs) -> Listing {
    let mut list = Listing::default();
    for path in paths {
        if !path.is_dir() {
            list.files.push(path.clone());
            continue;
        }
        let (mut found, failures) = sift(WalkBuilder::new(path).require_git(false).build());
        found.retain(|file| has_known_ending(file) && !exclude.is_match(file));
        if path.as_os_str() == "." {
            for file in &mut found {
                *file = file.strip_prefix(".").map(Path::to_path_buf).unwrap_or_default();
            }
        }
        if found.is_empty() && failures.is_empty() {
            list.empty.push(path.clone());
        }
        list.files.extend(found);
        list.failures.extend(failures);
    }
    let mut seen = std::collections::BTreeSet::new();
    list.files.retain(|path| seen.insert(path.clone()));
    list
}

/// The files of a walk by name, and what it could not look at.
pub(super) fn sift(
    walk: impl Iterator<Item = Result<ignore::DirEntry, ignore::Error>>,
) -> (Vec<PathBuf>, Vec<Unread>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                found.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => failures.push(unread(error, "")),
        }
    }
    found.sort();
    failures.sort();
    (found, failures)
}

/// Path and reason of an error of a walk.
fn unread(error: ignore::Error, path: &str) -> Unread {
    match error {
        ignore::Error::WithPath { path, err } => unread(*err, &path.to_string_lossy()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            unread(*err, path)
        }
        ignore::Error::Io(error) => (path.to_owned(), reason(&error)),
        other => (path.to_owned(), (format!("读取失败：{other}"), format!("cannot be read: {other}"))),
    }
}

fn has_known_ending(path: &Path) -> bool {
    // Word and WPS keep an owner file ~$report.docx beside an open document.
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    // A folder's README describes the reports and is none.
    let readme = name.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("readme"));
    !name.starts_with("~$")
        && !readme
        && path
            .extension()
            .and_then(|end| end.to_str())
            .is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// Reads one file, or the standard input for `-`.
pub(super) fn read(path: &Path) -> Input {
    let name = path.to_string_lossy().into_owned();
    let bytes = read_bytes(path, &name).map_err(|error| reason(&error));
    Input { name, bytes }
}

fn read_bytes(path: &Path, name: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if name == "-" {
        // The standard input can be read only once, but may be asked for again.
        static STDIN: OnceLock<Vec<u8>> = OnceLock::new();
        let known = if let Some(known) = STDIN.get() {
            known
        } else {
            let mut read = Vec::new();
            io::stdin().lock().take(LARGEST + 1).read_to_end(&mut read)?;
            STDIN.get_or_init(|| read)
        };
        bytes.clone_from(known);
        bytes.len()
    } else {
        if fs::metadata(path)?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?
    };
    if read as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Reads a text that users write for this program: settings, packs, a baseline. With a byte order
/// mark as editors leave it, the text is what stands behind it.
///
/// # Errors
/// Where it cannot be read or is not UTF-8 (or UTF-16 with its mark): of a list of a few words no
/// encoding can be guessed.
pub(super) fn read_text(path: &Path) -> Result<String, (String, String)> {
    let bytes = fs::read(path).map_err(|error| reason(&error))?;
    let (encoding, mark) = encoding_rs::Encoding::for_bom(&bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    text.map(std::borrow::Cow::into_owned).ok_or_else(|| {
        (
            "不是 UTF-8 编码（可能是 GBK）；请用记事本打开，另存为 UTF-8".to_owned(),
            "not in UTF-8; open it in an editor and save it as UTF-8".to_owned(),
        )
    })
}

/// Writes a file; what went wrong is said in Chinese and in English.
///
/// The new file is complete before it takes the place of the old one, so that a full disk or a power
/// cut destroys no draft.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), (String, String)> {
    replace(path, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => (
            "没有写入权限，或文件正在 Word、WPS 中打开；请关闭后重试".to_owned(),
            "no permission to write it, or it is open in Word; close it and try again".to_owned(),
        ),
        io::ErrorKind::NotFound => {
            ("没有这个文件夹，请检查路径".to_owned(), "no such folder; check the path".to_owned())
        }
        _ => (format!("写入失败：{error}"), format!("cannot be written: {error}")),
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays one, and its target is changed.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let known = fs::metadata(&target).ok();
    if known.as_ref().is_some_and(|known| !known.is_file() || known.permissions().readonly()) {
        // A device (/dev/stdout), or a file that must not be replaced: the system says so.
        return fs::write(&target, bytes);
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.{}.ganhuo", std::process::id()));
    if let Err(error) = write_new(&beside, bytes) {
        let _ = fs::remove_file(&beside);
        // A folder in which nothing new may stand can hold a file that may be written.
        return match error.kind() {
            io::ErrorKind::PermissionDenied => fs::write(&target, bytes),
            _ => Err(error),
        };
    }
    if let Some(known) = known {
        let _ = fs::set_permissions(&beside, known.permissions());
    }
    fs::rename(&beside, &target).inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}

/// Writes a file that is not there yet, and waits until it is on the disk: a new name for words that
/// are still in memory would be an empty file after a power cut.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // One that a crash left; a link of that name is taken away and not followed.
    let _ = fs::remove_file(path);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What an error of the system means for the user, in Chinese and in English.
pub(super) fn reason(error: &io::Error) -> (String, String) {
    let (zh, en) = match error.kind() {
        io::ErrorKind::NotFound => {
            ("没有这个文件或文件夹，请检查路径", "no such file or folder; check the path")
        }
        io::ErrorKind::PermissionDenied => ("没有读取权限，请检查文件权限", "no permission to read it"),
        io::ErrorKind::IsADirectory => {
            ("这是文件夹，此处需要一个文件", "this is a folder, a file is needed here")
        }
        io::ErrorKind::FileTooLarge => (
            "文件超过 256 MB，不像一份报告；请确认选对了文件",
            "larger than 256 MB, which no report is; is it the right file?",
        ),
        _ => return (format!("读取失败：{error}"), format!("cannot be read: {error}")),
    };
    (zh.to_owned(), en.to_owned())
}

/// Where results go: the screen, or a file that is written when all are there.
pub(super) enum Output {
    Screen(io::BufWriter<io::Stdout>),
    File { path: PathBuf, bytes: Vec<u8> },
}

impl Output {
    /// The file, or the screen without one. Nothing is written yet, but what surely cannot be
    /// written is said before the work.
    ///
    /// # Errors
    /// Where the path is a folder or lies in none.
    pub(super) fn open(path: Option<&Path>, lang: Lang) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self::Screen(io::BufWriter::new(io::stdout()))) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let why = if path.is_dir() {
            lang.pick("这是文件夹，此处需要一个文件名", "this is a folder, a file is needed here")
        } else if folder.is_some_and(|folder| !folder.is_dir()) {
            lang.pick("没有这个文件夹，请检查路径", "no such folder; check the path")
        } else {
            return Ok(Self::File { path: path.to_path_buf(), bytes: Vec::new() });
        };
        anyhow::bail!("{}: {why}", path.display())
    }

    /// Hands over what was written.
    ///
    /// # Errors
    /// Where it cannot be written; a file that was there stays as it was.
    pub(super) fn finish(mut self, lang: Lang) -> anyhow::Result<()> {
        self.flush()?;
        if let Self::File { path, bytes } = self {
            write(&path, &bytes)
                .map_err(|(zh, en)| anyhow::anyhow!("{}: {}", path.display(), lang.pick(&zh, &en)))?;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, new: &[u8]) -> io::Result<usize> {
        match self {
            Self::Screen(out) => out.write(new),
            Self::File { bytes, .. } => bytes.write(new),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Screen(out) => out.flush(),
            Self::File { .. } => Ok(()),
        }
    }
}

/// Whether two paths are one file that exists.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// The parts of an absolute path without `.` and `..`.
pub(super) fn parts(path: &Path) -> Vec<PathBuf> {
    let whole = env::current_dir().unwrap_or_default().join(path);
    let mut parts = Vec::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop();
            }
            part => parts.push(PathBuf::from(part.as_os_str())),
        }
    }
    parts
}

/// The language of the environment: English if it says so, else Chinese.
pub(super) fn locale() -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    match value {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Zh,
    }
}

/// How output is to look here.
pub(super) fn look(choice: Color, to_file: bool) -> Look {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let terminal = !to_file && io::stdout().is_terminal();
    let colour = match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto => terminal && env::var("TERM").map_or(cfg!(windows), |term| term != "dumb"),
    };
    let columns = env::var("COLUMNS").ok().and_then(|value| value.parse().ok());
    let seen = || console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    let width = columns.or_else(|| terminal.then(seen).flatten()).unwrap_or(100);
    Look { colour, width: width.clamp(60, 160), ambiguous: Ambiguous::Narrow }
}

/// Writes a remark to stderr; one that cannot be written is lost.
pub(super) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says what of the files was not read as it stands.
pub(super) fn notices(reports: &[Report], lang: Lang) {
    for report in reports {
        for notice in &report.notices {
            remark(&format!("ganhuo: {}: {}", report.path, lang.pick(&notice.zh, &notice.en)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_walk_cannot_look_at_is_a_failure_with_its_place() {
        let denied = ignore::Error::Io(io::ErrorKind::PermissionDenied.into());
        let below = ignore::Error::WithPath { path: "报告/街道".into(), err: Box::new(denied) };
        let deep = ignore::Error::WithDepth { depth: 1, err: Box::new(below) };
        let (found, failures) = sift([Err(deep)].into_iter());
        assert_eq!(found, Vec::<PathBuf>::new());
        assert_eq!(failures.len(), 1);
        let (path, (zh, en)) = &failures[0];
        assert_eq!((path.as_str(), en.as_str()), ("报告/街道", "no permission to read it"));
        assert_eq!(zh, "没有读取权限，请检查文件权限");
    }
}
