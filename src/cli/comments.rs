//! `check --comment`: one Word file with comments, or a folder of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::files;
use crate::{
    model::{Failure, Format, Lang, Report},
    report::comment::comment,
};

/// Writes the findings of reports as comments into copies of their files: of one file that is named to
/// `target`, of a folder or several files into the folder `target`, under their own names.
pub(super) fn write(paths: &[PathBuf], reports: &[Report], target: &Path, lang: Lang) -> Vec<Failure> {
    match (paths, reports) {
        // Nothing could be read; that has been said.
        (_, []) => Vec::new(),
        ([path], [report]) if !path.is_dir() && !target.is_dir() => match one(path, report, target, lang) {
            Ok(()) => {
                said(target, 1, report.findings.len(), lang);
                Vec::new()
            }
            Err(why) => vec![why],
        },
        _ => folder(paths, reports, target, lang),
    }
}

/// Writes the copies of several files.
fn folder(paths: &[PathBuf], reports: &[Report], target: &Path, lang: Lang) -> Vec<Failure> {
    let whole = |zh: &str, en: &str| vec![Failure::new(target.to_string_lossy(), lang.pick(zh, en))];
    if target.exists() && !target.is_dir() {
        return whole(
            "多份报告的批注写进一个文件夹，这里已有同名文件；请换一个名字",
            "comments on several reports go into a folder, and this is a file; choose another name",
        );
    }
    // A copy in a folder that is checked would be the next run's report.
    if paths.iter().any(|path| path.is_dir() && files::parts(target).starts_with(&files::parts(path))) {
        return whole(
            "批注不能写进被检查的文件夹，下次会把它当成报告；请换一个文件夹",
            "comments are not written into the folder that is checked, where they would be taken for reports",
        );
    }
    let (mut failures, mut written, mut comments, mut other) = (Vec::new(), 0, 0, 0);
    for report in reports {
        if report.analysis.document.source().format != Format::Docx {
            other += 1;
            continue;
        }
        let path = Path::new(&report.path);
        let copy = target.join(below(paths, path));
        let made = copy.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| {
            let (zh, en) = files::reason(&error);
            Failure::new(copy.to_string_lossy(), lang.pick(&zh, &en))
        });
        let free = if paths.iter().any(|path| files::same_file(path, &copy)) {
            Err(Failure::new(
                copy.to_string_lossy(),
                lang.pick("会覆盖原稿，没有写", "would overwrite the draft"),
            ))
        } else {
            Ok(())
        };
        match made.and(free).and_then(|()| one(path, report, &copy, lang)) {
            Ok(()) => {
                written += 1;
                comments += report.findings.len();
            }
            Err(why) => failures.push(why),
        }
    }
    said(target, written, comments, lang);
    if other > 0 {
        files::remark(&match lang {
            Lang::Zh => format!("另有 {other} 份不是 .docx，没有写批注"),
            Lang::En => format!("{other} more are no .docx and have no comments"),
        });
    }
    failures
}

/// Where a file lies below the folder through which it was found; its name, where it was named itself.
fn below(paths: &[PathBuf], file: &Path) -> PathBuf {
    let folder = paths.iter().filter(|path| path.is_dir()).find_map(|path| file.strip_prefix(path).ok());
    let named = || file.file_name().map(PathBuf::from).unwrap_or_default();
    // Through the folder `.` files are listed without it.
    let here = paths.iter().any(|path| path.as_os_str() == ".") && file.is_relative();
    match folder {
        Some(rest) => rest.to_path_buf(),
        None if here => file.to_path_buf(),
        None => named(),
    }
}

fn one(path: &Path, report: &Report, target: &Path, lang: Lang) -> Result<(), Failure> {
    let failure = |path: &Path, why: &str| Failure::new(path.to_string_lossy(), why);
    let bytes = files::read(path).bytes.map_err(|(zh, en)| failure(path, lang.pick(&zh, &en)))?;
    let commented = comment(&bytes, report, lang).map_err(|error| failure(path, error.message(lang)))?;
    files::write(target, &commented).map_err(|(zh, en)| failure(target, lang.pick(&zh, &en)))
}

fn said(target: &Path, files: usize, comments: usize, lang: Lang) {
    let target = target.display();
    files::remark(&match (lang, files) {
        (Lang::Zh, 1) => format!("已写成 {target}，共{comments}条批注"),
        (Lang::Zh, _) => format!("已在 {target} 里写成{files}份，共{comments}条批注"),
        (Lang::En, 1) => format!("wrote {target} with {comments} comments"),
        (Lang::En, _) => format!("wrote {files} files with {comments} comments into {target}"),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_lie_below_the_target_as_the_files_do_below_their_folder() {
        let paths = [PathBuf::from("src"), PathBuf::from("b.docx")];
        assert_eq!(below(&paths, Path::new("src/cli/a.docx")), Path::new("cli/a.docx"));
        assert_eq!(below(&paths, Path::new("other/b.docx")), Path::new("b.docx"));
        assert_eq!(below(&[PathBuf::from(".")], Path::new("甲局/a.docx")), Path::new("甲局/a.docx"));
    }
}
