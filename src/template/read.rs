//! From template files to templates: the one way in.

use std::collections::BTreeMap;

use crate::diagnostic::Problems;
use crate::diagnostic::codes::{E0409, E0412, E0414, E0462};
use crate::source::{SourceId, SourceMap};

use super::inherit::{Link, chains};
use super::layer::{Layer, State, layers};
use super::tree::Table;
use super::{Template, build, merge};

/// A file over its ancestors.
struct Merged {
    tree: Table,
    state: State,
}

/// Reads template files into templates, in the order of the files. Files may extend one another, or
/// be parts of one template, in any order. Every mistake of every file is reported; a template is given back only if nothing is
/// wrong in its file and in those of its ancestors.
///
/// Codes `E0401`–`E0417` for the files, `E0460`–`E0465` for patterns of claims in them.
#[must_use]
pub fn read_templates(sources: &SourceMap, files: &[SourceId]) -> (Vec<Template>, Problems) {
    let mut problems = Problems::default();
    let (layers, all_named) = layers(sources, files, &mut problems);
    let links: Vec<Link> = layers.iter().map(|layer| layer.link.clone()).collect();
    let mut broken_links = Problems::default();
    let chains = chains(&links, &mut broken_links);
    if !all_named {
        // The parent may be the file whose id could not be read.
        broken_links.retain(|problem| problem.code != &E0409);
    }
    problems.extend(broken_links);
    let mut merged: BTreeMap<usize, Merged> = BTreeMap::new();
    // The memo knows branches by their addresses: none of `merged` is dropped before it.
    let mut memo = build::Memo::default();
    let mut templates = Vec::new();
    for chain in chains.into_iter().flatten() {
        merge_chain(&chain, &layers, &mut merged, &mut problems);
        let Some(whole) = chain.last().and_then(|index| merged.get(index)) else {
            continue;
        };
        let ancestors = chain.iter().rev().skip(1);
        let ancestors = ancestors
            .filter_map(|&i| links.get(i))
            .map(|link| link.id.clone());
        let mut found = Problems::default();
        let ancestors = ancestors.collect();
        let template = build::template(sources, &whole.tree, ancestors, &mut memo, &mut found);
        let is_good = whole.state == State::Good && !found.has_errors();
        templates.extend(template.filter(|_| is_good));
        report(found, whole.state, &mut problems);
    }
    problems.sort();
    problems.dedup();
    (templates, problems)
}

/// Passes problems of a merged template on, but for those that may only follow from mistakes
/// reported before: what was refused there is not found here.
fn report(mut found: Problems, state: State, problems: &mut Problems) {
    if state == State::Faulty {
        found.retain(|problem| ![&E0412, &E0414, &E0462].contains(&problem.code));
    }
    problems.extend(found);
}

/// Merges every file of a chain onto the one before it, as far as the files are TOML.
fn merge_chain(
    chain: &[usize],
    layers: &[Layer],
    merged: &mut BTreeMap<usize, Merged>,
    problems: &mut Problems,
) {
    let mut parent: Option<usize> = None;
    for &index in chain {
        if !merged.contains_key(&index) {
            let base = parent.and_then(|parent| merged.get(&parent));
            let Some(layer) = layers
                .get(index)
                .filter(|layer| layer.state != State::Broken)
            else {
                return;
            };
            let inherited = base.map_or(State::Good, |base| base.state);
            let mut found = Problems::default();
            let tree = merge::file(base.map(|base| &base.tree), &layer.tree, &mut found);
            let mut state = layer.state.max(inherited);
            let has_errors = found.has_errors();
            report(found, state, problems);
            if has_errors {
                state = State::Faulty;
            }
            merged.insert(index, Merged { tree, state });
        }
        parent = Some(index);
    }
}
