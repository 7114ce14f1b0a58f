//! Units of figures and the dimensions that may be compared with each other.

use rust_decimal::Decimal;

/// What a number measures. Figures of different dimensions never mix; see [`Unit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Money; its canonical unit is 元.
    Amount,
    /// A share or rate printed with `%`; its canonical value is the fraction (12.5% is 0.125), so it
    /// compares with a quotient of two amounts.
    Percent,
    /// Points of an evaluation (分).
    Score,
    /// Things or persons counted (人, 辆, 个, 台, 批次, 人次 …).
    Count,
    /// A calendar year.
    Year,
    /// A number without unit: constants, quotients.
    Number,
}

/// The unit a figure is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// 元
    Yuan,
    /// 千元
    ThousandYuan,
    /// 万元
    WanYuan,
    /// 亿元
    YiYuan,
    /// %
    Percent,
    /// 分
    Score,
    /// Any measure word of counting.
    Count,
    /// 年
    Year,
    /// None.
    Number,
}

impl Unit {
    /// What the unit measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Yuan | Self::ThousandYuan | Self::WanYuan | Self::YiYuan => Dimension::Amount,
            Self::Percent => Dimension::Percent,
            Self::Score => Dimension::Score,
            Self::Count => Dimension::Count,
            Self::Year => Dimension::Year,
            Self::Number => Dimension::Number,
        }
    }

    /// How many canonical units (元, fraction, 1) one of this unit is.
    #[must_use]
    pub fn factor(self) -> Decimal {
        match self {
            Self::ThousandYuan => Decimal::new(1_000, 0),
            Self::WanYuan => Decimal::new(10_000, 0),
            Self::YiYuan => Decimal::new(100_000_000, 0),
            Self::Percent => Decimal::new(1, 2),
            Self::Yuan | Self::Score | Self::Count | Self::Year | Self::Number => Decimal::ONE,
        }
    }

    /// As printed in reports and rule files.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::ThousandYuan => "千元",
            Self::WanYuan => "万元",
            Self::YiYuan => "亿元",
            Self::Percent => "%",
            Self::Score => "分",
            Self::Count => "个",
            Self::Year => "年",
            Self::Number => "",
        }
    }

    /// Reads an amount unit, percent sign or 分 / 年 as written in rules, templates and headers.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "元" | "人民币元" => Self::Yuan,
            "千元" => Self::ThousandYuan,
            "万元" | "人民币万元" => Self::WanYuan,
            "亿元" => Self::YiYuan,
            "%" | "％" => Self::Percent,
            "分" => Self::Score,
            "年" => Self::Year,
            _ => return None,
        })
    }
}
