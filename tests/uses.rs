//! Which file of a crate uses which, and whether one leads back to itself.
//!
//! A use is a path in a `use` tree or in the code, by `crate`, `self`, `super`, a module of its own or a name that was
//! imported. It leads to the file of the last module in it: `crate::schema::Record` to `schema/mod.rs`, which in its turn
//! uses the file that it re-exports from. `mod x;` alone is no use.
//!
//! The functions of a type may stand in several files, and a call on `self` leads to the file that has the function: `self.f()`,
//! `Self::f` or `T::f` in an `impl` of `T`. A call on any other value is not seen.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::tokens::tokens;

/// The files that a file uses, each with the paths by which it does.
pub type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

type Path = Vec<String>;

/// The files of a crate (and of the program beside it) by the names of their modules.
struct Modules {
    files: BTreeMap<Path, String>,
}

/// The module that a file is.
fn module_of(file: &str) -> Path {
    let mut path: Path = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod") || path == ["lib"] || path == ["main"] {
        path.pop();
    }
    path
}

/// What names stand for in one file.
struct Scope<'a> {
    own: Path,
    modules: &'a Modules,
    imported: BTreeMap<String, Path>,
}

impl Scope<'_> {
    /// The path from the root of the crate; none if it leads elsewhere.
    fn absolute(&self, path: &[String], inside: &[String]) -> Option<Path> {
        let (first, mut rest) = path.split_first()?;
        let mut base: Path = match first.as_str() {
            "crate" | "handclasp" => Vec::new(),
            "self" => [self.own.as_slice(), inside].concat(),
            "super" => {
                let mut base = [self.own.as_slice(), inside].concat();
                base.pop();
                base
            }
            name => match self.imported.get(name) {
                Some(imported) => imported.clone(),
                None => {
                    let child = [self.own.as_slice(), std::slice::from_ref(first)].concat();
                    self.modules.files.contains_key(&child).then_some(child)?
                }
            },
        };
        while let Some((next, behind)) = rest.split_first()
            && next == "super"
        {
            base.pop();
            rest = behind;
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }
}

impl Modules {
    /// The file of the last module in a path.
    fn file_of(&self, path: &[String]) -> Option<&String> {
        (0..=path.len()).rev().find_map(|length| self.files.get(&path[..length]))
    }
}

/// A leaf of a `use` tree.
struct Import {
    path: Path,
    /// The name that it has in the file.
    name: String,
    /// The modules in braces that it stands in.
    inside: Path,
}

/// Reads a `use` tree that begins at a token; gives the token behind it.
fn tree(tokens: &[String], mut at: usize, prefix: &[String], leaves: &mut Vec<(Path, String)>) -> usize {
    let mut path: Path = prefix.to_vec();
    loop {
        match tokens.get(at).map_or(";", String::as_str) {
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = tree(tokens, at, &path, leaves);
                    if tokens.get(at).is_some_and(|token| token == ",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            "," | "}" | ";" => break,
            // A path of another crate.
            "::" if path.is_empty() => path.push(String::new()),
            "::" => {}
            "as" => {
                leaves.push((path, tokens.get(at + 1).cloned().unwrap_or_default()));
                return at + 2;
            }
            word => path.push(word.to_owned()),
        }
        at += 1;
    }
    // `use a::{self, b}`
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let name = path.last().cloned().unwrap_or_default();
    leaves.push((path, name));
    at
}

/// The imports of a file, and the paths in its code, each with the modules in braces that it stands in.
fn paths(tokens: &[String]) -> (Vec<Import>, Vec<(Path, Path)>) {
    let mut imports = Vec::new();
    let mut inline = Vec::new();
    let mut inside: Vec<(String, usize)> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < tokens.len() {
        let next = tokens.get(at + 1).map_or("", String::as_str);
        let within = || inside.iter().map(|(name, _)| name.clone()).collect::<Path>();
        match tokens[at].as_str() {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inside.retain(|(_, opened)| *opened <= depth);
            }
            "mod" if tokens.get(at + 2).is_some_and(|token| token == "{") => {
                inside.push((next.to_owned(), depth + 1));
            }
            // Not `use<'a>` of a type.
            "use" if next != "<" => {
                let mut leaves = Vec::new();
                at = tree(tokens, at + 1, &[], &mut leaves);
                let within = within();
                imports.extend(leaves.into_iter().map(|(path, name)| Import {
                    path,
                    name,
                    inside: within.clone(),
                }));
                continue;
            }
            word if next == "::" && word.starts_with(|one: char| one.is_alphabetic() || one == '_') => {
                let mut path = vec![word.to_owned()];
                while tokens.get(at + 1).is_some_and(|token| token == "::")
                    && tokens.get(at + 2).is_some_and(|token| {
                        token.starts_with(|one: char| one.is_alphanumeric() || one == '_')
                    })
                {
                    path.push(tokens[at + 2].clone());
                    at += 2;
                }
                inline.push((path, within()));
            }
            // What follows `::` here begins no path of its own: `<A as B>::c`.
            "::" => at += 1,
            _ => {}
        }
        at += 1;
    }
    (imports, inline)
}

