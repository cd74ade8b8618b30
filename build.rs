//! Rebuilds when a file is added to the folders that are embedded in the binary.

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=partners");
}
