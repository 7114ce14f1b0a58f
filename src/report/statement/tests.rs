//! Whole tables, read: one trap each. (Compiled under `#[cfg(test)]` only.)

use crate::report::sample::{bound, panel, shown, statutory, table, template};
use crate::report::*;

const HEAD_01: &str = "收入|||支出||\n项目|行次|决算数|项目|行次|决算数\n栏次||1|栏次||2\n";
const HEAD_05: &str = "项目||本年支出||\n科目编码|科目名称|小计|基本支出|项目支出\n栏次||1|2|3\n";

fn facts(title: &str, code: &str) -> String {
    format!("{title}\n\n{code}\n\n部门：青河市样本局\n\n2031年度\n\n单位：万元\n\n")
}

fn of<'r>(report: &'r Report, path: &str) -> &'r Table {
    report
        .table(report.template.schema.table(path).unwrap())
        .unwrap()
}

fn kinds(report: &Report) -> Vec<(NoteKind, &str)> {
    report
        .notes
        .iter()
        .map(|note| (note.kind, note.detail.as_str()))
        .collect()
}

#[test]
fn two_panels_share_their_rows_and_a_row_may_end_in_one_of_them() {
    let text = facts("收入支出决算总表", "公开01表")
        + HEAD_01
        + "一、财政拨款收入|1|3.00|一、外交支出|32|1.00\n|2||二、国防支出|33|2.00\n\n"
        + "收入合计|27|3.00|||\n注：本表反映收支。\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "收支总表.收入"),
        ["财政拨款收入@1 3.00", "@2 .", "收入合计@27 3.00"]
    );
    assert_eq!(
        shown(&report, "收支总表.支出"),
        ["外交支出@32 1.00", "国防支出@33 2.00"]
    );
    assert!(report.notes.is_empty());
}

#[test]
fn header_facts_are_read_on_one_line_on_several_and_broken_in_two() {
    let rows = HEAD_05.to_owned() + "合计||1.00|1.00|\n";
    for head in [
        "一般公共预算财政拨款支出决算表\n\n公开05表\n\n部门名称：青河市样本局 2031年度 金额单位：元\n\n",
        "一般公共预算财政拨款支出决算表\n公开05\n\n表\n部门名称：青河市样本局\n2031年度\n金额单位：\n元\n",
        "公开05表\n一般公共预算财政拨款\n支出决算表\n编制单位：青河市样本局    2031年度    单位:元\n",
        "一般公共预算财政拨款支出决算表  公开05表\n部门: 青河市样本局\n(2031年度)\n单位 ： 元\n",
        "一般公共预算财政拨款支出决算表||||\n||||公开05表\n部门：青河市样本局||2031年度||金额单位：元\n",
    ] {
        let report = bound(&(head.to_owned() + &rows), statutory());
        let header = &of(&report, "一般公共预算支出表").header;
        assert_eq!(header.body.as_ref().unwrap().0, "青河市样本局", "{head}");
        assert_eq!(header.year.unwrap().0, 2031, "{head}");
        assert_eq!(header.unit.unwrap().0, crate::figure::Unit::Yuan, "{head}");
        let code = report.document.text_at(header.code.unwrap());
        assert!(code.starts_with("公开05") && code.ends_with('表'), "{code}");
        let title = report.document.text_at(header.title.unwrap());
        assert!(title.starts_with("一般公共预算") && title.contains("支出决算表"));
        assert_eq!(shown(&report, "一般公共预算支出表"), ["合计 1.00 1.00 ."]);
    }
}

