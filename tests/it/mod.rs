mod render;
mod packs;
mod structure;
