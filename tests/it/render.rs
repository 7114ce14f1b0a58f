//! Output formats over a small invented report.

use std::sync::Arc;

use gouji::diagnose::{
    Coverage, Evidence, Finding, Quantity, ReportFindings, Review, Role, Summary, Undecided,
    UndecidedReason, Untold, Working,
};
use gouji::diagnostic::{Lang, Wording};
use gouji::document::{Document, Format, Place};
use gouji::figure::Unit;
use gouji::render::{CheckedView, Look, Totals, concise, html, human, json, markdown, sarif, xlsx};
use gouji::report::{Identity, Report};
use gouji::source::{Lines, SourceMap, Span};
use gouji::syntax::ast::Severity;
use gouji::template::{AmountDef, NoiseDef, PercentDef, Schema, Template, YearRange};
use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

const TEXT: &str = "\
第二部分 2023年度单位决算表

收入支出决算总表
公开01表
部门：云州市示例服务中心\t2023年度\t金额单位：万元
项目\t行次\t决算数\t项目\t行次\t决算数
一、一般公共预算财政拨款收入\t1\t400.00\t一、一般公共服务支出\t32\t380.05
二、政府性基金预算财政拨款收入\t2\t\t二、外交支出\t33\t
三、事业收入\t5\t3.15\t八、社会保障和就业支出\t39\t23.00
本年收入合计\t27\t403.05\t本年支出合计\t58\t403.05
";

fn place(text: &str, nth: usize) -> Place {
    let (start, _) = TEXT.match_indices(text).nth(nth).unwrap();
    Place {
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(start + text.len()).unwrap(),
    }
}

fn template() -> Template {
    Template {
        id: "yunzhou-2023".to_owned(),
        title: "云州省单位决算公开".to_owned(),
        extends: None,
        ancestors: Vec::new(),
        years: YearRange::default(),
        language: 1,
        recognise: Vec::new(),
        base_only: false,
        amount: AmountDef {
            places: 2,
            exact_in: Some(Unit::Yuan),
            default_unit: Unit::WanYuan,
        },
        percent: PercentDef { places: 2 },
        noise: NoiseDef::default(),
        tables: Vec::new(),
        forms: Vec::new(),
        narrative: gouji::template::NarrativeDef::default(),
        phrases: Vec::new(),
        claims: Vec::new(),
        schema: Schema::default(),
        span: Span::default(),
    }
}

fn report() -> Report {
    let document = Document {
        name: "云州 2023.txt".to_owned(),
        text: TEXT.to_owned(),
        lines: Lines::of(TEXT),
        format: Format::TabSeparated,
        encoding: "UTF-8",
        blocks: Vec::new(),
        cells: Vec::new(),
        printed: None,
        ragged: Vec::new(),
    };
    Report {
        document: Arc::new(document),
        template: Arc::new(template()),
        identity: Identity {
            body: Some((
                "云州市示例服务中心".to_owned(),
                place("云州市示例服务中心", 0),
            )),
            year: Some((2023, place("2023", 1))),
            unit: Some(Unit::WanYuan),
        },
        tables: Vec::new(),
        notes: Vec::new(),
        words: Vec::new(),
        claims: gouji::report::claim::ClaimReading::default(),
    }
}

fn evidence(role: Role, row: &str, printed: &str, place: Place) -> Evidence {
    Evidence {
        cell: None,
        role,
        factor: Decimal::ONE,
        table: "收支总表.收入".to_owned(),
        row: row.to_owned(),
        column: "决算数".to_owned(),
        printed: printed.to_owned(),
        place,
    }
}

fn findings(written: Span) -> ReportFindings {
    let wan = |hundredths: i64| Quantity {
        value: Decimal::new(hundredths, 2),
        unit: Unit::WanYuan,
    };
    let blank = place("\t\t二、外交支出", 0);
    let blank = Place {
        start: blank.start + 1,
        end: blank.start + 1,
    };
    let finding = Finding {
        rule: "收入合计".to_owned(),
        title: "本年收入合计等于各项收入之和".to_owned(),
        severity: Severity::Error,
        strained: false,
        group: 1,
        leads: true,
        message: Wording::new(
            "收支总表.收入「本年收入合计」为 403.05万元，各项之和为 403.15万元，少 0.10万元",
            "收支总表.收入 `本年收入合计` is 403.05万元, the sum is 403.15万元, 0.10万元 less",
        ),
        relation: "[本年收入合计] = sum([1..8])".to_owned(),
        left: Some(wan(40_305)),
        right: Some(wan(40_315)),
        difference: Some(Decimal::new(-10, 2)),
        allowed: Some(Decimal::new(15, 3)),
        within: None,
        working: Some(Working {
            left: "403.05".to_owned(),
            right: "400.00 + 3.15 = 403.15".to_owned(),
        }),
        evidence: vec![
            evidence(Role::Left, "本年收入合计", "403.05", place("403.05", 0)),
            evidence(
                Role::Right,
                "一、一般公共预算财政拨款收入",
                "400.00",
                place("400.00", 0),
            ),
            evidence(Role::Right, "二、政府性基金预算财政拨款收入", "", blank),
            evidence(Role::Right, "三、事业收入", "3.15", place("3.15", 0)),
        ],
        joint: Vec::new(),
        cause: None,
        because: Some("总表的合计由各项收入相加而来".to_owned()),
        basis: None,
        written,
        fingerprint: "0f3a".to_owned(),
    };
    ReportFindings {
        summary: Summary {
            checks: 30,
            exact: 20,
            rounded: 2,
            failed: 1,
            undecided: 7,
            ..Summary::default()
        },
        findings: vec![finding],
        untold: Vec::new(),
        undecided: vec![undecided("逐级汇总", 5), undecided("行合计", 2)],
    }
}

