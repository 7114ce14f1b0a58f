mod packs;
mod render;
mod structure;
