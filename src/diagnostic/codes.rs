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
    E0102 "括号不配对" "brackets do not match";
    E0103 "引号不配对" "a quoted text is not closed";
    E0104 "不认识的关键字" "unknown keyword";
    E0105 "嵌套太深" "nested too deeply";
    E0106 "规则文件太大" "rule file is too large";
    E0107 "数字写法有误" "number cannot be read";
    E0108 "比较连写" "comparisons do not chain";
    E0109 "`or` 读法不明" "`or` can be read in two ways";
    E0110 "缺少 `check`" "no `check`";
    E0111 "重复的子句" "clause given twice";
    E0112 "写错了地方" "written in the wrong place";
    E0113 "运算词与文字相连" "word operator is glued to a name";
    E0114 "不认识的转义" "unknown escape";
    E0115 "取值不在许可之列" "value is not one of the choices";
    E0116 "名称是空的" "a name is empty";
    E0117 "错误太多" "too many errors";
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
