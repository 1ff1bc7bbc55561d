//! What is in force for one run: configuration, language, packs.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use super::{
    args::{Global, Selection},
    convert,
    files::{self, Input},
    globs::Globs,
};
use crate::{
    Analyser, Comparer, Scorer,
    check::{self, Local},
    config::{Options, Origin, Override, PerFile, Settings},
    model::Lang,
    rules::{CATEGORIES, RuleSet},
    text::nearest,
};

/// Names of the configuration file; the first that exists in a folder counts.
const NAMES: [&str; 2] = [".ganhuo.toml", "ganhuo.toml"];

/// The settings in force and where they were found.
pub(super) struct Session {
    pub(super) settings: Settings,
    /// The configuration file, if one was found.
    pub(super) file: Option<PathBuf>,
    /// Files that are left out of folders.
    pub(super) exclude: Globs,
    /// Settings for some files.
    per_file: Vec<(Globs, PerFile)>,
    /// Whether old Word files are converted by LibreOffice.
    pub(super) convert: bool,
}

impl Session {
    /// Finds the configuration (upwards from what is read) and puts the command line over it.
    ///
    /// # Errors
    /// Where it cannot be used, and where `inputs` have several: one would govern all in silence.
    pub(super) fn new(
        global: &Global,
        selection: Option<&Selection>,
        fail_on: Option<&str>,
        inputs: &[PathBuf],
        lang: Lang,
    ) -> anyhow::Result<Self> {
        let file = match &global.config {
            Some(path) => Some(path.clone()),
            None if global.isolated => None,
            None => discover(inputs.first().map(PathBuf::as_path)),
        };
        let mut options = Options::default();
        let name = file.as_deref().map_or_else(|| "ganhuo.toml".into(), |path| path.display().to_string());
        if let Some(path) = &file {
            let text = files::read_text(path)
                .map_err(|(zh, en)| anyhow::anyhow!("{name}: {}", lang.pick(&zh, &en)))?;
            options = Options::parse(&name, &text).map_err(|error| anyhow::anyhow!(error.said(lang)))?;
            let base = path.parent().unwrap_or(Path::new(""));
            if let Some(path) = &mut options.baseline {
                *path = base.join(&path).to_string_lossy().into_owned();
            }
            for paths in [&mut options.prior, &mut options.pack_paths].into_iter().flatten() {
                for path in paths {
                    *path = base.join(&path).to_string_lossy().into_owned();
                }
            }
        }
        let given = |list: &Vec<String>| (!list.is_empty()).then(|| list.clone());
        let line = Options {
            lang: global.lang.clone(),
            fail_on: fail_on.map(str::to_owned),
            select: selection.and_then(|selection| given(&selection.select)),
            ignore: selection.and_then(|selection| given(&selection.ignore)),
            preview: selection.and_then(|selection| {
                (selection.preview || selection.no_preview).then_some(selection.preview)
            }),
            genre: selection.and_then(|selection| selection.genre.clone()),
            ..Options::default()
        };
        let settings =
            Settings::new(line, options, &name, lang).map_err(|error| anyhow::anyhow!(error.said(lang)))?;
        let exclude = Globs::new(&settings.exclude, file.as_deref())?;
        let per_file = settings
            .per_file
            .iter()
            .map(|(glob, said)| {
                let glob = Globs::new(std::slice::from_ref(glob), file.as_deref())?;
                Ok((glob, said.clone()))
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        if global.config.is_none() && !global.isolated {
            one_configuration(inputs, &exclude, file.as_deref(), settings.lang)?;
        }
        Ok(Self { settings, file, exclude, per_file, convert: global.convert })
    }

    /// Reads one file, an old Word file by way of LibreOffice if that is allowed.
    pub(super) fn read(&self, path: &Path) -> Input {
        let input = files::read(path);
        if self.convert { convert::modern(input) } else { input }
    }

    /// The packs in force: the built-in ones and the user's.
    pub(super) fn rules(&self) -> anyhow::Result<RuleSet> {
        let mut own = Vec::new();
        for folder in &self.settings.pack_paths {
            collect_pack(Path::new(folder), &mut own, self.settings.lang)?;
        }
        let own = own.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        RuleSet::with(own).map_err(|errors| {
            let lines: Vec<String> = errors.iter().map(|error| error.said(self.settings.lang)).collect();
            anyhow::anyhow!("{}", lines.join("\n"))
        })
    }

    /// The analyser for these settings.
    ///
    /// It lives as long as the process: to give thousands of small pieces back one by one, just
    /// before the end, would be a tenth of a run on one report.
    pub(super) fn analyser(&self) -> anyhow::Result<&'static Analyser> {
        let rules = Box::leak(Box::new(self.rules()?));
        self.check_names(rules)?;
        Ok(Box::leak(Box::new(Analyser::selecting(rules, self.selection()))))
    }

    /// The same for `score`, which does not judge.
    pub(super) fn scorer(&self) -> anyhow::Result<&'static Scorer> {
        let rules = Box::leak(Box::new(self.rules()?));
        self.check_names(rules)?;
        Ok(Box::leak(Box::new(Scorer::new(rules))))
    }

