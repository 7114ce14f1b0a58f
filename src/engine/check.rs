//! One report through all stages.

use std::sync::{Arc, OnceLock};

use super::error::{CheckError, Unfit};
use super::library::{Engine, TemplateEntry};
use crate::diagnose::{Coverage, ReportFindings, diagnose};
use crate::document::{self, Document, ReadOptions};
use crate::eval::{Outcome, Plan};
use crate::program::Program;
use crate::report::{self, Fit, Report};

/// How a report is to be checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct CheckOptions<'o> {
    /// The template to use; `None` takes the one that fits best.
    pub template: Option<&'o str>,
    /// How the file is read.
    pub read: ReadOptions,
}

/// How well each template fits, by id, the best first.
pub type Fits = Vec<(String, Fit)>;

/// A report bound to its template.
#[derive(Debug)]
pub struct Reading {
    /// The bound report.
    pub report: Report,
    /// How well each template fits, the best first; empty when the template was given.
    pub fits: Vec<(String, Fit)>,
}

/// A report with a verdict for every check.
#[derive(Debug)]
pub struct Checked {
    /// The bound report.
    pub report: Report,
    /// How well each template fits, the best first; empty when the template was given.
    pub fits: Vec<(String, Fit)>,
    /// The rules that ran.
    pub program: Program,
    /// Every check over the cells of this report.
    pub plan: Plan,
    /// The verdict of every check.
    pub outcome: Outcome,
    /// What is to be told.
    pub findings: ReportFindings,
    coverage: OnceLock<Coverage>,
}

impl Checked {
    /// Which figures were held by which rules; worked out when first asked for.
    pub fn coverage(&self) -> &Coverage {
        self.coverage
            .get_or_init(|| Coverage::of(&self.program, &self.plan, &self.outcome))
    }
}

impl Engine {
    /// Reads a report and binds it to a template. `name` is shown to people; nothing is opened.
    ///
    /// # Errors
    /// When the bytes are no readable text, or no template fits.
    pub fn read(
        &self,
        name: &str,
        bytes: &[u8],
        options: &CheckOptions<'_>,
    ) -> Result<Reading, CheckError> {
        let document = document::read(name, bytes, &options.read).map_err(CheckError::Read)?;
        let (entry, fits) = self.choose(&document, options.template)?;
        let report = report::bind(Arc::new(document), Arc::clone(&entry.template));
        Ok(Reading { report, fits })
    }

    /// Reads a report and runs every rule of its template over it.
    ///
    /// # Errors
    /// When the bytes are no readable text, no template fits, or the template's rules are broken.
    pub fn check(
        &self,
        name: &str,
        bytes: &[u8],
        options: &CheckOptions<'_>,
    ) -> Result<Checked, CheckError> {
        let Reading { report, fits } = self.read(name, bytes, options)?;
        let program = self.sound_program(&report.template.id)?;
        let plan = Plan::new(&program, &report);
        let outcome = plan.evaluate();
        let findings = diagnose(&program, &report, &plan, &outcome);
        Ok(Checked {
            report,
            fits,
            program,
            plan,
            outcome,
            findings,
            coverage: OnceLock::new(),
        })
    }

    fn sound_program(&self, template: &str) -> Result<Program, CheckError> {
        let Some((program, problems)) = self.program(template) else {
            return Err(self.unknown(template));
        };
        if problems.has_errors() {
            return Err(CheckError::Rules {
                template: template.to_owned(),
                problems: problems.clone(),
            });
        }
        Ok(program.clone())
    }

    /// The template asked for, or the one that fits best.
    fn choose(
        &self,
        document: &Document,
        asked: Option<&str>,
    ) -> Result<(&TemplateEntry, Fits), CheckError> {
        if let Some(id) = asked {
            let entry = self.entry(id).ok_or_else(|| self.unknown(id))?;
            return Ok((entry, Vec::new()));
        }
        let mut fits: Vec<(&TemplateEntry, Fit)> = self
            .templates
            .iter()
            .filter(|entry| entry.may_be_chosen)
            .map(|entry| (entry, report::fit(document, &entry.template)))
            .collect();
        // Of equal fits the more special template.
        fits.sort_by_key(|(entry, fit)| {
            std::cmp::Reverse((fit.score, entry.template.ancestors.len()))
        });
        match fits.first() {
            Some((entry, fit)) if fit.fits() => {
                let entry = *entry;
                let named = fits
                    .into_iter()
                    .map(|(entry, fit)| (entry.template.id.clone(), fit));
                Ok((entry, named.collect()))
            }
            _ => Err(CheckError::Unfit(
                fits.into_iter()
                    .map(|(entry, fit)| Unfit {
                        template: entry.template.id.clone(),
                        fit,
                    })
                    .collect(),
            )),
        }
    }

    /// The error for a template that does not exist; `None` if it does.
    #[must_use]
    pub fn unknown_template(&self, id: &str) -> Option<CheckError> {
        self.entry(id).is_none().then(|| self.unknown(id))
    }

    fn unknown(&self, template: &str) -> CheckError {
        CheckError::UnknownTemplate {
            asked: template.to_owned(),
            known: self
                .templates
                .iter()
                .map(|entry| entry.template.id.clone())
                .collect(),
        }
    }
}