/// The functions of types in one file, each by the name of its type and its own.
#[derive(Default)]
struct Methods {
    /// Those that stand here; an associated constant is like a function.
    made: BTreeSet<(String, String)>,
    /// Those that are called on the type itself, and how that is written.
    called: BTreeSet<((String, String), String)>,
}

/// The type of an `impl` whose header begins at a token, and whether it is one of a trait; nothing if the type has no name.
fn implemented(tokens: &[String], from: usize) -> Option<(String, bool)> {
    let mut angles = 0_usize;
    let mut name = None;
    let mut is_of_trait = false;
    for at in from..tokens.len() {
        match tokens[at].as_str() {
            "<" => angles += 1,
            // Not the arrow of `Fn() -> A`.
            ">" if tokens[at - 1] != "-" => angles = angles.saturating_sub(1),
            "{" | "where" if angles == 0 => break,
            "for" if angles == 0 => (name, is_of_trait) = (None, true),
            word if angles == 0 && word.starts_with(|one: char| one.is_alphabetic() || one == '_') => {
                name = Some(word.to_owned());
            }
            _ => {}
        }
    }
    name.map(|name| (name, is_of_trait))
}

/// The functions of types in a file, and the calls of such functions.
fn methods(tokens: &[String]) -> Methods {
    let mut methods = Methods::default();
    // The `impl` blocks that are open, each with its type, whether it is one of a trait, and the depth inside.
    let mut open: Vec<(Option<(String, bool)>, usize)> = Vec::new();
    let mut begun = None;
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        let is = |other: usize, sign: &str| tokens.get(other).is_some_and(|token| token == sign);
        let before = at.checked_sub(1).map_or(";", |before| tokens[before].as_str());
        match token.as_str() {
            "impl" if matches!(before, ";" | "{" | "}" | "]" | "unsafe") => {
                begun = Some(implemented(tokens, at + 1));
            }
            "{" => {
                depth += 1;
                open.extend(begun.take().map(|of| (of, depth)));
            }
            "}" => {
                depth -= 1;
                open.retain(|(_, opened)| *opened <= depth);
            }
            _ => {}
        }
        let Some((Some((of, is_of_trait)), opened)) = open.last() else { continue };
        let Some(next) = tokens.get(at + 1) else { continue };
        let is_made = token == "fn" || token == "const" && is(at + 2, ":");
        if is_made && !is_of_trait && *opened == depth {
            methods.made.insert((of.clone(), next.clone()));
        }
        let Some(called) = tokens.get(at + 2) else { continue };
        let is_call = is(at + 3, "(") || is(at + 3, "::");
        let on_self = token == "self" && next == "." && is_call;
        let on_type = (token == "Self" || token == of) && next == "::";
        if on_self || on_type {
            methods.called.insert(((of.clone(), called.clone()), format!("{token}{next}{called}")));
        }
    }
    methods
}

/// Adds the uses of a file that has a function of a type by those that call it.
fn add_calls(files: &BTreeMap<String, String>, uses: &mut Uses) {
    let methods: BTreeMap<&String, Methods> =
        files.iter().map(|(file, text)| (file, methods(&tokens(text)))).collect();
    let mut places: BTreeMap<&(String, String), Vec<&String>> = BTreeMap::new();
    for (file, methods) in &methods {
        for made in &methods.made {
            places.entry(made).or_default().push(file);
        }
    }
    for (file, methods) in &methods {
        for (function, written) in &methods.called {
            // Functions of one name are those of two types of one name: who calls has its own.
            let Some([place]) = places.get(function).map(Vec::as_slice) else { continue };
            if place != file {
                let used = uses.entry((*file).clone()).or_default();
                used.entry((*place).clone()).or_default().insert(written.clone());
            }
        }
    }
}

