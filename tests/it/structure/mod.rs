//! The structure of the code, held against the code: the order of the modules is that of `src/lib.rs`, and files do not
//! import each other in large circles, and every type has a name of its own.

mod names;
mod source;

use std::{collections::BTreeMap, fs, path::Path};

use proc_macro2::{TokenStream, TokenTree};

use names::{Target, cycles, imports, targets};
use source::{Module, read};

/// What every command calls its flags; each is known by its module.
const OF_EACH_COMMAND: &str = "Arguments";

/// How many files may import each other in a circle.
const LARGEST_CYCLE: usize = 6;

/// The modules that take and give bytes; whoever asks them reads and writes the files.
const WITHOUT_FILES: &[&str] = &["gridworld", "tensors", "learning"];

/// The modules whose bits are the same on every machine, but for what only the sequence lab computes with.
const WITH_EQUAL_BITS: &[&str] = &["gridworld", "tensors", "learning", "arena", "replay"];
const OF_THE_SEQUENCE_LAB: &str = "tensors::graph";
/// What each platform, or another library, calculates in its own way; `tensors::math` and `libm` have most of it.
const OF_THE_PLATFORM: &str = "exp exp2 exp_m1 ln ln_1p log log2 log10 powf powi mul_add cbrt hypot sin cos sin_cos tan \
                               asin acos atan atan2 sinh cosh tanh asinh acosh atanh sigmoid softmax log_softmax matmul";

fn this_crate() -> Vec<Module> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// `learning` of `learning::network`.
fn uppermost(module: &Module) -> &str {
    module.name.split("::").next().expect("a split has a first part")
}

/// The uses that go against the order of the modules in `lib.rs`, unit tests included: `arena/tick.rs: game::Lanes`.
fn against_the_order(modules: &[Module]) -> Vec<String> {
    let order: Vec<&str> =
        modules.iter().skip(1).map(|module| &*module.name).filter(|name| !name.contains("::")).collect();
    let place = |module: &Module| order.iter().position(|name| *name == uppermost(module));
    let mut found = Vec::new();
    for (number, module) in modules.iter().enumerate().skip(1) {
        for path in module.paths.iter().filter(|path| path.segments.len() > 1) {
            let later = |target: &Target| place(&modules[target.module()]) > place(module);
            if targets(modules, number, path).iter().any(later) {
                found.push(format!("{}: {}", module.file.display(), path.segments.join("::")));
            }
        }
    }
    found
}

#[test]
fn modules_know_only_those_before_them() {
    let found = against_the_order(&this_crate());
    assert!(found.is_empty(), "these go against the order of the modules in src/lib.rs:\n{}", found.join("\n"));
}

/// The modules before the simulation that use the engine: `learning/base.rs`.
fn with_an_engine(modules: &[Module]) -> Vec<String> {
    let before = modules.iter().skip(1).take_while(|module| uppermost(module) != "arena");
    let uses_engine = |module: &&Module| {
        let paths = module.paths.iter().map(|path| &path.segments).chain(&module.globs);
        paths.filter_map(|path| path.first()).any(|first| first.starts_with("bevy"))
    };
    before.filter(uses_engine).map(|module| module.file.display().to_string()).collect()
}

#[test]
fn rules_learners_and_cells_know_no_engine() {
    let found = with_an_engine(&this_crate());
    assert!(found.is_empty(), "these come before the simulation and use the engine:\n{}", found.join("\n"));
}

#[test]
fn an_engine_is_found_wherever_it_is_used() {
    for code in ["use bevy_ecs::prelude::*;", "use bevy_ecs::component::Component;", "struct S(bevy::ecs::World);"] {
        let modules = small_crate(&[
            ("lib.rs", "pub mod learning; pub mod arena;"),
            ("learning/mod.rs", "pub mod base;"),
            ("learning/base.rs", code),
            ("arena.rs", code),
        ]);
        assert_eq!(with_an_engine(&modules), ["learning/base.rs"], "{code}");
    }
}

