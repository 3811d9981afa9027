//! The modules of a crate as its files declare them, with the names in each and every path and method that its code writes.
//! What a path means is said in `names.rs`.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Attribute, ExprMethodCall, Item, ItemUse, Macro, Meta, UseTree, VisRestricted, Visibility,
    visit::{self, Visit},
};

/// A module, in a file of its own or within one.
pub struct Module {
    /// Its name from the crate's root: empty for the root, `learning::network`.
    pub name: String,
    /// Its file, from the crate's folder.
    pub file: PathBuf,
    /// The module that declares it; the root is its own.
    pub parent: usize,
    /// The public types that it defines.
    pub types: Vec<String>,
    /// What each name in it stands for.
    pub names: HashMap<String, Vec<Meaning>>,
    /// What it imports with a star.
    pub globs: Vec<Vec<String>>,
    /// Every path in it, those of imports included.
    pub paths: Vec<Written>,
    /// The name of every method that it calls.
    pub methods: Vec<Written>,
}

/// What a name in a module stands for.
#[derive(Clone)]
pub enum Meaning {
    /// Something that the module defines: a type, a function, a trait, a constant, a macro.
    Item,
    /// A module, by its number.
    Module(usize),
    /// What this path means.
    Import(Vec<String>),
}

/// A path or a method's name as code writes it.
pub struct Written {
    /// `["super", "Level", "read"]`.
    pub segments: Vec<String>,
    /// Whether only the unit tests write it.
    pub in_tests: bool,
}

/// All modules of the crate whose `lib.rs` lies in `source`, a parent before its children and these as they are declared.
pub fn read(source: &Path) -> Vec<Module> {
    let mut modules = Vec::new();
    add_file(
        &mut modules,
        &Place { source, name: "", folder: source, parent: 0, in_tests: false },
        &source.join("lib.rs"),
    );
    modules
}

/// Where a module stands.
struct Place<'a> {
    source: &'a Path,
    name: &'a str,
    /// Where the files of the modules that it declares are.
    folder: &'a Path,
    parent: usize,
    in_tests: bool,
}

fn add_file(modules: &mut Vec<Module>, place: &Place, file: &Path) -> usize {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    add_module(modules, place, file, &syntax.items)
}

fn add_module(modules: &mut Vec<Module>, place: &Place, file: &Path, items: &[Item]) -> usize {
    let mut module = Module {
        name: place.name.to_owned(),
        file: file.strip_prefix(place.source).expect("it lies there").to_owned(),
        parent: place.parent,
        types: Vec::new(),
        names: HashMap::new(),
        globs: Vec::new(),
        paths: Vec::new(),
        methods: Vec::new(),
    };
    let mut reader = Reader { module: &mut module, in_tests: place.in_tests };
    items.iter().filter(|item| !matches!(item, Item::Mod(_))).for_each(|item| reader.visit_item(item));
    let number = modules.len();
    modules.push(module);
    for item in items {
        let Item::Mod(declared) = item else { continue };
        let own_name = declared.ident.to_string();
        let folder = place.folder.join(&own_name);
        let child = Place {
            source: place.source,
            name: &if place.name.is_empty() { own_name.clone() } else { format!("{}::{own_name}", place.name) },
            folder: &folder,
            parent: number,
            in_tests: place.in_tests || for_tests(&declared.attrs),
        };
        let child = match &declared.content {
            Some((_, items)) => add_module(modules, &child, file, items),
            None => {
                let flat = folder.with_extension("rs");
                let file = if flat.is_file() { flat } else { folder.join("mod.rs") };
                add_file(modules, &child, &file)
            }
        };
        modules[number].names.entry(own_name).or_default().push(Meaning::Module(child));
    }
    number
}

/// Reads names and paths of one module, without the modules in it.
struct Reader<'a> {
    module: &'a mut Module,
    in_tests: bool,
}

