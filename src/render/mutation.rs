//! Planted errors, and which of them no rule notices, as text.

use super::coverage::area_name;
use super::look::{Ink, Look, columns, padded, safe};
use super::share::{percent, say};
use crate::diagnostic::Lang;
use crate::tools::mutate::{Count, Missed, MissedWhy, Notice, Slip, Tally};
use crate::tools::printed::Area;

/// Missed errors that are listed unless all are asked for.
const SHOWN: usize = 20;

/// Columns of a count.
const CELL: usize = 12;

/// Columns of the names before counts of causes.
const NAME: usize = 36;

/// A slip, in words.
#[must_use]
pub fn slip_name(slip: Slip, lang: Lang) -> &'static str {
    match slip {
        Slip::SecondDigit => say(lang, "第二位差 1", "second digit"),
        Slip::Swap => say(lang, "相邻颠倒", "swapped"),
        Slip::DigitLost => say(lang, "漏写一位", "digit lost"),
        Slip::Sign => say(lang, "正负、增减", "sign"),
        Slip::Unit => say(lang, "万元当成元", "unit"),
        Slip::Omitted => say(lang, "漏加一项", "item omitted"),
        Slip::Copied => say(lang, "抄自上行", "copied"),
        Slip::Previous => say(lang, "上年的数", "last year's"),
    }
}

/// What was planted and what was noticed, for people.
#[must_use]
pub fn human(tally: &Tally, all: bool, look: &Look) -> String {
    let mut text = Text {
        look,
        out: String::new(),
    };
    for area in Area::ALL {
        text.area(tally, area);
    }
    text.causes(tally);
    text.pairs(tally);
    text.compared(tally);
    text.missed(tally, all);
    text.out
}

struct Text<'l> {
    look: &'l Look,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn strong(&mut self, line: &str) {
        let line = self.look.paint(Ink::Strong, line);
        self.line(&line);
    }

    /// `49/52`; faint where everything was noticed.
    fn count(&self, count: Count) -> String {
        let text = right(&noticed(count), CELL);
        if count.noticed == count.planted {
            self.look.paint(Ink::Faint, &text)
        } else {
            text
        }
    }

    fn area(&mut self, tally: &Tally, area: Area) {
        let tables: Vec<_> = tally
            .by_table
            .iter()
            .filter(|((of, _), _)| *of == area)
            .collect();
        let lang = self.look.lang;
        let Some(count) = tally.all.get(&area) else {
            return;
        };
        let slips: Vec<Slip> = Slip::ALL
            .into_iter()
            .filter(|slip| tally.total(area, *slip).planted > 0)
            .collect();
        let all = say(lang, "合计", "all");
        let width = tables
            .iter()
            .map(|((_, table), _)| columns(table))
            .max()
            .unwrap_or(0)
            .max(10)
            .saturating_add(2);
        let head: String = slips
            .iter()
            .map(|slip| right(slip_name(*slip, lang), CELL))
            .collect();
        let title = padded(area_name(area, lang), width);
        self.strong(&format!("{title}{head}"));
        for ((_, table), by_slip) in &tables {
            let cells: String = slips
                .iter()
                .map(|slip| self.count(by_slip.get(slip).copied().unwrap_or_default()))
                .collect();
            self.line(&format!("{}{cells}", padded(table, width)));
        }
        let totals: Vec<Count> = slips.iter().map(|slip| tally.total(area, *slip)).collect();
        let cells: String = totals.iter().map(|count| self.count(*count)).collect();
        self.line(&format!("{}{cells}", padded(all, width)));
        let cells: String = totals.iter().map(|count| share(*count)).collect();
        self.line(&format!("{}{cells}", padded("", width)));
        self.summary(*count, tally.taking_part.get(&area).copied());
    }

    fn summary(&mut self, count: Count, part: Option<Count>) {
        let lang = self.look.lang;
        let part = part.unwrap_or_default();
        let sum = match lang {
            Lang::Zh => format!(
                "发现 {}/{}（{}）；只算有规则核对的数字 {}/{}（{}）；另有 {} 处报为勉强一致",
                count.noticed,
                count.planted,
                percent(count.noticed, count.planted),
                part.noticed,
                part.planted,
                percent(part.noticed, part.planted),
                count.strained
            ),
            Lang::En => format!(
                "noticed {}/{} ({}); of figures that a rule checks {}/{} ({}); {} more told as strained",
                count.noticed,
                count.planted,
                percent(count.noticed, count.planted),
                part.noticed,
                part.planted,
                percent(part.noticed, part.planted),
                count.strained
            ),
        };
        self.strong(&sum);
        self.line("");
    }

    fn causes(&mut self, tally: &Tally) {
        let lang = self.look.lang;
        for area in Area::ALL {
            let of_area = || tally.causes.iter().filter(move |((of, _), _)| *of == area);
            if of_area().next().is_none() {
                continue;
            }
            let title = match lang {
                Lang::Zh => format!("第一组说得对不对：{}", area_name(area, lang)),
                Lang::En => format!("what the first group names: {}", area_name(area, lang)),
            };
            let head: String = [
                say(lang, "报出", "told"),
                say(lang, "指对单元格", "true cell"),
                say(lang, "说对原因", "true kind"),
            ]
            .iter()
            .map(|word| right(word, CELL))
            .collect();
            self.strong(&format!("{}{head}", padded(&title, NAME)));
            let mut sum = [0_u32; 3];
            for ((_, slip), count) in of_area() {
                let counts = [count.told, count.cell, count.kind];
                self.named(slip_name(*slip, lang), counts);
                for (sum, more) in sum.iter_mut().zip(counts) {
                    *sum = sum.saturating_add(more);
                }
            }
            self.named(say(lang, "合计", "all"), sum);
            self.line("");
        }
    }

    fn named(&mut self, name: &str, [told, cell, kind]: [u32; 3]) {
        let of = |part: u32| right(&format!("{part} {}", percent(part, told)), CELL);
        let line = format!(
            "{}{}{}{}",
            padded(name, NAME),
            right(&told.to_string(), CELL),
            of(cell),
            of(kind)
        );
        self.line(&line);
    }

    fn pairs(&mut self, tally: &Tally) {
        let [pairs, both, one] = tally.pairs;
        if pairs == 0 {
            return;
        }
        let line = match self.look.lang {
            Lang::Zh => format!(
                "两处同时改错 {pairs} 对：前两组都指对 {both}（{}），至少指对一处 {one}（{}）",
                percent(both, pairs),
                percent(one, pairs)
            ),
            Lang::En => format!(
                "{pairs} pairs of errors: both named by the first two groups {both} ({}), at least one {one} ({})",
                percent(both, pairs),
                percent(one, pairs)
            ),
        };
        self.strong(&line);
        self.line("");
    }

    fn compared(&mut self, tally: &Tally) {
        if tally.compared == 0 {
            return;
        }
        let (compared, other) = (tally.compared, tally.disagreed.len());
        let line = match self.look.lang {
            Lang::Zh => format!("改文字重读 {compared} 处，与快速判定不同的 {other} 处"),
            Lang::En => {
                format!("{compared} read again from changed text, {other} unlike the quick way")
            }
        };
        self.strong(&line);
        for one in tally.disagreed.iter().take(SHOWN) {
            let lang = self.look.lang;
            let line = format!(
                "{}  {} ≠ {}",
                place(&one.at, lang),
                notice(one.quick, lang),
                notice(one.read, lang)
            );
            self.line(&line);
        }
        self.line("");
    }

    fn rest(&mut self, hidden: usize) {
        if hidden == 0 {
            return;
        }
        let line = match self.look.lang {
            Lang::Zh => format!("  …… 还有 {hidden} 个，--all 全部列出"),
            Lang::En => format!("  … and {hidden} more; --all lists them"),
        };
        let line = self.look.paint(Ink::Faint, &line);
        self.line(&line);
    }

    fn missed(&mut self, tally: &Tally, all: bool) {
        let lang = self.look.lang;
        for (why, zh, en) in [
            (
                MissedWhy::Holds,
                "有规则核对，却没有发现",
                "checked by a rule, yet not noticed",
            ),
            (MissedWhy::NoCheck, "没有规则核对", "checked by no rule"),
        ] {
            let missed: Vec<&Missed> = tally.missed.iter().filter(|one| one.why == why).collect();
            if missed.is_empty() {
                continue;
            }
            let places: Vec<&[&Missed]> = missed.chunk_by(|a, b| same_figure(a, b)).collect();
            let title = say(lang, zh, en);
            let (count, figures) = (missed.len(), places.len());
            self.strong(&match lang {
                Lang::Zh => format!("{title}：{figures} 个数字，{count} 处错"),
                Lang::En => format!("{title}: {figures} figures, {count} errors"),
            });
            let shown = if all { figures } else { figures.min(SHOWN) };
            for one in places.iter().take(shown) {
                let line = places_of(one, lang);
                self.line(&line);
            }
            self.rest(figures.saturating_sub(shown));
            self.line("");
        }
    }
}

