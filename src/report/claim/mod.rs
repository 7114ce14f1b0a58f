//! Sentences that state figures, read as tables.
//!
//! Owns: the extent and the sections of 情况说明, joining cut sentences, numbers in running text,
//! matching claims, which numbers no claim has read.
//! Does not own: the notation of patterns (`template::pattern`), tables and forms (`report`).

mod bind;
mod chart;
mod heading;
mod matcher;
mod number;
mod own_text;
mod prose;
mod read;
mod reading;
mod scan;
mod section;
mod sentence;
mod table;
mod value;
mod value_unit;

pub use bind::Claims;
pub use matcher::{MAX_STEPS, MAX_TOTAL_STEPS};
pub use number::NumberClass;
pub use read::MAX_ROWS;
pub use reading::{ClaimReading, NarrativeNumber, NarrativeSection, NumberFate, Statement};

pub(super) use bind::read_claims;
pub(super) use own_text::{OwnLine, OwnText};
pub(super) use sentence::{Stated, read_heading, read_sentences};