/// What a file has by which it could use another one that [`uses`] does not see: an import of all names (but in the head of
/// a folder, which only re-exports), a file in another place than its module says, or a macro that is passed on.
pub fn unseen_ways(text: &str, is_head: bool) -> Vec<&'static str> {
    let tokens = tokens(text);
    let all_names = paths(&tokens).0.iter().any(|import| import.name == "*");
    let next_to = |first: &str, second: &str| {
        tokens.windows(2).any(|pair| matches!(pair, [one, next] if one == first && next == second))
    };
    let is_placed = tokens.windows(4).any(|four| {
        matches!(four, [before, path, sign, literal]
            if matches!(before.as_str(), "[" | ",") && path == "path" && sign == "=" && literal == "\"")
    });
    let ways = [
        ("an import of `*`", all_names && !is_head),
        ("`#[path = …]`", is_placed),
        ("`include!`", next_to("include", "!")),
        ("`#[macro_use]`", tokens.iter().any(|token| token == "macro_use")),
        ("`#[macro_export]`", tokens.iter().any(|token| token == "macro_export")),
        ("`extern crate`", next_to("extern", "crate")),
    ];
    ways.into_iter().filter(|(_, is_there)| *is_there).map(|(way, _)| way).collect()
}

/// What the files use, from their texts by the paths below `src/`.
pub fn uses(files: &BTreeMap<String, String>) -> Uses {
    let named = files.keys().filter(|file| *file != "main.rs").map(|file| (module_of(file), file.clone()));
    let modules = Modules { files: named.collect() };
    let mut uses = Uses::new();
    for (file, text) in files {
        let (imports, inline) = paths(&tokens(text));
        let mut scope = Scope { own: module_of(file), modules: &modules, imported: BTreeMap::new() };
        let mut found: Vec<(Path, Path)> = Vec::new();
        // An import may begin with the name of another one, which may stand below it.
        for _ in 0..3 {
            found.clear();
            for import in &imports {
                let Some(path) = scope.absolute(&import.path, &import.inside) else { continue };
                if import.name != "*" && import.path != [import.name.clone()] {
                    scope.imported.insert(import.name.clone(), path.clone());
                }
                found.push((import.path.clone(), path));
            }
        }
        for (path, inside) in inline {
            if let Some(absolute) = scope.absolute(&path, &inside) {
                found.push((path, absolute));
            }
        }
        let own = uses.entry(file.clone()).or_default();
        for (written, path) in found {
            if let Some(target) = modules.file_of(&path).filter(|target| *target != file) {
                own.entry(target.clone()).or_default().insert(written.join("::"));
            }
        }
    }
    add_calls(files, &mut uses);
    uses
}

/// The shortest way from a file back to itself: the files in their order, without the first one again.
fn circle_through(start: &str, uses: &Uses) -> Option<Vec<String>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(file) = waiting.pop_front() {
        for next in uses.get(file).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                let mut way = vec![file.to_owned()];
                let mut at = file;
                while let Some(before) = came_from.get(at) {
                    way.push((*before).to_owned());
                    at = before;
                }
                way.reverse();
                return Some(way);
            }
            if next != start && !came_from.contains_key(next.as_str()) {
                came_from.insert(next, file);
                waiting.push_back(next);
            }
        }
    }
    None
}

/// Circles of files, the shortest first: none of them shares a file with another, so that there may be more behind them.
pub fn circles(uses: &Uses) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = uses.keys().filter_map(|file| circle_through(file, uses)).collect();
    all.sort_by_key(Vec::len);
    let mut seen = BTreeSet::new();
    all.retain(|circle| {
        let is_new = circle.iter().all(|file| !seen.contains(file));
        if is_new {
            seen.extend(circle.iter().cloned());
        }
        is_new
    });
    all
}

/// A circle file by file, each with the paths that lead on.
pub fn shown(circle: &[String], uses: &Uses) -> String {
    let mut text = String::from("a circle of files:\n");
    for (at, file) in circle.iter().enumerate() {
        let next = &circle[(at + 1) % circle.len()];
        let paths: Vec<&str> = uses[file][next].iter().map(String::as_str).collect();
        text.push_str(&format!("  src/{file} uses src/{next} by `{}`\n", paths.join("`, `")));
    }
    text
}

#[cfg(test)]
fn made_up(files: &[(&str, &str)]) -> Uses {
    uses(&files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect())
}