#[test]
fn page_breaks_do_not_end_a_table_and_repeated_headers_are_no_rows() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||3.00|1.00|2.00\n201|甲类支出|3.00|1.00|2.00\n\n20101|乙款支出|1.00|1.00|\n\x0c"
        + "项 目||本年 支出||\n科目编码|科目 名称|小计|基本支出|项目支出\n栏次||1|2|3\n"
        + "20102|丙款支出|2.00||2.00\n- 7 -\n样本局决算公开\n20103|丁款支出|||\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "一般公共预算支出表"),
        [
            "合计 3.00 1.00 2.00",
            "甲类支出#201 3.00 1.00 2.00",
            "乙款支出#20101 1.00 1.00 .",
            "丙款支出#20102 2.00 . 2.00",
            "丁款支出#20103 . . ."
        ]
    );
    let table = of(&report, "一般公共预算支出表");
    assert_eq!(table.sightings.len(), 4);
    let parents: Vec<_> = table.rows.iter().map(|row| row.parent).collect();
    assert_eq!(parents[2..], [Some(RowId(1)); 3]);
    assert_eq!(kinds(&report), [(NoteKind::RowNotPlaced, "样本局决算公开")]);
}

#[test]
fn a_table_printed_again_under_its_title_goes_on() {
    let head = facts("一般公共预算财政拨款支出决算表", "公开05表");
    let next = facts("一般公共预算财政拨款支出决算表（续）", "公开05表");
    let text = head + HEAD_05 + "合计||1.00||\n" + &next + HEAD_05 + "201|甲|1.00||\n注：完。\n";
    let report = bound(&text, statutory());
    assert_eq!(shown(&report, "一般公共预算支出表").len(), 2);
    let again = text.clone()
        + &facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||9.00||\n";
    let report = bound(&again, statutory());
    assert_eq!(shown(&report, "一般公共预算支出表").len(), 2);
    assert_eq!(report.notes[0].kind, NoteKind::DuplicateTable);
}

