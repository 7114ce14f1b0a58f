//! Every word of the outputs, in both languages. The one table of messages.
//!
//! `{name}` in a sentence is filled by [`fill()`]. Messages that belong to one problem or finding are
//! made where the problem is (`Wording`); here stand the words of the outputs themselves.

pub use super::fill::fill;
pub use super::names::{cause, doubt, reason, severity_id};
use crate::diagnose::Role;
use crate::diagnostic::Lang;
use crate::syntax::ast::Severity;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident $zh:literal $en:literal;)*) => {
        /// The words of one language.
        #[derive(Debug)]
        pub struct Words {
            $($(#[$doc])* #[doc = concat!("\n\n", $zh)] pub $name: &'static str,)*
        }

        static ZH: Words = Words { $($name: $zh),* };
        static EN: Words = Words { $($name: $en),* };
    };
}

words! {
    /// How many checks a report had.
    checks "核对 {n} 项" "{n} checks";
    /// Verdict.
    exact "一致" "exact";
    /// Verdict.
    rounded "舍入内一致" "within rounding";
    /// Verdict.
    strained "勉强一致" "strained";
    /// Verdict.
    failed "不符" "failed";
    /// Verdict.
    undecided "无法判断" "undecided";
    /// Verdict.
    inapplicable "不适用" "not applicable";
    /// Between a word and its count.
    colon "：" ": ";
    /// Between items of a list.
    comma "、" ", ";
    /// Severity.
    error "错误" "error";
    /// Severity.
    warning "警告" "warning";
    /// Severity.
    note "提示" "note";
    /// Left side of a relation.
    left "左边" "left";
    /// Right side of a relation.
    right "右边" "right";
    /// Cells that led to a check.
    context "相关" "context";
    /// Row with both sides' arithmetic.
    working "算式" "working";
    /// What rounding explains.
    rounding "舍入" "rounding";
    /// Sentence: a difference against what rounding explains.
    rounding_explains "只能解释不到 {allowed} 的差额，实差 {difference}" "explains less than {allowed}, the difference is {difference}";
    /// Sentence: exact figures have no rounding.
    rounding_exact "数字没有经过舍入，实差 {difference}" "the figures are exact, the difference is {difference}";
    /// Sentence: explicit slack of the rule.
    rounding_within "（规则另许 {within}）" " (the rule allows {within} more)";
    /// The relation as written.
    relation "关系" "relation";
    /// Why a rule exists.
    because "理由" "because";
    /// The regulation.
    basis "依据" "basis";
    /// Where the rule is written.
    rule "规则" "rule";
    /// The likely mistake.
    cause "可能原因" "likely cause";
    /// What should be printed.
    suggest "应为" "should be";
    /// Repairs of a cause.
    repairs "改正后 {repairs} 项不符的核对随之相符，没有一项因此不符" "the change repairs {repairs} checks and breaks none";
    /// Repairs of a cause that also breaks something.
    repairs_breaks "改正后 {repairs} 项不符的核对随之相符，{breaks} 项因此不符" "the change repairs {repairs} checks and breaks {breaks}";
    /// Further findings of a group.
    also "同一处错误还使下列核对不符" "the same mistake also breaks";
    /// Cells not drawn.
    further "其余 {n} 格" "{n} further cells";
    /// Blank cells of a sum.
    blanks "另有 {n} 格未填" "{n} more cells are blank";
    /// A blank cell, after its side.
    blank_cell "（未填）" " (blank)";
    /// A blank cell, alone.
    blank_alone "（未填）" "(blank)";
    /// A dash.
    dash "横线（不适用）" "dash (not applicable)";
    /// Unreadable text.
    unreadable "不是数字" "not a number";
    /// A doubtful cell.
    uncertain "归列不确定" "uncertain column";
    /// A column that is not there.
    no_column "无此列" "no such column";
    /// Nothing to report.
    clean "没有发现不符" "no contradictions found";
    /// Nothing was checked at all.
    nothing_checked "没有可执行的核对" "nothing could be checked";
    /// Findings that are counted only.
    untold "规则 {rule} 另有 {n} 处不符，未逐一列出" "rule {rule}: {n} more contradictions, not listed one by one";
    /// Head of the undecided list.
    undecided_head "无法判断 {n} 项（不算相符，也不算不符）" "{n} checks are undecided (neither passed nor failed)";
    /// Count of checks in a list.
    times "{n} 项" "{n}";
    /// Rules concerned.
    rules_of "规则 {rules}" "rules {rules}";
    /// More rules than shown.
    and_more "{list} 等 {n} 条" "{list} and others, {n} in all";
    /// Folder total.
    total "共 {reports} 份报告：{clean} 份无不符，{bad} 份有不符，{unread} 份未能核对" "{reports} reports: {clean} without contradictions, {bad} with contradictions, {unread} could not be checked";
    /// Template chosen for a report.
    template "模板" "template";
    /// Number of rules.
    rule_count "{n} 条规则" "{n} rules";
    /// A template that is only extended.
    base_only "只供继承" "only a base for others";
    /// Head of a list of rules.
    rules_for "规则：为模板 {template} 而写" "rules written for template {template}";
    /// Head of the rules switched off.
    disabled "停用的规则" "rules switched off";
    /// Head of the rules that a template cannot have.
    skipped "此模板没有相应表列、因而不适用的规则" "inherited rules that name what this template does not have";
    /// Where a rule runs.
    runs_over "用于模板" "runs over";
    /// A rule that runs nowhere.
    nowhere "没有模板使用它" "no template uses it";
    /// Parent templates.
    extends "继承" "extends";
    /// Years of a template.
    years "年度" "years";
    /// Heading of a rule's severity.
    severity_word "级别" "severity";
    /// How well the template fits.
    fit "符合度 {score}%" "fit {score}%";
    /// Head of the other templates' scores.
    fits "各模板的符合度" "how well each template fits";
    /// What a template looked for in vain.
    not_found "没有找到：{list}" "not found: {list}";
    /// Year of accounts.
    year "{year} 年度" "{year}";
    /// Unit of amounts.
    unit "单位" "unit";
    /// The body.
    body "部门（单位）" "body";
    /// A report that could not be checked.
    unchecked "未能核对" "not checked";
    /// Help of a problem.
    help "帮助" "help";
    /// Where to read on.
    explain "详见 gouji explain {code}" "see gouji explain {code}";
    /// Problems not shown.
    more_problems "另有 {n} 个问题未列出" "{n} more problems are not shown";
    /// Count of problems.
    problems "{errors} 个错误，{warnings} 个警告" "{errors} errors, {warnings} warnings";
    /// Head of the list of tables.
    tables "报表" "statements";
    /// Head of the list of forms.
    forms "表单" "forms";
    /// Head of the list of claims.
    claims "文字陈述" "claims in prose";
    /// A table that is there.
    found "已找到" "found";
    /// A table that is not there.
    missing "没有找到" "missing";
    /// A table that is only named.
    named "没有找到，但第 {line} 行提到" "missing, though line {line} names it";
    /// A table that a sentence declares empty.
    no_data "本表无数据（第 {line} 行）" "declared empty (line {line})";
    /// Lines of a table.
    lines "第 {lines} 行" "lines {lines}";
    /// Size of a table.
    size "{rows} 行 × {columns} 列" "{rows} rows × {columns} columns";
    /// Instances of a form.
    instances "{n} 份" "{n} instances";
    /// Sentences matched by a claim.
    matches "{n} 处" "{n} matches";
    /// Columns that a table does not have.
    lacks "无此列：{columns}" "without columns: {columns}";
    /// Head of doubtful cells.
    doubts "读得不确定（相关核对不作判断）" "not read with certainty (checks on them are undecided)";
    /// Head of notes.
    notes "阅读提示" "notes from reading";
    /// How a document was read.
    reading "{encoding}，{lines} 行，{format}" "{encoding}, {lines} lines, {format}";
    /// Format of a document.
    tab_separated "制表符分隔" "tab-separated";
    /// Format of a document.
    cell_per_line "一格一行" "one cell a line";
    /// Format of a document.
    blank_aligned "空格对齐" "aligned by blanks";
    /// Note kind.
    note_split_number "数字中间有空格，已合并" "number with blanks inside, joined";
    /// Note kind.
    note_row_not_placed "这一行没有归入任何表" "row that could not be placed";
    /// Note kind.
    note_unknown_column "表头中有模板未定义的列" "header word that names no column of the template";
    /// Note kind.
    note_width_differs "这一行的格数与表头不同" "row with another number of cells than its header";
    /// Note kind.
    note_unknown_table "模板未定义的表" "table that the template does not know";
    /// Note kind.
    note_duplicate_table "同名的表出现第二次，只读第一次" "second table under the same title, only the first is read";
    /// Note kind.
    note_unit_missing "金额漏写单位，按相邻金额的单位读" "amount without unit, read in the unit of its neighbours";
    /// Note kind.
    note_percent_missing "比率漏写百分号" "rate without its percent sign";
    /// Standing of a finding that is in the baseline.
    known "已知" "known";
    /// Standing of a finding that is not in the baseline.
    new "新" "new";
    /// Standing of a finding with an explanation on file.
    explained "已说明" "explained";
    /// Who said what of a finding, and when.
    explained_by "{text}（{by}，{date}）" "{text} ({by}, {date})";
    /// Findings of the baseline that are no longer there.
    gone "基线中有、现已消失" "in the baseline and gone now";
    /// Count of new, known, explained and gone findings.
    standings "新 {new}、已知 {known}、已说明 {explained}、已消失 {gone}" "{new} new, {known} known, {explained} explained, {gone} gone";
    /// Head of the summary of a run.
    overview "汇总" "summary";
    /// A report.
    report "报告" "report";
    /// Head of the reports with findings.
    reports_with_findings "有不符的报告" "reports with contradictions";
    /// Head of rules by number of findings.
    frequent_rules "发现最多的规则" "rules with the most findings";
    /// Head of tables by number of findings.
    frequent_tables "发现最多的表" "tables with the most findings";
    /// Head of causes by number of groups.
    frequent_causes "可能原因" "likely causes";
    /// Head of reasons for undecided checks.
    frequent_reasons "无法判断的原因" "why checks are undecided";
    /// Number of reports.
    in_reports "{times} 处，{reports} 份报告" "{times} in {reports} reports";
    /// Which side of a relation.
    side "位置" "side";
    /// A table.
    table "表" "table";
    /// A row.
    row "行" "row";
    /// A column.
    column "列" "column";
    /// What is printed.
    printed "报告所印" "printed";
    /// A line of the file.
    line "文件行" "line";
    /// Left minus right.
    difference "相差" "difference";
    /// The largest difference that rounding explains.
    allowed "舍入最多可解释" "rounding explains at most";
    /// Findings that share a cause.
    group "组" "group";
    /// Findings.
    findings "发现" "findings";
    /// Sentence with the numbers.
    message "说明" "message";
    /// What somebody said of a finding.
    explanation "查明情况" "explanation";
    /// Whether a finding is new.
    standing "状态" "standing";
    /// Name of a finding across runs.
    fingerprint "编号" "fingerprint";
    /// Why a check is undecided.
    reason "原因" "reason";
    /// What a reason is about.
    about "对象" "about";
    /// How many checks.
    count "项数" "checks";
    /// Whether the run's exit status counts a report.
    result "结果" "result";
    /// Result of a report.
    has_findings "有不符" "contradictions";
    /// Result of a report.
    has_none "无不符" "no contradictions";
    /// The year of accounts.
    year_word "年度" "year";
    /// Rows beyond a limit.
    cut "另有 {n} 行未列出" "{n} more rows are not listed";
    /// Sheet of rules, causes, tables and reasons by frequency.
    frequencies "分类统计" "by frequency";
    /// What a frequency is of.
    kind "类别" "kind";
    /// Name of what is counted.
    name "名称" "name";
    /// Number of reports.
    report_count "报告数" "reports";
    /// Where a rule is written.
    written_at "规则所在" "written at";
    /// A blank cell.
    blank "未填" "blank";
    /// Title of a page.
    page_title "勾稽核对：{name}" "gouji: {name}";
    /// Title of a page over several reports.
    folder_title "勾稽核对汇总（{n} 份报告）" "gouji: {n} reports";
    /// Link for people without a mouse.
    skip "跳到发现" "skip to the findings";
    /// Head of a page's navigation.
    navigation "目录" "contents";
    /// Navigation by table.
    by_table "按表" "by table";
    /// Navigation to tables without findings.
    other_tables "没有发现的表" "tables without findings";
    /// Navigation by rule.
    by_rule "按规则" "by rule";
    /// Head of the heat map.
    coverage "核对覆盖" "coverage";
    /// What the heat map shows.
    coverage_help "每一小格是一个数字，颜色是核对过它并得出结论的规则数；醒目的黄格没有任何规则核对" "each small square is a figure, coloured by the number of rules that came to a verdict on it; the bright yellow ones no rule checked";
    /// How much of a table is covered.
    covered "{covered}/{figures} 个数字核对过" "{covered} of {figures} figures checked";
    /// Legend of the heat map.
    legend_failed "有核对不符" "a check failed";
    /// Legend of the heat map.
    legend_doubtful "读得不确定" "not read with certainty";
    /// Legend of the heat map.
    legend_rules "{n} 条规则" "{n} rules";
    /// Filter.
    filter "筛选" "filter";
    /// Filter entry.
    all_tables "所有表" "all tables";
    /// Filter entry.
    all_rules "所有规则" "all rules";
    /// Filter outcome.
    shown "显示 {shown} / {all} 处" "showing {shown} of {all}";
    /// Filter outcome.
    shown_reports "显示 {shown} / {all} 份" "showing {shown} of {all}";
    /// Rows left out of an excerpt.
    gap_rows "其余 {n} 行" "{n} more row(s)";
    /// Link from an excerpt to the whole table.
    whole_table "看整张表" "whole table";
    /// Every cell that took part.
    all_cells "参与核对的全部 {n} 格" "all {n} cells that took part";
    /// Head of the report's own tables.
    report_tables "报表全文" "the report's tables";
    /// Head of the rules.
    rules_head "规则与核对结果" "rules and their verdicts";
    /// Findings of the same mistake.
    group_more "同一处错误引起的另外 {n} 处不符" "{n} more from the same mistake";
    /// Keys.
    keys_help "键盘：j、k 到下一处、上一处发现，Tab 移动，Enter 展开或跳转" "keys: j and k go to the next and the previous finding, Tab moves, Enter opens or jumps";
    /// Who made the page.
    made_by "由 gouji {version} 生成。无法判断的核对既不算相符，也不算不符。" "made by gouji {version}. Undecided checks count neither as passed nor as failed.";
    /// What a report printed and what it should be.
    printed_is "所印 {printed}" "printed {printed}";
    /// What should be printed.
    should_be "应为 {suggest}" "should be {suggest}";
    /// Back to the top.
    top "回到顶部" "back to the top";
    /// Sentence of a claim.
    sentence "原文" "sentence";
    /// Filter by words.
    search "按名称查找" "find by name";
    /// Part of a chart's title.
    chart_unit "处" "findings";
    /// Note on a marked cell.
    marked "发现 {n}" "finding {n}";
    /// How many rules checked a figure.
    checked_by "{n} 条规则核对过" "checked by {n} rules";
    /// A figure that no rule checked.
    unchecked_figure "没有规则核对" "no rule checked it";
    /// Counts of `inspect --claims`.
    claim_counts "读出 {sentences} 处陈述、{read} 个数；名称里的数 {names} 个；未读的数 {unread} 个" "{sentences} statements with {read} numbers read; {names} numbers in names; {unread} unread";
    /// Where a section begins.
    section_line "第 {line} 行" "line {line}";
    /// A number that no claim has.
    unread_number "未读" "unread";
    /// Note kind.
    note_claims_given_up "情况说明太长或太乱，没有读完" "explanatory text too long or too strange to be read in full";
    /// Head of a trace's conditions.
    condition "条件" "condition";
    /// What a traced check came to.
    outcome "结果" "outcome";
    /// A condition that holds.
    holds "成立" "holds";
    /// A condition that does not hold.
    holds_not "不成立" "does not hold";
    /// Sentence: difference and what rounding explains.
    traced_difference "相差 {difference}，舍入最多可解释 {allowed}" "the difference is {difference}, rounding explains at most {allowed}";
    /// Sentence: difference of exact figures.
    traced_exact "相差 {difference}，数字没有经过舍入" "the difference is {difference}, the figures are exact";
    /// Sentence: why a check that holds is strained.
    traced_strained "；但差得不像舍入，或数字印得比要求的粗" ", yet it is hardly rounding, or a figure is printed more coarsely than asked";
    /// Sentence: both sides are the same.
    traced_same "两边相等" "both sides are equal";
    /// Sentence: slack of the rule was needed.
    traced_within "，规则另许 {within}" ", the rule allows {within} more";
    /// A condition of the rule is not met.
    not_met "条件不成立，规则不适用" "the condition does not hold, the rule does not apply";
    /// A rule that made no check.
    no_rows "没有符合条件的行，或规则不用于这个年度" "no row meets its condition, or it is not for this year";
    /// A rule that the report's template does not run.
    not_run "这份报告的模板（{template}）不运行规则 {rule}" "the template of this report ({template}) does not run rule {rule}";
    /// No check of a rule touches a line.
    not_at_line "规则 {rule} 没有核对与第 {line} 行有关" "no check of rule {rule} touches line {line}";
    /// Checks that were not traced.
    not_traced "另有 {n} 项核对未列出；--trace {rule}@行号 只看与报告那一行有关的" "{n} more checks are not shown; --trace {rule}@LINE shows those that touch a line of the report";
    /// Parts of a sum that are zero.
    zeros "另有 {n} 格为零或未填" "{n} more cells are zero or blank";
    /// Parts of a sum that are not drawn.
    more_parts "另有 {n} 项" "{n} more";
    /// Nothing printed that counts as zero.
    as_zero "未填，按 0 计" "blank, counts as 0";
    /// A dash that counts as zero.
    dash_as_zero "横线，按 0 计" "dash, counts as 0";
    /// Where a cell is printed.
    at_column "第 {line} 行第 {column} 列" "line {line}, column {column}";
}

impl Words {
    /// The word of a side.
    #[must_use]
    pub fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Left => self.left,
            Role::Right => self.right,
            Role::Context => self.context,
        }
    }

    /// The words of a language.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    /// The word of a severity.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }
}
