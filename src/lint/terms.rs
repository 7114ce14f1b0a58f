//! Common wrong words and the forms' own terms.

/// A wrong word and the term that the forms use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    /// As it is often written.
    pub(super) wrong: &'static str,
    /// As the forms have it.
    pub(super) right: &'static str,
    /// Longer words in which the wrong one is no mistake.
    pub(super) except: &'static [&'static str],
}

const fn term(wrong: &'static str, right: &'static str) -> Term {
    Term {
        wrong,
        right,
        except: &[],
    }
}

/// From the titles, columns and rows of 公开01–10 表, and the lists of functional and economic
/// classification; only what is certainly the same thing under another name.
pub(super) const TERMS: &[Term] = &[
    // 帐 is not written for accounts in official texts.
    Term {
        wrong: "帐",
        right: "账",
        except: &["帐篷", "蚊帐"],
    },
    // Names of budgets.
    term("一般预算", "一般公共预算"),
    term("公共财政预算", "一般公共预算"),
    term("一般公共预算拨款", "一般公共预算财政拨款"),
    term("政府基金", "政府性基金"),
    term("国有资本预算", "国有资本经营预算"),
    term("国有资产经营预算", "国有资本经营预算"),
    // Rows of the summary tables.
    term("结余和结转", "结转和结余"),
    term("附属单位缴款", "附属单位上缴收入"),
    term("附属单位上交收入", "附属单位上缴收入"),
    term("上交上级支出", "上缴上级支出"),
    term("对附属单位补助支岀", "对附属单位补助支出"),
    term("使用非财政拨款节余", "使用非财政拨款结余"),
    // The three public expenses.
    term("公务招待费", "公务接待费"),
    term("业务招待费", "公务接待费"),
    term("因公出国经费", "因公出国（境）费"),
    term("公车购置", "公务用车购置"),
    // Functional classification, as named since 2019.
    term("文化体育与传媒支出", "文化旅游体育与传媒支出"),
    term("医疗卫生与计划生育支出", "卫生健康支出"),
    term("国土海洋气象等支出", "自然资源海洋气象等支出"),
    term("社会保障与就业支出", "社会保障和就业支出"),
    // Self-evaluation.
    term("项目支出自评表", "项目支出绩效自评表"),
    term("效益性指标", "效益指标"),
];
