//! Errors planted in the self-evaluation forms of invented reports: each is found, nothing else is said.

use std::collections::BTreeMap;

use gouji::eval::{UndecidedReason, Verdict};

use super::harness::{check_file, engine, root, rules_with};

/// The failed checks of an example by rule, worked by hand in `examples/README.md`.
fn finds(file: &str, template: &str, wanted: &[(&str, usize)]) {
    let engine = engine();
    let checked = check_file(&engine, &root().join("examples").join(file));
    assert_eq!(checked.report.template.id, template, "{file}");
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules_with(&checked, |verdict| {
        matches!(verdict, Verdict::Failed | Verdict::Strained)
    }) {
        *found.entry(rule).or_insert(0) += 1;
    }
    let wanted: BTreeMap<&str, usize> = wanted.iter().copied().collect();
    assert_eq!(found, wanted, "{file}");
}

#[test]
fn errors_in_henan_forms_are_found() {
    finds(
        "wangchuan-forms-2022.txt",
        "henan",
        &[
            ("自评_偏差得分", 1),
            ("自评_扣分有原因", 1),
            ("自评_执行得分", 1),
            ("自评_执行率", 1),
            ("自评_指标得分不超", 1),
            ("自评_未达标满分", 2),
            ("自评_资金构成_年初预算数", 1),
        ],
    );
}

#[test]
fn errors_in_shanxi_forms_of_2022_are_found() {
    finds(
        "fenling-forms-2022.txt",
        "shanxi-2022",
        &[
            ("自评_分值之和", 1),
            ("自评_扣分有原因", 2),
            ("自评_未达标满分", 1),
            ("自评_等级", 1),
            ("自评_结余", 1),
            ("自评_自评表等级个数", 2),
            ("自评_超额未说明", 1),
            ("自评文_执行率", 2),
            ("自评表_文字预算口径", 1),
        ],
    );
}

#[test]
fn errors_in_shanxi_forms_of_2024_are_found() {
    finds(
        "shidu-forms-2024.txt",
        "shanxi-2024",
        &[
            ("自评_总分", 2),
            ("自评_执行率", 1),
            ("自评_指标得分不超", 1),
            ("自评_自评表等级个数", 2),
            ("自评文_执行率口径", 1),
            ("自评表_文字年初预算", 1),
            ("自评表_文字执行数", 1),
        ],
    );
}

#[test]
fn errors_in_shanxi_analysis_reports_are_found() {
    finds(
        "fenling-bureau-forms-2022.txt",
        "shanxi-2022",
        &[
            ("自评_自评报告正文资金", 1),
            ("自评报告_总分", 1),
            ("自评报告_执行不超预算", 1),
            ("自评报告_执行得分", 1),
            ("自评报告_执行得分一致", 1),
            ("自评报告_执行率", 1),
            ("自评报告_指标得分", 2),
            ("自评报告_文字执行数", 2),
            ("自评报告_文字预算口径", 1),
            ("自评报告_未达标满分", 1),
            ("自评报告_结余", 1),
            ("自评文_执行率", 2),
        ],
    );
}

#[test]
fn errors_in_sichuan_forms_of_all_kinds_are_found() {
    finds(
        "qingqu-forms-2022.txt",
        "sichuan",
        &[
            ("文_图_收支总计增减", 1),
            ("自评_与正文得分", 1),
            ("自评_分值之和", 1),
            ("自评_完成得分", 1),
            ("自评_总分", 1),
            ("自评_扣分有原因", 2),
            ("自评_执行率", 1),
            ("自评_结论", 1),
            ("自评体系_得分不超", 1),
            ("自评体系_总分", 1),
            ("自评报告_文字执行", 1),
            ("自评整体_与报告得分", 1),
            ("自评整体_与正文得分", 1),
            ("自评整体_总分", 1),
            ("自评整体_结论", 1),
            ("自评整体_金额合计", 2),
            ("自评整体_项目执行", 1),
            ("自评文_收入调整", 1),
            ("自评文_类别完成率", 1),
            ("自评文_类别完成率一致", 1),
            ("自评文_类别节约率", 1),
            ("自评文_调整事由", 1),
            ("自评目标_指标值", 1),
            ("自评目标_权重", 1),
            ("自评目标_权重之和", 1),
        ],
    );
}

#[test]
fn a_clean_report_of_a_cell_a_line_lacks_nothing_but_its_statutory_tables() {
    let engine = engine();
    let checked = check_file(&engine, &root().join("examples/qingqu-2022.txt"));
    assert_eq!(checked.report.template.id, "sichuan");
    assert!(checked.outcome.summary().exact > 250);
    let doubtful = rules_with(&checked, |verdict| match verdict {
        Verdict::Failed | Verdict::Strained => true,
        Verdict::Undecided(reason) => reason != UndecidedReason::TableMissing,
        _ => false,
    });
    assert!(doubtful.is_empty(), "{doubtful:?}");
}
