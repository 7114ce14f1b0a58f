//! What a figure is: exact decimals, the interval a printed figure stands for, units, types.
//!
//! Owns: number syntax as printed in reports, units and their conversion, interval arithmetic.
//! Does not own: where a figure stands (`document`, `report`) or what must hold (`eval`).

mod directed;
mod grouped;
mod interval;
mod measure;
mod number;
mod precision;
mod printed;
mod unit;

pub use grouped::grouped;
pub use interval::{ArithmeticError, End, Interval};
pub use measure::{Bound, Measure, Reached, exceeded, reached, read_measure};
pub use number::{PrintedNumber, is_dash, read_number};
pub use precision::Precision;
pub use printed::Figure;
pub use unit::{Dimension, Unit};

pub(crate) use directed::product;
