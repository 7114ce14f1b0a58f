mod packs;
mod relations;
mod render;
mod structure;
mod template;