#[test]
fn a_circle_over_a_re_export_is_found() {
    let files = [
        ("lib.rs", "pub mod a;"),
        ("a/mod.rs", "mod b; mod c; pub use b::B; pub use c::C;"),
        ("a/b.rs", "use crate::a::C; pub struct B(C);"),
        ("a/c.rs", "pub struct C;"),
    ];
    let uses = made_up(&files);
    let circles = circles(&uses);
    assert_eq!(circles, [["a/b.rs", "a/mod.rs"]]);
    let told = shown(&circles[0], &uses);
    assert!(told.contains("src/a/b.rs uses src/a/mod.rs by `crate::a::C`\n"), "{told}");
    assert!(told.contains("src/a/mod.rs uses src/a/b.rs by `b::B`\n"), "{told}");
}

#[test]
fn a_circle_over_super_super_is_found() {
    let files = [
        ("lib.rs", "pub mod a; pub mod d;"),
        ("a/mod.rs", "mod b;"),
        ("a/b.rs", "mod deep { use super::super::super::d::{self, D}; } fn f() { d::g(); }"),
        ("d.rs", "pub fn g() { crate::a::b::h() }"),
    ];
    assert_eq!(circles(&made_up(&files)), [["a/b.rs", "d.rs"]]);
    let up = [
        ("a/mod.rs", "mod b; mod e;"),
        ("a/b/mod.rs", "mod c;"),
        ("a/b/c.rs", "fn f() { super::super::e::g() }"),
        ("a/e.rs", "use super::b::c::f;"),
    ];
    assert_eq!(circles(&made_up(&up)), [["a/b/c.rs", "a/e.rs"]]);
}

#[test]
fn a_circle_over_an_alias_is_found() {
    let files = [
        ("lib.rs", "pub mod a; pub mod b; pub mod c;"),
        ("a.rs", "use crate::b as other; fn f() { other::deeper::g() }"),
        ("b/mod.rs", "pub mod deeper;"),
        ("b/deeper.rs", "use crate::{c::{C as D, *}, a};"),
        ("c.rs", ""),
    ];
    assert_eq!(circles(&made_up(&files)), [["a.rs", "b/deeper.rs"]]);
    let of_an_import = [
        ("a.rs", "use crate::b; use b::deeper::G;"),
        ("b/mod.rs", "pub mod deeper;"),
        ("b/deeper.rs", "#[serde(with = \"crate::a::days\")] struct G;"),
    ];
    assert_eq!(circles(&made_up(&of_an_import)), [["a.rs", "b/deeper.rs"]]);
}

#[test]
fn a_circle_of_many_files_and_one_with_the_program_are_found() {
    let files = [
        ("lib.rs", "pub mod a; pub mod b; pub mod c;"),
        ("a.rs", "pub use crate::b::{x::{y, z}, w};"),
        ("b.rs", "fn f() -> impl Sized + use<'_> { crate::c::f() }"),
        ("c.rs", "fn f() { let _ = <u8 as super::a::T>::f; }"),
        ("main.rs", "mod cli; fn main() { cli::main() }"),
        ("cli/mod.rs", "mod one; pub fn main() { one::run(); handclasp::a::f() }"),
        ("cli/one.rs", "use super::Exit;"),
    ];
    assert_eq!(circles(&made_up(&files)), [vec!["cli/mod.rs", "cli/one.rs"], vec!["a.rs", "b.rs", "c.rs"]]);
}

#[test]
fn a_circle_over_functions_of_one_type_is_found() {
    let files = [
        ("lib.rs", "pub mod a; pub mod b; pub mod c; pub mod d;"),
        (
            "a.rs",
            "pub struct T<'a, F: Fn() -> u8>(&'a F); impl<'a, F: Fn() -> u8> T<'a, F> where F: Copy { fn f(&self) { self.g::<u8>() } }",
        ),
        (
            "b.rs",
            "use crate::a::T; impl<F> T<'_, F> { pub(super) const fn g<A>(&self) { if true { self.h() } } }",
        ),
        ("c.rs", "use crate::a::T; impl<F> T<'_, F> { const K: u8 = 1; fn h(&self) { Self::f(self) } }"),
        (
            "d.rs",
            "use crate::a::T; unsafe impl<F: Fn() -> u8> Drop for T<'_, F> { fn drop(&mut self) { T::K } }",
        ),
    ];
    let uses = made_up(&files);
    let of = |file: &str| uses[file].keys().cloned().collect::<Vec<_>>();
    assert_eq!(of("a.rs"), ["b.rs"]);
    assert_eq!(of("b.rs"), ["a.rs", "c.rs"]);
    assert_eq!(of("c.rs"), ["a.rs"]);
    assert_eq!(of("d.rs"), ["a.rs", "c.rs"]);
    let circles = circles(&uses);
    assert_eq!(circles, [["a.rs", "b.rs"]]);
    let told = shown(&circles[0], &uses);
    assert!(told.contains("src/a.rs uses src/b.rs by `self.g`\n"), "{told}");
}

