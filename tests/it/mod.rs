mod claims;
mod packs;
mod reading;
mod relations;
mod render;
mod structure;
mod template;