#[test]
fn entries_of_the_contents_are_no_tables_and_name_those_that_were_lost() {
    let text = "2031年度部门决算公开\n\n目 录\n\n一、收入支出决算总表.....|3\n二、收入决算表......|5\n三、支出决算表|6\n\n"
        .to_owned()
        + &facts("收入支出决算总表", "公开01表")
        + HEAD_01
        + "甲|1|3.00|乙|32|1.00\n注：完。\n\n金额单位：元\n\n二、收入决算情况说明\n\n甲|乙|丙\n";
    let report = bound(&text, statutory());
    let contents = |path: &str| match of(&report, path).presence {
        Presence::Named(place) => report.document.text_at(place).to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(contents("收入表"), "二、收入决算表......");
    assert_eq!(contents("支出表"), "三、支出决算表");
    assert_eq!(contents("基金表"), "Missing");
    assert_eq!(of(&report, "收支总表.收入").presence, Presence::Found);
    let plain = "目录\n一、收入决算表\n二、支出决算表\n第三部分 情况说明\n甲|乙|丙\n1|2|3\n";
    let report = bound(plain, statutory());
    assert!(matches!(of(&report, "收入表").presence, Presence::Named(_)));
    assert!(matches!(of(&report, "支出表").presence, Presence::Named(_)));
}

#[test]
fn the_table_of_tables_knows_found_named_and_missing_ones() {
    let text = "二、收入决算表......|5\n".to_owned()
        + &facts("国有资本经营预算财政拨款支出决算表", "公开08表")
        + "科目代码|科目名称|合计|基本支出|项目支出\n合计||||\n\n注：本表反映支出。\n\n说明：本表无数据\n";
    let report = bound(&text, statutory());
    let id = report.template.schema.table("报表").unwrap();
    let schema = report.template.schema.get(id).unwrap();
    let table = report.table(id).unwrap();
    let cell = |key: &str, column: &str| {
        let row = table.rows.iter().position(|row| row.key == key).unwrap();
        let row = RowId(u32::try_from(row).unwrap());
        *table.cell(row, schema.column(column).unwrap()).unwrap()
    };
    assert_eq!(
        report.text(&cell("国资表", "标题")),
        "国有资本经营预算财政拨款支出决算表"
    );
    assert_eq!(report.text(&cell("国资表", "单位")), "万元");
    assert_eq!(report.text(&cell("国资表", "必需")), "是");
    assert_eq!(report.text(&cell("国资表", "无数据")), "说明：本表无数据");
    assert_eq!(report.text(&cell("收入表", "目录")), "二、收入决算表......");
    assert_eq!(
        cell("收入表", "标题").content,
        Content::Uncertain(Doubt::RowsLost)
    );
    assert_eq!(cell("支出表", "标题").content, Content::Blank);
    assert_eq!(shown(&report, "国资表"), ["合计 . . ."]);
}

#[test]
fn column_numbers_decide_where_a_header_word_stands_one_cell_too_far_left() {
    let words = "合计|因公出国（境）费|公务用车购置及运行费|||公务接待费|合计|因公出国(境)费|公务用车购置及运行费|||公务接待 费\n||小计|公务用车购置费|公务用车运行费||||小计|公务用车 购置费|公务用车运行费|\n";
    let body = "1.50|2.50|3.50|4.50|5.50|6.50|7.50|8.50|9.50|10.50|11.50|12.50\n";
    let numbers = "1|2|3|4|5|6|7|8|9|10|11|12\n";
    let wanted = " 1.50 2.50 3.50 4.50 5.50 6.50 7.50 8.50 9.50 10.50 11.50 12.50";
    let title = facts("财政拨款“三公”经费支出决算表", "公开09表");
    for (above, numbers) in [
        ("预算数||||||决算数|||||\n", numbers),
        ("预算数||||||决算数|||||\n", ""),
        ("预算数|||||决算数||||||\n", numbers),
    ] {
        let text = format!("{title}{above}{words}{numbers}{body}");
        let report = bound(&text, statutory());
        assert_eq!(shown(&report, "三公表"), [wanted], "{above}{numbers}");
    }
}

#[test]
fn groups_side_by_side_continue_each_other_and_totals_own_the_last_figures() {
    let head = "人员经费||||公用经费|||||||||||\n科目编码|科目名称|金额|其中：基本支出|科目编码|科目名称|金额|其中：基本支出|科目编码|科目名称|金额|其中：基本支出|科目编码|科目名称|金额|其中：基本支出\n";
    let text = facts("一般公共预算财政拨款支出决算明细表", "公开06表")
        + head
        + "301|工资福利支出|5.00|4.00|302|商品和服务支出|7.00|6.00|307|债务利息||——|399|其他支出||\n"
        + "30101|基本工资|5.00|4.00|30201|办公费|7.00|6.00|30701|付息||——||||\n"
        + "人员经费合计||5.00|4.00|公用经费合计|||||||||| 7.00|6.00\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "基本支出明细表"),
        [
            "工资福利支出#301 5.00 4.00",
            "基本工资#30101 5.00 4.00",
            "人员经费合计 5.00 4.00",
            "商品和服务支出#302 7.00 6.00",
            "办公费#30201 7.00 6.00",
            "公用经费合计 7.00 6.00",
            "债务利息#307 . -",
            "付息#30701 . -",
            "其他支出#399 . .",
        ]
    );
    let one = facts("一般公共预算财政拨款基本支出决算明细表", "公开06表")
        + "经济分类科目编码|科目名称|决算数|经济分类科目编码|科目名称|决算数\n"
        + "301|工资福利支出|5.00|302|商品和服务支出|7.00\n|人员经费合计|5.00||公用经费合计|7.00\n";
    let report = bound(&one, statutory());
    assert_eq!(
        shown(&report, "基本支出明细表"),
        [
            "工资福利支出#301 x 5.00",
            "人员经费合计 x 5.00",
            "商品和服务支出#302 x 7.00",
            "公用经费合计 x 7.00"
        ]
    );
}

#[test]
fn tables_inside_a_table_keep_their_rows_and_lose_their_headers() {
    let text = facts("部门决算公开相关信息统计表", "公开10表")
        + "一、政府采购情况||\n项目|行次|采购金额\n合计|1|3.50\n货物|2|\n二、机关运行经费||\n项目||统计数\n"
        + "(一) 行政单位|5|\n三、国有资产占用情况||\n(一) 车辆数合计(辆)|7|2.00\n8. 其他用车|15|2\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "信息统计表"),
        [
            "政府采购情况 .",
            "合计@1 3.50",
            "货物@2 .",
            "机关运行经费 .",
            "行政单位@5 .",
            "国有资产占用情况 .",
            "车辆数合计(辆)@7 2.00",
            "其他用车@15 2",
        ]
    );
    let table = of(&report, "信息统计表");
    assert_eq!(table.rows[1].declared, Some(0));
    let Content::Figure(vehicles) = table.cells[6 * 3 + 2].content else {
        panic!("a count");
    };
    assert_eq!(vehicles.unit, crate::figure::Unit::Count);
}

