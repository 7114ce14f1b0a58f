mod render;
mod structure;
