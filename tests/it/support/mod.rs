//! Small worlds for tests: a template, a report and rules as texts, all the way to verdicts.

use std::sync::Arc;

use gouji::diagnostic::Problems;
use gouji::document::{ReadOptions, read};
use gouji::eval::{Decision, Outcome, Plan, UndecidedReason, Verdict};
use gouji::program::Program;
use gouji::report::{Report, bind};
use gouji::resolve::{resolve, used_template};
use gouji::source::SourceMap;
use gouji::syntax;
use gouji::template::{Template, read_templates};

/// Templates and rule files, resolved for the last template.
pub(crate) struct Rules {
    pub(crate) sources: SourceMap,
    pub(crate) template: Arc<Template>,
    pub(crate) program: Program,
    pub(crate) problems: Problems,
}

impl Rules {
    /// Reads templates (the last one is used) and rule files. Mistakes in templates are not expected.
    pub(crate) fn new(templates: &[&str], files: &[&str]) -> Self {
        let mut sources = SourceMap::default();
        let ids: Vec<_> = templates
            .iter()
            .enumerate()
            .map(|(index, text)| sources.add(format!("{index}.toml"), *text))
            .collect();
        let (templates, problems) = read_templates(&sources, &ids);
        let said: Vec<_> = problems.iter().map(|problem| &problem.message.zh).collect();
        assert!(said.is_empty(), "template: {said:#?}");
        let template = Arc::new(templates.into_iter().next_back().expect("a template"));
        let mut problems = Problems::default();
        let mut trees = Vec::new();
        for (index, text) in files.iter().enumerate() {
            let id = sources.add(format!("{index}.gouji"), *text);
            let (tree, found) = syntax::parse(&sources, id);
            problems.extend(found);
            trees.push(tree);
        }
        let mine: Vec<_> = trees
            .iter()
            .filter(|tree| used_template(tree).is_none_or(|used| template.is_kind_of(&used.text)))
            .collect();
        let (program, found) = resolve(&mine, &template);
        problems.extend(found);
        Self {
            sources,
            template,
            program,
            problems,
        }
    }

    /// Binds a report, in which `|` stands for a tab, and runs the rules.
    pub(crate) fn over(&self, report: &str) -> Checked {
        let text = report.replace('|', "\t");
        let document = read("report.txt", text.as_bytes(), &ReadOptions::default()).expect("text");
        let report = bind(Arc::new(document), Arc::clone(&self.template));
        let plan = Plan::new(&self.program, &report);
        let outcome = plan.evaluate();
        Checked {
            report,
            plan,
            outcome,
        }
    }
}

/// A report with a verdict for every check.
pub(crate) struct Checked {
    pub(crate) report: Report,
    pub(crate) plan: Plan,
    pub(crate) outcome: Outcome,
}

impl Checked {
    /// The verdicts of a rule, in order, as words: `exact`, `undecided(blank)`, `rounded(within)`.
    pub(crate) fn verdicts(&self, rule: &str) -> Vec<String> {
        self.outcome
            .iter()
            .filter(|(id, _)| self.plan.rule(*id).is_some_and(|known| known.id == rule))
            .map(|(_, decision)| words(decision))
            .collect()
    }
}

fn words(decision: Decision) -> String {
    let word = match decision.verdict {
        Verdict::Exact => "exact",
        Verdict::Rounded if decision.within => "rounded(within)",
        Verdict::Rounded => "rounded",
        Verdict::Strained => "strained",
        Verdict::Failed => "failed",
        Verdict::Undecided(reason) => return undecided(reason),
        Verdict::Inapplicable => "inapplicable",
    };
    word.to_owned()
}

fn undecided(reason: UndecidedReason) -> String {
    format!("undecided({})", reason.id())
}