#[test]
fn a_call_of_another_function_of_that_name_is_no_use() {
    let files = [
        ("lib.rs", "pub mod a; pub mod b; pub mod c; pub mod d;"),
        // A field that is called, a function of a field, of the own file, of another value, of no type.
        (
            "a.rs",
            "pub struct T { f: fn(), t: U } impl T { fn own(&self) { (self.f)(); self.f; self.t.f(); self.own(); other.f() } } fn g(self) { self.f() }",
        ),
        ("b.rs", "use crate::a::T; impl T { fn f(&self) { fn inner() {} } }"),
        // Another type, a trait of the same names, what is given back.
        ("c.rs", "struct U; impl U { fn g(&self) -> impl Fn() { self.f(); self.inner() } }"),
        ("d.rs", "use crate::c::V; impl V for U { fn own(&self) {} fn inner(&self) { self.own() } }"),
    ];
    let uses = made_up(&files);
    let of = |file: &str| uses[file].keys().cloned().collect::<Vec<_>>();
    assert_eq!(of("a.rs"), Vec::<String>::new());
    assert_eq!(of("b.rs"), ["a.rs"]);
    assert_eq!(of("c.rs"), Vec::<String>::new());
    assert_eq!(of("d.rs"), ["c.rs"]);
}

#[test]
fn ways_that_are_not_seen_are_told() {
    let ways = |text: &str| unseen_ways(text, false);
    assert_eq!(ways("use crate::a::*;"), ["an import of `*`"]);
    assert_eq!(ways("fn f() { use crate::{a::{self, *}, b}; }"), ["an import of `*`"]);
    assert_eq!(unseen_ways("pub use a::*;", true), Vec::<&str>::new());
    assert_eq!(ways("#[path = \"b.rs\"] mod a;"), ["`#[path = …]`"]);
    assert_eq!(ways("#[cfg_attr(unix, path = \"b.rs\")] mod a;"), ["`#[path = …]`"]);
    assert_eq!(ways("const A: u8 = include!(\"a.txt\");"), ["`include!`"]);
    assert_eq!(ways("#[macro_use] extern crate a;"), ["`#[macro_use]`", "`extern crate`"]);
    assert_eq!(ways("#[macro_export] macro_rules! a { () => {} }"), ["`#[macro_export]`"]);
    let none = "use crate::a::b; //! use a::*\nlet path = \"include!(\"; let a = include_str!(\"a\"); let c = d * e;";
    assert_eq!(ways(none), Vec::<&str>::new());
}

#[test]
fn where_no_circle_is_none_is_found() {
    let files = [
        ("lib.rs", "//! See [`a`].\npub mod a; pub mod b;"),
        // Names of its own, of other crates, in comments and texts.
        ("a/mod.rs", "//! As crate::b::c.\nmod c; mod d; pub use c::C; pub use d::D;"),
        (
            "a/c.rs",
            "use std::b::x; use ::a::C as E; /* crate::a::D */ const T: &str = \"super::d::D\"; fn a() { self::f() }",
        ),
        ("a/d.rs", "use super::c::C; use crate::a::c; fn f() { c::g(); C::new() }"),
        ("b.rs", "use crate::a::{self, C}; fn f() { a::g(); b::h() }"),
        ("main.rs", "fn main() { handclasp::b::f() }"),
    ];
    let uses = made_up(&files);
    assert_eq!(circles(&uses), Vec::<Vec<String>>::new());
    let of = |file: &str| uses[file].keys().cloned().collect::<Vec<_>>();
    assert_eq!(of("a/mod.rs"), ["a/c.rs", "a/d.rs"]);
    assert_eq!(of("a/c.rs"), Vec::<String>::new());
    assert_eq!(of("a/d.rs"), ["a/c.rs"]);
    assert_eq!(of("b.rs"), ["a/mod.rs"]);
    assert_eq!(of("main.rs"), ["b.rs"]);
}