#[test]
fn codes_are_read_with_blanks_inside_and_from_three_columns() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "201|甲|1.00||\n20103 06|乙|1.00||\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "一般公共预算支出表"),
        ["甲#201 1.00 . .", "乙#2010306 1.00 . ."]
    );
    let head = "科目编码|||科目名称|本年支出||\n类|款|项||小计|基本支出|项目支出\n";
    for rows in [
        "合计||||3.00||\n208|||甲类|3.00||\n208|05||乙款|3.00||\n208|05|01|丙项|3.00||\n",
        "|||合计|3.00||\n208|||甲类|3.00||\n|5||乙款|3.00||\n||1|丙项|3.00||\n",
        "|||合计|3.00||\n208|||甲类|3.00||\n208|20805||乙款|3.00||\n208|20805|2080501|丙项|3.00||\n",
    ] {
        let text = facts("一般公共预算财政拨款支出决算表", "公开05表") + head + rows;
        let report = bound(&text, statutory());
        assert_eq!(
            shown(&report, "一般公共预算支出表"),
            [
                "合计 3.00 . .",
                "甲类#208 3.00 . .",
                "乙款#20805 3.00 . .",
                "丙项#2080501 3.00 . ."
            ],
            "{rows}"
        );
        let levels: Vec<_> = of(&report, "一般公共预算支出表")
            .rows
            .iter()
            .map(|row| row.level)
            .collect();
        assert_eq!(levels, [0, 1, 2, 3]);
    }
}

#[test]
fn a_row_of_another_width_is_uncertain_as_a_whole() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||3.00|1.00|2.00\n201|甲|3.00|2.00\n202|乙|1.00|1.00||\n203|丙|1.00|1.00|\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "一般公共预算支出表"),
        [
            "合计 3.00 1.00 2.00",
            "甲#201 ? ? ?",
            "乙#202 ? ? ?",
            "丙#203 1.00 1.00 ."
        ]
    );
    let table = of(&report, "一般公共预算支出表");
    assert_eq!(table.rows_doubt, Some(Doubt::Width));
    assert_eq!(table.rows[1].doubt, Some(Doubt::Width));
    assert_eq!(report.notes[0].kind, NoteKind::WidthDiffers);
}

#[test]
fn a_row_that_slid_under_full_width_is_noticed_by_its_types() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||3.00|1.00|2.00\n甲类支出|3.00|1.00|2.00|\n203|丙|一千|1.00|\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "一般公共预算支出表")[1..],
        ["3.00 ? ? ?".to_owned(), "丙#203 ! 1.00 .".to_owned()]
    );
}

#[test]
fn a_code_printed_twice_is_ambiguous_and_a_name_under_two_codes_is_not() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "229|其他支出|1.00||\n22999|其他支出|1.00||\n203|丙|1.00||\n203|丁|1.00||\n";
    let report = bound(&text, statutory());
    let doubts: Vec<_> = of(&report, "一般公共预算支出表")
        .rows
        .iter()
        .map(|row| row.doubt)
        .collect();
    assert_eq!(
        doubts,
        [None, None, Some(Doubt::Ambiguous), Some(Doubt::Ambiguous)]
    );
}

#[test]
fn one_name_on_two_lines_is_told_apart_by_line_number_or_by_what_stands_above() {
    let head = "收入|||支出|||||\n项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款\n";
    let name = "一般公共预算财政拨款";
    let above = "年初财政拨款结转和结余";
    for (first, second, third) in [("1", "28", "29"), ("1", "26", "27"), ("", "", "")] {
        let rows = format!(
            "一、{name}|{first}|5.00|一、外交支出|33|5.00|5.00||\n{above}|{second}|1.00||||||\n{name}|{third}|1.00||||||\n"
        );
        let text = facts("财政拨款收入支出决算总表", "公开04表") + head + &rows;
        let report = bound(&text, statutory());
        let declared: Vec<_> = of(&report, "财政拨款总表.收入")
            .rows
            .iter()
            .map(|row| (row.declared, row.doubt))
            .collect();
        assert_eq!(
            declared,
            [(Some(0), None), (Some(2), None), (Some(1), None)],
            "{first} {third}"
        );
        assert_eq!(
            shown(&report, "财政拨款总表.支出"),
            ["外交支出@33 5.00 5.00 . ."]
        );
    }
}

