//! Rebuilds when a file under `rules/` comes or goes: the packs there are part of the program.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}