/// What knows the file system where bytes are taken and given: `learning/checkpoint.rs: std::path::Path`.
fn with_files(modules: &[Module]) -> Vec<String> {
    let mut found = Vec::new();
    for module in modules.iter().filter(|module| WITHOUT_FILES.contains(&uppermost(module))) {
        for path in module.paths.iter().filter(|path| !path.in_tests) {
            let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
            let is_file = match segments[..] {
                ["std", "fs" | "path", ..] => true,
                // Of what is known of files, the encoding of text is about bytes.
                ["files", name] | ["crate", "files", name] => !["text", "NotText", "self"].contains(&name),
                _ => false,
            };
            if is_file {
                found.push(format!("{}: {}", module.file.display(), segments.join("::")));
            }
        }
    }
    found
}

#[test]
fn rules_and_learners_know_no_files() {
    let found = with_files(&this_crate());
    assert!(found.is_empty(), "these take or give bytes, and know of files:\n{}", found.join("\n"));
    for (code, expected) in [
        ("use std::{fmt, path::{Path, PathBuf}};", &["std::path::Path", "std::path::PathBuf"][..]),
        ("fn f() { std::fs::remove_file(\"x\").ok(); }", &["std::fs::remove_file"]),
        ("use crate::files; fn f() { files::write_new(); files::text(); }", &["files::write_new"]),
        ("use crate::files::{NotText, read};", &["crate::files::read"]),
        ("#[cfg(test)] mod tests { use std::fs; }", &[]),
    ] {
        let files = [("lib.rs", "pub mod files; pub mod learning;"), ("files.rs", ""), ("learning.rs", code)];
        let expected: Vec<String> = expected.iter().map(|path| format!("learning.rs: {path}")).collect();
        assert_eq!(with_files(&small_crate(&files)), expected, "{code}");
    }
}

/// What calculates in the platform's own way where bits have to be equal: `learning/policy.rs: exp`.
fn of_the_platform(modules: &[Module]) -> Vec<String> {
    let mut found = Vec::new();
    let is_equal =
        |module: &&Module| WITH_EQUAL_BITS.contains(&uppermost(module)) && module.name != OF_THE_SEQUENCE_LAB;
    for module in modules.iter().filter(is_equal) {
        let of_numbers = module.paths.iter().filter(|path| {
            let before = path.segments.len().checked_sub(2).map(|index| &*path.segments[index]);
            matches!(before, Some("f32" | "f64"))
        });
        for name in
            of_numbers.chain(&module.methods).filter(|name| !name.in_tests).filter_map(|name| name.segments.last())
        {
            if OF_THE_PLATFORM.split(' ').any(|other| other == name) {
                found.push(format!("{}: {name}", module.file.display()));
            }
        }
    }
    found
}

#[test]
fn rules_and_learners_calculate_the_same_everywhere() {
    let found = of_the_platform(&this_crate());
    assert!(found.is_empty(), "another machine rounds these differently, use `tensors::math`:\n{}", found.join("\n"));
    for (code, expected) in [
        ("fn f(x: f32) -> f32 { (x + 1.0).exp() }", "exp"),
        ("fn f(x: &[f64]) -> Vec<f64> { x.iter().copied().map(f64::ln).collect() }", "ln"),
        ("fn f(x: f32) { println!(\"{}\", g(x.tanh())) }", "tanh"),
        ("fn f(x: f32) -> f32 { core::primitive::f32::powi(x, 2) }", "powi"),
    ] {
        let files = [("lib.rs", "pub mod learning; pub mod panels;"), ("learning.rs", code), ("panels.rs", code)];
        assert_eq!(of_the_platform(&small_crate(&files)), [format!("learning.rs: {expected}")], "{code}");
    }
    let harmless = "fn f(x: f32) -> f32 { exp(x).sqrt() } #[cfg(test)] mod tests { fn f(x: f32) -> f32 { x.exp() } }";
    assert!(of_the_platform(&small_crate(&[("lib.rs", "pub mod learning;"), ("learning.rs", harmless)])).is_empty());
}

