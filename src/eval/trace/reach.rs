//! The values that an expression over printed figures can have.

use crate::eval::tree::{Linear, Tree};
use crate::eval::{FigureIndex, Operation};
use crate::figure::{ArithmeticError, Interval};

type Result<T> = std::result::Result<T, ArithmeticError>;

/// All values of an expression, given those of its figures. A figure that occurs twice in a sum
/// varies once; elsewhere the result may be wider than the truth, never narrower.
pub(super) fn reach(tree: &Tree, of: &dyn Fn(FigureIndex) -> Result<Interval>) -> Result<Interval> {
    match tree {
        Tree::Linear(linear) => sum(linear, of),
        Tree::Negate(inner) => Ok(reach(inner, of)?.negate()),
        Tree::Absolute(inner) => Ok(reach(inner, of)?.absolute()),
        Tree::Binary(operation, a, b) => {
            let (a, b) = (reach(a, of)?, reach(b, of)?);
            match operation {
                Operation::Add => a.add(&b),
                Operation::Subtract => a.subtract(&b),
                Operation::Multiply => a.multiply(&b),
                Operation::Divide => a.divide(&b),
                Operation::Min => Ok(a.min(&b)),
                Operation::Max => Ok(a.max(&b)),
            }
        }
    }
}

fn sum(linear: &Linear, of: &dyn Fn(FigureIndex) -> Result<Interval>) -> Result<Interval> {
    let mut terms = linear.terms.clone();
    terms.sort_by_key(|(_, figure)| *figure);
    let mut total = Interval::point(linear.constant);
    for group in terms.chunk_by(|a, b| a.1 == b.1) {
        let factor = group
            .iter()
            .try_fold(rust_decimal::Decimal::ZERO, |sum, (factor, _)| {
                sum.checked_add(*factor)
            })
            .ok_or(ArithmeticError::Overflow)?;
        let Some((_, figure)) = group.first().filter(|_| !factor.is_zero()) else {
            continue;
        };
        total = total.add(&of(*figure)?.scale(factor)?)?;
    }
    Ok(total)
}