    /// The same for commands that compare and do not judge.
    pub(super) fn comparer(&self) -> anyhow::Result<&'static Comparer> {
        // Only a configuration brings packs and names of rules.
        let words = if self.file.is_none() { RuleSet::builtin_lists(Comparer::asks).ok() } else { None };
        let rules = match words {
            Some(words) => words,
            None => self.rules()?,
        };
        let rules = Box::leak(Box::new(rules));
        if self.file.is_some() {
            self.check_names(rules)?;
        }
        Ok(Box::leak(Box::new(Comparer::new(rules))))
    }

    /// Refuses to write where something is read from: a report, an earlier one, the settings.
    ///
    /// # Errors
    /// Names the file.
    pub(super) fn guard<'a>(
        &self,
        target: Option<&Path>,
        read: impl IntoIterator<Item = &'a PathBuf>,
    ) -> anyhow::Result<()> {
        let Some(target) = target.filter(|target| target.is_file()) else { return Ok(()) };
        let read: Vec<PathBuf> = read.into_iter().cloned().collect();
        let mut read = files::list(&read, &self.exclude).files;
        read.extend(self.file.clone());
        if !read.iter().any(|path| files::same_file(path, target)) {
            return Ok(());
        }
        let why = self.settings.lang.pick(
            "这个文件本身要读，不能写入结果，未作改动；请换一个文件名",
            "this file is read, so results are not written to it; choose another name",
        );
        anyhow::bail!("{}: {why}", target.display())
    }

    /// The earlier reports that are named on the command line, else in the configuration.
    pub(super) fn priors(&self, named: &[PathBuf]) -> Vec<PathBuf> {
        if named.is_empty() {
            return self.settings.prior.iter().map(PathBuf::from).collect();
        }
        named.to_vec()
    }

    /// The file with accepted findings that is named on the command line, else in the configuration.
    pub(super) fn baseline(&self, named: Option<&PathBuf>) -> Option<PathBuf> {
        named.cloned().or_else(|| self.settings.baseline.as_ref().map(PathBuf::from))
    }

    /// Which rules are in force.
    pub(super) fn selection(&self) -> check::Selection {
        let settings = &self.settings;
        let severity = settings.overrides.iter().map(|(rule, change)| {
            let severity = match change {
                Override::Off => None,
                Override::Severity(severity) => Some(*severity),
            };
            (rule.clone(), severity)
        });
        check::Selection {
            select: settings.select.clone(),
            ignore: settings.ignore.clone(),
            preview: settings.preview,
            severity: severity.collect(),
            lang: settings.lang,
        }
    }

    /// A misspelt rule must not pass for one that finds nothing.
    fn check_names(&self, rules: &RuleSet) -> anyhow::Result<()> {
        let settings = &self.settings;
        let mut names: Vec<&str> = rules.rules.iter().map(|rule| rule.id.as_str()).collect();
        names.extend(CATEGORIES);
        let said = settings.select.iter().chain(&settings.ignore).chain(settings.overrides.keys());
        let local = settings.per_file.values().flat_map(|file| &file.ignore);
        self.known(said.chain(local), &names, ("没有这条规则：", "no such rule:"))?;
        // A genre that no pack has would switch the rules of every genre off.
        let with_genre = rules.packs.iter().filter(|pack| pack.genre.is_some());
        let genres: Vec<&str> = with_genre.map(|pack| pack.name.as_str()).chain(["base"]).collect();
        let local = settings.per_file.values().filter_map(|file| file.genre.as_ref());
        let why = ("没有这种报告类型：", "no such genre:");
        self.known(settings.genre.iter().chain(local), &genres, why)
    }

    /// Fails at the first name that is none of those known.
    fn known<'a>(
        &self,
        said: impl Iterator<Item = &'a String>,
        names: &[&str],
        (zh, en): (&str, &str),
    ) -> anyhow::Result<()> {
        let lang = self.settings.lang;
        for name in said {
            if names.contains(&name.as_str()) {
                continue;
            }
            let why = lang.pick(zh, en);
            match nearest(name, names) {
                Some(near) => {
                    anyhow::bail!("{why} {name}; {} {near}?", lang.pick("是不是指", "did you mean"))
                }
                None => anyhow::bail!("{why} {name}"),
            }
        }
        Ok(())
    }

    /// What is set for one file. A genre on the command line is for all files.
    pub(super) fn local(&self, path: &Path) -> Local {
        let mut local = Local { ignore: Vec::new(), genre: self.settings.genre.clone() };
        for (glob, file) in &self.per_file {
            if glob.is_match(path) {
                local.ignore.extend(file.ignore.iter().cloned());
                if self.settings.origins.get("genre") != Some(&Origin::CommandLine) {
                    local.genre = file.genre.clone().or(local.genre);
                }
            }
        }
        local
    }
}