fn undecided(rule: &str, count: u32) -> Undecided {
    Undecided {
        rule: rule.to_owned(),
        reason: UndecidedReason::TableMissing,
        detail: Wording::new("收入决算表", "收入决算表"),
        place: None,
        count,
    }
}

/// Renders the invented report with one of the formats.
fn rendered(render: impl Fn(&CheckedView<'_>) -> String) -> String {
    rendered_with(Vec::new(), |view| render(view))
}

/// The same with findings that are counted only.
fn rendered_with<T>(untold: Vec<Untold>, render: impl Fn(&CheckedView<'_>) -> T) -> T {
    let mut sources = SourceMap::default();
    let text =
        "use template national\n\nin 收支总表.收入 {\n  check [本年收入合计] = sum([1..8])\n}\n";
    let source = sources.add("rules/national/totals.gouji", text);
    let start = text.find("check").unwrap();
    let report = report();
    let mut findings = findings(Span::new(source, start, start + 5));
    findings.untold = untold;
    render(&CheckedView {
        report: &report,
        findings: &findings,
        fits: &[],
        sources: &sources,
        coverage: &Coverage::default(),
        review: &Review::default(),
        traces: &[],
    })
}

#[test]
fn human_output_of_a_finding() {
    let look = Look::default();
    insta::assert_snapshot!(rendered(|view| human::report(view, &look)));
}

#[test]
fn human_output_in_english() {
    let look = Look {
        lang: Lang::En,
        ..Look::default()
    };
    insta::assert_snapshot!(rendered(|view| human::report(view, &look)));
}

#[test]
fn underlines_stand_under_the_printed_figures() {
    let look = Look::default();
    let text = rendered(|view| human::report(view, &look));
    let lines: Vec<&str> = text.lines().collect();
    let row = lines
        .iter()
        .position(|line| line.contains("│ 本年收入合计"))
        .unwrap();
    let figure = lines[row].split("403.05").next().unwrap().width();
    let underline = lines[row + 1].split('─').next().unwrap().width();
    assert_eq!(figure, underline, "{text}");
}

#[test]
fn concise_output_is_one_line_a_finding() {
    insta::assert_snapshot!(rendered(|view| concise::report(view, Lang::Zh)));
}

#[test]
fn json_output_follows_the_contract() {
    let text = rendered(|view| {
        let totals = Totals {
            bad: 1,
            ..Totals::default()
        };
        json::head() + &json::report(view, Lang::Zh) + &json::foot(&totals, Lang::Zh)
    });
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["schema"], 1);
    let finding = &value["reports"][0]["findings"][0];
    assert_eq!(finding["left"]["value"], "403.05");
    assert_eq!(finding["difference"], "-0.10");
    assert_eq!(finding["evidence"].as_array().unwrap().len(), 4);
    assert_eq!(finding["evidence"][0]["line"], 10);
    assert_eq!(finding["evidence"][0]["start"], 11);
    insta::assert_snapshot!(text);
}

#[test]
fn every_format_says_how_many_findings_it_does_not_list() {
    let untold = || {
        vec![Untold {
            rule: "本年收入合计".to_owned(),
            count: 731,
        }]
    };
    let (zh, look, totals) = (Lang::Zh, Look::default(), Totals::default());
    for (name, text) in [
        (
            "human",
            rendered_with(untold(), |view| human::report(view, &look)),
        ),
        (
            "concise",
            rendered_with(untold(), |view| concise::report(view, zh)),
        ),
        (
            "json",
            rendered_with(untold(), |view| json::report(view, zh)),
        ),
        ("html", rendered_with(untold(), |view| html::page(view, zh))),
        (
            "md",
            rendered_with(untold(), |view| markdown::report(view, zh)),
        ),
        (
            "sarif",
            rendered_with(untold(), |view| {
                sarif::log(&totals, vec![sarif::results(view, zh)], zh)
            }),
        ),
    ] {
        assert!(text.contains("731"), "{name}");
    }
    let book = rendered_with(untold(), |view| {
        xlsx::workbook(&totals, vec![xlsx::sheets(view, zh, false)], zh)
    });
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(book)).unwrap();
    let (_, sheet) = calamine::Reader::worksheets(&mut book).remove(0);
    let heads: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let message = heads.iter().position(|head| head == "说明").unwrap();
    let last = sheet.rows().next_back().unwrap();
    assert!(last[message].to_string().contains("731"), "{last:?}");
}
