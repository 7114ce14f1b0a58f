//! Every code, its title and its page. Numbers are explicit and never reused.
//!
//! `E01xx` syntax, `E02xx` names, `E03xx` types and units, `E04xx` templates, `E05xx` limits and
//! reports that cannot be read, `E06xx` commands and settings, `W07xx` lints.

/// One code.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E0201`
    pub id: &'static str,
    /// A short title in Chinese.
    pub zh: &'static str,
    /// A short title in English.
    pub en: &'static str,
    /// The page under `docs/errors/`, in Markdown.
    pub page: &'static str,
}

macro_rules! codes {
    ($($name:ident $zh:literal $en:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`: ", $en)]
            pub static $name: Code = Code {
                id: stringify!($name),
                zh: $zh,
                en: $en,
                page: include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"), "/docs/errors/", stringify!($name), ".md"
                )),
            };
        )*
        /// All codes in order.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    E0101 "语法错误" "syntax error";
    E0201 "没有这个表" "unknown table";
    E0401 "模板文件不是合法的 TOML" "template is not valid TOML";
    E0460 "句式写法有误" "pattern cannot be read";
    E0461 "没有这种占位类型" "unknown placeholder type";
    E0462 "没有这个短语" "unknown phrase";
    E0463 "短语包含它自己" "phrase holds itself";
    E0464 "占位类型前后不一" "placeholder with two types";
    E0465 "句式没有界限" "pattern without bounds";
    E0501 "文件无法读取" "file cannot be read";
    E0502 "文件是空的" "file is empty";
    E0503 "文件不是文本" "file is not text";
    E0504 "文件太大" "file is too large";
    E0505 "单元格太多" "too many cells";
    E0506 "编码无法识别" "encoding is not known";
}