#[test]
fn columns_are_found_in_another_order_with_strangers_between_and_when_one_is_left_out() {
    let text = facts("支出决算表", "公开03表")
        + "科目名称|科目编码|本年支出合计|项目支出|基本支出|代编支出|经营支出\n"
        + "甲|201|6.00|3.00|2.00|0.50|1.00\n";
    let report = bound(&text, statutory());
    assert_eq!(shown(&report, "支出表"), ["甲#201 6.00 2.00 3.00 x 1.00 x"]);
    assert_eq!(kinds(&report), [(NoteKind::UnknownColumn, "代编支出")]);
}

#[test]
fn a_header_word_over_code_and_name_leaves_both_readable() {
    let text = facts("支出决算表", "公开03表")
        + "项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出\n"
        + "201|甲|6.00|3.00|3.00|||\n20101|乙|6.00|3.00|3.00|||\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "支出表"),
        [
            "甲#201 6.00 3.00 3.00 . . .",
            "乙#20101 6.00 3.00 3.00 . . ."
        ]
    );
}

#[test]
fn a_table_that_no_template_knows_is_noted_and_does_not_disturb() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||1.00||\n注：完。\n\n样本专项资金明细表\n\n公开11表\n\n单位：元\n\n项目|金额\n甲|1.00\n";
    let report = bound(&text, statutory());
    assert_eq!(shown(&report, "一般公共预算支出表"), ["合计 1.00 . ."]);
    assert_eq!(
        kinds(&report),
        [(NoteKind::UnknownTable, "样本专项资金明细表")]
    );
}

#[test]
fn places_are_the_printed_bytes_also_of_blank_cells() {
    let text =
        facts("一般公共预算财政拨款支出决算表", "公开05表") + HEAD_05 + "合计|| 29029236. 59 ||x\n";
    let report = bound(&text, statutory());
    let table = of(&report, "一般公共预算支出表");
    let at = |index: usize| table.cells[index].place;
    assert_eq!(report.document.text_at(at(2)), "29029236. 59");
    assert_eq!(at(3).start, at(3).end);
    let before = report.document.text.get(..at(3).start as usize).unwrap();
    assert!(before.ends_with("29029236. 59 \t"));
    assert_eq!(table.cells[4].content, Content::Unreadable);
    assert_eq!(report.document.text_at(at(1)), "合计");
    assert_eq!(table.cells[0].content, Content::Blank);
    assert_eq!(kinds(&report), [(NoteKind::SplitNumber, "29029236. 59")]);
    assert_eq!(
        report.document.text_at(table.rows[0].label.unwrap()),
        "合计"
    );
}

#[test]
fn the_body_and_year_come_from_the_title_page_and_most_headers() {
    let head = "青河市样本局\n\n2031年度部门决算公开\n\n目录\n\n";
    let wrong = facts("收入决算表", "公开02表").replace("2031", "2032");
    let text = head.to_owned()
        + &facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||1.00||\n注：完。\n"
        + &wrong
        + "科目编码|科目名称|本年收入合计\n合计||1.00\n";
    let report = bound(&text, statutory());
    let identity = &report.identity;
    assert_eq!(identity.body.as_ref().unwrap().0, "青河市样本局");
    assert_eq!(identity.year.unwrap().0, 2031);
    assert_eq!(identity.unit, Some(crate::figure::Unit::WanYuan));
    assert_eq!(of(&report, "收入表").header.year.unwrap().0, 2032);
    let joined = bound("2031年度\n\n青河市样本局部门决算\n\n目录\n", statutory());
    assert_eq!(joined.identity.body.unwrap().0, "青河市样本局");
}