/// Reads a folder of a pack as (path from the pack's name on, text), sorted.
pub(super) fn collect_pack(
    folder: &Path,
    files: &mut Vec<(String, String)>,
    lang: Lang,
) -> anyhow::Result<()> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    anyhow::ensure!(
        folder.join("pack.toml").is_file(),
        "{}: {}",
        folder.display(),
        lang.pick(
            "这里没有规则包（规则包是一个有 pack.toml 的文件夹）",
            "no pack here (a pack is a folder with a pack.toml)"
        )
    );
    let (mut found, failures) = files::sift(ignore::WalkBuilder::new(folder).require_git(false).build());
    if let Some((path, (zh, en))) = failures.first() {
        anyhow::bail!("{path}: {}", lang.pick(zh, en));
    }
    found.retain(|path| path.extension().is_some_and(|end| end == "toml" || end == "txt" || end == "tsv"));
    for path in found {
        let text = files::read_text(&path)
            .map_err(|(zh, en)| anyhow::anyhow!("{}: {}", path.display(), lang.pick(&zh, &en)))?;
        let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        files.push((format!("{name}/{below}"), text));
    }
    Ok(())
}

/// The configuration file of the folder that holds `first`, or of the nearest folder above it.
fn discover(first: Option<&Path>) -> Option<PathBuf> {
    let named = first.filter(|path| path.as_os_str() != "-").unwrap_or(Path::new(""));
    // Without `..`: the folder that `a/../b` passes through governs nothing.
    let start: PathBuf = files::parts(named).iter().collect();
    let folder = if start.is_dir() { start.as_path() } else { start.parent()? };
    folder.ancestors().flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|path| path.is_file())
}

/// Fails if what is read lies under several configurations.
fn one_configuration(
    inputs: &[PathBuf],
    exclude: &Globs,
    first: Option<&Path>,
    lang: Lang,
) -> anyhow::Result<()> {
    // From the standard input nothing can be found that the first path does not find.
    let named: Vec<PathBuf> = inputs.iter().filter(|path| path.as_os_str() != "-").cloned().collect();
    let mut seen = BTreeSet::new();
    for path in files::list(&named, exclude).files {
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        if !seen.insert(folder) {
            continue;
        }
        let other = discover(Some(&path));
        if other.as_deref() == first {
            continue;
        }
        let shown = |file: Option<&Path>| {
            file.map_or_else(|| lang.pick("（无）", "(none)").to_owned(), |file| file.display().to_string())
        };
        let (one, other) = (shown(first), shown(other.as_deref()));
        match lang {
            Lang::Zh => {
                anyhow::bail!("要读的文件分属不同的配置：{one}、{other}；请分别运行，或用 --config 指定一个")
            }
            Lang::En => anyhow::bail!(
                "the files have different configurations: {one}, {other}; run them apart, or choose one with --config"
            ),
        }
    }
    Ok(())
}

/// `check --show-settings`.
pub(super) fn show(session: &Session, lang: Lang) -> String {
    let settings = &session.settings;
    let said = |name: &str| match settings.origins.get(name) {
        Some(Origin::CommandLine) => lang.pick("命令行", "command line"),
        Some(Origin::File) => lang.pick("配置文件", "file"),
        _ => lang.pick("默认", "default"),
    };
    let fail_on = settings.fail_on.map_or("never", crate::model::Severity::name);
    let lines = [
        ("genre", format!("{:?}", settings.genre.as_deref().unwrap_or("auto"))),
        ("pack-paths", format!("{:?}", settings.pack_paths)),
        ("prior", format!("{:?}", settings.prior)),
        ("lang", format!("{:?}", settings.lang.tag())),
        ("select", format!("{:?}", settings.select)),
        ("ignore", format!("{:?}", settings.ignore)),
        ("preview", settings.preview.to_string()),
        ("fail-on", format!("{fail_on:?}")),
        ("baseline", format!("{:?}", settings.baseline.as_deref().unwrap_or("none"))),
        ("exclude", format!("{:?}", settings.exclude)),
        ("severity", format!("{:?}", settings.overrides)),
        ("renamed-bodies", format!("{:?}", settings.renamed_bodies)),
        ("per-file", format!("{:?}", settings.per_file)),
    ];
    let file = session
        .file
        .as_ref()
        .map_or_else(|| lang.pick("（无）", "(none)").to_owned(), |path| path.display().to_string());
    let mut out = format!("# {} {file}\n", lang.pick("配置文件", "configuration file"));
    for (name, value) in lines {
        let _ = writeln!(out, "{name} = {value}  # {}", said(name));
    }
    out
}
