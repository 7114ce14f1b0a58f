//! Comments that allow an exception with its reason, and W0716 for those that do nothing.
//!
//! `// lint: allow W0703 because …` at the end of a line speaks of that line; on a line of its own, of
//! the rule, clause or entry that follows. `lint: allow-file` speaks of the whole file. In Chinese:
//! `检查：允许 W0703，因为……`, `检查：全文允许 …`.

use crate::diagnostic::codes::W0716;
use crate::diagnostic::{Problem, Wording};
use crate::source::{SourceId, SourceMap, Span};
use crate::syntax::ast::Item;

use super::{LINTS, Library};

/// One exception.
#[derive(Debug)]
struct Allowance {
    code: &'static str,
    /// The comment.
    comment: Span,
    /// What it speaks of.
    reach: Span,
    used: bool,
}

/// All exceptions of a library.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    all: Vec<Allowance>,
    problems: Vec<Problem>,
}

/// How a comment says that it allows something, and whether in the whole file.
const OPENINGS: &[(&str, bool)] = &[
    ("allow-file", true),
    ("全文允许", true),
    ("allow", false),
    ("允许", false),
];

impl Allowances {
    /// Reads the comments of all files.
    pub(super) fn read(library: &Library<'_>) -> Self {
        let mut allowances = Self::default();
        for file in &library.files {
            let id = file.tree.source;
            let text = text_of(library.sources, id);
            let mut places = Vec::new();
            file.tree
                .items
                .iter()
                .for_each(|item| spans(item, &mut places));
            for range in crate::syntax::comments(text) {
                let comment = Span::new(id, range.start, range.end);
                allowances.comment(text, comment, |from| after_in_rules(text, from, &places));
            }
        }
        for id in &library.template_files {
            let text = text_of(library.sources, *id);
            for comment in toml_comments(text, *id) {
                allowances.comment(text, comment, |from| after_in_toml(text, *id, from));
            }
        }
        allowances
    }

    fn comment(&mut self, text: &str, comment: Span, after: impl Fn(usize) -> Option<Span>) {
        let written = text.get(comment.range()).unwrap_or("");
        let Some(said) = opening(written) else {
            return;
        };
        let Some((rest, whole_file)) = OPENINGS
            .iter()
            .find_map(|(word, whole)| Some((said.strip_prefix(word)?, *whole)))
        else {
            return self.useless(
                comment,
                ("看不懂这条允许", "this comment is not understood"),
            );
        };
        let (codes, reason) = match ["because", "因为"]
            .iter()
            .find_map(|word| rest.split_once(word))
        {
            Some((codes, reason)) => (codes, reason.trim()),
            None => (rest, ""),
        };
        if reason.is_empty() {
            return self.useless(comment, ("没有写原因", "no reason is given"));
        }
        let whole = Span::new(comment.source, 0, text.len());
        let reach = match whole_file {
            true => Some(whole),
            false => line(text, comment).or_else(|| after(comment.end as usize)),
        };
        let words = codes.split([' ', ',', '，', '、', '　']).map(str::trim);
        let mut any = false;
        for word in words.filter(|word| !word.is_empty()) {
            any = true;
            match (
                LINTS
                    .iter()
                    .find(|lint| lint.code.id.eq_ignore_ascii_case(word)),
                reach,
            ) {
                (Some(lint), Some(reach)) => self.all.push(Allowance {
                    code: lint.code.id,
                    comment,
                    reach,
                    used: false,
                }),
                (None, _) => self.useless(comment, ("没有这个代码", "there is no such code")),
                (_, None) => self.useless(comment, ("后面什么也没有", "nothing follows it")),
            }
        }
        if !any {
            self.useless(
                comment,
                ("没有写代码，如 W0703", "no code is given, such as W0703"),
            );
        }
    }

    fn useless(&mut self, comment: Span, (zh, en): (&str, &str)) {
        self.problems.push(problem(comment, (zh, en)));
    }

    /// Whether a problem is an allowed exception.
    pub(super) fn allows(&mut self, problem: &Problem) -> bool {
        let Some(place) = problem.labels.first().map(|label| label.span) else {
            return false;
        };
        let mut allowed = false;
        for one in &mut self.all {
            let inside = one.reach.source == place.source
                && (one.reach.start..one.reach.end).contains(&place.start);
            if inside && one.code == problem.code.id {
                one.used = true;
                allowed = true;
            }
        }
        allowed
    }

    /// What is wrong with the comments themselves, and those that allowed nothing.
    pub(super) fn finish(self) -> Vec<Problem> {
        let idle = self.all.iter().filter(|one| !one.used);
        let idle = idle.map(|one| {
            problem(
                one.comment,
                ("这里没有它允许的问题", "nothing here needs it"),
            )
        });
        let mut all = self.problems;
        all.extend(idle);
        all
    }
}