#[test]
fn a_table_without_a_unit_takes_that_of_the_others() {
    let text = "支出决算表\n公开03表\n科目编码|科目名称|本年支出合计\n合计||1.00\n注：完。\n"
        .to_owned()
        + &facts("收入决算表", "公开02表").replace("万元", "元")
        + "科目编码|科目名称|本年收入合计\n合计||1.00\n";
    let report = bound(&text, statutory());
    assert_eq!(of(&report, "支出表").unit, crate::figure::Unit::Yuan);
    let alone = "支出决算表\n公开03表\n科目编码|科目名称|本年支出合计\n合计||1.00\n";
    assert_eq!(
        of(&bound(alone, statutory()), "支出表").unit,
        crate::figure::Unit::WanYuan
    );
}

#[test]
fn a_panel_that_lost_its_half_of_the_header_is_doubted() {
    let text = facts("收入支出决算总表", "公开01表") + "项目|行次|决算数\n甲|1|3.00\n";
    let report = bound(&text, statutory());
    assert_eq!(shown(&report, "收支总表.收入"), ["甲@1 3.00"]);
    let lost = of(&report, "收支总表.支出");
    assert_eq!(lost.rows_doubt, Some(Doubt::RowsLost));
    assert!(!lost.has_column.contains(&true));
}

#[test]
fn panels_printed_in_another_order_are_told_by_the_words_above_them() {
    let text = facts("收入支出决算总表", "公开01表")
        + "支出|||收入||\n项目|行次|决算数|项目|行次|决算数\n外交支出|32|1.00|财政拨款收入|1|3.00\n";
    let report = bound(&text, statutory());
    assert_eq!(shown(&report, "收支总表.收入"), ["财政拨款收入@1 3.00"]);
    assert_eq!(shown(&report, "收支总表.支出"), ["外交支出@32 1.00"]);
}

#[test]
fn personnel_and_running_costs_may_be_panels_of_their_own() {
    let columns = "编码:code 科目:label:科目名称 决算数:amount";
    let template = template(vec![table(
        "明细表",
        "基本支出决算明细表",
        "公开06表",
        vec![
            panel("人员经费", columns, ""),
            panel("公用经费", columns, ""),
        ],
    )]);
    let text = facts("基本支出决算明细表", "公开06表")
        + "人员经费|||公用经费|||||\n科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数\n"
        + "301|工资|5.00|302|商品|1.00|310|资本|2.00\n人员经费合计||5.00|公用经费合计|||||3.00\n";
    let report = bound(&text, template);
    assert_eq!(
        shown(&report, "明细表.人员经费"),
        ["工资#301 5.00", "人员经费合计 5.00"]
    );
    assert_eq!(
        shown(&report, "明细表.公用经费"),
        ["商品#302 1.00", "公用经费合计 3.00", "资本#310 2.00"]
    );
}

#[test]
fn a_cell_a_line_is_read_like_a_row_a_line() {
    let tabs = HEAD_05.to_owned() + "合计||3.00|1.00|2.00\n201|甲|3.00|1.00|2.00\n";
    let lines: String = tabs
        .lines()
        .map(|row| {
            row.split('|')
                .map(|cell| format!("|{cell}\n"))
                .collect::<String>()
                + "\n"
        })
        .collect();
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表") + &lines;
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "一般公共预算支出表"),
        ["合计 3.00 1.00 2.00", "甲#201 3.00 1.00 2.00"]
    );
}

#[test]
fn a_page_may_repeat_only_the_title_or_only_the_form_number() {
    let start =
        facts("一般公共预算财政拨款支出决算表", "公开05表") + HEAD_05 + "合计||3.00|1.00|2.00\n";
    for top in [
        "一般公共预算财政拨款支出决算表\n".to_owned(),
        "公开05表\n单位：万元\n".to_owned() + HEAD_05,
        "公开05表\n".to_owned(),
        "一般公共预算财政拨款支出决算表（续）\n单位：万元\n".to_owned() + HEAD_05,
    ] {
        let text = start.clone() + "\n" + &top + "201|甲|1.00|1.00|\n注：完。\n";
        let report = bound(&text, statutory());
        assert_eq!(
            shown(&report, "一般公共预算支出表"),
            ["合计 3.00 1.00 2.00", "甲#201 1.00 1.00 ."],
            "{top}"
        );
        assert_eq!(kinds(&report), [], "{top}");
    }
}

