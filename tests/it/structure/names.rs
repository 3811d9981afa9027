//! What a path means: the module that defines what it names, with re-exports and stars followed to their end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::source::{Meaning, Module, Written};

/// Where a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// At a module itself.
    Module(usize),
    /// At something that this module defines, or a variant or an associated item of it.
    Item(usize),
}

impl Target {
    /// The module.
    pub fn module(self) -> usize {
        match self {
            Self::Module(module) | Self::Item(module) => module,
        }
    }
}

/// All that a path in a module may mean within the crate; nothing where it leads out of it.
/// More than one where a type and a function, say, share a name.
pub fn targets(modules: &[Module], module: usize, path: &Written) -> BTreeSet<Target> {
    resolve(modules, module, &path.segments, &mut Vec::new())
}

/// `seen` are the names whose meaning is being looked for: an import may name itself.
fn resolve(modules: &[Module], module: usize, path: &[String], seen: &mut Vec<(usize, String)>) -> BTreeSet<Target> {
    let Some((first, rest)) = path.split_first() else { return BTreeSet::new() };
    let mut targets = match first.as_str() {
        "crate" => [Target::Module(0)].into(),
        "self" => [Target::Module(module)].into(),
        "super" => [Target::Module(modules[module].parent)].into(),
        name => look_up(modules, module, name, seen),
    };
    for name in rest {
        let step = |target: Target| match target {
            Target::Module(module) if name == "super" => [Target::Module(modules[module].parent)].into(),
            Target::Module(module) => {
                let found = look_up(modules, module, name, seen);
                // from another crate, by way of this module
                if found.is_empty() { [Target::Item(module)].into() } else { found }
            }
            Target::Item(_) => [target].into(),
        };
        targets = targets.into_iter().flat_map(step).collect();
    }
    targets
}

fn look_up(modules: &[Module], module: usize, name: &str, seen: &mut Vec<(usize, String)>) -> BTreeSet<Target> {
    let here = (module, name.to_owned());
    if seen.contains(&here) {
        return BTreeSet::new();
    }
    seen.push(here);
    let named = modules[module].names.get(name).into_iter().flatten();
    let mut found: BTreeSet<_> = named
        .flat_map(|meaning| match meaning {
            Meaning::Item => [Target::Item(module)].into(),
            Meaning::Module(number) => [Target::Module(*number)].into(),
            Meaning::Import(path) => resolve(modules, module, path, seen),
        })
        .collect();
    if found.is_empty() {
        for glob in &modules[module].globs {
            for target in resolve(modules, module, glob, seen) {
                if let Target::Module(from) = target {
                    found.append(&mut look_up(modules, from, name, seen));
                }
            }
        }
    }
    seen.pop();
    found
}

/// For each file, those that define what it uses, without its unit tests.
pub fn imports(modules: &[Module]) -> BTreeMap<&Path, BTreeSet<&Path>> {
    let mut imports: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (number, module) in modules.iter().enumerate() {
        let from = module.file.as_path();
        let uses = module.paths.iter().filter(|path| !path.in_tests);
        for target in uses.flat_map(|path| targets(modules, number, path)) {
            if let Target::Item(defining) = target {
                let to = modules[defining].file.as_path();
                imports.entry(from).or_default().extend((from != to).then_some(to));
            }
        }
    }
    imports
}

/// The groups of files each of which leads to every other of its group, the largest first.
pub fn cycles<'a>(imports: &BTreeMap<&'a Path, BTreeSet<&'a Path>>) -> Vec<BTreeSet<&'a Path>> {
    let reached = |from: &'a Path| {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(file) = next.pop() {
            next.extend(imports.get(file).into_iter().flatten().filter(|to| reached.insert(**to)));
        }
        reached
    };
    let reached: BTreeMap<_, _> = imports.keys().map(|file| (*file, reached(file))).collect();
    let leads = |from: &Path, to: &Path| reached.get(from).is_some_and(|files| files.contains(to));
    let cycles: BTreeSet<BTreeSet<_>> = (reached.iter())
        .map(|(file, others)| others.iter().copied().filter(|other| leads(other, file)).collect())
        .filter(|cycle: &BTreeSet<_>| !cycle.is_empty())
        .collect();
    let mut cycles: Vec<_> = cycles.into_iter().collect();
    cycles.sort_by_key(|cycle| std::cmp::Reverse(cycle.len()));
    cycles
}