impl Reader<'_> {
    fn define(&mut self, name: &Ident, meaning: Meaning) {
        self.module.names.entry(name.to_string()).or_default().push(meaning);
    }

    fn write(&mut self, segments: Vec<String>) {
        self.module.paths.push(Written { segments, in_tests: self.in_tests });
    }

    fn call(&mut self, method: &Ident) {
        self.module.methods.push(Written { segments: vec![method.to_string()], in_tests: self.in_tests });
    }

    fn import(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: &Ident| {
            let own = (name != "self").then(|| name.to_string());
            before.iter().cloned().chain(own).collect::<Vec<_>>()
        };
        match tree {
            UseTree::Path(path) => self.import(&[before, &[path.ident.to_string()]].concat(), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(before, tree)),
            UseTree::Glob(_) => {
                self.module.globs.push(before.to_vec());
                self.write(before.to_vec());
            }
            UseTree::Name(name) => {
                let path = with(&name.ident);
                let last = path.last().expect("a name").clone();
                self.module.names.entry(last).or_default().push(Meaning::Import(path.clone()));
                self.write(path);
            }
            UseTree::Rename(renamed) => {
                let path = with(&renamed.ident);
                self.define(&renamed.rename, Meaning::Import(path.clone()));
                self.write(path);
            }
        }
    }

    /// Paths and methods in what a macro or an attribute is handed, which is not code until it is expanded: names joined by `::`,
    /// and names behind a dot.
    fn scan(&mut self, tokens: TokenStream, literals: bool) {
        let mut path = Vec::new();
        let mut colons = 0;
        let mut is_after_dot = false;
        for token in tokens {
            if let (TokenTree::Ident(name), true) = (&token, is_after_dot) {
                self.call(name);
            }
            is_after_dot = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '.');
            if let TokenTree::Punct(mark) = &token
                && mark.as_char() == ':'
            {
                colons += 1;
                continue;
            }
            if colons != 2 || !matches!(token, TokenTree::Ident(_)) {
                self.write(std::mem::take(&mut path));
            }
            colons = 0;
            match token {
                TokenTree::Ident(name) => path.push(name.to_string()),
                TokenTree::Group(group) => self.scan(group.stream(), literals),
                TokenTree::Literal(literal) if literals => {
                    if let Ok(inside) = literal.to_string().trim_matches('"').parse() {
                        self.scan(inside, false);
                    }
                }
                TokenTree::Literal(_) | TokenTree::Punct(_) => {}
            }
        }
        self.write(path);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let (attributes, name) = declaration(item);
        if let Some(name) = name {
            self.define(name, Meaning::Item);
        }
        if let Some(name) = public_type(item).filter(|_| !(self.in_tests || for_tests(attributes))) {
            self.module.types.push(name);
        }
        // a macro that stands for items names those that it defines
        if let Item::Macro(call) = item
            && call.ident.is_none()
        {
            for token in call.mac.tokens.clone() {
                if let TokenTree::Ident(name) = token {
                    self.define(&name, Meaning::Item);
                }
            }
        }
        let before = self.in_tests;
        self.in_tests |= for_tests(attributes);
        visit::visit_item(self, item);
        self.in_tests = before;
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if item.leading_colon.is_none() {
            self.import(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.write(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        self.call(&call.method);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.scan(call.tokens.clone(), false);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            // serde names functions and types in strings
            self.scan(list.tokens.clone(), attribute.path().is_ident("serde"));
        }
    }

    /// `pub(in crate::game)` uses nothing.
    fn visit_vis_restricted(&mut self, _: &'ast VisRestricted) {}
}

/// Whether `#[cfg(test)]` is among them.
fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<Ident>().is_ok_and(|condition| condition == "test")
    })
}

/// The name of the public type that an item defines, if it does.
fn public_type(item: &Item) -> Option<String> {
    let (visibility, name) = match item {
        Item::Enum(item) => (&item.vis, &item.ident),
        Item::Struct(item) => (&item.vis, &item.ident),
        Item::Trait(item) => (&item.vis, &item.ident),
        Item::Type(item) => (&item.vis, &item.ident),
        Item::Macro(call) if call.mac.path.is_ident("named") => {
            // What stands before the name are attributes.
            let name = call.mac.tokens.clone().into_iter().find(|token| matches!(token, TokenTree::Ident(_)));
            return name.map(|name| name.to_string());
        }
        _ => return None,
    };
    matches!(visibility, Visibility::Public(_)).then(|| name.to_string())
}

/// What an item is preceded by and what it defines.
fn declaration(item: &Item) -> (&[Attribute], Option<&Ident>) {
    match item {
        Item::Const(item) => (&item.attrs, Some(&item.ident)),
        Item::Enum(item) => (&item.attrs, Some(&item.ident)),
        Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
        Item::Impl(item) => (&item.attrs, None),
        Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
        Item::Mod(item) => (&item.attrs, Some(&item.ident)),
        Item::Static(item) => (&item.attrs, Some(&item.ident)),
        Item::Struct(item) => (&item.attrs, Some(&item.ident)),
        Item::Trait(item) => (&item.attrs, Some(&item.ident)),
        Item::Type(item) => (&item.attrs, Some(&item.ident)),
        Item::Use(item) => (&item.attrs, None),
        _ => (&[], None),
    }
}
