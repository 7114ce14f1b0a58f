//! Every code, its title and its page. Numbers are explicit and never reused.
//!
//! `E01xx` syntax, `E02xx` names, `E03xx` types and units, `E04xx` templates, `E05xx` limits and
//! reports that cannot be read, `E06xx` commands and settings, `W07xx` lints, `E08xx` cases.

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
    E0118 "排版会改变规则文件" "formatting would change the file";
    E0201 "没有这个表" "unknown table";
    E0202 "没有这个栏目" "unknown panel";
    E0203 "没有这一列" "unknown column";
    E0204 "没有这一行" "unknown row";
    E0205 "没有这个名称" "unknown name";
    E0206 "没有这个函数" "unknown function";
    E0207 "没有这个模板" "unknown template";
    E0208 "没有这条规则" "unknown rule";
    E0209 "规则重名" "duplicate rule";
    E0210 "名称重复" "duplicate name";
    E0211 "定义用到了自己" "definition uses itself";
    E0212 "停用规则没有说明原因" "rule disabled without a reason";
    E0213 "方括号前没有表" "selector without a table";
    E0301 "参数个数不对" "wrong number of arguments";
    E0302 "单位不同，不能放在一起" "units do not mix";
    E0303 "数字没有单位" "number without a unit";
    E0304 "文字与数字比较" "text compared with a figure";
    E0305 "这里要另一种东西" "wrong kind of value";
    E0306 "文字不能这样比较" "texts cannot be compared so";
    E0307 "分档有空隙或重叠" "bands with gaps or overlaps";
    E0308 "规则永远不适用" "rule can never apply";
    E0309 "比较的两边都是常数" "comparison between constants";
    E0310 "要写明哪一列" "column must be named";
    E0311 "`.*` 没有可用的列" "no columns for `.*`";
    E0312 "行不能这样选" "rows cannot be selected so";
    E0313 "容差不对" "bad slack";
    E0401 "模板文件不是合法的 TOML" "template is not valid TOML";
    E0402 "没有这个键" "unknown key";
    E0403 "值的类型不对" "value of the wrong type";
    E0404 "小数没有加引号" "decimal without quotes";
    E0405 "缺少必写的键" "missing key";
    E0406 "名称重复" "duplicate name";
    E0407 "不认识的词" "unknown word";
    E0408 "值不对" "malformed value";
    E0409 "没有可继承的模板" "unknown parent template";
    E0410 "模板互相继承" "templates extend each other";
    E0411 "规则语言版本不支持" "rule language version not supported";
    E0412 "内容是空的" "nothing where something is needed";
    E0413 "一个名称指两处" "one printed name for two things";
    E0414 "引用的名称不存在" "reference to nothing";
    E0415 "模板超过上限" "template exceeds a limit";
    E0416 "不能用作名称" "not usable as an id";
    E0417 "写法互相冲突" "keys that exclude each other";
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
    E0520 "式子太大" "expression too large";
    E0521 "没有适合的模板" "no template fits";
    E0601 "设置文件有误" "settings file is not valid";
    E0602 "没有这个模板" "unknown template";
    E0603 "模板的规则有误" "rules of the template are broken";
    E0604 "文件夹中没有规则包" "no pack in the folder";
    E0605 "没有报告" "no reports";
    E0606 "没有这条规则" "unknown rule";
    E0607 "文件夹不是空的" "folder is not empty";
    E0608 "内置的用例不能更新" "built-in cases cannot be updated";
    E0609 "新规则包的名称不能用" "the new pack's name cannot be used";
    E0620 "说明文件有误" "file of explanations is not valid";
    E0621 "基线文件有误" "baseline file is not valid";
    E0622 "工作簿不能写到终端" "workbook cannot go to a terminal";
    E0623 "说明没有对应的发现" "explanation without a finding";
    E0624 "核对过程看不了" "a rule cannot be traced so";
    E0801 "用例的写法有误" "case cannot be read";
    E0802 "用例没有报告" "case without a report";
    E0803 "用例的报告读不到" "report of a case cannot be read";
    E0804 "改动对不上报告" "change does not match the report";
    E0805 "判定的写法有误" "verdict cannot be read";
    E0806 "用例中没有这条规则" "unknown rule in a case";
    E0807 "用例重复" "case given twice";
    W0701 "没有用到的 `let` 或 `fn`" "unused `let` or `fn`";
    W0702 "重复或被遮住" "repeated or hidden";
    W0703 "由别的规则推得出" "implied by other rules";
    W0704 "规则互相矛盾" "rules contradict each other";
    W0705 "分档可疑" "doubtful bands";
    W0706 "比较永远成立或永远不成立" "comparison always or never true";
    W0707 "容差太宽" "tolerance hides more than rounding";
    W0708 "一个名称指两处" "one name for two things";
    W0709 "论断的写法有两种读法" "claim pattern can match in two ways";
    W0710 "名称里夹着运算词" "word operator inside a name";
    W0711 "规则没有标题" "rule without a title";
    W0712 "规则没有依据" "rule without a basis";
    W0713 "规则没有用例" "rule without a test case";
    W0714 "模板里没有规则用到的部分" "part of a template that no rule uses";
    W0715 "不是表样的用语" "not the forms' term";
    W0716 "不起作用的“允许”" "comment that allows nothing";
}