fn problem(comment: Span, (zh, en): (&str, &str)) -> Problem {
    Problem::warning(
        &W0716,
        Wording::new("这条“允许”的注释不起作用", "this comment allows nothing"),
    )
    .at(comment, Wording::new(zh, en))
    .help(Wording::new(
        "写法：// lint: allow W0703 because 原因（写在所说的一行的末尾或上一行）；不再需要的就删去",
        "write `// lint: allow W0703 because reason` at the end of the line or above it; remove it where it is not needed",
    ))
}

fn text_of(sources: &SourceMap, id: SourceId) -> &str {
    sources.get(id).map_or("", |source| source.text.as_str())
}

/// What a comment says after `lint:`.
fn opening(comment: &str) -> Option<&str> {
    let said = comment.trim_start_matches(['/', '#']).trim_start();
    let said = said
        .strip_prefix("lint")
        .or_else(|| said.strip_prefix("检查"))?;
    Some(said.strip_prefix([':', '：'])?.trim())
}

/// The line before a comment that stands at its end.
fn line(text: &str, comment: Span) -> Option<Span> {
    let before = text.get(..comment.start as usize)?;
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let own = before.get(start..)?;
    (!own.trim().is_empty()).then(|| Span::new(comment.source, start, comment.start as usize))
}

/// Places of items, lets and checks, in order.
fn spans(item: &Item, places: &mut Vec<Span>) {
    match item {
        Item::Use(item) => places.push(item.span),
        Item::Let(item) => places.push(item.span),
        Item::Function(item) => places.push(item.span),
        Item::Disable(item) => places.push(item.span),
        Item::Scope(scope) => {
            places.push(scope.span);
            scope.items.iter().for_each(|item| spans(item, places));
        }
        Item::Rule(rule) => {
            places.push(rule.span);
            places.extend(rule.lets.iter().map(|binding| binding.span));
            places.extend(rule.checks.iter().map(|check| check.span));
        }
    }
}

/// What follows a comment in a rule file: the largest thing that begins there, else the line.
fn after_in_rules(text: &str, from: usize, places: &[Span]) -> Option<Span> {
    let start = next(text, from, &["//", "#"])?;
    let largest = places
        .iter()
        .filter(|place| place.start as usize == start)
        .max_by_key(|place| place.len());
    if let Some(place) = largest {
        return Some(*place);
    }
    let source = places.first()?.source;
    let end = text
        .get(start..)?
        .find('\n')
        .map_or(text.len(), |at| start.saturating_add(at));
    Some(Span::new(source, start, end))
}

/// The first byte after comments and blanks.
fn next(text: &str, from: usize, comments: &[&str]) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let blank = rest.len().saturating_sub(rest.trim_start().len());
        at = at.saturating_add(blank);
        let rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        if !comments.iter().any(|sign| rest.starts_with(sign)) {
            return Some(at);
        }
        at = at.saturating_add(rest.find('\n')?);
    }
}

/// Comments of a template that speak of lints.
fn toml_comments(text: &str, id: SourceId) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (at, _) in line.match_indices('#') {
            let comment = line.get(at..).unwrap_or("").trim_end();
            if opening(comment).is_some() {
                let from = start + at;
                found.push(Span::new(id, from, from.saturating_add(comment.len())));
                break;
            }
        }
        start += line.len();
    }
    found
}

/// What follows a comment in a template: a table with its keys and inner tables, or a key with its
/// value, or an element of a list.
fn after_in_toml(text: &str, id: SourceId, from: usize) -> Option<Span> {
    let start = next(text, from, &["#"])?;
    let rest = text.get(start..)?;
    let end = match header(rest) {
        Some(path) => {
            let inner = format!("{path}.");
            let mut at = 0;
            for line in rest.split_inclusive('\n') {
                let other = header(line.trim_start()).filter(|_| at > 0);
                if other.is_some_and(|other| !other.starts_with(&inner)) {
                    break;
                }
                at += line.len();
            }
            at
        }
        None => balanced(rest),
    };
    Some(Span::new(id, start, start.saturating_add(end)))
}

/// The path of a table's header.
fn header(line: &str) -> Option<&str> {
    let line = line.lines().next()?;
    let inner = line.strip_prefix("[[").or_else(|| line.strip_prefix('['))?;
    let path = inner.split(']').next()?.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    (!path.is_empty() && path.chars().all(plain)).then_some(path)
}

/// Bytes up to the end of the line on which all brackets are closed again.
fn balanced(text: &str) -> usize {
    let mut depth = 0_i32;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        for character in line.chars() {
            match character {
                '[' | '{' => depth = depth.saturating_add(1),
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        at += line.len();
        if depth <= 0 {
            break;
        }
    }
    at
}
