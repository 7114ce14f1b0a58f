//! The formats of `check`: which renderer writes what.

use super::args::FormatArgument;
use crate::diagnose::{Baseline, KnownFinding};
use crate::diagnostic::Lang;
use crate::render::html;
use crate::render::{
    CheckedView, Look, Totals, concise, human, json, junit, markdown, sarif, trace, xlsx,
};

/// What a run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// One of the formats of `check`.
    Format(FormatArgument),
    /// A baseline file.
    Baseline,
}

/// A format with what it needs to know. A run writes [`Self::head`], the texts of the reports with
/// [`Self::between`] between them, and [`Self::foot`]; so with the formats that are texts memory does
/// not grow with the reports. The others keep the little they need of each report for the foot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer {
    pub(super) target: Target,
    pub(super) look: Look,
    /// Whether the run is over several reports.
    pub(super) several: bool,
    /// Whether people are shown how rules were computed instead of what was found.
    pub(super) tracing: bool,
}

/// What became of one report.
pub(super) enum Part {
    /// Written at once.
    Text(String),
    /// Kept until all reports are done.
    Kept(Box<Kept>),
}

/// What the foot is made from.
pub(super) enum Kept {
    Section(html::Section),
    Sheets(xlsx::Sheets),
    Results(sarif::Results),
    Suite(junit::Suite),
    Known(Vec<KnownFinding>),
}

impl Writer {
    fn lang(&self) -> Lang {
        self.look.lang
    }

    /// Whether the result is no text.
    pub(super) fn is_binary(&self) -> bool {
        self.target == Target::Format(FormatArgument::Xlsx)
    }

    /// Whether it tells which figures were held by which rules, which takes a while to work out.
    pub(super) fn needs_coverage(&self) -> bool {
        use FormatArgument::{Html, Junit, Sarif, Xlsx};
        matches!(self.target, Target::Format(Html | Xlsx | Sarif | Junit))
    }

    /// Before the first report.
    pub(super) fn head(&self) -> String {
        match self.target {
            Target::Format(FormatArgument::Json) => json::head(),
            _ => String::new(),
        }
    }

    /// One report. Pure: threads call it.
    pub(super) fn report(&self, view: &CheckedView<'_>) -> Part {
        let lang = self.lang();
        let kept = match self.target {
            Target::Format(format) => match format {
                FormatArgument::Human if self.tracing => {
                    return Part::Text(trace::text(view, &self.look));
                }
                FormatArgument::Human => return Part::Text(human::report(view, &self.look)),
                FormatArgument::Concise => return Part::Text(concise::report(view, lang)),
                FormatArgument::Json => return Part::Text(json::report(view, lang)),
                FormatArgument::Md => return Part::Text(markdown::report(view, lang)),
                FormatArgument::Html if self.several => Kept::Section(html::section(view, lang)),
                FormatArgument::Html => return Part::Text(html::page(view, lang)),
                FormatArgument::Xlsx => Kept::Sheets(xlsx::sheets(view, lang, !self.several)),
                FormatArgument::Sarif => Kept::Results(sarif::results(view, lang)),
                FormatArgument::Junit => Kept::Suite(junit::suite(view, lang)),
            },
            Target::Baseline => Kept::Known(Baseline::of(view.report, view.findings, lang)),
        };
        Part::Kept(Box::new(kept))
    }

    /// Between two reports.
    pub(super) fn between(&self) -> &'static str {
        match self.target {
            Target::Format(FormatArgument::Human | FormatArgument::Md) => "\n",
            Target::Format(FormatArgument::Json) => json::BETWEEN,
            _ => "",
        }
    }

    /// After the last report.
    pub(super) fn foot(&self, totals: &Totals, kept: Vec<Kept>) -> Vec<u8> {
        let lang = self.lang();
        let Target::Format(format) = self.target else {
            return baseline(kept).into_bytes();
        };
        let text = match format {
            FormatArgument::Human if self.tracing => String::new(),
            FormatArgument::Human if self.several => {
                format!("\n{}", human::totals(totals, &self.look))
            }
            FormatArgument::Md if self.several => markdown::totals(totals, lang),
            FormatArgument::Human | FormatArgument::Concise | FormatArgument::Md => String::new(),
            FormatArgument::Json => json::foot(totals, lang),
            FormatArgument::Html if self.several => html::folder(totals, &sections(kept), lang),
            FormatArgument::Html => match totals.unchecked.first() {
                Some(_) => html::folder(totals, &[], lang),
                None => String::new(),
            },
            FormatArgument::Xlsx => return xlsx::workbook(totals, sheets(kept), lang),
            FormatArgument::Sarif => sarif::log(totals, results(kept), lang),
            FormatArgument::Junit => junit::report(totals, suites(kept), lang),
        };
        text.into_bytes()
    }
}

fn sections(kept: Vec<Kept>) -> Vec<html::Section> {
    let kept = kept.into_iter();
    kept.filter_map(|part| {
        if let Kept::Section(part) = part {
            Some(part)
        } else {
            None
        }
    })
    .collect()
}

fn sheets(kept: Vec<Kept>) -> Vec<xlsx::Sheets> {
    let kept = kept.into_iter();
    kept.filter_map(|part| {
        if let Kept::Sheets(part) = part {
            Some(part)
        } else {
            None
        }
    })
    .collect()
}

fn results(kept: Vec<Kept>) -> Vec<sarif::Results> {
    let kept = kept.into_iter();
    kept.filter_map(|part| {
        if let Kept::Results(part) = part {
            Some(part)
        } else {
            None
        }
    })
    .collect()
}

fn suites(kept: Vec<Kept>) -> Vec<junit::Suite> {
    let kept = kept.into_iter();
    kept.filter_map(|part| {
        if let Kept::Suite(part) = part {
            Some(part)
        } else {
            None
        }
    })
    .collect()
}

fn baseline(kept: Vec<Kept>) -> String {
    let mut baseline = Baseline::default();
    for part in kept {
        if let Kept::Known(findings) = part {
            baseline.extend(findings);
        }
    }
    baseline.text()
}
