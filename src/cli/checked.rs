//! Reports checked one after the other, for commands that look at how rules and figures fare.

use std::path::{Path, PathBuf};

use super::args::{ColourArgument, PackArguments};
use super::check::no_reports;
use super::failure::{Failure, unchecked};
use super::inputs::{Input, expand};
use super::output::{Stream, complain, look};
use super::workshop::Workshop;
use crate::diagnostic::{Lang, Wording, codes};
use crate::engine::{CheckError, CheckOptions, Checked, Engine};
use crate::render::{human, problems};

/// The reports of a command, and the engines that check them.
pub(super) struct Reports {
    pub(super) inputs: Vec<Input>,
    pub(super) shop: Workshop,
    pub(super) lang: Lang,
    colour: ColourArgument,
}

impl Reports {
    /// Finds the reports and makes the engines.
    pub(super) fn open(
        paths: &[PathBuf],
        packs: &PackArguments,
        template: Option<&str>,
        (colour, lang): (ColourArgument, Option<Lang>),
    ) -> Result<Self, Failure> {
        let inputs = expand(paths);
        if paths.is_empty() {
            return Err(unnamed());
        }
        if inputs.is_empty() {
            return Err(no_reports(paths));
        }
        let shop = Workshop::open(&inputs, packs, template)?;
        Ok(Self {
            lang: lang.or(shop.lang).unwrap_or_default(),
            inputs,
            shop,
            colour,
        })
    }

    /// Checks a report. What cannot be checked is told, and is `None`.
    pub(super) fn check(&self, input: &Input) -> Result<Option<(&Engine, Checked)>, Failure> {
        let name = input.name();
        let bytes = input
            .bytes()
            .map_err(|error| Failure::file(Path::new(&name), &error))?;
        let Some((engine, template)) = self.shop.engine(input) else {
            return Ok(None);
        };
        let options = CheckOptions {
            template,
            ..CheckOptions::default()
        };
        match engine.check(&name, &bytes, &options) {
            Ok(checked) => Ok(Some((engine, checked))),
            Err(error) => {
                self.tell(engine, name, &error);
                Ok(None)
            }
        }
    }

    fn tell(&self, engine: &Engine, name: String, error: &CheckError) {
        let look = look(Stream::Stderr, self.colour, self.lang);
        if let CheckError::Rules { problems, .. } = error {
            complain(&problems::human(problems, engine.sources(), &look));
        }
        complain(&human::unchecked(&unchecked(name, error), &look));
    }
}

fn unnamed() -> Failure {
    Failure::usage(
        &codes::E0605,
        Wording::new("没有写明报告", "no report is named"),
        Some(Wording::new(
            "写上报告文件或文件夹，如 gouji mutate 报告.txt；改规则用 --of rules",
            "name report files or folders, such as gouji mutate report.txt; --of rules changes rules",
        )),
    )
}
