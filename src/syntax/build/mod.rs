//! Grammar pairs to tree nodes: which grammar rule becomes which node, and the place of every node.
//!
//! Does not own: what a name means (`resolve`), or what is wrong with text that the grammar refuses
//! (`slips`).

mod builder;
mod cell;
mod doubt;
mod expression;
mod item;
mod literal;
mod parts;
mod test;

pub(super) use builder::Builder;
use builder::is_noise;
