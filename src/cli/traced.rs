//! `gouji check --trace RULE[@LINE]`: which rules are traced, and how far.

use super::args::FormatArgument;
use super::failure::Failure;
use super::formats::Target;
use super::rules::unknown;
use super::workshop::Workshop;
use crate::diagnostic::{Wording, codes};
use crate::engine::Checked;
use crate::eval::{MAX_TRACED, RuleTrace, Trace, TraceRequest, Verdict};

/// Checks of one rule shown to people; other programs get up to [`MAX_TRACED`].
const SHOWN_TO_PEOPLE: usize = 10;

/// Checks shown to people where nothing is wrong: what passed looks alike.
const PASSED_SHOWN: usize = 3;

/// The rules to be traced.
#[derive(Debug, Default)]
pub(super) struct Traced {
    requests: Vec<TraceRequest>,
    limit: usize,
}

impl Traced {
    /// What was asked for, if every rule exists and the format can show it.
    pub(super) fn asked(
        written: &[String],
        target: Target,
        shop: &Workshop,
    ) -> Result<Self, Failure> {
        if written.is_empty() {
            return Ok(Self::default());
        }
        let limit = match target {
            Target::Format(FormatArgument::Human) => SHOWN_TO_PEOPLE,
            Target::Format(FormatArgument::Json) => MAX_TRACED,
            _ => return Err(wrong_format()),
        };
        let requests: Result<Vec<TraceRequest>, Failure> =
            written.iter().map(|one| request(one, shop)).collect();
        Ok(Self {
            requests: requests?,
            limit,
        })
    }

    /// The traces of a checked report.
    pub(super) fn of(&self, checked: &Checked) -> Vec<RuleTrace> {
        let requests = self.requests.iter();
        requests
            .map(|request| {
                let (outcome, report) = (&checked.outcome, &checked.report);
                let limit = self.limit;
                let mut traced = checked.plan.trace_rule(request, outcome, report, limit);
                if limit == SHOWN_TO_PEOPLE && request.line.is_none() {
                    let doubtful = traced.traces.iter().filter(|one| is_doubtful(one)).count();
                    traced.traces.truncate(doubtful.max(PASSED_SHOWN));
                }
                traced
            })
            .collect()
    }
}

/// Whether people look at a check before those that passed; such traces stand first.
fn is_doubtful(trace: &Trace) -> bool {
    let verdict = trace.decision.verdict;
    matches!(
        verdict,
        Verdict::Failed | Verdict::Strained | Verdict::Undecided(_)
    )
}

/// `RULE` or `RULE@LINE`.
fn request(written: &str, shop: &Workshop) -> Result<TraceRequest, Failure> {
    let (rule, line) = match written.rsplit_once('@') {
        Some((rule, line)) => (rule, Some(line)),
        None => (written, None),
    };
    let known = shop.engines().any(|engine| {
        let mut rules = engine.rules().into_iter();
        rules.any(|known| known.rule.id.text == rule)
    });
    if !known && let Some(engine) = shop.engines().next() {
        return Err(unknown(engine, rule));
    }
    let line = match line {
        None => None,
        Some(line) => match line.parse::<u32>() {
            Ok(line) if line > 0 => Some(line),
            _ => return Err(no_line(line)),
        },
    };
    Ok(TraceRequest {
        rule: rule.to_owned(),
        line,
    })
}

fn no_line(written: &str) -> Failure {
    Failure::usage(
        &codes::E0624,
        Wording::new(
            format!("「{written}」不是行号"),
            format!("`{written}` is no line number"),
        ),
        Some(Wording::new(
            "写成 规则@126，行号从 1 数起",
            "write RULE@126; lines are counted from 1",
        )),
    )
}

fn wrong_format() -> Failure {
    Failure::usage(
        &codes::E0624,
        Wording::new(
            "--trace 只能用于 human 和 json 格式",
            "--trace works with the formats human and json only",
        ),
        Some(Wording::new(
            "去掉 --format，或改为 --format json",
            "leave --format out, or ask for --format json",
        )),
    )
}
