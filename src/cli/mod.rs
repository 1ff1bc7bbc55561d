//! The command line: the only place that touches files, the environment and the terminal.
//!
//! In: arguments. Out: results on stdout, remarks on stderr, an exit code.
//! Never analyses anything itself.

// This is the place where files are opened and the environment is read.
#![allow(clippy::disallowed_methods)]

mod among;
mod archive;
mod args;
mod baseline;
mod batch;
mod check;
#[cfg(feature = "docx")]
mod comments;
mod compare;
mod convert;
mod files;
mod fix;
mod globs;
mod help;
mod init;
mod outline;
mod panics;
mod priors;
mod rules;
mod score;
mod session;
mod store;
mod usage;

use std::{
    env,
    ffi::OsString,
    io::{self, Write},
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
};

use clap::{CommandFactory, FromArgMatches};

use crate::model::Lang;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing at or above the severity that fails. Exit code 0.
    Clean,
    /// Findings at or above it. Exit code 1.
    Findings,
    /// Some or all of the work could not be done. Exit code 2.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    panics::quiet();
    let arguments: Vec<OsString> = env::args_os().collect();
    let locale = files::locale();
    let lang = help::lang_of(&arguments).unwrap_or(locale);
    let command = help::localised(args::Args::command(), lang);
    let parsed =
        command.try_get_matches_from(arguments).and_then(|matches| args::Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to stdout with exit code 0, mistakes to stderr with 2.
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            if let (Lang::Zh, Some(message)) = (lang, usage::chinese(&error)) {
                files::remark(&message);
            } else {
                let _ = error.print();
                // clap trims the end of a help page.
                if !error.use_stderr() {
                    let _ = writeln!(io::stdout());
                }
            }
            return ExitCode::from(code);
        }
    };
    // A fault while one file is checked is caught there; this is for all others.
    let done = panic::catch_unwind(AssertUnwindSafe(|| dispatch(args, lang))).unwrap_or_else(|_| {
        let why = lang.pick("程序内部错误，请反馈", "internal error; please report it");
        Err(anyhow::anyhow!("{why}{}", panics::place(lang)))
    });
    match done {
        Ok(outcome) => outcome.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            files::remark(&format!("ganhuo: {error:#}"));
            Outcome::Failed.into()
        }
    }
}

fn dispatch(args: args::Args, lang: Lang) -> anyhow::Result<Outcome> {
    let mut out = files::Output::open(args.global.output.as_deref(), lang)?;
    let outcome = match args.command {
        args::Command::Check(check) => check::run(&args.global, &check, lang, &mut out),
        args::Command::Score(score) => score::run(&args.global, &score, lang, &mut out),
        args::Command::Compare(compare) => compare::run(&args.global, &compare, lang, &mut out),
        args::Command::Archive(archive) => archive::run(&args.global, &archive, lang, &mut out),
        args::Command::Outline(outline) => outline::run(&args.global, &outline, lang, &mut out),
        args::Command::Baseline(baseline) => baseline::run(&args.global, &baseline, lang, &mut out),
        args::Command::Rules(list) => rules::run(&args.global, &list, lang, &mut out),
        args::Command::Explain(explain) => rules::explain(&args.global, &explain, lang, &mut out),
        args::Command::Init(init) => init::run(&init, lang),
        args::Command::Completions(completions) => {
            let mut command = help::localised(args::Args::command(), lang);
            clap_complete::generate(completions.shell, &mut command, "ganhuo", &mut out);
            Ok(Outcome::Clean)
        }
    }?;
    out.finish(lang)?;
    Ok(outcome)
}

/// A reader that closed the pipe (`ganhuo … | head`) is no error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