/// What only dfdx's tape and tensors on it have.
const TAPE: &[&str] = &[
    "OwnedTape",
    "NoneTape",
    "add_backward_op",
    "alloc_grads",
    "leaky_traced",
    "put_tape",
    "retaped",
    "split_tape",
    "with_empty_tape",
];

/// The words of a text of code that belong to dfdx's tape.
fn words_of_the_tape(code: &str) -> Vec<String> {
    fn words(tokens: TokenStream) -> Vec<String> {
        let of = |token| match token {
            TokenTree::Group(group) => words(group.stream()),
            TokenTree::Ident(word) => vec![word.to_string()],
            _ => Vec::new(),
        };
        tokens.into_iter().flat_map(of).collect()
    }
    let tokens = code.parse().expect("tokens of a file that compiles");
    words(tokens).into_iter().filter(|word| TAPE.contains(&word.as_str())).collect()
}

/// Unit tests may: dfdx's operations are what fast ones are compared with.
#[test]
fn only_tensors_knows_the_tape() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut known, mut elsewhere) = (0, Vec::new());
    for module in this_crate().iter().skip(1) {
        let words = words_of_the_tape(&fs::read_to_string(source.join(&module.file)).expect("a file of the crate"));
        if uppermost(module) == "tensors" {
            known += words.len();
        } else if !words.is_empty() && !module.name.split("::").any(|part| part == "tests") {
            elsewhere.push(format!("{}: {words:?}", module.file.display()));
        }
    }
    assert!(known > 0, "`tensors` knows it");
    assert!(elsewhere.is_empty(), "these know dfdx's tape:\n{}", elsewhere.join("\n"));
    assert_eq!(words_of_the_tape("fn f(x: T) { g!(x.retaped::<OwnedTape<f32, Cpu>>()) }"), ["retaped", "OwnedTape"]);
}

/// The modules that open windows or questions of egui's own: `panels/about.rs`.
fn with_dialogs(modules: &[Module]) -> Vec<String> {
    let opens = |module: &&Module| {
        let paths = module.paths.iter().filter(|path| !path.in_tests);
        let mut pairs = paths.flat_map(|path| path.segments.windows(2));
        pairs.any(|pair| pair[0] == "egui" && ["Window", "Modal"].contains(&&*pair[1]))
    };
    modules.iter().filter(opens).map(|module| module.file.display().to_string()).collect()
}

/// Only so can none forget that Esc closes it, and lie on another.
#[test]
fn every_dialog_is_made_in_one_place() {
    assert_eq!(with_dialogs(&this_crate()), ["panels/dialog.rs"]);
    for code in ["use bevy_egui::egui::{Id, Window};", "fn f() { egui::Modal::new(id) }"] {
        assert_eq!(with_dialogs(&small_crate(&[("lib.rs", "mod a;"), ("a.rs", code)])), ["a.rs"], "{code}");
    }
}

#[test]
fn files_import_each_other_in_small_circles_only() {
    let modules = this_crate();
    let imports = imports(&modules);
    let cycles = cycles(&imports);
    for cycle in &cycles {
        println!("{} files in a circle:", cycle.len());
        for file in cycle {
            let others: Vec<_> =
                imports[file].iter().filter(|to| cycle.contains(*to)).map(|to| to.to_string_lossy()).collect();
            println!("    {} uses {}", file.display(), others.join(", "));
        }
    }
    for cycle in cycles {
        let module = cycle.first().expect("a file").iter().next().expect("a folder").to_string_lossy();
        let files = cycle.len();
        assert!(files <= LARGEST_CYCLE, "{files} files import each other in `{module}`, where {LARGEST_CYCLE} may");
    }
}

