//! Planted errors, and which of them no rule notices, as Markdown tables for a document.

use super::coverage::area_name;
use super::mutation::slip_name;
use super::share::{percent, say};
use crate::diagnostic::Lang;
use crate::tools::mutate::{CauseCount, Count, Slip, Tally};
use crate::tools::printed::Area;

/// One table for each area, then how well the first group names the errors.
#[must_use]
pub fn markdown(tally: &Tally, lang: Lang) -> String {
    let mut out = String::new();
    for area in Area::ALL {
        if tally.all.contains_key(&area) {
            out.push_str(&detection(tally, area, lang));
        }
    }
    for area in Area::ALL {
        if tally.causes.keys().any(|(of, _)| *of == area) {
            out.push_str(&causes(tally, area, lang));
        }
    }
    let [pairs, both, one] = tally.pairs;
    if pairs > 0 {
        let (both_share, one_share) = (percent(both, pairs), percent(one, pairs));
        out.push_str(&match lang {
            Lang::Zh => format!(
                "两处同时改错 {pairs} 对：前两组都指对 {both}（{both_share}），至少指对一处 {one}（{one_share}）。\n"
            ),
            Lang::En => format!(
                "{pairs} pairs of errors: both named by the first two groups {both} ({both_share}), at least one {one} ({one_share}).\n"
            ),
        });
    }
    out
}

fn detection(tally: &Tally, area: Area, lang: Lang) -> String {
    let slips: Vec<Slip> = Slip::ALL
        .into_iter()
        .filter(|slip| tally.total(area, *slip).planted > 0)
        .collect();
    let names: Vec<&str> = slips.iter().map(|slip| slip_name(*slip, lang)).collect();
    let mut out = format!(
        "| {} | {} |\n|---|{}\n",
        area_name(area, lang),
        names.join(" | "),
        "---|".repeat(slips.len())
    );
    for ((of, table), by_slip) in &tally.by_table {
        if *of == area {
            let counts = slips
                .iter()
                .map(|slip| plain(by_slip.get(slip).copied().unwrap_or_default()));
            out.push_str(&row(table, counts.collect()));
        }
    }
    let counts = slips.iter().map(|slip| shared(tally.total(area, *slip)));
    out.push_str(&row(say(lang, "合计", "all"), counts.collect()));
    let all = tally.all.get(&area).copied().unwrap_or_default();
    let part = tally.taking_part.get(&area).copied().unwrap_or_default();
    out.push_str(&match lang {
        Lang::Zh => format!(
            "\n发现 {}；只算有规则核对的数字 {}；另有 {} 处报为勉强一致。\n\n",
            shared(all),
            shared(part),
            all.strained
        ),
        Lang::En => format!(
            "\nNoticed {}; of figures that a rule checks {}; {} more told as strained.\n\n",
            shared(all),
            shared(part),
            all.strained
        ),
    });
    out
}

fn causes(tally: &Tally, area: Area, lang: Lang) -> String {
    let mut out = match lang {
        Lang::Zh => format!(
            "| {} | 报出 | 指对单元格 | 说对原因 |\n",
            area_name(area, lang)
        ),
        Lang::En => format!(
            "| {} | told | true cell | true kind |\n",
            area_name(area, lang)
        ),
    };
    out.push_str("|---|---|---|---|\n");
    let mut sum = CauseCount::default();
    for ((of, slip), count) in &tally.causes {
        if *of == area {
            out.push_str(&named(slip_name(*slip, lang), *count));
            sum.told = sum.told.saturating_add(count.told);
            sum.cell = sum.cell.saturating_add(count.cell);
            sum.kind = sum.kind.saturating_add(count.kind);
        }
    }
    out.push_str(&named(say(lang, "合计", "all"), sum));
    out.push('\n');
    out
}

fn named(name: &str, count: CauseCount) -> String {
    let of = |part: u32| format!("{part}（{}）", percent(part, count.told));
    row(
        name,
        vec![count.told.to_string(), of(count.cell), of(count.kind)],
    )
}

fn row(name: &str, cells: Vec<String>) -> String {
    format!("| {name} | {} |\n", cells.join(" | "))
}

fn plain(count: Count) -> String {
    match count.planted {
        0 => "—".to_owned(),
        planted => format!("{}/{planted}", count.noticed),
    }
}

fn shared(count: Count) -> String {
    match count.planted {
        0 => "—".to_owned(),
        planted => format!(
            "{}/{planted}（{}）",
            count.noticed,
            percent(count.noticed, planted)
        ),
    }
}
