//! Sentences of every form that the shipped claims read, invented, with what must be read from them.

use std::sync::Arc;

use gouji::document::{ReadOptions, read};
use gouji::report::{Content, Report, bind};
use gouji::template::Template;

use super::claims::shipped_templates;

fn template(id: &str) -> Template {
    shipped_templates()
        .into_iter()
        .find(|template| template.id == id)
        .unwrap()
}

fn report(id: &str, narrative: &str) -> Report {
    let text = format!(
        "第三部分 情况说明\n\n{narrative}\n\n第四部分 名词解释\n\n一、财政拨款收入：指拨款。\n"
    );
    let document = read("报告.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
    bind(Arc::new(document), Arc::new(template(id)))
}

/// The rows of a claim: its filled columns but for those of lists, `名=值`.
fn rows(report: &Report, claim: &str) -> Vec<String> {
    let id = report.template.schema.table(claim).unwrap();
    let (schema, table) = (
        report.template.schema.get(id).unwrap(),
        report.table(id).unwrap(),
    );
    let width = schema.columns.len();
    let row = |index: usize| {
        let cells = &table.cells[index * width..(index + 1) * width];
        let filled = schema
            .columns
            .iter()
            .zip(cells)
            .filter_map(|(column, cell)| {
                if matches!(column.id.as_str(), "组" | "序") {
                    return None;
                }
                match cell.content {
                    Content::Blank => None,
                    Content::Figure(figure) => Some(format!(
                        "{}={}{}",
                        column.id,
                        figure.printed,
                        figure.unit.symbol()
                    )),
                    _ => Some(format!("{}={}", column.id, report.text(cell))),
                }
            });
        filled.collect::<Vec<_>>().join(" ")
    };
    (0..table.rows.len()).map(row).collect()
}

fn reads(id: &str, title: &str, sentence: &str, claim: &str, expected: &[&str]) {
    let report = report(id, &format!("{title}\n\n{sentence}"));
    assert_eq!(rows(&report, claim), expected, "{sentence}");
}

#[test]
fn totals_of_both_sides_are_read_in_every_wording() {
    let title = "一、收入支出决算总体情况说明";
    for (sentence, expected) in [
        (
            "2022年度收、支总计均为1,200.50万元。",
            "收入总计=1200.50万元",
        ),
        (
            "2022年度收、支总计分别为1200.5、1,200.50万元。",
            "收入总计=1200.5万元 支出总计=1200.50万元",
        ),
        (
            "2022年度收入总计12,005,000.00元、支出总计12,005,000.00元。",
            "收入总计=12005000.00元 支出总计=12005000.00元",
        ),
        ("2022年度收入支出总计0.12亿元。", "收入总计=0.12亿元"),
    ] {
        reads("national", title, sentence, "总体", &[expected]);
    }
}

#[test]
fn changes_take_their_sign_from_the_word() {
    let title = "一、收入支出决算总体情况说明";
    for (sentence, expected) in [
        (
            "与上年度相比，收、支总计各增加20.00万元，增长1.69%。",
            "收入变动=20.00万元 收入变动率=1.69%",
        ),
        (
            "与2021年相比，收入总计减少20.00万元，下降1.69%，支出总计减少20.00万元，下降1.69%。",
            "上年=2021年 收入变动=-20.00万元 收入变动率=-1.69% 支出变动=-20.00万元 支出变动率=-1.69%",
        ),
        ("较上年决算，收入支出总计持平。", "收入变动=0万元"),
        (
            "比去年，收、支总计各减少了20万元，下降12.34。",
            "收入变动=-20万元 收入变动率=-12.34%",
        ),
    ] {
        reads("national", title, sentence, "总体变动", &[expected]);
    }
}

#[test]
fn a_template_s_leftover_of_two_directions_follows_the_amount() {
    reads(
        "national",
        "一、收入支出决算总体情况说明",
        "与上年相比，收、支总计各减少20.00万元，下降（增长）1.69%。",
        "总体变动",
        &["收入变动=-20.00万元 收入变动率=-1.69%"],
    );
}

#[test]
fn lists_are_read_in_one_paragraph_and_one_item_a_line() {
    let expected = [
        "合计=100.00万元 项目=基本支出 金额=60.00万元 占比=60.00%",
        "合计=100.00万元 项目=项目支出 金额=40.00万元 占比=40%",
    ];
    for sentence in [
        "2022年度支出合计100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40%。",
        "2022年度支出合计100.00万元，其中：\n\n基本支出60.00万元，占比60.00%；\n\n项目支出40.00万元，占\n比为40%。",
    ] {
        reads(
            "national",
            "三、支出决算情况说明",
            sentence,
            "支出构成",
            &expected,
        );
    }
}

#[test]
fn classes_are_named_alike_however_they_are_printed() {
    let report = report(
        "national",
        "（二）财政拨款支出决算结构情况。\n\n2022年度财政拨款支出100.00万元，主要用于以下方面：一、一般公共服务支出(类)70.00万元，占比70.00%；八、社会保障和就业（类）支出20.00万元，占20.00%；住房保障支出10.00万元，占10.00%。",
    );
    let id = report.template.schema.table("一般公共结构").unwrap();
    let keys: Vec<_> = report
        .table(id)
        .unwrap()
        .rows
        .iter()
        .map(|row| row.key.as_str())
        .collect();
    assert_eq!(
        keys,
        ["一般公共服务支出", "社会保障和就业支出", "住房保障支出"]
    );
}

#[test]
fn items_of_the_budget_are_read_by_their_three_names() {
    reads(
        "henan",
        "（三）具体情况。",
        "2022年度一般公共预算财政拨款支出年初预算为90.00万元，支出决算为100.00万元，完成年初预算的111.11%。其中：\n\n1. 教育支出（类）普通教育（款）小学教育（项）。年初预算为90.00万元，支出决算为100.00万元，完成年初预算的111.11%。决算数与年初预算数存在差异的主要原因是增加3人。\n\n2.教育支出（类）普通教育（款）初中教育（项）：支出决算为1万元，完成预算100%，决算数等于预算数。",
        "项级预决算",
        &[
            "类=教育支出 款=普通教育 项=小学教育 年初预算=90.00万元 决算=100.00万元 基数=年初预算 完成率=111.11%",
            "类=教育支出 款=普通教育 项=初中教育 决算=1万元 基数=预算 完成率=100% 比较=等于",
        ],
    );
}

#[test]
fn classes_with_budget_and_change_are_read() {
    reads(
        "shanxi-2024",
        "（三）一般公共预算财政拨款支出决算具体情况",
        "2024年度一般公共预算财政拨款支出年初预算52.00万元，支出决算40.00万元，完成年初预算的76.92%。其中：\n\n教育支出年初预算52.00万元，支出决算40.00万元，完成年初预算的76.92%，用于日常支出。较上年决算减少6.00万元，下降\n\n13%，主要原因是项目减少。",
        "类级预决算",
        &[
            "项目=教育支出 年初预算=52.00万元 决算=40.00万元 基数=年初预算 完成率=76.92% 变动=-6.00万元 变动率=-13%",
        ],
    );
}

#[test]
fn each_total_has_its_own_items_and_a_lost_unit_is_inherited() {
    let report = report(
        "shanxi-2022",
        "六、一般公共预算财政拨款基本支出决算情况说明\n\n2022年度财政拨款基本支出100元，其中：人员经费60元，主要包括工资福利支出60元，占比100.00%；公用经费40元，主要包括办公费30元，占比75.00%、水费10，占比25.00%。",
    );
    assert_eq!(
        rows(&report, "基本支出构成"),
        [
            "上级=人员经费 上级金额=60元 项目=工资福利支出 金额=60元 占比=100.00%",
            "上级=公用经费 上级金额=40元 项目=办公费 金额=30元 占比=75.00%",
            "上级=公用经费 上级金额=40元 项目=水费 金额=10元 占比=25.00%",
        ]
    );
    assert_eq!(
        rows(&report, "基本支出"),
        ["合计=100元 人员经费=60元 公用经费=40元"]
    );
    assert_eq!(report.notes.len(), 1);
    assert_eq!(report.document.text_at(report.notes[0].place), "10");
}

#[test]
fn a_sentence_that_there_is_nothing_states_zero() {
    for (title, sentence, claim, expected) in [
        (
            "七、政府性基金预算财政拨款收支决算情况说明",
            "本年度无此项收支。",
            "政府性基金",
            "年初预算=0万元 决算=0万元 收入=0万元",
        ),
        (
            "（一）机关运行经费支出情况说明",
            "本部门没有机关运行经费支出。",
            "机关运行",
            "金额=0万元",
        ),
    ] {
        reads("national", title, sentence, claim, &[expected]);
    }
}

#[test]
fn official_expenses_are_read_as_total_items_and_quantities() {
    let text = "九、财政拨款“三公”经费支出决算情况说明\n\n（一）“三公”经费财政拨款支出决算总体情况说明\n\n2022年度“三公”经费财政拨款支出预算20,000.00元，支出决算15,000.00元，完成全年预算的75.00%，比上年度减少5,000.00元，下降25.00%。其中：因公出国（境）费支出0.00元，完成全年预算的0.00%，与上年相同；公务用车运行维护费支出15,000.00元，完成全年预算的75.00%，比上年度减少5,000.00元，下降25.00%。\n\n（二）“三公”经费财政拨款支出决算具体情况说明\n\n1、因公出国境费支出0.00元，出国团组共0个，0人次。\n\n3、公务用车运行维护费支出15,000.00元，使用财政拨款负担的公务用车保有量共2辆车。";
    let report = report("shanxi-2022", text);
    assert_eq!(
        rows(&report, "三公总体"),
        [
            "预算=20000.00元 决算=15000.00元 基数=全年预算 完成率=75.00% 变动=-5000.00元 变动率=-25.00%"
        ]
    );
    assert_eq!(
        rows(&report, "三公分项"),
        [
            "项目=因公出国（境）费 金额=0.00元 基数=全年预算 完成率=0.00% 变动=0元",
            "项目=公务用车运行维护费 金额=15000.00元 基数=全年预算 完成率=75.00% 变动=-5000.00元 变动率=-25.00%",
        ]
    );
    let quantities = rows(&report, "三公实物量");
    assert_eq!(quantities.len(), 1);
    for cell in [
        "出国金额=0.00元",
        "运行金额=15000.00元",
        "出国团组=0个",
        "出国人次=0个",
        "保有量=2个",
    ] {
        assert!(quantities[0].contains(cell), "{cell} in {quantities:?}");
    }
}

#[test]
fn procurement_names_the_base_of_its_shares() {
    reads(
        "national",
        "（二）政府采购情况说明",
        "2022年度政府采购支出总额100.00万元，其中：政府采购货物支出60.00万元、政府采购工程支出0.00万元、政府采购服务支出40.00万元。授予中小企业合同金额80.00万元，占政府采购支出总额的80.00%，其中：授予小微企业合同金额40.00万元，占授予中小企业合同金额的50.00%。",
        "政府采购",
        &[
            "总额=100.00万元 货物=60.00万元 工程=0.00万元 服务=40.00万元 中小企业=80.00万元 中小基数=政府采购支出总额 中小占比=80.00% 小微企业=40.00万元 小微基数=授予中小企业合同金额 小微占比=50.00%",
        ],
    );
}

#[test]
fn vehicles_are_counted_and_a_limit_is_no_figure() {
    let report = report(
        "national",
        "（三）国有资产占用情况说明\n\n截至某单位2022年12月31日，本部门共有车辆3辆。其中：主要领导干部用车0辆、其他用车3辆，其他用车主要是日常用车；单价100万元以上设备（不含车辆）1台（套）。",
    );
    assert_eq!(rows(&report, "国有资产"), ["车辆=3个 设备=1个"]);
    assert_eq!(
        rows(&report, "车辆用途"),
        [
            "合计=3个 项目=主要领导干部用车 数量=0个",
            "合计=3个 项目=其他用车 数量=3个"
        ]
    );
    assert_eq!(report.claims.unread().count(), 0);
}

#[test]
fn results_of_projects_are_read_from_items_and_from_running_text() {
    reads(
        "henan",
        "（二）项目绩效自评结果。",
        "1. 12345热线（语音）费。根据年初设定的绩效目标，2022年度12345热线语音费项目综合自评得分\n\n94.21分。项目总体上完成目标。\n\n2. 24小时自助区建设项目。根据年初设定的绩效目标，2022年度24小时自助区建设项目综合自评得分96分。",
        "自评结果",
        &[
            "项目=12345热线（语音）费 得分=94.21分",
            "项目=24小时自助区建设项目 得分=96分",
        ],
    );
    reads(
        "shanxi-2022",
        "（2） 项目绩效自评结果",
        "统一服务经费项目绩效自评价结果为：总得分80分，属于“良”：完成4个项目。宣传、培训经费项目绩效自我评价结果为:总得分79.5分，属于\"中\":完成6条。",
        "自评结果",
        &[
            "项目=统一服务经费 得分=80分 等级=良",
            "项目=宣传、培训经费 得分=79.5分 等级=中",
        ],
    );
}

#[test]
fn sentences_cut_by_a_page_are_joined_and_their_places_kept() {
    let report = report(
        "national",
        "二、收入决算情况说明\n\n2022年度收入合计1,200.00万元，其中：财政拨款收入1,20\n\n0.00万元，占100.00%。",
    );
    let id = report.template.schema.table("收入构成").unwrap();
    let amount = report
        .template
        .schema
        .get(id)
        .unwrap()
        .column("金额")
        .unwrap();
    let cell = report
        .table(id)
        .unwrap()
        .cell(gouji::report::RowId(0), amount)
        .unwrap();
    assert_eq!(report.text(cell), "1,20\n\n0.00万元");
    assert!(
        matches!(cell.content, Content::Figure(figure) if figure.printed.to_string() == "1200.00")
    );
}

#[test]
fn headings_may_be_numbered_by_word_processors_and_carry_bookmarks() {
    let report = report(
        "sichuan",
        "1、 [bookmark: _Toc1]收入支出决算总体情况说明\n2022年度收、支总计20万元。\n[bookmark: _Toc2]二、收入决算情况说明\n本年收入合计18万元。\n（2） 一般公共预算财政拨款支出决算结构情况\n2022年一般公共预算财政拨款支出18万元，主要用于以下方面：教育支出18万元，占100%。",
    );
    let paths: Vec<_> = report
        .claims
        .sections
        .iter()
        .map(|section| section.path.join("/"))
        .collect();
    assert_eq!(
        paths[..2],
        ["收入支出决算总体".to_owned(), "收入决算".to_owned()]
    );
    assert_eq!(
        rows(&report, "一般公共结构"),
        ["合计=18万元 项目=教育支出 金额=18万元 占比=100%"]
    );
}

#[test]
fn what_no_claim_reads_is_listed() {
    let report = report(
        "national",
        "一、收入支出决算总体情况说明\n\n2022年度收、支总计均为20万元。另有利息12.5万元，办公电话12345。",
    );
    let unread: Vec<_> = report
        .claims
        .unread()
        .map(|number| report.document.text_at(number.place))
        .collect();
    assert_eq!(unread, ["12.5"]);
}

#[test]
fn a_text_without_the_explanatory_part_makes_no_claims() {
    let document = read(
        "报告.txt",
        "一张通知\n\n共3人。\n".as_bytes(),
        &ReadOptions::default(),
    )
    .unwrap();
    let report = bind(Arc::new(document), Arc::new(template("national")));
    assert!(report.claims.sections.is_empty() && report.claims.statements.is_empty());
}

#[test]
fn text_made_to_be_slow_is_given_up_in_time() {
    let line = format!("{}。", "收入合计，，，其中：甲、".repeat(4_000));
    let report = report("national", &format!("二、收入决算情况说明\n\n{line}"));
    assert!(rows(&report, "收入构成").is_empty());
}

#[test]
fn people_see_what_was_read_and_what_was_not() {
    let report = report(
        "national",
        "一、收入支出决算总体情况说明\n\n2022年度收、支总计均为20万元。另有利息12.5万元。",
    );
    let shown = gouji::render::claims::claims(&report, &gouji::render::Look::default());
    assert!(
        shown.contains("总体  收、支总计均为20万元\n        收入总计=20万元\n"),
        "{shown}"
    );
    assert!(
        shown.contains("未读  收、支总计均为20万元。另有利息【12.5】万元。"),
        "{shown}"
    );
    let json = gouji::render::claims::claims_json(&report);
    assert!(json.contains("\"printed\": \"12.5\""), "{json}");
}