#[test]
fn notes_at_the_foot_of_every_page_do_not_end_a_table() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||3.00|1.00|2.00\n注：本表反映支出。\n\n"
        + HEAD_05
        + "201|甲|1.00|1.00|\n注：本表反映支出。\n";
    assert_eq!(
        shown(&bound(&text, statutory()), "一般公共预算支出表").len(),
        2
    );
}

#[test]
fn rows_that_cannot_be_placed_make_a_table_doubtful() {
    let start =
        facts("一般公共预算财政拨款支出决算表", "公开05表") + HEAD_05 + "合计||3.00|1.00|2.00\n";
    let strays = "一些文字\n".repeat(4);
    let text = start.clone() + &strays + "201|甲|1.00|1.00|\n202|乙|2.00|2.00|\n";
    let report = bound(&text, statutory());
    let table = of(&report, "一般公共预算支出表");
    assert_eq!(
        (table.rows.len(), table.rows_doubt),
        (1, Some(Doubt::RowsLost))
    );
    assert_eq!(kinds(&report).len(), 1);
    let other = start + "注：完。\n" + &strays + "201|甲|1.00|1.00|\n";
    assert_eq!(
        of(&bound(&other, statutory()), "一般公共预算支出表").rows_doubt,
        None
    );
}

#[test]
fn rows_whose_blank_ends_an_editor_cut_off_are_still_read_by_position() {
    let rows: String = (1..9).map(|n| format!("20{n}|甲{n}|1.00\n")).collect();
    let text = facts("支出决算表", "公开03表")
        + "项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出\n科目编码|科目名称\n栏次||1|2|3|4|5|6\n合计||8.00|8.00\n"
        + &rows;
    let report = bound(&text, statutory());
    let shown = shown(&report, "支出表");
    assert_eq!(shown[0], "合计 8.00 8.00 . . . .");
    assert_eq!(shown[8], "甲8#208 1.00 . . . . .");
    assert_eq!(of(&report, "支出表").rows_doubt, None);
}

#[test]
fn code_and_name_in_one_cell_are_told_apart() {
    let text = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + "合计||3.00|1.00|2.00\n201一般公共服务支出||3.00|1.00|2.00\n20103 样本事务||3.00|1.00|2.00\n2031年项目||1.00||\n";
    let report = bound(&text, statutory());
    assert_eq!(
        shown(&report, "一般公共预算支出表")[1..],
        [
            "一般公共服务支出#201 3.00 1.00 2.00",
            "样本事务#20103 3.00 1.00 2.00",
            "2031年项目 1.00 . .",
        ]
    );
    let table = of(&report, "一般公共预算支出表");
    let at = |index: usize| report.document.text_at(table.cells[index].place);
    assert_eq!((at(5), at(6)), ("201", "一般公共服务支出"));
    assert_eq!(table.rows[2].parent, Some(RowId(1)));
}

#[test]
fn a_table_that_did_not_exist_in_the_year_is_not_required() {
    let mut template = statutory();
    for table in &mut template.tables {
        if table.id == "国资表" {
            std::sync::Arc::make_mut(table).years.from = Some(2020);
        }
    }
    for (year, required) in [("2019", "否"), ("2031", "是")] {
        let report = bound(&format!("{year}年度部门决算公开\n"), template.clone());
        let id = report.template.schema.table("报表").unwrap();
        let table = report.table(id).unwrap();
        let row = table
            .rows
            .iter()
            .position(|row| row.key == "国资表")
            .unwrap();
        let column = report
            .template
            .schema
            .get(id)
            .unwrap()
            .column("必需")
            .unwrap();
        let cell = &table.cells[row * table.has_column.len() + column.0 as usize];
        assert_eq!(report.text(cell), required);
    }
}