fn same_figure(one: &Missed, other: &Missed) -> bool {
    (&one.report, one.line, &one.table, &one.row, &one.column)
        == (
            &other.report,
            other.line,
            &other.table,
            &other.row,
            &other.column,
        )
        && one.printed == other.printed
}

/// One figure and every error planted there that was missed.
fn places_of(missed: &[&Missed], lang: Lang) -> String {
    let Some(first) = missed.first() else {
        return String::new();
    };
    let slips: Vec<String> = missed
        .iter()
        .map(|one| format!("{} {}", slip_name(one.slip, lang), safe(&one.instead)))
        .collect();
    let slips = slips.join(say(lang, "、", ", "));
    format!("{} → {slips}", figure(first))
}

fn figure(one: &Missed) -> String {
    format!(
        "  {}:{}  {}「{}」{}  {}",
        safe(&one.report),
        one.line,
        one.table,
        safe(&one.row),
        one.column,
        safe(&one.printed)
    )
}

fn place(one: &Missed, lang: Lang) -> String {
    let slip = slip_name(one.slip, lang);
    format!("{} → {slip} {}", figure(one), safe(&one.instead))
}

fn notice(notice: Notice, lang: Lang) -> &'static str {
    match notice {
        Notice::Failed => say(lang, "发现", "noticed"),
        Notice::Strained => say(lang, "勉强", "strained"),
        Notice::Missed => say(lang, "没有发现", "missed"),
    }
}

fn noticed(count: Count) -> String {
    if count.planted == 0 {
        return "—".to_owned();
    }
    format!("{}/{}", count.noticed, count.planted)
}

fn share(count: Count) -> String {
    let share = match count.planted {
        0 => String::new(),
        planted => percent(count.noticed, planted),
    };
    right(&share, CELL)
}

fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}
