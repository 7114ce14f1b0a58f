//! Names of severities, causes, reasons and doubts, in both languages.

use crate::diagnose::{CauseKind, UndecidedReason};
use crate::diagnostic::Lang;
use crate::report::Doubt;
use crate::syntax::ast::Severity;

/// The stable English name of a severity, as in rules, JSON and `--severity`.
#[must_use]
pub fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A kind of mistake, in words.
#[must_use]
pub fn cause(kind: CauseKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        CauseKind::Swap => ("两位数字颠倒", "two digits swapped"),
        CauseKind::Digit => ("一位数字有误", "one digit wrong"),
        CauseKind::DigitCount => ("多或少一位数字", "a digit lost or doubled"),
        CauseKind::Unit => ("单位错（万元、元）", "wrong unit"),
        CauseKind::Sign => ("正负号错", "wrong sign"),
        CauseKind::Omitted => ("漏加一项", "an item left out"),
        CauseKind::Doubled => ("重复计算一项", "an item counted twice"),
        CauseKind::BlankTotal => ("合计未填", "total left blank"),
        CauseKind::Copied => ("取自别处的数字", "taken from another place"),
        CauseKind::Base => ("比率的基数不对", "ratio on another base"),
        CauseKind::Rounding => ("舍入方向不对", "rounded the other way"),
        CauseKind::Stale => ("上年文字或数字未更新", "last year's text or figure"),
        CauseKind::Cell => ("该格有误，原因不明", "the cell is wrong, how is not known"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Why checks are undecided, in words.
#[must_use]
pub fn reason(reason: UndecidedReason, lang: Lang) -> &'static str {
    let (zh, en) = match reason {
        UndecidedReason::TableMissing => ("报告中没有需要的表", "a table is not in the report"),
        UndecidedReason::ColumnMissing => ("表中没有需要的列", "a column is not in the table"),
        UndecidedReason::RowMissing => ("表中没有需要的行", "a row is not listed"),
        UndecidedReason::Blank => (
            "未填，而未填不等于零",
            "a cell is blank, and blank is not zero here",
        ),
        UndecidedReason::Dash => ("横线不能参与乘除", "a dash cannot be multiplied or divided"),
        UndecidedReason::Unreadable => ("应为数字处不是数字", "text where a number belongs"),
        UndecidedReason::Uncertain => ("单元格读得不确定", "a cell was not read with certainty"),
        UndecidedReason::RowsIncomplete => ("表的行可能不全", "rows of a table may have been lost"),
        UndecidedReason::DivisorZero => ("除数为零", "a divisor may be zero"),
        UndecidedReason::NoPartner => (
            "在另一张表中没有对应的行",
            "a row has no partner in the other table",
        ),
        UndecidedReason::ManyPartners => (
            "在另一张表中有多个对应的行",
            "a row has several partners in the other table",
        ),
        UndecidedReason::Overflow => ("数字过大", "a number is too large"),
        UndecidedReason::YearUnknown => (
            "不知报告是哪一年的",
            "the year of the accounts is not known",
        ),
        UndecidedReason::TooMany => ("核对的次数太多", "the rule makes too many checks"),
        UndecidedReason::Incomparable => (
            "实际值与指标值无法比较",
            "actual value and target cannot be compared",
        ),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Why something was not read with certainty, in words.
#[must_use]
pub fn doubt(doubt: Doubt, lang: Lang) -> &'static str {
    let (zh, en) = match doubt {
        Doubt::FigureLost => (
            "这一行少了一个数字，不知是哪一个",
            "a figure of the row was lost",
        ),
        Doubt::TwoReadings => (
            "有两种同样合理的归列方式",
            "two ways of assigning cells are as good",
        ),
        Doubt::BlankOrLost => (
            "原本未填还是提取时丢失，无法分辨",
            "blank as printed or lost in extraction",
        ),
        Doubt::RowIdentity => ("无法确定是哪一行", "the row's name is not certain"),
        Doubt::LeftOver => ("有一格无列可归", "a printed cell has no column"),
        Doubt::Width => ("格数与表头不同", "another number of cells than the header"),
        Doubt::RowsLost => ("有几行丢失", "rows of the table were lost"),
        Doubt::Ambiguous => ("有两行同名或同编码", "two rows have the same name or code"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
