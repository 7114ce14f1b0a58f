//! The formats of `check`: which renderer writes what.

use super::args::FormatArgument;
use crate::diagnostic::Lang;
use crate::render::{CheckedView, Look, Totals, concise, human, json};

/// A format with what it needs to know. A run writes [`Self::head`], the reports with
/// [`Self::between`] between them, and [`Self::foot`]; so memory does not grow with the reports.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer {
    pub(super) format: FormatArgument,
    pub(super) look: Look,
}

impl Writer {
    fn lang(&self) -> Lang {
        self.look.lang
    }

    /// Before the first report.
    pub(super) fn head(&self) -> String {
        match self.format {
            FormatArgument::Human | FormatArgument::Concise => String::new(),
            FormatArgument::Json => json::head(),
        }
    }

    /// One report. Pure: threads call it.
    pub(super) fn report(&self, view: &CheckedView<'_>) -> String {
        match self.format {
            FormatArgument::Human => human::report(view, &self.look),
            FormatArgument::Concise => concise::report(view, self.lang()),
            FormatArgument::Json => json::report(view, self.lang()),
        }
    }

    /// Between two reports.
    pub(super) fn between(&self) -> &'static str {
        match self.format {
            FormatArgument::Human => "\n",
            FormatArgument::Concise => "",
            FormatArgument::Json => json::BETWEEN,
        }
    }

    /// After the last report.
    pub(super) fn foot(&self, totals: &Totals) -> String {
        let several = totals.reports() > 1;
        match self.format {
            FormatArgument::Human if several => format!("\n{}", human::totals(totals, &self.look)),
            FormatArgument::Human | FormatArgument::Concise => String::new(),
            FormatArgument::Json => json::foot(totals, self.lang()),
        }
    }
}
