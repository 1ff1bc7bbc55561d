//! Files, folders, the environment, the terminal.

use std::{
    env, fs,
    io::{self, IsTerminal, Read, Write},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::Context;
use globset::GlobSet;
use ignore::WalkBuilder;

use super::args::Color;
use crate::{
    model::Lang,
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

/// The files behind some paths, in order: folders walked by name, `-` the standard input.
///
/// A file that two paths name is taken once.
pub(super) fn list(paths: &[PathBuf], exclude: &GlobSet) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut found: Vec<PathBuf> = WalkBuilder::new(path)
                .require_git(false)
                .build()
                .filter_map(Result::ok)
                .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
                .map(ignore::DirEntry::into_path)
                .filter(|path| has_known_ending(path) && !exclude.is_match(path))
                .collect();
            found.sort();
            files.extend(found);
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    files
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
    if let Err(error) = fs::write(&beside, bytes) {
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

/// Where results go: the screen or a file.
pub(super) enum Output {
    Screen(io::BufWriter<io::Stdout>),
    File(io::BufWriter<fs::File>),
}

impl Output {
    /// Opens the file, or the screen without one.
    pub(super) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        Ok(match path {
            None => Self::Screen(io::BufWriter::new(io::stdout())),
            Some(path) => {
                let file = fs::File::create(path).with_context(|| path.display().to_string())?;
                Self::File(io::BufWriter::new(file))
            }
        })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Screen(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Screen(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
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
