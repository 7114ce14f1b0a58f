//! Which template extends which: unknown parents, cycles, and the order in which to merge.

use std::collections::BTreeMap;

use crate::diagnostic::codes::{E0409, E0410, E0415};
use crate::diagnostic::{Problem, Problems};
use crate::source::Span;

use super::limits::MAX_EXTENDS;
use super::problems::{did_you_mean, plain, wording};

/// A file's own name and its parent's.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) id: String,
    pub(super) span: Span,
    pub(super) extends: Option<(String, Span)>,
}

/// For every file the files to merge, root first and itself last; `None` if the chain is broken.
pub(super) fn chains(links: &[Link], problems: &mut Problems) -> Vec<Option<Vec<usize>>> {
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, link) in links.iter().enumerate() {
        by_id.entry(&link.id).or_insert(index);
    }
    let mut reported = vec![false; links.len()];
    (0..links.len())
        .map(|index| chain(index, links, &by_id, &mut reported, problems))
        .collect()
}

fn chain(
    start: usize,
    links: &[Link],
    by_id: &BTreeMap<&str, usize>,
    reported: &mut [bool],
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let mut chain = vec![start];
    loop {
        let current = *chain.last()?;
        let link = links.get(current)?;
        let Some((parent, span)) = &link.extends else {
            chain.reverse();
            return Some(chain);
        };
        let Some(&next) = by_id.get(parent.as_str()) else {
            if current == start {
                problems.push(unknown_parent(parent, &link.id, *span, by_id));
            }
            return None;
        };
        if let Some(at) = chain.iter().position(|&seen| seen == next) {
            let members = chain.get(at..)?;
            if members.iter().all(|&m| reported.get(m) == Some(&false)) {
                problems.push(cycle(members, links));
            }
            for &member in members {
                if let Some(flag) = reported.get_mut(member) {
                    *flag = true;
                }
            }
            return None;
        }
        if chain.len() >= MAX_EXTENDS {
            problems.push(too_long(links.get(start)?));
            return None;
        }
        chain.push(next);
    }
}

fn unknown_parent(parent: &str, own: &str, span: Span, by_id: &BTreeMap<&str, usize>) -> Problem {
    let names: Vec<&str> = by_id.keys().copied().filter(|id| *id != own).collect();
    let help = did_you_mean(parent, names.iter().copied()).unwrap_or_else(|| {
        let list = names.join(" ");
        wording(
            format!("读到的模板有：{list}；上级模板的文件也要一起读入"),
            format!("templates that were read: {list}; the parent's file has to be read too"),
        )
    });
    plain(
        &E0409,
        wording(
            format!("没有可继承的模板「{parent}」"),
            format!("there is no template `{parent}` to extend"),
        ),
        span,
        ("没有读到这个模板", "no such template was read"),
    )
    .help(help)
}

fn cycle(members: &[usize], links: &[Link]) -> Problem {
    let ids: Vec<&str> = members
        .iter()
        .chain(members.first())
        .filter_map(|&index| links.get(index).map(|link| link.id.as_str()))
        .collect();
    let chain = ids.join(" → ");
    let mut problem = Problem::error(
        &E0410,
        wording(
            format!("模板互相继承，绕成一圈：{chain}"),
            format!("templates extend each other in a circle: {chain}"),
        ),
    );
    for &index in members {
        if let Some((parent, span)) = links.get(index).and_then(|link| link.extends.as_ref()) {
            let label = wording(
                format!("这里继承「{parent}」"),
                format!("extends `{parent}` here"),
            );
            problem = problem.at(*span, label);
        }
    }
    problem.help(wording(
        "让其中一个不再继承：删去它的 extends",
        "let one of them extend nothing: delete its extends",
    ))
}

fn too_long(link: &Link) -> Problem {
    plain(
        &E0415,
        wording(
            format!("模板「{}」继承的层数超过上限 {MAX_EXTENDS}", link.id),
            format!(
                "template `{}` exceeds the limit of {MAX_EXTENDS} parents",
                link.id
            ),
        ),
        link.span,
        ("上限 MAX_EXTENDS", "limit MAX_EXTENDS"),
    )
}