#[test]
fn hostile_text_neither_panics_nor_takes_long() {
    let wide =
        "公开05表\n一般公共预算财政拨款支出决算表\n".to_owned() + &"|甲".repeat(200_000) + "\n";
    let long = facts("一般公共预算财政拨款支出决算表", "公开05表")
        + HEAD_05
        + &"229|其他支出|1.00||\n".repeat(50_000);
    let titles = "收入决算表\n公开02表\n".repeat(20_000);
    let copies = (facts("收入决算表", "公开02表") + "科目编码|科目名称|本年收入合计\n合计||1\n")
        .repeat(3_000);
    let strays = facts("收入决算表", "公开02表")
        + "科目编码|科目名称|本年收入合计\n"
        + &"文\n合计||1\n".repeat(20_000);
    let breaks = facts("收入决算表", "公开02表")
        + "科目编码|科目名称|本年收入合计\n合计||1\n文\n"
        + &"\n".repeat(100_000)
        + "合计||1\n";
    for text in [wide, long, titles, copies, strays, breaks] {
        let report = bound(&text, statutory());
        assert_eq!(report.tables.len(), report.template.schema.tables.len());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    const FRAGMENTS: &[&str] = &[
        "收入支出决算总表",
        "一般公共预算财政拨款支出决算表",
        "支出决算表.....3",
        "公开05表",
        "公开05",
        "表",
        "单位：万元",
        "金额单位：",
        "元",
        "2031年度",
        "部门：样本局",
        "项目|行次|决算数|项目|行次|决算数",
        "项目||本年支出||",
        "科目编码|科目名称|小计|基本支出|项目支出",
        "栏次||1|2|3",
        "1|2|3",
        "合计||1.00|1. 00|——",
        "201|甲|1.00||",
        "20101 乙||1.00||",
        "|||公用经费合计|1.00",
        "注：完。",
        "说明：本表无数据",
        "第一部分 概况",
        "||||",
        "",
        "\x0c",
        "仅供样张",
        "-----|---|---",
        "一句很长的话，说明支出增加1.00万元，增长5.00%。",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn no_order_of_lines_makes_reading_fail(
            picks in prop::collection::vec(0..FRAGMENTS.len(), 0..60),
        ) {
            let lines: Vec<&str> = picks.iter().map(|pick| FRAGMENTS[*pick]).collect();
            let text = format!("题\n{}", lines.join("\n"));
            let report = bound(&text, statutory());
            for table in &report.tables {
                prop_assert_eq!(table.cells.len(), table.rows.len() * table.has_column.len());
                for cell in &table.cells {
                    let place = cell.place.start as usize..cell.place.end as usize;
                    prop_assert!(report.document.text.get(place).is_some());
                }
            }
        }

        #[test]
        fn a_row_that_lost_or_gained_a_cell_is_never_read_with_certainty(
            row in 1_usize..5,
            at in 0_usize..5,
            gained in any::<bool>(),
        ) {
            let mut rows: Vec<Vec<&str>> = vec![
                vec!["合计", "", "4.00", "4.00", ""],
                vec!["201", "甲", "4.00", "4.00", ""],
                vec!["20101", "乙", "1.00", "1.00", ""],
                vec!["20102", "丙", "1.00", "1.00", ""],
                vec!["20103", "丁", "2.00", "2.00", ""],
            ];
            if gained {
                rows[row].insert(at, "9.00");
            } else {
                rows[row].remove(at);
            }
            let body: String = rows.iter().map(|row| row.join("|") + "\n").collect();
            let text = facts("一般公共预算财政拨款支出决算表", "公开05表") + HEAD_05 + &body;
            let report = bound(&text, statutory());
            let table = of(&report, "一般公共预算支出表");
            for (index, cells) in table.cells.chunks(5).enumerate() {
                let figures = cells[2..].iter();
                let certain = figures.filter(|c| matches!(c.content, Content::Figure(_))).count();
                let expected = if index == row { 0 } else { 2 };
                prop_assert_eq!(certain, expected, "{:?}", rows[row].clone());
            }
            prop_assert_eq!(table.rows_doubt, Some(Doubt::Width));
        }
    }
}
