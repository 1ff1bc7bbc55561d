//! Old `.doc` and `.wps` files, turned into `.docx` by an installed LibreOffice when the user allows
//! it with `--convert`.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::files::Input;

/// How long a conversion may take. A report takes about two seconds, the first start ten.
const LONGEST: Duration = Duration::from_mins(2);

/// Where LibreOffice is, by name or by its usual places.
const PROGRAMS: [&str; 5] = [
    "soffice",
    "libreoffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
];

/// One conversion at a time: each starts an office program.
static ONE: Mutex<()> = Mutex::new(());

/// Exchanges the bytes of an old Word file for those of its conversion; other files stay.
pub(super) fn modern(input: Input) -> Input {
    let bytes = match input.bytes {
        Ok(bytes) if is_old_word(&bytes) => convert(&bytes),
        other => other,
    };
    Input { name: input.name, bytes }
}

/// Whether it is an OLE file with the stream of Word.
fn is_old_word(bytes: &[u8]) -> bool {
    let stream: Vec<u8> = "WordDocument\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        && bytes.chunks(128).any(|entry| entry.starts_with(&stream))
}

fn convert(bytes: &[u8]) -> Result<Vec<u8>, (String, String)> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let _guard = ONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let nth = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("ganhuo-{}-{nth}", std::process::id()));
    // One that is there already is somebody else's, who could exchange what is put into it.
    private_folder(&folder).map_err(|error| failed(&error))?;
    let result = convert_in(&folder, bytes);
    // What is left over is only temporary.
    let _ = fs::remove_dir_all(&folder);
    result
}

/// Makes a folder that nobody else may look into.
///
/// # Errors
/// Also where it exists.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn failed(why: &io::Error) -> (String, String) {
    (format!("转换失败：{why}。请另存为 .docx"), format!("conversion failed: {why}; save it as .docx"))
}

fn convert_in(folder: &Path, bytes: &[u8]) -> Result<Vec<u8>, (String, String)> {
    let (old, new) = (folder.join("in.doc"), folder.join("in.docx"));
    fs::write(&old, bytes).map_err(|error| failed(&error))?;
    let mut child = start(folder, &old).ok_or_else(|| {
        (
            "没有找到 LibreOffice，不能转换。请安装 LibreOffice，或用 Word、WPS 另存为 .docx".to_owned(),
            "LibreOffice was not found; install it, or save the file as .docx in Word or WPS".to_owned(),
        )
    })?;
    let begin = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if begin.elapsed() < LONGEST => thread::sleep(Duration::from_millis(50)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                break;
            }
        }
    }
    fs::read(&new).map_err(|_| {
        (
            "LibreOffice 没能转换这个文件（有密码的请先取消密码）。请用 Word 或 WPS 打开，另存为 .docx".to_owned(),
            "LibreOffice could not convert the file (remove its password first); save it as .docx in Word or WPS".to_owned(),
        )
    })
}

fn start(folder: &Path, file: &Path) -> Option<Child> {
    // A profile of its own: one that is open elsewhere would be asked to do the work and fail.
    let profile: PathBuf = folder.join("profile");
    let profile = profile.to_string_lossy().replace('\\', "/");
    let profile = format!("-env:UserInstallation=file:///{}", profile.trim_start_matches('/'));
    PROGRAMS.iter().find_map(|program| {
        Command::new(program)
            .args(["--headless", &profile, "--convert-to", "docx", "--outdir"])
            .arg(folder)
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_there_is_not_used() {
        let folder = env::temp_dir().join(format!("ganhuo-test-convert-{}", std::process::id()));
        private_folder(&folder).expect("it is new");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&folder).expect("it was made").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        let again = private_folder(&folder).map_err(|error| error.kind());
        fs::remove_dir(&folder).expect("it was made and is empty");
        assert_eq!(again, Err(io::ErrorKind::AlreadyExists));
    }
}
