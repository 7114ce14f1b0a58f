//! Which figures are held by which rules, as text.

use super::look::{Ink, Look, columns, padded, safe};
use super::share::{percent, say};
use crate::diagnostic::Lang;
use crate::tools::coverage::{
    LooseFigure, ReportCoverage, RuleFate, RuleUse, RuleUses, TableCoverage,
};
use crate::tools::printed::Area;

/// How much is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The first entries of every list.
    First,
    /// Everything.
    All,
}

/// Entries of a list that are shown unless all are asked for.
const SHOWN: usize = 20;

/// Widest name of a table before its counts.
const MAX_NAME: usize = 40;

/// The coverage of some reports for people.
#[must_use]
pub fn human(reports: &[ReportCoverage], rules: &RuleUses, extent: Extent, look: &Look) -> String {
    let mut text = Text {
        look,
        extent,
        out: String::new(),
    };
    for report in reports {
        text.report(report);
    }
    if !reports.is_empty() {
        text.rules(rules, reports.len());
    }
    text.out
}

struct Text<'l> {
    look: &'l Look,
    extent: Extent,
    out: String,
}

impl Text<'_> {
    fn say<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
        say(self.look.lang, zh, en)
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn shown(&self, of: usize) -> usize {
        match self.extent {
            Extent::First => of.min(SHOWN),
            Extent::All => of,
        }
    }

    fn rest(&mut self, of: usize) {
        let hidden = of.saturating_sub(self.shown(of));
        if hidden > 0 {
            let rest = match self.look.lang {
                Lang::Zh => format!("    …… 还有 {hidden} 处，--all 全部列出"),
                Lang::En => format!("    … and {hidden} more; --all lists them"),
            };
            let rest = self.look.paint(Ink::Faint, &rest);
            self.line(&rest);
        }
    }

    fn report(&mut self, report: &ReportCoverage) {
        let head = self.look.paint(Ink::Strong, &safe(&report.name));
        self.line(&format!("{head}  {}", report.template));
        let (figures, held, twice) = total(report.tables.iter());
        let summary = match self.look.lang {
            Lang::Zh => format!(
                "  读出的数字 {figures} 个：有规则核对 {held}（{}），有两条以上规则核对 {twice}（{}），没有核对 {}；情况说明中没有读的数字 {} 个",
                percent(held, figures),
                percent(twice, figures),
                figures.saturating_sub(held),
                report.unread.len()
            ),
            Lang::En => format!(
                "  {figures} figures read: {held} held by a rule ({}), {twice} by two or more ({}), {} by none; {} numbers of the prose not read",
                percent(held, figures),
                percent(twice, figures),
                figures.saturating_sub(held),
                report.unread.len()
            ),
        };
        self.line(&summary);
        for area in [Area::Statement, Area::Form, Area::Prose] {
            self.area(report, area);
        }
        self.loose(&report.loose);
        self.unread(report);
        self.line("");
    }

    fn area(&mut self, report: &ReportCoverage, area: Area) {
        let tables: Vec<&TableCoverage> = report
            .tables
            .iter()
            .filter(|table| table.area == area)
            .collect();
        if tables.is_empty() {
            return;
        }
        let width = tables
            .iter()
            .map(|table| columns(&table.table))
            .max()
            .unwrap_or(0)
            .clamp(8, MAX_NAME);
        let title = area_name(area, self.look.lang);
        let head = [
            self.say("数字", "figures"),
            self.say("已核对", "held"),
            self.say("两条以上", "twice"),
            self.say("未核对", "loose"),
            self.say("不符", "failed"),
            self.say("读不准", "doubtful"),
        ];
        let head: String = head.iter().map(|word| right(word, 10)).collect();
        self.line("");
        let title = self.look.paint(Ink::Strong, &padded(title, width));
        let head = self.look.paint(Ink::Faint, &head);
        self.line(&format!("  {title}{head}"));
        for table in &tables {
            let row = counts(table);
            let name = padded(&table.table, width);
            let loose = table.figures > table.held;
            let row = if loose {
                row
            } else {
                self.look.paint(Ink::Faint, &row)
            };
            self.line(&format!("  {name}{row}"));
        }
    }

    fn loose(&mut self, loose: &[LooseFigure]) {
        if loose.is_empty() {
            return;
        }
        let head = match self.look.lang {
            Lang::Zh => format!("  没有规则核对的数字 {} 个", loose.len()),
            Lang::En => format!("  {} figures that no rule holds", loose.len()),
        };
        self.line("");
        let head = self.look.paint(Ink::Strong, &head);
        self.line(&head);
        for figure in loose.iter().take(self.shown(loose.len())) {
            let why = if figure.undecided {
                self.say(
                    "（有规则，但无法判断或不适用）",
                    " (a rule names it, undecided or not applicable)",
                )
            } else {
                ""
            };
            let why = self.look.paint(Ink::Faint, why);
            let line = format!(
                "  {:>6}  {}「{}」{}  {}{why}",
                figure.line,
                figure.table,
                safe(&figure.row),
                figure.column,
                safe(&figure.printed)
            );
            self.line(&line);
        }
        self.rest(loose.len());
    }

    fn unread(&mut self, report: &ReportCoverage) {
        if report.unread.is_empty() {
            return;
        }
        let head = match self.look.lang {
            Lang::Zh => format!("  情况说明中没有读的数字 {} 个", report.unread.len()),
            Lang::En => format!(
                "  {} numbers of the prose that no claim reads",
                report.unread.len()
            ),
        };
        self.line("");
        let head = self.look.paint(Ink::Strong, &head);
        self.line(&head);
        for number in report.unread.iter().take(self.shown(report.unread.len())) {
            let line = format!("  {:>6}  …{}…", number.line, safe(&number.around));
            self.line(&line);
        }
        self.rest(report.unread.len());
    }

    fn rules(&mut self, rules: &RuleUses, reports: usize) {
        let all = rules.iter().count();
        let head = match self.look.lang {
            Lang::Zh => format!("规则 {all} 条，报告 {reports} 份"),
            Lang::En => format!("{all} rules over {reports} reports"),
        };
        let head = self.look.paint(Ink::Strong, &head);
        self.line(&head);
        for fate in RuleFate::ALL {
            let with: Vec<&RuleUse> = rules.with(fate).collect();
            if !with.is_empty() {
                self.fate(fate, &with);
            }
        }
    }

    fn fate(&mut self, fate: RuleFate, rules: &[&RuleUse]) {
        let title = fate_name(fate, self.look.lang);
        let ink = match fate {
            RuleFate::Failed => Ink::Error,
            RuleFate::Strained => Ink::Note,
            RuleFate::Rounded | RuleFate::Exact => Ink::Good,
            RuleFate::Undecided => Ink::Warning,
            RuleFate::NeverApplied => Ink::Faint,
        };
        let head = self.look.paint(ink, &format!("  {title}  {}", rules.len()));
        self.line(&head);
        let quiet = matches!(fate, RuleFate::Rounded | RuleFate::Exact);
        if quiet && self.extent == Extent::First {
            return;
        }
        for rule in rules.iter().take(self.shown(rules.len())) {
            let counts = self.look.paint(Ink::Faint, &verdicts(rule, self.look.lang));
            let line = format!("    {}  {}  {counts}", rule.id, rule.title);
            self.line(&line);
        }
        self.rest(rules.len());
    }
}

