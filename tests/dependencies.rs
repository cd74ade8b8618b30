//! What others' code we carry: its licences, where it comes from, what is there twice.
//!
//! `cargo deny` would do this too, but building it takes longer than all other checks; here it is one question to cargo. Known
//! security problems (advisories) are not looked at: their database cannot be had where the checks run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::support::root;

/// Licences under which code may be part of a program that is passed on under MIT or Apache-2.0.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates that are there in two versions, and who asks for the older one (or for the newer one, when that is not us).
const TWICE: &[(&str, &str)] = &[
    ("base64", "lettre asks for 0.23, usvg and imap for 0.22"),
    ("bit-vec", "syntect, of typst"),
    ("fancy-regex", "syntect, of typst"),
    ("fearless_simd", "hayro, which draws PDF pictures for typst"),
    ("getrandom", "ring and ahash"),
    ("hayro-ccitt", "hayro, of typst"),
    ("heck", "ouroboros, of typst"),
    ("miniz_oxide", "png asks for the older one"),
    ("nom", "imap"),
    ("quick-xml", "citationberg, of typst"),
    ("r-efi", "getrandom, on systems that we do not build for"),
    ("rand", "lipsum, of typst"),
    ("rand_core", "lipsum, of typst"),
    ("roxmltree", "fontconfig-parser, of usvg"),
    ("strum", "biblatex, of typst"),
    ("strum_macros", "biblatex, of typst"),
    ("syn", "macros move to its third version one by one"),
    ("synstructure", "macros, with syn"),
    ("vello_common", "hayro, of typst"),
    ("weezl", "gif, of typst"),
    ("windows-sys", "ring asks for 0.52"),
];

/// Name, version and source of each package in `Cargo.lock`; ours has no source.
fn locked() -> Vec<(String, String, Option<String>)> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let packages = lock.split("[[package]]").skip(1).map(|package| {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            line.map(|line| line.trim_matches('"').to_owned())
        };
        (value("name").expect("a name"), value("version").expect("a version"), value("source"))
    });
    packages.collect()
}

#[test]
fn every_crate_has_a_licence_that_allows_to_pass_it_on() {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc");
    let version = String::from_utf8(version.stdout).expect("UTF-8");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("the host");
    // What is built on other systems only need not have been fetched here.
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1", "--filter-platform", host])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let metadata: Value = serde_json::from_slice(&asked.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 300, "only {} packages", packages.len());
    let mut wrong = Vec::new();
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        let allowed = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|licence| {
            licence.evaluate(|asked| asked.license.id().is_some_and(|id| LICENCES.contains(&id.name)))
        });
        if !allowed {
            wrong.push(format!("{} {}: `{licence}`", package["name"], package["version"]));
        }
    }
    assert!(wrong.is_empty(), "licences that are not in the list:\n{}", wrong.join("\n"));
}

#[test]
fn every_crate_comes_from_the_registry() {
    let sources: BTreeSet<String> = locked().into_iter().filter_map(|(_, _, source)| source).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert!(sources.iter().all(|source| source.starts_with("registry+")), "{sources:?}");
    let own: Vec<String> =
        locked().into_iter().filter(|(_, _, source)| source.is_none()).map(|(name, _, _)| name).collect();
    assert_eq!(own, ["handclasp"], "a crate that does not come from the registry");
}

#[test]
fn a_crate_that_is_there_twice_has_a_reason() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, version, _) in locked() {
        versions.entry(name).or_default().insert(version);
    }
    let twice: Vec<&str> =
        versions.iter().filter(|(_, versions)| versions.len() > 1).map(|(name, _)| name.as_str()).collect();
    let known: Vec<&str> = TWICE.iter().map(|(name, _)| *name).collect();
    assert_eq!(twice, known, "`cargo tree --duplicates` tells who asks for what");
}
