//! Rebuilds when a file is added to the folders that are embedded in the binary, and gives the program a
//! name for itself: outputs of another version are made anew.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;

fn main() {
    let mut hash = DefaultHasher::new();
    for place in ["src", "assets", "templates", "partners", "samples", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={place}");
        add(Path::new(place), &mut hash);
    }
    println!("cargo:rustc-env=HANDCLASP_SOURCES={:016x}", hash.finish());
}

/// Adds the names and bytes of a file, or of all files in a folder.
fn add(path: &Path, hash: &mut DefaultHasher) {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().for_each(|path| add(path, hash));
    path.hash(hash);
    std::fs::read(path).unwrap_or_default().hash(hash);
}