fn verdicts(rule: &RuleUse, lang: Lang) -> String {
    let summary = &rule.summary;
    let parts = [
        (summary.failed, "不符", "failed"),
        (summary.strained, "勉强", "strained"),
        (summary.rounded, "舍入内", "rounded"),
        (summary.exact, "一致", "exact"),
        (summary.undecided, "无法判断", "undecided"),
        (summary.inapplicable, "不适用", "inapplicable"),
    ];
    let shown: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, zh, en)| format!("{} {count}", say(lang, zh, en)))
        .collect();
    if shown.is_empty() {
        return say(lang, "没有可核对的行", "no row to check").to_owned();
    }
    shown.join(say(lang, "、", ", "))
}

/// The name of an area.
#[must_use]
pub fn area_name(area: Area, lang: Lang) -> &'static str {
    match area {
        Area::Statement => say(lang, "法定表", "statutory tables"),
        Area::Form => say(lang, "绩效表", "forms"),
        Area::Prose => say(lang, "文字说明", "prose"),
    }
}

fn fate_name(fate: RuleFate, lang: Lang) -> &'static str {
    match fate {
        RuleFate::Failed => say(lang, "有不符", "failed"),
        RuleFate::Strained => say(lang, "有勉强一致，没有不符", "strained, none failed"),
        RuleFate::Rounded => say(lang, "全部相符，部分靠舍入", "hold, some within rounding"),
        RuleFate::Exact => say(lang, "全部相符到最后一位", "hold to the last digit"),
        RuleFate::Undecided => say(lang, "都无法判断", "never decided"),
        RuleFate::NeverApplied => say(lang, "从未适用", "never applied"),
    }
}

fn counts(table: &TableCoverage) -> String {
    let loose = table.figures.saturating_sub(table.held);
    let blank = |count: u32| match count {
        0 => String::new(),
        count => count.to_string(),
    };
    [
        table.figures.to_string(),
        table.held.to_string(),
        table.held_twice.to_string(),
        blank(loose),
        blank(table.failed),
        blank(table.doubtful),
    ]
    .iter()
    .map(|count| right(count, 10))
    .collect()
}

fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}

pub(super) fn total<'t>(tables: impl Iterator<Item = &'t TableCoverage>) -> (u32, u32, u32) {
    tables.fold((0, 0, 0), |(figures, held, twice), table| {
        (
            figures.saturating_add(table.figures),
            held.saturating_add(table.held),
            twice.saturating_add(table.held_twice),
        )
    })
}