/// The names that several public types have: `Cell: gridworld::cell, sequence::cell`.
fn names_of_several(modules: &[Module]) -> Vec<String> {
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for module in modules {
        for name in module.types.iter().filter(|name| *name != OF_EACH_COMMAND) {
            places.entry(name).or_default().push(&module.name);
        }
    }
    let several = places.into_iter().filter(|(_, places)| places.len() > 1);
    several.map(|(name, places)| format!("{name}: {}", places.join(", "))).collect()
}

#[test]
fn every_public_type_has_a_name_of_its_own() {
    let modules = this_crate();
    assert!(modules.iter().any(|module| module.types.iter().any(|name| name == "Level")), "there are types");
    let found = names_of_several(&modules);
    assert!(found.is_empty(), "these mean several things:\n{}", found.join("\n"));
    let modules = small_crate(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub struct A; pub enum B { C } pub type D = u8; pub trait E {} named! { /// f\n F, \"f\", { G } }"),
        ("b.rs", "pub mod c { pub trait A {} } pub struct D; pub(crate) struct B; struct E; pub struct F;"),
    ]);
    assert_eq!(names_of_several(&modules), ["A: a, b::c", "D: a, b", "F: a, b"]);
}

/// A crate of a few files, each with its path and text.
fn small_crate(files: &[(&str, &str)]) -> Vec<Module> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    read(folder.path())
}

/// Each of these takes something from `first/deep.rs`, and from nowhere else.
#[test]
fn uses_are_followed_to_the_file_that_defines() {
    for code in [
        "use crate::first::Deep;",
        "use super::first::Renamed as Again;",
        "use crate::first::{self, Unused}; fn f(_: first::Deep) {}",
        "use crate::first; type T = Vec<Option<first::Deep>>;",
        "use crate::first::*; fn f() { go() }",
        "fn f() { use crate::first as other; println!(\"{:?}\", other::Choice::One); }",
        "impl std::fmt::Display for super::first::Deep {}",
        "#[serde(with = \"crate::first::go\")] pub(in crate::first) struct S;",
        "#[arg(default_value_t = crate::first::go())] struct S;",
        "mod inner { use super::super::first::Deep; }",
        "macro_rules! m { () => { $crate::first::deep::Deep } }",
    ] {
        let modules = small_crate(&[
            ("lib.rs", "pub mod first; pub mod second;"),
            ("first/mod.rs", "pub mod deep; pub use deep::*; pub use deep::Deep as Renamed;"),
            ("first/deep.rs", "pub struct Deep; pub struct Unused; pub fn go() {} named! { Choice { One } }"),
            ("second.rs", code),
        ]);
        let imports = imports(&modules);
        assert_eq!(imports[Path::new("second.rs")], [Path::new("first/deep.rs")].into(), "{code}");
        assert_eq!(against_the_order(&modules), [""; 0], "{code}");
    }
}

#[test]
fn a_use_of_a_later_module_is_found_in_unit_tests_too() {
    let modules = small_crate(&[
        ("lib.rs", "pub mod first; pub mod second;"),
        ("first.rs", "pub struct A; #[cfg(test)] mod tests { use super::A; use crate::second::B; }"),
        ("second.rs", "use crate::first::A; pub struct B;"),
    ]);
    assert_eq!(against_the_order(&modules), ["first.rs: crate::second::B"]);
    assert_eq!(cycles(&imports(&modules)), [], "unit tests make no circle");
}

#[test]
fn a_circle_is_found_whole() {
    let modules = small_crate(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "pub use super::b::B; pub struct A;"),
        ("b.rs", "pub struct B(crate::c::C);"),
        ("c.rs", "pub struct C; fn f() { let _ = crate::a::A; }"),
        ("d.rs", "use super::{a::A, c::C};"),
    ]);
    assert_eq!(cycles(&imports(&modules)), [["a.rs", "b.rs", "c.rs"].map(Path::new).into()]);
}
