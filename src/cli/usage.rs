//! Mistakes on the command line, said in Chinese: clap itself speaks English only.

use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// The mistake in Chinese; `None` for help, version and what clap says better itself.
pub(super) fn chinese(error: &Error) -> Option<String> {
    let said = |kind| error.get(kind).map(words).filter(|text| !text.is_empty());
    let argument = said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let mut message = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少取值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 不能取“{value}”"),
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", said(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的取值个数不对")
        }
        ErrorKind::TooManyValues => format!("{argument} 只能取一个值"),
        ErrorKind::ArgumentConflict => {
            let other = said(ContextKind::PriorArg).unwrap_or_default();
            format!("{argument} 不能与 {other} 同时使用")
        }
        _ => return None,
    };
    if let Some(valid) = said(ContextKind::ValidValue) {
        let _ = write!(message, "；可以是：{valid}");
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(said) {
        let _ = write!(message, "；是不是 {near}？");
    }
    Some(format!("ganhuo: {message}\n用 ganhuo --help 或 ganhuo 命令 --help 查看用法"))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::{
        cli::{args::Args, help::localised},
        model::Lang,
    };

    fn said(line: &str) -> String {
        let error = localised(Args::command(), Lang::Zh)
            .try_get_matches_from(line.split(' '))
            .expect_err("a mistake");
        chinese(&error).expect("it is said in Chinese").lines().next().unwrap_or("").to_owned()
    }

    #[test]
    fn mistakes_name_the_word_and_the_way_out() {
        assert_eq!(said("ganhuo chek x"), "ganhuo: 没有“chek”这个命令；是不是 check？");
        assert_eq!(said("ganhuo check x --prio y"), "ganhuo: 没有 --prio 这个选项；是不是 --prior？");
        assert_eq!(
            said("ganhuo outline x --format pdff"),
            "ganhuo: --format <格式> 不能取“pdff”；可以是：text、json"
        );
        assert_eq!(said("ganhuo score"), "ganhuo: 缺少 <路径>...");
    }

    #[test]
    fn help_is_left_to_clap() {
        let error = Args::command().try_get_matches_from(["ganhuo", "--help"]).expect_err("help");
        assert_eq!(chinese(&error), None);
    }
}
