//! What the TOML reader says of a broken file, in the words of people who write one once a year.

use super::Words;

/// The reader's message in both languages; `None` where it is of no known sort.
fn known(message: &str) -> Option<Words> {
    // The reader puts names between backticks: the first is the one at fault, the others are offered.
    let mut names = message.split('`').skip(1).step_by(2);
    let said = |zh: String, en: String| Some(Words { zh, en });
    if message.starts_with("unknown field") {
        let name = names.next()?;
        return said(format!("没有“{name}”这个键"), format!("unknown key `{name}`"));
    }
    if message.starts_with("missing field") {
        let name = names.next()?;
        return said(format!("缺少“{name}”这个键"), message.to_owned());
    }
    if message.starts_with("unknown variant") {
        let name = names.next()?;
        let offered: Vec<&str> = names.collect();
        return said(format!("“{name}”不是可用的值，可以写：{}", offered.join("、")), message.to_owned());
    }
    if message.starts_with("duplicate key") {
        return said("同一个键写了两次".to_owned(), message.to_owned());
    }
    let (found, wanted) = message.strip_prefix("invalid type: ")?.split_once(", expected ")?;
    said(format!("值的类型不对：这里是{}，应为{}", sort(found), sort(wanted)), message.to_owned())
}

/// A sort of value.
fn sort(name: &str) -> &str {
    let sorts = [
        ("string", "字符串（写在引号里）"),
        ("a string", "字符串（写在引号里）"),
        ("sequence", "数组（写在 [ ] 里）"),
        ("a sequence", "数组（写在 [ ] 里）"),
        ("integer", "整数"),
        ("floating point", "小数"),
        ("boolean", "true 或 false"),
        ("a boolean", "true 或 false"),
        ("map", "表（[名称] 一节，或写在 { } 里）"),
        ("a map", "表（[名称] 一节，或写在 { } 里）"),
        ("u32", "不小于 0 的整数"),
        ("u8", "不小于 0 的整数"),
        ("usize", "不小于 0 的整数"),
        ("i64", "整数"),
    ];
    let (kind, _) = name.split_once(" `").or_else(|| name.split_once(" \"")).unwrap_or((name, ""));
    sorts.iter().find(|(known, _)| *known == kind).map_or(name, |(_, zh)| zh)
}

/// What the TOML reader says, in both languages.
pub fn reader_words(error: &toml::de::Error) -> Words {
    let message = error.message();
    known(message)
        .unwrap_or_else(|| Words {
            zh: format!("不合 TOML 的写法（{message}）"), en: message.to_owned()
        })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    #[derive(Default)]
    struct Options {
        lang: String,
        preview: bool,
        select: Vec<String>,
    }

    fn zh(text: &str) -> String {
        let error = toml::from_str::<Options>(text).unwrap_err();
        reader_words(&error).zh
    }

    #[test]
    fn common_mistakes_are_said_in_plain_chinese() {
        assert_eq!(zh("selct = []"), "没有“selct”这个键");
        assert_eq!(zh("select = 3"), "值的类型不对：这里是整数，应为数组（写在 [ ] 里）");
        assert_eq!(zh("preview = \"yes\""), "值的类型不对：这里是字符串（写在引号里），应为true 或 false");
        assert_eq!(zh("lang = \"zh\"\nlang = \"en\""), "同一个键写了两次");
        assert!(zh("lang = zh").starts_with("不合 TOML 的写法（"), "{}", zh("lang = zh"));
    }
}
